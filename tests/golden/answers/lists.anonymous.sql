-- $1 value_0
-- $2 value_1
-- $3 now
-- $4 value_4
-- $5 value_3
-- $6 value_2
SELECT
  TRUE AS anon_1,
  (
    SELECT
      policy_generation.generation
    FROM policy_generation
  ) AS generation,
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
                    '{"firstName":',
                    COALESCE(CAST(TO_JSON(page_2.first_name) AS TEXT), 'null'),
                    ',"contacts":',
                    (
                      SELECT
                        CONCAT(
                          '{"totalCount":',
                          CAST((
                            SELECT
                              COUNT(*) AS count_1
                            FROM contacts AS row_8
                            JOIN users AS row_9
                              ON TRUE
                            WHERE
                              FALSE
                          ) AS TEXT),
                          ',"nodes":',
                          CONCAT(
                            '[',
                            COALESCE(
                              STRING_AGG(
                                  CONCAT('{"firstName":', COALESCE(CAST(TO_JSON(page_6.first_name) AS TEXT), 'null'), '}'),
                                  ','
                                ORDER BY
                                  page_6.place ASC
                              ) FILTER(WHERE
                                page_6.place <= CAST($1 AS BIGINT)),
                              ''
                            ),
                            ']'
                          ),
                          '}'
                        ) AS concat_2
                      FROM (
                        SELECT
                          cut_10.first_name AS first_name,
                          ROW_NUMBER() OVER () AS place,
                          COUNT(*) OVER () AS found
                        FROM (
                          SELECT
                            row_5.first_name AS first_name
                          FROM contacts AS row_4
                          JOIN users AS row_5
                            ON TRUE
                          WHERE
                            FALSE
                          ORDER BY
                            row_5.id ASC
                          LIMIT 21
                        ) AS cut_10
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
                                  CONCAT('{"title":', COALESCE(CAST(TO_JSON(page_13.title) AS TEXT), 'null'), '}'),
                                  ','
                                ORDER BY
                                  page_13.place ASC
                              ) FILTER(WHERE
                                page_13.place <= CAST($2 AS BIGINT)),
                              ''
                            ),
                            ']'
                          ),
                          '}'
                        ) AS concat_3
                      FROM (
                        SELECT
                          cut_15.title AS title,
                          ROW_NUMBER() OVER () AS place,
                          COUNT(*) OVER () AS found
                        FROM (
                          SELECT
                            row_12.title AS title
                          FROM partners AS row_11
                          JOIN projects AS row_12
                            ON TRUE
                          WHERE
                            row_12.published_at <= CAST($3 AS TIMESTAMPTZ)
                            AND row_12.status IN ('ACTIVE', 'CLOSED')
                            AND (
                              EXISTS(
                                SELECT
                                  1
                                FROM partners AS partners_1, users AS users_1
                                WHERE
                                  partners_1.project_id = row_12.id
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
                            AND row_11.user_id = page_2.id
                            AND row_12.id = row_11.project_id
                            AND (
                              row_11.left_on IS NULL
                              OR row_11.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND row_12.published_at <= CAST($3 AS TIMESTAMPTZ)
                            AND row_12.status IN ('ACTIVE', 'CLOSED')
                            AND (
                              EXISTS(
                                SELECT
                                  1
                                FROM partners AS partners_2, users AS users_2
                                WHERE
                                  partners_2.project_id = row_12.id
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
                            row_12.title_folded ASC,
                            row_12.id ASC
                          LIMIT 21
                        ) AS cut_15
                      ) AS page_13
                      HAVING
                        COUNT(*) >= 0
                    ),
                    '}'
                  ),
                  ','
                ORDER BY
                  page_2.place ASC
              ) FILTER(WHERE
                page_2.place <= CAST($4 AS BIGINT)),
              ''
            ),
            ']'
          ),
          '}'
        ) AS concat_1
      FROM (
        SELECT
          cut_16.first_name AS first_name,
          cut_16.id AS id,
          ROW_NUMBER() OVER () AS place,
          COUNT(*) OVER () AS found
        FROM (
          SELECT
            row_1.first_name AS first_name,
            row_1.id AS id
          FROM users AS row_1
          WHERE
            NOT row_1.restricted
            AND row_1.status = 'VALIDATED'
            AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
            AND (
              row_1.public_profile @> CAST($3 AS TIMESTAMPTZ)
            )
            AND row_1.first_name_folded = ANY(
              CAST($5 AS TEXT[])
            )
            AND row_1.first_name = ANY(
              CAST($6 AS TEXT[])
            )
          ORDER BY
            row_1.id ASC
          LIMIT 21
        ) AS cut_16
      ) AS page_2
      HAVING
        COUNT(*) >= 0
    ),
    'UTF8'
  ) AS convert_to_1
