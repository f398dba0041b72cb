-- $1 now
-- $2 viewer_user
-- $3 viewer_issuer
-- $4 viewer_subject
-- $5 viewer_issued
-- $6 value_0
-- $7 value_1
-- $8 value_2
-- $9 value_3
-- $10 value_4
-- $11 value_5
-- $12 value_6
-- $13 value_7
-- $14 value_8
-- $15 value_9
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
  data.answer_0
FROM viewer
LEFT OUTER JOIN LATERAL (
  SELECT
    CONVERT_TO(
      CONCAT(
        '{"me":',
        COALESCE(
          (
            SELECT
              CASE
                WHEN (
                  CASE
                    WHEN (
                      decided_3.outcome_0 IN ('APPLIES') OR decided_3.outcome_1 IN ('APPLIES')
                    )
                    THEN 'NOT_READABLE'
                    WHEN (
                      NOT (
                        decided_3.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        OR decided_3.outcome_3 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        OR decided_3.outcome_4 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                      )
                    )
                    THEN 'NOT_READABLE'
                    WHEN (
                      decided_3.outcome_0 IN ('WITHHELD') OR decided_3.outcome_1 IN ('WITHHELD')
                    )
                    THEN 'NOT_EXPLAINED'
                    WHEN (
                      decided_3.outcome_0 IN ('PER_ENTRY') OR decided_3.outcome_1 IN ('PER_ENTRY')
                    )
                    THEN 'PER_ENTRY'
                    WHEN (
                      decided_3.outcome_2 IN ('APPLIES')
                      OR decided_3.outcome_3 IN ('APPLIES')
                      OR decided_3.outcome_4 IN ('APPLIES')
                    )
                    THEN 'READABLE'
                    WHEN (
                      decided_3.outcome_2 IN ('WITHHELD')
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
                        decided_3.outcome_0 IN ('APPLIES') OR decided_3.outcome_1 IN ('APPLIES')
                      )
                      THEN 'NOT_READABLE'
                      WHEN (
                        NOT (
                          decided_3.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_3.outcome_3 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_3.outcome_4 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        )
                      )
                      THEN 'NOT_READABLE'
                      WHEN (
                        decided_3.outcome_0 IN ('WITHHELD') OR decided_3.outcome_1 IN ('WITHHELD')
                      )
                      THEN 'NOT_EXPLAINED'
                      WHEN (
                        decided_3.outcome_0 IN ('PER_ENTRY') OR decided_3.outcome_1 IN ('PER_ENTRY')
                      )
                      THEN 'PER_ENTRY'
                      WHEN (
                        decided_3.outcome_2 IN ('APPLIES')
                        OR decided_3.outcome_3 IN ('APPLIES')
                        OR decided_3.outcome_4 IN ('APPLIES')
                      )
                      THEN 'READABLE'
                      WHEN (
                        decided_3.outcome_2 IN ('WITHHELD')
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
                        THEN 'user-blocked'
                        WHEN (
                          decided_3.outcome_2 = 'APPLIES'
                        )
                        THEN 'user-own'
                        WHEN (
                          decided_3.outcome_3 = 'APPLIES'
                        )
                        THEN 'user-peer'
                        WHEN (
                          decided_3.outcome_4 = 'APPLIES'
                        )
                        THEN 'user-public-picture'
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
                      '{"rule":"user-blocked","effect":"DENY","outcome":',
                      (
                        '"' || decided_3.outcome_1
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_4.said[4],
                          ',"truth":',
                          (
                            '"' || decided_3.truth_1
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
                      '{"rule":"user-peer","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_3.outcome_3
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_4.said[9],
                          ',"truth":',
                          (
                            '"' || decided_3.truth_3
                          ) || '"',
                          '}'
                        ),
                        ',',
                        CONCAT(
                          '{"condition":',
                          words_4.said[10],
                          ',"truth":',
                          (
                            '"' || decided_3.truth_4
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
                        '"' || decided_3.outcome_4
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_4.said[9],
                          ',"truth":',
                          (
                            '"' || decided_3.truth_5
                          ) || '"',
                          '}'
                        ),
                        ',',
                        CONCAT(
                          '{"condition":',
                          words_4.said[10],
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
                        ',',
                        CONCAT(
                          '{"condition":',
                          words_4.said[14],
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
              END AS anon_1
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
                    facts_2.truth_1 IN ('FAILS')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_2.truth_1 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_2.truth_1 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_1,
                CASE
                  WHEN (
                    facts_2.truth_2 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_2.truth_2 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_2.truth_2 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_2,
                CASE
                  WHEN (
                    facts_2.truth_3 IN ('FAILS', 'UNKNOWN')
                    OR facts_2.truth_4 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_2.truth_3 IN ('WITHHELD') OR facts_2.truth_4 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_2.truth_3 IN ('PER_ENTRY') OR facts_2.truth_4 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_3,
                CASE
                  WHEN (
                    facts_2.truth_5 IN ('FAILS', 'UNKNOWN')
                    OR facts_2.truth_6 IN ('FAILS', 'UNKNOWN')
                    OR facts_2.truth_7 IN ('FAILS', 'UNKNOWN')
                    OR facts_2.truth_8 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_2.truth_5 IN ('WITHHELD')
                    OR facts_2.truth_6 IN ('WITHHELD')
                    OR facts_2.truth_7 IN ('WITHHELD')
                    OR facts_2.truth_8 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_2.truth_5 IN ('PER_ENTRY')
                    OR facts_2.truth_6 IN ('PER_ENTRY')
                    OR facts_2.truth_7 IN ('PER_ENTRY')
                    OR facts_2.truth_8 IN ('PER_ENTRY')
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
                          AND row_1.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_1.status = 'ANONYMISED'
                          OR row_1.anonymised_at IS NOT NULL
                          AND row_1.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
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
                          row_1.id = ANY(
                            CAST((
                              SELECT
                                viewer.blocked
                              FROM viewer
                            ) AS UUID[])
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_1.id = ANY(
                            CAST((
                              SELECT
                                viewer.blocked
                              FROM viewer
                            ) AS UUID[])
                          )
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'HOLDS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_1,
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
                  END AS truth_2,
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_1.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_1.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
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
                  END AS truth_4,
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_1.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_1.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                        ) IS FALSE
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
                  END AS truth_6,
                  CASE
                    WHEN (
                      row_1.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                      OR row_1.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                    )
                    THEN CASE
                      WHEN (
                        (
                          row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
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
                      )
                      OR row_1.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                    )
                    THEN CASE
                      WHEN (
                        (
                          (
                            row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                          )
                          OR row_1.ambassador
                          AND (
                            row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          (
                            row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                          )
                          OR row_1.ambassador
                          AND (
                            row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                          )
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_8,
                  TRUE AS found
                FROM users AS row_1
                WHERE
                  row_1.id = CAST($6 AS UUID)
                  AND (
                    row_1.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                    AND (
                      row_1.id IS NOT NULL OR NULL
                    )
                    AND NOT (
                      row_1.id = ANY(
                        CAST((
                          SELECT
                            viewer.blocked
                          FROM viewer
                        ) AS UUID[])
                      )
                    )
                    AND NOT (
                      row_1.status = 'ANONYMISED'
                      OR row_1.anonymised_at IS NOT NULL
                      AND row_1.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                    )
                    OR NOT row_1.restricted
                    AND (
                      row_1.id IS NOT NULL OR NULL
                    )
                    AND NOT (
                      row_1.id = ANY(
                        CAST((
                          SELECT
                            viewer.blocked
                          FROM viewer
                        ) AS UUID[])
                      )
                    )
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  )
                  AND row_1.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                LIMIT ALL
                OFFSET 0
              ) AS facts_2
            ) AS decided_3, (
              SELECT
                CAST($7 AS TEXT[]) AS said
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
                        THEN 'school-own'
                        WHEN (
                          decided_7.outcome_1 = 'APPLIES'
                        )
                        THEN 'school-own-second'
                        WHEN (
                          decided_7.outcome_2 = 'APPLIES'
                        )
                        THEN 'school-peer'
                      END
                    ) || '"',
                    'null'
                  ),
                  ',"rules":',
                  CONCAT(
                    '[',
                    CONCAT(
                      '{"rule":"school-own","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_7.outcome_0
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_8.said[2],
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
                            '"' || decided_7.truth_1
                          ) || '"',
                          '}'
                        ),
                        ']'
                      ),
                      '}'
                    ),
                    ',',
                    CONCAT(
                      '{"rule":"school-peer","effect":"ALLOW","outcome":',
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
                            '"' || decided_7.truth_2
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
              END AS anon_2
            FROM (
              SELECT
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
                END AS outcome_0,
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
                END AS outcome_1,
                CASE
                  WHEN (
                    facts_6.truth_2 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_6.truth_2 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_6.truth_2 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_2,
                facts_6.truth_0 AS truth_0,
                facts_6.truth_1 AS truth_1,
                facts_6.truth_2 AS truth_2,
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
                  CASE
                    WHEN FALSE
                    THEN CASE
                      WHEN (
                        (
                          row_5.status = 'VALIDATED'
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_5.status = 'VALIDATED'
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_2,
                  TRUE AS found
                FROM schools AS row_5
                WHERE
                  row_5.id = COALESCE(
                    (
                      SELECT
                        school_aliases_1.surviving_id
                      FROM school_aliases AS school_aliases_1
                      WHERE
                        school_aliases_1.absorbed_id = CAST($8 AS UUID)
                    ),
                    CAST($8 AS UUID)
                  )
                  AND (
                    row_5.id = (
                      SELECT
                        viewer.school
                      FROM viewer
                    )
                    OR row_5.id = (
                      SELECT
                        viewer.second_school
                      FROM viewer
                    )
                    OR row_5.status = 'VALIDATED'
                  )
                  AND row_5.id = (
                    SELECT
                      viewer.school
                    FROM viewer
                  )
                LIMIT ALL
                OFFSET 0
              ) AS facts_6
            ) AS decided_7, (
              SELECT
                CAST($9 AS TEXT[]) AS said
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
                        THEN 'project-own'
                        WHEN (
                          decided_11.outcome_1 = 'APPLIES'
                        )
                        THEN 'project-peer'
                      END
                    ) || '"',
                    'null'
                  ),
                  ',"rules":',
                  CONCAT(
                    '[',
                    CONCAT(
                      '{"rule":"project-own","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_11.outcome_0
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_12.said[2],
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
                    ',',
                    CONCAT(
                      '{"rule":"project-peer","effect":"ALLOW","outcome":',
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
                            '"' || decided_11.truth_1
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
              END AS anon_3
            FROM (
              SELECT
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
                END AS outcome_0,
                CASE
                  WHEN (
                    facts_10.truth_1 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_10.truth_1 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_10.truth_1 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_1,
                facts_10.truth_0 AS truth_0,
                facts_10.truth_1 AS truth_1,
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
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_9.status IN ('ACTIVE', 'CLOSED')
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_9.status IN ('ACTIVE', 'CLOSED')
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_1,
                  TRUE AS found
                FROM projects AS row_9
                WHERE
                  row_9.id = CAST($10 AS UUID)
                  AND (
                    row_9.id = ANY(
                      CAST((
                        SELECT
                          viewer.projects
                        FROM viewer
                      ) AS UUID[])
                    )
                    OR row_9.status IN ('ACTIVE', 'CLOSED')
                  )
                  AND row_9.id = ANY(
                    CAST((
                      SELECT
                        viewer.projects
                      FROM viewer
                    ) AS UUID[])
                  )
                LIMIT ALL
                OFFSET 0
              ) AS facts_10
            ) AS decided_11, (
              SELECT
                CAST($11 AS TEXT[]) AS said
            ) AS words_12
          ),
          '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}'
        ),
        ',"other":',
        COALESCE(
          (
            SELECT
              CASE
                WHEN (
                  CASE
                    WHEN (
                      decided_15.outcome_0 IN ('APPLIES') OR decided_15.outcome_1 IN ('APPLIES')
                    )
                    THEN 'NOT_READABLE'
                    WHEN (
                      NOT (
                        decided_15.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        OR decided_15.outcome_3 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        OR decided_15.outcome_4 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                      )
                    )
                    THEN 'NOT_READABLE'
                    WHEN (
                      decided_15.outcome_0 IN ('WITHHELD') OR decided_15.outcome_1 IN ('WITHHELD')
                    )
                    THEN 'NOT_EXPLAINED'
                    WHEN (
                      decided_15.outcome_0 IN ('PER_ENTRY') OR decided_15.outcome_1 IN ('PER_ENTRY')
                    )
                    THEN 'PER_ENTRY'
                    WHEN (
                      decided_15.outcome_2 IN ('APPLIES')
                      OR decided_15.outcome_3 IN ('APPLIES')
                      OR decided_15.outcome_4 IN ('APPLIES')
                    )
                    THEN 'READABLE'
                    WHEN (
                      decided_15.outcome_2 IN ('WITHHELD')
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
                        decided_15.outcome_0 IN ('APPLIES') OR decided_15.outcome_1 IN ('APPLIES')
                      )
                      THEN 'NOT_READABLE'
                      WHEN (
                        NOT (
                          decided_15.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_15.outcome_3 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_15.outcome_4 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        )
                      )
                      THEN 'NOT_READABLE'
                      WHEN (
                        decided_15.outcome_0 IN ('WITHHELD') OR decided_15.outcome_1 IN ('WITHHELD')
                      )
                      THEN 'NOT_EXPLAINED'
                      WHEN (
                        decided_15.outcome_0 IN ('PER_ENTRY') OR decided_15.outcome_1 IN ('PER_ENTRY')
                      )
                      THEN 'PER_ENTRY'
                      WHEN (
                        decided_15.outcome_2 IN ('APPLIES')
                        OR decided_15.outcome_3 IN ('APPLIES')
                        OR decided_15.outcome_4 IN ('APPLIES')
                      )
                      THEN 'READABLE'
                      WHEN (
                        decided_15.outcome_2 IN ('WITHHELD')
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
                        THEN 'user-blocked'
                        WHEN (
                          decided_15.outcome_2 = 'APPLIES'
                        )
                        THEN 'user-own'
                        WHEN (
                          decided_15.outcome_3 = 'APPLIES'
                        )
                        THEN 'user-peer'
                        WHEN (
                          decided_15.outcome_4 = 'APPLIES'
                        )
                        THEN 'user-public-projects'
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
                      '{"rule":"user-blocked","effect":"DENY","outcome":',
                      (
                        '"' || decided_15.outcome_1
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_16.said[4],
                          ',"truth":',
                          (
                            '"' || decided_15.truth_1
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
                      '{"rule":"user-peer","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_15.outcome_3
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_16.said[9],
                          ',"truth":',
                          (
                            '"' || decided_15.truth_3
                          ) || '"',
                          '}'
                        ),
                        ',',
                        CONCAT(
                          '{"condition":',
                          words_16.said[10],
                          ',"truth":',
                          (
                            '"' || decided_15.truth_4
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
                        '"' || decided_15.outcome_4
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_16.said[9],
                          ',"truth":',
                          (
                            '"' || decided_15.truth_5
                          ) || '"',
                          '}'
                        ),
                        ',',
                        CONCAT(
                          '{"condition":',
                          words_16.said[10],
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
                        ',',
                        CONCAT(
                          '{"condition":',
                          words_16.said[16],
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
              END AS anon_4
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
                    facts_14.truth_1 IN ('FAILS')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_14.truth_1 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_14.truth_1 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_1,
                CASE
                  WHEN (
                    facts_14.truth_2 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_14.truth_2 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_14.truth_2 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_2,
                CASE
                  WHEN (
                    facts_14.truth_3 IN ('FAILS', 'UNKNOWN')
                    OR facts_14.truth_4 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_14.truth_3 IN ('WITHHELD') OR facts_14.truth_4 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_14.truth_3 IN ('PER_ENTRY') OR facts_14.truth_4 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_3,
                CASE
                  WHEN (
                    facts_14.truth_5 IN ('FAILS', 'UNKNOWN')
                    OR facts_14.truth_6 IN ('FAILS', 'UNKNOWN')
                    OR facts_14.truth_7 IN ('FAILS', 'UNKNOWN')
                    OR facts_14.truth_8 IN ('FAILS', 'UNKNOWN')
                    OR facts_14.truth_9 IN ('FAILS', 'UNKNOWN')
                    OR facts_14.truth_10 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_14.truth_5 IN ('WITHHELD')
                    OR facts_14.truth_6 IN ('WITHHELD')
                    OR facts_14.truth_7 IN ('WITHHELD')
                    OR facts_14.truth_8 IN ('WITHHELD')
                    OR facts_14.truth_9 IN ('WITHHELD')
                    OR facts_14.truth_10 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_14.truth_5 IN ('PER_ENTRY')
                    OR facts_14.truth_6 IN ('PER_ENTRY')
                    OR facts_14.truth_7 IN ('PER_ENTRY')
                    OR facts_14.truth_8 IN ('PER_ENTRY')
                    OR facts_14.truth_9 IN ('PER_ENTRY')
                    OR facts_14.truth_10 IN ('PER_ENTRY')
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
                          AND row_13.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_13.status = 'ANONYMISED'
                          OR row_13.anonymised_at IS NOT NULL
                          AND row_13.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
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
                          row_13.id = ANY(
                            CAST((
                              SELECT
                                viewer.blocked
                              FROM viewer
                            ) AS UUID[])
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_13.id = ANY(
                            CAST((
                              SELECT
                                viewer.blocked
                              FROM viewer
                            ) AS UUID[])
                          )
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'HOLDS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_1,
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
                  END AS truth_2,
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_13.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < row_13.inactive_at
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_13.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < row_13.inactive_at
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
                  END AS truth_4,
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_13.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < row_13.inactive_at
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_13.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < row_13.inactive_at
                        ) IS FALSE
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
                  END AS truth_6,
                  CASE
                    WHEN (
                      row_13.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                      OR row_13.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                    )
                    THEN CASE
                      WHEN (
                        (
                          row_13.public_profile @> CAST($1 AS TIMESTAMPTZ)
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_13.public_profile @> CAST($1 AS TIMESTAMPTZ)
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_7,
                  'PER_ENTRY' AS truth_8,
                  'PER_ENTRY' AS truth_9,
                  'PER_ENTRY' AS truth_10,
                  TRUE AS found
                FROM users AS row_13
                WHERE
                  row_13.id = CAST($12 AS UUID)
                  AND (
                    row_13.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                    AND (
                      row_13.id IS NOT NULL OR NULL
                    )
                    AND NOT (
                      row_13.id = ANY(
                        CAST((
                          SELECT
                            viewer.blocked
                          FROM viewer
                        ) AS UUID[])
                      )
                    )
                    AND NOT (
                      row_13.status = 'ANONYMISED'
                      OR row_13.anonymised_at IS NOT NULL
                      AND row_13.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                    )
                    OR NOT row_13.restricted
                    AND (
                      row_13.id IS NOT NULL OR NULL
                    )
                    AND NOT (
                      row_13.id = ANY(
                        CAST((
                          SELECT
                            viewer.blocked
                          FROM viewer
                        ) AS UUID[])
                      )
                    )
                    AND row_13.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_13.inactive_at
                  )
                  AND row_13.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                LIMIT ALL
                OFFSET 0
              ) AS facts_14
            ) AS decided_15, (
              SELECT
                CAST($13 AS TEXT[]) AS said
            ) AS words_16
          ),
          '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}'
        ),
        ',"personal":',
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
                        THEN 'school-own-email'
                        WHEN (
                          decided_19.outcome_1 = 'APPLIES'
                        )
                        THEN 'school-peer-email'
                      END
                    ) || '"',
                    'null'
                  ),
                  ',"rules":',
                  CONCAT(
                    '[',
                    CONCAT(
                      '{"rule":"school-own-email","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_19.outcome_0
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_20.said[3],
                          ',"truth":',
                          (
                            '"' || decided_19.truth_0
                          ) || '"',
                          '}'
                        ),
                        ',',
                        CONCAT(
                          '{"condition":',
                          words_20.said[4],
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
                    ',',
                    CONCAT(
                      '{"rule":"school-peer-email","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_19.outcome_1
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_20.said[6],
                          ',"truth":',
                          (
                            '"' || decided_19.truth_2
                          ) || '"',
                          '}'
                        ),
                        ',',
                        CONCAT(
                          '{"condition":',
                          words_20.said[4],
                          ',"truth":',
                          (
                            '"' || decided_19.truth_3
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
                END AS outcome_0,
                CASE
                  WHEN (
                    facts_18.truth_2 IN ('FAILS', 'UNKNOWN')
                    OR facts_18.truth_3 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_18.truth_2 IN ('WITHHELD') OR facts_18.truth_3 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_18.truth_2 IN ('PER_ENTRY') OR facts_18.truth_3 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_1,
                facts_18.truth_0 AS truth_0,
                facts_18.truth_1 AS truth_1,
                facts_18.truth_2 AS truth_2,
                facts_18.truth_3 AS truth_3,
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
                                    AND users_1.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
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
                                    AND users_1.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
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
                  CASE
                    WHEN FALSE
                    THEN CASE
                      WHEN (
                        (
                          row_17.status = 'VALIDATED'
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_17.status = 'VALIDATED'
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_2,
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
                                FROM users AS users_2
                                WHERE
                                  users_2.email_key = row_17.email_key
                                  AND (
                                    users_2.school_id = row_17.id
                                    OR users_2.second_school_id = row_17.id
                                    AND users_2.second_status = 'VALIDATED'
                                  )
                                  AND NOT (
                                    users_2.status = 'ANONYMISED'
                                    OR users_2.anonymised_at IS NOT NULL
                                    AND users_2.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
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
                                FROM users AS users_2
                                WHERE
                                  users_2.email_key = row_17.email_key
                                  AND (
                                    users_2.school_id = row_17.id
                                    OR users_2.second_school_id = row_17.id
                                    AND users_2.second_status = 'VALIDATED'
                                  )
                                  AND NOT (
                                    users_2.status = 'ANONYMISED'
                                    OR users_2.anonymised_at IS NOT NULL
                                    AND users_2.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
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
                  END AS truth_3,
                  TRUE AS found
                FROM schools AS row_17
                WHERE
                  row_17.id = COALESCE(
                    (
                      SELECT
                        school_aliases_2.surviving_id
                      FROM school_aliases AS school_aliases_2
                      WHERE
                        school_aliases_2.absorbed_id = CAST($14 AS UUID)
                    ),
                    CAST($14 AS UUID)
                  )
                  AND (
                    row_17.id = (
                      SELECT
                        viewer.school
                      FROM viewer
                    )
                    OR row_17.id = (
                      SELECT
                        viewer.second_school
                      FROM viewer
                    )
                    OR row_17.status = 'VALIDATED'
                  )
                  AND row_17.id = (
                    SELECT
                      viewer.school
                    FROM viewer
                  )
                LIMIT ALL
                OFFSET 0
              ) AS facts_18
            ) AS decided_19, (
              SELECT
                CAST($15 AS TEXT[]) AS said
            ) AS words_20
          ),
          '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}'
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
