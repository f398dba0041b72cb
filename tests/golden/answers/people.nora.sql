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
            '{"totalCount":',
            CAST((
              SELECT
                COUNT(*) AS count_1
              FROM users AS row_7
              WHERE
                (
                  NOT row_7.restricted
                  AND row_7.school_country = (
                    SELECT
                      viewer.country
                    FROM viewer
                  )
                  AND row_7.status IN ('PENDING', 'VALIDATED')
                  AND CAST($3 AS TIMESTAMPTZ) < row_7.inactive_at
                  OR NOT row_7.restricted
                  AND row_7.second_country = (
                    SELECT
                      viewer.country
                    FROM viewer
                  )
                  AND row_7.second_status IN ('PENDING', 'VALIDATED')
                  AND row_7.status IN ('PENDING', 'VALIDATED')
                  AND CAST($3 AS TIMESTAMPTZ) < row_7.inactive_at
                  OR row_7.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT (
                    row_7.status = 'ANONYMISED'
                    OR row_7.anonymised_at IS NOT NULL
                    AND row_7.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                  )
                  OR NOT row_7.restricted
                  AND row_7.status = 'VALIDATED'
                  AND CAST($3 AS TIMESTAMPTZ) < row_7.inactive_at
                  AND (
                    row_7.public_profile @> CAST($3 AS TIMESTAMPTZ)
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
                          page_5.id = CAST((
                            SELECT
                              viewer."user"
                            FROM viewer
                          ) AS UUID)
                          OR NOT page_5.restricted
                          AND page_5.status = 'VALIDATED'
                          AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                          AND (
                            page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                          )
                          AND NOT guards_6.guard_1 IS TRUE
                          AND (
                            (
                              page_5.public_picture_esep @> CAST($3 AS TIMESTAMPTZ)
                            )
                            OR page_5.ambassador
                            AND (
                              page_5.public_picture @> CAST($3 AS TIMESTAMPTZ)
                            )
                            OR NOT guards_6.guard_2 IS TRUE
                          )
                          AND NOT guards_6.guard_4 IS TRUE
                          AND NOT guards_6.guard_5 IS TRUE
                        )
                        THEN ''
                        ELSE CONCAT(CHR(  1), 'p', page_5.id, CHR(  1))
                      END,
                      CONCAT(
                        '{"id":',
                        COALESCE((
                          '"' || CAST(page_5.id AS TEXT)
                        ) || '"', 'null'),
                        ',"firstName":',
                        COALESCE(CAST(TO_JSON(page_5.first_name) AS TEXT), 'null'),
                        ',"lastName":',
                        COALESCE(CAST(TO_JSON(page_5.last_name) AS TEXT), 'null'),
                        ',"email":',
                        CASE
                          WHEN guards_6.guard_1
                          THEN COALESCE(CAST(TO_JSON(page_5.email) AS TEXT), 'null')
                          ELSE 'null'
                        END,
                        ',"picture":',
                        CASE
                          WHEN guards_6.guard_2
                          THEN COALESCE(
                            CAST(TO_JSON(
                              CASE
                                WHEN (
                                  page_5.picture_id IS NOT NULL
                                )
                                THEN CAST($8 AS VARCHAR) || TRANSLATE(
                                  ENCODE(
                                    SUBSTRING(SHA256(
                                      CAST($9 AS BYTEA) || SHA256(
                                        CAST($10 AS BYTEA) || CONVERT_TO(
                                          CAST(JSON_BUILD_ARRAY(CAST(page_5.id AS TEXT), CAST(page_5.picture_id AS TEXT)) AS TEXT),
                                          'UTF8'
                                        )
                                      )
                                    ) FROM 1 FOR 16) || CONVERT_TO(
                                      CAST(JSON_BUILD_ARRAY(CAST(page_5.id AS TEXT), CAST(page_5.picture_id AS TEXT)) AS TEXT),
                                      'UTF8'
                                    ),
                                    'base64'
                                  ),
                                  e'+/=\n',
                                  '-_'
                                )
                                ELSE page_5.picture
                              END
                            ) AS TEXT),
                            'null'
                          )
                          ELSE 'null'
                        END,
                        ',"ambassador":',
                        CASE
                          WHEN guards_6.guard_3
                          THEN COALESCE(CAST(page_5.ambassador AS TEXT), 'null')
                          ELSE 'null'
                        END,
                        ',"country":',
                        CASE
                          WHEN guards_6.guard_3
                          THEN COALESCE(CAST(TO_JSON(page_5.school_country) AS TEXT), 'null')
                          ELSE 'null'
                        END,
                        ',"status":',
                        CASE
                          WHEN guards_6.guard_4
                          THEN COALESCE(
                            CAST(TO_JSON(
                              CASE
                                WHEN (
                                  page_5.status = 'ANONYMISED'
                                  OR page_5.anonymised_at IS NOT NULL
                                  AND page_5.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                                )
                                THEN 'ANONYMISED'
                                WHEN (
                                  page_5.status = 'DEACTIVATED' AND CAST($3 AS TIMESTAMPTZ) < page_5.anonymised_at
                                )
                                THEN 'DEACTIVATED'
                                WHEN (
                                  page_5.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                                  AND page_5.inactive_at <= CAST($3 AS TIMESTAMPTZ)
                                  AND CAST($3 AS TIMESTAMPTZ) < page_5.anonymised_at
                                )
                                THEN 'INACTIVE'
                                ELSE page_5.status
                              END
                            ) AS TEXT),
                            'null'
                          )
                          ELSE 'null'
                        END,
                        ',"subjects":',
                        CASE
                          WHEN guards_6.guard_1
                          THEN COALESCE(CAST(TO_JSON(page_5.subjects) AS TEXT), 'null')
                          ELSE 'null'
                        END,
                        ',"pupilAges":',
                        CASE
                          WHEN guards_6.guard_1
                          THEN CASE
                            WHEN (
                              page_5.pupil_age_from IS NULL AND page_5.pupil_age_to IS NULL
                            )
                            THEN 'null'
                            ELSE CONCAT(
                              '{"from":',
                              COALESCE(CAST(page_5.pupil_age_from AS TEXT), 'null'),
                              ',"to":',
                              COALESCE(CAST(page_5.pupil_age_to AS TEXT), 'null'),
                              '}'
                            )
                          END
                          ELSE 'null'
                        END,
                        ',"lastLoginAt":',
                        CASE
                          WHEN guards_6.guard_5
                          THEN COALESCE(
                            (
                              '"' || REPLACE(
                                TO_CHAR(TIMEZONE('UTC', page_5.last_login_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                                '.000000Z',
                                'Z'
                              )
                            ) || '"',
                            'null'
                          )
                          ELSE 'null'
                        END,
                        ',"school":',
                        CASE
                          WHEN guards_6.guard_3
                          THEN CASE
                            WHEN (
                              link_8.id IS NOT NULL
                            )
                            THEN CONCAT(
                              '{"officialName":',
                              COALESCE(CAST(TO_JSON(link_8.official_name) AS TEXT), 'null'),
                              '}'
                            )
                            ELSE 'null'
                          END
                          ELSE 'null'
                        END,
                        '}'
                      )
                    ),
                    ','
                  ORDER BY
                    page_5.place ASC
                ) FILTER(WHERE
                  page_5.place <= CAST($11 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_11.ambassador AS ambassador,
            cut_11.anonymised_at AS anonymised_at,
            cut_11.email AS email,
            cut_11.first_name AS first_name,
            cut_11.id AS id,
            cut_11.inactive_at AS inactive_at,
            cut_11.last_login_at AS last_login_at,
            cut_11.last_name AS last_name,
            cut_11.picture AS picture,
            cut_11.picture_id AS picture_id,
            cut_11.public_picture AS public_picture,
            cut_11.public_picture_esep AS public_picture_esep,
            cut_11.public_profile AS public_profile,
            cut_11.pupil_age_from AS pupil_age_from,
            cut_11.pupil_age_to AS pupil_age_to,
            cut_11.restricted AS restricted,
            cut_11.school_country AS school_country,
            cut_11.school_id AS school_id,
            cut_11.second_country AS second_country,
            cut_11.second_status AS second_status,
            cut_11.status AS status,
            cut_11.subjects AS subjects,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_10.ambassador AS ambassador,
              parts_10.anonymised_at AS anonymised_at,
              parts_10.email AS email,
              parts_10.first_name AS first_name,
              parts_10.id AS id,
              parts_10.inactive_at AS inactive_at,
              parts_10.last_login_at AS last_login_at,
              parts_10.last_name AS last_name,
              parts_10.picture AS picture,
              parts_10.picture_id AS picture_id,
              parts_10.public_picture AS public_picture,
              parts_10.public_picture_esep AS public_picture_esep,
              parts_10.public_profile AS public_profile,
              parts_10.pupil_age_from AS pupil_age_from,
              parts_10.pupil_age_to AS pupil_age_to,
              parts_10.restricted AS restricted,
              parts_10.school_country AS school_country,
              parts_10.school_id AS school_id,
              parts_10.second_country AS second_country,
              parts_10.second_status AS second_status,
              parts_10.status AS status,
              parts_10.subjects AS subjects
            FROM (
              SELECT
                anon_4.ambassador AS ambassador,
                anon_4.anonymised_at AS anonymised_at,
                anon_4.email AS email,
                anon_4.first_name AS first_name,
                anon_4.id AS id,
                anon_4.inactive_at AS inactive_at,
                anon_4.last_login_at AS last_login_at,
                anon_4.last_name AS last_name,
                anon_4.picture AS picture,
                anon_4.picture_id AS picture_id,
                anon_4.public_picture AS public_picture,
                anon_4.public_picture_esep AS public_picture_esep,
                anon_4.public_profile AS public_profile,
                anon_4.pupil_age_from AS pupil_age_from,
                anon_4.pupil_age_to AS pupil_age_to,
                anon_4.restricted AS restricted,
                anon_4.school_country AS school_country,
                anon_4.school_id AS school_id,
                anon_4.second_country AS second_country,
                anon_4.second_status AS second_status,
                anon_4.status AS status,
                anon_4.subjects AS subjects,
                anon_4.sort_0 AS sort_0,
                anon_4.sort_id AS sort_id
              FROM (
                SELECT
                  row_2.ambassador AS ambassador,
                  row_2.anonymised_at AS anonymised_at,
                  row_2.email AS email,
                  row_2.first_name AS first_name,
                  row_2.id AS id,
                  row_2.inactive_at AS inactive_at,
                  row_2.last_login_at AS last_login_at,
                  row_2.last_name AS last_name,
                  row_2.picture AS picture,
                  row_2.picture_id AS picture_id,
                  row_2.public_picture AS public_picture,
                  row_2.public_picture_esep AS public_picture_esep,
                  row_2.public_profile AS public_profile,
                  row_2.pupil_age_from AS pupil_age_from,
                  row_2.pupil_age_to AS pupil_age_to,
                  row_2.restricted AS restricted,
                  row_2.school_country AS school_country,
                  row_2.school_id AS school_id,
                  row_2.second_country AS second_country,
                  row_2.second_status AS second_status,
                  row_2.status AS status,
                  row_2.subjects AS subjects,
                  row_2.first_name_folded AS sort_0,
                  row_2.id AS sort_id
                FROM users AS row_2
                WHERE
                  row_2.id <> (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT (
                    row_2.second_country = (
                      SELECT
                        viewer.country
                      FROM viewer
                    )
                  ) IS TRUE
                  AND (
                    NOT row_2.restricted
                    AND row_2.school_country = (
                      SELECT
                        viewer.country
                      FROM viewer
                    )
                    AND row_2.status IN ('PENDING', 'VALIDATED')
                    AND CAST($3 AS TIMESTAMPTZ) < row_2.inactive_at
                    OR NOT row_2.restricted
                    AND row_2.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_2.inactive_at
                    AND (
                      row_2.public_profile @> CAST($3 AS TIMESTAMPTZ)
                    )
                  )
                  AND TRUE
                ORDER BY
                  row_2.first_name_folded ASC,
                  row_2.id ASC
                LIMIT 21
              ) AS anon_4
              UNION ALL
              SELECT
                anon_5.ambassador AS ambassador,
                anon_5.anonymised_at AS anonymised_at,
                anon_5.email AS email,
                anon_5.first_name AS first_name,
                anon_5.id AS id,
                anon_5.inactive_at AS inactive_at,
                anon_5.last_login_at AS last_login_at,
                anon_5.last_name AS last_name,
                anon_5.picture AS picture,
                anon_5.picture_id AS picture_id,
                anon_5.public_picture AS public_picture,
                anon_5.public_picture_esep AS public_picture_esep,
                anon_5.public_profile AS public_profile,
                anon_5.pupil_age_from AS pupil_age_from,
                anon_5.pupil_age_to AS pupil_age_to,
                anon_5.restricted AS restricted,
                anon_5.school_country AS school_country,
                anon_5.school_id AS school_id,
                anon_5.second_country AS second_country,
                anon_5.second_status AS second_status,
                anon_5.status AS status,
                anon_5.subjects AS subjects,
                anon_5.sort_0 AS sort_0,
                anon_5.sort_id AS sort_id
              FROM (
                SELECT
                  row_3.ambassador AS ambassador,
                  row_3.anonymised_at AS anonymised_at,
                  row_3.email AS email,
                  row_3.first_name AS first_name,
                  row_3.id AS id,
                  row_3.inactive_at AS inactive_at,
                  row_3.last_login_at AS last_login_at,
                  row_3.last_name AS last_name,
                  row_3.picture AS picture,
                  row_3.picture_id AS picture_id,
                  row_3.public_picture AS public_picture,
                  row_3.public_picture_esep AS public_picture_esep,
                  row_3.public_profile AS public_profile,
                  row_3.pupil_age_from AS pupil_age_from,
                  row_3.pupil_age_to AS pupil_age_to,
                  row_3.restricted AS restricted,
                  row_3.school_country AS school_country,
                  row_3.school_id AS school_id,
                  row_3.second_country AS second_country,
                  row_3.second_status AS second_status,
                  row_3.status AS status,
                  row_3.subjects AS subjects,
                  row_3.first_name_folded AS sort_0,
                  row_3.id AS sort_id
                FROM users AS row_3
                WHERE
                  row_3.id <> (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND row_3.second_country = (
                    SELECT
                      viewer.country
                    FROM viewer
                  )
                  AND (
                    NOT row_3.restricted
                    AND row_3.school_country = (
                      SELECT
                        viewer.country
                      FROM viewer
                    )
                    AND row_3.status IN ('PENDING', 'VALIDATED')
                    AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                    OR NOT row_3.restricted
                    AND row_3.second_country = (
                      SELECT
                        viewer.country
                      FROM viewer
                    )
                    AND row_3.second_status IN ('PENDING', 'VALIDATED')
                    AND row_3.status IN ('PENDING', 'VALIDATED')
                    AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                    OR NOT row_3.restricted
                    AND row_3.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                    AND (
                      row_3.public_profile @> CAST($3 AS TIMESTAMPTZ)
                    )
                  )
                  AND TRUE
                ORDER BY
                  row_3.first_name_folded ASC,
                  row_3.id ASC
                LIMIT 21
              ) AS anon_5
              UNION ALL
              SELECT
                anon_6.ambassador AS ambassador,
                anon_6.anonymised_at AS anonymised_at,
                anon_6.email AS email,
                anon_6.first_name AS first_name,
                anon_6.id AS id,
                anon_6.inactive_at AS inactive_at,
                anon_6.last_login_at AS last_login_at,
                anon_6.last_name AS last_name,
                anon_6.picture AS picture,
                anon_6.picture_id AS picture_id,
                anon_6.public_picture AS public_picture,
                anon_6.public_picture_esep AS public_picture_esep,
                anon_6.public_profile AS public_profile,
                anon_6.pupil_age_from AS pupil_age_from,
                anon_6.pupil_age_to AS pupil_age_to,
                anon_6.restricted AS restricted,
                anon_6.school_country AS school_country,
                anon_6.school_id AS school_id,
                anon_6.second_country AS second_country,
                anon_6.second_status AS second_status,
                anon_6.status AS status,
                anon_6.subjects AS subjects,
                anon_6.sort_0 AS sort_0,
                anon_6.sort_id AS sort_id
              FROM (
                SELECT
                  row_4.ambassador AS ambassador,
                  row_4.anonymised_at AS anonymised_at,
                  row_4.email AS email,
                  row_4.first_name AS first_name,
                  row_4.id AS id,
                  row_4.inactive_at AS inactive_at,
                  row_4.last_login_at AS last_login_at,
                  row_4.last_name AS last_name,
                  row_4.picture AS picture,
                  row_4.picture_id AS picture_id,
                  row_4.public_picture AS public_picture,
                  row_4.public_picture_esep AS public_picture_esep,
                  row_4.public_profile AS public_profile,
                  row_4.pupil_age_from AS pupil_age_from,
                  row_4.pupil_age_to AS pupil_age_to,
                  row_4.restricted AS restricted,
                  row_4.school_country AS school_country,
                  row_4.school_id AS school_id,
                  row_4.second_country AS second_country,
                  row_4.second_status AS second_status,
                  row_4.status AS status,
                  row_4.subjects AS subjects,
                  row_4.first_name_folded AS sort_0,
                  row_4.id AS sort_id
                FROM users AS row_4
                WHERE
                  row_4.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
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
              ) AS anon_6
            ) AS parts_10
            ORDER BY
              parts_10.sort_0 ASC,
              parts_10.sort_id ASC
            LIMIT 21
          ) AS cut_11
        ) AS page_5
        LEFT OUTER JOIN LATERAL (
          SELECT
            row_9.id AS id,
            row_9.official_name AS official_name
          FROM schools AS row_9
          WHERE
            row_9.id = page_5.school_id
            AND (
              row_9.country = (
                SELECT
                  viewer.country
                FROM viewer
              )
              OR row_9.id = (
                SELECT
                  viewer.school
                FROM viewer
              )
              OR row_9.id = (
                SELECT
                  viewer.second_school
                FROM viewer
              )
              OR row_9.status = 'VALIDATED'
              AND (
                EXISTS(
                  SELECT
                    1
                  FROM users AS users_1
                  WHERE
                    users_1.school_id = row_9.id
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
              OR row_9.status = 'VALIDATED'
              AND (
                EXISTS(
                  SELECT
                    1
                  FROM partners AS partners_1, users AS users_2, projects AS projects_1
                  WHERE
                    partners_1.school_id = row_9.id
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
        ) AS link_8
          ON TRUE
        JOIN LATERAL (
          SELECT
            NOT page_5.restricted
            AND page_5.school_country = (
              SELECT
                viewer.country
              FROM viewer
            )
            AND page_5.status IN ('PENDING', 'VALIDATED')
            AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
            OR NOT page_5.restricted
            AND page_5.second_country = (
              SELECT
                viewer.country
              FROM viewer
            )
            AND page_5.second_status IN ('PENDING', 'VALIDATED')
            AND page_5.status IN ('PENDING', 'VALIDATED')
            AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
            OR page_5.id = (
              SELECT
                viewer."user"
              FROM viewer
            ) AS guard_1,
            NOT page_5.restricted
            AND page_5.school_country = (
              SELECT
                viewer.country
              FROM viewer
            )
            AND page_5.status IN ('PENDING', 'VALIDATED')
            AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
            OR page_5.id = (
              SELECT
                viewer."user"
              FROM viewer
            )
            OR NOT page_5.restricted
            AND page_5.status = 'VALIDATED'
            AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
            AND (
              page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
            )
            AND (
              (
                page_5.public_picture_esep @> CAST($3 AS TIMESTAMPTZ)
              )
              OR page_5.ambassador
              AND (
                page_5.public_picture @> CAST($3 AS TIMESTAMPTZ)
              )
            ) AS guard_2,
            NOT page_5.restricted
            AND page_5.school_country = (
              SELECT
                viewer.country
              FROM viewer
            )
            AND page_5.status IN ('PENDING', 'VALIDATED')
            AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
            OR page_5.id = (
              SELECT
                viewer."user"
              FROM viewer
            )
            OR NOT page_5.restricted
            AND page_5.status = 'VALIDATED'
            AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
            AND (
              page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
            ) AS guard_3,
            NOT page_5.restricted
            AND page_5.school_country = (
              SELECT
                viewer.country
              FROM viewer
            )
            AND page_5.status IN ('PENDING', 'VALIDATED')
            AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
            OR page_5.id = (
              SELECT
                viewer."user"
              FROM viewer
            ) AS guard_4,
            page_5.id = (
              SELECT
                viewer."user"
              FROM viewer
            ) AS guard_5
          LIMIT ALL
          OFFSET 0
        ) AS guards_6
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
    'NSO',
    CAST($1 AS VARCHAR) AS anon_1,
    answers.organisation AS organisation,
    CAST($2 AS VARCHAR) AS anon_2,
    found.subjects AS subjects,
    found.schools AS schools,
    ARRAY[
      'User.ambassador',
      'User.country',
      'User.email',
      'User.firstName',
      'User.id',
      'User.lastLoginAt',
      'User.lastName',
      'User.picture',
      'User.pupilAges',
      'User.school',
      'User.status',
      'User.subjects'
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
