-- $1 value_0
-- $2 value_1
-- $3 now
SELECT
  TRUE AS anon_1,
  CONVERT_TO(
    CONCAT(
      '{"role":"ANONYMOUS","purpose":null,"country":',
      COALESCE(CAST(TO_JSON(CAST(NULL AS TEXT)) AS TEXT), 'null'),
      ',"policyVersion":"esep-nb","user":',
      COALESCE(
        (
          SELECT
            CONCAT(
              '{"email":null,"status":null,"consents":null,"contacts":',
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
                          page_5.place <= CAST($1 AS BIGINT)),
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
                    FROM contacts AS row_3
                    JOIN users AS row_4
                      ON TRUE
                    WHERE
                      FALSE
                    ORDER BY
                      row_4.id ASC
                    LIMIT CAST($1 AS BIGINT) + 1
                  ) AS cut_7
                ) AS page_5
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
                              COALESCE(CAST(TO_JSON(page_10.title) AS TEXT), 'null'),
                              ',"status":null}'
                            ),
                            ','
                          ORDER BY
                            page_10.place ASC
                        ) FILTER(WHERE
                          page_10.place <= CAST($2 AS BIGINT)),
                        ''
                      ),
                      ']'
                    ),
                    '}'
                  ) AS concat_3
                FROM (
                  SELECT
                    cut_12.title AS title,
                    ROW_NUMBER() OVER () AS place,
                    COUNT(*) OVER () AS found
                  FROM (
                    SELECT
                      row_9.title AS title
                    FROM partners AS row_8
                    JOIN projects AS row_9
                      ON TRUE
                    WHERE
                      row_9.published_at <= CAST($3 AS TIMESTAMPTZ)
                      AND row_9.status IN ('ACTIVE', 'CLOSED')
                      AND (
                        EXISTS(
                          SELECT
                            1
                          FROM partners AS partners_1, users AS users_1
                          WHERE
                            partners_1.project_id = row_9.id
                            AND (
                              partners_1.left_on IS NULL
                              OR partners_1.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND users_1.id = partners_1.user_id
                            AND users_1.status = 'VALIDATED'
                            AND CAST($3 AS TIMESTAMPTZ) < users_1.inactive_at
                            AND NOT users_1.restricted
                            AND (
                              users_1.public_profile @> CAST($3 AS TIMESTAMPTZ)
                            )
                          LIMIT ALL
                          OFFSET 0
                        )
                      )
                      AND row_8.user_id = row_1.id
                      AND row_9.id = row_8.project_id
                      AND (
                        row_8.left_on IS NULL
                        OR row_8.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND row_9.published_at <= CAST($3 AS TIMESTAMPTZ)
                      AND row_9.status IN ('ACTIVE', 'CLOSED')
                      AND (
                        EXISTS(
                          SELECT
                            1
                          FROM partners AS partners_2, users AS users_2
                          WHERE
                            partners_2.project_id = row_9.id
                            AND (
                              partners_2.left_on IS NULL
                              OR partners_2.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND users_2.id = partners_2.user_id
                            AND users_2.status = 'VALIDATED'
                            AND CAST($3 AS TIMESTAMPTZ) < users_2.inactive_at
                            AND NOT users_2.restricted
                            AND (
                              users_2.public_profile @> CAST($3 AS TIMESTAMPTZ)
                            )
                          LIMIT ALL
                          OFFSET 0
                        )
                      )
                      AND TRUE
                    ORDER BY
                      row_9.registered_on DESC,
                      row_9.id ASC
                    LIMIT CAST($2 AS BIGINT) + 1
                  ) AS cut_12
                ) AS page_10
              ),
              '}'
            ) AS concat_1
          FROM users AS row_1
          WHERE
            row_1.id IS NULL
            AND NOT row_1.restricted
            AND row_1.status = 'VALIDATED'
            AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
            AND (
              row_1.public_profile @> CAST($3 AS TIMESTAMPTZ)
            )
        ),
        'null'
      ),
      '}'
    ),
    'UTF8'
  ) AS convert_to_1
