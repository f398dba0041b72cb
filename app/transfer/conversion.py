"""From lines of the import file to rows for COPY, one block at a time: pure, and the same in every process.

In: a block of whole lines and the number of the first. Out: `Converted`: rows by kind, how many records of each kind
there were, and every problem that a line alone can have. A record with a wrong value is no row, but its key is kept,
so that a reference to it is not called wrong as well.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from app.transfer.problems import WHOLE_RECORD, Problem
from app.transfer.records import Kind
from app.transfer.rules import missing
from app.transfer.texts import check_key
from app.transfer.values import Wrong

LONGEST_LINE = 1_000_000
"""In bytes: four times what the longest record needs when every letter is escaped."""

Rows = dict[str, list[bytes]]

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_SHOWN_OF_A_NAME = 60


@dataclass(slots=True)
class Converted:
    """What a block of lines became."""

    rows: dict[str, bytes] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    broken: list[tuple[int, bytes]] = field(default_factory=list)
    """Line and id of records that have problems."""


def convert_block(kinds: Mapping[str, Kind], first_line: int, block: bytes) -> Converted:
    """Every line of the block; lines with nothing on them count as lines and are passed over."""
    converted = Converted()
    rows: Rows = {}
    members = 0
    for number, line in enumerate(block.split(b"\n"), first_line):
        if not line or line.isspace():
            continue
        try:
            record = _read(line)
            members += len(record)
            members += _convert_record(kinds, converted, rows, number, record)
        except Wrong as wrong:
            converted.problems.append(Problem(number, WHOLE_RECORD, wrong.expected))
    if _colons(block) != members:
        _find_repeated_members(converted, first_line, block)
    converted.rows = {kind: b"".join(of_kind) for kind, of_kind in rows.items()}
    return converted


def _read(line: bytes) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise Wrong(f"must have at most {LONGEST_LINE} bytes")
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        record = _read_slowly(line)
    if not isinstance(record, dict):
        raise Wrong("must be a JSON object")
    return record


def _convert_record(
    kinds: Mapping[str, Kind], converted: Converted, rows: Rows, line: int, record: dict[str, Any]
) -> int:
    """Add the record's row, or its problems; the number of members of the objects in it."""
    try:
        kind = kinds[record["kind"]]
    except (KeyError, TypeError):
        converted.problems.append(Problem(line, "kind", "must be one of " + ", ".join(kinds)))
        return 0
    converted.counts[kind.name] += 1
    get = record.get
    for name in kind.lists:
        if isinstance(get(name), list):
            record[name] = tuple(record[name])
    try:
        if record.keys() <= kind.names and not missing(record, kind.required):
            row = kind.row(line, check_key(get("key")), record)
            if not kind.check(record):
                rows.setdefault(kind.name, []).append(row)
                return sum([len(get(name) or ()) for name in kind.objects])
    except (Wrong, TypeError):
        pass
    _refuse(converted, kind, line, record)
    return 0


def _refuse(converted: Converted, kind: Kind, line: int, record: Mapping[str, object]) -> None:
    """Everything that is wrong with a record, found field by field."""
    findings = [(_shown(name), f"is no field of a {kind.name}") for name in record if name not in kind.names]
    try:
        key = check_key(record.get("key"))
    except Wrong as wrong:
        findings.append(("key", wrong.expected))
    else:
        converted.broken.append((line, kind.make_id(key)))
    lacking = missing(record, kind.required)
    findings += [(name, f"is required of a {kind.name}") for name in lacking]
    well_formed = not lacking
    for part in kind.fields:
        try:
            part.write(record.get(part.name))
        except Wrong as wrong:
            findings.append((part.name + _shown(wrong.part), wrong.expected))
            well_formed = False
        except TypeError:
            expected = "must be a list of texts" if part.shape == "list" else "must be neither a list nor an object"
            findings.append((part.name, expected))
            well_formed = False
    if well_formed:
        findings += kind.check(record)
    converted.problems.extend(Problem(line, where, message) for where, message in findings)


def _read_slowly(line: bytes) -> object:
    """A line that the fast reader refuses: tell why, or hand it on when a single value is to blame."""
    if line.startswith(_BYTE_ORDER_MARK):
        raise Wrong("begins with a byte order mark: save the file as UTF-8 without one")
    try:
        return json.loads(line.decode())
    except UnicodeDecodeError:
        raise Wrong("must be UTF-8") from None
    except RecursionError:
        raise Wrong("is nested too deeply") from None
    except ValueError:
        raise Wrong("must be JSON, one object on one line") from None


def _colons(block: bytes) -> int:
    """At least as many as there are members, since a colon follows each name; more when texts contain such colons.

    So an equal number proves that no name was given twice, without looking at single lines.
    """
    return block.count(b'":') + block.count(b" :") + block.count(b"\t:") + block.count(b"\r:")


def _find_repeated_members(converted: Converted, first_line: int, block: bytes) -> None:
    """The readers keep the last of two members with one name; a record is not allowed to say two things."""
    for number, line in enumerate(block.split(b"\n"), first_line):
        repeated: list[str] = []

        def look(pairs: list[tuple[str, object]], repeated: list[str] = repeated) -> dict[str, object]:
            names = Counter(name for name, _ in pairs)
            repeated.extend(name for name, times in names.items() if times > 1)
            return dict(pairs)

        if len(line) > LONGEST_LINE:
            continue
        try:
            json.loads(line.decode(), object_pairs_hook=look)
        except (ValueError, RecursionError):
            continue
        converted.problems.extend(Problem(number, _shown(name), "is given twice") for name in repeated)


def _shown(name: str) -> str:
    """A name that somebody else chose, fit for one line of an error."""
    return "".join(letter if letter.isprintable() else "?" for letter in name[:_SHOWN_OF_A_NAME])
