"""Modules are nouns of the subject, and each one says at its top what it is for."""

from __future__ import annotations

import ast

from tests.house.files import python_files, text_of

FOLDERS = ("app", "tests", "benchmarks")
# A module with such a name collects what nobody found a place for.
NAMES_WITHOUT_MEANING = frozenset(
    {"base", "common", "core", "helper", "helpers", "kit", "misc", "shared", "stuff", "tools", "util", "utils"}
)


def test_no_module_has_a_name_without_meaning() -> None:
    found = [str(path) for path in python_files(*FOLDERS) if NAMES_WITHOUT_MEANING & {path.stem, *path.parent.parts}]
    assert not found, "name the concept, or put the code beside its only caller"


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        str(path)
        for path in python_files(*FOLDERS)
        if (tree := ast.parse(text_of(path))).body and not ast.get_docstring(tree)
    ]
    assert not silent, "open the module with a docstring: what it is for, what goes in, what comes out"
