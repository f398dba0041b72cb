-- $1 value_0
-- $2 now
-- $3 value_1
-- $4 value_2
-- $5 value_3
-- $6 value_4
-- $7 value_5
SELECT
  TRUE AS anon_1,
  (
    SELECT
      policy_generation.generation
    FROM policy_generation
  ) AS generation,
  CONVERT_TO(
    CONCAT(
      '{"role":"ANONYMOUS","public":',
      CONCAT(
        '{"user":null,"projects":',
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
                        ',"status":null,"partners":',
                        (
                          SELECT
                            CONCAT(
                              '{"nodes":',
                              CONCAT(
                                '[',
                                COALESCE(
                                  STRING_AGG(
                                      CONCAT(
                                        '{"role":',
                                        COALESCE(CAST(TO_JSON(page_6.role) AS TEXT), 'null'),
                                        ',"country":',
                                        CASE
                                          WHEN (
                                            link_8.id IS NOT NULL
                                          )
                                          THEN COALESCE(CAST(TO_JSON(link_8.country) AS TEXT), 'null')
                                          ELSE 'null'
                                        END,
                                        '}'
                                      ),
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
                              cut_10.role AS role,
                              cut_10.school_id AS school_id,
                              ROW_NUMBER() OVER () AS place,
                              COUNT(*) OVER () AS found
                            FROM (
                              SELECT
                                row_4.role AS role,
                                row_4.school_id AS school_id
                              FROM partners AS row_4
                              JOIN users AS row_5
                                ON row_5.id = row_4.user_id
                              WHERE
                                row_4.project_id = page_2.id
                                AND (
                                  row_4.left_on IS NULL
                                  OR row_4.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND (
                                  row_5.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                )
                                AND NOT row_5.restricted
                                AND row_5.status = 'VALIDATED'
                                AND CAST($2 AS TIMESTAMPTZ) < row_5.inactive_at
                                AND (
                                  row_5.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                )
                                AND NOT row_5.restricted
                                AND row_5.status = 'VALIDATED'
                                AND CAST($2 AS TIMESTAMPTZ) < row_5.inactive_at
                                AND TRUE
                              ORDER BY
                                row_5.id ASC
                              LIMIT 51
                            ) AS cut_10
                          ) AS page_6
                          LEFT OUTER JOIN LATERAL (
                            SELECT
                              row_9.country AS country,
                              row_9.id AS id
                            FROM schools AS row_9
                            WHERE
                              row_9.id = page_6.school_id
                              AND (
                                (
                                  EXISTS(
                                    SELECT
                                      1
                                    FROM users AS users_1
                                    WHERE
                                      users_1.school_id = row_9.id
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
                                AND row_9.status = 'VALIDATED'
                                OR (
                                  EXISTS(
                                    SELECT
                                      1
                                    FROM partners AS partners_1, users AS users_2, projects AS projects_1
                                    WHERE
                                      partners_1.school_id = row_9.id
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
                                AND row_9.status = 'VALIDATED'
                              )
                              AND (
                                (
                                  EXISTS(
                                    SELECT
                                      1
                                    FROM users AS users_3
                                    WHERE
                                      users_3.school_id = row_9.id
                                      AND users_3.status = 'VALIDATED'
                                      AND CAST($2 AS TIMESTAMPTZ) < users_3.inactive_at
                                      AND NOT users_3.restricted
                                      AND (
                                        users_3.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                      )
                                    LIMIT ALL
                                    OFFSET 0
                                  )
                                )
                                AND row_9.status = 'VALIDATED'
                                OR (
                                  EXISTS(
                                    SELECT
                                      1
                                    FROM partners AS partners_2, users AS users_4, projects AS projects_2
                                    WHERE
                                      partners_2.school_id = row_9.id
                                      AND (
                                        partners_2.left_on IS NULL
                                        OR partners_2.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                                      )
                                      AND users_4.id = partners_2.user_id
                                      AND users_4.status = 'VALIDATED'
                                      AND CAST($2 AS TIMESTAMPTZ) < users_4.inactive_at
                                      AND NOT users_4.restricted
                                      AND (
                                        users_4.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                      )
                                      AND projects_2.id = partners_2.project_id
                                      AND projects_2.published_at <= CAST($2 AS TIMESTAMPTZ)
                                      AND projects_2.status IN ('ACTIVE', 'CLOSED')
                                      AND (
                                        EXISTS(
                                          SELECT
                                            1
                                          FROM partners AS partners_3, users AS users_5
                                          WHERE
                                            partners_3.project_id = projects_2.id
                                            AND (
                                              partners_3.left_on IS NULL
                                              OR partners_3.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                                            )
                                            AND users_5.id = partners_3.user_id
                                            AND users_5.status = 'VALIDATED'
                                            AND CAST($2 AS TIMESTAMPTZ) < users_5.inactive_at
                                            AND NOT users_5.restricted
                                            AND (
                                              users_5.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                            )
                                          LIMIT ALL
                                          OFFSET 0
                                        )
                                      )
                                      AND projects_2.status IN ('ACTIVE', 'CLOSED')
                                      AND projects_2.published_at <= CAST($2 AS TIMESTAMPTZ)
                                    LIMIT ALL
                                    OFFSET 0
                                  )
                                )
                                AND row_9.status = 'VALIDATED'
                              )
                          ) AS link_8
                            ON TRUE
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
              ',"pageInfo":',
              CONCAT(
                '{"hasNextPage":',
                CAST(COALESCE(MAX(page_2.found), 0) > CAST($3 AS BIGINT) AS TEXT),
                '}'
              ),
              '}'
            ) AS concat_1
          FROM (
            SELECT
              cut_11.id AS id,
              cut_11.title AS title,
              ROW_NUMBER() OVER () AS place,
              COUNT(*) OVER () AS found
            FROM (
              SELECT
                row_1.id AS id,
                row_1.title AS title
              FROM projects AS row_1
              WHERE
                row_1.id = ANY(
                  CAST(CAST(NULL AS TEXT) AS UUID[])
                )
                AND (
                  EXISTS(
                    SELECT
                      1
                    FROM partners AS partners_4, users AS users_6
                    WHERE
                      partners_4.project_id = row_1.id
                      AND (
                        partners_4.left_on IS NULL
                        OR partners_4.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND users_6.id = partners_4.user_id
                      AND users_6.status = 'VALIDATED'
                      AND CAST($2 AS TIMESTAMPTZ) < users_6.inactive_at
                      AND NOT users_6.restricted
                      AND (
                        users_6.public_profile @> CAST($2 AS TIMESTAMPTZ)
                      )
                    LIMIT ALL
                    OFFSET 0
                  )
                )
                AND row_1.published_at <= CAST($2 AS TIMESTAMPTZ)
                AND row_1.status IN ('ACTIVE', 'CLOSED')
                AND (
                  EXISTS(
                    SELECT
                      1
                    FROM partners AS partners_5, users AS users_7
                    WHERE
                      partners_5.project_id = row_1.id
                      AND (
                        partners_5.left_on IS NULL
                        OR partners_5.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND users_7.id = partners_5.user_id
                      AND users_7.status = 'VALIDATED'
                      AND CAST($2 AS TIMESTAMPTZ) < users_7.inactive_at
                      AND NOT users_7.restricted
                      AND (
                        users_7.public_profile @> CAST($2 AS TIMESTAMPTZ)
                      )
                    LIMIT ALL
                    OFFSET 0
                  )
                )
                AND row_1.published_at <= CAST($2 AS TIMESTAMPTZ)
                AND row_1.status IN ('ACTIVE', 'CLOSED')
                AND TRUE
              ORDER BY
                row_1.registered_on DESC,
                row_1.id ASC
              LIMIT 21
            ) AS cut_11
          ) AS page_2
          HAVING
            COUNT(*) >= 0
        ),
        '}'
      ),
      ',"peer":',
      CONCAT(
        '{"user":null,"projects":',
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
                        COALESCE(CAST(TO_JSON(page_13.title) AS TEXT), 'null'),
                        ',"status":null,"partners":',
                        (
                          SELECT
                            CONCAT(
                              '{"nodes":',
                              CONCAT(
                                '[',
                                COALESCE(
                                  STRING_AGG(
                                      CONCAT(
                                        '{"role":',
                                        COALESCE(CAST(TO_JSON(page_17.role) AS TEXT), 'null'),
                                        ',"country":',
                                        CASE
                                          WHEN (
                                            link_19.id IS NOT NULL
                                          )
                                          THEN COALESCE(CAST(TO_JSON(link_19.country) AS TEXT), 'null')
                                          ELSE 'null'
                                        END,
                                        '}'
                                      ),
                                      ','
                                    ORDER BY
                                      page_17.place ASC
                                  ) FILTER(WHERE
                                    page_17.place <= CAST($4 AS BIGINT)),
                                  ''
                                ),
                                ']'
                              ),
                              '}'
                            ) AS concat_4
                          FROM (
                            SELECT
                              cut_21.role AS role,
                              cut_21.school_id AS school_id,
                              ROW_NUMBER() OVER () AS place,
                              COUNT(*) OVER () AS found
                            FROM (
                              SELECT
                                row_15.role AS role,
                                row_15.school_id AS school_id
                              FROM partners AS row_15
                              JOIN users AS row_16
                                ON row_16.id = row_15.user_id
                              WHERE
                                row_15.project_id = page_13.id
                                AND (
                                  row_15.left_on IS NULL
                                  OR row_15.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND (
                                  row_16.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                  AND (
                                    row_16.id IS NOT NULL OR NULL
                                  )
                                  AND NOT (
                                    row_16.id = ANY(
                                      CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                                    )
                                  )
                                  AND NOT (
                                    row_16.status = 'ANONYMISED'
                                    OR row_16.anonymised_at IS NOT NULL
                                    AND row_16.anonymised_at <= CAST($2 AS TIMESTAMPTZ)
                                  )
                                  OR NOT row_16.restricted
                                  AND (
                                    row_16.id IS NOT NULL OR NULL
                                  )
                                  AND NOT (
                                    row_16.id = ANY(
                                      CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                                    )
                                  )
                                  AND row_16.status = 'VALIDATED'
                                  AND CAST($2 AS TIMESTAMPTZ) < row_16.inactive_at
                                )
                                AND (
                                  row_16.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                )
                                AND NOT row_16.restricted
                                AND row_16.status = 'VALIDATED'
                                AND CAST($2 AS TIMESTAMPTZ) < row_16.inactive_at
                                AND TRUE
                              ORDER BY
                                row_16.id ASC
                              LIMIT 51
                            ) AS cut_21
                          ) AS page_17
                          LEFT OUTER JOIN LATERAL (
                            SELECT
                              row_20.country AS country,
                              row_20.id AS id
                            FROM schools AS row_20
                            WHERE
                              row_20.id = page_17.school_id
                              AND (
                                row_20.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                OR row_20.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                OR row_20.status = 'VALIDATED'
                              )
                              AND (
                                (
                                  EXISTS(
                                    SELECT
                                      1
                                    FROM users AS users_8
                                    WHERE
                                      users_8.school_id = row_20.id
                                      AND users_8.status = 'VALIDATED'
                                      AND CAST($2 AS TIMESTAMPTZ) < users_8.inactive_at
                                      AND NOT users_8.restricted
                                      AND (
                                        users_8.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                      )
                                    LIMIT ALL
                                    OFFSET 0
                                  )
                                )
                                AND row_20.status = 'VALIDATED'
                                OR (
                                  EXISTS(
                                    SELECT
                                      1
                                    FROM partners AS partners_6, users AS users_9, projects AS projects_3
                                    WHERE
                                      partners_6.school_id = row_20.id
                                      AND (
                                        partners_6.left_on IS NULL
                                        OR partners_6.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                                      )
                                      AND users_9.id = partners_6.user_id
                                      AND users_9.status = 'VALIDATED'
                                      AND CAST($2 AS TIMESTAMPTZ) < users_9.inactive_at
                                      AND NOT users_9.restricted
                                      AND (
                                        users_9.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                      )
                                      AND projects_3.id = partners_6.project_id
                                      AND projects_3.status IN ('ACTIVE', 'CLOSED')
                                      AND projects_3.published_at <= CAST($2 AS TIMESTAMPTZ)
                                    LIMIT ALL
                                    OFFSET 0
                                  )
                                )
                                AND row_20.status = 'VALIDATED'
                              )
                          ) AS link_19
                            ON TRUE
                          HAVING
                            COUNT(*) >= 0
                        ),
                        '}'
                      ),
                      ','
                    ORDER BY
                      page_13.place ASC
                  ) FILTER(WHERE
                    page_13.place <= CAST($5 AS BIGINT)),
                  ''
                ),
                ']'
              ),
              ',"pageInfo":',
              CONCAT(
                '{"hasNextPage":',
                CAST(COALESCE(MAX(page_13.found), 0) > CAST($5 AS BIGINT) AS TEXT),
                '}'
              ),
              '}'
            ) AS concat_3
          FROM (
            SELECT
              cut_22.id AS id,
              cut_22.title AS title,
              ROW_NUMBER() OVER () AS place,
              COUNT(*) OVER () AS found
            FROM (
              SELECT
                row_12.id AS id,
                row_12.title AS title
              FROM projects AS row_12
              WHERE
                row_12.id = ANY(
                  CAST(CAST(NULL AS TEXT) AS UUID[])
                )
                AND (
                  row_12.id = ANY(
                    CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                  )
                  OR row_12.status IN ('ACTIVE', 'CLOSED')
                )
                AND (
                  EXISTS(
                    SELECT
                      1
                    FROM partners AS partners_7, users AS users_10
                    WHERE
                      partners_7.project_id = row_12.id
                      AND (
                        partners_7.left_on IS NULL
                        OR partners_7.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND users_10.id = partners_7.user_id
                      AND users_10.status = 'VALIDATED'
                      AND CAST($2 AS TIMESTAMPTZ) < users_10.inactive_at
                      AND NOT users_10.restricted
                      AND (
                        users_10.public_profile @> CAST($2 AS TIMESTAMPTZ)
                      )
                    LIMIT ALL
                    OFFSET 0
                  )
                )
                AND row_12.published_at <= CAST($2 AS TIMESTAMPTZ)
                AND row_12.status IN ('ACTIVE', 'CLOSED')
                AND TRUE
              ORDER BY
                row_12.registered_on DESC,
                row_12.id ASC
              LIMIT 21
            ) AS cut_22
          ) AS page_13
          HAVING
            COUNT(*) >= 0
        ),
        '}'
      ),
      ',"nso":',
      CONCAT(
        '{"user":null,"projects":',
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
                        COALESCE(CAST(TO_JSON(page_24.title) AS TEXT), 'null'),
                        ',"status":null,"partners":',
                        (
                          SELECT
                            CONCAT(
                              '{"nodes":',
                              CONCAT(
                                '[',
                                COALESCE(
                                  STRING_AGG(
                                      CONCAT(
                                        '{"role":',
                                        COALESCE(CAST(TO_JSON(page_28.role) AS TEXT), 'null'),
                                        ',"country":',
                                        CASE
                                          WHEN (
                                            link_30.id IS NOT NULL
                                          )
                                          THEN COALESCE(CAST(TO_JSON(link_30.country) AS TEXT), 'null')
                                          ELSE 'null'
                                        END,
                                        '}'
                                      ),
                                      ','
                                    ORDER BY
                                      page_28.place ASC
                                  ) FILTER(WHERE
                                    page_28.place <= CAST($6 AS BIGINT)),
                                  ''
                                ),
                                ']'
                              ),
                              '}'
                            ) AS concat_6
                          FROM (
                            SELECT
                              cut_32.role AS role,
                              cut_32.school_id AS school_id,
                              ROW_NUMBER() OVER () AS place,
                              COUNT(*) OVER () AS found
                            FROM (
                              SELECT
                                row_26.role AS role,
                                row_26.school_id AS school_id
                              FROM partners AS row_26
                              JOIN users AS row_27
                                ON row_27.id = row_26.user_id
                              WHERE
                                row_26.project_id = page_24.id
                                AND (
                                  row_26.left_on IS NULL
                                  OR row_26.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND (
                                  row_27.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                )
                                AND NOT row_27.restricted
                                AND row_27.status = 'VALIDATED'
                                AND CAST($2 AS TIMESTAMPTZ) < row_27.inactive_at
                                AND (
                                  NOT row_27.restricted
                                  AND row_27.school_country = (
                                    SELECT
                                      users_11.school_country
                                    FROM users AS users_11
                                    WHERE
                                      users_11.id = CAST(CAST(NULL AS TEXT) AS UUID)
                                  )
                                  AND row_27.status IN ('PENDING', 'VALIDATED')
                                  AND CAST($2 AS TIMESTAMPTZ) < row_27.inactive_at
                                  OR NOT row_27.restricted
                                  AND row_27.second_country = (
                                    SELECT
                                      users_11.school_country
                                    FROM users AS users_11
                                    WHERE
                                      users_11.id = CAST(CAST(NULL AS TEXT) AS UUID)
                                  )
                                  AND row_27.second_status IN ('PENDING', 'VALIDATED')
                                  AND row_27.status IN ('PENDING', 'VALIDATED')
                                  AND CAST($2 AS TIMESTAMPTZ) < row_27.inactive_at
                                  OR row_27.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                  AND NOT (
                                    row_27.status = 'ANONYMISED'
                                    OR row_27.anonymised_at IS NOT NULL
                                    AND row_27.anonymised_at <= CAST($2 AS TIMESTAMPTZ)
                                  )
                                  OR (
                                    row_27.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                  )
                                  AND NOT row_27.restricted
                                  AND row_27.status = 'VALIDATED'
                                  AND CAST($2 AS TIMESTAMPTZ) < row_27.inactive_at
                                )
                                AND (
                                  row_27.second_country IS NULL
                                  OR row_27.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                  OR NOT row_27.restricted
                                  AND row_27.school_country = (
                                    SELECT
                                      users_11.school_country
                                    FROM users AS users_11
                                    WHERE
                                      users_11.id = CAST(CAST(NULL AS TEXT) AS UUID)
                                  )
                                  AND row_27.status IN ('PENDING', 'VALIDATED')
                                  AND CAST($2 AS TIMESTAMPTZ) < row_27.inactive_at
                                  OR (
                                    row_27.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                  )
                                  AND NOT row_27.restricted
                                  AND row_27.status = 'VALIDATED'
                                  AND CAST($2 AS TIMESTAMPTZ) < row_27.inactive_at
                                )
                                AND TRUE
                              ORDER BY
                                row_27.id ASC
                              LIMIT 51
                            ) AS cut_32
                          ) AS page_28
                          LEFT OUTER JOIN LATERAL (
                            SELECT
                              row_31.country AS country,
                              row_31.id AS id
                            FROM schools AS row_31
                            WHERE
                              row_31.id = page_28.school_id
                              AND (
                                (
                                  EXISTS(
                                    SELECT
                                      1
                                    FROM users AS users_12
                                    WHERE
                                      users_12.school_id = row_31.id
                                      AND users_12.status = 'VALIDATED'
                                      AND CAST($2 AS TIMESTAMPTZ) < users_12.inactive_at
                                      AND NOT users_12.restricted
                                      AND (
                                        users_12.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                      )
                                    LIMIT ALL
                                    OFFSET 0
                                  )
                                )
                                AND row_31.status = 'VALIDATED'
                                OR (
                                  EXISTS(
                                    SELECT
                                      1
                                    FROM partners AS partners_8, users AS users_13, projects AS projects_4
                                    WHERE
                                      partners_8.school_id = row_31.id
                                      AND (
                                        partners_8.left_on IS NULL
                                        OR partners_8.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                                      )
                                      AND users_13.id = partners_8.user_id
                                      AND users_13.status = 'VALIDATED'
                                      AND CAST($2 AS TIMESTAMPTZ) < users_13.inactive_at
                                      AND NOT users_13.restricted
                                      AND (
                                        users_13.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                      )
                                      AND projects_4.id = partners_8.project_id
                                      AND projects_4.status IN ('ACTIVE', 'CLOSED')
                                      AND projects_4.published_at <= CAST($2 AS TIMESTAMPTZ)
                                    LIMIT ALL
                                    OFFSET 0
                                  )
                                )
                                AND row_31.status = 'VALIDATED'
                              )
                              AND (
                                row_31.country = (
                                  SELECT
                                    users_11.school_country
                                  FROM users AS users_11
                                  WHERE
                                    users_11.id = CAST(CAST(NULL AS TEXT) AS UUID)
                                )
                                OR row_31.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                OR row_31.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                OR (
                                  EXISTS(
                                    SELECT
                                      1
                                    FROM users AS users_14
                                    WHERE
                                      users_14.school_id = row_31.id
                                      AND users_14.status = 'VALIDATED'
                                      AND CAST($2 AS TIMESTAMPTZ) < users_14.inactive_at
                                      AND NOT users_14.restricted
                                      AND (
                                        users_14.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                      )
                                    LIMIT ALL
                                    OFFSET 0
                                  )
                                )
                                AND row_31.status = 'VALIDATED'
                                OR (
                                  EXISTS(
                                    SELECT
                                      1
                                    FROM partners AS partners_9, users AS users_15, projects AS projects_5
                                    WHERE
                                      partners_9.school_id = row_31.id
                                      AND (
                                        partners_9.left_on IS NULL
                                        OR partners_9.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                                      )
                                      AND users_15.id = partners_9.user_id
                                      AND users_15.status = 'VALIDATED'
                                      AND CAST($2 AS TIMESTAMPTZ) < users_15.inactive_at
                                      AND NOT users_15.restricted
                                      AND (
                                        users_15.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                      )
                                      AND projects_5.id = partners_9.project_id
                                      AND projects_5.published_at <= CAST($2 AS TIMESTAMPTZ)
                                      AND projects_5.status IN ('ACTIVE', 'CLOSED')
                                      AND (
                                        EXISTS(
                                          SELECT
                                            1
                                          FROM partners AS partners_10, users AS users_16
                                          WHERE
                                            partners_10.project_id = projects_5.id
                                            AND (
                                              partners_10.left_on IS NULL
                                              OR partners_10.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                                            )
                                            AND users_16.id = partners_10.user_id
                                            AND users_16.status = 'VALIDATED'
                                            AND CAST($2 AS TIMESTAMPTZ) < users_16.inactive_at
                                            AND NOT users_16.restricted
                                            AND (
                                              users_16.public_profile @> CAST($2 AS TIMESTAMPTZ)
                                            )
                                          LIMIT ALL
                                          OFFSET 0
                                        )
                                      )
                                      AND projects_5.status IN ('ACTIVE', 'CLOSED')
                                      AND projects_5.published_at <= CAST($2 AS TIMESTAMPTZ)
                                    LIMIT ALL
                                    OFFSET 0
                                  )
                                )
                                AND row_31.status = 'VALIDATED'
                              )
                          ) AS link_30
                            ON TRUE
                          HAVING
                            COUNT(*) >= 0
                        ),
                        '}'
                      ),
                      ','
                    ORDER BY
                      page_24.place ASC
                  ) FILTER(WHERE
                    page_24.place <= CAST($7 AS BIGINT)),
                  ''
                ),
                ']'
              ),
              ',"pageInfo":',
              CONCAT(
                '{"hasNextPage":',
                CAST(COALESCE(MAX(page_24.found), 0) > CAST($7 AS BIGINT) AS TEXT),
                '}'
              ),
              '}'
            ) AS concat_5
          FROM (
            SELECT
              cut_33.id AS id,
              cut_33.title AS title,
              ROW_NUMBER() OVER () AS place,
              COUNT(*) OVER () AS found
            FROM (
              SELECT
                row_23.id AS id,
                row_23.title AS title
              FROM projects AS row_23
              WHERE
                row_23.id = ANY(
                  CAST(CAST(NULL AS TEXT) AS UUID[])
                )
                AND (
                  EXISTS(
                    SELECT
                      1
                    FROM partners AS partners_11, users AS users_17
                    WHERE
                      partners_11.project_id = row_23.id
                      AND (
                        partners_11.left_on IS NULL
                        OR partners_11.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND users_17.id = partners_11.user_id
                      AND users_17.status = 'VALIDATED'
                      AND CAST($2 AS TIMESTAMPTZ) < users_17.inactive_at
                      AND NOT users_17.restricted
                      AND (
                        users_17.public_profile @> CAST($2 AS TIMESTAMPTZ)
                      )
                    LIMIT ALL
                    OFFSET 0
                  )
                )
                AND row_23.published_at <= CAST($2 AS TIMESTAMPTZ)
                AND row_23.status IN ('ACTIVE', 'CLOSED')
                AND (
                  (
                    EXISTS(
                      SELECT
                        1
                      FROM partners AS partners_12, users AS users_18
                      WHERE
                        partners_12.project_id = row_23.id
                        AND (
                          partners_12.left_on IS NULL
                          OR partners_12.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND users_18.id = partners_12.user_id
                        AND NOT users_18.restricted
                        AND users_18.status = 'VALIDATED'
                        AND CAST($2 AS TIMESTAMPTZ) < users_18.inactive_at
                        AND (
                          users_18.public_profile @> CAST($2 AS TIMESTAMPTZ)
                        )
                        AND users_18.school_country = (
                          SELECT
                            users_11.school_country
                          FROM users AS users_11
                          WHERE
                            users_11.id = CAST(CAST(NULL AS TEXT) AS UUID)
                        )
                        AND users_18.status IN ('PENDING', 'VALIDATED')
                        AND CAST($2 AS TIMESTAMPTZ) < users_18.inactive_at
                        AND NOT users_18.restricted
                      LIMIT ALL
                      OFFSET 0
                    )
                  )
                  OR row_23.id = ANY(
                    CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                  )
                  OR (
                    EXISTS(
                      SELECT
                        1
                      FROM partners AS partners_13, users AS users_19
                      WHERE
                        partners_13.project_id = row_23.id
                        AND (
                          partners_13.left_on IS NULL
                          OR partners_13.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND users_19.id = partners_13.user_id
                        AND users_19.status = 'VALIDATED'
                        AND CAST($2 AS TIMESTAMPTZ) < users_19.inactive_at
                        AND NOT users_19.restricted
                        AND (
                          users_19.public_profile @> CAST($2 AS TIMESTAMPTZ)
                        )
                      LIMIT ALL
                      OFFSET 0
                    )
                  )
                  AND row_23.published_at <= CAST($2 AS TIMESTAMPTZ)
                  AND row_23.status IN ('ACTIVE', 'CLOSED')
                )
                AND TRUE
              ORDER BY
                row_23.registered_on DESC,
                row_23.id ASC
              LIMIT 21
            ) AS cut_33
          ) AS page_24
          HAVING
            COUNT(*) >= 0
        ),
        '}'
      ),
      '}'
    ),
    'UTF8'
  ) AS convert_to_1
