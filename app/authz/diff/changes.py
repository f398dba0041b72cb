"""What differs between two policies: which cells open, which close, for whom.

In: two policies. Out: a `Difference`: a `Change` for every cell (one field, for one role with one purpose) that is not
read on the same objects. A role or a purpose that a policy does not have reads nothing there. An entry of a list stands
or falls with its user (G-19): that follows from the change of `User.id` and is not counted again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.authz.attributes import OBJECTS
from app.authz.cells import whole_cell
from app.authz.diff.decide import Comparison, Decision
from app.authz.diff.meanings import changed_predicates
from app.authz.partial import Grant, Never
from app.authz.policy import ROW, Policy
from app.database.vocabulary import Purpose, Role


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that opens or closes, or both in different places."""

    role: Role
    purpose: Purpose | None
    kind: str
    name: str
    before: Grant
    after: Grant
    decision: Decision


@dataclass(frozen=True)
class Difference:
    """All changes between two policies."""

    before: Policy
    after: Policy
    changes: tuple[Change, ...]

    @property
    def opened(self) -> tuple[Change, ...]:
        """The cells that are read where they were not, or of which this is not known."""
        return tuple(change for change in self.changes if change.decision.opens)

    @property
    def closed(self) -> tuple[Change, ...]:
        """The cells that are not read any more where they were."""
        return tuple(change for change in self.changes if change.decision.closes)


def compare(before: Policy, after: Policy) -> Difference:
    """What is read under the second policy and not under the first, and the other way round."""
    comparison = Comparison(changed_predicates(before, after))
    changes = [
        Change(role, purpose, kind, name, held, holds, decision)
        for role in Role
        for purpose in purposes_of_both(before, after, role)
        for kind, name, held, holds in _cells(before, after, role, purpose)
        if (decision := comparison.decide(held, holds)) != Decision()
    ]
    return Difference(before, after, tuple(changes))


def purposes_of_both(before: Policy, after: Policy, role: Role) -> tuple[Purpose | None, ...]:
    """What the role reads for in either policy."""
    return tuple(dict.fromkeys((*before.purposes(role), *after.purposes(role))))


def _cells(
    before: Policy, after: Policy, role: Role, purpose: Purpose | None
) -> Iterator[tuple[str, str, Grant, Grant]]:
    """Every cell that either policy names, as it was and as it is."""
    sides = [(one, one.grants(role, purpose)) for one in (before, after)]
    for kind in OBJECTS:
        names = before.fields()[kind] | after.fields()[kind]
        for name in sorted(names, key=lambda name: (name != ROW, name)):
            held, holds = (
                whole_cell(grants, kind, name) if purpose in one.purposes(role) else Never() for one, grants in sides
            )
            yield kind, name, held, holds
        for action in sorted({rule.action for one, _ in sides for rule in one.commands if rule.object == kind}):
            held, holds = (
                one.acting(role, purpose, kind, action) if purpose in one.purposes(role) else Never()
                for one, _ in sides
            )
            yield kind, f"{action}()", held, holds
