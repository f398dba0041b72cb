-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 picture_prefix
-- $7 picture_outer
-- $8 picture_inner
-- $9 value_0
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    account.school_id AS school,
    account.second_school_id AS second_school,
    COALESCE(
      account.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < account.inactive_at,
      FALSE
    ) AS allowed,
    ARRAY((
      SELECT
        block_made.blocked_id
      FROM blocks AS block_made
      WHERE
        block_made.user_id = account.id
      UNION ALL
      SELECT
        block_suffered.user_id
      FROM blocks AS block_suffered
      WHERE
        block_suffered.blocked_id = account.id
    )) AS blocked
  FROM users AS account
  WHERE
    account.id = COALESCE(
      CAST($2 AS UUID),
      (
        SELECT
          identity.user_id
        FROM identities AS identity
        WHERE
          identity.issuer = CAST($3 AS VARCHAR) AND identity.subject = CAST($4 AS VARCHAR)
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
            CAST($5 AS TIMESTAMPTZ) IS NULL OR sign_out.at >= CAST($5 AS TIMESTAMPTZ)
          )
      )
    )
    AND NOT (
      account.status = 'ANONYMISED'
      OR account.anonymised_at IS NOT NULL
      AND account.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
    )
)
SELECT
  viewer.allowed,
  (
    SELECT
      policy_generation.generation
    FROM policy_generation
  ) AS generation,
  data.answer_0
FROM viewer
LEFT OUTER JOIN LATERAL (
  SELECT
    CONVERT_TO(
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
                  row_6.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND (
                    row_6.id IS NOT NULL OR NULL
                  )
                  AND NOT (
                    row_6.id = ANY(
                      CAST((
                        SELECT
                          viewer.blocked
                        FROM viewer
                      ) AS UUID[])
                    )
                  )
                  AND NOT (
                    row_6.status = 'ANONYMISED'
                    OR row_6.anonymised_at IS NOT NULL
                    AND row_6.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                  )
                  OR NOT row_6.restricted
                  AND (
                    row_6.id IS NOT NULL OR NULL
                  )
                  AND NOT (
                    row_6.id = ANY(
                      CAST((
                        SELECT
                          viewer.blocked
                        FROM viewer
                      ) AS UUID[])
                    )
                  )
                  AND row_6.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_6.inactive_at
                )
                AND TRUE
            ) AS TEXT),
            ',"nodes":',
            CONCAT(
              '[',
              COALESCE(
                STRING_AGG(
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
                      CASE
                        WHEN guards_5.guard_1
                        THEN COALESCE(CAST(TO_JSON(page_4.email) AS TEXT), 'null')
                        ELSE 'null'
                      END,
                      ',"picture":',
                      COALESCE(
                        CAST(TO_JSON(
                          CASE
                            WHEN (
                              page_4.picture_id IS NOT NULL
                            )
                            THEN CAST($6 AS VARCHAR) || TRANSLATE(
                              ENCODE(
                                SUBSTRING(SHA256(
                                  CAST($7 AS BYTEA) || SHA256(
                                    CAST($8 AS BYTEA) || CONVERT_TO(
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
                      CASE
                        WHEN guards_5.guard_1
                        THEN COALESCE(
                          CAST(TO_JSON(
                            CASE
                              WHEN (
                                page_4.status = 'ANONYMISED'
                                OR page_4.anonymised_at IS NOT NULL
                                AND page_4.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                              )
                              THEN 'ANONYMISED'
                              WHEN (
                                page_4.status = 'DEACTIVATED' AND CAST($1 AS TIMESTAMPTZ) < page_4.anonymised_at
                              )
                              THEN 'DEACTIVATED'
                              WHEN (
                                page_4.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                                AND page_4.inactive_at <= CAST($1 AS TIMESTAMPTZ)
                                AND CAST($1 AS TIMESTAMPTZ) < page_4.anonymised_at
                              )
                              THEN 'INACTIVE'
                              ELSE page_4.status
                            END
                          ) AS TEXT),
                          'null'
                        )
                        ELSE 'null'
                      END,
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
                      CASE
                        WHEN guards_5.guard_1
                        THEN COALESCE(
                          (
                            '"' || REPLACE(
                              TO_CHAR(TIMEZONE('UTC', page_4.last_login_at), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
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
                    ),
                    ','
                  ORDER BY
                    page_4.place ASC
                ) FILTER(WHERE
                  page_4.place <= CAST($9 AS BIGINT)),
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
            cut_10.pupil_age_from AS pupil_age_from,
            cut_10.pupil_age_to AS pupil_age_to,
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
              parts_9.pupil_age_from AS pupil_age_from,
              parts_9.pupil_age_to AS pupil_age_to,
              parts_9.school_country AS school_country,
              parts_9.school_id AS school_id,
              parts_9.status AS status,
              parts_9.subjects AS subjects
            FROM (
              SELECT
                anon_1.ambassador AS ambassador,
                anon_1.anonymised_at AS anonymised_at,
                anon_1.email AS email,
                anon_1.first_name AS first_name,
                anon_1.id AS id,
                anon_1.inactive_at AS inactive_at,
                anon_1.last_login_at AS last_login_at,
                anon_1.last_name AS last_name,
                anon_1.picture AS picture,
                anon_1.picture_id AS picture_id,
                anon_1.pupil_age_from AS pupil_age_from,
                anon_1.pupil_age_to AS pupil_age_to,
                anon_1.school_country AS school_country,
                anon_1.school_id AS school_id,
                anon_1.status AS status,
                anon_1.subjects AS subjects,
                anon_1.sort_0 AS sort_0,
                anon_1.sort_id AS sort_id
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
                  row_2.pupil_age_from AS pupil_age_from,
                  row_2.pupil_age_to AS pupil_age_to,
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
                  AND (
                    row_2.id IS NOT NULL OR NULL
                  )
                  AND NOT (
                    row_2.id = ANY(
                      CAST((
                        SELECT
                          viewer.blocked
                        FROM viewer
                      ) AS UUID[])
                    )
                  )
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  AND TRUE
                ORDER BY
                  row_2.first_name_folded ASC,
                  row_2.id ASC
                LIMIT 21
              ) AS anon_1
              UNION ALL
              SELECT
                anon_2.ambassador AS ambassador,
                anon_2.anonymised_at AS anonymised_at,
                anon_2.email AS email,
                anon_2.first_name AS first_name,
                anon_2.id AS id,
                anon_2.inactive_at AS inactive_at,
                anon_2.last_login_at AS last_login_at,
                anon_2.last_name AS last_name,
                anon_2.picture AS picture,
                anon_2.picture_id AS picture_id,
                anon_2.pupil_age_from AS pupil_age_from,
                anon_2.pupil_age_to AS pupil_age_to,
                anon_2.school_country AS school_country,
                anon_2.school_id AS school_id,
                anon_2.status AS status,
                anon_2.subjects AS subjects,
                anon_2.sort_0 AS sort_0,
                anon_2.sort_id AS sort_id
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
                  row_3.pupil_age_from AS pupil_age_from,
                  row_3.pupil_age_to AS pupil_age_to,
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
                    row_3.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                    AND (
                      row_3.id IS NOT NULL OR NULL
                    )
                    AND NOT (
                      row_3.id = ANY(
                        CAST((
                          SELECT
                            viewer.blocked
                          FROM viewer
                        ) AS UUID[])
                      )
                    )
                    AND NOT (
                      row_3.status = 'ANONYMISED'
                      OR row_3.anonymised_at IS NOT NULL
                      AND row_3.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                    )
                    OR NOT row_3.restricted
                    AND (
                      row_3.id IS NOT NULL OR NULL
                    )
                    AND NOT (
                      row_3.id = ANY(
                        CAST((
                          SELECT
                            viewer.blocked
                          FROM viewer
                        ) AS UUID[])
                      )
                    )
                    AND row_3.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_3.inactive_at
                  )
                  AND TRUE
                ORDER BY
                  row_3.first_name_folded ASC,
                  row_3.id ASC
                LIMIT 21
              ) AS anon_2
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
            AND (
              row_8.id = (
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
            )
        ) AS link_7
          ON TRUE
        JOIN LATERAL (
          SELECT
            page_4.id = (
              SELECT
                viewer."user"
              FROM viewer
            ) AS guard_1
          LIMIT ALL
          OFFSET 0
        ) AS guards_5
          ON TRUE
        HAVING
          COUNT(*) >= 0
      ),
      'UTF8'
    ) AS answer_0
  WHERE
    viewer.allowed
  LIMIT ALL
  OFFSET 0
) AS data
  ON TRUE
