"""The table of all limits in docs/limits.md is the limits of the program."""

from __future__ import annotations

import re
from datetime import datetime

from app.edge.body import LARGEST, PATIENCE
from app.edge.connection import HEAD_PATIENCE, LARGEST_HEAD, MOST_HEADERS, READ_PATIENCE
from app.edge.gate import MOST_CONNECTIONS
from app.edge.images import MOST_PIXELS
from app.edge.pictures import DECODED_AT_ONCE
from app.edge.pictures import LARGEST as LARGEST_PICTURE
from app.edge.sockets.terms import LARGEST_MESSAGE, MOST_FRAGMENTS, SocketTerms
from app.errors import Code
from app.identity.strict_json import DEEPEST, LONGEST_NUMBER
from app.resolvers.commands.blocks import MOST_BLOCKED
from app.resolvers.commands.comments import MOST_COMMENTS
from app.resolvers.commands.consents import MOST_CONSENTS
from app.resolvers.commands.keeping import MOST_FAVOURITES, MOST_SEARCHES
from app.resolvers.cost import COUNT_INSIDE, LARGE, SMALL
from app.resolvers.document.limits import COST_LIMITS, LIMITS
from app.resolvers.prices import BLOCKED, LISTS, LONG_LIST, RECEIPT, TEXTS
from app.resolvers.read.filters import LONGEST_TEXT, MOST_SEARCH_WORDS
from app.resolvers.read.paging import LARGEST_PAGE
from app.settings import Settings
from tests.house.files import ROOT

SOCKETS = SocketTerms(clock=datetime.now)
TEXT = (ROOT / "docs" / "limits.md").read_text(encoding="utf-8")
NUMBERS = {
    "head of a request": LARGEST_HEAD,
    "headers of a request": MOST_HEADERS,
    "time for a head": HEAD_PATIENCE,
    "body": LARGEST,
    "body of a picture": LARGEST_PICTURE,
    "pixels of a picture": MOST_PIXELS,
    "pictures that are decoded": DECODED_AT_ONCE,
    "time for a body": PATIENCE,
    "time without a byte of the answer being read": READ_PATIENCE,
    "connections of one address": MOST_CONNECTIONS,
    "message of a socket": LARGEST_MESSAGE,
    "fragments of a message": MOST_FRAGMENTS,
    "time for a socket to begin": SOCKETS.beginning,
    "time without a message on a socket": SOCKETS.idle,
    "operations of a socket": SOCKETS.operations,
    "operations of a socket that are worked on": SOCKETS.turns,
    "sockets of a person": SOCKETS.sockets_of_person,
    "operations of a person on sockets": SOCKETS.operations_of_person,
    "nesting of JSON": DEEPEST,
    "digits of a number": LONGEST_NUMBER,
    "characters of a document": LIMITS.characters,
    "words and signs of a document": LIMITS.tokens,
    "operations of a document": LIMITS.operations,
    "directives": LIMITS.directives,
    "aliases": LIMITS.aliases,
    "fields of the root": LIMITS.root_fields,
    "fields": LIMITS.fields,
    "fields and fragments": LIMITS.selections,
    "levels of fields": LIMITS.depth,
    "levels of introspection": LIMITS.introspection_depth,
    "pairs of fields with one name": LIMITS.overlap,
    "items of a list": LIMITS.list_items,
    "levels of a value": LIMITS.input_depth,
    "values in the variables": LIMITS.input_values,
    "objects of a page, ids of `nodes`": LARGEST_PAGE,
    "characters of a text to compare with": LONGEST_TEXT,
    "words of a search": MOST_SEARCH_WORDS,
    "price without a token": COST_LIMITS.anonymous,
    "price with a token": COST_LIMITS.others,
    "lists of one type with `totalCount`": COST_LIMITS.counted,
    "time of a statement": Settings.model_fields["statement_timeout"].default,
    "errors of an answer": LIMITS.errors,
    "comments of a person": MOST_COMMENTS,
    "consents of a person": MOST_CONSENTS,
    "saved searches of a person": MOST_SEARCHES,
    "favourites of a person": MOST_FAVOURITES,
    "people whom a person has blocked": MOST_BLOCKED,
    **{
        f"points of one {holder}": Settings.model_fields[f"rate_limit_{holder}"].default
        for holder in ("address", "person", "client")
    },
}


def test_the_table_has_every_limit_with_its_number() -> None:
    table = TEXT.split("| limit | most | counted | where | answer | setting |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| ([^|]+) \| ([\d,]+)[^|]*\|", table, flags=re.MULTILINE)
    assert {name: float(number.replace(",", "")) for name, number in rows} == NUMBERS
    assert [name for name, _ in rows] == list(NUMBERS)


def test_each_limit_has_its_place_its_answer_and_a_setting_that_exists() -> None:
    table = TEXT.split("| limit | most |")[1].split("\n\n")[0]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]
    assert len(rows) == len(NUMBERS)
    for name, _, _, where, answer, setting in rows:
        *function, place = re.findall(r"`([^`]+)`", where)
        source = (ROOT / place).read_text(encoding="utf-8")
        assert [word for word in function if f"def {word}(" not in source] == [], name
        assert set(re.findall(r"`([A-Z_]+)`", answer)) <= set(Code), name
        assert answer, name
        assert setting.strip("`").removeprefix("TWINGRAPH_").lower() in {"", *Settings.model_fields}, name


def test_no_limit_of_documents_is_left_out() -> None:
    named = [value for name, value in NUMBERS.items() if name != "body"]
    assert not [name for name in LIMITS.__slots__ if getattr(LIMITS, name) not in named]


def test_settings_and_program_begin_with_the_same_numbers() -> None:
    defaults = {name: field.default for name, field in Settings.model_fields.items()}
    assert defaults["cost_limit_anonymous"] == COST_LIMITS.anonymous
    assert defaults["cost_limit"] == COST_LIMITS.others
    assert defaults["connections_per_address"] == MOST_CONNECTIONS


def test_the_prices_are_told() -> None:
    price = TEXT.split("**The price**")[1].split("\n\n")[0]
    assert [f"{number:,} for a" in price for number in (LARGE, COUNT_INSIDE)] == [True, True]
    assert f"{SMALL} for one" in price
    assert f"{LONG_LIST:,} for `comments`" in price
    assert f"{LISTS['User.consents']} for `consents` and {RECEIPT:,} more" in price
    assert f"{BLOCKED} for `favourites` and `blocked`" in price
    assert LISTS["User.favourites"] == BLOCKED
    assert f"`Article.body` costs {TEXTS['Article.body']}" in price
