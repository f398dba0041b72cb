"""What is read of a cell in the end: on which objects, its own grant and that of its row together.

In: the grants of a role and a purpose. Out: one grant for a cell, complete in itself: what the matrix shows and what a
diff compares. The SQL keeps the two apart, because a row is decided once for all of its cells.
"""

from __future__ import annotations

from itertools import product

from app.authz.expression import FALSE, TRUE, And, Expression, Or
from app.authz.partial import Always, Grant, Never, Where, grant_of
from app.authz.policy import ROW, Grants


def whole_cell(grants: Grants, kind: str, name: str) -> Grant:
    """On which objects a field is read: its row stands, and the cell is granted. `id` is the row itself."""
    row = grants.row(kind)
    if name == ROW or isinstance(row, Never):
        return row
    return both(row, grants.cell(kind, name))


def both(row: Grant, cell: Grant) -> Grant:
    """Where two grants hold together."""
    if not (isinstance(row, Where) and isinstance(cell, Where)):
        return row if isinstance(row, Never) or isinstance(cell, Always) else cell
    arms = (And((*one, *other)) for one, other in product(row.arms, cell.arms))
    return grant_of(arms, (), {})


def condition_of(grant: Grant) -> Expression:
    """A grant as one condition."""
    match grant:
        case Always():
            return TRUE
        case Never():
            return FALSE
        case Where(arms):
            return Or(tuple(And(tuple(arm)) for arm in arms))
