SELECT
  TRUE AS anon_1,
  (
    SELECT
      policy_generation.generation
    FROM policy_generation
  ) AS generation,
  CONVERT_TO(
    CONCAT(
      '{"role":"ANONYMOUS","purpose":null,"country":',
      COALESCE(CAST(TO_JSON(CAST(CAST(NULL AS TEXT) AS TEXT)) AS TEXT), 'null'),
      ',"policyVersion":"esep-nb","user":null}'
    ),
    'UTF8'
  ) AS convert_to_1
