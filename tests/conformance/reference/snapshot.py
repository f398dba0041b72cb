"""All that an asker may see of a world, as one value: two worlds with equal snapshots must give equal answers.

In: a world and an asker. Out: plain data, comparable with `==`, or None when the asker is not let in.
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
    return {"rows": rows, "viewer": (view.viewer.country, view.viewer.school), "now": world.now}


def _content(row: Row) -> Snapshot:
    return {
        "cells": row.cells,
        "links": {name: _id(row.link(name)) for name in row.links},
        "connections": {
            name: sorted((_entry(found) for found in row.connection(name)), key=repr) for name in row.connections
        },
    }


def _id(row: Row | None) -> str | None:
    return None if row is None else row.id


def _entry(row: Row) -> Any:
    """An entry belongs to its connection; an object stands for itself."""
    return (row.id, row.cells, _id(row.link("school"))) if row.type in ("Partner", "Member") else row.id
