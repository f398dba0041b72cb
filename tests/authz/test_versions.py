"""The versions of the policy: a strict reader, switches that change something, facts that fit the rest."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from app.authz.consents import check_consents
from app.authz.expression import TRUE, describe
from app.authz.fingerprint import DECIDING, fingerprint_of
from app.authz.lint import changes
from app.authz.partial import Never
from app.authz.policy import Policy, load_policy
from app.authz.switches import FACTS, SWITCHES, Counts
from app.authz.versions import VERSIONS, read_version
from app.database.vocabulary import Purpose, Role
from app.errors import Misconfigured

NOTICES = {"esep-nb": "002", "etwinning-sv": "003", "etwinning-et": "001", "etwinning-hu": "004", "etwinning-lv": "000"}
OLD = ("etwinning-et", "etwinning-hu", "etwinning-lv")
# Part of the matrix by version: what the switches of the middle and of the old notices stand at.
MIDDLE = {
    "public_picture": "AMBASSADOR_AND_CONSENT",
    "peer_view": "VALIDATED",
    "username": "PRESENT",
    "provider": "PRESENT",
    "research_centre": "ABSENT",
    "national_purpose": "DEMANDED",
    "agency_purpose": "NOT_DEMANDED",
    "national_press": "ALLOWED",
}
STANDS = {
    "esep-nb": {
        **MIDDLE,
        "public_picture": "CONSENT",
        "research_centre": "PRESENT",
        "agency_purpose": "DEMANDED",
        "national_press": "REFUSED",
    },
    "etwinning-sv": MIDDLE,
    **{
        name: {
            **MIDDLE,
            "peer_view": "REGISTERED",
            "username": "ABSENT",
            "provider": "ABSENT",
            "national_purpose": "NOT_DEMANDED",
        }
        for name in OLD
    },
}


@pytest.fixture
def folder(tmp_path: Path, policy_folder: Path) -> Path:
    return Path(shutil.copytree(policy_folder, tmp_path / "policy"))


@pytest.fixture(scope="module")
def policies(policy_folder: Path) -> dict[str, Policy]:
    return {version: load_policy(policy_folder, version) for version in VERSIONS}


def change(folder: Path, old: str, new: str, *, version: str = "etwinning-sv") -> None:
    path = folder / "versions" / f"{version}.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_every_notice_is_a_version_and_every_file_is_one(policy_folder: Path) -> None:
    assert {name: read_version(policy_folder, name).notice for name in VERSIONS} == NOTICES
    assert {path.stem for path in (policy_folder / "versions").iterdir()} == set(VERSIONS)


@pytest.mark.parametrize("name", VERSIONS)
def test_the_switches_stand_as_the_notices_say(policy_folder: Path, name: str) -> None:
    version = read_version(policy_folder, name)
    assert {switch: version.value(switch) for switch in SWITCHES} == STANDS[name]


@pytest.mark.parametrize("switch", SWITCHES)
def test_every_switch_changes_a_grant_or_an_admission(policies: dict[str, Policy], switch: str) -> None:
    """Where it says that it counts, and under some version; what changes nothing is a fact."""
    kind = SWITCHES[switch]
    assert any(changes(policy, switch, word) for policy in policies.values() for word in kind.words)
    assert not any(changes(policy, switch, policy.edition.value(switch)) for policy in policies.values())
    in_rules = any(f"policy.{switch}" in rule.condition_text for policy in policies.values() for rule in policy.rules)
    assert in_rules == (kind.counts is Counts.IN_RULES)


@pytest.mark.parametrize("switch", SWITCHES)
def test_every_word_of_a_switch_is_some_notices(policy_folder: Path, switch: str) -> None:
    assert {read_version(policy_folder, name).value(switch) for name in VERSIONS} == set(SWITCHES[switch].words)


def test_two_old_notices_differ_in_facts_and_deviations_only(policies: dict[str, Policy]) -> None:
    one, other = policies["etwinning-et"], policies["etwinning-hu"]
    for role, purposes in one.edition.purposes.items():
        for purpose in purposes:
            assert one.grants(role, purpose) == other.grants(role, purpose)
    assert one.edition.deviations != other.edition.deviations


def test_the_latvian_notice_keeps_the_consent_that_its_text_forgets(policies: dict[str, Policy]) -> None:
    """A deliberate deviation, with its reason (A-25)."""
    policy = policies["etwinning-lv"]
    cited = [one for one in policy.edition.deviations if "CONS-02" in one.clauses]
    assert [one.text for one in cited] == [
        "The text does not ask for a consent to public display; the explicit consent is asked for all the same."
    ]
    assert policy.grants(Role.ANONYMOUS, None) == policies["etwinning-et"].grants(Role.ANONYMOUS, None)
    (public,) = [one for one in policy.reasons(Role.ANONYMOUS, None, "User", "id") if one.rule.allows]
    assert "consented(object, 'PUBLIC_PROFILE')" in describe(public.residual)


def test_reasons_are_the_rules_about_a_coordinate_in_the_order_of_the_file(policies: dict[str, Policy]) -> None:
    verdicts = policies["esep-nb"].reasons(Role.NSO, Purpose.VALIDATION, "User", "username")
    denials, national = ["user-anonymised", "user-no-username"], ["user-nso", "user-nso-second"]
    assert [verdict.rule.id for verdict in verdicts] == [*denials, *national, "user-own"]
    assert [describe(verdict.residual) for verdict in verdicts] == [
        "object.status in ('ANONYMISED')",
        "False",
        "(object.country == viewer.country) and (object.status in ('PENDING', 'VALIDATED'))"
        " and (not (object.restricted))",
        "(object.second_country == viewer.country) and (object.second_status in ('PENDING', 'VALIDATED'))"
        " and (object.status in ('PENDING', 'VALIDATED')) and (not (object.restricted))",
        "object.id == viewer.user",
    ]
    assert describe(policies["etwinning-lv"].reasons(Role.NSO, None, "User", "username")[1].residual) == (
        "object.id != viewer.user"
    )
    assert [one.residual for one in policies["esep-nb"].reasons(Role.CSS, Purpose.SUPPORT, "Partner", "id")] == [TRUE]
    assert policies["esep-nb"].reasons(Role.CSS, Purpose.SUPPORT, "Partner", "no such field") == ()


def test_a_role_that_is_absent_reads_nothing_whatever_the_rules_say(policies: dict[str, Policy]) -> None:
    for name in OLD:
        grants = policies[name].grants(Role.PROVIDER, Purpose.OPERATION)
        assert {type(grant) for grant in (*grants.rows.values(), *grants.cells.values())} == {Never}


@pytest.mark.parametrize("name", VERSIONS)
def test_third_countries_of_a_notice_take_part_and_are_third_countries(policy_folder: Path, name: str) -> None:
    """XFER-03: which country is one is computed from `countries.toml`, whatever a notice names (A-48)."""
    listed = tomllib.loads((policy_folder / "countries.toml").read_text(encoding="utf-8"))["country"]
    third = {country["code"] for country in listed if not country["euOrEea"]}
    assert set(read_version(policy_folder, name).facts["third_countries"].values) <= third


def test_the_two_lists_of_third_countries_differ_in_time(policy_folder: Path) -> None:
    newer, older = (
        set(read_version(policy_folder, name).facts["third_countries"].values) for name in ("esep-nb", "etwinning-sv")
    )
    assert (newer - older, older - newer, len(newer)) == ({"ME"}, {"UA"}, 14)


REFUSED = {
    "no TOML": ('name = "etwinning-sv"', "name = etwinning-sv", "it is not TOML"),
    "a key twice": ('notice = "003"', 'notice = "003"\nnotice = "003"', "it is not TOML"),
    "an unknown key": ('notice = "003"', 'notice = "003"\nmood = "good"', "the file: unknown key `mood`"),
    "a missing key": ('notice = "003"\n', "", "the file: `notice` is missing"),
    "the name of another file": ('name = "etwinning-sv"', 'name = "esep-nb"', "`name` is not the name of the file"),
    "no text": ('notice = "003"', "notice = 3", "`notice` is not a text"),
    "an unknown switch": ("[switches.provider]", "[switches.helper]", "[switches]: unknown key `helper`"),
    "a switch that is none": (
        "[switches.provider]\n",
        "[switches.provider.x]\n",
        "[switches.provider]: unknown key `x`",
    ),
    "an unknown word": (
        'value = "DEMANDED"',
        'value = "ASKED"',
        "[switches.national_purpose]: there is no word `ASKED`",
    ),
    "a word that is none": ('value = "DEMANDED"', "value = true", "`[switches.national_purpose] value` is not a text"),
    "an unknown key of a switch": ('value = "DEMANDED"', 'value = "DEMANDED"\nwhy = ""', "unknown key `why`"),
    "no clause": (
        'clauses = ["PUB-05", "A-80"]',
        "clauses = []",
        "[switches.public_picture]: at least one clause is cited",
    ),
    "a clause that is none": ('clauses = ["PUB-05", "A-80"]', 'clauses = ["PUB-5"]', "at least one clause is cited"),
    "clauses in a text": ('clauses = ["PUB-05", "A-80"]', 'clauses = "PUB-05"', "at least one clause is cited"),
    "a word for a meaning": (
        'meaning = "Only validated people see the profiles of others."',
        'meaning = "So."',
        "a sentence is expected",
    ),
    "an unknown fact": ("[facts.areas]", "[facts.mood]", "[facts]: unknown key `mood`"),
    "a fact in a text": (
        'values = ["ANY_LOGIN"]',
        'values = "ANY_LOGIN"',
        "[facts.retention_clock]: `values` is not a list",
    ),
    "a value twice": ('values = ["ANY_LOGIN"]', 'values = ["A", "A"]', "[facts.retention_clock]: a value stands twice"),
    "one deviation": ("[[deviations]]", "[deviations]", "it is not TOML"),
    "a deviation without a reason": (
        'reason = "An older',
        'because = "An older',
        "[[deviations]] 1: unknown key `because`",
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_not_understood_stops_the_start_up(folder: Path, old: str, new: str, message: str) -> None:
    change(folder, old, new)
    with pytest.raises(Misconfigured) as refusal:
        read_version(folder, "etwinning-sv")
    assert refusal.value.message.startswith("versions/etwinning-sv.toml: ")
    assert message in refusal.value.message
    assert refusal.value.hint


def test_a_deviation_that_is_no_list_stops_the_start_up(folder: Path) -> None:
    path = folder / "versions" / "etwinning-sv.toml"
    text = path.read_text(encoding="utf-8").partition("[[deviations]]")[0]
    path.write_text(text.replace('notice = "003"', 'notice = "003"\ndeviations = "none"'), encoding="utf-8")
    with pytest.raises(Misconfigured, match="`deviations` is not a list"):
        read_version(folder, "etwinning-sv")


@pytest.mark.parametrize("missing", VERSIONS)
def test_no_version_starts_without_the_files_of_all(folder: Path, missing: str) -> None:
    """A consent was given under one of them, whichever is in force now."""
    (folder / "versions" / f"{missing}.toml").unlink()
    with pytest.raises(Misconfigured, match=f"{missing}.toml"):
        load_policy(folder, "esep-nb")


def test_another_wide_notice_needs_a_revision_of_the_database_first(folder: Path) -> None:
    """The database keeps the consents to a picture apart that were given under a wide notice (A-80)."""
    check_consents(folder)
    change(folder, 'value = "AMBASSADOR_AND_CONSENT"', 'value = "CONSENT"')
    with pytest.raises(Misconfigured, match="another set of notices makes everybody's picture public"):
        load_policy(folder, "esep-nb")


def test_every_fact_and_switch_stands_in_every_file(policy_folder: Path) -> None:
    for name in VERSIONS:
        version = read_version(policy_folder, name)
        assert set(version.facts) == FACTS
        assert set(version.switches) == set(SWITCHES)


def test_a_fingerprint_is_of_every_deciding_file_and_of_the_version(folder: Path) -> None:
    before = {name: fingerprint_of(folder, name) for name in VERSIONS}
    assert len(set(before.values())) == len(VERSIONS)
    for name in DECIDING:
        path = folder / name
        content = path.read_bytes()
        path.write_bytes(content + b"\n")
        assert fingerprint_of(folder, "esep-nb") != before["esep-nb"], name
        path.write_bytes(content)
    (folder / "countries.toml").unlink()
    assert {name: fingerprint_of(folder, name) for name in VERSIONS} == before


def test_no_byte_moves_from_one_file_to_the_next_unnoticed(folder: Path) -> None:
    before = fingerprint_of(folder, "esep-nb")
    rules, terms = folder / "rules.csv", folder / "terms.csv"
    whole = rules.read_bytes()
    rules.write_bytes(whole[:-1])
    terms.write_bytes(whole[-1:] + terms.read_bytes())
    assert fingerprint_of(folder, "esep-nb") != before


def test_a_policy_knows_what_it_was_read_from(policies: dict[str, Policy], policy_folder: Path) -> None:
    for version, policy in policies.items():
        assert policy.fingerprint == fingerprint_of(policy_folder, version)
        assert policy.version == version
