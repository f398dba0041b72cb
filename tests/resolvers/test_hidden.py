"""`extensions.hidden`: which coordinates of an operation are hidden, by role and type, whatever the database holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest

from app.database.addresses import Addresses
from app.errors import BadInput
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import ANONYMOUS, Asker
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.records import school, staff, user, world

ANNA = Asker("ETWINNER", None, "anna")
NSO = Asker("NSO", "SURVEY", "nso-ee")
PEOPLE = "{ users { nodes { firstName email picture school { city } } } }"


@pytest.fixture(scope="module")
def real(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealGraph]:
    graph = RealGraph(new_database(), tmp_path_factory.mktemp("worlds"))
    graph.load(corpus())
    yield graph
    graph.close()


def answer(real: RealGraph, asker: Asker, document: str, extensions: Any, **variables: Any) -> Any:
    body = real.run(lambda: real.graph.answer(document, None, variables, extensions, asker.caller()))
    return orjson.loads(body)


def hidden(real: RealGraph, asker: Asker, document: str, **variables: Any) -> dict[str, Any]:
    """What is said of each coordinate."""
    found = answer(real, asker, document, {"explain": True}, **variables)["extensions"]["hidden"]
    return {entry["coordinate"]: entry for entry in found}


def test_a_coordinate_is_listed_with_its_rules_and_the_condition_in_words(real: RealGraph) -> None:
    found = hidden(real, ANONYMOUS, PEOPLE)
    assert list(found) == ["School", "User", "User.email", "User.picture"]
    assert found["User.email"] == {"coordinate": "User.email", "readable": "NEVER", "condition": "never", "rules": []}
    assert found["User.picture"]["readable"] == "SOMETIMES"
    rules = {rule["rule"]: rule for rule in found["User.picture"]["rules"]}
    assert rules.keys() == {"user-anonymised", "user-public-picture"}
    assert rules["user-public-picture"]["effect"] == "ALLOW"
    assert "PUB-06" in rules["user-public-picture"]["clauses"]
    assert rules["user-public-picture"]["reason"].endswith(".")
    assert "consents to a public picture" in rules["user-public-picture"]["condition"]


def test_a_role_that_reads_more_has_less_hidden(real: RealGraph) -> None:
    assert list(hidden(real, ANNA, PEOPLE)) == ["School", "User", "User.email"]
    assert hidden(real, Asker("EACEA", "RIGHTS_REQUEST", "eacea"), "{ schools { nodes { head { email } } } }") == {}


@pytest.mark.parametrize(
    ("document", "coordinate"),
    [
        ("{ users(where: { email: { isNull: true } }) { totalCount } }", "User.email"),
        ("{ users(where: { school: { email: { isNull: true } } }) { totalCount } }", "School.email"),
        ("{ users(orderBy: [{ field: LAST_LOGIN_AT }]) { totalCount } }", "User.lastLoginAt"),
        ("{ users { nodes { contacts { totalCount } } } }", "User.contacts"),
        ("{ projects { nodes { partners { nodes { joinedOn } } } } }", "User"),
        ("query($id: ID!) { node(id: $id) { ... on Group { members { totalCount } } } }", "Group.members"),
    ],
)
def test_coordinates_of_filters_orders_lists_and_entries_are_listed(
    real: RealGraph, document: str, coordinate: str
) -> None:
    assert coordinate in hidden(real, ANNA, document, id="x")


def test_a_search_lists_the_fields_that_it_looks_into(real: RealGraph) -> None:
    found = hidden(real, ANONYMOUS, '{ users(search: "x") { totalCount } }')
    assert {"User.description", "User.subjects"} <= found.keys()
    assert "User.description" not in hidden(real, ANONYMOUS, '{ users(search: " ") { totalCount } }')


def test_an_order_that_this_purpose_never_reads_is_listed(real: RealGraph) -> None:
    """Another purpose of the role reads it, so it is not refused; here it orders nothing."""
    found = hidden(real, NSO, "{ events(orderBy: [{ field: STARTS_AT }]) { totalCount } }")
    assert found["Event.startsAt"]["readable"] == "NEVER"


def test_what_a_directive_leaves_out_is_not_listed(real: RealGraph) -> None:
    assert "User.email" not in hidden(real, ANONYMOUS, "{ users { nodes { email @skip(if: true) firstName } } }")


def test_a_page_behind_a_cursor_is_answered_with_it(real: RealGraph) -> None:
    document = "query($after: String) { users(first: 1, after: $after) { edges { cursor node { email } } } }"
    cursor = answer(real, ANNA, document, None)["data"]["users"]["edges"][0]["cursor"]
    assert "User.email" in hidden(real, ANNA, document, after=cursor)


def test_below_a_persona_both_views_are_explained(real: RealGraph) -> None:
    document = "{ viewer { as(persona: PUBLIC) { user { description } } } }"
    found = answer(real, ANNA, document, {"explain": True})["extensions"]["hidden"]
    about = [(entry["coordinate"], entry.get("persona"), entry["readable"]) for entry in found]
    assert ("User.description", "PUBLIC", "NEVER") in about
    assert ("User", "PUBLIC", "SOMETIMES") in about
    assert ("User", None, "SOMETIMES") in about
    assert len(about) == len(set(about))


@pytest.mark.parametrize("asker", [ANONYMOUS, ANNA, NSO], ids=lambda asker: asker.role)
def test_the_extension_is_the_same_for_an_empty_answer_and_any_database(real: RealGraph, asker: Asker) -> None:
    def extension() -> bytes:
        body: bytes = real.run(lambda: real.graph.answer(PEOPLE, None, None, {"explain": True}, asker.caller()))
        return body[body.index(b',"extensions":') :]

    real.load(corpus())
    first = extension()
    real.load(world(school("s1"), user("anna"), staff("nso-ee", "NSO", "EE")))
    assert extension() == first
    real.load(corpus())


@pytest.mark.parametrize("extensions", [None, {}, {"explain": False}, {"explain": None}, {"other": {"explain": True}}])
def test_who_does_not_ask_gets_the_answer_alone(real: RealGraph, extensions: Any) -> None:
    assert answer(real, ANNA, PEOPLE, extensions).keys() == {"data"}


@pytest.mark.parametrize("explain", ["yes", 1, [], {}, 0.0])
def test_an_extension_of_another_type_is_refused(real: RealGraph, explain: Any) -> None:
    with pytest.raises(BadInput) as refused:
        answer(real, ANNA, PEOPLE, {"explain": explain})
    assert refused.value.field == "explain"
    assert refused.value.message == "The extension `explain` is true or false."


def test_the_data_are_the_same_with_and_without_it(real: RealGraph) -> None:
    assert answer(real, ANNA, PEOPLE, {"explain": True})["data"] == answer(real, ANNA, PEOPLE, None)["data"]
