"""Values that the import takes are those that the schema knows: one shape for codes, addresses and instants."""

from __future__ import annotations

import pytest
from graphql import GraphQLError

from app.schema import scalars
from app.transfer import texts, values
from app.transfer.values import Writer, Wrong
from tests.transfer.conftest import Importer
from tests.transfer.world import account, group, post, small_world

COUNTRIES = ["EE", "ee", "E", "EST", "É1", "EE\n", "12", ""]
LANGUAGES = [
    "et",
    "nb-NO",
    "sr-Latn-RS",
    "zh-cmn-Hans-CN",
    "x-a",
    "e",
    "english",
    "en-",
    "et\n",
    "de-1996",
    "en-x-a",
    "é",
]
ADDRESSES = ["a@b", "a@b.example", "õ@näide.ee", "a+b@c.d", "a b@c", "@b", "a@", "a@b@c", "a\n@b", "x" * 65 + "@b"]
DATES = ["2024-02-29", "2023-02-29", "20240229", "2024-2-9", "0001-01-01", "0000-01-01", "9999-12-31", "٢٠٢٤-02-29"]
INSTANTS = [
    *("2024-02-29T12:00:00Z", "2024-02-29t12:00:00z", "2024-02-29T12:00Z", "2024-02-29T12:00:00.123456+05:30"),
    *("2024-02-29T12:00:00", "2024-02-29 12:00:00Z", "2024-02-29T25:00:00Z", "2024-02-29T12:00:00+0530"),
    *("2024-02-29T12:00:00.1234567Z", "2024-02-30T12:00:00Z", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00"),
    *("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "2024-02-29T12:00:60Z", "2024-02-29T12:00:00+24:00"),
]


def takes(writer: Writer, value: str) -> bool:
    try:
        writer(value)
    except Wrong:
        return False
    return True


@pytest.mark.parametrize("value", COUNTRIES)
def test_a_country_is_what_the_schema_calls_one(value: str) -> None:
    assert takes(texts.country(), value) == known(scalars.parse_country, value)


@pytest.mark.parametrize("value", LANGUAGES)
def test_a_language_is_what_the_schema_calls_one(value: str) -> None:
    assert takes(texts.language(), value) == known(scalars.parse_language, value)


@pytest.mark.parametrize("value", ADDRESSES)
def test_an_address_is_what_the_schema_calls_one(value: str) -> None:
    assert takes(texts.email_address(), value) == known(scalars.parse_email, value)


@pytest.mark.parametrize("value", DATES)
def test_a_date_is_what_the_schema_calls_one(value: str) -> None:
    assert takes(values.calendar_date(), value) == known(scalars.parse_date, value)


@pytest.mark.parametrize("value", INSTANTS)
def test_an_instant_is_what_the_schema_calls_one(value: str) -> None:
    assert takes(values.point_in_time(), value) == known(scalars.parse_instant, value)


def known(parse: object, value: str) -> bool:
    assert callable(parse)
    try:
        parse(value)
    except GraphQLError:
        return False
    return True


INSTANTS_IN_UTC = [
    ("2024-02-29T12:00:00.5+05:30", "2024-02-29 06:30:00.5+00"),
    ("2024-02-29T12:00Z", "2024-02-29 12:00:00+00"),
    ("0001-01-01T00:00:00Z", "0001-01-01 00:00:00+00"),
    ("9999-12-31T23:59:59.999999Z", "9999-12-31 23:59:59.999999+00"),
    ("1999-12-31T23:59:59.999999Z", "1999-12-31 23:59:59.999999+00"),
]


def test_values_arrive_as_they_were_meant(importer: Importer) -> None:
    """Instants to the microsecond, dates over the whole calendar, texts with every sign that COPY or SQL might read."""
    hostile = "\\N \\. \t\r\n 'x' \"y\" {z} % : ; -- \u2028 \U0001f600 e\u0301"
    people = [account(f"u{number}", registeredAt=given) for number, (given, _) in enumerate(INSTANTS_IN_UTC)]
    days = [
        {"kind": "project", "key": day, "title": hostile, "status": "DRAFT", "registeredOn": day}
        for day in ("0001-01-01", "1999-12-31", "2000-01-01", "9999-12-31")
    ]
    lists = account("lists", subjects=[hostile, "", "NULL"], languages=[])
    importer([*people, *days, lists])
    assert importer.rows("SELECT registered_at::text FROM users WHERE key LIKE 'u%' ORDER BY key") == [
        (expected,) for _, expected in INSTANTS_IN_UTC
    ]
    assert importer.rows("SELECT key, title FROM projects WHERE registered_on::text = key ORDER BY key") == [
        (day["key"], hostile[:-2] + "é") for day in days
    ]
    assert importer.rows("SELECT subjects, languages FROM users WHERE key = 'lists'") == [
        ([hostile[:-2] + "é", "", "NULL"], [])
    ]


def test_keys_and_references_meet_in_nfc(importer: Importer) -> None:
    importer([*small_world(), group("e\u0301"), post("po2", thread="th1"), account("a\u030a")])
    importer([group("é", title="again"), post("po3", author="å")])
    assert importer.rows("SELECT title FROM areas WHERE key = 'é'") == [("again",)]
