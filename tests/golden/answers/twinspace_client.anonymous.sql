SELECT
  TRUE AS anon_1,
  CONVERT_TO('{"role":"ANONYMOUS","user":null}', 'UTF8') AS convert_to_1
