"""Commands about assignments: who may act in which staff role (SEC-14, SEC-16, G-40).

Whom or what a command is about is looked at before any lock, and once more under it: nobody is to wait for what a
hidden person is just doing, for that would tell of them.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from app.authz.facts import Assignment, Viewer
from app.authz.picking import load_assignment, load_locked_assignment, load_organisation, load_user
from app.authz.viewer import MANDATED_ROLES
from app.database.commands.assignments import NewAssignment, end_assignment, insert_assignment
from app.database.commands.audit import Changes
from app.database.commands.locks import lock_person
from app.database.commands.outbox import Letter, LetterKind
from app.database.vocabulary import ORGANISATIONS_OF_ROLE, STAFF_ROLES, Role
from app.errors import BadInput, NotFound
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.input import identifier, refused_text

KIND = "Assignment"
_REGION_LENGTH = 200


async def grant_assignment(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Give a person a staff role. The viewer approves it, and is never that person."""
    transaction.require_role("grant", KIND)
    problems = _problems(transaction, given, now)
    if problems:
        raise InputRefused(*problems)
    person = identifier(given["user"])
    transaction.require_sight(viewer, "User", await load_user(transaction.connection, person, now), "user")
    await lock_person(transaction.connection, person)
    user = await load_user(transaction.connection, person, now)
    transaction.require_sight(viewer, "User", user, "user")
    assert user is not None  # noqa: S101 - an absent one was refused
    role: Role = given["role"]
    asked = Assignment(uuid4(), user, role.value, given.get("country"))
    transaction.require_action(viewer, "grant", KIND, asked)
    organisation = await _organisation(transaction, given)
    purposes = given.get("purposes")
    new = NewAssignment(
        asked.id,
        user.id,
        asked.role,
        asked.country,
        given.get("region"),
        None if purposes is None else sorted({purpose.value for purpose in purposes}),
        given.get("validFrom") or now,
        given.get("validTo"),
        viewer.user,
        organisation,
    )
    await insert_assignment(transaction.connection, new, now)
    letters = [Letter(LetterKind.ROLE_GIVEN, user.id)]
    return Outcome({"assignment": asked.id}, (user.id,), changes={"role": (None, role)}, letters=letters)


async def revoke_assignment(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """End an assignment now. One that has ended already stays as it is."""
    transaction.require_role("revoke", KIND)
    named = identifier(given["assignment"])
    found = _seen(transaction, viewer, await load_assignment(transaction.connection, named, now))
    # Whatever that person is just doing by this assignment comes before its end.
    await lock_person(transaction.connection, found.user.id)
    found = _seen(transaction, viewer, await load_locked_assignment(transaction.connection, named, now))
    transaction.require_action(viewer, "revoke", KIND, found)
    changed = await end_assignment(transaction.connection, found.id, now, by=viewer.user)
    changes: Changes = {"revoked": (False, True)}
    letters = [Letter(LetterKind.ROLE_ENDED, found.user.id)]
    return Outcome({"assignment": found.id}, (found.user.id,), changed=changed, changes=changes, letters=letters)


def _seen(transaction: Transaction, viewer: Viewer, found: Assignment | None) -> Assignment:
    """An assignment that the viewer sees, and its person too; else it is refused as an absent one."""
    transaction.require_sight(viewer, "User", None if found is None else found.user, "assignment")
    transaction.require_sight(viewer, KIND, found, "assignment")
    assert found is not None  # noqa: S101 - an absent one was refused
    return found


async def _organisation(transaction: Transaction, given: Input) -> UUID | None:
    """The organisation of a grant, if it names one that the role can be for."""
    if given.get("organisation") is None:
        return None
    named = identifier(given["organisation"])
    found = await load_organisation(transaction.connection, named)
    if found is None:
        raise NotFound("There is no such object.", hint="Read the list again.", field="organisation")
    kind, country = found
    fits = kind in ORGANISATIONS_OF_ROLE[given["role"]]
    if not fits or (given["role"] in MANDATED_ROLES and country != given.get("country")):
        raise BadInput(
            "This role is not for staff of this organisation.",
            hint="Name an organisation of the role and its country.",
            field="organisation",
        )
    return named


def _problems(transaction: Transaction, given: Input, now: datetime) -> list[BadInput]:
    """Everything that is wrong with the input of a grant, whoever it is for."""
    role: Role = given["role"]
    if role not in STAFF_ROLES:
        return [BadInput("This is no role that is given.", hint="Name a staff role.", field="role")]
    problems = []
    needs_country = role in MANDATED_ROLES
    if needs_country and given.get("country") is None:
        problems.append(BadInput("This role acts for a country.", hint="Name it.", field="country"))
    if not needs_country and given.get("country") is not None:
        problems.append(BadInput("This role acts for no country.", hint="Leave it out.", field="country"))
    if (region := given.get("region")) is not None:
        if role is not Role.SCHOOL_AUTHORITY:
            problems.append(BadInput("This role acts for no region.", hint="Leave it out.", field="region"))
        problems += refused_text(region, "region", longest=_REGION_LENGTH)
    of_role = set(transaction.policy.purposes(role))
    if not of_role:
        problems.append(BadInput("This role does not exist under the notice in force.", field="role"))
    elif not set(purposes := given.get("purposes") or ()) <= of_role or given.get("purposes") == []:
        hint = "Leave the list out for all purposes of the role." if not purposes else "Name purposes of the role."
        problems.append(BadInput("The purposes are not those of this role.", hint=hint, field="purposes"))
    begin, end = given.get("validFrom") or now, given.get("validTo")
    if begin < now:
        problems.append(BadInput("An assignment begins now or later.", hint="Leave it out: now.", field="validFrom"))
    if end is not None and end <= begin:
        problems.append(BadInput("An assignment ends after it begins.", field="validTo"))
    return problems
