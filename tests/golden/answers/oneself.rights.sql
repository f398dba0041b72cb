-- $1 viewer_purpose
-- $2 record_operation
-- $3 now
-- $4 viewer_user
-- $5 viewer_issuer
-- $6 viewer_subject
-- $7 viewer_issued
-- $8 value_0
-- $9 value_1
-- $10 value_2
-- $11 value_3
-- $12 value_4
-- $13 value_5
-- $14 value_6
-- $15 value_7
-- $16 value_8
-- $17 value_9
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
          OR partners_1.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
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
          OR members_1.left_on > CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
        )
        AND (
          members_1.live_from IS NULL
          OR members_1.live_from <= CAST(TIMEZONE('UTC', CAST($3 AS TIMESTAMPTZ)) AS DATE)
        )
        AND areas_1.project_id IS NOT NULL
    )) AS projects,
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
      assignment.country AS country,
      assignment.region AS region,
      assignment.purposes AS purposes,
      assignment.organisation_id AS organisation_id
    FROM assignments AS assignment
    WHERE
      assignment.user_id = account.id
      AND assignment.role = 'EACEA'
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
      CONCAT(
        '{"me":',
        COALESCE(
          (
            SELECT
              CONCAT(
                CASE
                  WHEN (
                    CAST($8 AS UUID) = CAST((
                      SELECT
                        viewer."user"
                      FROM viewer
                    ) AS UUID)
                  )
                  THEN ''
                  ELSE CONCAT(CHR(  1), 'p', CAST($8 AS UUID), CHR(  1))
                END,
                CASE
                  WHEN (
                    CASE
                      WHEN (
                        decided_3.outcome_0 IN ('APPLIES')
                      )
                      THEN 'NOT_READABLE'
                      WHEN (
                        NOT (
                          decided_3.outcome_1 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_3.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_3.outcome_3 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_3.outcome_4 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        )
                      )
                      THEN 'NOT_READABLE'
                      WHEN (
                        decided_3.outcome_0 IN ('WITHHELD')
                      )
                      THEN 'NOT_EXPLAINED'
                      WHEN (
                        decided_3.outcome_0 IN ('PER_ENTRY')
                      )
                      THEN 'PER_ENTRY'
                      WHEN (
                        decided_3.outcome_1 IN ('APPLIES')
                        OR decided_3.outcome_2 IN ('APPLIES')
                        OR decided_3.outcome_3 IN ('APPLIES')
                        OR decided_3.outcome_4 IN ('APPLIES')
                      )
                      THEN 'READABLE'
                      WHEN (
                        decided_3.outcome_1 IN ('WITHHELD')
                        OR decided_3.outcome_2 IN ('WITHHELD')
                        OR decided_3.outcome_3 IN ('WITHHELD')
                        OR decided_3.outcome_4 IN ('WITHHELD')
                      )
                      THEN 'NOT_EXPLAINED'
                      ELSE 'PER_ENTRY'
                    END = 'NOT_EXPLAINED'
                  )
                  THEN '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}'
                  ELSE CONCAT(
                    '{"code":',
                    (
                      '"' || CASE
                        WHEN (
                          decided_3.outcome_0 IN ('APPLIES')
                        )
                        THEN 'NOT_READABLE'
                        WHEN (
                          NOT (
                            decided_3.outcome_1 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                            OR decided_3.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                            OR decided_3.outcome_3 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                            OR decided_3.outcome_4 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          )
                        )
                        THEN 'NOT_READABLE'
                        WHEN (
                          decided_3.outcome_0 IN ('WITHHELD')
                        )
                        THEN 'NOT_EXPLAINED'
                        WHEN (
                          decided_3.outcome_0 IN ('PER_ENTRY')
                        )
                        THEN 'PER_ENTRY'
                        WHEN (
                          decided_3.outcome_1 IN ('APPLIES')
                          OR decided_3.outcome_2 IN ('APPLIES')
                          OR decided_3.outcome_3 IN ('APPLIES')
                          OR decided_3.outcome_4 IN ('APPLIES')
                        )
                        THEN 'READABLE'
                        WHEN (
                          decided_3.outcome_1 IN ('WITHHELD')
                          OR decided_3.outcome_2 IN ('WITHHELD')
                          OR decided_3.outcome_3 IN ('WITHHELD')
                          OR decided_3.outcome_4 IN ('WITHHELD')
                        )
                        THEN 'NOT_EXPLAINED'
                        ELSE 'PER_ENTRY'
                      END
                    ) || '"',
                    ',"rule":',
                    COALESCE(
                      (
                        '"' || CASE
                          WHEN (
                            decided_3.outcome_0 = 'APPLIES'
                          )
                          THEN 'user-anonymised'
                          WHEN (
                            decided_3.outcome_1 = 'APPLIES'
                          )
                          THEN 'user-eu'
                          WHEN (
                            decided_3.outcome_2 = 'APPLIES'
                          )
                          THEN 'user-own'
                          WHEN (
                            decided_3.outcome_3 = 'APPLIES'
                          )
                          THEN 'user-public-picture'
                          WHEN (
                            decided_3.outcome_4 = 'APPLIES'
                          )
                          THEN 'user-rights'
                        END
                      ) || '"',
                      'null'
                    ),
                    ',"rules":',
                    CONCAT(
                      '[',
                      CONCAT(
                        '{"rule":"user-anonymised","effect":"DENY","outcome":',
                        (
                          '"' || decided_3.outcome_0
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_4.said[2],
                            ',"truth":',
                            (
                              '"' || decided_3.truth_0
                            ) || '"',
                            '}'
                          ),
                          ']'
                        ),
                        '}'
                      ),
                      ',',
                      CONCAT(
                        '{"rule":"user-eu","effect":"ALLOW","outcome":',
                        (
                          '"' || decided_3.outcome_1
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_4.said[5],
                            ',"truth":',
                            (
                              '"' || decided_3.truth_1
                            ) || '"',
                            '}'
                          ),
                          ',',
                          CONCAT(
                            '{"condition":',
                            words_4.said[6],
                            ',"truth":',
                            (
                              '"' || decided_3.truth_2
                            ) || '"',
                            '}'
                          ),
                          ']'
                        ),
                        '}'
                      ),
                      ',',
                      CONCAT(
                        '{"rule":"user-own","effect":"ALLOW","outcome":',
                        (
                          '"' || decided_3.outcome_2
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_4.said[8],
                            ',"truth":',
                            (
                              '"' || decided_3.truth_3
                            ) || '"',
                            '}'
                          ),
                          ']'
                        ),
                        '}'
                      ),
                      ',',
                      CONCAT(
                        '{"rule":"user-public-picture","effect":"ALLOW","outcome":',
                        (
                          '"' || decided_3.outcome_3
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_4.said[11],
                            ',"truth":',
                            (
                              '"' || decided_3.truth_4
                            ) || '"',
                            '}'
                          ),
                          ',',
                          CONCAT(
                            '{"condition":',
                            words_4.said[6],
                            ',"truth":',
                            (
                              '"' || decided_3.truth_5
                            ) || '"',
                            '}'
                          ),
                          ',',
                          CONCAT(
                            '{"condition":',
                            words_4.said[12],
                            ',"truth":',
                            (
                              '"' || decided_3.truth_6
                            ) || '"',
                            '}'
                          ),
                          ',',
                          CONCAT(
                            '{"condition":',
                            words_4.said[13],
                            ',"truth":',
                            (
                              '"' || decided_3.truth_7
                            ) || '"',
                            '}'
                          ),
                          ']'
                        ),
                        '}'
                      ),
                      ',',
                      CONCAT(
                        '{"rule":"user-rights","effect":"ALLOW","outcome":',
                        (
                          '"' || decided_3.outcome_4
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_4.said[15],
                            ',"truth":',
                            (
                              '"' || decided_3.truth_8
                            ) || '"',
                            '}'
                          ),
                          ']'
                        ),
                        '}'
                      ),
                      ']'
                    ),
                    '}'
                  )
                END
              ) AS concat_1
            FROM (
              SELECT
                CASE
                  WHEN (
                    facts_2.truth_0 IN ('FAILS')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_2.truth_0 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_2.truth_0 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_0,
                CASE
                  WHEN (
                    facts_2.truth_1 IN ('FAILS', 'UNKNOWN')
                    OR facts_2.truth_2 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_2.truth_1 IN ('WITHHELD') OR facts_2.truth_2 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_2.truth_1 IN ('PER_ENTRY') OR facts_2.truth_2 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_1,
                CASE
                  WHEN (
                    facts_2.truth_3 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_2.truth_3 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_2.truth_3 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_2,
                CASE
                  WHEN (
                    facts_2.truth_4 IN ('FAILS', 'UNKNOWN')
                    OR facts_2.truth_5 IN ('FAILS', 'UNKNOWN')
                    OR facts_2.truth_6 IN ('FAILS', 'UNKNOWN')
                    OR facts_2.truth_7 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_2.truth_4 IN ('WITHHELD')
                    OR facts_2.truth_5 IN ('WITHHELD')
                    OR facts_2.truth_6 IN ('WITHHELD')
                    OR facts_2.truth_7 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_2.truth_4 IN ('PER_ENTRY')
                    OR facts_2.truth_5 IN ('PER_ENTRY')
                    OR facts_2.truth_6 IN ('PER_ENTRY')
                    OR facts_2.truth_7 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_3,
                CASE
                  WHEN (
                    facts_2.truth_8 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_2.truth_8 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_2.truth_8 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_4,
                facts_2.truth_0 AS truth_0,
                facts_2.truth_1 AS truth_1,
                facts_2.truth_2 AS truth_2,
                facts_2.truth_3 AS truth_3,
                facts_2.truth_4 AS truth_4,
                facts_2.truth_5 AS truth_5,
                facts_2.truth_6 AS truth_6,
                facts_2.truth_7 AS truth_7,
                facts_2.truth_8 AS truth_8,
                TRUE AS found
              FROM (
                SELECT
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_1.status = 'ANONYMISED'
                          OR row_1.anonymised_at IS NOT NULL
                          AND row_1.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_1.status = 'ANONYMISED'
                          OR row_1.anonymised_at IS NOT NULL
                          AND row_1.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'HOLDS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_0,
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_1.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                          AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_1.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                          AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_1,
                  CASE
                    WHEN (
                      row_1.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                    )
                    THEN CASE
                      WHEN (
                        NOT row_1.restricted IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        NOT row_1.restricted IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_2,
                  CASE
                    WHEN (
                      row_1.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) OR TRUE
                    )
                    THEN CASE
                      WHEN (
                        (
                          row_1.id = (
                            SELECT
                              viewer."user"
                            FROM viewer
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_1.id = (
                            SELECT
                              viewer."user"
                            FROM viewer
                          )
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_3,
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_1.status = 'VALIDATED' AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_1.status = 'VALIDATED' AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_4,
                  CASE
                    WHEN (
                      row_1.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                    )
                    THEN CASE
                      WHEN (
                        NOT row_1.restricted IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        NOT row_1.restricted IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_5,
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_1.public_profile @> CAST($3 AS TIMESTAMPTZ)
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_1.public_profile @> CAST($3 AS TIMESTAMPTZ)
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_6,
                  CASE
                    WHEN (
                      row_1.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) OR TRUE
                    )
                    THEN CASE
                      WHEN (
                        (
                          (
                            row_1.public_picture_esep @> CAST($3 AS TIMESTAMPTZ)
                          )
                          OR row_1.ambassador
                          AND (
                            row_1.public_picture @> CAST($3 AS TIMESTAMPTZ)
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          (
                            row_1.public_picture_esep @> CAST($3 AS TIMESTAMPTZ)
                          )
                          OR row_1.ambassador
                          AND (
                            row_1.public_picture @> CAST($3 AS TIMESTAMPTZ)
                          )
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_7,
                  CASE
                    WHEN (
                      row_1.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) OR TRUE
                    )
                    THEN CASE
                      WHEN (
                        TRUE IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        TRUE IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_8,
                  TRUE AS found
                FROM users AS row_1
                WHERE
                  row_1.id = CAST($8 AS UUID)
                  AND NOT (
                    row_1.status = 'ANONYMISED'
                    OR row_1.anonymised_at IS NOT NULL
                    AND row_1.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                  )
                LIMIT ALL
                OFFSET 0
              ) AS facts_2
            ) AS decided_3, (
              SELECT
                CAST($9 AS TEXT[]) AS said
            ) AS words_4
          ),
          '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}'
        ),
        ',"school":',
        COALESCE(
          (
            SELECT
              CASE
                WHEN (
                  CASE
                    WHEN FALSE
                    THEN 'NOT_READABLE'
                    WHEN (
                      NOT (
                        decided_7.outcome_0 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        OR decided_7.outcome_1 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        OR decided_7.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                      )
                    )
                    THEN 'NOT_READABLE'
                    WHEN FALSE
                    THEN 'NOT_EXPLAINED'
                    WHEN FALSE
                    THEN 'PER_ENTRY'
                    WHEN (
                      decided_7.outcome_0 IN ('APPLIES')
                      OR decided_7.outcome_1 IN ('APPLIES')
                      OR decided_7.outcome_2 IN ('APPLIES')
                    )
                    THEN 'READABLE'
                    WHEN (
                      decided_7.outcome_0 IN ('WITHHELD')
                      OR decided_7.outcome_1 IN ('WITHHELD')
                      OR decided_7.outcome_2 IN ('WITHHELD')
                    )
                    THEN 'NOT_EXPLAINED'
                    ELSE 'PER_ENTRY'
                  END = 'NOT_EXPLAINED'
                )
                THEN '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}'
                ELSE CONCAT(
                  '{"code":',
                  (
                    '"' || CASE
                      WHEN FALSE
                      THEN 'NOT_READABLE'
                      WHEN (
                        NOT (
                          decided_7.outcome_0 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_7.outcome_1 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_7.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        )
                      )
                      THEN 'NOT_READABLE'
                      WHEN FALSE
                      THEN 'NOT_EXPLAINED'
                      WHEN FALSE
                      THEN 'PER_ENTRY'
                      WHEN (
                        decided_7.outcome_0 IN ('APPLIES')
                        OR decided_7.outcome_1 IN ('APPLIES')
                        OR decided_7.outcome_2 IN ('APPLIES')
                      )
                      THEN 'READABLE'
                      WHEN (
                        decided_7.outcome_0 IN ('WITHHELD')
                        OR decided_7.outcome_1 IN ('WITHHELD')
                        OR decided_7.outcome_2 IN ('WITHHELD')
                      )
                      THEN 'NOT_EXPLAINED'
                      ELSE 'PER_ENTRY'
                    END
                  ) || '"',
                  ',"rule":',
                  COALESCE(
                    (
                      '"' || CASE
                        WHEN (
                          decided_7.outcome_0 = 'APPLIES'
                        )
                        THEN 'school-eu'
                        WHEN (
                          decided_7.outcome_1 = 'APPLIES'
                        )
                        THEN 'school-own'
                        WHEN (
                          decided_7.outcome_2 = 'APPLIES'
                        )
                        THEN 'school-own-second'
                      END
                    ) || '"',
                    'null'
                  ),
                  ',"rules":',
                  CONCAT(
                    '[',
                    CONCAT(
                      '{"rule":"school-eu","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_7.outcome_0
                      ) || '"',
                      ',"parts":',
                      '[]',
                      '}'
                    ),
                    ',',
                    CONCAT(
                      '{"rule":"school-own","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_7.outcome_1
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_8.said[4],
                          ',"truth":',
                          (
                            '"' || decided_7.truth_0
                          ) || '"',
                          '}'
                        ),
                        ']'
                      ),
                      '}'
                    ),
                    ',',
                    CONCAT(
                      '{"rule":"school-own-second","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_7.outcome_2
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_8.said[6],
                          ',"truth":',
                          (
                            '"' || decided_7.truth_1
                          ) || '"',
                          '}'
                        ),
                        ']'
                      ),
                      '}'
                    ),
                    ']'
                  ),
                  '}'
                )
              END AS anon_4
            FROM (
              SELECT
                CASE
                  WHEN FALSE
                  THEN 'LOST'
                  WHEN FALSE
                  THEN 'WITHHELD'
                  WHEN FALSE
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_0,
                CASE
                  WHEN (
                    facts_6.truth_0 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_6.truth_0 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_6.truth_0 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_1,
                CASE
                  WHEN (
                    facts_6.truth_1 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_6.truth_1 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_6.truth_1 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_2,
                facts_6.truth_0 AS truth_0,
                facts_6.truth_1 AS truth_1,
                TRUE AS found
              FROM (
                SELECT
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_5.id = (
                            SELECT
                              viewer.school
                            FROM viewer
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_5.id = (
                            SELECT
                              viewer.school
                            FROM viewer
                          )
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_0,
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_5.id = (
                            SELECT
                              viewer.second_school
                            FROM viewer
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_5.id = (
                            SELECT
                              viewer.second_school
                            FROM viewer
                          )
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_1,
                  TRUE AS found
                FROM schools AS row_5
                WHERE
                  row_5.id = COALESCE(
                    (
                      SELECT
                        school_aliases_1.surviving_id
                      FROM school_aliases AS school_aliases_1
                      WHERE
                        school_aliases_1.absorbed_id = CAST($10 AS UUID)
                    ),
                    CAST($10 AS UUID)
                  )
                LIMIT ALL
                OFFSET 0
              ) AS facts_6
            ) AS decided_7, (
              SELECT
                CAST($11 AS TEXT[]) AS said
            ) AS words_8
          ),
          '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}'
        ),
        ',"project":',
        COALESCE(
          (
            SELECT
              CASE
                WHEN (
                  CASE
                    WHEN FALSE
                    THEN 'NOT_READABLE'
                    WHEN (
                      NOT (
                        decided_11.outcome_0 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        OR decided_11.outcome_1 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                      )
                    )
                    THEN 'NOT_READABLE'
                    WHEN FALSE
                    THEN 'NOT_EXPLAINED'
                    WHEN FALSE
                    THEN 'PER_ENTRY'
                    WHEN (
                      decided_11.outcome_0 IN ('APPLIES') OR decided_11.outcome_1 IN ('APPLIES')
                    )
                    THEN 'READABLE'
                    WHEN (
                      decided_11.outcome_0 IN ('WITHHELD') OR decided_11.outcome_1 IN ('WITHHELD')
                    )
                    THEN 'NOT_EXPLAINED'
                    ELSE 'PER_ENTRY'
                  END = 'NOT_EXPLAINED'
                )
                THEN '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}'
                ELSE CONCAT(
                  '{"code":',
                  (
                    '"' || CASE
                      WHEN FALSE
                      THEN 'NOT_READABLE'
                      WHEN (
                        NOT (
                          decided_11.outcome_0 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_11.outcome_1 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        )
                      )
                      THEN 'NOT_READABLE'
                      WHEN FALSE
                      THEN 'NOT_EXPLAINED'
                      WHEN FALSE
                      THEN 'PER_ENTRY'
                      WHEN (
                        decided_11.outcome_0 IN ('APPLIES') OR decided_11.outcome_1 IN ('APPLIES')
                      )
                      THEN 'READABLE'
                      WHEN (
                        decided_11.outcome_0 IN ('WITHHELD') OR decided_11.outcome_1 IN ('WITHHELD')
                      )
                      THEN 'NOT_EXPLAINED'
                      ELSE 'PER_ENTRY'
                    END
                  ) || '"',
                  ',"rule":',
                  COALESCE(
                    (
                      '"' || CASE
                        WHEN (
                          decided_11.outcome_0 = 'APPLIES'
                        )
                        THEN 'project-eu'
                        WHEN (
                          decided_11.outcome_1 = 'APPLIES'
                        )
                        THEN 'project-own'
                      END
                    ) || '"',
                    'null'
                  ),
                  ',"rules":',
                  CONCAT(
                    '[',
                    CONCAT(
                      '{"rule":"project-eu","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_11.outcome_0
                      ) || '"',
                      ',"parts":',
                      '[]',
                      '}'
                    ),
                    ',',
                    CONCAT(
                      '{"rule":"project-own","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_11.outcome_1
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_12.said[4],
                          ',"truth":',
                          (
                            '"' || decided_11.truth_0
                          ) || '"',
                          '}'
                        ),
                        ']'
                      ),
                      '}'
                    ),
                    ']'
                  ),
                  '}'
                )
              END AS anon_5
            FROM (
              SELECT
                CASE
                  WHEN FALSE
                  THEN 'LOST'
                  WHEN FALSE
                  THEN 'WITHHELD'
                  WHEN FALSE
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_0,
                CASE
                  WHEN (
                    facts_10.truth_0 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_10.truth_0 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_10.truth_0 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_1,
                facts_10.truth_0 AS truth_0,
                TRUE AS found
              FROM (
                SELECT
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_9.id = ANY(
                            CAST((
                              SELECT
                                viewer.projects
                              FROM viewer
                            ) AS UUID[])
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_9.id = ANY(
                            CAST((
                              SELECT
                                viewer.projects
                              FROM viewer
                            ) AS UUID[])
                          )
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_0,
                  TRUE AS found
                FROM projects AS row_9
                WHERE
                  row_9.id = CAST($12 AS UUID)
                LIMIT ALL
                OFFSET 0
              ) AS facts_10
            ) AS decided_11, (
              SELECT
                CAST($13 AS TEXT[]) AS said
            ) AS words_12
          ),
          '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}'
        ),
        ',"other":',
        COALESCE(
          (
            SELECT
              CONCAT(
                CASE
                  WHEN (
                    CAST($14 AS UUID) = CAST((
                      SELECT
                        viewer."user"
                      FROM viewer
                    ) AS UUID)
                  )
                  THEN ''
                  ELSE CONCAT(CHR(  1), 'p', CAST($14 AS UUID), CHR(  1))
                END,
                CASE
                  WHEN (
                    CASE
                      WHEN (
                        decided_15.outcome_0 IN ('APPLIES')
                      )
                      THEN 'NOT_READABLE'
                      WHEN (
                        NOT (
                          decided_15.outcome_1 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_15.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_15.outcome_3 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_15.outcome_4 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        )
                      )
                      THEN 'NOT_READABLE'
                      WHEN (
                        decided_15.outcome_0 IN ('WITHHELD')
                      )
                      THEN 'NOT_EXPLAINED'
                      WHEN (
                        decided_15.outcome_0 IN ('PER_ENTRY')
                      )
                      THEN 'PER_ENTRY'
                      WHEN (
                        decided_15.outcome_1 IN ('APPLIES')
                        OR decided_15.outcome_2 IN ('APPLIES')
                        OR decided_15.outcome_3 IN ('APPLIES')
                        OR decided_15.outcome_4 IN ('APPLIES')
                      )
                      THEN 'READABLE'
                      WHEN (
                        decided_15.outcome_1 IN ('WITHHELD')
                        OR decided_15.outcome_2 IN ('WITHHELD')
                        OR decided_15.outcome_3 IN ('WITHHELD')
                        OR decided_15.outcome_4 IN ('WITHHELD')
                      )
                      THEN 'NOT_EXPLAINED'
                      ELSE 'PER_ENTRY'
                    END = 'NOT_EXPLAINED'
                  )
                  THEN '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}'
                  ELSE CONCAT(
                    '{"code":',
                    (
                      '"' || CASE
                        WHEN (
                          decided_15.outcome_0 IN ('APPLIES')
                        )
                        THEN 'NOT_READABLE'
                        WHEN (
                          NOT (
                            decided_15.outcome_1 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                            OR decided_15.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                            OR decided_15.outcome_3 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                            OR decided_15.outcome_4 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          )
                        )
                        THEN 'NOT_READABLE'
                        WHEN (
                          decided_15.outcome_0 IN ('WITHHELD')
                        )
                        THEN 'NOT_EXPLAINED'
                        WHEN (
                          decided_15.outcome_0 IN ('PER_ENTRY')
                        )
                        THEN 'PER_ENTRY'
                        WHEN (
                          decided_15.outcome_1 IN ('APPLIES')
                          OR decided_15.outcome_2 IN ('APPLIES')
                          OR decided_15.outcome_3 IN ('APPLIES')
                          OR decided_15.outcome_4 IN ('APPLIES')
                        )
                        THEN 'READABLE'
                        WHEN (
                          decided_15.outcome_1 IN ('WITHHELD')
                          OR decided_15.outcome_2 IN ('WITHHELD')
                          OR decided_15.outcome_3 IN ('WITHHELD')
                          OR decided_15.outcome_4 IN ('WITHHELD')
                        )
                        THEN 'NOT_EXPLAINED'
                        ELSE 'PER_ENTRY'
                      END
                    ) || '"',
                    ',"rule":',
                    COALESCE(
                      (
                        '"' || CASE
                          WHEN (
                            decided_15.outcome_0 = 'APPLIES'
                          )
                          THEN 'user-anonymised'
                          WHEN (
                            decided_15.outcome_1 = 'APPLIES'
                          )
                          THEN 'user-eu'
                          WHEN (
                            decided_15.outcome_2 = 'APPLIES'
                          )
                          THEN 'user-own'
                          WHEN (
                            decided_15.outcome_3 = 'APPLIES'
                          )
                          THEN 'user-public-projects'
                          WHEN (
                            decided_15.outcome_4 = 'APPLIES'
                          )
                          THEN 'user-rights'
                        END
                      ) || '"',
                      'null'
                    ),
                    ',"rules":',
                    CONCAT(
                      '[',
                      CONCAT(
                        '{"rule":"user-anonymised","effect":"DENY","outcome":',
                        (
                          '"' || decided_15.outcome_0
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_16.said[2],
                            ',"truth":',
                            (
                              '"' || decided_15.truth_0
                            ) || '"',
                            '}'
                          ),
                          ']'
                        ),
                        '}'
                      ),
                      ',',
                      CONCAT(
                        '{"rule":"user-eu","effect":"ALLOW","outcome":',
                        (
                          '"' || decided_15.outcome_1
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_16.said[5],
                            ',"truth":',
                            (
                              '"' || decided_15.truth_1
                            ) || '"',
                            '}'
                          ),
                          ',',
                          CONCAT(
                            '{"condition":',
                            words_16.said[6],
                            ',"truth":',
                            (
                              '"' || decided_15.truth_2
                            ) || '"',
                            '}'
                          ),
                          ']'
                        ),
                        '}'
                      ),
                      ',',
                      CONCAT(
                        '{"rule":"user-own","effect":"ALLOW","outcome":',
                        (
                          '"' || decided_15.outcome_2
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_16.said[8],
                            ',"truth":',
                            (
                              '"' || decided_15.truth_3
                            ) || '"',
                            '}'
                          ),
                          ']'
                        ),
                        '}'
                      ),
                      ',',
                      CONCAT(
                        '{"rule":"user-public-projects","effect":"ALLOW","outcome":',
                        (
                          '"' || decided_15.outcome_3
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_16.said[11],
                            ',"truth":',
                            (
                              '"' || decided_15.truth_4
                            ) || '"',
                            '}'
                          ),
                          ',',
                          CONCAT(
                            '{"condition":',
                            words_16.said[6],
                            ',"truth":',
                            (
                              '"' || decided_15.truth_5
                            ) || '"',
                            '}'
                          ),
                          ',',
                          CONCAT(
                            '{"condition":',
                            words_16.said[12],
                            ',"truth":',
                            (
                              '"' || decided_15.truth_6
                            ) || '"',
                            '}'
                          ),
                          ',',
                          CONCAT(
                            '{"condition":',
                            words_16.said[13],
                            ',"truth":',
                            (
                              '"' || decided_15.truth_7
                            ) || '"',
                            '}'
                          ),
                          ',',
                          CONCAT(
                            '{"condition":',
                            words_16.said[14],
                            ',"truth":',
                            (
                              '"' || decided_15.truth_8
                            ) || '"',
                            '}'
                          ),
                          ',',
                          CONCAT(
                            '{"condition":',
                            words_16.said[15],
                            ',"truth":',
                            (
                              '"' || decided_15.truth_9
                            ) || '"',
                            '}'
                          ),
                          ']'
                        ),
                        '}'
                      ),
                      ',',
                      CONCAT(
                        '{"rule":"user-rights","effect":"ALLOW","outcome":',
                        (
                          '"' || decided_15.outcome_4
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_16.said[17],
                            ',"truth":',
                            (
                              '"' || decided_15.truth_10
                            ) || '"',
                            '}'
                          ),
                          ']'
                        ),
                        '}'
                      ),
                      ']'
                    ),
                    '}'
                  )
                END
              ) AS concat_2
            FROM (
              SELECT
                CASE
                  WHEN (
                    facts_14.truth_0 IN ('FAILS')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_14.truth_0 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_14.truth_0 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_0,
                CASE
                  WHEN (
                    facts_14.truth_1 IN ('FAILS', 'UNKNOWN')
                    OR facts_14.truth_2 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_14.truth_1 IN ('WITHHELD') OR facts_14.truth_2 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_14.truth_1 IN ('PER_ENTRY') OR facts_14.truth_2 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_1,
                CASE
                  WHEN (
                    facts_14.truth_3 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_14.truth_3 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_14.truth_3 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_2,
                CASE
                  WHEN (
                    facts_14.truth_4 IN ('FAILS', 'UNKNOWN')
                    OR facts_14.truth_5 IN ('FAILS', 'UNKNOWN')
                    OR facts_14.truth_6 IN ('FAILS', 'UNKNOWN')
                    OR facts_14.truth_7 IN ('FAILS', 'UNKNOWN')
                    OR facts_14.truth_8 IN ('FAILS', 'UNKNOWN')
                    OR facts_14.truth_9 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_14.truth_4 IN ('WITHHELD')
                    OR facts_14.truth_5 IN ('WITHHELD')
                    OR facts_14.truth_6 IN ('WITHHELD')
                    OR facts_14.truth_7 IN ('WITHHELD')
                    OR facts_14.truth_8 IN ('WITHHELD')
                    OR facts_14.truth_9 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_14.truth_4 IN ('PER_ENTRY')
                    OR facts_14.truth_5 IN ('PER_ENTRY')
                    OR facts_14.truth_6 IN ('PER_ENTRY')
                    OR facts_14.truth_7 IN ('PER_ENTRY')
                    OR facts_14.truth_8 IN ('PER_ENTRY')
                    OR facts_14.truth_9 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_3,
                CASE
                  WHEN (
                    facts_14.truth_10 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_14.truth_10 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_14.truth_10 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_4,
                facts_14.truth_0 AS truth_0,
                facts_14.truth_1 AS truth_1,
                facts_14.truth_2 AS truth_2,
                facts_14.truth_3 AS truth_3,
                facts_14.truth_4 AS truth_4,
                facts_14.truth_5 AS truth_5,
                facts_14.truth_6 AS truth_6,
                facts_14.truth_7 AS truth_7,
                facts_14.truth_8 AS truth_8,
                facts_14.truth_9 AS truth_9,
                facts_14.truth_10 AS truth_10,
                TRUE AS found
              FROM (
                SELECT
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_13.status = 'ANONYMISED'
                          OR row_13.anonymised_at IS NOT NULL
                          AND row_13.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_13.status = 'ANONYMISED'
                          OR row_13.anonymised_at IS NOT NULL
                          AND row_13.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'HOLDS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_0,
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_13.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                          AND CAST($3 AS TIMESTAMPTZ) < row_13.inactive_at
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_13.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                          AND CAST($3 AS TIMESTAMPTZ) < row_13.inactive_at
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_1,
                  CASE
                    WHEN (
                      row_13.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                    )
                    THEN CASE
                      WHEN (
                        NOT row_13.restricted IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        NOT row_13.restricted IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_2,
                  CASE
                    WHEN (
                      row_13.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) OR TRUE
                    )
                    THEN CASE
                      WHEN (
                        (
                          row_13.id = (
                            SELECT
                              viewer."user"
                            FROM viewer
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_13.id = (
                            SELECT
                              viewer."user"
                            FROM viewer
                          )
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_3,
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_13.status = 'VALIDATED' AND CAST($3 AS TIMESTAMPTZ) < row_13.inactive_at
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_13.status = 'VALIDATED' AND CAST($3 AS TIMESTAMPTZ) < row_13.inactive_at
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_4,
                  CASE
                    WHEN (
                      row_13.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                    )
                    THEN CASE
                      WHEN (
                        NOT row_13.restricted IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        NOT row_13.restricted IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_5,
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_13.public_profile @> CAST($3 AS TIMESTAMPTZ)
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_13.public_profile @> CAST($3 AS TIMESTAMPTZ)
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_6,
                  'PER_ENTRY' AS truth_7,
                  'PER_ENTRY' AS truth_8,
                  'PER_ENTRY' AS truth_9,
                  CASE
                    WHEN (
                      row_13.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) OR TRUE
                    )
                    THEN CASE
                      WHEN (
                        TRUE IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        TRUE IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_10,
                  TRUE AS found
                FROM users AS row_13
                WHERE
                  row_13.id = CAST($14 AS UUID)
                  AND NOT (
                    row_13.status = 'ANONYMISED'
                    OR row_13.anonymised_at IS NOT NULL
                    AND row_13.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                  )
                LIMIT ALL
                OFFSET 0
              ) AS facts_14
            ) AS decided_15, (
              SELECT
                CAST($15 AS TEXT[]) AS said
            ) AS words_16
          ),
          '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}'
        ),
        ',"personal":',
        COALESCE(
          (
            SELECT
              CONCAT(
                CONCAT(
                  CHR(  1),
                  's',
                  COALESCE(
                    (
                      SELECT
                        school_aliases_2.surviving_id
                      FROM school_aliases AS school_aliases_2
                      WHERE
                        school_aliases_2.absorbed_id = CAST($16 AS UUID)
                    ),
                    CAST($16 AS UUID)
                  ),
                  CHR(  1)
                ),
                CASE
                  WHEN (
                    CASE
                      WHEN FALSE
                      THEN 'NOT_READABLE'
                      WHEN (
                        NOT (
                          decided_19.outcome_0 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_19.outcome_1 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        )
                      )
                      THEN 'NOT_READABLE'
                      WHEN FALSE
                      THEN 'NOT_EXPLAINED'
                      WHEN FALSE
                      THEN 'PER_ENTRY'
                      WHEN (
                        decided_19.outcome_0 IN ('APPLIES') OR decided_19.outcome_1 IN ('APPLIES')
                      )
                      THEN 'READABLE'
                      WHEN (
                        decided_19.outcome_0 IN ('WITHHELD') OR decided_19.outcome_1 IN ('WITHHELD')
                      )
                      THEN 'NOT_EXPLAINED'
                      ELSE 'PER_ENTRY'
                    END = 'NOT_EXPLAINED'
                  )
                  THEN '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}'
                  ELSE CONCAT(
                    '{"code":',
                    (
                      '"' || CASE
                        WHEN FALSE
                        THEN 'NOT_READABLE'
                        WHEN (
                          NOT (
                            decided_19.outcome_0 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                            OR decided_19.outcome_1 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          )
                        )
                        THEN 'NOT_READABLE'
                        WHEN FALSE
                        THEN 'NOT_EXPLAINED'
                        WHEN FALSE
                        THEN 'PER_ENTRY'
                        WHEN (
                          decided_19.outcome_0 IN ('APPLIES') OR decided_19.outcome_1 IN ('APPLIES')
                        )
                        THEN 'READABLE'
                        WHEN (
                          decided_19.outcome_0 IN ('WITHHELD') OR decided_19.outcome_1 IN ('WITHHELD')
                        )
                        THEN 'NOT_EXPLAINED'
                        ELSE 'PER_ENTRY'
                      END
                    ) || '"',
                    ',"rule":',
                    COALESCE(
                      (
                        '"' || CASE
                          WHEN (
                            decided_19.outcome_0 = 'APPLIES'
                          )
                          THEN 'school-eu'
                          WHEN (
                            decided_19.outcome_1 = 'APPLIES'
                          )
                          THEN 'school-own-email'
                        END
                      ) || '"',
                      'null'
                    ),
                    ',"rules":',
                    CONCAT(
                      '[',
                      CONCAT(
                        '{"rule":"school-eu","effect":"ALLOW","outcome":',
                        (
                          '"' || decided_19.outcome_0
                        ) || '"',
                        ',"parts":',
                        '[]',
                        '}'
                      ),
                      ',',
                      CONCAT(
                        '{"rule":"school-own-email","effect":"ALLOW","outcome":',
                        (
                          '"' || decided_19.outcome_1
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_20.said[5],
                            ',"truth":',
                            (
                              '"' || decided_19.truth_0
                            ) || '"',
                            '}'
                          ),
                          ',',
                          CONCAT(
                            '{"condition":',
                            words_20.said[6],
                            ',"truth":',
                            (
                              '"' || decided_19.truth_1
                            ) || '"',
                            '}'
                          ),
                          ']'
                        ),
                        '}'
                      ),
                      ']'
                    ),
                    '}'
                  )
                END
              ) AS concat_3
            FROM (
              SELECT
                CASE
                  WHEN FALSE
                  THEN 'LOST'
                  WHEN FALSE
                  THEN 'WITHHELD'
                  WHEN FALSE
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_0,
                CASE
                  WHEN (
                    facts_18.truth_0 IN ('FAILS', 'UNKNOWN')
                    OR facts_18.truth_1 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_18.truth_0 IN ('WITHHELD') OR facts_18.truth_1 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_18.truth_0 IN ('PER_ENTRY') OR facts_18.truth_1 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_1,
                facts_18.truth_0 AS truth_0,
                facts_18.truth_1 AS truth_1,
                TRUE AS found
              FROM (
                SELECT
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_17.id = (
                            SELECT
                              viewer.school
                            FROM viewer
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_17.id = (
                            SELECT
                              viewer.school
                            FROM viewer
                          )
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_0,
                  CASE
                    WHEN FALSE
                    THEN CASE
                      WHEN (
                        (
                          NOT (
                            COALESCE(row_17.head_email_key = row_17.email_key, FALSE)
                            OR (
                              EXISTS(
                                SELECT
                                  1
                                FROM users AS users_1
                                WHERE
                                  users_1.email_key = row_17.email_key
                                  AND (
                                    users_1.school_id = row_17.id
                                    OR users_1.second_school_id = row_17.id
                                    AND users_1.second_status = 'VALIDATED'
                                  )
                                  AND NOT (
                                    users_1.status = 'ANONYMISED'
                                    OR users_1.anonymised_at IS NOT NULL
                                    AND users_1.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                                  )
                                LIMIT ALL
                                OFFSET 0
                              )
                            )
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          NOT (
                            COALESCE(row_17.head_email_key = row_17.email_key, FALSE)
                            OR (
                              EXISTS(
                                SELECT
                                  1
                                FROM users AS users_1
                                WHERE
                                  users_1.email_key = row_17.email_key
                                  AND (
                                    users_1.school_id = row_17.id
                                    OR users_1.second_school_id = row_17.id
                                    AND users_1.second_status = 'VALIDATED'
                                  )
                                  AND NOT (
                                    users_1.status = 'ANONYMISED'
                                    OR users_1.anonymised_at IS NOT NULL
                                    AND users_1.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                                  )
                                LIMIT ALL
                                OFFSET 0
                              )
                            )
                          )
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_1,
                  TRUE AS found
                FROM schools AS row_17
                WHERE
                  row_17.id = COALESCE(
                    (
                      SELECT
                        school_aliases_3.surviving_id
                      FROM school_aliases AS school_aliases_3
                      WHERE
                        school_aliases_3.absorbed_id = CAST($16 AS UUID)
                    ),
                    CAST($16 AS UUID)
                  )
                LIMIT ALL
                OFFSET 0
              ) AS facts_18
            ) AS decided_19, (
              SELECT
                CAST($17 AS TEXT[]) AS said
            ) AS words_20
          ),
          '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}'
        ),
        '}'
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
    COALESCE(
      ARRAY_AGG(DISTINCT CAST(SUBSTRING(part.text FROM 2) AS UUID)) FILTER(WHERE
        LEFT(part.text, 1) = 's'),
      CAST('{}' AS UUID[])
    ) AS schools
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
    'EACEA',
    CAST($1 AS VARCHAR) AS anon_1,
    answers.organisation AS organisation,
    CAST($2 AS VARCHAR) AS anon_2,
    found.subjects AS subjects,
    found.schools AS schools,
    ARRAY['School.email', 'User.picture', 'User.projects'] AS anon_3
  FROM answers
  JOIN found
    ON TRUE
  WHERE
    answers.allowed
    AND (
      found.subjects <> CAST('{}' AS UUID[]) OR found.schools <> CAST('{}' AS UUID[])
    )
)
SELECT
  answers.allowed,
  answers.generation,
  CONVERT_TO(answers.answer_0, 'UTF8') AS answer_0
FROM answers
