"""The golden cases: a query, who asks it, and the statement that is written for that viewer.

In: `queries/*.graphql` with their viewers and values in comments, and the examples of the documentation. Out: `Case`,
and `statement_of`, which plans as an operation is planned. `python -m tests.golden.cases` prints the text of every
statement, for the test that compares processes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.application import POLICY
from app.authz.caller import Caller
from app.authz.policy import load_policy
from app.database.addresses import Addresses
from app.database.connections import api_pool
from app.database.ids import record_id
from app.database.statements import CompiledStatement
from app.database.vocabulary import Purpose, Role
from app.resolvers.document.prepare import select_operation
from app.resolvers.document.variables import coerce_variables
from app.resolvers.operation import Graph
from app.resolvers.read.selection import Planner, Selection
from app.resolvers.read.statement import Reader
from app.schema.build import build_schema

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "docs" / "examples"
NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
SECRET = b"the secret of the golden files, never used elsewhere"


def person(key: str) -> Any:
    return record_id(SECRET, "user", key)


VIEWERS: Mapping[str, Caller] = {
    "anonymous": Caller(),
    "guest": Caller(Role.GENERAL_USER, None, person("guest")),
    "anna": Caller(Role.ETWINNER, None, person("anna")),
    "odd": Caller(Role.ETWINNER, None, person("odd")),
    "nora": Caller(Role.NSO, Purpose.VALIDATION, person("nora")),
    "nora-events": Caller(Role.NSO, Purpose.NATIONAL_EVENTS, person("nora")),
    "authority": Caller(Role.SCHOOL_AUTHORITY, Purpose.MONITORING, person("authority")),
    "ella": Caller(Role.EACEA, Purpose.OPERATION, person("ella")),
    "rights": Caller(Role.EACEA, Purpose.RIGHTS_REQUEST, person("ella")),
}
VIEWERS_OF_EXAMPLES = {
    "public_website": ["anonymous", "anna", "authority"],
    "twinspace_client": ["anonymous", "anna", "odd"],
    "nso_dashboard": ["anna", "nora", "ella"],
    "who_sees_me": ["anonymous", "anna"],
    "as_others_see_me": ["anonymous", "anna", "guest"],
    "why": ["anonymous", "anna", "ella"],
}


@dataclass(frozen=True)
class Case:
    """One query as one viewer asks it."""

    query: Path
    viewer: str
    source: str
    variables: dict[str, Any]

    @property
    def caller(self) -> Caller:
        return VIEWERS[self.viewer]

    def golden(self, suffix: str) -> Path:
        """The golden file beside the query, or beside the other queries for an example."""
        return HERE / "answers" / f"{self.query.stem}.{self.viewer}.{suffix}"

    def __str__(self) -> str:
        return f"{self.query.stem}.{self.viewer}"


def cases() -> Iterator[Case]:
    """Every query with each of its viewers."""
    for query in sorted(HERE.glob("queries/*.graphql")):
        source = query.read_text(encoding="utf-8")
        variables = json.loads(_comment(source, "variables") or "{}")
        variables |= _with_ids(json.loads(_comment(source, "keys") or "{}"))
        for viewer in (_comment(source, "viewers") or "").split():
            yield Case(query, viewer, source, variables)
    for query in sorted(EXAMPLES.glob("*.graphql")):
        for viewer in VIEWERS_OF_EXAMPLES[query.stem]:
            yield Case(query, viewer, query.read_text(encoding="utf-8"), {})


def _comment(source: str, name: str) -> str | None:
    lines = [line.removeprefix(f"# {name}: ") for line in source.splitlines() if line.startswith(f"# {name}: ")]
    return lines[0] if lines else None


def _with_ids(node: Any) -> Any:
    """`["user", "anna"]` as the id of that record."""
    if isinstance(node, dict):
        return {name: _with_ids(part) for name, part in node.items()}
    if isinstance(node, list):
        return (
            str(record_id(SECRET, *node)) if all(isinstance(part, str) for part in node) else list(map(_with_ids, node))
        )
    return node


def graph_of(addresses: Addresses) -> Graph:
    """The graph at the instant of the golden files."""
    pool = api_pool(addresses, size=1, statement_timeout=30, writes=True)
    return Graph(build_schema(), load_policy(POLICY, "esep-nb"), pool, secret=SECRET, frozen_now=NOW)


def statement_of(graph: Graph, case: Case) -> CompiledStatement:
    """The statement that answers a case."""
    document = graph.documents.prepare(case.source)
    operation = select_operation(document, None)
    variables = coerce_variables(graph.catalog.schema, operation, case.variables)
    selection = Selection(graph.catalog, operation, document.fragments, variables)
    planner = Planner(graph.catalog, graph.policy, case.caller, SECRET, selection)
    plan = planner.plan(selection.roots())
    return graph.statement(plan, Reader(case.caller.role, case.caller.purpose))


def statement_texts(graph: Graph) -> dict[str, str]:
    """The text of every statement, by its case."""
    return {str(case): statement_of(graph, case).text for case in cases()}


if __name__ == "__main__":
    nowhere = Addresses(owner="", api="")
    json.dump(statement_texts(graph_of(nowhere)), sys.stdout)
