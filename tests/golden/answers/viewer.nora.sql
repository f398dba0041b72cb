-- $1 viewer_purpose
-- $2 record_operation
-- $3 now
-- $4 viewer_user
-- $5 viewer_issuer
-- $6 viewer_subject
-- $7 viewer_issued
-- $8 value_0
-- $9 value_1
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    live_assignment.country AS country,
    ARRAY((
      SELECT
        partners_1.project_id
      FROM partners AS partners_1
      WHERE
        partners_1.user_id = account.id
        AND (
          partners_1.left_on IS NULL
          OR partners_1.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
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
          OR members_1.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
        )
        AND (
          members_1.live_from IS NULL
          OR members_1.live_from <= CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
        )
        AND areas_1.project_id IS NOT NULL
    )) AS projects,
    COALESCE(
      live_assignment.id IS NOT NULL
      AND account.status IN ('GENERAL', 'VALIDATED')
      AND CAST($3 AS TIMESTAMPTZ) < account.inactive_at
      AND (
        live_assignment.purposes IS NULL
        OR CAST($1 AS VARCHAR) = ANY(
          live_assignment.purposes
        )
      ),
      FALSE
    ) AS allowed,
    (
      SELECT
        employer.name
      FROM organisations AS employer
      WHERE
        employer.id = live_assignment.organisation_id
    ) AS organisation
  FROM users AS account
  LEFT OUTER JOIN LATERAL (
    SELECT
      assignment.id AS id,
      CASE
        WHEN (
          organisation.id IS NULL
          OR organisation.agreement_from <= CAST($3 AS TIMESTAMPTZ)
          AND (
            organisation.agreement_to IS NULL
            OR CAST($3 AS TIMESTAMPTZ) < organisation.agreement_to
          )
          AND (
            organisation.country IN (
              'AT',
              'BE',
              'BG',
              'CY',
              'CZ',
              'DE',
              'DK',
              'EE',
              'ES',
              'FI',
              'FR',
              'GR',
              'HR',
              'HU',
              'IE',
              'IS',
              'IT',
              'LI',
              'LT',
              'LU',
              'LV',
              'MT',
              'NL',
              'NO',
              'PL',
              'PT',
              'RO',
              'SE',
              'SI',
              'SK'
            )
            OR organisation.safeguards_from <= CAST($3 AS TIMESTAMPTZ)
            AND (
              organisation.safeguards_to IS NULL
              OR CAST($3 AS TIMESTAMPTZ) < organisation.safeguards_to
            )
          )
        )
        THEN assignment.country
      END AS country,
      assignment.region AS region,
      assignment.purposes AS purposes,
      assignment.organisation_id AS organisation_id
    FROM assignments AS assignment
    LEFT OUTER JOIN organisations AS organisation
      ON organisation.id = assignment.organisation_id
    WHERE
      assignment.user_id = account.id
      AND assignment.role = 'NSO'
      AND assignment.valid_from <= CAST($3 AS TIMESTAMPTZ)
      AND (
        assignment.valid_to IS NULL OR CAST($3 AS TIMESTAMPTZ) < assignment.valid_to
      )
    ORDER BY
      assignment.valid_from DESC,
      assignment.id
    LIMIT 1
  ) AS live_assignment
    ON TRUE
  WHERE
    account.id = COALESCE(
      CAST($4 AS UUID),
      (
        SELECT
          identity.user_id
        FROM identities AS identity
        WHERE
          identity.issuer = CAST($5 AS VARCHAR) AND identity.subject = CAST($6 AS VARCHAR)
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
            CAST($7 AS TIMESTAMPTZ) IS NULL OR sign_out.at >= CAST($7 AS TIMESTAMPTZ)
          )
      )
    )
    AND NOT (
      account.status = 'ANONYMISED'
      OR account.anonymised_at IS NOT NULL
      AND account.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
    )
), answers AS MATERIALIZED (
  SELECT
    viewer.allowed AS allowed,
    viewer."user" AS "user",
    viewer.organisation AS organisation,
    (
      SELECT
        policy_generation.generation
      FROM policy_generation
    ) AS generation,
    data.answer_0 AS answer_0
  FROM viewer
  LEFT OUTER JOIN LATERAL (
    SELECT
      CONCAT(
        '{"role":"NSO","purpose":"VALIDATION","country":',
        COALESCE(
          CAST(TO_JSON(CAST((
            SELECT
              viewer.country
            FROM viewer
          ) AS TEXT)) AS TEXT),
          'null'
        ),
        ',"policyVersion":"esep-nb","user":',
        COALESCE(
          (
            SELECT
              CONCAT(
                CASE
                  WHEN (
                    row_1.id = CAST((
                      SELECT
                        viewer."user"
                      FROM viewer
                    ) AS UUID)
                  )
                  THEN ''
                  ELSE CONCAT(CHR(  1), 'p', row_1.id, CHR(  1))
                END,
                CONCAT(
                  '{"email":',
                  CASE
                    WHEN guards_2.guard_1
                    THEN COALESCE(CAST(TO_JSON(row_1.email) AS TEXT), 'null')
                    ELSE 'null'
                  END,
                  ',"status":',
                  CASE
                    WHEN guards_2.guard_2
                    THEN COALESCE(
                      CAST(TO_JSON(
                        CASE
                          WHEN (
                            row_1.status = 'ANONYMISED'
                            OR row_1.anonymised_at IS NOT NULL
                            AND row_1.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                          )
                          THEN 'ANONYMISED'
                          WHEN (
                            row_1.status = 'DEACTIVATED' AND CAST($3 AS TIMESTAMPTZ) < row_1.anonymised_at
                          )
                          THEN 'DEACTIVATED'
                          WHEN (
                            row_1.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                            AND row_1.inactive_at <= CAST($3 AS TIMESTAMPTZ)
                            AND CAST($3 AS TIMESTAMPTZ) < row_1.anonymised_at
                          )
                          THEN 'INACTIVE'
                          ELSE row_1.status
                        END
                      ) AS TEXT),
                      'null'
                    )
                    ELSE 'null'
                  END,
                  ',"consents":',
                  CASE
                    WHEN guards_2.guard_3
                    THEN (
                      SELECT
                        CONCAT(
                          '[',
                          COALESCE(
                            STRING_AGG(
                                CONCAT(
                                  '{"purpose":',
                                  COALESCE(CAST(TO_JSON(row_3.purpose) AS TEXT), 'null'),
                                  ',"noticeVersion":',
                                  COALESCE(CAST(TO_JSON(row_3.notice_version) AS TEXT), 'null'),
                                  ',"givenAt":',
                                  COALESCE(
                                    (
                                      '"' || REPLACE(
                                        TO_CHAR(TIMEZONE('UTC', row_3.given_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                                        '.000000Z',
                                        'Z'
                                      )
                                    ) || '"',
                                    'null'
                                  ),
                                  ',"withdrawnAt":',
                                  COALESCE(
                                    (
                                      '"' || REPLACE(
                                        TO_CHAR(TIMEZONE('UTC', row_3.withdrawn_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                                        '.000000Z',
                                        'Z'
                                      )
                                    ) || '"',
                                    'null'
                                  ),
                                  '}'
                                ),
                                ','
                              ORDER BY
                                row_3.given_at,
                                row_3.purpose,
                                row_3.id
                            ),
                            ''
                          ),
                          ']'
                        ) AS concat_2
                      FROM consents AS row_3
                      WHERE
                        row_3.user_id = row_1.id
                        AND (
                          row_3.survey_id IS NULL
                          OR row_1.id = CAST((
                            SELECT
                              viewer."user"
                            FROM viewer
                          ) AS UUID)
                        )
                    )
                    ELSE 'null'
                  END,
                  ',"contacts":',
                  (
                    SELECT
                      CONCAT(
                        '{"nodes":',
                        CONCAT(
                          '[',
                          COALESCE(
                            STRING_AGG(
                                CONCAT(
                                  CASE
                                    WHEN (
                                      page_6.id = CAST((
                                        SELECT
                                          viewer."user"
                                        FROM viewer
                                      ) AS UUID)
                                    )
                                    THEN ''
                                    ELSE CONCAT(CHR(  1), 'p', page_6.id, CHR(  1))
                                  END,
                                  CONCAT('{"firstName":', COALESCE(CAST(TO_JSON(page_6.first_name) AS TEXT), 'null'), '}')
                                ),
                                ','
                              ORDER BY
                                page_6.place ASC
                            ) FILTER(WHERE
                              page_6.place <= CAST($8 AS BIGINT)),
                            ''
                          ),
                          ']'
                        ),
                        '}'
                      ) AS concat_3
                    FROM (
                      SELECT
                        cut_8.first_name AS first_name,
                        cut_8.id AS id,
                        cut_8.inactive_at AS inactive_at,
                        cut_8.public_profile AS public_profile,
                        cut_8.restricted AS restricted,
                        cut_8.status AS status,
                        ROW_NUMBER() OVER () AS place,
                        COUNT(*) OVER () AS found
                      FROM (
                        SELECT
                          row_5.first_name AS first_name,
                          row_5.id AS id,
                          row_5.inactive_at AS inactive_at,
                          row_5.public_profile AS public_profile,
                          row_5.restricted AS restricted,
                          row_5.status AS status
                        FROM contacts AS row_4
                        JOIN users AS row_5
                          ON TRUE
                        WHERE
                          row_1.id = (
                            SELECT
                              viewer."user"
                            FROM viewer
                          )
                          AND row_4.user_id = row_1.id
                          AND row_5.id = row_4.contact_id
                          AND (
                            NOT row_5.restricted
                            AND row_5.school_country = (
                              SELECT
                                viewer.country
                              FROM viewer
                            )
                            AND row_5.status IN ('PENDING', 'VALIDATED')
                            AND CAST($3 AS TIMESTAMPTZ) < row_5.inactive_at
                            OR NOT row_5.restricted
                            AND row_5.second_country = (
                              SELECT
                                viewer.country
                              FROM viewer
                            )
                            AND row_5.second_status IN ('PENDING', 'VALIDATED')
                            AND row_5.status IN ('PENDING', 'VALIDATED')
                            AND CAST($3 AS TIMESTAMPTZ) < row_5.inactive_at
                            OR row_5.id = (
                              SELECT
                                viewer."user"
                              FROM viewer
                            )
                            AND NOT (
                              row_5.status = 'ANONYMISED'
                              OR row_5.anonymised_at IS NOT NULL
                              AND row_5.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                            )
                            OR NOT row_5.restricted
                            AND row_5.status = 'VALIDATED'
                            AND CAST($3 AS TIMESTAMPTZ) < row_5.inactive_at
                            AND (
                              row_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                            )
                          )
                          AND TRUE
                        ORDER BY
                          row_5.id ASC
                        LIMIT 21
                      ) AS cut_8
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
                                CONCAT(
                                  '{"title":',
                                  COALESCE(CAST(TO_JSON(page_11.title) AS TEXT), 'null'),
                                  ',"status":',
                                  CASE
                                    WHEN guards_12.guard_1
                                    THEN COALESCE(CAST(TO_JSON(page_11.status) AS TEXT), 'null')
                                    ELSE 'null'
                                  END,
                                  '}'
                                ),
                                ','
                              ORDER BY
                                page_11.place ASC
                            ) FILTER(WHERE
                              page_11.place <= CAST($9 AS BIGINT)),
                            ''
                          ),
                          ']'
                        ),
                        '}'
                      ) AS concat_4
                    FROM (
                      SELECT
                        cut_13.id AS id,
                        cut_13.status AS status,
                        cut_13.title AS title,
                        ROW_NUMBER() OVER () AS place,
                        COUNT(*) OVER () AS found
                      FROM (
                        SELECT
                          row_10.id AS id,
                          row_10.status AS status,
                          row_10.title AS title
                        FROM partners AS row_9
                        JOIN projects AS row_10
                          ON TRUE
                        WHERE
                          (
                            NOT row_1.restricted
                            AND row_1.school_country = (
                              SELECT
                                viewer.country
                              FROM viewer
                            )
                            AND row_1.status IN ('PENDING', 'VALIDATED')
                            AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                            OR row_1.id = (
                              SELECT
                                viewer."user"
                              FROM viewer
                            )
                            OR row_10.published_at <= CAST($3 AS TIMESTAMPTZ)
                            AND row_10.status IN ('ACTIVE', 'CLOSED')
                            AND NOT row_1.restricted
                            AND row_1.status = 'VALIDATED'
                            AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                            AND (
                              row_1.public_profile @> CAST($3 AS TIMESTAMPTZ)
                            )
                            AND (
                              EXISTS(
                                SELECT
                                  1
                                FROM partners AS partners_2, users AS users_1
                                WHERE
                                  partners_2.project_id = row_10.id
                                  AND (
                                    partners_2.left_on IS NULL
                                    OR partners_2.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                                  )
                                  AND users_1.id = partners_2.user_id
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
                          )
                          AND row_9.user_id = row_1.id
                          AND row_10.id = row_9.project_id
                          AND (
                            row_9.left_on IS NULL
                            OR row_9.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND (
                            row_10.id = ANY(
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
                                FROM partners AS partners_3, users AS users_2
                                WHERE
                                  partners_3.project_id = row_10.id
                                  AND (
                                    partners_3.left_on IS NULL
                                    OR partners_3.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                                  )
                                  AND users_2.id = partners_3.user_id
                                  AND users_2.school_country = (
                                    SELECT
                                      viewer.country
                                    FROM viewer
                                  )
                                  AND users_2.status IN ('PENDING', 'VALIDATED')
                                  AND CAST($3 AS TIMESTAMPTZ) < users_2.inactive_at
                                  AND NOT users_2.restricted
                                LIMIT ALL
                                OFFSET 0
                              )
                            )
                            OR row_10.published_at <= CAST($3 AS TIMESTAMPTZ)
                            AND row_10.status IN ('ACTIVE', 'CLOSED')
                            AND (
                              EXISTS(
                                SELECT
                                  1
                                FROM partners AS partners_4, users AS users_3
                                WHERE
                                  partners_4.project_id = row_10.id
                                  AND (
                                    partners_4.left_on IS NULL
                                    OR partners_4.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                                  )
                                  AND users_3.id = partners_4.user_id
                                  AND users_3.status = 'VALIDATED'
                                  AND CAST($3 AS TIMESTAMPTZ) < users_3.inactive_at
                                  AND NOT users_3.restricted
                                  AND (
                                    users_3.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                  )
                                LIMIT ALL
                                OFFSET 0
                              )
                            )
                          )
                          AND TRUE
                        ORDER BY
                          row_10.registered_on DESC,
                          row_10.id ASC
                        LIMIT 21
                      ) AS cut_13
                    ) AS page_11
                    JOIN LATERAL (
                      SELECT
                        page_11.id = ANY(
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
                            FROM partners AS partners_5, users AS users_4
                            WHERE
                              partners_5.project_id = page_11.id
                              AND (
                                partners_5.left_on IS NULL
                                OR partners_5.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND users_4.id = partners_5.user_id
                              AND users_4.school_country = (
                                SELECT
                                  viewer.country
                                FROM viewer
                              )
                              AND users_4.status IN ('PENDING', 'VALIDATED')
                              AND CAST($3 AS TIMESTAMPTZ) < users_4.inactive_at
                              AND NOT users_4.restricted
                            LIMIT ALL
                            OFFSET 0
                          )
                        ) AS guard_1
                      LIMIT ALL
                      OFFSET 0
                    ) AS guards_12
                      ON TRUE
                    HAVING
                      COUNT(*) >= 0
                  ),
                  '}'
                )
              ) AS concat_1
            FROM users AS row_1
            JOIN LATERAL (
              SELECT
                NOT row_1.restricted
                AND row_1.school_country = (
                  SELECT
                    viewer.country
                  FROM viewer
                )
                AND row_1.status IN ('PENDING', 'VALIDATED')
                AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                OR NOT row_1.restricted
                AND row_1.second_country = (
                  SELECT
                    viewer.country
                  FROM viewer
                )
                AND row_1.second_status IN ('PENDING', 'VALIDATED')
                AND row_1.status IN ('PENDING', 'VALIDATED')
                AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                OR row_1.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
                ) AS guard_1,
                NOT row_1.restricted
                AND row_1.school_country = (
                  SELECT
                    viewer.country
                  FROM viewer
                )
                AND row_1.status IN ('PENDING', 'VALIDATED')
                AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                OR row_1.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
                ) AS guard_2,
                row_1.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
                ) AS guard_3
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
                NOT row_1.restricted
                AND row_1.school_country = (
                  SELECT
                    viewer.country
                  FROM viewer
                )
                AND row_1.status IN ('PENDING', 'VALIDATED')
                AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                OR NOT row_1.restricted
                AND row_1.second_country = (
                  SELECT
                    viewer.country
                  FROM viewer
                )
                AND row_1.second_status IN ('PENDING', 'VALIDATED')
                AND row_1.status IN ('PENDING', 'VALIDATED')
                AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                OR row_1.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
                )
                AND NOT (
                  row_1.status = 'ANONYMISED'
                  OR row_1.anonymised_at IS NOT NULL
                  AND row_1.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                )
                OR NOT row_1.restricted
                AND row_1.status = 'VALIDATED'
                AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                AND (
                  row_1.public_profile @> CAST($3 AS TIMESTAMPTZ)
                )
              )
          ),
          'null'
        ),
        '}'
      ) AS answer_0
    WHERE
      viewer.allowed
    LIMIT ALL
    OFFSET 0
  ) AS data
    ON TRUE
), found AS (
  SELECT
    COALESCE(
      ARRAY_AGG(DISTINCT CAST(SUBSTRING(part.text FROM 2) AS UUID)) FILTER(WHERE
        LEFT(part.text, 1) = 'p'),
      CAST('{}' AS UUID[])
    ) AS subjects,
    CAST('{}' AS UUID[]) AS schools
  FROM answers, LATERAL UNNEST(ARRAY[answers.answer_0]) AS whole(text), LATERAL UNNEST(STRING_TO_ARRAY(whole.text, CHR(  1))) WITH ORDINALITY AS part(text, place)
  WHERE
    part.place % 2 = 0
), record AS (
  INSERT INTO access_log (
    viewer,
    role,
    purpose,
    organisation,
    operation,
    subjects,
    schools,
    coordinates
  )
  SELECT
    answers."user" AS "user",
    'NSO',
    CAST($1 AS VARCHAR) AS anon_1,
    answers.organisation AS organisation,
    CAST($2 AS VARCHAR) AS anon_2,
    found.subjects AS subjects,
    found.schools AS schools,
    ARRAY['User.contacts', 'User.firstName', 'User.id'] AS anon_3
  FROM answers
  JOIN found
    ON TRUE
  WHERE
    answers.allowed
    AND (
      found.subjects <> CAST('{}' AS UUID[]) OR found.schools <> CAST('{}' AS UUID[])
    )
)
SELECT
  answers.allowed,
  answers.generation,
  CONVERT_TO(answers.answer_0, 'UTF8') AS answer_0
FROM answers
