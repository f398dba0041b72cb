-- $1 viewer_purpose
-- $2 record_operation
-- $3 now
-- $4 viewer_user
-- $5 viewer_issuer
-- $6 viewer_subject
-- $7 viewer_issued
-- $8 value_0
-- $9 value_1
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
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
        '{"role":"EACEA","user":',
        COALESCE(
          (
            SELECT
              CONCAT(
                CASE
                  WHEN (
                    row_1.id = CAST((
                      SELECT
                        viewer."user"
                      FROM viewer
                    ) AS UUID)
                    OR NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                    AND (
                      row_1.public_profile @> CAST($3 AS TIMESTAMPTZ)
                    )
                  )
                  THEN ''
                  ELSE CONCAT(CHR(  1), 'p', row_1.id, CHR(  1))
                END,
                CONCAT('{"id":', COALESCE((
                  '"' || CAST(row_1.id AS TEXT)
                ) || '"', 'null'), '}')
              ) AS concat_1
            FROM users AS row_1
            WHERE
              row_1.id = (
                SELECT
                  viewer."user"
                FROM viewer
              )
              AND (
                NOT row_1.restricted
                AND row_1.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                AND CAST($3 AS TIMESTAMPTZ) < row_1.inactive_at
                OR row_1.id = (
                  SELECT
                    viewer."user"
                  FROM viewer
                )
                AND NOT (
                  row_1.status = 'ANONYMISED'
                  OR row_1.anonymised_at IS NOT NULL
                  AND row_1.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                )
              )
          ),
          'null'
        ),
        ',"explain":',
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
                        decided_5.outcome_0 IN ('APPLIES')
                      )
                      THEN 'NOT_READABLE'
                      WHEN (
                        NOT (
                          decided_5.outcome_1 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_5.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_5.outcome_3 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          OR decided_5.outcome_4 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                        )
                      )
                      THEN 'NOT_READABLE'
                      WHEN (
                        decided_5.outcome_0 IN ('WITHHELD')
                      )
                      THEN 'NOT_EXPLAINED'
                      WHEN (
                        decided_5.outcome_0 IN ('PER_ENTRY')
                      )
                      THEN 'PER_ENTRY'
                      WHEN (
                        decided_5.outcome_1 IN ('APPLIES')
                        OR decided_5.outcome_2 IN ('APPLIES')
                        OR decided_5.outcome_3 IN ('APPLIES')
                        OR decided_5.outcome_4 IN ('APPLIES')
                      )
                      THEN 'READABLE'
                      WHEN (
                        decided_5.outcome_1 IN ('WITHHELD')
                        OR decided_5.outcome_2 IN ('WITHHELD')
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
                          decided_5.outcome_0 IN ('APPLIES')
                        )
                        THEN 'NOT_READABLE'
                        WHEN (
                          NOT (
                            decided_5.outcome_1 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                            OR decided_5.outcome_2 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                            OR decided_5.outcome_3 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                            OR decided_5.outcome_4 IN ('APPLIES', 'PER_ENTRY', 'WITHHELD')
                          )
                        )
                        THEN 'NOT_READABLE'
                        WHEN (
                          decided_5.outcome_0 IN ('WITHHELD')
                        )
                        THEN 'NOT_EXPLAINED'
                        WHEN (
                          decided_5.outcome_0 IN ('PER_ENTRY')
                        )
                        THEN 'PER_ENTRY'
                        WHEN (
                          decided_5.outcome_1 IN ('APPLIES')
                          OR decided_5.outcome_2 IN ('APPLIES')
                          OR decided_5.outcome_3 IN ('APPLIES')
                          OR decided_5.outcome_4 IN ('APPLIES')
                        )
                        THEN 'READABLE'
                        WHEN (
                          decided_5.outcome_1 IN ('WITHHELD')
                          OR decided_5.outcome_2 IN ('WITHHELD')
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
                          THEN 'user-eu'
                          WHEN (
                            decided_5.outcome_2 = 'APPLIES'
                          )
                          THEN 'user-own'
                          WHEN (
                            decided_5.outcome_3 = 'APPLIES'
                          )
                          THEN 'user-public-picture'
                          WHEN (
                            decided_5.outcome_4 = 'APPLIES'
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
                        '{"rule":"user-eu","effect":"ALLOW","outcome":',
                        (
                          '"' || decided_5.outcome_1
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_6.said[5],
                            ',"truth":',
                            (
                              '"' || decided_5.truth_1
                            ) || '"',
                            '}'
                          ),
                          ',',
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
                        words_6.said[3],
                        ',"clauses":["ACC-04","ACC-05","ACC-06","ACC-07"]}'
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
                            words_6.said[8],
                            ',"truth":',
                            (
                              '"' || decided_5.truth_3
                            ) || '"',
                            '}'
                          ),
                          ']'
                        ),
                        ',"reason":',
                        words_6.said[7],
                        ',"clauses":["RIGHT-01"]}'
                      ),
                      ',',
                      CONCAT(
                        '{"rule":"user-public-picture","effect":"ALLOW","outcome":',
                        (
                          '"' || decided_5.outcome_3
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_6.said[11],
                            ',"truth":',
                            (
                              '"' || decided_5.truth_4
                            ) || '"',
                            '}'
                          ),
                          ',',
                          CONCAT(
                            '{"condition":',
                            words_6.said[6],
                            ',"truth":',
                            (
                              '"' || decided_5.truth_5
                            ) || '"',
                            '}'
                          ),
                          ',',
                          CONCAT(
                            '{"condition":',
                            words_6.said[12],
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
                          ']'
                        ),
                        ',"reason":',
                        words_6.said[9],
                        ',"clauses":["PUB-06","PUB-05","CONS-02"]}'
                      ),
                      ',',
                      CONCAT(
                        '{"rule":"user-rights","effect":"ALLOW","outcome":',
                        (
                          '"' || decided_5.outcome_4
                        ) || '"',
                        ',"parts":',
                        CONCAT(
                          '[',
                          CONCAT(
                            '{"condition":',
                            words_6.said[15],
                            ',"truth":',
                            (
                              '"' || decided_5.truth_8
                            ) || '"',
                            '}'
                          ),
                          ']'
                        ),
                        ',"reason":',
                        words_6.said[14],
                        ',"clauses":["RIGHT-04","RET-08","A-19"]}'
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
                    facts_4.truth_1 IN ('FAILS', 'UNKNOWN')
                    OR facts_4.truth_2 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_4.truth_1 IN ('WITHHELD') OR facts_4.truth_2 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_4.truth_1 IN ('PER_ENTRY') OR facts_4.truth_2 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_1,
                CASE
                  WHEN (
                    facts_4.truth_3 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_4.truth_3 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_4.truth_3 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_2,
                CASE
                  WHEN (
                    facts_4.truth_4 IN ('FAILS', 'UNKNOWN')
                    OR facts_4.truth_5 IN ('FAILS', 'UNKNOWN')
                    OR facts_4.truth_6 IN ('FAILS', 'UNKNOWN')
                    OR facts_4.truth_7 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_4.truth_4 IN ('WITHHELD')
                    OR facts_4.truth_5 IN ('WITHHELD')
                    OR facts_4.truth_6 IN ('WITHHELD')
                    OR facts_4.truth_7 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_4.truth_4 IN ('PER_ENTRY')
                    OR facts_4.truth_5 IN ('PER_ENTRY')
                    OR facts_4.truth_6 IN ('PER_ENTRY')
                    OR facts_4.truth_7 IN ('PER_ENTRY')
                  )
                  THEN 'PER_ENTRY'
                  ELSE 'APPLIES'
                END AS outcome_3,
                CASE
                  WHEN (
                    facts_4.truth_8 IN ('FAILS', 'UNKNOWN')
                  )
                  THEN 'LOST'
                  WHEN (
                    facts_4.truth_8 IN ('WITHHELD')
                  )
                  THEN 'WITHHELD'
                  WHEN (
                    facts_4.truth_8 IN ('PER_ENTRY')
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
                          AND row_3.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_3.status = 'ANONYMISED'
                          OR row_3.anonymised_at IS NOT NULL
                          AND row_3.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
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
                          row_3.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                          AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_3.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                          AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                        ) IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_1,
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
                  END AS truth_2,
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
                  END AS truth_3,
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_3.status = 'VALIDATED' AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_3.status = 'VALIDATED' AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                        ) IS FALSE
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
                  END AS truth_5,
                  CASE
                    WHEN TRUE
                    THEN CASE
                      WHEN (
                        (
                          row_3.public_profile @> CAST($3 AS TIMESTAMPTZ)
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          row_3.public_profile @> CAST($3 AS TIMESTAMPTZ)
                        ) IS FALSE
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
                      ) OR TRUE
                    )
                    THEN CASE
                      WHEN (
                        (
                          (
                            row_3.public_picture_esep @> CAST($3 AS TIMESTAMPTZ)
                          )
                          OR row_3.ambassador
                          AND (
                            row_3.public_picture @> CAST($3 AS TIMESTAMPTZ)
                          )
                        ) IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        (
                          (
                            row_3.public_picture_esep @> CAST($3 AS TIMESTAMPTZ)
                          )
                          OR row_3.ambassador
                          AND (
                            row_3.public_picture @> CAST($3 AS TIMESTAMPTZ)
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
                      row_3.id = (
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) OR TRUE
                    )
                    THEN CASE
                      WHEN (
                        FALSE IS TRUE
                      )
                      THEN 'HOLDS'
                      WHEN (
                        FALSE IS FALSE
                      )
                      THEN 'FAILS'
                      ELSE 'FAILS'
                    END
                    ELSE 'WITHHELD'
                  END AS truth_8,
                  TRUE AS found
                FROM users AS row_3
                WHERE
                  row_3.id = CAST($8 AS UUID)
                  AND (
                    NOT row_3.restricted
                    AND row_3.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                    AND CAST($3 AS TIMESTAMPTZ) < row_3.inactive_at
                    OR row_3.id = (
                      SELECT
                        viewer."user"
                      FROM viewer
                    )
                    AND NOT (
                      row_3.status = 'ANONYMISED'
                      OR row_3.anonymised_at IS NOT NULL
                      AND row_3.anonymised_at <= CAST($3 AS TIMESTAMPTZ)
                    )
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
                CAST($9 AS TEXT[]) AS said
            ) AS words_6
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
    'EACEA',
    CAST($1 AS VARCHAR) AS anon_1,
    answers.organisation AS organisation,
    CAST($2 AS VARCHAR) AS anon_2,
    found.subjects AS subjects,
    found.schools AS schools,
    ARRAY['User.picture'] AS anon_3
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
