"""Commands about one's own profile: what one says about oneself, and what peers see of it (RIGHT-02, A-10).

A person changes the own profile and nobody else's, in a role of their own: staff who act for their office take a token
of their own role first. What is left out stays. The registration of who takes another role at school was found valid
for the role before: it waits again (RIGHT-02), and a second school with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.authz.facts import User, Viewer
from app.authz.picking import load_locked_user
from app.database.commands.audit import Changes
from app.database.commands.profiles import Profile, hide_contacts, let_wait, read_profile, write_profile
from app.database.vocabulary import AccountStatus, SchoolRole
from app.errors import BadInput
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.registration_input import in_nfc, problems_of_profile, texts_of_subjects
from app.resolvers.commands.second_schools import changes_of_second
from app.resolvers.commands.usernames import refused_change, require_free

KIND = "User"
_COLUMNS: Mapping[str, str] = {
    "firstName": "first_name",
    "lastName": "last_name",
    "username": "username",
    "schoolRole": "school_role",
    "subjects": "subjects",
    "languages": "languages",
    "description": "description",
}
_STAYING = frozenset({"firstName", "lastName", "schoolRole", "subjects", "languages", "pupilAges"})


async def update_my_profile(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Change what is given of one's profile."""
    user = await locked_oneself(transaction, viewer, "update", now)
    before = await read_profile(transaction.connection, user.id)
    said = in_nfc({name: given[name] for name in (*_COLUMNS, "pupilAges") if name in given})
    if problems := _problems(said, before, transaction):
        raise InputRefused(*problems)
    username = said.get("username")
    if username is not None and before.username is None:
        await require_free(transaction, user.id, username)
    if "subjects" in said:
        said["subjects"] = texts_of_subjects(said["subjects"], transaction.subjects)
    after = _changed(before, said)
    waits = user.status == AccountStatus.VALIDATED and after.school_role != before.school_role
    if after != before:
        await write_profile(transaction.connection, user.id, after)
    if waits:
        await let_wait(transaction.connection, user.id)
    changes: Changes = {"status": (AccountStatus.VALIDATED, AccountStatus.PENDING)} if waits else {}
    changes = {**changes, **changes_of_second(user, user.school, again=waits)}
    return Outcome({"user": user.id}, changed=after != before, changes=changes)


async def hide_my_contacts(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Hide one's contacts from peers, or show them. What is so already stays so."""
    user = await locked_oneself(transaction, viewer, "hide", now)
    hide: bool = given["hide"]
    changed = await hide_contacts(transaction.connection, user.id, hide=hide)
    return Outcome({"user": user.id}, changed=changed, changes={"hideContacts": (not hide, hide)} if changed else {})


async def locked_oneself(transaction: Transaction, viewer: Viewer, action: str, now: datetime) -> User:
    """The person of the viewer, whose row stays as it is; refused where the role may not do this with oneself."""
    transaction.require_role(action, KIND)
    assert viewer.user is not None  # noqa: S101 - these commands admit no strangers
    user = await load_locked_user(transaction.connection, viewer.user, now)
    assert user is not None  # noqa: S101 - the viewer has a row
    transaction.require_action(viewer, action, KIND, user)
    return user


def _problems(said: Mapping[str, Any], before: Profile, transaction: Transaction) -> list[BadInput]:
    """Everything that is wrong with a change of this profile."""
    hint = "Leave it out to keep what is there."
    problems = [
        BadInput("This cannot be removed.", hint=hint, field=name)
        for name, value in said.items()
        if name in _STAYING and value is None
    ]
    kept = {name: value for name, value in said.items() if not (name in _STAYING and value is None)}
    role = kept.get("schoolRole") or before.school_role
    if "schoolRole" in kept and "subjects" not in said:
        # Who becomes a teacher has subjects already, or names them with it (DATA-06).
        kept["subjects"] = before.subjects or []
    # What one has already may be said again, although it was imported and is in no list.
    subjects = {*transaction.subjects, *(before.subjects or ())}
    problems += problems_of_profile(
        kept, None if role is None else SchoolRole(role), subjects, transaction.policy.edition
    )
    if "username" in kept:
        problems += refused_change(before.username, kept["username"])
    return problems


def _changed(before: Profile, said: Mapping[str, Any]) -> Profile:
    """The profile with what was said. Members of vocabularies are texts in rows."""
    values = {_COLUMNS[name]: value for name, value in said.items() if name in _COLUMNS}
    if "school_role" in values:
        values["school_role"] = values["school_role"].value
    ages = said.get("pupilAges")
    if ages is not None:
        values |= {"pupil_age_from": ages["from"], "pupil_age_to": ages["to"]}
    return replace(before, **values)
