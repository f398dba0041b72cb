"""What the import writes for search is what the lexicon says, whatever the texts."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from psycopg import sql

from app.database.connections import owner_connection
from app.database.lexicon import LEXICONS
from app.database.text import email_key, fold, nfc
from app.transfer.conversion import convert_block
from app.transfer.folding import folded
from app.transfer.kinds import record_kinds
from app.transfer.staging import Staging, staged
from tests.transfer.conftest import Importer, as_bytes
from tests.transfer.world import Record, event, project, school, user

# Letters of the five languages, marks that combine, letters that fold to several, signs that SQL or tsvector know.
HOSTILE = (
    "aZ9 āčēģīķļņšūž õäöü ÆØÅæøå őűÓ ßſﬁﬃ İıÏ Łđðþœ e\u0301a\u0308\u0323 ΣσςάЙй 한글 ①Ⅷ㍍ﷺ"
    " '\"\\:&|!<>()*%_ \t\n\u00a0\u2003\u200b😀"
)
anything = st.sampled_from(HOSTILE) | st.characters(exclude_categories=["Cs"], exclude_characters="\0")
texts = st.text(anything, max_size=60)
required = texts.filter(bool)
letters = st.text(st.sampled_from("aZõÅß+.'"), min_size=1, max_size=8)
addresses = st.builds("{}@{}.example".format, letters, letters)


@given(st.text(anything))
def test_folding_letter_by_letter_is_folding(text: str) -> None:
    assert folded(text) == fold(text)


@given(first=required, last=required, about=texts, subjects=st.lists(texts, max_size=3), name=texts, email=addresses)
def test_a_user_is_found_by_what_the_lexicon_names(
    importer: Importer, *, first: str, last: str, about: str, subjects: list[str], name: str, email: str
) -> None:
    record = user(firstName=first, lastName=last, description=about, subjects=subjects, username=name, email=email)
    row = {
        "first_name": first,
        "last_name": last,
        "description": about,
        "subjects": list(map(nfc, subjects)),
        "first_name_folded": fold(first),
        "last_name_folded": fold(last),
        "username_folded": fold(name),
        "email_folded": fold(email),
        "languages": ["et", "en"],
    }
    assert_stored(importer, record, "users", row, {"email_key": email_key(email)})


@given(name=required, city=required, region=texts, email=addresses)
def test_a_school_is_found_by_what_the_lexicon_names(
    importer: Importer, *, name: str, city: str, region: str, email: str
) -> None:
    record = school(officialName=name, city=city, region=region, email=email)
    row = {
        "official_name": name,
        "city": city,
        "region": region,
        "official_name_folded": fold(name),
        "city_folded": fold(city),
        "region_folded": fold(region),
        "email_folded": fold(email),
    }
    assert_stored(importer, record, "schools", row, {"email_key": email_key(email)})


@given(title=required, about=texts)
def test_projects_and_areas_are_found_by_what_the_lexicon_names(importer: Importer, *, title: str, about: str) -> None:
    row = {"title": title, "description": about, "title_folded": fold(title), "languages": ["lv"]}
    assert_stored(importer, project(title=title, description=about, languages=["lv"]), "projects", row, {})
    row = {"title": title, "description": about, "title_folded": fold(title), "description_folded": fold(about)}
    assert_stored(importer, event(title=title, description=about), "areas", row, {})


def assert_stored(importer: Importer, record: Record, table: str, row: dict[str, Any], more: dict[str, Any]) -> None:
    """The row that the import stages has these columns in NFC, and the terms that the lexicon makes of them."""
    expected = {
        # A folded key is made of the parts of its letters (G-10): to compose them again would be another key.
        name: nfc(value) if isinstance(value, str) and not name.endswith("_folded") else value
        for name, value in (row | more).items()
    }
    kinds = record_kinds(importer.secret)
    converted = convert_block(kinds, 1, as_bytes([record]))
    assert converted.problems == []
    with owner_connection(importer.addresses) as connection:
        staging = Staging(connection, kinds)
        staging.create()
        staging.add(converted)
        staging.finish()
        found = connection.execute(
            sql.SQL("SELECT terms = %s::tsvector, {} FROM {}").format(
                sql.SQL(", ").join(map(sql.Identifier, expected)), staged(table)
            ),
            [LEXICONS[table].terms(expected)],
        ).fetchall()
        connection.rollback()
    assert found == [(True, *expected.values())]
