"""SQL decides as Casbin does, row by row: every shape of condition, in every form, on hostile rows.

Each shape is decided by Casbin in all forms for one viewer, and in both polarities for every other viewer and clock;
the statement answers for all forms, which must agree with each other. Where a condition asks comparisons alone, its
bare meaning, which shares nothing with the program, has a say too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest

from app.authz.caller import Caller
from tests.authz.corpus.callers import CALLERS
from tests.authz.corpus.deciding import Court, Ruling, Truths
from tests.authz.corpus.families import FAMILIES
from tests.authz.corpus.forms import FORMS, OTHER, POLARITIES
from tests.authz.corpus.objects import Asked, Subject
from tests.authz.corpus.shapes import Family, versions
from tests.authz.corpus.world import CLOCKS, NOW

ROWS = 20
SHAPES = [(family, shape) for family in FAMILIES for shape in family.shapes]
NAMES = [f"{family.name}: {shape}" for family, shape in SHAPES]
BUSY = "an eTwinner with school, projects and areas"
# Between them every fact of a viewer is there and is missing.
VIEWERS = [
    BUSY,
    "the public",
    "an account without school, project or area",
    "a national organisation of no country",
    "an authority of a region",
    "an authority of a region named as its country",
]


def viewers(shape: str) -> list[str]:
    """Whose facts may matter to a shape; what a term or a predicate asks is not seen here."""
    if any(part in shape for part in ("viewer.role", "viewer.purpose", "(object", "(entry")):
        return list(CALLERS)
    return VIEWERS if "viewer" in shape else VIEWERS[:2]


def sessions(family: Family, shape: str) -> Iterator[tuple[Caller, datetime, tuple[str, ...]]]:
    """Who asks when, and in which forms Casbin is asked."""
    for name in viewers(shape):
        yield CALLERS[name], NOW, tuple(FORMS) if name == BUSY else POLARITIES
    if family.clocked:
        for clock in set(CLOCKS.values()) - {NOW}:
            yield CALLERS[BUSY], clock, POLARITIES


def rulings(court: Court, family: Family, shape: str, version: str) -> dict[str, Ruling]:
    """The rules of each form, and those of the other condition in both polarities."""
    asked, other = Asked(family.kind, family.entries), OTHER[family.kind]
    made = {name: form.rules(shape, other) for name, form in FORMS.items()}
    made |= {f"other: {name}": FORMS[name].rules(other, "") for name in POLARITIES}
    return court.rulings(asked, made, version)


def some(subjects: list[Subject], start: int, count: int) -> list[Subject]:
    """So many of the objects, others from test to test."""
    assert len(subjects) >= count
    begin = start * 7 % len(subjects)
    return (subjects[begin:] + subjects[:begin])[:count]


@pytest.mark.parametrize(("family", "shape"), SHAPES, ids=NAMES)
def test_sql_decides_as_casbin_does(court: Court, family: Family, shape: str) -> None:
    start = NAMES.index(f"{family.name}: {shape}")
    for version in versions(shape):
        made = rulings(court, family, shape, version)
        for caller, now, forms in sessions(family, shape):
            said = dict(zip(made, court.by_sql(made.values(), caller, now), strict=True))
            every = court.subjects(Asked(family.kind, family.entries), now)
            asked = some(every, start, ROWS if len(forms) == len(FORMS) else ROWS // 2)
            for form in forms:
                found = {one.identity: said[form][one.identity] for one in asked}
                assert found == court.by_casbin(made[form], caller, now, asked), (form, caller, version)
            agree(said)
            if not any(call in shape for call in ("(object", "(entry", "(viewer", "policy.")):
                for form in POLARITIES:
                    assert said[form] == court.by_meaning(made[form], caller, now, every), (form, caller)


def agree(said: dict[str, Truths]) -> None:
    """The forms of one condition come to what they mean."""
    for identity, allows in said["allow"].items():
        both = (allows, said["deny"][identity], *(said[f"other: {form}"][identity] for form in POLARITIES))
        assert {form: said[form][identity] for form in FORMS} == {
            name: form.means(*both) for name, form in FORMS.items()
        }, identity
