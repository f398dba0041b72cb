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
                          page_7.id = CAST((
                            SELECT
                              viewer."user"
                            FROM viewer
                          ) AS UUID)
                        )
                        THEN ''
                        ELSE CONCAT(CHR(  1), 'p', page_7.id, CHR(  1))
                      END,
                      CONCAT(
                        '{"firstName":',
                        COALESCE(CAST(TO_JSON(page_7.first_name) AS TEXT), 'null'),
                        ',"status":',
                        COALESCE(
                          CAST(TO_JSON(
                            CASE
                              WHEN (
                                page_7.status = 'ANONYMISED'
                                OR page_7.anonymised_at IS NOT NULL
                                AND page_7.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                              )
                              THEN 'ANONYMISED'
                              WHEN (
                                page_7.status = 'DEACTIVATED' AND CAST($3 AS TIMESTAMPTZ) < page_7.anonymised_at
                              )
                              THEN 'DEACTIVATED'
                              WHEN (
                                page_7.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                                AND page_7.inactive_at <= CAST($3 AS TIMESTAMPTZ)
                                AND CAST($3 AS TIMESTAMPTZ) < page_7.anonymised_at
                              )
                              THEN 'INACTIVE'
                              ELSE page_7.status
                            END
                          ) AS TEXT),
                          'null'
                        ),
                        ',"email":',
                        COALESCE(CAST(TO_JSON(page_7.email) AS TEXT), 'null'),
                        '}'
                      )
                    ),
                    ','
                  ORDER BY
                    page_7.place ASC
                ) FILTER(WHERE
                  page_7.place <= CAST($8 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_10.anonymised_at AS anonymised_at,
            cut_10.email AS email,
            cut_10.first_name AS first_name,
            cut_10.id AS id,
            cut_10.inactive_at AS inactive_at,
            cut_10.public_profile AS public_profile,
            cut_10.restricted AS restricted,
            cut_10.status AS status,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_9.anonymised_at AS anonymised_at,
              parts_9.email AS email,
              parts_9.first_name AS first_name,
              parts_9.id AS id,
              parts_9.inactive_at AS inactive_at,
              parts_9.public_profile AS public_profile,
              parts_9.restricted AS restricted,
              parts_9.status AS status
            FROM (
              SELECT
                anon_4.anonymised_at AS anonymised_at,
                anon_4.email AS email,
                anon_4.first_name AS first_name,
                anon_4.id AS id,
                anon_4.inactive_at AS inactive_at,
                anon_4.public_profile AS public_profile,
                anon_4.restricted AS restricted,
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
                  row_3.status AS status,
                  row_3.id AS sort_id
                FROM users AS row_3
                WHERE
                  row_3.id <> (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT row_3.restricted
                  AND row_3.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                  AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
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
                        AND row_4.region IS NOT NULL
                        AND row_4.country = ANY(
                          CAST($9 AS TEXT[])
                        )
                    )
                  )
                  AND row_3.last_name IS NOT NULL
                  AND NOT STARTS_WITH(row_3.last_name_folded, CAST($10 AS VARCHAR)) IS TRUE
                  AND row_3.subjects IS NOT NULL
                  AND NOT (
                    row_3.terms @@ CAST($11 AS TSQUERY)
                  ) IS TRUE
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
                  row_5.status AS status,
                  row_5.id AS sort_id
                FROM users AS row_5
                WHERE
                  row_5.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
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
                  AND (
                    row_5.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_5.inactive_at
                    OR row_5.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                    AND row_5.inactive_at <= CAST($3 AS TIMESTAMPTZ)
                    AND CAST($3 AS TIMESTAMPTZ) < row_5.anonymised_at
                  )
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM schools AS row_6
                      WHERE
                        row_6.id = row_5.school_id
                        AND row_6.region IS NOT NULL
                        AND row_6.country = ANY(
                          CAST($9 AS TEXT[])
                        )
                    )
                  )
                  AND row_5.last_name IS NOT NULL
                  AND NOT STARTS_WITH(row_5.last_name_folded, CAST($10 AS VARCHAR)) IS TRUE
                  AND row_5.subjects IS NOT NULL
                  AND NOT (
                    row_5.terms @@ CAST($11 AS TSQUERY)
                  ) IS TRUE
                  AND (
                    row_5.terms @@ CAST($12 AS TSQUERY)
                  )
                  AND POSITION(CAST($13 AS VARCHAR) IN row_5.email_folded) > 0
                ORDER BY
                  row_5.id ASC
                LIMIT 21
              ) AS anon_5
            ) AS parts_9
            ORDER BY
              parts_9.sort_id ASC
            LIMIT 21
          ) AS cut_10
        ) AS page_7
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
