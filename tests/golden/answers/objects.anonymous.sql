-- $1 value_0
-- $2 now
-- $3 value_1
-- $4 value_2
SELECT
  TRUE AS anon_1,
  (
    SELECT
      policy_generation.generation
    FROM policy_generation
  ) AS generation,
  CONVERT_TO(
    COALESCE(
      COALESCE(
        (
          SELECT
            CONCAT(
              '{"__typename":"User","id":',
              COALESCE((
                '"' || CAST(row_1.id AS TEXT)
              ) || '"', 'null'),
              ',"firstName":',
              COALESCE(CAST(TO_JSON(row_1.first_name) AS TEXT), 'null'),
              ',"email":null}'
            ) AS concat_1
          FROM users AS row_1
          WHERE
            row_1.id = CAST($1 AS UUID)
            AND NOT row_1.restricted
            AND row_1.status = 'VALIDATED'
            AND CAST($2 AS TIMESTAMPTZ) < row_1.inactive_at
            AND (
              row_1.public_profile @> CAST($2 AS TIMESTAMPTZ)
            )
        ),
        (
          SELECT
            CONCAT(
              '{"__typename":"School","id":',
              COALESCE((
                '"' || CAST(row_3.id AS TEXT)
              ) || '"', 'null'),
              '}'
            ) AS concat_2
          FROM schools AS row_3
          WHERE
            row_3.id = COALESCE(
              (
                SELECT
                  school_aliases_1.surviving_id
                FROM school_aliases AS school_aliases_1
                WHERE
                  school_aliases_1.absorbed_id = CAST($1 AS UUID)
              ),
              CAST($1 AS UUID)
            )
            AND (
              row_3.status = 'VALIDATED'
              AND (
                EXISTS(
                  SELECT
                    1
                  FROM users AS users_1
                  WHERE
                    users_1.school_id = row_3.id
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
              OR row_3.status = 'VALIDATED'
              AND (
                EXISTS(
                  SELECT
                    1
                  FROM partners AS partners_1, users AS users_2, projects AS projects_1
                  WHERE
                    partners_1.school_id = row_3.id
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
        ),
        (
          SELECT
            CONCAT(
              '{"__typename":"Project","id":',
              COALESCE((
                '"' || CAST(row_5.id AS TEXT)
              ) || '"', 'null'),
              '}'
            ) AS concat_3
          FROM projects AS row_5
          WHERE
            row_5.id = CAST($1 AS UUID)
            AND row_5.published_at <= CAST($2 AS TIMESTAMPTZ)
            AND row_5.status IN ('ACTIVE', 'CLOSED')
            AND (
              EXISTS(
                SELECT
                  1
                FROM partners AS partners_2, users AS users_3
                WHERE
                  partners_2.project_id = row_5.id
                  AND (
                    partners_2.left_on IS NULL
                    OR partners_2.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                  )
                  AND users_3.id = partners_2.user_id
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
        ),
        (
          SELECT
            '{"__typename":"TwinSpace","id":null}'
          FROM areas AS row_7
          WHERE
            FALSE
        ),
        (
          SELECT
            '{"__typename":"Group","id":null}'
          FROM areas AS row_9
          WHERE
            FALSE
        ),
        (
          SELECT
            '{"__typename":"Event","id":null}'
          FROM areas AS row_11
          WHERE
            FALSE
        )
      ),
      'null'
    ),
    'UTF8'
  ) AS convert_to_1,
  CONVERT_TO(
    (
      SELECT
        CONCAT(
          '[',
          COALESCE(
            STRING_AGG(COALESCE(objects.made[asked.number], 'null'), ','
            ORDER BY
              asked.place),
            ''
          ),
          ']'
        ) AS concat_4
      FROM (
        SELECT
          ARRAY_AGG(
            COALESCE(
              (
                SELECT
                  CONCAT(
                    '{"__typename":"User","firstName":',
                    COALESCE(CAST(TO_JSON(row_13.first_name) AS TEXT), 'null'),
                    '}'
                  ) AS concat_5
                FROM users AS row_13
                WHERE
                  row_13.id = known.identifier
                  AND NOT row_13.restricted
                  AND row_13.status = 'VALIDATED'
                  AND CAST($2 AS TIMESTAMPTZ) < row_13.inactive_at
                  AND (
                    row_13.public_profile @> CAST($2 AS TIMESTAMPTZ)
                  )
              ),
              (
                SELECT
                  '{"__typename":"School"}'
                FROM schools AS row_15
                WHERE
                  row_15.id = COALESCE(
                    (
                      SELECT
                        school_aliases_2.surviving_id
                      FROM school_aliases AS school_aliases_2
                      WHERE
                        school_aliases_2.absorbed_id = known.identifier
                    ),
                    known.identifier
                  )
                  AND (
                    row_15.status = 'VALIDATED'
                    AND (
                      EXISTS(
                        SELECT
                          1
                        FROM users AS users_4
                        WHERE
                          users_4.school_id = row_15.id
                          AND users_4.status = 'VALIDATED'
                          AND CAST($2 AS TIMESTAMPTZ) < users_4.inactive_at
                          AND NOT users_4.restricted
                          AND (
                            users_4.public_profile @> CAST($2 AS TIMESTAMPTZ)
                          )
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    OR row_15.status = 'VALIDATED'
                    AND (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_3, users AS users_5, projects AS projects_2
                        WHERE
                          partners_3.school_id = row_15.id
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
                          AND projects_2.id = partners_3.project_id
                          AND projects_2.status IN ('ACTIVE', 'CLOSED')
                          AND projects_2.published_at <= CAST($2 AS TIMESTAMPTZ)
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                  )
              ),
              (
                SELECT
                  CONCAT(
                    '{"__typename":"Project","title":',
                    COALESCE(CAST(TO_JSON(row_17.title) AS TEXT), 'null'),
                    '}'
                  ) AS concat_6
                FROM projects AS row_17
                WHERE
                  row_17.id = known.identifier
                  AND row_17.published_at <= CAST($2 AS TIMESTAMPTZ)
                  AND row_17.status IN ('ACTIVE', 'CLOSED')
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM partners AS partners_4, users AS users_6
                      WHERE
                        partners_4.project_id = row_17.id
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
              ),
              (
                SELECT
                  CONCAT(
                    '{"__typename":"TwinSpace","title":null,"members":',
                    CONCAT(
                      '{"totalCount":',
                      CAST((
                        SELECT
                          COUNT(*) AS count_1
                        FROM members AS row_21
                        JOIN users AS row_22
                          ON row_22.id = row_21.user_id
                        WHERE
                          FALSE
                      ) AS TEXT),
                      '}'
                    ),
                    '}'
                  ) AS concat_7
                FROM areas AS row_19
                WHERE
                  FALSE
              ),
              (
                SELECT
                  CONCAT(
                    '{"__typename":"Group","title":null,"members":',
                    CONCAT(
                      '{"totalCount":',
                      CAST((
                        SELECT
                          COUNT(*) AS count_2
                        FROM members AS row_25
                        JOIN users AS row_26
                          ON row_26.id = row_25.user_id
                        WHERE
                          FALSE
                      ) AS TEXT),
                      '}'
                    ),
                    '}'
                  ) AS concat_8
                FROM areas AS row_23
                WHERE
                  FALSE
              ),
              (
                SELECT
                  CONCAT(
                    '{"__typename":"Event","title":null,"members":',
                    CONCAT(
                      '{"totalCount":',
                      CAST((
                        SELECT
                          COUNT(*) AS count_3
                        FROM members AS row_29
                        JOIN users AS row_30
                          ON row_30.id = row_29.user_id
                        WHERE
                          FALSE
                      ) AS TEXT),
                      '}'
                    ),
                    '}'
                  ) AS concat_9
                FROM areas AS row_27
                WHERE
                  FALSE
              )
            ) ORDER BY known.number
          ) AS made
        FROM UNNEST(CAST($3 AS UUID[])) WITH ORDINALITY AS known(identifier, number)
        LIMIT ALL
        OFFSET 0
      ) AS objects
      JOIN UNNEST(CAST($4 AS INT[])) WITH ORDINALITY AS asked(number, place)
        ON TRUE
    ),
    'UTF8'
  ) AS convert_to_2
