"""The participating countries: the file that is shipped, what a query gets of it, and slips that stop the start."""

from __future__ import annotations

from pathlib import Path

import pytest
import strawberry

from app.errors import Misconfigured
from app.schema.build import build_schema
from app.schema.countries import territory_name
from app.schema.country_list import load_countries

THIRD_COUNTRIES = {"AL", "AM", "AZ", "BA", "DZ", "GE", "JO", "LB", "MD", "ME", "MK", "RS", "TN", "TR", "UA"}
ONE = 'languages = ["et"]\n[[country]]\ncode = "EE"\neuOrEea = true\n'


def test_third_countries_of_all_notices_are_listed_as_such() -> None:
    assert {country.code for country in load_countries() if not country.eu_or_eea} == THIRD_COUNTRIES


def test_all_of_the_union_and_three_of_the_area_take_part() -> None:
    european = [country.code for country in load_countries() if country.eu_or_eea]
    assert len(european) == 27 + 3
    assert {"EE", "GR", "HU", "IS", "LI", "LV", "NO", "SE"} <= set(european)


def test_shipped_contacts_are_organisations_at_a_domain_that_cannot_exist() -> None:
    for country in load_countries():
        assert country.nso is not None
        assert country.nso.name.startswith("National Support Organisation of ")
        assert str(country.nso.email).endswith(".example")
        assert str(country.nso.website).endswith(".example")


def test_query_lists_every_country_in_order(schema: strawberry.Schema) -> None:
    answer = schema.execute_sync("{ countries { code name euOrEea nso { name email website } } }")
    assert answer.errors is None
    assert answer.data is not None
    listed = answer.data["countries"]
    assert len(listed) == 45
    assert [country["code"] for country in listed] == sorted(country["code"] for country in listed)
    assert next(country for country in listed if country["code"] == "EE") == {
        "code": "EE",
        "name": "Estonia",
        "euOrEea": True,
        "nso": {
            "name": "National Support Organisation of Estonia",
            "email": "nso.ee@etwinning.example",
            "website": "https://ee.etwinning.example",
        },
    }


@pytest.mark.parametrize(
    ("language", "name"),
    [
        (None, "Norway"),
        ("en", "Norway"),
        ("et", "Norra"),
        ("ET", "Norra"),
        ("lv", "Norvēģija"),
        ("sv", "Norge"),
        ("hu", "Norvégia"),
        ("nb-NO", "Norge"),
        ("nn", "Noreg"),
        ("sr-Latn-ME", "Norveška"),
        ("sr-Cyrl", "Норвешка"),
        ("ja", "Norway"),
        ("xx-YY", "Norway"),
        ("et-x-private", "Norra"),
    ],
)
def test_name_is_in_the_nearest_known_language(schema: strawberry.Schema, language: str | None, name: str) -> None:
    answer = schema.execute_sync(
        "query ($language: LanguageCode) { countries { code name(language: $language) } }", {"language": language}
    )
    assert answer.errors is None
    assert answer.data is not None
    assert {country["code"]: country["name"] for country in answer.data["countries"]}["NO"] == name


def test_people_of_third_countries_and_nobody_else_are_warned_in_their_language(schema: strawberry.Schema) -> None:
    listed = "{ countries { euOrEea en: transferWarning %s } }"
    languages = ("et", "hu", "lv", "nb", "sv", "sv-FI", "tr")
    asked = " ".join(f'l{place}: transferWarning(language: "{one}")' for place, one in enumerate(languages))
    answer = schema.execute_sync(listed % asked)
    assert answer.errors is None
    assert answer.data is not None
    for country in answer.data["countries"]:
        texts = [country["en"], *(country[f"l{place}"] for place in range(len(languages)))]
        assert all(text is None for text in texts) is any(text is None for text in texts) is country["euOrEea"]
        if not country["euOrEea"]:
            assert "Article 47" in country["en"]
            assert texts[6] == texts[5]  # the nearest language that there is
            assert texts[7] == texts[0]
            assert len(set(texts)) == 6


def test_every_country_has_a_name_in_every_language_of_the_list() -> None:
    for country in load_countries():
        for language in country.languages:
            assert territory_name(country.code, language, country.languages) != country.code


def test_country_without_contact_is_listed_without(tmp_path: Path) -> None:
    path = tmp_path / "countries.toml"
    path.write_text(ONE, encoding="utf-8")
    answer = build_schema(path).execute_sync("{ countries { code nso { name } } }")
    assert answer.data == {"countries": [{"code": "EE", "nso": None}]}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "languages"),
        ("languages = [\n", "cannot be read"),
        ('languages = ["et"]\n', "lists no country"),
        ('languages = ["et"]\ncountry = []\n', "lists no country"),
        ('languages = ["et"]\ncountry = [1]\n', "country 1 must be a table"),
        (ONE.replace('["et"]', '"et"'), "`languages` must be a list"),
        (ONE.replace('["et"]', '["et", "xx"]'), "xx"),
        (ONE.replace('["et"]', "[1]"), "`languages` names one"),
        (ONE.replace('"EE"', '"ee"'), "country 1: `code`"),
        (ONE.replace('code = "EE"\n', ""), "country 1: `code`"),
        (ONE.replace("true", '"yes"'), "country 1: `euOrEea`"),
        (ONE.replace("euOrEea", "euOrEEA"), "country 1: unknown `euOrEEA`"),
        (ONE + ONE.partition("\n")[2], "twice: EE"),
        ("colour = 1\n" + ONE, "unknown `colour`"),
        (ONE.replace("true", "false"), "a third country needs the warning"),
        (ONE + "[transferWarning]\nEN = 'x'\n", "`EN` is no language tag"),
        (ONE + "[transferWarning]\nen = ' '\n", "`en` needs a text"),
        ('transferWarning = "x"\n' + ONE, "transferWarning must be a table"),
        (ONE + 'nso = "NSO"\n', "country 1, nso must be a table"),
        (ONE + "nso = {}\n", "country 1, nso: `name` is missing"),
        (ONE + 'nso = { name = "" }\n', "country 1, nso: `name` must be a text"),
        (ONE + 'nso = { name = "N", email = "at home" }\n', "country 1, nso: `email`"),
        (ONE + 'nso = { name = "N", website = 1 }\n', "country 1, nso: `website` must be a text"),
        (ONE + 'nso = { name = "N", phone = "1" }\n', "country 1, nso: unknown `phone`"),
    ],
)
def test_slip_in_the_file_stops_the_start_and_is_named(tmp_path: Path, text: str, named: str) -> None:
    path = tmp_path / "countries.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Misconfigured) as refusal:
        build_schema(path)
    assert named in refusal.value.message
    assert "countries.toml" in refusal.value.message


def test_missing_file_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="cannot be read"):
        build_schema(tmp_path / "countries.toml")
