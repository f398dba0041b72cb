-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 value_0
-- $7 value_1
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
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
), known AS MATERIALIZED (
  SELECT
    ARRAY[
      CAST((
        (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                FALSE IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      ),
      CAST((
        NOT row_2.restricted
        AND (
          row_2.id IS NOT NULL OR NULL
        )
        AND NOT (
          row_2.id = ANY(
            CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
          )
        )
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST((
        NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_1.school_country
          FROM users AS users_1
          WHERE
            users_1.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        OR NOT row_2.restricted
        AND row_2.second_country = (
          SELECT
            users_1.school_country
          FROM users AS users_1
          WHERE
            users_1.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.second_status IN ('PENDING', 'VALIDATED')
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        OR (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_1.school_country
                    FROM users AS users_1
                    WHERE
                      users_1.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR NOT row_2.restricted
                  AND row_2.second_country = (
                    SELECT
                      users_1.school_country
                    FROM users AS users_1
                    WHERE
                      users_1.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.second_status IN ('PENDING', 'VALIDATED')
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_1.school_country
                    FROM users AS users_1
                    WHERE
                      users_1.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR NOT row_2.restricted
                  AND row_2.second_country = (
                    SELECT
                      users_1.school_country
                    FROM users AS users_1
                    WHERE
                      users_1.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.second_status IN ('PENDING', 'VALIDATED')
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      ),
      CAST((
        (
          row_2.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_2.school_country
          FROM users AS users_2
          WHERE
            users_2.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        OR (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_2.school_country
                    FROM users AS users_2
                    WHERE
                      users_2.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"NEWSLETTER_NATIONAL"'
          END,
          CASE
            WHEN (
              (
                (
                  (
                    row_2.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_2.school_country
                    FROM users AS users_2
                    WHERE
                      users_2.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_2.school_country
                    FROM users AS users_2
                    WHERE
                      users_2.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      ),
      CAST((
        (
          row_2.survey @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_3.school_country
          FROM users AS users_3
          WHERE
            users_3.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        OR (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  (
                    row_2.survey @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_3.school_country
                    FROM users AS users_3
                    WHERE
                      users_3.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.survey @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_3.school_country
                    FROM users AS users_3
                    WHERE
                      users_3.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END,
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_3.school_country
                    FROM users AS users_3
                    WHERE
                      users_3.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"SURVEY"'
          END
        ),
        ']'
      ),
      CAST((
        (
          CAST(NULL AS TEXT) IS NULL
          OR (
            SELECT
              schools_1.region
            FROM schools AS schools_1
            WHERE
              schools_1.id = row_2.school_id
          ) = CAST(NULL AS TEXT)
        )
        AND NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_4.school_country
          FROM users AS users_4
          WHERE
            users_4.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        OR (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  (
                    CAST(NULL AS TEXT) IS NULL
                    OR (
                      SELECT
                        schools_2.region
                      FROM schools AS schools_2
                      WHERE
                        schools_2.id = row_2.school_id
                    ) = CAST(NULL AS TEXT)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_4.school_country
                    FROM users AS users_4
                    WHERE
                      users_4.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    CAST(NULL AS TEXT) IS NULL
                    OR (
                      SELECT
                        schools_3.region
                      FROM schools AS schools_3
                      WHERE
                        schools_3.id = row_2.school_id
                    ) = CAST(NULL AS TEXT)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_4.school_country
                    FROM users AS users_4
                    WHERE
                      users_4.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      ),
      CAST((
        NOT row_2.restricted
        AND row_2.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST((
        NOT (
          row_2.status = 'ANONYMISED'
          OR row_2.anonymised_at IS NOT NULL
          AND row_2.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
        )
      ) IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST(FALSE IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST(FALSE IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST((
        NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_1.school_country
          FROM users AS users_1
          WHERE
            users_1.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        OR NOT row_2.restricted
        AND row_2.second_country = (
          SELECT
            users_1.school_country
          FROM users AS users_1
          WHERE
            users_1.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.second_status IN ('PENDING', 'VALIDATED')
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST((
        (
          row_2.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_2.school_country
          FROM users AS users_2
          WHERE
            users_2.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_2.school_country
                    FROM users AS users_2
                    WHERE
                      users_2.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                FALSE IS TRUE
              )
            )
            THEN '"NEWSLETTER_NATIONAL"'
          END
        ),
        ']'
      ),
      CAST((
        (
          row_2.survey @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_3.school_country
          FROM users AS users_3
          WHERE
            users_3.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_3.school_country
                    FROM users AS users_3
                    WHERE
                      users_3.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                FALSE IS TRUE
              )
            )
            THEN '"SURVEY"'
          END
        ),
        ']'
      ),
      CAST((
        (
          CAST(NULL AS TEXT) IS NULL
          OR (
            SELECT
              schools_4.region
            FROM schools AS schools_4
            WHERE
              schools_4.id = row_2.school_id
          ) = CAST(NULL AS TEXT)
        )
        AND NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_4.school_country
          FROM users AS users_4
          WHERE
            users_4.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST((
        (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        AND (
          (
            row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
          )
          OR row_2.ambassador
          AND (
            row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
          )
        )
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                FALSE IS TRUE
              )
            )
            THEN '"PUBLIC_PICTURE"'
          END,
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  AND (
                    (
                      row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_2.ambassador
                    AND (
                      row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE
              ) IS DISTINCT FROM (
                FALSE IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      ),
      CAST((
        NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_1.school_country
          FROM users AS users_1
          WHERE
            users_1.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        OR (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        AND (
          (
            row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
          )
          OR row_2.ambassador
          AND (
            row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
          )
        )
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_1.school_country
                    FROM users AS users_1
                    WHERE
                      users_1.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_1.school_country
                    FROM users AS users_1
                    WHERE
                      users_1.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PICTURE"'
          END,
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_1.school_country
                    FROM users AS users_1
                    WHERE
                      users_1.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  AND (
                    (
                      row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_2.ambassador
                    AND (
                      row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_1.school_country
                    FROM users AS users_1
                    WHERE
                      users_1.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      ),
      CAST((
        (
          row_2.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_2.school_country
          FROM users AS users_2
          WHERE
            users_2.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        OR (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        AND (
          (
            row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
          )
          OR row_2.ambassador
          AND (
            row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
          )
        )
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_2.school_country
                    FROM users AS users_2
                    WHERE
                      users_2.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  AND (
                    (
                      row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_2.ambassador
                    AND (
                      row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  AND (
                    (
                      row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_2.ambassador
                    AND (
                      row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE
              )
            )
            THEN '"NEWSLETTER_NATIONAL"'
          END,
          CASE
            WHEN (
              (
                (
                  (
                    row_2.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_2.school_country
                    FROM users AS users_2
                    WHERE
                      users_2.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_2.school_country
                    FROM users AS users_2
                    WHERE
                      users_2.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PICTURE"'
          END,
          CASE
            WHEN (
              (
                (
                  (
                    row_2.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_2.school_country
                    FROM users AS users_2
                    WHERE
                      users_2.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  AND (
                    (
                      row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_2.ambassador
                    AND (
                      row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_2.school_country
                    FROM users AS users_2
                    WHERE
                      users_2.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      ),
      CAST((
        (
          row_2.survey @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_3.school_country
          FROM users AS users_3
          WHERE
            users_3.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        OR (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        AND (
          (
            row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
          )
          OR row_2.ambassador
          AND (
            row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
          )
        )
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  (
                    row_2.survey @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_3.school_country
                    FROM users AS users_3
                    WHERE
                      users_3.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.survey @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_3.school_country
                    FROM users AS users_3
                    WHERE
                      users_3.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PICTURE"'
          END,
          CASE
            WHEN (
              (
                (
                  (
                    row_2.survey @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_3.school_country
                    FROM users AS users_3
                    WHERE
                      users_3.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  AND (
                    (
                      row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_2.ambassador
                    AND (
                      row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.survey @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_3.school_country
                    FROM users AS users_3
                    WHERE
                      users_3.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END,
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_3.school_country
                    FROM users AS users_3
                    WHERE
                      users_3.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  AND (
                    (
                      row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_2.ambassador
                    AND (
                      row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  AND (
                    (
                      row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_2.ambassador
                    AND (
                      row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE
              )
            )
            THEN '"SURVEY"'
          END
        ),
        ']'
      ),
      CAST((
        (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        AND (
          (
            row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
          )
          OR row_2.ambassador
          AND (
            row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
          )
        )
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                FALSE IS TRUE
              )
            )
            THEN '"PUBLIC_PICTURE"'
          END,
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  AND (
                    (
                      row_2.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_2.ambassador
                    AND (
                      row_2.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE
              ) IS DISTINCT FROM (
                FALSE IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      ),
      CAST((
        NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_1.school_country
          FROM users AS users_1
          WHERE
            users_1.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        OR (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_1.school_country
                    FROM users AS users_1
                    WHERE
                      users_1.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_1.school_country
                    FROM users AS users_1
                    WHERE
                      users_1.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      ),
      CAST((
        (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                FALSE IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      ),
      CAST((
        NOT row_2.restricted
        AND (
          row_2.id IS NOT NULL OR NULL
        )
        AND NOT (
          row_2.id = ANY(
            CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
          )
        )
        AND row_2.second_status = 'VALIDATED'
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST((
        NOT row_2.restricted
        AND row_2.second_country = (
          SELECT
            users_1.school_country
          FROM users AS users_1
          WHERE
            users_1.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.second_status IN ('PENDING', 'VALIDATED')
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST(FALSE IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST(FALSE IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST(FALSE IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST((
        NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_1.school_country
          FROM users AS users_1
          WHERE
            users_1.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST(FALSE IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST((
        NOT row_2.hide_contacts
        AND NOT row_2.restricted
        AND (
          row_2.id IS NOT NULL OR NULL
        )
        AND NOT (
          row_2.id = ANY(
            CAST(CAST(ARRAY[] AS UUID[]) AS UUID[])
          )
        )
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT('[', '', ']'),
      CAST((
        (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                FALSE IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      ),
      CAST((
        NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_1.school_country
          FROM users AS users_1
          WHERE
            users_1.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        OR (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_1.school_country
                    FROM users AS users_1
                    WHERE
                      users_1.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_1.school_country
                    FROM users AS users_1
                    WHERE
                      users_1.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      ),
      CAST((
        (
          row_2.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_2.school_country
          FROM users AS users_2
          WHERE
            users_2.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        OR (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_2.school_country
                    FROM users AS users_2
                    WHERE
                      users_2.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"NEWSLETTER_NATIONAL"'
          END,
          CASE
            WHEN (
              (
                (
                  (
                    row_2.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_2.school_country
                    FROM users AS users_2
                    WHERE
                      users_2.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_2.school_country
                    FROM users AS users_2
                    WHERE
                      users_2.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      ),
      CAST((
        (
          row_2.survey @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.school_country = (
          SELECT
            users_3.school_country
          FROM users AS users_3
          WHERE
            users_3.id = CAST((
              SELECT
                viewer."user"
              FROM viewer
            ) AS UUID)
        )
        AND row_2.status IN ('PENDING', 'VALIDATED')
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
        OR (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  (
                    row_2.survey @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_3.school_country
                    FROM users AS users_3
                    WHERE
                      users_3.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.survey @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_3.school_country
                    FROM users AS users_3
                    WHERE
                      users_3.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END,
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.school_country = (
                    SELECT
                      users_3.school_country
                    FROM users AS users_3
                    WHERE
                      users_3.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_2.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                  OR (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                (
                  (
                    row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              )
            )
            THEN '"SURVEY"'
          END
        ),
        ']'
      ),
      CAST((
        (
          row_2.public_profile @> CAST($1 AS TIMESTAMPTZ)
        )
        AND NOT row_2.restricted
        AND row_2.status = 'VALIDATED'
        AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
      ) IS TRUE AS TEXT),
      CONCAT(
        '[',
        CONCAT_WS(
          ',',
          CASE
            WHEN (
              (
                (
                  NOT row_2.restricted
                  AND row_2.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_2.inactive_at
                ) IS TRUE
              ) IS DISTINCT FROM (
                FALSE IS TRUE
              )
            )
            THEN '"PUBLIC_PROFILE"'
          END
        ),
        ']'
      )
    ] AS facts
  FROM users AS row_2
  WHERE
    row_2.id = (
      SELECT
        viewer."user"
      FROM viewer
    )
    AND (
      row_2.id = (
        SELECT
          viewer."user"
        FROM viewer
      )
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
      AND NOT (
        row_2.status = 'ANONYMISED'
        OR row_2.anonymised_at IS NOT NULL
        AND row_2.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
      )
      OR NOT row_2.restricted
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
      CONCAT(
        '{"role":"ETWINNER","visibleTo":',
        COALESCE(
          (
            SELECT
              STRING_AGG(
                CONCAT(text_1.said, COALESCE(known.facts[text_1.fact], '')), ''
                ORDER BY
                  text_1.place
              ) AS string_agg_1
            FROM known, UNNEST(CAST($6 AS TEXT[]), CAST($7 AS INT[])) WITH ORDINALITY AS text_1(said, fact, place)
          ),
          '[]'
        ),
        '}'
      ),
      'UTF8'
    ) AS answer_0
  WHERE
    viewer.allowed
  LIMIT ALL
  OFFSET 0
) AS data
  ON TRUE
