"""What a viewer of a case sees: rows, readable cells and entries of lists, decided by Casbin one cell at a time.

In: a policy, the objects of a file of cases, a viewer. Out: an `Onlooker`. A link to another object counts as readable
when that object stands too, and an entry of a project or an area when its person stands: so what is compared is what
the API would show, not what a single rule says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.authz.case_world import CaseWorld, id_of, members_of
from app.authz.enforcer import Enforcer
from app.authz.facts import Viewer
from app.authz.loading import KINDS, Facts
from app.authz.policy import Policy

ROW = "id"

# Fields that are lists: their entries are named under `lists`, or are rows of their own (`Partner`, `Member`).
CONNECTIONS: Mapping[str, frozenset[str]] = {
    "User": frozenset({"contacts", "projects"}),
    "School": frozenset({"users"}),
    "Project": frozenset({"partners"}),
    "TwinSpace": frozenset({"members"}),
    "Group": frozenset({"members"}),
    "Event": frozenset({"members"}),
}
# The kinds of object of which cases say who sees them: what queries list. Assignments are reached by other ways, and
# what surveys hold is compared by tests of their own.
SIGHTED = (*CONNECTIONS, "Partner", "Member")
LISTS: Mapping[str, str] = {"contacts": "User", "projects": "User", "users": "School"}

# Where an entry is reached: the kind that holds it, the object, and the list of that object.
CONTAINERS: Mapping[str, Callable[[Any], tuple[str, Any, str]]] = {
    "Partner": lambda partner: ("Project", partner.project, "partners"),
    "Member": lambda member: (KINDS[member.area.kind], member.area, "members"),
}

# The object that a cell leads to: (kind, field) → (kind of the target, how it is reached).
_LINKS: Mapping[tuple[str, str], tuple[str, Callable[[Any, Subjects], Any]]] = {
    ("User", "school"): ("School", lambda user, _: user.affiliation),
    ("User", "secondSchool"): ("School", lambda user, subjects: subjects.facts.schools.get(user.second_school)),
    ("Partner", "user"): ("User", lambda partner, _: partner.user),
    ("Partner", "school"): ("School", lambda partner, _: partner.school),
    ("Partner", "country"): ("School", lambda partner, _: partner.school),
    ("Member", "user"): ("User", lambda member, _: member.user),
    ("Project", "twinSpace"): ("TwinSpace", lambda project, subjects: subjects.twinspace_of(project)),
    ("TwinSpace", "project"): ("Project", lambda area, subjects: subjects.facts.projects[area.project]),
}


@dataclass(slots=True)
class Subjects:
    """The objects of a file at an instant, under the names that cases give them."""

    world: CaseWorld
    facts: Facts
    named: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        world, facts = self.world, self.facts
        self.named = {kind: {} for kind in SIGHTED}
        self.named["User"] = {person.key: facts.users[id_of("user", person.key)] for person in world.people}
        self.named["School"] = {school.key: facts.schools[id_of("school", school.key)] for school in world.schools}
        self.named["Project"] = {one.key: facts.projects[id_of("project", one.key)] for one in world.projects}
        partners = {partner.id: partner for partner in facts.partners}
        members = {member.id: member for member in facts.members}
        for project in world.projects:
            for part in project.partners:
                name = f"{part.person} in {project.key}"
                self.named["Partner"][name] = partners[id_of("partner", name)]
        for area in world.areas:
            self.named[KINDS[area.kind]][area.key] = facts.areas[id_of(area.kind.lower(), area.key)]
            for part in members_of(world, area):
                name = f"{part.person} in {area.key}"
                self.named["Member"][name] = members[id_of("member", name)]

    def acted_upon(self, kind: str) -> Mapping[str, Any]:
        """The objects that commands are about, an assignment under the name of its person."""
        if kind == "Article":
            return {one.key: self.facts.articles[id_of("article", one.key)] for one in self.world.articles}
        if kind == "Comment":
            comments = {comment.id: comment for comment in self.facts.comments}
            return {one.key: comments[id_of("comment", one.key)] for one in self.world.comments}
        if kind == "Survey":
            return {survey.key: self.facts.surveys[id_of("survey", survey.key)] for survey in self.world.surveys}
        if kind != "Assignment":
            return self.named[kind]
        assignments = {assignment.id: assignment for assignment in self.facts.granted()}
        people = [assignment.person for assignment in self.world.assignments]
        return {person: assignments[id_of("assignment", person)] for person in people}

    def twinspace_of(self, project: Any) -> Any:
        """The TwinSpace of a project, or None."""
        return next((area for area in self.facts.areas.values() if area.project == project.id), None)


class Onlooker:
    """One viewer of one file of cases: decides what they see, and keeps which rules applied."""

    def __init__(self, policy: Policy, enforcer: Enforcer, subjects: Subjects, viewer: Viewer) -> None:
        self._policy, self._enforcer, self._subjects, self.viewer = policy, enforcer, subjects, viewer
        self._fields = policy.fields()
        self._decided: dict[tuple[Any, ...], bool] = {}
        # Fields that the same rules name are decided alike.
        self._alike: dict[tuple[str, str], tuple[str, ...]] = {}

    def cells_of(self, kind: str) -> frozenset[str]:
        """Every cell of a kind; lists are no cells."""
        return self._fields[kind] - CONNECTIONS.get(kind, frozenset())

    def rows(self, kind: str) -> Mapping[str, frozenset[str]]:
        """The rows of a kind that stand, with their readable cells."""
        return {
            name: frozenset(cell for cell in self.cells_of(kind) if self.reads(kind, cell, one))
            for name, one in self._subjects.named[kind].items()
            if self.stands(kind, one)
        }

    def stands(self, kind: str, one: Any) -> bool:
        """Whether a row is there for the viewer; an entry is reached through its project or area."""
        if kind not in CONTAINERS:
            return self.allows(kind, ROW, one)
        container, holder, connection = CONTAINERS[kind](one)
        return (
            bool(one.is_live(self._subjects.facts.now))
            and self.allows(kind, ROW, one)
            and self.allows("User", ROW, one.user)
            and self.allows(container, ROW, holder)
            and self.allows(container, connection, holder)
        )

    def reads(self, kind: str, cell: str, one: Any) -> bool:
        """Whether a cell of a row that stands is readable."""
        if not self.allows(kind, cell, one):
            return False
        if (kind, cell) not in _LINKS:
            return True
        target, follow = _LINKS[kind, cell]
        linked = follow(one, self._subjects)
        # A link that leads nowhere hides nothing.
        return linked is None or (self.allows(target, ROW, linked) and self._reads_through(kind, cell, linked))

    def _reads_through(self, kind: str, cell: str, linked: Any) -> bool:
        """The country of an entry is that of its school."""
        return (kind, cell) != ("Partner", "country") or self.allows("School", "country", linked)

    def entries(self, name: str, key: str) -> frozenset[str]:
        """The entries of a list that the viewer sees."""
        kind = LISTS[name]
        owner = self._subjects.named[kind][key]
        if not self.allows(kind, ROW, owner):
            return frozenset()
        return frozenset(
            entry
            for entry, one in self.candidates(name, key).items()
            if self.allows("Project" if name == "projects" else "User", ROW, one)
            and self.allows(kind, name, owner, one)
        )

    def candidates(self, name: str, key: str) -> Mapping[str, Any]:
        """What a list would show if nothing were hidden."""
        owner = self._subjects.named[LISTS[name]][key]
        named, now = self._subjects.named, self._subjects.facts.now
        if name == "users":
            return {person: user for person, user in named["User"].items() if self._leads_to(user, owner)}
        if name == "contacts":
            return {person: named["User"][person] for person in self._subjects.world.person(key).contacts}
        live = [one.project for one in named["Partner"].values() if one.user is owner and one.is_live(now)]
        return {project: one for project, one in named["Project"].items() if one in live}

    def _leads_to(self, user: Any, school: Any) -> bool:
        """Whether a person is at a school, by a link that the viewer reads: the list is that link backwards."""
        first = user.affiliation is school and self.allows("User", "school", user)
        return first or (user.second_school == school.id and self.allows("User", "secondSchool", user))

    def allows(self, kind: str, name: str, one: Any, entry: Any = None) -> bool:
        """One decision of Casbin, asked once for all fields that the same rules name."""
        key = (kind, self._rules_about(kind, name), id(one), id(entry))
        if key not in self._decided:
            self._decided[key] = self._enforcer.allows(self.viewer, kind, name, one, entry)
        return self._decided[key]

    def applying(self, kind: str, name: str, one: Any, entry: Any = None) -> list[str]:
        """The rules that apply to a decision."""
        return self._enforcer.applying(self.viewer, kind, name, one, entry)

    def _rules_about(self, kind: str, name: str) -> tuple[str, ...]:
        if (kind, name) not in self._alike:
            about = (rule.id for rule in self._policy.rules if rule.object == kind and name in rule.fields)
            self._alike[kind, name] = tuple(about)
        return self._alike[kind, name]
