"""What the database holds of surveys: periods, answers that end with their consent, results, anonymised accounts."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.database.rows import consent, day, record, user

Connection = psycopg.Connection[Any]


@pytest.fixture
def survey(owner: Connection) -> UUID:
    identifier = uuid4()
    record(owner, "surveys", id=identifier, country="EE", opened_at=day(1))
    return identifier


def response(owner: Connection, person: UUID, survey: UUID, **values: object) -> tuple[UUID, UUID]:
    """A response of two answers, and its consent."""
    given = consent(owner, person, purpose="SURVEY", survey_id=survey, **values)
    identifier = uuid4()
    record(
        owner, "survey_responses", id=identifier, survey_id=survey, user_id=person, consent_id=given,
        answered_on=day(2).date(),
    )  # fmt: skip
    for question in (1, 2):
        record(owner, "survey_answers", id=uuid4(), response_id=identifier, question=question, choice=question)
    return identifier, given


def count(owner: Connection, table: str) -> int:
    found = owner.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    assert found is not None
    return int(found[0])


def ballots(owner: Connection, survey: UUID, question: int, number: int) -> None:
    for _ in range(number):
        record(owner, "survey_ballots", id=uuid4(), survey_id=survey, question=question, choice=number % 2 + 1)


def test_a_consent_to_one_survey_is_none_to_be_invited(owner: Connection, survey: UUID) -> None:
    person = user(owner)
    response(owner, person, survey)
    assert owner.execute("SELECT isempty(survey) FROM users WHERE id = %s", [person]).fetchone() == (True,)
    consent(owner, person, purpose="SURVEY")
    assert owner.execute("SELECT isempty(survey) FROM users WHERE id = %s", [person]).fetchone() == (False,)
    kept = owner.execute("SELECT survey FROM consent_periods WHERE user_id = %s", [person]).fetchone()
    assert kept == owner.execute("SELECT survey FROM users WHERE id = %s", [person]).fetchone()


def test_whatever_ends_the_consent_deletes_what_was_answered(owner: Connection, survey: UUID) -> None:
    first, second = user(owner), user(owner)
    response(owner, first, survey)
    _, given = response(owner, second, survey)
    owner.execute("SELECT withdraw_survey_consent(%s, %s, %s)", [first, survey, day(9)])
    owner.execute("UPDATE consents SET withdrawn_at = %s WHERE id = %s", [day(9), given])
    assert (count(owner, "survey_responses"), count(owner, "survey_answers")) == (0, 0)
    assert count(owner, "survey_ballots") == 0


def test_the_consent_of_one_survey_ends_no_other(owner: Connection, survey: UUID) -> None:
    person, other = user(owner), uuid4()
    record(owner, "surveys", id=other, opened_at=day(1))
    response(owner, person, survey)
    response(owner, person, other)
    assert owner.execute("SELECT withdraw_survey_consent(%s, %s, %s)", [person, other, day(9)]).rowcount == 1
    assert owner.execute("SELECT survey_id FROM survey_responses").fetchall() == [(survey,)]


def test_of_a_closed_survey_the_answers_are_deleted(owner: Connection, survey: UUID) -> None:
    person = user(owner)
    response(owner, person, survey)
    ballots(owner, survey, 1, 10)
    owner.execute("SELECT close_survey(%s, %s)", [survey, day(8)])
    before = owner.execute("SELECT id, answers FROM survey_results").fetchall()
    owner.execute("SELECT withdraw_survey_consent(%s, %s, %s)", [person, survey, day(9)])
    assert (count(owner, "survey_answers"), count(owner, "survey_ballots")) == (0, 0)
    assert owner.execute("SELECT id, answers FROM survey_results").fetchall() == before


def test_ten_answers_to_a_question_are_results_and_nine_are_nothing(owner: Connection, survey: UUID) -> None:
    ballots(owner, survey, 1, 9)
    ballots(owner, survey, 2, 10)
    ballots(owner, survey, 3, 11)
    assert owner.execute("SELECT close_survey(%s, %s)", [survey, day(8)]).fetchone() == (True,)
    found = owner.execute("SELECT question, choice, answers FROM survey_results ORDER BY 1").fetchall()
    assert found == [(2, 1, 10), (3, 2, 11)]
    assert count(owner, "survey_ballots") == 0
    assert owner.execute("SELECT close_survey(%s, %s)", [survey, day(9)]).fetchone() == (False,)
    assert owner.execute("SELECT open, closed_at FROM surveys").fetchall() == [(False, day(8))]


def test_no_transaction_and_no_place_says_whose_a_ballot_is(owner: Connection, survey: UUID) -> None:
    cast = "SELECT cast_ballots(%s, jsonb_build_array(jsonb_build_object('question', %s::int, 'choice', 1)))"
    for number in range(1, 21):
        with owner.transaction():
            assert owner.execute(cast, [survey, number]).fetchone() == (True,)
    assert owner.execute("SELECT count(DISTINCT xmin::text), count(*) FROM survey_ballots").fetchone() == (1, 20)
    places = [number for (number,) in owner.execute("SELECT question FROM survey_ballots ORDER BY ctid").fetchall()]
    assert sorted(places) == [*range(1, 21)] != places


def test_no_ballot_comes_into_a_closed_survey(owner: Connection, survey: UUID) -> None:
    owner.execute("SELECT close_survey(%s, %s)", [survey, day(8)])
    cast = owner.execute('SELECT cast_ballots(%s, \'[{"question": 1, "choice": 1}]\')', [survey])
    assert cast.fetchone() == (False,)
    assert count(owner, "survey_ballots") == 0


def test_a_survey_of_a_consent_is_never_changed(owner: Connection, survey: UUID) -> None:
    _, given = response(owner, user(owner), survey, given_channel="API")
    with pytest.raises(psycopg.Error) as refused:
        owner.execute("UPDATE consents SET survey_id = NULL WHERE id = %s", [given])
    assert refused.value.sqlstate == "TG005"


def test_of_an_anonymised_account_nothing_stays(owner: Connection, survey: UUID) -> None:
    person, other = user(owner), user(owner)
    for one in (person, other):
        response(owner, one, survey)
        record(owner, "survey_participations", id=uuid4(), survey_id=survey, user_id=one)
    owner.execute("UPDATE users SET status = 'ANONYMISED' WHERE id = %s", [person])
    for table in ("survey_participations", "survey_responses"):
        assert owner.execute(f"SELECT user_id FROM {table}").fetchall() == [(other,)]  # noqa: S608
    assert count(owner, "survey_answers") == 2
