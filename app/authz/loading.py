"""Loads objects from the database as rules ask about them.

In: a connection and an instant. Out: `Facts`, every object linked to the others, and viewers among them. It reads whole
tables: the oracle tests decide on each object of a small world.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from app.authz.caller import Caller
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
from app.authz.rows import TABLES
from app.authz.viewer import MANDATED_ROLES, REGISTERED_STATES
from app.database.vocabulary import EU_EEA, AreaKind, Role

KINDS: Mapping[str, str] = {AreaKind.TWINSPACE: "TwinSpace", AreaKind.GROUP: "Group", AreaKind.EVENT: "Event"}


@dataclass(slots=True)
class Facts:
    """The objects of a database at an instant, by id; assignments as rows."""

    now: datetime
    users: dict[UUID, User] = field(default_factory=dict)
    schools: dict[UUID, School] = field(default_factory=dict)
    projects: dict[UUID, Project] = field(default_factory=dict)
    partners: list[Partner] = field(default_factory=list)
    areas: dict[UUID, Area] = field(default_factory=dict)
    members: list[Member] = field(default_factory=list)
    articles: dict[UUID, Article] = field(default_factory=dict)
    comments: list[Comment] = field(default_factory=list)
    assignments: list[dict[str, Any]] = field(default_factory=list)
    organisations: dict[UUID | None, dict[str, Any]] = field(default_factory=dict)
    blocks: set[tuple[UUID, UUID]] = field(default_factory=set)  # who has blocked whom
    surveys: dict[UUID, Survey] = field(default_factory=dict)
    responses: list[SurveyResponse] = field(default_factory=list)
    results: list[SurveyResult] = field(default_factory=list)
    _granted: list[Assignment] | None = None

    def viewer(self, caller: Caller) -> Viewer:
        """The viewer that a caller is, who is assumed to be admitted (G-41, G-35)."""
        if caller.user_id is None:
            return Viewer(Role.ANONYMOUS, blocked=None)
        user = self.users[caller.user_id]
        assigned = self._assignment(caller)
        mandated = caller.role in MANDATED_ROLES
        memberships = [member for member in self.members if member.user is user and member.is_live(self.now)]
        partnerships = [partner for partner in self.partners if partner.user is user and partner.is_live(self.now)]
        return Viewer(
            caller.role,
            caller.purpose,
            user.id,
            user.school,
            self._mandate(caller, assigned) if mandated and assigned else user.country if assigned is None else None,
            assigned["region"] if caller.role is Role.SCHOOL_AUTHORITY and assigned else None,
            frozenset(partner.project.id for partner in partnerships)
            | {member.area.project for member in memberships if member.area.project is not None},
            frozenset(member.area.id for member in memberships),
            registered=user.status in REGISTERED_STATES,
            blocked=frozenset(other for pair in self.blocks if user.id in pair for other in pair if other != user.id),
            second_school=user.second_school,
        )

    def _mandate(self, caller: Caller, assigned: dict[str, Any]) -> str | None:
        """The country of an assignment, while agreement and safeguards of its organisation run (LEG-07, XFER-01)."""
        country: str | None = assigned["country"]
        organisation = self.organisations.get(assigned.get("organisation_id"))
        if organisation is None:
            return country
        agreed = caller.role is not Role.NSO or self._runs(organisation, "agreement")
        safe = organisation["country"] in EU_EEA or self._runs(organisation, "safeguards")
        return country if agreed and safe else None

    def _runs(self, organisation: Mapping[str, Any], what: str) -> bool:
        begin, end = organisation[f"{what}_from"], organisation[f"{what}_to"]
        return begin is not None and begin <= self.now and (end is None or self.now < end)

    def _assignment(self, caller: Caller) -> dict[str, Any] | None:
        live = [
            row
            for row in self.assignments
            if row["user_id"] == caller.user_id
            and row["role"] == caller.role
            and row["valid_from"] <= self.now
            and (row["valid_to"] is None or self.now < row["valid_to"])
        ]
        return live[0] if live else None

    def objects(self) -> Iterator[tuple[str, Any]]:
        """Every object with the name of its type; entries that are over are left out, they exist for nobody."""
        yield from (("User", user) for user in self.users.values())
        yield from (("School", school) for school in self.schools.values())
        yield from (("Project", project) for project in self.projects.values())
        yield from (("Partner", partner) for partner in self.partners if partner.is_live(self.now))
        yield from ((KINDS[area.kind], area) for area in self.areas.values())
        yield from (("Member", member) for member in self.members if member.is_live(self.now))
        yield from (("Assignment", assignment) for assignment in self.granted())
        yield from (("Article", article) for article in self.articles.values())
        yield from (("Comment", comment) for comment in self.comments)
        yield from (("Survey", survey) for survey in self.surveys.values())
        yield from (("SurveyResponse", response) for response in self.responses)
        yield from (("SurveyResult", result) for result in self.results)

    def granted(self) -> list[Assignment]:
        """The assignments as rules ask about them; the same objects each time."""
        if self._granted is None:
            self._granted = [
                Assignment(row["id"], self.users[row["user_id"]], row["role"], row["country"])
                for row in self.assignments
            ]
        return self._granted


def load_facts(connection: psycopg.Connection[Any], now: datetime) -> Facts:
    """Everything that rules may ask about, as it is at an instant."""
    facts = Facts(now)
    for row in _rows(connection, "schools"):
        facts.schools[row["id"]] = _picked(School, row)
    for row in _rows(connection, "users"):
        facts.users[row["id"]] = _user(row, facts)
    for row in _rows(connection, "consents"):
        facts.users[row["user_id"]].consents.append(_picked(Consent, row))
    for row in _rows(connection, "projects"):
        facts.projects[row["id"]] = Project(row["id"], row["status"], row["published_at"], now)
    for row in _rows(connection, "partners"):
        _add_partner(row, facts)
    for row in _rows(connection, "areas"):
        facts.areas[row["id"]] = Area(row["id"], row["kind"], row["country"], row["project_id"])
    for row in _rows(connection, "members"):
        area, user = facts.areas[row["area_id"]], facts.users[row["user_id"]]
        facts.members.append(Member(row["id"], area, user, row["left_on"], row["live_from"]))
    for row in _rows(connection, "articles"):
        facts.articles[row["id"]] = _picked(Article, row)
    for row in _rows(connection, "comments"):
        article, writer = facts.articles[row["article_id"]], facts.users[row["author_id"]]
        facts.comments.append(Comment(row["id"], article, writer, row["status"]))
    facts.assignments.extend(_rows(connection, "assignments"))
    facts.blocks.update((row["user_id"], row["blocked_id"]) for row in _rows(connection, "blocks"))
    facts.organisations.update((row["id"], row) for row in _rows(connection, "organisations"))
    facts.surveys.update((row["id"], _picked(Survey, row)) for row in _rows(connection, "surveys"))
    for row in _rows(connection, "survey_responses"):
        survey, user = facts.surveys[row["survey_id"]], facts.users[row["user_id"]]
        facts.responses.append(SurveyResponse(row["id"], survey, user))
    for row in _rows(connection, "survey_results"):
        facts.results.append(SurveyResult(row["id"], facts.surveys[row["survey_id"]]))
    return facts


def _rows(connection: psycopg.Connection[Any], table: str) -> list[dict[str, Any]]:
    columns = psycopg.sql.SQL(", ").join(map(psycopg.sql.Identifier, TABLES[table].c.keys()))
    query = psycopg.sql.SQL("SELECT {} FROM {} ORDER BY id").format(columns, psycopg.sql.Identifier(table))
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query).fetchall()


def _picked(kind: Any, row: Mapping[str, Any]) -> Any:
    """An object whose attributes are columns of the same names."""
    return kind(**{name: row[name] for name in kind.__dataclass_fields__ if name in row})


def _user(row: Mapping[str, Any], facts: Facts) -> User:
    user = User(
        row["id"],
        row["status"],
        row["last_login_at"] or row["registered_at"],
        restricted=row["restricted"],
        hide_contacts=row["hide_contacts"],
        ambassador=row["ambassador"],
        email_key=row["email_key"],
        affiliation=facts.schools[row["school_id"]] if row["school_id"] else None,
        now=facts.now,
        second_school=row["second_school_id"],
        second_country=row["second_country"],
        second_status=row["second_status"],
    )
    if user.affiliation is not None:
        user.affiliation.users.append(user)
    if user.second_school is not None:
        facts.schools[user.second_school].seconds.append(user)
    return user


def _add_partner(row: Mapping[str, Any], facts: Facts) -> None:
    school = facts.schools[row["school_id"]] if row["school_id"] else None
    project = facts.projects[row["project_id"]]
    partner = Partner(row["id"], project, facts.users[row["user_id"]], school, row["left_on"], row["role"])
    facts.partners.append(partner)
    project.partners.append(partner)
    if school is not None:
        school.partners.append(partner)
