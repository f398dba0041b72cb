"""Who sees what of oneself, and oneself as somebody else sees one."""

from __future__ import annotations

import strawberry

from app.database.vocabulary import Audience, Persona
from app.schema.arguments import Arguments, argument, declared, ordered_page
from app.schema.connections import Connection
from app.schema.enums import ConsentPurpose, Role, published_enum
from app.schema.orders import ProjectOrder
from app.schema.project import Project
from app.schema.user import User

published_enum(
    Persona,
    "As whom a member may look at themselves.",
    {
        "PUBLIC": "Anybody on the open internet.",
        "PEER": "A validated eTwinner who shares no school, project, group or event with the member.",
        "OWN_NSO": "The national support organisation of the country of the member's school, for VALIDATION.",
    },
)
published_enum(
    Audience,
    "Who may see something of a person: for each of them a role and a purpose stand.",
    {
        "PUBLIC": "Anybody on the open internet: ANONYMOUS.",
        "PEERS": "Validated eTwinners who have nothing in common with the person: ETWINNER.",
        "OWN_NSO": "The national support organisation of the person's country: NSO for VALIDATION.",
        "OWN_NSO_NEWSLETTER": "The same for NATIONAL_NEWSLETTER.",
        "OWN_NSO_SURVEY": "The same for SURVEY.",
        "OWN_AUTHORITY": "A school authority whose mandate is the person's country: SCHOOL_AUTHORITY for MONITORING.",
        "EU_STAFF": "Staff of the Agency, the Commission, the central support and the provider, for OPERATION.",
        "RIGHTS_STAFF": "Staff who handle a request about data protection rights, for RIGHTS_REQUEST.",
    },
)


@strawberry.type(description="Whether an audience sees a field of the viewer's own row now, and on what that depends.")
class Visibility:
    """One field for one audience."""

    field: str = strawberry.field(description="The field, such as `User.email`; `User.id` is the row itself.")
    audience: Audience = strawberry.field(description="Who looks.")
    roles: list[Role] = strawberry.field(description="The roles of this audience; what they see is alike.")
    visible: bool = strawberry.field(
        description="Whether the audience sees it now. A list is visible when it is open to them, whatever is in it."
    )
    condition: str = strawberry.field(
        description="When it is visible, in words; *the viewer* is the audience. `never` when no rule shows it."
    )
    rules: list[str] = strawberry.field(description="The ids of the rules that show or deny it.")
    clauses: list[str] = strawberry.field(description="The clauses of the privacy notices behind these rules.")
    changed_by: list[ConsentPurpose] = strawberry.field(
        description="The consents that, given or withdrawn and nothing else changed, would change `visible`."
    )


@strawberry.type(
    description="The own profile and the own projects as a persona sees them. Of others it shows what both the persona "
    "and the viewer may see, and a person whom the viewer may not see counts for nothing here."
)
class PersonaView:
    """What a persona sees."""

    user: User | None = strawberry.field(description="The own row; null where the persona does not see it.")
    projects: Connection[Project] = declared(
        "The own projects that the persona sees, newest first unless ordered otherwise.",
        arguments=ordered_page(ProjectOrder, default_order="REGISTERED_ON DESC"),
    )


def one_persona() -> Arguments:
    """The argument of `viewer.as`."""
    return (argument("persona", Persona, "Through whose eyes."),)
