-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 value_2
-- $7 value_1
-- $8 value_0
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
  data.answer_0
FROM viewer
LEFT OUTER JOIN LATERAL (
  SELECT
    CONVERT_TO(
      (
        SELECT
          CONCAT(
            '{"edges":',
            CONCAT(
              '[',
              COALESCE(
                STRING_AGG(
                    CONCAT(
                      '{"cursor":',
                      (
                        '"' || TRANSLATE(
                          ENCODE(
                            SUBSTRING(SHA256(
                              CAST($6 AS BYTEA) || SHA256(
                                CAST($7 AS BYTEA) || CONVERT_TO(
                                  CAST(JSON_BUILD_ARRAY(
                                    CAST(NULL AS TEXT),
                                    CAST(page_4.school_country AS TEXT),
                                    CAST(page_4.last_name_folded AS TEXT),
                                    CAST(page_4.id AS TEXT)
                                  ) AS TEXT),
                                  'UTF8'
                                )
                              )
                            ) FROM 1 FOR 16) || CONVERT_TO(
                              CAST(JSON_BUILD_ARRAY(
                                CAST(NULL AS TEXT),
                                CAST(page_4.school_country AS TEXT),
                                CAST(page_4.last_name_folded AS TEXT),
                                CAST(page_4.id AS TEXT)
                              ) AS TEXT),
                              'UTF8'
                            ),
                            'base64'
                          ),
                          e'+/=\n',
                          '-_'
                        )
                      ) || '"',
                      ',"node":',
                      CONCAT(
                        '{"firstName":',
                        COALESCE(CAST(TO_JSON(page_4.first_name) AS TEXT), 'null'),
                        ',"country":',
                        COALESCE(CAST(TO_JSON(page_4.school_country) AS TEXT), 'null'),
                        '}'
                      ),
                      '}'
                    ),
                    ','
                  ORDER BY
                    page_4.place DESC
                ) FILTER(WHERE
                  page_4.place <= CAST($8 AS BIGINT)),
                ''
              ),
              ']'
            ),
            ',"pageInfo":',
            CONCAT(
              '{"hasNextPage":',
              CAST(FALSE AS TEXT),
              ',"hasPreviousPage":',
              CAST(COALESCE(MAX(page_4.found), 0) > CAST($8 AS BIGINT) AS TEXT),
              ',"startCursor":',
              COALESCE(
                (
                  '"' || MAX(
                    TRANSLATE(
                      ENCODE(
                        SUBSTRING(SHA256(
                          CAST($6 AS BYTEA) || SHA256(
                            CAST($7 AS BYTEA) || CONVERT_TO(
                              CAST(JSON_BUILD_ARRAY(
                                CAST(NULL AS TEXT),
                                CAST(page_4.school_country AS TEXT),
                                CAST(page_4.last_name_folded AS TEXT),
                                CAST(page_4.id AS TEXT)
                              ) AS TEXT),
                              'UTF8'
                            )
                          )
                        ) FROM 1 FOR 16) || CONVERT_TO(
                          CAST(JSON_BUILD_ARRAY(
                            CAST(NULL AS TEXT),
                            CAST(page_4.school_country AS TEXT),
                            CAST(page_4.last_name_folded AS TEXT),
                            CAST(page_4.id AS TEXT)
                          ) AS TEXT),
                          'UTF8'
                        ),
                        'base64'
                      ),
                      e'+/=\n',
                      '-_'
                    )
                  ) FILTER(WHERE
                    page_4.place = LEAST(page_4.found, CAST($8 AS BIGINT))
                    AND page_4.place <= CAST($8 AS BIGINT))
                ) || '"',
                'null'
              ),
              ',"endCursor":',
              COALESCE(
                (
                  '"' || MAX(
                    TRANSLATE(
                      ENCODE(
                        SUBSTRING(SHA256(
                          CAST($6 AS BYTEA) || SHA256(
                            CAST($7 AS BYTEA) || CONVERT_TO(
                              CAST(JSON_BUILD_ARRAY(
                                CAST(NULL AS TEXT),
                                CAST(page_4.school_country AS TEXT),
                                CAST(page_4.last_name_folded AS TEXT),
                                CAST(page_4.id AS TEXT)
                              ) AS TEXT),
                              'UTF8'
                            )
                          )
                        ) FROM 1 FOR 16) || CONVERT_TO(
                          CAST(JSON_BUILD_ARRAY(
                            CAST(NULL AS TEXT),
                            CAST(page_4.school_country AS TEXT),
                            CAST(page_4.last_name_folded AS TEXT),
                            CAST(page_4.id AS TEXT)
                          ) AS TEXT),
                          'UTF8'
                        ),
                        'base64'
                      ),
                      e'+/=\n',
                      '-_'
                    )
                  ) FILTER(WHERE
                    page_4.place = 1 AND page_4.place <= CAST($8 AS BIGINT))
                ) || '"',
                'null'
              ),
              '}'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_7.first_name AS first_name,
            cut_7.id AS id,
            cut_7.last_name_folded AS last_name_folded,
            cut_7.school_country AS school_country,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_6.first_name AS first_name,
              parts_6.id AS id,
              parts_6.last_name_folded AS last_name_folded,
              parts_6.school_country AS school_country
            FROM (
              SELECT
                anon_1.first_name AS first_name,
                anon_1.id AS id,
                anon_1.last_name_folded AS last_name_folded,
                anon_1.school_country AS school_country,
                anon_1.sort_0 AS sort_0,
                anon_1.sort_1 AS sort_1,
                anon_1.sort_id AS sort_id
              FROM (
                SELECT
                  row_2.first_name AS first_name,
                  row_2.id AS id,
                  row_2.last_name_folded AS last_name_folded,
                  row_2.school_country AS school_country,
                  row_2.school_country AS sort_0,
                  row_2.last_name_folded AS sort_1,
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
                  row_2.school_country ASC NULLS FIRST,
                  row_2.last_name_folded DESC,
                  row_2.id DESC
                LIMIT 21
              ) AS anon_1
              UNION ALL
              SELECT
                anon_2.first_name AS first_name,
                anon_2.id AS id,
                anon_2.last_name_folded AS last_name_folded,
                anon_2.school_country AS school_country,
                anon_2.sort_0 AS sort_0,
                anon_2.sort_1 AS sort_1,
                anon_2.sort_id AS sort_id
              FROM (
                SELECT
                  row_3.first_name AS first_name,
                  row_3.id AS id,
                  row_3.last_name_folded AS last_name_folded,
                  row_3.school_country AS school_country,
                  row_3.school_country AS sort_0,
                  row_3.last_name_folded AS sort_1,
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
                  row_3.school_country ASC NULLS FIRST,
                  row_3.last_name_folded DESC,
                  row_3.id DESC
                LIMIT 21
              ) AS anon_2
            ) AS parts_6
            ORDER BY
              parts_6.sort_0 ASC NULLS FIRST,
              parts_6.sort_1 DESC,
              parts_6.sort_id DESC
            LIMIT 21
          ) AS cut_7
        ) AS page_4
        HAVING
          COUNT(*) >= 0
      ),
      'UTF8'
    ) AS answer_0
  WHERE
    viewer.allowed
  LIMIT ALL
  OFFSET 0
) AS data
  ON TRUE
