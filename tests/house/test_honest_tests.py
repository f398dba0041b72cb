"""Tests that can fail: nothing waits for a while, is left out, or talks to an imitation of the database."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.files import python_files, text_of

# Qualified name → the reason why the test suite does without it.
FORBIDDEN = {
    "time.sleep": "wait for the event itself",
    "asyncio.sleep": "wait for the event itself",
    "pytest.skip": "a test that does not run protects nothing",
    "pytest.mark.skip": "a test that does not run protects nothing",
    "pytest.mark.skipif": "a test that does not run protects nothing",
    "pytest.mark.xfail": "fix it, or write down what holds",
    "pytest.xfail": "fix it, or write down what holds",
    "unittest.mock": "use the real part, or a small one written out",
}
# (file, qualified name) → why it is right there.
ALLOWED: dict[tuple[str, str], str] = {}


def test_no_test_waits_is_left_out_or_mocks() -> None:
    found = [
        f"{path}:{line} {name}: {FORBIDDEN[name]}"
        for path in python_files("tests")
        for line, name in _names(path)
        if name in FORBIDDEN and (str(path), name) not in ALLOWED
    ]
    assert not found


def test_no_exception_is_left_over() -> None:
    used = {(str(path), name) for path in python_files("tests") for _, name in _names(path)}
    assert set(ALLOWED) <= used


def test_every_test_can_fail() -> None:
    toothless = [
        f"{path} {function.name}" for path in python_files("tests") for function in _toothless(ast.parse(text_of(path)))
    ]
    assert not toothless, "a test asserts, expects an exception, or calls a function that does"


def _toothless(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Tests without an assertion of their own and without a call of a function, made for tests, that may have one."""
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    checking = {function.name for function in functions if _checks(function, frozenset())}
    checking |= {
        alias.asname or alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests.")
        for alias in node.names
    }
    return (
        function
        for function in functions
        if function.name.startswith("test_") and not _checks(function, frozenset(checking))
    )


def _checks(function: ast.AST, checking: frozenset[str]) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert | ast.Raise):
            return True
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"raises", "warns", "fail"} | checking:
                return True
    return False


def _names(path: Path) -> Iterator[tuple[int, str]]:
    """Qualified names that a module imports or writes out, with their lines."""
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.Attribute):
            yield node.lineno, _qualified(node)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name


def _qualified(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_qualified(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""
