"""Pages of a small database beside the same pages of one a hundred times as large: first pages and filtered ones.

In: two running databases. Out: a table of pages without `totalCount`, whose ratio has a budget, and one of counts,
which grow with what is counted and are shown for what they are.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import dataclass

import orjson

from app.database.addresses import Addresses
from app.settings import Settings
from benchmarks.applications import Subject, graph
from benchmarks.asking import ask
from benchmarks.cases import callers
from benchmarks.report import milliseconds, print_table, ratio
from benchmarks.timing import Contender, measure

BUDGET = 1.3

_PROJECT = "nodes { id title languages registeredOn }"
_USER = "nodes { id firstName lastName country school { officialName city } }"
_SCHOOL = "nodes { id officialName city region country }"
EVERYONE = ("ANONYMOUS", "ETWINNER", "NSO", "EACEA")


@dataclass(frozen=True)
class Page:
    """A page that several viewers look at."""

    name: str
    field: str
    viewers: tuple[str, ...] = EVERYONE


PAGES = (
    Page("projects", f"projects {{ {_PROJECT} }}"),
    Page("projects, title contains", f'projects(where: {{title: {{contains: "the"}}}}) {{ {_PROJECT} }}'),
    Page("projects, title starts with", f'projects(where: {{title: {{startsWith: "t"}}}}) {{ {_PROJECT} }}'),
    Page("projects, language", f'projects(where: {{languages: {{has: "et"}}}}) {{ {_PROJECT} }}'),
    Page("projects, partner country", f'projects(where: {{partnerCountry: {{eq: "EE"}}}}) {{ {_PROJECT} }}'),
    Page("projects, by title", f"projects(orderBy: [{{field: TITLE}}]) {{ {_PROJECT} }}"),
    Page("projects, search", f'projects(search: "se") {{ {_PROJECT} }}'),
    Page("users", f"users {{ {_USER} }}"),
    Page("users, last name starts with", f'users(where: {{lastName: {{startsWith: "k"}}}}) {{ {_USER} }}'),
    Page("users, by last name", f"users(orderBy: [{{field: LAST_NAME}}]) {{ {_USER} }}"),
    Page("users, country", f'users(where: {{country: {{eq: "EE"}}}}) {{ {_USER} }}'),
    Page("users, search", f'users(search: "ka") {{ {_USER} }}'),
    Page(
        "users, pending by registration",
        f"users(where: {{status: [PENDING]}}, orderBy: [{{field: REGISTERED_AT}}]) {{ {_USER} }}",
        ("NSO", "EACEA"),
    ),
    Page("schools, by city", f"schools(orderBy: [{{field: CITY}}]) {{ {_SCHOOL} }}"),
    Page("schools, city", f'schools(where: {{city: {{startsWith: "t"}}}}) {{ {_SCHOOL} }}'),
)
COUNTS = (
    Page("projects", "projects(first: 0) { totalCount }"),
    Page("users", "users(first: 0) { totalCount }"),
    Page("schools", "schools(first: 0) { totalCount }"),
    Page("users, search", 'users(first: 0, search: "ka") { totalCount }'),
)


async def compare_sizes(
    small: tuple[Settings, Addresses], large: tuple[Settings, Addresses], *, scales: tuple[int, int], rounds: int
) -> None:
    """Both tables."""
    async with AsyncExitStack() as stack:
        subjects = [await stack.enter_async_context(graph(*each)) for each in (small, large)]
        columns = [f"scale {scale}, ms (rows)" for scale in scales]
        pages = [await _row(page, viewer, subjects, rounds) for page in PAGES for viewer in page.viewers]
        print_table("Pages at two sizes", ["page", "viewer", *columns, "large ÷ small"], pages)
        counts = [await _row(page, viewer, subjects, 1) for page in COUNTS for viewer in page.viewers]
        print_table("Counts at two sizes", ["count", "viewer", *columns], [row[:-1] for row in counts])


async def _row(page: Page, viewer: str, subjects: list[Subject], rounds: int) -> list[str]:
    contenders = [_contender(page, viewer, subject, str(place)) for place, subject in enumerate(subjects)]
    shown = [await _shown(contender) for contender in contenders]
    times = await measure(contenders, rounds=rounds, warm_up=5)
    cells = [f"{milliseconds(times[each.name])} ({many})" for each, many in zip(contenders, shown, strict=True)]
    return [page.name, viewer, *cells, ratio(times["1"].ratio_to(times["0"]), at_most=BUDGET)]


def _contender(page: Page, viewer: str, subject: Subject, name: str) -> Contender:
    return subject.contender(name, "query Page { " + page.field + " }", {}, callers(subject.id_of)[viewer])


async def _shown(contender: Contender) -> int:
    """How many rows a page shows, or what a count counts."""
    status, body = await ask(contender.application, contender.request)
    if status != 200:
        raise RuntimeError(f"a page is answered with {status}: {body[:300]!r}")
    (connection,) = orjson.loads(body)["data"].values()
    nodes = connection.get("nodes")
    return int(connection["totalCount"]) if nodes is None else len(nodes)
