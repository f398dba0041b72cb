"""Commands about invitations to projects: to send one, to answer it, to take it back (REG-06, PURP-02, A-22).

Who is invited need not see the project: a draft shows itself to those who take part. The invitation tells them of it,
and answers are about the viewer's own invitations alone, so that an unknown project and one of others are the same.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from app.authz.facts import Project, User, Viewer
from app.authz.picking import load_locked_user, load_user
from app.authz.picking_projects import load_locked_project
from app.authz.policy import ROW
from app.database.commands.invitations import find_inviter, send_invitation, take_invitation
from app.database.commands.outbox import LetterKind
from app.database.commands.partners import join_project
from app.database.commands.projects import change_status
from app.database.vocabulary import PartnerRole, ProjectStatus
from app.errors import Conflict, NotFound
from app.resolvers.commands.command import Input, Outcome, Transaction
from app.resolvers.commands.input import identifier
from app.resolvers.commands.projects import KIND, day_of, locked_project, require_open
from app.resolvers.commands.telling import letters_to


async def invite_partner(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Invite a peer to a project. Who is invited already stays invited as before.

    An invitation of somebody whom the viewer does not see is none: it is on no list where that person is hidden.
    """
    transaction.require_role("invite", KIND)
    project = await locked_project(transaction, viewer, given, now, "invite")
    user = await _locked_peer(transaction, viewer, given, now)
    require_open(project)
    if _takes_part(project, user.id, now):
        raise Conflict("This person takes part already.", hint="Read the partners of the project again.")
    assert viewer.user is not None  # noqa: S101 - these commands admit no strangers
    role: PartnerRole = given.get("role") or PartnerRole.PARTNER
    if await _is_invited(transaction, viewer, project.id, user.id, now) is False:
        await take_invitation(transaction.connection, project.id, user.id)
    sent = await send_invitation(transaction.connection, project.id, user.id, viewer.user, role, now)
    return Outcome(
        {"project": project.id, "user": user.id},
        changed=sent,
        changes={"role": (None, role)},
        letters=await letters_to(transaction, viewer, LetterKind.PROJECT_INVITATION, user.id, now),
    )


async def withdraw_invitation(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Take an invitation back. Without an open one, nothing happens."""
    transaction.require_role("invite", KIND)
    project = await locked_project(transaction, viewer, given, now, "invite")
    user = await _locked_peer(transaction, viewer, given, now)
    role = await take_invitation(transaction.connection, project.id, user.id)
    changes = {"role": (role, None)}
    return Outcome({"project": project.id, "user": user.id}, changed=role is not None, changes=changes)


async def accept_invitation(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Take part in a project to which one is invited. Who has accepted already takes part already."""
    transaction.require_role("join", "User")
    assert viewer.user is not None  # noqa: S101 - these commands admit no strangers
    connection, named = transaction.connection, identifier(given["project"])
    if not await _is_invited(transaction, viewer, named, viewer.user, now) and named not in (viewer.projects or ()):
        raise _no_invitation()
    project = await load_locked_project(connection, named, now)
    oneself = await load_locked_user(connection, viewer.user, now)
    assert oneself is not None  # noqa: S101 - the viewer has a row
    transaction.require_action(viewer, "join", "User", oneself)
    is_invited = await _is_invited(transaction, viewer, named, viewer.user, now)
    role = await take_invitation(connection, named, viewer.user) if is_invited else None
    if project is None:
        raise _no_invitation()
    takes_part = _takes_part(project, oneself.id, now)
    if role is None:
        return _accepted_before(transaction, viewer, project, takes_part=takes_part)
    require_open(project)
    if takes_part:
        return Outcome({"project": project.id})
    if oneself.restricted and project.status == ProjectStatus.DRAFT:
        # It would become active for its founder, who sees nobody that has come.
        raise Conflict("This account is restricted, and cannot begin a project.", hint="Accept when it is over.")
    entry = await join_project(connection, project.id, oneself.id, oneself.school, role, day_of(now))
    changes = {"role": (None, role)}
    if project.status == ProjectStatus.DRAFT:
        await change_status(connection, project.id, ProjectStatus.ACTIVE, None)
        return Outcome(
            {"project": project.id}, (entry,), changes=changes | {"status": (ProjectStatus.DRAFT, ProjectStatus.ACTIVE)}
        )
    return Outcome({"project": project.id}, (entry,), changes=changes)


async def decline_invitation(transaction: Transaction, viewer: Viewer, given: Input, _: datetime) -> Outcome:
    """Take an invitation off one's list. Without one, nothing happens, whatever the project."""
    transaction.require_role("join", "User")
    assert viewer.user is not None  # noqa: S101 - these commands admit no strangers
    named = identifier(given["project"])
    role = await take_invitation(transaction.connection, named, viewer.user)
    return Outcome({}, (named,), changed=role is not None, changes={"role": (role, None)})


async def _locked_peer(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> User:
    """The person of an input, whom the viewer sees; looked at before the lock, and once more under it."""
    named = identifier(given["user"])
    transaction.require_sight(viewer, "User", await load_user(transaction.connection, named, now), "user")
    user = await load_locked_user(transaction.connection, named, now)
    transaction.require_sight(viewer, "User", user, "user")
    assert user is not None  # noqa: S101 - an absent one was refused
    return user


async def _is_invited(
    transaction: Transaction, viewer: Viewer, project: UUID, person: UUID, now: datetime
) -> bool | None:
    """Whether a person has an open invitation; False where the viewer does not see whose it is, None without one."""
    inviter = await find_inviter(transaction.connection, project, person)
    if inviter is None:
        return None
    user = await load_user(transaction.connection, inviter, now)
    return user is not None and transaction.decider("User").allows(viewer, "User", ROW, user)


def _takes_part(project: Project, user: UUID, now: datetime) -> bool:
    return any(partner.user.id == user and partner.is_live(now) for partner in project.partners)


def _accepted_before(transaction: Transaction, viewer: Viewer, project: Project, *, takes_part: bool) -> Outcome:
    if not takes_part or not transaction.decider(KIND).allows(viewer, KIND, ROW, project):
        raise _no_invitation()
    return Outcome({"project": project.id}, changed=False)


def _no_invitation() -> NotFound:
    return NotFound("There is no such object.", hint="Read the list again.", field="project")
