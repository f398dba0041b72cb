-- $1 now
-- $2 viewer_user
-- $3 value_1
-- $4 value_3
-- $5 value_5
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    account.school_id AS school,
    account.school_country AS country,
    CAST(NULL AS TEXT) AS region,
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
    TRUE AS allowed
  FROM users AS account
  WHERE
    account.id = CAST($2 AS UUID)
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
        '{"role":"GENERAL_USER","public":',
        CONCAT(
          '{"user":',
          COALESCE(
            (
              SELECT
                CONCAT(
                  '{"firstName":',
                  COALESCE(CAST(TO_JSON(row_1.first_name) AS TEXT), 'null'),
                  ',"lastName":',
                  COALESCE(CAST(TO_JSON(row_1.last_name) AS TEXT), 'null'),
                  ',"email":null,"picture":',
                  CASE
                    WHEN guards_2.guard_1
                    THEN COALESCE(CAST(TO_JSON(row_1.picture) AS TEXT), 'null')
                    ELSE 'null'
                  END,
                  ',"description":null,"school":',
                  CASE
                    WHEN (
                      link_3.id IS NOT NULL
                    )
                    THEN CONCAT(
                      '{"officialName":',
                      COALESCE(CAST(TO_JSON(link_3.official_name) AS TEXT), 'null'),
                      '}'
                    )
                    ELSE 'null'
                  END,
                  '}'
                ) AS concat_1
              FROM users AS row_1
              LEFT OUTER JOIN LATERAL (
                SELECT
                  row_4.id AS id,
                  row_4.official_name AS official_name
                FROM schools AS row_4
                WHERE
                  row_4.id = row_1.school_id
                  AND (
                    row_4.id = (
                      SELECT
                        viewer.school
                      FROM viewer
                    )
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM users AS users_1
                        WHERE
                          users_1.school_id = row_4.id
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
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_2, users AS users_2, projects AS projects_1
                        WHERE
                          partners_2.school_id = row_4.id
                          AND (
                            partners_2.left_on IS NULL
                            OR partners_2.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_2.id = partners_2.user_id
                          AND users_2.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_2.inactive_at
                          AND NOT users_2.restricted
                          AND (
                            users_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                          AND projects_1.id = partners_2.project_id
                          AND projects_1.status IN ('ACTIVE', 'CLOSED')
                          AND projects_1.published_at <= CAST($1 AS TIMESTAMPTZ)
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                  )
                  AND (
                    (
                      EXISTS(
                        SELECT
                          1
                        FROM users AS users_3
                        WHERE
                          users_3.school_id = row_4.id
                          AND (
                            users_3.id = (
                              SELECT
                                viewer."user"
                              FROM viewer
                            )
                            AND NOT (
                              users_3.status = 'ANONYMISED'
                              OR users_3.anonymised_at IS NOT NULL
                              AND users_3.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                            )
                            OR NOT users_3.restricted
                            AND users_3.status = 'VALIDATED'
                            AND CAST($1 AS TIMESTAMPTZ) < users_3.inactive_at
                            AND (
                              users_3.public_profile @> CAST($1 AS TIMESTAMPTZ)
                            )
                          )
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
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_3, users AS users_4, projects AS projects_2
                        WHERE
                          partners_3.school_id = row_4.id
                          AND (
                            partners_3.left_on IS NULL
                            OR partners_3.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_4.id = partners_3.user_id
                          AND (
                            users_4.id = (
                              SELECT
                                viewer."user"
                              FROM viewer
                            )
                            AND NOT (
                              users_4.status = 'ANONYMISED'
                              OR users_4.anonymised_at IS NOT NULL
                              AND users_4.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                            )
                            OR NOT users_4.restricted
                            AND users_4.status = 'VALIDATED'
                            AND CAST($1 AS TIMESTAMPTZ) < users_4.inactive_at
                            AND (
                              users_4.public_profile @> CAST($1 AS TIMESTAMPTZ)
                            )
                          )
                          AND users_4.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_4.inactive_at
                          AND NOT users_4.restricted
                          AND (
                            users_4.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                          AND projects_2.id = partners_3.project_id
                          AND (
                            projects_2.id = ANY(
                              CAST((
                                SELECT
                                  viewer.projects
                                FROM viewer
                              ) AS UUID[])
                            )
                            OR projects_2.published_at <= CAST($1 AS TIMESTAMPTZ)
                            AND projects_2.status IN ('ACTIVE', 'CLOSED')
                            AND (
                              EXISTS(
                                SELECT
                                  1
                                FROM partners AS partners_4, users AS users_5
                                WHERE
                                  partners_4.project_id = projects_2.id
                                  AND (
                                    partners_4.left_on IS NULL
                                    OR partners_4.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                  )
                                  AND users_5.id = partners_4.user_id
                                  AND users_5.status = 'VALIDATED'
                                  AND CAST($1 AS TIMESTAMPTZ) < users_5.inactive_at
                                  AND NOT users_5.restricted
                                  AND (
                                    users_5.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                  )
                                LIMIT ALL
                                OFFSET 0
                              )
                            )
                          )
                          AND projects_2.status IN ('ACTIVE', 'CLOSED')
                          AND projects_2.published_at <= CAST($1 AS TIMESTAMPTZ)
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                  )
              ) AS link_3
                ON TRUE
              JOIN LATERAL (
                SELECT
                  (
                    row_1.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                    OR (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    AND (
                      (
                        row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_1.ambassador
                      AND (
                        row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  )
                  AND (
                    (
                      row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_1.ambassador
                    AND (
                      row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
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
                  OR (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                )
                AND (
                  row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                )
                AND NOT row_1.restricted
                AND row_1.status = 'VALIDATED'
                AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
            ),
            'null'
          ),
          ',"projects":',
          (
            SELECT
              CONCAT(
                '{"totalCount":',
                CAST((
                  SELECT
                    COUNT(*) AS count_1
                  FROM projects AS row_8
                  WHERE
                    row_8.id = ANY(
                      CAST((
                        SELECT
                          viewer.projects
                        FROM viewer
                      ) AS UUID[])
                    )
                    AND (
                      row_8.id = ANY(
                        CAST((
                          SELECT
                            viewer.projects
                          FROM viewer
                        ) AS UUID[])
                      )
                      OR (
                        EXISTS(
                          SELECT
                            1
                          FROM partners AS partners_5, users AS users_6
                          WHERE
                            partners_5.project_id = row_8.id
                            AND (
                              partners_5.left_on IS NULL
                              OR partners_5.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND users_6.id = partners_5.user_id
                            AND users_6.status = 'VALIDATED'
                            AND CAST($1 AS TIMESTAMPTZ) < users_6.inactive_at
                            AND NOT users_6.restricted
                            AND (
                              users_6.public_profile @> CAST($1 AS TIMESTAMPTZ)
                            )
                        )
                      )
                      AND row_8.published_at <= CAST($1 AS TIMESTAMPTZ)
                      AND row_8.status IN ('ACTIVE', 'CLOSED')
                    )
                    AND (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_6, users AS users_7
                        WHERE
                          partners_6.project_id = row_8.id
                          AND (
                            partners_6.left_on IS NULL
                            OR partners_6.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_7.id = partners_6.user_id
                          AND (
                            users_7.id = (
                              SELECT
                                viewer."user"
                              FROM viewer
                            )
                            AND NOT (
                              users_7.status = 'ANONYMISED'
                              OR users_7.anonymised_at IS NOT NULL
                              AND users_7.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                            )
                            OR NOT users_7.restricted
                            AND users_7.status = 'VALIDATED'
                            AND CAST($1 AS TIMESTAMPTZ) < users_7.inactive_at
                            AND (
                              users_7.public_profile @> CAST($1 AS TIMESTAMPTZ)
                            )
                          )
                          AND users_7.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_7.inactive_at
                          AND NOT users_7.restricted
                          AND (
                            users_7.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    AND row_8.published_at <= CAST($1 AS TIMESTAMPTZ)
                    AND row_8.status IN ('ACTIVE', 'CLOSED')
                    AND TRUE
                ) AS TEXT),
                ',"nodes":',
                CONCAT(
                  '[',
                  COALESCE(
                    STRING_AGG(
                        CONCAT(
                          '{"title":',
                          COALESCE(CAST(TO_JSON(page_6.title) AS TEXT), 'null'),
                          ',"status":null,"partners":',
                          CONCAT(
                            '{"totalCount":',
                            CAST((
                              SELECT
                                COUNT(*) AS count_2
                              FROM partners AS row_9
                              JOIN users AS row_10
                                ON row_10.id = row_9.user_id
                              WHERE
                                row_9.project_id = page_6.id
                                AND (
                                  row_9.left_on IS NULL
                                  OR row_9.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND (
                                  row_10.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
                                  )
                                  AND NOT (
                                    row_10.status = 'ANONYMISED'
                                    OR row_10.anonymised_at IS NOT NULL
                                    AND row_10.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                  )
                                  OR (
                                    row_10.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                  )
                                  AND NOT row_10.restricted
                                  AND row_10.status = 'VALIDATED'
                                  AND CAST($1 AS TIMESTAMPTZ) < row_10.inactive_at
                                )
                                AND (
                                  row_10.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                )
                                AND NOT row_10.restricted
                                AND row_10.status = 'VALIDATED'
                                AND CAST($1 AS TIMESTAMPTZ) < row_10.inactive_at
                                AND TRUE
                            ) AS TEXT),
                            '}'
                          ),
                          '}'
                        ),
                        ','
                      ORDER BY
                        page_6.place ASC
                    ) FILTER(WHERE
                      page_6.place <= CAST($3 AS BIGINT)),
                    ''
                  ),
                  ']'
                ),
                '}'
              ) AS concat_2
            FROM (
              SELECT
                cut_11.id AS id,
                cut_11.title AS title,
                ROW_NUMBER() OVER () AS place,
                COUNT(*) OVER () AS found
              FROM (
                SELECT
                  row_5.id AS id,
                  row_5.title AS title
                FROM projects AS row_5
                WHERE
                  row_5.id = ANY(
                    CAST((
                      SELECT
                        viewer.projects
                      FROM viewer
                    ) AS UUID[])
                  )
                  AND (
                    row_5.id = ANY(
                      CAST((
                        SELECT
                          viewer.projects
                        FROM viewer
                      ) AS UUID[])
                    )
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_7, users AS users_8
                        WHERE
                          partners_7.project_id = row_5.id
                          AND (
                            partners_7.left_on IS NULL
                            OR partners_7.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_8.id = partners_7.user_id
                          AND users_8.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_8.inactive_at
                          AND NOT users_8.restricted
                          AND (
                            users_8.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    AND row_5.published_at <= CAST($1 AS TIMESTAMPTZ)
                    AND row_5.status IN ('ACTIVE', 'CLOSED')
                  )
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM partners AS partners_8, users AS users_9
                      WHERE
                        partners_8.project_id = row_5.id
                        AND (
                          partners_8.left_on IS NULL
                          OR partners_8.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND users_9.id = partners_8.user_id
                        AND (
                          users_9.id = (
                            SELECT
                              viewer."user"
                            FROM viewer
                          )
                          AND NOT (
                            users_9.status = 'ANONYMISED'
                            OR users_9.anonymised_at IS NOT NULL
                            AND users_9.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                          )
                          OR NOT users_9.restricted
                          AND users_9.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_9.inactive_at
                          AND (
                            users_9.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        )
                        AND users_9.status = 'VALIDATED'
                        AND CAST($1 AS TIMESTAMPTZ) < users_9.inactive_at
                        AND NOT users_9.restricted
                        AND (
                          users_9.public_profile @> CAST($1 AS TIMESTAMPTZ)
                        )
                      LIMIT ALL
                      OFFSET 0
                    )
                  )
                  AND row_5.published_at <= CAST($1 AS TIMESTAMPTZ)
                  AND row_5.status IN ('ACTIVE', 'CLOSED')
                  AND TRUE
                ORDER BY
                  row_5.registered_on DESC,
                  row_5.id ASC
                LIMIT 21
              ) AS cut_11
            ) AS page_6
            HAVING
              COUNT(*) >= 0
          ),
          '}'
        ),
        ',"peer":',
        CONCAT(
          '{"user":',
          COALESCE(
            (
              SELECT
                CONCAT(
                  '{"firstName":',
                  COALESCE(CAST(TO_JSON(row_12.first_name) AS TEXT), 'null'),
                  ',"lastName":',
                  COALESCE(CAST(TO_JSON(row_12.last_name) AS TEXT), 'null'),
                  ',"email":',
                  CASE
                    WHEN guards_13.guard_1
                    THEN COALESCE(CAST(TO_JSON(row_12.email) AS TEXT), 'null')
                    ELSE 'null'
                  END,
                  ',"picture":',
                  CASE
                    WHEN guards_13.guard_2
                    THEN COALESCE(CAST(TO_JSON(row_12.picture) AS TEXT), 'null')
                    ELSE 'null'
                  END,
                  ',"description":',
                  CASE
                    WHEN guards_13.guard_3
                    THEN COALESCE(CAST(TO_JSON(row_12.description) AS TEXT), 'null')
                    ELSE 'null'
                  END,
                  ',"school":',
                  CASE
                    WHEN (
                      link_14.id IS NOT NULL
                    )
                    THEN CONCAT(
                      '{"officialName":',
                      COALESCE(CAST(TO_JSON(link_14.official_name) AS TEXT), 'null'),
                      '}'
                    )
                    ELSE 'null'
                  END,
                  '}'
                ) AS concat_3
              FROM users AS row_12
              LEFT OUTER JOIN LATERAL (
                SELECT
                  row_15.id AS id,
                  row_15.official_name AS official_name
                FROM schools AS row_15
                WHERE
                  row_15.id = row_12.school_id
                  AND (
                    row_15.id = (
                      SELECT
                        viewer.school
                      FROM viewer
                    )
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM users AS users_10
                        WHERE
                          users_10.school_id = row_15.id
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
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_9, users AS users_11, projects AS projects_3
                        WHERE
                          partners_9.school_id = row_15.id
                          AND (
                            partners_9.left_on IS NULL
                            OR partners_9.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_11.id = partners_9.user_id
                          AND users_11.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_11.inactive_at
                          AND NOT users_11.restricted
                          AND (
                            users_11.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                          AND projects_3.id = partners_9.project_id
                          AND projects_3.status IN ('ACTIVE', 'CLOSED')
                          AND projects_3.published_at <= CAST($1 AS TIMESTAMPTZ)
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                  )
              ) AS link_14
                ON TRUE
              JOIN LATERAL (
                SELECT
                  row_12.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                  AND row_12.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  ) AS guard_1,
                  row_12.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  OR NOT row_12.restricted
                  AND row_12.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_12.inactive_at
                  AND (
                    row_12.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND (
                    (
                      row_12.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_12.ambassador
                    AND (
                      row_12.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  ) AS guard_2,
                  row_12.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  ) AS guard_3
                LIMIT ALL
                OFFSET 0
              ) AS guards_13
                ON TRUE
              WHERE
                row_12.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
                )
                AND (
                  row_12.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                  AND NOT (
                    row_12.status = 'ANONYMISED'
                    OR row_12.anonymised_at IS NOT NULL
                    AND row_12.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                  )
                  OR NOT row_12.restricted
                  AND row_12.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_12.inactive_at
                )
                AND (
                  row_12.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT (
                    row_12.status = 'ANONYMISED'
                    OR row_12.anonymised_at IS NOT NULL
                    AND row_12.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                  )
                  OR (
                    row_12.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_12.restricted
                  AND row_12.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_12.inactive_at
                )
            ),
            'null'
          ),
          ',"projects":',
          (
            SELECT
              CONCAT(
                '{"totalCount":',
                CAST((
                  SELECT
                    COUNT(*) AS count_3
                  FROM projects AS row_19
                  WHERE
                    row_19.id = ANY(
                      CAST((
                        SELECT
                          viewer.projects
                        FROM viewer
                      ) AS UUID[])
                    )
                    AND (
                      row_19.id = ANY(
                        CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                      )
                      OR row_19.status IN ('ACTIVE', 'CLOSED')
                    )
                    AND (
                      row_19.id = ANY(
                        CAST((
                          SELECT
                            viewer.projects
                          FROM viewer
                        ) AS UUID[])
                      )
                      OR (
                        EXISTS(
                          SELECT
                            1
                          FROM partners AS partners_10, users AS users_12
                          WHERE
                            partners_10.project_id = row_19.id
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
                        )
                      )
                      AND row_19.published_at <= CAST($1 AS TIMESTAMPTZ)
                      AND row_19.status IN ('ACTIVE', 'CLOSED')
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
                          COALESCE(CAST(TO_JSON(page_17.title) AS TEXT), 'null'),
                          ',"status":',
                          CASE
                            WHEN guards_18.guard_1
                            THEN COALESCE(CAST(TO_JSON(page_17.status) AS TEXT), 'null')
                            ELSE 'null'
                          END,
                          ',"partners":',
                          CONCAT(
                            '{"totalCount":',
                            CAST((
                              SELECT
                                COUNT(*) AS count_4
                              FROM partners AS row_20
                              JOIN users AS row_21
                                ON row_21.id = row_20.user_id
                              WHERE
                                row_20.project_id = page_17.id
                                AND (
                                  row_20.left_on IS NULL
                                  OR row_20.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND (
                                  row_21.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                  AND NOT (
                                    row_21.status = 'ANONYMISED'
                                    OR row_21.anonymised_at IS NOT NULL
                                    AND row_21.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                  )
                                  OR NOT row_21.restricted
                                  AND row_21.status = 'VALIDATED'
                                  AND CAST($1 AS TIMESTAMPTZ) < row_21.inactive_at
                                )
                                AND (
                                  row_21.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
                                  )
                                  AND NOT (
                                    row_21.status = 'ANONYMISED'
                                    OR row_21.anonymised_at IS NOT NULL
                                    AND row_21.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                  )
                                  OR (
                                    row_21.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                  )
                                  AND NOT row_21.restricted
                                  AND row_21.status = 'VALIDATED'
                                  AND CAST($1 AS TIMESTAMPTZ) < row_21.inactive_at
                                )
                                AND TRUE
                            ) AS TEXT),
                            '}'
                          ),
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
                cut_22.id AS id,
                cut_22.status AS status,
                cut_22.title AS title,
                ROW_NUMBER() OVER () AS place,
                COUNT(*) OVER () AS found
              FROM (
                SELECT
                  row_16.id AS id,
                  row_16.status AS status,
                  row_16.title AS title
                FROM projects AS row_16
                WHERE
                  row_16.id = ANY(
                    CAST((
                      SELECT
                        viewer.projects
                      FROM viewer
                    ) AS UUID[])
                  )
                  AND (
                    row_16.id = ANY(
                      CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                    )
                    OR row_16.status IN ('ACTIVE', 'CLOSED')
                  )
                  AND (
                    row_16.id = ANY(
                      CAST((
                        SELECT
                          viewer.projects
                        FROM viewer
                      ) AS UUID[])
                    )
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_11, users AS users_13
                        WHERE
                          partners_11.project_id = row_16.id
                          AND (
                            partners_11.left_on IS NULL
                            OR partners_11.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_13.id = partners_11.user_id
                          AND users_13.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_13.inactive_at
                          AND NOT users_13.restricted
                          AND (
                            users_13.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    AND row_16.published_at <= CAST($1 AS TIMESTAMPTZ)
                    AND row_16.status IN ('ACTIVE', 'CLOSED')
                  )
                  AND TRUE
                ORDER BY
                  row_16.registered_on DESC,
                  row_16.id ASC
                LIMIT 21
              ) AS cut_22
            ) AS page_17
            JOIN LATERAL (
              SELECT
                page_17.id = ANY(
                  CAST((
                    SELECT
                      viewer.projects
                    FROM viewer
                  ) AS UUID[])
                ) AS guard_1
              LIMIT ALL
              OFFSET 0
            ) AS guards_18
              ON TRUE
            HAVING
              COUNT(*) >= 0
          ),
          '}'
        ),
        ',"nso":',
        CONCAT(
          '{"user":',
          COALESCE(
            (
              SELECT
                CONCAT(
                  '{"firstName":',
                  COALESCE(CAST(TO_JSON(row_23.first_name) AS TEXT), 'null'),
                  ',"lastName":',
                  COALESCE(CAST(TO_JSON(row_23.last_name) AS TEXT), 'null'),
                  ',"email":',
                  CASE
                    WHEN guards_24.guard_1
                    THEN COALESCE(CAST(TO_JSON(row_23.email) AS TEXT), 'null')
                    ELSE 'null'
                  END,
                  ',"picture":',
                  CASE
                    WHEN guards_24.guard_2
                    THEN COALESCE(CAST(TO_JSON(row_23.picture) AS TEXT), 'null')
                    ELSE 'null'
                  END,
                  ',"description":',
                  CASE
                    WHEN guards_24.guard_1
                    THEN COALESCE(CAST(TO_JSON(row_23.description) AS TEXT), 'null')
                    ELSE 'null'
                  END,
                  ',"school":',
                  CASE
                    WHEN (
                      link_25.id IS NOT NULL
                    )
                    THEN CONCAT(
                      '{"officialName":',
                      COALESCE(CAST(TO_JSON(link_25.official_name) AS TEXT), 'null'),
                      '}'
                    )
                    ELSE 'null'
                  END,
                  '}'
                ) AS concat_5
              FROM users AS row_23
              LEFT OUTER JOIN LATERAL (
                SELECT
                  row_26.id AS id,
                  row_26.official_name AS official_name
                FROM schools AS row_26
                WHERE
                  row_26.id = row_23.school_id
                  AND (
                    row_26.id = (
                      SELECT
                        viewer.school
                      FROM viewer
                    )
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM users AS users_14
                        WHERE
                          users_14.school_id = row_26.id
                          AND users_14.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_14.inactive_at
                          AND NOT users_14.restricted
                          AND (
                            users_14.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_12, users AS users_15, projects AS projects_4
                        WHERE
                          partners_12.school_id = row_26.id
                          AND (
                            partners_12.left_on IS NULL
                            OR partners_12.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_15.id = partners_12.user_id
                          AND users_15.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_15.inactive_at
                          AND NOT users_15.restricted
                          AND (
                            users_15.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                          AND projects_4.id = partners_12.project_id
                          AND projects_4.status IN ('ACTIVE', 'CLOSED')
                          AND projects_4.published_at <= CAST($1 AS TIMESTAMPTZ)
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                  )
                  AND (
                    row_26.country = (
                      SELECT
                        users_16.school_country
                      FROM users AS users_16
                      WHERE
                        users_16.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    OR row_26.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM users AS users_17
                        WHERE
                          users_17.school_id = row_26.id
                          AND (
                            users_17.id = (
                              SELECT
                                viewer."user"
                              FROM viewer
                            )
                            AND NOT (
                              users_17.status = 'ANONYMISED'
                              OR users_17.anonymised_at IS NOT NULL
                              AND users_17.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                            )
                            OR NOT users_17.restricted
                            AND users_17.status = 'VALIDATED'
                            AND CAST($1 AS TIMESTAMPTZ) < users_17.inactive_at
                            AND (
                              users_17.public_profile @> CAST($1 AS TIMESTAMPTZ)
                            )
                          )
                          AND users_17.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_17.inactive_at
                          AND NOT users_17.restricted
                          AND (
                            users_17.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_13, users AS users_18, projects AS projects_5
                        WHERE
                          partners_13.school_id = row_26.id
                          AND (
                            partners_13.left_on IS NULL
                            OR partners_13.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_18.id = partners_13.user_id
                          AND (
                            users_18.id = (
                              SELECT
                                viewer."user"
                              FROM viewer
                            )
                            AND NOT (
                              users_18.status = 'ANONYMISED'
                              OR users_18.anonymised_at IS NOT NULL
                              AND users_18.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                            )
                            OR NOT users_18.restricted
                            AND users_18.status = 'VALIDATED'
                            AND CAST($1 AS TIMESTAMPTZ) < users_18.inactive_at
                            AND (
                              users_18.public_profile @> CAST($1 AS TIMESTAMPTZ)
                            )
                          )
                          AND users_18.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_18.inactive_at
                          AND NOT users_18.restricted
                          AND (
                            users_18.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                          AND projects_5.id = partners_13.project_id
                          AND (
                            projects_5.id = ANY(
                              CAST((
                                SELECT
                                  viewer.projects
                                FROM viewer
                              ) AS UUID[])
                            )
                            OR projects_5.published_at <= CAST($1 AS TIMESTAMPTZ)
                            AND projects_5.status IN ('ACTIVE', 'CLOSED')
                            AND (
                              EXISTS(
                                SELECT
                                  1
                                FROM partners AS partners_14, users AS users_19
                                WHERE
                                  partners_14.project_id = projects_5.id
                                  AND (
                                    partners_14.left_on IS NULL
                                    OR partners_14.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                  )
                                  AND users_19.id = partners_14.user_id
                                  AND users_19.status = 'VALIDATED'
                                  AND CAST($1 AS TIMESTAMPTZ) < users_19.inactive_at
                                  AND NOT users_19.restricted
                                  AND (
                                    users_19.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                  )
                                LIMIT ALL
                                OFFSET 0
                              )
                            )
                          )
                          AND projects_5.status IN ('ACTIVE', 'CLOSED')
                          AND projects_5.published_at <= CAST($1 AS TIMESTAMPTZ)
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                  )
              ) AS link_25
                ON TRUE
              JOIN LATERAL (
                SELECT
                  (
                    NOT row_23.restricted
                    AND row_23.school_country = (
                      SELECT
                        users_20.school_country
                      FROM users AS users_20
                      WHERE
                        users_20.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_23.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_23.inactive_at
                    OR row_23.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                  )
                  AND row_23.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  ) AS guard_1,
                  (
                    row_23.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                    OR (
                      row_23.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_23.restricted
                    AND row_23.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_23.inactive_at
                    AND (
                      (
                        row_23.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_23.ambassador
                      AND (
                        row_23.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  )
                  AND (
                    NOT row_23.restricted
                    AND row_23.school_country = (
                      SELECT
                        users_21.school_country
                      FROM users AS users_21
                      WHERE
                        users_21.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_23.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_23.inactive_at
                    OR row_23.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                    OR (
                      row_23.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_23.restricted
                    AND row_23.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_23.inactive_at
                    AND (
                      (
                        row_23.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_23.ambassador
                      AND (
                        row_23.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  ) AS guard_2
                LIMIT ALL
                OFFSET 0
              ) AS guards_24
                ON TRUE
              WHERE
                row_23.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
                )
                AND (
                  row_23.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT (
                    row_23.status = 'ANONYMISED'
                    OR row_23.anonymised_at IS NOT NULL
                    AND row_23.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                  )
                  OR (
                    row_23.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_23.restricted
                  AND row_23.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_23.inactive_at
                )
                AND (
                  NOT row_23.restricted
                  AND row_23.school_country = (
                    SELECT
                      users_22.school_country
                    FROM users AS users_22
                    WHERE
                      users_22.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_23.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_23.inactive_at
                  OR row_23.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                  AND NOT (
                    row_23.status = 'ANONYMISED'
                    OR row_23.anonymised_at IS NOT NULL
                    AND row_23.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                  )
                  OR (
                    row_23.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_23.restricted
                  AND row_23.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_23.inactive_at
                )
            ),
            'null'
          ),
          ',"projects":',
          (
            SELECT
              CONCAT(
                '{"totalCount":',
                CAST((
                  SELECT
                    COUNT(*) AS count_5
                  FROM projects AS row_30
                  WHERE
                    row_30.id = ANY(
                      CAST((
                        SELECT
                          viewer.projects
                        FROM viewer
                      ) AS UUID[])
                    )
                    AND (
                      row_30.id = ANY(
                        CAST((
                          SELECT
                            viewer.projects
                          FROM viewer
                        ) AS UUID[])
                      )
                      OR (
                        EXISTS(
                          SELECT
                            1
                          FROM partners AS partners_15, users AS users_23
                          WHERE
                            partners_15.project_id = row_30.id
                            AND (
                              partners_15.left_on IS NULL
                              OR partners_15.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND users_23.id = partners_15.user_id
                            AND users_23.status = 'VALIDATED'
                            AND CAST($1 AS TIMESTAMPTZ) < users_23.inactive_at
                            AND NOT users_23.restricted
                            AND (
                              users_23.public_profile @> CAST($1 AS TIMESTAMPTZ)
                            )
                        )
                      )
                      AND row_30.published_at <= CAST($1 AS TIMESTAMPTZ)
                      AND row_30.status IN ('ACTIVE', 'CLOSED')
                    )
                    AND (
                      (
                        EXISTS(
                          SELECT
                            1
                          FROM partners AS partners_16, users AS users_24
                          WHERE
                            partners_16.project_id = row_30.id
                            AND (
                              partners_16.left_on IS NULL
                              OR partners_16.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND users_24.id = partners_16.user_id
                            AND (
                              users_24.id = (
                                SELECT
                                  viewer."user"
                                FROM viewer
                              )
                              AND NOT (
                                users_24.status = 'ANONYMISED'
                                OR users_24.anonymised_at IS NOT NULL
                                AND users_24.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                              )
                              OR NOT users_24.restricted
                              AND users_24.status = 'VALIDATED'
                              AND CAST($1 AS TIMESTAMPTZ) < users_24.inactive_at
                              AND (
                                users_24.public_profile @> CAST($1 AS TIMESTAMPTZ)
                              )
                            )
                            AND users_24.school_country = (
                              SELECT
                                users_25.school_country
                              FROM users AS users_25
                              WHERE
                                users_25.id = CAST((
                                  SELECT
                                    viewer."user"
                                  FROM viewer
                                ) AS UUID)
                            )
                            AND users_24.status IN ('PENDING', 'VALIDATED')
                            AND CAST($1 AS TIMESTAMPTZ) < users_24.inactive_at
                            AND NOT users_24.restricted
                          LIMIT ALL
                          OFFSET 0
                        )
                      )
                      OR row_30.id = ANY(
                        CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                      )
                      OR (
                        EXISTS(
                          SELECT
                            1
                          FROM partners AS partners_17, users AS users_26
                          WHERE
                            partners_17.project_id = row_30.id
                            AND (
                              partners_17.left_on IS NULL
                              OR partners_17.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND users_26.id = partners_17.user_id
                            AND (
                              users_26.id = (
                                SELECT
                                  viewer."user"
                                FROM viewer
                              )
                              AND NOT (
                                users_26.status = 'ANONYMISED'
                                OR users_26.anonymised_at IS NOT NULL
                                AND users_26.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                              )
                              OR NOT users_26.restricted
                              AND users_26.status = 'VALIDATED'
                              AND CAST($1 AS TIMESTAMPTZ) < users_26.inactive_at
                              AND (
                                users_26.public_profile @> CAST($1 AS TIMESTAMPTZ)
                              )
                            )
                            AND users_26.status = 'VALIDATED'
                            AND CAST($1 AS TIMESTAMPTZ) < users_26.inactive_at
                            AND NOT users_26.restricted
                            AND (
                              users_26.public_profile @> CAST($1 AS TIMESTAMPTZ)
                            )
                          LIMIT ALL
                          OFFSET 0
                        )
                      )
                      AND row_30.published_at <= CAST($1 AS TIMESTAMPTZ)
                      AND row_30.status IN ('ACTIVE', 'CLOSED')
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
                          COALESCE(CAST(TO_JSON(page_28.title) AS TEXT), 'null'),
                          ',"status":',
                          CASE
                            WHEN guards_29.guard_1
                            THEN COALESCE(CAST(TO_JSON(page_28.status) AS TEXT), 'null')
                            ELSE 'null'
                          END,
                          ',"partners":',
                          CONCAT(
                            '{"totalCount":',
                            CAST((
                              SELECT
                                COUNT(*) AS count_6
                              FROM partners AS row_31
                              JOIN users AS row_32
                                ON row_32.id = row_31.user_id
                              WHERE
                                row_31.project_id = page_28.id
                                AND (
                                  row_31.left_on IS NULL
                                  OR row_31.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND (
                                  row_32.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
                                  )
                                  AND NOT (
                                    row_32.status = 'ANONYMISED'
                                    OR row_32.anonymised_at IS NOT NULL
                                    AND row_32.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                  )
                                  OR (
                                    row_32.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                  )
                                  AND NOT row_32.restricted
                                  AND row_32.status = 'VALIDATED'
                                  AND CAST($1 AS TIMESTAMPTZ) < row_32.inactive_at
                                )
                                AND (
                                  NOT row_32.restricted
                                  AND row_32.school_country = (
                                    SELECT
                                      users_27.school_country
                                    FROM users AS users_27
                                    WHERE
                                      users_27.id = CAST((
                                        SELECT
                                          viewer."user"
                                        FROM viewer
                                      ) AS UUID)
                                  )
                                  AND row_32.status IN ('PENDING', 'VALIDATED')
                                  AND CAST($1 AS TIMESTAMPTZ) < row_32.inactive_at
                                  OR row_32.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                  AND NOT (
                                    row_32.status = 'ANONYMISED'
                                    OR row_32.anonymised_at IS NOT NULL
                                    AND row_32.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                  )
                                  OR (
                                    row_32.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                  )
                                  AND NOT row_32.restricted
                                  AND row_32.status = 'VALIDATED'
                                  AND CAST($1 AS TIMESTAMPTZ) < row_32.inactive_at
                                )
                                AND TRUE
                            ) AS TEXT),
                            '}'
                          ),
                          '}'
                        ),
                        ','
                      ORDER BY
                        page_28.place ASC
                    ) FILTER(WHERE
                      page_28.place <= CAST($5 AS BIGINT)),
                    ''
                  ),
                  ']'
                ),
                '}'
              ) AS concat_6
            FROM (
              SELECT
                cut_33.id AS id,
                cut_33.status AS status,
                cut_33.title AS title,
                ROW_NUMBER() OVER () AS place,
                COUNT(*) OVER () AS found
              FROM (
                SELECT
                  row_27.id AS id,
                  row_27.status AS status,
                  row_27.title AS title
                FROM projects AS row_27
                WHERE
                  row_27.id = ANY(
                    CAST((
                      SELECT
                        viewer.projects
                      FROM viewer
                    ) AS UUID[])
                  )
                  AND (
                    row_27.id = ANY(
                      CAST((
                        SELECT
                          viewer.projects
                        FROM viewer
                      ) AS UUID[])
                    )
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_18, users AS users_28
                        WHERE
                          partners_18.project_id = row_27.id
                          AND (
                            partners_18.left_on IS NULL
                            OR partners_18.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_28.id = partners_18.user_id
                          AND users_28.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_28.inactive_at
                          AND NOT users_28.restricted
                          AND (
                            users_28.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    AND row_27.published_at <= CAST($1 AS TIMESTAMPTZ)
                    AND row_27.status IN ('ACTIVE', 'CLOSED')
                  )
                  AND (
                    (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_19, users AS users_29
                        WHERE
                          partners_19.project_id = row_27.id
                          AND (
                            partners_19.left_on IS NULL
                            OR partners_19.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_29.id = partners_19.user_id
                          AND (
                            users_29.id = (
                              SELECT
                                viewer."user"
                              FROM viewer
                            )
                            AND NOT (
                              users_29.status = 'ANONYMISED'
                              OR users_29.anonymised_at IS NOT NULL
                              AND users_29.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                            )
                            OR NOT users_29.restricted
                            AND users_29.status = 'VALIDATED'
                            AND CAST($1 AS TIMESTAMPTZ) < users_29.inactive_at
                            AND (
                              users_29.public_profile @> CAST($1 AS TIMESTAMPTZ)
                            )
                          )
                          AND users_29.school_country = (
                            SELECT
                              users_30.school_country
                            FROM users AS users_30
                            WHERE
                              users_30.id = CAST((
                                SELECT
                                  viewer."user"
                                FROM viewer
                              ) AS UUID)
                          )
                          AND users_29.status IN ('PENDING', 'VALIDATED')
                          AND CAST($1 AS TIMESTAMPTZ) < users_29.inactive_at
                          AND NOT users_29.restricted
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    OR row_27.id = ANY(
                      CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                    )
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_20, users AS users_31
                        WHERE
                          partners_20.project_id = row_27.id
                          AND (
                            partners_20.left_on IS NULL
                            OR partners_20.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_31.id = partners_20.user_id
                          AND (
                            users_31.id = (
                              SELECT
                                viewer."user"
                              FROM viewer
                            )
                            AND NOT (
                              users_31.status = 'ANONYMISED'
                              OR users_31.anonymised_at IS NOT NULL
                              AND users_31.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                            )
                            OR NOT users_31.restricted
                            AND users_31.status = 'VALIDATED'
                            AND CAST($1 AS TIMESTAMPTZ) < users_31.inactive_at
                            AND (
                              users_31.public_profile @> CAST($1 AS TIMESTAMPTZ)
                            )
                          )
                          AND users_31.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_31.inactive_at
                          AND NOT users_31.restricted
                          AND (
                            users_31.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    AND row_27.published_at <= CAST($1 AS TIMESTAMPTZ)
                    AND row_27.status IN ('ACTIVE', 'CLOSED')
                  )
                  AND TRUE
                ORDER BY
                  row_27.registered_on DESC,
                  row_27.id ASC
                LIMIT 21
              ) AS cut_33
            ) AS page_28
            JOIN LATERAL (
              SELECT
                page_28.id = ANY(
                  CAST((
                    SELECT
                      viewer.projects
                    FROM viewer
                  ) AS UUID[])
                )
                AND (
                  (
                    EXISTS(
                      SELECT
                        1
                      FROM partners AS partners_21, users AS users_32
                      WHERE
                        partners_21.project_id = page_28.id
                        AND (
                          partners_21.left_on IS NULL
                          OR partners_21.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND users_32.id = partners_21.user_id
                        AND (
                          users_32.id = (
                            SELECT
                              viewer."user"
                            FROM viewer
                          )
                          AND NOT (
                            users_32.status = 'ANONYMISED'
                            OR users_32.anonymised_at IS NOT NULL
                            AND users_32.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                          )
                          OR NOT users_32.restricted
                          AND users_32.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_32.inactive_at
                          AND (
                            users_32.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        )
                        AND users_32.school_country = (
                          SELECT
                            users_33.school_country
                          FROM users AS users_33
                          WHERE
                            users_33.id = CAST((
                              SELECT
                                viewer."user"
                              FROM viewer
                            ) AS UUID)
                        )
                        AND users_32.status IN ('PENDING', 'VALIDATED')
                        AND CAST($1 AS TIMESTAMPTZ) < users_32.inactive_at
                        AND NOT users_32.restricted
                      LIMIT ALL
                      OFFSET 0
                    )
                  )
                  OR page_28.id = ANY(
                    CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                  )
                ) AS guard_1
              LIMIT ALL
              OFFSET 0
            ) AS guards_29
              ON TRUE
            HAVING
              COUNT(*) >= 0
          ),
          '}'
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
