-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 value_2
-- $7 value_0
-- $8 value_1
-- $9 value_3
-- $10 value_4
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
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
  data.answer_0,
  data.answer_1
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
                      '{"firstName":',
                      COALESCE(CAST(TO_JSON(page_4.first_name) AS TEXT), 'null'),
                      ',"description":',
                      COALESCE(CAST(TO_JSON(page_4.description) AS TEXT), 'null'),
                      '}'
                    ),
                    ','
                  ORDER BY
                    page_4.place ASC
                ) FILTER(WHERE
                  page_4.place <= CAST($6 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_7.description AS description,
            cut_7.first_name AS first_name,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_6.description AS description,
              parts_6.first_name AS first_name
            FROM (
              SELECT
                anon_1.description AS description,
                anon_1.first_name AS first_name,
                anon_1.sort_id AS sort_id
              FROM (
                SELECT
                  row_2.description AS description,
                  row_2.first_name AS first_name,
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
                  AND (
                    row_2.terms @@ CAST($7 AS TSQUERY)
                  )
                  AND (
                    row_2.terms @@ CAST($8 AS TSQUERY)
                  )
                ORDER BY
                  row_2.id ASC
                LIMIT 21
              ) AS anon_1
              UNION ALL
              SELECT
                anon_2.description AS description,
                anon_2.first_name AS first_name,
                anon_2.sort_id AS sort_id
              FROM (
                SELECT
                  row_3.description AS description,
                  row_3.first_name AS first_name,
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
                  AND (
                    row_3.terms @@ CAST($7 AS TSQUERY)
                  )
                  AND (
                    row_3.terms @@ CAST($8 AS TSQUERY)
                  )
                ORDER BY
                  row_3.id ASC
                LIMIT 21
              ) AS anon_2
            ) AS parts_6
            ORDER BY
              parts_6.sort_id ASC
            LIMIT 21
          ) AS cut_7
        ) AS page_4
        HAVING
          COUNT(*) >= 0
      ),
      'UTF8'
    ) AS answer_0,
    CONVERT_TO(
      (
        SELECT
          CONCAT(
            '{"totalCount":',
            CAST((
              SELECT
                COUNT(*) AS count_1
              FROM projects AS row_11
              WHERE
                (
                  row_11.id = ANY(
                    CAST((
                      SELECT
                        viewer.projects
                      FROM viewer
                    ) AS UUID[])
                  )
                  OR row_11.status IN ('ACTIVE', 'CLOSED')
                )
                AND TRUE
                AND (
                  row_11.terms @@ CAST($9 AS TSQUERY)
                )
            ) AS TEXT),
            ',"nodes":',
            CONCAT(
              '[',
              COALESCE(
                STRING_AGG(
                    CONCAT('{"title":', COALESCE(CAST(TO_JSON(page_9.title) AS TEXT), 'null'), '}'),
                    ','
                  ORDER BY
                    page_9.place ASC
                ) FILTER(WHERE
                  page_9.place <= CAST($10 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_2
        FROM (
          SELECT
            cut_12.title AS title,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              row_8.title AS title
            FROM projects AS row_8
            WHERE
              (
                row_8.id = ANY(
                  CAST((
                    SELECT
                      viewer.projects
                    FROM viewer
                  ) AS UUID[])
                )
                OR row_8.status IN ('ACTIVE', 'CLOSED')
              )
              AND TRUE
              AND (
                row_8.terms @@ CAST($9 AS TSQUERY)
              )
            ORDER BY
              row_8.registered_on DESC,
              row_8.id ASC
            LIMIT 21
          ) AS cut_12
        ) AS page_9
        HAVING
          COUNT(*) >= 0
      ),
      'UTF8'
    ) AS answer_1
  WHERE
    viewer.allowed
  LIMIT ALL
  OFFSET 0
) AS data
  ON TRUE
