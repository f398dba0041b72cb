"""Staff reads of personal data leave one record each; public data, own data and the reads of users leave none."""

from __future__ import annotations

import pytest

from app.resolvers.document.prepare import digest_of
from app.resolvers.read.disclosure import PEOPLE
from tests.conformance.asking.documents import Question
from tests.conformance.reference.askers import Asker
from tests.resolvers.read.recorded import (
    ANNA,
    AUTHORITY,
    CANARY,
    EACEA,
    EVENTS,
    NSO,
    RIGHTS,
    STAFF,
    SUPPORT,
    Log,
    id_of,
)


def test_every_entry_of_a_person_is_about_that_person(log: Log) -> None:
    types = log.real.graph.catalog.types
    assert {name for name, entry in types.items() if entry.rows.person} | {"User"} == PEOPLE


def test_a_record_says_who_why_what_and_about_whom(log: Log) -> None:
    document = "query Mine { node(id: $id) { ... on User { email firstName } } }".replace("Mine", "Mine($id: ID!)")
    assert log.of(NSO, document, id=id_of("anna")) == {
        "viewer": "nso",
        "role": "NSO",
        "purpose": "VALIDATION",
        "organisation": None,
        "operation": digest_of(document),
        "subjects": ["anna"],
        "schools": [],
        "coordinates": ["User.email", "User.firstName", "User.id"],
    }


def test_the_instant_and_the_number_come_from_the_database(log: Log) -> None:
    log.of(EACEA, "{ users { nodes { email } } }")
    row = log.real.owner.execute(
        "SELECT at BETWEEN now() - interval '1 minute' AND now(), number > 0 FROM access_log"
    ).fetchone()
    assert row == (True, True)


HIDDEN = ["anna", "authority", "css", "dg", "dsp", "jaan", "nso"]

SHOWN: dict[str, tuple[Asker, str, list[str]]] = {
    "a list": (EACEA, "{ users { nodes { firstName } } }", HIDDEN),
    "the roles of people": (EACEA, "{ assignments { nodes { role } } }", ["authority", "css", "dg", "dsp", "nso"]),
    "a list of a country": (NSO, "{ users { nodes { firstName } } }", ["anna", "jaan"]),
    "a list of an authority": (AUTHORITY, "{ users { nodes { firstName } } }", ["anna", "jaan"]),
    "a field the public never sees": (NSO, "{ users { nodes { email } } }", ["anna", "jaan", "pia"]),
    "an alias": (NSO, "{ a: users { b: nodes { c: email } } }", ["anna", "jaan", "pia"]),
    "edges": (NSO, "{ users { edges { node { id } } } }", ["anna", "jaan"]),
    "cursors alone": (NSO, "{ users { edges { cursor } } }", ["anna", "jaan"]),
    "the cursors of a page": (
        EACEA,
        '{ users(where: { country: { eq: "EE" } }) { pageInfo { startCursor endCursor } } }',
        ["anna", "jaan"],  # pia is between them
    ),
    "a page of one": (NSO, "{ users(first: 1, orderBy: [{ field: EMAIL }]) { nodes { __typename } } }", ["anna"]),
    "edges of which nothing is asked": (
        NSO,
        "{ schools { nodes { users { edges { __typename } } } } }",
        ["anna", "jaan"],
    ),
    "names of types": (NSO, "{ users { nodes { __typename } } }", ["anna", "jaan"]),
    "a filter that the public does not see": (
        EACEA,
        '{ users(where: { email: { eq: "pia@people.example" } }) { nodes { id } } }',
        ["pia"],
    ),
    "a filter below a not": (
        EACEA,
        '{ users(where: { country: { eq: "NO" }, not: { email: { eq: "x@y.z" } } }) { nodes { id } } }',
        ["pelle"],
    ),
    "an order that the public does not see": (
        EACEA,
        '{ users(where: { country: { eq: "NO" } }, orderBy: [{ field: REGISTERED_AT }]) { nodes { id } } }',
        ["pelle"],
    ),
    "a search": (EACEA, '{ users(search: "pelle") { nodes { id } } }', ["pelle"]),
    "a public partner of a public project": (
        EACEA,
        "{ projects { nodes { partners { nodes { role user { firstName } } } } } }",
        ["anna", "pia"],  # anna of p1, pia as a partner of the draft
    ),
    "an entry without its person": (EACEA, "{ projects { nodes { partners { nodes { role } } } } }", ["anna", "pia"]),
    "what the public does not see of an entry": (
        EACEA,
        '{ projects(search: "p1") { nodes { partners { nodes { joinedOn } } } } }',
        ["anna", "pia"],
    ),
    "people of schools": (NSO, "{ schools { nodes { users { nodes { lastName } } } } }", ["anna", "jaan"]),
    "contacts": (
        EACEA,
        '{ users(where: { firstName: { eq: "First pia" } }) { nodes { contacts { nodes { id } } } } }',
        ["pelle", "pia"],
    ),
    "projects of a person": (
        EACEA,
        '{ users(where: { firstName: { eq: "First pia" } }) { nodes { projects { totalCount } } } }',
        ["pia"],
    ),
    "members of a space": (
        EACEA,
        "{ projects { nodes { twinSpace { members { nodes { user { id } } } } } } }",
        ["anna", "pia"],
    ),
    "members of a group": (EACEA, "{ groups { nodes { members { nodes { role } } } } }", ["jaan"]),
    "participants of an event": (EVENTS, "{ events { nodes { members { nodes { user { id } } } } } }", ["pia"]),
    "an account out of use": (RIGHTS, "{ users(where: { status: [DEACTIVATED] }) { nodes { id } } }", ["off"]),
    "a neighbour": (
        EACEA,
        "{ schools { nodes { users { nodes { id school { users { nodes { id } } } } } } } }",
        ["anna", "jaan"],
    ),
    "two lists at once": (EACEA, "{ groups { nodes { title } } users { nodes { id } } }", HIDDEN),
}


@pytest.mark.parametrize("name", SHOWN)
def test_who_is_shown_is_recorded(log: Log, name: str) -> None:
    asker, document, expected = SHOWN[name]
    assert log.subjects(asker, document) == expected


@pytest.mark.parametrize("asker", STAFF, ids=lambda asker: asker.role)
def test_every_staff_role_leaves_a_record(log: Log, asker: Asker) -> None:
    found = log.of(asker, "query($ids: [ID!]!) { nodes(ids: $ids) { ... on User { firstName } } }", ids=[id_of("anna")])
    assert found is not None
    assert (found["role"], found["purpose"], found["subjects"]) == (asker.role, asker.purpose, ["anna"])


NOTHING: dict[str, tuple[Asker, str]] = {
    "a user": (ANNA, "{ users { nodes { firstName } } }"),
    "the public": (Asker(), "{ users { nodes { firstName } } }"),
    "nobody's data": (EACEA, "{ groups { nodes { title } } projects { totalCount nodes { title status } } }"),
    "the acting role": (EACEA, "{ viewer { role purpose country } countries { code } }"),
    "the own row": (EACEA, "{ viewer { user { email lastLoginAt consents { purpose } contacts { totalCount } } } }"),
    "public people": (EACEA, f'{{ node(id: "{id_of("pelle")}") {{ ... on User {{ firstName school {{ city }} }} }} }}'),
    "what is hidden of public people": (
        NSO,
        f'{{ node(id: "{id_of("pelle")}") {{ ... on User {{ email status }} }} }}',
    ),
    "how schools are spread": (EACEA, "{ schoolFacets { country { value count } city { count } } }"),
    "an empty page": (EACEA, "{ users(first: 0) { nodes { email } } }"),
    "schools without their heads": (EACEA, "{ schools { nodes { officialName address } } }"),
    "a public entry of a public project": (
        NSO,
        '{ projects(where: { title: { eq: "Project p1" } }) { nodes { partners(first: 0) { nodes { role } } } } }',
    ),
}


@pytest.mark.parametrize("name", NOTHING)
def test_what_everybody_sees_and_what_is_ones_own_leaves_no_record(log: Log, name: str) -> None:
    asker, document = NOTHING[name]
    assert log.of(asker, document) is None


def test_the_own_row_by_its_id_leaves_no_record(log: Log) -> None:
    document = "query($id: ID!) { node(id: $id) { ... on User { email } } }"
    assert log.of(EACEA, document, id=id_of("eacea")) is None
    assert log.of(EACEA, document, id=id_of("nobody")) is None


ASKED: dict[str, tuple[str, set[str]]] = {
    "a count": ("{ users { totalCount } }", {"User.id"}),
    "a count by address": (
        '{ users(where: { email: { eq: "anna@people.example" } }) { totalCount } }',
        {"User.email", "User.id"},
    ),
    "whether there is one": (
        "{ users(first: 0, where: { status: [PENDING] }) { pageInfo { hasNextPage } } }",
        {"User.status", "User.id"},
    ),
    "a search that finds nobody": (
        '{ users(search: "zilpzalp") { nodes { id } } }',
        {"User.id", "User.firstName", "User.lastName", "User.description", "User.subjects"},
    ),
    "projects by the country of partners": (
        '{ projects(where: { partnerCountry: { eq: "EE" } }) { nodes { title } } }',
        {"Partner.country", "Partner.id"},
    ),
    "how people are spread": (
        '{ userFacets(where: { email: { startsWith: "a" } }) { subjects { count } } }',
        {"User.email", "User.id", "User.subjects"},
    ),
    "the ages of pupils": (
        "{ users(first: 0, where: { pupilAges: { isNull: true } }) { pageInfo { hasNextPage } } }",
        {"User.pupilAges", "User.id"},
    ),
    "the size of a list inside": (
        "{ projects { nodes { partners { totalCount } } } }",
        {"Partner.id", "Project.partners"},
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_is_asked_about_people_without_showing_them_is_recorded(log: Log, name: str) -> None:
    document, coordinates = ASKED[name]
    found = log.of(EACEA, document)
    assert found is not None
    assert (found["subjects"], set(found["coordinates"])) == ([], coordinates)


def test_the_head_and_the_address_of_a_school_are_recorded_with_the_school(log: Log) -> None:
    """A head is linked to no account (A-03)."""
    for field in ("head { lastName }", "email"):
        found = log.of(NSO, f"{{ schools {{ nodes {{ {field} }} }} }}")
        assert found is not None
        assert (found["subjects"], found["schools"]) == ([], ["s1"])
    assert log.of(AUTHORITY, "{ schools { nodes { head { lastName } } } }") is not None


def test_an_explanation_about_somebody_is_a_read(log: Log) -> None:
    document = 'query($id: ID!) { viewer { explain(coordinate: "User.email", id: $id) { code } } }'
    found = log.of(SUPPORT, document, id=id_of("anna"))
    assert found is not None
    assert (found["subjects"], found["coordinates"]) == (["anna"], ["User.email"])
    assert log.of(SUPPORT, document, id=id_of("css")) is None
    assert log.of(SUPPORT, document, id=id_of("nobody")) is None
    of_school = document.replace("User.email", "School.head")
    found = log.of(SUPPORT, of_school, id=id_of("s1", "school"))
    assert found is not None
    assert found["schools"] == ["s1"]


def test_values_are_in_no_record_and_marks_in_no_answer(log: Log) -> None:
    document = """query Zilpzalp($search: String) {
      # zilpzalp
      zilpzalp: users(search: $search, where: { not: { firstName: { eq: "zilpzalp" } } }) { nodes { description } }
      schools { nodes { head { lastName } } } }"""
    reply = log.real.ask(EACEA, Question("{ users { nodes { id firstName description email } } }", {}))
    assert reply.body is not None
    assert b"\x01" not in reply.body
    assert sum(one["firstName"].startswith(CANARY) for one in reply.data["users"]["nodes"]) == 1
    assert log.of(EACEA, document, search="zilpzalp") is not None
    (row,) = log.real.owner.execute("SELECT log::text FROM access_log AS log").fetchall()
    assert "zilp" not in row[0].lower()


def test_a_document_is_known_without_its_values(log: Log) -> None:
    """A digest of an address would stand for the person (RET-10)."""

    def operation(address: str) -> str:
        found = log.of(EACEA, f'{{ users(where: {{ email: {{ eq: "{address}" }} }}) {{ totalCount }} }} # {address}')
        assert found is not None
        return str(found["operation"])

    assert operation("a@b.example") == operation("anna@people.example")
    assert operation("a@b.example") != operation('a@b.example" startsWith: "a')


def test_somebody_who_is_not_admitted_reads_and_records_nothing(log: Log) -> None:
    log.real.owner.execute("DELETE FROM access_log")
    reply = log.real.ask(Asker("NSO", "VALIDATION", "anna"), Question("{ users { nodes { email } } }", {}))
    assert reply.refusal == "FORBIDDEN"
    assert log.real.owner.execute("SELECT count(*) FROM access_log").fetchone() == (0,)
