-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 picture_prefix
-- $7 picture_outer
-- $8 picture_inner
-- $9 value_0
-- $10 value_1
-- $11 value_2
-- $12 value_3
-- $13 value_4
-- $14 value_5
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
    TRUE AS allowed
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
                    THEN COALESCE(
                      CAST(TO_JSON(
                        CASE
                          WHEN (
                            row_1.picture_id IS NOT NULL
                          )
                          THEN CAST($6 AS VARCHAR) || TRANSLATE(
                            ENCODE(
                              SUBSTRING(SHA256(
                                CAST($7 AS BYTEA) || SHA256(
                                  CAST($8 AS BYTEA) || CONVERT_TO(
                                    CAST(JSON_BUILD_ARRAY(CAST(row_1.id AS TEXT), CAST(row_1.picture_id AS TEXT)) AS TEXT),
                                    'UTF8'
                                  )
                                )
                              ) FROM 1 FOR 16) || CONVERT_TO(
                                CAST(JSON_BUILD_ARRAY(CAST(row_1.id AS TEXT), CAST(row_1.picture_id AS TEXT)) AS TEXT),
                                'UTF8'
                              ),
                              'base64'
                            ),
                            e'+/=\n',
                            '-_'
                          )
                          ELSE row_1.picture
                        END
                      ) AS TEXT),
                      'null'
                    )
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
                    OR row_4.id = (
                      SELECT
                        viewer.second_school
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
                    AND row_4.status = 'VALIDATED'
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
                    AND row_4.status = 'VALIDATED'
                  )
                  AND (
                    (
                      EXISTS(
                        SELECT
                          1
                        FROM users AS users_3
                        WHERE
                          users_3.school_id = row_4.id
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
                    AND row_4.status = 'VALIDATED'
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
                    AND row_4.status = 'VALIDATED'
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
                '{"nodes":',
                CONCAT(
                  '[',
                  COALESCE(
                    STRING_AGG(
                        CONCAT(
                          '{"title":',
                          COALESCE(CAST(TO_JSON(page_6.title) AS TEXT), 'null'),
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
                                          COALESCE(CAST(TO_JSON(page_10.role) AS TEXT), 'null'),
                                          ',"country":',
                                          CASE
                                            WHEN (
                                              link_12.id IS NOT NULL
                                            )
                                            THEN COALESCE(CAST(TO_JSON(link_12.country) AS TEXT), 'null')
                                            ELSE 'null'
                                          END,
                                          '}'
                                        ),
                                        ','
                                      ORDER BY
                                        page_10.place ASC
                                    ) FILTER(WHERE
                                      page_10.place <= CAST($9 AS BIGINT)),
                                    ''
                                  ),
                                  ']'
                                ),
                                '}'
                              ) AS concat_3
                            FROM (
                              SELECT
                                cut_14.role AS role,
                                cut_14.school_id AS school_id,
                                ROW_NUMBER() OVER () AS place,
                                COUNT(*) OVER () AS found
                              FROM (
                                SELECT
                                  row_8.role AS role,
                                  row_8.school_id AS school_id
                                FROM partners AS row_8
                                JOIN users AS row_9
                                  ON row_9.id = row_8.user_id
                                WHERE
                                  row_8.project_id = page_6.id
                                  AND (
                                    row_8.left_on IS NULL
                                    OR row_8.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                  )
                                  AND (
                                    row_9.id = (
                                      SELECT
                                        viewer."user"
                                      FROM viewer
                                    )
                                    AND NOT (
                                      row_9.status = 'ANONYMISED'
                                      OR row_9.anonymised_at IS NOT NULL
                                      AND row_9.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                    )
                                    OR (
                                      row_9.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                    )
                                    AND NOT row_9.restricted
                                    AND row_9.status = 'VALIDATED'
                                    AND CAST($1 AS TIMESTAMPTZ) < row_9.inactive_at
                                  )
                                  AND (
                                    row_9.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                  )
                                  AND NOT row_9.restricted
                                  AND row_9.status = 'VALIDATED'
                                  AND CAST($1 AS TIMESTAMPTZ) < row_9.inactive_at
                                  AND TRUE
                                ORDER BY
                                  row_9.id ASC
                                LIMIT 51
                              ) AS cut_14
                            ) AS page_10
                            LEFT OUTER JOIN LATERAL (
                              SELECT
                                row_13.country AS country,
                                row_13.id AS id
                              FROM schools AS row_13
                              WHERE
                                row_13.id = page_10.school_id
                                AND (
                                  row_13.id = (
                                    SELECT
                                      viewer.school
                                    FROM viewer
                                  )
                                  OR row_13.id = (
                                    SELECT
                                      viewer.second_school
                                    FROM viewer
                                  )
                                  OR (
                                    EXISTS(
                                      SELECT
                                        1
                                      FROM users AS users_6
                                      WHERE
                                        users_6.school_id = row_13.id
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
                                  AND row_13.status = 'VALIDATED'
                                  OR (
                                    EXISTS(
                                      SELECT
                                        1
                                      FROM partners AS partners_5, users AS users_7, projects AS projects_3
                                      WHERE
                                        partners_5.school_id = row_13.id
                                        AND (
                                          partners_5.left_on IS NULL
                                          OR partners_5.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                        )
                                        AND users_7.id = partners_5.user_id
                                        AND users_7.status = 'VALIDATED'
                                        AND CAST($1 AS TIMESTAMPTZ) < users_7.inactive_at
                                        AND NOT users_7.restricted
                                        AND (
                                          users_7.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                        )
                                        AND projects_3.id = partners_5.project_id
                                        AND projects_3.status IN ('ACTIVE', 'CLOSED')
                                        AND projects_3.published_at <= CAST($1 AS TIMESTAMPTZ)
                                      LIMIT ALL
                                      OFFSET 0
                                    )
                                  )
                                  AND row_13.status = 'VALIDATED'
                                )
                                AND (
                                  (
                                    EXISTS(
                                      SELECT
                                        1
                                      FROM users AS users_8
                                      WHERE
                                        users_8.school_id = row_13.id
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
                                  AND row_13.status = 'VALIDATED'
                                  OR (
                                    EXISTS(
                                      SELECT
                                        1
                                      FROM partners AS partners_6, users AS users_9, projects AS projects_4
                                      WHERE
                                        partners_6.school_id = row_13.id
                                        AND (
                                          partners_6.left_on IS NULL
                                          OR partners_6.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                        )
                                        AND users_9.id = partners_6.user_id
                                        AND users_9.status = 'VALIDATED'
                                        AND CAST($1 AS TIMESTAMPTZ) < users_9.inactive_at
                                        AND NOT users_9.restricted
                                        AND (
                                          users_9.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                        )
                                        AND projects_4.id = partners_6.project_id
                                        AND (
                                          projects_4.id = ANY(
                                            CAST((
                                              SELECT
                                                viewer.projects
                                              FROM viewer
                                            ) AS UUID[])
                                          )
                                          OR projects_4.published_at <= CAST($1 AS TIMESTAMPTZ)
                                          AND projects_4.status IN ('ACTIVE', 'CLOSED')
                                          AND (
                                            EXISTS(
                                              SELECT
                                                1
                                              FROM partners AS partners_7, users AS users_10
                                              WHERE
                                                partners_7.project_id = projects_4.id
                                                AND (
                                                  partners_7.left_on IS NULL
                                                  OR partners_7.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                                )
                                                AND users_10.id = partners_7.user_id
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
                                        )
                                        AND projects_4.status IN ('ACTIVE', 'CLOSED')
                                        AND projects_4.published_at <= CAST($1 AS TIMESTAMPTZ)
                                      LIMIT ALL
                                      OFFSET 0
                                    )
                                  )
                                  AND row_13.status = 'VALIDATED'
                                )
                            ) AS link_12
                              ON TRUE
                            HAVING
                              COUNT(*) >= 0
                          ),
                          '}'
                        ),
                        ','
                      ORDER BY
                        page_6.place ASC
                    ) FILTER(WHERE
                      page_6.place <= CAST($10 AS BIGINT)),
                    ''
                  ),
                  ']'
                ),
                ',"pageInfo":',
                CONCAT(
                  '{"hasNextPage":',
                  CAST(COALESCE(MAX(page_6.found), 0) > CAST($10 AS BIGINT) AS TEXT),
                  '}'
                ),
                '}'
              ) AS concat_2
            FROM (
              SELECT
                cut_15.id AS id,
                cut_15.title AS title,
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
                        FROM partners AS partners_8, users AS users_11
                        WHERE
                          partners_8.project_id = row_5.id
                          AND (
                            partners_8.left_on IS NULL
                            OR partners_8.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_11.id = partners_8.user_id
                          AND users_11.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_11.inactive_at
                          AND NOT users_11.restricted
                          AND (
                            users_11.public_profile @> CAST($1 AS TIMESTAMPTZ)
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
                      FROM partners AS partners_9, users AS users_12
                      WHERE
                        partners_9.project_id = row_5.id
                        AND (
                          partners_9.left_on IS NULL
                          OR partners_9.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND users_12.id = partners_9.user_id
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
                  AND row_5.published_at <= CAST($1 AS TIMESTAMPTZ)
                  AND row_5.status IN ('ACTIVE', 'CLOSED')
                  AND TRUE
                ORDER BY
                  row_5.registered_on DESC,
                  row_5.id ASC
                LIMIT 21
              ) AS cut_15
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
                  COALESCE(CAST(TO_JSON(row_16.first_name) AS TEXT), 'null'),
                  ',"lastName":',
                  COALESCE(CAST(TO_JSON(row_16.last_name) AS TEXT), 'null'),
                  ',"email":',
                  CASE
                    WHEN guards_17.guard_1
                    THEN COALESCE(CAST(TO_JSON(row_16.email) AS TEXT), 'null')
                    ELSE 'null'
                  END,
                  ',"picture":',
                  CASE
                    WHEN guards_17.guard_2
                    THEN COALESCE(
                      CAST(TO_JSON(
                        CASE
                          WHEN (
                            row_16.picture_id IS NOT NULL
                          )
                          THEN CAST($6 AS VARCHAR) || TRANSLATE(
                            ENCODE(
                              SUBSTRING(SHA256(
                                CAST($7 AS BYTEA) || SHA256(
                                  CAST($8 AS BYTEA) || CONVERT_TO(
                                    CAST(JSON_BUILD_ARRAY(CAST(row_16.id AS TEXT), CAST(row_16.picture_id AS TEXT)) AS TEXT),
                                    'UTF8'
                                  )
                                )
                              ) FROM 1 FOR 16) || CONVERT_TO(
                                CAST(JSON_BUILD_ARRAY(CAST(row_16.id AS TEXT), CAST(row_16.picture_id AS TEXT)) AS TEXT),
                                'UTF8'
                              ),
                              'base64'
                            ),
                            e'+/=\n',
                            '-_'
                          )
                          ELSE row_16.picture
                        END
                      ) AS TEXT),
                      'null'
                    )
                    ELSE 'null'
                  END,
                  ',"description":',
                  CASE
                    WHEN guards_17.guard_3
                    THEN COALESCE(CAST(TO_JSON(row_16.description) AS TEXT), 'null')
                    ELSE 'null'
                  END,
                  ',"school":',
                  CASE
                    WHEN (
                      link_18.id IS NOT NULL
                    )
                    THEN CONCAT(
                      '{"officialName":',
                      COALESCE(CAST(TO_JSON(link_18.official_name) AS TEXT), 'null'),
                      '}'
                    )
                    ELSE 'null'
                  END,
                  '}'
                ) AS concat_4
              FROM users AS row_16
              LEFT OUTER JOIN LATERAL (
                SELECT
                  row_19.id AS id,
                  row_19.official_name AS official_name
                FROM schools AS row_19
                WHERE
                  row_19.id = row_16.school_id
                  AND (
                    row_19.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                    OR row_19.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                    OR row_19.status = 'VALIDATED'
                  )
                  AND (
                    row_19.id = (
                      SELECT
                        viewer.school
                      FROM viewer
                    )
                    OR row_19.id = (
                      SELECT
                        viewer.second_school
                      FROM viewer
                    )
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM users AS users_13
                        WHERE
                          users_13.school_id = row_19.id
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
                    AND row_19.status = 'VALIDATED'
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_10, users AS users_14, projects AS projects_5
                        WHERE
                          partners_10.school_id = row_19.id
                          AND (
                            partners_10.left_on IS NULL
                            OR partners_10.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_14.id = partners_10.user_id
                          AND users_14.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_14.inactive_at
                          AND NOT users_14.restricted
                          AND (
                            users_14.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                          AND projects_5.id = partners_10.project_id
                          AND projects_5.status IN ('ACTIVE', 'CLOSED')
                          AND projects_5.published_at <= CAST($1 AS TIMESTAMPTZ)
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    AND row_19.status = 'VALIDATED'
                  )
              ) AS link_18
                ON TRUE
              JOIN LATERAL (
                SELECT
                  row_16.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                  AND row_16.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  ) AS guard_1,
                  row_16.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  OR NOT row_16.restricted
                  AND row_16.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_16.inactive_at
                  AND (
                    row_16.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND (
                    (
                      row_16.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_16.ambassador
                    AND (
                      row_16.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  ) AS guard_2,
                  row_16.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  ) AS guard_3
                LIMIT ALL
                OFFSET 0
              ) AS guards_17
                ON TRUE
              WHERE
                row_16.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
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
                    AND row_16.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
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
                  AND CAST($1 AS TIMESTAMPTZ) < row_16.inactive_at
                )
                AND (
                  row_16.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT (
                    row_16.status = 'ANONYMISED'
                    OR row_16.anonymised_at IS NOT NULL
                    AND row_16.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                  )
                  OR (
                    row_16.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_16.restricted
                  AND row_16.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_16.inactive_at
                )
            ),
            'null'
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
                          COALESCE(CAST(TO_JSON(page_21.title) AS TEXT), 'null'),
                          ',"status":',
                          CASE
                            WHEN guards_22.guard_1
                            THEN COALESCE(CAST(TO_JSON(page_21.status) AS TEXT), 'null')
                            ELSE 'null'
                          END,
                          ',"partners":',
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
                                          COALESCE(CAST(TO_JSON(page_25.role) AS TEXT), 'null'),
                                          ',"country":',
                                          CASE
                                            WHEN (
                                              link_27.id IS NOT NULL
                                            )
                                            THEN COALESCE(CAST(TO_JSON(link_27.country) AS TEXT), 'null')
                                            ELSE 'null'
                                          END,
                                          '}'
                                        ),
                                        ','
                                      ORDER BY
                                        page_25.place ASC
                                    ) FILTER(WHERE
                                      page_25.place <= CAST($11 AS BIGINT)),
                                    ''
                                  ),
                                  ']'
                                ),
                                '}'
                              ) AS concat_6
                            FROM (
                              SELECT
                                cut_29.role AS role,
                                cut_29.school_id AS school_id,
                                ROW_NUMBER() OVER () AS place,
                                COUNT(*) OVER () AS found
                              FROM (
                                SELECT
                                  row_23.role AS role,
                                  row_23.school_id AS school_id
                                FROM partners AS row_23
                                JOIN users AS row_24
                                  ON row_24.id = row_23.user_id
                                WHERE
                                  row_23.project_id = page_21.id
                                  AND (
                                    row_23.left_on IS NULL
                                    OR row_23.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                  )
                                  AND (
                                    row_24.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                    AND (
                                      row_24.id IS NOT NULL OR NULL
                                    )
                                    AND NOT (
                                      row_24.id = ANY(
                                        CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                                      )
                                    )
                                    AND NOT (
                                      row_24.status = 'ANONYMISED'
                                      OR row_24.anonymised_at IS NOT NULL
                                      AND row_24.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                    )
                                    OR NOT row_24.restricted
                                    AND (
                                      row_24.id IS NOT NULL OR NULL
                                    )
                                    AND NOT (
                                      row_24.id = ANY(
                                        CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                                      )
                                    )
                                    AND row_24.status = 'VALIDATED'
                                    AND CAST($1 AS TIMESTAMPTZ) < row_24.inactive_at
                                  )
                                  AND (
                                    row_24.id = (
                                      SELECT
                                        viewer."user"
                                      FROM viewer
                                    )
                                    AND NOT (
                                      row_24.status = 'ANONYMISED'
                                      OR row_24.anonymised_at IS NOT NULL
                                      AND row_24.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                    )
                                    OR (
                                      row_24.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                    )
                                    AND NOT row_24.restricted
                                    AND row_24.status = 'VALIDATED'
                                    AND CAST($1 AS TIMESTAMPTZ) < row_24.inactive_at
                                  )
                                  AND TRUE
                                ORDER BY
                                  row_24.id ASC
                                LIMIT 51
                              ) AS cut_29
                            ) AS page_25
                            LEFT OUTER JOIN LATERAL (
                              SELECT
                                row_28.country AS country,
                                row_28.id AS id
                              FROM schools AS row_28
                              WHERE
                                row_28.id = page_25.school_id
                                AND (
                                  row_28.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                  OR row_28.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                  OR row_28.status = 'VALIDATED'
                                )
                                AND (
                                  row_28.id = (
                                    SELECT
                                      viewer.school
                                    FROM viewer
                                  )
                                  OR row_28.id = (
                                    SELECT
                                      viewer.second_school
                                    FROM viewer
                                  )
                                  OR (
                                    EXISTS(
                                      SELECT
                                        1
                                      FROM users AS users_15
                                      WHERE
                                        users_15.school_id = row_28.id
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
                                  AND row_28.status = 'VALIDATED'
                                  OR (
                                    EXISTS(
                                      SELECT
                                        1
                                      FROM partners AS partners_11, users AS users_16, projects AS projects_6
                                      WHERE
                                        partners_11.school_id = row_28.id
                                        AND (
                                          partners_11.left_on IS NULL
                                          OR partners_11.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                        )
                                        AND users_16.id = partners_11.user_id
                                        AND users_16.status = 'VALIDATED'
                                        AND CAST($1 AS TIMESTAMPTZ) < users_16.inactive_at
                                        AND NOT users_16.restricted
                                        AND (
                                          users_16.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                        )
                                        AND projects_6.id = partners_11.project_id
                                        AND projects_6.status IN ('ACTIVE', 'CLOSED')
                                        AND projects_6.published_at <= CAST($1 AS TIMESTAMPTZ)
                                      LIMIT ALL
                                      OFFSET 0
                                    )
                                  )
                                  AND row_28.status = 'VALIDATED'
                                )
                            ) AS link_27
                              ON TRUE
                            HAVING
                              COUNT(*) >= 0
                          ),
                          '}'
                        ),
                        ','
                      ORDER BY
                        page_21.place ASC
                    ) FILTER(WHERE
                      page_21.place <= CAST($12 AS BIGINT)),
                    ''
                  ),
                  ']'
                ),
                ',"pageInfo":',
                CONCAT(
                  '{"hasNextPage":',
                  CAST(COALESCE(MAX(page_21.found), 0) > CAST($12 AS BIGINT) AS TEXT),
                  '}'
                ),
                '}'
              ) AS concat_5
            FROM (
              SELECT
                cut_30.id AS id,
                cut_30.status AS status,
                cut_30.title AS title,
                ROW_NUMBER() OVER () AS place,
                COUNT(*) OVER () AS found
              FROM (
                SELECT
                  row_20.id AS id,
                  row_20.status AS status,
                  row_20.title AS title
                FROM projects AS row_20
                WHERE
                  row_20.id = ANY(
                    CAST((
                      SELECT
                        viewer.projects
                      FROM viewer
                    ) AS UUID[])
                  )
                  AND (
                    row_20.id = ANY(
                      CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                    )
                    OR row_20.status IN ('ACTIVE', 'CLOSED')
                  )
                  AND (
                    row_20.id = ANY(
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
                        FROM partners AS partners_12, users AS users_17
                        WHERE
                          partners_12.project_id = row_20.id
                          AND (
                            partners_12.left_on IS NULL
                            OR partners_12.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_17.id = partners_12.user_id
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
                    AND row_20.published_at <= CAST($1 AS TIMESTAMPTZ)
                    AND row_20.status IN ('ACTIVE', 'CLOSED')
                  )
                  AND TRUE
                ORDER BY
                  row_20.registered_on DESC,
                  row_20.id ASC
                LIMIT 21
              ) AS cut_30
            ) AS page_21
            JOIN LATERAL (
              SELECT
                page_21.id = ANY(
                  CAST((
                    SELECT
                      viewer.projects
                    FROM viewer
                  ) AS UUID[])
                ) AS guard_1
              LIMIT ALL
              OFFSET 0
            ) AS guards_22
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
                  COALESCE(CAST(TO_JSON(row_31.first_name) AS TEXT), 'null'),
                  ',"lastName":',
                  COALESCE(CAST(TO_JSON(row_31.last_name) AS TEXT), 'null'),
                  ',"email":',
                  CASE
                    WHEN guards_32.guard_1
                    THEN COALESCE(CAST(TO_JSON(row_31.email) AS TEXT), 'null')
                    ELSE 'null'
                  END,
                  ',"picture":',
                  CASE
                    WHEN guards_32.guard_2
                    THEN COALESCE(
                      CAST(TO_JSON(
                        CASE
                          WHEN (
                            row_31.picture_id IS NOT NULL
                          )
                          THEN CAST($6 AS VARCHAR) || TRANSLATE(
                            ENCODE(
                              SUBSTRING(SHA256(
                                CAST($7 AS BYTEA) || SHA256(
                                  CAST($8 AS BYTEA) || CONVERT_TO(
                                    CAST(JSON_BUILD_ARRAY(CAST(row_31.id AS TEXT), CAST(row_31.picture_id AS TEXT)) AS TEXT),
                                    'UTF8'
                                  )
                                )
                              ) FROM 1 FOR 16) || CONVERT_TO(
                                CAST(JSON_BUILD_ARRAY(CAST(row_31.id AS TEXT), CAST(row_31.picture_id AS TEXT)) AS TEXT),
                                'UTF8'
                              ),
                              'base64'
                            ),
                            e'+/=\n',
                            '-_'
                          )
                          ELSE row_31.picture
                        END
                      ) AS TEXT),
                      'null'
                    )
                    ELSE 'null'
                  END,
                  ',"description":',
                  CASE
                    WHEN guards_32.guard_1
                    THEN COALESCE(CAST(TO_JSON(row_31.description) AS TEXT), 'null')
                    ELSE 'null'
                  END,
                  ',"school":',
                  CASE
                    WHEN guards_32.guard_3
                    THEN CASE
                      WHEN (
                        link_33.id IS NOT NULL
                      )
                      THEN CONCAT(
                        '{"officialName":',
                        COALESCE(CAST(TO_JSON(link_33.official_name) AS TEXT), 'null'),
                        '}'
                      )
                      ELSE 'null'
                    END
                    ELSE 'null'
                  END,
                  '}'
                ) AS concat_7
              FROM users AS row_31
              LEFT OUTER JOIN LATERAL (
                SELECT
                  row_34.id AS id,
                  row_34.official_name AS official_name
                FROM schools AS row_34
                WHERE
                  row_34.id = row_31.school_id
                  AND (
                    row_34.id = (
                      SELECT
                        viewer.school
                      FROM viewer
                    )
                    OR row_34.id = (
                      SELECT
                        viewer.second_school
                      FROM viewer
                    )
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM users AS users_18
                        WHERE
                          users_18.school_id = row_34.id
                          AND users_18.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_18.inactive_at
                          AND NOT users_18.restricted
                          AND (
                            users_18.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    AND row_34.status = 'VALIDATED'
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_13, users AS users_19, projects AS projects_7
                        WHERE
                          partners_13.school_id = row_34.id
                          AND (
                            partners_13.left_on IS NULL
                            OR partners_13.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_19.id = partners_13.user_id
                          AND users_19.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_19.inactive_at
                          AND NOT users_19.restricted
                          AND (
                            users_19.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                          AND projects_7.id = partners_13.project_id
                          AND projects_7.status IN ('ACTIVE', 'CLOSED')
                          AND projects_7.published_at <= CAST($1 AS TIMESTAMPTZ)
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    AND row_34.status = 'VALIDATED'
                  )
                  AND (
                    row_34.country = (
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
                    OR row_34.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                    OR row_34.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM users AS users_21
                        WHERE
                          users_21.school_id = row_34.id
                          AND users_21.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_21.inactive_at
                          AND NOT users_21.restricted
                          AND (
                            users_21.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    AND row_34.status = 'VALIDATED'
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_14, users AS users_22, projects AS projects_8
                        WHERE
                          partners_14.school_id = row_34.id
                          AND (
                            partners_14.left_on IS NULL
                            OR partners_14.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_22.id = partners_14.user_id
                          AND users_22.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_22.inactive_at
                          AND NOT users_22.restricted
                          AND (
                            users_22.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                          AND projects_8.id = partners_14.project_id
                          AND (
                            projects_8.id = ANY(
                              CAST((
                                SELECT
                                  viewer.projects
                                FROM viewer
                              ) AS UUID[])
                            )
                            OR projects_8.published_at <= CAST($1 AS TIMESTAMPTZ)
                            AND projects_8.status IN ('ACTIVE', 'CLOSED')
                            AND (
                              EXISTS(
                                SELECT
                                  1
                                FROM partners AS partners_15, users AS users_23
                                WHERE
                                  partners_15.project_id = projects_8.id
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
                                LIMIT ALL
                                OFFSET 0
                              )
                            )
                          )
                          AND projects_8.status IN ('ACTIVE', 'CLOSED')
                          AND projects_8.published_at <= CAST($1 AS TIMESTAMPTZ)
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    AND row_34.status = 'VALIDATED'
                  )
              ) AS link_33
                ON TRUE
              JOIN LATERAL (
                SELECT
                  (
                    NOT row_31.restricted
                    AND row_31.school_country = (
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
                    AND row_31.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_31.inactive_at
                    OR NOT row_31.restricted
                    AND row_31.second_country = (
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
                    AND row_31.second_status IN ('PENDING', 'VALIDATED')
                    AND row_31.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_31.inactive_at
                    OR row_31.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                  )
                  AND row_31.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  ) AS guard_1,
                  (
                    row_31.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                    OR (
                      row_31.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_31.restricted
                    AND row_31.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_31.inactive_at
                    AND (
                      (
                        row_31.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_31.ambassador
                      AND (
                        row_31.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  )
                  AND (
                    NOT row_31.restricted
                    AND row_31.school_country = (
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
                    AND row_31.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_31.inactive_at
                    OR row_31.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                    OR (
                      row_31.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_31.restricted
                    AND row_31.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_31.inactive_at
                    AND (
                      (
                        row_31.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_31.ambassador
                      AND (
                        row_31.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  ) AS guard_2,
                  NOT row_31.restricted
                  AND row_31.school_country = (
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
                  AND row_31.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_31.inactive_at
                  OR row_31.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                  OR (
                    row_31.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_31.restricted
                  AND row_31.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_31.inactive_at AS guard_3
                LIMIT ALL
                OFFSET 0
              ) AS guards_32
                ON TRUE
              WHERE
                row_31.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
                )
                AND (
                  row_31.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT (
                    row_31.status = 'ANONYMISED'
                    OR row_31.anonymised_at IS NOT NULL
                    AND row_31.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                  )
                  OR (
                    row_31.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_31.restricted
                  AND row_31.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_31.inactive_at
                )
                AND (
                  NOT row_31.restricted
                  AND row_31.school_country = (
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
                  AND row_31.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_31.inactive_at
                  OR NOT row_31.restricted
                  AND row_31.second_country = (
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
                  AND row_31.second_status IN ('PENDING', 'VALIDATED')
                  AND row_31.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_31.inactive_at
                  OR row_31.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                  AND NOT (
                    row_31.status = 'ANONYMISED'
                    OR row_31.anonymised_at IS NOT NULL
                    AND row_31.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                  )
                  OR (
                    row_31.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_31.restricted
                  AND row_31.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_31.inactive_at
                )
            ),
            'null'
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
                          COALESCE(CAST(TO_JSON(page_36.title) AS TEXT), 'null'),
                          ',"status":',
                          CASE
                            WHEN guards_37.guard_1
                            THEN COALESCE(CAST(TO_JSON(page_36.status) AS TEXT), 'null')
                            ELSE 'null'
                          END,
                          ',"partners":',
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
                                          COALESCE(CAST(TO_JSON(page_40.role) AS TEXT), 'null'),
                                          ',"country":',
                                          CASE
                                            WHEN (
                                              link_42.id IS NOT NULL
                                            )
                                            THEN COALESCE(CAST(TO_JSON(link_42.country) AS TEXT), 'null')
                                            ELSE 'null'
                                          END,
                                          '}'
                                        ),
                                        ','
                                      ORDER BY
                                        page_40.place ASC
                                    ) FILTER(WHERE
                                      page_40.place <= CAST($13 AS BIGINT)),
                                    ''
                                  ),
                                  ']'
                                ),
                                '}'
                              ) AS concat_9
                            FROM (
                              SELECT
                                cut_44.role AS role,
                                cut_44.school_id AS school_id,
                                ROW_NUMBER() OVER () AS place,
                                COUNT(*) OVER () AS found
                              FROM (
                                SELECT
                                  row_38.role AS role,
                                  row_38.school_id AS school_id
                                FROM partners AS row_38
                                JOIN users AS row_39
                                  ON row_39.id = row_38.user_id
                                WHERE
                                  row_38.project_id = page_36.id
                                  AND (
                                    row_38.left_on IS NULL
                                    OR row_38.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                  )
                                  AND (
                                    row_39.id = (
                                      SELECT
                                        viewer."user"
                                      FROM viewer
                                    )
                                    AND NOT (
                                      row_39.status = 'ANONYMISED'
                                      OR row_39.anonymised_at IS NOT NULL
                                      AND row_39.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                    )
                                    OR (
                                      row_39.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                    )
                                    AND NOT row_39.restricted
                                    AND row_39.status = 'VALIDATED'
                                    AND CAST($1 AS TIMESTAMPTZ) < row_39.inactive_at
                                  )
                                  AND (
                                    NOT row_39.restricted
                                    AND row_39.school_country = (
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
                                    AND row_39.status IN ('PENDING', 'VALIDATED')
                                    AND CAST($1 AS TIMESTAMPTZ) < row_39.inactive_at
                                    OR NOT row_39.restricted
                                    AND row_39.second_country = (
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
                                    AND row_39.second_status IN ('PENDING', 'VALIDATED')
                                    AND row_39.status IN ('PENDING', 'VALIDATED')
                                    AND CAST($1 AS TIMESTAMPTZ) < row_39.inactive_at
                                    OR row_39.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                    AND NOT (
                                      row_39.status = 'ANONYMISED'
                                      OR row_39.anonymised_at IS NOT NULL
                                      AND row_39.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                    )
                                    OR (
                                      row_39.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                    )
                                    AND NOT row_39.restricted
                                    AND row_39.status = 'VALIDATED'
                                    AND CAST($1 AS TIMESTAMPTZ) < row_39.inactive_at
                                  )
                                  AND (
                                    row_39.second_country IS NULL
                                    OR row_39.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                    OR NOT row_39.restricted
                                    AND row_39.school_country = (
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
                                    AND row_39.status IN ('PENDING', 'VALIDATED')
                                    AND CAST($1 AS TIMESTAMPTZ) < row_39.inactive_at
                                    OR (
                                      row_39.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                    )
                                    AND NOT row_39.restricted
                                    AND row_39.status = 'VALIDATED'
                                    AND CAST($1 AS TIMESTAMPTZ) < row_39.inactive_at
                                  )
                                  AND TRUE
                                ORDER BY
                                  row_39.id ASC
                                LIMIT 51
                              ) AS cut_44
                            ) AS page_40
                            LEFT OUTER JOIN LATERAL (
                              SELECT
                                row_43.country AS country,
                                row_43.id AS id
                              FROM schools AS row_43
                              WHERE
                                row_43.id = page_40.school_id
                                AND (
                                  row_43.id = (
                                    SELECT
                                      viewer.school
                                    FROM viewer
                                  )
                                  OR row_43.id = (
                                    SELECT
                                      viewer.second_school
                                    FROM viewer
                                  )
                                  OR (
                                    EXISTS(
                                      SELECT
                                        1
                                      FROM users AS users_24
                                      WHERE
                                        users_24.school_id = row_43.id
                                        AND users_24.status = 'VALIDATED'
                                        AND CAST($1 AS TIMESTAMPTZ) < users_24.inactive_at
                                        AND NOT users_24.restricted
                                        AND (
                                          users_24.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                        )
                                      LIMIT ALL
                                      OFFSET 0
                                    )
                                  )
                                  AND row_43.status = 'VALIDATED'
                                  OR (
                                    EXISTS(
                                      SELECT
                                        1
                                      FROM partners AS partners_16, users AS users_25, projects AS projects_9
                                      WHERE
                                        partners_16.school_id = row_43.id
                                        AND (
                                          partners_16.left_on IS NULL
                                          OR partners_16.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                        )
                                        AND users_25.id = partners_16.user_id
                                        AND users_25.status = 'VALIDATED'
                                        AND CAST($1 AS TIMESTAMPTZ) < users_25.inactive_at
                                        AND NOT users_25.restricted
                                        AND (
                                          users_25.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                        )
                                        AND projects_9.id = partners_16.project_id
                                        AND projects_9.status IN ('ACTIVE', 'CLOSED')
                                        AND projects_9.published_at <= CAST($1 AS TIMESTAMPTZ)
                                      LIMIT ALL
                                      OFFSET 0
                                    )
                                  )
                                  AND row_43.status = 'VALIDATED'
                                )
                                AND (
                                  row_43.country = (
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
                                  OR row_43.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                  OR row_43.id = CAST('00000000-0000-0000-0000-000000000000' AS UUID)
                                  OR (
                                    EXISTS(
                                      SELECT
                                        1
                                      FROM users AS users_26
                                      WHERE
                                        users_26.school_id = row_43.id
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
                                  AND row_43.status = 'VALIDATED'
                                  OR (
                                    EXISTS(
                                      SELECT
                                        1
                                      FROM partners AS partners_17, users AS users_27, projects AS projects_10
                                      WHERE
                                        partners_17.school_id = row_43.id
                                        AND (
                                          partners_17.left_on IS NULL
                                          OR partners_17.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                        )
                                        AND users_27.id = partners_17.user_id
                                        AND users_27.status = 'VALIDATED'
                                        AND CAST($1 AS TIMESTAMPTZ) < users_27.inactive_at
                                        AND NOT users_27.restricted
                                        AND (
                                          users_27.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                        )
                                        AND projects_10.id = partners_17.project_id
                                        AND (
                                          projects_10.id = ANY(
                                            CAST((
                                              SELECT
                                                viewer.projects
                                              FROM viewer
                                            ) AS UUID[])
                                          )
                                          OR projects_10.published_at <= CAST($1 AS TIMESTAMPTZ)
                                          AND projects_10.status IN ('ACTIVE', 'CLOSED')
                                          AND (
                                            EXISTS(
                                              SELECT
                                                1
                                              FROM partners AS partners_18, users AS users_28
                                              WHERE
                                                partners_18.project_id = projects_10.id
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
                                        )
                                        AND projects_10.status IN ('ACTIVE', 'CLOSED')
                                        AND projects_10.published_at <= CAST($1 AS TIMESTAMPTZ)
                                      LIMIT ALL
                                      OFFSET 0
                                    )
                                  )
                                  AND row_43.status = 'VALIDATED'
                                )
                            ) AS link_42
                              ON TRUE
                            HAVING
                              COUNT(*) >= 0
                          ),
                          '}'
                        ),
                        ','
                      ORDER BY
                        page_36.place ASC
                    ) FILTER(WHERE
                      page_36.place <= CAST($14 AS BIGINT)),
                    ''
                  ),
                  ']'
                ),
                ',"pageInfo":',
                CONCAT(
                  '{"hasNextPage":',
                  CAST(COALESCE(MAX(page_36.found), 0) > CAST($14 AS BIGINT) AS TEXT),
                  '}'
                ),
                '}'
              ) AS concat_8
            FROM (
              SELECT
                cut_45.id AS id,
                cut_45.status AS status,
                cut_45.title AS title,
                ROW_NUMBER() OVER () AS place,
                COUNT(*) OVER () AS found
              FROM (
                SELECT
                  row_35.id AS id,
                  row_35.status AS status,
                  row_35.title AS title
                FROM projects AS row_35
                WHERE
                  row_35.id = ANY(
                    CAST((
                      SELECT
                        viewer.projects
                      FROM viewer
                    ) AS UUID[])
                  )
                  AND (
                    row_35.id = ANY(
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
                        FROM partners AS partners_19, users AS users_29
                        WHERE
                          partners_19.project_id = row_35.id
                          AND (
                            partners_19.left_on IS NULL
                            OR partners_19.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_29.id = partners_19.user_id
                          AND users_29.status = 'VALIDATED'
                          AND CAST($1 AS TIMESTAMPTZ) < users_29.inactive_at
                          AND NOT users_29.restricted
                          AND (
                            users_29.public_profile @> CAST($1 AS TIMESTAMPTZ)
                          )
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    AND row_35.published_at <= CAST($1 AS TIMESTAMPTZ)
                    AND row_35.status IN ('ACTIVE', 'CLOSED')
                  )
                  AND (
                    (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_20, users AS users_30
                        WHERE
                          partners_20.project_id = row_35.id
                          AND (
                            partners_20.left_on IS NULL
                            OR partners_20.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_30.id = partners_20.user_id
                          AND (
                            users_30.id = (
                              SELECT
                                viewer."user"
                              FROM viewer
                            )
                            AND NOT (
                              users_30.status = 'ANONYMISED'
                              OR users_30.anonymised_at IS NOT NULL
                              AND users_30.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                            )
                            OR NOT users_30.restricted
                            AND users_30.status = 'VALIDATED'
                            AND CAST($1 AS TIMESTAMPTZ) < users_30.inactive_at
                            AND (
                              users_30.public_profile @> CAST($1 AS TIMESTAMPTZ)
                            )
                          )
                          AND users_30.school_country = (
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
                          AND users_30.status IN ('PENDING', 'VALIDATED')
                          AND CAST($1 AS TIMESTAMPTZ) < users_30.inactive_at
                          AND NOT users_30.restricted
                        LIMIT ALL
                        OFFSET 0
                      )
                    )
                    OR row_35.id = ANY(
                      CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                    )
                    OR (
                      EXISTS(
                        SELECT
                          1
                        FROM partners AS partners_21, users AS users_31
                        WHERE
                          partners_21.project_id = row_35.id
                          AND (
                            partners_21.left_on IS NULL
                            OR partners_21.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND users_31.id = partners_21.user_id
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
                    AND row_35.published_at <= CAST($1 AS TIMESTAMPTZ)
                    AND row_35.status IN ('ACTIVE', 'CLOSED')
                  )
                  AND TRUE
                ORDER BY
                  row_35.registered_on DESC,
                  row_35.id ASC
                LIMIT 21
              ) AS cut_45
            ) AS page_36
            JOIN LATERAL (
              SELECT
                page_36.id = ANY(
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
                      FROM partners AS partners_22, users AS users_32
                      WHERE
                        partners_22.project_id = page_36.id
                        AND (
                          partners_22.left_on IS NULL
                          OR partners_22.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND users_32.id = partners_22.user_id
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
                            users_20.school_country
                          FROM users AS users_20
                          WHERE
                            users_20.id = CAST((
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
                  OR page_36.id = ANY(
                    CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
                  )
                ) AS guard_1
              LIMIT ALL
              OFFSET 0
            ) AS guards_37
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
