-- $1 value_0
-- $2 value_1
-- $3 value_2
-- $4 value_3
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
                    '{"title":null,"members":',
                    (
                      SELECT
                        CONCAT(
                          '{"totalCount":',
                          CAST((
                            SELECT
                              COUNT(*) AS count_1
                            FROM members AS row_8
                            JOIN users AS row_9
                              ON row_9.id = row_8.user_id
                            WHERE
                              FALSE
                          ) AS TEXT),
                          ',"nodes":',
                          CONCAT(
                            '[',
                            COALESCE(
                              STRING_AGG('{"role":null,"joinedOn":null,"user":null}', ','
                              ORDER BY
                                page_6.place ASC) FILTER(WHERE
                                page_6.place <= CAST($1 AS BIGINT)),
                              ''
                            ),
                            ']'
                          ),
                          '}'
                        ) AS concat_2
                      FROM (
                        SELECT
                          cut_10.nothing AS nothing,
                          ROW_NUMBER() OVER () AS place,
                          COUNT(*) OVER () AS found
                        FROM (
                          SELECT
                            1 AS nothing
                          FROM members AS row_4
                          JOIN users AS row_5
                            ON row_5.id = row_4.user_id
                          WHERE
                            FALSE
                          ORDER BY
                            row_5.last_name_folded ASC,
                            row_5.id ASC
                          LIMIT 21
                        ) AS cut_10
                      ) AS page_6
                      HAVING
                        COUNT(*) >= 0
                    ),
                    '}'
                  ),
                  ','
                ORDER BY
                  page_2.place ASC
              ) FILTER(WHERE
                page_2.place <= CAST($2 AS BIGINT)),
              ''
            ),
            ']'
          ),
          '}'
        ) AS concat_1
      FROM (
        SELECT
          cut_11.id AS id,
          ROW_NUMBER() OVER () AS place,
          COUNT(*) OVER () AS found
        FROM (
          SELECT
            row_1.id AS id
          FROM areas AS row_1
          WHERE
            FALSE
          ORDER BY
            row_1.id ASC
          LIMIT 21
        ) AS cut_11
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
          '{"nodes":',
          CONCAT(
            '[',
            COALESCE(
              STRING_AGG(
                  CONCAT(
                    '{"title":null,"startsAt":null,"online":null,"country":null,"members":',
                    (
                      SELECT
                        CONCAT(
                          '{"nodes":',
                          CONCAT(
                            '[',
                            COALESCE(
                              STRING_AGG('{"role":null,"user":null}', ','
                              ORDER BY
                                page_17.place ASC) FILTER(WHERE
                                page_17.place <= CAST($3 AS BIGINT)),
                              ''
                            ),
                            ']'
                          ),
                          '}'
                        ) AS concat_4
                      FROM (
                        SELECT
                          cut_19.nothing AS nothing,
                          ROW_NUMBER() OVER () AS place,
                          COUNT(*) OVER () AS found
                        FROM (
                          SELECT
                            1 AS nothing
                          FROM members AS row_15
                          JOIN users AS row_16
                            ON row_16.id = row_15.user_id
                          WHERE
                            FALSE
                          ORDER BY
                            row_16.id ASC
                          LIMIT 21
                        ) AS cut_19
                      ) AS page_17
                      HAVING
                        COUNT(*) >= 0
                    ),
                    '}'
                  ),
                  ','
                ORDER BY
                  page_13.place ASC
              ) FILTER(WHERE
                page_13.place <= CAST($4 AS BIGINT)),
              ''
            ),
            ']'
          ),
          '}'
        ) AS concat_3
      FROM (
        SELECT
          cut_20.id AS id,
          ROW_NUMBER() OVER () AS place,
          COUNT(*) OVER () AS found
        FROM (
          SELECT
            row_12.id AS id
          FROM areas AS row_12
          WHERE
            FALSE
          ORDER BY
            row_12.id ASC
          LIMIT 21
        ) AS cut_20
      ) AS page_13
      HAVING
        COUNT(*) >= 0
    ),
    'UTF8'
  ) AS convert_to_2
