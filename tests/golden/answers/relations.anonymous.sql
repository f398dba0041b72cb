-- $1 value_1
-- $2 now
-- $3 value_0
-- $4 value_3
-- $5 value_2
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
                  CONCAT('{"title":', COALESCE(CAST(TO_JSON(page_6.title) AS TEXT), 'null'), '}'),
                  ','
                ORDER BY
                  page_6.place ASC
              ) FILTER(WHERE
                page_6.place <= CAST($1 AS BIGINT)),
              ''
            ),
            ']'
          ),
          '}'
        ) AS concat_1
      FROM (
        SELECT
          cut_8.title AS title,
          ROW_NUMBER() OVER () AS place,
          COUNT(*) OVER () AS found
        FROM (
          SELECT
            row_1.title AS title
          FROM projects AS row_1
          WHERE
            row_1.published_at <= CAST($2 AS TIMESTAMPTZ)
            AND row_1.status IN ('ACTIVE', 'CLOSED')
            AND (
              EXISTS(
                SELECT
                  1
                FROM partners AS partners_1, users AS users_1
                WHERE
                  partners_1.project_id = row_1.id
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
                LIMIT ALL
                OFFSET 0
              )
            )
            AND (
              EXISTS(
                SELECT
                  1
                FROM partners AS row_2
                JOIN users AS row_3
                  ON row_3.id = row_2.user_id
                WHERE
                  row_2.project_id = row_1.id
                  AND (
                    row_2.left_on IS NULL
                    OR row_2.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                  )
                  AND NOT row_3.restricted
                  AND row_3.status = 'VALIDATED'
                  AND CAST($2 AS TIMESTAMPTZ) < row_3.inactive_at
                  AND (
                    row_3.public_profile @> CAST($2 AS TIMESTAMPTZ)
                  )
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM schools AS row_4
                      WHERE
                        row_4.id = row_2.school_id
                        AND row_4.status = 'VALIDATED'
                        AND row_4.country = CAST($3 AS VARCHAR)
                    )
                  )
              )
            )
          ORDER BY
            row_1.registered_on DESC,
            row_1.id ASC
          LIMIT 21
        ) AS cut_8
      ) AS page_6
      HAVING
        COUNT(*) >= 0
    ),
    'UTF8'
  ) AS convert_to_1,
  CONVERT_TO(
    (
      SELECT
        CONCAT(
          '{"nodes":',
          CONCAT(
            '[',
            COALESCE(
              STRING_AGG(
                  CONCAT('{"title":', COALESCE(CAST(TO_JSON(page_14.title) AS TEXT), 'null'), '}'),
                  ','
                ORDER BY
                  page_14.place ASC
              ) FILTER(WHERE
                page_14.place <= CAST($4 AS BIGINT)),
              ''
            ),
            ']'
          ),
          '}'
        ) AS concat_2
      FROM (
        SELECT
          cut_16.title AS title,
          ROW_NUMBER() OVER () AS place,
          COUNT(*) OVER () AS found
        FROM (
          SELECT
            row_9.title AS title
          FROM projects AS row_9
          WHERE
            row_9.published_at <= CAST($2 AS TIMESTAMPTZ)
            AND row_9.status IN ('ACTIVE', 'CLOSED')
            AND (
              EXISTS(
                SELECT
                  1
                FROM partners AS partners_2, users AS users_2
                WHERE
                  partners_2.project_id = row_9.id
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
            AND NOT (
              EXISTS(
                SELECT
                  1
                FROM partners AS row_10
                JOIN users AS row_11
                  ON row_11.id = row_10.user_id
                WHERE
                  row_10.project_id = row_9.id
                  AND (
                    row_10.left_on IS NULL
                    OR row_10.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                  )
                  AND NOT row_11.restricted
                  AND row_11.status = 'VALIDATED'
                  AND CAST($2 AS TIMESTAMPTZ) < row_11.inactive_at
                  AND (
                    row_11.public_profile @> CAST($2 AS TIMESTAMPTZ)
                  )
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM schools AS row_12
                      WHERE
                        row_12.id = row_10.school_id
                        AND row_12.status = 'VALIDATED'
                        AND row_12.country = CAST($5 AS VARCHAR)
                    )
                  )
              )
            )
          ORDER BY
            row_9.registered_on DESC,
            row_9.id ASC
          LIMIT 21
        ) AS cut_16
      ) AS page_14
      HAVING
        COUNT(*) >= 0
    ),
    'UTF8'
  ) AS convert_to_2,
  CONVERT_TO(
    CONCAT(
      '{"totalCount":',
      CAST((
        SELECT
          COUNT(*) AS count_1
        FROM projects AS row_17
        WHERE
          row_17.published_at <= CAST($2 AS TIMESTAMPTZ)
          AND row_17.status IN ('ACTIVE', 'CLOSED')
          AND (
            EXISTS(
              SELECT
                1
              FROM partners AS partners_3, users AS users_3
              WHERE
                partners_3.project_id = row_17.id
                AND (
                  partners_3.left_on IS NULL
                  OR partners_3.left_on > CAST(TIMEZONE('UTC', CAST($2 AS TIMESTAMPTZ)) AS DATE)
                )
                AND users_3.id = partners_3.user_id
                AND users_3.status = 'VALIDATED'
                AND CAST($2 AS TIMESTAMPTZ) < users_3.inactive_at
                AND NOT users_3.restricted
                AND (
                  users_3.public_profile @> CAST($2 AS TIMESTAMPTZ)
                )
            )
          )
          AND row_17.registered_on >= CAST($6 AS DATE)
          AND NOT (
            row_17.closed_on IS NOT NULL
          ) IS TRUE
      ) AS TEXT),
      '}'
    ),
    'UTF8'
  ) AS convert_to_3
