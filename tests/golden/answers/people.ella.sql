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
            '{"totalCount":',
            CAST((
              SELECT
                COUNT(*) AS count_1
              FROM users AS row_6
              WHERE
                (
                  NOT row_6.restricted
                  AND row_6.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
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
                        '{"id":',
                        COALESCE((
                          '"' || CAST(page_4.id AS TEXT)
                        ) || '"', 'null'),
                        ',"firstName":',
                        COALESCE(CAST(TO_JSON(page_4.first_name) AS TEXT), 'null'),
                        ',"lastName":',
                        COALESCE(CAST(TO_JSON(page_4.last_name) AS TEXT), 'null'),
                        ',"email":',
                        COALESCE(CAST(TO_JSON(page_4.email) AS TEXT), 'null'),
                        ',"picture":',
                        COALESCE(
                          CAST(TO_JSON(
                            CASE
                              WHEN (
                                page_4.picture_id IS NOT NULL
                              )
                              THEN CAST($8 AS VARCHAR) || TRANSLATE(
                                ENCODE(
                                  SUBSTRING(SHA256(
                                    CAST($9 AS BYTEA) || SHA256(
                                      CAST($10 AS BYTEA) || CONVERT_TO(
                                        CAST(JSON_BUILD_ARRAY(CAST(page_4.id AS TEXT), CAST(page_4.picture_id AS TEXT)) AS TEXT),
                                        'UTF8'
                                      )
                                    )
                                  ) FROM 1 FOR 16) || CONVERT_TO(
                                    CAST(JSON_BUILD_ARRAY(CAST(page_4.id AS TEXT), CAST(page_4.picture_id AS TEXT)) AS TEXT),
                                    'UTF8'
                                  ),
                                  'base64'
                                ),
                                e'+/=\n',
                                '-_'
                              )
                              ELSE page_4.picture
                            END
                          ) AS TEXT),
                          'null'
                        ),
                        ',"ambassador":',
                        COALESCE(CAST(page_4.ambassador AS TEXT), 'null'),
                        ',"country":',
                        COALESCE(CAST(TO_JSON(page_4.school_country) AS TEXT), 'null'),
                        ',"status":',
                        COALESCE(
                          CAST(TO_JSON(
                            CASE
                              WHEN (
                                page_4.status = 'ANONYMISED'
                                OR page_4.anonymised_at IS NOT NULL
                                AND page_4.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                              )
                              THEN 'ANONYMISED'
                              WHEN (
                                page_4.status = 'DEACTIVATED' AND CAST($3 AS TIMESTAMPTZ) < page_4.anonymised_at
                              )
                              THEN 'DEACTIVATED'
                              WHEN (
                                page_4.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                                AND page_4.inactive_at <= CAST($3 AS TIMESTAMPTZ)
                                AND CAST($3 AS TIMESTAMPTZ) < page_4.anonymised_at
                              )
                              THEN 'INACTIVE'
                              ELSE page_4.status
                            END
                          ) AS TEXT),
                          'null'
                        ),
                        ',"subjects":',
                        COALESCE(CAST(TO_JSON(page_4.subjects) AS TEXT), 'null'),
                        ',"pupilAges":',
                        CASE
                          WHEN (
                            page_4.pupil_age_from IS NULL AND page_4.pupil_age_to IS NULL
                          )
                          THEN 'null'
                          ELSE CONCAT(
                            '{"from":',
                            COALESCE(CAST(page_4.pupil_age_from AS TEXT), 'null'),
                            ',"to":',
                            COALESCE(CAST(page_4.pupil_age_to AS TEXT), 'null'),
                            '}'
                          )
                        END,
                        ',"lastLoginAt":',
                        COALESCE(
                          (
                            '"' || REPLACE(
                              TO_CHAR(TIMEZONE('UTC', page_4.last_login_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                              '.000000Z',
                              'Z'
                            )
                          ) || '"',
                          'null'
                        ),
                        ',"school":',
                        CASE
                          WHEN (
                            link_7.id IS NOT NULL
                          )
                          THEN CONCAT(
                            '{"officialName":',
                            COALESCE(CAST(TO_JSON(link_7.official_name) AS TEXT), 'null'),
                            '}'
                          )
                          ELSE 'null'
                        END,
                        '}'
                      )
                    ),
                    ','
                  ORDER BY
                    page_4.place ASC
                ) FILTER(WHERE
                  page_4.place <= CAST($11 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_10.ambassador AS ambassador,
            cut_10.anonymised_at AS anonymised_at,
            cut_10.email AS email,
            cut_10.first_name AS first_name,
            cut_10.id AS id,
            cut_10.inactive_at AS inactive_at,
            cut_10.last_login_at AS last_login_at,
            cut_10.last_name AS last_name,
            cut_10.picture AS picture,
            cut_10.picture_id AS picture_id,
            cut_10.public_picture AS public_picture,
            cut_10.public_picture_esep AS public_picture_esep,
            cut_10.public_profile AS public_profile,
            cut_10.pupil_age_from AS pupil_age_from,
            cut_10.pupil_age_to AS pupil_age_to,
            cut_10.restricted AS restricted,
            cut_10.school_country AS school_country,
            cut_10.school_id AS school_id,
            cut_10.status AS status,
            cut_10.subjects AS subjects,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_9.ambassador AS ambassador,
              parts_9.anonymised_at AS anonymised_at,
              parts_9.email AS email,
              parts_9.first_name AS first_name,
              parts_9.id AS id,
              parts_9.inactive_at AS inactive_at,
              parts_9.last_login_at AS last_login_at,
              parts_9.last_name AS last_name,
              parts_9.picture AS picture,
              parts_9.picture_id AS picture_id,
              parts_9.public_picture AS public_picture,
              parts_9.public_picture_esep AS public_picture_esep,
              parts_9.public_profile AS public_profile,
              parts_9.pupil_age_from AS pupil_age_from,
              parts_9.pupil_age_to AS pupil_age_to,
              parts_9.restricted AS restricted,
              parts_9.school_country AS school_country,
              parts_9.school_id AS school_id,
              parts_9.status AS status,
              parts_9.subjects AS subjects
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
                  AND NOT row_2.restricted
                  AND row_2.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                  AND CAST($3 AS TIMESTAMPTZ) < row_2.inactive_at
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
                  row_3.status AS status,
                  row_3.subjects AS subjects,
                  row_3.first_name_folded AS sort_0,
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
                  AND TRUE
                ORDER BY
                  row_3.first_name_folded ASC,
                  row_3.id ASC
                LIMIT 21
              ) AS anon_5
            ) AS parts_9
            ORDER BY
              parts_9.sort_0 ASC,
              parts_9.sort_id ASC
            LIMIT 21
          ) AS cut_10
        ) AS page_4
        LEFT OUTER JOIN LATERAL (
          SELECT
            row_8.id AS id,
            row_8.official_name AS official_name
          FROM schools AS row_8
          WHERE
            row_8.id = page_4.school_id
        ) AS link_7
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
    'EACEA',
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
