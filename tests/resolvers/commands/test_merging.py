"""Two schools that are one: what moves, where their ids lead, and what nobody learns by it (docs/decisions/0083)."""

from __future__ import annotations

import ast
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import SQLModel

from app.authz.explain import Explainer
from app.authz.inquiry import inquire
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import partner, project, public_user, school, user
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.office import ANNA, EACEA, PUBLIC, Office, codes
from tests.resolvers.commands.registering import ESTONIA, LATVIA, registrations
from tests.resolvers.commands.test_moving import MOVE

TALLINN, DOUBLE, THIRD, RIGA = (public_id("school", key) for key in ("s1", "double", "third", "s2"))
UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"
TOOMAS = Asker("ETWINNER", None, "toomas")
MERGE = """mutation ($input: MergeSchoolsInput!) {
  mergeSchools(input: $input) { school { id officialName address region email head { lastName email } } }
}"""
HEAD = {"firstName": "Helmi", "lastName": "Põld", "email": "helmi@people.example"}
WHERE = "query ($ids: [ID!]) { schools(where: {id: $ids}) { totalCount nodes { id } } }"


@pytest.fixture
def office(offices: Office) -> Office:
    """The world of registrations, in which the school of anna, `s1`, stands twice: at the other one are toomas, who
    supplied its head, one who waits, one who is hidden, and partners of a project.
    """
    now = datetime.now(UTC)
    lately = now.isoformat()
    double = {"officialName": "Kool 1", "address": "Kooli 1", "region": "Harju", "email": "kool@double.example"}
    more = [
        school("double", "EE", head=HEAD, headSuppliedBy="toomas", **double),
        school("third", "EE"),
        *public_user("toomas", "double", lastLoginAt=lately),
        user("liisa", "double", "PENDING", lastLoginAt=lately),
        user("restricted", "double", lastLoginAt=lately, processingRestricted=True),
        project("shared"),
        partner("shared", "toomas", "double", role="FOUNDER"),
        partner("shared", "anna", "s1"),
        partner("shared", "restricted", "double"),
    ]
    offices.real.load(World((*registrations(now).records, *more), now))
    return offices


def merge(office: Office, asker: Asker = ESTONIA, into: str = TALLINN, gone: str = DOUBLE, **more: Any) -> Any:
    return office.send(asker, MERGE, input={"surviving": into, "absorbed": gone, **more})


def at(office: Office, school_id: str) -> set[str]:
    """The people of a school, and the partners through it, by their keys."""
    people = office.rows("SELECT key FROM users WHERE school_id = %s", school_id)
    return {key for (key,) in [*people, *office.rows("SELECT key FROM partners WHERE school_id = %s", school_id)]}


def node(office: Office, asker: Asker, identifier: str, fields: str = "id officialName") -> Any:
    return office.send(asker, f'{{ node(id: "{identifier}") {{ ... on School {{ {fields} }} }} }}')


def unchanged(office: Office) -> bool:
    aliases = office.rows("SELECT FROM school_aliases")
    return aliases == office.audit() == [] and "toomas" in at(office, DOUBLE)


def test_a_merge_knows_everything_that_refers_to_schools() -> None:
    """Whoever adds a reference lets `app.database.commands.merging` and `app.transfer.merged` move it as well."""
    keys = [key for table in SQLModel.metadata.tables.values() for key in table.foreign_keys]
    found = {str(key.parent) for key in keys if key.column.table.name == "schools"}
    first, second = {"users.school_id", "users.school_country"}, {"users.second_school_id", "users.second_country"}
    assert found == {*first, *second, "partners.school_id", "school_aliases.surviving_id"}


def test_people_and_partners_move_and_nobody_waits_again(office: Office) -> None:
    before, moving = at(office, TALLINN), at(office, DOUBLE)
    states = office.rows("SELECT id, status FROM users ORDER BY id")
    assert moving == {"toomas", "liisa", "restricted", "shared-toomas", "shared-restricted"}
    assert codes(merge(office)) == []
    assert at(office, TALLINN) == before | moving
    assert office.rows("SELECT id, status FROM users ORDER BY id") == states
    assert office.rows("SELECT FROM schools WHERE id = %s", DOUBLE) == []
    own = office.send(TOOMAS, "{ viewer { country user { school { id } } } }")["data"]["viewer"]
    assert own == {"country": "EE", "user": {"school": {"id": TALLINN}}}
    found = office.send(ANNA, "{ projects { nodes { partners { nodes { school { id } } } } } }")["data"]["projects"]
    assert found == {"nodes": [{"partners": {"nodes": [{"school": {"id": TALLINN}}] * 2}}]}


def test_the_school_takes_over_what_it_has_not_and_keeps_what_it_has(office: Office) -> None:
    shown: dict[str, Any] = {"id": TALLINN, "officialName": "School s1", "address": "Kooli 1", "region": "Harju"}
    shown |= {"email": None, "head": {"lastName": "Põld", "email": HEAD["email"]}}
    assert merge(office) == {"data": {"mergeSchools": {"school": shown}}}
    # Whoever supplied the head's data reads them back, colleagues do not.
    assert node(office, TOOMAS, TALLINN, "head { lastName }")["data"]["node"] == {"head": {"lastName": "Põld"}}
    assert node(office, ANNA, TALLINN, "head { lastName }")["data"]["node"] == {"head": None}
    for words in ("harju", "s1"):
        found = office.send(ANNA, f'{{ schools(search: "{words}") {{ nodes {{ id }} }} }}')["data"]["schools"]
        assert found == {"nodes": [{"id": TALLINN}]}
    assert codes(merge(office, into=THIRD, gone=TALLINN)) == []
    kept = office.rows("SELECT official_name, head_last_name FROM schools WHERE id = %s", THIRD)
    assert kept == [("School third", "Põld")]


def test_what_a_school_has_is_not_written_over(office: Office) -> None:
    assert codes(merge(office, into=DOUBLE, gone=TALLINN)) == []
    (row,) = office.rows("SELECT official_name, address, head_last_name FROM schools WHERE id = %s", DOUBLE)
    assert row == ("Kool 1", "Kooli 1", "Põld")


@pytest.mark.parametrize("asker", [ANNA, PUBLIC, ESTONIA, EACEA], ids=lambda one: one.role)
def test_the_former_id_leads_to_the_school_wherever_an_id_is_asked_for(office: Office, asker: Asker) -> None:
    merge(office)
    found = node(office, asker, TALLINN)
    assert found["data"]["node"]["id"] == TALLINN
    assert node(office, asker, DOUBLE) == found
    several = f'{{ nodes(ids: ["{DOUBLE}", "{TALLINN}", "{UNKNOWN}", "{DOUBLE}"]) {{ id }} }}'
    one = {"id": TALLINN}
    assert office.send(asker, several)["data"]["nodes"] == [one, one, None, one]
    for ids in ([DOUBLE], [TALLINN], [DOUBLE, TALLINN]):
        assert office.send(asker, WHERE, ids=ids)["data"]["schools"] == {"totalCount": 1, "nodes": [one]}
    people = "query ($where: SchoolWhere) { users(where: {school: $where}) { nodes { id } } }"
    for condition in ({"id": [DOUBLE]}, {"not": {"id": [DOUBLE]}}):
        same = str(condition).replace(DOUBLE, TALLINN)
        answers = [office.send(asker, people, where=one) for one in (condition, ast.literal_eval(same))]
        assert answers[0] == answers[1]
        assert codes(answers[0]) == []
    facets = f'{{ schoolFacets(where: {{id: ["{DOUBLE}"]}}) {{ country {{ value count }} }} }}'
    assert office.send(asker, facets)["data"]["schoolFacets"] == {"country": [{"value": "EE", "count": 1}]}


def test_an_explanation_is_that_of_the_school(office: Office) -> None:
    merge(office)
    asked = '{ viewer { explain(coordinate: "School.address", id: "%s") { code rule } } }'
    answers = [office.send(ANNA, asked % identifier) for identifier in (DOUBLE, TALLINN)]
    assert answers[0] == answers[1]
    assert answers[0]["data"]["viewer"]["explain"]["code"] != "NOT_EXPLAINED"


@pytest.mark.parametrize("field", ["officialName", "email", "head"])
def test_operators_are_told_of_the_former_id_what_they_are_told_of_the_school(office: Office, field: str) -> None:
    merge(office)
    real, now = office.real, datetime.now(UTC)
    former, current = (
        inquire(real.owner, Explainer(real.policy), ANNA.caller(), ("School", field), UUID(one), now)
        for one in (DOUBLE, TALLINN)
    )
    assert former == current
    assert former is not None


def test_the_former_id_of_a_school_that_one_does_not_see_is_an_unknown_one(office: Office) -> None:
    office.rows("DELETE FROM consents RETURNING id")
    merge(office)
    for asker in (PUBLIC, LATVIA):
        assert node(office, asker, DOUBLE) == node(office, asker, UNKNOWN) == node(office, asker, TALLINN)
        hidden, unknown = (office.send(asker, WHERE, ids=[one]) for one in (DOUBLE, UNKNOWN))
        assert hidden == unknown
    for document, given in ((MERGE, {"surviving": RIGA}), (MOVE, {})):
        key = "absorbed" if given else "school"
        asker = LATVIA if given else Asker("GENERAL_USER", None, "general")
        answers = [office.send(asker, document, input={**given, key: one}) for one in (DOUBLE, UNKNOWN)]
        assert [codes(one) for one in answers] == [["NOT_FOUND"] if given else ["CONFLICT"]] * 2
        assert answers[0] == answers[1]


def test_who_names_the_former_id_comes_to_the_school(office: Office) -> None:
    merge(office, into=THIRD)
    answer = office.send(ANNA, MOVE, input={"school": DOUBLE})
    assert codes(answer) == []
    assert "anna" in at(office, THIRD)
    assert office.changes()[-1] == {"school": [TALLINN, THIRD], "status": ["VALIDATED", "PENDING"]}
    again = office.send(Asker("GENERAL_USER", None, "anna"), MOVE, input={"school": DOUBLE})
    assert codes(again) == []
    assert len(office.audit()) == 2, "it is the school where anna is already"


def test_a_school_that_was_merged_is_merged_on(office: Office) -> None:
    assert codes(merge(office)) == []
    assert merge(office, into=THIRD, gone=TALLINN)["data"]["mergeSchools"]["school"]["id"] == THIRD
    assert {"anna", "toomas"} <= at(office, THIRD)
    for former in (DOUBLE, TALLINN):
        assert node(office, ANNA, former)["data"]["node"]["id"] == THIRD
    assert set(office.rows("SELECT absorbed_id::text, surviving_id::text FROM school_aliases")) == {
        (DOUBLE, THIRD),
        (TALLINN, THIRD),
    }


def test_what_is_merged_already_stays_so(office: Office) -> None:
    first = merge(office, idempotencyKey="once")
    assert merge(office, idempotencyKey="once") == first == merge(office)
    assert merge(office, into=DOUBLE, gone=TALLINN) == first
    assert len(office.audit()) == 1


def test_the_audit_log_and_the_alias_say_what_was(office: Office) -> None:
    moved = {public_id("user", key) for key in ("toomas", "liisa", "restricted")}
    moved |= {public_id("partner", key) for key in ("shared-toomas", "shared-restricted")}
    merge(office)
    (entry,) = office.audit()
    assert entry[:4] == (public_id("user", "nso-ee"), "NSO", "VALIDATION", "mergeSchools")
    assert set(entry[4]) == {TALLINN, DOUBLE, *moved}
    assert office.changes() == [{"school": [DOUBLE, TALLINN]}]
    kept = "key, official_name, address, city, region, country, status, merged_by::text"
    assert office.rows(f"SELECT {kept} FROM school_aliases") == [  # noqa: S608 - names of this test
        ("double", "Kool 1", "Kooli 1", "Tartu", "Harju", "EE", "VALIDATED", public_id("user", "nso-ee"))
    ]


def test_a_hidden_school_is_an_unknown_one(office: Office) -> None:
    for into, gone, field in ((RIGA, DOUBLE, "surviving"), (TALLINN, RIGA, "absorbed")):
        answers = [
            merge(office, into=one if field == "surviving" else into, gone=one if field == "absorbed" else gone)
            for one in (RIGA, UNKNOWN, "no id", public_id("user", "anna"))
        ]
        assert answers == [answers[0]] * 4
        assert codes(answers[0]) == ["NOT_FOUND"]
        assert answers[0]["errors"][0]["extensions"]["field"] == field
    assert codes(merge(office, LATVIA)) == ["NOT_FOUND"]
    assert unchanged(office)


def test_a_school_is_not_merged_with_itself(office: Office) -> None:
    for one in (TALLINN, RIGA, UNKNOWN):
        answer = merge(office, into=one, gone=one)
        assert codes(answer) == ["BAD_USER_INPUT"]
        assert answer["errors"][0]["extensions"]["field"] == "absorbed"
    assert unchanged(office)


def test_nobody_else_merges_and_nobody_for_another_purpose(office: Office) -> None:
    for asker in (EACEA, ANNA, Asker("NSO", "SURVEY", "nso-ee"), Asker("GENERAL_USER", None, "liisa")):
        assert codes(merge(office, asker)) == ["FORBIDDEN"], asker
    assert codes(merge(office, PUBLIC)) == ["UNAUTHENTICATED"]
    assert unchanged(office)


@pytest.mark.parametrize("status", ["PENDING", "REFUSED"])
def test_a_school_that_waits_is_absorbed_and_absorbs_nothing(office: Office, status: str) -> None:
    office.rows("UPDATE schools SET status = %s WHERE id = %s RETURNING id", status, DOUBLE)
    assert codes(merge(office, into=DOUBLE, gone=TALLINN)) == ["CONFLICT"]
    assert unchanged(office)
    assert node(office, PUBLIC, TALLINN)["data"]["node"] is None
    assert codes(merge(office)) == []
    assert node(office, PUBLIC, DOUBLE)["data"]["node"]["id"] == TALLINN  # of toomas, who is public
    assert node(office, ANNA, TALLINN, "users { totalCount }")["data"]["node"] == {"users": {"totalCount": 3}}


def test_a_cursor_at_a_school_that_is_gone_goes_on(office: Office) -> None:
    document = "query ($after: String) { schools(after: $after, first: 1) { edges { cursor node { id } } } }"
    cursors, after = {}, None
    while edges := office.send(ANNA, document, after=after)["data"]["schools"]["edges"]:
        after = edges[0]["cursor"]
        cursors[edges[0]["node"]["id"]] = after
    assert len(cursors) == 4
    merge(office)
    rest = sorted(one for one in cursors if one > DOUBLE)
    listed = "query ($after: String) { schools(after: $after) { nodes { id } } }"
    found = office.send(ANNA, listed, after=cursors[DOUBLE])["data"]["schools"]["nodes"]
    assert [one["id"] for one in found] == rest


def test_a_cursor_of_the_list_of_a_school_that_is_gone_is_one_of_another_list(office: Office) -> None:
    document = """query ($id: ID!, $after: String) { node(id: $id) { ... on School {
      users(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } } } }"""
    cursors = [
        office.send(ANNA, document, id=one)["data"]["node"]["users"]["pageInfo"]["endCursor"]
        for one in (DOUBLE, TALLINN)
    ]
    merge(office)
    for one in (DOUBLE, TALLINN):
        assert codes(office.send(ANNA, document, id=one, after=cursors[0])) == ["BAD_USER_INPUT"]
        assert codes(office.send(ANNA, document, id=one, after=cursors[1])) == []
