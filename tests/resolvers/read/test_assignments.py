"""Who acts in which role: the controller and the Commission see it of whom they see, all others of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.database.addresses import Addresses
from app.errors import Code
from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import ANONYMOUS, Asker
from tests.conformance.worlds.records import LONG_AGO, RECENTLY, assignment, school, staff, user, world
from tests.conformance.worlds.world import Record, World, public_id

EACEA = Asker("EACEA", "OPERATION", "eacea")
RIGHTS = Asker("EACEA", "RIGHTS_REQUEST", "eacea")
COMMISSION = Asker("COMMISSION", "MONITORING", "dg")
NSO = Asker("NSO", "VALIDATION", "nso-ee")
WHOSE = "user { firstName }"
ALL = f"{{ assignments(first: 100) {{ totalCount nodes {{ role {WHOSE} }} }} }}"
EVERYBODY = {
    ("authority", "SCHOOL_AUTHORITY"),
    ("css", "CSS"),
    ("dg", "COMMISSION"),
    ("eacea", "EACEA"),
    ("nso-ee", "NSO"),
    ("two", "CSS"),
    ("two", "NSO"),
    ("two", "PROVIDER"),
}


def people(*hidden: Record | list[Record]) -> World:
    """Staff, one of them in several roles; and whoever is given beside them."""
    organisation: Record = {
        "kind": "organisation",
        "key": "support",
        "name": "Support Ltd",
        "type": "PROCESSOR",
        "country": "EE",
        "dpaSigned": True,
    }
    return world(
        school("s1", "EE"),
        school("s2", "NO"),
        organisation,
        user("anna", "s1"),
        staff("eacea", "EACEA"),
        staff("dg", "COMMISSION"),
        staff("nso-ee", "NSO", "EE"),
        staff("authority", "SCHOOL_AUTHORITY", "NO", region="Nord"),
        user("css", "s2"),
        assignment("css", "CSS", organisation="support"),
        user("two", "s2"),
        assignment("two", "CSS", validTo=RECENTLY),
        assignment("two", "PROVIDER", validFrom="2999-01-01T00:00:00Z"),
        assignment("two", "NSO", "NO", purposes=["SURVEY"]),
        *hidden,
    )


HIDDEN: list[Record] = [
    user("restricted", "s1", processingRestricted=True),
    assignment("restricted", "NSO", "EE"),
    user("off", "s1", "DEACTIVATED"),
    assignment("off", "CSS"),
    user("silent", "s1", lastLoginAt=LONG_AGO, registeredAt=LONG_AGO),
]


@pytest.fixture(scope="module")
def real(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealGraph]:
    graph = RealGraph(new_database(), tmp_path_factory.mktemp("assigned"))
    graph.load(people(HIDDEN))
    yield graph
    graph.close()


def ask(real: RealGraph, asker: Asker, document: str) -> Any:
    return real.ask(asker, Question(document, {})).data


def found(real: RealGraph, asker: Asker, where: str = "{}") -> set[tuple[str, str]]:
    """Whose roles are listed: the keys of the people, which are in their first names."""
    listed = ask(real, asker, f"{{ assignments(first: 100, where: {where}) {{ nodes {{ role {WHOSE} }} }} }}")
    return {(node["user"]["firstName"].removeprefix("First "), node["role"]) for node in listed["assignments"]["nodes"]}


@pytest.mark.parametrize("asker", [EACEA, COMMISSION], ids=lambda asker: asker.role)
def test_the_controller_and_the_commission_see_the_roles_of_everybody_whom_they_see(
    real: RealGraph, asker: Asker
) -> None:
    assert found(real, asker) == EVERYBODY
    assert ask(real, asker, ALL)["assignments"]["totalCount"] == len(EVERYBODY)


def test_whoever_handles_rights_sees_those_of_hidden_people_as_well(real: RealGraph) -> None:
    assert found(real, RIGHTS) == EVERYBODY | {("restricted", "NSO"), ("off", "CSS")}


@pytest.mark.parametrize(
    ("asker", "own"),
    [
        (NSO, {("nso-ee", "NSO")}),
        (Asker("NSO", "SURVEY", "two"), {("two", "NSO"), ("two", "CSS"), ("two", "PROVIDER")}),
        (Asker("CSS", "SUPPORT", "css"), {("css", "CSS")}),
        (Asker("GENERAL_USER", None, "nso-ee"), {("nso-ee", "NSO")}),
        (Asker("ETWINNER", None, "anna"), set()),
        (ANONYMOUS, set()),
    ],
    ids=lambda one: str(one) if isinstance(one, Asker) else str(len(one)),
)
def test_others_see_their_own(real: RealGraph, asker: Asker, own: set[tuple[str, str]]) -> None:
    assert found(real, asker) == own


def test_an_assignment_is_shown_whole(real: RealGraph) -> None:
    document = """{ assignments(where: {role: [CSS, SCHOOL_AUTHORITY]}) {
      nodes { role country region organisation purposes live validTo } } }"""
    nodes = ask(real, EACEA, document)["assignments"]["nodes"]
    whole: dict[str, Any] = {"country": None, "region": None, "organisation": None, "purposes": None, "validTo": None}
    expected = [
        whole | {"role": "CSS", "organisation": "Support Ltd", "live": True},
        whole | {"role": "CSS", "live": False, "validTo": RECENTLY},
        whole | {"role": "SCHOOL_AUTHORITY", "country": "NO", "region": "Nord", "live": True},
    ]
    assert sorted(nodes, key=repr) == sorted(({key: one[key] for key in nodes[0]} for one in expected), key=repr)


@pytest.mark.parametrize(
    ("where", "those"),
    [
        ("{role: [NSO]}", {("nso-ee", "NSO"), ("two", "NSO")}),
        ("{role: []}", set()),
        ('{country: {eq: "NO"}}', {("authority", "SCHOOL_AUTHORITY"), ("two", "NSO")}),
        ("{live: false}", {("two", "CSS"), ("two", "PROVIDER")}),
        ("{not: {live: true}}", {("two", "CSS"), ("two", "PROVIDER")}),
        ('{validFrom: {gt: "2900-01-01T00:00:00Z"}}', {("two", "PROVIDER")}),
        ("{validTo: {isNull: false}}", {("two", "CSS")}),
        ('{user: {firstName: {eq: "First two"}}, live: true}', {("two", "NSO")}),
        ('{user: {firstName: {startsWith: "First r"}}}', set()),
    ],
)
def test_they_are_filtered(real: RealGraph, where: str, those: set[tuple[str, str]]) -> None:
    assert found(real, EACEA, where) == those


def test_pages_have_each_assignment_once_also_those_of_one_person(real: RealGraph) -> None:
    seen: list[str] = []
    after = "null"
    while True:
        page = ask(
            real,
            EACEA,
            f"{{ assignments(first: 1, after: {after}) {{ nodes {{ id }} pageInfo {{ hasNextPage endCursor }} }} }}",
        )["assignments"]
        seen += [node["id"] for node in page["nodes"]]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = f'"{page["pageInfo"]["endCursor"]}"'
    assert len(seen) == len(set(seen)) == len(EVERYBODY)
    assert seen == sorted(seen)


def test_a_role_that_reads_none_cannot_filter_by_one(real: RealGraph) -> None:
    reply = real.ask(ANONYMOUS, Question("{ assignments(where: {role: [NSO]}) { totalCount } }", {}))
    assert reply.refusal == Code.FORBIDDEN


def test_the_assignments_of_hidden_people_change_no_byte(real: RealGraph) -> None:
    hidden = public_id("assignment", str(HIDDEN[1]["key"]))
    documents = [
        ALL,
        "{ assignments(first: 2) { edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }",
        "{ assignments(where: {not: {live: false}}) { totalCount nodes { id } } }",
        f'{{ assignments(where: {{id: ["{hidden}"]}}) {{ totalCount nodes {{ id }} }} }}',
        '{ assignments(where: {user: {country: {eq: "EE"}}}) { totalCount nodes { id } } }',
    ]

    def answers() -> list[bytes | None]:
        return [real.ask(asker, Question(one, {})).body for asker in (EACEA, COMMISSION, NSO) for one in documents]

    with_hidden = answers()
    try:
        real.load(people())
        assert answers() == with_hidden
    finally:
        real.load(people(HIDDEN))
