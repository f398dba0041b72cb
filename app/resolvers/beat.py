"""Answers look-ups by id on a beat, so that their time does not tell a hidden object from an absent one.

A hidden object costs some microseconds more than an id that belongs to nothing: its row is found before its guard
refuses it. In: the plan of an operation, its answers, when it began. Out: a pause until the next full beat since then.
`node` and `nodes` that show all that was asked for are answered at once. Source: A-45.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from app.resolvers.read.conditions import All, AnyOf, Filter, Negated, Related, Test
from app.resolvers.read.plan import (
    ChoicesPlan,
    ConnectionPlan,
    ExplanationPlan,
    FacetsPlan,
    NodePlan,
    PayloadPlan,
    ReadPlan,
    RootPlan,
    ViewerPlan,
)

# Seconds. Far above what a guard costs, far below what a person notices.
BEAT = 0.005


def may_have_missed(plan: ReadPlan, answers: Mapping[str, bytes]) -> bool:
    """Whether some id may have led to nothing: a null among nodes, a list that is filtered by id, an explanation."""
    return any(_missed(root, answers[key]) for key, root in plan.roots)


def _missed(root: RootPlan, answer: bytes) -> bool:
    match root:
        case NodePlan(many=True):
            return b"null" in answer  # a hidden cell counts as well: rather once too often
        case NodePlan():
            return answer == b"null"
        case ConnectionPlan() | FacetsPlan():
            return _asks_for_ids(root.page.where)
        case ViewerPlan(parts):
            return any(isinstance(part, ExplanationPlan) for _, part in parts)
        case ChoicesPlan():
            return False
        case PayloadPlan():
            return False  # a command that finds nothing is refused, and keeps the beat itself


def _asks_for_ids(part: Filter) -> bool:
    match part:
        case All(parts) | AnyOf(parts):
            return any(map(_asks_for_ids, parts))
        case Negated(inner) | Related(_, inner):
            return _asks_for_ids(inner)
        case Test(_, operator):
            return operator == "id_in"
        case _:
            return False


async def next_beat(begun: float) -> None:
    """Wait for the next full beat since an instant of the event loop's clock."""
    passed = asyncio.get_running_loop().time() - begun
    await asyncio.sleep(BEAT - passed % BEAT)
