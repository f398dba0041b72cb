"""Which objects of the database are compared with the models.

Everything but the indexes of revision 0003: the models say which orders there are, and a revision adds the index for
the other direction. Triggers, functions, views and grants are outside of what Alembic compares; tests hold them.
"""

from __future__ import annotations

from sqlalchemy.schema import SchemaItem


def comparable(
    _item: SchemaItem,
    name: str | None,
    kind: str,
    reflected: bool,  # noqa: FBT001  Alembic calls it so
    opposite: SchemaItem | None,
) -> bool:
    """False for an index that only the database has and whose name says why."""
    only_there = reflected and opposite is None
    return not (kind == "index" and only_there and (name or "").endswith("_desc"))
