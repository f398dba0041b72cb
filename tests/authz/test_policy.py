"""The policy in force: what the public may read, who belongs to which group, and files that do not fit together."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.authz.partial import Always, Never, Where
from app.authz.policy import Policy, check_fields, load_policy
from app.database.vocabulary import PURPOSES_OF_ROLE, STAFF_ROLES, Purpose, Role
from app.errors import Misconfigured
from app.resolvers.read.catalog import read_catalog
from app.schema.build import build_schema

# G-62, to the letter: what the public may read of anybody or anything. A field more is a decision about people, not
# about code: it needs a clause, a reading, and this list.
PUBLIC: Mapping[str, set[str]] = {
    "User": {"id", "firstName", "lastName", "school", "picture", "ambassador", "country", "projects"},
    "School": {"id", "officialName", "city", "region", "country", "users"},
    "Project": {"id", "title", "description", "languages", "pupilAges", "registeredOn", "closedOn", "partners"},
    "Partner": {"id", "role", "user", "school", "country"},
    "TwinSpace": set(),
    "Group": set(),
    "Event": set(),
    "Member": set(),
}


@pytest.fixture(scope="module")
def published() -> Mapping[str, frozenset[str]]:
    return read_catalog(build_schema()).published()


@pytest.fixture
def folder(tmp_path: Path, policy_folder: Path) -> Path:
    """A copy of the policy that a test may spoil."""
    return Path(shutil.copytree(policy_folder, tmp_path / "policy"))


def readable(policy: Policy, role: Role, kind: str, purpose: Purpose | None = None) -> set[str]:
    names = {name for rule in policy.rules for name in rule.fields if rule.object == kind}
    return {name for name in names if not isinstance(policy.grants(role, purpose).cell(kind, name), Never)}


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_public_reads_what_the_allow_list_names_and_nothing_else(policy: Policy) -> None:
    assert {kind: readable(policy, Role.ANONYMOUS, kind) for kind in PUBLIC} == PUBLIC


def test_the_public_reads_no_person_project_or_school_without_a_condition(policy: Policy) -> None:
    """Consent, publication: nothing of these is public as such. An entry falls with its user."""
    grants = policy.grants(Role.ANONYMOUS, None)
    rows = {kind: type(grants.row(kind)) for kind in PUBLIC}
    assert rows == {
        "User": Where,
        "School": Where,
        "Project": Where,
        "Partner": Always,
        "TwinSpace": Never,
        "Group": Never,
        "Event": Never,
        "Member": Never,
    }


def test_the_allow_list_notices_a_rule_that_opens_another_field(folder: Path) -> None:
    change(folder / "rules.csv", "read,User,ambassador country firstName id lastName school,is_public(object)",
           "read,User,ambassador country email firstName id lastName school,is_public(object)")  # fmt: skip
    spoiled = load_policy(folder, "esep-nb")
    assert readable(spoiled, Role.ANONYMOUS, "User") - PUBLIC["User"] == {"email"}


@pytest.mark.parametrize("role", sorted(set(Role)))
def test_everybody_reads_at_least_what_the_public_reads(policy: Policy, role: Role) -> None:
    for purpose in PURPOSES_OF_ROLE.get(role) or [None]:
        for kind, names in PUBLIC.items():
            assert names <= readable(policy, role, kind, purpose)


def test_an_account_without_a_role_reads_the_public_and_its_own_data(policy: Policy) -> None:
    assert policy.groups_of(Role.GENERAL_USER) == {"GENERAL_USER", "SIGNED_IN", "EVERYONE"}
    assert policy.groups_of(Role.ANONYMOUS) == {"ANONYMOUS", "EVERYONE"}


def test_only_the_controller_and_the_support_service_handle_rights(policy: Policy) -> None:
    assert {role for role in Role if "RIGHTS_STAFF" in policy.groups_of(role)} == {Role.EACEA, Role.CSS}


def test_every_role_is_in_a_group_and_every_staff_role_has_purposes(policy: Policy) -> None:
    assert {member for member, _ in policy.groups} >= set(Role)
    assert set(PURPOSES_OF_ROLE) == STAFF_ROLES


def test_a_field_is_ever_readable_if_some_purpose_of_the_role_reads_it(policy: Policy) -> None:
    assert not policy.is_ever_readable(Role.ANONYMOUS, "User", "email")
    assert policy.is_ever_readable(Role.ETWINNER, "User", "email")  # the own one
    assert policy.is_ever_readable(Role.NSO, "Event", "startsAt")  # for one purpose of five
    assert isinstance(policy.grants(Role.NSO, Purpose.SURVEY).cell("Event", "startsAt"), Never)
    assert not policy.is_ever_readable(Role.NSO, "Event", "online")
    assert not policy.is_ever_readable(Role.NSO, "Event", "no such field")


def test_grants_are_made_once(policy: Policy) -> None:
    assert policy.grants(Role.NSO, Purpose.SURVEY) is policy.grants(Role.NSO, Purpose.SURVEY)


def test_rules_and_schema_name_the_same_fields(policy: Policy, published: Mapping[str, frozenset[str]]) -> None:
    check_fields(policy, published)
    assert policy.fields() == {kind: published[kind] for kind in policy.fields()}


def test_a_field_that_no_rule_speaks_of_stops_the_start_up(
    policy: Policy, published: Mapping[str, frozenset[str]]
) -> None:
    with pytest.raises(Misconfigured, match=r"no rule speaks of `User\.nickname`") as refusal:
        check_fields(policy, {**published, "User": published["User"] | {"nickname"}})
    assert refusal.value.hint == "add it to a rule or remove the field"


def test_a_rule_that_names_an_unknown_field_stops_the_start_up(
    policy: Policy, published: Mapping[str, frozenset[str]]
) -> None:
    with pytest.raises(Misconfigured, match=r"a rule names `User\.email`, which does not exist") as refusal:
        check_fields(policy, {**published, "User": published["User"] - {"email"}})
    assert refusal.value.hint == "check its spelling"


def test_a_type_without_any_rule_stops_the_start_up(policy: Policy, published: Mapping[str, frozenset[str]]) -> None:
    with pytest.raises(Misconfigured, match=r"no rule speaks of `Badge\.id`"):
        check_fields(policy, {**published, "Badge": frozenset({"id"})})


def test_an_unknown_version_stops_the_start_up(policy_folder: Path) -> None:
    with pytest.raises(Misconfigured, match="unknown policy version") as refusal:
        load_policy(policy_folder, "esep")
    assert "esep-nb" in str(refusal.value.hint)


@pytest.mark.parametrize("name", ["rules.csv", "roles.csv", "terms.csv"])
def test_a_policy_without_one_of_its_files_stops_the_start_up(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(Misconfigured, match=f"{name} cannot be read"):
        load_policy(folder, "esep-nb")


@pytest.mark.parametrize("name", ["rules.csv", "roles.csv", "terms.csv"])
def test_a_policy_that_lost_its_lines_stops_the_start_up(folder: Path, name: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(text.splitlines(keepends=True)[0], encoding="utf-8")
    with pytest.raises(Misconfigured):
        load_policy(folder, "esep-nb")


def test_a_term_that_predicates_ask_may_not_depend_on_the_purpose(folder: Path) -> None:
    """It would be asked inside a statement, which knows no purpose: found before a request comes."""
    change(folder / "terms.csv", "subject.status == 'VALIDATED' and not subject.restricted",
           "subject.status == 'VALIDATED' and viewer.purpose != 'SURVEY'")  # fmt: skip
    with pytest.raises(Misconfigured, match=r"has no SQL: a predicate asks for `viewer\.purpose`"):
        load_policy(folder, "esep-nb")


def test_a_term_that_predicates_ask_may_not_be_missing(folder: Path) -> None:
    change(folder / "terms.csv", "is_visible_in_mandate,User", "is_seen_in_mandate,User")
    text = (folder / "rules.csv").read_text(encoding="utf-8")
    (folder / "rules.csv").write_text(text.replace("is_visible_in_mandate", "is_seen_in_mandate"), encoding="utf-8")
    with pytest.raises(Misconfigured, match=r"`project-authority` has no SQL: 'is_visible_in_mandate'"):
        load_policy(folder, "esep-nb")
