"""The masked view: what one viewer would find in a database from which everything hidden has been taken out.

In: facts and an asker. Out: `View`, with the rows that stand, as `Row` objects that carry readable cells only (a
hidden cell is None, a hidden link is None, a hidden connection is empty). All of part C works on these objects.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.conformance.reference import cells
from tests.conformance.reference.askers import Asker, resolve
from tests.conformance.reference.facts import Facts, Membership
from tests.conformance.reference.persons import Sight, see_user
from tests.conformance.reference.things import see_area, see_member, see_project, see_school
from tests.conformance.worlds.world import AREA_TYPES, Record, public_id

KINDS = {"User": "user", "School": "school", "Project": "project"} | {name: kind for kind, name in AREA_TYPES.items()}
Connection = Callable[[], "list[Row]"]


@dataclass(eq=False)
class Row:
    """One masked object. `id` is also what ties are broken by; entries carry the id of their user."""

    type: str
    id: str
    cells: dict[str, Any]
    links: dict[str, Callable[[], Row | None]] = field(default_factory=dict)
    connections: dict[str, Connection] = field(default_factory=dict)
    former_ids: frozenset[str] = frozenset()  # that lead to it as its own does

    def is_meant_by(self, wanted: str) -> bool:
        """Whether an id leads to this row."""
        return wanted == self.id or wanted in self.former_ids

    def cell(self, name: str) -> Any:
        return self.cells.get(name)

    def link(self, name: str) -> Row | None:
        found = self.links.get(name)
        return None if found is None else found()

    def connection(self, name: str) -> list[Row]:
        found = self.connections.get(name)
        return [] if found is None else found()


class View:
    """Everything that one asker may see of a world."""

    def __init__(self, facts: Facts, asker: Asker) -> None:
        self.facts = facts
        self.viewer = resolve(facts, asker)
        self._rows: dict[tuple[str, str], Row | None] = {}

    # Rows

    def rows(self, type_name: str) -> list[Row]:
        """The rows of a type that stand, in no particular order."""
        found = (self.row(KINDS[type_name], record["key"]) for record in self.facts.world.of(KINDS[type_name]))
        return [row for row in found if row is not None]

    def row(self, kind: str, key: str | None) -> Row | None:
        """One row; None when it is hidden, or when there is no key."""
        if key is None:
            return None
        if (kind, key) not in self._rows:
            record = self.facts.world.find(kind, key)
            assert record is not None
            self._rows[kind, key] = self._make(record)
        return self._rows[kind, key]

    def by_id(self, wanted: str) -> Row | None:
        """The row behind an id: nothing for a hidden, an unknown and a malformed one alike (G-26)."""
        return next((row for name in KINDS for row in self.rows(name) if row.is_meant_by(wanted)), None)

    def own_row(self) -> Row | None:
        return self.row("user", self.viewer.user)

    def _make(self, record: Record) -> Row | None:
        if record["kind"] == "user":
            sight = see_user(self.facts, self.viewer, record["key"])
            return None if sight is None else self._make_user(record, sight)
        if record["kind"] == "school":
            readable = see_school(self.facts, self.viewer, record)
            return None if readable is None else self._make_school(record, readable)
        if record["kind"] == "project":
            readable = see_project(self.facts, self.viewer, record)
            return None if readable is None else self._make_project(record, readable)
        readable = see_area(self.facts, self.viewer, record)
        return None if readable is None else self._make_area(record, readable)

    def _make_user(self, record: Record, sight: Sight) -> Row:
        key, school = record["key"], record.get("school")
        row = Row("User", public_id("user", key), cells.of_user(self.facts, record, sight.cells))
        if "school" in sight.cells:
            row.links["school"] = lambda: self.row("school", school)
        if "secondSchool" in sight.cells:
            row.links["secondSchool"] = lambda: self.row("school", self.facts.second_of(key)[0])
        if "projects" in sight.cells:
            row.connections["projects"] = lambda: self._projects_of(key, sight)
        if "contacts" in sight.cells and not (sight.contacts_switch and record.get("hideContacts")):
            row.connections["contacts"] = lambda: self._contacts_of(key)
        return row

    def _make_school(self, record: Record, readable: frozenset[str]) -> Row:
        merged = (one for one in self.facts.world.of("former_school") if one["school"] == record["key"])
        former = frozenset(public_id("former_school", one["key"]) for one in merged)
        row = Row("School", public_id("school", record["key"]), cells.of_school(record, readable), former_ids=former)
        row.connections["users"] = lambda: self._people_of(record["key"])
        return row

    def _make_project(self, record: Record, readable: frozenset[str]) -> Row:
        key, space = record["key"], self.facts.space_of(record["key"])
        row = Row("Project", public_id("project", key), cells.of_project(self.facts, record, readable))
        row.links["twinSpace"] = lambda: self.row("twinspace", None if space is None else space["key"])
        row.connections["partners"] = lambda: self._partners_of(key)
        return row

    def _make_area(self, record: Record, readable: frozenset[str]) -> Row:
        kind, key = record["kind"], record["key"]
        row = Row(AREA_TYPES[kind], public_id(kind, key), cells.of_area(record, readable))
        row.connections["members"] = lambda: self._members_of(record)
        if "project" in readable:
            row.links["project"] = lambda: self.row("project", record.get("project"))
        return row

    # Relations

    def _standing(self, kind: str, keys: list[str]) -> list[Row]:
        return [row for row in (self.row(kind, key) for key in keys) if row is not None]

    def _people_of(self, school: str) -> list[Row]:
        """Who is at a school, for a viewer who sees that they are: by the first one, or by the second."""
        ways = (("school", self.facts.affiliated(school)), ("secondSchool", self.facts.seconds(school)))
        found = [(self.row("user", user["key"]), link) for link, users in ways for user in users]
        return [row for row, link in found if row is not None and link in row.links]

    def _projects_of(self, user: str, sight: Sight) -> list[Row]:
        keys = [partner["project"] for partner in self.facts.partners(user=user)]
        if not sight.has_all_projects:
            keys = [key for key in keys if self.facts.is_public_project(key)]
        return self._standing("project", keys)

    def _contacts_of(self, user: str) -> list[Row]:
        return self._standing(
            "user", [contact["contact"] for contact in self.facts.world.of("contact") if contact["user"] == user]
        )

    def _partners_of(self, project: str) -> list[Row]:
        """An entry stands or falls with its user (G-19)."""
        entries = (self._make_partner(partner) for partner in self.facts.partners(project=project))
        return [entry for entry in entries if entry is not None]

    def _make_partner(self, partner: Record) -> Row | None:
        person, school = self.row("user", partner["user"]), self.row("school", partner.get("school"))
        sight = see_user(self.facts, self.viewer, partner["user"])
        if person is None or sight is None or not sight.is_partner:
            return None
        values = {"role": partner.get("role"), "country": None if school is None else school.cell("country")}
        if sight.is_beyond_public:
            values["joinedOn"] = cells.date_of(partner.get("joinedOn"))
        return Row("Partner", person.id, values, {"user": lambda: person, "school": lambda: school})

    def _members_of(self, area: Record) -> list[Row]:
        entries = (self._make_member(member) for member in self.facts.members(area))
        return [entry for entry in entries if entry is not None]

    def _make_member(self, member: Membership) -> Row | None:
        readable = see_member(self.facts, self.viewer, member)
        person = self.row("user", member.user["key"])
        if readable is None or person is None:
            return None
        values = {"role": member.role, "joinedOn": cells.date_of(member.joined_on)}
        return Row(
            "Member",
            person.id,
            {name: value for name, value in values.items() if name in readable},
            {"user": lambda: person},
        )
