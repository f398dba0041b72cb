"""The schema that documents are checked against: the real one."""

from __future__ import annotations

import pytest
from graphql import GraphQLSchema

from app.schema.build import build_schema


@pytest.fixture(scope="session")
def schema() -> GraphQLSchema:
    return build_schema()._schema
