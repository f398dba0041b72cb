-- $1 value_2
-- $2 value_1
-- $3 value_0
-- $4 now
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
          '{"edges":',
          CONCAT(
            '[',
            COALESCE(
              STRING_AGG(
                  CONCAT(
                    '{"cursor":',
                    (
                      '"' || TRANSLATE(
                        ENCODE(
                          SUBSTRING(SHA256(
                            CAST($1 AS BYTEA) || SHA256(
                              CAST($2 AS BYTEA) || CONVERT_TO(
                                CAST(JSON_BUILD_ARRAY(
                                  CAST(NULL AS TEXT),
                                  CAST(page_2.school_country AS TEXT),
                                  CAST(page_2.last_name_folded AS TEXT),
                                  CAST(page_2.id AS TEXT)
                                ) AS TEXT),
                                'UTF8'
                              )
                            )
                          ) FROM 1 FOR 16) || CONVERT_TO(
                            CAST(JSON_BUILD_ARRAY(
                              CAST(NULL AS TEXT),
                              CAST(page_2.school_country AS TEXT),
                              CAST(page_2.last_name_folded AS TEXT),
                              CAST(page_2.id AS TEXT)
                            ) AS TEXT),
                            'UTF8'
                          ),
                          'base64'
                        ),
                        e'+/=\n',
                        '-_'
                      )
                    ) || '"',
                    ',"node":',
                    CONCAT(
                      '{"firstName":',
                      COALESCE(CAST(TO_JSON(page_2.first_name) AS TEXT), 'null'),
                      ',"country":',
                      COALESCE(CAST(TO_JSON(page_2.school_country) AS TEXT), 'null'),
                      '}'
                    ),
                    '}'
                  ),
                  ','
                ORDER BY
                  page_2.place DESC
              ) FILTER(WHERE
                page_2.place <= CAST($3 AS BIGINT)),
              ''
            ),
            ']'
          ),
          ',"pageInfo":',
          CONCAT(
            '{"hasNextPage":',
            CAST(FALSE AS TEXT),
            ',"hasPreviousPage":',
            CAST(COALESCE(MAX(page_2.found), 0) > CAST($3 AS BIGINT) AS TEXT),
            ',"startCursor":',
            COALESCE(
              (
                '"' || MAX(
                  TRANSLATE(
                    ENCODE(
                      SUBSTRING(SHA256(
                        CAST($1 AS BYTEA) || SHA256(
                          CAST($2 AS BYTEA) || CONVERT_TO(
                            CAST(JSON_BUILD_ARRAY(
                              CAST(NULL AS TEXT),
                              CAST(page_2.school_country AS TEXT),
                              CAST(page_2.last_name_folded AS TEXT),
                              CAST(page_2.id AS TEXT)
                            ) AS TEXT),
                            'UTF8'
                          )
                        )
                      ) FROM 1 FOR 16) || CONVERT_TO(
                        CAST(JSON_BUILD_ARRAY(
                          CAST(NULL AS TEXT),
                          CAST(page_2.school_country AS TEXT),
                          CAST(page_2.last_name_folded AS TEXT),
                          CAST(page_2.id AS TEXT)
                        ) AS TEXT),
                        'UTF8'
                      ),
                      'base64'
                    ),
                    e'+/=\n',
                    '-_'
                  )
                ) FILTER(WHERE
                  page_2.place = LEAST(page_2.found, CAST($3 AS BIGINT))
                  AND page_2.place <= CAST($3 AS BIGINT))
              ) || '"',
              'null'
            ),
            ',"endCursor":',
            COALESCE(
              (
                '"' || MAX(
                  TRANSLATE(
                    ENCODE(
                      SUBSTRING(SHA256(
                        CAST($1 AS BYTEA) || SHA256(
                          CAST($2 AS BYTEA) || CONVERT_TO(
                            CAST(JSON_BUILD_ARRAY(
                              CAST(NULL AS TEXT),
                              CAST(page_2.school_country AS TEXT),
                              CAST(page_2.last_name_folded AS TEXT),
                              CAST(page_2.id AS TEXT)
                            ) AS TEXT),
                            'UTF8'
                          )
                        )
                      ) FROM 1 FOR 16) || CONVERT_TO(
                        CAST(JSON_BUILD_ARRAY(
                          CAST(NULL AS TEXT),
                          CAST(page_2.school_country AS TEXT),
                          CAST(page_2.last_name_folded AS TEXT),
                          CAST(page_2.id AS TEXT)
                        ) AS TEXT),
                        'UTF8'
                      ),
                      'base64'
                    ),
                    e'+/=\n',
                    '-_'
                  )
                ) FILTER(WHERE
                  page_2.place = 1 AND page_2.place <= CAST($3 AS BIGINT))
              ) || '"',
              'null'
            ),
            '}'
          ),
          '}'
        ) AS concat_1
      FROM (
        SELECT
          cut_4.first_name AS first_name,
          cut_4.id AS id,
          cut_4.last_name_folded AS last_name_folded,
          cut_4.school_country AS school_country,
          ROW_NUMBER() OVER () AS place,
          COUNT(*) OVER () AS found
        FROM (
          SELECT
            row_1.first_name AS first_name,
            row_1.id AS id,
            row_1.last_name_folded AS last_name_folded,
            row_1.school_country AS school_country
          FROM users AS row_1
          WHERE
            NOT row_1.restricted
            AND row_1.status = 'VALIDATED'
            AND CAST($4 AS TIMESTAMPTZ) < row_1.inactive_at
            AND (
              row_1.public_profile @> CAST($4 AS TIMESTAMPTZ)
            )
            AND TRUE
          ORDER BY
            row_1.school_country ASC NULLS FIRST,
            row_1.last_name_folded DESC,
            row_1.id DESC
          LIMIT 21
        ) AS cut_4
      ) AS page_2
      HAVING
        COUNT(*) >= 0
    ),
    'UTF8'
  ) AS convert_to_1
