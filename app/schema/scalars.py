"""The scalars of the contract: what a client may write, and what a filter then compares with.

In: the JSON value or literal of a request. Out: `str` for codes and addresses, `date`, or an aware `datetime` in
UTC. A refusal is a `GraphQLError` with a short text that never repeats the value.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NewType

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

CountryCode = NewType("CountryCode", str)
LanguageCode = NewType("LanguageCode", str)
EmailAddress = NewType("EmailAddress", str)
JSON = NewType("JSON", dict[str, object])

_COUNTRY = re.compile(r"[A-Z]{2}")
# RFC 5646, section 2.1: language with extended subtags, script, region, variants, extensions, private use.
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE | re.ASCII,
)
_LONGEST_LANGUAGE = 64
_EMAIL = re.compile(r"[^\s@\x00-\x1f\x7f]{1,64}@[^\s@\x00-\x1f\x7f]{1,255}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,6})?)?"
    r"(?:[Zz]|[+-](?:[01][0-9]|2[0-3])(?::?[0-5][0-9])?)"
)


def parse_country(value: object) -> CountryCode:
    return CountryCode(_matching(_COUNTRY, value, "two capital letters, as in ISO 3166-1 alpha-2"))


def parse_language(value: object) -> LanguageCode:
    expected = "a language tag, as in BCP 47"
    text = _matching(_LANGUAGE, value, expected)
    if len(text) > _LONGEST_LANGUAGE:
        raise _refused(expected)
    return LanguageCode(text)


def parse_email(value: object) -> EmailAddress:
    return EmailAddress(_matching(_EMAIL, value, "an e-mail address"))


def parse_json(_: object) -> JSON:
    """No input has a document."""
    raise _refused("no document: they are only answered")


def parse_date(value: object) -> date:
    expected = "a calendar date, as in 2024-02-29"
    text = _matching(_DATE, value, expected)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _refused(expected) from None


def parse_instant(value: object) -> datetime:
    """The instant in UTC: one moment has one form, whatever zone the client writes."""
    expected = "a date and time with a zone and at most six digits of a second, as in 2024-02-29T12:00:00Z"
    text = _matching(_INSTANT, value, expected)
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError):  # 30 February; or a zone that leaves the years 1 to 9999
        raise _refused(expected) from None


def write_instant(value: datetime) -> str:
    """In UTC with `Z`; six digits of a second, or none when they are zero: equal instants are equal texts."""
    return value.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def scalar_map() -> dict[object, ScalarDefinition]:
    """Which Python type stands for which scalar, for the configuration of the schema."""
    return {
        CountryCode: _scalar(
            "CountryCode", parse_country, "A country: two capital letters of ISO 3166-1 alpha-2, such as `EE`."
        ),
        LanguageCode: _scalar(
            "LanguageCode",
            parse_language,
            "A language: a BCP 47 tag, such as `et` or `nb-NO`.",
            specified_by="https://www.rfc-editor.org/info/bcp47",
        ),
        EmailAddress: _scalar("EmailAddress", parse_email, "An e-mail address, as its owner gave it."),
        JSON: _scalar("JSON", parse_json, "A JSON document, as it is; only in answers."),
        date: _scalar(
            "Date", parse_date, "A calendar date in ISO 8601, such as `2024-02-29`.", serialize=date.isoformat
        ),
        datetime: _scalar(
            "DateTime",
            parse_instant,
            "An instant in ISO 8601 with a zone. Answers are in UTC, with six digits of a second, or none when they "
            "are zero.",
            serialize=write_instant,
        ),
    }


def _scalar(
    name: str,
    parse: Callable[[object], object],
    description: str,
    *,
    serialize: Callable[..., str] = str,
    specified_by: str | None = None,
) -> ScalarDefinition:
    definition: ScalarDefinition = strawberry.scalar(
        name=name, description=description, parse_value=parse, serialize=serialize, specified_by_url=specified_by
    )
    return definition


def _matching(pattern: re.Pattern[str], value: object, expected: str) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise _refused(expected)
    return value


def _refused(expected: str) -> GraphQLError:
    return GraphQLError(f"Expected {expected}.")
