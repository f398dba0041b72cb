"""The subjects of a table of cases: a handful of schools, people, projects and areas, named by short keys.

In: what a file of cases says. Out: plain data; `facts_of` makes the objects that rules ask about, as
`app.authz.loading` would load them from a database that holds the same. Tests import the same world into PostgreSQL, so
what is left out here means what it means there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid5

from app.authz.facts import Area, Article, Comment, Consent, Member, Partner, Project, School, Survey, User
from app.authz.loading import Facts
from app.database.vocabulary import (
    AccountStatus,
    AffiliationStatus,
    AreaKind,
    ArticleStatus,
    CommentStatus,
    SchoolStatus,
)

_NAMESPACE = UUID("6f3a3f4e-9d5c-4c1c-8a53-0f6f2f6d5d11")

# What is not written in a file of cases.
REGISTERED = datetime(2024, 1, 15, 8, tzinfo=UTC)
CONSENTED = datetime(2024, 2, 1, 8, tzinfo=UTC)
ASSIGNED = datetime(2024, 1, 1, tzinfo=UTC)
NOTICE = "esep-nb"


@dataclass(frozen=True, slots=True)
class CaseSchool:
    """A school. Its address is its own unless it is said whose it is."""

    key: str
    country: str
    region: str | None = None
    email: str | None = None
    head_email: str | None = None
    head_supplied_by: str | None = None
    status: str = SchoolStatus.VALIDATED

    @property
    def address(self) -> str:
        return self.email or f"office@{self.key}.example"

    @property
    def head_address(self) -> str:
        return self.head_email or f"head@{self.key}.example"


@dataclass(frozen=True, slots=True)
class CasePerson:
    """A person with an account; staff are people without a school who hold an assignment."""

    key: str
    last_login: datetime | None
    school: str | None = None
    status: str = AccountStatus.VALIDATED
    registered: datetime = REGISTERED
    restricted: bool = False
    hides_contacts: bool = False
    ambassador: bool = False
    email: str | None = None
    consents: tuple[Consent, ...] = ()
    contacts: tuple[str, ...] = ()
    blocks: tuple[str, ...] = ()
    second_school: str | None = None
    second_status: str = AffiliationStatus.VALIDATED

    @property
    def address(self) -> str:
        return self.email or f"{self.key}@people.example"


@dataclass(frozen=True, slots=True)
class CaseAssignment:
    """The authority of a person to act in a staff role."""

    person: str
    role: str
    country: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True)
class CasePart:
    """A person in a project or an area. The first one named is its founder or owner."""

    person: str
    role: str
    school: str | None = None
    left: date | None = None


@dataclass(frozen=True, slots=True)
class CaseProject:
    """A project with its partners."""

    key: str
    status: str
    published: datetime | None
    partners: tuple[CasePart, ...]


@dataclass(frozen=True, slots=True)
class CaseArea:
    """A TwinSpace, a group or an event with its members."""

    key: str
    kind: str
    members: tuple[CasePart, ...]
    project: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class CaseArticle:
    """An article of the general area."""

    key: str
    country: str | None = None
    status: str = ArticleStatus.PUBLISHED


@dataclass(frozen=True, slots=True)
class CaseComment:
    """What a person says about an article."""

    key: str
    article: str
    author: str
    status: str = CommentStatus.SHOWN


@dataclass(frozen=True, slots=True)
class CaseSurvey:
    """A survey, open or closed; without a country it is for all of them."""

    key: str
    country: str | None = None
    open: bool = True


@dataclass(frozen=True, slots=True)
class CaseWorld:
    """All subjects of a file."""

    now: datetime
    schools: tuple[CaseSchool, ...] = ()
    people: tuple[CasePerson, ...] = ()
    assignments: tuple[CaseAssignment, ...] = ()
    projects: tuple[CaseProject, ...] = ()
    areas: tuple[CaseArea, ...] = ()
    articles: tuple[CaseArticle, ...] = ()
    comments: tuple[CaseComment, ...] = ()
    surveys: tuple[CaseSurvey, ...] = ()

    def person(self, key: str) -> CasePerson:
        return next(person for person in self.people if person.key == key)


def id_of(kind: str, key: str) -> UUID:
    """The id of a subject in memory; the same in every process."""
    return uuid5(_NAMESPACE, f"{kind} {key}")


def facts_of(world: CaseWorld, now: datetime) -> Facts:
    """The objects of a world at an instant, linked to each other."""
    facts = Facts(now)
    for school in world.schools:
        _add_school(facts, school)
    for person in world.people:
        _add_person(facts, person)
        facts.blocks.update((id_of("user", person.key), id_of("user", other)) for other in person.blocks)
    for assignment in world.assignments:
        facts.assignments.append(_assignment_row(assignment))
    for project in world.projects:
        _add_project(facts, project)
    for area in world.areas:
        _add_area(facts, world, area)
    for article in world.articles:
        own = id_of("article", article.key)
        facts.articles[own] = Article(own, article.country, article.status)
    for comment in world.comments:
        about, author = facts.articles[id_of("article", comment.article)], facts.users[id_of("user", comment.author)]
        facts.comments.append(Comment(id_of("comment", comment.key), about, author, comment.status))
    for survey in world.surveys:
        own = id_of("survey", survey.key)
        facts.surveys[own] = Survey(own, survey.country, survey.open)
    return facts


def _add_school(facts: Facts, school: CaseSchool) -> None:
    supplied_by = None if school.head_supplied_by is None else id_of("user", school.head_supplied_by)
    keys = (school.address.casefold(), school.head_address.casefold())
    own = id_of("school", school.key)
    facts.schools[own] = School(own, school.country, school.region, supplied_by, *keys, school.status)


def _add_person(facts: Facts, person: CasePerson) -> None:
    user = User(
        id_of("user", person.key),
        person.status,
        person.last_login or person.registered,
        restricted=person.restricted,
        hide_contacts=person.hides_contacts,
        ambassador=person.ambassador,
        email_key=None if person.status == AccountStatus.ANONYMISED else person.address.casefold(),
        affiliation=None if person.school is None else facts.schools[id_of("school", person.school)],
        now=facts.now,
    )
    if person.second_school is not None:
        second = facts.schools[id_of("school", person.second_school)]
        user.second_school, user.second_country, user.second_status = second.id, second.country, person.second_status
        second.seconds.append(user)
    user.consents.extend(person.consents)
    facts.users[user.id] = user
    if user.affiliation is not None:
        user.affiliation.users.append(user)


def _assignment_row(assignment: CaseAssignment) -> dict[str, Any]:
    return {
        "id": id_of("assignment", assignment.person),
        "user_id": id_of("user", assignment.person),
        "role": assignment.role,
        "country": assignment.country,
        "region": assignment.region,
        "valid_from": ASSIGNED,
        "valid_to": None,
    }


def _add_project(facts: Facts, project: CaseProject) -> None:
    made = Project(id_of("project", project.key), project.status, project.published, facts.now)
    facts.projects[made.id] = made
    for part in project.partners:
        user = facts.users[id_of("user", part.person)]
        school = user.affiliation if part.school is None else facts.schools[id_of("school", part.school)]
        partner = Partner(id_of("partner", f"{part.person} in {project.key}"), made, user, school, part.left, part.role)
        facts.partners.append(partner)
        made.partners.append(partner)
        if school is not None:
            school.partners.append(partner)


def _add_area(facts: Facts, world: CaseWorld, area: CaseArea) -> None:
    project = None if area.project is None else id_of("project", area.project)
    made = Area(id_of(area.kind.lower(), area.key), area.kind, area.country, project)
    facts.areas[made.id] = made
    for part in members_of(world, area):
        user = facts.users[id_of("user", part.person)]
        own = id_of("member", f"{part.person} in {area.key}")
        facts.members.append(Member(own, made, user, part.left, None))


def members_of(world: CaseWorld, area: CaseArea) -> Iterator[CasePart]:
    """The members of an area; those of a TwinSpace are the partners of its project besides (G-35)."""
    yield from area.members
    if area.kind == AreaKind.TWINSPACE:
        named = {part.person for part in area.members}
        for project in world.projects:
            if project.key == area.project:
                yield from (part for part in project.partners if part.person not in named)
