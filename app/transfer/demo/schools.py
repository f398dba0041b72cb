"""The schools of a unit: named and addressed as schools are in their country.

In: a unit, later its people. Out: schools to choose from, then their records, some with the data of a head of school
and some with an e-mail address that is a person's (clause A-09).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.transfer.demo.dice import Dice
from app.transfer.demo.unit import SCHOOLS, Person, School, Unit

_HIGHEST_NUMBER = 12
_LONGEST_STREET = 60
_HEAD_GIVEN = 0.6
_HEAD_SUPPLIER_KNOWN = 0.8
_NO_EMAIL = 0.05
_EMAIL_OF_HEAD = 0.10
_EMAIL_OF_USER = 0.15


def found_schools(unit: Unit) -> list[School]:
    """The schools of the unit, before anybody is affiliated with them."""
    return [_found(unit, unit.number * SCHOOLS + index) for index in range(SCHOOLS)]


def _found(unit: Unit, number: int) -> School:
    dice = unit.dice
    words = dice.pick(unit.shares)
    bank = words.schools
    town, kind, count = dice.pick(bank.towns), dice.pick(bank.kinds), dice.early(1, _HIGHEST_NUMBER)
    name = kind.pattern.format(of=town.of, city=town.name, word=dice.pick(bank.words), number=count)
    street, house = dice.pick(bank.streets), dice.between(1, _LONGEST_STREET)
    address = bank.address.format(street=street, number=house, city=town.name, postcode=town.postcode)
    return School(
        key=f"s{number}",
        words=words,
        country=town.country,
        town=town.name,
        region=town.region,
        address=address,
        official_name=name,
        domain=f"{town.slug}-{number}.example",
        ages=(kind.youngest, kind.oldest),
    )


def school_records(unit: Unit, schools: list[School], people: list[Person]) -> Iterator[dict[str, object]]:
    """The records of the schools."""
    staff: dict[str, list[Person]] = {school.key: [] for school in schools}
    for person in people:
        if person.school is not None:
            staff[person.school.key].append(person)
    for school in schools:
        affiliated = staff[school.key]
        head = _head(unit.dice, school)
        supplier = unit.dice.pick(affiliated).key if affiliated and unit.dice.chance(_HEAD_SUPPLIER_KNOWN) else None
        yield {
            "kind": "school",
            "key": school.key,
            "officialName": school.official_name,
            "address": school.address,
            "city": school.town,
            "region": school.region,
            "country": school.country,
            "email": _email(unit.dice, school, head, affiliated),
            "head": head,
            "headSuppliedBy": supplier if head else None,
        }


def _head(dice: Dice, school: School) -> dict[str, str] | None:
    if not dice.chance(_HEAD_GIVEN):
        return None
    first_names, last_names = school.words.people.women if dice.chance(0.5) else school.words.people.men
    first, last = dice.pick(first_names), dice.pick(last_names)
    return {"firstName": first[0], "lastName": last[0], "email": f"{first[1]}.{last[1]}@{school.domain}"}


def _email(dice: Dice, school: School, head: dict[str, str] | None, affiliated: list[Person]) -> str | None:
    draw = dice.roll()
    if draw < _NO_EMAIL:
        return None
    if draw < _EMAIL_OF_HEAD and head:
        return head["email"]
    if draw < _EMAIL_OF_USER and affiliated:
        return dice.pick(affiliated).email
    return f"{school.words.schools.mailbox}@{school.domain}"
