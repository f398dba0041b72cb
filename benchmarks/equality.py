"""The proof that the baselines apply the same masks: their JSON equals the graph's before anything is measured.

In: contenders that answer the same page. Out: nothing, or `Unequal` with the first place where two answers differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from benchmarks.asking import ask
from benchmarks.timing import Contender


class Unequal(Exception):
    """Two contenders answer differently: one of them is wrong, and its time says nothing."""


async def require_equal(contenders: Sequence[Contender], rows: int) -> None:
    """The same JSON from each of them, with as many rows as the case is about."""
    answers = {contender.name: await _parsed(contender) for contender in contenders}
    first, *others = answers
    shown = len(_nodes(answers[first]))
    if shown != rows:
        raise Unequal(f"{first} shows {shown} rows where the case is about {rows}")
    for name in others:
        difference = _difference(answers[first], answers[name], "")
        if difference is not None:
            raise Unequal(f"{first} and {name} differ at {difference}")


async def _parsed(contender: Contender) -> Any:
    status, body = await ask(contender.application, contender.request)
    if status != 200:
        raise Unequal(f"{contender.name} answers {status}: {body[:500]!r}")
    return orjson.loads(body)


def _nodes(answer: Any) -> list[Any]:
    """The rows of the page: of the field asked for, or of the connection in it."""
    (page,) = answer["data"].values()
    if "nodes" not in page:
        (page,) = (value for value in page.values() if isinstance(value, dict))
    nodes: list[Any] = page["nodes"]
    return nodes


def _difference(mine: Any, theirs: Any, path: str) -> str | None:
    if isinstance(mine, dict) and isinstance(theirs, dict):
        if list(mine) != list(theirs):
            return f"{path}: {list(mine)} and {list(theirs)}"
        found = (_difference(mine[key], theirs[key], f"{path}.{key}") for key in mine)
        return next((difference for difference in found if difference is not None), None)
    if isinstance(mine, list) and isinstance(theirs, list):
        if len(mine) != len(theirs):
            return f"{path}: {len(mine)} and {len(theirs)} items"
        found = (_difference(*pair, f"{path}[{place}]") for place, pair in enumerate(zip(mine, theirs, strict=True)))
        return next((difference for difference in found if difference is not None), None)
    # 1 and true are equal in Python and differ in JSON.
    return None if type(mine) is type(theirs) and mine == theirs else f"{path}: {mine!r} and {theirs!r}"
