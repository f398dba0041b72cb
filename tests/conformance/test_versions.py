"""Every version serves, decides in SQL as Casbin does, and counts consents by the notice that a person was shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from app.application import POLICY
from app.authz.policy import VERSIONS, Grants, Policy, load_policy
from tests.conformance.asking.decisions import Decider
from tests.conformance.asking.documents import Question
from tests.conformance.asking.graph import RealGraph
from tests.conformance.budget import examples
from tests.conformance.reference.askers import ANONYMOUS, Asker, askers, one_per_role
from tests.conformance.reference.facts import Facts
from tests.conformance.test_rules_against_casbin import Oracle, disagreements
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.records import NOW, consent, school, user, world
from tests.conformance.worlds.world import Record, World
from tests.conformance.worlds.worlds import worlds

FACTS = Facts(corpus())
PENDING = Asker("GENERAL_USER", None, "pending")
VALIDATED = Asker("GENERAL_USER", None, "anna")
# Who meets a rule or an admission that a switch changes.
MORE = (
    PENDING,
    VALIDATED,
    Asker("GENERAL_USER", None, "refused"),
    Asker("NSO", None, "nso-ee"),
    Asker("NSO", "NATIONAL_PRESS", "nso-ee"),
    *(Asker(asker.role, None, asker.user) for asker in one_per_role(FACTS) if asker.role in ("EACEA", "COMMISSION")),
)
OLD = {"etwinning-et", "etwinning-hu", "etwinning-lv"}
ALL = "users(first: 100) { nodes { id firstName username picture email } }"
# A wide notice makes the picture of everybody public who consents to it, the others that of ambassadors.
WIDE = {"esep-nb"}


@contextmanager
def under(real: RealGraph, version: str) -> Iterator[RealGraph]:
    """The graph by another version, for a while."""
    kept = real.policy, real.variant
    real.policy, real.variant = load_policy(POLICY, version), version
    try:
        yield real
    finally:
        real.policy, real.variant = kept


def everybody(real: RealGraph) -> list[Asker]:
    """One of each role and purpose, and those whom switches are about, as far as the version knows them."""
    asked = {*one_per_role(FACTS), *MORE}
    known = [asker for asker in asked if asker.caller().purpose in real.policy.purposes(asker.caller().role)]
    return sorted(known, key=lambda asker: (asker.role, asker.purpose or "", asker.user or ""))


def grants_of(policy: Policy, asker: Asker) -> Grants | None:
    """What a version grants somebody; None where it does not know them."""
    caller = asker.caller()
    return policy.grants(caller.role, caller.purpose) if caller.purpose in policy.purposes(caller.role) else None


def people(real: RealGraph, asker: Asker) -> dict[str, Any]:
    """What somebody sees of every person who is there, by first name."""
    reply = real.ask(asker, Question(f"{{ {ALL} }}", {}))
    return {node["firstName"]: node for node in reply.data["users"]["nodes"]}


@pytest.mark.parametrize("version", VERSIONS[1:])
def test_the_guards_of_every_version_decide_as_casbin_does(real_corpus: RealGraph, version: str) -> None:
    """What it grants as another one does was asked by that one; by the newest, in `test_rules_against_casbin`."""
    earlier = [load_policy(POLICY, name) for name in VERSIONS[: VERSIONS.index(version)]]
    with under(real_corpus, version) as real:
        for asker in everybody(real):
            if grants_of(real.policy, asker) in [grants_of(policy, asker) for policy in earlier]:
                continue
            found = list(disagreements(Decider(real, asker).decide(), Oracle(real, asker)))
            assert found == [], asker


@examples(8)
@given(world=worlds(), version=st.sampled_from(VERSIONS[1:]), data=st.data())
def test_the_guards_of_a_version_decide_as_casbin_does_in_any_world(
    real: RealGraph, world: World, version: str, data: st.DataObject
) -> None:
    note(world.as_lines())
    real.load(world)
    with under(real, version):
        facts = Facts(world)
        asker = data.draw(st.sampled_from(one_per_role(facts)) | st.sampled_from(askers(facts)))
        if asker.caller().purpose in real.policy.purposes(asker.caller().role):
            assert list(disagreements(Decider(real, asker).decide(), Oracle(real, asker))) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_serves_everybody_whom_it_knows(real_corpus: RealGraph, version: str) -> None:
    with under(real_corpus, version) as real:
        for asker in everybody(real):
            reply = real.ask(asker, Question(f"{{ viewer {{ policyVersion role purpose }} {ALL} }}", {}))
            assert reply.refusal is None, asker
            assert reply.data["viewer"] == {
                "policyVersion": version,
                "role": asker.role,
                "purpose": asker.purpose,
            }


@pytest.mark.parametrize("version", VERSIONS)
def test_a_role_or_purpose_that_a_version_does_not_know_is_refused(real_corpus: RealGraph, version: str) -> None:
    with under(real_corpus, version) as real:
        for asker in {*one_per_role(FACTS), *MORE} - set(everybody(real)):
            assert real.ask(asker, Question("{ viewer { role } }", {})).refusal == "FORBIDDEN", asker


@pytest.mark.parametrize("version", VERSIONS)
def test_who_has_registered_is_a_peer_under_the_old_notices_only(real_corpus: RealGraph, version: str) -> None:
    with under(real_corpus, version) as real:
        peers = set(people(real, Asker("ETWINNER", None, "anna")))
        public = set(people(real, ANONYMOUS))
        assert public < peers
        expected = peers | {"Pending"} if version in OLD else public | {"Pending"}
        assert set(people(real, PENDING)) == expected
        refused = people(real, Asker("GENERAL_USER", None, "refused"))
        assert set(refused) == public | {"Refused"}


@pytest.mark.parametrize("version", VERSIONS)
def test_a_notice_without_user_names_shows_nobody_any_but_ones_own(real_corpus: RealGraph, version: str) -> None:
    with under(real_corpus, version) as real:
        for asker in everybody(real):
            named = {name for name, node in people(real, asker).items() if node["username"] is not None}
            if version in OLD:
                assert named <= {"Anna"}, asker
        own = people(real, Asker("ETWINNER", None, "anna"))["Anna"]
        assert own["username"] == "anna.o"
        staff = people(real, Asker("NSO", "VALIDATION", "nso-ee"))["Anna"]
        assert staff["username"] == (None if version in OLD else "anna.o")


@pytest.mark.parametrize("version", sorted(set(VERSIONS) - {"esep-nb"}))
def test_for_press_releases_an_organisation_reads_its_own_data_and_the_public(
    real_corpus: RealGraph, version: str
) -> None:
    """As the same person does without any role of staff."""
    question = Question(
        """{ users { nodes { id firstName email } } schools { nodes { id address head { email } } }
        projects { nodes { id title status partners { nodes { role joinedOn user { id } } } } }
        events { nodes { id members { nodes { user { id } } } } } }""",
        {},
    )
    with under(real_corpus, version) as real:
        press = real.ask(Asker("NSO", "NATIONAL_PRESS", "nso-ee"), question).data
        assert press == real.ask(Asker("GENERAL_USER", None, "nso-ee"), question).data
        assert press["schools"] == real.ask(ANONYMOUS, question).data["schools"]
        assert press != real.ask(Asker("NSO", "VALIDATION", "nso-ee"), question).data


@pytest.mark.parametrize("version", sorted(OLD))
def test_without_a_purpose_a_national_organisation_reads_all_that_it_may_for_some_purpose(
    real_corpus: RealGraph, version: str
) -> None:
    with under(real_corpus, version) as real:
        decided = {
            purpose: Decider(real, Asker("NSO", purpose, "nso-ee")).decide()
            for purpose in (None, "VALIDATION", "NATIONAL_EVENTS", "SURVEY", "NATIONAL_NEWSLETTER")
        }
        without = decided.pop(None)
        for kind, cells in without.cells.items():
            together: dict[Any, frozenset[str]] = {}
            for one in decided.values():
                for row, names in one.cells[kind].items():
                    together[row] = together.get(row, frozenset()) | names
            assert cells == together, kind


def shown(notice: str, *, ambassador: bool) -> str:
    return f"{'Ambassador' if ambassador else 'Person'} of {notice}"


def consenting() -> World:
    """For each notice a person and an ambassador who consented to it, all of it, and to nothing else."""
    records: list[Record] = []
    for notice in VERSIONS:
        for ambassador in (True, False):
            key = f"{notice}-{ambassador}"
            name = shown(notice, ambassador=ambassador)
            records.append(user(key, "s", firstName=name, picture=f"{key}.jpg", ambassador=ambassador))
            records += [consent(key, purpose, notice) for purpose in ("PUBLIC_PROFILE", "PUBLIC_PICTURE")]
    return world([school("s", "EE")], records, now=NOW)


@pytest.mark.parametrize("active", VERSIONS)
def test_a80_a_consent_reaches_as_far_as_the_narrower_of_two_notices(real: RealGraph, active: str) -> None:
    """The one it was given under, and the one in force: stricter counts at once, wider only by a new consent."""
    real.load(consenting())
    with under(real, active):
        seen = people(real, ANONYMOUS)
    expected = {
        shown(given, ambassador=ambassador): ambassador or (active in WIDE and given in WIDE)
        for given in VERSIONS
        for ambassador in (True, False)
    }
    assert {name: node["picture"] is not None for name, node in seen.items()} == expected


def test_a80_a_new_consent_makes_the_wider_use_public(real: RealGraph) -> None:
    person = [
        user("u", "s", firstName="U", picture="u.jpg"),
        consent("u"),
        consent("u", "PUBLIC_PICTURE", "etwinning-sv"),
    ]
    real.load(world([school("s", "EE")], person, now=NOW))
    assert people(real, ANONYMOUS)["U"]["picture"] is None
    real.load(world([school("s", "EE")], [*person, consent("u", "PUBLIC_PICTURE", "esep-nb")], now=NOW))
    assert people(real, ANONYMOUS)["U"]["picture"] == "u.jpg"
