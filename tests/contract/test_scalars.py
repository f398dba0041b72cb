"""What each scalar takes, what it gives, and that a refusal never repeats what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import strawberry
from graphql import GraphQLError

from app.schema.scalars import (
    parse_country,
    parse_date,
    parse_email,
    parse_instant,
    parse_language,
    write_instant,
)

PARSERS: list[Callable[[object], object]] = [parse_country, parse_language, parse_email, parse_date, parse_instant]
NOT_TEXTS: list[object] = [None, True, 1, 1.5, [], ["EE"], {}, b"EE"]
ODD_TEXTS = ["", " ", "\0", "\ud800", "S3CR3T\n", "ＥＥ", "x" * 100_000, "-" * 100_000, "2024-02-29T12:00:00Z" * 5_000]


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("value", [*NOT_TEXTS, *ODD_TEXTS], ids=lambda value: repr(value)[:20])
def test_refused_by_every_scalar_with_a_short_text(parse: Callable[[object], object], value: object) -> None:
    with pytest.raises(GraphQLError) as refusal:
        parse(value)
    assert len(refusal.value.message) < 120
    assert "S3CR3T" not in str(refusal.value)
    assert refusal.value.__cause__ is None


@pytest.mark.parametrize("value", ["EE", "GR", "ZZ"])
def test_country_is_two_capitals(value: str) -> None:
    assert parse_country(value) == value


@pytest.mark.parametrize("value", ["ee", "Ee", "EST", "E", "E1", "EE ", "EE\n", "ÅÄ", "ΕΕ"])
def test_other_countries_are_refused(value: str) -> None:
    with pytest.raises(GraphQLError, match="two capital letters"):
        parse_country(value)


@pytest.mark.parametrize(
    "value",
    ["et", "ET", "gsw", "nb-NO", "sr-Latn", "zh-Hant-TW", "es-419", "de-1996", "sl-rozaj-biske", "zh-yue", "en-x-home",
     "de-DE-u-co-phonebk", "en-a-bbb-x-a-ccc", "abcdefgh"],
)  # fmt: skip
def test_language_tags_of_bcp_47(value: str) -> None:
    assert parse_language(value) == value


@pytest.mark.parametrize(
    "value",
    ["e", "abcdefghi", "nb_NO", "nb-", "-nb", "nb--NO", "en-a", "en-x", "en-NO-Latn", "nb-NO\n", "1a", "ét",
     "en-x-" + "a-" * 40 + "a"],
)  # fmt: skip
def test_other_languages_are_refused(value: str) -> None:
    with pytest.raises(GraphQLError, match="BCP 47"):
        parse_language(value)


@pytest.mark.parametrize("value", ["a@b", "anna.kask+et@kool.example", "õpetaja@kool.example", '"x"@b.example'])
def test_addresses(value: str) -> None:
    assert parse_email(value) == value


@pytest.mark.parametrize(
    "value", ["a", "@b", "a@", "a@b@c", "a b@c", "a@b\r\nBcc: x@y", "a" * 65 + "@b", "a@" + "b" * 256, "a@b\x7f"]
)
def test_other_addresses_are_refused(value: str) -> None:
    with pytest.raises(GraphQLError, match="e-mail"):
        parse_email(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-02-29", date(2024, 2, 29)),
        ("0001-01-01", date(1, 1, 1)),
        ("9999-12-31", date(9999, 12, 31)),
    ],
)
def test_dates(value: str, expected: date) -> None:
    assert parse_date(value) == expected


@pytest.mark.parametrize(
    "value",
    ["2023-02-29", "0000-01-01", "2024-13-01", "20240229", "2024-W09-4", "2024-060", "2024-2-9", "10000-01-01",
     "-2024-01-01", "2024-02-29T00:00:00Z", "infinity", "today", "٢٠٢٤-٠٢-٢٩"],
)  # fmt: skip
def test_other_dates_are_refused(value: str) -> None:
    with pytest.raises(GraphQLError, match="calendar date"):
        parse_date(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-02-29T12:00:00Z", datetime(2024, 2, 29, 12, tzinfo=UTC)),
        ("2024-02-29t12:00z", datetime(2024, 2, 29, 12, tzinfo=UTC)),
        ("2024-02-29T12:00:00.5+02:00", datetime(2024, 2, 29, 10, 0, 0, 500_000, tzinfo=UTC)),
        ("2024-02-29T12:00:00.000001-0930", datetime(2024, 2, 29, 21, 30, 0, 1, tzinfo=UTC)),
        ("2024-03-01T00:30:00+01", datetime(2024, 2, 29, 23, 30, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", datetime(1, 1, 1, tzinfo=UTC)),
        ("9999-12-31T23:59:59.999999Z", datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)),
    ],
)
def test_instants_are_in_utc(value: str, expected: datetime) -> None:
    parsed = parse_instant(value)
    assert parsed == expected
    assert parsed.tzinfo is UTC


@pytest.mark.parametrize(
    "value",
    ["2024-02-29T12:00:00", "2024-02-29", "2024-02-30T12:00:00Z", "2024-02-29T24:00:00Z", "2024-02-29T23:59:60Z",
     "2024-02-29 12:00:00Z", "2024-02-29T12:00:00.1234567Z", "2024-02-29T12:00:00,5Z", "2024-02-29T12:00:00+24:00",
     "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "0000-12-31T23:59:59Z", "2024-W09-4T12:00:00Z",
     "20240229T120000Z", "1709208000", "infinity", "now", "2024-02-29T12:00:00Z\n", "２０24-02-29T12:00:00Z"],
)  # fmt: skip
def test_other_instants_are_refused(value: str) -> None:
    with pytest.raises(GraphQLError, match="with a zone"):
        parse_instant(value)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2024, 2, 29, 12, tzinfo=UTC), "2024-02-29T12:00:00Z"),
        (datetime(2024, 2, 29, 0, 0, 0, 5, tzinfo=timezone(timedelta(hours=2))), "2024-02-28T22:00:00.000005Z"),
        (datetime(1, 1, 1, tzinfo=UTC), "0001-01-01T00:00:00Z"),
    ],
)
def test_equal_instants_are_written_alike(value: datetime, text: str) -> None:
    assert write_instant(value) == text
    assert parse_instant(text) == value


@pytest.mark.parametrize(
    "document",
    [
        '{ users(where: { country: { eq: "S3CR3T" } }) { totalCount } }',
        '{ users(where: { lastLoginAt: { lt: "S3CR3T" } }) { totalCount } }',
        '{ projects(where: { closedOn: { gte: "S3CR3T" } }) { totalCount } }',
        '{ countries { name(language: "S3CR3T!") } }',
    ],
)
def test_schema_refuses_a_literal_without_repeating_it(schema: strawberry.Schema, document: str) -> None:
    answer = schema.execute_sync(document)
    assert answer.data is None
    assert answer.errors is not None
    assert [error.message.startswith("Expected ") for error in answer.errors] == [True]
    assert "S3CR3T" not in answer.errors[0].message
