"""The price of an operation in the answer, and that what is too dear never reaches the database."""

from __future__ import annotations

from typing import Any

import orjson
import pytest
from psycopg_pool import PoolClosed

from app.authz.caller import Caller
from app.database.addresses import Addresses
from app.database.connections import api_pool
from app.errors import Code
from app.resolvers.document.limits import COST_LIMITS
from app.resolvers.document.refusal import DocumentRefused
from app.resolvers.operation import Graph
from app.schema.build import build_schema
from tests.conformance.asking.graph import RealGraph
from tests.conformance.worlds.world import SECRET

USERS = "{ users(first: 3) { nodes { id school { id } } } }"
COST = {"objects": 6, "allowed": COST_LIMITS.anonymous, "counted": 0, "allowedCounted": COST_LIMITS.counted}


def answer(real: RealGraph, source: str, extensions: dict[str, Any] | None = None) -> Any:
    graph = Graph(build_schema(), real.policy, real.pool, secret=SECRET, frozen_now=real.now)
    return orjson.loads(real.run(lambda: graph.answer(source, None, None, extensions, Caller())))


def test_the_price_is_in_the_answer_when_it_is_asked_for(real: RealGraph) -> None:
    assert answer(real, USERS, {"cost": True})["extensions"] == {"cost": COST}
    assert answer(real, USERS, {"cost": False}).keys() == {"data"}
    assert answer(real, USERS).keys() == {"data"}


def test_the_price_stands_beside_the_explanation(real: RealGraph) -> None:
    extensions = answer(real, USERS, {"cost": True, "explain": True})["extensions"]
    assert extensions.keys() == {"cost", "hidden"}
    assert extensions["cost"] == COST


def test_what_is_too_dear_is_refused_before_a_connection_is_asked_for(real: RealGraph, server: Addresses) -> None:
    nobody_home = api_pool(server, size=1, statement_timeout=1)
    graph = Graph(build_schema(), real.policy, nobody_home, secret=SECRET, frozen_now=real.now)
    dear = "{ schools(first: 100) { nodes { users(first: 100) { nodes { projects(first: 100) { nodes { id } } } } } } }"
    with pytest.raises(DocumentRefused) as caught:
        real.run(lambda: graph.answer(dear, None, None, None, Caller()))
    assert caught.value.code is Code.LIMIT_EXCEEDED
    with pytest.raises(PoolClosed):
        real.run(lambda: graph.answer(USERS, None, None, None, Caller()))
