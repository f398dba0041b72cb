"""Which statements are planned for the values of a request: by the plan, and by what PostgreSQL says that it did."""

from __future__ import annotations

import pytest

from app.database.vocabulary import Role
from app.resolvers.read.planning import hangs_on_values
from app.resolvers.read.statement import Reader
from tests.conformance.asking.graph import RealGraph
from tests.resolvers.read.asking import ANNA, ANONYMOUS, data
from tests.resolvers.read.test_statements import plan_of

# A statement is prepared at the sixth time; of a prepared one, PostgreSQL makes five plans before it keeps one.
OFTEN = 14
_PREPARED = "SELECT generic_plans > 0 FROM pg_prepared_statements WHERE statement = %s"
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


def kept_plans(real: RealGraph, document: str) -> list[tuple[bool]]:
    """Of the statement of a document, when it is prepared in the one connection: whether it was run by a kept plan."""
    plan, _ = plan_of(real.graph, ANONYMOUS, document, {})
    text = real.graph.statement(plan, Reader(Role.ANONYMOUS, None)).text

    async def look() -> list[tuple[bool]]:
        async with real.pool.connection() as connection:
            return await (await connection.execute(_PREPARED, [text])).fetchall()

    found: list[tuple[bool]] = real.run(look)
    return found


def test_postgresql_keeps_the_plan_of_the_page_and_none_of_the_search(real: RealGraph) -> None:
    page, search = "{ schools { nodes { id city } } }", '{ schools(search: "ta") { nodes { id region } } }'
    for document in [page, search] * OFTEN:
        data(real, ANONYMOUS, document)
    assert kept_plans(real, page) == [(True,)]
    assert kept_plans(real, search) == []


@pytest.mark.parametrize(
    ("document", "times"),
    [
        ('{ users(search: "a") { nodes { id } } }', 2),
        ('{ users(search: "a b") { nodes { id } } }', 1),
        ('{ projects(search: "a") { nodes { id } } }', 1),
    ],
)
def test_a_search_of_people_for_one_word_asks_twice(real: RealGraph, document: str, times: int) -> None:
    """What it finds is the same; the planner takes it for rarer (0012)."""
    plan, _ = plan_of(real.graph, ANONYMOUS, document, {})
    text = real.graph.statement(plan, Reader(Role.ANONYMOUS, None)).text
    words = document.partition('"')[2].partition('"')[0].split()
    assert text.count("terms @@") == times * len(words)
