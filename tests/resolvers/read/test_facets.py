"""Facets and the ages of pupils: what a list of the same viewer would show, counted; nothing that it would not."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from app.schema.facets import MOST_VALUES
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker, one_per_role
from tests.conformance.reference.facts import Facts
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.records import school, user, world
from tests.resolvers.read.asking import ANNA, ANONYMOUS, data, refusal

USERS, SCHOOLS = ("subjects", "languages", "country", "schoolRole"), ("country", "region", "city")
ASKERS = one_per_role(Facts(corpus()))
CUTS = ["", '(search: "e")', '(where: {country: {in: ["EE", "NO"]}})', '(where: {not: {id: []}}, search: "a")']


def counted(nodes: list[dict[str, Any]], field: str) -> list[dict[str, Any]]:
    """The facet of a list that was shown."""
    values: Counter[str] = Counter()
    for node in nodes:
        cell = node[field]
        values.update([] if cell is None else set(cell) if isinstance(cell, list) else [cell])
    line = sorted(values.items(), key=lambda one: (-one[1], one[0]))
    return [{"value": value, "count": number} for value, number in line[:MOST_VALUES]]


def readable(real: RealGraph, asker: Asker, kind: str, fields: tuple[str, ...]) -> list[str]:
    return [field for field in fields if real.policy.is_ever_readable(asker.caller().role, kind, field)]


@pytest.mark.parametrize("cut", CUTS)
@pytest.mark.parametrize("asker", ASKERS, ids=lambda asker: f"{asker.role} {asker.purpose}")
def test_facets_count_what_the_list_shows(real: RealGraph, asker: Asker, cut: str) -> None:
    for name, listed, kind, every in (
        ("userFacets", "users", "User", USERS),
        ("schoolFacets", "schools", "School", SCHOOLS),
    ):
        fields = readable(real, asker, kind, every)
        assert fields
        first = f"({cut.strip('()')}{', ' if cut else ''}first: 100)"
        shown = data(real, asker, f"{{ {listed}{first} {{ totalCount nodes {{ {' '.join(fields)} }} }} }}")[listed]
        assert shown["totalCount"] == len(shown["nodes"])
        facets = " ".join(f"{field} {{ value count }}" for field in fields)
        found = data(real, asker, f"{{ {name}{cut} {{ {facets} }} }}")[name]
        assert found == {field: counted(shown["nodes"], field) for field in fields}


def test_some_facets_count_something(real: RealGraph) -> None:
    found = data(real, ANNA, "{ userFacets { subjects { value count } country { value } } }")["userFacets"]
    assert len(found["subjects"]) > 1
    assert len(found["country"]) > 1


def test_a_facet_that_the_role_never_reads_is_refused(real: RealGraph) -> None:
    refused = refusal(real, ANONYMOUS, "{ userFacets { country { count } subjects { count } } }")
    assert (refused["code"], refused["field"]) == ("FORBIDDEN", "User.subjects")


def test_names_of_response_keys_and_types_are_those_of_the_document(real: RealGraph) -> None:
    document = (
        "{ f: userFacets(where: {id: []}) { __typename a: country { __typename } } e: schoolFacets { __typename } }"
    )
    assert data(real, ANNA, document) == {
        "f": {"__typename": "UserFacets", "a": []},
        "e": {"__typename": "SchoolFacets"},
    }


def test_facets_of_many_values_show_the_most_frequent(real: RealGraph) -> None:
    many = [user(f"u{number:03}", "s1", subjects=["Common", "Common", f"Rare {number:03}"]) for number in range(120)]
    try:
        real.load(world(school("s1", "EE"), user("anna", "s1", subjects=[]), *many))
        found = data(real, ANNA, "{ userFacets { subjects { value count } } }")["userFacets"]["subjects"]
    finally:
        real.load(corpus())
    rare = [{"value": f"Rare {number:03}", "count": 1} for number in range(MOST_VALUES - 1)]
    assert found == [{"value": "Common", "count": 120}, *rare]


RANGES = [(3, 20), (5, 5), (12, 13), (19, 20), (15, 14), (0, 2)]


@pytest.mark.parametrize("listed", ["users", "projects"])
@pytest.mark.parametrize("ages", RANGES)
@pytest.mark.parametrize("asker", ASKERS, ids=lambda asker: f"{asker.role} {asker.purpose}")
def test_ages_overlap_where_the_viewer_reads_them(
    real: RealGraph, asker: Asker, listed: str, ages: tuple[int, int]
) -> None:
    kind = {"users": "User", "projects": "Project"}[listed]
    operand = f"pupilAges: {{overlaps: {{from: {ages[0]}, to: {ages[1]}}}}}"
    document = f"{{ {listed}(first: 100, where: {{%s}}) {{ nodes {{ id pupilAges {{ from to }} }} }} }}"
    if not real.policy.is_ever_readable(asker.caller().role, kind, "pupilAges"):
        assert refusal(real, asker, document % operand)["field"] == f"{kind}.pupilAges"
        return
    every = data(real, asker, document % "")[listed]["nodes"]

    def expected(*, wanted: bool) -> list[str]:
        known = [one for one in every if one["pupilAges"] is not None]
        return [
            one["id"]
            for one in known
            if wanted
            is (ages[0] <= ages[1] and one["pupilAges"]["from"] <= ages[1] and one["pupilAges"]["to"] >= ages[0])
        ]

    for where, wanted in ((operand, True), (f"not: {{{operand}}}", False)):
        assert [one["id"] for one in data(real, asker, document % where)[listed]["nodes"]] == expected(wanted=wanted)
    missing = data(real, asker, document % "pupilAges: {isNull: true}")[listed]["nodes"]
    assert [one["id"] for one in missing] == [one["id"] for one in every if one["pupilAges"] is None]
