"""Only one module of the read path names columns: what it hands out is masked on every path, or nothing is.

Columns are reached as `something.c`: an attribute `c` of a FROM item. Where `app/resolvers/` does that outside of
`access.py`, a value may be shown, compared, ordered by or counted that no guard covers.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.files import python_files, text_of

DOOR = Path("app/resolvers/read/access.py")
# Layers below the read path that are made of columns, and transfer, which reads and writes whole rows for the owner.
MADE_OF_COLUMNS = ("app/authz", "app/database", "app/transfer")
# (file, function or class) → why it may. What is passed on there came through the door.
ALLOWED = {
    ("app/resolvers/read/catalog.py", "_check"): "whether a column of that name exists",
    ("app/resolvers/read/choices.py", "written_choices"): "the columns of a list that is cut already",
    ("app/resolvers/read/objects.py", "_records"): "the parts of records, whose table the door gave for one row",
    ("app/resolvers/read/pages.py", "_merged"): "the columns of parts that are cut already",
    ("app/resolvers/read/pages.py", "source"): "the columns of a page that is cut already",
    ("app/resolvers/read/scopes.py", "PageSource"): "what stands for a table behind a page: passes on, notes the names",
    ("app/resolvers/read/scopes.py", "noted_columns"): "the columns that the door was asked for",
    ("app/resolvers/read/recording.py", "recorded_statement"): "the row of the viewer and the answers, no table",
    ("app/resolvers/read/recording.py", "_record"): "the row of the viewer and what was found in the answers",
    ("app/resolvers/read/statement.py", "write"): "the row of the viewer and the answers, no table",
}
ADVICE = "ask `Access` in app/resolvers/read/access.py for it, so that its guard comes along"


def uses(text: str) -> list[tuple[int, str]]:
    """The lines that reach for columns, with the function or class around them."""
    found: list[tuple[int, str]] = []

    def visit(node: ast.AST, inside: str) -> None:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            # A method belongs to its class where the class as a whole is excepted.
            inside = inside if inside in {name for _, name in ALLOWED if name[0].isupper()} else node.name
        if isinstance(node, ast.Attribute) and node.attr in {"c", "columns", "exported_columns", "selected_columns"}:
            found.append((node.lineno, inside))
        for child in ast.iter_child_nodes(node):
            visit(child, inside)

    visit(ast.parse(text), "")
    return found


def reading() -> list[tuple[str, int, str]]:
    return [
        (str(path), line, inside)
        for path in python_files("app")
        if not path.is_relative_to(Path("app/database")) and not str(path).startswith(MADE_OF_COLUMNS) and path != DOOR
        for line, inside in uses(text_of(path))
    ]


def test_columns_are_reached_through_one_door() -> None:
    found = [f"{path}:{line} in {inside}" for path, line, inside in reading() if (path, inside) not in ALLOWED]
    assert not found, ADVICE


def test_no_exception_is_left_over() -> None:
    assert set(ALLOWED) <= {(path, inside) for path, _, inside in reading()}


def test_tables_are_not_imported_beside_the_door() -> None:
    """Whoever has a table or a model has its columns."""
    allowed = {
        DOOR,
        Path("app/resolvers/read/catalog.py"),
        Path("app/resolvers/read/scopes.py"),
    }  # names and types only
    found = [
        f"{path}:{node.lineno}"
        for path in python_files("app")
        if path.parts[1] in {"resolvers", "edge", "identity", "schema"} and path not in allowed
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.ImportFrom)
        and (
            (node.module or "").startswith("app.database.models")
            or (node.module == "app.authz.rows" and {alias.name for alias in node.names} & {"TABLES", "alias"})
        )
    ]
    assert not found, ADVICE


@pytest.mark.parametrize(
    "text",
    ["def show(row):\n    return row.source.c.email", "x = users.c['email']", "y = [t.columns for t in tables]"],
)
def test_the_rule_notices_a_column(text: str) -> None:
    assert uses(text)
