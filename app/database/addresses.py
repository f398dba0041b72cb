"""Where the database is: one address for the owner of the tables, one for the API.

In: what an operator wrote, an address (`postgresql://…`, also with a driver's name) or a libpq string.
Out: `Addresses`, libpq strings that psycopg takes. They carry passwords: they are never shown, logged or quoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from app.errors import Misconfigured

# `postgresql+psycopg://` is how SQLAlchemy writes it; the driver's name means nothing to libpq.
_SCHEME = re.compile(r"^postgres(?:ql)?(?:\+\w+)?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Addresses:
    """How to sign in as the owner of the tables, and as the API, which may only read."""

    owner: str = field(repr=False)
    api: str = field(repr=False)


def read_address(text: str, *, setting: str) -> str:
    """A libpq string from what an operator wrote; a fault names the setting and nothing of its value."""
    normal = _SCHEME.sub("postgresql://", text.strip(), count=1)
    try:
        parts: dict[str, Any] = conninfo_to_dict(normal)
    except psycopg.ProgrammingError:
        parts = {}
    if not parts:
        raise Misconfigured(
            f"`{setting}` is no address of a PostgreSQL database",
            hint="Write postgresql://user:password@host:5432/database; in the password, percent-encode @ : / and %.",
        )
    return make_conninfo(**parts)
