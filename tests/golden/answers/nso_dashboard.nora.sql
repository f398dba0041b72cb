-- $1 viewer_purpose
-- $2 record_operation
-- $3 now
-- $4 viewer_user
-- $5 viewer_issuer
-- $6 viewer_subject
-- $7 viewer_issued
-- $8 value_0
-- $9 value_2
-- $10 value_1
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
    data.answer_0 AS answer_0,
    data.answer_1 AS answer_1
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
        '}'
      ) AS answer_0,
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
                AND row_7.status = 'PENDING'
                AND CAST($3 AS TIMESTAMPTZ) < row_7.inactive_at
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
                        ',"schoolRole":',
                        CASE
                          WHEN guards_6.guard_1
                          THEN COALESCE(CAST(TO_JSON(page_5.school_role) AS TEXT), 'null')
                          ELSE 'null'
                        END,
                        ',"subjects":',
                        CASE
                          WHEN guards_6.guard_1
                          THEN COALESCE(CAST(TO_JSON(page_5.subjects) AS TEXT), 'null')
                          ELSE 'null'
                        END,
                        ',"registeredAt":',
                        CASE
                          WHEN guards_6.guard_2
                          THEN COALESCE(
                            (
                              '"' || REPLACE(
                                TO_CHAR(TIMEZONE('UTC', page_5.registered_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
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
                          WHEN guards_6.guard_6
                          THEN CASE
                            WHEN (
                              link_8.id IS NOT NULL
                            )
                            THEN CONCAT(
                              CASE
                                WHEN (
                                  guards_6.guard_4 OR guards_6.guard_5
                                )
                                THEN CONCAT(CHR(  1), 's', link_8.id, CHR(  1))
                                ELSE ''
                              END,
                              CONCAT(
                                '{"officialName":',
                                COALESCE(CAST(TO_JSON(link_8.official_name) AS TEXT), 'null'),
                                ',"address":',
                                CASE
                                  WHEN guards_6.guard_3
                                  THEN COALESCE(CAST(TO_JSON(link_8.address) AS TEXT), 'null')
                                  ELSE 'null'
                                END,
                                ',"city":',
                                COALESCE(CAST(TO_JSON(link_8.city) AS TEXT), 'null'),
                                ',"email":',
                                CASE
                                  WHEN guards_6.guard_4
                                  THEN COALESCE(CAST(TO_JSON(link_8.email) AS TEXT), 'null')
                                  ELSE 'null'
                                END,
                                ',"head":',
                                CASE
                                  WHEN guards_6.guard_5
                                  THEN CASE
                                    WHEN (
                                      link_8.head_first_name IS NULL
                                      AND link_8.head_last_name IS NULL
                                      AND link_8.head_email IS NULL
                                    )
                                    THEN 'null'
                                    ELSE CONCAT(
                                      '{"firstName":',
                                      COALESCE(CAST(TO_JSON(link_8.head_first_name) AS TEXT), 'null'),
                                      ',"lastName":',
                                      COALESCE(CAST(TO_JSON(link_8.head_last_name) AS TEXT), 'null'),
                                      ',"email":',
                                      COALESCE(CAST(TO_JSON(link_8.head_email) AS TEXT), 'null'),
                                      '}'
                                    )
                                  END
                                  ELSE 'null'
                                END,
                                '}'
                              )
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
                  page_5.place <= CAST($8 AS BIGINT)),
                ''
              ),
              ']'
            ),
            ',"pageInfo":',
            CONCAT(
              '{"hasNextPage":',
              CAST(COALESCE(MAX(page_5.found), 0) > CAST($8 AS BIGINT) AS TEXT),
              ',"endCursor":',
              COALESCE(
                (
                  '"' || MAX(
                    CONCAT(
                      CASE
                        WHEN (
                          page_5.id = CAST((
                            SELECT
                              viewer."user"
                            FROM viewer
                          ) AS UUID)
                        )
                        THEN ''
                        ELSE CONCAT(CHR(  1), 'p', page_5.id, CHR(  1))
                      END,
                      TRANSLATE(
                        ENCODE(
                          SUBSTRING(SHA256(
                            CAST($9 AS BYTEA) || SHA256(
                              CAST($10 AS BYTEA) || CONVERT_TO(
                                CAST(JSON_BUILD_ARRAY(
                                  CAST(NULL AS TEXT),
                                  CAST(CASE
                                    WHEN (
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
                                    )
                                    THEN page_5.registered_at
                                  END AS TEXT),
                                  CAST(page_5.id AS TEXT)
                                ) AS TEXT),
                                'UTF8'
                              )
                            )
                          ) FROM 1 FOR 16) || CONVERT_TO(
                            CAST(JSON_BUILD_ARRAY(
                              CAST(NULL AS TEXT),
                              CAST(CASE
                                WHEN (
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
                                )
                                THEN page_5.registered_at
                              END AS TEXT),
                              CAST(page_5.id AS TEXT)
                            ) AS TEXT),
                            'UTF8'
                          ),
                          'base64'
                        ),
                        e'+/=\n',
                        '-_'
                      )
                    )
                  ) FILTER(WHERE
                    page_5.place = LEAST(page_5.found, CAST($8 AS BIGINT))
                    AND page_5.place <= CAST($8 AS BIGINT))
                ) || '"',
                'null'
              ),
              '}'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_11.email AS email,
            cut_11.first_name AS first_name,
            cut_11.id AS id,
            cut_11.inactive_at AS inactive_at,
            cut_11.last_name AS last_name,
            cut_11.public_profile AS public_profile,
            cut_11.registered_at AS registered_at,
            cut_11.restricted AS restricted,
            cut_11.school_country AS school_country,
            cut_11.school_id AS school_id,
            cut_11.school_role AS school_role,
            cut_11.second_country AS second_country,
            cut_11.second_status AS second_status,
            cut_11.status AS status,
            cut_11.subjects AS subjects,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_10.email AS email,
              parts_10.first_name AS first_name,
              parts_10.id AS id,
              parts_10.inactive_at AS inactive_at,
              parts_10.last_name AS last_name,
              parts_10.public_profile AS public_profile,
              parts_10.registered_at AS registered_at,
              parts_10.restricted AS restricted,
              parts_10.school_country AS school_country,
              parts_10.school_id AS school_id,
              parts_10.school_role AS school_role,
              parts_10.second_country AS second_country,
              parts_10.second_status AS second_status,
              parts_10.status AS status,
              parts_10.subjects AS subjects
            FROM (
              SELECT
                anon_4.email AS email,
                anon_4.first_name AS first_name,
                anon_4.id AS id,
                anon_4.inactive_at AS inactive_at,
                anon_4.last_name AS last_name,
                anon_4.public_profile AS public_profile,
                anon_4.registered_at AS registered_at,
                anon_4.restricted AS restricted,
                anon_4.school_country AS school_country,
                anon_4.school_id AS school_id,
                anon_4.school_role AS school_role,
                anon_4.second_country AS second_country,
                anon_4.second_status AS second_status,
                anon_4.status AS status,
                anon_4.subjects AS subjects,
                anon_4.sort_0 AS sort_0,
                anon_4.sort_id AS sort_id
              FROM (
                SELECT
                  row_2.email AS email,
                  row_2.first_name AS first_name,
                  row_2.id AS id,
                  row_2.inactive_at AS inactive_at,
                  row_2.last_name AS last_name,
                  row_2.public_profile AS public_profile,
                  row_2.registered_at AS registered_at,
                  row_2.restricted AS restricted,
                  row_2.school_country AS school_country,
                  row_2.school_id AS school_id,
                  row_2.school_role AS school_role,
                  row_2.second_country AS second_country,
                  row_2.second_status AS second_status,
                  row_2.status AS status,
                  row_2.subjects AS subjects,
                  row_2.registered_at AS sort_0,
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
                  AND row_2.school_country = (
                    SELECT
                      viewer.country
                    FROM viewer
                  )
                  AND row_2.status = 'PENDING'
                  AND CAST($3 AS TIMESTAMPTZ) < row_2.inactive_at
                ORDER BY
                  row_2.registered_at ASC,
                  row_2.id ASC
                LIMIT 21
              ) AS anon_4
              UNION ALL
              SELECT
                anon_5.email AS email,
                anon_5.first_name AS first_name,
                anon_5.id AS id,
                anon_5.inactive_at AS inactive_at,
                anon_5.last_name AS last_name,
                anon_5.public_profile AS public_profile,
                anon_5.registered_at AS registered_at,
                anon_5.restricted AS restricted,
                anon_5.school_country AS school_country,
                anon_5.school_id AS school_id,
                anon_5.school_role AS school_role,
                anon_5.second_country AS second_country,
                anon_5.second_status AS second_status,
                anon_5.status AS status,
                anon_5.subjects AS subjects,
                anon_5.sort_0 AS sort_0,
                anon_5.sort_id AS sort_id
              FROM (
                SELECT
                  row_3.email AS email,
                  row_3.first_name AS first_name,
                  row_3.id AS id,
                  row_3.inactive_at AS inactive_at,
                  row_3.last_name AS last_name,
                  row_3.public_profile AS public_profile,
                  row_3.registered_at AS registered_at,
                  row_3.restricted AS restricted,
                  row_3.school_country AS school_country,
                  row_3.school_id AS school_id,
                  row_3.school_role AS school_role,
                  row_3.second_country AS second_country,
                  row_3.second_status AS second_status,
                  row_3.status AS status,
                  row_3.subjects AS subjects,
                  row_3.registered_at AS sort_0,
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
                  AND NOT row_3.restricted
                  AND row_3.school_country = (
                    SELECT
                      viewer.country
                    FROM viewer
                  )
                  AND row_3.status IN ('PENDING', 'VALIDATED')
                  AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                  AND row_3.status = 'PENDING'
                  AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                ORDER BY
                  row_3.registered_at ASC,
                  row_3.id ASC
                LIMIT 21
              ) AS anon_5
              UNION ALL
              SELECT
                anon_6.email AS email,
                anon_6.first_name AS first_name,
                anon_6.id AS id,
                anon_6.inactive_at AS inactive_at,
                anon_6.last_name AS last_name,
                anon_6.public_profile AS public_profile,
                anon_6.registered_at AS registered_at,
                anon_6.restricted AS restricted,
                anon_6.school_country AS school_country,
                anon_6.school_id AS school_id,
                anon_6.school_role AS school_role,
                anon_6.second_country AS second_country,
                anon_6.second_status AS second_status,
                anon_6.status AS status,
                anon_6.subjects AS subjects,
                anon_6.sort_0 AS sort_0,
                anon_6.sort_id AS sort_id
              FROM (
                SELECT
                  row_4.email AS email,
                  row_4.first_name AS first_name,
                  row_4.id AS id,
                  row_4.inactive_at AS inactive_at,
                  row_4.last_name AS last_name,
                  row_4.public_profile AS public_profile,
                  row_4.registered_at AS registered_at,
                  row_4.restricted AS restricted,
                  row_4.school_country AS school_country,
                  row_4.school_id AS school_id,
                  row_4.school_role AS school_role,
                  row_4.second_country AS second_country,
                  row_4.second_status AS second_status,
                  row_4.status AS status,
                  row_4.subjects AS subjects,
                  row_4.registered_at AS sort_0,
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
                  )
                  AND row_4.status = 'PENDING'
                  AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                ORDER BY
                  row_4.registered_at ASC,
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
            row_9.address AS address,
            row_9.city AS city,
            row_9.country AS country,
            row_9.email AS email,
            row_9.email_key AS email_key,
            row_9.head_email AS head_email,
            row_9.head_email_key AS head_email_key,
            row_9.head_first_name AS head_first_name,
            row_9.head_last_name AS head_last_name,
            row_9.head_supplied_by AS head_supplied_by,
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
            ) AS guard_2,
            link_8.country = (
              SELECT
                viewer.country
              FROM viewer
            )
            OR link_8.id = (
              SELECT
                viewer.school
              FROM viewer
            )
            OR link_8.id = (
              SELECT
                viewer.second_school
              FROM viewer
            ) AS guard_3,
            link_8.country = (
              SELECT
                viewer.country
              FROM viewer
            )
            OR link_8.id = (
              SELECT
                viewer.school
              FROM viewer
            )
            AND NOT (
              COALESCE(link_8.head_email_key = link_8.email_key, FALSE)
              OR (
                EXISTS(
                  SELECT
                    1
                  FROM users AS users_3
                  WHERE
                    users_3.email_key = link_8.email_key
                    AND (
                      users_3.school_id = link_8.id
                      OR users_3.second_school_id = link_8.id
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
            ) AS guard_4,
            link_8.head_supplied_by = (
              SELECT
                viewer."user"
              FROM viewer
            )
            OR link_8.country = (
              SELECT
                viewer.country
              FROM viewer
            ) AS guard_5,
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
            ) AS guard_6
          LIMIT ALL
          OFFSET 0
        ) AS guards_6
          ON TRUE
        HAVING
          COUNT(*) >= 0
      ) AS answer_1
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
  FROM answers, LATERAL UNNEST(ARRAY[answers.answer_0, answers.answer_1]) AS whole(text), LATERAL UNNEST(STRING_TO_ARRAY(whole.text, CHR(  1))) WITH ORDINALITY AS part(text, place)
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
      'School.email',
      'School.head',
      'User.email',
      'User.firstName',
      'User.id',
      'User.lastName',
      'User.registeredAt',
      'User.school',
      'User.schoolRole',
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
  CONVERT_TO(answers.answer_0, 'UTF8') AS answer_0,
  CONVERT_TO(answers.answer_1, 'UTF8') AS answer_1
FROM answers
