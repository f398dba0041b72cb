-- $1 viewer_purpose
-- $2 record_operation
-- $3 now
-- $4 viewer_user
-- $5 viewer_issuer
-- $6 viewer_subject
-- $7 viewer_issued
-- $8 value_5
-- $9 value_0
-- $10 value_1
-- $11 value_2
-- $12 value_4
-- $13 value_3
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
                          page_9.id = CAST((
                            SELECT
                              viewer."user"
                            FROM viewer
                          ) AS UUID)
                        )
                        THEN ''
                        ELSE CONCAT(CHR(  1), 'p', page_9.id, CHR(  1))
                      END,
                      CONCAT(
                        '{"firstName":',
                        COALESCE(CAST(TO_JSON(page_9.first_name) AS TEXT), 'null'),
                        ',"status":',
                        CASE
                          WHEN guards_10.guard_1
                          THEN COALESCE(
                            CAST(TO_JSON(
                              CASE
                                WHEN (
                                  page_9.status = 'ANONYMISED'
                                  OR page_9.anonymised_at IS NOT NULL
                                  AND page_9.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                                )
                                THEN 'ANONYMISED'
                                WHEN (
                                  page_9.status = 'DEACTIVATED' AND CAST($3 AS TIMESTAMPTZ) < page_9.anonymised_at
                                )
                                THEN 'DEACTIVATED'
                                WHEN (
                                  page_9.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                                  AND page_9.inactive_at <= CAST($3 AS TIMESTAMPTZ)
                                  AND CAST($3 AS TIMESTAMPTZ) < page_9.anonymised_at
                                )
                                THEN 'INACTIVE'
                                ELSE page_9.status
                              END
                            ) AS TEXT),
                            'null'
                          )
                          ELSE 'null'
                        END,
                        ',"email":',
                        CASE
                          WHEN guards_10.guard_2
                          THEN COALESCE(CAST(TO_JSON(page_9.email) AS TEXT), 'null')
                          ELSE 'null'
                        END,
                        '}'
                      )
                    ),
                    ','
                  ORDER BY
                    page_9.place ASC
                ) FILTER(WHERE
                  page_9.place <= CAST($8 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_12.anonymised_at AS anonymised_at,
            cut_12.email AS email,
            cut_12.first_name AS first_name,
            cut_12.id AS id,
            cut_12.inactive_at AS inactive_at,
            cut_12.public_profile AS public_profile,
            cut_12.restricted AS restricted,
            cut_12.school_country AS school_country,
            cut_12.second_country AS second_country,
            cut_12.second_status AS second_status,
            cut_12.status AS status,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_11.anonymised_at AS anonymised_at,
              parts_11.email AS email,
              parts_11.first_name AS first_name,
              parts_11.id AS id,
              parts_11.inactive_at AS inactive_at,
              parts_11.public_profile AS public_profile,
              parts_11.restricted AS restricted,
              parts_11.school_country AS school_country,
              parts_11.second_country AS second_country,
              parts_11.second_status AS second_status,
              parts_11.status AS status
            FROM (
              SELECT
                anon_4.anonymised_at AS anonymised_at,
                anon_4.email AS email,
                anon_4.first_name AS first_name,
                anon_4.id AS id,
                anon_4.inactive_at AS inactive_at,
                anon_4.public_profile AS public_profile,
                anon_4.restricted AS restricted,
                anon_4.school_country AS school_country,
                anon_4.second_country AS second_country,
                anon_4.second_status AS second_status,
                anon_4.status AS status,
                anon_4.sort_id AS sort_id
              FROM (
                SELECT
                  row_3.anonymised_at AS anonymised_at,
                  row_3.email AS email,
                  row_3.first_name AS first_name,
                  row_3.id AS id,
                  row_3.inactive_at AS inactive_at,
                  row_3.public_profile AS public_profile,
                  row_3.restricted AS restricted,
                  row_3.school_country AS school_country,
                  row_3.second_country AS second_country,
                  row_3.second_status AS second_status,
                  row_3.status AS status,
                  row_3.id AS sort_id
                FROM users AS row_3
                WHERE
                  row_3.id <> (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT (
                    row_3.second_country = (
                      SELECT
                        viewer.country
                      FROM viewer
                    )
                  ) IS TRUE
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
                    AND row_3.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                    AND (
                      row_3.public_profile @> CAST($3 AS TIMESTAMPTZ)
                    )
                  )
                  AND row_3.school_country = (
                    SELECT
                      viewer.country
                    FROM viewer
                  )
                  AND (
                    row_3.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                    OR row_3.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                    AND row_3.inactive_at <= CAST($3 AS TIMESTAMPTZ)
                    AND CAST($3 AS TIMESTAMPTZ) < row_3.anonymised_at
                  )
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM schools AS row_4
                      WHERE
                        row_4.id = row_3.school_id
                        AND (
                          row_4.country = (
                            SELECT
                              viewer.country
                            FROM viewer
                          )
                          OR row_4.id = (
                            SELECT
                              viewer.school
                            FROM viewer
                          )
                          OR row_4.id = (
                            SELECT
                              viewer.second_school
                            FROM viewer
                          )
                          OR row_4.status = 'VALIDATED'
                          AND (
                            EXISTS(
                              SELECT
                                1
                              FROM users AS users_1
                              WHERE
                                users_1.school_id = row_4.id
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
                          OR row_4.status = 'VALIDATED'
                          AND (
                            EXISTS(
                              SELECT
                                1
                              FROM partners AS partners_1, users AS users_2, projects AS projects_1
                              WHERE
                                partners_1.school_id = row_4.id
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
                        AND row_4.region IS NOT NULL
                        AND row_4.country = ANY(
                          CAST($9 AS TEXT[])
                        )
                    )
                  )
                  AND row_3.last_name IS NOT NULL
                  AND NOT STARTS_WITH(row_3.last_name_folded, CAST($10 AS VARCHAR)) IS TRUE
                  AND row_3.school_country = (
                    SELECT
                      viewer.country
                    FROM viewer
                  )
                  AND row_3.subjects IS NOT NULL
                  AND NOT (
                    row_3.terms @@ CAST($11 AS TSQUERY)
                  ) IS TRUE
                  AND row_3.school_country = (
                    SELECT
                      viewer.country
                    FROM viewer
                  )
                  AND (
                    row_3.terms @@ CAST($12 AS TSQUERY)
                  )
                  AND POSITION(CAST($13 AS VARCHAR) IN row_3.email_folded) > 0
                ORDER BY
                  row_3.id ASC
                LIMIT 21
              ) AS anon_4
              UNION ALL
              SELECT
                anon_5.anonymised_at AS anonymised_at,
                anon_5.email AS email,
                anon_5.first_name AS first_name,
                anon_5.id AS id,
                anon_5.inactive_at AS inactive_at,
                anon_5.public_profile AS public_profile,
                anon_5.restricted AS restricted,
                anon_5.school_country AS school_country,
                anon_5.second_country AS second_country,
                anon_5.second_status AS second_status,
                anon_5.status AS status,
                anon_5.sort_id AS sort_id
              FROM (
                SELECT
                  row_5.anonymised_at AS anonymised_at,
                  row_5.email AS email,
                  row_5.first_name AS first_name,
                  row_5.id AS id,
                  row_5.inactive_at AS inactive_at,
                  row_5.public_profile AS public_profile,
                  row_5.restricted AS restricted,
                  row_5.school_country AS school_country,
                  row_5.second_country AS second_country,
                  row_5.second_status AS second_status,
                  row_5.status AS status,
                  row_5.id AS sort_id
                FROM users AS row_5
                WHERE
                  row_5.id <> (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND row_5.second_country = (
                    SELECT
                      viewer.country
                    FROM viewer
                  )
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
                    OR NOT row_5.restricted
                    AND row_5.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_5.inactive_at
                    AND (
                      row_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                    )
                  )
                  AND NOT row_5.restricted
                  AND row_5.school_country = (
                    SELECT
                      viewer.country
                    FROM viewer
                  )
                  AND row_5.status IN ('PENDING', 'VALIDATED')
                  AND CAST($3 AS TIMESTAMPTZ) < row_5.inactive_at
                  AND (
                    row_5.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_5.inactive_at
                    OR row_5.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                    AND row_5.inactive_at <= CAST($3 AS TIMESTAMPTZ)
                    AND CAST($3 AS TIMESTAMPTZ) < row_5.anonymised_at
                  )
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
                    AND row_5.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_5.inactive_at
                    AND (
                      row_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                    )
                  )
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM schools AS row_6
                      WHERE
                        row_6.id = row_5.school_id
                        AND (
                          row_6.country = (
                            SELECT
                              viewer.country
                            FROM viewer
                          )
                          OR row_6.id = (
                            SELECT
                              viewer.school
                            FROM viewer
                          )
                          OR row_6.id = (
                            SELECT
                              viewer.second_school
                            FROM viewer
                          )
                          OR row_6.status = 'VALIDATED'
                          AND (
                            EXISTS(
                              SELECT
                                1
                              FROM users AS users_3
                              WHERE
                                users_3.school_id = row_6.id
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
                          OR row_6.status = 'VALIDATED'
                          AND (
                            EXISTS(
                              SELECT
                                1
                              FROM partners AS partners_2, users AS users_4, projects AS projects_2
                              WHERE
                                partners_2.school_id = row_6.id
                                AND (
                                  partners_2.left_on IS NULL
                                  OR partners_2.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND users_4.id = partners_2.user_id
                                AND users_4.status = 'VALIDATED'
                                AND CAST($3 AS TIMESTAMPTZ) < users_4.inactive_at
                                AND NOT users_4.restricted
                                AND (
                                  users_4.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                )
                                AND projects_2.id = partners_2.project_id
                                AND projects_2.status IN ('ACTIVE', 'CLOSED')
                                AND projects_2.published_at <= CAST($3 AS TIMESTAMPTZ)
                              LIMIT ALL
                              OFFSET 0
                            )
                          )
                        )
                        AND row_6.region IS NOT NULL
                        AND row_6.country = ANY(
                          CAST($9 AS TEXT[])
                        )
                    )
                  )
                  AND row_5.last_name IS NOT NULL
                  AND NOT STARTS_WITH(row_5.last_name_folded, CAST($10 AS VARCHAR)) IS TRUE
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
                  )
                  AND row_5.subjects IS NOT NULL
                  AND NOT (
                    row_5.terms @@ CAST($11 AS TSQUERY)
                  ) IS TRUE
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
                  )
                  AND (
                    row_5.terms @@ CAST($12 AS TSQUERY)
                  )
                  AND POSITION(CAST($13 AS VARCHAR) IN row_5.email_folded) > 0
                ORDER BY
                  row_5.id ASC
                LIMIT 21
              ) AS anon_5
              UNION ALL
              SELECT
                anon_6.anonymised_at AS anonymised_at,
                anon_6.email AS email,
                anon_6.first_name AS first_name,
                anon_6.id AS id,
                anon_6.inactive_at AS inactive_at,
                anon_6.public_profile AS public_profile,
                anon_6.restricted AS restricted,
                anon_6.school_country AS school_country,
                anon_6.second_country AS second_country,
                anon_6.second_status AS second_status,
                anon_6.status AS status,
                anon_6.sort_id AS sort_id
              FROM (
                SELECT
                  row_7.anonymised_at AS anonymised_at,
                  row_7.email AS email,
                  row_7.first_name AS first_name,
                  row_7.id AS id,
                  row_7.inactive_at AS inactive_at,
                  row_7.public_profile AS public_profile,
                  row_7.restricted AS restricted,
                  row_7.school_country AS school_country,
                  row_7.second_country AS second_country,
                  row_7.second_status AS second_status,
                  row_7.status AS status,
                  row_7.id AS sort_id
                FROM users AS row_7
                WHERE
                  row_7.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND (
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
                  AND (
                    NOT row_7.restricted
                    AND row_7.school_country = (
                      SELECT
                        viewer.country
                      FROM viewer
                    )
                    AND row_7.status IN ('PENDING', 'VALIDATED')
                    AND CAST($3 AS TIMESTAMPTZ) < row_7.inactive_at
                    OR row_7.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                  )
                  AND (
                    row_7.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_7.inactive_at
                    OR row_7.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                    AND row_7.inactive_at <= CAST($3 AS TIMESTAMPTZ)
                    AND CAST($3 AS TIMESTAMPTZ) < row_7.anonymised_at
                  )
                  AND (
                    NOT row_7.restricted
                    AND row_7.school_country = (
                      SELECT
                        viewer.country
                      FROM viewer
                    )
                    AND row_7.status IN ('PENDING', 'VALIDATED')
                    AND CAST($3 AS TIMESTAMPTZ) < row_7.inactive_at
                    OR row_7.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                    OR NOT row_7.restricted
                    AND row_7.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_7.inactive_at
                    AND (
                      row_7.public_profile @> CAST($3 AS TIMESTAMPTZ)
                    )
                  )
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM schools AS row_8
                      WHERE
                        row_8.id = row_7.school_id
                        AND (
                          row_8.country = (
                            SELECT
                              viewer.country
                            FROM viewer
                          )
                          OR row_8.id = (
                            SELECT
                              viewer.school
                            FROM viewer
                          )
                          OR row_8.id = (
                            SELECT
                              viewer.second_school
                            FROM viewer
                          )
                          OR row_8.status = 'VALIDATED'
                          AND (
                            EXISTS(
                              SELECT
                                1
                              FROM users AS users_5
                              WHERE
                                users_5.school_id = row_8.id
                                AND users_5.status = 'VALIDATED'
                                AND CAST($3 AS TIMESTAMPTZ) < users_5.inactive_at
                                AND NOT users_5.restricted
                                AND (
                                  users_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                )
                              LIMIT ALL
                              OFFSET 0
                            )
                          )
                          OR row_8.status = 'VALIDATED'
                          AND (
                            EXISTS(
                              SELECT
                                1
                              FROM partners AS partners_3, users AS users_6, projects AS projects_3
                              WHERE
                                partners_3.school_id = row_8.id
                                AND (
                                  partners_3.left_on IS NULL
                                  OR partners_3.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND users_6.id = partners_3.user_id
                                AND users_6.status = 'VALIDATED'
                                AND CAST($3 AS TIMESTAMPTZ) < users_6.inactive_at
                                AND NOT users_6.restricted
                                AND (
                                  users_6.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                )
                                AND projects_3.id = partners_3.project_id
                                AND projects_3.status IN ('ACTIVE', 'CLOSED')
                                AND projects_3.published_at <= CAST($3 AS TIMESTAMPTZ)
                              LIMIT ALL
                              OFFSET 0
                            )
                          )
                        )
                        AND row_8.region IS NOT NULL
                        AND row_8.country = ANY(
                          CAST($9 AS TEXT[])
                        )
                    )
                  )
                  AND row_7.last_name IS NOT NULL
                  AND NOT STARTS_WITH(row_7.last_name_folded, CAST($10 AS VARCHAR)) IS TRUE
                  AND (
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
                  )
                  AND row_7.subjects IS NOT NULL
                  AND NOT (
                    row_7.terms @@ CAST($11 AS TSQUERY)
                  ) IS TRUE
                  AND (
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
                  )
                  AND (
                    row_7.terms @@ CAST($12 AS TSQUERY)
                  )
                  AND POSITION(CAST($13 AS VARCHAR) IN row_7.email_folded) > 0
                ORDER BY
                  row_7.id ASC
                LIMIT 21
              ) AS anon_6
            ) AS parts_11
            ORDER BY
              parts_11.sort_id ASC
            LIMIT 21
          ) AS cut_12
        ) AS page_9
        JOIN LATERAL (
          SELECT
            NOT page_9.restricted
            AND page_9.school_country = (
              SELECT
                viewer.country
              FROM viewer
            )
            AND page_9.status IN ('PENDING', 'VALIDATED')
            AND CAST($3 AS TIMESTAMPTZ) < page_9.inactive_at
            OR page_9.id = (
              SELECT
                viewer."user"
              FROM viewer
            ) AS guard_1,
            NOT page_9.restricted
            AND page_9.school_country = (
              SELECT
                viewer.country
              FROM viewer
            )
            AND page_9.status IN ('PENDING', 'VALIDATED')
            AND CAST($3 AS TIMESTAMPTZ) < page_9.inactive_at
            OR NOT page_9.restricted
            AND page_9.second_country = (
              SELECT
                viewer.country
              FROM viewer
            )
            AND page_9.second_status IN ('PENDING', 'VALIDATED')
            AND page_9.status IN ('PENDING', 'VALIDATED')
            AND CAST($3 AS TIMESTAMPTZ) < page_9.inactive_at
            OR page_9.id = (
              SELECT
                viewer."user"
              FROM viewer
            ) AS guard_2
          LIMIT ALL
          OFFSET 0
        ) AS guards_10
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
      'User.email',
      'User.firstName',
      'User.id',
      'User.lastName',
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
