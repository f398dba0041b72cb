"""The words of letters: every letter in every language, and none with a word about anybody."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from app.database.commands.outbox import LetterKind
from app.mail.texts import LANGUAGES, words_of

SITE = "https://site.example"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_letter_and_nothing_else(language: str) -> None:
    texts = tomllib.loads(files("app.mail").joinpath("texts", f"{language}.toml").read_text(encoding="utf-8"))
    assert set(texts) == {"frame"} | {kind.value for kind in LetterKind}
    assert all(set(text) == {"subject", "text"} for name, text in texts.items() if name != "frame")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LetterKind)
def test_a_letter_points_to_the_site_and_has_no_place_for_anything_else(kind: LetterKind, language: str) -> None:
    words = words_of(kind, language, SITE)
    assert words.language == language
    assert words.body.count(SITE) == 1
    assert "$" not in words.body + words.subject
    assert "\n" not in words.subject


def test_no_language_has_the_words_of_another() -> None:
    for kind in LetterKind:
        assert len({words_of(kind, language, SITE).subject for language in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("tag", "language"),
    [("et", "et"), ("et-EE", "et"), ("NB", "nb"), ("no", "nb"), ("nn-NO", "nb"), ("de", "en"), ("", "en"), ("x", "en")],
)
def test_a_tag_is_answered_in_its_language_or_in_english(tag: str, language: str) -> None:
    assert words_of(LetterKind.WELCOME, tag, SITE).language == language
