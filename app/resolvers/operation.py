"""The graph: answers a query operation of one caller with one statement, and has commands carried out.

    document (cached) → variables → selection → plan and values → statement (cached by plan) → PostgreSQL → bytes

In: the text of a document, the name of the operation, the variables, who calls. Out: the complete JSON of the response,
or a `Refusal` before anything is executed. Structure is kept in caches (documents, statements, answers of
introspection); values and rows never are. A mutation goes the same way up to its plan (`app.resolvers.commands`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import psycopg
import sqlalchemy as sa
import strawberry
from graphql import GraphQLError, OperationDefinitionNode, OperationType
from graphql.execution.collect_fields import GroupedFieldSet
from graphql.execution.values import VariableValues

from app.authz.admission import require_purpose
from app.authz.caller import Caller
from app.authz.explain import Explainer
from app.authz.generation import InForce, read_in_force
from app.authz.policy import Policy, check_fields
from app.authz.viewer import require_admission, viewer_values
from app.database.access_log.record import try_record
from app.database.connections import ApiPool
from app.database.statements import CompiledStatement, parameter
from app.database.vocabulary import Role
from app.errors import AnotherPolicy, Code
from app.resolvers.beat import may_have_missed, next_beat
from app.resolvers.bounded import BoundedCache
from app.resolvers.commands.running import MOST_ERRORS, CommandMeans, CommandRunner, asked_of, has_missed
from app.resolvers.cost import CostBook, Spend, wants_cost
from app.resolvers.document.limits import COST_LIMITS, CostLimits
from app.resolvers.document.messages import variable_finding
from app.resolvers.document.prepare import DocumentCache, PreparedDocument, select_operation
from app.resolvers.document.refusal import DocumentRefused
from app.resolvers.document.registry import Registry
from app.resolvers.document.variables import coerce_variables
from app.resolvers.hidden import hidden_extension, wants_explanation
from app.resolvers.logins import Logins
from app.resolvers.looks import log_looks
from app.resolvers.read.catalog import read_catalog
from app.resolvers.read.cursors import refused
from app.resolvers.read.memory import PlanMemory
from app.resolvers.read.picture_addresses import PictureKeys
from app.resolvers.read.plan import ReadPlan
from app.resolvers.read.planning import hangs_on_values
from app.resolvers.read.recording import is_of_record, not_recorded, without_marks
from app.resolvers.read.selection import Planner, Selection
from app.resolvers.read.statement import Reader, StatementWriter
from app.resolvers.read.values import Values
from app.resolvers.stages import mark, note
from app.resolvers.static import StaticAnswers

NOW = "now"
_REFUSED_CURSOR = "TG001"  # raised by refuse_cursor(), see the migrations


class Graph:
    """The schema, one policy and the database together.

    `generation` is what the database called this policy when it was put in force: None when none has been.
    """

    def __init__(  # noqa: PLR0913 - the parts of the way of a request, put together here and nowhere else
        self,
        schema: strawberry.Schema,
        policy: Policy,
        pool: ApiPool,
        *,
        secret: bytes,
        frozen_now: datetime | None = None,
        generation: int | None = None,
        cost_limits: CostLimits = COST_LIMITS,
        trusted: Registry | None = None,
        means: CommandMeans | None = None,
    ) -> None:
        self._schema = schema
        self._means = means
        self._trusted = Registry() if trusted is None else trusted
        self._cost_limits = cost_limits
        self._costs = CostBook(cost_limits)
        self._generation = generation
        self.catalog = read_catalog(schema)
        check_fields(policy, self.catalog.published())
        self.policy = policy
        self.explainer = Explainer(policy)
        self.documents = DocumentCache(self.catalog.schema, trusted=self._trusted.prepared)
        self._pool = pool
        # Without means to write, a read that leaves a record is refused: the other connections cannot.
        self._writing = pool if means is None else means.writing
        self._logins = Logins(None if means is None else means.writing)
        self._lost_record = False
        self._secret = secret
        self._pictures = PictureKeys(secret)
        self._frozen_now = frozen_now
        # A plan weighs about as much as its statement: together some 20 MB at most.
        self._statements: BoundedCache[tuple[ReadPlan, Reader], CompiledStatement] = BoundedCache(
            500, heaviest=8_000_000, weigh=lambda statement: len(statement.text)
        )
        self._static = StaticAnswers(self.catalog.schema)
        self._plans = PlanMemory()
        self._turn = asyncio.Lock()
        self._commands = CommandRunner(policy, means, self.read, frozen_now=frozen_now, generation=generation)

    async def answer(
        self,
        source: str,
        operation_name: str | None,
        variables: dict[str, Any] | None,
        extensions: dict[str, Any] | None,
        caller: Caller,
        spend: Spend | None = None,
    ) -> bytes:
        """The response to an operation, with the extensions that the request asks for."""
        begun = asyncio.get_running_loop().time()
        require_purpose(caller, self.policy)
        document = await self.documents.prepare_in_turn(source)
        operation = select_operation(document, operation_name)
        note("document", document.signature)
        note("operation", operation.operation.value)
        mark("document")
        coerced = coerce_variables(self.catalog.schema, operation, variables)
        try:
            roots, plan, values = self._planned(document, operation, coerced, caller)
            selection = Selection(self.catalog, operation, document.fragments, coerced, self._plans.arguments)
            asked = asked_of(selection, roots, plan)
        except GraphQLError as error:
            finding = variable_finding(error, self.catalog.schema)
            raise DocumentRefused(Code.BAD_USER_INPUT, (finding,)) from None
        values.operation = document.signature
        cost = self._costs.check(plan, values, caller.role)
        if spend is not None:
            await spend(cost.objects)
        await self._logins.note(caller, self._frozen_now)
        added: list[bytes] = []
        if wants_explanation(extensions):
            added.append(hidden_extension(self.catalog, self.explainer, caller, self._secret, selection, roots))
        if wants_cost(extensions):
            added.append(self._costs.extension(cost, caller.role))
        mark("plan")
        errors: list[dict[str, object]] = []
        if operation.operation is OperationType.MUTATION:
            answers, errors = await self._commands.carry_out(asked, values, caller)
        else:
            answers = await self.read(plan, values.parameters(), caller)
        mark("statement")
        log_looks(plan, caller)
        if may_have_missed(plan, answers) or has_missed(asked, errors):
            await next_beat(begun)
        answers |= self._static.of(document, operation, roots, variables)
        shown = b',"errors":' + orjson.dumps(errors[:MOST_ERRORS]) if errors else b""
        shown += b',"extensions":{' + b",".join(added) + b"}" if added else b""
        return b'{"data":{' + b",".join(_member(key, answers[key]) for key in roots) + b"}" + shown + b"}"

    def _planned(
        self, document: PreparedDocument, operation: OperationDefinitionNode, coerced: VariableValues, caller: Caller
    ) -> tuple[GroupedFieldSet, ReadPlan, Values]:
        """The fields of the root, the plan of those that come from rows, and its values."""
        selection = Selection(self.catalog, operation, document.fragments, coerced, self._plans.arguments)
        memory = self._plans.of(document, Reader(caller.role, caller.purpose))
        planner = Planner(self.catalog, self.policy, caller, self._secret, selection, memory, self.explainer)

        def plan() -> tuple[GroupedFieldSet, ReadPlan]:
            roots = selection.roots()
            return roots, planner.plan(roots)

        if operation.variable_definitions:
            return (*plan(), planner.values)
        return (*memory.recall((operation,), "operation", planner.values, plan), planner.values)

    async def read(self, plan: ReadPlan, values: Mapping[str, object], caller: Caller) -> dict[str, bytes]:
        """The answers of a plan by response key: one statement, or none when no row and no person is asked for."""
        if not plan.roots and caller.role is Role.ANONYMOUS:
            return {}
        statement = await self._statement_in_turn(plan, Reader(caller.role, caller.purpose))
        addresses = self._pictures.asked(statement.parameters, caller, self._frozen_now)
        given = {**values, **viewer_values(caller), **addresses, NOW: self._frozen_now}
        row = await self._fetch(statement, given)
        if row is not None and row[1] != self._generation:
            raise AnotherPolicy
        require_admission(None if row is None else row[0])
        assert row is not None  # noqa: S101 - a missing row was refused
        shown = without_marks if statement.records else bytes
        return {key: shown(answer) for (key, _), answer in zip(plan.roots, row[2:], strict=True)}

    async def keep_upload(self, body: bytes, caller: Caller) -> UUID:
        """Keep a picture that was written anew until its person chooses it; its id."""
        return await self._commands.keep_upload(body, caller)

    async def in_force(self) -> InForce | None:
        """What the database names as the policy in force."""
        async with self._pool.connection() as connection:
            return await read_in_force(connection)

    async def is_in_force(self) -> bool:
        """Whether that is the policy of this graph."""
        named = await self.in_force()
        return self._generation == (None if named is None else named.generation)

    async def require_records(self) -> None:
        """Refuse while records of reads cannot be written; asked only after one could not (R06)."""
        if self._lost_record or self._commands.lost_record:
            async with self._writing.connection() as connection:
                try:
                    await try_record(connection)
                except psycopg.Error as error:
                    raise not_recorded(error) from None
            self._lost_record = self._commands.lost_record = False

    def under(self, policy: Policy, generation: int | None) -> Graph:
        """The graph under another policy: nothing that was kept of the old one is kept."""
        return Graph(
            self._schema,
            policy,
            self._pool,
            secret=self._secret,
            frozen_now=self._frozen_now,
            generation=generation,
            cost_limits=self._cost_limits,
            trusted=self._trusted,
            means=self._means,
        )

    async def _statement_in_turn(self, plan: ReadPlan, reader: Reader) -> CompiledStatement:
        """The statement at once when it is known; new ones are written one in each round of the event loop."""
        known = self._statements.known((plan, reader))
        if known is not None:
            return known
        async with self._turn:
            await asyncio.sleep(0)
            return self.statement(plan, reader)

    def statement(self, plan: ReadPlan, reader: Reader) -> CompiledStatement:
        """The statement of a plan, written once."""
        return self._statements.get((plan, reader), lambda: self._write(plan, reader))

    def _write(self, plan: ReadPlan, reader: Reader) -> CompiledStatement:
        # The clock of the database decides, one for all processes; a fixed one is for tests of retention (G-48).
        now = parameter(NOW, sa.TIMESTAMP(timezone=True)) if self._frozen_now else sa.func.statement_timestamp()
        statement = StatementWriter(self.catalog, self.explainer, reader, now).write(plan)
        return replace(statement, hangs_on_values=hangs_on_values(plan))

    async def _fetch(self, statement: CompiledStatement, values: Mapping[str, object]) -> tuple[Any, ...] | None:
        pool = self._writing if statement.records else self._pool
        async with pool.connection() as connection, psycopg.AsyncRawCursor(connection) as cursor:
            try:
                await cursor.execute(
                    statement.text,
                    statement.arguments(values),
                    prepare=False if statement.hangs_on_values else None,
                    binary=True,
                )
            except psycopg.Error as error:
                if error.sqlstate == _REFUSED_CURSOR:
                    raise refused() from None
                if statement.records and is_of_record(error):
                    self._lost_record = True
                    raise not_recorded(error) from None
                raise
            return await cursor.fetchone()


def _member(key: str, value: bytes) -> bytes:
    return b'"' + key.encode() + b'":' + value
