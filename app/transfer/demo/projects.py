"""The projects of a unit, their partners and TwinSpaces.

In: a unit, its schools and people. Out: for each project the records of project, partners and TwinSpace, and the
TwinSpace for the maker of areas. Some projects have hidden partners only, some partners have left, some stand for a
school that is not theirs today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.transfer.demo.dice import Dice
from app.transfer.demo.unit import PROJECTS, Person, School, Unit
from app.transfer.demo.words import Language

Record = dict[str, object]

_FEWEST_PARTNERS = 2
_MOST_PARTNERS = 6
_HIDDEN_ONLY = 0.04
_HIDDEN_FOUNDER = 0.06
_HIDDEN_PARTNER = 0.08
_LEFT = 0.06
_FORMER_SCHOOL = 0.03
_IN_ENGLISH = 0.35
_STATUS = ("DRAFT",) * 10 + ("ACTIVE",) * 58 + ("CLOSED",) * 32
_PUBLISHED = {"DRAFT": 0.1, "ACTIVE": 0.6, "CLOSED": 0.75}
_TWINSPACE = {"DRAFT": 0.3, "ACTIVE": 0.85, "CLOSED": 0.9}
_AGE = {"DRAFT": (5, 120), "ACTIVE": (10, 700), "CLOSED": (150, 2200)}
_SHORTEST = 60
_NO_TAGLINE = 0.25
_NEIGHBOUR = 0.3


@dataclass(frozen=True, slots=True)
class Cast:
    """Who may take part: `active` people are seen by peers, `hidden` ones by nobody, `private` ones not publicly."""

    active: list[Person]
    hidden: list[Person]
    private: list[Person]
    schools: list[School]


@dataclass(frozen=True, slots=True)
class Space:
    """A TwinSpace: opened so many days ago, with the partners who are its members."""

    key: str
    words: Language
    opened: int
    partners: list[Person]


def cast_projects(people: list[Person], schools: list[School]) -> Cast:
    """The people of a unit, sorted by how they may be seen. Without a school nobody is a partner, unless anonymised."""
    able = [person for person in people if person.school is not None or person.standing == "ANONYMISED"]
    return Cast(
        active=[person for person in able if person.standing == "ACTIVE"],
        hidden=[person for person in able if person.standing != "ACTIVE"],
        private=[person for person in able if not person.public],
        schools=schools,
    )


def project_records(unit: Unit, cast: Cast) -> Iterator[tuple[list[Record], Space | None]]:
    """Project by project: its records, and its TwinSpace when it has one."""
    for index in range(PROJECTS):
        yield _project(unit, cast, unit.number * PROJECTS + index)


def _project(unit: Unit, cast: Cast, number: int) -> tuple[list[Record], Space | None]:
    dice = unit.dice
    partners = _partners(dice, cast)
    founder = partners[0]
    words = unit.languages["en"] if dice.chance(_IN_ENGLISH) else founder.words
    status = dice.pick(_STATUS)
    # Nobody founds a project before registering; a project too young to be over is still running.
    opened = min(dice.between(*_AGE[status]), founder.registered - 1)
    if status == "CLOSED" and opened <= 2 * _SHORTEST:
        status = "ACTIVE"
    theme, about = dice.pick(words.projects.themes)
    title = theme if dice.chance(_NO_TAGLINE) else f"{theme} – {dice.pick(words.projects.taglines)}"
    key = f"p{number}"
    records = [_description(unit, founder, key, title, about, words, status, opened)]
    records.extend(_partner(unit, cast, key, place, person, opened) for place, person in enumerate(partners))
    if not dice.chance(_TWINSPACE[status]):
        return records, None
    space = Space(f"t{number}", words, opened, partners)
    description = dice.pick(words.projects.methods)
    records.append({"kind": "twinspace", "key": space.key, "project": key, "title": title, "description": description})
    return records, space


def _partners(dice: Dice, cast: Cast) -> list[Person]:
    """The founder first. Partners come from several countries, as a rule."""
    size = dice.between(_FEWEST_PARTNERS, _MOST_PARTNERS)
    if dice.chance(_HIDDEN_ONLY):
        pools, share = (cast.private, cast.private), 0.0
        founder = dice.pick(cast.private)
    else:
        pools, share = (cast.active, cast.hidden), _HIDDEN_PARTNER
        founder = dice.pick(cast.hidden if dice.chance(_HIDDEN_FOUNDER) else cast.active)
    chosen = {founder.key: founder}
    while len(chosen) < size:
        person = dice.pick(pools[dice.chance(share)])
        if person.words is not founder.words or dice.chance(_NEIGHBOUR):
            chosen[person.key] = person
    return list(chosen.values())


def _description(
    unit: Unit, founder: Person, key: str, title: str, about: str, words: Language, status: str, opened: int
) -> Record:
    dice, days, bank = unit.dice, unit.days, words.projects
    youngest, oldest = founder.school.ages if founder.school is not None else (7, 16)
    closed = dice.between(5, opened - _SHORTEST) if status == "CLOSED" else None
    published = dice.between(1, opened - 1) if dice.chance(_PUBLISHED[status]) else None
    sentences = (about, dice.pick(bank.methods), dice.pick(bank.results))
    return {
        "kind": "project",
        "key": key,
        "title": title,
        "description": " ".join(sentences[: dice.between(1, 3)]),
        "languages": [words.code] if dice.chance(0.3) or words.code == "en" else [words.code, "en"],
        "pupilAges": {"from": youngest, "to": oldest},
        "status": status,
        "registeredOn": days.on(opened),
        "closedOn": None if closed is None else days.on(closed),
        "publishedAt": None if published is None else days.at(published, int(dice.roll() * 1440)),
    }


def _partner(unit: Unit, cast: Cast, project: str, place: int, person: Person, opened: int) -> Record:
    dice, days = unit.dice, unit.days
    joined = opened if place == 0 else max(min(opened - dice.between(0, 40), person.registered - 1), 2)
    left = dice.between(1, joined - 1) if dice.chance(_LEFT) else None
    own = person.school
    school = dice.pick(cast.schools) if own is None or dice.chance(_FORMER_SCHOOL) else own
    return {
        "kind": "partner",
        "key": f"{project}-{place}",
        "project": project,
        "user": person.key,
        "school": school.key,
        "role": "PARTNER" if place else "FOUNDER",
        "joinedOn": days.on(joined),
        "leftOn": None if left is None else days.on(left),
    }
