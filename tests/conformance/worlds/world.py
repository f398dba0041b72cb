"""A world: the records of an import file and the instant at which it is looked at.

The conformance tests make worlds, keep them as plain records in the import format, and ask the same questions of
the real thing (after a real import) and of the reference, which never sees a database.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, cached_property
from typing import Any

from app.database.ids import record_id

Record = dict[str, Any]

SECRET = b"the secret of the worlds of the conformance tests"

# Kinds of record that no file brings.
MADE_BY_COMMANDS = {"article", "block", "comment", "former_school", "response", "result", "survey"}
# Parts of a record that no file brings: `second` is the second school of a user, with what was decided about it.
DECIDED_BY_COMMANDS = {("school", "status"), ("user", "second")}

# The kinds of area in the import format, by the name of the type in the public schema.
AREA_TYPES = {"twinspace": "TwinSpace", "group": "Group", "event": "Event"}


@dataclass(frozen=True, repr=False)
class World:
    """Some records, and now."""

    records: tuple[Record, ...]
    now: datetime

    def __repr__(self) -> str:
        """Short; tests that fail print the import file as a note."""
        return f"World of {len(self.records)} records at {self.now.isoformat()}"

    @cached_property
    def _index(self) -> dict[tuple[str, str], Record]:
        return {(record["kind"], record["key"]): record for record in self.records}

    @cached_property
    def _by_kind(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = {}
        for record in self.records:
            found.setdefault(record["kind"], []).append(record)
        return found

    def of(self, kind: str) -> list[Record]:
        return self._by_kind.get(kind, [])

    def find(self, kind: str, key: str | None) -> Record | None:
        """The record that a reference leads to; None leads nowhere."""
        return None if key is None else self._index[kind, key]

    @property
    def today(self) -> date:
        return self.now.astimezone(UTC).date()

    def with_records(self, records: Iterable[Record]) -> World:
        return World(tuple(records), self.now)

    def as_lines(self) -> str:
        """The import file. What was decided about a school is no part of it: an imported one is valid,
        and what only commands make is left out, second schools among it.
        """
        lines = (
            {name: value for name, value in record.items() if (record["kind"], name) not in DECIDED_BY_COMMANDS}
            for record in self.records
            if record["kind"] not in MADE_BY_COMMANDS
        )
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)

    @property
    def school_states(self) -> dict[str, str]:
        """What was decided about the schools, by id."""
        return {public_id("school", one["key"]): one.get("status", "VALIDATED") for one in self.of("school")}

    @property
    def second_schools(self) -> list[tuple[str, str, str]]:
        """The people with a second school: their id, that of the school, and what was decided."""
        found = [(one["key"], one["second"]) for one in self.of("user") if one.get("second")]
        return [
            (public_id("user", key), public_id("school", second["school"]), second["status"]) for key, second in found
        ]


@cache
def public_id(kind: str, key: str) -> str:
    """The id of a record in the answers of the API; of a school that was merged, the one that it had."""
    return str(record_id(SECRET, "school" if kind == "former_school" else kind, key))


def parse_instant(text: str | None) -> datetime | None:
    """An instant of a record, in UTC (G-58)."""
    return None if text is None else datetime.fromisoformat(text).astimezone(UTC)


def parse_date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
