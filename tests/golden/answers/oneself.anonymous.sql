SELECT
  TRUE AS anon_1,
  (
    SELECT
      policy_generation.generation
    FROM policy_generation
  ) AS generation,
  CONVERT_TO(
    CONCAT(
      '{"me":',
      '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}',
      ',"school":',
      '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}',
      ',"project":',
      '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}',
      ',"other":',
      '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}',
      ',"personal":',
      '{"code":"NOT_EXPLAINED","rule":null,"rules":[]}',
      '}'
    ),
    'UTF8'
  ) AS convert_to_1
