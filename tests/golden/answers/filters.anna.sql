-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 value_5
-- $7 value_0
-- $8 value_1
-- $9 value_2
-- $10 value_4
-- $11 value_3
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    account.school_id AS school,
    account.second_school_id AS second_school,
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
                      '{"firstName":',
                      COALESCE(CAST(TO_JSON(page_7.first_name) AS TEXT), 'null'),
                      ',"status":',
                      CASE
                        WHEN guards_8.guard_1
                        THEN COALESCE(
                          CAST(TO_JSON(
                            CASE
                              WHEN (
                                page_7.status = 'ANONYMISED'
                                OR page_7.anonymised_at IS NOT NULL
                                AND page_7.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                              )
                              THEN 'ANONYMISED'
                              WHEN (
                                page_7.status = 'DEACTIVATED' AND CAST($1 AS TIMESTAMPTZ) < page_7.anonymised_at
                              )
                              THEN 'DEACTIVATED'
                              WHEN (
                                page_7.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                                AND page_7.inactive_at <= CAST($1 AS TIMESTAMPTZ)
                                AND CAST($1 AS TIMESTAMPTZ) < page_7.anonymised_at
                              )
                              THEN 'INACTIVE'
                              ELSE page_7.status
                            END
                          ) AS TEXT),
                          'null'
                        )
                        ELSE 'null'
                      END,
                      ',"email":',
                      CASE
                        WHEN guards_8.guard_1
                        THEN COALESCE(CAST(TO_JSON(page_7.email) AS TEXT), 'null')
                        ELSE 'null'
                      END,
                      '}'
                    ),
                    ','
                  ORDER BY
                    page_7.place ASC
                ) FILTER(WHERE
                  page_7.place <= CAST($6 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_10.anonymised_at AS anonymised_at,
            cut_10.email AS email,
            cut_10.first_name AS first_name,
            cut_10.id AS id,
            cut_10.inactive_at AS inactive_at,
            cut_10.status AS status,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_9.anonymised_at AS anonymised_at,
              parts_9.email AS email,
              parts_9.first_name AS first_name,
              parts_9.id AS id,
              parts_9.inactive_at AS inactive_at,
              parts_9.status AS status
            FROM (
              SELECT
                anon_1.anonymised_at AS anonymised_at,
                anon_1.email AS email,
                anon_1.first_name AS first_name,
                anon_1.id AS id,
                anon_1.inactive_at AS inactive_at,
                anon_1.status AS status,
                anon_1.sort_id AS sort_id
              FROM (
                SELECT
                  row_3.anonymised_at AS anonymised_at,
                  row_3.email AS email,
                  row_3.first_name AS first_name,
                  row_3.id AS id,
                  row_3.inactive_at AS inactive_at,
                  row_3.status AS status,
                  row_3.id AS sort_id
                FROM users AS row_3
                WHERE
                  row_3.id <> (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT row_3.restricted
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
                  AND FALSE
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM schools AS row_4
                      WHERE
                        row_4.id = row_3.school_id
                        AND (
                          row_4.id = (
                            SELECT
                              viewer.school
                            FROM viewer
                          )
                          OR row_4.id = (
                            SELECT
                              viewer.second_school
                            FROM viewer
                          )
                          OR row_4.status = 'VALIDATED'
                        )
                        AND row_4.region IS NOT NULL
                        AND row_4.country = ANY(
                          CAST($7 AS TEXT[])
                        )
                    )
                  )
                  AND row_3.last_name IS NOT NULL
                  AND NOT STARTS_WITH(row_3.last_name_folded, CAST($8 AS VARCHAR)) IS TRUE
                  AND row_3.subjects IS NOT NULL
                  AND NOT (
                    row_3.terms @@ CAST($9 AS TSQUERY)
                  ) IS TRUE
                  AND FALSE
                ORDER BY
                  row_3.id ASC
                LIMIT 21
              ) AS anon_1
              UNION ALL
              SELECT
                anon_2.anonymised_at AS anonymised_at,
                anon_2.email AS email,
                anon_2.first_name AS first_name,
                anon_2.id AS id,
                anon_2.inactive_at AS inactive_at,
                anon_2.status AS status,
                anon_2.sort_id AS sort_id
              FROM (
                SELECT
                  row_5.anonymised_at AS anonymised_at,
                  row_5.email AS email,
                  row_5.first_name AS first_name,
                  row_5.id AS id,
                  row_5.inactive_at AS inactive_at,
                  row_5.status AS status,
                  row_5.id AS sort_id
                FROM users AS row_5
                WHERE
                  row_5.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
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
                  AND row_5.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND (
                    row_5.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_5.inactive_at
                    OR row_5.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                    AND row_5.inactive_at <= CAST($1 AS TIMESTAMPTZ)
                    AND CAST($1 AS TIMESTAMPTZ) < row_5.anonymised_at
                  )
                  AND (
                    EXISTS(
                      SELECT
                        1
                      FROM schools AS row_6
                      WHERE
                        row_6.id = row_5.school_id
                        AND (
                          row_6.id = (
                            SELECT
                              viewer.school
                            FROM viewer
                          )
                          OR row_6.id = (
                            SELECT
                              viewer.second_school
                            FROM viewer
                          )
                          OR row_6.status = 'VALIDATED'
                        )
                        AND row_6.region IS NOT NULL
                        AND row_6.country = ANY(
                          CAST($7 AS TEXT[])
                        )
                    )
                  )
                  AND row_5.last_name IS NOT NULL
                  AND NOT STARTS_WITH(row_5.last_name_folded, CAST($8 AS VARCHAR)) IS TRUE
                  AND row_5.subjects IS NOT NULL
                  AND NOT (
                    row_5.terms @@ CAST($9 AS TSQUERY)
                  ) IS TRUE
                  AND row_5.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND (
                    row_5.terms @@ CAST($10 AS TSQUERY)
                  )
                  AND POSITION(CAST($11 AS VARCHAR) IN row_5.email_folded) > 0
                ORDER BY
                  row_5.id ASC
                LIMIT 21
              ) AS anon_2
            ) AS parts_9
            ORDER BY
              parts_9.sort_id ASC
            LIMIT 21
          ) AS cut_10
        ) AS page_7
        JOIN LATERAL (
          SELECT
            page_7.id = (
              SELECT
                viewer."user"
              FROM viewer
            ) AS guard_1
          LIMIT ALL
          OFFSET 0
        ) AS guards_8
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
