"""Objects as rules ask about them, loaded from rows: what Casbin decides on, one object at a time.

In: a connection. Out: users, schools, projects, areas with their partners, members and consents, linked to each other.
Attributes carry the names of `app.authz.attributes`. For commands, which load what they are about to change, and for
the oracle tests, which load everything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from app.database.vocabulary import AccountStatus, AffiliationStatus, SchoolStatus

_UNTOUCHED = frozenset({AccountStatus.ANONYMISED, AccountStatus.DEACTIVATED})


def years_after(instant: datetime, years: int) -> datetime:
    """The same moment so many calendar years later, in UTC; 29 February becomes the 28th (G-58)."""
    utc = instant.astimezone(UTC)
    try:
        return utc.replace(year=utc.year + years)
    except ValueError:
        return (utc - timedelta(days=1)).replace(year=utc.year + years)


@dataclass(frozen=True, slots=True)
class Consent:
    """One act of consent. One that names a survey is for the answers to that survey alone (CONS-04)."""

    purpose: str
    notice_version: str
    given_at: datetime
    withdrawn_at: datetime | None
    survey_id: UUID | None = None

    def is_live(self, now: datetime) -> bool:
        """Given, and not withdrawn (G-24)."""
        return self.given_at <= now and (self.withdrawn_at is None or self.withdrawn_at > now)


@dataclass(slots=True, eq=False)
class School:
    """A school, with the people and partnerships that decide whether it is public."""

    id: UUID
    country: str
    region: str | None
    head_supplied_by: UUID | None
    email_key: str | None
    head_email_key: str | None
    status: str = SchoolStatus.VALIDATED
    users: list[User] = field(default_factory=list)
    seconds: list[User] = field(default_factory=list)  # whose second school it is
    partners: list[Partner] = field(default_factory=list)

    @property
    def people(self) -> list[User]:
        """Everybody who is affiliated with it, by the first school, or by a second one that was found valid."""
        return [*self.users, *(user for user in self.seconds if user.second_status == AffiliationStatus.VALIDATED)]


@dataclass(slots=True, eq=False)
class User:
    """A user at an instant: `status` is the effective state (G-15, G-16)."""

    id: UUID
    stored_status: str
    last_seen: datetime | None
    restricted: bool
    hide_contacts: bool
    ambassador: bool
    email_key: str | None
    affiliation: School | None
    now: datetime
    consents: list[Consent] = field(default_factory=list)
    # The second school, its country, and what was decided about it.
    second_school: UUID | None = None
    second_country: str | None = None
    second_status: str | None = None

    @property
    def status(self) -> str:
        """The effective state."""
        if self.stored_status == AccountStatus.ANONYMISED or self._silent_for(3):
            return AccountStatus.ANONYMISED
        if self.stored_status not in _UNTOUCHED and self._silent_for(1):
            return AccountStatus.INACTIVE
        return self.stored_status

    @property
    def school(self) -> UUID | None:
        """The school of the affiliation."""
        return self.affiliation.id if self.affiliation else None

    @property
    def country(self) -> str | None:
        """The country of the school (A-75)."""
        return self.affiliation.country if self.affiliation else None

    @property
    def region(self) -> str | None:
        """The region of the school."""
        return self.affiliation.region if self.affiliation else None

    def _silent_for(self, years: int) -> bool:
        return self.last_seen is not None and self.now >= years_after(self.last_seen, years)


@dataclass(slots=True, eq=False)
class Project:
    """A project at an instant."""

    id: UUID
    status: str
    published_at: datetime | None
    now: datetime
    partners: list[Partner] = field(default_factory=list)

    @property
    def published(self) -> bool | None:
        """Whether it is published; unknown when no time was ever set."""
        return None if self.published_at is None else self.published_at <= self.now


@dataclass(slots=True, eq=False)
class Partner:
    """A person's part in a project."""

    id: UUID
    project: Project
    user: User
    school: School | None
    left_on: date | None
    role: str | None = None

    def is_live(self, now: datetime) -> bool:
        """Not over today (G-46)."""
        return self.left_on is None or self.left_on > now.astimezone(UTC).date()


@dataclass(slots=True, eq=False)
class Area:
    """A TwinSpace, a group or an event."""

    id: UUID
    kind: str
    country: str | None
    project: UUID | None


@dataclass(slots=True, eq=False)
class Member:
    """A membership."""

    id: UUID
    area: Area
    user: User
    left_on: date | None
    live_from: date | None

    def is_live(self, now: datetime) -> bool:
        """Begun to stand by itself, and not over today."""
        today = now.astimezone(UTC).date()
        return (self.left_on is None or self.left_on > today) and (self.live_from is None or self.live_from <= today)


@dataclass(slots=True, eq=False)
class Assignment:
    """The authority of a person to act in a staff role."""

    id: UUID
    user: User
    role: str
    country: str | None


@dataclass(slots=True, eq=False)
class Article:
    """An article of the general area."""

    id: UUID
    country: str | None
    status: str


@dataclass(slots=True, eq=False)
class Comment:
    """What a person says about an article."""

    id: UUID
    article: Article
    writer: User
    status: str

    @property
    def author(self) -> UUID:
        """The id of the person."""
        return self.writer.id

    @property
    def country(self) -> str | None:
        """The country of the article."""
        return self.article.country


@dataclass(slots=True, eq=False)
class Survey:
    """A survey; without a country it is for all of them."""

    id: UUID
    country: str | None
    open: bool


@dataclass(slots=True, eq=False)
class SurveyResponse:
    """What a person has answered to a survey under their name."""

    id: UUID
    survey: Survey
    user: User


@dataclass(slots=True, eq=False)
class SurveyResult:
    """An answer to a survey by people who are not named."""

    id: UUID
    survey: Survey


@dataclass(frozen=True, slots=True)
class Viewer:
    """The viewer as rules ask about it; the anonymous viewer has a role and nothing else."""

    role: str
    purpose: str | None = None
    user: UUID | None = None
    school: UUID | None = None
    country: str | None = None
    region: str | None = None
    projects: frozenset[UUID] | None = None
    areas: frozenset[UUID] | None = None
    registered: bool | None = None
    # On the other side of a block, whoever made it.
    blocked: frozenset[UUID] | None = frozenset()
    second_school: UUID | None = None
