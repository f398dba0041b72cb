"""The graph beside the hand-written endpoint and beside the documented way, and one role beside another.

In: a running database. Out: two tables; whether each baseline gave the same JSON as the graph.
"""

from __future__ import annotations

from contextlib import AsyncExitStack

from app.database.addresses import Addresses
from app.settings import Settings
from benchmarks.applications import Subject, graph, started
from benchmarks.asking import HttpRequest
from benchmarks.cases import PROJECTS, Case, callers, cases
from benchmarks.documented.application import documented_application
from benchmarks.equality import Unequal, require_equal
from benchmarks.handwritten.application import handwritten_application
from benchmarks.report import milliseconds, print_table, ratio
from benchmarks.timing import Contender, measure

HANDWRITTEN_BUDGET = 1.25
DOCUMENTED_BUDGET = 100
MASKS_BUDGET = 1.15
DOCUMENTED_ROUNDS = 3

GRAPH, PREPARED, UNPREPARED, DOCUMENTED = "graph", "hand-written, prepared", "hand-written", "documented way"


async def compare_baselines(settings: Settings, addresses: Addresses, *, rounds: int) -> bool:
    """Measure every case; false when an answer differs."""
    rows, is_equal = [], True
    async with AsyncExitStack() as stack:
        subject = await stack.enter_async_context(graph(settings, addresses))
        others = {
            PREPARED: handwritten_application(settings, addresses, prepared=True),
            UNPREPARED: handwritten_application(settings, addresses, prepared=False),
            DOCUMENTED: documented_application(settings, addresses),
        }
        for application in others.values():
            await stack.enter_async_context(started(application))
        for case in cases(subject.id_of):
            token = subject.token(case.caller)
            mine = subject.contender(GRAPH, case.query, case.variables, case.caller)
            contenders = [
                mine,
                Contender(PREPARED, others[PREPARED], HttpRequest("GET", case.path, token)),
                Contender(UNPREPARED, others[UNPREPARED], HttpRequest("GET", case.path, token)),
                Contender(DOCUMENTED, others[DOCUMENTED], mine.request, DOCUMENTED_ROUNDS),
            ]
            try:
                await require_equal(contenders, case.rows)
            except Unequal as difference:
                is_equal = False
                rows.append([case.name, f"not measured: {difference}", "", "", "", "", "", ""])
                continue
            rows.append(await _row(case, contenders, rounds))
    print_table(
        "The graph and the baselines: median / ninth decile in ms of a whole request, and ratios",
        ["page", GRAPH, UNPREPARED, PREPARED, DOCUMENTED, "÷ hand-written", "÷ prepared", "documented ÷ graph"],
        rows,
    )
    return is_equal


async def _row(case: Case, contenders: list[Contender], rounds: int) -> list[str]:
    times = await measure(contenders, rounds=rounds)
    mine = times[GRAPH]
    return [
        case.name,
        *(milliseconds(times[name]) for name in (GRAPH, UNPREPARED, PREPARED, DOCUMENTED)),
        ratio(mine.ratio_to(times[UNPREPARED]), at_most=HANDWRITTEN_BUDGET),
        ratio(mine.ratio_to(times[PREPARED]), at_most=HANDWRITTEN_BUDGET),
        ratio(times[DOCUMENTED].median / mine.median, at_least=DOCUMENTED_BUDGET),
    ]


async def compare_roles(settings: Settings, addresses: Addresses, *, rounds: int) -> None:
    """The same page for a role that sees everything and for roles from which much is hidden."""
    async with graph(settings, addresses) as subject:
        times = await measure(_roles(subject), rounds=rounds)
    widest = times["EACEA"]
    print_table(
        "50 projects with partners and schools by role: what the masks cost",
        ["role", "ms", "÷ EACEA, who sees everything"],
        [
            [name, milliseconds(each), ratio(each.ratio_to(widest), at_most=MASKS_BUDGET)]
            for name, each in times.items()
        ],
    )


def _roles(subject: Subject) -> list[Contender]:
    return [subject.contender(name, PROJECTS, {}, caller) for name, caller in callers(subject.id_of).items()]
