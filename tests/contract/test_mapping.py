"""Every field with data names columns that exist, of the kind it says, and targets that are types with rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import strawberry
from sqlalchemy import ARRAY, Boolean, Column, Date, DateTime, Integer, Table, Text, Uuid
from strawberry.types.base import StrawberryObjectDefinition
from strawberry.types.enum import StrawberryEnumDefinition
from strawberry.types.field import StrawberryField

from app.database import models
from app.schema.mapping import (
    MAPPING,
    Cell,
    Collection,
    Composite,
    Computed,
    Declaration,
    Kind,
    Link,
    LinkedCell,
    Records,
    RelatedCell,
    Rows,
)

TYPES = (
    *("User", "School", "Project", "Partner", "Member", "Assignment", "TwinSpace", "Group", "Event"),
    *("Article", "Comment"),
    *("Survey", "SurveyResponse", "SurveyResult"),
)
# Objects that are parts of a cell: they have no rows of their own.
PARTS = {
    "pupilAges": "AgeRange",
    "head": "HeadOfSchool",
    "consents": "Consent",
    "decisions": "SchoolDecision",
    "favourites": "Favourite",
    "comments": "OwnComment",
    "representations": "Representation",
    "savedSearches": "SavedSearch",
    "titles": "SurveyTitle",
    "questions": "SurveyQuestion",
    "answers": "SurveyAnswer",
}
LISTED = ("User", "School", "Project", "Group", "Event")
CONNECTIVES = {"and", "or", "not"}
COLUMN_TYPES = {
    Kind.IDENTIFIER: Uuid,
    Kind.TEXT: Text,
    Kind.WORD: Text,
    Kind.TEXTS: ARRAY,
    Kind.BOOLEAN: Boolean,
    Kind.NUMBER: Integer,
    Kind.DATE: Date,
    Kind.INSTANT: DateTime,
}


def definition(schema: strawberry.Schema, name: str) -> StrawberryObjectDefinition:
    found = schema.get_type_by_name(name)
    assert isinstance(found, StrawberryObjectDefinition)
    return found


def fields(schema: strawberry.Schema, name: str) -> dict[str, StrawberryField]:
    convert = schema.config.name_converter.get_graphql_name
    return {convert(field): field for field in definition(schema, name).fields}


def mapping(schema: strawberry.Schema, name: str) -> dict[str, Declaration]:
    return {
        field: found.metadata[MAPPING] for field, found in fields(schema, name).items() if MAPPING in found.metadata
    }


def rows_of(schema: strawberry.Schema, name: str) -> Rows:
    rows = definition(schema, name).origin.__dict__["__rows__"]
    assert isinstance(rows, Rows)
    return rows


def table(name: str) -> Table:
    return models.User.metadata.tables[name]


def assert_column(owner: str, column: str, kind: Kind) -> None:
    found: Column[object] = table(owner).columns[column]
    assert isinstance(found.type, COLUMN_TYPES[kind]), f"{owner}.{column} is no {kind.name}"


def assert_columns(owner: str, *names: str) -> None:
    assert set(names) <= set(table(owner).columns.keys())


@pytest.mark.parametrize("name", TYPES)
def test_every_field_of_a_type_with_rows_is_mapped(schema: strawberry.Schema, name: str) -> None:
    assert mapping(schema, name).keys() == fields(schema, name).keys()


def test_types_with_rows_are_these(schema: strawberry.Schema) -> None:
    objects = [found for found in _all_types(schema) if isinstance(found, StrawberryObjectDefinition)]
    assert sorted(found.name for found in objects if "__rows__" in found.origin.__dict__) == sorted(TYPES)


@pytest.mark.parametrize("name", TYPES)
def test_rows_and_cells_are_in_the_tables(schema: strawberry.Schema, name: str) -> None:
    rows = rows_of(schema, name)
    assert_columns(rows.table, "id", *(["left_on"] if rows.live else []), *(["kind"] if rows.kind else []))
    for declared in mapping(schema, name).values():
        match declared:
            case Cell(column, kind):
                assert_column(rows.table, column, kind)
            case Composite(parts):
                for _, column, kind in parts:
                    assert_column(rows.table, column, kind)
            case Records(records, there, order, parts, documents):
                assert_columns(records, there, *order, *(one for _, each in documents for one in each.written()))
                for _, column, kind in parts:
                    assert_column(records, column, kind)


@pytest.mark.parametrize("name", TYPES)
def test_links_and_collections_join_columns_that_exist(schema: strawberry.Schema, name: str) -> None:
    rows = rows_of(schema, name)
    for declared in mapping(schema, name).values():
        match declared:
            case Link(target, here, there):
                assert_columns(rows.table, here)
                assert_columns(rows_of(schema, target).table, there)
            case Collection(target, there, None, links=links):
                assert_columns(rows_of(schema, target).table, there)
                backwards = [mapping(schema, target)[link] for link in links]
                assert all(isinstance(one, Link) and one.target == name for one in backwards)
            case Collection(target, _, str(through), near, far, live):
                assert target in TYPES
                assert_columns(through, near, far, *(["left_on"] if live else []))


@pytest.mark.parametrize("name", TYPES)
def test_target_of_a_relation_is_the_type_of_its_field(schema: strawberry.Schema, name: str) -> None:
    printed = {field: _printed_type(schema, name, field) for field in fields(schema, name)}
    for field, declared in mapping(schema, name).items():
        match declared:
            case Link(target):
                assert printed[field] == target
            case Collection(target):
                assert printed[field] == f"{target}Connection!"
            case Composite(parts) | Records(parts=parts):
                assert printed[field] in {PARTS[field], f"[{PARTS[field]}!]"}
                documents = declared.documents if isinstance(declared, Records) else ()
                assert [part for part, *_ in (*parts, *documents)] == list(fields(schema, PARTS[field]))


@pytest.mark.parametrize("name", TYPES)
def test_what_leans_on_a_link_names_one(schema: strawberry.Schema, name: str) -> None:
    declared = mapping(schema, name)
    stands_with = rows_of(schema, name).stands_with
    assert stands_with is None or isinstance(declared[stands_with], Link)
    for cell in (found for found in declared.values() if isinstance(found, LinkedCell)):
        link = declared[cell.link]
        assert isinstance(link, Link)
        assert isinstance(mapping(schema, link.target)[cell.field], Cell)


def test_country_of_a_user_is_the_column_that_follows_the_school() -> None:
    keys = {tuple(key.column_keys): key for key in table("users").foreign_key_constraints}
    key = keys["school_id", "school_country"]
    assert [element.column.name for element in key.elements] == ["id", "country"]
    assert key.onupdate == "CASCADE"


def test_country_of_a_second_school_follows_it() -> None:
    keys = {tuple(key.column_keys): key for key in table("users").foreign_key_constraints}
    assert keys["second_school_id", "second_country"].onupdate == "CASCADE"


@pytest.mark.parametrize("name", LISTED)
def test_every_condition_is_on_a_mapped_field(schema: strawberry.Schema, name: str) -> None:
    conditions = fields(schema, f"{name}Where")
    assert conditions.keys() >= CONNECTIVES
    own = mapping(schema, name)
    for field in conditions.keys() - CONNECTIVES - own.keys():
        related = conditions[field].metadata[MAPPING]
        assert isinstance(related, RelatedCell)
        connection = own[related.connection]
        assert isinstance(connection, Collection)
        assert related.field in mapping(schema, connection.target)


@pytest.mark.parametrize("name", LISTED)
def test_every_order_is_by_a_mapped_cell(schema: strawberry.Schema, name: str) -> None:
    found = schema.get_type_by_name(f"{name}OrderField")
    assert isinstance(found, StrawberryEnumDefinition)
    ordered = [mapping(schema, name)[value.value] for value in found.values]
    assert ordered
    assert all(isinstance(declared, Cell) for declared in ordered)


def test_computed_fields_are_these(schema: strawberry.Schema) -> None:
    computed = {
        f"{name}.{field}": declared
        for name in TYPES
        for field, declared in mapping(schema, name).items()
        if isinstance(declared, Computed)
    }
    assert computed == {
        "User.picture": Computed("picture", Kind.WORD),
        "User.status": Computed("effective_status", Kind.WORD),
        "Project.published": Computed("published", Kind.BOOLEAN),
        "Assignment.organisation": Computed("organisation", Kind.TEXT),
        "Assignment.live": Computed("live", Kind.BOOLEAN),
        "SurveyResponse.respondent": Computed("respondent", Kind.TEXT),
    }


def _all_types(schema: strawberry.Schema) -> Iterator[object]:
    answer = schema.execute_sync("{ __schema { types { name } } }")
    assert answer.data is not None
    return (schema.get_type_by_name(found["name"]) for found in answer.data["__schema"]["types"])


def _printed_type(schema: strawberry.Schema, name: str, field: str) -> str:
    answer = schema.execute_sync(
        "query ($name: String!) { __type(name: $name) { fields { name type { kind name ofType { kind name ofType "
        "{ kind name ofType { name } } } } } } }",
        {"name": name},
    )
    assert answer.data is not None
    return next(_written(found["type"]) for found in answer.data["__type"]["fields"] if found["name"] == field)


def _written(type_: dict[str, object]) -> str:
    inner = type_.get("ofType")
    if not isinstance(inner, dict):
        return str(type_["name"])
    return f"[{_written(inner)}]" if type_["kind"] == "LIST" else f"{_written(inner)}!"
