"""Read `policy/countries.toml`: strictly, so that a slip in it stops the start and names itself.

In: the path. Out: the countries in the order of the file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from graphql import GraphQLError

from app.errors import Misconfigured
from app.schema.countries import ENGLISH, Country, NsoContact
from app.schema.scalars import parse_country, parse_email

COUNTRIES = Path(__file__).resolve().parents[2] / "policy" / "countries.toml"


def load_countries(path: Path = COUNTRIES) -> tuple[Country, ...]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Misconfigured(f"{path.name} cannot be read: {fault}") from None
    _only(document, {"languages", "country"}, path.name)
    languages = _languages(document.get("languages"), path.name)
    entries = document.get("country")
    if not isinstance(entries, list) or not entries:
        raise Misconfigured(f"{path.name} lists no country.", hint="Add a [[country]] table.")
    countries = tuple(
        _country(entry, languages, f"{path.name}, country {place}") for place, entry in enumerate(entries, start=1)
    )
    codes = [country.code for country in countries]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise Misconfigured(f"{path.name} lists a country twice: {', '.join(twice)}.")
    return countries


def participating(path: Path = COUNTRIES) -> frozenset[str]:
    """The codes of the countries that take part (A-47)."""
    return frozenset(country.code for country in load_countries(path))


def _country(entry: object, languages: frozenset[str], where: str) -> Country:
    table = _only(entry, {"code", "euOrEea", "nso"}, where)
    try:
        code = parse_country(table.get("code"))
    except GraphQLError as fault:
        raise Misconfigured(f"{where}: `code`: {fault.message}") from None
    eu_or_eea = table.get("euOrEea")
    if not isinstance(eu_or_eea, bool):
        raise Misconfigured(f"{where}: `euOrEea` must be true or false.")
    nso = _nso(table["nso"], f"{where}, nso") if "nso" in table else None
    return Country(code=code, eu_or_eea=eu_or_eea, nso=nso, languages=languages)


def _nso(entry: object, where: str) -> NsoContact:
    table = _only(entry, {"name", "email", "website"}, where)
    for key, value in table.items():
        if not isinstance(value, str) or not value:
            raise Misconfigured(f"{where}: `{key}` must be a text.")
    if "name" not in table:
        raise Misconfigured(f"{where}: `name` is missing.")
    try:
        email = parse_email(table["email"]) if "email" in table else None
    except GraphQLError as fault:
        raise Misconfigured(f"{where}: `email`: {fault.message}") from None
    website = table.get("website")
    return NsoContact(name=str(table["name"]), email=email, website=None if website is None else str(website))


def _languages(tags: object, where: str) -> frozenset[str]:
    """The tags in lower case; English is always among them."""
    if not isinstance(tags, list):
        raise Misconfigured(f"{where}: `languages` must be a list of language tags.")
    for tag in tags:
        try:
            Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError, TypeError):
            raise Misconfigured(f"{where}: `languages` names one that has no names of countries: {tag}.") from None
    return frozenset({ENGLISH, *(tag.lower() for tag in tags)})


def _only(entry: object, allowed: set[str], where: str) -> Mapping[str, object]:
    if not isinstance(entry, dict):
        raise Misconfigured(f"{where} must be a table.")
    unknown = sorted(set(entry) - allowed)
    if unknown:
        raise Misconfigured(f"{where}: unknown `{unknown[0]}`.", hint=f"Allowed: {', '.join(sorted(allowed))}.")
    return entry
