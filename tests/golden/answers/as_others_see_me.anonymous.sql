-- $1 now
-- $2 value_1
-- $3 value_3
-- $4 value_5
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
              '{"totalCount":',
              CAST((
                SELECT
                  COUNT(*) AS count_1
                FROM projects AS row_4
                WHERE
                  row_4.id = ANY(
                    CAST(CAST(NULL AS TEXT) AS UUID[])
                  )
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM partners AS partners_1, users AS users_1
                      WHERE
                        partners_1.project_id = row_4.id
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
                    )
                  )
                  AND row_4.published_at <= CAST($1 AS TIMESTAMPTZ)
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
                          OR partners_2.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND users_2.id = partners_2.user_id
                        AND NOT users_2.restricted
                        AND users_2.status = 'VALIDATED'
                        AND CAST($1 AS TIMESTAMPTZ) < users_2.inactive_at
                        AND (
                          users_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                        )
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
                  AND row_4.published_at <= CAST($1 AS TIMESTAMPTZ)
                  AND row_4.status IN ('ACTIVE', 'CLOSED')
                  AND TRUE
              ) AS TEXT),
              ',"nodes":',
              CONCAT(
                '[',
                COALESCE(
                  STRING_AGG(
                      CONCAT(
                        '{"title":',
                        COALESCE(CAST(TO_JSON(page_2.title) AS TEXT), 'null'),
                        ',"status":null,"partners":',
                        CONCAT(
                          '{"totalCount":',
                          CAST((
                            SELECT
                              COUNT(*) AS count_2
                            FROM partners AS row_5
                            JOIN users AS row_6
                              ON row_6.id = row_5.user_id
                            WHERE
                              row_5.project_id = page_2.id
                              AND (
                                row_5.left_on IS NULL
                                OR row_5.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
                                row_6.public_profile @> CAST($1 AS TIMESTAMPTZ)
                              )
                              AND NOT row_6.restricted
                              AND row_6.status = 'VALIDATED'
                              AND CAST($1 AS TIMESTAMPTZ) < row_6.inactive_at
                              AND (
                                row_6.public_profile @> CAST($1 AS TIMESTAMPTZ)
                              )
                              AND NOT row_6.restricted
                              AND row_6.status = 'VALIDATED'
                              AND CAST($1 AS TIMESTAMPTZ) < row_6.inactive_at
                              AND TRUE
                          ) AS TEXT),
                          '}'
                        ),
                        '}'
                      ),
                      ','
                    ORDER BY
                      page_2.place ASC
                  ) FILTER(WHERE
                    page_2.place <= CAST($2 AS BIGINT)),
                  ''
                ),
                ']'
              ),
              '}'
            ) AS concat_1
          FROM (
            SELECT
              cut_7.id AS id,
              cut_7.title AS title,
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
                    FROM partners AS partners_3, users AS users_3
                    WHERE
                      partners_3.project_id = row_1.id
                      AND (
                        partners_3.left_on IS NULL
                        OR partners_3.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND users_3.id = partners_3.user_id
                      AND users_3.status = 'VALIDATED'
                      AND CAST($1 AS TIMESTAMPTZ) < users_3.inactive_at
                      AND NOT users_3.restricted
                      AND (
                        users_3.public_profile @> CAST($1 AS TIMESTAMPTZ)
                      )
                    LIMIT ALL
                    OFFSET 0
                  )
                )
                AND row_1.published_at <= CAST($1 AS TIMESTAMPTZ)
                AND row_1.status IN ('ACTIVE', 'CLOSED')
                AND (
                  EXISTS(
                    SELECT
                      1
                    FROM partners AS partners_4, users AS users_4
                    WHERE
                      partners_4.project_id = row_1.id
                      AND (
                        partners_4.left_on IS NULL
                        OR partners_4.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND users_4.id = partners_4.user_id
                      AND NOT users_4.restricted
                      AND users_4.status = 'VALIDATED'
                      AND CAST($1 AS TIMESTAMPTZ) < users_4.inactive_at
                      AND (
                        users_4.public_profile @> CAST($1 AS TIMESTAMPTZ)
                      )
                      AND users_4.status = 'VALIDATED'
                      AND CAST($1 AS TIMESTAMPTZ) < users_4.inactive_at
                      AND NOT users_4.restricted
                      AND (
                        users_4.public_profile @> CAST($1 AS TIMESTAMPTZ)
                      )
                    LIMIT ALL
                    OFFSET 0
                  )
                )
                AND row_1.published_at <= CAST($1 AS TIMESTAMPTZ)
                AND row_1.status IN ('ACTIVE', 'CLOSED')
                AND TRUE
              ORDER BY
                row_1.registered_on DESC,
                row_1.id ASC
              LIMIT 21
            ) AS cut_7
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
              '{"totalCount":',
              CAST((
                SELECT
                  COUNT(*) AS count_3
                FROM projects AS row_11
                WHERE
                  row_11.id = ANY(
                    CAST(CAST(NULL AS TEXT) AS UUID[])
                  )
                  AND (
                    row_11.id = ANY(
                      CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                    )
                    OR row_11.status IN ('ACTIVE', 'CLOSED')
                  )
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM partners AS partners_5, users AS users_5
                      WHERE
                        partners_5.project_id = row_11.id
                        AND (
                          partners_5.left_on IS NULL
                          OR partners_5.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND users_5.id = partners_5.user_id
                        AND users_5.status = 'VALIDATED'
                        AND CAST($1 AS TIMESTAMPTZ) < users_5.inactive_at
                        AND NOT users_5.restricted
                        AND (
                          users_5.public_profile @> CAST($1 AS TIMESTAMPTZ)
                        )
                    )
                  )
                  AND row_11.published_at <= CAST($1 AS TIMESTAMPTZ)
                  AND row_11.status IN ('ACTIVE', 'CLOSED')
                  AND TRUE
              ) AS TEXT),
              ',"nodes":',
              CONCAT(
                '[',
                COALESCE(
                  STRING_AGG(
                      CONCAT(
                        '{"title":',
                        COALESCE(CAST(TO_JSON(page_9.title) AS TEXT), 'null'),
                        ',"status":null,"partners":',
                        CONCAT(
                          '{"totalCount":',
                          CAST((
                            SELECT
                              COUNT(*) AS count_4
                            FROM partners AS row_12
                            JOIN users AS row_13
                              ON row_13.id = row_12.user_id
                            WHERE
                              row_12.project_id = page_9.id
                              AND (
                                row_12.left_on IS NULL
                                OR row_12.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
                                row_13.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                AND NOT (
                                  row_13.status = 'ANONYMISED'
                                  OR row_13.anonymised_at IS NOT NULL
                                  AND row_13.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                )
                                OR NOT row_13.restricted
                                AND row_13.status = 'VALIDATED'
                                AND CAST($1 AS TIMESTAMPTZ) < row_13.inactive_at
                              )
                              AND (
                                row_13.public_profile @> CAST($1 AS TIMESTAMPTZ)
                              )
                              AND NOT row_13.restricted
                              AND row_13.status = 'VALIDATED'
                              AND CAST($1 AS TIMESTAMPTZ) < row_13.inactive_at
                              AND TRUE
                          ) AS TEXT),
                          '}'
                        ),
                        '}'
                      ),
                      ','
                    ORDER BY
                      page_9.place ASC
                  ) FILTER(WHERE
                    page_9.place <= CAST($3 AS BIGINT)),
                  ''
                ),
                ']'
              ),
              '}'
            ) AS concat_2
          FROM (
            SELECT
              cut_14.id AS id,
              cut_14.title AS title,
              ROW_NUMBER() OVER () AS place,
              COUNT(*) OVER () AS found
            FROM (
              SELECT
                row_8.id AS id,
                row_8.title AS title
              FROM projects AS row_8
              WHERE
                row_8.id = ANY(
                  CAST(CAST(NULL AS TEXT) AS UUID[])
                )
                AND (
                  row_8.id = ANY(
                    CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                  )
                  OR row_8.status IN ('ACTIVE', 'CLOSED')
                )
                AND (
                  EXISTS(
                    SELECT
                      1
                    FROM partners AS partners_6, users AS users_6
                    WHERE
                      partners_6.project_id = row_8.id
                      AND (
                        partners_6.left_on IS NULL
                        OR partners_6.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND users_6.id = partners_6.user_id
                      AND users_6.status = 'VALIDATED'
                      AND CAST($1 AS TIMESTAMPTZ) < users_6.inactive_at
                      AND NOT users_6.restricted
                      AND (
                        users_6.public_profile @> CAST($1 AS TIMESTAMPTZ)
                      )
                    LIMIT ALL
                    OFFSET 0
                  )
                )
                AND row_8.published_at <= CAST($1 AS TIMESTAMPTZ)
                AND row_8.status IN ('ACTIVE', 'CLOSED')
                AND TRUE
              ORDER BY
                row_8.registered_on DESC,
                row_8.id ASC
              LIMIT 21
            ) AS cut_14
          ) AS page_9
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
              '{"totalCount":',
              CAST((
                SELECT
                  COUNT(*) AS count_5
                FROM projects AS row_18
                WHERE
                  row_18.id = ANY(
                    CAST(CAST(NULL AS TEXT) AS UUID[])
                  )
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM partners AS partners_7, users AS users_7
                      WHERE
                        partners_7.project_id = row_18.id
                        AND (
                          partners_7.left_on IS NULL
                          OR partners_7.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND users_7.id = partners_7.user_id
                        AND users_7.status = 'VALIDATED'
                        AND CAST($1 AS TIMESTAMPTZ) < users_7.inactive_at
                        AND NOT users_7.restricted
                        AND (
                          users_7.public_profile @> CAST($1 AS TIMESTAMPTZ)
                        )
                    )
                  )
                  AND row_18.published_at <= CAST($1 AS TIMESTAMPTZ)
                  AND row_18.status IN ('ACTIVE', 'CLOSED')
                  AND (
                    (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_8, users AS users_8
                        WHERE
                          partners_8.project_id = row_18.id
                          AND (
                            partners_8.left_on IS NULL
                            OR partners_8.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_8.id = partners_8.user_id
                          AND NOT users_8.restricted
                          AND users_8.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_8.inactive_at
                          AND (
                            users_8.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                          AND users_8.school_country = (
                            SELECT
                              users_9.school_country
                            FROM users AS users_9
                            WHERE
                              users_9.id = CAST(CAST(NULL AS TEXT) AS UUID)
                          )
                          AND users_8.status IN ('PENDING', 'VALIDATED')
                          AND CAST($1 AS TIMESTAMPTZ) < users_8.inactive_at
                          AND NOT users_8.restricted
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    OR row_18.id = ANY(
                      CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                    )
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_9, users AS users_10
                        WHERE
                          partners_9.project_id = row_18.id
                          AND (
                            partners_9.left_on IS NULL
                            OR partners_9.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_10.id = partners_9.user_id
                          AND NOT users_10.restricted
                          AND users_10.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_10.inactive_at
                          AND (
                            users_10.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                          AND users_10.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_10.inactive_at
                          AND NOT users_10.restricted
                          AND (
                            users_10.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    AND row_18.published_at <= CAST($1 AS TIMESTAMPTZ)
                    AND row_18.status IN ('ACTIVE', 'CLOSED')
                  )
                  AND TRUE
              ) AS TEXT),
              ',"nodes":',
              CONCAT(
                '[',
                COALESCE(
                  STRING_AGG(
                      CONCAT(
                        '{"title":',
                        COALESCE(CAST(TO_JSON(page_16.title) AS TEXT), 'null'),
                        ',"status":null,"partners":',
                        CONCAT(
                          '{"totalCount":',
                          CAST((
                            SELECT
                              COUNT(*) AS count_6
                            FROM partners AS row_19
                            JOIN users AS row_20
                              ON row_20.id = row_19.user_id
                            WHERE
                              row_19.project_id = page_16.id
                              AND (
                                row_19.left_on IS NULL
                                OR row_19.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
                                row_20.public_profile @> CAST($1 AS TIMESTAMPTZ)
                              )
                              AND NOT row_20.restricted
                              AND row_20.status = 'VALIDATED'
                              AND CAST($1 AS TIMESTAMPTZ) < row_20.inactive_at
                              AND (
                                NOT row_20.restricted
                                AND row_20.school_country = (
                                  SELECT
                                    users_11.school_country
                                  FROM users AS users_11
                                  WHERE
                                    users_11.id = CAST(CAST(NULL AS TEXT) AS UUID)
                                )
                                AND row_20.status IN ('PENDING', 'VALIDATED')
                                AND CAST($1 AS TIMESTAMPTZ) < row_20.inactive_at
                                OR row_20.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                AND NOT (
                                  row_20.status = 'ANONYMISED'
                                  OR row_20.anonymised_at IS NOT NULL
                                  AND row_20.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                )
                                OR (
                                  row_20.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                )
                                AND NOT row_20.restricted
                                AND row_20.status = 'VALIDATED'
                                AND CAST($1 AS TIMESTAMPTZ) < row_20.inactive_at
                              )
                              AND TRUE
                          ) AS TEXT),
                          '}'
                        ),
                        '}'
                      ),
                      ','
                    ORDER BY
                      page_16.place ASC
                  ) FILTER(WHERE
                    page_16.place <= CAST($4 AS BIGINT)),
                  ''
                ),
                ']'
              ),
              '}'
            ) AS concat_3
          FROM (
            SELECT
              cut_21.id AS id,
              cut_21.title AS title,
              ROW_NUMBER() OVER () AS place,
              COUNT(*) OVER () AS found
            FROM (
              SELECT
                row_15.id AS id,
                row_15.title AS title
              FROM projects AS row_15
              WHERE
                row_15.id = ANY(
                  CAST(CAST(NULL AS TEXT) AS UUID[])
                )
                AND (
                  EXISTS(
                    SELECT
                      1
                    FROM partners AS partners_10, users AS users_12
                    WHERE
                      partners_10.project_id = row_15.id
                      AND (
                        partners_10.left_on IS NULL
                        OR partners_10.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND users_12.id = partners_10.user_id
                      AND users_12.status = 'VALIDATED'
                      AND CAST($1 AS TIMESTAMPTZ) < users_12.inactive_at
                      AND NOT users_12.restricted
                      AND (
                        users_12.public_profile @> CAST($1 AS TIMESTAMPTZ)
                      )
                    LIMIT ALL
                    OFFSET 0
                  )
                )
                AND row_15.published_at <= CAST($1 AS TIMESTAMPTZ)
                AND row_15.status IN ('ACTIVE', 'CLOSED')
                AND (
                  (
                    EXISTS(
                      SELECT
                        1
                      FROM partners AS partners_11, users AS users_13
                      WHERE
                        partners_11.project_id = row_15.id
                        AND (
                          partners_11.left_on IS NULL
                          OR partners_11.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND users_13.id = partners_11.user_id
                        AND NOT users_13.restricted
                        AND users_13.status = 'VALIDATED'
                        AND CAST($1 AS TIMESTAMPTZ) < users_13.inactive_at
                        AND (
                          users_13.public_profile @> CAST($1 AS TIMESTAMPTZ)
                        )
                        AND users_13.school_country = (
                          SELECT
                            users_14.school_country
                          FROM users AS users_14
                          WHERE
                            users_14.id = CAST(CAST(NULL AS TEXT) AS UUID)
                        )
                        AND users_13.status IN ('PENDING', 'VALIDATED')
                        AND CAST($1 AS TIMESTAMPTZ) < users_13.inactive_at
                        AND NOT users_13.restricted
                      LIMIT ALL
                      OFFSET 0
                    )
                  )
                  OR row_15.id = ANY(
                    CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                  )
                  OR (
                    EXISTS(
                      SELECT
                        1
                      FROM partners AS partners_12, users AS users_15
                      WHERE
                        partners_12.project_id = row_15.id
                        AND (
                          partners_12.left_on IS NULL
                          OR partners_12.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND users_15.id = partners_12.user_id
                        AND NOT users_15.restricted
                        AND users_15.status = 'VALIDATED'
                        AND CAST($1 AS TIMESTAMPTZ) < users_15.inactive_at
                        AND (
                          users_15.public_profile @> CAST($1 AS TIMESTAMPTZ)
                        )
                        AND users_15.status = 'VALIDATED'
                        AND CAST($1 AS TIMESTAMPTZ) < users_15.inactive_at
                        AND NOT users_15.restricted
                        AND (
                          users_15.public_profile @> CAST($1 AS TIMESTAMPTZ)
                        )
                      LIMIT ALL
                      OFFSET 0
                    )
                  )
                  AND row_15.published_at <= CAST($1 AS TIMESTAMPTZ)
                  AND row_15.status IN ('ACTIVE', 'CLOSED')
                )
                AND TRUE
              ORDER BY
                row_15.registered_on DESC,
                row_15.id ASC
              LIMIT 21
            ) AS cut_21
          ) AS page_16
          HAVING
            COUNT(*) >= 0
        ),
        '}'
      ),
      '}'
    ),
    'UTF8'
  ) AS convert_to_1
