"""The schema under test, and the two ways in which a client can see it."""

from __future__ import annotations

from typing import cast

import pytest
import strawberry
from graphql import IntrospectionQuery, build_client_schema, get_introspection_query, print_schema

from app.schema.build import build_schema
from app.schema.sdl import print_sdl


@pytest.fixture(scope="session")
def schema() -> strawberry.Schema:
    return build_schema()


@pytest.fixture(params=["printed", "introspected"])
def sdl(request: pytest.FixtureRequest, schema: strawberry.Schema) -> str:
    """The schema as text: as the file beside the declarations, or as introspection tells it."""
    if request.param == "printed":
        return print_sdl(schema)
    answer = schema.execute_sync(get_introspection_query(input_value_deprecation=True))
    assert answer.errors is None
    assert answer.data is not None
    return print_schema(build_client_schema(cast("IntrospectionQuery", answer.data)))
