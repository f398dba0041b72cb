"""Answers without a name, in the functions of revision 0031: how they come in, and how they become results.

In: nothing. Out: SQL. Of a ballot nothing is kept but what it says: no person, no time, no place among others
(docs/decisions/0085).
"""

from __future__ import annotations

# Which transaction wrote a row, and where it lies, would say whose it is: a thousand others are written anew with it.
CAST = """
CREATE FUNCTION cast_ballots(about uuid, said jsonb) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $function$
BEGIN
    PERFORM FROM surveys WHERE id = about AND open FOR SHARE;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('ballots of ' || about, 0));
    WITH moved AS (
        DELETE FROM survey_ballots WHERE id IN (
            SELECT id FROM survey_ballots WHERE survey_id = about ORDER BY random() LIMIT 1000)
        RETURNING question, choice, text)
    INSERT INTO survey_ballots (id, survey_id, question, choice, text)
    SELECT gen_random_uuid(), about, question, choice, text
      FROM (SELECT * FROM moved UNION ALL
            SELECT * FROM jsonb_to_recordset(said) AS one(question integer, choice integer, text text)) AS every
     ORDER BY random();
    RETURN true;
END
$function$
"""

# Results are new rows in the order of new ids: nothing of a ballot but what it says is in them.
CLOSE = """
CREATE FUNCTION close_survey(closing uuid, moment timestamptz) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp AS $function$
DECLARE
    fewest CONSTANT integer := 10;
BEGIN
    UPDATE surveys SET open = false, closed_at = moment WHERE id = closing AND open;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    INSERT INTO survey_results (id, survey_id, question, choice, text, answers)
    SELECT gen_random_uuid() AS id, closing, question, choice, text, count(*)
      FROM survey_ballots
     WHERE survey_id = closing
       AND question IN (SELECT question FROM survey_ballots WHERE survey_id = closing
                         GROUP BY question HAVING count(*) >= fewest)
     GROUP BY question, choice, text
     ORDER BY id;
    DELETE FROM survey_ballots WHERE survey_id = closing;
    RETURN true;
END
$function$
"""
