"""The viewer of a command, confirmed in the transaction that will write.

In: the connection of that transaction, a caller. Out: the viewer as rules ask about it, the instant of the command and
the generation of the policy, by the same relation as in the statements that read (`app.authz.viewer`); 401 or 403 where
those answer so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

import psycopg
import sqlalchemy as sa

from app.authz.caller import Caller
from app.authz.facts import Viewer
from app.authz.generation import generation_in_force
from app.authz.viewer import require_admission, viewer_relation, viewer_values
from app.database.statements import CompiledStatement, compile_statement, parameter
from app.database.vocabulary import Role

NOW = "now"
_ASKED = (
    *("user", "school", "country", "region", "projects", "areas", "registered", "blocked"),
    *("second_school", "organisation"),
)


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who acts, since when, and under which policy. `viewer` has no user where no account stands behind the caller."""

    viewer: Viewer
    now: datetime
    generation: int | None
    organisation: str | None = None  # the name of the one that a staff member acts for


async def confirm_viewer(
    connection: psycopg.AsyncConnection[Any], caller: Caller, frozen_now: datetime | None, *, admits_strangers: bool
) -> Confirmed:
    """The viewer, or a refusal. A stranger is somebody without an account; few commands are for them."""
    statement = _statement(caller.role, is_frozen=frozen_now is not None)
    values = {**viewer_values(caller), NOW: frozen_now}
    async with psycopg.AsyncRawCursor(connection) as cursor:
        await cursor.execute(statement.text, statement.arguments(values))
        row = await cursor.fetchone()
    assert row is not None  # noqa: S101 - the instant and the generation are there whoever calls
    now, generation, allowed, *facts = row
    if allowed is None and admits_strangers:
        return Confirmed(Viewer(caller.role), now, generation)
    require_admission(allowed)
    user, school, country, region, projects, areas, registered, blocked, second_school, organisation = facts
    viewer = Viewer(
        caller.role,
        caller.purpose,
        user,
        school,
        country,
        region,
        frozenset(projects),
        frozenset(areas),
        registered=registered,
        blocked=frozenset(blocked),
        second_school=second_school,
    )
    return Confirmed(viewer, now, generation, organisation)


@lru_cache(maxsize=2 * len(Role))
def _statement(role: Role, *, is_frozen: bool) -> CompiledStatement:
    """Structure alone: written once for each role."""
    now = parameter(NOW, sa.TIMESTAMP(timezone=True)) if is_frozen else sa.func.statement_timestamp()
    generation = generation_in_force()
    # The public has no row of its own, and whoever is somebody without an account calls as the public does.
    relation = viewer_relation(Role.GENERAL_USER if role is Role.ANONYMOUS else role, now).relation(*_ASKED)
    found = relation.c
    facts = (found[name] if name in found else sa.cast(sa.null(), sa.Text) for name in _ASKED)
    one = sa.select(now.label("now"), generation.label("generation")).subquery("one")
    joined = one.outerjoin(relation, sa.true())
    return compile_statement(sa.select(one.c.now, one.c.generation, found.allowed, *facts).select_from(joined))
