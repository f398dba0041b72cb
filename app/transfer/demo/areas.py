"""Groups and events of a unit, the members of every kind of area, and what they write.

In: a unit, its people and TwinSpaces. Out: records. Partners are members of their TwinSpace without a record (G-35), so
only roles and further members of a TwinSpace are written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.transfer.demo.projects import Space
from app.transfer.demo.story import CROWDED_TWINSPACE, CROWDED_TWINSPACE_OPENED
from app.transfer.demo.unit import Person, School, Unit
from app.transfer.demo.words import Language

Record = dict[str, object]

GROUPS = 3
EVENTS = 3
THREADS = 25
CROWD = 130
_MOST_POSTS = 4
_GROUP_SIZE = (12, 35)
_EVENT_SIZE = (8, 30)
_OPEN_SPACE = 0.4
_MOST_GUESTS = 3
_FOUNDER_OWNS = 0.6
_PARTNER_MODERATES = 0.3
_HIDDEN_MEMBER = 0.06
_LEFT = 0.07
_ONLINE = 0.5


@dataclass(frozen=True, slots=True)
class Area:
    """A place where members write: opened so many days ago."""

    kind: str
    key: str
    words: Language
    opened: int
    members: list[Person]


def area_records(unit: Unit, people: list[Person], schools: list[School], spaces: list[Space]) -> Iterator[Record]:
    """Members of TwinSpaces, groups and events with their members, threads and posts."""
    settled = [person for person in people if person.school is not None]
    active = [person for person in settled if person.standing == "ACTIVE"]
    areas = [Area("twinspace", space.key, space.words, space.opened, list(space.partners)) for space in spaces]
    for area in areas:
        yield from _twinspace_members(unit, area, active)
    for index in range(GROUPS):
        group = _group(unit, unit.number * GROUPS + index)
        areas.append(group[0])
        yield group[1]
        yield from _members(unit, group[0], active, settled, unit.dice.between(*_GROUP_SIZE))
    for index in range(EVENTS):
        event = _event(unit, schools, unit.number * EVENTS + index)
        areas.append(event[0])
        yield event[1]
        yield from _members(unit, event[0], active, settled, unit.dice.between(*_EVENT_SIZE))
    yield from _threads(unit, areas)


def crowd_records(unit: Unit, people: list[Person]) -> Iterator[Record]:
    """Many members for one TwinSpace of the story."""
    active = [person for person in people if person.standing == "ACTIVE"][:CROWD]
    area = Area("twinspace", CROWDED_TWINSPACE, unit.languages["en"], CROWDED_TWINSPACE_OPENED, [])
    for person in active:
        yield _member(unit, area, person, "MEMBER")


def _group(unit: Unit, number: int) -> tuple[Area, Record]:
    words = unit.dice.pick(unit.shares)
    title, description = unit.dice.pick(words.areas.groups)
    area = Area("group", f"g{number}", words, unit.dice.between(100, 900), [])
    return area, {"kind": "group", "key": area.key, "title": title, "description": description}


def _event(unit: Unit, schools: list[School], number: int) -> tuple[Area, Record]:
    dice, days = unit.dice, unit.days
    place = dice.pick(schools)
    title, description = dice.pick(place.words.areas.events)
    online = dice.chance(_ONLINE)
    announced, begins = dice.between(10, 120), dice.between(-150, 5)
    area = Area("event", f"e{number}", place.words, announced, [])
    hour = dice.between(8, 17)
    return area, {
        "kind": "event",
        "key": area.key,
        "title": title if online else f"{title}, {place.town}",
        "description": description,
        "startsAt": days.at(begins, 60 * hour),
        "endsAt": days.at(begins, 60 * hour + dice.between(60, 240)),
        "online": online,
        "country": None if online and dice.chance(0.3) else place.country,
    }


def _twinspace_members(unit: Unit, area: Area, active: list[Person]) -> Iterator[Record]:
    dice = unit.dice
    founder, *partners = area.members
    if dice.chance(_FOUNDER_OWNS):
        yield _member(unit, area, founder, "OWNER")
    if partners and dice.chance(_PARTNER_MODERATES):
        yield _member(unit, area, partners[0], "MODERATOR")
    if dice.chance(_OPEN_SPACE):
        yield from _members(unit, area, active, active, dice.between(1, _MOST_GUESTS))


def _members(unit: Unit, area: Area, usual: list[Person], all_kinds: list[Person], count: int) -> Iterator[Record]:
    """Members who are not in the area yet; where nobody is, the first one owns it."""
    dice = unit.dice
    known = {person.key for person in area.members}
    for _ in range(count):
        person = dice.pick(all_kinds if dice.chance(_HIDDEN_MEMBER) else usual)
        if person.key in known:
            continue
        role = "MEMBER" if known and dice.chance(0.9) else "MODERATOR" if known else "OWNER"
        known.add(person.key)
        area.members.append(person)
        yield _member(unit, area, person, role)


def _member(unit: Unit, area: Area, person: Person, role: str) -> Record:
    dice, days = unit.dice, unit.days
    joined = max(min(dice.between(2, area.opened), person.registered - 1), 2)
    left = dice.between(1, joined - 1) if role == "MEMBER" and dice.chance(_LEFT) else None
    return {
        "kind": "member",
        "key": f"m-{area.key}-{person.key}",
        "area": {"kind": area.kind, "key": area.key},
        "user": person.key,
        "role": role,
        "joinedOn": days.on(joined),
        "leftOn": None if left is None else days.on(left),
    }


def _threads(unit: Unit, areas: list[Area]) -> Iterator[Record]:
    dice, days = unit.dice, unit.days
    for index in range(THREADS):
        area = dice.pick(areas)
        number = unit.number * THREADS + index
        begun = dice.between(2, area.opened)
        yield {
            "kind": "thread",
            "key": f"th{number}",
            "area": {"kind": area.kind, "key": area.key},
            "author": dice.pick(area.members).key,
            "title": dice.pick(area.words.areas.threads),
            "createdAt": days.at(begun, int(dice.roll() * 1440)),
        }
        for place in range(dice.between(1, _MOST_POSTS)):
            yield {
                "kind": "post",
                "key": f"po{number}-{place}",
                "thread": f"th{number}",
                "author": dice.pick(area.members).key,
                "body": dice.pick(area.words.areas.posts),
                "createdAt": days.at(dice.between(1, begun - 1), int(dice.roll() * 1440)),
            }
