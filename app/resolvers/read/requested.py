"""What an operation asks for: its fields by response key, and their arguments.

In: a validated operation and its variables. Out: fields as graphql-core collects them, so that aliases, merged fields,
fragments, interfaces, `@skip` and `@include` follow the specification, and response keys keep the order of the
document.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graphql import FragmentDefinitionNode, GraphQLObjectType, OperationDefinitionNode, OperationType
from graphql.execution.collect_fields import (
    FieldDetails,
    FieldDetailsList,
    FragmentDetails,
    GroupedFieldSet,
    collect_fields,
    collect_subfields,
)
from graphql.execution.values import VariableValues

from app.resolvers.read.arguments import ArgumentMemory
from app.resolvers.read.catalog import Catalog

TYPENAME = "__typename"


class Selection:
    """One operation with its variables: collects fields, and reads arguments."""

    def __init__(
        self,
        catalog: Catalog,
        operation: OperationDefinitionNode,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: VariableValues,
        arguments: ArgumentMemory | None = None,
    ) -> None:
        self._arguments = arguments or ArgumentMemory()
        self._schema = catalog.schema
        self._operation = operation
        self._fragments = {name: FragmentDetails(definition) for name, definition in fragments.items()}
        self._variables = variables

    @property
    def is_mutation(self) -> bool:
        """Whether the fields of the root are commands."""
        return self._operation.operation is OperationType.MUTATION

    def roots(self) -> GroupedFieldSet:
        """The fields of the root by response key."""
        root = self._schema.get_root_type(self._operation.operation)
        assert root is not None  # noqa: S101 - an operation without a root is not valid
        collected = collect_fields(self._schema, self._fragments, self._variables, root, self._operation)
        return collected.grouped_field_set

    def fields(self, details: FieldDetailsList, kind: str) -> GroupedFieldSet:
        """The fields below these ones, for objects of a type, by response key."""
        return collect_subfields(
            self._schema, self._fragments, self._variables, self._operation, self._object(kind), details
        ).grouped_field_set

    def arguments(self, kind: str, details: FieldDetails) -> dict[str, Any]:
        """The coerced arguments of a field."""
        field = self._object(kind).fields[name_of(details)]
        return self._arguments.values(field, details.node, self._variables)

    def _object(self, kind: str) -> GraphQLObjectType:
        published = self._schema.type_map[kind]
        assert isinstance(published, GraphQLObjectType)  # noqa: S101 - the catalog names object types only
        return published


def name_of(details: FieldDetails) -> str:
    """The name of the field that is asked for, under whatever key."""
    return details.node.name.value
