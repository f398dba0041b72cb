-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 value_0
-- $7 value_1
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
                        CAST(COALESCE(page_2.published_at <= CAST($1 AS TIMESTAMPTZ), FALSE) AS TEXT),
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
                                  OR row_8.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND (
                                  row_9.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
                                  )
                                  AND (
                                    row_9.id IS NOT NULL OR NULL
                                  )
                                  AND NOT (
                                    row_9.id = ANY(
                                      CAST((
                                        SELECT
                                          viewer.blocked
                                        FROM viewer
                                      ) AS UUID[])
                                    )
                                  )
                                  AND NOT (
                                    row_9.status = 'ANONYMISED'
                                    OR row_9.anonymised_at IS NOT NULL
                                    AND row_9.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                  )
                                  OR NOT row_9.restricted
                                  AND (
                                    row_9.id IS NOT NULL OR NULL
                                  )
                                  AND NOT (
                                    row_9.id = ANY(
                                      CAST((
                                        SELECT
                                          viewer.blocked
                                        FROM viewer
                                      ) AS UUID[])
                                    )
                                  )
                                  AND row_9.status = 'VALIDATED'
                                  AND CAST($1 AS TIMESTAMPTZ) < row_9.inactive_at
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
                                    ),
                                    ','
                                  ORDER BY
                                    page_6.place ASC
                                ) FILTER(WHERE
                                  page_6.place <= CAST($6 AS BIGINT)),
                                ''
                              ),
                              ']'
                            ),
                            ',"pageInfo":',
                            CONCAT(
                              '{"hasNextPage":',
                              CAST(COALESCE(MAX(page_6.found), 0) > CAST($6 AS BIGINT) AS TEXT),
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
                            ROW_NUMBER() OVER () AS place,
                            COUNT(*) OVER () AS found
                          FROM (
                            SELECT
                              row_4.joined_on AS joined_on,
                              row_4.role AS role,
                              row_4.school_id AS school_id,
                              row_5.first_name AS user_first_name
                            FROM partners AS row_4
                            JOIN users AS row_5
                              ON row_5.id = row_4.user_id
                            WHERE
                              row_4.project_id = page_2.id
                              AND (
                                row_4.left_on IS NULL
                                OR row_4.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
                                row_5.id = (
                                  SELECT
                                    viewer."user"
                                  FROM viewer
                                )
                                AND (
                                  row_5.id IS NOT NULL OR NULL
                                )
                                AND NOT (
                                  row_5.id = ANY(
                                    CAST((
                                      SELECT
                                        viewer.blocked
                                      FROM viewer
                                    ) AS UUID[])
                                  )
                                )
                                AND NOT (
                                  row_5.status = 'ANONYMISED'
                                  OR row_5.anonymised_at IS NOT NULL
                                  AND row_5.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                )
                                OR NOT row_5.restricted
                                AND (
                                  row_5.id IS NOT NULL OR NULL
                                )
                                AND NOT (
                                  row_5.id = ANY(
                                    CAST((
                                      SELECT
                                        viewer.blocked
                                      FROM viewer
                                    ) AS UUID[])
                                  )
                                )
                                AND row_5.status = 'VALIDATED'
                                AND CAST($1 AS TIMESTAMPTZ) < row_5.inactive_at
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
                            AND (
                              row_11.id = (
                                SELECT
                                  viewer.school
                                FROM viewer
                              )
                              OR row_11.id = (
                                SELECT
                                  viewer.second_school
                                FROM viewer
                              )
                              OR row_11.status = 'VALIDATED'
                            )
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
                  page_2.place <= CAST($7 AS BIGINT)),
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
          ) AS cut_15
        ) AS page_2
        LEFT OUTER JOIN LATERAL (
          SELECT
            row_14.id AS id,
            row_14.title AS title
          FROM areas AS row_14
          WHERE
            row_14.project_id = page_2.id
            AND row_14.kind = 'TWINSPACE'
            AND row_14.id = ANY(
              CAST((
                SELECT
                  viewer.areas
                FROM viewer
              ) AS UUID[])
            )
        ) AS link_13
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
