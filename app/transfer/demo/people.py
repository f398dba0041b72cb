"""The users of a unit, in every state of an account.

In: a unit and its schools. Out: people for the other makers, and their records.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.transfer.demo.choices import LIVE_CHOICES, NO_CHOICES, Choices, all_choices, draw_choices
from app.transfer.demo.unit import USERS, Person, School, Unit
from app.transfer.demo.words import Language

SUBJECTS = (
    "Art",
    "Biology",
    "Chemistry",
    "Citizenship",
    "Foreign Languages",
    "Geography",
    "History",
    "Informatics",
    "Language and Literature",
    "Mathematics",
    "Music",
    "Natural Sciences",
    "Physical Education",
    "Physics",
    "Social Studies",
    "Technology",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A state as a reader meets it: the stored status, and what the clock makes of the last login.

    `share` is out of a thousand; the bounds are days ago, those of the registration before the last login.
    """

    name: str
    share: int
    status: str
    seen: tuple[int, int]
    registered_before: tuple[int, int]
    has_school: bool = True
    restricted: bool = False


# A year is at most 366 days and three are at most 1,096: the bounds keep clear of both edges.
STANDINGS = (
    Standing("ACTIVE", 750, "VALIDATED", (1, 300), (30, 2400)),
    Standing("PENDING", 80, "PENDING", (1, 30), (8, 60)),
    Standing("GENERAL", 25, "GENERAL", (1, 200), (8, 600), has_school=False),
    Standing("GENERAL_AT_SCHOOL", 20, "GENERAL", (1, 200), (8, 600)),
    Standing("REFUSED", 15, "REFUSED", (1, 200), (8, 300)),
    Standing("DEACTIVATED", 15, "DEACTIVATED", (5, 340), (60, 2000)),
    Standing("ANONYMISED", 15, "ANONYMISED", (1500, 1500), (100, 100), has_school=False),
    Standing("INACTIVE", 45, "VALIDATED", (370, 1060), (30, 2000)),
    Standing("FORGOTTEN", 15, "VALIDATED", (1110, 1700), (30, 1500)),
    Standing("RESTRICTED", 20, "VALIDATED", (1, 300), (30, 2000), restricted=True),
)

_SCHOOL_ROLES = (
    ("TEACHER",) * 82
    + ("HEAD",) * 6
    + ("LIBRARIAN",) * 4
    + ("COUNSELLOR",) * 3
    + ("ADMINISTRATOR",) * 3
    + ("OTHER",) * 2
)
_WOMEN = 0.7
_AMBASSADORS = 0.04
_PICTURED = 0.65
_HIDES_CONTACTS = 0.1
_NEVER_CAME_BACK = 0.2
_SILENT = 0.15
_TELLS_MORE = 0.6

Record = dict[str, object]


def gather_people(unit: Unit, schools: list[School]) -> list[tuple[Person, Record]]:
    """The people of the unit with their records, in the order of their numbers."""
    standings = [standing for standing in STANDINGS for _ in range(standing.share)]
    unit.dice.shuffle(standings)
    # Each combination of consents once among the first active people of all, whatever the scale.
    combinations = iter(all_choices(unit.dice) if unit.number == 0 else ())
    first = unit.number * USERS
    return [_meet(unit, schools, first + index, standings[index], combinations) for index in range(USERS)]


def _meet(
    unit: Unit, schools: list[School], number: int, standing: Standing, combinations: Iterator[Choices]
) -> tuple[Person, Record]:
    dice = unit.dice
    school = dice.pick(schools) if standing.has_school else None
    words = school.words if school is not None else dice.pick(unit.shares)
    seen = dice.early(*standing.seen)
    registered = seen + dice.early(*standing.registered_before)
    person = _person(unit, number, standing, school, words, registered, combinations)
    if standing.status == "ANONYMISED":
        return person, {"kind": "user", "key": person.key, "status": "ANONYMISED"}
    record = _account(unit, person, standing, seen)
    if school is not None:
        record.update(_profile(unit, person, school))
    return person, record


def _person(
    unit: Unit,
    number: int,
    standing: Standing,
    school: School | None,
    words: Language,
    registered: int,
    combinations: Iterator[Choices],
) -> Person:
    dice = unit.dice
    first_names, last_names = words.people.women if dice.chance(_WOMEN) else words.people.men
    first, last = dice.pick(first_names), dice.pick(last_names)
    active = standing.name == "ACTIVE"
    if standing.name == "ANONYMISED":
        choices = NO_CHOICES
    else:
        choices = (next(combinations, None) if active else None) or draw_choices(dice)
    return Person(
        number=number,
        key=f"u{number}",
        standing=standing.name,
        school=school,
        words=words,
        registered=registered,
        first_name=first[0],
        last_name=last[0],
        email=f"{first[1]}.{last[1]}{number}@{'mail.example' if school is None else school.domain}",
        ambassador=active and dice.chance(_AMBASSADORS),
        choices=choices,
        public=active and choices.profile in LIVE_CHOICES,
    )


def _account(unit: Unit, person: Person, standing: Standing, seen: int) -> Record:
    dice, days = unit.dice, unit.days
    minute = int(dice.roll() * 1440)
    # Only a recent account may have no login yet: without one, the clock starts at the registration.
    unseen = standing.name == "PENDING" and dice.chance(_NEVER_CAME_BACK)
    return {
        "kind": "user",
        "key": person.key,
        "email": person.email,
        "username": person.email.partition("@")[0],
        "firstName": person.first_name,
        "lastName": person.last_name,
        "languages": dice.pick(person.words.spoken),
        "status": standing.status,
        "registeredAt": days.at(person.registered, minute),
        "lastLoginAt": None if unseen else days.at(seen, minute),
        "processingRestricted": standing.restricted,
        "ambassador": person.ambassador,
    }


def _profile(unit: Unit, person: Person, school: School) -> Record:
    dice = unit.dice
    role = dice.pick(_SCHOOL_ROLES)
    subjects = _subjects(unit) if role == "TEACHER" else None
    youngest = dice.between(school.ages[0], school.ages[1] - 2)
    return {
        "schoolRole": role,
        "subjects": subjects,
        "pupilAges": {"from": youngest, "to": dice.between(youngest + 1, school.ages[1])},
        "description": _description(unit, person, role, subjects),
        "picture": f"pictures/{person.key}.jpg" if dice.chance(_PICTURED) else None,
        "school": school.key,
        "hideContacts": dice.chance(_HIDES_CONTACTS),
    }


def _subjects(unit: Unit) -> list[str]:
    first, second = unit.dice.pick(SUBJECTS), unit.dice.pick(SUBJECTS)
    return [first] if first == second or unit.dice.chance(0.6) else [first, second]


def _description(unit: Unit, person: Person, role: str, subjects: list[str] | None) -> str | None:
    """One to three sentences in the language of the school, or nothing."""
    dice, bank = unit.dice, person.words.people
    if dice.chance(_SILENT):
        return None
    sentences = [dice.pick(bank.teaching[subjects[0]]) if subjects else bank.roles[role]]
    if dice.chance(_TELLS_MORE):
        sentences.append(dice.pick(bank.interests))
    if dice.chance(_TELLS_MORE):
        sentences.append(dice.pick(bank.wishes))
    return " ".join(sentences)
