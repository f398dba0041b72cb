-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 value_0
-- $7 value_1
-- $8 value_4
-- $9 value_3
-- $10 value_2
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
                      COALESCE(CAST(TO_JSON(page_4.first_name) AS TEXT), 'null'),
                      ',"contacts":',
                      (
                        SELECT
                          CONCAT(
                            '{"totalCount":',
                            CAST((
                              SELECT
                                COUNT(*) AS count_1
                              FROM contacts AS row_10
                              JOIN users AS row_11
                                ON TRUE
                              WHERE
                                (
                                  page_4.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
                                  )
                                  OR NOT page_4.hide_contacts
                                  AND NOT page_4.restricted
                                  AND page_4.status = 'VALIDATED'
                                  AND CAST($1 AS TIMESTAMPTZ) < page_4.inactive_at
                                )
                                AND row_10.user_id = page_4.id
                                AND row_11.id = row_10.contact_id
                                AND (
                                  row_11.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
                                  )
                                  AND (
                                    row_11.id IS NOT NULL OR NULL
                                  )
                                  AND NOT (
                                    row_11.id = ANY(
                                      CAST((
                                        SELECT
                                          viewer.blocked
                                        FROM viewer
                                      ) AS UUID[])
                                    )
                                  )
                                  AND NOT (
                                    row_11.status = 'ANONYMISED'
                                    OR row_11.anonymised_at IS NOT NULL
                                    AND row_11.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                  )
                                  OR NOT row_11.restricted
                                  AND (
                                    row_11.id IS NOT NULL OR NULL
                                  )
                                  AND NOT (
                                    row_11.id = ANY(
                                      CAST((
                                        SELECT
                                          viewer.blocked
                                        FROM viewer
                                      ) AS UUID[])
                                    )
                                  )
                                  AND row_11.status = 'VALIDATED'
                                  AND CAST($1 AS TIMESTAMPTZ) < row_11.inactive_at
                                )
                                AND TRUE
                            ) AS TEXT),
                            ',"nodes":',
                            CONCAT(
                              '[',
                              COALESCE(
                                STRING_AGG(
                                    CONCAT('{"firstName":', COALESCE(CAST(TO_JSON(page_8.first_name) AS TEXT), 'null'), '}'),
                                    ','
                                  ORDER BY
                                    page_8.place ASC
                                ) FILTER(WHERE
                                  page_8.place <= CAST($6 AS BIGINT)),
                                ''
                              ),
                              ']'
                            ),
                            '}'
                          ) AS concat_2
                        FROM (
                          SELECT
                            cut_12.first_name AS first_name,
                            ROW_NUMBER() OVER () AS place,
                            COUNT(*) OVER () AS found
                          FROM (
                            SELECT
                              row_7.first_name AS first_name
                            FROM contacts AS row_6
                            JOIN users AS row_7
                              ON TRUE
                            WHERE
                              (
                                page_4.id = (
                                  SELECT
                                    viewer."user"
                                  FROM viewer
                                )
                                OR NOT page_4.hide_contacts
                                AND NOT page_4.restricted
                                AND page_4.status = 'VALIDATED'
                                AND CAST($1 AS TIMESTAMPTZ) < page_4.inactive_at
                              )
                              AND row_6.user_id = page_4.id
                              AND row_7.id = row_6.contact_id
                              AND (
                                row_7.id = (
                                  SELECT
                                    viewer."user"
                                  FROM viewer
                                )
                                AND (
                                  row_7.id IS NOT NULL OR NULL
                                )
                                AND NOT (
                                  row_7.id = ANY(
                                    CAST((
                                      SELECT
                                        viewer.blocked
                                      FROM viewer
                                    ) AS UUID[])
                                  )
                                )
                                AND NOT (
                                  row_7.status = 'ANONYMISED'
                                  OR row_7.anonymised_at IS NOT NULL
                                  AND row_7.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                )
                                OR NOT row_7.restricted
                                AND (
                                  row_7.id IS NOT NULL OR NULL
                                )
                                AND NOT (
                                  row_7.id = ANY(
                                    CAST((
                                      SELECT
                                        viewer.blocked
                                      FROM viewer
                                    ) AS UUID[])
                                  )
                                )
                                AND row_7.status = 'VALIDATED'
                                AND CAST($1 AS TIMESTAMPTZ) < row_7.inactive_at
                              )
                              AND TRUE
                            ORDER BY
                              row_7.id ASC
                            LIMIT 21
                          ) AS cut_12
                        ) AS page_8
                        HAVING
                          COUNT(*) >= 0
                      ),
                      ',"projects":',
                      (
                        SELECT
                          CONCAT(
                            '{"nodes":',
                            CONCAT(
                              '[',
                              COALESCE(
                                STRING_AGG(
                                    CONCAT('{"title":', COALESCE(CAST(TO_JSON(page_15.title) AS TEXT), 'null'), '}'),
                                    ','
                                  ORDER BY
                                    page_15.place ASC
                                ) FILTER(WHERE
                                  page_15.place <= CAST($7 AS BIGINT)),
                                ''
                              ),
                              ']'
                            ),
                            '}'
                          ) AS concat_3
                        FROM (
                          SELECT
                            cut_17.title AS title,
                            ROW_NUMBER() OVER () AS place,
                            COUNT(*) OVER () AS found
                          FROM (
                            SELECT
                              row_14.title AS title
                            FROM partners AS row_13
                            JOIN projects AS row_14
                              ON TRUE
                            WHERE
                              row_13.user_id = page_4.id
                              AND row_14.id = row_13.project_id
                              AND (
                                row_13.left_on IS NULL
                                OR row_13.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                              )
                              AND (
                                row_14.id = ANY(
                                  CAST((
                                    SELECT
                                      viewer.projects
                                    FROM viewer
                                  ) AS UUID[])
                                )
                                OR row_14.status IN ('ACTIVE', 'CLOSED')
                              )
                              AND TRUE
                            ORDER BY
                              row_14.title_folded ASC,
                              row_14.id ASC
                            LIMIT 21
                          ) AS cut_17
                        ) AS page_15
                        HAVING
                          COUNT(*) >= 0
                      ),
                      '}'
                    ),
                    ','
                  ORDER BY
                    page_4.place ASC
                ) FILTER(WHERE
                  page_4.place <= CAST($8 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_19.first_name AS first_name,
            cut_19.hide_contacts AS hide_contacts,
            cut_19.id AS id,
            cut_19.inactive_at AS inactive_at,
            cut_19.restricted AS restricted,
            cut_19.status AS status,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_18.first_name AS first_name,
              parts_18.hide_contacts AS hide_contacts,
              parts_18.id AS id,
              parts_18.inactive_at AS inactive_at,
              parts_18.restricted AS restricted,
              parts_18.status AS status
            FROM (
              SELECT
                anon_1.first_name AS first_name,
                anon_1.hide_contacts AS hide_contacts,
                anon_1.id AS id,
                anon_1.inactive_at AS inactive_at,
                anon_1.restricted AS restricted,
                anon_1.status AS status,
                anon_1.sort_id AS sort_id
              FROM (
                SELECT
                  row_2.first_name AS first_name,
                  row_2.hide_contacts AS hide_contacts,
                  row_2.id AS id,
                  row_2.inactive_at AS inactive_at,
                  row_2.restricted AS restricted,
                  row_2.status AS status,
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
                  AND row_2.first_name_folded = ANY(
                    CAST($9 AS TEXT[])
                  )
                  AND row_2.first_name = ANY(
                    CAST($10 AS TEXT[])
                  )
                ORDER BY
                  row_2.id ASC
                LIMIT 21
              ) AS anon_1
              UNION ALL
              SELECT
                anon_2.first_name AS first_name,
                anon_2.hide_contacts AS hide_contacts,
                anon_2.id AS id,
                anon_2.inactive_at AS inactive_at,
                anon_2.restricted AS restricted,
                anon_2.status AS status,
                anon_2.sort_id AS sort_id
              FROM (
                SELECT
                  row_3.first_name AS first_name,
                  row_3.hide_contacts AS hide_contacts,
                  row_3.id AS id,
                  row_3.inactive_at AS inactive_at,
                  row_3.restricted AS restricted,
                  row_3.status AS status,
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
                  AND row_3.first_name_folded = ANY(
                    CAST($9 AS TEXT[])
                  )
                  AND row_3.first_name = ANY(
                    CAST($10 AS TEXT[])
                  )
                ORDER BY
                  row_3.id ASC
                LIMIT 21
              ) AS anon_2
            ) AS parts_18
            ORDER BY
              parts_18.sort_id ASC
            LIMIT 21
          ) AS cut_19
        ) AS page_4
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
