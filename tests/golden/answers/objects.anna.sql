-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 value_0
-- $7 value_1
-- $8 value_2
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    account.school_id AS school,
    account.second_school_id AS second_school,
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
    ARRAY((
      SELECT
        members_2.area_id
      FROM members AS members_2
      WHERE
        members_2.user_id = account.id
        AND (
          members_2.left_on IS NULL
          OR members_2.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
        )
        AND (
          members_2.live_from IS NULL
          OR members_2.live_from <= CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
        )
    )) AS areas,
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
  data.answer_0,
  data.answer_1
FROM viewer
LEFT OUTER JOIN LATERAL (
  SELECT
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
                ',"email":',
                CASE
                  WHEN guards_2.guard_1
                  THEN COALESCE(CAST(TO_JSON(row_1.email) AS TEXT), 'null')
                  ELSE 'null'
                END,
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
              row_1.id = CAST($6 AS UUID)
              AND (
                row_1.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
                )
                AND (
                  row_1.id IS NOT NULL OR NULL
                )
                AND NOT (
                  row_1.id = ANY(
                    CAST((
                      SELECT
                        viewer.blocked
                      FROM viewer
                    ) AS UUID[])
                  )
                )
                AND NOT (
                  row_1.status = 'ANONYMISED'
                  OR row_1.anonymised_at IS NOT NULL
                  AND row_1.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                )
                OR NOT row_1.restricted
                AND (
                  row_1.id IS NOT NULL OR NULL
                )
                AND NOT (
                  row_1.id = ANY(
                    CAST((
                      SELECT
                        viewer.blocked
                      FROM viewer
                    ) AS UUID[])
                  )
                )
                AND row_1.status = 'VALIDATED'
                AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
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
                    school_aliases_1.absorbed_id = CAST($6 AS UUID)
                ),
                CAST($6 AS UUID)
              )
              AND (
                row_3.id = (
                  SELECT
                    viewer.school
                  FROM viewer
                )
                OR row_3.id = (
                  SELECT
                    viewer.second_school
                  FROM viewer
                )
                OR row_3.status = 'VALIDATED'
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
              row_5.id = CAST($6 AS UUID)
              AND (
                row_5.id = ANY(
                  CAST((
                    SELECT
                      viewer.projects
                    FROM viewer
                  ) AS UUID[])
                )
                OR row_5.status IN ('ACTIVE', 'CLOSED')
              )
          ),
          (
            SELECT
              CONCAT(
                '{"__typename":"TwinSpace","id":',
                COALESCE((
                  '"' || CAST(row_7.id AS TEXT)
                ) || '"', 'null'),
                '}'
              ) AS concat_4
            FROM areas AS row_7
            WHERE
              row_7.id = CAST($6 AS UUID)
              AND row_7.kind = 'TWINSPACE'
              AND row_7.id = ANY(
                CAST((
                  SELECT
                    viewer.areas
                  FROM viewer
                ) AS UUID[])
              )
          ),
          (
            SELECT
              CONCAT(
                '{"__typename":"Group","id":',
                COALESCE((
                  '"' || CAST(row_9.id AS TEXT)
                ) || '"', 'null'),
                '}'
              ) AS concat_5
            FROM areas AS row_9
            WHERE
              row_9.id = CAST($6 AS UUID) AND row_9.kind = 'GROUP'
          ),
          (
            SELECT
              CONCAT(
                '{"__typename":"Event","id":',
                COALESCE((
                  '"' || CAST(row_11.id AS TEXT)
                ) || '"', 'null'),
                '}'
              ) AS concat_6
            FROM areas AS row_11
            WHERE
              row_11.id = CAST($6 AS UUID) AND row_11.kind = 'EVENT'
          )
        ),
        'null'
      ),
      'UTF8'
    ) AS answer_0,
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
          ) AS concat_7
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
                    ) AS concat_8
                  FROM users AS row_13
                  WHERE
                    row_13.id = known.identifier
                    AND (
                      row_13.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                      AND (
                        row_13.id IS NOT NULL OR NULL
                      )
                      AND NOT (
                        row_13.id = ANY(
                          CAST((
                            SELECT
                              viewer.blocked
                            FROM viewer
                          ) AS UUID[])
                        )
                      )
                      AND NOT (
                        row_13.status = 'ANONYMISED'
                        OR row_13.anonymised_at IS NOT NULL
                        AND row_13.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                      )
                      OR NOT row_13.restricted
                      AND (
                        row_13.id IS NOT NULL OR NULL
                      )
                      AND NOT (
                        row_13.id = ANY(
                          CAST((
                            SELECT
                              viewer.blocked
                            FROM viewer
                          ) AS UUID[])
                        )
                      )
                      AND row_13.status = 'VALIDATED'
                      AND CAST($1 AS TIMESTAMPTZ) < row_13.inactive_at
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
                      row_15.id = (
                        SELECT
                          viewer.school
                        FROM viewer
                      )
                      OR row_15.id = (
                        SELECT
                          viewer.second_school
                        FROM viewer
                      )
                      OR row_15.status = 'VALIDATED'
                    )
                ),
                (
                  SELECT
                    CONCAT(
                      '{"__typename":"Project","title":',
                      COALESCE(CAST(TO_JSON(row_17.title) AS TEXT), 'null'),
                      '}'
                    ) AS concat_9
                  FROM projects AS row_17
                  WHERE
                    row_17.id = known.identifier
                    AND (
                      row_17.id = ANY(
                        CAST((
                          SELECT
                            viewer.projects
                          FROM viewer
                        ) AS UUID[])
                      )
                      OR row_17.status IN ('ACTIVE', 'CLOSED')
                    )
                ),
                (
                  SELECT
                    CONCAT(
                      '{"__typename":"TwinSpace","title":',
                      COALESCE(CAST(TO_JSON(row_19.title) AS TEXT), 'null'),
                      ',"members":',
                      CONCAT(
                        '{"totalCount":',
                        CAST((
                          SELECT
                            COUNT(*) AS count_1
                          FROM members AS row_21
                          JOIN users AS row_22
                            ON row_22.id = row_21.user_id
                          WHERE
                            row_21.area_id = row_19.id
                            AND (
                              row_21.left_on IS NULL
                              OR row_21.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND (
                              row_21.live_from IS NULL
                              OR row_21.live_from <= CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND (
                              row_22.id = (
                                SELECT
                                  viewer."user"
                                FROM viewer
                              )
                              AND (
                                row_22.id IS NOT NULL OR NULL
                              )
                              AND NOT (
                                row_22.id = ANY(
                                  CAST((
                                    SELECT
                                      viewer.blocked
                                    FROM viewer
                                  ) AS UUID[])
                                )
                              )
                              AND NOT (
                                row_22.status = 'ANONYMISED'
                                OR row_22.anonymised_at IS NOT NULL
                                AND row_22.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                              )
                              OR NOT row_22.restricted
                              AND (
                                row_22.id IS NOT NULL OR NULL
                              )
                              AND NOT (
                                row_22.id = ANY(
                                  CAST((
                                    SELECT
                                      viewer.blocked
                                    FROM viewer
                                  ) AS UUID[])
                                )
                              )
                              AND row_22.status = 'VALIDATED'
                              AND CAST($1 AS TIMESTAMPTZ) < row_22.inactive_at
                            )
                            AND (
                              row_19.id = ANY(
                                CAST((
                                  SELECT
                                    viewer.areas
                                  FROM viewer
                                ) AS UUID[])
                              )
                              OR row_22.id = (
                                SELECT
                                  viewer."user"
                                FROM viewer
                              )
                            )
                            AND TRUE
                        ) AS TEXT),
                        '}'
                      ),
                      '}'
                    ) AS concat_10
                  FROM areas AS row_19
                  WHERE
                    row_19.id = known.identifier
                    AND row_19.kind = 'TWINSPACE'
                    AND row_19.id = ANY(
                      CAST((
                        SELECT
                          viewer.areas
                        FROM viewer
                      ) AS UUID[])
                    )
                ),
                (
                  SELECT
                    CONCAT(
                      '{"__typename":"Group","title":',
                      COALESCE(CAST(TO_JSON(row_23.title) AS TEXT), 'null'),
                      ',"members":',
                      CONCAT(
                        '{"totalCount":',
                        CAST((
                          SELECT
                            COUNT(*) AS count_2
                          FROM members AS row_25
                          JOIN users AS row_26
                            ON row_26.id = row_25.user_id
                          WHERE
                            row_23.id = ANY(
                              CAST((
                                SELECT
                                  viewer.areas
                                FROM viewer
                              ) AS UUID[])
                            )
                            AND row_25.area_id = row_23.id
                            AND (
                              row_25.left_on IS NULL
                              OR row_25.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND (
                              row_25.live_from IS NULL
                              OR row_25.live_from <= CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND (
                              row_26.id = (
                                SELECT
                                  viewer."user"
                                FROM viewer
                              )
                              AND (
                                row_26.id IS NOT NULL OR NULL
                              )
                              AND NOT (
                                row_26.id = ANY(
                                  CAST((
                                    SELECT
                                      viewer.blocked
                                    FROM viewer
                                  ) AS UUID[])
                                )
                              )
                              AND NOT (
                                row_26.status = 'ANONYMISED'
                                OR row_26.anonymised_at IS NOT NULL
                                AND row_26.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                              )
                              OR NOT row_26.restricted
                              AND (
                                row_26.id IS NOT NULL OR NULL
                              )
                              AND NOT (
                                row_26.id = ANY(
                                  CAST((
                                    SELECT
                                      viewer.blocked
                                    FROM viewer
                                  ) AS UUID[])
                                )
                              )
                              AND row_26.status = 'VALIDATED'
                              AND CAST($1 AS TIMESTAMPTZ) < row_26.inactive_at
                            )
                            AND (
                              row_23.id = ANY(
                                CAST((
                                  SELECT
                                    viewer.areas
                                  FROM viewer
                                ) AS UUID[])
                              )
                              OR row_26.id = (
                                SELECT
                                  viewer."user"
                                FROM viewer
                              )
                            )
                            AND TRUE
                        ) AS TEXT),
                        '}'
                      ),
                      '}'
                    ) AS concat_11
                  FROM areas AS row_23
                  WHERE
                    row_23.id = known.identifier AND row_23.kind = 'GROUP'
                ),
                (
                  SELECT
                    CONCAT(
                      '{"__typename":"Event","title":',
                      COALESCE(CAST(TO_JSON(row_27.title) AS TEXT), 'null'),
                      ',"members":',
                      CONCAT(
                        '{"totalCount":',
                        CAST((
                          SELECT
                            COUNT(*) AS count_3
                          FROM members AS row_29
                          JOIN users AS row_30
                            ON row_30.id = row_29.user_id
                          WHERE
                            row_27.id = ANY(
                              CAST((
                                SELECT
                                  viewer.areas
                                FROM viewer
                              ) AS UUID[])
                            )
                            AND row_29.area_id = row_27.id
                            AND (
                              row_29.left_on IS NULL
                              OR row_29.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND (
                              row_29.live_from IS NULL
                              OR row_29.live_from <= CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND (
                              row_30.id = (
                                SELECT
                                  viewer."user"
                                FROM viewer
                              )
                              AND (
                                row_30.id IS NOT NULL OR NULL
                              )
                              AND NOT (
                                row_30.id = ANY(
                                  CAST((
                                    SELECT
                                      viewer.blocked
                                    FROM viewer
                                  ) AS UUID[])
                                )
                              )
                              AND NOT (
                                row_30.status = 'ANONYMISED'
                                OR row_30.anonymised_at IS NOT NULL
                                AND row_30.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                              )
                              OR NOT row_30.restricted
                              AND (
                                row_30.id IS NOT NULL OR NULL
                              )
                              AND NOT (
                                row_30.id = ANY(
                                  CAST((
                                    SELECT
                                      viewer.blocked
                                    FROM viewer
                                  ) AS UUID[])
                                )
                              )
                              AND row_30.status = 'VALIDATED'
                              AND CAST($1 AS TIMESTAMPTZ) < row_30.inactive_at
                            )
                            AND (
                              row_27.id = ANY(
                                CAST((
                                  SELECT
                                    viewer.areas
                                  FROM viewer
                                ) AS UUID[])
                              )
                              OR row_30.id = (
                                SELECT
                                  viewer."user"
                                FROM viewer
                              )
                            )
                            AND TRUE
                        ) AS TEXT),
                        '}'
                      ),
                      '}'
                    ) AS concat_12
                  FROM areas AS row_27
                  WHERE
                    row_27.id = known.identifier AND row_27.kind = 'EVENT'
                )
              ) ORDER BY known.number
            ) AS made
          FROM UNNEST(CAST($7 AS UUID[])) WITH ORDINALITY AS known(identifier, number)
          LIMIT ALL
          OFFSET 0
        ) AS objects
        JOIN UNNEST(CAST($8 AS INT[])) WITH ORDINALITY AS asked(number, place)
          ON TRUE
      ),
      'UTF8'
    ) AS answer_1
  WHERE
    viewer.allowed
  LIMIT ALL
  OFFSET 0
) AS data
  ON TRUE
