"""Favourites and saved searches: kept by the person alone, of what is visible, and read by nobody else among peers."""

from __future__ import annotations

from typing import Any

import pytest

from app.resolvers.commands import keeping
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import consent, partner, project, user
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.office import ANNA, EACEA, NSO, PUBLIC, Office, codes, made_of

GENERAL = Asker("GENERAL_USER", None, "general")
KEPT = "user { favourites { object addedAt } savedSearches { id name searched query } }"
COMMANDS = {
    name: f"mutation ($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ {KEPT} }} }}"
    for name in ("addFavourite", "removeFavourite", "saveSearch", "deleteSavedSearch")
}
UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"
SEARCH = {"name": "Biology in Norway", "searched": "USERS", "query": '{"where": {"country": "NO"},\n "first": 5}'}


@pytest.fixture
def office(office: Office) -> Office:
    """The world of the office with a public teacher and a general user."""
    now = office.real.now
    world = made_of(now)
    more = [
        user("general", None, "GENERAL", lastLoginAt=now.isoformat()),
        consent("bert", "PUBLIC_PROFILE", givenAt="2026-01-01T00:00:00Z"),
        project("rivers", publishedAt="2026-01-01T00:00:00Z"),
        partner("rivers", "bert"),
    ]
    office.real.load(World((*world.records, *more), now))
    return office


def send(office: Office, asker: Asker, command: str, /, **given: Any) -> Any:
    return office.send(asker, COMMANDS[command], input=given)


def kept(answer: Any) -> list[str]:
    assert codes(answer) == [], answer
    (payload,) = answer["data"].values()
    return [one["object"] for one in payload["user"]["favourites"]]


def test_a_general_user_keeps_what_is_visible(office: Office) -> None:
    bert, rivers = public_id("user", "bert"), public_id("project", "rivers")
    assert kept(send(office, GENERAL, "addFavourite", object=bert)) == [bert]
    assert kept(send(office, GENERAL, "addFavourite", object=rivers)) == [bert, rivers]
    assert kept(send(office, GENERAL, "addFavourite", object=bert)) == [bert, rivers]
    assert [entry[3] for entry in office.audit()] == ["addFavourite"] * 2
    assert kept(send(office, GENERAL, "removeFavourite", object=bert)) == [rivers]
    assert kept(send(office, GENERAL, "removeFavourite", object=bert)) == [rivers]


def test_what_is_hidden_or_absent_cannot_be_kept_and_neither_is_told(office: Office) -> None:
    hidden = [public_id("user", key) for key in ("anna", "restricted", "off", "eacea")]
    answers = [send(office, GENERAL, "addFavourite", object=one) for one in (*hidden, UNKNOWN, "no id", "")]
    assert answers == [answers[0]] * len(answers)
    assert codes(answers[0]) == ["NOT_FOUND"]


def test_what_is_hidden_afterwards_stays_and_can_be_taken_off(office: Office) -> None:
    bert = public_id("user", "bert")
    assert kept(send(office, GENERAL, "addFavourite", object=bert)) == [bert]
    office.rows("UPDATE users SET restricted = true WHERE id = %s RETURNING id", bert)
    own = office.send(GENERAL, "{ viewer { user { favourites { object } } } }")
    assert own["data"]["viewer"]["user"]["favourites"] == [{"object": bert}]
    assert kept(send(office, GENERAL, "removeFavourite", object=bert)) == []


def test_a_search_is_written_down_and_read_as_it_was(office: Office) -> None:
    saved = send(office, ANNA, "saveSearch", **SEARCH)["data"]["saveSearch"]["user"]["savedSearches"]
    assert [{key: one[key] for key in SEARCH} for one in saved] == [SEARCH]
    after = send(office, ANNA, "deleteSavedSearch", search=saved[0]["id"])
    assert after["data"]["deleteSavedSearch"]["user"]["savedSearches"] == []


def test_the_search_of_somebody_else_is_an_unknown_one(office: Office) -> None:
    saved = send(office, ANNA, "saveSearch", **SEARCH)["data"]["saveSearch"]["user"]["savedSearches"][0]["id"]
    answers = [send(office, GENERAL, "deleteSavedSearch", search=one) for one in (saved, UNKNOWN, "x")]
    assert answers == [answers[0]] * 3
    assert codes(answers[0]) == ["NOT_FOUND"]
    assert office.rows("SELECT count(*) FROM saved_searches") == [(1,)]


def test_nobody_but_the_person_and_eu_staff_reads_what_is_kept(office: Office) -> None:
    assert codes(send(office, Asker("ETWINNER", None, "bert"), "saveSearch", **SEARCH)) == []
    look = "query ($id: ID!) { node(id: $id) { ... on User { favourites { object } savedSearches { name } } } }"
    seen = {
        asker: office.send(asker, look, id=public_id("user", "bert"))["data"]["node"]
        for asker in (PUBLIC, GENERAL, ANNA, NSO, EACEA)
    }
    hidden = {"favourites": None, "savedSearches": None}
    told = {"favourites": [], "savedSearches": [{"name": SEARCH["name"]}]}
    assert seen == {PUBLIC: hidden, GENERAL: hidden, ANNA: hidden, NSO: hidden, EACEA: told}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"name": "a\tb"}, "name"),
        ({"query": " "}, "query"),
        ({"query": "x" * 4001}, "query"),
    ],
)
def test_what_is_wrong_with_a_search_is_named(office: Office, changes: dict[str, str], field: str) -> None:
    answer = send(office, ANNA, "saveSearch", **(SEARCH | changes))
    assert codes(answer) == ["BAD_USER_INPUT"]
    assert office.rows("SELECT count(*) FROM saved_searches") == [(0,)]
    assert field in str(answer["errors"][0])


@pytest.mark.parametrize("asker", [NSO, EACEA])
def test_staff_keep_nothing_in_a_staff_role(office: Office, asker: Asker) -> None:
    assert codes(send(office, asker, "addFavourite", object=public_id("user", "bert"))) == ["FORBIDDEN"]


def test_there_is_an_end_to_what_a_person_keeps(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_SEARCHES", 2)
    answers = office.send_at_once([(ANNA, COMMANDS["saveSearch"], {"input": SEARCH})] * 4)
    assert sorted(code for answer in answers for code in codes(answer)) == ["CONFLICT"] * 2
    assert office.rows("SELECT count(*) FROM saved_searches") == [(2,)]
