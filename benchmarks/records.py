"""What the record of a staff read costs: the same page with and without it, side by side.

In: a running database. Out: a table; an error where the two answers differ. Without is the graph of a second process
whose statements were written as if nothing were disclosed; they are kept, so the measured requests use them.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from unittest.mock import patch

from app.database.addresses import Addresses
from app.resolvers.read import statement
from app.resolvers.read.disclosure import Disclosure
from app.settings import Settings
from benchmarks.applications import graph
from benchmarks.asking import ask
from benchmarks.cases import PROJECTS, REGISTRATIONS, callers
from benchmarks.report import milliseconds, print_table, ratio
from benchmarks.timing import Times, measure, measure_together

RECORD_BUDGET = 1.3
PEOPLE = 8
WITH, WITHOUT = "with its record", "without"


async def compare_records(settings: Settings, addresses: Addresses, *, rounds: int) -> None:
    """Measure a page of people and a page of projects: for one reader, and for eight at once."""
    alone, together = [], []
    async with AsyncExitStack() as stack:
        recorded = await stack.enter_async_context(graph(settings, addresses))
        unrecorded = await stack.enter_async_context(graph(settings, addresses))
        who = callers(recorded.id_of)
        for name, query, caller in (
            ("100 pending registrations: NSO", REGISTRATIONS, who["NSO"]),
            ("50 projects, partners, schools: EACEA", PROJECTS, who["EACEA"]),
        ):
            contenders = [
                recorded.contender(WITH, query, {}, caller),
                unrecorded.contender(WITHOUT, query, {}, caller),
            ]
            with patch.object(statement, "disclosed_by", lambda *_: Disclosure()):
                _, expected = await ask(contenders[1].application, contenders[1].request)
            if (await ask(contenders[0].application, contenders[0].request))[1] != expected:
                raise RuntimeError(f"{name}: the two answers differ")
            times = await measure(contenders, rounds=rounds)
            alone.append(_row(name, times))
            together.append(_row(name, await measure_together(contenders, people=PEOPLE, rounds=rounds)))
    columns = ["page", WITH, WITHOUT, "with ÷ without"]
    print_table(
        "A staff read with and without its record: median / ninth decile in ms of a whole request", columns, alone
    )
    print_table(f"The same while {PEOPLE} people read at once: ms of the process for each request", columns, together)


def _row(name: str, times: dict[str, Times]) -> list[str]:
    cost = ratio(times[WITH].ratio_to(times[WITHOUT]), at_most=RECORD_BUDGET)
    return [name, milliseconds(times[WITH]), milliseconds(times[WITHOUT]), cost]
