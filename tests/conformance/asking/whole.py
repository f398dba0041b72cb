"""One question about everything in a world: every object by its id and in its list, with all cells and all entries.

In: the cells of each type, the keys of the objects. Out: the document, and the answer as rows with their readable
cells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.authz.case_sight import CONNECTIONS
from tests.conformance.asking.documents import Question
from tests.conformance.worlds.world import public_id

KINDS = {kind: kind.lower() for kind in ("User", "School", "Project", "TwinSpace", "Group", "Event")}
ROOTS = {"User": "users", "School": "schools", "Project": "projects", "Group": "groups", "Event": "events"}
ENTRIES = {"partners": "Partner", "members": "Member"}
PARTS = {
    "school": " { id }",
    "secondSchool": " { id }",
    "twinSpace": " { id }",
    "project": " { id }",
    "user": " { id }",
    "pupilAges": " { from to }",
    "head": " { firstName lastName email }",
    "consents": " { purpose }",
    "decisions": " { decision }",
    "favourites": " { object }",
    "comments": " { id }",
    "representations": " { country }",
    "savedSearches": " { id }",
}
STATUS = {"Project.status": "projectStatus", "School.status": "schoolStatus"}
Fields = Mapping[str, frozenset[str]]


@dataclass
class Whole:
    """What the API shows of a world: rows with their cells, entries of lists, and what the root lists hold."""

    rows: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    roots: dict[str, set[str]] = field(default_factory=dict)


def whole_question(keys: Mapping[str, list[str]], cells: Fields) -> Question:
    """The question about these objects."""
    fragments = " ".join(f"... on {kind} {{ {_fields(kind, cells)} }}" for kind in KINDS)
    roots = " ".join(f"{name}(first: 100) {{ nodes {{ id }} }}" for name in ROOTS.values())
    ids = [public_id(KINDS[kind], key) for kind in KINDS for key in keys[kind]]
    document = f"query($ids: [ID!]!) {{ nodes(ids: $ids) {{ __typename {fragments} }} {roots} }}"
    return Question(document, {"ids": ids})


def _fields(kind: str, cells: Fields) -> str:
    lists = {name: _entry(ENTRIES[name], cells) if name in ENTRIES else "id" for name in sorted(CONNECTIONS[kind])}
    connections = [f"{name}(first: 100) {{ nodes {{ {entry} }} }}" for name, entry in lists.items()]
    return " ".join([*map(_cell, [f"{kind}.{name}" for name in sorted(cells[kind])]), *connections])


def _cell(coordinate: str) -> str:
    """The status of a project, of a school and of a user are of different types, and need different names."""
    name = coordinate.partition(".")[2]
    return f"{STATUS[coordinate]}: status" if coordinate in STATUS else f"{name}{PARTS.get(name, '')}"


def _entry(kind: str, cells: Fields) -> str:
    return " ".join(f"{name}{PARTS.get(name, '')}" for name in sorted(cells[kind] - {"id"}))


def read_whole(data: Any, keys: Mapping[str, list[str]]) -> Whole:
    """The answer under the keys of the world."""
    names = {public_id(KINDS[kind], key): key for kind in KINDS for key in keys[kind]}
    whole = Whole(rows={kind: {} for kind in (*KINDS, *ENTRIES.values())})
    for node in filter(None, data["nodes"]):
        kind, key = node["__typename"], names[node["id"]]
        whole.rows[kind][key] = _readable({name: node[name] for name in node.keys() - CONNECTIONS[kind]})
        for connection in CONNECTIONS[kind]:
            entries = node[connection]["nodes"]
            if connection in ENTRIES:
                named = {f"{names[entry['user']['id']]} in {key}": _readable(entry) for entry in entries}
                whole.rows[ENTRIES[connection]] |= named
            else:
                whole.lists[f"{connection} of {key}"] = frozenset(names[entry["id"]] for entry in entries)
    whole.roots = {kind: {names[one["id"]] for one in data[root]["nodes"]} for kind, root in ROOTS.items()}
    return whole


def _readable(cells: Mapping[str, Any]) -> frozenset[str]:
    """A cell that is readable has a value; a row that stands has its id."""
    found = {"status" if name in STATUS.values() else name for name, value in cells.items() if value is not None}
    return frozenset((found | {"id"}) - {"__typename"})
