-- $1 viewer_purpose
-- $2 record_operation
-- $3 now
-- $4 viewer_user
-- $5 viewer_issuer
-- $6 viewer_subject
-- $7 viewer_issued
-- $8 picture_prefix
-- $9 picture_outer
-- $10 picture_inner
-- $11 value_0
-- $12 value_1
-- $13 value_3
-- $14 value_2
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    account.school_id AS school,
    account.second_school_id AS second_school,
    live_assignment.country AS country,
    live_assignment.region AS region,
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
          OR organisation.country IN (
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
      AND assignment.role = 'SCHOOL_AUTHORITY'
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
            '{"totalCount":',
            CAST((
              SELECT
                COUNT(*) AS count_1
              FROM projects AS row_4
              WHERE
                (
                  row_4.id = ANY(
                    CAST((
                      SELECT
                        viewer.projects
                      FROM viewer
                    ) AS UUID[])
                  )
                  OR row_4.status IN ('ACTIVE', 'CLOSED')
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM partners AS partners_2, users AS users_1
                      WHERE
                        partners_2.project_id = row_4.id
                        AND (
                          partners_2.left_on IS NULL
                          OR partners_2.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND users_1.id = partners_2.user_id
                        AND users_1.status = 'VALIDATED'
                        AND CAST($3 AS TIMESTAMPTZ) < users_1.inactive_at
                        AND NOT users_1.restricted
                        AND users_1.school_country = (
                          SELECT
                            viewer.country
                          FROM viewer
                        )
                        AND (
                          (
                            SELECT
                              viewer.region
                            FROM viewer
                          ) IS NULL
                          OR (
                            SELECT
                              schools_1.region
                            FROM schools AS schools_1
                            WHERE
                              schools_1.id = users_1.school_id
                          ) = (
                            SELECT
                              viewer.region
                            FROM viewer
                          )
                        )
                    )
                  )
                  OR row_4.published_at <= CAST($3 AS TIMESTAMPTZ)
                  AND row_4.status IN ('ACTIVE', 'CLOSED')
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM partners AS partners_3, users AS users_2
                      WHERE
                        partners_3.project_id = row_4.id
                        AND (
                          partners_3.left_on IS NULL
                          OR partners_3.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND users_2.id = partners_3.user_id
                        AND users_2.status = 'VALIDATED'
                        AND CAST($3 AS TIMESTAMPTZ) < users_2.inactive_at
                        AND NOT users_2.restricted
                        AND (
                          users_2.public_profile @> CAST($3 AS TIMESTAMPTZ)
                        )
                    )
                  )
                )
                AND TRUE
            ) AS TEXT),
            ',"nodes":',
            CONCAT(
              '[',
              COALESCE(
                STRING_AGG(
                    CONCAT(
                      '{"id":',
                      COALESCE((
                        '"' || CAST(page_2.id AS TEXT)
                      ) || '"', 'null'),
                      ',"title":',
                      COALESCE(CAST(TO_JSON(page_2.title) AS TEXT), 'null'),
                      ',"description":',
                      COALESCE(CAST(TO_JSON(page_2.description) AS TEXT), 'null'),
                      ',"languages":',
                      COALESCE(CAST(TO_JSON(page_2.languages) AS TEXT), 'null'),
                      ',"pupilAges":',
                      CASE
                        WHEN (
                          page_2.pupil_age_from IS NULL AND page_2.pupil_age_to IS NULL
                        )
                        THEN 'null'
                        ELSE CONCAT(
                          '{"from":',
                          COALESCE(CAST(page_2.pupil_age_from AS TEXT), 'null'),
                          ',"to":',
                          COALESCE(CAST(page_2.pupil_age_to AS TEXT), 'null'),
                          '}'
                        )
                      END,
                      ',"registeredOn":',
                      COALESCE((
                        '"' || CAST(page_2.registered_on AS TEXT)
                      ) || '"', 'null'),
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
                                      CASE
                                        WHEN (
                                          page_7.user_id = CAST((
                                            SELECT
                                              viewer."user"
                                            FROM viewer
                                          ) AS UUID)
                                          OR guards_3.guard_1
                                          AND NOT page_7.user_restricted
                                          AND page_7.user_status = 'VALIDATED'
                                          AND CAST($3 AS TIMESTAMPTZ) < page_7.user_inactive_at
                                          AND (
                                            page_7.user_public_profile @> CAST($3 AS TIMESTAMPTZ)
                                          )
                                          AND (
                                            (
                                              page_7.user_public_picture_esep @> CAST($3 AS TIMESTAMPTZ)
                                            )
                                            OR page_7.user_ambassador
                                            AND (
                                              page_7.user_public_picture @> CAST($3 AS TIMESTAMPTZ)
                                            )
                                            OR NOT guards_8.guard_1 IS TRUE
                                          )
                                        )
                                        THEN ''
                                        ELSE CONCAT(CHR(  1), 'p', page_7.user_id, CHR(  1))
                                      END,
                                      CONCAT(
                                        '{"role":',
                                        COALESCE(CAST(TO_JSON(page_7.role) AS TEXT), 'null'),
                                        ',"country":',
                                        CASE
                                          WHEN (
                                            link_9.id IS NOT NULL
                                          )
                                          THEN COALESCE(CAST(TO_JSON(link_9.country) AS TEXT), 'null')
                                          ELSE 'null'
                                        END,
                                        ',"school":',
                                        CASE
                                          WHEN (
                                            link_9.id IS NOT NULL
                                          )
                                          THEN CONCAT(
                                            '{"officialName":',
                                            COALESCE(CAST(TO_JSON(link_9.official_name) AS TEXT), 'null'),
                                            ',"city":',
                                            COALESCE(CAST(TO_JSON(link_9.city) AS TEXT), 'null'),
                                            '}'
                                          )
                                          ELSE 'null'
                                        END,
                                        ',"user":',
                                        CONCAT(
                                          '{"firstName":',
                                          COALESCE(CAST(TO_JSON(page_7.user_first_name) AS TEXT), 'null'),
                                          ',"lastName":',
                                          COALESCE(CAST(TO_JSON(page_7.user_last_name) AS TEXT), 'null'),
                                          ',"picture":',
                                          CASE
                                            WHEN guards_8.guard_1
                                            THEN COALESCE(
                                              CAST(TO_JSON(
                                                CASE
                                                  WHEN (
                                                    page_7.user_picture_id IS NOT NULL
                                                  )
                                                  THEN CAST($8 AS VARCHAR) || TRANSLATE(
                                                    ENCODE(
                                                      SUBSTRING(SHA256(
                                                        CAST($9 AS BYTEA) || SHA256(
                                                          CAST($10 AS BYTEA) || CONVERT_TO(
                                                            CAST(JSON_BUILD_ARRAY(CAST(page_7.user_id AS TEXT), CAST(page_7.user_picture_id AS TEXT)) AS TEXT),
                                                            'UTF8'
                                                          )
                                                        )
                                                      ) FROM 1 FOR 16) || CONVERT_TO(
                                                        CAST(JSON_BUILD_ARRAY(CAST(page_7.user_id AS TEXT), CAST(page_7.user_picture_id AS TEXT)) AS TEXT),
                                                        'UTF8'
                                                      ),
                                                      'base64'
                                                    ),
                                                    e'+/=\n',
                                                    '-_'
                                                  )
                                                  ELSE page_7.user_picture
                                                END
                                              ) AS TEXT),
                                              'null'
                                            )
                                            ELSE 'null'
                                          END,
                                          '}'
                                        ),
                                        '}'
                                      )
                                    ),
                                    ','
                                  ORDER BY
                                    page_7.place ASC
                                ) FILTER(WHERE
                                  page_7.place <= CAST($11 AS BIGINT)),
                                ''
                              ),
                              ']'
                            ),
                            '}'
                          ) AS concat_2
                        FROM (
                          SELECT
                            cut_11.role AS role,
                            cut_11.school_id AS school_id,
                            cut_11.user_ambassador AS user_ambassador,
                            cut_11.user_first_name AS user_first_name,
                            cut_11.user_id AS user_id,
                            cut_11.user_inactive_at AS user_inactive_at,
                            cut_11.user_last_name AS user_last_name,
                            cut_11.user_picture AS user_picture,
                            cut_11.user_picture_id AS user_picture_id,
                            cut_11.user_public_picture AS user_public_picture,
                            cut_11.user_public_picture_esep AS user_public_picture_esep,
                            cut_11.user_public_profile AS user_public_profile,
                            cut_11.user_restricted AS user_restricted,
                            cut_11.user_status AS user_status,
                            ROW_NUMBER() OVER () AS place,
                            COUNT(*) OVER () AS found
                          FROM (
                            SELECT
                              row_5.role AS role,
                              row_5.school_id AS school_id,
                              row_6.ambassador AS user_ambassador,
                              row_6.first_name AS user_first_name,
                              row_6.id AS user_id,
                              row_6.inactive_at AS user_inactive_at,
                              row_6.last_name AS user_last_name,
                              row_6.picture AS user_picture,
                              row_6.picture_id AS user_picture_id,
                              row_6.public_picture AS user_public_picture,
                              row_6.public_picture_esep AS user_public_picture_esep,
                              row_6.public_profile AS user_public_profile,
                              row_6.restricted AS user_restricted,
                              row_6.status AS user_status
                            FROM partners AS row_5
                            JOIN users AS row_6
                              ON row_6.id = row_5.user_id
                            WHERE
                              row_5.project_id = page_2.id
                              AND (
                                row_5.left_on IS NULL
                                OR row_5.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
                                (
                                  (
                                    SELECT
                                      viewer.region
                                    FROM viewer
                                  ) IS NULL
                                  OR (
                                    SELECT
                                      schools_2.region
                                    FROM schools AS schools_2
                                    WHERE
                                      schools_2.id = row_6.school_id
                                  ) = (
                                    SELECT
                                      viewer.region
                                    FROM viewer
                                  )
                                )
                                AND NOT row_6.restricted
                                AND row_6.school_country = (
                                  SELECT
                                    viewer.country
                                  FROM viewer
                                )
                                AND row_6.status = 'VALIDATED'
                                AND CAST($3 AS TIMESTAMPTZ) < row_6.inactive_at
                                OR row_6.id = (
                                  SELECT
                                    viewer."user"
                                  FROM viewer
                                )
                                AND NOT (
                                  row_6.status = 'ANONYMISED'
                                  OR row_6.anonymised_at IS NOT NULL
                                  AND row_6.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                                )
                                OR NOT row_6.restricted
                                AND row_6.status = 'VALIDATED'
                                AND CAST($3 AS TIMESTAMPTZ) < row_6.inactive_at
                                AND (
                                  row_6.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                )
                              )
                              AND TRUE
                            ORDER BY
                              row_6.id ASC
                            LIMIT 21
                          ) AS cut_11
                        ) AS page_7
                        LEFT OUTER JOIN LATERAL (
                          SELECT
                            row_10.city AS city,
                            row_10.country AS country,
                            row_10.id AS id,
                            row_10.official_name AS official_name
                          FROM schools AS row_10
                          WHERE
                            row_10.id = page_7.school_id
                            AND (
                              (
                                (
                                  SELECT
                                    viewer.region
                                  FROM viewer
                                ) IS NULL
                                OR row_10.region = (
                                  SELECT
                                    viewer.region
                                  FROM viewer
                                )
                              )
                              AND row_10.country = (
                                SELECT
                                  viewer.country
                                FROM viewer
                              )
                              AND row_10.status = 'VALIDATED'
                              OR row_10.id = (
                                SELECT
                                  viewer.school
                                FROM viewer
                              )
                              OR row_10.id = (
                                SELECT
                                  viewer.second_school
                                FROM viewer
                              )
                              OR row_10.status = 'VALIDATED'
                              AND (
                                EXISTS(
                                  SELECT
                                    1
                                  FROM users AS users_3
                                  WHERE
                                    users_3.school_id = row_10.id
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
                              OR row_10.status = 'VALIDATED'
                              AND (
                                EXISTS(
                                  SELECT
                                    1
                                  FROM partners AS partners_4, users AS users_4, projects AS projects_1
                                  WHERE
                                    partners_4.school_id = row_10.id
                                    AND (
                                      partners_4.left_on IS NULL
                                      OR partners_4.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                                    )
                                    AND users_4.id = partners_4.user_id
                                    AND users_4.status = 'VALIDATED'
                                    AND CAST($3 AS TIMESTAMPTZ) < users_4.inactive_at
                                    AND NOT users_4.restricted
                                    AND (
                                      users_4.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                    )
                                    AND projects_1.id = partners_4.project_id
                                    AND projects_1.status IN ('ACTIVE', 'CLOSED')
                                    AND projects_1.published_at <= CAST($3 AS TIMESTAMPTZ)
                                  LIMIT ALL
                                  OFFSET 0
                                )
                              )
                            )
                        ) AS link_9
                          ON TRUE
                        JOIN LATERAL (
                          SELECT
                            page_7.user_id = (
                              SELECT
                                viewer."user"
                              FROM viewer
                            )
                            OR NOT page_7.user_restricted
                            AND page_7.user_status = 'VALIDATED'
                            AND CAST($3 AS TIMESTAMPTZ) < page_7.user_inactive_at
                            AND (
                              page_7.user_public_profile @> CAST($3 AS TIMESTAMPTZ)
                            )
                            AND (
                              (
                                page_7.user_public_picture_esep @> CAST($3 AS TIMESTAMPTZ)
                              )
                              OR page_7.user_ambassador
                              AND (
                                page_7.user_public_picture @> CAST($3 AS TIMESTAMPTZ)
                              )
                            ) AS guard_1
                          LIMIT ALL
                          OFFSET 0
                        ) AS guards_8
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
                  page_2.place <= CAST($12 AS BIGINT)),
                ''
              ),
              ']'
            ),
            ',"pageInfo":',
            CONCAT(
              '{"hasNextPage":',
              CAST(COALESCE(MAX(page_2.found), 0) > CAST($12 AS BIGINT) AS TEXT),
              ',"endCursor":',
              COALESCE(
                (
                  '"' || MAX(
                    TRANSLATE(
                      ENCODE(
                        SUBSTRING(SHA256(
                          CAST($13 AS BYTEA) || SHA256(
                            CAST($14 AS BYTEA) || CONVERT_TO(
                              CAST(JSON_BUILD_ARRAY(CAST(NULL AS TEXT), CAST(page_2.registered_on AS TEXT), CAST(page_2.id AS TEXT)) AS TEXT),
                              'UTF8'
                            )
                          )
                        ) FROM 1 FOR 16) || CONVERT_TO(
                          CAST(JSON_BUILD_ARRAY(CAST(NULL AS TEXT), CAST(page_2.registered_on AS TEXT), CAST(page_2.id AS TEXT)) AS TEXT),
                          'UTF8'
                        ),
                        'base64'
                      ),
                      e'+/=\n',
                      '-_'
                    )
                  ) FILTER(WHERE
                    page_2.place = LEAST(page_2.found, CAST($12 AS BIGINT))
                    AND page_2.place <= CAST($12 AS BIGINT))
                ) || '"',
                'null'
              ),
              '}'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_12.description AS description,
            cut_12.id AS id,
            cut_12.languages AS languages,
            cut_12.published_at AS published_at,
            cut_12.pupil_age_from AS pupil_age_from,
            cut_12.pupil_age_to AS pupil_age_to,
            cut_12.registered_on AS registered_on,
            cut_12.status AS status,
            cut_12.title AS title,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              row_1.description AS description,
              row_1.id AS id,
              row_1.languages AS languages,
              row_1.published_at AS published_at,
              row_1.pupil_age_from AS pupil_age_from,
              row_1.pupil_age_to AS pupil_age_to,
              row_1.registered_on AS registered_on,
              row_1.status AS status,
              row_1.title AS title
            FROM projects AS row_1
            WHERE
              (
                row_1.id = ANY(
                  CAST((
                    SELECT
                      viewer.projects
                    FROM viewer
                  ) AS UUID[])
                )
                OR row_1.status IN ('ACTIVE', 'CLOSED')
                AND (
                  EXISTS(
                    SELECT
                      1
                    FROM partners AS partners_5, users AS users_5
                    WHERE
                      partners_5.project_id = row_1.id
                      AND (
                        partners_5.left_on IS NULL
                        OR partners_5.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND users_5.id = partners_5.user_id
                      AND users_5.status = 'VALIDATED'
                      AND CAST($3 AS TIMESTAMPTZ) < users_5.inactive_at
                      AND NOT users_5.restricted
                      AND users_5.school_country = (
                        SELECT
                          viewer.country
                        FROM viewer
                      )
                      AND (
                        (
                          SELECT
                            viewer.region
                          FROM viewer
                        ) IS NULL
                        OR (
                          SELECT
                            schools_3.region
                          FROM schools AS schools_3
                          WHERE
                            schools_3.id = users_5.school_id
                        ) = (
                          SELECT
                            viewer.region
                          FROM viewer
                        )
                      )
                    LIMIT ALL
                    OFFSET 0
                  )
                )
                OR row_1.published_at <= CAST($3 AS TIMESTAMPTZ)
                AND row_1.status IN ('ACTIVE', 'CLOSED')
                AND (
                  EXISTS(
                    SELECT
                      1
                    FROM partners AS partners_6, users AS users_6
                    WHERE
                      partners_6.project_id = row_1.id
                      AND (
                        partners_6.left_on IS NULL
                        OR partners_6.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND users_6.id = partners_6.user_id
                      AND users_6.status = 'VALIDATED'
                      AND CAST($3 AS TIMESTAMPTZ) < users_6.inactive_at
                      AND NOT users_6.restricted
                      AND (
                        users_6.public_profile @> CAST($3 AS TIMESTAMPTZ)
                      )
                    LIMIT ALL
                    OFFSET 0
                  )
                )
              )
              AND TRUE
            ORDER BY
              row_1.registered_on DESC,
              row_1.id ASC
            LIMIT 21
          ) AS cut_12
        ) AS page_2
        JOIN LATERAL (
          SELECT
            page_2.published_at <= CAST($3 AS TIMESTAMPTZ)
            AND page_2.status IN ('ACTIVE', 'CLOSED') AS guard_1
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
    'SCHOOL_AUTHORITY',
    CAST($1 AS VARCHAR) AS anon_1,
    answers.organisation AS organisation,
    CAST($2 AS VARCHAR) AS anon_2,
    found.subjects AS subjects,
    found.schools AS schools,
    ARRAY[
      'Partner.country',
      'Partner.id',
      'Partner.role',
      'Partner.school',
      'Partner.user',
      'Project.partners',
      'User.firstName',
      'User.id',
      'User.lastName',
      'User.picture'
    ] AS anon_3
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
