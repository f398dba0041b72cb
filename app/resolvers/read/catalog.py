"""What the read path knows of the schema: types, the rows behind them, and where each field gets its value.

Read once from the declarations in `app.schema`, and checked against the tables: a field that names a column that does
not exist stops the start-up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import strawberry
from graphql import GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema

from app.authz.rows import TABLES
from app.errors import Misconfigured
from app.schema.mapping import (
    MAPPING,
    Cell,
    Collection,
    Composite,
    Declaration,
    Kind,
    Link,
    LinkedCell,
    Records,
    RelatedCell,
    Rows,
)

NODE_TYPES = ("User", "School", "Project", "TwinSpace", "Group", "Event")
ROW = "id"


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """A type with rows: its table, and its fields by their public names."""

    name: str
    rows: Rows
    fields: Mapping[str, Declaration]

    @property
    def is_entry(self) -> bool:
        """Whether it is an entry of a connection that stands or falls with another object."""
        return self.rows.stands_with is not None

    @property
    def ordered_by(self) -> str | None:
        """The link to the object by which a list of these is ordered; None where it is ordered by its rows."""
        return None if self.rows.orders_itself else self.rows.stands_with


@dataclass(frozen=True)
class Catalog:
    """The types with rows, and the filters that are not a field of their type."""

    schema: GraphQLSchema
    types: Mapping[str, TypeEntry]
    related: Mapping[tuple[str, str], RelatedCell]

    def declaration(self, kind: str, field: str) -> Declaration:
        """Where a field gets its value."""
        return self.types[kind].fields[field]

    def link(self, kind: str, field: str) -> Link:
        """A field that is known to be a link."""
        declaration = self.declaration(kind, field)
        assert isinstance(declaration, Link)  # noqa: S101 - the catalog was checked when it was read
        return declaration

    def kind_of(self, kind: str, field: str) -> Kind:
        """How the value of a comparable field is stored; of a linked cell, that of the cell it shows."""
        declaration = self.declaration(kind, field)
        if isinstance(declaration, LinkedCell):
            return self.kind_of(self.link(kind, declaration.link).target, declaration.field)
        return declaration.kind  # type: ignore[union-attr]

    def published(self) -> Mapping[str, frozenset[str]]:
        """The fields that rules have to speak of, by type; `id` stands for the row."""
        return {name: frozenset(entry.fields) | {ROW} for name, entry in self.types.items()}


def read_catalog(schema: strawberry.Schema) -> Catalog:
    """The catalog of a schema, checked."""
    graph: GraphQLSchema = schema._schema
    types: dict[str, TypeEntry] = {}
    related: dict[tuple[str, str], RelatedCell] = {}
    for name, published in graph.type_map.items():
        if isinstance(published, GraphQLObjectType) and (rows := _rows_of(published)) is not None:
            types[name] = TypeEntry(name, rows, _declarations(published))
        elif isinstance(published, GraphQLInputObjectType):
            for field, declaration in _declarations(published).items():
                if isinstance(declaration, RelatedCell):
                    related[name, field] = declaration
    catalog = Catalog(graph, types, related)
    for entry in types.values():
        _check(catalog, entry)
    return catalog


def _definition(element: Any) -> Any:
    return element.extensions.get("strawberry-definition")


def _rows_of(published: GraphQLObjectType) -> Rows | None:
    definition = _definition(published)
    rows: Rows | None = getattr(definition.origin, "__rows__", None) if definition else None
    return rows


def _declarations(published: GraphQLObjectType | GraphQLInputObjectType) -> dict[str, Declaration]:
    fields: dict[str, Declaration] = {}
    for name, field in published.fields.items():
        definition = _definition(field)
        if definition is not None and MAPPING in definition.metadata:
            fields[name] = definition.metadata[MAPPING]
    return fields


def _check(catalog: Catalog, entry: TypeEntry) -> None:
    table = entry.rows.table
    for name, declaration in entry.fields.items():
        missing = [
            f"{there}.{column}"
            for there, column in _columns(catalog, table, entry, declaration)
            if there not in TABLES or column not in TABLES[there].c
        ]
        if missing:
            raise Misconfigured(
                f"`{entry.name}.{name}` names `{missing[0]}`, which does not exist", hint="fix the mapping"
            )


def _columns(catalog: Catalog, table: str, entry: TypeEntry, declaration: Declaration) -> list[tuple[str, str]]:
    match declaration:
        case Cell(column, _):
            return [(table, column)]
        case Composite(parts):
            return [(table, column) for _, column, _ in parts]
        case Records(records, there, order, parts, documents, own):
            written = [column for _, document in documents for column in document.written()]
            return [
                (records, column) for column in (there, *order, *(part[1] for part in parts), *written, own or there)
            ]
        case Link(target, here, there):
            return [(table, here), (catalog.types[target].rows.table, there)]
        case Collection(target, there, None, links=links):
            backwards = [catalog.link(target, link).here for link in links]
            return [(catalog.types[target].rows.table, column) for column in (there, *backwards)]
        case Collection(_, _, through, near, far):
            return [(str(through), near), (str(through), far)]
        case LinkedCell(link, field):
            return _columns(
                catalog,
                catalog.types[catalog.link(entry.name, link).target].rows.table,
                entry,
                catalog.declaration(catalog.link(entry.name, link).target, field),
            )
        case _:
            return []
