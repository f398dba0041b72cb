"""Who is asking. The read path answers this type from the token and the live assignment, not from one row."""

from __future__ import annotations

import strawberry

from app.schema.access import Access
from app.schema.arguments import argument, declared, forward_page
from app.schema.assignment import Assignment
from app.schema.block import BlockedMember
from app.schema.connections import Connection
from app.schema.enums import Purpose, Role
from app.schema.explanation import Explanation
from app.schema.invitation import Invitation
from app.schema.own_registration import Registration
from app.schema.scalars import CountryCode
from app.schema.survey import Survey, SurveyResponse
from app.schema.user import User
from app.schema.visibility import PersonaView, Visibility, one_persona


@strawberry.type(description="Who is asking: the acting role and what it stands on.")
class Viewer:
    """The acting role and what it stands on."""

    role: Role = strawberry.field(description="The acting role; ANONYMOUS without a token.")
    purpose: Purpose | None = strawberry.field(description="Why a staff member reads; null for the other roles.")
    country: CountryCode | None = strawberry.field(
        description="The country of the assignment for national roles, of the own school for users, else null."
    )
    user: User | None = strawberry.field(description="The own row, in every role; null for the public.")
    assignments: list[Assignment] = strawberry.field(
        description="The staff roles that were given to the viewer, those that are over as well, by when they begin; "
        "empty for the public."
    )
    registration: Registration | None = strawberry.field(
        description="How it stands with one's registration as an eTwinner, in every role; null for the public."
    )
    policy_version: str = strawberry.field(description="The privacy notice that the answers follow.")
    explain: Explanation = declared(
        "Why the viewer reads a field of an object or does not.",
        arguments=(
            argument("coordinate", str, "The field as `Type.field`, as `User.email`; `Type.id` is the row itself."),
            argument("id", strawberry.ID, "The id of the object."),
        ),
    )
    visible_to: list[Visibility] = strawberry.field(
        description="Who sees which field of the own row now: by field and audience; nothing for the public."
    )
    accesses: Connection[Access] = declared(
        "Who among staff read data of the viewer that the public could not see, newest first: by role, purpose, "
        "organisation and day. Nobody sees this list of somebody else; for the public it is empty.",
        arguments=forward_page(),
    )
    contact_requests: Connection[User] = declared(
        "Who asks the viewer to be a contact, by id; for the public empty. One that was declined is not here.",
        arguments=forward_page(),
    )
    sent_contact_requests: Connection[User] = declared(
        "Whom the viewer has asked to be a contact, by id, until they agree or the viewer asks no more.",
        arguments=forward_page(),
    )
    invitations: list[Invitation] = strawberry.field(
        description="The open invitations of the viewer to projects, of people whom the viewer sees, newest first, 50 "
        "at most; empty for the public, and for staff who act for their office."
    )
    sent_invitations: list[Invitation] = strawberry.field(
        description="The open invitations to projects that the viewer runs, to people and of people whom the viewer "
        "sees, newest first, 50 at most; empty in every role but ETWINNER."
    )
    blocked: list[BlockedMember] = strawberry.field(
        description="Whom the viewer has blocked, by when; for the public empty. Nobody says who blocked the viewer."
    )
    survey_responses: Connection[SurveyResponse] = declared(
        "What the viewer has answered to surveys by name, by id, in every role; for the public empty.",
        arguments=forward_page(),
    )
    answered_surveys: Connection[Survey] = declared(
        "The surveys that the viewer has answered, by name or not, by id, as far as the viewer sees them; for the "
        "public empty. What was answered without a name is nowhere known as the viewer's.",
        arguments=forward_page(),
    )
    as_: PersonaView = declared(
        "Oneself through the eyes of a persona. For members only, and refused in a staff role; each look is logged. "
        "For the public `user` is null and `projects` is empty.",
        arguments=one_persona(),
        name="as",
    )
