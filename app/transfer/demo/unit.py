"""One unit of generated demo data: about a thousand users with their schools, projects and areas.

Units know nothing of each other. So a larger scale is a smaller one continued, memory is bounded by one unit,
and every reference inside a unit leads to the same unit.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.transfer.demo.choices import Choices
from app.transfer.demo.days import Days
from app.transfer.demo.dice import Dice
from app.transfer.demo.words import Language

USERS = 1000
SCHOOLS = 200
PROJECTS = 125

# How many of a hundred schools speak a language; the five languages of the notices hold two thirds.
_SHARES = {
    "et": 14, "sv": 13, "hu": 13, "lv": 12, "nb": 12, "de": 7, "fr": 6, "es": 6, "it": 5, "pl": 5, "en": 4, "fi": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """What the makers of records draw from."""

    number: int
    dice: Dice
    days: Days
    languages: dict[str, Language]
    shares: list[Language]


@dataclass(slots=True)
class School:
    """A school while its unit is made."""

    key: str
    words: Language
    country: str
    town: str
    region: str
    address: str
    official_name: str
    domain: str
    ages: tuple[int, int]


@dataclass(slots=True)
class Person:
    """A user while the unit is made. `registered` is the number of days ago."""

    number: int
    key: str
    standing: str
    school: School | None
    words: Language
    registered: int
    first_name: str
    last_name: str
    email: str
    ambassador: bool
    choices: Choices
    public: bool


def open_unit(number: int, days: Days, languages: dict[str, Language]) -> Unit:
    """The unit of that number, with its own stream of chance."""
    shares = [languages[code] for code, share in _SHARES.items() for _ in range(share)]
    return Unit(number, Dice(f"twingraph demo unit {number}"), days, languages, shares)
