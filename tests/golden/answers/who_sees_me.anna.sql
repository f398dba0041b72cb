-- $1 now
-- $2 viewer_user
-- $3 value_0
WITH viewer AS MATERIALIZED (
  SELECT
    account.id AS "user",
    account.school_id AS school,
    account.school_country AS country,
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
      account.status = 'VALIDATED' AND CAST($1 AS TIMESTAMPTZ) < account.inactive_at,
      FALSE
    ) AS allowed
  FROM users AS account
  WHERE
    account.id = CAST($2 AS UUID)
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
        '{"role":"ETWINNER","visibleTo":',
        COALESCE(
          (
            SELECT
              CONCAT(
                CONCAT(
                  '[',
                  CONCAT(
                    '{"field":"User.id","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_1 AS TEXT),
                    ',"condition":',
                    words_3.said[1],
                    ',"clauses":["RET-06","RET-09","RET-10","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_2 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.id","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_3 AS TEXT),
                    ',"condition":',
                    words_3.said[2],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01","PUB-04","CONS-02","A-64"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.id","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_4 AS TEXT),
                    ',"condition":',
                    words_3.said[3],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_5 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.id","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_6 AS TEXT),
                    ',"condition":',
                    words_3.said[4],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_7 THEN '"NEWSLETTER_NATIONAL"' END,
                        CASE WHEN facts_2.fact_8 THEN '"PUBLIC_PROFILE"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.id","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_9 AS TEXT),
                    ',"condition":',
                    words_3.said[5],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_10 THEN '"PUBLIC_PROFILE"' END,
                        CASE WHEN facts_2.fact_11 THEN '"SURVEY"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.id","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_12 AS TEXT),
                    ',"condition":',
                    words_3.said[6],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_13 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.id","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.id","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.firstName","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_1 AS TEXT),
                    ',"condition":',
                    words_3.said[1],
                    ',"clauses":["RET-06","RET-09","RET-10","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_2 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.firstName","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_3 AS TEXT),
                    ',"condition":',
                    words_3.said[2],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01","PUB-04","CONS-02","A-64"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.firstName","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_4 AS TEXT),
                    ',"condition":',
                    words_3.said[3],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_5 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.firstName","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_6 AS TEXT),
                    ',"condition":',
                    words_3.said[4],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_7 THEN '"NEWSLETTER_NATIONAL"' END,
                        CASE WHEN facts_2.fact_8 THEN '"PUBLIC_PROFILE"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.firstName","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_9 AS TEXT),
                    ',"condition":',
                    words_3.said[5],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_10 THEN '"PUBLIC_PROFILE"' END,
                        CASE WHEN facts_2.fact_11 THEN '"SURVEY"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.firstName","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_12 AS TEXT),
                    ',"condition":',
                    words_3.said[6],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_13 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.firstName","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.firstName","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastName","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_1 AS TEXT),
                    ',"condition":',
                    words_3.said[1],
                    ',"clauses":["RET-06","RET-09","RET-10","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_2 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastName","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_3 AS TEXT),
                    ',"condition":',
                    words_3.said[2],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01","PUB-04","CONS-02","A-64"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastName","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_4 AS TEXT),
                    ',"condition":',
                    words_3.said[3],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_5 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastName","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_6 AS TEXT),
                    ',"condition":',
                    words_3.said[4],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_7 THEN '"NEWSLETTER_NATIONAL"' END,
                        CASE WHEN facts_2.fact_8 THEN '"PUBLIC_PROFILE"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastName","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_9 AS TEXT),
                    ',"condition":',
                    words_3.said[5],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_10 THEN '"PUBLIC_PROFILE"' END,
                        CASE WHEN facts_2.fact_11 THEN '"SURVEY"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastName","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_12 AS TEXT),
                    ',"condition":',
                    words_3.said[6],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_13 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastName","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastName","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.email","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_16 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.email","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_17 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.email","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_18 AS TEXT),
                    ',"condition":',
                    words_3.said[10],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.email","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_19 AS TEXT),
                    ',"condition":',
                    words_3.said[11],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_20 THEN '"NEWSLETTER_NATIONAL"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.email","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_21 AS TEXT),
                    ',"condition":',
                    words_3.said[12],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_22 THEN '"SURVEY"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.email","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_23 AS TEXT),
                    ',"condition":',
                    words_3.said[13],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.email","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.email","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.username","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_16 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.username","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_17 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.username","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_18 AS TEXT),
                    ',"condition":',
                    words_3.said[10],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.username","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_19 AS TEXT),
                    ',"condition":',
                    words_3.said[11],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_20 THEN '"NEWSLETTER_NATIONAL"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.username","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_21 AS TEXT),
                    ',"condition":',
                    words_3.said[12],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_22 THEN '"SURVEY"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.username","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_23 AS TEXT),
                    ',"condition":',
                    words_3.said[13],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.username","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.username","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.schoolRole","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_16 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.schoolRole","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_3 AS TEXT),
                    ',"condition":',
                    words_3.said[2],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.schoolRole","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_18 AS TEXT),
                    ',"condition":',
                    words_3.said[10],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.schoolRole","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_19 AS TEXT),
                    ',"condition":',
                    words_3.said[11],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_20 THEN '"NEWSLETTER_NATIONAL"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.schoolRole","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_21 AS TEXT),
                    ',"condition":',
                    words_3.said[12],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_22 THEN '"SURVEY"' END), ']'),
                    '}'
                  )
                ),
                CONCAT(
                  ',',
                  CONCAT(
                    '{"field":"User.schoolRole","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_23 AS TEXT),
                    ',"condition":',
                    words_3.said[13],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.schoolRole","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.schoolRole","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.subjects","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_16 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.subjects","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_3 AS TEXT),
                    ',"condition":',
                    words_3.said[2],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.subjects","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_18 AS TEXT),
                    ',"condition":',
                    words_3.said[10],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.subjects","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_19 AS TEXT),
                    ',"condition":',
                    words_3.said[11],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_20 THEN '"NEWSLETTER_NATIONAL"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.subjects","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_21 AS TEXT),
                    ',"condition":',
                    words_3.said[12],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_22 THEN '"SURVEY"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.subjects","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_23 AS TEXT),
                    ',"condition":',
                    words_3.said[13],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.subjects","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.subjects","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.languages","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_16 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.languages","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_3 AS TEXT),
                    ',"condition":',
                    words_3.said[2],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.languages","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_18 AS TEXT),
                    ',"condition":',
                    words_3.said[10],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.languages","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_19 AS TEXT),
                    ',"condition":',
                    words_3.said[11],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_20 THEN '"NEWSLETTER_NATIONAL"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.languages","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_21 AS TEXT),
                    ',"condition":',
                    words_3.said[12],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_22 THEN '"SURVEY"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.languages","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_23 AS TEXT),
                    ',"condition":',
                    words_3.said[13],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.languages","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.languages","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.pupilAges","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_16 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.pupilAges","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_3 AS TEXT),
                    ',"condition":',
                    words_3.said[2],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.pupilAges","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_18 AS TEXT),
                    ',"condition":',
                    words_3.said[10],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.pupilAges","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_19 AS TEXT),
                    ',"condition":',
                    words_3.said[11],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_20 THEN '"NEWSLETTER_NATIONAL"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.pupilAges","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_21 AS TEXT),
                    ',"condition":',
                    words_3.said[12],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_22 THEN '"SURVEY"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.pupilAges","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_23 AS TEXT),
                    ',"condition":',
                    words_3.said[13],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.pupilAges","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.pupilAges","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.description","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_16 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.description","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_3 AS TEXT),
                    ',"condition":',
                    words_3.said[2],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.description","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_18 AS TEXT),
                    ',"condition":',
                    words_3.said[10],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.description","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_19 AS TEXT),
                    ',"condition":',
                    words_3.said[11],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_20 THEN '"NEWSLETTER_NATIONAL"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.description","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_21 AS TEXT),
                    ',"condition":',
                    words_3.said[12],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_22 THEN '"SURVEY"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.description","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_23 AS TEXT),
                    ',"condition":',
                    words_3.said[13],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.description","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.description","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.picture","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_24 AS TEXT),
                    ',"condition":',
                    words_3.said[14],
                    ',"clauses":["RET-06","RET-09","RET-10","PUB-04","CONS-02","A-64","PUB-06","PUB-05"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_25 THEN '"PUBLIC_PICTURE"' END,
                        CASE WHEN facts_2.fact_26 THEN '"PUBLIC_PROFILE"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.picture","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_3 AS TEXT),
                    ',"condition":',
                    words_3.said[2],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01","PUB-04","CONS-02","A-64","PUB-06","PUB-05"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.picture","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_27 AS TEXT),
                    ',"condition":',
                    words_3.said[15],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64","PUB-06","PUB-05"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_28 THEN '"PUBLIC_PICTURE"' END,
                        CASE WHEN facts_2.fact_29 THEN '"PUBLIC_PROFILE"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.picture","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_30 AS TEXT),
                    ',"condition":',
                    words_3.said[16],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64","PUB-06","PUB-05"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_31 THEN '"NEWSLETTER_NATIONAL"' END,
                        CASE WHEN facts_2.fact_32 THEN '"PUBLIC_PICTURE"' END,
                        CASE WHEN facts_2.fact_33 THEN '"PUBLIC_PROFILE"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.picture","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_34 AS TEXT),
                    ',"condition":',
                    words_3.said[17],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64","PUB-06","PUB-05"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_35 THEN '"PUBLIC_PICTURE"' END,
                        CASE WHEN facts_2.fact_36 THEN '"PUBLIC_PROFILE"' END,
                        CASE WHEN facts_2.fact_37 THEN '"SURVEY"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.picture","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_38 AS TEXT),
                    ',"condition":',
                    words_3.said[14],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01","PUB-04","CONS-02","A-64","PUB-06","PUB-05"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_39 THEN '"PUBLIC_PICTURE"' END,
                        CASE WHEN facts_2.fact_40 THEN '"PUBLIC_PROFILE"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.picture","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64","PUB-06","PUB-05"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.picture","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64","PUB-06","PUB-05","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.ambassador","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_1 AS TEXT),
                    ',"condition":',
                    words_3.said[1],
                    ',"clauses":["RET-06","RET-09","RET-10","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_2 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.ambassador","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_3 AS TEXT),
                    ',"condition":',
                    words_3.said[2],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01","PUB-04","CONS-02","A-64"],"changedBy":[]}'
                  )
                ),
                CONCAT(
                  ',',
                  CONCAT(
                    '{"field":"User.ambassador","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_4 AS TEXT),
                    ',"condition":',
                    words_3.said[3],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_5 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.ambassador","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_6 AS TEXT),
                    ',"condition":',
                    words_3.said[4],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_7 THEN '"NEWSLETTER_NATIONAL"' END,
                        CASE WHEN facts_2.fact_8 THEN '"PUBLIC_PROFILE"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.ambassador","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_9 AS TEXT),
                    ',"condition":',
                    words_3.said[5],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_10 THEN '"PUBLIC_PROFILE"' END,
                        CASE WHEN facts_2.fact_11 THEN '"SURVEY"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.ambassador","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_41 AS TEXT),
                    ',"condition":',
                    words_3.said[1],
                    ',"clauses":["RET-06","RET-09","RET-10","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_42 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.ambassador","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.ambassador","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.country","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_1 AS TEXT),
                    ',"condition":',
                    words_3.said[1],
                    ',"clauses":["RET-06","RET-09","RET-10","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_2 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.country","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_3 AS TEXT),
                    ',"condition":',
                    words_3.said[2],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01","PUB-04","CONS-02","A-64"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.country","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_4 AS TEXT),
                    ',"condition":',
                    words_3.said[3],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_5 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.country","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_6 AS TEXT),
                    ',"condition":',
                    words_3.said[4],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_7 THEN '"NEWSLETTER_NATIONAL"' END,
                        CASE WHEN facts_2.fact_8 THEN '"PUBLIC_PROFILE"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.country","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_9 AS TEXT),
                    ',"condition":',
                    words_3.said[5],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_10 THEN '"PUBLIC_PROFILE"' END,
                        CASE WHEN facts_2.fact_11 THEN '"SURVEY"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.country","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_12 AS TEXT),
                    ',"condition":',
                    words_3.said[6],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_13 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.country","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.country","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.school","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_1 AS TEXT),
                    ',"condition":',
                    words_3.said[1],
                    ',"clauses":["RET-06","RET-09","RET-10","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_2 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.school","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_3 AS TEXT),
                    ',"condition":',
                    words_3.said[2],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01","PUB-04","CONS-02","A-64"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.school","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_4 AS TEXT),
                    ',"condition":',
                    words_3.said[3],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_5 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.school","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_6 AS TEXT),
                    ',"condition":',
                    words_3.said[4],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_7 THEN '"NEWSLETTER_NATIONAL"' END,
                        CASE WHEN facts_2.fact_8 THEN '"PUBLIC_PROFILE"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.school","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_9 AS TEXT),
                    ',"condition":',
                    words_3.said[5],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_10 THEN '"PUBLIC_PROFILE"' END,
                        CASE WHEN facts_2.fact_11 THEN '"SURVEY"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.school","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_12 AS TEXT),
                    ',"condition":',
                    words_3.said[6],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01","PUB-04","CONS-02","A-64"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_13 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.school","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.school","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.status","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_16 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.status","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_17 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.status","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_18 AS TEXT),
                    ',"condition":',
                    words_3.said[10],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.status","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_19 AS TEXT),
                    ',"condition":',
                    words_3.said[11],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_20 THEN '"NEWSLETTER_NATIONAL"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.status","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_21 AS TEXT),
                    ',"condition":',
                    words_3.said[12],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_22 THEN '"SURVEY"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.status","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_43 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.status","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.status","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.registeredAt","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_16 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.registeredAt","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_17 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.registeredAt","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_18 AS TEXT),
                    ',"condition":',
                    words_3.said[10],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.registeredAt","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_19 AS TEXT),
                    ',"condition":',
                    words_3.said[11],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_20 THEN '"NEWSLETTER_NATIONAL"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.registeredAt","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_21 AS TEXT),
                    ',"condition":',
                    words_3.said[12],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_22 THEN '"SURVEY"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.registeredAt","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_43 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.registeredAt","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.registeredAt","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastLoginAt","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_16 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastLoginAt","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_17 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastLoginAt","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_44 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastLoginAt","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_45 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastLoginAt","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_46 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastLoginAt","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_43 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.lastLoginAt","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07"],"changedBy":[]}'
                  )
                ),
                CONCAT(
                  ',',
                  CONCAT(
                    '{"field":"User.lastLoginAt","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.consents","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_16 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.consents","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_17 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.consents","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_44 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.consents","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_45 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.consents","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_46 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.consents","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_43 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.consents","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.consents","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.contacts","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_16 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.contacts","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_47 AS TEXT),
                    ',"condition":',
                    words_3.said[18],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01","A-10","PUB-04","CONS-02","A-64"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.contacts","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_44 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.contacts","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_45 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.contacts","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_46 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.contacts","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_43 AS TEXT),
                    ',"condition":',
                    words_3.said[9],
                    ',"clauses":[],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.contacts","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.contacts","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.projects","audience":"PUBLIC","roles":["ANONYMOUS"],"visible":',
                    CAST(facts_2.fact_48 AS TEXT),
                    ',"condition":',
                    words_3.said[19],
                    ',"clauses":["RET-06","RET-09","RET-10","PUB-04","CONS-02","A-64","PUB-08"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_49 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.projects","audience":"PEERS","roles":["ETWINNER"],"visible":',
                    CAST(facts_2.fact_3 AS TEXT),
                    ',"condition":',
                    words_3.said[2],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-01","PUB-04","CONS-02","A-64","PUB-08"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.projects","audience":"OWN_NSO","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_50 AS TEXT),
                    ',"condition":',
                    words_3.said[20],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64","PUB-08"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_51 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.projects","audience":"OWN_NSO_NEWSLETTER","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_52 AS TEXT),
                    ',"condition":',
                    words_3.said[21],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64","PUB-08"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_53 THEN '"NEWSLETTER_NATIONAL"' END,
                        CASE WHEN facts_2.fact_54 THEN '"PUBLIC_PROFILE"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.projects","audience":"OWN_NSO_SURVEY","roles":["NSO"],"visible":',
                    CAST(facts_2.fact_55 AS TEXT),
                    ',"condition":',
                    words_3.said[22],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-01","NAT-02","NAT-14","ACC-09","PUB-04","CONS-02","A-64","PUB-08"],"changedBy":',
                    CONCAT(
                      '[',
                      CONCAT_WS(
                        ',',
                        CASE WHEN facts_2.fact_56 THEN '"PUBLIC_PROFILE"' END,
                        CASE WHEN facts_2.fact_57 THEN '"SURVEY"' END
                      ),
                      ']'
                    ),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.projects","audience":"OWN_AUTHORITY","roles":["SCHOOL_AUTHORITY"],"visible":',
                    CAST(facts_2.fact_58 AS TEXT),
                    ',"condition":',
                    words_3.said[19],
                    ',"clauses":["RET-06","RET-09","RET-10","NAT-13","NAT-01","PUB-04","CONS-02","A-64","PUB-08"],"changedBy":',
                    CONCAT('[', CONCAT_WS(',', CASE WHEN facts_2.fact_59 THEN '"PUBLIC_PROFILE"' END), ']'),
                    '}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.projects","audience":"EU_STAFF","roles":["EACEA","COMMISSION","CSS","PROVIDER"],"visible":',
                    CAST(facts_2.fact_14 AS TEXT),
                    ',"condition":',
                    words_3.said[7],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64","PUB-08"],"changedBy":[]}'
                  ),
                  ',',
                  CONCAT(
                    '{"field":"User.projects","audience":"RIGHTS_STAFF","roles":["EACEA","CSS"],"visible":',
                    CAST(facts_2.fact_15 AS TEXT),
                    ',"condition":',
                    words_3.said[8],
                    ',"clauses":["RET-06","RET-09","RET-10","ACC-04","ACC-05","ACC-06","ACC-07","PUB-04","CONS-02","A-64","PUB-08","RIGHT-04","RET-08","A-19"],"changedBy":[]}'
                  ),
                  ']'
                )
              ) AS concat_1
            FROM (
              SELECT
                TRUE AS found,
                (
                  (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_1,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  FALSE IS TRUE
                ) AS fact_2,
                (
                  NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_3,
                (
                  NOT row_1.restricted
                  AND row_1.school_country = (
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
                  AND row_1.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  OR (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_4,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
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
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
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
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_5,
                (
                  (
                    row_1.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.school_country = (
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
                  AND row_1.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  OR (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_6,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_5.school_country
                      FROM users AS users_5
                      WHERE
                        users_5.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_7,
                (
                  (
                    (
                      row_1.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_6.school_country
                      FROM users AS users_6
                      WHERE
                        users_6.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_7.school_country
                      FROM users AS users_7
                      WHERE
                        users_7.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_8,
                (
                  (
                    row_1.survey @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.school_country = (
                    SELECT
                      users_8.school_country
                    FROM users AS users_8
                    WHERE
                      users_8.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_1.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  OR (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_9,
                (
                  (
                    (
                      row_1.survey @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_9.school_country
                      FROM users AS users_9
                      WHERE
                        users_9.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.survey @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_10.school_country
                      FROM users AS users_10
                      WHERE
                        users_10.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_10,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_11.school_country
                      FROM users AS users_11
                      WHERE
                        users_11.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_11,
                (
                  (
                    CAST(NULL AS TEXT) IS NULL
                    OR (
                      SELECT
                        schools_1.region
                      FROM schools AS schools_1
                      WHERE
                        schools_1.id = row_1.school_id
                    ) = CAST(NULL AS TEXT)
                  )
                  AND NOT row_1.restricted
                  AND row_1.school_country = (
                    SELECT
                      users_12.school_country
                    FROM users AS users_12
                    WHERE
                      users_12.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  OR (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_12,
                (
                  (
                    (
                      CAST(NULL AS TEXT) IS NULL
                      OR (
                        SELECT
                          schools_2.region
                        FROM schools AS schools_2
                        WHERE
                          schools_2.id = row_1.school_id
                      ) = CAST(NULL AS TEXT)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_13.school_country
                      FROM users AS users_13
                      WHERE
                        users_13.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
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
                          schools_3.id = row_1.school_id
                      ) = CAST(NULL AS TEXT)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_14.school_country
                      FROM users AS users_14
                      WHERE
                        users_14.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_13,
                (
                  NOT row_1.restricted
                  AND row_1.status IN ('GENERAL', 'PENDING', 'REFUSED', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_14,
                (
                  NOT (
                    row_1.status = 'ANONYMISED'
                    OR row_1.anonymised_at IS NOT NULL
                    AND row_1.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                  )
                ) IS TRUE AS fact_15,
                FALSE IS TRUE AS fact_16,
                FALSE IS TRUE AS fact_17,
                (
                  NOT row_1.restricted
                  AND row_1.school_country = (
                    SELECT
                      users_15.school_country
                    FROM users AS users_15
                    WHERE
                      users_15.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_1.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_18,
                (
                  (
                    row_1.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.school_country = (
                    SELECT
                      users_16.school_country
                    FROM users AS users_16
                    WHERE
                      users_16.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_1.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_19,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_17.school_country
                      FROM users AS users_17
                      WHERE
                        users_17.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  FALSE IS TRUE
                ) AS fact_20,
                (
                  (
                    row_1.survey @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.school_country = (
                    SELECT
                      users_18.school_country
                    FROM users AS users_18
                    WHERE
                      users_18.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_1.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_21,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_19.school_country
                      FROM users AS users_19
                      WHERE
                        users_19.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  FALSE IS TRUE
                ) AS fact_22,
                (
                  (
                    CAST(NULL AS TEXT) IS NULL
                    OR (
                      SELECT
                        schools_4.region
                      FROM schools AS schools_4
                      WHERE
                        schools_4.id = row_1.school_id
                    ) = CAST(NULL AS TEXT)
                  )
                  AND NOT row_1.restricted
                  AND row_1.school_country = (
                    SELECT
                      users_20.school_country
                    FROM users AS users_20
                    WHERE
                      users_20.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_23,
                (
                  (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  AND (
                    (
                      row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_1.ambassador
                    AND (
                      row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE AS fact_24,
                (
                  (
                    (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  FALSE IS TRUE
                ) AS fact_25,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    AND (
                      (
                        row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_1.ambassador
                      AND (
                        row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  FALSE IS TRUE
                ) AS fact_26,
                (
                  NOT row_1.restricted
                  AND row_1.school_country = (
                    SELECT
                      users_21.school_country
                    FROM users AS users_21
                    WHERE
                      users_21.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_1.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  OR (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  AND (
                    (
                      row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_1.ambassador
                    AND (
                      row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE AS fact_27,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_22.school_country
                      FROM users AS users_22
                      WHERE
                        users_22.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_23.school_country
                      FROM users AS users_23
                      WHERE
                        users_23.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_28,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_24.school_country
                      FROM users AS users_24
                      WHERE
                        users_24.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    AND (
                      (
                        row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_1.ambassador
                      AND (
                        row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_25.school_country
                      FROM users AS users_25
                      WHERE
                        users_25.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_29,
                (
                  (
                    row_1.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.school_country = (
                    SELECT
                      users_26.school_country
                    FROM users AS users_26
                    WHERE
                      users_26.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_1.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  OR (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  AND (
                    (
                      row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_1.ambassador
                    AND (
                      row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE AS fact_30,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_27.school_country
                      FROM users AS users_27
                      WHERE
                        users_27.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    AND (
                      (
                        row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_1.ambassador
                      AND (
                        row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    AND (
                      (
                        row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_1.ambassador
                      AND (
                        row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  ) IS TRUE
                ) AS fact_31,
                (
                  (
                    (
                      row_1.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_28.school_country
                      FROM users AS users_28
                      WHERE
                        users_28.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_29.school_country
                      FROM users AS users_29
                      WHERE
                        users_29.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_32,
                (
                  (
                    (
                      row_1.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_30.school_country
                      FROM users AS users_30
                      WHERE
                        users_30.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    AND (
                      (
                        row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_1.ambassador
                      AND (
                        row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_31.school_country
                      FROM users AS users_31
                      WHERE
                        users_31.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_33,
                (
                  (
                    row_1.survey @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.school_country = (
                    SELECT
                      users_32.school_country
                    FROM users AS users_32
                    WHERE
                      users_32.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_1.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  OR (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  AND (
                    (
                      row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_1.ambassador
                    AND (
                      row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE AS fact_34,
                (
                  (
                    (
                      row_1.survey @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_33.school_country
                      FROM users AS users_33
                      WHERE
                        users_33.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.survey @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_34.school_country
                      FROM users AS users_34
                      WHERE
                        users_34.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_35,
                (
                  (
                    (
                      row_1.survey @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_35.school_country
                      FROM users AS users_35
                      WHERE
                        users_35.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    AND (
                      (
                        row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_1.ambassador
                      AND (
                        row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.survey @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_36.school_country
                      FROM users AS users_36
                      WHERE
                        users_36.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_36,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_37.school_country
                      FROM users AS users_37
                      WHERE
                        users_37.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    AND (
                      (
                        row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_1.ambassador
                      AND (
                        row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    AND (
                      (
                        row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_1.ambassador
                      AND (
                        row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  ) IS TRUE
                ) AS fact_37,
                (
                  (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  AND (
                    (
                      row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                    )
                    OR row_1.ambassador
                    AND (
                      row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                    )
                  )
                ) IS TRUE AS fact_38,
                (
                  (
                    (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  FALSE IS TRUE
                ) AS fact_39,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    AND (
                      (
                        row_1.public_picture_esep @> CAST($1 AS TIMESTAMPTZ)
                      )
                      OR row_1.ambassador
                      AND (
                        row_1.public_picture @> CAST($1 AS TIMESTAMPTZ)
                      )
                    )
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  FALSE IS TRUE
                ) AS fact_40,
                (
                  (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_41,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  FALSE IS TRUE
                ) AS fact_42,
                FALSE IS TRUE AS fact_43,
                FALSE IS TRUE AS fact_44,
                FALSE IS TRUE AS fact_45,
                FALSE IS TRUE AS fact_46,
                (
                  NOT row_1.hide_contacts
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_47,
                (
                  (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_48,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  FALSE IS TRUE
                ) AS fact_49,
                (
                  NOT row_1.restricted
                  AND row_1.school_country = (
                    SELECT
                      users_38.school_country
                    FROM users AS users_38
                    WHERE
                      users_38.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_1.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  OR (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_50,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_39.school_country
                      FROM users AS users_39
                      WHERE
                        users_39.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_40.school_country
                      FROM users AS users_40
                      WHERE
                        users_40.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_51,
                (
                  (
                    row_1.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.school_country = (
                    SELECT
                      users_41.school_country
                    FROM users AS users_41
                    WHERE
                      users_41.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_1.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  OR (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_52,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_42.school_country
                      FROM users AS users_42
                      WHERE
                        users_42.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_53,
                (
                  (
                    (
                      row_1.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_43.school_country
                      FROM users AS users_43
                      WHERE
                        users_43.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.newsletter_national @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_44.school_country
                      FROM users AS users_44
                      WHERE
                        users_44.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_54,
                (
                  (
                    row_1.survey @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.school_country = (
                    SELECT
                      users_45.school_country
                    FROM users AS users_45
                    WHERE
                      users_45.id = CAST((
                        SELECT
                          viewer."user"
                        FROM viewer
                      ) AS UUID)
                  )
                  AND row_1.status IN ('PENDING', 'VALIDATED')
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  OR (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_55,
                (
                  (
                    (
                      row_1.survey @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_46.school_country
                      FROM users AS users_46
                      WHERE
                        users_46.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.survey @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_47.school_country
                      FROM users AS users_47
                      WHERE
                        users_47.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_56,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.school_country = (
                      SELECT
                        users_48.school_country
                      FROM users AS users_48
                      WHERE
                        users_48.id = CAST((
                          SELECT
                            viewer."user"
                          FROM viewer
                        ) AS UUID)
                    )
                    AND row_1.status IN ('PENDING', 'VALIDATED')
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                    OR (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  (
                    (
                      row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                    )
                    AND NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) AS fact_57,
                (
                  (
                    row_1.public_profile @> CAST($1 AS TIMESTAMPTZ)
                  )
                  AND NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                ) IS TRUE AS fact_58,
                (
                  (
                    NOT row_1.restricted
                    AND row_1.status = 'VALIDATED'
                    AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                  ) IS TRUE
                ) IS DISTINCT FROM (
                  FALSE IS TRUE
                ) AS fact_59
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
                  AND NOT (
                    row_1.status = 'ANONYMISED'
                    OR row_1.anonymised_at IS NOT NULL
                    AND row_1.anonymised_at <= CAST($1 AS TIMESTAMPTZ)
                  )
                  OR NOT row_1.restricted
                  AND row_1.status = 'VALIDATED'
                  AND CAST($1 AS TIMESTAMPTZ) < row_1.inactive_at
                )
              LIMIT ALL
              OFFSET 0
            ) AS facts_2, (
              SELECT
                CAST($3 AS TEXT[]) AS said
            ) AS words_3
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
