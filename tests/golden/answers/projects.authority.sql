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
    ARRAY((
      SELECT
        members_2.area_id
      FROM members AS members_2
      WHERE
        members_2.user_id = account.id
        AND (
          members_2.left_on IS NULL
          OR members_2.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
        )
        AND (
          members_2.live_from IS NULL
          OR members_2.live_from <= CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
        )
    )) AS areas,
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
            '{"nodes":',
            CONCAT(
              '[',
              COALESCE(
                STRING_AGG(
                    CONCAT(
                      '{"title":',
                      COALESCE(CAST(TO_JSON(page_2.title) AS TEXT), 'null'),
                      ',"status":',
                      CASE
                        WHEN guards_3.guard_1
                        THEN COALESCE(CAST(TO_JSON(page_2.status) AS TEXT), 'null')
                        ELSE 'null'
                      END,
                      ',"published":',
                      CASE
                        WHEN guards_3.guard_1
                        THEN COALESCE(
                          CAST(COALESCE(page_2.published_at <= CAST($3 AS TIMESTAMPTZ), FALSE) AS TEXT),
                          'null'
                        )
                        ELSE 'null'
                      END,
                      ',"closedOn":',
                      COALESCE((
                        '"' || CAST(page_2.closed_on AS TEXT)
                      ) || '"', 'null'),
                      ',"partners":',
                      (
                        SELECT
                          CONCAT(
                            '{"totalCount":',
                            CAST((
                              SELECT
                                COUNT(*) AS count_1
                              FROM partners AS row_8
                              JOIN users AS row_9
                                ON row_9.id = row_8.user_id
                              WHERE
                                row_8.project_id = page_2.id
                                AND (
                                  row_8.left_on IS NULL
                                  OR row_8.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
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
                                        schools_1.region
                                      FROM schools AS schools_1
                                      WHERE
                                        schools_1.id = row_9.school_id
                                    ) = (
                                      SELECT
                                        viewer.region
                                      FROM viewer
                                    )
                                  )
                                  AND NOT row_9.restricted
                                  AND row_9.school_country = (
                                    SELECT
                                      viewer.country
                                    FROM viewer
                                  )
                                  AND row_9.status = 'VALIDATED'
                                  AND CAST($3 AS TIMESTAMPTZ) < row_9.inactive_at
                                  OR row_9.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
                                  )
                                  AND NOT (
                                    row_9.status = 'ANONYMISED'
                                    OR row_9.anonymised_at IS NOT NULL
                                    AND row_9.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                                  )
                                  OR NOT row_9.restricted
                                  AND row_9.status = 'VALIDATED'
                                  AND CAST($3 AS TIMESTAMPTZ) < row_9.inactive_at
                                  AND (
                                    row_9.public_profile @> CAST($3 AS TIMESTAMPTZ)
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
                                      CASE
                                        WHEN (
                                          page_6.user_id = CAST((
                                            SELECT
                                              viewer."user"
                                            FROM viewer
                                          ) AS UUID)
                                          OR guards_3.guard_2
                                          AND NOT page_6.user_restricted
                                          AND page_6.user_status = 'VALIDATED'
                                          AND CAST($3 AS TIMESTAMPTZ) < page_6.user_inactive_at
                                          AND (
                                            page_6.user_public_profile @> CAST($3 AS TIMESTAMPTZ)
                                          )
                                          AND NOT guards_7.guard_1 IS TRUE
                                        )
                                        THEN ''
                                        ELSE CONCAT(CHR(  1), 'p', page_6.user_id, CHR(  1))
                                      END,
                                      CONCAT(
                                        '{"role":',
                                        COALESCE(CAST(TO_JSON(page_6.role) AS TEXT), 'null'),
                                        ',"joinedOn":',
                                        CASE
                                          WHEN guards_7.guard_1
                                          THEN COALESCE((
                                            '"' || CAST(page_6.joined_on AS TEXT)
                                          ) || '"', 'null')
                                          ELSE 'null'
                                        END,
                                        ',"country":',
                                        CASE
                                          WHEN (
                                            link_10.id IS NOT NULL
                                          )
                                          THEN COALESCE(CAST(TO_JSON(link_10.country) AS TEXT), 'null')
                                          ELSE 'null'
                                        END,
                                        ',"user":',
                                        CONCAT(
                                          '{"firstName":',
                                          COALESCE(CAST(TO_JSON(page_6.user_first_name) AS TEXT), 'null'),
                                          '}'
                                        ),
                                        ',"school":',
                                        CASE
                                          WHEN (
                                            link_10.id IS NOT NULL
                                          )
                                          THEN CONCAT('{"city":', COALESCE(CAST(TO_JSON(link_10.city) AS TEXT), 'null'), '}')
                                          ELSE 'null'
                                        END,
                                        '}'
                                      )
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
                            ',"pageInfo":',
                            CONCAT(
                              '{"hasNextPage":',
                              CAST(COALESCE(MAX(page_6.found), 0) > CAST($8 AS BIGINT) AS TEXT),
                              '}'
                            ),
                            '}'
                          ) AS concat_2
                        FROM (
                          SELECT
                            cut_12.joined_on AS joined_on,
                            cut_12.role AS role,
                            cut_12.school_id AS school_id,
                            cut_12.user_first_name AS user_first_name,
                            cut_12.user_id AS user_id,
                            cut_12.user_inactive_at AS user_inactive_at,
                            cut_12.user_public_profile AS user_public_profile,
                            cut_12.user_restricted AS user_restricted,
                            cut_12.user_school_country AS user_school_country,
                            cut_12.user_school_id AS user_school_id,
                            cut_12.user_status AS user_status,
                            ROW_NUMBER() OVER () AS place,
                            COUNT(*) OVER () AS found
                          FROM (
                            SELECT
                              row_4.joined_on AS joined_on,
                              row_4.role AS role,
                              row_4.school_id AS school_id,
                              row_5.first_name AS user_first_name,
                              row_5.id AS user_id,
                              row_5.inactive_at AS user_inactive_at,
                              row_5.public_profile AS user_public_profile,
                              row_5.restricted AS user_restricted,
                              row_5.school_country AS user_school_country,
                              row_5.school_id AS user_school_id,
                              row_5.status AS user_status
                            FROM partners AS row_4
                            JOIN users AS row_5
                              ON row_5.id = row_4.user_id
                            WHERE
                              row_4.project_id = page_2.id
                              AND (
                                row_4.left_on IS NULL
                                OR row_4.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
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
                                      schools_2.id = row_5.school_id
                                  ) = (
                                    SELECT
                                      viewer.region
                                    FROM viewer
                                  )
                                )
                                AND NOT row_5.restricted
                                AND row_5.school_country = (
                                  SELECT
                                    viewer.country
                                  FROM viewer
                                )
                                AND row_5.status = 'VALIDATED'
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
                          ) AS cut_12
                        ) AS page_6
                        LEFT OUTER JOIN LATERAL (
                          SELECT
                            row_11.city AS city,
                            row_11.country AS country,
                            row_11.id AS id
                          FROM schools AS row_11
                          WHERE
                            row_11.id = page_6.school_id
                            AND (
                              (
                                (
                                  SELECT
                                    viewer.region
                                  FROM viewer
                                ) IS NULL
                                OR row_11.region = (
                                  SELECT
                                    viewer.region
                                  FROM viewer
                                )
                              )
                              AND row_11.country = (
                                SELECT
                                  viewer.country
                                FROM viewer
                              )
                              AND row_11.status = 'VALIDATED'
                              OR row_11.id = (
                                SELECT
                                  viewer.school
                                FROM viewer
                              )
                              OR row_11.id = (
                                SELECT
                                  viewer.second_school
                                FROM viewer
                              )
                              OR row_11.status = 'VALIDATED'
                              AND (
                                EXISTS(
                                  SELECT
                                    1
                                  FROM users AS users_1
                                  WHERE
                                    users_1.school_id = row_11.id
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
                              OR row_11.status = 'VALIDATED'
                              AND (
                                EXISTS(
                                  SELECT
                                    1
                                  FROM partners AS partners_2, users AS users_2, projects AS projects_1
                                  WHERE
                                    partners_2.school_id = row_11.id
                                    AND (
                                      partners_2.left_on IS NULL
                                      OR partners_2.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                                    )
                                    AND users_2.id = partners_2.user_id
                                    AND users_2.status = 'VALIDATED'
                                    AND CAST($3 AS TIMESTAMPTZ) < users_2.inactive_at
                                    AND NOT users_2.restricted
                                    AND (
                                      users_2.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                    )
                                    AND projects_1.id = partners_2.project_id
                                    AND projects_1.status IN ('ACTIVE', 'CLOSED')
                                    AND projects_1.published_at <= CAST($3 AS TIMESTAMPTZ)
                                  LIMIT ALL
                                  OFFSET 0
                                )
                              )
                            )
                        ) AS link_10
                          ON TRUE
                        JOIN LATERAL (
                          SELECT
                            (
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
                                  schools_3.id = page_6.user_school_id
                              ) = (
                                SELECT
                                  viewer.region
                                FROM viewer
                              )
                            )
                            AND NOT page_6.user_restricted
                            AND page_6.user_school_country = (
                              SELECT
                                viewer.country
                              FROM viewer
                            )
                            AND page_6.user_status = 'VALIDATED'
                            AND CAST($3 AS TIMESTAMPTZ) < page_6.user_inactive_at
                            OR page_6.user_id = (
                              SELECT
                                viewer."user"
                              FROM viewer
                            ) AS guard_1
                          LIMIT ALL
                          OFFSET 0
                        ) AS guards_7
                          ON TRUE
                        HAVING
                          COUNT(*) >= 0
                      ),
                      ',"twinSpace":',
                      CASE
                        WHEN guards_3.guard_1
                        THEN CASE
                          WHEN (
                            link_13.id IS NOT NULL
                          )
                          THEN CONCAT('{"title":', COALESCE(CAST(TO_JSON(link_13.title) AS TEXT), 'null'), '}')
                          ELSE 'null'
                        END
                        ELSE 'null'
                      END,
                      '}'
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
            cut_15.closed_on AS closed_on,
            cut_15.id AS id,
            cut_15.published_at AS published_at,
            cut_15.status AS status,
            cut_15.title AS title,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              row_1.closed_on AS closed_on,
              row_1.id AS id,
              row_1.published_at AS published_at,
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
                    FROM partners AS partners_3, users AS users_3
                    WHERE
                      partners_3.project_id = row_1.id
                      AND (
                        partners_3.left_on IS NULL
                        OR partners_3.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                      )
                      AND users_3.id = partners_3.user_id
                      AND users_3.status = 'VALIDATED'
                      AND CAST($3 AS TIMESTAMPTZ) < users_3.inactive_at
                      AND NOT users_3.restricted
                      AND users_3.school_country = (
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
                            schools_4.region
                          FROM schools AS schools_4
                          WHERE
                            schools_4.id = users_3.school_id
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
                    FROM partners AS partners_4, users AS users_4
                    WHERE
                      partners_4.project_id = row_1.id
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
          ) AS cut_15
        ) AS page_2
        LEFT OUTER JOIN LATERAL (
          SELECT
            row_14.id AS id,
            row_14.title AS title
          FROM areas AS row_14
          WHERE
            row_14.project_id = page_2.id
            AND row_14.kind = 'TWINSPACE'
            AND row_14.id = ANY(
              CAST((
                SELECT
                  viewer.areas
                FROM viewer
              ) AS UUID[])
            )
        ) AS link_13
          ON TRUE
        JOIN LATERAL (
          SELECT
            page_2.id = ANY(
              CAST((
                SELECT
                  viewer.projects
                FROM viewer
              ) AS UUID[])
            ) AS guard_1,
            page_2.published_at <= CAST($3 AS TIMESTAMPTZ)
            AND page_2.status IN ('ACTIVE', 'CLOSED') AS guard_2
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
      'Partner.joinedOn',
      'Partner.role',
      'Partner.school',
      'Partner.user',
      'Project.partners',
      'User.firstName',
      'User.id'
    ] AS anon_3
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
