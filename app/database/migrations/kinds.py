"""The kinds of column that revisions are written with.

Like a revision, a kind never changes once it has been released: what a revision built stays what it built. A new
kind gets a new name. The models have their own list (`app.database.models.columns`), which may move on; a test
compares what the revisions build with what the models declare.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

AT_COMMIT: dict[str, Any] = {"deferrable": True, "initially": "DEFERRED"}
"""When a foreign key is checked: an import may write its tables in any order."""


def identifier() -> sa.Column[object]:
    return sa.Column("id", sa.Uuid(), primary_key=True)


def key(name: str = "key", *, nullable: bool = True, unique: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(collation="C"), nullable=nullable, unique=unique)


def record_key() -> sa.Column[str]:
    return key(nullable=False, unique=True)


def text(name: str, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def texts(name: str) -> sa.Column[object]:
    return sa.Column(name, postgresql.ARRAY(sa.Text()), nullable=True)


def instant(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, postgresql.TIMESTAMP(timezone=True), nullable=nullable)


def date(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=nullable)


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger(), nullable=True)


def required_number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.SmallInteger(), nullable=False)


def flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.text("false"), nullable=False)


def reference(name: str, target: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Uuid(), sa.ForeignKey(target, **AT_COMMIT), nullable=nullable)


def periods(name: str) -> sa.Column[object]:
    return sa.Column(name, postgresql.TSTZMULTIRANGE(), server_default=sa.text("'{}'"), nullable=False)


def silent_for(name: str, interval: str) -> sa.Column[object]:
    silent_since = "coalesce(last_login_at, registered_at) AT TIME ZONE 'UTC'"
    computed = sa.Computed(f"(({silent_since}) + interval '{interval}') AT TIME ZONE 'UTC'", persisted=True)
    return sa.Column(name, postgresql.TIMESTAMP(timezone=True), computed, nullable=True)


def terms() -> sa.Column[object]:
    return sa.Column("terms", postgresql.TSVECTOR(), server_default=sa.text("''"), nullable=False)
