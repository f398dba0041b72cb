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
    ARRAY((
      SELECT
        members_2.area_id
      FROM members AS members_2
      WHERE
        members_2.user_id = account.id
        AND (
          members_2.left_on IS NULL
          OR members_2.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
        )
        AND (
          members_2.live_from IS NULL
          OR members_2.live_from <= CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
        )
    )) AS areas,
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
      CONCAT(
        '{"role":"ETWINNER","user":',
        COALESCE(
          (
            SELECT
              CONCAT(
                '{"firstName":',
                COALESCE(CAST(TO_JSON(row_1.first_name) AS TEXT), 'null'),
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
                                '{"id":',
                                COALESCE((
                                  '"' || CAST(page_5.id AS TEXT)
                                ) || '"', 'null'),
                                ',"title":',
                                COALESCE(CAST(TO_JSON(page_5.title) AS TEXT), 'null'),
                                ',"twinSpace":',
                                CASE
                                  WHEN (
                                    link_7.id IS NOT NULL
                                  )
                                  THEN CONCAT(
                                    '{"id":',
                                    COALESCE((
                                      '"' || CAST(link_7.id AS TEXT)
                                    ) || '"', 'null'),
                                    ',"title":',
                                    COALESCE(CAST(TO_JSON(link_7.title) AS TEXT), 'null'),
                                    ',"members":',
                                    (
                                      SELECT
                                        CONCAT(
                                          '{"totalCount":',
                                          CAST((
                                            SELECT
                                              COUNT(*) AS count_1
                                            FROM members AS row_13
                                            JOIN users AS row_14
                                              ON row_14.id = row_13.user_id
                                            WHERE
                                              row_13.area_id = link_7.id
                                              AND (
                                                row_13.left_on IS NULL
                                                OR row_13.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                              )
                                              AND (
                                                row_13.live_from IS NULL
                                                OR row_13.live_from <= CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                              )
                                              AND (
                                                row_14.id = (
                                                  SELECT
                                                    viewer."user"
                                                  FROM viewer
                                                )
                                                AND (
                                                  row_14.id IS NOT NULL OR NULL
                                                )
                                                AND NOT (
                                                  row_14.id = ANY(
                                                    CAST((
                                                      SELECT
                                                        viewer.blocked
                                                      FROM viewer
                                                    ) AS UUID[])
                                                  )
                                                )
                                                AND NOT (
                                                  row_14.status = 'ANONYMISED'
                                                  OR row_14.anonymised_at IS NOT NULL
                                                  AND row_14.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                                )
                                                OR NOT row_14.restricted
                                                AND (
                                                  row_14.id IS NOT NULL OR NULL
                                                )
                                                AND NOT (
                                                  row_14.id = ANY(
                                                    CAST((
                                                      SELECT
                                                        viewer.blocked
                                                      FROM viewer
                                                    ) AS UUID[])
                                                  )
                                                )
                                                AND row_14.status = 'VALIDATED'
                                                AND CAST($1 AS TIMESTAMPTZ) < row_14.inactive_at
                                              )
                                              AND (
                                                link_7.id = ANY(
                                                  CAST((
                                                    SELECT
                                                      viewer.areas
                                                    FROM viewer
                                                  ) AS UUID[])
                                                )
                                                OR row_14.id = (
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
                                                    '{"role":',
                                                    COALESCE(CAST(TO_JSON(page_11.role) AS TEXT), 'null'),
                                                    ',"joinedOn":',
                                                    COALESCE((
                                                      '"' || CAST(page_11.joined_on AS TEXT)
                                                    ) || '"', 'null'),
                                                    ',"user":',
                                                    CONCAT(
                                                      '{"id":',
                                                      COALESCE((
                                                        '"' || CAST(page_11.user_id AS TEXT)
                                                      ) || '"', 'null'),
                                                      ',"firstName":',
                                                      COALESCE(CAST(TO_JSON(page_11.user_first_name) AS TEXT), 'null'),
                                                      ',"lastName":',
                                                      COALESCE(CAST(TO_JSON(page_11.user_last_name) AS TEXT), 'null'),
                                                      ',"picture":',
                                                      COALESCE(
                                                        CAST(TO_JSON(
                                                          CASE
                                                            WHEN (
                                                              page_11.user_picture_id IS NOT NULL
                                                            )
                                                            THEN CAST($6 AS VARCHAR) || TRANSLATE(
                                                              ENCODE(
                                                                SUBSTRING(SHA256(
                                                                  CAST($7 AS BYTEA) || SHA256(
                                                                    CAST($8 AS BYTEA) || CONVERT_TO(
                                                                      CAST(JSON_BUILD_ARRAY(CAST(page_11.user_id AS TEXT), CAST(page_11.user_picture_id AS TEXT)) AS TEXT),
                                                                      'UTF8'
                                                                    )
                                                                  )
                                                                ) FROM 1 FOR 16) || CONVERT_TO(
                                                                  CAST(JSON_BUILD_ARRAY(CAST(page_11.user_id AS TEXT), CAST(page_11.user_picture_id AS TEXT)) AS TEXT),
                                                                  'UTF8'
                                                                ),
                                                                'base64'
                                                              ),
                                                              e'+/=\n',
                                                              '-_'
                                                            )
                                                            ELSE page_11.user_picture
                                                          END
                                                        ) AS TEXT),
                                                        'null'
                                                      ),
                                                      ',"languages":',
                                                      COALESCE(CAST(TO_JSON(page_11.user_languages) AS TEXT), 'null'),
                                                      ',"school":',
                                                      CASE
                                                        WHEN (
                                                          link_15.id IS NOT NULL
                                                        )
                                                        THEN CONCAT(
                                                          '{"officialName":',
                                                          COALESCE(CAST(TO_JSON(link_15.official_name) AS TEXT), 'null'),
                                                          ',"city":',
                                                          COALESCE(CAST(TO_JSON(link_15.city) AS TEXT), 'null'),
                                                          ',"country":',
                                                          COALESCE(CAST(TO_JSON(link_15.country) AS TEXT), 'null'),
                                                          '}'
                                                        )
                                                        ELSE 'null'
                                                      END,
                                                      '}'
                                                    ),
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
                                        ) AS concat_3
                                      FROM (
                                        SELECT
                                          cut_17.joined_on AS joined_on,
                                          cut_17.role AS role,
                                          cut_17.user_first_name AS user_first_name,
                                          cut_17.user_id AS user_id,
                                          cut_17.user_languages AS user_languages,
                                          cut_17.user_last_name AS user_last_name,
                                          cut_17.user_picture AS user_picture,
                                          cut_17.user_picture_id AS user_picture_id,
                                          cut_17.user_school_id AS user_school_id,
                                          ROW_NUMBER() OVER () AS place,
                                          COUNT(*) OVER () AS found
                                        FROM (
                                          SELECT
                                            row_9.joined_on AS joined_on,
                                            row_9.role AS role,
                                            row_10.first_name AS user_first_name,
                                            row_10.id AS user_id,
                                            row_10.languages AS user_languages,
                                            row_10.last_name AS user_last_name,
                                            row_10.picture AS user_picture,
                                            row_10.picture_id AS user_picture_id,
                                            row_10.school_id AS user_school_id
                                          FROM members AS row_9
                                          JOIN users AS row_10
                                            ON row_10.id = row_9.user_id
                                          WHERE
                                            row_9.area_id = link_7.id
                                            AND (
                                              row_9.left_on IS NULL
                                              OR row_9.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                            )
                                            AND (
                                              row_9.live_from IS NULL
                                              OR row_9.live_from <= CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                            )
                                            AND (
                                              row_10.id = (
                                                SELECT
                                                  viewer."user"
                                                FROM viewer
                                              )
                                              AND (
                                                row_10.id IS NOT NULL OR NULL
                                              )
                                              AND NOT (
                                                row_10.id = ANY(
                                                  CAST((
                                                    SELECT
                                                      viewer.blocked
                                                    FROM viewer
                                                  ) AS UUID[])
                                                )
                                              )
                                              AND NOT (
                                                row_10.status = 'ANONYMISED'
                                                OR row_10.anonymised_at IS NOT NULL
                                                AND row_10.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                              )
                                              OR NOT row_10.restricted
                                              AND (
                                                row_10.id IS NOT NULL OR NULL
                                              )
                                              AND NOT (
                                                row_10.id = ANY(
                                                  CAST((
                                                    SELECT
                                                      viewer.blocked
                                                    FROM viewer
                                                  ) AS UUID[])
                                                )
                                              )
                                              AND row_10.status = 'VALIDATED'
                                              AND CAST($1 AS TIMESTAMPTZ) < row_10.inactive_at
                                            )
                                            AND (
                                              link_7.id = ANY(
                                                CAST((
                                                  SELECT
                                                    viewer.areas
                                                  FROM viewer
                                                ) AS UUID[])
                                              )
                                              OR row_10.id = (
                                                SELECT
                                                  viewer."user"
                                                FROM viewer
                                              )
                                            )
                                            AND TRUE
                                          ORDER BY
                                            row_10.last_name_folded ASC,
                                            row_10.first_name_folded ASC,
                                            row_10.id ASC
                                          LIMIT 101
                                        ) AS cut_17
                                      ) AS page_11
                                      LEFT OUTER JOIN LATERAL (
                                        SELECT
                                          row_16.city AS city,
                                          row_16.country AS country,
                                          row_16.id AS id,
                                          row_16.official_name AS official_name
                                        FROM schools AS row_16
                                        WHERE
                                          row_16.id = page_11.user_school_id
                                          AND (
                                            row_16.id = (
                                              SELECT
                                                viewer.school
                                              FROM viewer
                                            )
                                            OR row_16.id = (
                                              SELECT
                                                viewer.second_school
                                              FROM viewer
                                            )
                                            OR row_16.status = 'VALIDATED'
                                          )
                                      ) AS link_15
                                        ON TRUE
                                      HAVING
                                        COUNT(*) >= 0
                                    ),
                                    '}'
                                  )
                                  ELSE 'null'
                                END,
                                '}'
                              ),
                              ','
                            ORDER BY
                              page_5.place ASC
                          ) FILTER(WHERE
                            page_5.place <= CAST($10 AS BIGINT)),
                          ''
                        ),
                        ']'
                      ),
                      '}'
                    ) AS concat_2
                  FROM (
                    SELECT
                      cut_18.id AS id,
                      cut_18.title AS title,
                      ROW_NUMBER() OVER () AS place,
                      COUNT(*) OVER () AS found
                    FROM (
                      SELECT
                        row_4.id AS id,
                        row_4.title AS title
                      FROM partners AS row_3
                      JOIN projects AS row_4
                        ON TRUE
                      WHERE
                        row_3.user_id = row_1.id
                        AND row_4.id = row_3.project_id
                        AND (
                          row_3.left_on IS NULL
                          OR row_3.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                        )
                        AND (
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
                      ORDER BY
                        row_4.registered_on DESC,
                        row_4.id ASC
                      LIMIT 21
                    ) AS cut_18
                  ) AS page_5
                  LEFT OUTER JOIN LATERAL (
                    SELECT
                      row_8.id AS id,
                      row_8.title AS title
                    FROM areas AS row_8
                    WHERE
                      row_8.project_id = page_5.id
                      AND row_8.kind = 'TWINSPACE'
                      AND row_8.id = ANY(
                        CAST((
                          SELECT
                            viewer.areas
                          FROM viewer
                        ) AS UUID[])
                      )
                  ) AS link_7
                    ON TRUE
                  HAVING
                    COUNT(*) >= 0
                ),
                '}'
              ) AS concat_1
            FROM users AS row_1
            WHERE
              row_1.id = (
                SELECT
                  viewer."user"
                FROM viewer
              )
              AND (
                row_1.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
                )
                AND (
                  row_1.id IS NOT NULL OR NULL
                )
                AND NOT (
                  row_1.id = ANY(
                    CAST((
                      SELECT
                        viewer.blocked
                      FROM viewer
                    ) AS UUID[])
                  )
                )
                AND NOT (
                  row_1.status = 'ANONYMISED'
                  OR row_1.anonymised_at IS NOT NULL
                  AND row_1.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                )
                OR NOT row_1.restricted
                AND (
                  row_1.id IS NOT NULL OR NULL
                )
                AND NOT (
                  row_1.id = ANY(
                    CAST((
                      SELECT
                        viewer.blocked
                      FROM viewer
                    ) AS UUID[])
                  )
                )
                AND row_1.status = 'VALIDATED'
                AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
              )
          ),
          'null'
        ),
        '}'
      ),
      'UTF8'
    ) AS answer_0
  WHERE
    viewer.allowed
  LIMIT ALL
  OFFSET 0
) AS data
  ON TRUE
