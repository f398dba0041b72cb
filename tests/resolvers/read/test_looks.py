"""`viewer.as`, `viewer.visibleTo` and `viewer.explain` in their shapes, limits and refusals."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.read.asking import ANNA, ANONYMOUS, BJORN, NSO, RIGHTS, data, refusal

SUPPORT = Asker("CSS", "SUPPORT", "css")
PROJECTS = "first: 1, orderBy: [{ field: TITLE }]"


def look(persona: str, selection: str) -> str:
    return f"{{ viewer {{ as(persona: {persona}) {{ {selection} }} }} }}"


def explain(real: RealGraph, asker: Asker, coordinate: str, identifier: str) -> Any:
    document = """query($coordinate: String!, $id: ID!) { viewer { explain(coordinate: $coordinate, id: $id) {
      code rule rules { rule effect outcome condition reason clauses parts { condition truth } } } } }"""
    return data(real, asker, document, coordinate=coordinate, id=identifier)["viewer"]["explain"]


def bytes_of(real: RealGraph, asker: Asker, coordinate: str, identifier: str) -> bytes | None:
    document = """query($c: String!, $id: ID!) { viewer { explain(coordinate: $c, id: $id) {
      __typename code rule rules { rule } } } }"""
    return real.ask(asker, Question(document, {"c": coordinate, "id": identifier})).body


# As a persona.


@pytest.mark.parametrize("persona", ["PUBLIC", "PEER", "OWN_NSO"])
def test_the_public_has_nothing_to_look_at(real: RealGraph, persona: str) -> None:
    found = data(real, ANONYMOUS, look(persona, "user { id } projects { totalCount nodes { id } }"))
    assert found["viewer"]["as"] == {"user": None, "projects": {"totalCount": 0, "nodes": []}}


@pytest.mark.parametrize("asker", [NSO, RIGHTS, SUPPORT], ids=lambda asker: asker.role)
def test_staff_roles_are_refused_by_the_role_alone(real: RealGraph, asker: Asker) -> None:
    refused = refusal(real, asker, look("PUBLIC", "user { id }"))
    assert (refused["code"], refused["field"]) == ("FORBIDDEN", "Viewer.as")


def test_a_persona_orders_by_what_it_may_read(real: RealGraph) -> None:
    nested = "user { school { users(orderBy: [{ field: EMAIL }]) { totalCount } } }"
    assert refusal(real, ANNA, look("PUBLIC", nested))["field"] == "User.email"
    assert data(real, ANNA, look("OWN_NSO", nested))


def test_a_cursor_belongs_to_its_persona(real: RealGraph) -> None:
    def page(persona: str, after: str) -> str:
        return look(persona, f"projects({PROJECTS}{after}) {{ edges {{ cursor node {{ id }} }} }}")

    own = "{ viewer { user { projects(first: 1, orderBy: [{ field: TITLE }]) { edges { cursor } } } } }"
    first = data(real, ANNA, page("PEER", ""))["viewer"]["as"]["projects"]["edges"][0]
    after = f', after: "{first["cursor"]}"'
    following = data(real, ANNA, page("PEER", after))["viewer"]["as"]["projects"]["edges"]
    assert [edge["node"]["id"] for edge in following] != [first["node"]["id"]]
    assert refusal(real, ANNA, page("OWN_NSO", after))["code"] == "BAD_USER_INPUT"
    assert refusal(real, BJORN, page("PEER", after))["code"] == "BAD_USER_INPUT"
    cursor = data(real, ANNA, own)["viewer"]["user"]["projects"]["edges"][0]["cursor"]
    assert refusal(real, ANNA, page("PEER", f', after: "{cursor}"'))["code"] == "BAD_USER_INPUT"


def test_one_fragment_is_planned_for_each_pair_of_eyes(real: RealGraph) -> None:
    document = """{ viewer { user { ...Own } public: as(persona: PUBLIC) { user { ...Own } }
      nso: as(persona: OWN_NSO) { user { ...Own } } } } fragment Own on User { firstName email consents { purpose } }"""
    for _ in range(2):  # what was planned once is remembered
        found = data(real, ANNA, document)["viewer"]
        assert found["user"]["email"] == found["nso"]["user"]["email"] == "anna@people.example"
        assert found["public"]["user"] == {"firstName": "Anna", "email": None, "consents": None}
        assert found["user"]["consents"]
        assert found["nso"]["user"]["consents"] is None


def test_each_look_is_logged_without_a_value(real: RealGraph, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="twingraph.looks"):
        data(real, ANNA, look("PEER", "user { firstName email }"))
        data(real, ANONYMOUS, look("PUBLIC", "user { id }"))
        data(real, ANNA, "{ viewer { user { firstName } } }")
        refusal(real, NSO, look("PUBLIC", "user { id }"))
    (record,) = caplog.records
    logged: dict[str, Any] = vars(record)
    assert (logged["viewer"], logged["persona"]) == (public_id("user", "anna"), "PEER")
    assert "Anna" not in str(logged)


# Who sees what.


def test_who_sees_what_is_listed_for_every_field_and_audience(real: RealGraph) -> None:
    found = data(real, ANNA, "{ viewer { visibleTo { field audience roles visible condition clauses rules } } }")
    listed = found["viewer"]["visibleTo"]
    fields = {f"User.{name}" for name in ["id", *real.graph.catalog.types["User"].fields]}
    audiences = {entry["audience"] for entry in listed}
    assert len(audiences) == 8
    assert {(entry["field"], entry["audience"]) for entry in listed} == {
        (field, audience) for field in fields for audience in audiences
    }
    assert all(entry["clauses"] and entry["rules"] for entry in listed if entry["condition"] != "never")
    assert all(not entry["visible"] for entry in listed if entry["condition"] == "never")


def entry(real: RealGraph, asker: Asker, field: str, audience: str) -> Any:
    listed = data(real, asker, "{ viewer { visibleTo { field audience visible changedBy } } }")["viewer"]["visibleTo"]
    return next(
        (one["visible"], one["changedBy"]) for one in listed if (one["field"], one["audience"]) == (field, audience)
    )


@pytest.mark.parametrize(
    ("user", "field", "audience", "visible", "changed_by"),
    [
        ("anna", "User.id", "PUBLIC", True, ["PUBLIC_PROFILE"]),
        ("anna", "User.picture", "PUBLIC", True, ["PUBLIC_PICTURE", "PUBLIC_PROFILE"]),
        ("jaan", "User.picture", "PUBLIC", False, ["PUBLIC_PROFILE"]),
        ("bjorn", "User.picture", "PUBLIC", False, ["PUBLIC_PICTURE"]),
        ("shy", "User.picture", "PUBLIC", False, []),
        ("anna", "User.email", "PUBLIC", False, []),
        ("anna", "User.email", "OWN_NSO", True, []),
        ("anna", "User.email", "OWN_NSO_SURVEY", True, ["SURVEY"]),
        ("jaan", "User.email", "OWN_NSO_SURVEY", False, ["SURVEY"]),
        ("jaan", "User.email", "OWN_NSO_NEWSLETTER", True, ["NEWSLETTER_NATIONAL"]),
        ("anna", "User.contacts", "PEERS", True, []),
        ("shy", "User.contacts", "PEERS", False, []),
    ],
)
def test_visibility_and_the_consents_that_would_change_it(
    real: RealGraph, user: str, field: str, audience: str, *, visible: bool, changed_by: list[str]
) -> None:
    assert entry(real, Asker("ETWINNER", None, user), field, audience) == (visible, changed_by)


def test_nobody_is_shown_to_whom_for_the_public(real: RealGraph) -> None:
    assert data(real, ANONYMOUS, "{ viewer { visibleTo { field } } }") == {"viewer": {"visibleTo": []}}


# Explanations.

NOTHING: dict[str, Any] = {"code": "NOT_EXPLAINED", "rule": None, "rules": []}


def test_oneself_is_explained_with_the_parts_of_each_condition(real: RealGraph) -> None:
    found = explain(real, Asker("ETWINNER", None, "jaan"), "User.picture", public_id("user", "jaan"))
    assert (found["code"], found["rule"]) == ("READABLE", "user-own")
    outcomes = {rule["rule"]: rule["outcome"] for rule in found["rules"]}
    assert outcomes["user-peer"] == "APPLIES"
    assert outcomes["user-public-picture"] == outcomes["user-anonymised"] == "LOST"
    (public,) = [rule for rule in found["rules"] if rule["rule"] == "user-public-picture"]
    assert {"condition": "the person consents to public display", "truth": "FAILS"} in public["parts"]


def test_staff_who_may_are_told_of_consents_but_of_no_flag(real: RealGraph) -> None:
    found = explain(real, RIGHTS, "User.projects", public_id("user", "restricted"))
    truths = {part["condition"]: part["truth"] for rule in found["rules"] for part in rule["parts"]}
    assert found["code"] == "READABLE"
    assert truths["the person consents to public display"] == "HOLDS"
    assert truths["the person has not restricted the processing"] == "WITHHELD"


def test_a_stranger_a_hidden_an_absent_and_a_malformed_id_are_alike(real: RealGraph) -> None:
    ids = [public_id("user", key) for key in ("bjorn", "off", "nobody", "no-such")]
    ids += ["", "x", "' OR 1=1 --", public_id("school", "s4"), public_id("user", "anna").upper()]
    for asker in (ANNA, ANONYMOUS, NSO):
        assert len({bytes_of(real, asker, "User.email", one) for one in ids}) == 1
        assert explain(real, asker, "User.email", ids[0]) == NOTHING


def test_what_hangs_on_hidden_people_is_not_explained(real: RealGraph) -> None:
    for key in ("s1", "s2"):
        own = Asker("ETWINNER", None, {"s1": "anna", "s2": "jaan"}[key])
        assert explain(real, own, "School.email", public_id("school", key)) == NOTHING


@pytest.mark.parametrize("coordinate", ["", "User", "User.", ".email", "User.nothing", "Partner.role", "user.email"])
def test_a_coordinate_that_does_not_exist_is_refused(real: RealGraph, coordinate: str) -> None:
    document = 'query($c: String!) { viewer { explain(coordinate: $c, id: "x") { code } } }'
    refused = refusal(real, ANNA, document, c=coordinate)
    assert (refused["code"], refused["field"]) == ("BAD_USER_INPUT", "coordinate")
    assert not coordinate or coordinate not in refused["message"]
