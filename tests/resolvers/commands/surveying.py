"""Surveys in few words: to open, answer and close one as somebody, and what is read of it.

In: an office, who acts. Out: ids, whole answers, and what somebody reads of a survey.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import school, staff, user
from tests.conformance.worlds.world import World
from tests.resolvers.commands.office import Office, codes, made_of

ASKING = Asker("NSO", "SURVEY", "nso-ee")
NEIGHBOUR = Asker("NSO", "SURVEY", "nso-lv")
CSS = Asker("CSS", "SUPPORT", "css")
PROVIDER = Asker("PROVIDER", "OPERATION", "provider")
COMMISSION = Asker("COMMISSION", "MONITORING", "commission")
LIGA = Asker("ETWINNER", None, "liga")

READ = """id country open titles { language title } questions { number language prompt choices }
  responses(first: 15) { totalCount nodes { respondent user { id } answeredOn answers { question choice text } } }
  results(first: 100) { totalCount nodes { question choice text answers } }"""
OPEN = f"mutation ($input: OpenSurveyInput!) {{ openSurvey(input: $input) {{ survey {{ {READ} }} }} }}"
CLOSE = f"mutation ($input: CloseSurveyInput!) {{ closeSurvey(input: $input) {{ survey {{ {READ} }} }} }}"
SUBMIT = """mutation ($input: SubmitSurveyInput!) {
  submitSurvey(input: $input) { survey { id } response { respondent answeredOn answers { question choice text } } }
}"""
WITHDRAW = """mutation ($input: WithdrawSurveyConsentInput!) {
  withdrawSurveyConsent(input: $input) { survey { id } }
}"""
SURVEYS = f"{{ surveys(first: 5) {{ nodes {{ {READ} }} }} }}"
OWN = """{ viewer {
  surveyResponses { totalCount nodes { respondent survey { id } answers { question choice text } } }
  answeredSurveys { totalCount nodes { id } }
} }"""

ASKED: dict[str, Any] = {
    "titles": [{"language": "en", "title": "Your year"}, {"language": "et", "title": "Teie aasta"}],
    "questions": [
        {
            "prompts": [
                {"language": "en", "prompt": "How was it?", "choices": ["Good", "Bad"]},
                {"language": "et", "prompt": "Kuidas läks?", "choices": ["Hästi", "Halvasti"]},
            ]
        },
        {"prompts": [{"language": "et", "prompt": "Miks?"}, {"language": "en", "prompt": "Why?"}]},
    ],
}
GOOD = [{"question": 1, "choice": 1}, {"question": 2, "text": "The rivers"}]
BAD = [{"question": 1, "choice": 2}]
CONSENT = {"noticeVersion": "esep-nb", "language": "et"}


def peopled(now: datetime) -> World:
    """The world of the office with a neighbour, the support service and twelve teachers more."""
    today = {"lastLoginAt": now.isoformat()}
    more = [
        school("riga", "LV"),
        user("liga", "riga", **today),
        *({**one, **today} if one["kind"] == "user" else one for one in staff("nso-lv", "NSO", "LV")),
        *({**one, **today} if one["kind"] == "user" else one for one in staff("css", "CSS")),
        *(user(f"t{number}", "s1", **today) for number in range(12)),
    ]
    return World((*made_of(now).records, *more), now)


def teacher(number: int) -> Asker:
    return Asker("ETWINNER", None, f"t{number}")


def opened(office: Office, asker: Asker = ASKING) -> str:
    """The id of a new survey."""
    answer = office.send(asker, OPEN, input=ASKED)
    assert codes(answer) == [], answer
    return str(answer["data"]["openSurvey"]["survey"]["id"])


def submit(office: Office, asker: Asker, survey: str, answers: Any = GOOD, *, named: bool = False) -> Any:
    consent = {"consent": CONSENT} if named else {}
    return office.send(asker, SUBMIT, input={"survey": survey, "answers": answers, **consent})


def close(office: Office, survey: str, asker: Asker = ASKING) -> Any:
    return office.send(asker, CLOSE, input={"survey": survey})


def withdraw(office: Office, asker: Asker, survey: str) -> Any:
    return office.send(asker, WITHDRAW, input={"survey": survey})


def seen(office: Office, asker: Asker, survey: str) -> Any:
    """What somebody reads of a survey; None when it is not on the list."""
    listed = office.send(asker, SURVEYS)["data"]["surveys"]["nodes"]
    return next((one for one in listed if one["id"] == survey), None)


def named(office: Office, asker: Asker, survey: str) -> list[str]:
    """Whose answers somebody reads, by name."""
    read = seen(office, asker, survey)
    return sorted(one["respondent"] for one in read["responses"]["nodes"]) if read else []


def counted(office: Office, asker: Asker, survey: str) -> dict[tuple[int, Any], int]:
    """How many people answered what, as somebody reads it."""
    read = seen(office, asker, survey)
    nodes = read["results"]["nodes"] if read else []
    return {(one["question"], one["choice"] or one["text"]): one["answers"] for one in nodes}
