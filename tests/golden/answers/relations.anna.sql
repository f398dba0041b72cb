-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 value_1
-- $7 value_0
-- $8 value_3
-- $9 value_2
-- $10 value_4
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    account.school_id AS school,
    account.second_school_id AS second_school,
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
  data.answer_0,
  data.answer_1,
  data.answer_2
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
              (
                row_1.id = ANY(
                  CAST((
                    SELECT
                      viewer.projects
                    FROM viewer
                  ) AS UUID[])
                )
                OR row_1.status IN ('ACTIVE', 'CLOSED')
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
                      OR row_2.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
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
                    AND (
                      EXISTS(
                        SELECT
                          1
                        FROM schools AS row_4
                        WHERE
                          row_4.id = row_2.school_id
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
                          AND row_4.country = CAST($7 AS VARCHAR)
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
                    CONCAT('{"title":', COALESCE(CAST(TO_JSON(page_14.title) AS TEXT), 'null'), '}'),
                    ','
                  ORDER BY
                    page_14.place ASC
                ) FILTER(WHERE
                  page_14.place <= CAST($8 AS BIGINT)),
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
              (
                row_9.id = ANY(
                  CAST((
                    SELECT
                      viewer.projects
                    FROM viewer
                  ) AS UUID[])
                )
                OR row_9.status IN ('ACTIVE', 'CLOSED')
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
                      OR row_10.left_on > CAST(TIMEZONE('UTC', CAST($1 AS TIMESTAMPTZ)) AS DATE)
                    )
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
                    AND (
                      EXISTS(
                        SELECT
                          1
                        FROM schools AS row_12
                        WHERE
                          row_12.id = row_10.school_id
                          AND (
                            row_12.id = (
                              SELECT
                                viewer.school
                              FROM viewer
                            )
                            OR row_12.id = (
                              SELECT
                                viewer.second_school
                              FROM viewer
                            )
                            OR row_12.status = 'VALIDATED'
                          )
                          AND row_12.country = CAST($9 AS VARCHAR)
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
    ) AS answer_1,
    CONVERT_TO(
      CONCAT(
        '{"totalCount":',
        CAST((
          SELECT
            COUNT(*) AS count_1
          FROM projects AS row_17
          WHERE
            (
              row_17.id = ANY(
                CAST((
                  SELECT
                    viewer.projects
                  FROM viewer
                ) AS UUID[])
              )
              OR row_17.status IN ('ACTIVE', 'CLOSED')
            )
            AND row_17.registered_on >= CAST($10 AS DATE)
            AND NOT (
              row_17.closed_on IS NOT NULL
            ) IS TRUE
        ) AS TEXT),
        '}'
      ),
      'UTF8'
    ) AS answer_2
  WHERE
    viewer.allowed
  LIMIT ALL
  OFFSET 0
) AS data
  ON TRUE
