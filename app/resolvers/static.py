"""The fields of the root that depend on no row: introspection, `__typename`, and what the settings say.

In: a document, the operation, its root fields, the variables. Out: the JSON of each such field by its response key.
graphql-core executes them; what no variable takes part in is kept, since it is the same for everybody.
"""

from __future__ import annotations

from typing import Any

import orjson
from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, SelectionSetNode, execute_sync
from graphql.execution.collect_fields import GroupedFieldSet

from app.resolvers.bounded import BoundedCache
from app.resolvers.document.prepare import PreparedDocument
from app.resolvers.read.selection import STATIC_ROOTS, TYPENAME, name_of


class StaticAnswers:
    """Answers of one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._kept: BoundedCache[tuple[str, str | None], dict[str, bytes]] = BoundedCache(
            50, heaviest=4_000_000, weigh=lambda answers: sum(map(len, answers.values()))
        )

    def of(
        self,
        document: PreparedDocument,
        operation: OperationDefinitionNode,
        roots: GroupedFieldSet,
        variables: dict[str, Any] | None,
    ) -> dict[str, bytes]:
        """The static fields among the root fields."""
        asked = {key: details for key, details in roots.items() if name_of(details[0]) in STATIC_ROOTS}
        if not asked:
            return {}
        if all(name_of(details[0]) == TYPENAME for details in asked.values()):
            root = self._schema.get_root_type(operation.operation)
            return dict.fromkeys(asked, orjson.dumps(str(root)))

        def run() -> dict[str, bytes]:
            nodes = tuple(detail.node for details in asked.values() for detail in details)
            reduced = OperationDefinitionNode(
                operation=operation.operation,
                variable_definitions=operation.variable_definitions,
                selection_set=SelectionSetNode(selections=nodes),
            )
            reduced_document = DocumentNode(definitions=(reduced, *document.fragments.values()))
            result = execute_sync(self._schema, reduced_document, variable_values=variables)
            if result.errors or result.data is None:
                raise RuntimeError("a field without rows failed") from None
            return {key: orjson.dumps(value) for key, value in result.data.items()}

        if operation.variable_definitions:
            return run()
        name = operation.name.value if operation.name else None
        return self._kept.get((document.digest, name), run)
