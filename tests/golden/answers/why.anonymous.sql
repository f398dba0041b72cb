SELECT
  TRUE AS anon_1,
  (
    SELECT
      policy_generation.generation
    FROM policy_generation
  ) AS generation,
  CONVERT_TO(
    CONCAT(
      '{"role":"ANONYMOUS","user":null,"explain":',
      '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}',
      '}'
    ),
    'UTF8'
  ) AS convert_to_1
