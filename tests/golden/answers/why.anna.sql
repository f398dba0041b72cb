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
        '{"role":"ETWINNER","user":',
        COALESCE(
          (
            SELECT
              CONCAT('{"id":', COALESCE((
                '"' || CAST(row_1.id AS TEXT)
              ) || '"', 'null'), '}') AS concat_1
            FROM users AS row_1
            WHERE
              row_1.id = (
                SELECT
                  viewer."user"
                FROM viewer
              )
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
          ),
          'null'
        ),
        ',"explain":',
        COALESCE(
          (
            SELECT
              CASE
                WHEN (
                  CASE
                    WHEN (
                      decided_5.outcome_0 IN ('APPLIES') OR decided_5.outcome_1 IN ('APPLIES')
                    )
                    THEN 'NOT_READABLE'
                    WHEN (
                      NOT (
                        decided_5.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        OR decided_5.outcome_3 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        OR decided_5.outcome_4 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                      )
                    )
                    THEN 'NOT_READABLE'
                    WHEN (
                      decided_5.outcome_0 IN ('WITHHELD') OR decided_5.outcome_1 IN ('WITHHELD')
                    )
                    THEN 'NOT_EXPLAINED'
                    WHEN (
                      decided_5.outcome_0 IN ('PER_ENTRY') OR decided_5.outcome_1 IN ('PER_ENTRY')
                    )
                    THEN 'PER_ENTRY'
                    WHEN (
                      decided_5.outcome_2 IN ('APPLIES')
                      OR decided_5.outcome_3 IN ('APPLIES')
                      OR decided_5.outcome_4 IN ('APPLIES')
                    )
                    THEN 'READABLE'
                    WHEN (
                      decided_5.outcome_2 IN ('WITHHELD')
                      OR decided_5.outcome_3 IN ('WITHHELD')
                      OR decided_5.outcome_4 IN ('WITHHELD')
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
                        decided_5.outcome_0 IN ('APPLIES') OR decided_5.outcome_1 IN ('APPLIES')
                      )
                      THEN 'NOT_READABLE'
                      WHEN (
                        NOT (
                          decided_5.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_5.outcome_3 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_5.outcome_4 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        )
                      )
                      THEN 'NOT_READABLE'
                      WHEN (
                        decided_5.outcome_0 IN ('WITHHELD') OR decided_5.outcome_1 IN ('WITHHELD')
                      )
                      THEN 'NOT_EXPLAINED'
                      WHEN (
                        decided_5.outcome_0 IN ('PER_ENTRY') OR decided_5.outcome_1 IN ('PER_ENTRY')
                      )
                      THEN 'PER_ENTRY'
                      WHEN (
                        decided_5.outcome_2 IN ('APPLIES')
                        OR decided_5.outcome_3 IN ('APPLIES')
                        OR decided_5.outcome_4 IN ('APPLIES')
                      )
                      THEN 'READABLE'
                      WHEN (
                        decided_5.outcome_2 IN ('WITHHELD')
                        OR decided_5.outcome_3 IN ('WITHHELD')
                        OR decided_5.outcome_4 IN ('WITHHELD')
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
                          decided_5.outcome_0 = 'APPLIES'
                        )
                        THEN 'user-anonymised'
                        WHEN (
                          decided_5.outcome_1 = 'APPLIES'
                        )
                        THEN 'user-blocked'
                        WHEN (
                          decided_5.outcome_2 = 'APPLIES'
                        )
                        THEN 'user-own'
                        WHEN (
                          decided_5.outcome_3 = 'APPLIES'
                        )
                        THEN 'user-peer'
                        WHEN (
                          decided_5.outcome_4 = 'APPLIES'
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
                        '"' || decided_5.outcome_0
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_6.said[2],
                          ',"truth":',
                          (
                            '"' || decided_5.truth_0
                          ) || '"',
                          '}'
                        ),
                        ']'
                      ),
                      ',"reason":',
                      words_6.said[1],
                      ',"clauses":["RET-06","RET-09","RET-10"]}'
                    ),
                    ',',
                    CONCAT(
                      '{"rule":"user-blocked","effect":"DENY","outcome":',
                      (
                        '"' || decided_5.outcome_1
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_6.said[4],
                          ',"truth":',
                          (
                            '"' || decided_5.truth_1
                          ) || '"',
                          '}'
                        ),
                        ']'
                      ),
                      ',"reason":',
                      words_6.said[3],
                      ',"clauses":["PURP-04"]}'
                    ),
                    ',',
                    CONCAT(
                      '{"rule":"user-own","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_5.outcome_2
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_6.said[6],
                          ',"truth":',
                          (
                            '"' || decided_5.truth_2
                          ) || '"',
                          '}'
                        ),
                        ']'
                      ),
                      ',"reason":',
                      words_6.said[5],
                      ',"clauses":["RIGHT-01"]}'
                    ),
                    ',',
                    CONCAT(
                      '{"rule":"user-peer","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_5.outcome_3
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_6.said[9],
                          ',"truth":',
                          (
                            '"' || decided_5.truth_3
                          ) || '"',
                          '}'
                        ),
                        ',',
                        CONCAT(
                          '{"condition":',
                          words_6.said[10],
                          ',"truth":',
                          (
                            '"' || decided_5.truth_4
                          ) || '"',
                          '}'
                        ),
                        ']'
                      ),
                      ',"reason":',
                      words_6.said[7],
                      ',"clauses":["ACC-01"]}'
                    ),
                    ',',
                    CONCAT(
                      '{"rule":"user-public-picture","effect":"ALLOW","outcome":',
                      (
                        '"' || decided_5.outcome_4
                      ) || '"',
                      ',"parts":',
                      CONCAT(
                        '[',
                        CONCAT(
                          '{"condition":',
                          words_6.said[9],
                          ',"truth":',
                          (
                            '"' || decided_5.truth_5
                          ) || '"',
                          '}'
                        ),
                        ',',
                        CONCAT(
                          '{"condition":',
                          words_6.said[10],
                          ',"truth":',
                          (
                            '"' || decided_5.truth_6
                          ) || '"',
                          '}'
                        ),
                        ',',
                        CONCAT(
                          '{"condition":',
                          words_6.said[13],
                          ',"truth":',
                          (
                            '"' || decided_5.truth_7
                          ) || '"',
                          '}'
                        ),
                        ',',
                        CONCAT(
                          '{"condition":',
                          words_6.said[14],
                          ',"truth":',
                          (
                            '"' || decided_5.truth_8
                          ) || '"',
                          '}'
                        ),
                        ']'
                      ),
                      ',"reason":',
                      words_6.said[11],
                      ',"clauses":["PUB-06","PUB-05","CONS-02"]}'
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
                    facts_4.truth_0 IN ('FAILS')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_4.truth_0 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_4.truth_0 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_0,
                CASE
                  WHEN (
                    facts_4.truth_1 IN ('FAILS')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_4.truth_1 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_4.truth_1 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_1,
                CASE
                  WHEN (
                    facts_4.truth_2 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_4.truth_2 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_4.truth_2 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_2,
                CASE
                  WHEN (
                    facts_4.truth_3 IN ('FAILS', 'UNKNOWN')
                    OR facts_4.truth_4 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_4.truth_3 IN ('WITHHELD') OR facts_4.truth_4 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_4.truth_3 IN ('PER_ENTRY') OR facts_4.truth_4 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_3,
                CASE
                  WHEN (
                    facts_4.truth_5 IN ('FAILS', 'UNKNOWN')
                    OR facts_4.truth_6 IN ('FAILS', 'UNKNOWN')
                    OR facts_4.truth_7 IN ('FAILS', 'UNKNOWN')
                    OR facts_4.truth_8 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_4.truth_5 IN ('WITHHELD')
                    OR facts_4.truth_6 IN ('WITHHELD')
                    OR facts_4.truth_7 IN ('WITHHELD')
                    OR facts_4.truth_8 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_4.truth_5 IN ('PER_ENTRY')
                    OR facts_4.truth_6 IN ('PER_ENTRY')
                    OR facts_4.truth_7 IN ('PER_ENTRY')
                    OR facts_4.truth_8 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_4,
                facts_4.truth_0 AS truth_0,
                facts_4.truth_1 AS truth_1,
                facts_4.truth_2 AS truth_2,
                facts_4.truth_3 AS truth_3,
                facts_4.truth_4 AS truth_4,
                facts_4.truth_5 AS truth_5,
                facts_4.truth_6 AS truth_6,
                facts_4.truth_7 AS truth_7,
                facts_4.truth_8 AS truth_8,
                TRUE AS found
              FROM (
                SELECT
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_3.status = 'ANONYMISED'
                          OR row_3.anonymised_at IS NOT NULL
                          AND row_3.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_3.status = 'ANONYMISED'
                          OR row_3.anonymised_at IS NOT NULL
                          AND row_3.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
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
                          row_3.id = ANY(
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
                          row_3.id = ANY(
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
                      row_3.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) OR TRUE
                    )
                    THEN CASE
                      WHEN (
                        (
                          row_3.id = (
                            SELECT
                              viewer."user"
                            FROM viewer
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_3.id = (
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
                          row_3.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < row_3.inactive_at
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_3.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < row_3.inactive_at
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
                        NOT row_3.restricted IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        NOT row_3.restricted IS FALSE
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
                          row_3.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < row_3.inactive_at
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_3.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < row_3.inactive_at
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
                        NOT row_3.restricted IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        NOT row_3.restricted IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_6,
                  CASE
                    WHEN (
                      row_3.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                      OR row_3.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                    )
                    THEN CASE
                      WHEN (
                        (
                          row_3.public_profile @> CAST($1 AS TIMESTAMPTZ)
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_3.public_profile @> CAST($1 AS TIMESTAMPTZ)
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_7,
                  CASE
                    WHEN (
                      row_3.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                      OR row_3.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      )
                    )
                    THEN CASE
                      WHEN (
                        (
                          (
                            row_3.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                          )
                          OR row_3.ambassador
                          AND (
                            row_3.public_picture @> CAST($1 AS TIMESTAMPTZ)
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          (
                            row_3.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                          )
                          OR row_3.ambassador
                          AND (
                            row_3.public_picture @> CAST($1 AS TIMESTAMPTZ)
                          )
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_8,
                  TRUE AS found
                FROM users AS row_3
                WHERE
                  row_3.id = CAST($6 AS UUID)
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
                  AND row_3.id = (
                    SELECT
                      viewer."user"
                    FROM viewer
                  )
                LIMIT ALL
                OFFSET 0
              ) AS facts_4
            ) AS decided_5, (
              SELECT
                CAST($7 AS TEXT[]) AS said
            ) AS words_6
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
