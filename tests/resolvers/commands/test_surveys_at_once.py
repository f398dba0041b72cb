"""Surveys while several act at once: an answer and the closing, consents that end and the closing, an import."""

from __future__ import annotations

import threading

import psycopg
import pytest

from app.transfer.merge import lock_tables
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands import surveying as ask
from tests.resolvers.commands.office import ANNA, Office, codes
from tests.resolvers.commands.surveying import ASKING, BAD, teacher


@pytest.fixture
def office(office: Office) -> Office:
    office.real.load(ask.peopled(office.real.now))
    return office


def test_an_answer_that_meets_the_closing_is_kept_or_refused(office: Office) -> None:
    survey = ask.opened(office)
    given = {"survey": survey, "answers": BAD, "consent": ask.CONSENT}
    asked = [(teacher(number), ask.SUBMIT, {"input": given}) for number in range(12)]
    asked.insert(4, (ASKING, ask.CLOSE, {"input": {"survey": survey}}))
    answers = office.send_at_once(asked)
    del answers[4]
    told = [codes(answer) for answer in answers]
    assert all(one in ([], ["CONFLICT"]) for one in told)
    assert len(ask.named(office, ASKING, survey)) == told.count([])
    assert office.rows("SELECT count(*) FROM survey_participations") == [(told.count([]),)]


def test_what_is_taken_back_while_the_survey_is_closed_is_gone_from_both(office: Office) -> None:
    survey = ask.opened(office)
    for number in range(12):
        assert codes(ask.submit(office, teacher(number), survey, BAD, named=True)) == []
    asked = [(teacher(number), ask.WITHDRAW, {"input": {"survey": survey}}) for number in range(12)]
    asked.insert(4, (ASKING, ask.CLOSE, {"input": {"survey": survey}}))
    assert [codes(answer) for answer in office.send_at_once(asked)] == [[]] * 13
    assert ask.named(office, ASKING, survey) == []
    kept = ("survey_responses", "survey_answers", "survey_ballots", "survey_results")
    assert [office.rows(f"SELECT count(*) FROM {name}") for name in kept] == [[(0,)]] * 4  # noqa: S608


@pytest.mark.parametrize("named", [True, False])
def test_of_who_answers_while_an_import_anonymises_them_nothing_stays(office: Office, *, named: bool) -> None:
    survey, owner = ask.opened(office), office.real.owner
    with psycopg.connect(owner.info.dsn, password=owner.info.password) as other:
        lock_tables(other)
        other.execute("UPDATE users SET status = 'ANONYMISED' WHERE id = %s", [public_id("user", "anna")])
        ending = threading.Timer(0.6, other.commit)
        ending.start()
        assert codes(ask.submit(office, ANNA, survey, named=named)) != []
        ending.join()
    written = ("survey_participations", "survey_responses", "survey_answers", "survey_ballots")
    assert [office.rows(f"SELECT count(*) FROM {name}") for name in written] == [[(0,)]] * 4  # noqa: S608
