"""The first request of a sign-in is a login; the others of the same sign-in write nothing (A-17, RET-04, RET-07).

In: a caller, before anything is decided about them: a login brings a silent account back, and then this very request
counts. Out: nothing. What is kept in the process is that a sign-in was settled, by person, role and instant; it is
asked of the database once in each process, which moves a login forward only.

A token says by its claim `auth_time` when the person signed in. One without it says nothing of a sign-in: a token that
was renewed is no login, and neither is one of the verb `token`. Decision 0111.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime

import psycopg

from app.authz.caller import Caller
from app.database.commands.logins import Login, record_login
from app.database.connections import ApiPool
from app.resolvers.bounded import BoundedCache

log = logging.getLogger("twingraph.logins")

_MOST_SETTLED = 10_000
# Raised where an account that comes back would be one too many in a staff role (see the migrations).
_HELD = frozenset({"TG002", "TG003"})

Settled = BoundedCache[tuple[str, str, int], bool]


class Logins:
    """Records sign-ins, where there are connections to write through."""

    def __init__(self, writing: ApiPool | None) -> None:
        self._writing = writing
        self._settled: Settled = BoundedCache(_MOST_SETTLED, heaviest=_MOST_SETTLED, weigh=lambda _: 1)

    async def note(self, caller: Caller, now: datetime | None) -> None:
        """Record the sign-in of a caller, if it is one and is not settled yet."""
        if self._writing is None or caller.signed_in is None or caller.issued is None or caller.person is None:
            return
        key = (caller.person, caller.role.value, caller.signed_in)
        if self._settled.known(key):
            return
        try:
            async with self._writing.connection() as connection, connection.transaction():
                is_settled = await record_login(connection, _login_of(caller, caller.signed_in, caller.issued), now)
        except psycopg.Error as error:
            if error.sqlstate not in _HELD:
                raise
            log.warning("a silent account does not come back: %s", error.sqlstate)
            return
        if is_settled:
            self._settled.get(key, lambda: True)


def _login_of(caller: Caller, signed_in: int, issued: int) -> Login:
    subject = caller.subject
    return Login(
        caller.user_id,
        None if subject is None else subject.issuer,
        None if subject is None else subject.name,
        caller.role.value,
        datetime.fromtimestamp(signed_in, UTC),
        datetime.fromtimestamp(issued, UTC),
    )
