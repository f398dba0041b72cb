"""A user of eTwinning."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.age_range import AGES, AgeRange
from app.schema.arguments import forward_page, ordered_page
from app.schema.article import OWN_COMMENTS, OwnComment
from app.schema.connections import Connection
from app.schema.consent import CONSENTS, Consent
from app.schema.enums import AccountStatus, AffiliationStatus, SchoolRole
from app.schema.keeping import FAVOURITES, SAVED_SEARCHES, Favourite, SavedSearch
from app.schema.mapping import Cell, Collection, Computed, Kind, Link, Rows, mapped, rows
from app.schema.node import Node
from app.schema.orders import ProjectOrder
from app.schema.representing import REPRESENTATIONS, Representation
from app.schema.scalars import CountryCode, EmailAddress, LanguageCode

if TYPE_CHECKING:
    from app.schema.project import Project
    from app.schema.school import School


@rows(Rows("users"))
@strawberry.type(
    description="A person with an account. A null field is absent or hidden from the viewer: the answer does not tell."
)
class User(Node):
    """A person with an account."""

    first_name: str | None = mapped(Cell("first_name", Kind.TEXT), "First name.")
    last_name: str | None = mapped(Cell("last_name", Kind.TEXT), "Last name.")
    email: EmailAddress | None = mapped(
        Cell("email", Kind.TEXT), "E-mail address: for oneself and for staff with a purpose, never for peers."
    )
    username: str | None = mapped(Cell("username", Kind.TEXT), "User name.")
    school_role: SchoolRole | None = mapped(Cell("school_role", Kind.WORD), "What the person does at school.")
    subjects: list[str] | None = mapped(Cell("subjects", Kind.TEXTS), "The subjects the person teaches.")
    languages: list[LanguageCode] | None = mapped(Cell("languages", Kind.TEXTS), "The languages the person speaks.")
    pupil_ages: AgeRange | None = mapped(AGES, "The ages of the person's pupils.")
    description: str | None = mapped(Cell("description", Kind.TEXT), "What the person says about themselves.")
    picture: str | None = mapped(
        Computed("picture", Kind.WORD),
        "The picture; for the public only with a consent of its own. Of an uploaded one this is an address below "
        "`/pictures/`, for the viewer alone and for an hour or two, that a page loads without any header.",
    )
    ambassador: bool | None = mapped(Cell("ambassador", Kind.BOOLEAN), "Whether the person is an eTwinning ambassador.")
    country: CountryCode | None = mapped(
        Cell("school_country", Kind.WORD), "The country of the person's school; null without a school."
    )
    school: Annotated[School, strawberry.lazy("app.schema.school")] | None = mapped(
        Link("School", here="school_id"), "The school of the person, where the viewer may see it."
    )
    second_school: Annotated[School, strawberry.lazy("app.schema.school")] | None = mapped(
        Link("School", here="second_school_id"),
        "The other school of a person who works at two, where the viewer may see it. Another organisation than that of "
        "its country does not, and peers only when that one has found it valid.",
    )
    second_school_status: AffiliationStatus | None = mapped(
        Cell("second_status", Kind.WORD), "What was decided about the second school; hidden from peers."
    )
    status: AccountStatus | None = mapped(
        Computed("effective_status", Kind.WORD), "The state of the account at the time of reading."
    )
    registered_at: datetime | None = mapped(Cell("registered_at", Kind.INSTANT), "When the account was registered.")
    last_login_at: datetime | None = mapped(
        Cell("last_login_at", Kind.INSTANT), "The last login to the eTwinning area; other logins do not count."
    )
    consents: list[Consent] | None = mapped(
        CONSENTS, "The consents of the person, by time and purpose: empty when there are none, null when hidden."
    )
    favourites: list[Favourite] | None = mapped(
        FAVOURITES,
        "The objects that the person keeps at hand, by time; null when hidden, as for all peers.",
    )
    saved_searches: list[SavedSearch] | None = mapped(
        SAVED_SEARCHES, "The searches that the person wrote down, by time; null when hidden, as `favourites`."
    )
    comments: list[OwnComment] | None = mapped(
        OWN_COMMENTS, "What the person said about articles, by time; null when hidden, as `favourites`."
    )
    representations: list[Representation] | None = mapped(
        REPRESENTATIONS,
        "How the person is reached as a representative of national organisations, by country; null when hidden, as "
        "`favourites`.",
    )
    contacts: Connection[User] = mapped(
        Collection("User", through="contacts", near="user_id", far="contact_id"),
        "The people whom this person keeps as contacts, by id. The other way round it need not hold.",
        arguments=forward_page(),
    )
    projects: Connection[Annotated[Project, strawberry.lazy("app.schema.project")]] = mapped(
        Collection("Project", through="partners", near="user_id", far="project_id", live=True),
        "The projects in which this person is a partner.",
        arguments=ordered_page(ProjectOrder, default_order="REGISTERED_ON DESC"),
    )
