"""JSON as PostgreSQL writes it in a statement: any number of fields, keys of any length, nothing that needs quoting."""

from __future__ import annotations

import json
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from app.database.statements import compile_statement
from app.resolvers.read import json_text
from app.schema.mapping import Kind


def written(connection: psycopg.Connection[Any], text: json_text.Text) -> Any:
    statement = compile_statement(sa.select(text))
    with psycopg.RawCursor(connection) as cursor:
        row = cursor.execute(statement.text, statement.arguments({})).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.parametrize("count", [0, 1, 44, 45, 46, 50, 51, 90, 120, 1_000])
def test_an_object_may_have_any_number_of_fields(owner: psycopg.Connection[Any], count: int) -> None:
    """A function of PostgreSQL takes 100 arguments, `json_build_object` 50 pairs."""
    numbers = [(f"k{number}", sa.cast(sa.literal_column(str(number)), sa.Text)) for number in range(count)]
    found = written(owner, json_text.an_object(numbers))
    assert list(json.loads(found).items()) == [(f"k{number}", number) for number in range(count)]
    assert " " not in found


def test_a_key_may_be_longer_than_a_name_of_a_column(owner: psycopg.Connection[Any]) -> None:
    keys = ["k" * length for length in (62, 63, 64, 65, 1_000)]
    found = json.loads(written(owner, json_text.an_object((key, "1") for key in keys)))
    assert list(found) == keys


@pytest.mark.parametrize("text", ["'", "\\", "\n", "%", ";", "é", "$1", "a'b", "\0"])
def test_a_piece_of_json_takes_no_sign_that_needs_quoting(text: str) -> None:
    with pytest.raises(ValueError, match="a sign that needs quoting"):
        json_text.raw(text)


@pytest.mark.parametrize("kind", Kind)
def test_a_missing_value_is_null(owner: psycopg.Connection[Any], kind: Kind) -> None:
    types: dict[Kind, str] = {Kind.TEXTS: "text[]", Kind.INSTANT: "timestamptz", Kind.DATE: "date"}
    missing: json_text.Text = sa.literal_column(f"NULL::{types.get(kind, 'text')}")
    assert written(owner, json_text.a_value(missing, kind)) == "null"


@pytest.mark.parametrize(
    ("kind", "literal", "expected"),
    [
        (Kind.IDENTIFIER, "'00000000-0000-4000-8000-000000000001'::uuid", '"00000000-0000-4000-8000-000000000001"'),
        (Kind.TEXT, "'a \"b\" \\ ' || chr(10)", '"a \\"b\\" \\\\ \\n"'),
        (Kind.TEXTS, "ARRAY['a', 'b \"']", '["a","b \\""]'),
        (Kind.TEXTS, "'{}'::text[]", "[]"),
        (Kind.BOOLEAN, "true", "true"),
        (Kind.NUMBER, "17::smallint", "17"),
        (Kind.DATE, "DATE '2024-02-29'", '"2024-02-29"'),
        (Kind.INSTANT, "TIMESTAMPTZ '2024-02-29 23:59:59.999999+00'", '"2024-02-29T23:59:59.999999Z"'),
        (Kind.INSTANT, "TIMESTAMPTZ '2024-03-01 01:00:00+02'", '"2024-02-29T23:00:00Z"'),
        (Kind.INSTANT, "TIMESTAMPTZ '2024-03-01 00:00:00.5+00'", '"2024-03-01T00:00:00.500000Z"'),
    ],
)
def test_a_value_is_written(owner: psycopg.Connection[Any], kind: Kind, literal: str, expected: str) -> None:
    for zone in ("UTC", "Asia/Kathmandu"):
        owner.execute(f"SET LOCAL TimeZone = '{zone}'".encode())
        assert written(owner, json_text.a_value(sa.literal_column(literal), kind)) == expected
