"""The reference answer: graphql-core's own executor over the masked objects of one asker.

In: a view, a document that the contract's schema accepts, variables. Out: the data of the answer, or the codes
with which the request is refused.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLResolveInfo,
    OperationDefinitionNode,
    execute_sync,
    get_named_type,
    parse,
)
from graphql.execution.values import get_variable_values

from tests.conformance.reference.view import Row, View
from tests.conformance.semantics.contract import core_schema
from tests.conformance.semantics.lists import Page, cut, select
from tests.conformance.semantics.refusals import Reader

Variables = dict[str, Any]
Info = GraphQLResolveInfo[Any]

POLICY_VERSION = "esep-nb"


@dataclass(frozen=True)
class Answer:
    """Data, or the codes of the refusals any of which may be given."""

    data: dict[str, Any] | None
    refusals: frozenset[str] = frozenset()


def reference_answer(view: View, document: str, variables: Variables | None = None) -> Answer:
    """What the API must answer, but for the texts of errors and the spelling of cursors."""
    schema, parsed = core_schema(), parse(document)
    operation, fragments = _parts(parsed)
    coerced = get_variable_values(schema, operation.variable_definitions or (), variables or {})
    assert not isinstance(coerced, list), coerced
    refusals = Reader(schema, fragments, coerced, view.viewer.role).refusals(operation)
    if refusals:
        return Answer(None, frozenset(refusals))
    result = execute_sync(
        schema,
        parsed,
        root_value=view,
        context_value=view,
        variable_values=variables,
        field_resolver=resolve,
        type_resolver=lambda row, *_: str(row.type),
    )
    if result.errors:
        raise result.errors[0]
    return Answer(result.data)


def _parts(document: DocumentNode) -> tuple[OperationDefinitionNode, dict[str, FragmentDefinitionNode]]:
    operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    fragments = {one.name.value: one for one in document.definitions if isinstance(one, FragmentDefinitionNode)}
    return operations[0], fragments


def resolve(source: Any, info: Info, **arguments: Any) -> Any:
    """One field of any object of the reference."""
    if isinstance(source, View):
        return _resolve_root(source, info, arguments)
    if isinstance(source, Page):
        return _resolve_page(source, info.field_name)
    if isinstance(source, Row):
        return _resolve_row(source, info, arguments)
    return source[info.field_name]


def _connection(info: Info, rows: list[Row], arguments: dict[str, Any], of: str) -> Page:
    type_name = get_named_type(info.return_type).name.removesuffix("Connection")
    shape = {name: arguments.get(name) for name in ("search", "where", "orderBy")}
    identity = json.dumps([of, info.field_name, shape], default=str, sort_keys=True)
    return cut(type_name, select(rows, arguments), arguments, identity)


def _resolve_root(view: View, info: Info, arguments: dict[str, Any]) -> Any:
    match info.field_name:
        case "viewer":
            return _viewer(view)
        case "node":
            return view.by_id(arguments["id"])
        case "nodes":
            return [view.by_id(one) for one in arguments["ids"]]
        case name:
            type_name = {"users": "User", "schools": "School", "projects": "Project"}.get(name)
            type_name = type_name or {"groups": "Group", "events": "Event"}[name]
            return _connection(info, view.rows(type_name), arguments, "Query")


def _viewer(view: View) -> dict[str, Any]:
    """G-41: the country of the assignment for NSO and authority, of the own school for users, else none."""
    viewer = view.viewer
    country = viewer.country if viewer.role in ("NSO", "SCHOOL_AUTHORITY") else None
    if viewer.role in ("ETWINNER", "GENERAL_USER"):
        own = view.facts.world.find("school", viewer.school)
        country = None if own is None else own["country"]
    return {
        "role": viewer.role,
        "purpose": viewer.purpose,
        "country": country,
        "user": view.own_row(),
        "policyVersion": POLICY_VERSION,
    }


def _resolve_page(page: Page, name: str) -> Any:
    edges = [{"cursor": cursor, "node": row} for cursor, row in zip(page.cursors, page.rows, strict=True)]
    return {
        "edges": edges,
        "nodes": page.rows,
        "totalCount": page.total,
        "pageInfo": {
            "hasNextPage": page.has_next,
            "hasPreviousPage": page.has_previous,
            "startCursor": page.cursors[0] if edges else None,
            "endCursor": page.cursors[-1] if edges else None,
        },
    }[name]


def _resolve_row(row: Row, info: Info, arguments: dict[str, Any]) -> Any:
    name = info.field_name
    if name == "id":
        return row.id
    if get_named_type(info.return_type).name.endswith("Connection"):
        return _connection(info, row.connection(name), arguments, row.id)
    if name in row.links:
        return row.link(name)
    return row.cell(name)
