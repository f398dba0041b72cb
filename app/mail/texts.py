"""The words of letters, in the five languages of the notices and in English.

In: which letter, a language tag, the address of the web site. Out: subject and body. The texts are files, one for each
language, with the same letters in each; a test holds that. A language that has none is answered in English.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import Template
from typing import NamedTuple

from app.database.commands.outbox import LetterKind

LANGUAGES = ("en", "et", "hu", "lv", "nb", "sv")


class Words(NamedTuple):
    """A letter in words; `language` is the one that they are in."""

    language: str
    subject: str
    body: str


def words_of(kind: LetterKind, language: str, site: str) -> Words:
    """A letter in a language, or in English."""
    known = _known(language)
    texts = _texts(known)
    letter, frame = texts[kind.value], texts["frame"]
    body = Template(frame["body"]).substitute(text=letter["text"].strip(), site=site)
    return Words(known, letter["subject"], body)


def _known(language: str) -> str:
    """The language of a tag (BCP 47) if it has texts; Norwegian of any kind is answered in Bokmål."""
    primary = language.lower().partition("-")[0]
    primary = "nb" if primary in ("no", "nn") else primary
    return primary if primary in LANGUAGES else "en"


@cache
def _texts(language: str) -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("app.mail").joinpath("texts", f"{language}.toml").read_text(encoding="utf-8"))
