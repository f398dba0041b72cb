-- $1 value_0
-- $2 now
-- $3 value_1
-- $4 value_3
-- $5 value_2
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
                    '{"id":',
                    COALESCE((
                      '"' || CAST(page_2.id AS TEXT)
                    ) || '"', 'null'),
                    ',"called":',
                    COALESCE(CAST(TO_JSON(page_2.first_name) AS TEXT), 'null'),
                    ',"__typename":"User"}'
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
          ',"totalCount":',
          CAST((
            SELECT
              COUNT(*) AS count_1
            FROM users AS row_4
            WHERE
              NOT row_4.restricted
              AND row_4.status = 'VALIDATED'
              AND CAST($2 AS TIMESTAMPTZ) < row_4.inactive_at
              AND (
                row_4.public_profile @> CAST($2 AS TIMESTAMPTZ)
              )
              AND TRUE
          ) AS TEXT),
          '}'
        ) AS concat_1
      FROM (
        SELECT
          cut_5.first_name AS first_name,
          cut_5.id AS id,
          ROW_NUMBER() OVER () AS place,
          COUNT(*) OVER () AS found
        FROM (
          SELECT
            row_1.first_name AS first_name,
            row_1.id AS id
          FROM users AS row_1
          WHERE
            NOT row_1.restricted
            AND row_1.status = 'VALIDATED'
            AND CAST($2 AS TIMESTAMPTZ) < row_1.inactive_at
            AND (
              row_1.public_profile @> CAST($2 AS TIMESTAMPTZ)
            )
            AND TRUE
          ORDER BY
            row_1.last_name_folded ASC,
            row_1.id ASC
          LIMIT 21
        ) AS cut_5
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
          '{"__typename":"UserConnection","nodes":',
          CONCAT(
            '[',
            COALESCE(
              STRING_AGG(
                  CONCAT(
                    '{"id":',
                    COALESCE((
                      '"' || CAST(page_7.id AS TEXT)
                    ) || '"', 'null'),
                    ',"called":',
                    COALESCE(CAST(TO_JSON(page_7.first_name) AS TEXT), 'null'),
                    ',"__typename":"User"}'
                  ),
                  ','
                ORDER BY
                  page_7.place ASC
              ) FILTER(WHERE
                page_7.place <= CAST($3 AS BIGINT)),
              ''
            ),
            ']'
          ),
          ',"pageInfo":',
          CONCAT(
            '{"hasNextPage":',
            CAST(COALESCE(MAX(page_7.found), 0) > CAST($3 AS BIGINT) AS TEXT),
            ',"endCursor":',
            COALESCE(
              (
                '"' || MAX(
                  TRANSLATE(
                    ENCODE(
                      SUBSTRING(SHA256(
                        CAST($4 AS BYTEA) || SHA256(
                          CAST($5 AS BYTEA) || CONVERT_TO(
                            CAST(JSON_BUILD_ARRAY(CAST(NULL AS TEXT), CAST(page_7.id AS TEXT)) AS TEXT),
                            'UTF8'
                          )
                        )
                      ) FROM 1 FOR 16) || CONVERT_TO(
                        CAST(JSON_BUILD_ARRAY(CAST(NULL AS TEXT), CAST(page_7.id AS TEXT)) AS TEXT),
                        'UTF8'
                      ),
                      'base64'
                    ),
                    e'+/=\n',
                    '-_'
                  )
                ) FILTER(WHERE
                  page_7.place = LEAST(page_7.found, CAST($3 AS BIGINT))
                  AND page_7.place <= CAST($3 AS BIGINT))
              ) || '"',
              'null'
            ),
            '}'
          ),
          '}'
        ) AS concat_2
      FROM (
        SELECT
          cut_9.first_name AS first_name,
          cut_9.id AS id,
          ROW_NUMBER() OVER () AS place,
          COUNT(*) OVER () AS found
        FROM (
          SELECT
            row_6.first_name AS first_name,
            row_6.id AS id
          FROM users AS row_6
          WHERE
            NOT row_6.restricted
            AND row_6.status = 'VALIDATED'
            AND CAST($2 AS TIMESTAMPTZ) < row_6.inactive_at
            AND (
              row_6.public_profile @> CAST($2 AS TIMESTAMPTZ)
            )
            AND TRUE
          ORDER BY
            row_6.id ASC
          LIMIT 21
        ) AS cut_9
      ) AS page_7
      HAVING
        COUNT(*) >= 0
    ),
    'UTF8'
  ) AS convert_to_2
