"""Read `policy/countries.toml`: strictly, so that a slip in it stops the start and names itself.

In: the path. Out: the countries in the order of the file.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from graphql import GraphQLError

from app.errors import Misconfigured
from app.schema.countries import ENGLISH, Country, NsoContact
from app.schema.scalars import parse_country, parse_email

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
COUNTRIES = Path(__file__).resolve().parents[2] / "policy" / "countries.toml"


def load_countries(path: Path = COUNTRIES) -> tuple[Country, ...]:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Misconfigured(f"{path.name} cannot be read: {fault}") from None
    _only(document, {"languages", "transferWarning", "country"}, path.name)
    languages = _languages(document.get("languages"), path.name)
    warnings = _warnings(document.get("transferWarning", {}), f"{path.name}, transferWarning")
    entries = document.get("country")
    if not isinstance(entries, list) or not entries:
        raise Misconfigured(f"{path.name} lists no country.", hint="Add a [[country]] table.")
    countries = tuple(
        _country(entry, languages, warnings, f"{path.name}, country {place}")
        for place, entry in enumerate(entries, start=1)
    )
    codes = [country.code for country in countries]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise Misconfigured(f"{path.name} lists a country twice: {', '.join(twice)}.")
    return countries


def participating(path: Path = COUNTRIES) -> frozenset[str]:
    """The codes of the countries that take part (A-47)."""
    return frozenset(country.code for country in load_countries(path))


def _country(entry: object, languages: frozenset[str], warnings: Mapping[str, str], where: str) -> Country:
    table = _only(entry, {"code", "euOrEea", "nso"}, where)
    try:
        code = parse_country(table.get("code"))
    except GraphQLError as fault:
        raise Misconfigured(f"{where}: `code`: {fault.message}") from None
    eu_or_eea = table.get("euOrEea")
    if not isinstance(eu_or_eea, bool):
        raise Misconfigured(f"{where}: `euOrEea` must be true or false.")
    if not eu_or_eea and ENGLISH not in warnings:
        hint = f"Say in [transferWarning], in `{ENGLISH}` at least, what people of third countries are warned of."
        raise Misconfigured(f"{where}: a third country needs the warning.", hint=hint)
    nso = _nso(table["nso"], f"{where}, nso") if "nso" in table else None
    return Country(code=code, eu_or_eea=eu_or_eea, nso=nso, languages=languages, warnings=warnings)


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


def _warnings(entry: object, where: str) -> Mapping[str, str]:
    """The warning by tags in lower case (XFER-04)."""
    table = _only(entry, set(entry) if isinstance(entry, dict) else set(), where)
    for tag, text in table.items():
        if _TAG.fullmatch(tag) is None:
            raise Misconfigured(f"{where}: `{tag}` is no language tag in small letters.")
        if not isinstance(text, str) or not text.strip() or not unicodedata.is_normalized("NFC", text):
            raise Misconfigured(f"{where}: `{tag}` needs a text in NFC.")
    return {tag: str(text) for tag, text in table.items()}


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
