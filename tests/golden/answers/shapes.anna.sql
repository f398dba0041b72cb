-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 value_0
-- $7 value_1
-- $8 value_3
-- $9 value_2
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    COALESCE(
      account.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < account.inactive_at,
      FALSE
    ) AS allowed,
    ARRAY((
      SELECT
        block_made.blocked_id
      FROM blocks AS block_made
      WHERE
        block_made.user_id = account.id
      UNION ALL
      SELECT
        block_suffered.user_id
      FROM blocks AS block_suffered
      WHERE
        block_suffered.blocked_id = account.id
    )) AS blocked
  FROM users AS account
  WHERE
    account.id = COALESCE(
      CAST($2 AS UUID),
      (
        SELECT
          identity.user_id
        FROM identities AS identity
        WHERE
          identity.issuer = CAST($3 AS VARCHAR) AND identity.subject = CAST($4 AS VARCHAR)
      )
    )
    AND NOT (
      EXISTS(
        SELECT
          *
        FROM sign_outs AS sign_out
        WHERE
          sign_out.user_id = account.id
          AND (
            CAST($5 AS TIMESTAMPTZ) IS NULL OR sign_out.at >= CAST($5 AS TIMESTAMPTZ)
          )
      )
    )
    AND NOT (
      account.status = 'ANONYMISED'
      OR account.anonymised_at IS NOT NULL
      AND account.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
    )
)
SELECT
  viewer.allowed,
  (
    SELECT
      policy_generation.generation
    FROM policy_generation
  ) AS generation,
  data.answer_0,
  data.answer_1
FROM viewer
LEFT OUTER JOIN LATERAL (
  SELECT
    CONVERT_TO(
      (
        SELECT
          CONCAT(
            '{"nodes":',
            CONCAT(
              '[',
              COALESCE(
                STRING_AGG(
                    CONCAT(
                      '{"id":',
                      COALESCE((
                        '"' || CAST(page_4.id AS TEXT)
                      ) || '"', 'null'),
                      ',"called":',
                      COALESCE(CAST(TO_JSON(page_4.first_name) AS TEXT), 'null'),
                      ',"__typename":"User"}'
                    ),
                    ','
                  ORDER BY
                    page_4.place ASC
                ) FILTER(WHERE
                  page_4.place <= CAST($6 AS BIGINT)),
                ''
              ),
              ']'
            ),
            ',"totalCount":',
            CAST((
              SELECT
                COUNT(*) AS count_1
              FROM users AS row_6
              WHERE
                (
                  row_6.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND (
                    row_6.id IS NOT NULL OR NULL
                  )
                  AND NOT (
                    row_6.id = ANY(
                      CAST((
                        SELECT
                          viewer.blocked
                        FROM viewer
                      ) AS UUID[])
                    )
                  )
                  AND NOT (
                    row_6.status = 'ANONYMISED'
                    OR row_6.anonymised_at IS NOT NULL
                    AND row_6.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                  )
                  OR NOT row_6.restricted
                  AND (
                    row_6.id IS NOT NULL OR NULL
                  )
                  AND NOT (
                    row_6.id = ANY(
                      CAST((
                        SELECT
                          viewer.blocked
                        FROM viewer
                      ) AS UUID[])
                    )
                  )
                  AND row_6.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_6.inactive_at
                )
                AND TRUE
            ) AS TEXT),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_8.first_name AS first_name,
            cut_8.id AS id,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_7.first_name AS first_name,
              parts_7.id AS id
            FROM (
              SELECT
                anon_1.first_name AS first_name,
                anon_1.id AS id,
                anon_1.sort_0 AS sort_0,
                anon_1.sort_id AS sort_id
              FROM (
                SELECT
                  row_2.first_name AS first_name,
                  row_2.id AS id,
                  row_2.last_name_folded AS sort_0,
                  row_2.id AS sort_id
                FROM users AS row_2
                WHERE
                  row_2.id <> (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT row_2.restricted
                  AND (
                    row_2.id IS NOT NULL OR NULL
                  )
                  AND NOT (
                    row_2.id = ANY(
                      CAST((
                        SELECT
                          viewer.blocked
                        FROM viewer
                      ) AS UUID[])
                    )
                  )
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  AND TRUE
                ORDER BY
                  row_2.last_name_folded ASC,
                  row_2.id ASC
                LIMIT 21
              ) AS anon_1
              UNION ALL
              SELECT
                anon_2.first_name AS first_name,
                anon_2.id AS id,
                anon_2.sort_0 AS sort_0,
                anon_2.sort_id AS sort_id
              FROM (
                SELECT
                  row_3.first_name AS first_name,
                  row_3.id AS id,
                  row_3.last_name_folded AS sort_0,
                  row_3.id AS sort_id
                FROM users AS row_3
                WHERE
                  row_3.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND (
                    row_3.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                    AND (
                      row_3.id IS NOT NULL OR NULL
                    )
                    AND NOT (
                      row_3.id = ANY(
                        CAST((
                          SELECT
                            viewer.blocked
                          FROM viewer
                        ) AS UUID[])
                      )
                    )
                    AND NOT (
                      row_3.status = 'ANONYMISED'
                      OR row_3.anonymised_at IS NOT NULL
                      AND row_3.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                    )
                    OR NOT row_3.restricted
                    AND (
                      row_3.id IS NOT NULL OR NULL
                    )
                    AND NOT (
                      row_3.id = ANY(
                        CAST((
                          SELECT
                            viewer.blocked
                          FROM viewer
                        ) AS UUID[])
                      )
                    )
                    AND row_3.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_3.inactive_at
                  )
                  AND TRUE
                ORDER BY
                  row_3.last_name_folded ASC,
                  row_3.id ASC
                LIMIT 21
              ) AS anon_2
            ) AS parts_7
            ORDER BY
              parts_7.sort_0 ASC,
              parts_7.sort_id ASC
            LIMIT 21
          ) AS cut_8
        ) AS page_4
        HAVING
          COUNT(*) >= 0
      ),
      'UTF8'
    ) AS answer_0,
    CONVERT_TO(
      (
        SELECT
          CONCAT(
            '{"__typename":"UserConnection","nodes":',
            CONCAT(
              '[',
              COALESCE(
                STRING_AGG(
                    CONCAT(
                      '{"id":',
                      COALESCE((
                        '"' || CAST(page_12.id AS TEXT)
                      ) || '"', 'null'),
                      ',"called":',
                      COALESCE(CAST(TO_JSON(page_12.first_name) AS TEXT), 'null'),
                      ',"__typename":"User"}'
                    ),
                    ','
                  ORDER BY
                    page_12.place ASC
                ) FILTER(WHERE
                  page_12.place <= CAST($7 AS BIGINT)),
                ''
              ),
              ']'
            ),
            ',"pageInfo":',
            CONCAT(
              '{"hasNextPage":',
              CAST(COALESCE(MAX(page_12.found), 0) > CAST($7 AS BIGINT) AS TEXT),
              ',"endCursor":',
              COALESCE(
                (
                  '"' || MAX(
                    TRANSLATE(
                      ENCODE(
                        SUBSTRING(SHA256(
                          CAST($8 AS BYTEA) || SHA256(
                            CAST($9 AS BYTEA) || CONVERT_TO(
                              CAST(JSON_BUILD_ARRAY(CAST(NULL AS TEXT), CAST(page_12.id AS TEXT)) AS TEXT),
                              'UTF8'
                            )
                          )
                        ) FROM 1 FOR 16) || CONVERT_TO(
                          CAST(JSON_BUILD_ARRAY(CAST(NULL AS TEXT), CAST(page_12.id AS TEXT)) AS TEXT),
                          'UTF8'
                        ),
                        'base64'
                      ),
                      e'+/=\n',
                      '-_'
                    )
                  ) FILTER(WHERE
                    page_12.place = LEAST(page_12.found, CAST($7 AS BIGINT))
                    AND page_12.place <= CAST($7 AS BIGINT))
                ) || '"',
                'null'
              ),
              '}'
            ),
            '}'
          ) AS concat_2
        FROM (
          SELECT
            cut_15.first_name AS first_name,
            cut_15.id AS id,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_14.first_name AS first_name,
              parts_14.id AS id
            FROM (
              SELECT
                anon_3.first_name AS first_name,
                anon_3.id AS id,
                anon_3.sort_id AS sort_id
              FROM (
                SELECT
                  row_10.first_name AS first_name,
                  row_10.id AS id,
                  row_10.id AS sort_id
                FROM users AS row_10
                WHERE
                  row_10.id <> (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT row_10.restricted
                  AND (
                    row_10.id IS NOT NULL OR NULL
                  )
                  AND NOT (
                    row_10.id = ANY(
                      CAST((
                        SELECT
                          viewer.blocked
                        FROM viewer
                      ) AS UUID[])
                    )
                  )
                  AND row_10.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_10.inactive_at
                  AND TRUE
                ORDER BY
                  row_10.id ASC
                LIMIT 21
              ) AS anon_3
              UNION ALL
              SELECT
                anon_4.first_name AS first_name,
                anon_4.id AS id,
                anon_4.sort_id AS sort_id
              FROM (
                SELECT
                  row_11.first_name AS first_name,
                  row_11.id AS id,
                  row_11.id AS sort_id
                FROM users AS row_11
                WHERE
                  row_11.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND (
                    row_11.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                    AND (
                      row_11.id IS NOT NULL OR NULL
                    )
                    AND NOT (
                      row_11.id = ANY(
                        CAST((
                          SELECT
                            viewer.blocked
                          FROM viewer
                        ) AS UUID[])
                      )
                    )
                    AND NOT (
                      row_11.status = 'ANONYMISED'
                      OR row_11.anonymised_at IS NOT NULL
                      AND row_11.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                    )
                    OR NOT row_11.restricted
                    AND (
                      row_11.id IS NOT NULL OR NULL
                    )
                    AND NOT (
                      row_11.id = ANY(
                        CAST((
                          SELECT
                            viewer.blocked
                          FROM viewer
                        ) AS UUID[])
                      )
                    )
                    AND row_11.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_11.inactive_at
                  )
                  AND TRUE
                ORDER BY
                  row_11.id ASC
                LIMIT 21
              ) AS anon_4
            ) AS parts_14
            ORDER BY
              parts_14.sort_id ASC
            LIMIT 21
          ) AS cut_15
        ) AS page_12
        HAVING
          COUNT(*) >= 0
      ),
      'UTF8'
    ) AS answer_1
  WHERE
    viewer.allowed
  LIMIT ALL
  OFFSET 0
) AS data
  ON TRUE
