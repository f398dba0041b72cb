"""The real thing under test: a database with an imported world, and the graph that answers from it.

In: addresses of a migrated database. Out: `RealGraph`: `load` a world, `ask` a question, get bytes or a refusal. A
world comes in through the import, and what was decided about schools by hand; what an earlier world left is taken away
first.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import psycopg
from psycopg import sql

from app.application import POLICY
from app.authz.policy import Policy, load_policy
from app.database.addresses import Addresses
from app.database.connections import ApiPool, api_pool, owner_connection
from app.edge.refusals import refusal_of
from app.errors import Refusal
from app.resolvers.commands.running import CommandMeans
from app.resolvers.document.limits import CostLimits
from app.resolvers.operation import Graph
from app.schema.build import build_schema
from app.transfer.importing import import_file
from tests.conformance.asking.documents import Question
from tests.conformance.asking.surveys import bring_surveys
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds import articles
from tests.conformance.worlds.world import SECRET, World, public_id

TIMEOUT = 30.0
_BLOCK = "INSERT INTO blocks (id, user_id, blocked_id, blocked_at) VALUES (gen_random_uuid(), %s, %s, now())"
_FORMER = """
INSERT INTO school_aliases (absorbed_id, surviving_id, key, official_name, city, country, status, merged_by, merged_at)
SELECT %s, schools.id, %s, 'Former', 'Former', country, 'VALIDATED', users.id, now()
  FROM schools, (SELECT id FROM users LIMIT 1) AS users WHERE schools.id = %s
"""
SECOND = """
UPDATE users SET second_school_id = schools.id, second_country = schools.country, second_status = %s
  FROM schools WHERE users.id = %s AND schools.id = %s
"""
# Random questions ask for pages inside pages: the meaning of an answer does not depend on its price.
UNLIMITED = CostLimits(anonymous=sys.maxsize, others=sys.maxsize, counted=sys.maxsize)


@dataclass(frozen=True)
class Reply:
    """The bytes of an answer, or the code of a refusal; what a caller could tell apart."""

    body: bytes | None
    refusal: str | None = None
    said: str = ""

    @property
    def data(self) -> Any:
        assert self.body is not None, self
        return orjson.loads(self.body)["data"]


class RealGraph:
    """One database, one connection, any number of worlds one after another."""

    def __init__(self, addresses: Addresses, folder: Path) -> None:
        self._addresses, self._file = addresses, folder / "world.jsonl"
        self.pool: ApiPool = api_pool(addresses, size=1, statement_timeout=TIMEOUT)
        self.writing: ApiPool = api_pool(addresses, size=4, statement_timeout=TIMEOUT, writes=True)
        self.writing.timeout = TIMEOUT  # many commands at once take their turns
        self.policy: Policy = load_policy(POLICY, "esep-nb")
        self._schema = build_schema()
        self._graphs: dict[str, Graph] = {}
        self.variant = ""  # which code has written the statements that the graph keeps; a test may change the code
        self._loop = asyncio.Runner()
        self._owner = owner_connection(addresses)
        self._owner.autocommit = True
        self._now: datetime | None = None
        self._loop.run(self.pool.open())
        self._loop.run(self.writing.open())

    def close(self) -> None:
        self._loop.run(self.pool.close())
        self._loop.run(self.writing.close())
        self._loop.close()
        self._owner.close()

    @property
    def now(self) -> datetime:
        assert self._now is not None, "no world has been loaded"
        return self._now

    @property
    def means(self) -> CommandMeans:
        """What commands need."""
        return CommandMeans(self.writing, POLICY / "model.conf", refusal_of)

    @property
    def graph(self) -> Graph:
        """One graph for all instants: its statements take the clock as a parameter, and are costly to write."""
        if self.variant not in self._graphs:
            self._graphs[self.variant] = Graph(
                self._schema,
                self.policy,
                self.pool,
                secret=SECRET,
                frozen_now=self.now,
                cost_limits=UNLIMITED,
                means=self.means,
            )
        graph = self._graphs[self.variant]
        graph._frozen_now = graph._commands._frozen_now = self.now
        return graph

    @property
    def owner(self) -> psycopg.Connection[Any]:
        return self._owner

    def load(self, world: World) -> None:
        """Make the database hold this world and no other."""
        self._empty()
        self.bring(world)

    def bring(self, world: World) -> None:
        """Import a world over whatever is there."""
        self._file.write_text(world.as_lines(), encoding="utf-8")
        import_file(self._file, self._addresses, secret=SECRET, now=world.now)
        for school, status in world.school_states.items():
            if status != "VALIDATED":
                self._owner.execute("UPDATE schools SET status = %s WHERE id = %s", [status, school])
        for user, school, status in world.second_schools:
            self._owner.execute(SECOND, [status, user, school])
        self._now = world.now
        for one in world.of("block"):
            self._owner.execute(_BLOCK, [public_id("user", one["user"]), public_id("user", one["blocked"])])
        for one in world.of("former_school"):
            former, current = public_id("former_school", one["key"]), public_id("school", one["school"])
            self._owner.execute(_FORMER, [former, one["key"], current])
        articles.write(self._owner, world)
        bring_surveys(self._owner, world)

    def _empty(self) -> None:
        """Worlds are small: to delete their rows is quicker than to truncate, which makes new files."""
        tables = self._owner.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        ).fetchall()
        with self._owner.transaction():
            for (name,) in tables:
                self._owner.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))

    def ask(self, asker: Asker, question: Question) -> Reply:
        """What the graph says; a fault that is no refusal is raised."""
        try:
            body = self._loop.run(self.graph.answer(question.document, None, question.variables, None, asker.caller()))
        except Refusal as refusal:
            return Reply(None, refusal.code.value, orjson.dumps(refusal.as_error()).decode())
        return Reply(body)

    def run(self, act: Callable[[], Any]) -> Any:
        """Run something asynchronous on the loop of the pool."""
        return self._loop.run(act())
