"""Commands about what a project is: found it, say what it is about, give up a draft (REG-06, PURP-02, DATA-37, A-21).

A project is run by its founders, and by its partners while no founder is visible (A-21). What a command answers follows
from what the viewer sees: whether somebody hidden takes part plays no part in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from app.authz.facts import Partner, Project, Viewer
from app.authz.picking import load_locked_user
from app.authz.picking_projects import load_locked_project, load_project
from app.authz.policy import ROW
from app.database.commands.partners import join_project
from app.database.commands.projects import (
    Description,
    discard_draft,
    insert_project,
    read_description,
    update_description,
)
from app.database.vocabulary import PartnerRole, ProjectStatus
from app.errors import Conflict
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.input import identifier
from app.resolvers.commands.project_input import problems_of
from app.resolvers.commands.registration_input import in_nfc

KIND = "Project"
_SAID = ("title", "description", "languages", "pupilAges")


async def create_project(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Found a project: a draft with its TwinSpace, and the viewer as its founder through the own school."""
    transaction.require_role("found", "User")
    assert viewer.user is not None  # noqa: S101 - these commands admit no strangers
    founder = await load_locked_user(transaction.connection, viewer.user, now)
    assert founder is not None  # noqa: S101 - the viewer has a row
    transaction.require_action(viewer, "found", "User", founder)
    said = _said(given)
    project = uuid4()
    new = _changed(Description(said["title"], None, None, None, None), said)
    twinspace = await insert_project(transaction.connection, project, new, day_of(now))
    entry = await join_project(
        transaction.connection, project, founder.id, founder.school, PartnerRole.FOUNDER, day_of(now)
    )
    return Outcome({"project": project}, (entry, twinspace), changes={"status": (None, ProjectStatus.DRAFT)})


async def update_project(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Change what is said about a project, if it is still as the viewer has read it."""
    transaction.require_role("edit", KIND)
    said = _said(given)
    project = await locked_project(transaction, viewer, given, now, "edit")
    require_open(project)
    before = await read_description(transaction.connection, project.id)
    if before.version != given["version"]:
        raise Conflict("The project was changed meanwhile.", hint="Read it again, with its `version`.", field="version")
    after = _changed(before.description, said)
    if after == before.description:
        return Outcome({"project": project.id}, changed=False)
    version = await update_description(transaction.connection, project.id, before.description, after)
    return Outcome({"project": project.id}, changes={"version": (before.version, version)})


async def delete_draft(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Give up a draft in which nobody else takes part, as far as the viewer sees."""
    transaction.require_role("discard", KIND)
    project = await locked_project(transaction, viewer, given, now, "discard")
    if others_seen(transaction, viewer, project, now):
        raise Conflict("Others take part in this project.", hint="Send `leaveProject` instead.")
    if not await discard_draft(transaction.connection, project.id):
        raise Conflict("This project is no draft.", hint="Send `closeProject` instead.")
    return Outcome({}, (project.id,), changes={"status": (ProjectStatus.DRAFT, None)})


async def locked_project(transaction: Transaction, viewer: Viewer, given: Input, now: datetime, action: str) -> Project:
    """The project of an input, which the viewer sees and may do this with; nobody else changes it meanwhile."""
    project = await seen_project(transaction, viewer, given, now)
    transaction.require_action(viewer, action, KIND, project)
    return project


async def seen_project(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Project:
    """The project of an input, which the viewer sees; nobody else changes it meanwhile.

    It is looked at before the lock: nobody is to wait for what is hidden from them.
    """
    named = identifier(given["project"])
    transaction.require_sight(viewer, KIND, await load_project(transaction.connection, named, now), "project")
    project = await load_locked_project(transaction.connection, named, now)
    transaction.require_sight(viewer, KIND, project, "project")
    assert project is not None  # noqa: S101 - an absent one was refused
    return project


def require_open(project: Project) -> None:
    """Refuse a project that is over."""
    if project.status == ProjectStatus.CLOSED:
        raise Conflict("This project is closed.", hint="Found a new one.")


def others_seen(transaction: Transaction, viewer: Viewer, project: Project, now: datetime) -> list[Partner]:
    """The partners beside the viewer whom the viewer sees."""
    decider = transaction.decider("User")
    return [
        partner
        for partner in project.partners
        if partner.is_live(now) and partner.user.id != viewer.user and decider.allows(viewer, "User", ROW, partner.user)
    ]


def day_of(now: datetime) -> date:
    """The calendar day of an instant, in UTC (G-58)."""
    return now.astimezone(UTC).date()


def _said(given: Input) -> Mapping[str, Any]:
    """What is said about a project, in NFC; refused with all that is wrong with it."""
    said: Mapping[str, Any] = in_nfc({name: given[name] for name in _SAID if name in given})
    if problems := problems_of(said):
        raise InputRefused(*problems)
    return said


def _changed(before: Description, said: Mapping[str, Any]) -> Description:
    values = {name: said[name] for name in ("title", "description", "languages") if name in said}
    if (ages := said.get("pupilAges")) is not None:
        values |= {"pupil_age_from": ages["from"], "pupil_age_to": ages["to"]}
    return replace(before, **values)
