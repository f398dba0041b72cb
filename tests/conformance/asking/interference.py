"""What two databases answer: the same questions, byte for byte.

In: the real graph, pairs of worlds, an asker, questions. Out: the first question that tells the worlds apart, or None.
Cursors come from the answers over the first world and are used in both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph, Reply
from tests.conformance.asking.walks import ListQuestion, walk
from tests.conformance.reference.askers import Asker


@dataclass(frozen=True)
class Leak:
    """A question whose answers differ."""

    asker: Asker
    question: Question
    first: Reply
    second: Reply

    def __str__(self) -> str:
        asked = f"{self.asker}\n{self.question.document}\n{self.question.variables}"
        return f"the worlds can be told apart:\n{asked}\n{self.first}\n{self.second}"


Record = list[tuple[Question, Reply]]


def interview(
    real: RealGraph, asker: Asker, questions: Iterable[Question], lists: Iterable[ListQuestion] = ()
) -> Record:
    """Ask the questions, walk through the lists, and write down every answer."""
    record: Record = []

    def ask(question: Question) -> Any:
        reply = real.ask(asker, question)
        record.append((question, reply))
        return {"list": None} if reply.body is None else reply.data

    for question in questions:
        ask(question)
    for asked in lists:
        for _ in walk(asked, ask):
            pass
    return record


def find_leak(real: RealGraph, asker: Asker, record: Record) -> Leak | None:
    """Ask everything of a record again, of whatever world is loaded now."""
    for question, first in record:
        second = real.ask(asker, question)
        if second != first:
            return Leak(asker, question, first, second)
    return None
