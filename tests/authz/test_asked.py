"""What a policy answers about itself: reasons, facts it asks for, grants without a condition, lines of a fault."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.authz.expression import TRUE, Attribute, Call, Compare, describe
from app.authz.partial import Never, Where
from app.authz.policy import Grants, Policy, check_fields, load_policy
from app.authz.rules import Rule, read_rules
from app.database.vocabulary import Purpose, Role
from app.errors import Misconfigured

VERSIONS = ("esep-nb", "etwinning-lv")


def told(policy: Policy, role: Role, purpose: Purpose | None, kind: str, name: str) -> list[tuple[str, str]]:
    return [(one.rule.id, describe(one.residual)) for one in policy.reasons(role, purpose, kind, name)]


def test_the_reasons_are_the_rules_of_the_role_about_the_coordinate_with_what_is_known_folded_in(
    policy: Policy,
) -> None:
    own_country = [("event-eu", "True")]
    assert told(policy, Role.EACEA, Purpose.MONITORING, "Event", "country") == own_country
    events = "object.country == viewer.country"
    assert told(policy, Role.NSO, Purpose.NATIONAL_EVENTS, "Event", "title") == [
        ("event-nso", events),
        ("event-own", "object.id in viewer.areas"),
    ]
    assert told(policy, Role.NSO, Purpose.SURVEY, "Event", "title") == [
        ("event-nso", "False"),
        ("event-own", "object.id in viewer.areas"),
    ]
    assert told(policy, Role.ANONYMOUS, None, "Event", "title") == []
    assert told(policy, Role.ANONYMOUS, None, "Partner", "joinedOn") == []
    assert told(policy, Role.NSO, Purpose.SURVEY, "Event", "online") == []


def test_nothing_is_known_of_the_public_but_the_version_and_that_it_is_nobody(policy: Policy) -> None:
    known = policy.known(Role.ANONYMOUS, None)
    nobody = {name: known[name] for name in ("user", "school", "country", "region", "projects", "areas")}
    assert set(nobody.values()) == {None}
    assert (known["role"], known["purpose"]) == ("ANONYMOUS", None)
    assert "user" not in policy.known(Role.GENERAL_USER, None)


def test_a_role_that_a_version_does_not_know_has_no_rules(policy: Policy, policy_folder: Path) -> None:
    older = load_policy(policy_folder, "etwinning-sv")
    assert older.reasons(Role.JRC, Purpose.COURSE, "User", "firstName") == ()
    assert isinstance(older.grants(Role.JRC, Purpose.COURSE).row("User"), Never)
    assert policy.reasons(Role.JRC, Purpose.COURSE, "User", "firstName") != ()


def test_terms_are_folded_for_the_version(policy_folder: Path, tmp_path: Path) -> None:
    """What the version chooses is known: no statement may ask for it."""
    folder = Path(shutil.copytree(policy_folder, tmp_path / "policy"))
    path = folder / "terms.csv"
    told = path.read_text(encoding="utf-8").replace(
        "subject.status == 'VALIDATED' and not subject.restricted",
        "subject.status == 'VALIDATED' and not subject.restricted and policy.public_picture == 'CONSENT'",
    )
    path.write_text(told, encoding="utf-8")
    assert told.count("policy.public_picture") == 1
    for name in VERSIONS:
        assert not [term for term in load_policy(folder, name).terms.values() if "policy." in describe(term)]


def test_grants_lose_a_condition_on_the_rows_of_one_kind_only() -> None:
    own = Compare("==", Attribute(("object", "id")), Attribute(("viewer", "user")))
    public = Call("has_public_user", (Attribute(("object",)),))
    either, only = Where((frozenset({own}), frozenset({public}))), Where((frozenset({public}),))
    grants = Grants(
        {"User": either, "School": either},
        {("User", "email"): either, ("School", "User"): either, ("School", "email"): either},
    )
    lost = grants.without("User", own)
    assert lost.rows == {"User": only, "School": either}
    assert lost.cells == {("User", "email"): only, ("School", "User"): either, ("School", "email"): either}


def test_the_first_line_that_names_a_field_which_does_not_exist_is_told(policy: Policy) -> None:
    fields: Mapping[str, frozenset[str]] = policy.fields()
    for kind, name in (("User", "picture"), ("Project", "title"), ("School", "head")):
        (line, *_) = [rule.line for rule in policy.rules if rule.object == kind and name in rule.fields]
        with pytest.raises(Misconfigured, match=rf"line {line}: a rule names `{kind}\.{name}`, which"):
            check_fields(policy, {**fields, kind: fields[kind] - {name}})
    (line, *_) = [rule.line for rule in policy.rules if rule.object == "School" and "email" in rule.fields]
    with pytest.raises(Misconfigured, match=rf"line {line}: a rule names `School\.email`, which"):
        check_fields(policy, {**fields, "School": fields["School"] - {"users", "email", "head"}})


def test_a_kind_that_only_rules_know_is_found(policy: Policy) -> None:
    fields = policy.fields()
    with pytest.raises(Misconfigured, match="`Event"):
        check_fields(policy, {kind: names for kind, names in fields.items() if kind != "Event"})


def test_a_policy_that_changes_while_it_is_read_is_refused(
    policy_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(policy_folder, tmp_path / "policy"))

    def edited_meanwhile(path: Path, *others: object) -> tuple[Rule, ...]:
        rules = read_rules(path, *others)  # type: ignore[arg-type]
        path.write_text(path.read_text(encoding="utf-8").replace("all data.", "all the data."), encoding="utf-8")
        return rules

    monkeypatch.setattr("app.authz.policy.read_rules", edited_meanwhile)
    with pytest.raises(Misconfigured, match="the policy was changed while it was read"):
        load_policy(folder, "esep-nb")


def test_versions_that_open_more_pictures_than_the_database_keeps_apart_are_refused(
    policy_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(policy_folder, tmp_path / "policy"))
    path = folder / "versions" / "etwinning-sv.toml"
    text = path.read_text(encoding="utf-8")
    assert "AMBASSADOR_AND_CONSENT" in text
    path.write_text(text.replace('"AMBASSADOR_AND_CONSENT"', '"CONSENT"'), encoding="utf-8")
    with pytest.raises(Misconfigured, match="another set of notices"):
        load_policy(folder, "esep-nb")


def test_a_coordinate_without_conditions_stands(policy: Policy) -> None:
    (verdict,) = policy.reasons(Role.EACEA, Purpose.MONITORING, "Event", "country")
    assert verdict.residual == TRUE
