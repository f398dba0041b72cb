-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 value_0
-- $7 value_2
-- $8 value_1
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    account.school_id AS school,
    account.second_school_id AS second_school,
    account.school_country AS country,
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
      CONCAT(
        '{"role":"ETWINNER","purpose":null,"country":',
        COALESCE(
          CAST(TO_JSON(CAST((
            SELECT
              viewer.country
            FROM viewer
          ) AS TEXT)) AS TEXT),
          'null'
        ),
        '}'
      ),
      'UTF8'
    ) AS answer_0,
    CONVERT_TO(
      (
        SELECT
          CONCAT(
            '{"totalCount":',
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
                AND row_6.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
                )
                AND row_6.status = 'PENDING'
                AND CAST($1 AS TIMESTAMPTZ) < row_6.inactive_at
            ) AS TEXT),
            ',"nodes":',
            CONCAT(
              '[',
              COALESCE(
                STRING_AGG(
                    CONCAT(
                      '{"id":',
                      COALESCE((
                        '"' || CAST(page_4.id AS TEXT)
                      ) || '"', 'null'),
                      ',"firstName":',
                      COALESCE(CAST(TO_JSON(page_4.first_name) AS TEXT), 'null'),
                      ',"lastName":',
                      COALESCE(CAST(TO_JSON(page_4.last_name) AS TEXT), 'null'),
                      ',"email":',
                      CASE
                        WHEN guards_5.guard_1
                        THEN COALESCE(CAST(TO_JSON(page_4.email) AS TEXT), 'null')
                        ELSE 'null'
                      END,
                      ',"schoolRole":',
                      COALESCE(CAST(TO_JSON(page_4.school_role) AS TEXT), 'null'),
                      ',"subjects":',
                      COALESCE(CAST(TO_JSON(page_4.subjects) AS TEXT), 'null'),
                      ',"registeredAt":',
                      CASE
                        WHEN guards_5.guard_1
                        THEN COALESCE(
                          (
                            '"' || REPLACE(
                              TO_CHAR(TIMEZONE('UTC', page_4.registered_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                              '.000000Z',
                              'Z'
                            )
                          ) || '"',
                          'null'
                        )
                        ELSE 'null'
                      END,
                      ',"school":',
                      CASE
                        WHEN (
                          link_7.id IS NOT NULL
                        )
                        THEN CONCAT(
                          '{"officialName":',
                          COALESCE(CAST(TO_JSON(link_7.official_name) AS TEXT), 'null'),
                          ',"address":',
                          COALESCE(CAST(TO_JSON(link_7.address) AS TEXT), 'null'),
                          ',"city":',
                          COALESCE(CAST(TO_JSON(link_7.city) AS TEXT), 'null'),
                          ',"email":',
                          CASE
                            WHEN guards_5.guard_2
                            THEN COALESCE(CAST(TO_JSON(link_7.email) AS TEXT), 'null')
                            ELSE 'null'
                          END,
                          ',"head":',
                          CASE
                            WHEN guards_5.guard_3
                            THEN CASE
                              WHEN (
                                link_7.head_first_name IS NULL
                                AND link_7.head_last_name IS NULL
                                AND link_7.head_email IS NULL
                              )
                              THEN 'null'
                              ELSE CONCAT(
                                '{"firstName":',
                                COALESCE(CAST(TO_JSON(link_7.head_first_name) AS TEXT), 'null'),
                                ',"lastName":',
                                COALESCE(CAST(TO_JSON(link_7.head_last_name) AS TEXT), 'null'),
                                ',"email":',
                                COALESCE(CAST(TO_JSON(link_7.head_email) AS TEXT), 'null'),
                                '}'
                              )
                            END
                            ELSE 'null'
                          END,
                          '}'
                        )
                        ELSE 'null'
                      END,
                      '}'
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
            ',"pageInfo":',
            CONCAT(
              '{"hasNextPage":',
              CAST(COALESCE(MAX(page_4.found), 0) > CAST($6 AS BIGINT) AS TEXT),
              ',"endCursor":',
              COALESCE(
                (
                  '"' || MAX(
                    TRANSLATE(
                      ENCODE(
                        SUBSTRING(SHA256(
                          CAST($7 AS BYTEA) || SHA256(
                            CAST($8 AS BYTEA) || CONVERT_TO(
                              CAST(JSON_BUILD_ARRAY(
                                CAST(NULL AS TEXT),
                                CAST(CASE
                                  WHEN (
                                    page_4.id = (
                                      SELECT
                                        viewer."user"
                                      FROM viewer
                                    )
                                  )
                                  THEN page_4.registered_at
                                END AS TEXT),
                                CAST(page_4.id AS TEXT)
                              ) AS TEXT),
                              'UTF8'
                            )
                          )
                        ) FROM 1 FOR 16) || CONVERT_TO(
                          CAST(JSON_BUILD_ARRAY(
                            CAST(NULL AS TEXT),
                            CAST(CASE
                              WHEN (
                                page_4.id = (
                                  SELECT
                                    viewer."user"
                                  FROM viewer
                                )
                              )
                              THEN page_4.registered_at
                            END AS TEXT),
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
                    page_4.place = LEAST(page_4.found, CAST($6 AS BIGINT))
                    AND page_4.place <= CAST($6 AS BIGINT))
                ) || '"',
                'null'
              ),
              '}'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_10.email AS email,
            cut_10.first_name AS first_name,
            cut_10.id AS id,
            cut_10.last_name AS last_name,
            cut_10.registered_at AS registered_at,
            cut_10.school_id AS school_id,
            cut_10.school_role AS school_role,
            cut_10.subjects AS subjects,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_9.email AS email,
              parts_9.first_name AS first_name,
              parts_9.id AS id,
              parts_9.last_name AS last_name,
              parts_9.registered_at AS registered_at,
              parts_9.school_id AS school_id,
              parts_9.school_role AS school_role,
              parts_9.subjects AS subjects
            FROM (
              SELECT
                anon_1.email AS email,
                anon_1.first_name AS first_name,
                anon_1.id AS id,
                anon_1.last_name AS last_name,
                anon_1.registered_at AS registered_at,
                anon_1.school_id AS school_id,
                anon_1.school_role AS school_role,
                anon_1.subjects AS subjects,
                anon_1.sort_0 AS sort_0,
                anon_1.sort_id AS sort_id
              FROM (
                SELECT
                  row_2.email AS email,
                  row_2.first_name AS first_name,
                  row_2.id AS id,
                  row_2.last_name AS last_name,
                  row_2.registered_at AS registered_at,
                  row_2.school_id AS school_id,
                  row_2.school_role AS school_role,
                  row_2.subjects AS subjects,
                  row_2.registered_at AS sort_0,
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
                  AND FALSE
                ORDER BY
                  row_2.registered_at ASC,
                  row_2.id ASC
                LIMIT 21
              ) AS anon_1
              UNION ALL
              SELECT
                anon_2.email AS email,
                anon_2.first_name AS first_name,
                anon_2.id AS id,
                anon_2.last_name AS last_name,
                anon_2.registered_at AS registered_at,
                anon_2.school_id AS school_id,
                anon_2.school_role AS school_role,
                anon_2.subjects AS subjects,
                anon_2.sort_0 AS sort_0,
                anon_2.sort_id AS sort_id
              FROM (
                SELECT
                  row_3.email AS email,
                  row_3.first_name AS first_name,
                  row_3.id AS id,
                  row_3.last_name AS last_name,
                  row_3.registered_at AS registered_at,
                  row_3.school_id AS school_id,
                  row_3.school_role AS school_role,
                  row_3.subjects AS subjects,
                  row_3.registered_at AS sort_0,
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
                  AND row_3.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND row_3.status = 'PENDING'
                  AND CAST($1 AS TIMESTAMPTZ) < row_3.inactive_at
                ORDER BY
                  row_3.registered_at ASC,
                  row_3.id ASC
                LIMIT 21
              ) AS anon_2
            ) AS parts_9
            ORDER BY
              parts_9.sort_0 ASC,
              parts_9.sort_id ASC
            LIMIT 21
          ) AS cut_10
        ) AS page_4
        LEFT OUTER JOIN LATERAL (
          SELECT
            row_8.address AS address,
            row_8.city AS city,
            row_8.email AS email,
            row_8.email_key AS email_key,
            row_8.head_email AS head_email,
            row_8.head_email_key AS head_email_key,
            row_8.head_first_name AS head_first_name,
            row_8.head_last_name AS head_last_name,
            row_8.head_supplied_by AS head_supplied_by,
            row_8.id AS id,
            row_8.official_name AS official_name,
            row_8.status AS status
          FROM schools AS row_8
          WHERE
            row_8.id = page_4.school_id
            AND (
              row_8.id = (
                SELECT
                  viewer.school
                FROM viewer
              )
              OR row_8.id = (
                SELECT
                  viewer.second_school
                FROM viewer
              )
              OR row_8.status = 'VALIDATED'
            )
        ) AS link_7
          ON TRUE
        JOIN LATERAL (
          SELECT
            page_4.id = (
              SELECT
                viewer."user"
              FROM viewer
            ) AS guard_1,
            link_7.id = (
              SELECT
                viewer.school
              FROM viewer
            )
            AND NOT (
              COALESCE(link_7.head_email_key = link_7.email_key, FALSE)
              OR (
                EXISTS(
                  SELECT
                    1
                  FROM users AS users_1
                  WHERE
                    users_1.email_key = link_7.email_key
                    AND (
                      users_1.school_id = link_7.id
                      OR users_1.second_school_id = link_7.id
                      AND users_1.second_status = 'VALIDATED'
                    )
                    AND NOT (
                      users_1.status = 'ANONYMISED'
                      OR users_1.anonymised_at IS NOT NULL
                      AND users_1.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                    )
                  LIMIT ALL
                  OFFSET 0
                )
              )
            )
            OR link_7.status = 'VALIDATED'
            AND NOT (
              COALESCE(link_7.head_email_key = link_7.email_key, FALSE)
              OR (
                EXISTS(
                  SELECT
                    1
                  FROM users AS users_2
                  WHERE
                    users_2.email_key = link_7.email_key
                    AND (
                      users_2.school_id = link_7.id
                      OR users_2.second_school_id = link_7.id
                      AND users_2.second_status = 'VALIDATED'
                    )
                    AND NOT (
                      users_2.status = 'ANONYMISED'
                      OR users_2.anonymised_at IS NOT NULL
                      AND users_2.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                    )
                  LIMIT ALL
                  OFFSET 0
                )
              )
            ) AS guard_2,
            link_7.head_supplied_by = (
              SELECT
                viewer."user"
              FROM viewer
            ) AS guard_3
          LIMIT ALL
          OFFSET 0
        ) AS guards_5
          ON TRUE
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
