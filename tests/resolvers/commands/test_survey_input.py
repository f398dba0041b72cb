"""What is asked in a survey and what is answered is checked: what is wrong is named, and nothing is kept of it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.resolvers.commands import surveying as ask
from tests.resolvers.commands.office import ANNA, Office, codes
from tests.resolvers.commands.surveying import ASKED, ASKING, BAD

TABLES = ("survey_participations", "survey_responses", "survey_answers", "survey_ballots")


@pytest.fixture
def office(office: Office) -> Office:
    office.real.load(ask.peopled(office.real.now))
    return office


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no answer": ({"answers": []}, "answers"),
    "an unknown question": ({"answers": [{"question": 3, "text": "x"}]}, "answers"),
    "a choice too far": ({"answers": [{"question": 1, "choice": 3}]}, "answers"),
    "the choice before the first": ({"answers": [{"question": 1, "choice": 0}]}, "answers"),
    "words for a choice": ({"answers": [{"question": 1, "text": "Good"}]}, "answers"),
    "a choice for words": ({"answers": [{"question": 2, "choice": 1}]}, "answers"),
    "both": ({"answers": [{"question": 1, "choice": 1, "text": "x"}]}, "answers"),
    "neither": ({"answers": [{"question": 1}]}, "answers"),
    "one question twice": ({"answers": [BAD[0], BAD[0]]}, "answers"),
    "long words": ({"answers": [{"question": 2, "text": "x" * 2001}]}, "answers"),
    "a bell": ({"answers": [{"question": 2, "text": "a\a"}]}, "answers"),
    "another notice": ({"answers": BAD, "consent": ask.CONSENT | {"noticeVersion": "etwinning-et"}}, "consent"),
}


@pytest.mark.parametrize(("given", "field"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_an_answer_is_named_and_nothing_is_kept(
    office: Office, given: dict[str, Any], field: str
) -> None:
    survey = ask.opened(office)
    answer = office.send(ANNA, ask.SUBMIT, input={"survey": survey, **given})
    assert set(codes(answer)) == {"BAD_USER_INPUT"}
    assert answer["errors"][0]["extensions"]["field"].startswith(field)
    assert [office.rows(f"SELECT count(*) FROM {name}") for name in TABLES] == [[(0,)]] * 4  # noqa: S608


def prompt(language: str, text: str = "How?", **more: Any) -> dict[str, Any]:
    return {"language": language, "prompt": text, **more}


ILL_ASKED: dict[str, dict[str, Any]] = {
    "no title": {"titles": []},
    "a language twice": {"titles": [ASKED["titles"][0]] * 2},
    "an empty title": {"titles": [{"language": "en", "title": " "}, ASKED["titles"][1]]},
    "no question": {"questions": []},
    "too many questions": {"questions": [ASKED["questions"][1]] * 31},
    "a language is missing": {"questions": [{"prompts": [prompt("en")]}]},
    "another language": {"questions": [{"prompts": [prompt("en"), prompt("lv")]}]},
    "one choice": {"questions": [{"prompts": [prompt(one, choices=["A"]) for one in ("en", "et")]}]},
    "the same choice": {"questions": [{"prompts": [prompt(one, choices=["A", "A"]) for one in ("en", "et")]}]},
    "choices in one language": {"questions": [{"prompts": [prompt("en", choices=["A", "B"]), prompt("et")]}]},
    "a long prompt": {"questions": [{"prompts": [prompt("en", "x" * 1001), prompt("et")]}]},
}


@pytest.mark.parametrize("changes", ILL_ASKED.values(), ids=ILL_ASKED)
def test_what_is_wrong_with_a_survey_is_named_and_nothing_is_asked(office: Office, changes: dict[str, Any]) -> None:
    answer = office.send(ASKING, ask.OPEN, input=ASKED | changes)
    assert set(codes(answer)) == {"BAD_USER_INPUT"}
    assert {error["extensions"]["field"] for error in answer["errors"]} >= set(changes)
    assert office.rows("SELECT count(*) FROM surveys") == [(0,)]
