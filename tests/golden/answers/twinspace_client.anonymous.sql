-- $1 value_1
-- $2 now
SELECT
  TRUE AS anon_1,
  CONVERT_TO(
    CONCAT(
      '{"role":"ANONYMOUS","user":',
      COALESCE(
        (
          SELECT
            CONCAT(
              '{"firstName":',
              COALESCE(CAST(TO_JSON(row_1.first_name) AS TEXT), 'null'),
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
                              '{"id":',
                              COALESCE((
                                '"' || CAST(page_5.id AS TEXT)
                              ) || '"', 'null'),
                              ',"title":',
                              COALESCE(CAST(TO_JSON(page_5.title) AS TEXT), 'null'),
                              ',"twinSpace":null}'
                            ),
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
                    cut_7.id AS id,
                    cut_7.title AS title,
                    ROW_NUMBER() OVER () AS place,
                    COUNT(*) OVER () AS found
                  FROM (
                    SELECT
                      row_4.id AS id,
                      row_4.title AS title
                    FROM partners AS row_3
                    JOIN projects AS row_4
                      ON TRUE
                    WHERE
                      row_4.published_at <= CAST($2 AS TIMESTAMPTZ)
                      AND row_4.status IN ('ACTIVE', 'CLOSED')
                      AND (
                        EXISTS(
                          SELECT
                            1
                          FROM partners AS partners_1, users AS users_1
                          WHERE
                            partners_1.project_id = row_4.id
                            AND (
                              partners_1.left_on IS NULL
                              OR partners_1.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND users_1.id = partners_1.user_id
                            AND users_1.status = 'VALIDATED'
                            AND CAST($2 AS TIMESTAMPTZ) < users_1.inactive_at
                            AND NOT users_1.restricted
                            AND (
                              users_1.public_profile @> CAST($2 AS TIMESTAMPTZ)
                            )
                          LIMIT ALL
                          OFFSET 0
                        )
                      )
                      AND row_3.user_id = row_1.id
                      AND row_4.id = row_3.project_id
                      AND (
                        row_3.left_on IS NULL
                        OR row_3.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND row_4.published_at <= CAST($2 AS TIMESTAMPTZ)
                      AND row_4.status IN ('ACTIVE', 'CLOSED')
                      AND (
                        EXISTS(
                          SELECT
                            1
                          FROM partners AS partners_2, users AS users_2
                          WHERE
                            partners_2.project_id = row_4.id
                            AND (
                              partners_2.left_on IS NULL
                              OR partners_2.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND users_2.id = partners_2.user_id
                            AND users_2.status = 'VALIDATED'
                            AND CAST($2 AS TIMESTAMPTZ) < users_2.inactive_at
                            AND NOT users_2.restricted
                            AND (
                              users_2.public_profile @> CAST($2 AS TIMESTAMPTZ)
                            )
                          LIMIT ALL
                          OFFSET 0
                        )
                      )
                      AND TRUE
                    ORDER BY
                      row_4.registered_on DESC,
                      row_4.id ASC
                    LIMIT CAST($1 AS BIGINT) + 1
                  ) AS cut_7
                ) AS page_5
              ),
              '}'
            ) AS concat_1
          FROM users AS row_1
          WHERE
            row_1.id IS NULL
            AND NOT row_1.restricted
            AND row_1.status = 'VALIDATED'
            AND CAST($2 AS TIMESTAMPTZ) < row_1.inactive_at
            AND (
              row_1.public_profile @> CAST($2 AS TIMESTAMPTZ)
            )
        ),
        'null'
      ),
      '}'
    ),
    'UTF8'
  ) AS convert_to_1
