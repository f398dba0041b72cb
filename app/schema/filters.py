"""Filters: one operator input per kind of value, one `…Where` per type.

A filter sees what its viewer sees: SQL over the masked relation (G-07). The names of a `…Where` are the names of
the type's fields; `partnerCountry`, which is not one, carries its mapping.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import strawberry

from app.schema.age_range import AgeRangeInput
from app.schema.enums import AccountStatus, AffiliationStatus, ProjectStatus, Role, SchoolRole, SchoolStatus
from app.schema.mapping import MAPPING, Declaration, RelatedCell
from app.schema.scalars import CountryCode

_WHERE = (
    "Conditions are joined by AND; one that is null is as if not given; `{}` meets everything. A cell that is "
    "null or hidden meets neither a comparison nor its negation. A field that the acting role can never read is "
    "refused."
)
_TOGETHER = "Several operators are joined by AND; one that is null is as if not given."
_AND = "Meets every one of these; an empty list is met by everything."
_OR = "Meets at least one of these; an empty list is met by nothing."
_NOT = "Does not meet this. Null and hidden cells do not meet a negation either; `{}` here is met by nothing."
_ID = "Has one of these ids; an empty list is met by nothing."
_NULL = "True: the value is absent or hidden. False: the viewer reads a value."


def condition(description: str, *, name: str | None = None, mapping: Declaration | None = None) -> Any:
    """An input field that may be left out."""
    metadata = {MAPPING: mapping} if mapping else None
    return strawberry.field(name=name, description=description, default=strawberry.UNSET, metadata=metadata)


@strawberry.input(description=f"Conditions on a text. {_TOGETHER}")
class StringFilter:
    """Conditions on a text."""

    eq: str | None = condition("Is exactly this, marks and case included.")
    in_: list[str] | None = condition("Is exactly one of these; an empty list is met by nothing.", name="in")
    starts_with: str | None = condition("Begins with this; marks and case do not count, there are no wildcards.")
    contains: str | None = condition("Contains this; marks and case do not count, there are no wildcards.")
    is_null: bool | None = condition(_NULL)


@strawberry.input(description=f"Conditions on a list of texts. {_TOGETHER}")
class StringListFilter:
    """Conditions on a list of texts."""

    has: str | None = condition("Has exactly this among its items.")
    has_any: list[str] | None = condition(
        "Has at least one of exactly these among its items; an empty list is met by nothing."
    )


@strawberry.input(description=f"Conditions on the ages of pupils. {_TOGETHER}")
class AgesFilter:
    """Conditions on the ages of pupils."""

    overlaps: AgeRangeInput | None = condition(
        "Has some age in common with this range; one that ends before it begins is met by nothing."
    )
    is_null: bool | None = condition(_NULL)


@strawberry.input(description=f"Conditions on a date. {_TOGETHER}")
class DateFilter:
    """Conditions on a date."""

    eq: date | None = condition("Is this day.")
    lt: date | None = condition("Is before this day.")
    lte: date | None = condition("Is this day or before.")
    gt: date | None = condition("Is after this day.")
    gte: date | None = condition("Is this day or after.")
    is_null: bool | None = condition(_NULL)


@strawberry.input(description=f"Conditions on an instant. {_TOGETHER}")
class DateTimeFilter:
    """Conditions on an instant."""

    eq: datetime | None = condition("Is this instant, to the microsecond.")
    lt: datetime | None = condition("Is before this instant.")
    lte: datetime | None = condition("Is this instant or before.")
    gt: datetime | None = condition("Is after this instant.")
    gte: datetime | None = condition("Is this instant or after.")
    is_null: bool | None = condition(_NULL)


@strawberry.input(description=f"Conditions on a country. {_TOGETHER}")
class CountryFilter:
    """Conditions on a country."""

    eq: CountryCode | None = condition("Is this country.")
    in_: list[CountryCode] | None = condition("Is one of these countries; an empty list is met by nothing.", name="in")


@strawberry.input(description=f"Conditions on a school. {_WHERE}")
class SchoolWhere:
    """Conditions on a school."""

    and_: list[SchoolWhere] | None = condition(_AND, name="and")
    or_: list[SchoolWhere] | None = condition(_OR, name="or")
    not_: SchoolWhere | None = condition(_NOT, name="not")
    id: list[strawberry.ID] | None = condition(_ID)
    official_name: StringFilter | None = condition("By official name.")
    city: StringFilter | None = condition("By city.")
    region: StringFilter | None = condition("By region.")
    country: CountryFilter | None = condition("By country.")
    email: StringFilter | None = condition("By e-mail address of the school.")
    status: list[SchoolStatus] | None = condition(
        "By what was decided about it: one of these; an empty list is met by nothing."
    )


@strawberry.input(description=f"Conditions on a user. {_WHERE}")
class UserWhere:
    """Conditions on a user."""

    and_: list[UserWhere] | None = condition(_AND, name="and")
    or_: list[UserWhere] | None = condition(_OR, name="or")
    not_: UserWhere | None = condition(_NOT, name="not")
    id: list[strawberry.ID] | None = condition(_ID)
    first_name: StringFilter | None = condition("By first name.")
    last_name: StringFilter | None = condition("By last name.")
    email: StringFilter | None = condition("By e-mail address.")
    username: StringFilter | None = condition("By user name.")
    school_role: list[SchoolRole] | None = condition(
        "By what the person does at school: one of these; an empty list is met by nothing."
    )
    subjects: StringListFilter | None = condition("By subjects.")
    languages: StringListFilter | None = condition("By languages.")
    pupil_ages: AgesFilter | None = condition("By the ages of the pupils.")
    country: CountryFilter | None = condition("By the country of the school.")
    status: list[AccountStatus] | None = condition(
        "By the effective state: one of these; an empty list is met by nothing. An ETWINNER reads only the own "
        "state, so this finds at most the own row."
    )
    ambassador: bool | None = condition("By whether the person is an ambassador.")
    last_login_at: DateTimeFilter | None = condition("By the last login to the eTwinning area.")
    school: SchoolWhere | None = condition("Has a school, visible to the viewer, that meets this.")
    second_school_status: list[AffiliationStatus] | None = condition(
        "By what was decided about the second school: one of these; an empty list is met by nothing."
    )


@strawberry.input(description=f"Conditions on an assignment. {_WHERE}")
class AssignmentWhere:
    """Conditions on an assignment."""

    and_: list[AssignmentWhere] | None = condition(_AND, name="and")
    or_: list[AssignmentWhere] | None = condition(_OR, name="or")
    not_: AssignmentWhere | None = condition(_NOT, name="not")
    id: list[strawberry.ID] | None = condition(_ID)
    role: list[Role] | None = condition("By the role: one of these; an empty list is met by nothing.")
    country: CountryFilter | None = condition("By the country that the person acts for.")
    live: bool | None = condition("By whether it is valid now.")
    valid_from: DateTimeFilter | None = condition("By from when it is valid.")
    valid_to: DateTimeFilter | None = condition("By its end.")
    user: UserWhere | None = condition("Of a person, visible to the viewer, who meets this.")


@strawberry.input(description=f"Conditions on a project. {_WHERE}")
class ProjectWhere:
    """Conditions on a project."""

    and_: list[ProjectWhere] | None = condition(_AND, name="and")
    or_: list[ProjectWhere] | None = condition(_OR, name="or")
    not_: ProjectWhere | None = condition(_NOT, name="not")
    id: list[strawberry.ID] | None = condition(_ID)
    title: StringFilter | None = condition("By title.")
    languages: StringListFilter | None = condition("By languages.")
    pupil_ages: AgesFilter | None = condition("By the ages of the pupils.")
    registered_on: DateFilter | None = condition("By the day of registration.")
    closed_on: DateFilter | None = condition("By the day of closing.")
    status: list[ProjectStatus] | None = condition("By status: one of these; an empty list is met by nothing.")
    published: bool | None = condition("By whether the founder has published it.")
    partner_country: CountryFilter | None = condition(
        "Has a partner entry, visible to the viewer, whose country meets this.",
        mapping=RelatedCell("partners", "country"),
    )


@strawberry.input(description=f"Conditions on a group. {_WHERE}")
class GroupWhere:
    """Conditions on a group."""

    and_: list[GroupWhere] | None = condition(_AND, name="and")
    or_: list[GroupWhere] | None = condition(_OR, name="or")
    not_: GroupWhere | None = condition(_NOT, name="not")
    id: list[strawberry.ID] | None = condition(_ID)
    title: StringFilter | None = condition("By title.")
    description: StringFilter | None = condition("By description.")


@strawberry.input(description=f"Conditions on an event. {_WHERE}")
class EventWhere:
    """Conditions on an event."""

    and_: list[EventWhere] | None = condition(_AND, name="and")
    or_: list[EventWhere] | None = condition(_OR, name="or")
    not_: EventWhere | None = condition(_NOT, name="not")
    id: list[strawberry.ID] | None = condition(_ID)
    title: StringFilter | None = condition("By title.")
    description: StringFilter | None = condition("By description.")
    starts_at: DateTimeFilter | None = condition("By the time it starts.")
    online: bool | None = condition("By whether it takes place online.")
    country: CountryFilter | None = condition("By the country that holds it.")
