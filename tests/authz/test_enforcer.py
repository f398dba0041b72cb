"""Casbin with the policy: the model may not be bent, and a decision is what the rules say."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any
from uuid import UUID

import casbin
import pytest
from packaging.version import Version

from app.authz.enforcer import Enforcer, check_model
from app.authz.facts import Consent, School, User, Viewer
from app.authz.policy import Policy, load_policy
from app.errors import Misconfigured
from tests.house.files import python_files, text_of

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)
EFFECT = "e = some(where (p.eft == allow)) && !some(where (p.eft == deny))"


@pytest.fixture
def model(tmp_path: Path, policy_folder: Path) -> Path:
    """A copy of the model that a test may bend."""
    return Path(shutil.copy(policy_folder / "model.conf", tmp_path))


def person(**changes: Any) -> User:
    school = School(UUID(int=1), "EE", None, None, None, None)
    usual: dict[str, Any] = {
        "id": UUID(int=2),
        "stored_status": "VALIDATED",
        "last_seen": NOW,
        "restricted": False,
        "hide_contacts": False,
        "ambassador": False,
        "email_key": None,
        "affiliation": school,
        "now": NOW,
    }
    user = User(**usual | changes)
    user.consents.append(Consent("PUBLIC_PROFILE", "esep-nb", NOW, None))
    return user


def test_the_module_is_pycasbin_and_nothing_else_owns_it() -> None:
    assert Version(metadata.version("pycasbin")) >= Version("2.8")
    assert set(metadata.packages_distributions()["casbin"]) == {"pycasbin"}
    with pytest.raises(metadata.PackageNotFoundError):
        metadata.distribution("casbin")


def test_the_model_of_the_repository_is_accepted(policy: Policy, policy_folder: Path) -> None:
    enforcer = Enforcer(policy, policy_folder / "model.conf", NOW)
    anybody = Viewer("ANONYMOUS")
    assert enforcer.allows(anybody, "User", "firstName", person())
    assert not enforcer.allows(anybody, "User", "email", person())
    assert not enforcer.allows(anybody, "User", "firstName", person(restricted=True))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (EFFECT, "e = some(where (p.eft == allow))", "section `e` says something else"),
        (EFFECT, "e = !some(where (p.eft == deny))", "section `e` says something else"),
        (EFFECT, "e = priority(p.eft) || deny", "section `e` says something else"),
        (" && holds(p.id, p.eft, r.viewer, r.object, r.entry)", "", "section `m` says something else"),
        (" && names(p.fields, r.field)", "", "section `m` says something else"),
        ("g(r.viewer.role, p.role)", "(g(r.viewer.role, p.role) || true)", "section `m` says something else"),
        ("m = ", "m = true || ", "section `m` says something else"),
        ("condition, eft", "eft, condition", "section `p` says something else"),
        ("r = viewer, action", "r = action, viewer", "section `r` says something else"),
        ("g = _, _", "g = _, _, _", "section `g` says something else"),
        ("[role_definition]\ng = _, _\n", "", "has no section `g`"),
        ("[policy_effect]", "[policy_effects]", "has no section `e`"),
        ("[matchers]", "[matcher]", "has no section `m`"),
    ],
)  # fmt: skip
def test_a_bent_model_stops_the_start_up(policy: Policy, model: Path, old: str, new: str, message: str) -> None:
    text = model.read_text(encoding="utf-8")
    assert text.count(old) == 1
    model.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(Misconfigured, match=message) as refusal:
        Enforcer(policy, model, NOW)
    assert refusal.value.hint == "restore it"


@pytest.mark.parametrize("text", ["", "r = viewer", "[request_definition", "[request_definition]\nr"])
def test_what_is_no_model_stops_the_start_up(policy: Policy, model: Path, text: str) -> None:
    model.write_text(text, encoding="utf-8")
    with pytest.raises(Misconfigured, match=r"^model\.conf"):
        Enforcer(policy, model, NOW)
    model.unlink()
    with pytest.raises(Misconfigured, match=r"^model\.conf is not a model"):
        Enforcer(policy, model, NOW)


def test_nothing_switches_casbin_off() -> None:
    """With `enable_enforce(False)` it allows everything, and says nothing."""
    found = [str(path) for path in python_files("app") if ".enable_enforce(" in text_of(path)]
    assert not found, "a decision is never switched off"


def test_casbin_that_is_switched_off_decides_nothing(
    policy: Policy, policy_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    enforcer = Enforcer(policy, policy_folder / "model.conf", NOW)
    enforcer._casbin.enable_enforce(False)
    with pytest.raises(Misconfigured, match="Casbin is switched off") as refusal:
        enforcer.allows(Viewer("ANONYMOUS"), "User", "email", person())
    assert refusal.value.hint == "remove the call of `enable_enforce`"
    monkeypatch.setattr(casbin.Enforcer, "enabled", property(lambda _: False, lambda *_: None), raising=False)
    with pytest.raises(Misconfigured, match="Casbin is switched off"):
        check_model(policy_folder / "model.conf")


def test_a_second_effect_or_matcher_stops_the_start_up(policy: Policy, model: Path) -> None:
    text = model.read_text(encoding="utf-8")
    for section, line in (
        ("[policy_effect]\n", "e2 = some(where (p.eft == allow))\n"),
        ("[matchers]\n", "m2 = true\n"),
    ):
        model.write_text(text.replace(section, section + line), encoding="utf-8")
        with pytest.raises(Misconfigured, match=rf"has another section, `{line[:2]}`"):
            Enforcer(policy, model, NOW)


def test_an_explicit_denial_wins_over_every_permission(policy: Policy, policy_folder: Path) -> None:
    enforcer = Enforcer(policy, policy_folder / "model.conf", NOW)
    gone = person(stored_status="ANONYMISED")
    oneself = Viewer("GENERAL_USER", user=gone.id)
    assert enforcer.applying(oneself, "User", "email", gone) == ["user-anonymised", "user-own"]
    assert not enforcer.allows(oneself, "User", "email", gone)


def test_the_rules_that_apply_are_named(policy: Policy, policy_folder: Path) -> None:
    enforcer = Enforcer(policy, policy_folder / "model.conf", NOW)
    assert enforcer.applying(Viewer("ETWINNER"), "User", "firstName", person()) == ["user-peer", "user-public"]
    assert enforcer.applying(Viewer("NSO", "VALIDATION", country="EE"), "User", "email", person()) == ["user-nso"]
    assert enforcer.applying(Viewer("NSO", "VALIDATION", country="NO"), "User", "email", person()) == []


def test_what_cannot_be_evaluated_never_allows_and_always_denies(policy: Policy, policy_folder: Path) -> None:
    enforcer = Enforcer(policy, policy_folder / "model.conf", NOW)
    assert not enforcer.allows(Viewer("EACEA", "OPERATION"), "User", "firstName", object())
    assert enforcer.applying(Viewer("EACEA", "OPERATION"), "User", "firstName", object()) == ["user-anonymised"]


def test_two_equal_rows_are_not_taken_for_one(policy: Policy, policy_folder: Path) -> None:
    doubled = replace(policy, rules=(*policy.rules, policy.rules[0]))
    with pytest.raises(Misconfigured, match="a policy row was not accepted by Casbin"):
        Enforcer(doubled, policy_folder / "model.conf", NOW)


def test_each_rule_reaches_casbin(policy_folder: Path) -> None:
    policy = load_policy(policy_folder, "esep-nb")
    enforcer = Enforcer(policy, policy_folder / "model.conf", NOW)
    held = enforcer._casbin.get_policy()
    assert [row[0] for row in held] == [rule.id for rule in (*policy.rules, *policy.commands)]
