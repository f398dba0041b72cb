"""The contact lists of a unit: directed, half of them answered.

In: a unit and its people. Out: records, each pair at most once.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.transfer.demo.unit import Person, Unit

CONTACTS = 250
_ANSWERED = 0.5


def contact_records(unit: Unit, people: list[Person]) -> Iterator[dict[str, object]]:
    """The records of who keeps whom as a contact."""
    dice = unit.dice
    acquainted = [person for person in people if person.school is not None]
    pairs: set[tuple[str, str]] = set()
    for _ in range(CONTACTS):
        one, other = dice.pick(acquainted).key, dice.pick(acquainted).key
        if one == other:
            continue
        for pair in ((one, other), (other, one)) if dice.chance(_ANSWERED) else ((one, other),):
            if pair not in pairs:
                pairs.add(pair)
                yield {"kind": "contact", "key": f"k-{pair[0]}-{pair[1]}", "user": pair[0], "contact": pair[1]}
