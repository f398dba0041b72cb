"""The reference reads filters, orders, searches and pages as part C of the readings says: cases checked by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conformance.reference.folding import folded
from tests.conformance.reference.view import Row
from tests.conformance.semantics.lists import Page, cut, found_by
from tests.conformance.semantics.where import Truth, matches


def person(number: int = 1, **cells: Any) -> Row:
    return Row("User", f"{number:08d}", cells)


NAMED = person(firstName="Øystein", subjects=["Art & Craft", "ICT"], languages=[], ambassador=False, country="NO")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *[("Ærøskøbing", "aeroskobing"), ("ŁÓDŹ", "lodz"), ("Straße", "strasse"), ("STRAẞE", "strasse")],
        *[("Đorđe", "dorde"), ("Þóra Ðað", "thora dad"), ("Œdipe", "oedipe"), ("ılker İlker", "ilker ilker")],
        *[("e\u0301va ÉVA", "eva eva"), ("ﬁlip", "filip"), ("ｆｕｌｌ", "full"), ("Ⅸ ½", "ix 1\u20442")],
        *[("שָׁלוֹם", "שלום"), ("👩‍🏫", "👩‍🏫"), ("100%_\\", "100%_\\"), ("", "")],
    ],
)
def test_g10_folding(text: str, expected: str) -> None:
    assert folded(text) == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({}, True),
        ({"and": []}, True),
        ({"or": []}, False),
        ({"not": {}}, False),
        ({"not": {"or": []}}, True),
        ({"firstName": None, "id": None}, True),
        ({"firstName": {}}, True),
        ({"firstName": {"eq": "Øystein"}}, True),
        ({"firstName": {"eq": "øystein"}}, False),
        ({"firstName": {"eq": "Øystein", "contains": "x"}}, False),
        ({"firstName": {"startsWith": "OY", "contains": "STEIN"}}, True),
        ({"firstName": {"contains": ""}}, True),
        ({"firstName": {"contains": "%"}}, False),
        ({"firstName": {"in": []}}, False),
        ({"firstName": {"in": ["Øystein", "b"]}}, True),
        ({"firstName": {"eq": None}}, True),
        ({"firstName": {"isNull": False}}, True),
        ({"lastName": {"eq": "x"}}, None),
        ({"not": {"lastName": {"eq": "x"}}}, None),
        ({"lastName": {"contains": ""}}, None),
        ({"lastName": {"isNull": True}}, True),
        ({"not": {"lastName": {"isNull": True}}}, False),
        ({"lastName": {"isNull": True, "eq": "x"}}, None),
        ({"lastName": {"isNull": False, "eq": "x"}}, False),
        ({"or": [{"lastName": {"eq": "x"}}, {"country": {"eq": "NO"}}]}, True),
        ({"and": [{"lastName": {"eq": "x"}}, {"country": {"eq": "NO"}}]}, None),
        ({"and": [{"lastName": {"eq": "x"}}, {"country": {"eq": "EE"}}]}, False),
        ({"subjects": {"has": "ICT"}}, True),
        ({"subjects": {"has": "ict"}}, False),
        ({"subjects": {"hasAny": ["x", "ICT"]}}, True),
        ({"subjects": {"hasAny": []}}, False),
        ({"languages": {"has": "en"}}, False),
        ({"not": {"languages": {"has": "en"}}}, True),
        ({"ambassador": False}, True),
        ({"schoolRole": []}, None),
        ({"id": []}, False),
        ({"id": ["00000001"]}, True),
    ],
)
def test_g07_g28_filters_have_three_values(where: dict[str, Any], expected: Truth) -> None:
    assert matches(NAMED, where) is expected


def test_g28_values_are_compared_in_nfc() -> None:
    assert matches(person(firstName="éva"), {"firstName": {"eq": "e\u0301va"}}) is True
    assert matches(person(subjects=["música"]), {"subjects": {"has": "mu\u0301sica"}}) is True


def test_g31_a_relation_filter_wants_a_visible_object() -> None:
    there = Row("School", "s", {"city": "Tartu", "email": None})
    row = Row("User", "u", {}, {"school": lambda: there})
    assert matches(row, {"school": {"city": {"eq": "Tartu"}}}) is True
    assert matches(row, {"not": {"school": {"city": {"eq": "Tartu"}}}}) is False
    # No visible school has that address, so the negation holds: there is a relation to be read.
    assert matches(row, {"not": {"school": {"email": {"eq": "x"}}}}) is True
    absent = Row("User", "u", {}, {"school": lambda: None})
    assert matches(absent, {"school": {}}) is False
    assert matches(absent, {"not": {"school": {}}}) is True
    unreadable = Row("User", "u", {})
    assert matches(unreadable, {"school": {}}) is None
    assert matches(unreadable, {"not": {"school": {}}}) is None


def test_g31_partner_country_looks_at_visible_entries() -> None:
    entries = [Row("Partner", "1", {"country": "EE"}), Row("Partner", "2", {"country": None})]
    row = Row("Project", "p", {}, connections={"partners": lambda: entries})
    assert matches(row, {"partnerCountry": {"eq": "EE"}}) is True
    assert matches(row, {"partnerCountry": {"eq": "NO"}}) is False
    assert matches(row, {"not": {"partnerCountry": {"eq": "NO"}}}) is True


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        *[("", True), ("  ", True), ("oy", True), ("ØYSTEIN", True), ("stein", False), ("crAFT oys", True)],
        *[("art ict", True), ("art nowhere", False), ("&", True), ("no", False), ("oystein%", False)],
    ],
)
def test_g27_every_word_begins_a_word_of_some_readable_cell(search: str, *, expected: bool) -> None:
    assert found_by(NAMED, search) is expected


def page(rows: list[Row], **arguments: Any) -> Page:
    return cut("User", rows, arguments, "list")


def names(rows: list[Row], direction: str) -> list[str]:
    found = page(rows, orderBy=[{"field": "FIRST_NAME", "direction": direction}]).rows
    return [f"{row.cell('firstName')}{row.id[-1]}" for row in found]


def test_g10_null_and_hidden_form_one_tail_in_both_directions_and_ties_go_by_id() -> None:
    rows = [
        person(5, firstName="b"),
        person(4),
        person(3, firstName="B"),
        person(2, firstName=None),
        person(1, firstName="Åse"),
        person(6, firstName="asd"),
    ]
    assert names(rows, "ASC") == ["asd6", "Åse1", "B3", "b5", "None2", "None4"]
    assert names(rows, "DESC") == ["B3", "b5", "Åse1", "asd6", "None2", "None4"]


def test_g29_pages() -> None:
    rows = [person(number) for number in range(1, 31)]
    first = page(rows)
    assert (len(first.rows), first.total, first.has_previous, first.has_next) == (20, 30, False, True)
    rest = page(rows, after=first.cursors[-1])
    assert ([row.id for row in rest.rows], rest.has_previous, rest.has_next) == (
        [f"{number:08d}" for number in range(21, 31)],
        True,
        False,
    )
    back = page(rows, before=rest.cursors[0], last=3)
    assert [row.id for row in back.rows] == ["00000018", "00000019", "00000020"]
    assert (back.has_previous, back.has_next) == (True, True)
    nothing = page(rows, first=0)
    assert (nothing.rows, nothing.total, nothing.has_previous, nothing.has_next) == ([], 30, False, True)


def test_g30_a_cursor_survives_its_row() -> None:
    rows = [person(number) for number in range(1, 6)]
    cursor = page(rows).cursors[2]
    remaining = [row for row in rows if row.id != "00000003"]
    assert [row.id for row in page(remaining, after=cursor).rows] == ["00000004", "00000005"]
    assert [row.id for row in page(remaining, before=cursor).rows] == ["00000001", "00000002"]
