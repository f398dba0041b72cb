-- $1 viewer_purpose
-- $2 record_operation
-- $3 now
-- $4 viewer_user
-- $5 viewer_issuer
-- $6 viewer_subject
-- $7 viewer_issued
-- $8 value_2
-- $9 value_1
-- $10 value_0
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    live_assignment.country AS country,
    COALESCE(
      live_assignment.id IS NOT NULL
      AND account.status IN ('GENERAL', 'VALIDATED')
      AND CAST($3 AS TIMESTAMPTZ) < account.inactive_at
      AND (
        live_assignment.purposes IS NULL
        OR CAST($1 AS VARCHAR) = ANY(
          live_assignment.purposes
        )
      ),
      FALSE
    ) AS allowed,
    (
      SELECT
        employer.name
      FROM organisations AS employer
      WHERE
        employer.id = live_assignment.organisation_id
    ) AS organisation
  FROM users AS account
  LEFT OUTER JOIN LATERAL (
    SELECT
      assignment.id AS id,
      CASE
        WHEN (
          organisation.id IS NULL
          OR organisation.agreement_from <= CAST($3 AS TIMESTAMPTZ)
          AND (
            organisation.agreement_to IS NULL
            OR CAST($3 AS TIMESTAMPTZ) < organisation.agreement_to
          )
          AND (
            organisation.country IN (
              'AT',
              'BE',
              'BG',
              'CY',
              'CZ',
              'DE',
              'DK',
              'EE',
              'ES',
              'FI',
              'FR',
              'GR',
              'HR',
              'HU',
              'IE',
              'IS',
              'IT',
              'LI',
              'LT',
              'LU',
              'LV',
              'MT',
              'NL',
              'NO',
              'PL',
              'PT',
              'RO',
              'SE',
              'SI',
              'SK'
            )
            OR organisation.safeguards_from <= CAST($3 AS TIMESTAMPTZ)
            AND (
              organisation.safeguards_to IS NULL
              OR CAST($3 AS TIMESTAMPTZ) < organisation.safeguards_to
            )
          )
        )
        THEN assignment.country
      END AS country,
      assignment.region AS region,
      assignment.purposes AS purposes,
      assignment.organisation_id AS organisation_id
    FROM assignments AS assignment
    LEFT OUTER JOIN organisations AS organisation
      ON organisation.id = assignment.organisation_id
    WHERE
      assignment.user_id = account.id
      AND assignment.role = 'NSO'
      AND assignment.valid_from <= CAST($3 AS TIMESTAMPTZ)
      AND (
        assignment.valid_to IS NULL OR CAST($3 AS TIMESTAMPTZ) < assignment.valid_to
      )
    ORDER BY
      assignment.valid_from DESC,
      assignment.id
    LIMIT 1
  ) AS live_assignment
    ON TRUE
  WHERE
    account.id = COALESCE(
      CAST($4 AS UUID),
      (
        SELECT
          identity.user_id
        FROM identities AS identity
        WHERE
          identity.issuer = CAST($5 AS VARCHAR) AND identity.subject = CAST($6 AS VARCHAR)
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
            CAST($7 AS TIMESTAMPTZ) IS NULL OR sign_out.at >= CAST($7 AS TIMESTAMPTZ)
          )
      )
    )
    AND NOT (
      account.status = 'ANONYMISED'
      OR account.anonymised_at IS NOT NULL
      AND account.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
    )
), answers AS MATERIALIZED (
  SELECT
    viewer.allowed AS allowed,
    viewer."user" AS "user",
    viewer.organisation AS organisation,
    (
      SELECT
        policy_generation.generation
      FROM policy_generation
    ) AS generation,
    data.answer_0 AS answer_0
  FROM viewer
  LEFT OUTER JOIN LATERAL (
    SELECT
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
                        '"' || CONCAT(
                          CASE
                            WHEN (
                              page_5.id = CAST((
                                SELECT
                                  viewer."user"
                                FROM viewer
                              ) AS UUID)
                              OR NOT page_5.restricted
                              AND page_5.status = 'VALIDATED'
                              AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                              AND (
                                page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                              )
                            )
                            THEN ''
                            ELSE CONCAT(CHR(  1), 'p', page_5.id, CHR(  1))
                          END,
                          TRANSLATE(
                            ENCODE(
                              SUBSTRING(SHA256(
                                CAST($8 AS BYTEA) || SHA256(
                                  CAST($9 AS BYTEA) || CONVERT_TO(
                                    CAST(JSON_BUILD_ARRAY(
                                      CAST(NULL AS TEXT),
                                      CAST(CASE
                                        WHEN (
                                          NOT page_5.restricted
                                          AND page_5.school_country = (
                                            SELECT
                                              viewer.country
                                            FROM viewer
                                          )
                                          AND page_5.status IN ('PENDING', 'VALIDATED')
                                          AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                                          OR page_5.id = (
                                            SELECT
                                              viewer."user"
                                            FROM viewer
                                          )
                                          OR NOT page_5.restricted
                                          AND page_5.status = 'VALIDATED'
                                          AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                                          AND (
                                            page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                          )
                                        )
                                        THEN page_5.school_country
                                      END AS TEXT),
                                      CAST(page_5.last_name_folded AS TEXT),
                                      CAST(page_5.id AS TEXT)
                                    ) AS TEXT),
                                    'UTF8'
                                  )
                                )
                              ) FROM 1 FOR 16) || CONVERT_TO(
                                CAST(JSON_BUILD_ARRAY(
                                  CAST(NULL AS TEXT),
                                  CAST(CASE
                                    WHEN (
                                      NOT page_5.restricted
                                      AND page_5.school_country = (
                                        SELECT
                                          viewer.country
                                        FROM viewer
                                      )
                                      AND page_5.status IN ('PENDING', 'VALIDATED')
                                      AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                                      OR page_5.id = (
                                        SELECT
                                          viewer."user"
                                        FROM viewer
                                      )
                                      OR NOT page_5.restricted
                                      AND page_5.status = 'VALIDATED'
                                      AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                                      AND (
                                        page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                      )
                                    )
                                    THEN page_5.school_country
                                  END AS TEXT),
                                  CAST(page_5.last_name_folded AS TEXT),
                                  CAST(page_5.id AS TEXT)
                                ) AS TEXT),
                                'UTF8'
                              ),
                              'base64'
                            ),
                            e'+/=\n',
                            '-_'
                          )
                        )
                      ) || '"',
                      ',"node":',
                      CONCAT(
                        CASE
                          WHEN (
                            page_5.id = CAST((
                              SELECT
                                viewer."user"
                              FROM viewer
                            ) AS UUID)
                            OR NOT page_5.restricted
                            AND page_5.status = 'VALIDATED'
                            AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                            AND (
                              page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                            )
                          )
                          THEN ''
                          ELSE CONCAT(CHR(  1), 'p', page_5.id, CHR(  1))
                        END,
                        CONCAT(
                          '{"firstName":',
                          COALESCE(CAST(TO_JSON(page_5.first_name) AS TEXT), 'null'),
                          ',"country":',
                          CASE
                            WHEN guards_6.guard_1
                            THEN COALESCE(CAST(TO_JSON(page_5.school_country) AS TEXT), 'null')
                            ELSE 'null'
                          END,
                          '}'
                        )
                      ),
                      '}'
                    ),
                    ','
                  ORDER BY
                    page_5.place DESC
                ) FILTER(WHERE
                  page_5.place <= CAST($10 AS BIGINT)),
                ''
              ),
              ']'
            ),
            ',"pageInfo":',
            CONCAT(
              '{"hasNextPage":',
              CAST(FALSE AS TEXT),
              ',"hasPreviousPage":',
              CAST(COALESCE(MAX(page_5.found), 0) > CAST($10 AS BIGINT) AS TEXT),
              ',"startCursor":',
              COALESCE(
                (
                  '"' || MAX(
                    CONCAT(
                      CASE
                        WHEN (
                          page_5.id = CAST((
                            SELECT
                              viewer."user"
                            FROM viewer
                          ) AS UUID)
                          OR NOT page_5.restricted
                          AND page_5.status = 'VALIDATED'
                          AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                          AND (
                            page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                          )
                        )
                        THEN ''
                        ELSE CONCAT(CHR(  1), 'p', page_5.id, CHR(  1))
                      END,
                      TRANSLATE(
                        ENCODE(
                          SUBSTRING(SHA256(
                            CAST($8 AS BYTEA) || SHA256(
                              CAST($9 AS BYTEA) || CONVERT_TO(
                                CAST(JSON_BUILD_ARRAY(
                                  CAST(NULL AS TEXT),
                                  CAST(CASE
                                    WHEN (
                                      NOT page_5.restricted
                                      AND page_5.school_country = (
                                        SELECT
                                          viewer.country
                                        FROM viewer
                                      )
                                      AND page_5.status IN ('PENDING', 'VALIDATED')
                                      AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                                      OR page_5.id = (
                                        SELECT
                                          viewer."user"
                                        FROM viewer
                                      )
                                      OR NOT page_5.restricted
                                      AND page_5.status = 'VALIDATED'
                                      AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                                      AND (
                                        page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                      )
                                    )
                                    THEN page_5.school_country
                                  END AS TEXT),
                                  CAST(page_5.last_name_folded AS TEXT),
                                  CAST(page_5.id AS TEXT)
                                ) AS TEXT),
                                'UTF8'
                              )
                            )
                          ) FROM 1 FOR 16) || CONVERT_TO(
                            CAST(JSON_BUILD_ARRAY(
                              CAST(NULL AS TEXT),
                              CAST(CASE
                                WHEN (
                                  NOT page_5.restricted
                                  AND page_5.school_country = (
                                    SELECT
                                      viewer.country
                                    FROM viewer
                                  )
                                  AND page_5.status IN ('PENDING', 'VALIDATED')
                                  AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                                  OR page_5.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
                                  )
                                  OR NOT page_5.restricted
                                  AND page_5.status = 'VALIDATED'
                                  AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                                  AND (
                                    page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                  )
                                )
                                THEN page_5.school_country
                              END AS TEXT),
                              CAST(page_5.last_name_folded AS TEXT),
                              CAST(page_5.id AS TEXT)
                            ) AS TEXT),
                            'UTF8'
                          ),
                          'base64'
                        ),
                        e'+/=\n',
                        '-_'
                      )
                    )
                  ) FILTER(WHERE
                    page_5.place = LEAST(page_5.found, CAST($10 AS BIGINT))
                    AND page_5.place <= CAST($10 AS BIGINT))
                ) || '"',
                'null'
              ),
              ',"endCursor":',
              COALESCE(
                (
                  '"' || MAX(
                    CONCAT(
                      CASE
                        WHEN (
                          page_5.id = CAST((
                            SELECT
                              viewer."user"
                            FROM viewer
                          ) AS UUID)
                          OR NOT page_5.restricted
                          AND page_5.status = 'VALIDATED'
                          AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                          AND (
                            page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                          )
                        )
                        THEN ''
                        ELSE CONCAT(CHR(  1), 'p', page_5.id, CHR(  1))
                      END,
                      TRANSLATE(
                        ENCODE(
                          SUBSTRING(SHA256(
                            CAST($8 AS BYTEA) || SHA256(
                              CAST($9 AS BYTEA) || CONVERT_TO(
                                CAST(JSON_BUILD_ARRAY(
                                  CAST(NULL AS TEXT),
                                  CAST(CASE
                                    WHEN (
                                      NOT page_5.restricted
                                      AND page_5.school_country = (
                                        SELECT
                                          viewer.country
                                        FROM viewer
                                      )
                                      AND page_5.status IN ('PENDING', 'VALIDATED')
                                      AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                                      OR page_5.id = (
                                        SELECT
                                          viewer."user"
                                        FROM viewer
                                      )
                                      OR NOT page_5.restricted
                                      AND page_5.status = 'VALIDATED'
                                      AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                                      AND (
                                        page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                      )
                                    )
                                    THEN page_5.school_country
                                  END AS TEXT),
                                  CAST(page_5.last_name_folded AS TEXT),
                                  CAST(page_5.id AS TEXT)
                                ) AS TEXT),
                                'UTF8'
                              )
                            )
                          ) FROM 1 FOR 16) || CONVERT_TO(
                            CAST(JSON_BUILD_ARRAY(
                              CAST(NULL AS TEXT),
                              CAST(CASE
                                WHEN (
                                  NOT page_5.restricted
                                  AND page_5.school_country = (
                                    SELECT
                                      viewer.country
                                    FROM viewer
                                  )
                                  AND page_5.status IN ('PENDING', 'VALIDATED')
                                  AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                                  OR page_5.id = (
                                    SELECT
                                      viewer."user"
                                    FROM viewer
                                  )
                                  OR NOT page_5.restricted
                                  AND page_5.status = 'VALIDATED'
                                  AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
                                  AND (
                                    page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
                                  )
                                )
                                THEN page_5.school_country
                              END AS TEXT),
                              CAST(page_5.last_name_folded AS TEXT),
                              CAST(page_5.id AS TEXT)
                            ) AS TEXT),
                            'UTF8'
                          ),
                          'base64'
                        ),
                        e'+/=\n',
                        '-_'
                      )
                    )
                  ) FILTER(WHERE
                    page_5.place = 1 AND page_5.place <= CAST($10 AS BIGINT))
                ) || '"',
                'null'
              ),
              '}'
            ),
            '}'
          ) AS concat_1
        FROM (
          SELECT
            cut_8.first_name AS first_name,
            cut_8.id AS id,
            cut_8.inactive_at AS inactive_at,
            cut_8.last_name_folded AS last_name_folded,
            cut_8.public_profile AS public_profile,
            cut_8.restricted AS restricted,
            cut_8.school_country AS school_country,
            cut_8.status AS status,
            ROW_NUMBER() OVER () AS place,
            COUNT(*) OVER () AS found
          FROM (
            SELECT
              parts_7.first_name AS first_name,
              parts_7.id AS id,
              parts_7.inactive_at AS inactive_at,
              parts_7.last_name_folded AS last_name_folded,
              parts_7.public_profile AS public_profile,
              parts_7.restricted AS restricted,
              parts_7.school_country AS school_country,
              parts_7.status AS status
            FROM (
              SELECT
                anon_4.first_name AS first_name,
                anon_4.id AS id,
                anon_4.inactive_at AS inactive_at,
                anon_4.last_name_folded AS last_name_folded,
                anon_4.public_profile AS public_profile,
                anon_4.restricted AS restricted,
                anon_4.school_country AS school_country,
                anon_4.status AS status,
                anon_4.sort_0 AS sort_0,
                anon_4.sort_1 AS sort_1,
                anon_4.sort_id AS sort_id
              FROM (
                SELECT
                  row_2.first_name AS first_name,
                  row_2.id AS id,
                  row_2.inactive_at AS inactive_at,
                  row_2.last_name_folded AS last_name_folded,
                  row_2.public_profile AS public_profile,
                  row_2.restricted AS restricted,
                  row_2.school_country AS school_country,
                  row_2.status AS status,
                  row_2.school_country AS sort_0,
                  row_2.last_name_folded AS sort_1,
                  row_2.id AS sort_id
                FROM users AS row_2
                WHERE
                  row_2.id <> (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND NOT (
                    row_2.second_country = (
                      SELECT
                        viewer.country
                      FROM viewer
                    )
                  ) IS TRUE
                  AND (
                    NOT row_2.restricted
                    AND row_2.school_country = (
                      SELECT
                        viewer.country
                      FROM viewer
                    )
                    AND row_2.status IN ('PENDING', 'VALIDATED')
                    AND CAST($3 AS TIMESTAMPTZ) < row_2.inactive_at
                    OR NOT row_2.restricted
                    AND row_2.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_2.inactive_at
                    AND (
                      row_2.public_profile @> CAST($3 AS TIMESTAMPTZ)
                    )
                  )
                  AND TRUE
                ORDER BY
                  row_2.school_country ASC NULLS FIRST,
                  row_2.last_name_folded DESC,
                  row_2.id DESC
                LIMIT 21
              ) AS anon_4
              UNION ALL
              SELECT
                anon_5.first_name AS first_name,
                anon_5.id AS id,
                anon_5.inactive_at AS inactive_at,
                anon_5.last_name_folded AS last_name_folded,
                anon_5.public_profile AS public_profile,
                anon_5.restricted AS restricted,
                anon_5.school_country AS school_country,
                anon_5.status AS status,
                anon_5.sort_0 AS sort_0,
                anon_5.sort_1 AS sort_1,
                anon_5.sort_id AS sort_id
              FROM (
                SELECT
                  row_3.first_name AS first_name,
                  row_3.id AS id,
                  row_3.inactive_at AS inactive_at,
                  row_3.last_name_folded AS last_name_folded,
                  row_3.public_profile AS public_profile,
                  row_3.restricted AS restricted,
                  row_3.school_country AS school_country,
                  row_3.status AS status,
                  CASE
                    WHEN (
                      NOT row_3.restricted
                      AND row_3.school_country = (
                        SELECT
                          viewer.country
                        FROM viewer
                      )
                      AND row_3.status IN ('PENDING', 'VALIDATED')
                      AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                      OR NOT row_3.restricted
                      AND row_3.status = 'VALIDATED'
                      AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                      AND (
                        row_3.public_profile @> CAST($3 AS TIMESTAMPTZ)
                      )
                    )
                    THEN row_3.school_country
                  END AS sort_0,
                  row_3.last_name_folded AS sort_1,
                  row_3.id AS sort_id
                FROM users AS row_3
                WHERE
                  row_3.id <> (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND row_3.second_country = (
                    SELECT
                      viewer.country
                    FROM viewer
                  )
                  AND (
                    NOT row_3.restricted
                    AND row_3.school_country = (
                      SELECT
                        viewer.country
                      FROM viewer
                    )
                    AND row_3.status IN ('PENDING', 'VALIDATED')
                    AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                    OR NOT row_3.restricted
                    AND row_3.second_country = (
                      SELECT
                        viewer.country
                      FROM viewer
                    )
                    AND row_3.second_status IN ('PENDING', 'VALIDATED')
                    AND row_3.status IN ('PENDING', 'VALIDATED')
                    AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                    OR NOT row_3.restricted
                    AND row_3.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                    AND (
                      row_3.public_profile @> CAST($3 AS TIMESTAMPTZ)
                    )
                  )
                  AND TRUE
                ORDER BY
                  CASE
                    WHEN (
                      NOT row_3.restricted
                      AND row_3.school_country = (
                        SELECT
                          viewer.country
                        FROM viewer
                      )
                      AND row_3.status IN ('PENDING', 'VALIDATED')
                      AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                      OR NOT row_3.restricted
                      AND row_3.status = 'VALIDATED'
                      AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                      AND (
                        row_3.public_profile @> CAST($3 AS TIMESTAMPTZ)
                      )
                    )
                    THEN row_3.school_country
                  END ASC NULLS FIRST,
                  row_3.last_name_folded DESC,
                  row_3.id DESC
                LIMIT 21
              ) AS anon_5
              UNION ALL
              SELECT
                anon_6.first_name AS first_name,
                anon_6.id AS id,
                anon_6.inactive_at AS inactive_at,
                anon_6.last_name_folded AS last_name_folded,
                anon_6.public_profile AS public_profile,
                anon_6.restricted AS restricted,
                anon_6.school_country AS school_country,
                anon_6.status AS status,
                anon_6.sort_0 AS sort_0,
                anon_6.sort_1 AS sort_1,
                anon_6.sort_id AS sort_id
              FROM (
                SELECT
                  row_4.first_name AS first_name,
                  row_4.id AS id,
                  row_4.inactive_at AS inactive_at,
                  row_4.last_name_folded AS last_name_folded,
                  row_4.public_profile AS public_profile,
                  row_4.restricted AS restricted,
                  row_4.school_country AS school_country,
                  row_4.status AS status,
                  CASE
                    WHEN (
                      NOT row_4.restricted
                      AND row_4.school_country = (
                        SELECT
                          viewer.country
                        FROM viewer
                      )
                      AND row_4.status IN ('PENDING', 'VALIDATED')
                      AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                      OR row_4.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                      OR NOT row_4.restricted
                      AND row_4.status = 'VALIDATED'
                      AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                      AND (
                        row_4.public_profile @> CAST($3 AS TIMESTAMPTZ)
                      )
                    )
                    THEN row_4.school_country
                  END AS sort_0,
                  row_4.last_name_folded AS sort_1,
                  row_4.id AS sort_id
                FROM users AS row_4
                WHERE
                  row_4.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                  AND (
                    NOT row_4.restricted
                    AND row_4.school_country = (
                      SELECT
                        viewer.country
                      FROM viewer
                    )
                    AND row_4.status IN ('PENDING', 'VALIDATED')
                    AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                    OR NOT row_4.restricted
                    AND row_4.second_country = (
                      SELECT
                        viewer.country
                      FROM viewer
                    )
                    AND row_4.second_status IN ('PENDING', 'VALIDATED')
                    AND row_4.status IN ('PENDING', 'VALIDATED')
                    AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                    OR row_4.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                    AND NOT (
                      row_4.status = 'ANONYMISED'
                      OR row_4.anonymised_at IS NOT NULL
                      AND row_4.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                    )
                    OR NOT row_4.restricted
                    AND row_4.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                    AND (
                      row_4.public_profile @> CAST($3 AS TIMESTAMPTZ)
                    )
                  )
                  AND TRUE
                ORDER BY
                  CASE
                    WHEN (
                      NOT row_4.restricted
                      AND row_4.school_country = (
                        SELECT
                          viewer.country
                        FROM viewer
                      )
                      AND row_4.status IN ('PENDING', 'VALIDATED')
                      AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                      OR row_4.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                      OR NOT row_4.restricted
                      AND row_4.status = 'VALIDATED'
                      AND CAST($3 AS TIMESTAMPTZ) < row_4.inactive_at
                      AND (
                        row_4.public_profile @> CAST($3 AS TIMESTAMPTZ)
                      )
                    )
                    THEN row_4.school_country
                  END ASC NULLS FIRST,
                  row_4.last_name_folded DESC,
                  row_4.id DESC
                LIMIT 21
              ) AS anon_6
            ) AS parts_7
            ORDER BY
              parts_7.sort_0 ASC NULLS FIRST,
              parts_7.sort_1 DESC,
              parts_7.sort_id DESC
            LIMIT 21
          ) AS cut_8
        ) AS page_5
        JOIN LATERAL (
          SELECT
            NOT page_5.restricted
            AND page_5.school_country = (
              SELECT
                viewer.country
              FROM viewer
            )
            AND page_5.status IN ('PENDING', 'VALIDATED')
            AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
            OR page_5.id = (
              SELECT
                viewer."user"
              FROM viewer
            )
            OR NOT page_5.restricted
            AND page_5.status = 'VALIDATED'
            AND CAST($3 AS TIMESTAMPTZ) < page_5.inactive_at
            AND (
              page_5.public_profile @> CAST($3 AS TIMESTAMPTZ)
            ) AS guard_1
          LIMIT ALL
          OFFSET 0
        ) AS guards_6
          ON TRUE
        HAVING
          COUNT(*) >= 0
      ) AS answer_0
    WHERE
      viewer.allowed
    LIMIT ALL
    OFFSET 0
  ) AS data
    ON TRUE
), found AS (
  SELECT
    COALESCE(
      ARRAY_AGG(DISTINCT CAST(SUBSTRING(part.text FROM 2) AS UUID)) FILTER(WHERE
        LEFT(part.text, 1) = 'p'),
      CAST('{}' AS UUID[])
    ) AS subjects,
    CAST('{}' AS UUID[]) AS schools
  FROM answers, LATERAL UNNEST(ARRAY[answers.answer_0]) AS whole(text), LATERAL UNNEST(STRING_TO_ARRAY(whole.text, CHR(  1))) WITH ORDINALITY AS part(text, place)
  WHERE
    part.place % 2 = 0
), record AS (
  INSERT INTO access_log (
    viewer,
    role,
    purpose,
    organisation,
    operation,
    subjects,
    schools,
    coordinates
  )
  SELECT
    answers."user" AS "user",
    'NSO',
    CAST($1 AS VARCHAR) AS anon_1,
    answers.organisation AS organisation,
    CAST($2 AS VARCHAR) AS anon_2,
    found.subjects AS subjects,
    found.schools AS schools,
    ARRAY['User.country', 'User.firstName', 'User.id', 'User.lastName'] AS anon_3
  FROM answers
  JOIN found
    ON TRUE
  WHERE
    answers.allowed
)
SELECT
  answers.allowed,
  answers.generation,
  CONVERT_TO(answers.answer_0, 'UTF8') AS answer_0
FROM answers
