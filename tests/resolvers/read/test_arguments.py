"""Arguments read quickly are what graphql-core reads."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import FieldNode, OperationDefinitionNode
from graphql.execution.values import get_argument_values

from app.resolvers.document.prepare import prepare, select_operation
from app.resolvers.document.variables import coerce_variables
from app.resolvers.read.arguments import ArgumentMemory
from tests.conformance.asking.graph import RealGraph

QUERIES: list[tuple[str, dict[str, Any]]] = [
    ("{ users { totalCount } }", {}),
    ('{ users(first: 3, search: "an", after: null) { totalCount } }', {}),
    ("{ users(where: {and: [{status: [PENDING]}, {not: {}}]}, orderBy: [{field: EMAIL}]) { totalCount } }", {}),
    ("{ users(orderBy: {field: EMAIL, direction: DESC}) { totalCount } }", {}),
    ("query($first: Int = 7, $words: String) { users(first: $first, search: $words) { totalCount } }", {}),
    ("query($first: Int = 7, $words: String) { users(first: $first, search: $words) { totalCount } }", {"first": None}),
    ("query($first: Int = 7, $words: String) { users(first: $first, search: $words) { totalCount } }", {"words": "a"}),
    ("query($where: UserWhere) { users(where: $where, first: 2) { totalCount } }", {"where": {"status": ["PENDING"]}}),
    ("query($name: String) { users(where: {firstName: {eq: $name}}, first: 2) { totalCount } }", {"name": "Anna"}),
    ("query($name: String) { users(where: {firstName: {eq: $name}}, first: 2) { totalCount } }", {}),
    ("query($order: [UserOrder!]) { users(orderBy: $order) { totalCount } }", {"order": {"field": "EMAIL"}}),
    ("query($field: UserOrderField!) { users(orderBy: [{field: $field}]) { totalCount } }", {"field": "LAST_NAME"}),
    ("query($id: ID!) { node(id: $id) { id } }", {"id": "x"}),
    ("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": ["x", "y"]}),
    ("query($id: ID!) { nodes(ids: [$id]) { id } }", {"id": "x"}),
]


@pytest.mark.parametrize(("source", "variables"), QUERIES)
def test_arguments_are_those_of_graphql_core(real: RealGraph, source: str, variables: dict[str, Any]) -> None:
    schema = real.graph.catalog.schema
    operation: OperationDefinitionNode = select_operation(prepare(source, schema), None)
    coerced = coerce_variables(schema, operation, variables)
    node = operation.selection_set.selections[0]
    assert isinstance(node, FieldNode)
    assert schema.query_type is not None
    field = schema.query_type.fields[node.name.value]
    memory = ArgumentMemory()
    for _ in range(2):
        assert memory.values(field, node, coerced) == get_argument_values(field, node, coerced)


def test_what_a_request_is_given_may_be_changed_without_harm(real: RealGraph) -> None:
    schema = real.graph.catalog.schema
    operation = select_operation(prepare("{ users(first: 3) { totalCount } }", schema), None)
    node = operation.selection_set.selections[0]
    assert isinstance(node, FieldNode)
    assert schema.query_type is not None
    memory, field = ArgumentMemory(), schema.query_type.fields["users"]
    memory.values(field, node, coerce_variables(schema, operation, {}))["first"] = 100
    assert memory.values(field, node, coerce_variables(schema, operation, {})) == {"first": 3}
