"""Writes the surveys of a world as commands leave them: no file brings any.

In: a connection of the owner, a world. Out: surveys, responses with their consents and answers, and results.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import psycopg

from tests.conformance.worlds.world import World, public_id

_SURVEY = "INSERT INTO surveys (id, country, open, opened_at, closed_at) VALUES (%s, %s, %s, %s, %s)"
_TITLE = "INSERT INTO survey_titles (id, survey_id, language, title) VALUES (gen_random_uuid(), %s, 'en', %s)"
_PARTICIPATION = "INSERT INTO survey_participations (id, survey_id, user_id) VALUES (gen_random_uuid(), %s, %s)"
_CONSENT = """
INSERT INTO consents (id, key, user_id, purpose, notice_version, language, given_at, given_channel, survey_id)
VALUES (%s, %s, %s, 'SURVEY', 'esep-nb', 'en', %s, 'API', %s)
"""
_RESPONSE = """
INSERT INTO survey_responses (id, survey_id, user_id, consent_id, answered_on) VALUES (%s, %s, %s, %s, %s)
"""
_ANSWER = "INSERT INTO survey_answers (id, response_id, question, text) VALUES (gen_random_uuid(), %s, 1, %s)"
_RESULT = "INSERT INTO survey_results (id, survey_id, question, text, answers) VALUES (%s, %s, 1, %s, %s)"


def bring_surveys(owner: psycopg.Connection[Any], world: World) -> None:
    """Write all of them."""
    before = world.now - timedelta(days=1)
    for one in world.of("survey"):
        survey = public_id("survey", one["key"])
        closed = None if one["open"] else before
        owner.execute(_SURVEY, [survey, one["country"], one["open"], before - timedelta(days=30), closed])
        owner.execute(_TITLE, [survey, one["key"]])
    for one in world.of("response"):
        survey, person = public_id("survey", one["survey"]), public_id("user", one["user"])
        response, consent = public_id("response", one["key"]), public_id("given", one["key"])
        owner.execute(_PARTICIPATION, [survey, person])
        owner.execute(_CONSENT, [consent, f"given {one['key']}", person, before, survey])
        owner.execute(_RESPONSE, [response, survey, person, consent, before.date()])
        owner.execute(_ANSWER, [response, one["text"]])
    for one in world.of("result"):
        survey = public_id("survey", one["survey"])
        owner.execute(_RESULT, [public_id("result", one["key"]), survey, one["text"], one["answers"]])
