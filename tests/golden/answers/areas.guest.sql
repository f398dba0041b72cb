-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 value_0
-- $7 value_1
-- $8 value_2
-- $9 value_3
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    ARRAY((
      SELECT
        members_1.area_id
      FROM members AS members_1
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
    )) AS areas,
    TRUE AS allowed
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
                      '{"title":',
                      COALESCE(CAST(TO_JSON(page_2.title) AS TEXT), 'null'),
                      ',"members":',
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
                                row_8.area_id = page_2.id
                                AND (
                                  row_8.left_on IS NULL
                                  OR row_8.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND (
                                  row_8.live_from IS NULL
                                  OR row_8.live_from <= CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                                )
                                AND (
                                  row_9.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
                                  )
                                  AND NOT (
                                    row_9.status = 'ANONYMISED'
                                    OR row_9.anonymised_at IS NOT NULL
                                    AND row_9.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                  )
                                  OR NOT row_9.restricted
                                  AND row_9.status = 'VALIDATED'
                                  AND CAST($1 AS TIMESTAMPTZ) < row_9.inactive_at
                                  AND (
                                    row_9.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                  )
                                )
                                AND row_9.id = (
                                  SELECT
                                    viewer."user"
                                  FROM viewer
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
                                      ',"user":',
                                      CONCAT(
                                        '{"firstName":',
                                        COALESCE(CAST(TO_JSON(page_6.user_first_name) AS TEXT), 'null'),
                                        '}'
                                      ),
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
                            '}'
                          ) AS concat_2
                        FROM (
                          SELECT
                            cut_10.joined_on AS joined_on,
                            cut_10.role AS role,
                            cut_10.user_first_name AS user_first_name,
                            ROW_NUMBER() OVER () AS place,
                            COUNT(*) OVER () AS found
                          FROM (
                            SELECT
                              row_4.joined_on AS joined_on,
                              row_4.role AS role,
                              row_5.first_name AS user_first_name
                            FROM members AS row_4
                            JOIN users AS row_5
                              ON row_5.id = row_4.user_id
                            WHERE
                              row_4.area_id = page_2.id
                              AND (
                                row_4.left_on IS NULL
                                OR row_4.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
                                row_4.live_from IS NULL
                                OR row_4.live_from <= CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
                                row_5.id = (
                                  SELECT
                                    viewer."user"
                                  FROM viewer
                                )
                                AND NOT (
                                  row_5.status = 'ANONYMISED'
                                  OR row_5.anonymised_at IS NOT NULL
                                  AND row_5.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                )
                                OR NOT row_5.restricted
                                AND row_5.status = 'VALIDATED'
                                AND CAST($1 AS TIMESTAMPTZ) < row_5.inactive_at
                                AND (
                                  row_5.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                )
                              )
                              AND row_5.id = (
                                SELECT
                                  viewer."user"
                                FROM viewer
                              )
                              AND TRUE
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
                  page_2.place <= CAST($7 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_11.id AS id,
            cut_11.title AS title,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              row_1.id AS id,
              row_1.title AS title
            FROM areas AS row_1
            WHERE
              row_1.kind = 'GROUP'
              AND row_1.id = ANY(
                CAST((
                  SELECT
                    viewer.areas
                  FROM viewer
                ) AS UUID[])
              )
              AND TRUE
            ORDER BY
              row_1.id ASC
            LIMIT 21
          ) AS cut_11
        ) AS page_2
        HAVING
          COUNT(*) >= 0
      ),
      'UTF8'
    ) AS answer_0,
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
                      COALESCE(CAST(TO_JSON(page_13.title) AS TEXT), 'null'),
                      ',"startsAt":null,"online":null,"country":null,"members":',
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
                                      COALESCE(CAST(TO_JSON(page_17.role) AS TEXT), 'null'),
                                      ',"user":',
                                      CONCAT(
                                        '{"firstName":',
                                        COALESCE(CAST(TO_JSON(page_17.user_first_name) AS TEXT), 'null'),
                                        '}'
                                      ),
                                      '}'
                                    ),
                                    ','
                                  ORDER BY
                                    page_17.place ASC
                                ) FILTER(WHERE
                                  page_17.place <= CAST($8 AS BIGINT)),
                                ''
                              ),
                              ']'
                            ),
                            '}'
                          ) AS concat_4
                        FROM (
                          SELECT
                            cut_19.role AS role,
                            cut_19.user_first_name AS user_first_name,
                            ROW_NUMBER() OVER () AS place,
                            COUNT(*) OVER () AS found
                          FROM (
                            SELECT
                              row_15.role AS role,
                              row_16.first_name AS user_first_name
                            FROM members AS row_15
                            JOIN users AS row_16
                              ON row_16.id = row_15.user_id
                            WHERE
                              row_15.area_id = page_13.id
                              AND (
                                row_15.left_on IS NULL
                                OR row_15.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
                                row_15.live_from IS NULL
                                OR row_15.live_from <= CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
                                row_16.id = (
                                  SELECT
                                    viewer."user"
                                  FROM viewer
                                )
                                AND NOT (
                                  row_16.status = 'ANONYMISED'
                                  OR row_16.anonymised_at IS NOT NULL
                                  AND row_16.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                )
                                OR NOT row_16.restricted
                                AND row_16.status = 'VALIDATED'
                                AND CAST($1 AS TIMESTAMPTZ) < row_16.inactive_at
                                AND (
                                  row_16.public_profile @> CAST($1 AS TIMESTAMPTZ)
                                )
                              )
                              AND row_16.id = (
                                SELECT
                                  viewer."user"
                                FROM viewer
                              )
                              AND TRUE
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
                  page_13.place <= CAST($9 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_3
        FROM (
          SELECT
            cut_20.id AS id,
            cut_20.title AS title,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              row_12.id AS id,
              row_12.title AS title
            FROM areas AS row_12
            WHERE
              row_12.kind = 'EVENT'
              AND row_12.id = ANY(
                CAST((
                  SELECT
                    viewer.areas
                  FROM viewer
                ) AS UUID[])
              )
              AND TRUE
            ORDER BY
              row_12.id ASC
            LIMIT 21
          ) AS cut_20
        ) AS page_13
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
