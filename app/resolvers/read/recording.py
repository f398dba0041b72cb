"""A staff read and its record in one statement: no data leave without a record, and no record without the read.

In: the viewer, the answers with their marks (`app.resolvers.read.marks`), and what the plan discloses. Out: the
statement. The answers are written once, and leave with their marks; `without_marks` takes these out:

    WITH viewer AS …, answers AS (the answers, marks in them), found AS (the ids of the marks, each once),
         record AS (INSERT INTO access_log SELECT … FROM answers, found WHERE something was disclosed)
    SELECT allowed, generation, <the answers> FROM answers

PostgreSQL commits before the driver has the answer, and an INSERT that fails takes the answer with it (R06).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, array

from app.authz.viewer import PURPOSE_PARAMETER, ViewerRelation
from app.database.access_log.record import Record, writing
from app.database.statements import CompiledStatement, compile_statement, constant, parameter
from app.errors import Unavailable
from app.resolvers.read.disclosure import Disclosure
from app.resolvers.read.json_text import Text
from app.resolvers.read.marks import PERSON, SCHOOL, SIGN, SIGN_READ
from app.resolvers.read.values import OPERATION

if TYPE_CHECKING:
    from app.resolvers.read.statement import Reader

_NO_RIGHT = "42501"

log = logging.getLogger("twingraph.access_log")

_NOBODY: Any = sa.literal_column("'{}'::uuid[]", ARRAY(sa.Uuid))


@dataclass(frozen=True, slots=True)
class Said:
    """What is known of a record before any row: the same for every execution of the statement."""

    role: Text
    purpose: Text
    coordinates: Text
    is_asked: bool
    is_of_schools: bool


def is_of_record(fault: psycopg.Error) -> bool:
    """Whether the table of the records may be the reason: no right, no such table, a constraint, a trigger, no room.

    A statement that is wrong, or too large, or a server that went away, is told as it is without a record.
    """
    state = fault.sqlstate or ""
    if isinstance(fault, psycopg.OperationalError):
        return state.startswith("53")
    return state == _NO_RIGHT or not state.startswith(("42", "22", "54"))


def not_recorded(fault: psycopg.Error) -> Unavailable:
    """The refusal of a read whose record cannot be written, whatever the reason (R06); the log names the reason.

    Only by its code: the words of PostgreSQL could repeat what the record says.
    """
    log.error("a read is refused, for its record cannot be written", extra={"sqlstate": fault.sqlstate})
    return Unavailable("The service is not available now.", hint="Try again in some seconds.")


def said_of(reader: Reader, disclosure: Disclosure) -> Said:
    """What a record says of the reader and the plan."""
    none: Text = sa.cast(sa.null(), sa.Text)
    named: array[Any] = array([constant(name) for name in sorted(disclosure.coordinates)], type_=sa.Text())
    purpose = parameter(PURPOSE_PARAMETER, sa.Text()) if reader.purpose else none
    is_of_schools = any(name.startswith("School.") for name in disclosure.coordinates)
    return Said(constant(reader.role.value), purpose, named, disclosure.is_asked, is_of_schools)


def recorded_statement(
    viewer: ViewerRelation, generation: sa.Label[Any], texts: list[Text], said: Said
) -> CompiledStatement:
    """The statement that reads and records."""
    data = sa.select(*(text.label(f"answer_{number}") for number, text in enumerate(texts)))
    relation = viewer.relation("user", "organisation")
    # As without a record: nothing is read for who is not admitted.
    admitted = data.where(relation.c.allowed).offset(sa.literal_column("0"))
    lateral = admitted.correlate_except(None).lateral("data")
    read = sa.select(relation.c.allowed, relation.c.user, relation.c.organisation, generation, *lateral.c)
    answers = read.select_from(relation.outerjoin(lateral, sa.true())).cte("answers")
    answers = answers.prefix_with("MATERIALIZED", dialect="postgresql")
    found_ids = _found(answers, len(texts), said)
    record = _record(answers, found_ids, said)
    shown = [
        sa.func.convert_to(answer, constant("UTF8"), type_=sa.LargeBinary).label(f"answer_{number}")
        for number, answer in enumerate(_written(len(texts)))
    ]
    selected = sa.select(answers.c.allowed, answers.c.generation, *shown).select_from(answers)
    return compile_statement(selected.add_cte(record), records=True)


def without_marks(answer: bytes) -> bytes:
    """An answer as it is without a record: text and marks take turns, and text is first."""
    return b"".join(answer.split(SIGN_READ)[::2])


def _written(count: int) -> list[Text]:
    """The answers, with their marks."""
    return [sa.literal_column(f"answers.answer_{number}", sa.Text) for number in range(count)]


def _found(answers: sa.CTE, count: int, said: Said) -> sa.CTE:
    """The ids of all marks. PostgreSQL cuts faster than it puts together, so the text itself is left as it is."""
    whole: array[Any] = array(_written(count), type_=sa.Text())
    each = sa.func.unnest(whole).table_valued("text").render_derived().lateral("whole")
    cut = sa.func.string_to_array(
        sa.literal_column("whole.text", sa.Text), sa.literal_column(SIGN), type_=ARRAY(sa.Text)
    )
    part = sa.func.unnest(cut).table_valued("text", with_ordinality="place").render_derived().lateral("part")
    ids = {"subjects": _ids(PERSON), "schools": _ids(SCHOOL) if said.is_of_schools else _NOBODY}
    selected = sa.select(*(column.label(name) for name, column in ids.items())).select_from(answers, each, part)
    return selected.where(sa.literal_column("part.place % 2 = 0", sa.Boolean)).cte("found")


def _ids(letter: str) -> Text:
    """The ids of the marks with a letter, each once."""
    begins: Any = sa.literal_column(f"left(part.text, 1) = '{letter}'", sa.Boolean)
    identifier = sa.literal_column("DISTINCT substr(part.text, 2)::uuid", sa.Uuid)
    ids = sa.func.array_agg(identifier, type_=ARRAY(sa.Uuid)).filter(begins)
    return sa.func.coalesce(ids, _NOBODY, type_=ARRAY(sa.Uuid))


def _record(answers: sa.CTE, found: sa.CTE, said: Said) -> sa.CTE:
    """One record for an admitted viewer, if something was disclosed."""
    record = Record(
        viewer=answers.c.user,
        role=said.role,
        purpose=said.purpose,
        organisation=answers.c.organisation,
        operation=parameter(OPERATION, sa.Text()),
        subjects=found.c.subjects,
        schools=found.c.schools,
        coordinates=said.coordinates,
    )
    some = sa.or_(found.c.subjects != _NOBODY, found.c.schools != _NOBODY)
    disclosed = (answers.c.allowed,) if said.is_asked else (answers.c.allowed, some)
    return writing(record, answers.join(found, sa.true()), *disclosed)
