"""The schema that the reference executor runs: the fixed core of the public contract, with its scalars.

In: `tests/contract/core.graphql`. Out: a graphql-core schema. Instants print as `YYYY-MM-DDTHH:MM:SS[.ffffff]Z`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from graphql import GraphQLScalarType, GraphQLSchema, build_schema

CORE = Path(__file__).parents[2] / "contract" / "core.graphql"


def print_instant(value: Any) -> str:
    """A fraction of a second is shown in microseconds, and only when it is not zero."""
    assert isinstance(value, datetime)
    text = value.astimezone(UTC).replace(tzinfo=None).isoformat()
    return f"{text}Z"


def print_date(value: Any) -> str:
    assert isinstance(value, date)
    return value.isoformat()


def _scalar(schema: GraphQLSchema, name: str) -> GraphQLScalarType:
    found = schema.type_map[name]
    assert isinstance(found, GraphQLScalarType)
    return found


@cache
def core_schema() -> GraphQLSchema:
    """The contract as a schema that can be executed."""
    schema = build_schema(CORE.read_text(encoding="utf-8"))
    instants, dates = _scalar(schema, "DateTime"), _scalar(schema, "Date")
    instants.coerce_output_value, instants.coerce_input_value = print_instant, datetime.fromisoformat
    dates.coerce_output_value, dates.coerce_input_value = print_date, date.fromisoformat
    return schema
