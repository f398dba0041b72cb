"""A filter or order on a coordinate that the acting role can never read is refused, and names it (G-07)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType

from app.resolvers.read.catalog import read_catalog
from app.schema.build import build_schema
from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker, one_per_role
from tests.conformance.reference.facts import Facts
from tests.conformance.worlds.corpus import corpus
from tests.resolvers.read.asking import ANONYMOUS, data, refusal

SCHEMA = read_catalog(build_schema()).schema
LISTS = {"users": "User", "schools": "School", "projects": "Project", "groups": "Group", "events": "Event"}
ASKERS = one_per_role(Facts(corpus()))


def filtered() -> Iterator[tuple[str, str, str]]:
    """Every list with every field that it can be filtered by: list, filter, coordinate."""
    for name, kind in LISTS.items():
        where = SCHEMA.type_map[f"{kind}Where"]
        assert isinstance(where, GraphQLInputObjectType)
        for field, definition in where.fields.items():
            operand = (
                "[]" if str(definition.type).startswith("[") else "true" if "Boolean" in str(definition.type) else "{}"
            )
            if field not in {"and", "or", "not", "id", "school", "partnerCountry"}:
                yield name, f"where: {{ {field}: {operand} }}", f"{kind}.{field}"


def ordered() -> Iterator[tuple[str, str, str]]:
    """Every list with every order."""
    for name, kind in LISTS.items():
        fields = SCHEMA.type_map[f"{kind}OrderField"]
        assert isinstance(fields, GraphQLEnumType)
        for word, value in fields.values.items():
            yield name, f"orderBy: [{{ field: {word} }}]", f"{kind}.{value.value}"


@pytest.mark.parametrize("asker", ASKERS, ids=lambda asker: f"{asker.role} {asker.purpose}")
def test_a_coordinate_is_refused_if_the_role_never_reads_it(real: RealGraph, asker: Asker) -> None:
    for name, argument, coordinate in [*filtered(), *ordered()]:
        document = f"{{ {name}({argument}, first: 1) {{ nodes {{ id }} }} }}"
        kind, field = coordinate.split(".")
        if real.policy.is_ever_readable(asker.caller().role, kind, field):
            assert name in data(real, asker, document)
        else:
            refused = refusal(real, asker, document)
            assert (refused["code"], refused["field"]) == ("FORBIDDEN", coordinate)


NESTED = {
    "{ users(where: { not: { and: [{ or: [{ email: { isNull: true } }] }] } }) { totalCount } }": "User.email",
    '{ users(where: { school: { email: { eq: "x" } } }) { totalCount } }': "School.email",
    "{ schools { nodes { users(orderBy: [{ field: EMAIL }]) { totalCount } } } }": "User.email",
    "{ schools { nodes { users(orderBy: [{ field: EMAIL }, { field: COUNTRY }]) { __typename } } } }": "User.email",
    "{ users(where: { email: {} }) { totalCount } }": "User.email",
    "{ users(where: { status: [] }, first: 0) { __typename } }": "User.status",
}


@pytest.mark.parametrize(("document", "coordinate"), NESTED.items())
def test_it_is_found_however_deep_it_stands(real: RealGraph, document: str, coordinate: str) -> None:
    refused = refusal(real, ANONYMOUS, document)
    assert (refused["code"], refused["field"]) == ("FORBIDDEN", coordinate)
    assert refused["hint"]


def test_what_is_left_out_by_a_directive_is_not_asked(real: RealGraph) -> None:
    document = "{ viewer { role } users(where: { email: {} }) @skip(if: true) { totalCount } }"
    assert data(real, ANONYMOUS, document) == {"viewer": {"role": "ANONYMOUS"}}


def test_a_refusal_depends_on_the_role_and_never_on_a_row(real: RealGraph) -> None:
    """Another purpose of the role reads the field: then nothing is refused, and nothing matches."""
    survey = Asker("NSO", "SURVEY", "nso-ee")
    document = '{ events(where: { startsAt: { gt: "2000-01-01T00:00:00Z" } }) { totalCount } }'
    assert real.ask(survey, Question(document, {})).data == {"events": {"totalCount": 0}}
