"""Whether a grant holds somewhere where another did not: decided on states, not on text.

In: the grant of a cell before and after, and the predicates that have changed their meaning. Out: whether it opens,
whether it closes (both can be true), by which arms, and a state as an example. Where there are too many states to look
at, the answer is "not decided" and counts as opened: a difference is never taken for none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.authz.cells import condition_of
from app.authz.diff.meanings import Direction, renamed
from app.authz.diff.questions import Value, Variable
from app.authz.diff.states import Space, TooManyStates
from app.authz.expression import And, Call, Expression
from app.authz.partial import Always, Arm, Grant, Where, arm_implies

Example = Mapping[Variable, Value]


@dataclass(frozen=True, slots=True)
class Gain:
    """Where one grant holds and the other does not: by which arms, except where these arms of the other hold.

    The exceptions are said within the arms: what holds in all of them is left out.
    """

    arms: tuple[Arm, ...]
    exceptions: tuple[Arm, ...] = ()
    example: Example = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What opens and what closes between two grants; `decided` is false where nobody looked."""

    opens: Gain | None = None
    closes: Gain | None = None
    decided: bool = True


class Comparison:
    """Decides pairs of grants of two policies, each pair once."""

    def __init__(self, changed: Mapping[str, Direction]) -> None:
        self._changed = changed
        self._decisions: dict[tuple[Grant, Grant], Decision] = {}

    def decide(self, before: Grant, after: Grant) -> Decision:
        """How the second grant differs from the first."""
        if (before, after) not in self._decisions:
            self._decisions[before, after] = self._look(before, after)
        return self._decisions[before, after]

    def _look(self, before: Grant, after: Grant) -> Decision:
        held, holds = self._as_before(condition_of(before)), self._as_after(condition_of(after))
        if held == holds:
            return Decision()
        try:
            space = Space((held, holds))
        except TooManyStates:
            return Decision(opens=Gain(_arms(after)), decided=False)
        possible = space.possible & ~self._contradictory(space)
        sides = [
            [(arm, space.truth(name(And(tuple(arm)))).true & possible) for arm in _arms(grant)]
            for grant, name in ((before, self._as_before), (after, self._as_after))
        ]
        return Decision(_gain(space, sides[1], sides[0]), _gain(space, sides[0], sides[1]))

    def _as_before(self, expression: Expression) -> Expression:
        return renamed(expression, {name: f"{name} before" for name in self._changed})

    def _as_after(self, expression: Expression) -> Expression:
        return renamed(expression, {name: f"{name} after" for name in self._changed})

    def _contradictory(self, space: Space) -> int:
        """States in which a predicate that has become wider held before and does not now, or the other way round."""
        impossible = 0
        for call in space.calls:
            name = call.predicate.removesuffix(" before")
            later = Call(f"{name} after", call.arguments)
            if name == call.predicate or later not in space.calls:
                continue
            held, holds = space.truth(call), space.truth(later)
            if self._changed[name] is Direction.WIDER:
                impossible |= held.true & holds.false
            if self._changed[name] is Direction.NARROWER:
                impossible |= held.false & holds.true
        return impossible


def _arms(grant: Grant) -> tuple[Arm, ...]:
    if isinstance(grant, Where):
        return grant.arms
    return (frozenset(),) if isinstance(grant, Always) else ()


def _gain(space: Space, mine: list[tuple[Arm, int]], others: list[tuple[Arm, int]]) -> Gain | None:
    """Where some arm of mine holds and none of the others."""
    elsewhere = 0
    for _, states in others:
        elsewhere |= states
    gaining = [(arm, states) for arm, states in mine if states & ~elsewhere]
    if not gaining:
        return None
    gained = 0
    for _, states in gaining:
        gained |= states
    arms = tuple(arm for arm, _ in gaining)
    exceptions = tuple(_beyond(arm, arms) for arm, states in others if states & gained)
    return Gain(arms, exceptions, space.describe(gained & ~elsewhere))


def _beyond(arm: Arm, given: tuple[Arm, ...]) -> Arm:
    """What an arm asks that does not follow from each of the others: what follows need not be said again."""
    return frozenset(part for part in arm if not all(arm_implies(one, frozenset({part})) for one in given))
