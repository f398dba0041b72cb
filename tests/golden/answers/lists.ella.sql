-- $1 now
-- $2 viewer_purpose
-- $3 viewer_user
-- $4 viewer_issuer
-- $5 viewer_subject
-- $6 viewer_issued
-- $7 value_0
-- $8 value_1
-- $9 value_4
-- $10 value_3
-- $11 value_2
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    account.school_id AS school,
    CAST(NULL AS TEXT) AS country,
    CAST(NULL AS TEXT) AS region,
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
    ARRAY((
      SELECT
        members_2.area_id
      FROM members AS members_2
      WHERE
        members_2.user_id = account.id
        AND (
          members_2.left_on IS NULL
          OR members_2.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
        )
        AND (
          members_2.live_from IS NULL
          OR members_2.live_from <= CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
        )
    )) AS areas,
    COALESCE(
      live_assignment.id IS NOT NULL
      AND account.status IN ('GENERAL', 'VALIDATED')
      AND CAST($1 AS TIMESTAMPTZ) < account.inactive_at
      AND (
        live_assignment.purposes IS NULL
        OR CAST($2 AS VARCHAR) = ANY(
          live_assignment.purposes
        )
      ),
      FALSE
    ) AS allowed
  FROM users AS account
  LEFT OUTER JOIN LATERAL (
    SELECT
      assignment.id AS id,
      assignment.country AS country,
      assignment.region AS region,
      assignment.purposes AS purposes
    FROM assignments AS assignment
    WHERE
      assignment.user_id = account.id
      AND assignment.role = 'EACEA'
      AND assignment.valid_from <= CAST($1 AS TIMESTAMPTZ)
      AND (
        assignment.valid_to IS NULL OR CAST($1 AS TIMESTAMPTZ) < assignment.valid_to
      )
    ORDER BY
      assignment.valid_from DESC,
      assignment.id
    LIMIT 1
  ) AS live_assignment
    ON TRUE
  WHERE
    account.id = COALESCE(
      CAST($3 AS UUID),
      (
        SELECT
          identity.user_id
        FROM identities AS identity
        WHERE
          identity.issuer = CAST($4 AS VARCHAR) AND identity.subject = CAST($5 AS VARCHAR)
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
            CAST($6 AS TIMESTAMPTZ) IS NULL OR sign_out.at >= CAST($6 AS TIMESTAMPTZ)
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
                                row_10.user_id = page_4.id
                                AND row_11.id = row_10.contact_id
                                AND (
                                  NOT row_11.restricted
                                  AND row_11.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                                  AND CAST($1 AS TIMESTAMPTZ) < row_11.inactive_at
                                  OR row_11.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
                                  )
                                  AND NOT (
                                    row_11.status = 'ANONYMISED'
                                    OR row_11.anonymised_at IS NOT NULL
                                    AND row_11.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                  )
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
                                  page_8.place <= CAST($7 AS BIGINT)),
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
                              row_6.user_id = page_4.id
                              AND row_7.id = row_6.contact_id
                              AND (
                                NOT row_7.restricted
                                AND row_7.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                                AND CAST($1 AS TIMESTAMPTZ) < row_7.inactive_at
                                OR row_7.id = (
                                  SELECT
                                    viewer."user"
                                  FROM viewer
                                )
                                AND NOT (
                                  row_7.status = 'ANONYMISED'
                                  OR row_7.anonymised_at IS NOT NULL
                                  AND row_7.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                                )
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
                                  page_15.place <= CAST($8 AS BIGINT)),
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
                  page_4.place <= CAST($9 AS BIGINT)),
                ''
              ),
              ']'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_19.first_name AS first_name,
            cut_19.id AS id,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_18.first_name AS first_name,
              parts_18.id AS id
            FROM (
              SELECT
                anon_1.first_name AS first_name,
                anon_1.id AS id,
                anon_1.sort_id AS sort_id
              FROM (
                SELECT
                  row_2.first_name AS first_name,
                  row_2.id AS id,
                  row_2.id AS sort_id
                FROM users AS row_2
                WHERE
                  row_2.id <> (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT row_2.restricted
                  AND row_2.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  AND row_2.first_name_folded = ANY(
                    CAST($10 AS TEXT[])
                  )
                  AND row_2.first_name = ANY(
                    CAST($11 AS TEXT[])
                  )
                ORDER BY
                  row_2.id ASC
                LIMIT 21
              ) AS anon_1
              UNION ALL
              SELECT
                anon_2.first_name AS first_name,
                anon_2.id AS id,
                anon_2.sort_id AS sort_id
              FROM (
                SELECT
                  row_3.first_name AS first_name,
                  row_3.id AS id,
                  row_3.id AS sort_id
                FROM users AS row_3
                WHERE
                  row_3.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND (
                    NOT row_3.restricted
                    AND row_3.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_3.inactive_at
                    OR row_3.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                    AND NOT (
                      row_3.status = 'ANONYMISED'
                      OR row_3.anonymised_at IS NOT NULL
                      AND row_3.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                  AND row_3.first_name_folded = ANY(
                    CAST($10 AS TEXT[])
                  )
                  AND row_3.first_name = ANY(
                    CAST($11 AS TEXT[])
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
