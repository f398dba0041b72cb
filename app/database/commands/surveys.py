"""Writes surveys and what people answer, under their name or not (NAT-10, DATA-29, CONS-04).

In: the connection of a command's transaction, checked values. Out: ids, or whether anything changed. What is answered
without a name goes one answer at a time into rows of their own, under ids that are random: nothing of them leads to the
person, to the other answers of the person, or to the time. To whom results are shown, and that answers go with
their consent, the database holds (revision 0031).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from app.database.vocabulary import ConsentPurpose

_OPEN = "INSERT INTO surveys (id, country, opened_at) VALUES (%s, %s, %s)"
_TITLE = "INSERT INTO survey_titles (id, survey_id, language, title) VALUES (%s, %s, %s, %s)"
_QUESTION = """
INSERT INTO survey_questions (id, survey_id, number, language, prompt, choices) VALUES (%s, %s, %s, %s, %s, %s)
"""
_CLOSE = "SELECT close_survey(%s, %s)"
_HOLD = "SELECT hold_survey(%s)"
# How many choices each question has; none, where it is answered in words.
_ASKED = "SELECT DISTINCT number, coalesce(cardinality(choices), 0) FROM survey_questions WHERE survey_id = %s"
_PARTICIPATE = """
INSERT INTO survey_participations (id, survey_id, user_id) VALUES (%s, %s, %s)
ON CONFLICT (survey_id, user_id) DO NOTHING
"""
_CONSENT = """
INSERT INTO consents (id, key, user_id, purpose, notice_version, language, given_at, given_channel, survey_id)
VALUES (%(id)s, %(key)s, %(user)s, %(purpose)s, %(notice)s, %(language)s, %(now)s, 'API', %(survey)s)
"""
_RESPONSE = """
INSERT INTO survey_responses (id, survey_id, user_id, consent_id, answered_on) VALUES (%s, %s, %s, %s, %s)
"""
_ANSWER = "INSERT INTO survey_answers (id, response_id, question, choice, text) VALUES (%s, %s, %s, %s, %s)"
_CAST = "SELECT cast_ballots(%s, %s)"
_HAS_CONSENTED = "SELECT FROM consents WHERE user_id = %s AND survey_id = %s LIMIT 1"
_WITHDRAW = "SELECT withdraw_survey_consent(%s, %s, %s)"

Connection = psycopg.AsyncConnection[Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one language."""

    number: int
    language: str
    prompt: str
    choices: Sequence[str] | None


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: the place of a choice, counted from one, or words."""

    question: int
    choice: int | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Known:
    """Who has answered, by what they have read: the name goes with the answers."""

    person: UUID
    notice: str
    language: str


async def open_survey(
    connection: Connection,
    survey: UUID,
    country: str | None,
    titles: Sequence[tuple[str, str]],
    questions: Sequence[Asked],
    now: datetime,
) -> None:
    """Write a survey down: titles by language, questions by number and language."""
    await connection.execute(_OPEN, [survey, country, now])
    async with connection.cursor() as cursor:
        await cursor.executemany(_TITLE, [(uuid4(), survey, language, title) for language, title in titles])
        rows = [
            (uuid4(), survey, one.number, one.language, one.prompt, None if one.choices is None else [*one.choices])
            for one in questions
        ]
        await cursor.executemany(_QUESTION, rows)


async def close_survey(connection: Connection, survey: UUID, now: datetime) -> bool:
    """Close a survey and write its results; False where it is closed already."""
    row = await (await connection.execute(_CLOSE, [survey, now])).fetchone()
    assert row is not None  # noqa: S101 - a function has an answer
    return bool(row[0])


async def keep_open(connection: Connection, survey: UUID) -> bool:
    """Let nobody close a survey until we have ended; False where it is closed already."""
    row = await (await connection.execute(_HOLD, [survey])).fetchone()
    return row is not None and bool(row[0])


async def read_asked(connection: Connection, survey: UUID) -> dict[int, int]:
    """How many choices each question of a survey has, by its number."""
    return dict(await (await connection.execute(_ASKED, [survey])).fetchall())


async def participate(connection: Connection, survey: UUID, person: UUID) -> bool:
    """Write down that a person has answered; False where they have before."""
    return (await connection.execute(_PARTICIPATE, [uuid4(), survey, person])).rowcount == 1


async def answer_by_name(
    connection: Connection, survey: UUID, known: Known, answers: Sequence[Answered], now: datetime
) -> tuple[UUID, UUID]:
    """Write a consent to one survey, and what its person has answered; the ids of the response and the consent."""
    response, consent = uuid4(), uuid4()
    values = {
        "id": consent,
        "key": f"given {consent}",
        "user": known.person,
        "purpose": ConsentPurpose.SURVEY.value,
        "notice": known.notice,
        "language": known.language,
        "now": now,
        "survey": survey,
    }
    await connection.execute(_CONSENT, values)
    await connection.execute(_RESPONSE, [response, survey, known.person, consent, now.astimezone(UTC).date()])
    async with connection.cursor() as cursor:
        rows = [(uuid4(), response, one.question, one.choice, one.text) for one in answers]
        await cursor.executemany(_ANSWER, rows)
    return response, consent


async def answer_by_nobody(connection: Connection, survey: UUID, answers: Sequence[Answered]) -> None:
    """Write what somebody has answered, without the person, without the time, each answer by itself."""
    said = [{"question": one.question, "choice": one.choice, "text": one.text} for one in answers]
    await connection.execute(_CAST, [survey, Jsonb(said)])


async def has_consented(connection: Connection, survey: UUID, person: UUID) -> bool:
    """Whether a person has ever consented to one survey."""
    return await (await connection.execute(_HAS_CONSENTED, [person, survey])).fetchone() is not None


async def withdraw_consent(connection: Connection, survey: UUID, person: UUID, now: datetime) -> tuple[UUID, ...]:
    """End a person's consent to one survey; which record that was. Their answers are deleted."""
    rows = await (await connection.execute(_WITHDRAW, [person, survey, now])).fetchall()
    return tuple(row[0] for row in rows)
