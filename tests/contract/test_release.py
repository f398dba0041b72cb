"""A contract that lasts: nothing of the released schema breaks unless the changelog says so."""

from __future__ import annotations

from datetime import date

import pytest
from graphql import build_schema

from tests.contract.release import CHANGELOG, RELEASED, released_changelog, undated_deprecations, unnamed_breaks

OLD = """
type Query { people(first: Int): [String!] place: String }
enum Colour { RED GREEN }
input Where { name: String }
"""
SILENT = "# Changelog\n\n## Unreleased\n\n### Added\n\n- More.\n\n## 0.1.0 (2026-01-01)\n\n### Breaking\n\n- {}\n"


def test_nothing_of_the_released_schema_breaks_unsaid(sdl: str) -> None:
    released = RELEASED.read_text(encoding="utf-8")
    breaks = unnamed_breaks(released, sdl, CHANGELOG.read_text(encoding="utf-8"))
    assert breaks == [], "take it back, or name each of these under `### Breaking` of the unreleased changelog"


@pytest.mark.parametrize(
    ("written", "changed", "sentence"),
    [
        (" place: String", "", "Field Query.place was removed."),
        ("[String!]", "[String]", "Field Query.people changed type from [String!] to [String]."),
        ("first: Int", "first: Int!", "Argument Query.people(first:) has changed type from Int to Int!."),
        ("first: Int", "first: Int, after: ID!", "A required argument Query.people(after:) was added."),
        (" GREEN", "", "Enum value Colour.GREEN was removed."),
        ("name: String", "name: String, age: Int!", "A required field Where.age was added."),
    ],
)
def test_a_break_is_refused_until_the_unreleased_changelog_names_it(written: str, changed: str, sentence: str) -> None:
    broken = OLD.replace(written, changed)
    said = SILENT.replace("### Added", f"### Breaking\n\n- {sentence} Nobody used it.\n\n### Added")
    assert unnamed_breaks(OLD, broken, SILENT) == [sentence]
    assert unnamed_breaks(OLD, broken, SILENT.format(sentence)) == [sentence]
    assert unnamed_breaks(OLD, broken, said) == []


def test_an_addition_breaks_nothing() -> None:
    assert unnamed_breaks(OLD, OLD.replace("place: String", "place: String at: Int") + "type More { x: Int }", "") == []


def test_everything_deprecated_says_until_when(sdl: str) -> None:
    assert undated_deprecations(build_schema(sdl)) == []


@pytest.mark.parametrize(
    ("element", "name"),
    [
        ("type Query { a: Int b: Int @deprecated%s }", "Query.b"),
        ("type Query { a(x: Int @deprecated%s): Int }", "Query.a(x:)"),
        ("type Query { a(x: W): Int } input W { y: Int @deprecated%s }", "W.y"),
        ("type Query { a: C } enum C { D E @deprecated%s }", "C.E"),
    ],
)
def test_a_deprecation_without_a_day_is_found(element: str, name: str) -> None:
    assert undated_deprecations(build_schema(element % '(reason: "Use something else.")')) == [name]
    assert undated_deprecations(build_schema(element % '(reason: "Use something else; stays until 2027-06-30.")')) == []


def test_a_release_leaves_nothing_unreleased() -> None:
    text = released_changelog(SILENT, "0.2.0", date(2026, 2, 3))
    assert text.startswith("# Changelog\n\n## Unreleased\n\n## 0.2.0 (2026-02-03)\n\n### Added\n\n- More.")
    with pytest.raises(SystemExit, match="already"):
        released_changelog(text, "0.2.0", date(2026, 2, 4))
