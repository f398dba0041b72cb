-- $1 viewer_purpose
-- $2 record_operation
-- $3 now
-- $4 viewer_user
-- $5 viewer_issuer
-- $6 viewer_subject
-- $7 viewer_issued
-- $8 value_0
-- $9 value_1
-- $10 value_4
-- $11 value_3
-- $12 value_2
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
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
      assignment.country AS country,
      assignment.region AS region,
      assignment.purposes AS purposes,
      assignment.organisation_id AS organisation_id
    FROM assignments AS assignment
    WHERE
      assignment.user_id = account.id
      AND assignment.role = 'EACEA'
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
                          page_4.id = CAST((
                            SELECT
                              viewer."user"
                            FROM viewer
                          ) AS UUID)
                        )
                        THEN ''
                        ELSE CONCAT(CHR(  1), 'p', page_4.id, CHR(  1))
                      END,
                      CONCAT(
                        '{"firstName":',
                        COALESCE(CAST(TO_JSON(page_4.first_name) AS TEXT), 'null'),
                        ',"contacts":',
                        (
                          SELECT
                            CONCAT(
                              '{"totalCount":',
                              CAST((
                                SELECT
                                  COUNT(*) AS count_1
                                FROM contacts AS row_10
                                JOIN users AS row_11
                                  ON TRUE
                                WHERE
                                  row_10.user_id = page_4.id
                                  AND row_11.id = row_10.contact_id
                                  AND (
                                    NOT row_11.restricted
                                    AND row_11.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                                    AND CAST($3 AS TIMESTAMPTZ) < row_11.inactive_at
                                    OR row_11.id = (
                                      SELECT
                                        viewer."user"
                                      FROM viewer
                                    )
                                    AND NOT (
                                      row_11.status = 'ANONYMISED'
                                      OR row_11.anonymised_at IS NOT NULL
                                      AND row_11.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
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
                                            page_8.id = CAST((
                                              SELECT
                                                viewer."user"
                                              FROM viewer
                                            ) AS UUID)
                                          )
                                          THEN ''
                                          ELSE CONCAT(CHR(  1), 'p', page_8.id, CHR(  1))
                                        END,
                                        CONCAT('{"firstName":', COALESCE(CAST(TO_JSON(page_8.first_name) AS TEXT), 'null'), '}')
                                      ),
                                      ','
                                    ORDER BY
                                      page_8.place ASC
                                  ) FILTER(WHERE
                                    page_8.place <= CAST($8 AS BIGINT)),
                                  ''
                                ),
                                ']'
                              ),
                              '}'
                            ) AS concat_2
                          FROM (
                            SELECT
                              cut_12.first_name AS first_name,
                              cut_12.id AS id,
                              cut_12.inactive_at AS inactive_at,
                              cut_12.public_profile AS public_profile,
                              cut_12.restricted AS restricted,
                              cut_12.status AS status,
                              ROW_NUMBER() OVER () AS place,
                              COUNT(*) OVER () AS found
                            FROM (
                              SELECT
                                row_7.first_name AS first_name,
                                row_7.id AS id,
                                row_7.inactive_at AS inactive_at,
                                row_7.public_profile AS public_profile,
                                row_7.restricted AS restricted,
                                row_7.status AS status
                              FROM contacts AS row_6
                              JOIN users AS row_7
                                ON TRUE
                              WHERE
                                row_6.user_id = page_4.id
                                AND row_7.id = row_6.contact_id
                                AND (
                                  NOT row_7.restricted
                                  AND row_7.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
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
                                )
                                AND TRUE
                              ORDER BY
                                row_7.id ASC
                              LIMIT 21
                            ) AS cut_12
                          ) AS page_8
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
                                      CONCAT('{"title":', COALESCE(CAST(TO_JSON(page_15.title) AS TEXT), 'null'), '}'),
                                      ','
                                    ORDER BY
                                      page_15.place ASC
                                  ) FILTER(WHERE
                                    page_15.place <= CAST($9 AS BIGINT)),
                                  ''
                                ),
                                ']'
                              ),
                              '}'
                            ) AS concat_3
                          FROM (
                            SELECT
                              cut_17.title AS title,
                              ROW_NUMBER() OVER () AS place,
                              COUNT(*) OVER () AS found
                            FROM (
                              SELECT
                                row_14.title AS title
                              FROM partners AS row_13
                              JOIN projects AS row_14
                                ON TRUE
                              WHERE
                                row_13.user_id = page_4.id
                                AND row_14.id = row_13.project_id
                                AND (
                                  row_13.left_on IS NULL
                                  OR row_13.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND TRUE
                              ORDER BY
                                row_14.title_folded ASC,
                                row_14.id ASC
                              LIMIT 21
                            ) AS cut_17
                          ) AS page_15
                          HAVING
                            COUNT(*) >= 0
                        ),
                        '}'
                      )
                    ),
                    ','
                  ORDER BY
                    page_4.place ASC
                ) FILTER(WHERE
                  page_4.place <= CAST($10 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_19.first_name AS first_name,
            cut_19.id AS id,
            cut_19.inactive_at AS inactive_at,
            cut_19.public_profile AS public_profile,
            cut_19.restricted AS restricted,
            cut_19.status AS status,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_18.first_name AS first_name,
              parts_18.id AS id,
              parts_18.inactive_at AS inactive_at,
              parts_18.public_profile AS public_profile,
              parts_18.restricted AS restricted,
              parts_18.status AS status
            FROM (
              SELECT
                anon_4.first_name AS first_name,
                anon_4.id AS id,
                anon_4.inactive_at AS inactive_at,
                anon_4.public_profile AS public_profile,
                anon_4.restricted AS restricted,
                anon_4.status AS status,
                anon_4.sort_id AS sort_id
              FROM (
                SELECT
                  row_2.first_name AS first_name,
                  row_2.id AS id,
                  row_2.inactive_at AS inactive_at,
                  row_2.public_profile AS public_profile,
                  row_2.restricted AS restricted,
                  row_2.status AS status,
                  row_2.id AS sort_id
                FROM users AS row_2
                WHERE
                  row_2.id <> (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT row_2.restricted
                  AND row_2.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                  AND CAST($3 AS TIMESTAMPTZ) < row_2.inactive_at
                  AND row_2.first_name_folded = ANY(
                    CAST($11 AS TEXT[])
                  )
                  AND row_2.first_name = ANY(
                    CAST($12 AS TEXT[])
                  )
                ORDER BY
                  row_2.id ASC
                LIMIT 21
              ) AS anon_4
              UNION ALL
              SELECT
                anon_5.first_name AS first_name,
                anon_5.id AS id,
                anon_5.inactive_at AS inactive_at,
                anon_5.public_profile AS public_profile,
                anon_5.restricted AS restricted,
                anon_5.status AS status,
                anon_5.sort_id AS sort_id
              FROM (
                SELECT
                  row_3.first_name AS first_name,
                  row_3.id AS id,
                  row_3.inactive_at AS inactive_at,
                  row_3.public_profile AS public_profile,
                  row_3.restricted AS restricted,
                  row_3.status AS status,
                  row_3.id AS sort_id
                FROM users AS row_3
                WHERE
                  row_3.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND (
                    NOT row_3.restricted
                    AND row_3.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                    AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                    OR row_3.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                    AND NOT (
                      row_3.status = 'ANONYMISED'
                      OR row_3.anonymised_at IS NOT NULL
                      AND row_3.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                    )
                  )
                  AND row_3.first_name_folded = ANY(
                    CAST($11 AS TEXT[])
                  )
                  AND row_3.first_name = ANY(
                    CAST($12 AS TEXT[])
                  )
                ORDER BY
                  row_3.id ASC
                LIMIT 21
              ) AS anon_5
            ) AS parts_18
            ORDER BY
              parts_18.sort_id ASC
            LIMIT 21
          ) AS cut_19
        ) AS page_4
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
    'EACEA',
    CAST($1 AS VARCHAR) AS anon_1,
    answers.organisation AS organisation,
    CAST($2 AS VARCHAR) AS anon_2,
    found.subjects AS subjects,
    found.schools AS schools,
    ARRAY['User.contacts', 'User.firstName', 'User.id', 'User.projects'] AS anon_3
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
