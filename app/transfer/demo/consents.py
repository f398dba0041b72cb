"""The consent records of a unit: given, withdrawn, renewed, under the notice of their time.

In: people with their choices. Out: records, append-only as consents are (CONS-06).
"""

from __future__ import annotations

from collections.abc import Iterator

from app.transfer.demo.choices import Choice
from app.transfer.demo.unit import Person, Unit

_PURPOSES = ("PUBLIC_PROFILE", "PUBLIC_PICTURE", "NEWSLETTER_NATIONAL", "SURVEY")
# Older consents were given under an older notice.
_OLD_NOTICE = 1200
_IN_ENGLISH = 0.15
# Out of those who chose something about the national newsletter, and about surveys.
_NEWSLETTER_CENTRAL = 0.3
_COMMISSION_NEWS = 0.2


def consent_records(unit: Unit, people: list[Person]) -> Iterator[dict[str, object]]:
    """The consent records of the people."""
    dice = unit.dice
    for person in people:
        for purpose, choice in zip(_PURPOSES, person.choices, strict=True):
            if choice:
                yield from _history(unit, person, purpose, choice)
        if person.choices.newsletter and dice.chance(_NEWSLETTER_CENTRAL):
            yield from _history(unit, person, "NEWSLETTER_CENTRAL", Choice.LIVE)
        if person.choices.survey and dice.chance(_COMMISSION_NEWS):
            yield from _history(unit, person, "COMMISSION_NEWS", Choice.LIVE)


def _history(unit: Unit, person: Person, purpose: str, choice: Choice) -> Iterator[dict[str, object]]:
    # Given, withdrawn and given again on different days, in this order, the last of them yesterday at the latest.
    given = unit.dice.between(4, person.registered)
    if choice == Choice.LIVE:
        yield _consent(unit, person, purpose, given, None)
        return
    withdrawn = unit.dice.between(2, given - 1)
    yield _consent(unit, person, purpose, given, withdrawn)
    if choice == Choice.RENEWED:
        yield _consent(unit, person, purpose, unit.dice.between(1, withdrawn - 1), None, record=2)


def _consent(
    unit: Unit, person: Person, purpose: str, given: int, withdrawn: int | None, *, record: int = 1
) -> dict[str, object]:
    dice, days = unit.dice, unit.days
    old = given > _OLD_NOTICE
    minute = int(dice.roll() * 1440)
    return {
        "kind": "consent",
        "key": f"c{person.number}-{purpose.lower()}-{record}",
        "user": person.key,
        "purpose": purpose,
        "noticeVersion": person.words.notice if old else "esep-nb",
        "language": "en" if not old and dice.chance(_IN_ENGLISH) else person.words.code,
        "givenAt": days.at(given, minute),
        "withdrawnAt": None if withdrawn is None else days.at(withdrawn, minute),
    }
