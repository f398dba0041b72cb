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
    account.school_country AS country,
    ARRAY((
      SELECT
        partners_1.project_id
      FROM partners AS partners_1
      WHERE
        partners_1.user_id = account.id
        AND (
          partners_1.left_on IS NULL
          OR partners_1.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
        )
      UNION ALL
      SELECT
        areas_1.project_id
      FROM members AS members_1
      JOIN areas AS areas_1
        ON areas_1.id = members_1.area_id
      WHERE
        members_1.user_id = account.id
        AND (
          members_1.left_on IS NULL
          OR members_1.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
        )
        AND (
          members_1.live_from IS NULL
          OR members_1.live_from <= CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
        )
        AND areas_1.project_id IS NOT NULL
    )) AS projects,
    TRUE AS allowed
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
      CONCAT(
        '{"role":"GENERAL_USER","purpose":null,"country":',
        COALESCE(
          CAST(TO_JSON(CAST((
            SELECT
              viewer.country
            FROM viewer
          ) AS TEXT)) AS TEXT),
          'null'
        ),
        ',"policyVersion":"esep-nb","user":',
        COALESCE(
          (
            SELECT
              CONCAT(
                '{"email":',
                CASE
                  WHEN guards_2.guard_1
                  THEN COALESCE(CAST(TO_JSON(row_1.email) AS TEXT), 'null')
                  ELSE 'null'
                END,
                ',"status":',
                CASE
                  WHEN guards_2.guard_1
                  THEN COALESCE(
                    CAST(TO_JSON(
                      CASE
                        WHEN (
                          row_1.status = 'ANONYMISED'
                          OR row_1.anonymised_at IS NOT NULL
                          AND row_1.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                        )
                        THEN 'ANONYMISED'
                        WHEN (
                          row_1.status = 'DEACTIVATED' AND CAST($1 AS TIMESTAMPTZ) < row_1.anonymised_at
                        )
                        THEN 'DEACTIVATED'
                        WHEN (
                          row_1.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                          AND row_1.inactive_at <= CAST($1 AS TIMESTAMPTZ)
                          AND CAST($1 AS TIMESTAMPTZ) < row_1.anonymised_at
                        )
                        THEN 'INACTIVE'
                        ELSE row_1.status
                      END
                    ) AS TEXT),
                    'null'
                  )
                  ELSE 'null'
                END,
                ',"consents":',
                CASE
                  WHEN guards_2.guard_1
                  THEN (
                    SELECT
                      CONCAT(
                        '[',
                        COALESCE(
                          STRING_AGG(
                              CONCAT(
                                '{"purpose":',
                                COALESCE(CAST(TO_JSON(row_3.purpose) AS TEXT), 'null'),
                                ',"noticeVersion":',
                                COALESCE(CAST(TO_JSON(row_3.notice_version) AS TEXT), 'null'),
                                ',"givenAt":',
                                COALESCE(
                                  (
                                    '"' || REPLACE(
                                      TO_CHAR(TIMEZONE('UTC', row_3.given_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                                      '.000000Z',
                                      'Z'
                                    )
                                  ) || '"',
                                  'null'
                                ),
                                ',"withdrawnAt":',
                                COALESCE(
                                  (
                                    '"' || REPLACE(
                                      TO_CHAR(TIMEZONE('UTC', row_3.withdrawn_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                                      '.000000Z',
                                      'Z'
                                    )
                                  ) || '"',
                                  'null'
                                ),
                                '}'
                              ),
                              ','
                            ORDER BY
                              row_3.given_at,
                              row_3.purpose,
                              row_3.id
                          ),
                          ''
                        ),
                        ']'
                      ) AS concat_2
                    FROM consents AS row_3
                    WHERE
                      row_3.user_id = row_1.id
                      AND (
                        row_3.survey_id IS NULL
                        OR row_1.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                      )
                  )
                  ELSE 'null'
                END,
                ',"contacts":',
                (
                  SELECT
                    CONCAT(
                      '{"nodes":',
                      CONCAT(
                        '[',
                        COALESCE(
                          STRING_AGG(
                              CONCAT('{"firstName":', COALESCE(CAST(TO_JSON(page_6.first_name) AS TEXT), 'null'), '}'),
                              ','
                            ORDER BY
                              page_6.place ASC
                          ) FILTER(WHERE
                            page_6.place <= CAST($6 AS BIGINT)),
                          ''
                        ),
                        ']'
                      ),
                      '}'
                    ) AS concat_3
                  FROM (
                    SELECT
                      cut_8.first_name AS first_name,
                      ROW_NUMBER() OVER () AS place,
                      COUNT(*) OVER () AS found
                    FROM (
                      SELECT
                        row_5.first_name AS first_name
                      FROM contacts AS row_4
                      JOIN users AS row_5
                        ON TRUE
                      WHERE
                        row_1.id = (
                          SELECT
                            viewer."user"
                          FROM viewer
                        )
                        AND row_4.user_id = row_1.id
                        AND row_5.id = row_4.contact_id
                        AND (
                          row_5.id = (
                            SELECT
                              viewer."user"
                            FROM viewer
                          )
                          AND NOT (
                            row_5.status = 'ANONYMISED'
                            OR row_5.anonymised_at IS NOT NULL
                            AND row_5.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                          )
                          OR NOT row_5.restricted
                          AND row_5.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < row_5.inactive_at
                          AND (
                            row_5.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        )
                        AND TRUE
                      ORDER BY
                        row_5.id ASC
                      LIMIT 21
                    ) AS cut_8
                  ) AS page_6
                  HAVING
                    COUNT(*) >= 0
                ),
                ',"projects":',
                (
                  SELECT
                    CONCAT(
                      '{"nodes":',
                      CONCAT(
                        '[',
                        COALESCE(
                          STRING_AGG(
                              CONCAT(
                                '{"title":',
                                COALESCE(CAST(TO_JSON(page_11.title) AS TEXT), 'null'),
                                ',"status":',
                                CASE
                                  WHEN guards_12.guard_1
                                  THEN COALESCE(CAST(TO_JSON(page_11.status) AS TEXT), 'null')
                                  ELSE 'null'
                                END,
                                '}'
                              ),
                              ','
                            ORDER BY
                              page_11.place ASC
                          ) FILTER(WHERE
                            page_11.place <= CAST($7 AS BIGINT)),
                          ''
                        ),
                        ']'
                      ),
                      '}'
                    ) AS concat_4
                  FROM (
                    SELECT
                      cut_13.id AS id,
                      cut_13.status AS status,
                      cut_13.title AS title,
                      ROW_NUMBER() OVER () AS place,
                      COUNT(*) OVER () AS found
                    FROM (
                      SELECT
                        row_10.id AS id,
                        row_10.status AS status,
                        row_10.title AS title
                      FROM partners AS row_9
                      JOIN projects AS row_10
                        ON TRUE
                      WHERE
                        (
                          row_1.id = (
                            SELECT
                              viewer."user"
                            FROM viewer
                          )
                          OR row_10.published_at <= CAST($1 AS TIMESTAMPTZ)
                          AND row_10.status IN ('ACTIVE', 'CLOSED')
                          AND NOT row_1.restricted
                          AND row_1.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                          AND (
                            row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                          AND (
                            EXISTS(
                              SELECT
                                1
                              FROM partners AS partners_2, users AS users_1
                              WHERE
                                partners_2.project_id = row_10.id
                                AND (
                                  partners_2.left_on IS NULL
                                  OR partners_2.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND users_1.id = partners_2.user_id
                                AND users_1.status = 'VALIDATED'
                                AND CAST($1 AS TIMESTAMPTZ) < users_1.inactive_at
                                AND NOT users_1.restricted
                                AND (
                                  users_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                )
                              LIMIT ALL
                              OFFSET 0
                            )
                          )
                        )
                        AND row_9.user_id = row_1.id
                        AND row_10.id = row_9.project_id
                        AND (
                          row_9.left_on IS NULL
                          OR row_9.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND (
                          row_10.id = ANY(
                            CAST((
                              SELECT
                                viewer.projects
                              FROM viewer
                            ) AS UUID[])
                          )
                          OR row_10.published_at <= CAST($1 AS TIMESTAMPTZ)
                          AND row_10.status IN ('ACTIVE', 'CLOSED')
                          AND (
                            EXISTS(
                              SELECT
                                1
                              FROM partners AS partners_3, users AS users_2
                              WHERE
                                partners_3.project_id = row_10.id
                                AND (
                                  partners_3.left_on IS NULL
                                  OR partners_3.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND users_2.id = partners_3.user_id
                                AND users_2.status = 'VALIDATED'
                                AND CAST($1 AS TIMESTAMPTZ) < users_2.inactive_at
                                AND NOT users_2.restricted
                                AND (
                                  users_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                )
                              LIMIT ALL
                              OFFSET 0
                            )
                          )
                        )
                        AND TRUE
                      ORDER BY
                        row_10.registered_on DESC,
                        row_10.id ASC
                      LIMIT 21
                    ) AS cut_13
                  ) AS page_11
                  JOIN LATERAL (
                    SELECT
                      page_11.id = ANY(
                        CAST((
                          SELECT
                            viewer.projects
                          FROM viewer
                        ) AS UUID[])
                      ) AS guard_1
                    LIMIT ALL
                    OFFSET 0
                  ) AS guards_12
                    ON TRUE
                  HAVING
                    COUNT(*) >= 0
                ),
                '}'
              ) AS concat_1
            FROM users AS row_1
            JOIN LATERAL (
              SELECT
                row_1.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
                ) AS guard_1
              LIMIT ALL
              OFFSET 0
            ) AS guards_2
              ON TRUE
            WHERE
              row_1.id = (
                SELECT
                  viewer."user"
                FROM viewer
              )
              AND (
                row_1.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
                )
                AND NOT (
                  row_1.status = 'ANONYMISED'
                  OR row_1.anonymised_at IS NOT NULL
                  AND row_1.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                )
                OR NOT row_1.restricted
                AND row_1.status = 'VALIDATED'
                AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                AND (
                  row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                )
              )
          ),
          'null'
        ),
        '}'
      ),
      'UTF8'
    ) AS answer_0
  WHERE
    viewer.allowed
  LIMIT ALL
  OFFSET 0
) AS data
  ON TRUE
