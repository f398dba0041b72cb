"""By what a list may be ordered. The value of each field is the name of the field of the type that it orders by.

Null and hidden cells form one tail, last in both directions, and every tie is ordered by id (G-10).
"""

from __future__ import annotations

from enum import StrEnum

import strawberry

from app.schema.enums import published_enum

_FIELD = "By which field. A field that the acting role can never read is refused."
_DIRECTION = "In which direction. Null and hidden values come last in both."
_INPUT = "One key of an order; the first of a list weighs most, and ties end with the id."


class OrderDirection(StrEnum):
    """Up or down."""

    ASC = "ASC"
    DESC = "DESC"


class UserOrderField(StrEnum):
    """Orders of users and members."""

    FIRST_NAME = "firstName"
    LAST_NAME = "lastName"
    EMAIL = "email"
    COUNTRY = "country"
    REGISTERED_AT = "registeredAt"
    LAST_LOGIN_AT = "lastLoginAt"


class SchoolOrderField(StrEnum):
    """Orders of schools."""

    OFFICIAL_NAME = "officialName"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


class ProjectOrderField(StrEnum):
    """Orders of projects."""

    TITLE = "title"
    REGISTERED_ON = "registeredOn"
    CLOSED_ON = "closedOn"


class GroupOrderField(StrEnum):
    """Orders of groups."""

    TITLE = "title"


class EventOrderField(StrEnum):
    """Orders of events."""

    TITLE = "title"
    STARTS_AT = "startsAt"


published_enum(
    OrderDirection,
    "The direction of an order.",
    {"ASC": "Smallest, earliest or first in the alphabet first.", "DESC": "The other way round."},
)
published_enum(
    UserOrderField,
    "By what users and members can be ordered. Texts are compared without marks and case.",
    {
        "FIRST_NAME": "By first name.",
        "LAST_NAME": "By last name.",
        "EMAIL": "By e-mail address.",
        "COUNTRY": "By country code.",
        "REGISTERED_AT": "By the time of registration.",
        "LAST_LOGIN_AT": "By the last login to the eTwinning area.",
    },
)
published_enum(
    SchoolOrderField,
    "By what schools can be ordered. Texts are compared without marks and case.",
    {
        "OFFICIAL_NAME": "By official name.",
        "CITY": "By city.",
        "REGION": "By region.",
        "COUNTRY": "By country code.",
    },
)
published_enum(
    ProjectOrderField,
    "By what projects can be ordered. Texts are compared without marks and case.",
    {"TITLE": "By title.", "REGISTERED_ON": "By the day of registration.", "CLOSED_ON": "By the day of closing."},
)
published_enum(GroupOrderField, "By what groups can be ordered.", {"TITLE": "By title, without marks and case."})
published_enum(
    EventOrderField,
    "By what events can be ordered.",
    {"TITLE": "By title, without marks and case.", "STARTS_AT": "By the time they start."},
)


@strawberry.input(description=_INPUT)
class UserOrder:
    """One key of an order of users."""

    field: UserOrderField = strawberry.field(description=_FIELD)
    direction: OrderDirection = strawberry.field(description=_DIRECTION, default=OrderDirection.ASC)


@strawberry.input(description=_INPUT)
class SchoolOrder:
    """One key of an order of schools."""

    field: SchoolOrderField = strawberry.field(description=_FIELD)
    direction: OrderDirection = strawberry.field(description=_DIRECTION, default=OrderDirection.ASC)


@strawberry.input(description=_INPUT)
class ProjectOrder:
    """One key of an order of projects."""

    field: ProjectOrderField = strawberry.field(description=_FIELD)
    direction: OrderDirection = strawberry.field(description=_DIRECTION, default=OrderDirection.ASC)


@strawberry.input(description=_INPUT)
class GroupOrder:
    """One key of an order of groups."""

    field: GroupOrderField = strawberry.field(description=_FIELD)
    direction: OrderDirection = strawberry.field(description=_DIRECTION, default=OrderDirection.ASC)


@strawberry.input(description=_INPUT)
class EventOrder:
    """One key of an order of events."""

    field: EventOrderField = strawberry.field(description=_FIELD)
    direction: OrderDirection = strawberry.field(description=_DIRECTION, default=OrderDirection.ASC)
