"""A world in which somebody may come to work at two schools, and short ways to ask for it.

In: an office. Out: documents, askers, `add` and `affirm`, what is `seen` of anna, and what is `stored`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import consent, partner, project, school, user
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.office import ANNA, Office
from tests.resolvers.commands.registering import registrations

ADD = """mutation ($input: AddMySchoolInput!) {
  addMySchool(input: $input) { user { id status country school { id } secondSchoolStatus secondSchool { id status } } }
}"""
REMOVE = "mutation ($input: RemoveMySchoolInput!) { removeMySchool(input: $input) { user { secondSchool { id } } } }"
AFFIRM = {
    "validate": "mutation ($input: ValidateAffiliationInput!) { validateAffiliation(input: $input) { user { id } } }",
    "refuse": "mutation ($input: RefuseAffiliationInput!) { refuseAffiliation(input: $input) { user { id } } }",
}
MERGE = "mutation ($input: MergeSchoolsInput!) { mergeSchools(input: $input) { school { id } } }"
MOVE = "mutation ($input: ChangeMySchoolInput!) { changeMySchool(input: $input) { user { id } } }"
WHOLE = """query ($user: ID!, $first: ID!, $second: ID!) {
  node(id: $user) { ... on User {
    firstName email country status registeredAt picture school { id } secondSchoolStatus secondSchool { id }
    projects(first: 10) { totalCount }
  } }
  first: node(id: $first) { ... on School { users(first: 50) { nodes { id } } } }
  second: node(id: $second) { ... on School { users(first: 50) { nodes { id } } } }
  projects(first: 10) { nodes { partners(first: 10) { nodes { user { id } } } } }
}"""
PEER = Asker("ETWINNER", None, "official")
OTHER = Asker("NSO", "NATIONAL_PROMOTION", "nso-lv")
WAYS = ("first", "second")
ANNAS, UNKNOWN = public_id("user", "anna"), "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"
TALLINN, RIGA, TARTU = public_id("school", "s1"), public_id("school", "s2"), public_id("school", "s3")


def two_schools(now: datetime) -> World:
    """The world of registrations with another school in Estonia, and a project of anna with a public person."""
    world = registrations(now)
    lately = world.records[2]["lastLoginAt"]
    more = [
        school("s3", "EE"),
        school("far", "XX"),
        user("ilze", "s2", lastLoginAt=lately),
        consent("ilze"),
        project("river", publishedAt="2025-01-01T00:00:00Z"),
        partner("river", "anna", "s1"),
        partner("river", "ilze", "s2"),
    ]
    return World((*world.records, *more), world.now)


def add(office: Office, asker: Asker = ANNA, **given: Any) -> Any:
    return office.send(asker, ADD, input=given)


def affirm(office: Office, asker: Asker, what: str, person: str = ANNAS, at: str = RIGA) -> Any:
    return office.send(asker, AFFIRM[what], input={"user": person, "school": at})


def seen(office: Office, asker: Asker) -> Any:
    """What somebody sees of anna; who is at each of the schools; who takes part with her."""
    found = office.send(asker, WHOLE, user=ANNAS, first=TALLINN, second=RIGA)["data"]
    listed = [ANNAS in {one["id"] for one in (found[at] or {"users": {"nodes": []}})["users"]["nodes"]} for at in WAYS]
    parts = [part["user"]["id"] for one in found["projects"]["nodes"] for part in one["partners"]["nodes"]]
    return found["node"], listed, ANNAS in parts


def stored(office: Office) -> Any:
    query = "SELECT school_id::text, second_school_id::text, second_country, second_status FROM users WHERE id = %s"
    return office.rows(query, ANNAS)[0]
