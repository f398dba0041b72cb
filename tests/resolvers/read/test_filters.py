"""Filters, operator by operator, on the world made by hand; and over cells that the viewer does not see (G-07, G-28).

What a filter finds is written out by hand, as the readings have it; random filters against the reference semantics are
in `tests/conformance`.
"""

from __future__ import annotations

import pytest

from app.database.text import LONGEST_WORD
from app.resolvers.read.filters import LONGEST_TEXT, MOST_SEARCH_WORDS
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import Asker
from tests.resolvers.read.asking import ANNA, ANONYMOUS, NSO, RIGHTS, data, refusal

EESTI = Asker("SCHOOL_AUTHORITY", "MONITORING", "authority")


def schools(real: RealGraph, where: str, asker: Asker = RIGHTS) -> str:
    """The keys of the schools that a filter finds, as one word."""
    names = {"Tartu Kool": "1", "tartu kool": "2", "Õhtukool": "3", "Øvre Skole": "4", "Nedre_Skole 100%": "5"}
    names |= {"Győri “Iskola”": "6", "Empty": "7", "Ootel Kool": "8"}
    nodes = data(real, asker, f"{{ schools(where: {where}, first: 100) {{ nodes {{ officialName }} }} }}")
    return "".join(sorted(names[node["officialName"]] for node in nodes["schools"]["nodes"]))


def people(real: RealGraph, asker: Asker, where: str, *, search: str = "") -> list[str]:
    document = f"{{ users(where: {where}, search: {search or 'null'}, first: 100) {{ nodes {{ firstName }} }} }}"
    return sorted(str(node["firstName"]) for node in data(real, asker, document)["users"]["nodes"])


ALL = "12345678"
# EU staff see every cell of every school: s3 has no region, s5 an empty one and no e-mail address.
TEXT_FILTERS = {
    '{ officialName: { eq: "Tartu Kool" } }': "1",
    '{ officialName: { eq: "TARTU KOOL" } }': "",
    '{ officialName: { in: ["Tartu Kool", "tartu kool", "x"] } }': "12",
    "{ officialName: { in: [] } }": "",
    "{ not: { officialName: { in: [] } } }": ALL,
    '{ officialName: { startsWith: "TARTU" } }': "12",
    '{ officialName: { startsWith: "ohtu" } }': "3",
    '{ officialName: { startsWith: "OV" } }': "4",
    '{ officialName: { startsWith: "" } }': ALL,
    '{ officialName: { contains: "" } }': ALL,
    '{ officialName: { contains: "oo" } }': "1238",
    '{ officialName: { contains: "ool" } }': "1238",
    '{ officialName: { contains: "%" } }': "5",
    '{ officialName: { contains: "_" } }': "5",
    '{ officialName: { contains: "0%" } }': "5",
    '{ officialName: { contains: "“iskola" } }': "6",
    '{ officialName: { contains: "gyori" } }': "6",
    '{ officialName: { contains: "Gyo\\u030Bri" } }': "6",
    '{ not: { officialName: { contains: "ool" } } }': "4567",
    "{ region: { isNull: true } }": "367",
    "{ region: { isNull: false } }": "12458",
    '{ region: { eq: "" } }': "5",
    '{ region: { contains: "" } }': "12458",
    '{ not: { region: { eq: "Nord" } } }': "1258",
    '{ not: { region: { isNull: true } } }': "12458",
    '{ region: { eq: "Nord", isNull: true } }': "",
    '{ region: { eq: null } }': ALL,
    "{ region: {} }": ALL,
    "{ region: null }": ALL,
    '{ email: { startsWith: "office@" } }': "16",
    '{ country: { eq: "EE" } }': "1238",
    '{ country: { in: ["NO", "HU"] } }': "4567",
    '{ country: { eq: "NO", in: ["HU"] } }': "",
    "{ country: { in: [] } }": "",
    "{}": ALL,
    "null": ALL,
    "{ not: {} }": "",
    "{ not: { not: {} } }": ALL,
    "{ and: [] }": ALL,
    "{ or: [] }": "",
    "{ not: { or: [] } }": ALL,
    "{ not: { and: [] } }": "",
    "{ and: null, or: null, not: null, id: null }": ALL,
    "{ id: [] }": "",
    "{ not: { id: [] } }": ALL,
    '{ id: ["no id", ""] }': "",
    '{ not: { id: ["no id"] } }': ALL,
    '{ or: [{ city: { eq: "Győr" } }, { region: { eq: "Nord" } }] }': "467",
    '{ and: [{ city: { eq: "Győr" } }, { officialName: { eq: "Empty" } }] }': "7",
    '{ city: { eq: "Győr" }, officialName: { eq: "Empty" } }': "7",
    # The negation of an OR with an unknown part: unknown stays unknown.
    '{ not: { or: [{ region: { eq: "Nord" } }, { city: { eq: "Bodø" } }] } }': "128",
    '{ or: [{ region: { eq: "Nord" } }, { not: { region: { eq: "Nord" } } }] }': "12458",
}  # fmt: skip


@pytest.mark.parametrize(("where", "found"), TEXT_FILTERS.items())
def test_a_filter_finds(real: RealGraph, where: str, found: str) -> None:
    assert schools(real, where) == found


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("{ registeredOn: { eq: \"2024-02-29\" } }", ["Øl og luft"]),
        ("{ closedOn: { lt: \"2025-01-31\" } }", []),
        ("{ closedOn: { lte: \"2025-01-31\" } }", ["Øl og luft"]),
        ("{ closedOn: { gt: \"2025-01-30\", lt: \"2025-02-01\" } }", ["Øl og luft"]),
        ("{ not: { closedOn: { gt: \"2025-01-30\" } } }", []),
        ("{ languages: { has: \"et\" } }", ["Water"]),
        ("{ languages: { has: \"ET\" } }", []),
        ("{ languages: { hasAny: [\"xx\", \"en\"] } }", ["Water"]),
        ("{ languages: { hasAny: [] } }", []),
        ("{ not: { languages: { has: \"et\" } } }", ["Øl og luft"]),
        ("{ status: [DRAFT] }", ["Draft"]),
        ("{ status: [] }", []),
        ("{ published: true, title: { startsWith: \"w\" } }", ["Water"]),
        ("{ published: false, title: { startsWith: \"w\" } }", ["Waiting", "water"]),
        ("{ partnerCountry: { eq: \"HU\" } }", ["Győr és Ålesund", "Øl og luft"]),
    ],
)  # fmt: skip
def test_dates_lists_words_and_relations(real: RealGraph, where: str, found: list[str]) -> None:
    document = f"{{ projects(where: {where}, first: 100) {{ nodes {{ title }} }} }}"
    assert sorted(node["title"] for node in data(real, RIGHTS, document)["projects"]["nodes"]) == sorted(found)


def test_a_hidden_cell_meets_neither_a_comparison_nor_its_negation(real: RealGraph) -> None:
    """The NSO of Estonia sees the e-mail addresses of its own users, and of bjorn and gabor no more than the public."""
    everybody = people(real, NSO, "{}")
    matching = people(real, NSO, '{ email: { contains: "people" } }')
    other = people(real, NSO, '{ not: { email: { contains: "people" } } }')
    hidden = people(real, NSO, "{ email: { isNull: true } }")
    assert sorted([*matching, *other, *hidden]) == everybody
    assert {"Bjørn", "Gábor"} <= set(hidden)
    assert people(real, NSO, "{ not: { email: { isNull: true } } }") == sorted([*matching, *other])


def test_an_etwinner_finds_the_own_row_by_its_state_and_no_other(real: RealGraph) -> None:
    """G-32."""
    assert people(real, ANNA, "{ status: [VALIDATED] }") == ["Anna"]
    assert people(real, ANNA, "{ not: { status: [PENDING] } }") == ["Anna"]
    assert people(real, ANNA, "{ status: [PENDING] }") == []


def test_the_clock_decides_about_states(real: RealGraph) -> None:
    assert people(real, RIGHTS, "{ status: [INACTIVE] }") == ["Inactive", "Never"]
    assert "Just" in people(real, RIGHTS, "{ status: [VALIDATED] }")
    assert people(real, RIGHTS, "{ status: [ANONYMISED] }") == []


def test_a_relation_asks_for_a_visible_object(real: RealGraph) -> None:
    """G-31. Tartu is public through anna; the evening school of shy is not."""
    assert people(real, ANONYMOUS, '{ school: { city: { eq: "Tartu" } } }') == ["Ambassador", "Anna"]
    assert people(real, ANONYMOUS, '{ not: { school: { city: { eq: "Tartu" } } } }') == ["Bjørn", "Fresh", "Gábor"]
    assert people(real, ANONYMOUS, "{ school: {} }") == ["Ambassador", "Anna", "Bjørn", "Gábor"]


def test_a_region_that_a_school_authority_sees(real: RealGraph) -> None:
    assert schools(real, '{ region: { eq: "Põhja" } }', EESTI) == "1"
    assert schools(real, '{ country: { eq: "NO" } }', EESTI) == schools(real, '{ country: { eq: "NO" } }', ANONYMOUS)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ('""', None),
        ('"   "', None),
        ('"ANN"', ["Anna"]),
        ('"ounap"', ["Anna", "jaan"]),
        ('"an ou"', ["Anna"]),
        ('"nna"', []),
        ('"fuusika"', ["Anna"]),
        ('"muu f"', ["Anna"]),
        ('"anna & bjorn"', []),
        ('"anna:*"', []),
        ("\"o'br\"", ["İda"]),
        ('"strasse"', ["Bjørn"]),
        ('"100%"', ["Bjørn"]),
        ('"_sure_"', ["Bjørn"]),
        ('"👩"', ["Eszter"]),
        ('"\\\\"', ["Eszter"]),
        ('"secret"', ["Shy"]),
    ],
)  # fmt: skip
def test_a_search_finds_words_by_their_beginning(real: RealGraph, search: str, found: list[str] | None) -> None:
    """G-27, as an eTwinner who sees descriptions and subjects."""
    expected = people(real, ANNA, "{}") if found is None else found
    assert people(real, ANNA, "{}", search=search) == expected


def test_a_search_does_not_reach_hidden_words(real: RealGraph) -> None:
    assert people(real, ANONYMOUS, "{}", search='"anna"') == ["Anna"]
    assert people(real, ANONYMOUS, "{}", search='"fuusika"') == []
    assert people(real, ANONYMOUS, "{}", search='"anna fuusika"') == []


def test_values_that_are_too_long_are_refused(real: RealGraph) -> None:
    asked = (
        "query($text: String, $texts: [String!]) { users(where: {firstName: {eq: $text, in: $texts}}) { totalCount } }"
    )
    assert refusal(real, ANNA, asked, text="x" * (LONGEST_TEXT + 1))["code"] == "LIMIT_EXCEEDED"
    assert refusal(real, ANNA, asked, texts=["x" * (LONGEST_TEXT + 1)])["code"] == "LIMIT_EXCEEDED"
    assert data(real, ANNA, asked, text="x" * LONGEST_TEXT) == {"users": {"totalCount": 0}}
    words = " ".join(f"w{number}" for number in range(MOST_SEARCH_WORDS + 1))
    searched = "query($words: String) { users(search: $words) { totalCount } }"
    assert refusal(real, ANNA, searched, words=words) == {
        "message": f"A search has at most {MOST_SEARCH_WORDS} words of fewer than {LONGEST_WORD} characters.",
        "code": "LIMIT_EXCEEDED",
        "hint": "search for fewer or shorter words",
        "field": "search",
    }
    assert refusal(real, ANNA, searched, words="w" * LONGEST_WORD)["code"] == "LIMIT_EXCEEDED"
