"""A project and its partner entries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.age_range import AGES, AgeRange
from app.schema.arguments import forward_page
from app.schema.connections import Connection
from app.schema.enums import PartnerRole, ProjectStatus
from app.schema.mapping import Cell, Collection, Computed, Kind, Link, LinkedCell, Rows, mapped, rows
from app.schema.node import Node
from app.schema.scalars import CountryCode, LanguageCode

if TYPE_CHECKING:
    from app.schema.area import TwinSpace
    from app.schema.school import School
    from app.schema.user import User


@rows(Rows("partners", live=True, stands_with="user"))
@strawberry.type(
    description="A person's part in a project, through one school. It is shown only together with the person."
)
class Partner:
    """A person's part in a project."""

    role: PartnerRole | None = mapped(Cell("role", Kind.WORD), "What the person is in the project.")
    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = mapped(
        Link("User", here="user_id"), "The person."
    )
    school: Annotated[School, strawberry.lazy("app.schema.school")] | None = mapped(
        Link("School", here="school_id"),
        "The school through which the person takes part; the person may work at another one by now.",
    )
    country: CountryCode | None = mapped(LinkedCell("school", "country"), "The country of that school.")
    joined_on: date | None = mapped(Cell("joined_on", Kind.DATE), "Since when; not for the public.")


@rows(Rows("projects"))
@strawberry.type(description="A project. A null field is absent or hidden from the viewer: the answer does not tell.")
class Project(Node):
    """A project."""

    title: str | None = mapped(Cell("title", Kind.TEXT), "The title.")
    description: str | None = mapped(Cell("description", Kind.TEXT), "What the project is about.")
    languages: list[LanguageCode] | None = mapped(Cell("languages", Kind.TEXTS), "The languages of the project.")
    pupil_ages: AgeRange | None = mapped(AGES, "The ages of the pupils.")
    registered_on: date | None = mapped(Cell("registered_on", Kind.DATE), "The day of registration.")
    closed_on: date | None = mapped(Cell("closed_on", Kind.DATE), "The day of closing; null while it runs.")
    status: ProjectStatus | None = mapped(
        Cell("status", Kind.WORD), "The status; null for the public and for school authorities."
    )
    published: bool | None = mapped(
        Computed("published", Kind.BOOLEAN),
        "Whether the founder has published the project; null for the public and for school authorities.",
    )
    version: int | None = mapped(
        Cell("version", Kind.NUMBER),
        "How often the project was changed, and one; `updateProject` names the version that was read. Null for the "
        "public and for school authorities.",
    )
    partners: Connection[Partner] = mapped(
        Collection("Partner", there="project_id"),
        "The partner entries whose person the viewer may see, by id.",
        arguments=forward_page(),
    )
    twin_space: Annotated[TwinSpace, strawberry.lazy("app.schema.area")] | None = mapped(
        Link("TwinSpace", here="id", there="project_id"), "The TwinSpace of the project, where the viewer may see it."
    )
