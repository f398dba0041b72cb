"""Which statements are planned for the values of a request: by the plan, and by what PostgreSQL says that it did."""

from __future__ import annotations

import pytest

from app.database.vocabulary import Role
from app.resolvers.read.planning import hangs_on_values
from app.resolvers.read.statement import Reader
from tests.conformance.asking.graph import RealGraph
from tests.resolvers.read.asking import ANNA, ANONYMOUS, data
from tests.resolvers.read.test_statements import plan_of

UNPREPARED = 5
OFTEN = 14  # PostgreSQL may keep a plan when it has made five of a prepared statement
_PLANS = "SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement = %s"
KEPT = [
    "{ projects { nodes { id } } }",
    '{ projects(where: { title: { startsWith: "a" }, closedOn: { isNull: true } }) { nodes { id } } }',
    '{ users(where: { country: { eq: "EE" }, not: { lastName: { eq: "Tamm" } } }) { nodes { id } } }',
    '{ node(id: "x") { id } nodes(ids: []) { id } viewer { role } }',
]
PLANNED_ANEW = [
    '{ projects(search: "a") { nodes { id } } }',
    '{ projects(where: { title: { contains: "the" } }) { totalCount } }',
    '{ projects(where: { or: [{ not: { languages: { has: "et" } } }] }) { nodes { id } } }',
    '{ users(where: { subjects: { hasAny: ["a", "b"] } }) { nodes { id } } }',
    '{ users(where: { and: [{ school: { city: { startsWith: "t" } } }] }) { nodes { id } } }',
    '{ viewer { role } projects(where: { partnerCountry: { eq: "EE" } }) { nodes { id } } }',
    '{ userFacets(search: "a") { country { value count } } }',
]


@pytest.mark.parametrize("document", KEPT)
def test_a_plan_is_kept_where_the_values_do_not_matter(real: RealGraph, document: str) -> None:
    assert not hangs_on_values(plan_of(real.graph, ANNA, document, {})[0])


@pytest.mark.parametrize("document", PLANNED_ANEW)
def test_words_and_related_rows_are_planned_for_their_values(real: RealGraph, document: str) -> None:
    assert hangs_on_values(plan_of(real.graph, ANNA, document, {})[0])


def plans_of(real: RealGraph, document: str) -> tuple[int, int]:
    """How often the statement of a document was run by a kept plan and by one for its values, in the one connection."""
    plan, _ = plan_of(real.graph, ANONYMOUS, document, {})
    text = real.graph.statement(plan, Reader(Role.ANONYMOUS, None)).text

    async def look() -> tuple[int, int]:
        async with real.pool.connection() as connection:
            cursor = await connection.execute(_PLANS, [text])
            (found,) = await cursor.fetchall()
        return int(found[0]), int(found[1])

    plans: tuple[int, int] = real.run(look)
    return plans


def test_postgresql_does_as_it_is_told(real: RealGraph) -> None:
    """In one connection, in turns and one after another."""
    page, search = "{ schools { nodes { id city } } }", '{ schools(search: "ta") { nodes { id region } } }'
    for document in [page, search] * OFTEN + [page] * 3 + [search] * 3:
        data(real, ANONYMOUS, document)
    by_kept_plan, _ = plans_of(real, page)
    assert by_kept_plan > 0
    assert plans_of(real, search) == (0, OFTEN + 3 - UNPREPARED)
