"""What a case demands, spelt out: the rows and cells that its words stand for, and how it differs from what is seen.

In: a case, one of its viewers, and the names and cells that there are. Out: an `Expectation`, and differences in plain
words. The same comparison serves the rules (`app.authz.cases`) and the product over PostgreSQL (tests/conformance).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from app.authz.case_files import Case, CaseFile
from app.authz.case_phrases import CaseViewer, read_cells
from app.authz.case_sight import LISTS
from app.authz.strict_yaml import Node

Rows = Mapping[str, Mapping[str, frozenset[str]]]
Lists = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Expectation:
    """Of every kind that is named, all rows with their cells; of every list that is named, all entries."""

    rows: Rows
    lists: Lists


@dataclass(frozen=True, slots=True)
class Names:
    """What there is: the rows of the file by kind, and the cells of each kind."""

    rows: Mapping[str, Collection[str]]
    cells: Callable[[str], frozenset[str]]


def expectation(file: CaseFile, case: Case, viewer: CaseViewer, names: Names) -> Expectation:
    """The rows, cells and entries that a viewer of a case is to see, and no other."""
    rows = {}
    for kind, stated in case.sees.items():
        if kind not in names.rows:
            node = next(iter(stated.values()), None)
            raise _unknown(case, node, f"`{kind}` is no kind of row", names.rows)
        rows[kind] = _rows(file, viewer, kind, stated, names)
    return Expectation(rows, {name: _entries(case, name, node, names) for name, node in case.lists.items()})


def _rows(
    file: CaseFile, viewer: CaseViewer, kind: str, stated: Mapping[str, Node], names: Names
) -> Mapping[str, frozenset[str]]:
    rows: dict[str, frozenset[str]] = {}
    for name, node in stated.items():
        if name in names.rows[kind] and node.value == "hidden":
            continue
        cells = read_cells(node, names.cells(kind), file.sets)
        if name == "others":
            rows |= {other: cells for other in names.rows[kind] if other not in {*stated, *_own(stated, viewer)}}
        elif name == "oneself" and kind == "User":
            rows |= dict.fromkeys(_own(stated, viewer), cells)
        elif name in names.rows[kind]:
            rows[name] = cells
        else:
            raise node.refused(f"there is no {kind} `{name}`", "name a row of this file, `others` or `oneself`")
    return rows


def _own(stated: Mapping[str, Node], viewer: CaseViewer) -> Collection[str]:
    """The viewer's own row, where a case speaks of `oneself`."""
    return [viewer.person] if "oneself" in stated and viewer.person is not None else []


def _entries(case: Case, name: str, node: Node, names: Names) -> frozenset[str]:
    """`users of tartu`: the entries of a list of one row."""
    words = name.split(" of ")
    if len(words) != 2 or words[0] not in LISTS or words[1] not in names.rows[LISTS[words[0]]]:
        raise _unknown(case, node, f"`{name}` is no list", [f"{one} of …" for one in LISTS])
    return frozenset(item.text() for item in node.items())


def _unknown(case: Case, node: Node | None, message: str, known: Collection[str]) -> Exception:
    place = node if node is not None else Node(case.path, case.line, case.title)
    return place.refused(message, f"one of {', '.join(known)}")


def differences(wanted: Expectation, seen: Expectation) -> Iterator[str]:
    """Where what is seen is not what is wanted, in plain words."""
    for kind, rows in wanted.rows.items():
        for name in sorted({*rows, *seen.rows[kind]}):
            yield from _row_differences(f"{kind} {name}", rows.get(name), seen.rows[kind].get(name))
    for name, entries in wanted.lists.items():
        yield from (f"{name} shows {entry} and should not" for entry in sorted(seen.lists[name] - entries))
        yield from (f"{name} should show {entry} and does not" for entry in sorted(entries - seen.lists[name]))


def _row_differences(row: str, wanted: frozenset[str] | None, seen: frozenset[str] | None) -> Iterator[str]:
    if wanted is None or seen is None:
        if wanted != seen:
            yield f"{row} is seen and should not be" if wanted is None else f"{row} should be seen and is not"
        return
    yield from (f"{row}: `{cell}` is readable and should not be" for cell in sorted(seen - wanted))
    yield from (f"{row}: `{cell}` should be readable and is not" for cell in sorted(wanted - seen))
