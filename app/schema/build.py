"""Put the schema together: the root, the scalars, and the lists of countries and subjects.

In: the paths of the lists, read now. Out: the executable schema. Only introspection and these lists are ever executed
by GraphQL's own executor; everything else is answered by the read path and by commands.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import strawberry
from strawberry.schema.config import StrawberryConfig

from app.schema.countries import Country
from app.schema.country_list import COUNTRIES, load_countries
from app.schema.mutation import Mutation
from app.schema.query import Query
from app.schema.scalars import LanguageCode, scalar_map
from app.schema.subject_list import SUBJECTS, load_subjects
from app.schema.subjects import ListedSubject, Subject

_Language = Annotated[
    LanguageCode, strawberry.argument(description="The language of the labels; English where there is none in it.")
]


def build_schema(countries: Path = COUNTRIES, subjects: Path = SUBJECTS) -> strawberry.Schema:
    """The one public schema; `countries` and `subjects` are the files that list them."""
    return strawberry.Schema(
        query=_root(load_countries(countries), load_subjects(subjects)),
        mutation=Mutation,
        config=StrawberryConfig(scalar_map=scalar_map(), disable_field_suggestions=True),
    )


def _root(countries: tuple[Country, ...], subjects: tuple[ListedSubject, ...]) -> type[Query]:
    """The root with the lists in it, so that nothing has to look for them at run time."""

    def list_countries() -> list[Country]:
        return list(countries)

    def list_subjects(language: _Language) -> list[Subject]:
        return [subject.called(language) for subject in subjects]

    @strawberry.type(name="Query", description=Query.__strawberry_definition__.description)  # type: ignore[attr-defined]
    class Root(Query):
        countries: list[Country] = strawberry.field(
            resolver=list_countries, description="The participating countries with their NSO contact: public."
        )
        subjects: list[Subject] = strawberry.field(
            resolver=list_subjects, description="The subjects that registrations and profiles name: public."
        )

    return Root
