"""Golden files: query → SQL → JSON for each viewer. `make golden` rewrites them; the difference is the review."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlglot

from app.database.statements import CompiledStatement
from app.resolvers.operation import Graph
from tests.golden.cases import HERE, VIEWERS_OF_EXAMPLES, Case, cases, statement_of, statement_texts
from tests.golden.conftest import Ask
from tests.house.files import ROOT

CASES = list(cases())


def compare(path: Path, text: str, *, rewrite: bool) -> None:
    """Compare with a golden file, or write it anew."""
    if rewrite:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.exists(), "run `make golden` and review the new file"
    assert text == path.read_text(encoding="utf-8"), "run `make golden` and review the difference"


def readable_sql(statement: CompiledStatement) -> str:
    """A statement for readers, with what its parameters stand for."""
    parameters = "".join(f"-- ${number} {name}\n" for number, name in enumerate(statement.parameters, start=1))
    (text,) = sqlglot.transpile(statement.text, read="postgres", write="postgres", pretty=True)
    lines = [line.rstrip() for line in text.splitlines()]
    return parameters + "\n".join(line for line in lines if line) + "\n"


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_statement_is_the_golden_one(golden_graph: Graph, case: Case, *, rewrite_golden: bool) -> None:
    compare(case.golden("sql"), readable_sql(statement_of(golden_graph, case)), rewrite=rewrite_golden)


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_answer_is_the_golden_one(ask: Ask, case: Case, *, rewrite_golden: bool) -> None:
    answer: Any = json.loads(ask(case))
    assert list(answer) == ["data"]
    written = json.dumps(answer, indent=2, ensure_ascii=False) + "\n"
    compare(case.golden("json"), written, rewrite=rewrite_golden)


def test_an_answer_is_the_same_bytes_every_time(ask: Ask) -> None:
    for case in CASES:
        assert ask(case) == ask(case)


def test_every_golden_file_belongs_to_a_case() -> None:
    kept = {case.golden(suffix) for case in CASES for suffix in ("sql", "json")}
    assert set((HERE / "answers").iterdir()) == kept, "remove the files that no query has"


def test_every_example_of_the_documentation_has_golden_answers() -> None:
    examples = {path.stem for path in (ROOT / "docs" / "examples").glob("*.graphql")}
    assert examples == set(VIEWERS_OF_EXAMPLES)


def test_viewers_are_told_apart() -> None:
    """A golden file that is the same for everybody would show nothing of the policy."""
    for query in {case.query for case in CASES}:
        answers = {case.golden("json").read_text(encoding="utf-8") for case in CASES if case.query == query}
        assert len(answers) > 1, query.name


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_statements_are_the_same_in_every_process(golden_graph: Graph, seed: str) -> None:
    """Sets have another order in each process; a text that followed it would be planned anew everywhere."""
    command = [sys.executable, "-m", "tests.golden.cases"]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    assert json.loads(done.stdout) == statement_texts(golden_graph)
