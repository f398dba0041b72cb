"""The strategy for whole worlds: small, valid for the import, and hostile to the rules.

Out: `worlds()`, a hypothesis strategy of `World`.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.conformance.worlds import people, places
from tests.conformance.worlds.moments import NOWS
from tests.conformance.worlds.world import Record, World

Draw = Any


@st.composite
def worlds(draw: Draw) -> World:
    """Two to six schools, three to nine persons, up to six projects, and areas."""
    now = draw(st.sampled_from(NOWS))
    found = draw(places.schools())
    persons = draw(people.users(now, found))
    found = draw(places.with_heads(found, persons))
    projects = draw(places.projects(now))
    areas = draw(places.areas(now, projects))
    records: list[Record] = [*found, *persons, *projects, *areas]
    records += draw(people.consents(now, persons))
    employers = draw(people.organisations(now))
    records += employers
    records += draw(people.assignments(now, persons, employers))
    records += draw(people.contacts(persons))
    records += draw(people.blocks(persons))
    records += draw(places.partners(now, projects, persons, found))
    records += draw(places.members(now, areas, persons))
    records += draw(places.former_schools(found))
    return World(tuple(records), now)
