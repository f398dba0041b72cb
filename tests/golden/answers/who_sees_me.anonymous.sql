SELECT
  TRUE AS anon_1,
  (
    SELECT
      policy_generation.generation
    FROM policy_generation
  ) AS generation,
  CONVERT_TO('{"role":"ANONYMOUS","visibleTo":[]}', 'UTF8') AS convert_to_1
