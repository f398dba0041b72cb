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
    CAST(NULL AS TEXT) AS country,
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
      CONCAT(
        '{"role":"EACEA","purpose":"OPERATION","country":',
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
                  COALESCE(CAST(TO_JSON(row_1.email) AS TEXT), 'null'),
                  ',"status":',
                  COALESCE(
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
                  ),
                  ',"consents":',
                  (
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
                  ),
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
                          row_4.user_id = row_1.id
                          AND row_5.id = row_4.contact_id
                          AND (
                            NOT row_5.restricted
                            AND row_5.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
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
                                  COALESCE(CAST(TO_JSON(page_11.status) AS TEXT), 'null'),
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
                        cut_13.status AS status,
                        cut_13.title AS title,
                        ROW_NUMBER() OVER () AS place,
                        COUNT(*) OVER () AS found
                      FROM (
                        SELECT
                          row_10.status AS status,
                          row_10.title AS title
                        FROM partners AS row_9
                        JOIN projects AS row_10
                          ON TRUE
                        WHERE
                          row_9.user_id = row_1.id
                          AND row_10.id = row_9.project_id
                          AND (
                            row_9.left_on IS NULL
                            OR row_9.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                          )
                          AND TRUE
                        ORDER BY
                          row_10.registered_on DESC,
                          row_10.id ASC
                        LIMIT 21
                      ) AS cut_13
                    ) AS page_11
                    HAVING
                      COUNT(*) >= 0
                  ),
                  '}'
                )
              ) AS concat_1
            FROM users AS row_1
            WHERE
              row_1.id = (
                SELECT
                  viewer."user"
                FROM viewer
              )
              AND (
                NOT row_1.restricted
                AND row_1.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
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
    'EACEA',
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
