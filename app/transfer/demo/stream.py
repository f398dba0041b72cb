"""The whole demo data as one stream: first the story, then as many units as the scale says.

In: the scale and the present moment. Out: records in the import format, a unit in memory at a time. Nothing else
decides: the same scale and the same calendar day (UTC) give the same records, and a larger scale only adds to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.errors import Misconfigured
from app.transfer.demo.areas import area_records, crowd_records
from app.transfer.demo.consents import consent_records
from app.transfer.demo.contacts import contact_records
from app.transfer.demo.days import Days
from app.transfer.demo.people import gather_people
from app.transfer.demo.projects import Space, cast_projects, project_records
from app.transfer.demo.schools import found_schools, school_records
from app.transfer.demo.story import story
from app.transfer.demo.unit import Unit, open_unit
from app.transfer.demo.words import load_languages

Record = dict[str, object]


def records(scale: int, now: datetime) -> Iterator[Record]:
    """The demo data of that scale, as of the day of `now`."""
    if scale < 1:
        raise Misconfigured("The scale of the demo data is less than 1.", hint="Give a whole number from 1 upwards.")
    return _stream(scale, Days(now))


def _stream(scale: int, days: Days) -> Iterator[Record]:
    yield from story(days)
    languages = load_languages()
    for number in range(scale):
        yield from _unit(open_unit(number, days, languages))


def _unit(unit: Unit) -> Iterator[Record]:
    schools = found_schools(unit)
    gathered = gather_people(unit, schools)
    people = [person for person, _ in gathered]
    yield from school_records(unit, schools, people)
    yield from (record for _, record in gathered)
    yield from consent_records(unit, people)
    spaces: list[Space] = []
    for project, space in project_records(unit, cast_projects(people, schools)):
        yield from project
        if space is not None:
            spaces.append(space)
    yield from contact_records(unit, people)
    yield from area_records(unit, people, schools, spaces)
    if unit.number == 0:
        yield from crowd_records(unit, people)
