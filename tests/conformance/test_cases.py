"""The tables of `policy/cases` bind the product: what they say is seen is what the API answers over PostgreSQL.

In: every file of cases, imported; every case, asked by GraphQL as each of its viewers, under each of its versions. The
expectation is the one that the rules are held against (`app.authz.case_expectation`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from app.application import POLICY
from app.authz.case_expectation import Expectation, Names, differences, expectation
from app.authz.case_files import Case, CaseFile, read_cases
from app.authz.case_phrases import CaseViewer
from app.authz.case_sight import CONNECTIONS, Subjects
from app.authz.case_world import facts_of
from app.authz.policy import load_policy
from app.database.addresses import Addresses
from app.database.vocabulary import Role
from app.errors import Forbidden
from app.identity.purposes import caller_for_purpose
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.whole import KINDS, Whole, read_whole, whole_question
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.case_records import world_of

FILES = read_cases(POLICY / "cases")
CASES = [pytest.param(file, case, id=f"{file.path.stem}-{case.line}") for file in FILES for case in file.cases]
REFUSALS = {"FORBIDDEN", "UNAUTHENTICATED"}


class CaseGraph:
    """The graph over a database of its own, which holds the subjects of one file at one instant."""

    def __init__(self, real: RealGraph) -> None:
        self.real = real
        self._held: tuple[Path, datetime] | None = None

    def at(self, file: CaseFile, case: Case, version: str) -> RealGraph:
        """The graph under a version, with the subjects of a case."""
        if self._held != (file.path, case.at):
            self.real.load(world_of(file.world, case.at))
            self._held = (file.path, case.at)
        self.real.policy, self.real.variant = load_policy(POLICY, version), version
        return self.real


@pytest.fixture(scope="module")
def graph(new_database: Callable[[], Addresses], tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseGraph]:
    real = RealGraph(new_database(), tmp_path_factory.mktemp("cases"))
    yield CaseGraph(real)
    real.close()


@pytest.mark.parametrize(("file", "case"), CASES)
def test_the_api_shows_what_a_case_says(graph: CaseGraph, file: CaseFile, case: Case) -> None:
    found = [
        f"{viewer}, {version}: {problem}"
        for version in case.versions
        for viewer in case.viewers
        for problem in problems(graph.at(file, case, version), file, case, viewer)
    ]
    assert found == []


def problems(real: RealGraph, file: CaseFile, case: Case, viewer: CaseViewer) -> Iterator[str]:
    subjects = Subjects(file.world, facts_of(file.world, case.at))
    cells = {kind: names - CONNECTIONS.get(kind, frozenset()) for kind, names in real.policy.fields().items()}
    seen = answer(real, viewer, subjects, cells)
    if seen is None or case.refused:
        if (seen is None) != case.refused:
            yield "is admitted and should not be" if case.refused else "is not admitted"
        return
    wanted = expectation(file, case, viewer, Names(subjects.named, cells.__getitem__))
    rows = {
        kind: {
            name: readable - empty_cells(kind, subjects.named[kind][name], subjects) for name, readable in rows.items()
        }
        for kind, rows in wanted.rows.items()
    }
    lists = {name: seen.lists.get(name, frozenset()) for name in wanted.lists}
    yield from differences(
        Expectation(rows, wanted.lists), Expectation({kind: seen.rows[kind] for kind in rows}, lists)
    )
    yield from (f"{kind}: by list {listed}" for kind, listed in seen.roots.items() if listed != seen.rows[kind].keys())


def answer(real: RealGraph, viewer: CaseViewer, subjects: Subjects, cells: dict[str, frozenset[str]]) -> Whole | None:
    """Everything that the viewer is shown; None when they are refused."""
    asker = Asker(viewer.role, viewer.purpose, viewer.person)
    try:
        caller_for_purpose(asker.caller())
    except Forbidden:
        return None
    keys = {kind: list(subjects.named[kind]) for kind in KINDS}
    reply = real.ask(asker, whole_question(keys, cells))
    assert reply.refusal is None or reply.refusal in REFUSALS, reply
    return None if reply.refusal else read_whole(reply.data, keys)


def empty_cells(kind: str, one: Any, subjects: Subjects) -> frozenset[str]:
    """What a row does not have, so that null says nothing about it."""
    match kind:
        case "User":
            person = next(person for person in subjects.world.people if subjects.named["User"][person.key] is one)
            without_school = {"school", "country"} if person.school is None else set()
            if person.second_school is None:
                without_school |= {"secondSchool", "secondSchoolStatus"}
            return frozenset(without_school | ({"lastLoginAt"} if person.last_login is None else set()))
        case "School":
            return frozenset({"region"} if one.region is None else ())
        case "Project":
            return frozenset({"twinSpace"} if subjects.twinspace_of(one) is None else ())
        case "Partner":
            return frozenset({"school", "country"} if one.school is None else ())
        case _:
            return frozenset()


def test_an_answer_that_shows_less_is_noticed(graph: CaseGraph) -> None:
    """The comparison is not idle: a peer does not see what a case says of staff."""
    file = next(file for file in FILES if file.path.stem == "eu-staff")
    case = next(case for case in file.cases if case.sees)
    peer = CaseViewer(case.line, Role.ETWINNER, "anna")
    found = list(problems(graph.at(file, case, "esep-nb"), file, case, peer))
    assert "User carl should be seen and is not" in found
