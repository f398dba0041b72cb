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
    account.school_id AS school,
    account.second_school_id AS second_school,
    live_assignment.country AS country,
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
                          guards_3.guard_2 OR guards_3.guard_3
                        )
                        THEN CONCAT(CHR(  1), 's', page_2.id, CHR(  1))
                        ELSE ''
                      END,
                      CONCAT(
                        '{"officialName":',
                        COALESCE(CAST(TO_JSON(page_2.official_name) AS TEXT), 'null'),
                        ',"address":',
                        CASE
                          WHEN guards_3.guard_1
                          THEN COALESCE(CAST(TO_JSON(page_2.address) AS TEXT), 'null')
                          ELSE 'null'
                        END,
                        ',"email":',
                        CASE
                          WHEN guards_3.guard_2
                          THEN COALESCE(CAST(TO_JSON(page_2.email) AS TEXT), 'null')
                          ELSE 'null'
                        END,
                        ',"head":',
                        CASE
                          WHEN guards_3.guard_3
                          THEN CASE
                            WHEN (
                              page_2.head_first_name IS NULL
                              AND page_2.head_last_name IS NULL
                              AND page_2.head_email IS NULL
                            )
                            THEN 'null'
                            ELSE CONCAT(
                              '{"lastName":',
                              COALESCE(CAST(TO_JSON(page_2.head_last_name) AS TEXT), 'null'),
                              ',"email":',
                              COALESCE(CAST(TO_JSON(page_2.head_email) AS TEXT), 'null'),
                              '}'
                            )
                          END
                          ELSE 'null'
                        END,
                        ',"users":',
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
                                            page_5.id = CAST((
                                              SELECT
                                                viewer."user"
                                              FROM viewer
                                            ) AS UUID)
                                            OR guards_3.guard_4
                                            AND page_5.school_id = page_2.id
                                            AND NOT page_5.restricted
                                            AND page_5.status = 'VALIDATED'
                                            AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                                            AND (
                                              page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                            )
                                          )
                                          THEN ''
                                          ELSE CONCAT(CHR(  1), 'p', page_5.id, CHR(  1))
                                        END,
                                        CONCAT('{"firstName":', COALESCE(CAST(TO_JSON(page_5.first_name) AS TEXT), 'null'), '}')
                                      ),
                                      ','
                                    ORDER BY
                                      page_5.place ASC
                                  ) FILTER(WHERE
                                    page_5.place <= CAST($8 AS BIGINT)),
                                  ''
                                ),
                                ']'
                              ),
                              '}'
                            ) AS concat_2
                          FROM (
                            SELECT
                              cut_7.first_name AS first_name,
                              cut_7.id AS id,
                              cut_7.inactive_at AS inactive_at,
                              cut_7.public_profile AS public_profile,
                              cut_7.restricted AS restricted,
                              cut_7.school_id AS school_id,
                              cut_7.second_school_id AS second_school_id,
                              cut_7.status AS status,
                              ROW_NUMBER() OVER () AS place,
                              COUNT(*) OVER () AS found
                            FROM (
                              SELECT
                                row_4.first_name AS first_name,
                                row_4.id AS id,
                                row_4.inactive_at AS inactive_at,
                                row_4.public_profile AS public_profile,
                                row_4.restricted AS restricted,
                                row_4.school_id AS school_id,
                                row_4.second_school_id AS second_school_id,
                                row_4.status AS status
                              FROM users AS row_4
                              WHERE
                                (
                                  row_4.school_id = page_2.id
                                  AND (
                                    NOT row_4.restricted
                                    AND row_4.school_country = (
                                      SELECT
                                        viewer.country
                                      FROM viewer
                                    )
                                    AND row_4.status IN ('PENDING', 'VALIDATED')
                                    AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                                    OR row_4.id = (
                                      SELECT
                                        viewer."user"
                                      FROM viewer
                                    )
                                    OR NOT row_4.restricted
                                    AND row_4.status = 'VALIDATED'
                                    AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                                    AND (
                                      row_4.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                    )
                                  )
                                  OR row_4.second_school_id = page_2.id
                                  AND (
                                    NOT row_4.restricted
                                    AND row_4.second_country = (
                                      SELECT
                                        viewer.country
                                      FROM viewer
                                    )
                                    AND row_4.second_status IN ('PENDING', 'VALIDATED')
                                    AND row_4.status IN ('PENDING', 'VALIDATED')
                                    AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                                    OR row_4.id = (
                                      SELECT
                                        viewer."user"
                                      FROM viewer
                                    )
                                  )
                                )
                                AND (
                                  NOT row_4.restricted
                                  AND row_4.school_country = (
                                    SELECT
                                      viewer.country
                                    FROM viewer
                                  )
                                  AND row_4.status IN ('PENDING', 'VALIDATED')
                                  AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                                  OR NOT row_4.restricted
                                  AND row_4.second_country = (
                                    SELECT
                                      viewer.country
                                    FROM viewer
                                  )
                                  AND row_4.second_status IN ('PENDING', 'VALIDATED')
                                  AND row_4.status IN ('PENDING', 'VALIDATED')
                                  AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                                  OR row_4.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
                                  )
                                  AND NOT (
                                    row_4.status = 'ANONYMISED'
                                    OR row_4.anonymised_at IS NOT NULL
                                    AND row_4.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                                  )
                                  OR NOT row_4.restricted
                                  AND row_4.status = 'VALIDATED'
                                  AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                                  AND (
                                    row_4.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                  )
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
                      )
                    ),
                    ','
                  ORDER BY
                    page_2.place ASC
                ) FILTER(WHERE
                  page_2.place <= CAST($9 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_8.address AS address,
            cut_8.country AS country,
            cut_8.email AS email,
            cut_8.email_key AS email_key,
            cut_8.head_email AS head_email,
            cut_8.head_email_key AS head_email_key,
            cut_8.head_first_name AS head_first_name,
            cut_8.head_last_name AS head_last_name,
            cut_8.head_supplied_by AS head_supplied_by,
            cut_8.id AS id,
            cut_8.official_name AS official_name,
            cut_8.status AS status,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              row_1.address AS address,
              row_1.country AS country,
              row_1.email AS email,
              row_1.email_key AS email_key,
              row_1.head_email AS head_email,
              row_1.head_email_key AS head_email_key,
              row_1.head_first_name AS head_first_name,
              row_1.head_last_name AS head_last_name,
              row_1.head_supplied_by AS head_supplied_by,
              row_1.id AS id,
              row_1.official_name AS official_name,
              row_1.status AS status
            FROM schools AS row_1
            WHERE
              (
                row_1.country = (
                  SELECT
                    viewer.country
                  FROM viewer
                )
                OR row_1.id = (
                  SELECT
                    viewer.school
                  FROM viewer
                )
                OR row_1.id = (
                  SELECT
                    viewer.second_school
                  FROM viewer
                )
                OR row_1.status = 'VALIDATED'
                AND (
                  EXISTS(
                    SELECT
                      1
                    FROM users AS users_1
                    WHERE
                      users_1.school_id = row_1.id
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
                        OR partners_1.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND users_2.id = partners_1.user_id
                      AND users_2.status = 'VALIDATED'
                      AND CAST($3 AS TIMESTAMPTZ) < users_2.inactive_at
                      AND NOT users_2.restricted
                      AND (
                        users_2.public_profile @> CAST($3 AS TIMESTAMPTZ)
                      )
                      AND projects_1.id = partners_1.project_id
                      AND projects_1.status IN ('ACTIVE', 'CLOSED')
                      AND projects_1.published_at <= CAST($3 AS TIMESTAMPTZ)
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
        JOIN LATERAL (
          SELECT
            page_2.country = (
              SELECT
                viewer.country
              FROM viewer
            )
            OR page_2.id = (
              SELECT
                viewer.school
              FROM viewer
            )
            OR page_2.id = (
              SELECT
                viewer.second_school
              FROM viewer
            ) AS guard_1,
            page_2.country = (
              SELECT
                viewer.country
              FROM viewer
            )
            OR page_2.id = (
              SELECT
                viewer.school
              FROM viewer
            )
            AND NOT (
              COALESCE(page_2.head_email_key = page_2.email_key, FALSE)
              OR (
                EXISTS(
                  SELECT
                    1
                  FROM users AS users_3
                  WHERE
                    users_3.email_key = page_2.email_key
                    AND (
                      users_3.school_id = page_2.id
                      OR users_3.second_school_id = page_2.id
                      AND users_3.second_status = 'VALIDATED'
                    )
                    AND NOT (
                      users_3.status = 'ANONYMISED'
                      OR users_3.anonymised_at IS NOT NULL
                      AND users_3.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                    )
                  LIMIT ALL
                  OFFSET 0
                )
              )
            ) AS guard_2,
            page_2.head_supplied_by = (
              SELECT
                viewer."user"
              FROM viewer
            )
            OR page_2.country = (
              SELECT
                viewer.country
              FROM viewer
            ) AS guard_3,
            page_2.status = 'VALIDATED' AS guard_4
          LIMIT ALL
          OFFSET 0
        ) AS guards_3
          ON TRUE
        HAVING
          COUNT(*) >= 0
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
    COALESCE(
      ARRAY_AGG(DISTINCT CAST(SUBSTRING(part.text FROM 2) AS UUID)) FILTER(WHERE
        LEFT(part.text, 1) = 's'),
      CAST('{}' AS UUID[])
    ) AS schools
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
    ARRAY['School.email', 'School.head', 'School.users', 'User.firstName', 'User.id'] AS anon_3
  FROM answers
  JOIN found
    ON TRUE
  WHERE
    answers.allowed
)
SELECT
  answers.allowed,
  answers.generation,
  CONVERT_TO(answers.answer_0, 'UTF8') AS answer_0
FROM answers
