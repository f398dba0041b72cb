"""The matrix as a Markdown page: a table for each type, and below it the conditions by their numbers.

In: a matrix. Out: the text of `policy/matrix.md`, the same in every process.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.authz.matrix.table import WHERE, Cell, Matrix, Said, phrase_of, purposes_in_words
from app.authz.policy import ROW
from app.database.vocabulary import Role

_INTRODUCTION = """\
For every role and every field: **never**, **always**, or **where** a condition holds; the number leads to the condition
below the table. The line *the row itself* says which objects the role sees at all: of the others it learns nothing, not
even that they exist. An entry of a list (`Partner`, `Member`) is shown only with its person.

A role reads for one purpose at a time. What differs for a purpose stands below what counts for the others.

The tables are compiled from the same grants as the SQL, not written by hand. `twingraph policy matrix --html` makes a
page with filters, reasons and clauses of them, `--version` shows another notice, `twingraph policy diff` compares two.
"""


def markdown(matrix: Matrix) -> str:
    """The page."""
    return "\n".join(_lines(matrix))


def _lines(matrix: Matrix) -> Iterator[str]:
    policy = matrix.policy
    yield f"# What each role may read and do: {policy.version}"
    yield ""
    yield "<!-- Written by `make docs`; do not edit. -->"
    yield ""
    yield f"{phrase_of(policy)}."
    yield ""
    yield _INTRODUCTION
    for role in Role:
        if policy.purposes(role) not in ((), (None,)):
            yield f"- {role} reads {purposes_in_words(policy.purposes(role))}."
    yield ""
    absent = [role for role in Role if not policy.purposes(role)]
    if absent:
        yield f"Not under this version: {', '.join(absent)}."
        yield ""
    for kind in matrix.fields:
        yield from _table(matrix, kind)
    yield from _commands(matrix)
    yield "## Words"
    yield ""
    for phrase, meaning in matrix.words_used():
        yield f"- *{phrase}*: {meaning}"
    yield ""


def _table(matrix: Matrix, kind: str) -> Iterator[str]:
    roles = [role for role in Role if matrix.policy.purposes(role)]
    numbers: dict[Said, int] = {}
    yield f"## {kind}"
    yield ""
    yield f"| {kind} | {' | '.join(roles)} |"
    yield f"|{'---|' * (len(roles) + 1)}"
    for name in matrix.fields[kind]:
        cells = [_cell(matrix.cell(role, kind, name), numbers) for role in roles]
        yield f"| {'*the row itself*' if name == ROW else f'`{name}`'} | {' | '.join(cells)} |"
    yield ""
    for said, number in numbers.items():
        yield f"{number}. {said.text()}"
    if numbers:
        yield ""


def _commands(matrix: Matrix) -> Iterator[str]:
    """Who may do what, one line for each action on a kind of object."""
    roles = [role for role in Role if matrix.policy.purposes(role)]
    numbers: dict[Said, int] = {}
    yield "## Commands"
    yield ""
    yield "On which objects a role may carry out an action, of those that it sees."
    yield ""
    yield f"| action | {' | '.join(roles)} |"
    yield f"|{'---|' * (len(roles) + 1)}"
    for kind, action in matrix.actions:
        cells = [_cell(matrix.command(role, kind, action), numbers) for role in roles]
        yield f"| {action} {kind} | {' | '.join(cells)} |"
    yield ""
    for said, number in numbers.items():
        yield f"{number}. {said.text()}"
    yield ""


def _cell(cell: Cell, numbers: dict[Said, int]) -> str:
    first, *others = (
        f"{reading.said.state} {numbers.setdefault(reading.said, len(numbers) + 1)}"
        if reading.said.state == WHERE
        else reading.said.state
        for reading in cell.readings
    )
    named = zip(cell.readings[1:], others, strict=True)
    return "<br>".join([first, *(f"{purposes_in_words(reading.purposes)}: {text}" for reading, text in named)])
