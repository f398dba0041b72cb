"""Carries out the commands of an operation, one after the other (GraphQL specification, 6.2.2), each in a transaction.

    for each field: lock → viewer and policy → what was kept → command → limits → audit entry → commit → payload

In: the fields of the root with their inputs and the plans of their payloads. Out: the answers by response key, and
errors with their paths. A command is done as a whole or not at all. One that is refused is null; those before it stay,
those after it are carried out. A payload is read after the commit by the ordinary read path, masked for the caller.

A first command whose caller may not act at all, or whose policy is not in force, refuses the whole request as a read
would be: nothing has been done.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from graphql.execution.collect_fields import GroupedFieldSet

from app.authz.caller import Caller
from app.authz.confirming import Confirmed, confirm_viewer
from app.authz.enforcer import Enforcer
from app.authz.policy import Policy
from app.database.commands.audit import append_entry
from app.database.commands.locks import act_as, lock_person
from app.database.commands.outbox import append_letters
from app.database.commands.outcomes import KeptOutcome, find_outcome, keep_outcome
from app.database.connections import ApiPool
from app.database.vocabulary import Role
from app.errors import AnotherPolicy, Code, Forbidden, Refusal, Unauthenticated, Unavailable
from app.resolvers.commands.command import Command, Outcome, Transaction
from app.resolvers.commands.faults import refusals_of
from app.resolvers.commands.idempotency import body_of, request_of, require_same
from app.resolvers.commands.looking import record_look
from app.resolvers.commands.pictures import UPLOAD
from app.resolvers.commands.registry import COMMANDS
from app.resolvers.read.plan import ChangedPlan, Echo, PayloadPlan, ReadPlan, Shape, TypeName
from app.resolvers.read.requested import Selection, name_of
from app.resolvers.read.values import Values
from app.schema.country_list import participating
from app.schema.subject_list import kept_subjects

Begun = tuple[Transaction, Confirmed]
Read = Callable[[ReadPlan, Mapping[str, object], Caller], Awaitable[dict[str, bytes]]]
# Constraints that wait for the end of a transaction speak before it: a commit then fails for no reason of theirs.
_CHECK = "SET CONSTRAINTS ALL IMMEDIATE"
MOST_ERRORS = 20  # as many as an input may have wrong fields


@dataclass(frozen=True, slots=True)
class CommandMeans:
    """What commands need beside the policy.

    `told` says what becomes of a fault that nobody expected, `countries` which countries take part, `subjects` which
    subjects there are, `sends` whether letters are written.
    """

    writing: ApiPool
    model: Path
    told: Callable[[Exception], Refusal]
    countries: frozenset[str] = field(default_factory=participating)
    subjects: Mapping[str, str] = field(default_factory=kept_subjects)
    sends: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    """One field of the root: the command, its input, the plan of its payload."""

    key: str
    command: Command
    given: Mapping[str, Any]
    payload: PayloadPlan


def asked_of(selection: Selection, roots: GroupedFieldSet, plan: ReadPlan) -> list[Asked]:
    """The commands of a mutation in their order, with their inputs; none of a query."""
    return [
        Asked(key, COMMANDS[name_of(field)], selection.arguments("Mutation", field)["input"], payload)
        for key, payload in plan.roots
        if isinstance(payload, PayloadPlan)
        for field in roots[key][:1]
    ]


def has_missed(asked: Sequence[Asked], errors: Sequence[Mapping[str, Any]]) -> bool:
    """Whether some object may not have been found, hidden or absent: a command about many is not looked into."""
    return any(one.command.many for one in asked) or any(
        error["extensions"]["code"] == Code.NOT_FOUND for error in errors
    )


class CommandRunner:
    """Carries out commands by one policy."""

    def __init__(
        self,
        policy: Policy,
        means: CommandMeans | None,
        read: Read,
        *,
        frozen_now: datetime | None,
        generation: int | None,
    ) -> None:
        self._policy = policy
        self._means = means
        self._sends = means is not None and means.sends
        self._read = read
        self._frozen_now = frozen_now
        self._generation = generation
        self.lost_record = False  # whether whom a refused command has shown could not be written down (R06)

    async def carry_out(
        self, asked: Sequence[Asked], values: Values, caller: Caller
    ) -> tuple[dict[str, bytes], list[dict[str, object]]]:
        """Every command in its order: the answers by response key, and all errors with their paths."""
        if self._means is None:
            raise Unavailable("Commands are not carried out here.")
        data: dict[str, bytes] = {}
        errors: list[dict[str, object]] = []
        for number, one in enumerate(asked):
            begun: Begun | None = None
            try:
                async with self._begun(self._means, caller, one.command) as begun:
                    outcome = await self._act(*begun, one, values.operation)
                begun[0].seen.clear()  # what they show is recorded
                data[one.key] = await self._payload(self._means, one, outcome, values, caller)
            except Exception as fault:
                if number == 0 and begun is None:
                    raise
                data[one.key] = b"null"
                told = await self._looked(self._means, begun, one, values.operation, fault)
                refusals = refusals_of(told) or (self._means.told(told),)
                errors.extend(_at(one.key, refusal) for refusal in refusals)
        return data, errors

    async def _looked(
        self, means: CommandMeans, begun: Begun | None, asked: Asked, operation: str, fault: Exception
    ) -> Exception:
        """What is told of a fault: itself, when it is on record whom the refused command has shown."""
        if begun is None or not begun[0].seen:
            return fault
        transaction, confirmed = begun
        try:
            async with means.writing.connection() as connection:
                name, people = asked.command.name, transaction.seen
                await record_look(
                    connection, transaction.caller, confirmed, command=name, operation=operation, people=people
                )
        except Exception as unrecorded:
            self.lost_record = True
            return unrecorded
        return fault

    @asynccontextmanager
    async def _begun(
        self, means: CommandMeans, caller: Caller, command: Command
    ) -> AsyncIterator[tuple[Transaction, Confirmed]]:
        """A transaction in which the viewer is confirmed, and stays as confirmed."""
        if caller.role is Role.ANONYMOUS and not command.admits_strangers:
            raise Unauthenticated("A command needs somebody who has signed in.", hint="Send a token.")
        async with means.writing.connection() as connection, connection.transaction():
            confirm = partial(
                confirm_viewer, connection, caller, self._frozen_now, admits_strangers=command.admits_strangers
            )
            # Whom an issuer names is looked up first: the lock is on the account.
            person = caller.user_id or (await confirm()).viewer.user
            if person is not None:
                await (lock_person if command.alone else act_as)(connection, person)
            confirmed = await confirm()
            if confirmed.generation != self._generation:
                raise AnotherPolicy

            @cache
            def decider(kind: str) -> Enforcer:
                return Enforcer(self._policy, means.model, confirmed.now, about=kind)

            yield Transaction(connection, caller, self._policy, decider, means.countries, means.subjects), confirmed

    async def keep_upload(self, body: bytes, caller: Caller) -> UUID:
        """Keep a picture: a command that no document asks for, by the same rules in the same kind of transaction."""
        if self._means is None:
            raise Unavailable("Commands are not carried out here.")
        async with self._begun(self._means, caller, UPLOAD) as (transaction, confirmed):
            outcome = await UPLOAD.run(transaction, confirmed.viewer, {"body": body}, confirmed.now)
        return outcome.ids["upload"]

    async def _act(self, transaction: Transaction, confirmed: Confirmed, asked: Asked, operation: str) -> Outcome:
        """Carry out a command, or find what it came to before."""
        connection, now = transaction.connection, confirmed.now
        request = request_of(transaction.caller, asked.given)
        body = body_of(asked.command, asked.given)
        if request is not None and (kept := await find_outcome(connection, request, now)) is not None:
            require_same(kept.body, body)
            return Outcome(kept.ids, changed=False, codes=kept.codes)
        outcome = await asked.command.run(transaction, confirmed.viewer, asked.given, now)
        await connection.execute(_CHECK)
        if request is not None:
            await keep_outcome(connection, request, KeptOutcome(body, outcome.ids, outcome.codes), now)
        objects = {*outcome.ids.values(), *outcome.concerns} if outcome.changed else set[UUID]()
        name, people = asked.command.name, transaction.seen - objects
        await record_look(connection, transaction.caller, confirmed, command=name, operation=operation, people=people)
        if outcome.changed:
            await append_entry(
                connection,
                asked.command.name,
                objects,
                at=now,
                person=confirmed.viewer.user,
                role=transaction.caller.role,
                purpose=transaction.caller.purpose,
                changes=outcome.changes,
            )
            if self._sends:
                await append_letters(connection, outcome.letters)
        return outcome

    async def _payload(
        self, means: CommandMeans, asked: Asked, outcome: Outcome, values: Values, caller: Caller
    ) -> bytes:
        """The payload as the caller may see it now. The command is done, whatever comes of this."""
        said: str | None = asked.given.get("clientMutationId")
        _fill(asked, values, said, outcome)
        try:
            read = await self._read(ReadPlan(((asked.key, asked.payload),)), values.parameters(), caller)
        except (Unauthenticated, Forbidden):
            # By this very command the caller may no longer act so.
            return _without_objects(asked, said, outcome)
        except Exception as fault:
            if refusals_of(fault) is None:
                means.told(fault)
            raise Unavailable(
                "The command was carried out, but its payload cannot be read now.",
                hint="Read the object, or send the same command with the same `idempotencyKey`.",
            ) from None
        return read[asked.key]


def _fill(asked: Asked, values: Values, said: str | None, outcome: Outcome) -> None:
    for _, part in asked.payload.parts:
        match part:
            case Echo(slot, shape) if shape is not None:
                values.fill(slot, orjson.dumps(_each(asked, outcome, shape)).decode())
            case Echo(slot):
                values.fill(slot, said)
            case ChangedPlan(field, slot):
                changed = outcome.ids.get(field)
                values.fill(slot, None if changed is None else str(changed))
            case _:
                pass


def _each(asked: Asked, outcome: Outcome, shape: Shape) -> list[dict[str, object]]:
    """What became of each object, in the order of the input, by the response keys of a shape."""
    ids = asked.given[asked.command.many or ""]
    facts = [{"id": str(one), "code": code} for one, code in zip(ids, outcome.codes, strict=True)]
    return [
        {key: part.name if isinstance(part, TypeName) else fact[str(part)] for key, part in shape.parts}
        for fact in facts
    ]


def _without_objects(asked: Asked, said: str | None, outcome: Outcome) -> bytes:
    """A payload to somebody who may see no object."""

    def written(part: object) -> object:
        match part:
            case TypeName(name):
                return name
            case Echo(_, shape) if shape is not None:
                return _each(asked, outcome, shape)
            case Echo():
                return said
            case _:
                return None

    return orjson.dumps({key: written(part) for key, part in asked.payload.parts})


def _at(key: str, refusal: Refusal) -> dict[str, object]:
    """An error of a field in the one shape, with its path."""
    shape = refusal.as_error()
    return {"message": shape["message"], "path": [key], "extensions": shape["extensions"]}
