"""The policy that the database names as the one in force, the same for every process and host.

In: a connection. Out: its generation, which every statement of the API reads, and the fingerprint by which a process
knows whether its own folder holds that policy. `put_in_force` raises the generation: a request that starts after it
has been committed reads the new one, and a process that has compiled another policy must not answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import psycopg
import sqlalchemy as sa

from app.authz.policy import Policy
from app.database.addresses import Addresses
from app.errors import Misconfigured

_TABLE = sa.table("policy_generation", sa.column("generation", sa.BigInteger))
_READ = "SELECT generation, version, fingerprint FROM policy_generation"
_RAISE = """
INSERT INTO policy_generation (generation, version, fingerprint, put_in_force_at)
VALUES (1, %s, %s, statement_timestamp())
ON CONFLICT (single) DO UPDATE
   SET generation = policy_generation.generation + 1, version = excluded.version,
       fingerprint = excluded.fingerprint, put_in_force_at = excluded.put_in_force_at
RETURNING generation
"""


@dataclass(frozen=True, slots=True)
class InForce:
    """What the database names: how often a policy has been put in force, and which policy it is now."""

    generation: int
    version: str
    fingerprint: str


def generation_in_force() -> sa.ColumnElement[Any]:
    """The generation, as a part of a statement; NULL until a policy has been put in force."""
    return sa.select(_TABLE.c.generation).scalar_subquery()


async def read_in_force(connection: psycopg.AsyncConnection[Any]) -> InForce | None:
    """What is in force now; None until a policy has been put in force."""
    cursor = await connection.execute(_READ)
    row = await cursor.fetchone()
    return None if row is None else InForce(*row)


def require_in_force(addresses: Addresses, fingerprint: str) -> None:
    """Refuse to start with another policy than the database names; it names none until one has been put in force."""
    with psycopg.connect(addresses.api, autocommit=True) as connection:
        row = connection.execute(_READ).fetchone()
    if row is not None and InForce(*row).fingerprint != fingerprint:
        raise Misconfigured(
            f"the database names another policy as the one in force (generation {row[0]}, `{row[1]}`)",
            hint="Bring its files here, or put this folder in force with `twingraph policy reload`.",
        )


def put_in_force(connection: psycopg.Connection[Any], policy: Policy) -> int:
    """Name a policy as the one in force; its generation. It counts when the transaction is committed."""
    row = connection.execute(_RAISE, [policy.version, policy.fingerprint]).fetchone()
    assert row is not None  # noqa: S101 - RETURNING gives the row that was written
    return int(row[0])
