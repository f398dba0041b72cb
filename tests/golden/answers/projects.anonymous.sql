-- $1 now
-- $2 value_0
-- $3 value_1
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
                    '{"title":',
                    COALESCE(CAST(TO_JSON(page_2.title) AS TEXT), 'null'),
                    ',"status":null,"published":null,"closedOn":',
                    COALESCE((
                      '"' || CAST(page_2.closed_on AS TEXT)
                    ) || '"', 'null'),
                    ',"partners":',
                    (
                      SELECT
                        CONCAT(
                          '{"totalCount":',
                          CAST((
                            SELECT
                              COUNT(*) AS count_1
                            FROM partners AS row_8
                            JOIN users AS row_9
                              ON row_9.id = row_8.user_id
                            WHERE
                              row_8.project_id = page_2.id
                              AND (
                                row_8.left_on IS NULL
                                OR row_8.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND NOT row_9.restricted
                              AND row_9.status = 'VALIDATED'
                              AND CAST($1 AS TIMESTAMPTZ) < row_9.inactive_at
                              AND (
                                row_9.public_profile @> CAST($1 AS TIMESTAMPTZ)
                              )
                              AND TRUE
                          ) AS TEXT),
                          ',"nodes":',
                          CONCAT(
                            '[',
                            COALESCE(
                              STRING_AGG(
                                  CONCAT(
                                    '{"role":',
                                    COALESCE(CAST(TO_JSON(page_6.role) AS TEXT), 'null'),
                                    ',"joinedOn":null,"country":',
                                    CASE
                                      WHEN (
                                        link_10.id IS NOT NULL
                                      )
                                      THEN COALESCE(CAST(TO_JSON(link_10.country) AS TEXT), 'null')
                                      ELSE 'null'
                                    END,
                                    ',"user":',
                                    CONCAT(
                                      '{"firstName":',
                                      COALESCE(CAST(TO_JSON(page_6.user_first_name) AS TEXT), 'null'),
                                      '}'
                                    ),
                                    ',"school":',
                                    CASE
                                      WHEN (
                                        link_10.id IS NOT NULL
                                      )
                                      THEN CONCAT('{"city":', COALESCE(CAST(TO_JSON(link_10.city) AS TEXT), 'null'), '}')
                                      ELSE 'null'
                                    END,
                                    '}'
                                  ),
                                  ','
                                ORDER BY
                                  page_6.place ASC
                              ) FILTER(WHERE
                                page_6.place <= CAST($2 AS BIGINT)),
                              ''
                            ),
                            ']'
                          ),
                          ',"pageInfo":',
                          CONCAT(
                            '{"hasNextPage":',
                            CAST(COALESCE(MAX(page_6.found), 0) > CAST($2 AS BIGINT) AS TEXT),
                            '}'
                          ),
                          '}'
                        ) AS concat_2
                      FROM (
                        SELECT
                          cut_12.role AS role,
                          cut_12.school_id AS school_id,
                          cut_12.user_first_name AS user_first_name,
                          ROW_NUMBER() OVER () AS place,
                          COUNT(*) OVER () AS found
                        FROM (
                          SELECT
                            row_4.role AS role,
                            row_4.school_id AS school_id,
                            row_5.first_name AS user_first_name
                          FROM partners AS row_4
                          JOIN users AS row_5
                            ON row_5.id = row_4.user_id
                          WHERE
                            row_4.project_id = page_2.id
                            AND (
                              row_4.left_on IS NULL
                              OR row_4.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND NOT row_5.restricted
                            AND row_5.status = 'VALIDATED'
                            AND CAST($1 AS TIMESTAMPTZ) < row_5.inactive_at
                            AND (
                              row_5.public_profile @> CAST($1 AS TIMESTAMPTZ)
                            )
                            AND TRUE
                          ORDER BY
                            row_5.id ASC
                          LIMIT 21
                        ) AS cut_12
                      ) AS page_6
                      LEFT OUTER JOIN LATERAL (
                        SELECT
                          row_11.city AS city,
                          row_11.country AS country,
                          row_11.id AS id
                        FROM schools AS row_11
                        WHERE
                          row_11.id = page_6.school_id AND row_11.status = 'VALIDATED'
                      ) AS link_10
                        ON TRUE
                      HAVING
                        COUNT(*) >= 0
                    ),
                    ',"twinSpace":null}'
                  ),
                  ','
                ORDER BY
                  page_2.place ASC
              ) FILTER(WHERE
                page_2.place <= CAST($3 AS BIGINT)),
              ''
            ),
            ']'
          ),
          '}'
        ) AS concat_1
      FROM (
        SELECT
          cut_13.closed_on AS closed_on,
          cut_13.id AS id,
          cut_13.title AS title,
          ROW_NUMBER() OVER () AS place,
          COUNT(*) OVER () AS found
        FROM (
          SELECT
            row_1.closed_on AS closed_on,
            row_1.id AS id,
            row_1.title AS title
          FROM projects AS row_1
          WHERE
            row_1.published_at <= CAST($1 AS TIMESTAMPTZ)
            AND row_1.status IN ('ACTIVE', 'CLOSED')
            AND (
              EXISTS(
                SELECT
                  1
                FROM partners AS partners_1, users AS users_1
                WHERE
                  partners_1.project_id = row_1.id
                  AND (
                    partners_1.left_on IS NULL
                    OR partners_1.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                  )
                  AND users_1.id = partners_1.user_id
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
            AND TRUE
          ORDER BY
            row_1.registered_on DESC,
            row_1.id ASC
          LIMIT 21
        ) AS cut_13
      ) AS page_2
      HAVING
        COUNT(*) >= 0
    ),
    'UTF8'
  ) AS convert_to_1
