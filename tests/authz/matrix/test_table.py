"""The matrix says what the rules grant: cell by cell, against Casbin and against the grants that the SQL is made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from app.authz.enforcer import Enforcer
from app.authz.matrix.markdown import markdown
from app.authz.matrix.table import ALWAYS, NEVER, WHERE, Matrix, purposes_in_words
from app.authz.partial import Never
from app.authz.policy import ROW, Policy, load_policy
from app.authz.versions import VERSIONS
from app.database.vocabulary import Purpose, Role
from tests.authz.diff.worlds import NOW, draw_viewer, draw_world


@pytest.fixture(scope="module")
def matrix(policy_folder: Path) -> Matrix:
    return Matrix(load_policy(policy_folder, "esep-nb"))


def cells(matrix: Matrix) -> Iterator[tuple[Role, Purpose | None, str, str, str]]:
    """Every role, purpose, type and field, and what is read of it."""
    for role in Role:
        for kind, names in matrix.fields.items():
            for name in names:
                for reading in matrix.cell(role, kind, name).readings:
                    for purpose in reading.purposes:
                        yield role, purpose, kind, name, reading.said.state


def said(matrix: Matrix, role: Role, kind: str, name: str) -> list[tuple[str, str]]:
    readings = matrix.cell(role, kind, name).readings
    return [(purposes_in_words(one.purposes), one.said.text()) for one in readings]


@pytest.mark.parametrize("version", VERSIONS)
def test_every_cell_of_every_role_and_purpose_is_there_once(version: str, policy_folder: Path) -> None:
    policy = load_policy(policy_folder, version)
    found = [cell[:4] for cell in cells(Matrix(policy))]
    expected = {
        (role, purpose, kind, name)
        for role in Role
        for purpose in policy.purposes(role)
        for kind, names in policy.fields().items()
        for name in names
    }
    assert len(found) == len(expected)
    assert set(found) == expected


def test_never_is_what_no_grant_reads(matrix: Matrix) -> None:
    for role, purpose, kind, name, state in cells(matrix):
        grants = matrix.policy.grants(role, purpose)
        readable = grants.row(kind) if name == ROW else grants.cell(kind, name)
        assert (state == NEVER) == isinstance(readable, Never), (role, purpose, kind, name)


def test_casbin_never_reads_what_is_never_read_and_always_what_always_is(matrix: Matrix, policy_folder: Path) -> None:
    enforcer, random, seen = Enforcer(matrix.policy, policy_folder / "model.conf", NOW), Random(7), set[str]()
    world = draw_world(random)
    for role, purpose, kind, name, state in random.sample(sorted(cells(matrix), key=str), 150):
        viewer = draw_viewer(random, world, role, purpose)
        for subject in world.objects(kind)[:2]:
            entry = next(iter(world.entries(kind, name)))
            reads = enforcer.allows(viewer, kind, ROW, subject) and enforcer.allows(viewer, kind, name, subject, entry)
            assert state == WHERE or reads == (state == ALWAYS)
            seen.add(f"{state} {reads}")
    assert seen == {f"{NEVER} False", f"{ALWAYS} True", f"{WHERE} True", f"{WHERE} False"}


def test_a_cell_is_complete_with_its_row(policy: Policy) -> None:
    """A first name that is always read of the people whom one sees is not read `always`."""
    matrix = Matrix(policy)
    assert said(matrix, Role.ANONYMOUS, "User", "firstName") == [
        ("without a purpose", "where the person is visible and consents to public display")
    ]
    assert said(matrix, Role.ANONYMOUS, "User", "email") == [("without a purpose", "never")]
    assert said(matrix, Role.ETWINNER, "User", "email") == [
        (
            "without a purpose",
            "where the person is the viewer, is not on the other side of a block and is not anonymised",
        )
    ]
    assert said(matrix, Role.ETWINNER, "School", "city") == [
        (
            "without a purpose",
            "where the school is the viewer's own; or the school is the viewer's second school; "
            "or the school is validated",
        )
    ]


def test_purposes_that_read_the_same_are_one_reading(matrix: Matrix) -> None:
    assert said(matrix, Role.EACEA, "User", "email") == [
        (
            "with purpose MONITORING or OPERATION",
            "where the person has an account in use; or the person is the viewer and is not anonymised",
        ),
        ("with purpose RIGHTS_REQUEST", "where the person is not anonymised"),
    ]


def test_a_field_whose_ways_are_fewer_than_those_of_its_row_counts_for_what_is_seen(matrix: Matrix) -> None:
    assert said(matrix, Role.NSO, "School", "head")[0][1] == (
        "of those that are seen, where the school has data of its head that the viewer supplied; "
        "or the school is in the viewer's country"
    )


def test_a_role_that_the_version_lacks_reads_nothing(policy_folder: Path) -> None:
    older = Matrix(load_policy(policy_folder, "etwinning-sv"))
    assert said(older, Role.JRC, "Partner", "user") == [("", "never")]
    assert "Not under this version: JRC." in markdown(older)


def test_the_rules_behind_a_cell_are_named(matrix: Matrix) -> None:
    (reading,) = matrix.cell(Role.ANONYMOUS, "User", "picture").readings
    assert reading.rules == ("user-anonymised", "user-public-picture")


@pytest.mark.parametrize(
    ("purposes", "words"),
    [
        ((None,), "without a purpose"),
        ((Purpose.SURVEY,), "with purpose SURVEY"),
        ((Purpose.SURVEY, Purpose.VALIDATION, None), "with purpose SURVEY or VALIDATION and without a purpose"),
    ],
)
def test_purposes_are_said_in_words(purposes: tuple[Purpose | None, ...], words: str) -> None:
    assert purposes_in_words(purposes) == words


def test_who_may_do_what_is_a_table_of_its_own(matrix: Matrix, policy: Policy) -> None:
    """Every action that rules name has its line, and a purpose that opens it is named."""
    assert set(matrix.actions) == {(rule.object, rule.action) for rule in policy.commands}
    for kind, action in matrix.actions:
        for role in Role:
            for reading in matrix.command(role, kind, action).readings:
                for purpose in reading.purposes:
                    never = isinstance(policy.acting(role, purpose, kind, action), Never)
                    assert (reading.said.state == NEVER) == never, (role, purpose, action)
    told = [one.said.text() for one in matrix.command(Role.ETWINNER, "User", "withdraw").readings]
    assert told == ["where the person is the viewer"]
    first, opened, narrowed = matrix.command(Role.EACEA, "Assignment", "revoke").readings
    assert (first.said.state, opened.said.state, opened.purposes) == (NEVER, ALWAYS, (Purpose.OPERATION,))
    assert (narrowed.said.state, narrowed.purposes) == (WHERE, (Purpose.RIGHTS_REQUEST,))
    assert "\n| withdraw User | never | where " in markdown(matrix)


def test_the_page_of_text_has_a_line_for_every_field(policy: Policy) -> None:
    text = markdown(Matrix(policy))
    lines = [line for line in text.splitlines() if line.startswith(("| `", "| *the row"))]
    assert len(lines) == sum(len(names) for names in policy.fields().values())
    assert "where 9<br>with purpose RIGHTS_REQUEST: where 10" in text
    numbered = [line for line in text.splitlines() if line[:2] in ("1.", "9.")]
    assert all(" where " in line for line in numbered)
