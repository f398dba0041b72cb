"""Small worlds of loaded objects and viewers, drawn at random: what Casbin decides on when a diff is put to the test.

In: a source of chance. Out: objects linked to each other, values missing here and there, and a viewer of a role and a
purpose who is one of the people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from app.authz.facts import (
    Area,
    Article,
    Assignment,
    Comment,
    Consent,
    Member,
    Partner,
    Project,
    School,
    Survey,
    SurveyResponse,
    SurveyResult,
    User,
    Viewer,
)
from app.authz.predicates import PERIODS
from app.database.vocabulary import (
    STAFF_ROLES,
    AccountStatus,
    AreaKind,
    ArticleStatus,
    CommentStatus,
    ProjectStatus,
    Purpose,
    Role,
)

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
COUNTRIES = ["EE", "LV"]
ROLES = [None, "FOUNDER", "PARTNER"]
KINDS = {AreaKind.TWINSPACE: "TwinSpace", AreaKind.GROUP: "Group", AreaKind.EVENT: "Event"}


@dataclass
class World:
    """Objects by kind; `User` first, as the others lean on them."""

    schools: list[School] = field(default_factory=list)
    users: list[User] = field(default_factory=list)
    projects: list[Project] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    surveys: list[Survey] = field(default_factory=list)
    responses: list[SurveyResponse] = field(default_factory=list)
    results: list[SurveyResult] = field(default_factory=list)

    def objects(self, kind: str) -> list[Any]:
        """The objects of a kind."""
        areas = {kind: [area for area in self.areas if KINDS[AreaKind(area.kind)] == kind] for kind in KINDS.values()}
        found: dict[str, list[Any]] = {
            "User": [*self.users],
            "School": [*self.schools],
            "Project": [*self.projects],
            "Partner": [*self.partners],
            "Member": [*self.members],
            "Assignment": [*self.assignments],
            "Article": [*self.articles],
            "Comment": [*self.comments],
            "Survey": [*self.surveys],
            "SurveyResponse": [*self.responses],
            "SurveyResult": [*self.results],
            **{kind: [*some] for kind, some in areas.items()},
        }
        return found[kind]

    def entries(self, kind: str, name: str) -> Iterator[Any]:
        """What stands in a list whose rules look at its entries; elsewhere nothing."""
        yield from self.projects if (kind, name) == ("User", "projects") else [None]


def draw_world(random: Random) -> World:
    """Two schools, four people, and what they do together."""
    world = World()
    for number in range(2):
        region = random.choice(["Nord", "EE", None])
        world.schools.append(School(UUID(int=100 + number), random.choice(COUNTRIES), region, None, None, None))
    for number in range(4):
        world.users.append(_user(random, number, world))
    for school in world.schools:
        school.head_supplied_by = random.choice([None, *(user.id for user in world.users)])
        school.email_key = random.choice([None, "a", "b"])
        school.head_email_key = random.choice([None, "a"])
    for number in range(2):
        published = random.choice([None, NOW - timedelta(days=1), NOW + timedelta(days=1)])
        project = Project(UUID(int=300 + number), random.choice(list(ProjectStatus)), published, NOW)
        world.projects.append(project)
        for user in random.sample(world.users, 2):
            through = random.choice([None, *world.schools])
            partner = Partner(UUID(int=400 + len(world.partners)), project, user, through, None, random.choice(ROLES))
            world.partners.append(partner)
            project.partners.append(partner)
            if through is not None:
                through.partners.append(partner)
    for number, kind in enumerate(AreaKind):
        area = Area(UUID(int=500 + number), kind, random.choice([None, *COUNTRIES]), random.choice(world.projects).id)
        world.areas.append(area)
        for user in random.sample(world.users, 2):
            world.members.append(Member(UUID(int=600 + len(world.members)), area, user, None, None))
    for number, role in enumerate(sorted(STAFF_ROLES)):
        person = random.choice(world.users)
        world.assignments.append(Assignment(UUID(int=700 + number), person, role, random.choice([None, *COUNTRIES])))
    for number, status in enumerate(ArticleStatus):
        world.articles.append(Article(UUID(int=800 + number), random.choice([None, *COUNTRIES]), status))
    for number in range(4):
        about, author = random.choice(world.articles), random.choice(world.users)
        world.comments.append(Comment(UUID(int=900 + number), about, author, random.choice(list(CommentStatus))))
    _add_surveys(random, world)
    return world


def _add_surveys(random: Random, world: World) -> None:
    for number, country in enumerate([None, *COUNTRIES, *COUNTRIES]):
        survey = Survey(UUID(int=1000 + number), country, open=random.random() < 0.5)
        world.surveys.append(survey)
        world.responses.append(SurveyResponse(UUID(int=1020 + number), survey, random.choice(world.users)))
        world.results.append(SurveyResult(UUID(int=1040 + number), survey))


def _user(random: Random, number: int, world: World) -> User:
    # Half of them are what most rules are about: else hardly anybody is seen.
    status = random.choice([AccountStatus.VALIDATED, random.choice(list(AccountStatus))])
    user = User(
        UUID(int=200 + number),
        status,
        NOW,
        restricted=random.random() < 0.3,
        hide_contacts=random.random() < 0.5,
        ambassador=random.random() < 0.5,
        email_key=random.choice(["a", "b"]),
        affiliation=random.choice([None, *world.schools, *world.schools]),
        now=NOW,
    )
    if user.affiliation is not None:
        user.affiliation.users.append(user)
    for purpose in PERIODS:
        if random.random() < 0.5:
            notice = random.choice(["esep-nb", "etwinning-sv"])
            user.consents.append(Consent(purpose, notice, NOW - timedelta(days=1), None))
    return user


def draw_viewer(random: Random, world: World, role: Role, purpose: Purpose | None) -> Viewer:
    """One of the people in a role; of the public nothing is known."""
    if role is Role.ANONYMOUS:
        return Viewer(role)
    user = random.choice(world.users)
    return Viewer(
        role,
        purpose,
        user.id,
        user.school,
        random.choice([None, *COUNTRIES]),
        random.choice([None, "Nord"]),
        frozenset(partner.project.id for partner in world.partners if partner.user is user),
        frozenset(member.area.id for member in world.members if member.user is user),
        registered=random.random() < 0.5,
    )
