"""Questions aimed at a difference: whoever wanted to find out a hidden value would ask these.

In: two worlds and the role that asks. Out: documents that compare, negate, order and search by values in which the
worlds differ, in the field where they stand, and look at every object and list that a difference touches. They make
the test of non-interference strong; random questions make it wide.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import GraphQLInputObjectType, GraphQLSchema, GraphQLString, get_named_type

from tests.conformance.asking.documents import Question
from tests.conformance.asking.inputs import literal
from tests.conformance.reference.folding import words
from tests.conformance.semantics.contract import core_schema
from tests.conformance.semantics.lists import SEARCHED
from tests.conformance.semantics.refusals import NEVER
from tests.conformance.worlds.world import AREA_TYPES, Record, World, public_id

LISTS = {"User": "users", "School": "schools", "Project": "projects", "Group": "groups", "Event": "events"}
TYPES = {"user": "User", "school": "School", "project": "Project"} | AREA_TYPES
PACKED = 10  # lists of one document
VALUES_OF_A_FIELD = 1
LONGEST_WORD = 40

# Everything that there is to see, in a few documents.
SURVEY = [
    """{ users(first: 100) { totalCount pageInfo { hasNextPage endCursor } nodes { id firstName lastName email username
      schoolRole subjects languages pupilAges { from to } description picture ambassador country status registeredAt
      lastLoginAt consents { purpose noticeVersion givenAt withdrawnAt } school { id } } } }""",
    """{ users(first: 100) { nodes { id secondSchoolStatus secondSchool { id city users { totalCount } } } }
      schools(first: 100) { nodes { id users(first: 100, orderBy: [{ field: LAST_NAME }]) { nodes { id } } } } }""",
    """{ users(first: 100) { nodes { contacts(first: 100) { totalCount nodes { id } }
      projects(first: 100) { totalCount nodes { id } } } } }""",
    """{ schools(first: 100) { totalCount nodes { id officialName address city region country email
      head { firstName lastName email } users(first: 100) { totalCount nodes { id } } } } }""",
    """{ projects(first: 100) { totalCount nodes { id title description languages pupilAges { from } registeredOn
      closedOn status published twinSpace { id title members(first: 100) { totalCount nodes { role user { id } } } }
      partners(first: 100) { totalCount nodes { role joinedOn country school { id } user { id } } } } } }""",
    """{ groups(first: 100) { totalCount nodes { id title description members { totalCount nodes { user { id } } } } }
      events(first: 100) { totalCount nodes { id title description startsAt endsAt online country
      members { totalCount nodes { role joinedOn user { id } } } } } }""",
    """{ userFacets { country { value count } } schoolFacets { country { value count } region { value count }
      city { value count } } }""",
    """{ userFacets { subjects { value count } languages { value count } schoolRole { value count } }
      users(where: { pupilAges: { overlaps: { from: 8, to: 11 } } }) { totalCount } }""",
]


def probes(role: str, first: World, second: World) -> list[Question]:
    """What to ask about the differences between two worlds, in a stable order."""
    lists = list(
        dict.fromkeys(probe for difference in _differences(first, second) for probe in _lists(role, *difference))
    )
    lists += _former(first, second)
    questions = [Question(document, {}) for document in SURVEY]
    for start in range(0, len(lists), PACKED):
        body = " ".join(f"p{place}: {one}" for place, one in enumerate(lists[start : start + PACKED]))
        questions.append(Question(f"{{ {body} }}", {}))
    return [*questions, *_nodes(first, second)]


def _differences(first: World, second: World) -> Iterator[tuple[str, str, Any]]:
    """Type, field and value of what is in one world and not in the other; one value of each field."""
    found: dict[tuple[str, str], list[Any]] = {}
    for one, other in ((first, second), (second, first)):
        there = {(record["kind"], record["key"]): record for record in other.records}
        for record in one.records:
            known = there.get((record["kind"], record["key"]))
            for name, value in record.items() if known and record["kind"] in TYPES else ():
                if known is not None and known.get(name) != value:
                    found.setdefault((TYPES[record["kind"]], name), []).extend(_parts(value))
    for (kind, name), values in sorted(found.items()):
        for value in sorted({value for value in values if value not in (None, "")}, key=repr)[:VALUES_OF_A_FIELD]:
            yield kind, name, value


def _parts(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return []
    return list(value) if isinstance(value, list) else [value]


def _lists(role: str, kind: str, name: str, value: Any) -> Iterator[str]:
    """Lists of the root that depend on one value of one field."""
    if kind not in LISTS:
        return
    schema, never = core_schema(), NEVER.get(role, set())
    where = _filter_type(schema, kind, name)
    if where is not None and f"{kind}.{name}" not in never:
        for condition in _conditions(where, value):
            yield _filtered(schema, kind, {name: condition})
            yield _filtered(schema, kind, {"not": {name: condition}})
            if kind == "School":
                yield _filtered(schema, "User", {"school": {name: condition}})
                yield _filtered(schema, "User", {"not": {"school": {name: condition}}})
            if name == "country":
                yield _filtered(schema, "Project", {"partnerCountry": condition})
    if f"{kind}.{name}" not in never:
        yield from _ordered(schema, kind, name)
    if name in SEARCHED[kind] and words(value):
        search = literal(words(value)[0][:LONGEST_WORD], GraphQLString)
        yield f"{LISTS[kind]}(search: {search}, first: 100) {{ nodes {{ id }} }}"


def _former(first: World, second: World) -> list[str]:
    """Lists by the id of a school that was merged into another in one of the worlds, or into another one."""
    ids = {_id(one) for world in (first, second) for one in world.of("former_school")}
    wheres: list[dict[str, Any]] = [{"id": [one]} for one in sorted(ids)]
    lists = [_filtered(core_schema(), "School", where) for where in wheres]
    return lists + [_filtered(core_schema(), "User", {"not": {"school": where}}) for where in wheres]


def _filter_type(schema: GraphQLSchema, kind: str, name: str) -> Any:
    where = schema.type_map[f"{kind}Where"]
    assert isinstance(where, GraphQLInputObjectType)
    return where.fields[name].type if name in where.fields and name != "school" else None


def _conditions(where: Any, value: Any) -> Iterator[Any]:
    """What one can say about a value of a field."""
    named = get_named_type(where)
    if not isinstance(named, GraphQLInputObjectType):
        yield [value] if str(where).startswith("[") else value
        return
    if "isNull" in named.fields:
        yield {"isNull": True}
    if "has" in named.fields:
        yield {"has": value}
        return
    yield {"eq": value}
    if "contains" in named.fields:
        yield {"contains": value[-LONGEST_WORD:]}
    if "lt" in named.fields:
        yield {"gte": value}


def _filtered(schema: GraphQLSchema, kind: str, where: dict[str, Any]) -> str:
    given = literal(where, schema.type_map[f"{kind}Where"])  # type: ignore[arg-type]
    return f"{LISTS[kind]}(where: {given}, first: 100) {{ nodes {{ id }} }}"


def _ordered(schema: GraphQLSchema, kind: str, name: str) -> Iterator[str]:
    field = "".join(f"_{letter}" if letter.isupper() else letter for letter in name).upper()
    orders: Any = schema.type_map.get(f"{kind}OrderField")
    if orders is not None and field in orders.values:
        for direction in ("ASC", "DESC"):
            order = f"orderBy: [{{field: {field}, direction: {direction}}}]"
            yield f"{LISTS[kind]}({order}, first: 100) {{ edges {{ cursor node {{ id }} }} }}"
            yield f"{LISTS[kind]}({order}, first: 2) {{ pageInfo {{ hasNextPage endCursor }} }}"


def _nodes(first: World, second: World) -> Iterator[Question]:
    """Every object of both worlds by its id."""
    ids = list(dict.fromkeys(_id(record) for world in (first, second) for record in world.records))
    document = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on User { firstName email } } }"
    for start in range(0, len(ids), 100):
        yield Question(document, {"ids": ids[start : start + 100]})


def _id(record: Record) -> str:
    return public_id(record["kind"], record["key"])
