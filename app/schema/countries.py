"""The participating countries and their national support organisations: configuration, public, no personal data.

In: `policy/countries.toml`, read when the schema is built. Out: the `Country` objects that `Query.countries` lists.
A country takes part because it is in that list, not because of where it lies (A-47).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import strawberry
from babel import Locale

from app.schema.scalars import CountryCode, EmailAddress, LanguageCode

ENGLISH = "en"


@strawberry.type(description="How to reach a national support organisation; from configuration, never from accounts.")
class NsoContact:
    """How to reach a national support organisation."""

    name: str = strawberry.field(description="The name of the organisation.")
    email: EmailAddress | None = strawberry.field(description="A general e-mail address of the organisation.")
    website: str | None = strawberry.field(description="The website of the organisation.")


def territory_name(code: str, language: str, languages: frozenset[str]) -> str:
    """The name of a country in the nearest of `languages`: the tag itself, then without its last parts, then English.

    The languages are a closed list because Babel keeps every language that it has loaded, 200 MB in all.
    """
    for tag in [tag for tag in _nearest(language) if tag in languages]:
        name: str | None = Locale.parse(tag, sep="-").territories.get(code)
        if name is not None:
            return name
    return code


def _nearest(language: str) -> list[str]:
    """A tag, the same without its last parts, then English."""
    parts = language.split("-")
    return [*("-".join(parts[:length]).lower() for length in range(len(parts), 0, -1)), ENGLISH]


def _name_of(
    parent: strawberry.Parent[Country],
    language: Annotated[
        LanguageCode | None,
        strawberry.argument(description="The language of the name; English when not given or not known."),
    ] = strawberry.UNSET,
) -> str:
    return territory_name(parent.code, language or ENGLISH, parent.languages)


def _warning_of(
    parent: strawberry.Parent[Country],
    language: Annotated[
        LanguageCode | None,
        strawberry.argument(description="The language of the warning; English when not given or not known."),
    ] = strawberry.UNSET,
) -> str | None:
    if parent.eu_or_eea:
        return None
    return next((parent.warnings[tag] for tag in _nearest(language or ENGLISH) if tag in parent.warnings), None)


@strawberry.type(description="A country that takes part in eTwinning.")
class Country:
    """A country that takes part in eTwinning."""

    code: CountryCode = strawberry.field(description="The code of the country.")
    name: str = strawberry.field(resolver=_name_of, description="The name of the country.")
    eu_or_eea: bool = strawberry.field(
        description="Whether the country is in the European Union or the European Economic Area. The others are "
        "third countries, without an adequacy decision for institutions of the Union."
    )
    transfer_warning: str | None = strawberry.field(
        resolver=_warning_of,
        description="What to show beside the notice to people of a third country: that protection there may be less, "
        "and rights others. Null for countries of the Union and the Area.",
    )
    nso: NsoContact | None = strawberry.field(
        description="The national support organisation, the contact for questions at national level."
    )
    languages: strawberry.Private[frozenset[str]]
    warnings: strawberry.Private[Mapping[str, str]]
