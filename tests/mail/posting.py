"""A world with an outbox, and a worker over it.

In: a database. Out: `PostOffice`: `write` a letter to somebody as a command would, `work` until nothing is left, `jobs`
that are still there.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from psycopg_pool import AsyncConnectionPool

from app.database.addresses import Addresses
from app.database.commands.outbox import Letter, LetterKind, append_letters
from app.database.connections import api_pool
from app.mail.senders import Sender
from app.mail.worker import Post
from tests.conformance.asking.graph import RealGraph
from tests.conformance.worlds.world import public_id

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SITE = "https://site.example"


class PostOffice:
    """The outbox of one database."""

    def __init__(self, real: RealGraph, addresses: Addresses) -> None:
        self._real, self._addresses = real, addresses

    def write(self, *letters: tuple[LetterKind, str], undone: bool = False) -> None:
        """Letters to people by their key, written by the role of the API in one transaction."""

        async def act() -> None:
            new = [Letter(kind, UUID(public_id("user", key))) for kind, key in letters]
            async with (
                api_pool(self._addresses, size=1, statement_timeout=30, writes=True) as pool,
                pool.connection() as connection,
                connection.transaction(force_rollback=undone),
            ):
                await append_letters(connection, new)

        asyncio.run(act())

    def work(self, sender: Sender) -> None:
        """Send what is there."""

        async def act() -> None:
            async with AsyncConnectionPool(self._addresses.owner, min_size=1, max_size=6, open=False) as pool:
                post = Post(pool, sender, origin="no-reply@site.example", site=SITE, clock=lambda: NOW)
                await post.work(wait=False)

        asyncio.run(act())

    def jobs(self) -> list[tuple[Any, ...]]:
        """The letters that are in the outbox: state, attempts, what they hold."""
        query = "SELECT status::text, attempts, args FROM procrastinate_jobs ORDER BY id"
        return self._real.owner.execute(query).fetchall()

    def rows(self, query: Any, *values: Any) -> None:
        """Change something as the owner."""
        self._real.owner.execute(query, values)
