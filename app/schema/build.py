"""Put the schema together: the root, the scalars, and the list of countries.

In: the path of the list, read now. Out: the executable schema. Only introspection and `countries` are ever executed
by GraphQL's own executor; everything else is answered by the read path and by commands.
"""

from __future__ import annotations

from pathlib import Path

import strawberry
from strawberry.schema.config import StrawberryConfig

from app.schema.countries import Country
from app.schema.country_list import COUNTRIES, load_countries
from app.schema.mutation import Mutation
from app.schema.query import Query
from app.schema.scalars import scalar_map


def build_schema(countries: Path = COUNTRIES) -> strawberry.Schema:
    """The one public schema; `countries` is the file that lists them."""
    listed = load_countries(countries)
    return strawberry.Schema(
        query=_root(listed),
        mutation=Mutation,
        config=StrawberryConfig(scalar_map=scalar_map(), disable_field_suggestions=True),
    )


def _root(listed: tuple[Country, ...]) -> type[Query]:
    """The root with the list in it, so that nothing has to look for it at run time."""

    def list_countries() -> list[Country]:
        return list(listed)

    @strawberry.type(name="Query", description=Query.__strawberry_definition__.description)  # type: ignore[attr-defined]
    class Root(Query):
        countries: list[Country] = strawberry.field(
            resolver=list_countries, description="The participating countries with their NSO contact: public."
        )

    return Root
