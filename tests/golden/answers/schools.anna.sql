-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 value_0
-- $7 value_1
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    account.school_id AS school,
    account.second_school_id AS second_school,
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
            '{"nodes":',
            CONCAT(
              '[',
              COALESCE(
                STRING_AGG(
                    CONCAT(
                      '{"officialName":',
                      COALESCE(CAST(TO_JSON(page_2.official_name) AS TEXT), 'null'),
                      ',"address":',
                      COALESCE(CAST(TO_JSON(page_2.address) AS TEXT), 'null'),
                      ',"email":',
                      CASE
                        WHEN guards_3.guard_1
                        THEN COALESCE(CAST(TO_JSON(page_2.email) AS TEXT), 'null')
                        ELSE 'null'
                      END,
                      ',"head":',
                      CASE
                        WHEN guards_3.guard_2
                        THEN CASE
                          WHEN (
                            page_2.head_first_name IS NULL
                            AND page_2.head_last_name IS NULL
                            AND page_2.head_email IS NULL
                          )
                          THEN 'null'
                          ELSE CONCAT(
                            '{"lastName":',
                            COALESCE(CAST(TO_JSON(page_2.head_last_name) AS TEXT), 'null'),
                            ',"email":',
                            COALESCE(CAST(TO_JSON(page_2.head_email) AS TEXT), 'null'),
                            '}'
                          )
                        END
                        ELSE 'null'
                      END,
                      ',"users":',
                      (
                        SELECT
                          CONCAT(
                            '{"nodes":',
                            CONCAT(
                              '[',
                              COALESCE(
                                STRING_AGG(
                                    CONCAT('{"firstName":', COALESCE(CAST(TO_JSON(page_5.first_name) AS TEXT), 'null'), '}'),
                                    ','
                                  ORDER BY
                                    page_5.place ASC
                                ) FILTER(WHERE
                                  page_5.place <= CAST($6 AS BIGINT)),
                                ''
                              ),
                              ']'
                            ),
                            '}'
                          ) AS concat_2
                        FROM (
                          SELECT
                            cut_7.first_name AS first_name,
                            ROW_NUMBER() OVER () AS place,
                            COUNT(*) OVER () AS found
                          FROM (
                            SELECT
                              row_4.first_name AS first_name
                            FROM users AS row_4
                            WHERE
                              (
                                row_4.school_id = page_2.id
                                OR row_4.second_school_id = page_2.id
                                AND (
                                  row_4.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
                                  )
                                  OR NOT row_4.restricted
                                  AND row_4.second_status = 'VALIDATED'
                                  AND row_4.status = 'VALIDATED'
                                  AND CAST($1 AS TIMESTAMPTZ) < row_4.inactive_at
                                )
                              )
                              AND (
                                row_4.id = (
                                  SELECT
                                    viewer."user"
                                  FROM viewer
                                )
                                AND (
                                  row_4.id IS NOT NULL OR NULL
                                )
                                AND NOT (
                                  row_4.id = ANY(
                                    CAST((
                                      SELECT
                                        viewer.blocked
                                      FROM viewer
                                    ) AS UUID[])
                                  )
                                )
                                AND NOT (
                                  row_4.status = 'ANONYMISED'
                                  OR row_4.anonymised_at IS NOT NULL
                                  AND row_4.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                )
                                OR NOT row_4.restricted
                                AND (
                                  row_4.id IS NOT NULL OR NULL
                                )
                                AND NOT (
                                  row_4.id = ANY(
                                    CAST((
                                      SELECT
                                        viewer.blocked
                                      FROM viewer
                                    ) AS UUID[])
                                  )
                                )
                                AND row_4.status = 'VALIDATED'
                                AND CAST($1 AS TIMESTAMPTZ) < row_4.inactive_at
                              )
                              AND TRUE
                            ORDER BY
                              row_4.first_name_folded ASC,
                              row_4.id ASC
                            LIMIT 21
                          ) AS cut_7
                        ) AS page_5
                        HAVING
                          COUNT(*) >= 0
                      ),
                      '}'
                    ),
                    ','
                  ORDER BY
                    page_2.place ASC
                ) FILTER(WHERE
                  page_2.place <= CAST($7 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_8.address AS address,
            cut_8.email AS email,
            cut_8.email_key AS email_key,
            cut_8.head_email AS head_email,
            cut_8.head_email_key AS head_email_key,
            cut_8.head_first_name AS head_first_name,
            cut_8.head_last_name AS head_last_name,
            cut_8.head_supplied_by AS head_supplied_by,
            cut_8.id AS id,
            cut_8.official_name AS official_name,
            cut_8.status AS status,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              row_1.address AS address,
              row_1.email AS email,
              row_1.email_key AS email_key,
              row_1.head_email AS head_email,
              row_1.head_email_key AS head_email_key,
              row_1.head_first_name AS head_first_name,
              row_1.head_last_name AS head_last_name,
              row_1.head_supplied_by AS head_supplied_by,
              row_1.id AS id,
              row_1.official_name AS official_name,
              row_1.status AS status
            FROM schools AS row_1
            WHERE
              (
                row_1.id = (
                  SELECT
                    viewer.school
                  FROM viewer
                )
                OR row_1.id = (
                  SELECT
                    viewer.second_school
                  FROM viewer
                )
                OR row_1.status = 'VALIDATED'
              )
              AND TRUE
            ORDER BY
              row_1.city_folded DESC,
              row_1.id ASC
            LIMIT 21
          ) AS cut_8
        ) AS page_2
        JOIN LATERAL (
          SELECT
            page_2.id = (
              SELECT
                viewer.school
              FROM viewer
            )
            AND NOT (
              COALESCE(page_2.head_email_key = page_2.email_key, FALSE)
              OR (
                EXISTS(
                  SELECT
                    1
                  FROM users AS users_1
                  WHERE
                    users_1.email_key = page_2.email_key
                    AND (
                      users_1.school_id = page_2.id
                      OR users_1.second_school_id = page_2.id
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
            OR page_2.status = 'VALIDATED'
            AND NOT (
              COALESCE(page_2.head_email_key = page_2.email_key, FALSE)
              OR (
                EXISTS(
                  SELECT
                    1
                  FROM users AS users_2
                  WHERE
                    users_2.email_key = page_2.email_key
                    AND (
                      users_2.school_id = page_2.id
                      OR users_2.second_school_id = page_2.id
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
            ) AS guard_1,
            page_2.head_supplied_by = (
              SELECT
                viewer."user"
              FROM viewer
            ) AS guard_2
          LIMIT ALL
          OFFSET 0
        ) AS guards_3
          ON TRUE
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
