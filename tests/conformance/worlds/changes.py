"""Another world that looks the same to one asker: everything that may differ does, nothing that is shown.

In: a world and an asker. Out: a strategy for worlds with the same snapshot. Changes are tried one by one: the cells of
every record, then records put in, taken out with all that names them, or made anew. Those that the asker would notice
are dropped, so what is left differs in hidden rows and hidden cells only, and keeps to the one named exception (G-08):
a school's e-mail that a hidden address turns to null is noticed, too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from tests.conformance.reference.askers import PURPOSES, Asker
from tests.conformance.reference.snapshot import take_snapshot
from tests.conformance.worlds import people, places
from tests.conformance.worlds.articles import a_comment, an_article
from tests.conformance.worlds.importable import is_importable, references
from tests.conformance.worlds.records import block, contact, former_school
from tests.conformance.worlds.world import AREA_TYPES, Record, World

Draw = Any
# Records with cells that are shown to some; the others stand for relations, which are changed as a whole.
WITH_CELLS = ("user", "school", "project", "group", "event", "twinspace", "partner", "member")


Seen = Callable[[World, Asker], Any]


@st.composite
def unnoticed(draw: Draw, world: World, asker: Asker, seen: Seen = take_snapshot) -> World:
    """A world that differs from this one only in what is hidden from the asker; perhaps it does not differ."""
    trial = _Trial(world, asker, seen)
    for record in world.records:
        if record["kind"] in WITH_CELLS:
            trial.cells(record, draw(_fresh(world, record["kind"], record["key"])))
    for _ in range(draw(st.sampled_from([6, 10, 14]))):
        trial.step(draw(_change(trial.world)))
    return trial.world


class _Trial:
    """A world that is changed as long as nobody notices."""

    def __init__(self, world: World, asker: Asker, seen: Seen) -> None:
        self.world, self._asker, self._look = world, asker, seen
        self._seen = seen(world, asker)

    def step(self, changed: World | None) -> bool:
        if changed is None or not is_importable(changed) or self._look(changed, self._asker) != self._seen:
            return False
        self.world = changed
        return True

    def cells(self, old: Record, fresh: Record | None) -> None:
        """As many cells of a record as can be changed: all at once, or one by one."""
        changed = {name: value for name, value in (fresh or {}).items() if old.get(name) != value}
        if changed and not self.step(self._with(old | changed)):
            for name, value in changed.items():
                old = old | {name: value} if self.step(self._with(old | {name: value})) else old

    def _with(self, record: Record) -> World:
        name = (record["kind"], record["key"])
        return self.world.with_records(
            record if (one["kind"], one["key"]) == name else one for one in self.world.records
        )


@st.composite
def _change(draw: Draw, world: World) -> World | None:
    how = draw(st.sampled_from(["add", "add", "anew", "remove"]))
    changed: World | None
    if how == "remove":
        changed = _without(world, draw(_one(list(world.records))))
    elif how == "add":
        changed = draw(_with_another(world))
    else:
        place = draw(st.integers(0, len(world.records) - 1))
        old = world.records[place]
        fresh: Record | None = draw(_fresh(world, old["kind"], old["key"]))
        kept = [*world.records[:place], *world.records[place + 1 :]]
        changed = None if fresh is None else world.with_records([*kept, fresh])
    return changed


def _without(world: World, record: Record) -> World:
    """Without a record, and without those that name it; references that may be null become null."""
    gone = {(record["kind"], record["key"])}
    kept = [one for one in world.records if (one["kind"], one["key"]) not in gone]
    while doomed := [one for one in kept if set(references(one)) & gone]:
        gone |= {(one["kind"], one["key"]) for one in doomed}
        kept = [one for one in kept if (one["kind"], one["key"]) not in gone]
    return world.with_records(kept)


@st.composite
def _with_another(draw: Draw, world: World) -> World | None:
    kind = draw(st.sampled_from([*STRATEGIES]))
    taken = {record["key"] for record in world.records}
    key = next(f"new{number}" for number in range(1000) if f"new{number}" not in taken)
    fresh: Record | None = draw(_fresh(world, kind, key))
    return None if fresh is None else world.with_records((*world.records, fresh))


def _fresh(world: World, kind: str, key: str) -> st.SearchStrategy[Record | None]:
    """A record as the strategies for worlds make it, or None when it has nothing to refer to, or none are made."""
    there = {one["kind"] for one in world.records if one.get("status") != "ANONYMISED"}
    return STRATEGIES[kind](world, key) if kind in STRATEGIES and NEEDED.get(kind, set()) <= there else st.none()


Strategy = st.SearchStrategy[Any]


def _user(world: World, key: str) -> Strategy:
    return people.user(world.now, key, world.of("school"))


@st.composite
def _school(draw: Draw, world: World, key: str) -> Record:
    found: Record = draw(places.school(key))
    head: Record = draw(places.head(people.living(world.of("user"))))
    return found | head


def _one(records: list[Record]) -> st.SearchStrategy[Record]:
    """By number: what a strategy chooses from becomes part of its name, and records are long."""
    return st.integers(0, len(records) - 1).map(records.__getitem__)


def _consent(world: World, key: str) -> Strategy:
    return _one(people.living(world.of("user"))).flatmap(lambda user: people.consent(world.now, key, user["key"]))


@st.composite
def _assignment(draw: Draw, world: World, key: str) -> Record:
    user, role = draw(_one(people.living(world.of("user")))), draw(st.sampled_from([*PURPOSES]))
    found: Record = draw(people.assignment(world.now, key, user["key"], role))
    return found


def _organisation(world: World, key: str) -> Strategy:
    return people.organisation(world.now, key)


@st.composite
def _contact(draw: Draw, world: World, key: str) -> Record:
    user, other = draw(_one(world.of("user"))), draw(_one(world.of("user")))
    return contact(user["key"], other["key"], key=key)


@st.composite
def _block(draw: Draw, world: World, key: str) -> Record | None:
    user, other = draw(_one(world.of("user"))), draw(_one(world.of("user")))
    return None if user["key"] == other["key"] else block(user["key"], other["key"], key=key)


def _former_school(world: World, key: str) -> Strategy:
    return _one(world.of("school")).map(lambda one: former_school(key, one["key"]))


def _project(world: World, key: str) -> Strategy:
    return places.project(world.now, key)


@st.composite
def _partner(draw: Draw, world: World, key: str) -> Record:
    project, user = draw(_one(world.of("project"))), draw(_one(world.of("user")))
    found: Record = draw(places.partner(world.now, key, project["key"], user, world.of("school")))
    return found


@st.composite
def _member(draw: Draw, world: World, key: str) -> Record | None:
    areas = [area for kind in AREA_TYPES for area in world.of(kind)]
    if not areas:
        return None
    found: Record = draw(places.member(world.now, key, draw(_one(areas)), draw(_one(world.of("user")))["key"]))
    return found


def _area(kind: str) -> Callable[[World, str], Strategy]:
    def area(world: World, key: str) -> Strategy:
        return places.content(world.now, kind).map(lambda content: {"kind": kind, "key": key} | content)

    return area


@st.composite
def _twinspace(draw: Draw, world: World, key: str) -> Record:
    project, content = draw(_one(world.of("project")))["key"], draw(places.content(world.now, "twinspace"))
    found: Record = {"kind": "twinspace", "key": key, "project": project} | content
    return found


STRATEGIES: dict[str, Callable[[World, str], Strategy]] = {
    "user": _user,
    "school": _school,
    "consent": _consent,
    "assignment": _assignment,
    "organisation": _organisation,
    "article": an_article,
    "comment": a_comment,
    "contact": _contact,
    "block": _block,
    "former_school": _former_school,
    "project": _project,
    "partner": _partner,
    "member": _member,
    "event": _area("event"),
    "group": _area("group"),
    "twinspace": _twinspace,
}
# What a record refers to.
NEEDED: dict[str, set[str]] = {
    "consent": {"user"},
    "assignment": {"user"},
    "comment": {"article", "user"},
    "contact": {"user"},
    "block": {"user"},
    "former_school": {"school"},
    "partner": {"project", "user"},
    "member": {"user"},
    "twinspace": {"project"},
}
