"""A policy folder that is broken stops `policy check` and `serve` alike: exit code 1 and one line on standard error.

The line names the file and where in it, what is wrong and what to do. What each reader refuses besides is held beside
it, in `tests/authz/`.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import app.application
import app.cli.serve
from app.application import POLICY
from app.cli.policy import check
from app.database.addresses import Addresses
from tests.cli.running import assert_refused, given, run

OWN = "object.user.id == viewer.user"  # the condition of the rule `member-own`
EFFECT = "some(where (p.eft == allow)) && !some(where (p.eft == deny))"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the policy, in the place of the real one."""
    copied = Path(shutil.copytree(POLICY, tmp_path / "policy"))
    for module in (app.application, app.cli.serve, check):
        monkeypatch.setattr(module, "POLICY", copied)
    return copied


def line_of(path: Path, text: str) -> int:
    return next(number for number, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line)


def replaced(name: str, old: str, new: str) -> Callable[[Path], str]:
    """Change the first such text of a file; the place that is to be named."""

    def spoil(folder: Path) -> str:
        path = folder / name
        number, text = line_of(path, old), path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return f"{name}, line {number}:" if name.endswith(".csv") else name

    return spoil


def condition(text: str) -> Callable[[Path], str]:
    """Give the rule `member-own` another condition."""
    quoted = text.replace('"', '""')
    return replaced("rules.csv", f",{OWN},", f',"{quoted}",')


def written(name: str, content: bytes, place: str = "") -> Callable[[Path], str]:
    def spoil(folder: Path) -> str:
        (folder / name).write_bytes(content)
        return f"{name}{place}"

    return spoil


def removed(name: str) -> Callable[[Path], str]:
    def spoil(folder: Path) -> str:
        (folder / name).unlink()
        return name

    return spoil


def twice(folder: Path) -> str:
    """Write the rule `member-own` a second time."""
    path = folder / "rules.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    number = line_of(path, "member-own,")
    path.write_text("".join([*lines[:number], lines[number - 1], *lines[number:]]), encoding="utf-8")
    return f"rules.csv, line {number + 1}:"


HEADER = b"id,role,action,object,fields,condition,effect,clauses,reason\n"
# How the folder is broken, what is said of it, and what to do.
BROKEN: dict[str, tuple[Callable[[Path], str], str, str]] = {
    "a value less": (
        replaced("rules.csv", ",RIGHT-01,A person sees their own membership.", ",RIGHT-01"),
        "8 values, 9 expected",
        "quote commas",
    ),
    "a rule twice": (twice, "ids are not in order, or one stands twice", "sort the file by id"),
    "an unknown role": (
        replaced("rules.csv", "member-own,SIGNED_IN", "member-own,SIGNED_OUT"),
        "unknown role or group",
        "see policy/roles.csv",
    ),
    "an unknown attribute": (
        condition("object.nick == viewer.user"),
        "there is no attribute `nick` here",
        "see docs/policy.md, attributes",
    ),
    "a call": (condition("open('x')"), "an object is expected", "write `object`"),
    "a call of a method": (
        condition("object.user.delete()"),
        "only terms and predicates may be called",
        "see docs/policy.md, predicates",
    ),
    "a comprehension": (
        condition("[one for one in viewer.areas]"),
        "`ListComp` is not allowed",
        "see docs/policy.md, conditions",
    ),
    "a dunder": (
        condition("object.__class__ == 'x'"),
        "there is no attribute `__class__` here",
        "see docs/policy.md, attributes",
    ),
    "a constant with an exclamation mark": (
        condition("object.user.country == 'NO!'"),
        "a sign that Casbin rewrites",
        "use letters, digits and _",
    ),
    "a constant with the request of Casbin": (
        condition("object.user.country == 'r.sub'"),
        "a sign that Casbin rewrites",
        "use letters, digits and _",
    ),
    "a constant with an accent": (
        condition("object.user.region == 'Põhja'"),
        "a sign that has no place in a statement",
        "use the letters A to Z",
    ),
    "a comment": (
        condition("object.user.restricted # and more"),
        "a condition holds no comment",
        "put it into the reason",
    ),
    "no rule": (
        written("rules.csv", HEADER, ", line 1:"),
        "there is no rule",
        "an empty policy would show nothing to anybody",
    ),
    "nothing": (written("rules.csv", b"", ", line 1:"), "the file is empty", "id,role,action"),
    "no text": (written("rules.csv", HEADER + b"\xff\xfe\n"), "cannot be read", "in UTF-8"),
    "no file of terms": (removed("terms.csv"), "cannot be read", "the policy folder needs it"),
    "a term of itself": (
        replaced("terms.csv", "is_visible(subject) and consented", "is_public(subject) and consented"),
        "the term `is_public` is defined by itself",
        "break the circle",
    ),
    "no model": (removed("model.conf"), "model.conf", " it"),
    "a model without a matcher": (replaced("model.conf", "m = g(", "# m = g("), "has no section `m`", "restore it"),
    "a model without its policies": (
        replaced("model.conf", "[policy_definition]", "[policies]"),
        "has no section `p`",
        "restore it",
    ),
    "an effect that denies nothing": (
        replaced("model.conf", f"e = {EFFECT}", "e = some(where (p.eft == allow))"),
        "section `e` says something else",
        "restore it",
    ),
    "an effect that allows what nobody denies": (
        replaced("model.conf", f"e = {EFFECT}", "e = !some(where (p.eft == deny))"),
        "section `e` says something else",
        "restore it",
    ),
    "a matcher that lets all through": (
        replaced("model.conf", "m = g(", "m = true || g("),
        "section `m` says something else",
        "restore it",
    ),
    "a second matcher": (
        replaced("model.conf", "[matchers]", "[matchers]\nm2 = true"),
        "has another section, `m2`",
        "remove it",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_policy_fails_its_check(folder: Path, name: str) -> None:
    spoil, said, advice = BROKEN[name]
    place = spoil(folder)
    assert_refused(run("policy", "check"), place, said, advice)


@pytest.mark.parametrize("name", BROKEN)
def test_no_server_starts_with_a_broken_policy(folder: Path, addresses: Addresses, tmp_path: Path, name: str) -> None:
    spoil, said, advice = BROKEN[name]
    place = spoil(folder)
    done = run("serve", "--port", "0", TWINGRAPH_DATA_DIR=str(tmp_path / "data"), **given(addresses))
    assert_refused(done, place, said, advice)


def test_the_folder_is_accepted_before_it_is_broken(folder: Path) -> None:
    assert folder.exists()
    assert run("policy", "check").code == 0
