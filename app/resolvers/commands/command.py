"""What a command is: a function in a transaction, and what it comes to.

In: the transaction, the viewer that was confirmed in it, the coerced input by the names of the schema, the instant.
Out: an `Outcome` of ids, never of data: the payload is read afterwards, as every other object is.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from app.authz.caller import Caller
from app.authz.enforcer import Enforcer
from app.authz.facts import Assignment, User, Viewer
from app.authz.partial import Never
from app.authz.policy import ROW, Policy
from app.database.commands.audit import Changes
from app.database.commands.outbox import Letter
from app.errors import BadInput, Code, NotFound, Refusal

Input = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command has done: the ids of the objects of its payload by field, and of whatever else it concerns.

    `changed` is false where everything was as it should be already: then nothing is written down. `codes` says of each
    object what became of it, in the order of the input, where a command is about many. `changes` are the facts that
    are other than before: closed words, numbers, instants and ids, for the audit log. `letters` are sent afterwards.
    """

    ids: Mapping[str, UUID] = field(default_factory=dict)
    concerns: tuple[UUID, ...] = ()
    changed: bool = True
    codes: Sequence[str] = ()
    changes: Changes = field(default_factory=dict)
    letters: Sequence[Letter] = ()


class Denied(Refusal):
    """The acting role may not do this, or not with this object, which it sees."""

    code = Code.FORBIDDEN


class InputRefused(Exception):
    """Everything that is wrong with an input, at once."""

    def __init__(self, *refusals: BadInput) -> None:
        super().__init__()
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class Transaction:
    """The transaction of one command: its connection, who calls, and how is decided in it."""

    connection: psycopg.AsyncConnection[Any]
    caller: Caller
    policy: Policy
    decider: Callable[[str], Enforcer]  # about one kind of object
    countries: frozenset[str] = frozenset()  # that take part
    subjects: Mapping[str, str] = field(default_factory=dict)  # the text that is kept, by code
    seen: set[UUID] = field(default_factory=set)  # the people whom the viewer was shown to see

    def require_role(self, action: str, kind: str) -> None:
        """Refuse a role that may do this with no object at all, before any is looked at."""
        if isinstance(self.policy.acting(self.caller.role, self.caller.purpose, kind, action), Never):
            raise Denied("The acting role may not do this.", hint="Ask for a token in a role and purpose that may.")

    def require_sight(self, viewer: Viewer, kind: str, found: Any, name: str) -> None:
        """Refuse an object that is absent, or hidden from the viewer: the same answer. `name` is of the input."""
        if found is None or not self.decider(kind).allows(viewer, kind, ROW, found):
            raise NotFound("There is no such object.", hint="Read the list again.", field=name)
        match found:
            case User(id=person) | Assignment(user=User(id=person)):
                self.seen.add(person)

    def require_action(self, viewer: Viewer, action: str, kind: str, found: Any) -> None:
        """Refuse what the viewer may not do with an object that they see."""
        if not self.decider(kind).may(viewer, action, kind, found):
            raise Denied("The acting role may not do this with this object.")


Run = Callable[[Transaction, Viewer, Input, datetime], Awaitable[Outcome]]


def _nothing(_given: Input) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Command:
    """A command by the name of its field.

    `admits_strangers`: also who has no account yet. `alone`: no other command of the same person runs meanwhile, and
    its instant is later than theirs. `many`: the list of its input, where it has an outcome for each object in it.
    `unhashed`: the fields of an input of which not even a hash is kept, so that they may differ under one key.
    """

    name: str
    run: Run
    admits_strangers: bool = False
    alone: bool = False
    many: str | None = None
    unhashed: Callable[[Input], frozenset[str]] = _nothing
