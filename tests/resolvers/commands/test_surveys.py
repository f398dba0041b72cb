"""Surveys: who asks and answers, what has a name only by a consent, and what is read when one is closed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands import surveying as ask
from tests.resolvers.commands.consenting import withdraw as withdraw_consent
from tests.resolvers.commands.office import ANNA, EACEA, NSO, PUBLIC, Office, codes
from tests.resolvers.commands.surveying import ASKED, ASKING, BAD, CSS, GOOD, LIGA, NEIGHBOUR, PROVIDER, teacher

BERT = Asker("ETWINNER", None, "bert")
UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"
TABLES = ("survey_participations", "survey_responses", "survey_answers", "survey_ballots", "survey_results")


@pytest.fixture
def office(office: Office) -> Office:
    office.real.load(ask.peopled(office.real.now))
    return office


def answered(office: Office, asker: Asker, survey: str, answers: Any = GOOD, *, named: bool = False) -> Any:
    """The payload of an answer that was taken."""
    sent = ask.submit(office, asker, survey, answers, named=named)
    assert codes(sent) == [], sent
    return sent["data"]["submitSurvey"]


def test_an_organisation_asks_its_own_country(office: Office) -> None:
    survey = ask.opened(office)
    read = ask.seen(office, ANNA, survey)
    assert (read["country"], read["open"]) == ("EE", True)
    assert [one["title"] for one in read["titles"]] == ["Your year", "Teie aasta"]
    assert [(one["number"], one["language"], one["choices"]) for one in read["questions"]] == [
        (1, "en", ["Good", "Bad"]),
        (1, "et", ["Hästi", "Halvasti"]),
        (2, "en", None),
        (2, "et", None),
    ]
    everybody = (ANNA, ASKING, NSO, EACEA, CSS, PROVIDER, LIGA, NEIGHBOUR, PUBLIC, Asker("GENERAL_USER", None, "anna"))
    assert [one for one in everybody if ask.seen(office, one, survey)] == [ANNA, ASKING, NSO, EACEA, CSS, PROVIDER]


def test_the_agency_asks_everybody(office: Office) -> None:
    survey = ask.opened(office, EACEA)
    assert all(ask.seen(office, one, survey)["country"] is None for one in (ANNA, LIGA, ASKING, NEIGHBOUR))
    assert codes(ask.submit(office, LIGA, survey)) == []
    assert codes(ask.close(office, survey)) == ["FORBIDDEN"]  # an organisation sees it, and has not asked


@pytest.mark.parametrize("asker", [NSO, CSS, PROVIDER, ask.COMMISSION, ANNA])
def test_nobody_else_asks(office: Office, asker: Asker) -> None:
    assert codes(office.send(asker, ask.OPEN, input=ASKED)) == ["FORBIDDEN"]
    assert office.rows("SELECT count(*) FROM surveys") == [(0,)]


def test_what_is_answered_with_a_consent_has_a_name_when_the_survey_is_closed(office: Office) -> None:
    survey = ask.opened(office)
    assert answered(office, ANNA, survey, named=True)["response"]["answers"] == [
        {"question": 1, "choice": 1, "text": None},
        {"question": 2, "choice": None, "text": "The rivers"},
    ]
    readers, others = (ASKING, EACEA, ask.COMMISSION, CSS), (NSO, PROVIDER, NEIGHBOUR, BERT)
    assert [ask.named(office, one, survey) for one in (*readers, *others)] == [[]] * 8
    assert codes(ask.close(office, survey)) == []
    (name,) = ask.named(office, ANNA, survey)
    assert [ask.named(office, one, survey) for one in (*readers, *others)] == [[name]] * 4 + [[]] * 4


def test_a_profile_is_shown_for_surveys_only_to_whom_it_was_before(office: Office) -> None:
    """A consent to one survey shows the name with the answers, and not the person to a purpose."""
    survey = ask.opened(office)
    answered(office, ANNA, survey, named=True)
    ask.close(office, survey)
    (read,) = ask.seen(office, ASKING, survey)["responses"]["nodes"]
    assert read["user"] is None
    look = office.send(ASKING, "query ($id: ID!) { node(id: $id) { id } }", id=public_id("user", "anna"))
    assert look["data"]["node"] is None
    (read,) = ask.seen(office, EACEA, survey)["responses"]["nodes"]
    assert read["user"] == {"id": public_id("user", "anna")}


def test_nothing_leads_from_answers_without_a_consent_to_anybody(office: Office) -> None:
    survey = ask.opened(office)
    before = office.rows("SELECT count(*) FROM audit_log")[0][0]
    assert answered(office, ANNA, survey)["response"] is None
    assert office.rows("SELECT survey_id::text, question, choice, text FROM survey_ballots ORDER BY question") == [
        (survey, 1, 1, None),
        (survey, 2, None, "The rivers"),
    ]
    columns = office.rows(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'survey_ballots' ORDER BY 1"
    )
    assert [name for (name,) in columns] == ["choice", "id", "question", "survey_id", "text"]
    ballots = {one for (one,) in office.rows("SELECT id::text FROM survey_ballots")}
    kept = office.rows("SELECT objects::text[], changes::text FROM audit_log OFFSET %s", before)
    assert kept == [([survey], "{}")]
    columns = office.rows(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'survey_participations' ORDER BY 1"
    )
    assert [name for (name,) in columns] == ["id", "survey_id", "user_id"]
    assert not ballots & {one for (one,) in office.rows("SELECT id::text FROM survey_participations")}
    assert office.rows("SELECT count(*) FROM survey_responses") == [(0,)]
    assert office.rows("SELECT count(*) FROM consents WHERE survey_id IS NOT NULL") == [(0,)]


def test_results_are_read_where_ten_have_answered_and_by_who_asked(office: Office) -> None:
    survey = ask.opened(office)
    for number in range(9):
        answered(office, teacher(number), survey, [*BAD, {"question": 2, "text": f"Because {number}"}])
    answered(office, teacher(9), survey, [{"question": 1, "choice": 1}])
    staff = (ASKING, EACEA, ask.COMMISSION, CSS)
    assert [ask.counted(office, one, survey) for one in staff] == [{}] * 4
    ask.close(office, survey)
    # Ten have answered the first question, nine the second.
    assert [ask.counted(office, one, survey) for one in staff] == [{(1, 1): 1, (1, 2): 9}] * 4
    others = (NSO, PROVIDER, NEIGHBOUR, ANNA, teacher(1))
    assert [ask.counted(office, one, survey) for one in others] == [{}] * len(others)
    assert office.rows("SELECT count(*) FROM survey_ballots") == [(0,)]


def test_what_is_taken_back_is_gone_at_once(office: Office) -> None:
    survey = ask.opened(office)
    answered(office, ANNA, survey, named=True)
    assert codes(ask.withdraw(office, ANNA, survey)) == []
    assert office.rows("SELECT count(*) FROM survey_responses") == [(0,)]
    answered(office, BERT, survey, named=True)
    ask.close(office, survey)
    assert len(ask.named(office, ASKING, survey)) == 1
    assert codes(ask.withdraw(office, BERT, survey)) == []
    assert [ask.named(office, one, survey) for one in (ASKING, EACEA, BERT)] == [[]] * 3
    assert [office.rows(f"SELECT count(*) FROM {name}") for name in TABLES[1:]] == [[(0,)]] * 4  # noqa: S608


@pytest.mark.parametrize("how", ["this survey", "all surveys"])
def test_words_under_a_name_are_no_result_when_the_consent_has_ended(office: Office, how: str) -> None:
    survey = ask.opened(office)
    answered(office, ANNA, survey, [*BAD, {"question": 2, "text": "I, First anna Last anna, was ill"}], named=True)
    ended = ask.withdraw(office, ANNA, survey) if how == "this survey" else withdraw_consent(office, ANNA, "SURVEY")
    assert codes(ended) == []
    for number in range(10):
        answered(office, teacher(number), survey, GOOD)
    ask.close(office, survey)
    for asker in (ASKING, EACEA, CSS):
        assert ask.counted(office, asker, survey) == {(1, 1): 10, (2, "The rivers"): 10}


def test_a_consent_to_surveys_that_is_withdrawn_takes_every_name_off(office: Office) -> None:
    survey = ask.opened(office)
    answered(office, ANNA, survey, named=True)
    ask.close(office, survey)
    assert codes(withdraw_consent(office, ANNA, "SURVEY")) == []
    assert ask.named(office, ASKING, survey) == []


def test_the_history_of_the_consent_stays(office: Office) -> None:
    survey = ask.opened(office)
    answered(office, ANNA, survey, named=True)
    ask.withdraw(office, ANNA, survey)
    ask.withdraw(office, ANNA, survey)
    own = office.send(ANNA, "{ viewer { user { consents { purpose survey language withdrawnAt receipt } } } }")
    (consent,) = own["data"]["viewer"]["user"]["consents"]
    assert (consent["purpose"], consent["survey"], consent["language"]) == ("SURVEY", survey, "et")
    assert (consent["withdrawnAt"] is None, consent["receipt"]["survey"]) == (False, survey)
    assert [entry[3] for entry in office.audit()] == ["openSurvey", "submitSurvey", "withdrawSurveyConsent"]


def test_consents_tell_nobody_else_who_has_answered_by_name(office: Office) -> None:
    survey = ask.opened(office)
    listed = "{ users(first: 50) { totalCount nodes { id consents { purpose survey givenAt withdrawnAt } } } }"
    staff = (EACEA, CSS, PROVIDER, ask.COMMISSION, ASKING, Asker("CSS", "RIGHTS_REQUEST", "css"))
    before = [office.send(one, listed) for one in staff]
    assert all(answer["data"]["users"]["totalCount"] for answer in (before[0], before[2], before[-1]))
    answered(office, ANNA, survey, named=True)
    assert [office.send(one, listed) for one in staff] == before
    ask.withdraw(office, ANNA, survey)
    assert [office.send(one, listed) for one in staff] == before


def test_nobody_answers_twice_with_or_without_a_name(office: Office) -> None:
    survey = ask.opened(office)
    for first, second in ((False, True), (True, False)):
        asker = ANNA if first else BERT
        assert codes(ask.submit(office, asker, survey, named=first)) == []
        assert codes(ask.submit(office, asker, survey, named=second)) == ["CONFLICT"]
    ask.withdraw(office, ANNA, survey)
    assert codes(ask.submit(office, ANNA, survey)) == ["CONFLICT"]
    at_once = [(teacher(1), ask.SUBMIT, {"input": {"survey": survey, "answers": GOOD}})] * 8
    assert sorted(code for answer in office.send_at_once(at_once) for code in codes(answer)) == ["CONFLICT"] * 7


def test_who_has_answered_reads_that_and_what_has_their_name(office: Office) -> None:
    first, second = ask.opened(office), ask.opened(office)
    answered(office, ANNA, first, named=True)
    answered(office, ANNA, second)
    for asker in (ANNA, Asker("GENERAL_USER", None, "anna")):
        own = office.send(asker, ask.OWN)["data"]["viewer"]
        (response,) = own["surveyResponses"]["nodes"]
        assert [one["question"] for one in response["answers"]] == [1, 2]
        assert own["surveyResponses"]["totalCount"] == 1
        found = {one["id"] for one in own["answeredSurveys"]["nodes"]}
        assert found == ({first, second} if asker is ANNA else set())
    empty = {"totalCount": 0, "nodes": []}
    for asker in (BERT, PUBLIC):
        assert office.send(asker, ask.OWN)["data"]["viewer"] == {"surveyResponses": empty, "answeredSurveys": empty}


def test_a_closed_survey_is_answered_no_more_and_stays_closed(office: Office) -> None:
    survey = ask.opened(office)
    ask.close(office, survey)
    assert codes(ask.submit(office, ANNA, survey)) == ["CONFLICT"]
    assert codes(ask.close(office, survey)) == []
    assert [entry[3] for entry in office.audit()] == ["openSurvey", "closeSurvey"]
    assert office.changes() == [{"open": [None, True]}, {"open": [True, False]}]
    assert [office.rows(f"SELECT count(*) FROM {name}") for name in TABLES] == [[(0,)]] * 5  # noqa: S608


def test_a_survey_of_another_country_is_an_unknown_one(office: Office) -> None:
    survey = ask.opened(office)
    hidden = [ask.submit(office, LIGA, one) for one in (survey, UNKNOWN, "x")]
    assert hidden == [hidden[0]] * 3
    assert codes(hidden[0]) == ["NOT_FOUND"]
    hidden = [ask.close(office, one, NEIGHBOUR) for one in (survey, UNKNOWN)]
    assert hidden[0] == hidden[1]
    assert codes(hidden[0]) == ["NOT_FOUND"]
    hidden = [ask.withdraw(office, LIGA, one) for one in (survey, UNKNOWN)]
    assert hidden[0] == hidden[1]


def test_who_has_moved_reads_and_withdraws_what_they_answered(office: Office) -> None:
    survey = ask.opened(office)
    answered(office, ANNA, survey, named=True)
    ask.close(office, survey)
    riga = public_id("school", "riga")
    office.rows("UPDATE users SET school_id = %s, school_country = 'LV' WHERE key = 'anna' RETURNING id", riga)
    assert ask.named(office, ASKING, survey) == []  # of the own country only
    own = office.send(ANNA, ask.OWN)["data"]["viewer"]["surveyResponses"]["nodes"]
    assert [(one["survey"], len(one["answers"])) for one in own] == [(None, 2)]
    assert codes(ask.withdraw(office, ANNA, survey)) == []
    assert office.rows("SELECT count(*) FROM survey_responses") == [(0,)]


@pytest.mark.parametrize("change", ["restricted = true", "status = 'DEACTIVATED'", "last_login_at = '2020-01-01'"])
def test_who_is_hidden_is_named_to_nobody_but_those_who_handle_rights(office: Office, change: str) -> None:
    survey = ask.opened(office)
    answered(office, ANNA, survey, named=True)
    ask.close(office, survey)
    office.rows(f"UPDATE users SET {change} WHERE key = 'anna' RETURNING id")  # noqa: S608
    rights = Asker("CSS", "RIGHTS_REQUEST", "css")
    readers = (ASKING, EACEA, CSS, ask.COMMISSION)
    assert [ask.named(office, one, survey) for one in readers] == [[]] * 4
    found = ask.named(office, rights, survey)
    assert len(found) == (0 if "last_login" in change else 1)  # after three years there is nobody


def test_of_an_anonymised_account_nothing_stays(office: Office) -> None:
    survey = ask.opened(office)
    answered(office, ANNA, survey, named=True)
    office.rows("UPDATE users SET status = 'ANONYMISED' WHERE key = 'anna' RETURNING id")
    assert [office.rows(f"SELECT count(*) FROM {name}") for name in TABLES] == [[(0,)]] * 5  # noqa: S608


def test_who_reads_names_of_others_is_on_record(office: Office) -> None:
    survey = ask.opened(office)
    answered(office, ANNA, survey, named=True)
    ask.close(office, survey)
    office.rows("DELETE FROM access_log RETURNING id")
    ask.seen(office, ASKING, survey)
    (found,) = office.rows("SELECT subjects::text[], coordinates FROM access_log")
    assert found[0] == [public_id("user", "anna")]
    assert {"SurveyResponse.respondent", "SurveyResponse.answers"} <= set(found[1])
    # Oneself is nobody else's, and results are about nobody.
    office.rows("DELETE FROM access_log RETURNING id")
    ask.seen(office, ANNA, survey)
    office.send(ASKING, "{ surveys { nodes { id results { nodes { text } } } } }")
    assert office.rows("SELECT count(*) FROM access_log") == [(0,)]


def test_a_key_keeps_nothing_of_answers_without_a_name(office: Office) -> None:
    survey = ask.opened(office)
    for asker, answers in ((ANNA, GOOD), (BERT, BAD), (ANNA, BAD)):
        given = {"survey": survey, "answers": answers, "idempotencyKey": "k"}
        assert codes(office.send(asker, ask.SUBMIT, input=given)) == []
    assert office.rows("SELECT count(DISTINCT body), count(*) FROM command_outcomes") == [(1, 2)]
    assert office.rows("SELECT choice FROM survey_ballots WHERE question = 1 ORDER BY 1") == [(1,), (2,)]


def test_the_same_key_is_one_answer(office: Office) -> None:
    survey = ask.opened(office)
    given = {"survey": survey, "answers": GOOD, "consent": ask.CONSENT, "idempotencyKey": "k"}
    one, other = (office.send(ANNA, ask.SUBMIT, input=given) for _ in range(2))
    assert one == other
    assert codes(one) == []
