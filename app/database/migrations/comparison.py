"""Which objects of the database are compared with the models.

In: an object, or the time of a comparison. Out: whether it counts, and quiet about what is as it should be.
Compared is everything but the indexes of revision 0003: the models say which orders there are, and a revision adds the
index for the other direction. Nor are the partitions of the access log, which come and go with the months, and what the
database fills in there: Alembic compares defaults by their values, and no two of these are equal. Nor the tables of
jobs, which are procrastinate's (revision 0021). Triggers, functions, views and grants are outside of what Alembic
compares; tests hold them.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.schema import SchemaItem

PARTITIONS = "access_log_"
JOBS = "procrastinate_"
_FILLED_IN = {("access_log", name) for name in ("at", "number", "id")}


def comparable(
    item: SchemaItem,
    name: str | None,
    kind: str,
    reflected: bool,  # noqa: FBT001  Alembic calls it so
    opposite: SchemaItem | None,
) -> bool:
    """False for an index that only the database has and whose name says why."""
    only_there = reflected and opposite is None
    if kind == "index":
        return not (only_there and (name or "").endswith("_desc"))
    if kind == "table":
        return not (only_there and (name or "").startswith((PARTITIONS, JOBS)))
    return not (kind == "column" and (str(getattr(item, "table", "")), name) in _FILLED_IN)


@contextmanager
def expected_warnings() -> Iterator[None]:
    """Without the warnings that every comparison of these tables makes."""
    with warnings.catch_warnings():
        # Schools and users refer to each other.
        warnings.filterwarnings("ignore", "Cannot correctly sort tables")
        # PostgreSQL writes an expression in another way than we do, and Alembic cannot tell that it is the same.
        warnings.filterwarnings("ignore", "Computed default on users")
        yield
