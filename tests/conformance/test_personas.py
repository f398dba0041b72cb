"""Oneself through the eyes of a persona: exactly what the real one gets, and never more than one's own view."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.looks import CELLS, PROJECT, SURVEY
from tests.conformance.reference.askers import ANONYMOUS, Asker, askers
from tests.conformance.reference.facts import Facts
from tests.conformance.test_versions import under
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.records import school, staff, user
from tests.conformance.worlds.world import World, public_id

STRANGER = Asker("ETWINNER", None, "stranger")
COUNTRIES = ("EE", "NO", "HU")


def peopled() -> World:
    """The world made by hand, with a peer who has nothing in common with anybody, and an NSO for each country."""
    officers = [record for country in COUNTRIES for record in staff(f"officer-{country}", "NSO", country)]
    return corpus().with_records([*corpus().records, school("far", "SE"), user("stranger", "far"), *officers])


WORLD = peopled()
FACTS = Facts(WORLD)
MEMBERS = [asker for asker in askers(FACTS) if asker.role in {"ETWINNER", "GENERAL_USER"} and asker != STRANGER]


@pytest.fixture(scope="module", params=["esep-nb", "etwinning-sv", "etwinning-et"])
def loaded(real: RealGraph, request: pytest.FixtureRequest) -> Iterator[RealGraph]:
    """The world under the notice in force, and under two whose switches stand otherwise (docs/policy.md)."""
    with under(real, request.param):
        real.load(WORLD)
        yield real


def real_one(member: Asker, persona: str) -> Asker:
    """Somebody who is what the persona stands for; of a member without a school nobody is the own NSO."""
    if persona != "OWN_NSO":
        return ANONYMOUS if persona == "PUBLIC" else STRANGER
    own = FACTS.school_of(str(member.user))
    return ANONYMOUS if own is None else Asker("NSO", "VALIDATION", f"officer-{own['country']}")


def ask(real: RealGraph, asker: Asker, document: str, **variables: Any) -> Any:
    return real.ask(asker, Question(document, variables)).data


def by_id(nodes: list[Any]) -> dict[str, Any]:
    return {node["id"]: node for node in nodes if node}


def own_projects(member: Asker) -> list[str]:
    """As a partner or as a member of the TwinSpace, without those that are over."""
    spaces = {space["key"]: space["project"] for space in WORLD.of("twinspace")}
    found = [(one, one["project"]) for one in WORLD.of("partner")]
    found += [(one, spaces[one["area"]["key"]]) for one in WORLD.of("member") if one["area"]["kind"] == "twinspace"]
    live = [
        key
        for one, key in found
        if one["user"] == member.user and (one["leftOn"] is None or one["leftOn"] > WORLD.today.isoformat())
    ]
    return [public_id("project", key) for key in dict.fromkeys(live)]


@pytest.mark.parametrize("persona", ["PUBLIC", "PEER", "OWN_NSO"])
def test_the_own_row_is_what_the_real_one_gets(loaded: RealGraph, persona: str) -> None:
    shown = 0
    for member in MEMBERS:
        look = f"{{ viewer {{ as(persona: {persona}) {{ user {{ {CELLS} school {{ id }} }} }} }} }}"
        seen = ask(loaded, member, look)["viewer"]["as"]["user"]
        document = f"query($id: ID!) {{ node(id: $id) {{ ... on User {{ {CELLS} school {{ id }} }} }} }}"
        found = ask(loaded, real_one(member, persona), document, id=public_id("user", str(member.user)))["node"]
        assert seen == found, member
        shown += seen is not None
    assert 0 < shown < len(MEMBERS)


@pytest.mark.parametrize("persona", ["PUBLIC", "PEER", "OWN_NSO"])
def test_own_projects_are_what_the_real_one_gets(loaded: RealGraph, persona: str) -> None:
    shown = hidden = 0
    for member in MEMBERS:
        look = f"{{ viewer {{ as(persona: {persona}) {{ projects(first: 100) {{ nodes {{ {PROJECT} }} }} }} }} }}"
        seen = by_id(ask(loaded, member, look)["viewer"]["as"]["projects"]["nodes"])
        document = f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ ... on Project {{ {PROJECT} }} }} }}"
        found = by_id(ask(loaded, real_one(member, persona), document, ids=own_projects(member))["nodes"])
        if persona == "OWN_NSO":
            found = without_those_shown_by_hidden_people(loaded, member, seen, found)
        assert seen == found, member
        shown += len(seen)
        hidden += len(own_projects(member)) - len(seen)
    assert shown
    assert hidden


def without_those_shown_by_hidden_people(
    real: RealGraph, member: Asker, seen: dict[str, Any], found: dict[str, Any]
) -> dict[str, Any]:
    """The NSO sees a project by its registered people; those whom the member does not see are no reason here."""
    own = FACTS.school_of(str(member.user))
    document = """query($id: ID!) { node(id: $id) { ... on Project {
      partners(first: 100) { nodes { user { id country status } } } } } }"""
    kept = {}
    for identifier, project in found.items():
        partners = ask(real, member, document, id=identifier)["node"]["partners"]["nodes"]
        people = [partner["user"] for partner in partners]
        counted = [
            one
            for one in people
            if own is not None
            and one["country"] == own["country"]
            and (one["id"] != public_id("user", str(member.user)) or one["status"] in ("VALIDATED", "PENDING"))
            and not (one["id"] == public_id("user", str(member.user)) and is_restricted(member))
        ]
        if counted or identifier in seen:
            kept[identifier] = project if counted else seen[identifier]
            assert counted or project == seen[identifier] | {
                "status": project["status"],
                "published": project["published"],
            }
    return kept


def is_restricted(member: Asker) -> bool:
    found = WORLD.find("user", member.user)
    return found is not None and bool(found.get("processingRestricted"))


@pytest.mark.parametrize("persona", ["PUBLIC", "PEER", "OWN_NSO"])
def test_no_cell_is_more_than_the_own_view_and_more_than_the_persona(loaded: RealGraph, persona: str) -> None:
    compared = 0
    for member in MEMBERS:
        look = ask(loaded, member, SURVEY % persona)["viewer"]["as"]
        objects = [one for one in within(look) if "id" in one]
        ids = list({one["id"] for one in objects})
        for other in (member, real_one(member, persona)):
            own = by_id(ask(loaded, other, EVERYTHING, ids=ids[:100])["nodes"])
            assert own.keys() >= set(ids[:100]), (member, other)
            for one in objects:
                for name, value in one.items():
                    if value is not None and name in own[one["id"]]:
                        assert value == own[one["id"]][name], (member, other, name)
                        compared += 1
    assert compared > 100


SCHOOL = "officialName address city region email head { email }"
EVERYTHING = f"""query($ids: [ID!]!) {{ nodes(ids: $ids) {{ id
  ... on User {{ {CELLS} }} ... on School {{ {SCHOOL} }}
  ... on Project {{ title description registeredOn closedOn projectStatus: status published }}
  ... on TwinSpace {{ title }} }} }}"""


def within(node: Any) -> Iterator[dict[str, Any]]:
    """Every object of an answer."""
    if isinstance(node, list):
        for part in node:
            yield from within(part)
    elif isinstance(node, dict):
        yield node
        for part in node.values():
            yield from within(part)
