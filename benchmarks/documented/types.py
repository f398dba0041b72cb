"""The types of the baseline: each field resolves from a SQLModel object and carries the permission class.

In: rows of SQLModel. Out: Strawberry types with the names of the contract. A field that is not allowed is null, which
is what `fail_silently` of Strawberry's permissions is for; an object that is not allowed is left out by its list.
"""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any

import strawberry
from strawberry.permission import BasePermission, PermissionExtension
from strawberry.types import Info

from app.database import models
from benchmarks.documented.context import Context

Resolving = Info[Context, None]


class CanRead(BasePermission):
    """Asks Casbin about the field that is being resolved."""

    message = "not allowed"

    def has_permission(self, source: Any, info: Resolving, **_: object) -> bool | Awaitable[bool]:
        return info.context.allows(type(source).__name__, info.field_name, source.facts(info.context))


def guarded(resolver: Any) -> Any:
    """A field behind the permission class."""
    return strawberry.field(
        resolver=resolver, extensions=[PermissionExtension(permissions=[CanRead()], fail_silently=True)]
    )


def cell(column: str) -> Any:
    """A column of the row behind the permission class."""

    def resolve(root: Any) -> Any:
        return getattr(root.row, column)

    return guarded(resolve)


@strawberry.type
class AgeRange:
    """Ages of pupils."""

    from_: int | None = strawberry.field(name="from")
    to: int | None


@strawberry.type
class PageInfo:
    """Whether there is another page."""

    has_next_page: bool


def _ages(root: Any) -> AgeRange | None:
    low, high = root.row.pupil_age_from, root.row.pupil_age_to
    return None if low is None and high is None else AgeRange(from_=low, to=high)


@strawberry.type
class School:
    """A school."""

    row: strawberry.Private[models.School]
    official_name: str | None = cell("official_name")
    city: str | None = cell("city")
    country: str | None = cell("country")
    email: str | None = cell("email")

    def facts(self, context: Context) -> object:
        return context.world.facts.schools[self.row.id]

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(str(self.row.id))


async def load_school(root: Any, info: Resolving) -> School | None:
    """The school behind a row, if the viewer may see it."""
    row = await info.context.school.load(root.row.school_id) if root.row.school_id else None
    if row is None:
        return None
    school = School(row=row)
    return school if info.context.allows("School", "id", school.facts(info.context)) else None


def _status(root: Any, info: Resolving) -> str | None:
    """The state at the time of reading."""
    return str(root.facts(info.context).status)


def _registered_at(root: Any) -> str | None:
    """The instant as the graph writes it."""
    instant: datetime | None = root.row.registered_at
    return None if instant is None else instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


@strawberry.type
class User:
    """A person."""

    row: strawberry.Private[models.User]
    first_name: str | None = cell("first_name")
    last_name: str | None = cell("last_name")
    email: str | None = cell("email")
    username: str | None = cell("username")
    picture: str | None = cell("picture")
    ambassador: bool | None = cell("ambassador")
    country: str | None = cell("school_country")
    school_role: str | None = cell("school_role")
    subjects: list[str] | None = cell("subjects")
    languages: list[str] | None = cell("languages")
    school: School | None = guarded(load_school)
    pupil_ages: AgeRange | None = guarded(_ages)
    status: str | None = guarded(_status)
    registered_at: str | None = guarded(_registered_at)

    def facts(self, context: Context) -> Any:
        return context.world.facts.users[self.row.id]

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(str(self.row.id))


async def load_user(root: Any, info: Resolving) -> User | None:
    """The person of an entry; the list has left out the entries of those who are not shown."""
    return User(row=await info.context.user.load(root.row.user_id))


async def _country_of_school(root: Any, info: Resolving) -> str | None:
    """A cell of the linked school: readable where the link and the cell of the school are."""
    if not info.context.allows("Partner", "school", root.facts(info.context)):
        return None
    school = await load_school(root, info)
    if school is None or not info.context.allows("School", "country", school.facts(info.context)):
        return None
    return school.row.country


@strawberry.type
class Partner:
    """A person's part in a project."""

    row: strawberry.Private[models.Partner]
    role: str | None = cell("role")
    user: User | None = guarded(load_user)
    school: School | None = guarded(load_school)
    country: str | None = guarded(_country_of_school)

    def facts(self, context: Context) -> object:
        return context.world.partners[self.row.id]


@strawberry.type
class Member:
    """A person's membership of an area."""

    row: strawberry.Private[models.Member]
    role: str | None = cell("role")
    joined_on: date | None = cell("joined_on")
    user: User | None = guarded(load_user)

    def facts(self, context: Context) -> object:
        return context.world.members[self.row.id]


@strawberry.type
class PartnerConnection:
    """The partners of a project."""

    nodes: list[Partner]


@strawberry.type
class MemberConnection:
    """The members of an area."""

    nodes: list[Member]
    page_info: PageInfo


@strawberry.enum
class UserOrderField(Enum):
    """The orders that measured queries use."""

    LAST_NAME = "LAST_NAME"
    REGISTERED_AT = "REGISTERED_AT"


@strawberry.input
class UserOrder:
    """An order of people."""

    field: UserOrderField


def standing(context: Context, parent: tuple[str, str, object], entries: list[Any]) -> list[Any]:
    """The entries that last, that the connection shows, and whose person is shown, one decision after the other."""
    kind, field, subject = parent
    shown = []
    for entry in entries:
        facts = entry.facts(context)
        if (
            facts.is_live(context.world.facts.now)
            and context.allows("User", "id", facts.user)
            and context.allows(type(entry).__name__, "id", facts)
            and context.allows(kind, field, subject, facts)
        ):
            shown.append(entry)
    return shown


@strawberry.type
class Project:
    """A project."""

    row: strawberry.Private[models.Project]
    title: str | None = cell("title")
    description: str | None = cell("description")
    languages: list[str] | None = cell("languages")
    registered_on: date | None = cell("registered_on")
    pupil_ages: AgeRange | None = guarded(_ages)

    def facts(self, context: Context) -> object:
        return context.world.facts.projects[self.row.id]

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(str(self.row.id))

    @strawberry.field
    async def partners(self, info: Resolving, first: int = 20) -> PartnerConnection:
        entries = [Partner(row=row) for row in await info.context.partners.load(self.row.id)]
        shown = standing(info.context, ("Project", "partners", self.facts(info.context)), entries)
        return PartnerConnection(nodes=sorted(shown, key=lambda entry: str(entry.row.user_id))[:first])


@strawberry.type
class TwinSpace:
    """The working space of a project."""

    row: strawberry.Private[models.Area]
    title: str | None = cell("title")

    def facts(self, context: Context) -> object:
        return context.world.facts.areas[self.row.id]

    @strawberry.field
    def id(self) -> strawberry.ID:
        return strawberry.ID(str(self.row.id))

    @strawberry.field
    async def members(self, info: Resolving, first: int, order_by: list[UserOrder]) -> MemberConnection:
        context = info.context
        entries = [Member(row=row) for row in await context.members.load(self.row.id)]
        shown = standing(context, ("TwinSpace", "members", self.facts(context)), entries)
        users = {entry.row.id: await context.user.load(entry.row.user_id) for entry in shown}
        column = f"{order_by[0].field.value.lower()}_folded"

        def place(entry: Member) -> tuple[bool, str, str]:
            user = users[entry.row.id]
            name = (
                getattr(user, column)
                if context.allows("User", "lastName", context.world.facts.users[user.id])
                else None
            )
            return name is None, name or "", str(user.id)

        shown.sort(key=place)
        return MemberConnection(nodes=shown[:first], page_info=PageInfo(has_next_page=len(shown) > first))
