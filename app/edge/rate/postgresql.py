"""The store in PostgreSQL: what has been spent counts for all processes together.

In: allowances and points. Out: what is left, by one statement, which calls the function `take_points` of the database
(`app.database.models.points`): it takes of every allowance or of none. A holder is stored as a keyed hash, for an
address is a personal datum, and rows of holders who have all points again are removed every minute. What the database
said last is kept in a ledger, so that a holder without points is refused without asking it. Where it does not answer,
nobody is answered: UNAVAILABLE, as for every read.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable, Sequence
from uuid import UUID

from app.database.connections import ApiPool
from app.edge.rate.allowance import Allowance, Level, Taking
from app.edge.rate.store import Ledger

# The columns that come back are those of the function.
_TAKE = "SELECT granted, full_in FROM take_points(%s, %s, %s, %s)"
_FORGET = "SELECT forget_points()"
_FORGET_EVERY = 60.0


class SharedStore:
    """The store of all processes."""

    def __init__(self, pool: ApiPool, secret: bytes, clock: Callable[[], float] = time.monotonic) -> None:
        self._pool = pool
        self._key = hmac.digest(secret, b"twingraph holders of points", "sha256")
        self._clock = clock
        self._seen = Ledger(clock)
        self._forget_at = clock() + _FORGET_EVERY

    def look(self, allowances: Sequence[Allowance]) -> tuple[Level, ...]:
        return self._seen.read(allowances)

    async def take(self, allowances: Sequence[Allowance], points: int, *, forced: bool = False) -> Taking:
        given = (
            [self._name(each) for each in allowances],
            [each.seconds_for(points) for each in allowances],
            [float(each.window) for each in allowances],
            forced,
        )
        async with self._pool.connection() as connection:
            if self._clock() >= self._forget_at:
                self._forget_at = self._clock() + _FORGET_EVERY
                await connection.execute(_FORGET)
            row = await (await connection.execute(_TAKE, given)).fetchone()
        assert row is not None  # noqa: S101 - a function that returns one row does so
        granted, full_in = row
        levels = tuple(Level(each, seconds) for each, seconds in zip(allowances, full_in, strict=True))
        self._seen.write(levels)
        return Taking(granted, levels)

    def _name(self, allowance: Allowance) -> UUID:
        """The holder, unknowable without the secret."""
        text = f"{allowance.policy}:{allowance.holder}".encode()
        return UUID(bytes=hashlib.blake2b(text, key=self._key, digest_size=16).digest())
