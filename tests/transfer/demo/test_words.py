"""The banks of words: complete in every language, and addressed by letters that an address may have."""

from __future__ import annotations

import pytest

from app.transfer.demo.people import SUBJECTS
from app.transfer.demo.words import Language, load_languages

LANGUAGES = load_languages()
FIVE = ("et", "hu", "lv", "nb", "sv")
ROLES = {"HEAD", "LIBRARIAN", "COUNSELLOR", "ADMINISTRATOR", "OTHER"}


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_every_subject_and_role_can_be_told(words: Language) -> None:
    assert set(words.people.teaching) == set(SUBJECTS)
    assert set(words.people.roles) == ROLES
    told = [sentence for sentences in words.people.teaching.values() for sentence in sentences]
    assert len(set(told)) == len(told) >= 2 * len(SUBJECTS)


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_sentences_begin_with_a_capital_and_end(words: Language) -> None:
    bank = words.people
    sentences = [
        *bank.interests,
        *bank.wishes,
        *bank.roles.values(),
        *(sentence for sentences in bank.teaching.values() for sentence in sentences),
        *words.projects.methods,
        *words.projects.results,
        *(about for _, about in words.projects.themes),
        *(description for _, description in words.areas.groups + words.areas.events),
    ]
    assert not [sentence for sentence in sentences if not sentence[0].isupper() or sentence[-1] != "."]


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_names_are_fit_for_addresses(words: Language) -> None:
    names = [name for names in (*words.people.women, *words.people.men) for name in names]
    assert all(written[0].isupper() and slug.isascii() and slug.isalpha() for written, slug in names)
    assert all(town.slug.isascii() and town.slug.isalpha() for town in words.schools.towns)


@pytest.mark.parametrize("code", FIVE)
def test_the_five_languages_are_rich(code: str) -> None:
    words = LANGUAGES[code]
    assert len(words.schools.towns) >= 12
    assert min(len(names) for names in (*words.people.women, *words.people.men)) >= 26
    assert len(words.projects.themes) * len(words.projects.taglines) >= 160
    assert words.areas is not LANGUAGES["en"].areas


def test_surnames_follow_the_person_where_the_language_does() -> None:
    latvian = LANGUAGES["lv"].people
    assert ("Kalniņa", "kalnina") in latvian.women[1]
    assert ("Kalniņš", "kalnins") in latvian.men[1]
    assert ("Kalniņš", "kalnins") not in latvian.women[1]
