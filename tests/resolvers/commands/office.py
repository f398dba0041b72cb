"""Asking for commands with few words: the graph over a world of staff and teachers, and the tables behind it.

In: a database. Out: `Office`: `send` a document as somebody, `grant` and `revoke` for short, `count` rows. The world is
of now, and nothing is frozen: limits are held by the clock of the database.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from app.database.addresses import Addresses
from app.errors import Refusal
from app.resolvers.operation import Graph
from app.schema.build import build_schema
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import school, staff, user
from tests.conformance.worlds.world import SECRET, Record, World, public_id

EACEA = Asker("EACEA", "OPERATION", "eacea")
COMMISSION = Asker("COMMISSION", "OPERATION", "commission")
NSO = Asker("NSO", "VALIDATION", "nso-ee")
ANNA = Asker("ETWINNER", None, "anna")
PUBLIC = Asker()

GRANT = """mutation ($input: GrantAssignmentInput!) {
  grantAssignment(input: $input) {
    clientMutationId
    assignment { id role country region organisation purposes validFrom validTo user { id } }
  }
}"""
REVOKE = """mutation ($input: RevokeAssignmentInput!) {
  revokeAssignment(input: $input) { clientMutationId assignment { id validTo } }
}"""


def made_of(now: datetime) -> World:
    """Staff of every role that these tests need, and people without one."""
    yesterday = (now - timedelta(days=1)).isoformat()

    def here(records: Sequence[Record]) -> list[Record]:
        return [one | {"lastLoginAt": yesterday} if one["kind"] == "user" else one for one in records]

    people = [user(key, "s1") for key in ("anna", "bert", "carl", "dora", "emil")]
    hidden = [user("restricted", "s1", processingRestricted=True), user("off", "s1", "DEACTIVATED")]
    employed = [
        *staff("eacea", "EACEA"),
        *staff("eacea2", "EACEA"),
        *staff("commission", "COMMISSION"),
        *staff("nso-ee", "NSO", "EE"),
        *staff("provider", "PROVIDER"),
        *staff("jrc", "JRC"),
    ]
    agreed = {"agreementFrom": yesterday, "dpaSigned": True, "country": "EE"}
    organisations: list[Record] = [
        {"kind": "organisation", "key": "nso-ee", "name": "Support", "type": "NSO", **agreed},
        {"kind": "organisation", "key": "company", "name": "Company", "type": "PROCESSOR", **agreed},
    ]
    return World((school("s1", "EE"), *here(people), *here(hidden), *here(employed), *organisations), now)


class Office:
    """The real graph without a frozen clock."""

    def __init__(self, addresses: Addresses, folder: Path) -> None:
        self.real = RealGraph(addresses, folder)
        self.graph = Graph(build_schema(), self.real.policy, self.real.pool, secret=SECRET, means=self.real.means)

    def close(self) -> None:
        self.real.close()

    def send(self, asker: Asker, document: str, **variables: Any) -> Any:
        """The whole answer, or the refusal of the whole request."""
        (answer,) = self.send_at_once([(asker, document, variables)])
        return answer

    def send_at_once(self, requests: Sequence[tuple[Asker, str, dict[str, Any]]]) -> list[Any]:
        """The answers to requests that arrive together."""

        async def one(asker: Asker, document: str, variables: dict[str, Any]) -> Any:
            try:
                return orjson.loads(await self.graph.answer(document, None, variables, None, asker.caller()))
            except Refusal as refusal:
                return {"errors": [refusal.as_error()]}

        async def every() -> list[Any]:
            return list(await asyncio.gather(*(one(*request) for request in requests)))

        answers: list[Any] = self.real.run(every)
        return answers

    def grant(self, asker: Asker, person: str, role: str, **more: Any) -> Any:
        """The answer to `grantAssignment`."""
        return self.send(asker, GRANT, input={"user": public_id("user", person), "role": role, **more})

    def revoke(self, asker: Asker, assignment: str, **more: Any) -> Any:
        """The answer to `revokeAssignment`."""
        return self.send(asker, REVOKE, input={"assignment": assignment, **more})

    def assigned(self, person: str, role: str) -> str:
        """The id of an assignment of the world."""
        found = self.rows(
            "SELECT id::text FROM assignments WHERE user_id = %s AND role = %s", public_id("user", person), role
        )
        return str(found[0][0])

    def rows(self, query: Any, *values: Any) -> list[tuple[Any, ...]]:
        """What the owner reads."""
        return self.real.owner.execute(query, values).fetchall()

    def audit(self) -> list[tuple[Any, ...]]:
        """The audit log: who, as what, for what, which command, which objects."""
        return self.rows("SELECT person::text, role, purpose, command, objects::text[] FROM audit_log ORDER BY id")

    def changes(self) -> list[Any]:
        """Which facts the commands of the audit log changed, from what to what."""
        return [changes for (changes,) in self.rows("SELECT changes FROM audit_log ORDER BY id")]


def codes(answer: Any) -> list[str]:
    """The codes of the errors of an answer."""
    return [error["extensions"]["code"] for error in answer.get("errors", [])]
