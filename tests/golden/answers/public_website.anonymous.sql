-- $1 now
-- $2 picture_prefix
-- $3 picture_outer
-- $4 picture_inner
-- $5 value_0
-- $6 value_1
-- $7 value_3
-- $8 value_2
SELECT
  TRUE AS anon_1,
  (
    SELECT
      policy_generation.generation
    FROM policy_generation
  ) AS generation,
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
              row_4.published_at <= CAST($1 AS TIMESTAMPTZ)
              AND row_4.status IN ('ACTIVE', 'CLOSED')
              AND (
                EXISTS(
                  SELECT
                    1
                  FROM partners AS partners_1, users AS users_1
                  WHERE
                    partners_1.project_id = row_4.id
                    AND (
                      partners_1.left_on IS NULL
                      OR partners_1.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                    )
                    AND users_1.id = partners_1.user_id
                    AND users_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < users_1.inactive_at
                    AND NOT users_1.restricted
                    AND (
                      users_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
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
                                      CASE
                                        WHEN guards_8.guard_1
                                        THEN COALESCE(
                                          CAST(TO_JSON(
                                            CASE
                                              WHEN (
                                                page_7.user_picture_id IS NOT NULL
                                              )
                                              THEN CAST($2 AS VARCHAR) || TRANSLATE(
                                                ENCODE(
                                                  SUBSTRING(SHA256(
                                                    CAST($3 AS BYTEA) || SHA256(
                                                      CAST($4 AS BYTEA) || CONVERT_TO(
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
                                        )
                                        ELSE 'null'
                                      END,
                                      '}'
                                    ),
                                    '}'
                                  ),
                                  ','
                                ORDER BY
                                  page_7.place ASC
                              ) FILTER(WHERE
                                page_7.place <= CAST($5 AS BIGINT)),
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
                          cut_11.user_ambassador AS user_ambassador,
                          cut_11.user_first_name AS user_first_name,
                          cut_11.user_id AS user_id,
                          cut_11.user_last_name AS user_last_name,
                          cut_11.user_picture AS user_picture,
                          cut_11.user_picture_id AS user_picture_id,
                          cut_11.user_public_picture AS user_public_picture,
                          cut_11.user_public_picture_esep AS user_public_picture_esep,
                          ROW_NUMBER() OVER () AS place,
                          COUNT(*) OVER () AS found
                        FROM (
                          SELECT
                            row_5.role AS role,
                            row_5.school_id AS school_id,
                            row_6.ambassador AS user_ambassador,
                            row_6.first_name AS user_first_name,
                            row_6.id AS user_id,
                            row_6.last_name AS user_last_name,
                            row_6.picture AS user_picture,
                            row_6.picture_id AS user_picture_id,
                            row_6.public_picture AS user_public_picture,
                            row_6.public_picture_esep AS user_public_picture_esep
                          FROM partners AS row_5
                          JOIN users AS row_6
                            ON row_6.id = row_5.user_id
                          WHERE
                            row_5.project_id = page_2.id
                            AND (
                              row_5.left_on IS NULL
                              OR row_5.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                            )
                            AND NOT row_6.restricted
                            AND row_6.status = 'VALIDATED'
                            AND CAST($1 AS TIMESTAMPTZ) < row_6.inactive_at
                            AND (
                              row_6.public_profile @> CAST($1 AS TIMESTAMPTZ)
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
                          row_10.id = page_7.school_id AND row_10.status = 'VALIDATED'
                      ) AS link_9
                        ON TRUE
                      JOIN LATERAL (
                        SELECT
                          (
                            page_7.user_public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                          )
                          OR page_7.user_ambassador
                          AND (
                            page_7.user_public_picture @> CAST($1 AS TIMESTAMPTZ)
                          ) AS guard_1
                        LIMIT ALL
                        OFFSET 0
                      ) AS guards_8
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
                page_2.place <= CAST($6 AS BIGINT)),
              ''
            ),
            ']'
          ),
          ',"pageInfo":',
          CONCAT(
            '{"hasNextPage":',
            CAST(COALESCE(MAX(page_2.found), 0) > CAST($6 AS BIGINT) AS TEXT),
            ',"endCursor":',
            COALESCE(
              (
                '"' || MAX(
                  TRANSLATE(
                    ENCODE(
                      SUBSTRING(SHA256(
                        CAST($7 AS BYTEA) || SHA256(
                          CAST($8 AS BYTEA) || CONVERT_TO(
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
                  page_2.place = LEAST(page_2.found, CAST($6 AS BIGINT))
                  AND page_2.place <= CAST($6 AS BIGINT))
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
            row_1.published_at <= CAST($1 AS TIMESTAMPTZ)
            AND row_1.status IN ('ACTIVE', 'CLOSED')
            AND (
              EXISTS(
                SELECT
                  1
                FROM partners AS partners_2, users AS users_2
                WHERE
                  partners_2.project_id = row_1.id
                  AND (
                    partners_2.left_on IS NULL
                    OR partners_2.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                  )
                  AND users_2.id = partners_2.user_id
                  AND users_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < users_2.inactive_at
                  AND NOT users_2.restricted
                  AND (
                    users_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                LIMIT ALL
                OFFSET 0
              )
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
  ) AS convert_to_1
