"""Commands about surveys: ask, close, answer under one's name or without it, take that back (CONS-04, DATA-29).

Who answers says themselves whether their name goes with it, by a consent to that one survey. Without a consent the
answers are written apart from the fact that the person has answered. Who asks reads nothing before the survey is
closed, so what is taken back before then they have not seen (docs/decisions/0085).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from app.authz.facts import Survey, Viewer
from app.authz.picking import load_user
from app.authz.picking_surveys import load_survey
from app.database.commands import surveys
from app.database.commands.surveys import Answered, Asked, Known
from app.errors import BadInput, Conflict
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.input import identifier
from app.resolvers.commands.registration_input import in_nfc
from app.resolvers.commands.survey_input import problems_of_answers, problems_of_survey

KIND = "Survey"


async def open_survey(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Ask the eTwinners of the viewer's country; of all countries where the viewer acts for none."""
    transaction.require_role("ask", KIND)
    said: Mapping[str, Any] = in_nfc({name: given[name] for name in ("titles", "questions")})
    if problems := problems_of_survey(said):
        raise InputRefused(*problems)
    survey = Survey(uuid4(), viewer.country, open=True)
    transaction.require_action(viewer, "ask", KIND, survey)
    titles = [(one["language"], one["title"]) for one in said["titles"]]
    questions = [
        Asked(number, one["language"], one["prompt"], one.get("choices"))
        for number, question in enumerate(said["questions"], start=1)
        for one in question["prompts"]
    ]
    await surveys.open_survey(transaction.connection, survey.id, survey.country, titles, questions, now)
    return Outcome({"survey": survey.id}, changes={"open": (None, True)})


async def close_survey(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Nobody answers any more, and what was answered is read. One that is closed already stays so."""
    transaction.require_role("end", KIND)
    survey = await _seen(transaction, viewer, given)
    transaction.require_action(viewer, "end", KIND, survey)
    changed = await surveys.close_survey(transaction.connection, survey.id, now)
    return Outcome({"survey": survey.id}, changed=changed, changes={"open": (True, False)})


async def submit_survey(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Answer a survey once: under one's name with a consent, else as nobody in particular."""
    transaction.require_role("submit", KIND)
    assert viewer.user is not None  # noqa: S101 - these commands admit no strangers
    survey = await _seen(transaction, viewer, given)
    transaction.require_action(viewer, "submit", KIND, survey)
    connection, consent = transaction.connection, given.get("consent")
    said = in_nfc(given["answers"])
    problems = problems_of_answers(said, await surveys.read_asked(connection, survey.id))
    if problems := [*problems, *_problems_of_consent(transaction, consent)]:
        raise InputRefused(*problems)
    if not await surveys.keep_open(connection, survey.id):
        raise Conflict("This survey is closed.")
    if not await surveys.participate(connection, survey.id, viewer.user):
        raise Conflict("You have answered this survey.", hint="See `answeredSurveys`.")
    answers = [Answered(one["question"], one.get("choice"), one.get("text")) for one in said]
    if consent is None:
        await surveys.answer_by_nobody(connection, survey.id, answers)
        return Outcome({"survey": survey.id})
    known = Known(viewer.user, consent["noticeVersion"], consent["language"])
    response, record = await surveys.answer_by_name(connection, survey.id, known, answers, now)
    return Outcome({"survey": survey.id, "response": response}, (record,))


def answers_of_nobody(given: Input) -> frozenset[str]:
    """Answers without a name leave no hash: the record of the request leads to the person."""
    return frozenset({"answers"}) if given.get("consent") is None else frozenset()


async def withdraw_survey_consent(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Take back what one has answered by name. Who has consented may, also where the survey is hidden by now."""
    transaction.require_role("withdraw", "User")
    assert viewer.user is not None  # noqa: S101 - these commands admit no strangers
    connection = transaction.connection
    oneself = await load_user(connection, viewer.user, now)
    transaction.require_action(viewer, "withdraw", "User", oneself)
    named = identifier(given["survey"])
    if not await surveys.has_consented(connection, named, viewer.user):
        named = (await _seen(transaction, viewer, given)).id
    ended: tuple[UUID, ...] = await surveys.withdraw_consent(connection, named, viewer.user, now)
    return Outcome({"survey": named}, ended, changed=bool(ended))


async def _seen(transaction: Transaction, viewer: Viewer, given: Input) -> Survey:
    """The survey of an input, which the viewer sees."""
    found = await load_survey(transaction.connection, identifier(given["survey"]))
    transaction.require_sight(viewer, KIND, found, "survey")
    assert found is not None  # noqa: S101 - an absent one was refused
    return found


def _problems_of_consent(transaction: Transaction, consent: Mapping[str, Any] | None) -> list[BadInput]:
    if consent is None or consent["noticeVersion"] == (in_force := transaction.policy.version):
        return []
    hint = f"Show the notice in force, `{in_force}`, and ask the person again."
    return [BadInput("This is not the notice in force.", hint=hint, field="consent.noticeVersion")]
