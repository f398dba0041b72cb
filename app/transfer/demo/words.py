"""The words of the demo data: names, towns, schools and sentences of each language.

In: the files `data/languages/*.toml`. Out: one frozen `Language` each, with everything combined beforehand that
would otherwise be combined for each of a million people.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from app.database.text import fold

Name = tuple[str, str]
"""A name as it is written, and as it stands in an address."""

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Town:
    """A town; `of` is the form of its name inside the name of a school."""

    country: str
    name: str
    of: str
    region: str
    postcode: str
    slug: str


@dataclass(frozen=True, slots=True)
class SchoolKind:
    """A way to name a school, and the ages of its pupils."""

    pattern: str
    youngest: int
    oldest: int


@dataclass(frozen=True, slots=True)
class SchoolWords:
    """What schools are called and where they stand."""

    mailbox: str
    address: str
    streets: list[str]
    words: list[str]
    kinds: list[SchoolKind]
    towns: list[Town]


@dataclass(frozen=True, slots=True)
class PersonWords:
    """Names, and sentences that people say about themselves; `teaching` and `roles` open a description."""

    women: tuple[list[Name], list[Name]]
    men: tuple[list[Name], list[Name]]
    teaching: dict[str, list[str]]
    roles: dict[str, str]
    interests: list[str]
    wishes: list[str]


@dataclass(frozen=True, slots=True)
class ProjectWords:
    """Titles with what they are about, and sentences for the rest of a description."""

    themes: list[tuple[str, str]]
    taglines: list[str]
    methods: list[str]
    results: list[str]


@dataclass(frozen=True, slots=True)
class AreaWords:
    """Groups and events (title, description), and what is written in them."""

    groups: list[tuple[str, str]]
    events: list[tuple[str, str]]
    threads: list[str]
    posts: list[str]


@dataclass(frozen=True, slots=True)
class Language:
    """Everything in one language. `notice` is the privacy notice that its speakers accepted in earlier years."""

    code: str
    notice: str
    spoken: list[list[str]]
    schools: SchoolWords
    people: PersonWords
    projects: ProjectWords
    areas: AreaWords


def load_languages() -> dict[str, Language]:
    """All languages by code, in the order of their codes."""
    folder = files(__package__) / "data" / "languages"
    documents = {
        entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text("utf-8"))
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    }
    spare_areas = documents[FALLBACK]["areas"]
    return {code: _language(document, spare_areas) for code, document in documents.items()}


def slug(text: str) -> str:
    """A text as it may stand in an address: folded letters and digits only."""
    return "".join(letter for letter in fold(text) if letter.isalnum())


def _language(document: Mapping[str, Any], spare_areas: Mapping[str, Any]) -> Language:
    code: str = document["code"]
    others = [other for other in ("en", "de", "fr", "es") if other != code]
    return Language(
        code=code,
        notice=document["notice"],
        spoken=[[code], [code, others[0]], [code, others[0]], *([code, others[0], third] for third in others[1:])],
        schools=_schools(document["schools"]),
        people=_people(document["names"], document["person"]),
        projects=ProjectWords(
            themes=_pairs(document["projects"]["themes"]),
            taglines=document["projects"]["taglines"],
            methods=document["projects"]["methods"],
            results=document["projects"]["results"],
        ),
        areas=_areas(document.get("areas", spare_areas)),
    )


def _schools(table: Mapping[str, Any]) -> SchoolWords:
    return SchoolWords(
        mailbox=table["mailbox"],
        address=table["address"],
        streets=table["streets"],
        words=table["words"],
        kinds=[SchoolKind(kind["name"], *kind["ages"]) for kind in table["kinds"]],
        towns=[Town(**town, slug=slug(town["name"])) for town in table["towns"]],
    )


def _people(names: Mapping[str, str], table: Mapping[str, Any]) -> PersonWords:
    # A surname with two forms is written masculine/feminine; one form serves both.
    surnames = [surname.split("/") for surname in names["surnames"].split()]
    women = (_names(names["female"].split()), _names([forms[-1] for forms in surnames]))
    men = (_names(names["male"].split()), _names([forms[0] for forms in surnames]))
    return PersonWords(
        women=women,
        men=men,
        teaching={
            subject: [sentence.replace("{subject}", form) for sentence in table["teaching"]]
            for subject, form in table["subjects"].items()
        },
        roles=table["roles"],
        interests=table["interests"],
        wishes=table["wishes"],
    )


def _areas(table: Mapping[str, Any]) -> AreaWords:
    return AreaWords(
        groups=_pairs(table["groups"]),
        events=_pairs(table["events"]),
        threads=table["threads"],
        posts=table["posts"],
    )


def _names(written: list[str]) -> list[Name]:
    return [(name, slug(name)) for name in written]


def _pairs(rows: list[list[str]]) -> list[tuple[str, str]]:
    return [(first, second) for first, second in rows]
