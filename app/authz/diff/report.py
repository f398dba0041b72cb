"""A difference between two policies as text for people, and as data.

In: a `Difference`. Out: lines: first what the versions themselves say (roles, purposes, switches), then the cells that
open and those that close, equal ones together, each with its condition in words. The data hold every cell on its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.authz.diff.changes import Change, Difference, purposes_of_both
from app.authz.diff.decide import Example, Gain
from app.authz.diff.questions import Member, Text, Value, Variable
from app.authz.expression import And, Or, describe
from app.authz.partial import Arm, Grant
from app.authz.policy import ROW, Policy
from app.authz.wording import Wording
from app.database.vocabulary import Purpose, Role


@dataclass(frozen=True)
class Report:
    """Says a difference; the names are those by which the policies were asked for."""

    difference: Difference
    before: str
    after: str
    notes: tuple[str, ...] = ()

    def text(self) -> Iterator[str]:
        """Lines for people."""
        opened, closed = self.difference.opened, self.difference.closed
        undecided = sum(not change.decision.decided for change in opened)
        yield f"{self.before} → {self.after}"
        yield from self.notes
        yield from self._section("The versions", [f"  {line}" for line in self.statements()])
        yield ""
        counts = _counted(len(opened), "cell opens", "cells open"), _counted(len(closed), "cell closes", "cells close")
        yield f"{', '.join(counts)}. A cell is one field for one role with one purpose."
        if undecided:
            yield f"{undecided} of them are not decided: there are too many states to look at. They count as opened."
        yield from self._section("Opens", list(self._list(opened)))
        yield from self._section("Closes", list(self._list(closed, opens=False)))

    def data(self) -> dict[str, Any]:
        """The same as data, one entry for each cell."""
        opened, closed = self.difference.opened, self.difference.closed
        return {
            "before": self.before,
            "after": self.after,
            "notes": list(self.notes),
            "versions": list(self.statements()),
            "counts": {
                "opened": len(opened),
                "closed": len(closed),
                "undecided": sum(not change.decision.decided for change in opened),
            },
            "opened": [self._entry(change, change.decision.opens) for change in opened],
            "closed": [self._entry(change, change.decision.closes) for change in closed],
        }

    def statements(self) -> Iterator[str]:
        """What the versions say of themselves that differs: roles, purposes, switches."""
        before, after = self.difference.before, self.difference.after
        for role in Role:
            yield from self._of_role(role, before.purposes(role), after.purposes(role))
        for name in sorted({*before.edition.switches, *after.edition.switches}):
            was, now = before.edition.switches.get(name), after.edition.switches.get(name)
            said = now or was
            if said is not None and (was is None or now is None or was.value != now.value):
                words = [one.value if one else "not there" for one in (was, now)]
                yield f"{name}: {words[0]} → {words[1]} ({' '.join(said.clauses)}). {said.meaning}"

    def _of_role(
        self, role: Role, before: tuple[Purpose | None, ...], after: tuple[Purpose | None, ...]
    ) -> Iterator[str]:
        if bool(before) != bool(after):
            yield f"{role} exists in {self.after if after else self.before} only."
            return
        for purpose in dict.fromkeys((*before, *after)):
            if (purpose in before) != (purpose in after):
                where = self.after if purpose in after else self.before
                yield f"{role} reads {_purpose(purpose)} in {where} only."

    def _section(self, title: str, lines: Sequence[str]) -> Iterator[str]:
        if lines:
            yield from ("", title, *lines)

    def _list(self, changes: Sequence[Change], *, opens: bool = True) -> Iterator[str]:
        """Changes by who is concerned, then by type; what is alike stands together."""
        viewers: dict[tuple[str, str, Grant, Grant], list[Change]] = {}
        for change in changes:
            viewers.setdefault((change.kind, change.name, change.before, change.after), []).append(change)
        concerned: dict[str, dict[tuple[str, str], list[str]]] = {}
        for (kind, name, _, _), alike in viewers.items():
            gain = alike[0].decision.opens if opens else alike[0].decision.closes
            if gain is not None:
                said = (kind, self.condition(alike[0], gain))
                concerned.setdefault(self._viewers(alike), {}).setdefault(said, []).append(name)
        for who, fields in concerned.items():
            yield f"  for {who}"
            for (kind, condition), names in fields.items():
                yield f"    {kind}: {', '.join('the row itself' if name == ROW else name for name in names)}"
                yield f"      {condition}"

    def _viewers(self, changes: Sequence[Change]) -> str:
        """The roles of some changes, with their purposes where these are not all that the role has."""
        purposes: dict[Role, list[Purpose | None]] = {}
        for change in changes:
            purposes.setdefault(change.role, []).append(change.purpose)
        return ", ".join(
            role
            if tuple(some) == purposes_of_both(self.difference.before, self.difference.after, role)
            else f"{role} ({', '.join(purpose or 'without a purpose' for purpose in some)})"
            for role, some in purposes.items()
        )

    def condition(self, change: Change, gain: Gain) -> str:
        """Where a cell is read under one policy and not under the other."""
        after, before = self.difference.after, self.difference.before
        mine, other = (after, before) if gain is change.decision.opens else (before, after)
        if not change.decision.decided:
            return f"not decided; now {_wording(mine).grant(change.after, change.kind)}"
        held = "always" if frozenset() in gain.arms else f"where {_said(mine, gain.arms, change.kind)}"
        if not gain.exceptions:
            return held
        return f"{held}, except where both read it: {_said(other, gain.exceptions, change.kind)}"

    def _entry(self, change: Change, gain: Gain | None) -> dict[str, Any]:
        before, after = self.difference.before, self.difference.after
        return {
            "role": change.role.value,
            "purpose": None if change.purpose is None else change.purpose.value,
            "type": change.kind,
            "field": change.name,
            "condition": "" if gain is None else self.condition(change, gain),
            "before": _wording(before).grant(change.before, change.kind),
            "after": _wording(after).grant(change.after, change.kind),
            "decided": change.decision.decided,
            "example": {} if gain is None else _example(gain.example),
        }


def _wording(policy: Policy) -> Wording:
    return Wording(policy.definitions, policy.edition.known)


def _said(policy: Policy, arms: Sequence[Arm], kind: str) -> str:
    return _wording(policy).condition(Or(tuple(And(tuple(arm)) for arm in arms)), kind)


def _purpose(purpose: Purpose | None) -> str:
    return "without a purpose" if purpose is None else f"for {purpose}"


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _example(example: Example) -> dict[str, str]:
    """A state in which the two differ: what is asked, and its value."""
    return {_question(variable): _answer(value) for variable, value in example.items()}


def _question(variable: Variable) -> str:
    if isinstance(variable, Member):
        return f"{describe(variable.operand)} in {describe(variable.container)}"
    return describe(variable)


def _answer(value: Value) -> str:
    match value:
        case None:
            return "missing"
        case bool():
            return "yes" if value else "no"
        case Text():
            return value.constant if value.constant is not None else f"other value {value.number + 1}"
        case _:
            return " or ".join(sorted(value))
