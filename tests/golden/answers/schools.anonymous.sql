-- $1 value_0
-- $2 now
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
                    '{"officialName":',
                    COALESCE(CAST(TO_JSON(page_2.official_name) AS TEXT), 'null'),
                    ',"address":null,"email":null,"head":null,"users":',
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
                          FROM users AS row_4
                          WHERE
                            row_4.school_id = page_2.id
                            AND NOT row_4.restricted
                            AND row_4.status = 'VALIDATED'
                            AND CAST($2 AS TIMESTAMPTZ) < row_4.inactive_at
                            AND (
                              row_4.public_profile @> CAST($2 AS TIMESTAMPTZ)
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
                page_2.place <= CAST($3 AS BIGINT)),
              ''
            ),
            ']'
          ),
          '}'
        ) AS concat_1
      FROM (
        SELECT
          cut_8.id AS id,
          cut_8.official_name AS official_name,
          ROW_NUMBER() OVER () AS place,
          COUNT(*) OVER () AS found
        FROM (
          SELECT
            row_1.id AS id,
            row_1.official_name AS official_name
          FROM schools AS row_1
          WHERE
            (
              row_1.status = 'VALIDATED'
              AND (
                EXISTS(
                  SELECT
                    1
                  FROM users AS users_1
                  WHERE
                    users_1.school_id = row_1.id
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
              OR row_1.status = 'VALIDATED'
              AND (
                EXISTS(
                  SELECT
                    1
                  FROM partners AS partners_1, users AS users_2, projects AS projects_1
                  WHERE
                    partners_1.school_id = row_1.id
                    AND (
                      partners_1.left_on IS NULL
                      OR partners_1.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                    )
                    AND users_2.id = partners_1.user_id
                    AND users_2.status = 'VALIDATED'
                    AND CAST($2 AS TIMESTAMPTZ) < users_2.inactive_at
                    AND NOT users_2.restricted
                    AND (
                      users_2.public_profile @> CAST($2 AS TIMESTAMPTZ)
                    )
                    AND projects_1.id = partners_1.project_id
                    AND projects_1.status IN ('ACTIVE', 'CLOSED')
                    AND projects_1.published_at <= CAST($2 AS TIMESTAMPTZ)
                  LIMIT ALL
                  OFFSET 0
                )
              )
            )
            AND TRUE
          ORDER BY
            row_1.city_folded DESC,
            row_1.id ASC
          LIMIT 21
        ) AS cut_8
      ) AS page_2
      HAVING
        COUNT(*) >= 0
    ),
    'UTF8'
  ) AS convert_to_1
