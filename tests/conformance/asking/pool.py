"""Words to ask with: what occurs in a world, hidden or not, and what occurs nowhere.

In: the worlds of one example. Out: `Pool`: texts by schema coordinate, words to search for, ids, instants, dates. A
question that names a hidden word, id or date is the one that finds a leak.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tests.conformance.worlds.world import AREA_TYPES, Record, World, public_id

COUNTRIES = ["EE", "NO", "HU", "SE"]
STRANGE = ["", " ", "%", "_", "\\", "'", '"', "a", "zz", "null", "\u0301", "Ö", "w" * 60]
MALFORMED_IDS = ["", "1", "u1", "00000000-0000-0000-0000-000000000000", "User:u1", "'; --", "é", "0" * 40]

_TYPES = {"user": "User", "school": "School", "former_school": "School", "project": "Project"} | AREA_TYPES
_MOMENTS = {
    "user": ("registeredAt", "lastLoginAt"),
    "event": ("startsAt", "endsAt"),
    "project": ("publishedAt",),
    "consent": ("givenAt",),
}


@dataclass
class Pool:
    """The words of some worlds."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    ids: dict[str, list[str]] = field(default_factory=dict)
    moments: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)

    def texts_of(self, coordinate: str) -> list[str]:
        return self.texts.get(coordinate, []) + STRANGE

    @property
    def any_ids(self) -> list[str]:
        return [one for ids in self.ids.values() for one in ids] + MALFORMED_IDS


def pool_of(*worlds: World) -> Pool:
    """The words of these worlds, in a stable order."""
    pool = Pool()
    for world in worlds:
        pool.moments.append(world.now.isoformat())
        for record in world.records:
            _add(pool, record)
    pool.words += ["no-such-word", "%", "_"]
    pool.moments, pool.days, pool.words = _distinct(pool.moments), _distinct(pool.days), _distinct(pool.words)
    return pool


def _add(pool: Pool, record: Record) -> None:
    kind = record["kind"]
    type_name = _TYPES.get(kind, "Other")
    pool.ids.setdefault(type_name, [])
    _append(pool.ids[type_name], public_id(kind, record["key"]))
    for name, value in record.items():
        if name in ("kind", "key"):
            continue
        for text in _texts(value):
            _append(pool.texts.setdefault(f"{type_name}.{name}", []), text)
            pool.words += text.split()[:5]
    pool.moments += [record[name] for name in _MOMENTS.get(kind, ()) if record.get(name)]
    pool.days += [record[name] for name in ("registeredOn", "closedOn") if record.get(name)]


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, list) else []


def _append(values: list[str], value: str) -> None:
    if value not in values:
        values.append(value)


def _distinct(values: list[str]) -> list[str]:
    return list(dict.fromkeys(values))


UNKNOWN_ID = str(UUID("12345678-1234-4234-8234-123456789012"))
