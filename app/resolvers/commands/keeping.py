"""Commands about what a person keeps for themselves: favourites and saved searches (REG-02, DATA-38).

They are the person's alone, whoever that is: general users have them as eTwinners do. Only what is visible can become a
favourite; what is hidden afterwards stays one, since its id tells nothing about it, and can be taken off.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from app.authz.facts import Viewer
from app.authz.picking import load_user
from app.authz.picking_projects import load_project
from app.database.commands import keeping
from app.errors import Conflict, NotFound
from app.resolvers.commands.command import Input, InputRefused, Outcome, Transaction
from app.resolvers.commands.input import identifier, refused_prose, refused_text

KIND, ACTION = "User", "keep"
MOST_FAVOURITES, MOST_SEARCHES = 500, 100
NAME_LENGTH, QUERY_LENGTH = 100, 4000


async def add_favourite(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Keep a visible object at hand. One that is kept already stays as it is."""
    person = await _oneself(transaction, viewer, now)
    named = identifier(given["object"])
    connection = transaction.connection
    kind, found = "User", await load_user(connection, named, now)
    if found is None:
        kind, found = "Project", await load_project(connection, named, now)  # type: ignore[assignment]
    transaction.require_sight(viewer, kind, found, "object")
    if await keeping.keeps(connection, person, named):
        return Outcome({"user": person}, changed=False)
    await _require_room(transaction, "favourites", person, MOST_FAVOURITES)
    await keeping.add_favourite(connection, person, named, now)
    return Outcome({"user": person})


async def remove_favourite(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Keep an object no more. What is not kept, hidden or not, changes nothing."""
    person = await _oneself(transaction, viewer, now)
    removed = await keeping.remove_favourite(transaction.connection, person, identifier(given["object"]))
    return Outcome({"user": person}, changed=removed)


async def save_search(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Write a search down."""
    person = await _oneself(transaction, viewer, now)
    name, query = given["name"], given["query"]
    problems = refused_text(name, "name", longest=NAME_LENGTH) + refused_prose(query, "query", longest=QUERY_LENGTH)
    if problems:
        raise InputRefused(*problems)
    await _require_room(transaction, "saved_searches", person, MOST_SEARCHES)
    search = await keeping.save_search(transaction.connection, person, name, given["searched"].value, query, now)
    return Outcome({"user": person}, (search,))


async def delete_saved_search(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
    """Forget one's own search; that of somebody else is an unknown one."""
    person = await _oneself(transaction, viewer, now)
    search = identifier(given["search"])
    if not await keeping.forget_search(transaction.connection, person, search):
        raise NotFound("There is no such object.", hint="Read the list again.", field="search")
    return Outcome({"user": person}, (search,))


async def _oneself(transaction: Transaction, viewer: Viewer, now: datetime) -> UUID:
    transaction.require_role(ACTION, KIND)
    assert viewer.user is not None  # noqa: S101 - strangers are not admitted
    transaction.require_action(viewer, ACTION, KIND, await load_user(transaction.connection, viewer.user, now))
    return viewer.user


async def _require_room(transaction: Transaction, table: str, person: UUID, most: int) -> None:
    if await keeping.count_kept(transaction.connection, table, person) >= most:
        raise Conflict(f"A person keeps {most} of these at most.", hint="Remove one first.")
