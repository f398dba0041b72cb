"""What is read of surveys: as a reference says that never saw the hidden part, as Casbin says, and nothing else.

One world with a survey of each sort, and answers of everybody in it, in whatever state.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conformance.asking.decisions import Decider
from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.pool import UNKNOWN_ID
from tests.conformance.reference import surveys as reference
from tests.conformance.reference.askers import Asker, Viewer, askers, one_per_role, resolve
from tests.conformance.reference.facts import Facts
from tests.conformance.reference.folding import normal
from tests.conformance.test_rules_against_casbin import Oracle, disagreements
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.surveyed import surveyed
from tests.conformance.worlds.world import World, public_id

_READ = """{ surveys(first: 10) { totalCount nodes { id country open titles { title }
  responses(first: 100) { totalCount pageInfo { hasNextPage endCursor }
    nodes { id respondent user { id } answeredOn answers { text } } }
  results(first: 100) { totalCount nodes { id text answers } } } } }"""
_OWN = """{ viewer { surveyResponses(first: 100) { totalCount nodes { id survey { id } answers { text } } }
  answeredSurveys(first: 100) { totalCount nodes { id } } } }"""
READ, OWN = Question(_READ, {}), Question(_OWN, {})
PAGED = Question("{ surveys(first: 2) { totalCount edges { cursor } } }", {})


WORLD = surveyed()
ASKERS = askers(Facts(WORLD))
NAMES = {
    one["key"]: " ".join(normal(one[name]) for name in ("firstName", "lastName") if one.get(name)) or None
    for one in WORLD.of("user")
}


@pytest.fixture
def loaded(real: RealGraph) -> RealGraph:
    real.load(WORLD)
    return real


def of(asker: Asker) -> Viewer:
    return resolve(Facts(WORLD), asker)


def ids(found: list[dict[str, Any]]) -> set[str]:
    return {public_id(one["kind"], one["key"]) for one in found}


def test_what_is_read_is_what_the_reference_says(loaded: RealGraph) -> None:
    facts, shown = Facts(WORLD), 0
    for asker in ASKERS:
        viewer, read = of(asker), loaded.ask(asker, READ).data["surveys"]
        surveys, responses = reference.surveys_of(facts, viewer), reference.responses_of(facts, viewer)
        listed = {public_id("survey", one["key"]) for one in surveys}
        assert {one["id"] for one in read["nodes"]} == listed, asker
        assert read["totalCount"] == len(surveys)
        for one in read["nodes"]:
            expected = ids([each for each in responses if public_id("survey", each["survey"]) == one["id"]])
            # One page holds them all; the own response stands where it would stand.
            assert {each["id"] for each in one["responses"]["nodes"]} == expected, (asker, one["titles"])
            assert one["responses"]["totalCount"] == len(expected)
            assert all(each["answers"] for each in one["responses"]["nodes"])
            said = {each["answers"][0]["text"]: each["respondent"] for each in one["responses"]["nodes"]}
            assert said == {
                each["text"]: NAMES[each["user"]]
                for each in responses
                if public_id("survey", each["survey"]) == one["id"]
            }
            expected = ids(
                [
                    each
                    for each in reference.results_of(facts, viewer)
                    if public_id("survey", each["survey"]) == one["id"]
                ]
            )
            assert {each["id"] for each in one["results"]["nodes"]} == expected, asker
            shown += len(one["responses"]["nodes"]) + len(one["results"]["nodes"])
    assert shown > 200


def test_everybody_reads_their_own_in_every_role(loaded: RealGraph) -> None:
    for asker in ASKERS:
        own = loaded.ask(asker, OWN).data["viewer"]
        mine = [one for one in WORLD.of("response") if one["user"] == asker.user and asker.user is not None]
        assert {one["id"] for one in own["surveyResponses"]["nodes"]} == ids(mine), asker
        answered = {public_id("survey", one["survey"]) for one in mine}
        visible = ids(reference.surveys_of(Facts(WORLD), of(asker)))
        assert {one["id"] for one in own["answeredSurveys"]["nodes"]} == answered & visible, asker


def hidden(asker: Asker) -> Iterator[World]:
    """Worlds without what the asker may not see of surveys: all of it, or each sort by itself."""
    facts, viewer = Facts(WORLD), of(asker)
    shown = {
        "survey": ids(reference.surveys_of(facts, viewer)),
        "response": ids(reference.responses_of(facts, viewer)),
        "result": ids(reference.results_of(facts, viewer)),
    }
    gone = {
        (one["kind"], one["key"])
        for kind, found in shown.items()
        for one in WORLD.of(kind)
        if public_id(kind, one["key"]) not in found
    }
    needed = {
        ("survey", one["survey"])
        for one in WORLD.of("response")
        if public_id("response", one["key"]) in shown["response"]
    }
    for kinds in (("response", "result"), ("survey", "response", "result")):
        left_out = {one for one in gone if one[0] in kinds} - needed
        without = {key for kind, key in left_out if kind == "survey"}
        yield WORLD.with_records(
            one
            for one in WORLD.records
            if (one["kind"], one["key"]) not in left_out and one.get("survey") not in without
        )


ONE_OF_EACH = one_per_role(Facts(WORLD))


def test_what_is_hidden_of_surveys_changes_no_byte(real: RealGraph) -> None:
    documents = [READ, OWN, PAGED]
    real.load(WORLD)
    before = {asker: [real.ask(asker, one) for one in documents] for asker in ONE_OF_EACH}
    for asker in ONE_OF_EACH:
        for other in hidden(asker):
            real.load(other)
            assert [real.ask(asker, one) for one in documents] == before[asker], asker


@pytest.mark.parametrize("asker", ONE_OF_EACH, ids=lambda asker: f"{asker.role} {asker.purpose}")
def test_the_guards_decide_as_casbin_does(loaded: RealGraph, asker: Asker) -> None:
    assert list(disagreements(Decider(loaded, asker).decide(), Oracle(loaded, asker))) == []


def test_other_answers_are_the_same_with_surveys_and_without(real: RealGraph) -> None:
    """A consent to one survey shows nobody to a purpose, and no list of people knows of surveys."""
    asked = Question(
        "{ users(first: 100) { totalCount nodes { id firstName email status } } schools(first: 100) { nodes { id } } "
        "projects(first: 100) { nodes { id partners { totalCount } } } }",
        {},
    )
    real.load(corpus())
    before = {asker: real.ask(asker, asked) for asker in ASKERS}
    real.load(WORLD)
    assert {asker: real.ask(asker, asked) for asker in ASKERS} == before


def commands() -> list[Question]:
    """About every survey of the world and one that is nowhere."""
    every = [*(public_id("survey", one["key"]) for one in WORLD.of("survey")), UNKNOWN_ID]
    shows = "survey { id open responses { totalCount } results { totalCount } }"
    answers = 'answers: [{ question: 1, text: "x" }]'
    consent = 'consent: { noticeVersion: "esep-nb", language: "en" }'
    tried = {
        "submitSurvey": (answers, f"{answers}, {consent}"),
        "withdrawSurveyConsent": ("",),
        "closeSurvey": ("",),
    }
    return [
        Question(f'mutation {{ {name}(input: {{ survey: "{one}", {more} }}) {{ {shows} }} }}', {})
        for name, inputs in tried.items()
        for more in inputs
        for one in every
    ]


def closes(asker: Asker, key: str) -> bool:
    """Whether this is who asked, and the survey is open."""
    asked, country = WORLD.find("survey", key), of(asker).country
    assert asked is not None
    of_country = (asker.role, asker.purpose) == ("NSO", "SURVEY") and asked["country"] == country
    of_all = (asker.role, asker.purpose) == ("EACEA", "OPERATION") and asked["country"] is None
    return bool(asked["open"]) and (of_country or of_all)


@pytest.mark.parametrize(
    "asker",
    [one for one in ONE_OF_EACH if one.role in {"ETWINNER", "GENERAL_USER", "NSO", "EACEA"}],
    ids=lambda asker: f"{asker.role} {asker.purpose}",
)
def test_what_is_hidden_of_surveys_changes_no_byte_of_a_command(real: RealGraph, asker: Asker) -> None:
    """A survey of others is an unknown one; what others have answered plays no part."""
    asked = [*commands(), READ, OWN]
    real.load(WORLD)
    before = [real.ask(asker, one) for one in asked]
    of_nowhere = {reply.body for question, reply in zip(asked, before, strict=True) if UNKNOWN_ID in question.document}
    visible = ids(reference.surveys_of(Facts(WORLD), of(asker)))
    mine = {public_id("survey", one["survey"]) for one in WORLD.of("response") if one["user"] == asker.user}
    for question, reply in zip(asked[:-2], before, strict=False):
        if not any(one in question.document for one in visible | mine):
            assert reply.body in of_nowhere, question.document
    # Who closes a survey reads what was answered: that is hidden no longer.
    shown = [one for one in WORLD.of("response") if closes(asker, one["survey"])]
    for other in hidden(asker):
        real.load(other.with_records([*other.records, *(one for one in shown if one not in other.records)]))
        assert [real.ask(asker, one) for one in asked] == before
