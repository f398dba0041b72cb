-- $1 value_2
-- $2 now
-- $3 value_0
-- $4 value_1
-- $5 value_3
-- $6 value_4
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
          '{"nodes":',
          CONCAT(
            '[',
            COALESCE(
              STRING_AGG(
                  CONCAT(
                    '{"firstName":',
                    COALESCE(CAST(TO_JSON(page_2.first_name) AS TEXT), 'null'),
                    ',"description":null}'
                  ),
                  ','
                ORDER BY
                  page_2.place ASC
              ) FILTER(WHERE
                page_2.place <= CAST($1 AS BIGINT)),
              ''
            ),
            ']'
          ),
          '}'
        ) AS concat_1
      FROM (
        SELECT
          cut_4.first_name AS first_name,
          ROW_NUMBER() OVER () AS place,
          COUNT(*) OVER () AS found
        FROM (
          SELECT
            row_1.first_name AS first_name
          FROM users AS row_1
          WHERE
            NOT row_1.restricted
            AND row_1.status = 'VALIDATED'
            AND CAST($2 AS TIMESTAMPTZ) < row_1.inactive_at
            AND (
              row_1.public_profile @> CAST($2 AS TIMESTAMPTZ)
            )
            AND TRUE
            AND (
              row_1.terms @@ CAST($3 AS TSQUERY)
            )
            AND (
              row_1.terms @@ CAST($4 AS TSQUERY)
            )
          ORDER BY
            row_1.id ASC
          LIMIT 21
        ) AS cut_4
      ) AS page_2
      HAVING
        COUNT(*) >= 0
    ),
    'UTF8'
  ) AS convert_to_1,
  CONVERT_TO(
    (
      SELECT
        CONCAT(
          '{"totalCount":',
          CAST((
            SELECT
              COUNT(*) AS count_1
            FROM projects AS row_8
            WHERE
              row_8.published_at <= CAST($2 AS TIMESTAMPTZ)
              AND row_8.status IN ('ACTIVE', 'CLOSED')
              AND (
                EXISTS(
                  SELECT
                    1
                  FROM partners AS partners_1, users AS users_1
                  WHERE
                    partners_1.project_id = row_8.id
                    AND (
                      partners_1.left_on IS NULL
                      OR partners_1.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                    )
                    AND users_1.id = partners_1.user_id
                    AND users_1.status = 'VALIDATED'
                    AND CAST($2 AS TIMESTAMPTZ) < users_1.inactive_at
                    AND NOT users_1.restricted
                    AND (
                      users_1.public_profile @> CAST($2 AS TIMESTAMPTZ)
                    )
                )
              )
              AND TRUE
              AND (
                row_8.terms @@ CAST($5 AS TSQUERY)
              )
          ) AS TEXT),
          ',"nodes":',
          CONCAT(
            '[',
            COALESCE(
              STRING_AGG(
                  CONCAT('{"title":', COALESCE(CAST(TO_JSON(page_6.title) AS TEXT), 'null'), '}'),
                  ','
                ORDER BY
                  page_6.place ASC
              ) FILTER(WHERE
                page_6.place <= CAST($6 AS BIGINT)),
              ''
            ),
            ']'
          ),
          '}'
        ) AS concat_2
      FROM (
        SELECT
          cut_9.title AS title,
          ROW_NUMBER() OVER () AS place,
          COUNT(*) OVER () AS found
        FROM (
          SELECT
            row_5.title AS title
          FROM projects AS row_5
          WHERE
            row_5.published_at <= CAST($2 AS TIMESTAMPTZ)
            AND row_5.status IN ('ACTIVE', 'CLOSED')
            AND (
              EXISTS(
                SELECT
                  1
                FROM partners AS partners_2, users AS users_2
                WHERE
                  partners_2.project_id = row_5.id
                  AND (
                    partners_2.left_on IS NULL
                    OR partners_2.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                  )
                  AND users_2.id = partners_2.user_id
                  AND users_2.status = 'VALIDATED'
                  AND CAST($2 AS TIMESTAMPTZ) < users_2.inactive_at
                  AND NOT users_2.restricted
                  AND (
                    users_2.public_profile @> CAST($2 AS TIMESTAMPTZ)
                  )
                LIMIT ALL
                OFFSET 0
              )
            )
            AND TRUE
            AND (
              row_5.terms @@ CAST($5 AS TSQUERY)
            )
          ORDER BY
            row_5.registered_on DESC,
            row_5.id ASC
          LIMIT 21
        ) AS cut_9
      ) AS page_6
      HAVING
        COUNT(*) >= 0
    ),
    'UTF8'
  ) AS convert_to_2
