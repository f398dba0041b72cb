"""Questions about oneself: why, who sees it, and how others see it. And what an asker may know when asking them.

In: worlds and an asker. Out: documents that look at oneself as each persona, ask for every explanation, and list who
sees what; and `known_to`, everything that the asker may see: as asker, as the public that everybody is, and of oneself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.database.vocabulary import STAFF_ROLES
from tests.conformance.asking.documents import Question
from tests.conformance.reference.askers import ANONYMOUS, Asker
from tests.conformance.reference.snapshot import take_snapshot
from tests.conformance.semantics.contract import core_schema
from tests.conformance.worlds.world import AREA_TYPES, World, public_id

PERSONAS = ("PUBLIC", "PEER", "OWN_NSO")
TYPES = {"user": "User", "school": "School", "project": "Project"} | AREA_TYPES
MOST_ALIASES = 15

CELLS = """id firstName lastName email username schoolRole subjects languages pupilAges { from to } description picture
  ambassador country status registeredAt lastLoginAt consents { purpose givenAt withdrawnAt }"""
PROJECT = "id title description languages pupilAges { from to } registeredOn closedOn status published"
SURVEY = """{ viewer { as(persona: %s) {
  user { CELLS
    secondSchoolStatus secondSchool { id city }
    school { id officialName address city region email head { email }
      users(first: 50, orderBy: [{field: LAST_NAME}]) { totalCount nodes { id firstName email status } } }
    contacts(first: 50) { totalCount nodes { CELLS contacts { totalCount } projects { totalCount } } }
    projects(first: 50) { totalCount nodes { id } } }
  projects(first: 50) { totalCount edges { cursor } nodes { PROJECT
    twinSpace { id title members { totalCount nodes { role user { id } } } }
    partners(first: 50) { totalCount nodes { role joinedOn country school { id email }
      user { id firstName email projects(first: 50) { totalCount nodes { id status } } } } } } } } } }""".replace(
    "CELLS", CELLS
).replace("PROJECT", PROJECT)
PAGE = "{ viewer { as(persona: %s) { projects(first: 1, orderBy: [{field: TITLE}]) { pageInfo { endCursor } } } } }"
VISIBLE_TO = "{ viewer { visibleTo { field audience roles visible condition rules clauses changedBy } } }"
EXPLANATION = "{ code rule rules { rule outcome parts { truth } } }"


def looks(asker: Asker) -> list[Question]:
    """Oneself through the eyes of each persona, and who sees what."""
    seen = [] if asker.role in STAFF_ROLES else [text % persona for persona in PERSONAS for text in (SURVEY, PAGE)]
    return [Question(document, {}) for document in [*seen, VISIBLE_TO]]


def explanations(asker: Asker, *worlds: World) -> list[Question]:
    """Why the asker reads every field of the own row, school and projects, or not; and some of everything else."""
    asked = list(dict.fromkeys(_asked(asker, *worlds)))
    return [_packed(asked[start : start + MOST_ALIASES]) for start in range(0, len(asked), MOST_ALIASES)]


def _packed(asked: list[tuple[str, str]]) -> Question:
    body = " ".join(
        f'e{number}: explain(coordinate: "{coordinate}", id: "{one}") {EXPLANATION}'
        for number, (coordinate, one) in enumerate(asked)
    )
    return Question(f"{{ viewer {{ {body} }} }}", {})


def _asked(asker: Asker, *worlds: World) -> Iterator[tuple[str, str]]:
    own = {("user", asker.user)}
    for world in worlds:
        own |= {
            ("school", user["school"]) for user in world.of("user") if user["key"] == asker.user and "school" in user
        }
        own |= {("project", partner["project"]) for partner in world.of("partner") if partner["user"] == asker.user}
    for kind, key in sorted(own, key=str):
        if key is not None:
            yield from ((f"{TYPES[kind]}.{field}", public_id(kind, key)) for field in _fields(TYPES[kind]))
    for world in worlds:
        for record in world.records:
            target = TYPES.get(record["kind"])
            if target is not None:
                fields, identifier = _fields(target), public_id(record["kind"], record["key"])
                yield f"{target}.id", identifier
                yield f"{target}.{fields[hash_of(record['key']) % len(fields)]}", identifier


def hash_of(text: str) -> int:
    """A number for a text, the same in every process."""
    return sum(text.encode())


def _fields(kind: str) -> list[str]:
    published: Any = core_schema().type_map[kind]
    return list(published.fields)


def known_to(world: World, asker: Asker) -> Any:
    """What an asker sees, what everybody sees without a token, and what only oneself knows of oneself."""
    own = world.find("user", asker.user) if ("user", asker.user) in world._index else None
    flags = own and (bool(own.get("processingRestricted")), bool(own.get("hideContacts")))
    supplied = sorted(school["key"] for school in world.of("school") if school.get("headSuppliedBy") == asker.user)
    return take_snapshot(world, asker), take_snapshot(world, ANONYMOUS), flags, asker.user and supplied
