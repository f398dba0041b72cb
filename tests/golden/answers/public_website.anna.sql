-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 picture_prefix
-- $7 picture_outer
-- $8 picture_inner
-- $9 value_0
-- $10 value_1
-- $11 value_3
-- $12 value_2
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    account.school_id AS school,
    account.second_school_id AS second_school,
    ARRAY((
      SELECT
        partners_1.project_id
      FROM partners AS partners_1
      WHERE
        partners_1.user_id = account.id
        AND (
          partners_1.left_on IS NULL
          OR partners_1.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
        )
      UNION ALL
      SELECT
        areas_1.project_id
      FROM members AS members_1
      JOIN areas AS areas_1
        ON areas_1.id = members_1.area_id
      WHERE
        members_1.user_id = account.id
        AND (
          members_1.left_on IS NULL
          OR members_1.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
        )
        AND (
          members_1.live_from IS NULL
          OR members_1.live_from <= CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
        )
        AND areas_1.project_id IS NOT NULL
    )) AS projects,
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
              FROM projects AS row_4
              WHERE
                (
                  row_4.id = ANY(
                    CAST((
                      SELECT
                        viewer.projects
                      FROM viewer
                    ) AS UUID[])
                  )
                  OR row_4.status IN ('ACTIVE', 'CLOSED')
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
                        '"' || CAST(page_2.id AS TEXT)
                      ) || '"', 'null'),
                      ',"title":',
                      COALESCE(CAST(TO_JSON(page_2.title) AS TEXT), 'null'),
                      ',"description":',
                      COALESCE(CAST(TO_JSON(page_2.description) AS TEXT), 'null'),
                      ',"languages":',
                      COALESCE(CAST(TO_JSON(page_2.languages) AS TEXT), 'null'),
                      ',"pupilAges":',
                      CASE
                        WHEN (
                          page_2.pupil_age_from IS NULL AND page_2.pupil_age_to IS NULL
                        )
                        THEN 'null'
                        ELSE CONCAT(
                          '{"from":',
                          COALESCE(CAST(page_2.pupil_age_from AS TEXT), 'null'),
                          ',"to":',
                          COALESCE(CAST(page_2.pupil_age_to AS TEXT), 'null'),
                          '}'
                        )
                      END,
                      ',"registeredOn":',
                      COALESCE((
                        '"' || CAST(page_2.registered_on AS TEXT)
                      ) || '"', 'null'),
                      ',"partners":',
                      (
                        SELECT
                          CONCAT(
                            '{"nodes":',
                            CONCAT(
                              '[',
                              COALESCE(
                                STRING_AGG(
                                    CONCAT(
                                      '{"role":',
                                      COALESCE(CAST(TO_JSON(page_7.role) AS TEXT), 'null'),
                                      ',"country":',
                                      CASE
                                        WHEN (
                                          link_9.id IS NOT NULL
                                        )
                                        THEN COALESCE(CAST(TO_JSON(link_9.country) AS TEXT), 'null')
                                        ELSE 'null'
                                      END,
                                      ',"school":',
                                      CASE
                                        WHEN (
                                          link_9.id IS NOT NULL
                                        )
                                        THEN CONCAT(
                                          '{"officialName":',
                                          COALESCE(CAST(TO_JSON(link_9.official_name) AS TEXT), 'null'),
                                          ',"city":',
                                          COALESCE(CAST(TO_JSON(link_9.city) AS TEXT), 'null'),
                                          '}'
                                        )
                                        ELSE 'null'
                                      END,
                                      ',"user":',
                                      CONCAT(
                                        '{"firstName":',
                                        COALESCE(CAST(TO_JSON(page_7.user_first_name) AS TEXT), 'null'),
                                        ',"lastName":',
                                        COALESCE(CAST(TO_JSON(page_7.user_last_name) AS TEXT), 'null'),
                                        ',"picture":',
                                        COALESCE(
                                          CAST(TO_JSON(
                                            CASE
                                              WHEN (
                                                page_7.user_picture_id IS NOT NULL
                                              )
                                              THEN CAST($6 AS VARCHAR) || TRANSLATE(
                                                ENCODE(
                                                  SUBSTRING(SHA256(
                                                    CAST($7 AS BYTEA) || SHA256(
                                                      CAST($8 AS BYTEA) || CONVERT_TO(
                                                        CAST(JSON_BUILD_ARRAY(CAST(page_7.user_id AS TEXT), CAST(page_7.user_picture_id AS TEXT)) AS TEXT),
                                                        'UTF8'
                                                      )
                                                    )
                                                  ) FROM 1 FOR 16) || CONVERT_TO(
                                                    CAST(JSON_BUILD_ARRAY(CAST(page_7.user_id AS TEXT), CAST(page_7.user_picture_id AS TEXT)) AS TEXT),
                                                    'UTF8'
                                                  ),
                                                  'base64'
                                                ),
                                                e'+/=\n',
                                                '-_'
                                              )
                                              ELSE page_7.user_picture
                                            END
                                          ) AS TEXT),
                                          'null'
                                        ),
                                        '}'
                                      ),
                                      '}'
                                    ),
                                    ','
                                  ORDER BY
                                    page_7.place ASC
                                ) FILTER(WHERE
                                  page_7.place <= CAST($9 AS BIGINT)),
                                ''
                              ),
                              ']'
                            ),
                            '}'
                          ) AS concat_2
                        FROM (
                          SELECT
                            cut_11.role AS role,
                            cut_11.school_id AS school_id,
                            cut_11.user_first_name AS user_first_name,
                            cut_11.user_id AS user_id,
                            cut_11.user_last_name AS user_last_name,
                            cut_11.user_picture AS user_picture,
                            cut_11.user_picture_id AS user_picture_id,
                            ROW_NUMBER() OVER () AS place,
                            COUNT(*) OVER () AS found
                          FROM (
                            SELECT
                              row_5.role AS role,
                              row_5.school_id AS school_id,
                              row_6.first_name AS user_first_name,
                              row_6.id AS user_id,
                              row_6.last_name AS user_last_name,
                              row_6.picture AS user_picture,
                              row_6.picture_id AS user_picture_id
                            FROM partners AS row_5
                            JOIN users AS row_6
                              ON row_6.id = row_5.user_id
                            WHERE
                              row_5.project_id = page_2.id
                              AND (
                                row_5.left_on IS NULL
                                OR row_5.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
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
                            ORDER BY
                              row_6.id ASC
                            LIMIT 21
                          ) AS cut_11
                        ) AS page_7
                        LEFT OUTER JOIN LATERAL (
                          SELECT
                            row_10.city AS city,
                            row_10.country AS country,
                            row_10.id AS id,
                            row_10.official_name AS official_name
                          FROM schools AS row_10
                          WHERE
                            row_10.id = page_7.school_id
                            AND (
                              row_10.id = (
                                SELECT
                                  viewer.school
                                FROM viewer
                              )
                              OR row_10.id = (
                                SELECT
                                  viewer.second_school
                                FROM viewer
                              )
                              OR row_10.status = 'VALIDATED'
                            )
                        ) AS link_9
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
                  page_2.place <= CAST($10 AS BIGINT)),
                ''
              ),
              ']'
            ),
            ',"pageInfo":',
            CONCAT(
              '{"hasNextPage":',
              CAST(COALESCE(MAX(page_2.found), 0) > CAST($10 AS BIGINT) AS TEXT),
              ',"endCursor":',
              COALESCE(
                (
                  '"' || MAX(
                    TRANSLATE(
                      ENCODE(
                        SUBSTRING(SHA256(
                          CAST($11 AS BYTEA) || SHA256(
                            CAST($12 AS BYTEA) || CONVERT_TO(
                              CAST(JSON_BUILD_ARRAY(CAST(NULL AS TEXT), CAST(page_2.registered_on AS TEXT), CAST(page_2.id AS TEXT)) AS TEXT),
                              'UTF8'
                            )
                          )
                        ) FROM 1 FOR 16) || CONVERT_TO(
                          CAST(JSON_BUILD_ARRAY(CAST(NULL AS TEXT), CAST(page_2.registered_on AS TEXT), CAST(page_2.id AS TEXT)) AS TEXT),
                          'UTF8'
                        ),
                        'base64'
                      ),
                      e'+/=\n',
                      '-_'
                    )
                  ) FILTER(WHERE
                    page_2.place = LEAST(page_2.found, CAST($10 AS BIGINT))
                    AND page_2.place <= CAST($10 AS BIGINT))
                ) || '"',
                'null'
              ),
              '}'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_12.description AS description,
            cut_12.id AS id,
            cut_12.languages AS languages,
            cut_12.pupil_age_from AS pupil_age_from,
            cut_12.pupil_age_to AS pupil_age_to,
            cut_12.registered_on AS registered_on,
            cut_12.title AS title,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              row_1.description AS description,
              row_1.id AS id,
              row_1.languages AS languages,
              row_1.pupil_age_from AS pupil_age_from,
              row_1.pupil_age_to AS pupil_age_to,
              row_1.registered_on AS registered_on,
              row_1.title AS title
            FROM projects AS row_1
            WHERE
              (
                row_1.id = ANY(
                  CAST((
                    SELECT
                      viewer.projects
                    FROM viewer
                  ) AS UUID[])
                )
                OR row_1.status IN ('ACTIVE', 'CLOSED')
              )
              AND TRUE
            ORDER BY
              row_1.registered_on DESC,
              row_1.id ASC
            LIMIT 21
          ) AS cut_12
        ) AS page_2
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
