"""All that an asker may see of a world, as one value: two worlds with equal snapshots must give equal answers.

In: a world and an asker. Out: plain data, comparable with `==`, or None when the asker is not let in. What is hidden
and what is absent look alike (G-07, G-09), so neither a null cell nor an empty relation is written down.
"""

from __future__ import annotations

from typing import Any

from tests.conformance.reference.askers import Asker, askers
from tests.conformance.reference.facts import Facts
from tests.conformance.reference.view import KINDS, Row, View
from tests.conformance.worlds.world import World

Snapshot = dict[str, Any]


def take_snapshot(world: World, asker: Asker) -> Snapshot | None:
    """Rows by type and id, with their cells, links and connections; what the viewer stands on; and now."""
    facts = Facts(world)
    if asker not in askers(facts):
        return None
    view = View(facts, asker)
    rows = {f"{row.type} {row.id}": _content(row) for name in KINDS for row in view.rows(name)}
    former = {row.id: sorted(row.former_ids) for row in view.rows("School") if row.former_ids}
    own = (view.viewer.country, view.viewer.school, view.viewer.second_school)
    return {"rows": rows, "former": former, "viewer": own, "now": world.now}


def _content(row: Row) -> Snapshot:
    links = {name: _id(row.link(name)) for name in row.links}
    connections = {
        name: sorted((_entry(found) for found in row.connection(name)), key=repr) for name in row.connections
    }
    related = {name: entries for name, entries in connections.items() if entries}
    return {"cells": _present(row.cells), "links": _present(links), "connections": related}


def _present(values: dict[str, Any]) -> dict[str, Any]:
    """An empty list is a value; only null is not."""
    return {name: value for name, value in values.items() if value is not None}


def _id(row: Row | None) -> str | None:
    return None if row is None else row.id


def _entry(row: Row) -> Any:
    """An entry belongs to its connection; an object stands for itself."""
    if row.type in ("Partner", "Member"):
        return row.id, _present(row.cells), _id(row.link("school"))
    return row.id
