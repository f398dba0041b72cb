"""Small enough to be read at once: 300 lines a file, 50 lines a function."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.files import python_files, text_of

FOLDERS = ("app", "tests", "benchmarks")
FILE_LINES = 300
FUNCTION_LINES = 50
# A revision of the tables lists columns, one a line; cutting a table in two would not make it clearer.
REVISIONS = Path("app/database/migrations/versions")


def test_files_are_shorter_than_300_lines() -> None:
    lengths = {str(path): len(text_of(path).splitlines()) for path in python_files(*FOLDERS)}
    too_long = {path: lines for path, lines in lengths.items() if lines >= FILE_LINES}
    assert not too_long, "split by concept, never into `part2`"


def test_functions_are_shorter_than_50_lines() -> None:
    too_long = [
        f"{path}:{node.lineno} {node.name} has {(node.end_lineno or 0) - node.lineno + 1} lines"
        for path in python_files(*FOLDERS)
        if path.parent != REVISIONS
        for node in ast.walk(ast.parse(text_of(path)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno + 1 >= FUNCTION_LINES
    ]
    assert not too_long, "one function does one thing"
