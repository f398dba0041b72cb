"""Commands about the life of a project: leave it, close it, publish it and take it back (A-21, A-22, PUB-08).

A project is a draft until somebody joins its founder, active until it is closed, and closed for good. Everybody may
leave at any time, and the project stays as it is (A-21): whether somebody else is still there is not for the one who
leaves to know, who may be hidden from them, nor to decide.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from app.authz.facts import Project, Viewer
from app.database.commands.invitations import take_invitations
from app.database.commands.partners import leave_project as end_partnership
from app.database.commands.projects import change_status, write_publication
from app.database.vocabulary import ProjectStatus
from app.errors import Conflict
from app.resolvers.commands.command import Input, Outcome, Transaction
from app.resolvers.commands.projects import KIND, day_of, locked_project, others_seen, seen_project

# Who has waited for a lock has begun earlier: the one before may have written an instant that is later than one's own.
_MOMENT = timedelta(minutes=1)


async def leave_project(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Take part no more. Who takes no part, having left or never come, stays away: nobody reads who was there once."""
    transaction.require_role("leave", KIND)
    project = await seen_project(transaction, viewer, given, now)
    if not _takes_part(project, viewer, now):
        return Outcome({"project": project.id}, changed=False)
    transaction.require_action(viewer, "leave", KIND, project)
    runs = transaction.decider(KIND).may(viewer, "discard", KIND, project)
    if runs and project.status == ProjectStatus.DRAFT and not others_seen(transaction, viewer, project, now):
        raise Conflict("Nobody else takes part in this draft.", hint="Send `deleteDraft` instead.")
    assert viewer.user is not None  # noqa: S101 - these commands admit no strangers
    entry = await end_partnership(transaction.connection, project.id, viewer.user, day_of(now))
    return Outcome({"project": project.id}, (entry,), changes={"leftOn": (None, day_of(now))})


async def close_project(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """A project that runs is over. One that is over stays so."""
    transaction.require_role("close", KIND)
    project = await locked_project(transaction, viewer, given, now, "close")
    if project.status == ProjectStatus.CLOSED:
        return Outcome({"project": project.id}, changed=False)
    if project.status == ProjectStatus.DRAFT:
        raise Conflict("This project is a draft.", hint="Send `deleteDraft` or `leaveProject` instead.")
    await change_status(transaction.connection, project.id, ProjectStatus.CLOSED, day_of(now))
    await take_invitations(transaction.connection, project.id)
    return Outcome({"project": project.id}, changes={"status": (ProjectStatus.ACTIVE, ProjectStatus.CLOSED)})


async def publish_project(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Show a project on the open internet, from now on. One that is published stays so."""
    transaction.require_role("publish", KIND)
    project = await locked_project(transaction, viewer, given, now, "publish")
    if project.status == ProjectStatus.DRAFT:
        raise Conflict("This project is a draft.", hint="Invite somebody: it is active when they accept.")
    if project.published_at is not None and project.published_at <= now + _MOMENT:
        return Outcome({"project": project.id}, changed=False)
    await write_publication(transaction.connection, project.id, now)
    return Outcome({"project": project.id}, changes={"published": (False, True)})


async def unpublish_project(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Take a project off the open internet, also one that would appear there later."""
    transaction.require_role("publish", KIND)
    project = await locked_project(transaction, viewer, given, now, "publish")
    if project.published_at is None:
        return Outcome({"project": project.id}, changed=False)
    await write_publication(transaction.connection, project.id, None)
    return Outcome({"project": project.id}, changes={"published": (True, False)})


def _takes_part(project: Project, viewer: Viewer, now: datetime) -> bool:
    return any(partner.user.id == viewer.user and partner.is_live(now) for partner in project.partners)
