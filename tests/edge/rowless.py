"""A graph without rows: the document stage of the real one, and a fixed answer. For tests of HTTP alone.

In: what the endpoint passes on. Out: `{"data": {...}}` with who called, or the fault that a test plants.
"""

from __future__ import annotations

from typing import Any

import orjson
from graphql import GraphQLSchema

from app.authz.caller import Caller
from app.resolvers.cost import Spend
from app.resolvers.document.prepare import DocumentCache, select_operation
from app.resolvers.document.variables import coerce_variables


class RowlessGraph:
    """Checks documents and variables like the real graph; `fault` is raised in place of the read of `objects`."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._documents = DocumentCache(schema)
        self.fault: Exception | None = None
        self.objects = 1
        self.asked: list[tuple[str | None, dict[str, Any] | None, dict[str, Any] | None]] = []

    async def answer(
        self,
        source: str,
        operation_name: str | None,
        variables: dict[str, Any] | None,
        extensions: dict[str, Any] | None,
        caller: Caller,
        spend: Spend | None = None,
    ) -> bytes:
        """Who called, by role and purpose."""
        self.asked.append((operation_name, variables, extensions))
        operation = select_operation(await self._documents.prepare_in_turn(source), operation_name)
        coerce_variables(self._schema, operation, variables)
        if spend is not None:
            await spend(self.objects)
        if self.fault is not None:
            raise self.fault
        return orjson.dumps({"data": {"role": caller.role, "purpose": caller.purpose}})
