"""Lint finds each fault that is planted into a copy of the policy, and nothing in the policy as it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.authz.lint import lint
from app.authz.parse import Parser
from app.authz.policy import VERSIONS, Policy, load_policy
from app.authz.possible import impossible_parts, is_possible
from app.authz.rules import PolicyRefused
from app.resolvers.read.catalog import read_catalog
from app.schema.build import build_schema

# The first and the last by what they switch: together they have every role, purpose and word.
FEW = ("esep-nb", "etwinning-lv")
OWN = "member-own,SIGNED_IN,read,Member,id joinedOn role user,object.user.id == viewer.user,allow,RIGHT-01,"


@pytest.fixture(scope="module")
def published() -> Mapping[str, frozenset[str]]:
    return read_catalog(build_schema()).published()


@pytest.fixture
def folder(tmp_path: Path, policy_folder: Path) -> Path:
    return Path(shutil.copytree(policy_folder, tmp_path / "policy"))


def policies(folder: Path, versions: tuple[str, ...] = FEW) -> list[Policy]:
    return [load_policy(folder, version) for version in versions]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def add_rule(folder: Path, line: str) -> None:
    """In its place: the file stays sorted."""
    path = folder / "rules.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *sorted([*lines, line], key=lambda one: one.split(",")[0])]) + "\n", "utf-8")


def test_nothing_is_wrong_with_the_policy(policy_folder: Path, published: Mapping[str, frozenset[str]]) -> None:
    assert lint(policies(policy_folder, VERSIONS), published) == []


def planted(role: str, condition: str, *, fields: str = "email", effect: str = "allow") -> str:
    """A line of rules.csv."""
    return f"user-zz,{role},read,User,{fields},{condition},{effect},PUB-01,It is planted by a test."


PLANTED = {
    "never true for anybody": (
        planted("NSO", "viewer.role == 'CSS'"),
        "it is unreachable: its condition is never true for anybody, under any version",
    ),
    "a word of a switch that no version has": (
        planted("JRC", "policy.research_centre == 'ABSENT'"),
        "it is unreachable: its condition is never true for anybody, under any version",
    ),
    "a denial that never denies": (
        planted("NSO", "viewer.role == 'CSS'", effect="deny"),
        "it is unreachable: its condition is never true for anybody, under any version",
    ),
    "never true for one of its roles": (
        planted("EVERYONE", "object.id == viewer.user"),
        "its condition is never true for ANONYMOUS: leave that role out",
    ),
    "always true for one of its roles": (
        planted("RIGHTS_STAFF", "viewer.role == 'CSS' or object.restricted"),
        "its condition is always true for CSS: leave the condition out",
    ),
    "shadowed by a denial": (
        planted("EACEA", "object.status == 'ANONYMISED'"),
        "`User.email` is shadowed: user-anonymised always denies it",
    ),
    "two words at once": (
        planted("EACEA", "object.status == 'GENERAL' and object.status == 'PENDING'"),
        "contradicts itself",
    ),
    "missing and compared": (
        planted("EACEA", "object.region is None and object.region == 'Nord'"),
        "`(object.region is None) and (object.region == 'Nord')` contradicts itself",
    ),
    "a case among others": (
        planted("EACEA", "is_visible(object) or object.restricted and not object.restricted"),
        "`(object.restricted) and (not (object.restricted))` contradicts itself",
    ),
    "two texts at once": (
        planted("EACEA", "object.country == 'EE' and object.country == 'NO'"),
        "`(object.country == 'EE') and (object.country == 'NO')` contradicts itself",
    ),
}


@pytest.mark.parametrize(("line", "finding"), PLANTED.values(), ids=PLANTED)
def test_a_planted_rule_is_found(
    folder: Path, published: Mapping[str, frozenset[str]], line: str, finding: str
) -> None:
    add_rule(folder, line)
    found = lint(policies(folder), published)
    assert len(found) == 1
    assert found[0].startswith("user-zz: ")
    assert finding in found[0]


def test_a_permission_under_an_equal_denial_is_shadowed(folder: Path, published: Mapping[str, frozenset[str]]) -> None:
    add_rule(folder, OWN.replace("member-own", "member-zz").replace("allow", "deny") + "It is planted by a test.")
    found = lint(policies(folder), published)
    # The row itself is denied too, so that no cell of it is left.
    assert found == [
        f"member-own: `Member.{name}` is shadowed: member-zz always denies it"
        for name in ("id", "joinedOn", "role", "user")
    ]


def test_a_field_that_nothing_allows_is_found(folder: Path, published: Mapping[str, frozenset[str]]) -> None:
    more = {**published, "User": published["User"] | {"nickname"}}
    add_rule(folder, planted("JRC", "object.restricted", fields="nickname", effect="deny"))
    assert lint(policies(folder), more) == [
        "no rule allows `User.nickname`: nobody will ever read it; write a rule or remove the field"
    ]


def test_a_role_without_a_rule_is_found(folder: Path, published: Mapping[str, frozenset[str]]) -> None:
    change(folder / "roles.csv", "JRC,SIGNED_IN,RIGHT-01,Everyone with an account reads their own data.\n", "")
    assert lint(policies(folder), published) == ["no rule is about the role JRC: put it into a group in roles.csv"]


def test_a_group_without_a_rule_is_found(folder: Path, published: Mapping[str, frozenset[str]]) -> None:
    change(
        folder / "roles.csv",
        "SIGNED_IN,EVERYONE",
        "PROVIDER,TECHNICIANS,ACC-07,A group is planted by a test.\nSIGNED_IN,EVERYONE",
    )
    assert "no rule is about the group TECHNICIANS: remove it from roles.csv" in lint(policies(folder), published)


@pytest.mark.parametrize(("file", "said"), [("roles.csv", "by role and group"), ("terms.csv", "by name")])
def test_a_file_out_of_order_is_found(
    folder: Path, published: Mapping[str, frozenset[str]], file: str, said: str
) -> None:
    header, first, *others = (folder / file).read_text(encoding="utf-8").splitlines()
    (folder / file).write_text("\n".join([header, *others, first]) + "\n", encoding="utf-8")
    assert lint(policies(folder), published) == [f"{file} is not sorted: sort it {said}"]


def test_rules_out_of_order_are_refused_when_they_are_read(folder: Path) -> None:
    header, first, *others = (folder / "rules.csv").read_text(encoding="utf-8").splitlines()
    (folder / "rules.csv").write_text("\n".join([header, *others, first]) + "\n", encoding="utf-8")
    with pytest.raises(PolicyRefused, match="ids are not in order"):
        load_policy(folder, "esep-nb")


def test_a_switch_that_changes_nothing_is_found(folder: Path, published: Mapping[str, frozenset[str]]) -> None:
    rules = folder / "rules.csv"
    kept = [
        line for line in rules.read_text(encoding="utf-8").splitlines(keepends=True) if "policy.username" not in line
    ]
    rules.write_text("".join(kept), encoding="utf-8")
    assert lint(policies(folder), published) == [
        "the switch `username` changes nothing: no grant and no admission; make it a fact"
    ]


@pytest.mark.parametrize("literal", ["EE!", "EE&&NO", "EE||NO", "r.EE", "p.EE"])
def test_a_literal_that_casbin_would_rewrite_is_refused(folder: Path, literal: str) -> None:
    add_rule(folder, planted("NSO", f"object.country == '{literal}'"))
    with pytest.raises(PolicyRefused, match="a constant holds a sign that Casbin rewrites"):
        load_policy(folder, "esep-nb")


def test_an_unknown_attribute_is_refused(folder: Path) -> None:
    add_rule(folder, planted("NSO", "policy.mood == 'GOOD'"))
    with pytest.raises(PolicyRefused, match="there is no attribute `mood` here"):
        load_policy(folder, "esep-nb")


PARTS = (
    "object.status == 'GENERAL'",
    "object.status in ('GENERAL', 'PENDING')",
    "object.status != 'PENDING'",
    "object.country == 'EE'",
    "object.country in ('EE', 'NO')",
    "object.country is None",
    "object.country is not None",
    "object.restricted",
    "not object.restricted",
    "consented(object, 'SURVEY')",
    "not consented(object, 'SURVEY')",
)


def texts() -> st.SearchStrategy[str]:
    return st.recursive(
        st.sampled_from(PARTS),
        lambda below: st.builds("({}) {} ({})".format, below, st.sampled_from(["and", "or"]), below),
        max_leaves=6,
    )


def is_met(text: str, status: str, country: str | None, *, restricted: bool, agrees: bool) -> bool:
    """Python's own reading; what is missing meets no comparison."""
    names = {"restricted": restricted, "agrees": agrees, "status": status, "country": country}
    plain = text.replace("consented(object, 'SURVEY')", "agrees").replace("object.", "")
    return bool(eval(plain, {}, names))  # noqa: S307 - a text of this file


def rows() -> Iterator[tuple[str, str | None, bool, bool]]:
    for status in ("GENERAL", "PENDING", "VALIDATED"):
        for country in ("EE", "NO", "SE", None):
            for restricted in (True, False):
                for agrees in (True, False):
                    yield status, country, restricted, agrees


@given(text=texts())
def test_a_condition_that_some_row_meets_is_never_called_impossible(text: str) -> None:
    met = any(is_met(text, status, country, restricted=one, agrees=two) for status, country, one, two in rows())
    condition = Parser({"object": "User"}, {}).read(text)
    assert is_possible(condition) == met
    assert met or list(impossible_parts(condition))
