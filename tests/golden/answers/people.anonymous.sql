-- $1 now
-- $2 picture_prefix
-- $3 picture_outer
-- $4 picture_inner
-- $5 value_0
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
            FROM users AS row_4
            WHERE
              NOT row_4.restricted
              AND row_4.status = 'VALIDATED'
              AND CAST($1 AS TIMESTAMPTZ) < row_4.inactive_at
              AND (
                row_4.public_profile @> CAST($1 AS TIMESTAMPTZ)
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
                    ',"firstName":',
                    COALESCE(CAST(TO_JSON(page_2.first_name) AS TEXT), 'null'),
                    ',"lastName":',
                    COALESCE(CAST(TO_JSON(page_2.last_name) AS TEXT), 'null'),
                    ',"email":null,"picture":',
                    CASE
                      WHEN guards_3.guard_1
                      THEN COALESCE(
                        CAST(TO_JSON(
                          CASE
                            WHEN (
                              page_2.picture_id IS NOT NULL
                            )
                            THEN CAST($2 AS VARCHAR) || TRANSLATE(
                              ENCODE(
                                SUBSTRING(SHA256(
                                  CAST($3 AS BYTEA) || SHA256(
                                    CAST($4 AS BYTEA) || CONVERT_TO(
                                      CAST(JSON_BUILD_ARRAY(CAST(page_2.id AS TEXT), CAST(page_2.picture_id AS TEXT)) AS TEXT),
                                      'UTF8'
                                    )
                                  )
                                ) FROM 1 FOR 16) || CONVERT_TO(
                                  CAST(JSON_BUILD_ARRAY(CAST(page_2.id AS TEXT), CAST(page_2.picture_id AS TEXT)) AS TEXT),
                                  'UTF8'
                                ),
                                'base64'
                              ),
                              e'+/=\n',
                              '-_'
                            )
                            ELSE page_2.picture
                          END
                        ) AS TEXT),
                        'null'
                      )
                      ELSE 'null'
                    END,
                    ',"ambassador":',
                    COALESCE(CAST(page_2.ambassador AS TEXT), 'null'),
                    ',"country":',
                    COALESCE(CAST(TO_JSON(page_2.school_country) AS TEXT), 'null'),
                    ',"status":null,"subjects":null,"pupilAges":null,"lastLoginAt":null,"school":',
                    CASE
                      WHEN (
                        link_5.id IS NOT NULL
                      )
                      THEN CONCAT(
                        '{"officialName":',
                        COALESCE(CAST(TO_JSON(link_5.official_name) AS TEXT), 'null'),
                        '}'
                      )
                      ELSE 'null'
                    END,
                    '}'
                  ),
                  ','
                ORDER BY
                  page_2.place ASC
              ) FILTER(WHERE
                page_2.place <= CAST($5 AS BIGINT)),
              ''
            ),
            ']'
          ),
          '}'
        ) AS concat_1
      FROM (
        SELECT
          cut_7.ambassador AS ambassador,
          cut_7.first_name AS first_name,
          cut_7.id AS id,
          cut_7.last_name AS last_name,
          cut_7.picture AS picture,
          cut_7.picture_id AS picture_id,
          cut_7.public_picture AS public_picture,
          cut_7.public_picture_esep AS public_picture_esep,
          cut_7.school_country AS school_country,
          cut_7.school_id AS school_id,
          ROW_NUMBER() OVER () AS place,
          COUNT(*) OVER () AS found
        FROM (
          SELECT
            row_1.ambassador AS ambassador,
            row_1.first_name AS first_name,
            row_1.id AS id,
            row_1.last_name AS last_name,
            row_1.picture AS picture,
            row_1.picture_id AS picture_id,
            row_1.public_picture AS public_picture,
            row_1.public_picture_esep AS public_picture_esep,
            row_1.school_country AS school_country,
            row_1.school_id AS school_id
          FROM users AS row_1
          WHERE
            NOT row_1.restricted
            AND row_1.status = 'VALIDATED'
            AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
            AND (
              row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
            )
            AND TRUE
          ORDER BY
            row_1.first_name_folded ASC,
            row_1.id ASC
          LIMIT 21
        ) AS cut_7
      ) AS page_2
      LEFT OUTER JOIN LATERAL (
        SELECT
          row_6.id AS id,
          row_6.official_name AS official_name
        FROM schools AS row_6
        WHERE
          row_6.id = page_2.school_id AND row_6.status = 'VALIDATED'
      ) AS link_5
        ON TRUE
      JOIN LATERAL (
        SELECT
          (
            page_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
          )
          OR page_2.ambassador
          AND (
            page_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
          ) AS guard_1
        LIMIT ALL
        OFFSET 0
      ) AS guards_3
        ON TRUE
      HAVING
        COUNT(*) >= 0
    ),
    'UTF8'
  ) AS convert_to_1
