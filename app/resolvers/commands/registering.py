"""The command by which a general user registers as an eTwinner (REG-03, REG-04, SCOPE-04, DATA-02 to DATA-18).

The person registers oneself and nobody else, has accepted the general notice before, and accepts that of eTwinners
with it. From then on the registration waits for a person of the national organisation. Whoever was refused may register
again (A-50). Any school that was found valid can be named: which there are is no secret to registrants. A new one waits
to be found valid itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from app.authz.facts import School, User, Viewer
from app.authz.picking import load_kept_school, load_locked_user, load_school
from app.database.commands.accounts import Notice, accept_notice
from app.database.commands.audit import Changes
from app.database.commands.outbox import Letter, LetterKind
from app.database.commands.profiles import read_profile
from app.database.commands.registering import (
    NewProfile,
    NewSchool,
    has_accepted_notice,
    insert_school,
    write_registration,
)
from app.database.vocabulary import AccountStatus
from app.errors import BadInput, Conflict, NotFound
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.input import identifier
from app.resolvers.commands.registration_input import in_nfc, problems_of, texts_of_subjects
from app.resolvers.commands.second_schools import changes_of_second
from app.resolvers.commands.usernames import refused_change, require_free

KIND, ACTION = "User", "register"
_MAY_REGISTER = frozenset({AccountStatus.GENERAL, AccountStatus.REFUSED})


async def register_as_etwinner(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Register oneself: the account waits to be validated."""
    transaction.require_role(ACTION, KIND)
    assert viewer.user is not None  # noqa: S101 - strangers are not admitted
    user = await load_locked_user(transaction.connection, viewer.user, now)
    assert user is not None  # noqa: S101 - the viewer has a row
    transaction.require_action(viewer, ACTION, KIND, user)
    await _require_ready(transaction, user)
    said = in_nfc(dict(given))
    named = (await read_profile(transaction.connection, user.id)).username
    problems = problems_of(said, transaction.countries, transaction.subjects, transaction.policy.edition)
    if said.get("username") is not None:
        problems += refused_change(named, said["username"])
    if problems:
        raise InputRefused(*problems)
    said["subjects"] = texts_of_subjects(said["subjects"], transaction.subjects)
    school, country = await school_of(transaction, viewer, said)
    if said.get("username") is None:
        said["username"] = named
    elif named is None:
        await require_free(transaction, user.id, said["username"])
    await write_registration(transaction.connection, user.id, _profile(said, school, country), now)
    version, language = said["noticeVersion"], said["noticeLanguage"]
    await accept_notice(transaction.connection, user.id, Notice.ETWINNER, version, language, now)
    changes: Changes = {"status": (AccountStatus(user.status), AccountStatus.PENDING), "school": (None, school)}
    changes = {**changes, **changes_of_second(user, school, again=True)}
    letters = [Letter(LetterKind.REGISTRATION_RECEIVED, user.id)]
    return Outcome({"user": user.id}, (school,), changes=changes, letters=letters)


async def _require_ready(transaction: Transaction, user: User) -> None:
    """Refuse an account that is registered already or cannot be, and one without the general notice."""
    if user.status not in _MAY_REGISTER or user.restricted:
        raise Conflict("This account cannot be registered as it is now.", hint="Read `viewer { user { status } }`.")
    if not await has_accepted_notice(transaction.connection, user.id):
        raise Conflict("The general notice has not been accepted.", hint="Send `acceptNotice` first.")


async def school_of(transaction: Transaction, viewer: Viewer, said: Mapping[str, Any]) -> tuple[UUID, str]:
    """The school that is named, or the new one; with its country."""
    assert viewer.user is not None  # noqa: S101 - strangers are not admitted
    if (new := said.get("newSchool")) is not None:
        return await _add_school(transaction, new, viewer.user)
    named = identifier(said["school"])
    _require_choice(transaction, viewer, await load_school(transaction.connection, named))
    # It is not merged into another before we have ended; one that was, meanwhile, is the other.
    school = _require_choice(transaction, viewer, await load_kept_school(transaction.connection, named))
    if school.country not in transaction.countries:
        raise BadInput("The country of this school does not take part.", hint="See `countries`.", field="school")
    return school.id, school.country


def _require_choice(transaction: Transaction, viewer: Viewer, school: School | None) -> School:
    """What cannot be chosen is told apart from what is not there by nothing: it may be hidden."""
    if school is None or not transaction.decider("School").may(viewer, "choose", "School", school):
        raise NotFound("There is no such object.", hint="Read the list again.", field="school")
    return school


async def _add_school(transaction: Transaction, new: Mapping[str, Any], user: UUID) -> tuple[UUID, str]:
    head = new["head"]
    school = NewSchool(
        uuid4(),
        new["officialName"],
        new["address"],
        new["city"],
        new["region"],
        new["country"],
        new["email"],
        head["firstName"],
        head["lastName"],
        head["email"],
        user,
    )
    await insert_school(transaction.connection, school)
    return school.id, school.country


def _profile(said: Mapping[str, Any], school: UUID, country: str) -> NewProfile:
    return NewProfile(
        said.get("username"),
        said["firstName"],
        said["lastName"],
        said["schoolRole"].value,
        said["subjects"],
        said["languages"],
        said["pupilAges"]["from"],
        said["pupilAges"]["to"],
        said.get("description"),
        school,
        country,
    )
