-- $1 viewer_purpose
-- $2 record_operation
-- $3 now
-- $4 viewer_user
-- $5 viewer_issuer
-- $6 viewer_subject
-- $7 viewer_issued
-- $8 value_0
-- $9 value_1
-- $10 value_2
-- $11 value_3
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    live_assignment.country AS country,
    ARRAY((
      SELECT
        members_1.area_id
      FROM members AS members_1
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
                      ',"members":',
                      (
                        SELECT
                          CONCAT(
                            '{"totalCount":',
                            CAST((
                              SELECT
                                COUNT(*) AS count_1
                              FROM members AS row_8
                              JOIN users AS row_9
                                ON row_9.id = row_8.user_id
                              WHERE
                                row_8.area_id = page_2.id
                                AND (
                                  row_8.left_on IS NULL
                                  OR row_8.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND (
                                  row_8.live_from IS NULL
                                  OR row_8.live_from <= CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND (
                                  NOT row_9.restricted
                                  AND row_9.school_country = (
                                    SELECT
                                      viewer.country
                                    FROM viewer
                                  )
                                  AND row_9.status IN ('PENDING', 'VALIDATED')
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
                                AND (
                                  NOT row_9.restricted
                                  AND page_2.country = (
                                    SELECT
                                      viewer.country
                                    FROM viewer
                                  )
                                  AND page_2.kind = 'EVENT'
                                  AND row_9.school_country = (
                                    SELECT
                                      viewer.country
                                    FROM viewer
                                  )
                                  AND row_9.status IN ('PENDING', 'VALIDATED')
                                  AND CAST($3 AS TIMESTAMPTZ) < row_9.inactive_at
                                  OR row_9.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
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
                                        CASE
                                          WHEN guards_7.guard_1
                                          THEN COALESCE(CAST(TO_JSON(page_6.role) AS TEXT), 'null')
                                          ELSE 'null'
                                        END,
                                        ',"joinedOn":',
                                        CASE
                                          WHEN guards_7.guard_1
                                          THEN COALESCE((
                                            '"' || CAST(page_6.joined_on AS TEXT)
                                          ) || '"', 'null')
                                          ELSE 'null'
                                        END,
                                        ',"user":',
                                        CONCAT(
                                          '{"firstName":',
                                          COALESCE(CAST(TO_JSON(page_6.user_first_name) AS TEXT), 'null'),
                                          '}'
                                        ),
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
                            '}'
                          ) AS concat_2
                        FROM (
                          SELECT
                            cut_10.joined_on AS joined_on,
                            cut_10.role AS role,
                            cut_10.user_first_name AS user_first_name,
                            cut_10.user_id AS user_id,
                            cut_10.user_inactive_at AS user_inactive_at,
                            cut_10.user_public_profile AS user_public_profile,
                            cut_10.user_restricted AS user_restricted,
                            cut_10.user_status AS user_status,
                            ROW_NUMBER() OVER () AS place,
                            COUNT(*) OVER () AS found
                          FROM (
                            SELECT
                              row_4.joined_on AS joined_on,
                              row_4.role AS role,
                              row_5.first_name AS user_first_name,
                              row_5.id AS user_id,
                              row_5.inactive_at AS user_inactive_at,
                              row_5.public_profile AS user_public_profile,
                              row_5.restricted AS user_restricted,
                              row_5.status AS user_status
                            FROM members AS row_4
                            JOIN users AS row_5
                              ON row_5.id = row_4.user_id
                            WHERE
                              row_4.area_id = page_2.id
                              AND (
                                row_4.left_on IS NULL
                                OR row_4.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
                                row_4.live_from IS NULL
                                OR row_4.live_from <= CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
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
                              AND (
                                NOT row_5.restricted
                                AND page_2.country = (
                                  SELECT
                                    viewer.country
                                  FROM viewer
                                )
                                AND page_2.kind = 'EVENT'
                                AND row_5.school_country = (
                                  SELECT
                                    viewer.country
                                  FROM viewer
                                )
                                AND row_5.status IN ('PENDING', 'VALIDATED')
                                AND CAST($3 AS TIMESTAMPTZ) < row_5.inactive_at
                                OR row_5.id = (
                                  SELECT
                                    viewer."user"
                                  FROM viewer
                                )
                              )
                              AND TRUE
                            ORDER BY
                              row_5.last_name_folded ASC,
                              row_5.id ASC
                            LIMIT 21
                          ) AS cut_10
                        ) AS page_6
                        JOIN LATERAL (
                          SELECT
                            page_6.user_id = (
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
            cut_11.country AS country,
            cut_11.id AS id,
            cut_11.kind AS kind,
            cut_11.title AS title,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              row_1.country AS country,
              row_1.id AS id,
              row_1.kind AS kind,
              row_1.title AS title
            FROM areas AS row_1
            WHERE
              row_1.kind = 'GROUP'
              AND row_1.id = ANY(
                CAST((
                  SELECT
                    viewer.areas
                  FROM viewer
                ) AS UUID[])
              )
              AND TRUE
            ORDER BY
              row_1.id ASC
            LIMIT 21
          ) AS cut_11
        ) AS page_2
        HAVING
          COUNT(*) >= 0
      ) AS answer_0,
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
                      COALESCE(CAST(TO_JSON(page_13.title) AS TEXT), 'null'),
                      ',"startsAt":',
                      CASE
                        WHEN guards_14.guard_1
                        THEN COALESCE(
                          (
                            '"' || REPLACE(
                              TO_CHAR(TIMEZONE('UTC', page_13.starts_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                              '.000000Z',
                              'Z'
                            )
                          ) || '"',
                          'null'
                        )
                        ELSE 'null'
                      END,
                      ',"online":null,"country":null,"members":',
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
                                          page_17.user_id = CAST((
                                            SELECT
                                              viewer."user"
                                            FROM viewer
                                          ) AS UUID)
                                        )
                                        THEN ''
                                        ELSE CONCAT(CHR(  1), 'p', page_17.user_id, CHR(  1))
                                      END,
                                      CONCAT(
                                        '{"role":',
                                        CASE
                                          WHEN guards_18.guard_1
                                          THEN COALESCE(CAST(TO_JSON(page_17.role) AS TEXT), 'null')
                                          ELSE 'null'
                                        END,
                                        ',"user":',
                                        CONCAT(
                                          '{"firstName":',
                                          COALESCE(CAST(TO_JSON(page_17.user_first_name) AS TEXT), 'null'),
                                          '}'
                                        ),
                                        '}'
                                      )
                                    ),
                                    ','
                                  ORDER BY
                                    page_17.place ASC
                                ) FILTER(WHERE
                                  page_17.place <= CAST($10 AS BIGINT)),
                                ''
                              ),
                              ']'
                            ),
                            '}'
                          ) AS concat_4
                        FROM (
                          SELECT
                            cut_19.role AS role,
                            cut_19.user_first_name AS user_first_name,
                            cut_19.user_id AS user_id,
                            cut_19.user_inactive_at AS user_inactive_at,
                            cut_19.user_public_profile AS user_public_profile,
                            cut_19.user_restricted AS user_restricted,
                            cut_19.user_status AS user_status,
                            ROW_NUMBER() OVER () AS place,
                            COUNT(*) OVER () AS found
                          FROM (
                            SELECT
                              row_15.role AS role,
                              row_16.first_name AS user_first_name,
                              row_16.id AS user_id,
                              row_16.inactive_at AS user_inactive_at,
                              row_16.public_profile AS user_public_profile,
                              row_16.restricted AS user_restricted,
                              row_16.status AS user_status
                            FROM members AS row_15
                            JOIN users AS row_16
                              ON row_16.id = row_15.user_id
                            WHERE
                              row_15.area_id = page_13.id
                              AND (
                                row_15.left_on IS NULL
                                OR row_15.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
                                row_15.live_from IS NULL
                                OR row_15.live_from <= CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
                                NOT row_16.restricted
                                AND row_16.school_country = (
                                  SELECT
                                    viewer.country
                                  FROM viewer
                                )
                                AND row_16.status IN ('PENDING', 'VALIDATED')
                                AND CAST($3 AS TIMESTAMPTZ) < row_16.inactive_at
                                OR row_16.id = (
                                  SELECT
                                    viewer."user"
                                  FROM viewer
                                )
                                AND NOT (
                                  row_16.status = 'ANONYMISED'
                                  OR row_16.anonymised_at IS NOT NULL
                                  AND row_16.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                                )
                                OR NOT row_16.restricted
                                AND row_16.status = 'VALIDATED'
                                AND CAST($3 AS TIMESTAMPTZ) < row_16.inactive_at
                                AND (
                                  row_16.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                )
                              )
                              AND (
                                NOT row_16.restricted
                                AND page_13.country = (
                                  SELECT
                                    viewer.country
                                  FROM viewer
                                )
                                AND page_13.kind = 'EVENT'
                                AND row_16.school_country = (
                                  SELECT
                                    viewer.country
                                  FROM viewer
                                )
                                AND row_16.status IN ('PENDING', 'VALIDATED')
                                AND CAST($3 AS TIMESTAMPTZ) < row_16.inactive_at
                                OR row_16.id = (
                                  SELECT
                                    viewer."user"
                                  FROM viewer
                                )
                              )
                              AND TRUE
                            ORDER BY
                              row_16.id ASC
                            LIMIT 21
                          ) AS cut_19
                        ) AS page_17
                        JOIN LATERAL (
                          SELECT
                            page_17.user_id = (
                              SELECT
                                viewer."user"
                              FROM viewer
                            ) AS guard_1
                          LIMIT ALL
                          OFFSET 0
                        ) AS guards_18
                          ON TRUE
                        HAVING
                          COUNT(*) >= 0
                      ),
                      '}'
                    ),
                    ','
                  ORDER BY
                    page_13.place ASC
                ) FILTER(WHERE
                  page_13.place <= CAST($11 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_3
        FROM (
          SELECT
            cut_20.country AS country,
            cut_20.id AS id,
            cut_20.kind AS kind,
            cut_20.starts_at AS starts_at,
            cut_20.title AS title,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              row_12.country AS country,
              row_12.id AS id,
              row_12.kind AS kind,
              row_12.starts_at AS starts_at,
              row_12.title AS title
            FROM areas AS row_12
            WHERE
              row_12.kind = 'EVENT'
              AND (
                row_12.country = (
                  SELECT
                    viewer.country
                  FROM viewer
                )
                OR row_12.id = ANY(
                  CAST((
                    SELECT
                      viewer.areas
                    FROM viewer
                  ) AS UUID[])
                )
              )
              AND TRUE
            ORDER BY
              CASE
                WHEN (
                  row_12.country = (
                    SELECT
                      viewer.country
                    FROM viewer
                  )
                )
                THEN row_12.starts_at
              END ASC,
              row_12.id ASC
            LIMIT 21
          ) AS cut_20
        ) AS page_13
        JOIN LATERAL (
          SELECT
            page_13.country = (
              SELECT
                viewer.country
              FROM viewer
            ) AS guard_1
          LIMIT ALL
          OFFSET 0
        ) AS guards_14
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
    CAST('{}' AS UUID[]) AS schools
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
      'Event.members',
      'Group.members',
      'Member.id',
      'Member.joinedOn',
      'Member.role',
      'Member.user',
      'User.firstName',
      'User.id',
      'User.lastName'
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
