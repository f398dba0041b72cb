"""Cursors belong to one viewer, role, list, filter and order, and outlive their rows (G-30)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import ANONYMOUS, Asker
from tests.conformance.reference.facts import Facts
from tests.conformance.reference.view import View
from tests.conformance.semantics.answers import reference_answer
from tests.conformance.semantics.comparison import Comparison
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.records import consent
from tests.conformance.worlds.world import World, public_id

ANNA = Asker("ETWINNER", None, "anna")
BJORN = Asker("ETWINNER", None, "bjorn")
NSO = Asker("NSO", "VALIDATION", "nso-ee")
NSO_PROMOTING = Asker("NSO", "NATIONAL_PROMOTION", "nso-ee")

USERS = "query($after: String) { list: users(first: 2, after: $after) { edges { cursor node { id } } } }"
BACKWARD = "query($after: String) { list: users(last: 2, before: $after) { edges { cursor node { id } } } }"
ORDERED = USERS.replace("first: 2", "first: 2, orderBy: [{field: LAST_NAME}]")
REVERSED = USERS.replace("first: 2", "first: 2, orderBy: [{field: LAST_NAME, direction: DESC}]")
FILTERED = USERS.replace("first: 2", 'first: 2, where: {country: {eq: "EE"}}')
FILTERED_OTHERWISE = FILTERED.replace("EE", "NO")
SEARCHED = USERS.replace("first: 2", 'first: 2, search: "a"')
SEARCHED_OTHERWISE = SEARCHED.replace('"a"', '"b"')
SCHOOLS = USERS.replace("users", "schools")
LISTS = [USERS, ORDERED, REVERSED, FILTERED, FILTERED_OTHERWISE, SEARCHED, SEARCHED_OTHERWISE, SCHOOLS]


def cursor_of(real: RealGraph, asker: Asker, document: str) -> str:
    reply = real.ask(asker, Question(document, {}))
    cursor: str = reply.data["list"]["edges"][0]["cursor"]
    return cursor


def refusal(real: RealGraph, asker: Asker, document: str, cursor: Any) -> str | None:
    return real.ask(asker, Question(document, {"after": cursor})).refusal


@pytest.mark.parametrize("other", [ANONYMOUS, BJORN, NSO, NSO_PROMOTING], ids=lambda asker: asker.role)
def test_a_cursor_of_another_viewer_role_or_purpose_is_refused(real_corpus: RealGraph, other: Asker) -> None:
    cursor = cursor_of(real_corpus, ANNA if other is not NSO_PROMOTING else NSO, USERS)
    assert refusal(real_corpus, other, USERS, cursor) == "BAD_USER_INPUT"


def test_a_cursor_is_taken_only_in_its_own_list_filter_search_and_order(real_corpus: RealGraph) -> None:
    for made in LISTS:
        cursor = cursor_of(real_corpus, ANNA, made)
        for used in LISTS:
            expected = None if used == made else "BAD_USER_INPUT"
            assert refusal(real_corpus, ANNA, used, cursor) == expected, (made, used)


def test_a_cursor_serves_both_directions_and_every_page_size(real_corpus: RealGraph) -> None:
    cursor = cursor_of(real_corpus, ANNA, USERS)
    assert refusal(real_corpus, ANNA, BACKWARD, cursor) is None
    assert refusal(real_corpus, ANNA, USERS.replace("first: 2", "first: 7"), cursor) is None


def test_a_cursor_says_nothing_that_was_not_shown_and_repeats_itself(real_corpus: RealGraph) -> None:
    assert cursor_of(real_corpus, ANNA, ORDERED) == cursor_of(real_corpus, ANNA, ORDERED)


@pytest.mark.parametrize(
    "garbage",
    ["", "x", "🙂", "AAAA", "====", "null", "a" * 5000, "../../etc/passwd", "\u0000", "W10", "' OR 1=1 --"],
)
def test_garbage_is_no_cursor(real_corpus: RealGraph, garbage: str) -> None:
    assert refusal(real_corpus, ANNA, USERS, garbage) == "BAD_USER_INPUT"


def test_a_cursor_that_was_changed_anywhere_is_refused(real_corpus: RealGraph) -> None:
    cursor = cursor_of(real_corpus, ANNA, ORDERED)
    for place, letter in enumerate(cursor):
        changed = f"{cursor[:place]}{'A' if letter != 'A' else 'B'}{cursor[place + 1 :]}"
        assert refusal(real_corpus, ANNA, ORDERED, changed) == "BAD_USER_INPUT", place
    for spoiled in (cursor + "=", cursor + "A", cursor[:-1], f" {cursor}", cursor.swapcase()):
        assert refusal(real_corpus, ANNA, ORDERED, spoiled) == "BAD_USER_INPUT", spoiled


def test_a_cursor_of_the_list_of_another_object_is_refused(real_corpus: RealGraph) -> None:
    document = (
        'query($after: String) {{ parent: node(id: "{}") {{ ... on School {{'
        " list: users(first: 1, after: $after) {{ edges {{ cursor }} }} }} }} }}"
    )
    here, there = (document.format(public_id("school", key)) for key in ("s1", "s4"))
    made = real_corpus.ask(ANNA, Question(here, {})).data["parent"]["list"]["edges"][0]["cursor"]
    assert refusal(real_corpus, ANNA, here, made) is None
    assert refusal(real_corpus, ANNA, there, made) == "BAD_USER_INPUT"


@pytest.mark.parametrize("document", [USERS, ORDERED, REVERSED, BACKWARD])
def test_a_cursor_outlives_its_row(real: RealGraph, document: str) -> None:
    """A person withdraws the consent while the public turns the page."""
    before, after = corpus(), without_consent(corpus(), "bjorn")
    real.load(before)
    first = document.replace("first: 2", "first: 20").replace("last: 2", "last: 20")
    expected = reference_answer(View(Facts(before), ANONYMOUS), first)
    pairs = Comparison()
    found = real.ask(ANONYMOUS, Question(first, {})).data
    assert pairs.difference(expected.data, found) is None
    assert expected.data is not None
    gone = next(edge for edge in expected.data["list"]["edges"] if edge["node"]["id"] == public_id("user", "bjorn"))

    real.load(after)
    there = reference_answer(View(Facts(after), ANONYMOUS), document, {"after": gone["cursor"]})
    here = real.ask(ANONYMOUS, Question(document, {"after": pairs.cursors[gone["cursor"]]}))
    assert Comparison().difference(there.data, here.data) is None


def without_consent(world: World, user: str) -> World:
    kept = [one for one in world.records if one["kind"] != "consent" or one["user"] != user]
    return world.with_records([*kept, consent(user, withdrawnAt="2025-06-10T00:00:00Z")])
