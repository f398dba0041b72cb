"""docs/policy.md is in step: every attribute, predicate, term and group of roles stands there with its meaning."""

from __future__ import annotations

import re
from pathlib import Path

from app.authz.attributes import OBJECTS, POLICY, VIEWER, Shape
from app.authz.policy import Policy
from app.authz.predicates import PERIODS, PREDICATES
from app.authz.switches import SWITCHES
from app.authz.versions import VERSIONS, read_version
from tests.house.files import text_of

PAGE = text_of(Path("docs/policy.md"))
ROWS = {line for line in PAGE.splitlines() if line.startswith("| `")}
AREAS = ("TwinSpace", "Group", "Event")


def kind_of(shape: Shape) -> str:
    kinds = {
        "word": shape.domain,
        "object": shape.leads_to,
        "id": shape.is_id,
        "set": shape.is_set,
        "truth": shape.is_truth,
    }
    return next((kind for kind, holds in kinds.items() if holds), "text")


def test_every_attribute_stands_there_with_its_kind() -> None:
    expected = {f"| `viewer.{name}` | {kind_of(shape)} |" for name, shape in VIEWER.items()}
    expected |= {f"| `policy.{name}` | {kind_of(shape)} |" for name, shape in POLICY.items()}
    for kind, shapes in OBJECTS.items():
        written = AREAS[0] if kind in AREAS else kind
        expected |= {f"| `{written}.{name}` | {kind_of(shape)} |" for name, shape in shapes.items()}
    found = {match[0] for row in ROWS if (match := re.match(r"\| `\w+\.\w+` \| \w+ \|", row))}
    assert found == expected


def test_the_attributes_of_areas_stand_there_once_for_all() -> None:
    for kind in AREAS[1:]:
        assert OBJECTS[kind] == OBJECTS[AREAS[0]]
        assert all(f"`{kind}.{name}`" in PAGE for name in OBJECTS[kind])


def test_every_predicate_stands_there_with_its_meaning() -> None:
    for name, predicate in PREDICATES.items():
        assert f"| `{name}` | {predicate.about} | {predicate.meaning} |" in ROWS
    assert all(f"`'{purpose}'`" in PAGE for purpose in PERIODS)


def test_every_term_stands_there_with_its_meaning(policy: Policy) -> None:
    for name, term in policy.definitions.items():
        assert f"| `{name}` | {term.subject} | {term.meaning} |" in ROWS


def test_nothing_stands_there_that_is_gone(policy: Policy) -> None:
    asked = {match[1] for row in ROWS if (match := re.match(r"\| `(\w+)` \| (?:User|School|Project|Comment) \|", row))}
    assert asked == {*PREDICATES, *policy.definitions}


def test_every_group_of_roles_stands_there(policy: Policy) -> None:
    groups = {match[1] for row in ROWS if (match := re.match(r"\| `([A-Z_]+)` \|", row))}
    assert groups == {group for _, group in policy.groups}


def test_every_switch_stands_there_with_what_each_version_chooses(policy_folder: Path) -> None:
    chosen = {name: read_version(policy_folder, name) for name in VERSIONS}
    heads = [("esep-nb",), ("etwinning-sv",), ("etwinning-et", "etwinning-hu", "etwinning-lv")]
    for switch in SWITCHES:
        words = [{chosen[name].value(switch) for name in names} for names in heads]
        assert f"| `{switch}` | {' | '.join(f'`{word}`' for (word,) in words)} |" in PAGE
    titles = [", ".join(f"`{name}` ({chosen[name].notice})" for name in names) for names in heads]
    assert f"| switch | {' | '.join(titles)} |" in PAGE


def test_every_column_of_a_rule_is_explained() -> None:
    header = text_of(Path("policy/rules.csv")).splitlines()[0].split(",")
    assert all(f"| `{column}` |" in PAGE for column in header)


def test_the_tests_that_security_promises_exist() -> None:
    named = set(re.findall(r"`(tests/[\w/.]+)`", text_of(Path("docs/security.md"))))
    assert named
    assert not [path for path in named if not text_of(Path(path))]
