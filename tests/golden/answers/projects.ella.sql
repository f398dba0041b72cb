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
                      '{"title":',
                      COALESCE(CAST(TO_JSON(page_2.title) AS TEXT), 'null'),
                      ',"status":',
                      COALESCE(CAST(TO_JSON(page_2.status) AS TEXT), 'null'),
                      ',"published":',
                      COALESCE(
                        CAST(COALESCE(page_2.published_at <= CAST($3 AS TIMESTAMPTZ), FALSE) AS TEXT),
                        'null'
                      ),
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
                                  NOT row_9.restricted
                                  AND row_9.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
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
                                        )
                                        THEN ''
                                        ELSE CONCAT(CHR(  1), 'p', page_6.user_id, CHR(  1))
                                      END,
                                      CONCAT(
                                        '{"role":',
                                        COALESCE(CAST(TO_JSON(page_6.role) AS TEXT), 'null'),
                                        ',"joinedOn":',
                                        COALESCE((
                                          '"' || CAST(page_6.joined_on AS TEXT)
                                        ) || '"', 'null'),
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
                        ) AS link_10
                          ON TRUE
                        HAVING
                          COUNT(*) >= 0
                      ),
                      ',"twinSpace":',
                      CASE
                        WHEN (
                          link_13.id IS NOT NULL
                        )
                        THEN CONCAT('{"title":', COALESCE(CAST(TO_JSON(link_13.title) AS TEXT), 'null'), '}')
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
              TRUE
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
            row_14.project_id = page_2.id AND row_14.kind = 'TWINSPACE'
        ) AS link_13
          ON TRUE
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
    'EACEA',
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
