"""Texts of every kind in every place that takes one: JSON texts by the public suite, strings that make trouble, SQL."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from graphql import GraphQLInputObjectType, get_named_type

from app.errors import Code
from app.resolvers.read.filters import LONGEST_TEXT
from app.resolvers.read.selection import ROOT_LISTS
from app.schema.build import build_schema
from tests.edge.attacks.site import ANNA, GRAPHQL, NSO, Site, assert_harmless
from tests.edge.shape import assert_refused

DATA = Path(__file__).parent / "data"
JSON_TEXTS: list[dict[str, Any]] = json.loads((DATA / "json_parsing.json").read_text(encoding="utf-8"))
NAUGHTY = [base64.b64decode(line).decode() for line in (DATA / "naughty_strings.base64").read_text().split()]
# Valid by RFC 8259, and refused here: a member twice, NUL, half a surrogate pair.
STRICTER = {
    "y_object_duplicated_key.json",
    "y_object_duplicated_key_and_value.json",
    "y_object_escaped_null_in_key.json",
    "y_string_null_escape.json",
}
BYTES = {
    "UTF-16 with a byte order mark": '["é"]'.encode("utf-16"),
    "UTF-16": '["é"]'.encode("utf-16-be"),
    "Latin-1": b'["\xe9"]',
    "a byte that begins nothing": b'["\x81"]',
    "a byte that begins something": b'["\xe0\xff"]',
    "an overlong sequence of 2 bytes": b'["\xc0\xaf"]',
    "an overlong sequence of 6 bytes": b'["\xfc\x83\xbf\xbf\xbf\xbf"]',
    "an overlong NUL": b'["\xfc\x80\x80\x80\x80\x80"]',
    "half a surrogate pair": b'["\xed\xa0\x80"]',
    "beyond Unicode": b'["\xf4\xbf\xbf\xbf"]',
    "cut off": b'["\xe0\xa4',
    "bare": b"\xff",
}


def text_of(case: dict[str, Any]) -> bytes:
    text: str = case["input"] if "input" in case else case["repeat"] * case["times"]
    return text.encode()


def post(site: Site, body: bytes) -> Any:
    return site.send("POST", "/graphql", content=body, headers={"content-type": "application/json", "accept": GRAPHQL})


def in_variables(text: bytes) -> bytes:
    return b'{"query":"{ __typename }","variables":{"a":' + text + b"}}"


@pytest.mark.parametrize("case", JSON_TEXTS, ids=lambda case: case["name"].removesuffix(".json"))
def test_a_json_text_is_taken_or_refused_and_never_a_fault(
    site: Site, case: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    text = text_of(case)
    response = post(site, in_variables(text))
    assert_harmless(response, caplog.text)
    taken = response.status_code == 200
    if case["name"][0] == "y":
        assert taken == (case["name"] not in STRICTER)
    elif case["name"][0] == "n":
        assert not taken
    whole = post(site, text)
    assert_harmless(whole, caplog.text)
    assert whole.status_code in {400, 413}


@pytest.mark.parametrize("text", BYTES.values(), ids=BYTES.keys())
def test_bytes_that_are_no_utf8_are_refused(site: Site, text: bytes, caplog: pytest.LogCaptureFixture) -> None:
    for body in (text, in_variables(text)):
        response = post(site, body)
        assert_harmless(response, caplog.text)
        assert_refused(response, 400, Code.PARSE_FAILED)


OPERATORS = {
    "StringFilter": "{or: [{%s: {eq: $s}}, {%s: {startsWith: $s}}, {%s: {contains: $s}}, {%s: {in: [$s, $s]}}]}",
    "StringListFilter": "{or: [{%s: {has: $s}}, {not: {%s: {has: $s}}}, {%s: {hasAny: []}}, {%s: {hasAny: [$s]}}]}",
}
INSIDE = """query ($s: String!) {
  users(first: 1) { nodes { contacts(after: $s) { __typename } projects(after: $s) { __typename } } }
  schools(first: 1) { nodes { users(after: $s) { __typename } } }
  projects(first: 1) { nodes { partners(after: $s) { __typename } twinSpace { members(after: $s) { __typename } } } }
}"""


def places() -> dict[str, str]:
    """Documents that together put the variable `$s` in every place that takes a text or an id."""
    found = {
        "ids": "query ($s: ID!) { node(id: $s) { id } nodes(ids: [$s, $s]) { id } }",
        "names": "query ($s: String!) { __type(name: $s) { name } }",
        "cursors inside": INSIDE,
        "languages": "query ($s: LanguageCode) { countries { name(language: $s) } }",
        "coordinates": 'query ($s: String!) { viewer { explain(coordinate: $s, id: "x") { code } } }',
        "explained ids": 'query ($s: ID!) { viewer { explain(coordinate: "User.email", id: $s) { code } } }',
        "instants": "query ($s: DateTime) { events(where: {startsAt: {gt: $s}}) { nodes { id } } }",
        "dates": "query ($s: Date) { projects(where: {registeredOn: {eq: $s}}) { nodes { id } } }",
        "countries": "query ($s: CountryCode!) { users(where: {country: {in: [$s]}}) { nodes { id } } }",
        "of a school": "query ($s: String) { users(where: {school: {city: {contains: $s}}}) { nodes { id } } }",
    }
    schema = build_schema()._schema
    assert schema.query_type is not None
    types = schema.type_map
    for root, kind in ROOT_LISTS.items():
        taken = schema.query_type.fields[root].args
        for argument in ("search: $s", "after: $s", "last: 1, before: $s"):
            if argument.partition(":")[0] not in taken:
                continue
            found[f"{root}({argument})"] = f"query ($s: String!) {{ {root}({argument}) {{ nodes {{ id }} }} }}"
        if "where" not in taken:
            continue
        found[f"{root}: id"] = f"query ($s: ID!) {{ {root}(where: {{id: [$s]}}) {{ nodes {{ id }} }} }}"
        where = types[f"{kind}Where"]
        assert isinstance(where, GraphQLInputObjectType)
        for name, field in where.fields.items():
            operators = OPERATORS.get(get_named_type(field.type).name)
            if operators is not None:
                condition = operators % ((name,) * 4)
                found[f"{root}: {name}"] = (
                    f"query ($s: String!) {{ {root}(first: 1, where: {condition}) {{ nodes {{ id }} }} }}"
                )
    return found


PLACES = places()
HOSTILE = ["' OR 1=1--", '"; DROP TABLE users; --', "$1", "%s", ":name", "\\'", "'||(select 1)||'", "{{7*7}}", "=cmd()"]
HOSTILE += ["%", "_", "\\", "%_" * 300, "*", "a:*", "& | !", "<->", "\u202egnp.exe", "\u200d", "\ufeff", "İ", "ſ", "K"]


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_h09_o01_a_string_that_makes_trouble_makes_none(
    site: Site, place: str, caplog: pytest.LogCaptureFixture
) -> None:
    # Every place gets the hostile ones and every seventh of the list, beginning elsewhere: together all of it.
    begin = sorted(PLACES.values()).index(place) % 7
    for text in [*HOSTILE, *NAUGHTY[begin::7]]:
        response = site.ask(place, {"s": text}, NSO)
        assert_harmless(response, caplog.text)
        assert response.status_code in {200, 400}, text
        if response.status_code == 400:
            assert response.json()["errors"][0]["extensions"]["code"] in {"BAD_USER_INPUT", "LIMIT_EXCEEDED"}, text


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_h01_h02_texts_that_cannot_be_stored_are_refused(site: Site, place: str) -> None:
    for escape in ("\\u0000", "\\ud800"):
        body = json.dumps({"query": place, "variables": {"s": "a?b"}}).replace("?", escape)
        assert_refused(post(site, body.encode()), 400, Code.BAD_USER_INPUT)


@pytest.mark.parametrize("field", ["search", "after"])
def test_h01_nor_are_they_in_a_literal(site: Site, field: str) -> None:
    assert_refused(site.ask(f'{{ users({field}: "a\\u0000b") {{ nodes {{ id }} }} }}'), 400, Code.BAD_USER_INPUT)


def names(site: Site, condition: str, text: str) -> list[str]:
    query = "query ($s: String!) { users(first: 100, where: {firstName: {%s: $s}}) { nodes { firstName } } }"
    query %= condition
    return [node["firstName"] for node in site.data(query, {"s": text}, NSO)["users"]["nodes"]]


def test_h03_both_normal_forms_of_a_letter_find_the_same(site: Site) -> None:
    query = "query ($s: String!) { users(search: $s) { nodes { lastName } } }"
    composed, decomposed = ({"s": text} for text in ("\u00d5unapuu", "O\u0303unapuu"))
    found = site.data(query, composed, NSO)
    assert found == site.data(query, decomposed, NSO)
    assert {node["lastName"] for node in found["users"]["nodes"]} == {"\u00d5unapuu", "ounapuu"}
    equal = "query ($s: String!) { users(where: {lastName: {eq: $s}}) { nodes { lastName } } }"
    assert site.data(equal, composed, NSO) == site.data(equal, decomposed, NSO) != {"users": {"nodes": []}}


def test_h05_letters_that_hide_others_match_nothing_else(site: Site) -> None:
    assert names(site, "eq", "Anna") == ["Anna"]
    for hidden in ("\u202eAnna", "An\u200dna", "\ufeffAnna", "Anna\u00ad"):
        assert names(site, "eq", hidden) == []


def test_o02_signs_of_patterns_are_letters(site: Site) -> None:
    query = "query ($s: String!) { schools(where: {officialName: {contains: $s}}) { nodes { officialName } } }"
    for sign, found in (("100%", 1), ("Nedre_", 1), ("%ool", 0), ("T_rtu", 0), ("\\%", 0)):
        assert len(site.data(query, {"s": sign}, ANNA)["schools"]["nodes"]) == found, sign


@pytest.mark.parametrize("text", ["%_" * 5_000, "a" * (LONGEST_TEXT + 1)], ids=["a pattern", "a text"])
def test_o03_a_text_to_compare_with_has_a_length(site: Site, text: str) -> None:
    for operator in ("eq", "startsWith", "contains"):
        query = f"query ($s: String!) {{ users(where: {{firstName: {{{operator}: $s}}}}) {{ nodes {{ id }} }} }}"
        assert_refused(site.ask(query, {"s": text}, NSO), 400, Code.LIMIT_EXCEEDED)


def test_o11_markup_and_formulas_are_answered_as_they_are_in_json(site: Site) -> None:
    for text in ("<script>alert(1)</script>", "{{7*7}}", '=cmd("x")'):
        site.real.owner.execute("UPDATE users SET first_name = %s WHERE first_name = 'Plain'", [text])
        try:
            response = site.ask("{ users(first: 100) { nodes { firstName } } }", asker=ANNA)
            assert text in [node["firstName"] for node in response.json()["data"]["users"]["nodes"]]
            assert response.headers["content-type"] == f"{GRAPHQL}; charset=utf-8"
            assert response.headers["x-content-type-options"] == "nosniff"
        finally:
            site.real.owner.execute("UPDATE users SET first_name = 'Plain' WHERE first_name = %s", [text])
