"""From a SQLAlchemy expression to text and parameters for the driver.

SQLAlchemy builds and quotes; psycopg sends the text with `$1` parameters in one round trip and reads bytes back. A
compiled statement holds structure only: constants of the policy stand in the text, every value of a viewer or of a
request is a parameter, given at execution.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import TSQUERY

_DIALECT = postgresql.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
_PLAIN = re.compile(r"[A-Za-z0-9_ :.,-]*")


@dataclass(frozen=True, slots=True)
class CompiledStatement:
    """Text with `$n` and the names of the parameters in their order; `records` when it also writes.

    `hangs_on_values`: the best plan depends on the values, so the statement is not prepared.
    """

    text: str
    parameters: tuple[str, ...]
    records: bool = False
    hangs_on_values: bool = False

    def arguments(self, values: Mapping[str, object]) -> Sequence[object]:
        """The values in the order of the text."""
        return [values[name] for name in self.parameters]


def compile_statement(statement: sa.ClauseElement, *, records: bool = False) -> CompiledStatement:
    """The text of a statement. A value that is not a named parameter is a programming error and is refused."""
    compiled = statement.compile(dialect=_DIALECT)
    names = tuple(compiled.positiontup or ())  # type: ignore[attr-defined]
    unnamed = [name for name, value in compiled.params.items() if value is not None]
    if unnamed:
        raise ValueError(f"{len(unnamed)} values would be part of the statement")
    return CompiledStatement(str(compiled), names, records)


def is_plain(text: str) -> bool:
    """Whether a text can be a constant of a statement."""
    return _PLAIN.fullmatch(text) is not None


def constant(text: str) -> sa.ColumnElement[Any]:
    """A word of the policy or of the schema, in the text of a statement. Never for a value of a request."""
    if not is_plain(text):
        raise ValueError("a constant of a statement holds a sign that needs quoting")
    return sa.literal_column(f"'{text}'", sa.Text)


def parameter(name: str, kind: sa.types.TypeEngine[Any]) -> sa.ColumnElement[Any]:
    """A named parameter of a type that stands in the text, so that the server never guesses it.

    The parameter itself has the type: a cast of a text would be evaluated again on every row.
    """
    bound = sa.bindparam(name, type_=kind)
    # The dialect casts the common types by itself.
    return sa.cast(bound, kind) if isinstance(kind, TSQUERY | sa.LargeBinary) else bound
