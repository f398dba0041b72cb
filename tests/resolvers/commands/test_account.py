"""The first command of everybody, and the last one of a token: what is made, what is refused, who learns what."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.authz.caller import Caller, Subject
from app.database.text import email_key
from app.database.vocabulary import Purpose, Role
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.office import ANNA, NSO, PUBLIC, Office, codes

ISSUER = "https://login.example"
ACCEPT = """mutation ($input: AcceptNoticeInput!) {
  acceptNotice(input: $input) { clientMutationId viewer { role user { id status email } } }
}"""
SIGN_OUT = "mutation { signOutEverywhere(input: {}) { __typename clientMutationId } }"
WHO = "{ viewer { role user { id } } }"
GIVEN = {"version": "2024-1", "language": "et"}


@dataclass(frozen=True)
class Somebody(Asker):
    """A person as an issuer names them."""

    name: str = "s1"
    email: str | None = None
    issued: int = 2**33

    def caller(self) -> Caller:
        purpose = None if self.purpose is None else Purpose(self.purpose)
        subject = Subject(ISSUER, self.name, self.email)
        return Caller(Role(self.role), purpose, None, subject, issued=self.issued)


NEW = Somebody("GENERAL_USER", email="Nele@example.org")


def accept(office: Office, asker: Asker, **given: str) -> Any:
    return office.send(asker, ACCEPT, input={**GIVEN, **given})


def kept(office: Office) -> list[tuple[Any, ...]]:
    query = """SELECT users.id::text, subject, notice, version, language
                 FROM notice_acceptances JOIN users ON users.id = user_id LEFT JOIN identities USING (user_id)
                ORDER BY version, subject"""
    return office.rows(query)


def test_somebody_new_can_do_nothing_before_and_is_a_general_user_afterwards(office: Office) -> None:
    for document in (WHO, "{ users { totalCount } }", "{ viewer { role } }", SIGN_OUT):
        assert codes(office.send(NEW, document)) == ["UNAUTHENTICATED"]
    viewer = accept(office, NEW)["data"]["acceptNotice"]["viewer"]
    person = viewer["user"]["id"]
    assert viewer == {
        "role": "GENERAL_USER",
        "user": {"id": person, "status": "GENERAL", "email": "Nele@example.org"},
    }
    assert office.send(NEW, WHO)["data"]["viewer"]["user"]["id"] == person
    assert [row[1:] for row in kept(office)] == [("s1", "GENERAL", "2024-1", "et")]
    assert codes(office.send(replace(NEW, role="ETWINNER"), WHO)) == ["FORBIDDEN"]
    assert codes(office.send(replace(NEW, role="NSO", purpose="VALIDATION"), WHO)) == ["FORBIDDEN"]


def test_an_imported_account_is_claimed_with_all_that_it_has(office: Office) -> None:
    """REG-07."""
    ((address,),) = office.rows("SELECT email FROM users WHERE id = %s", public_id("user", "anna"))
    claimant = Somebody("ETWINNER", email=address.upper())
    answer = accept(office, claimant)
    assert answer["data"]["acceptNotice"]["viewer"]["user"]["id"] == public_id("user", "anna")
    assert office.send(claimant, WHO)["data"]["viewer"] == office.send(ANNA, WHO)["data"]["viewer"]
    assert codes(accept(office, replace(claimant, name="s2"))) == ["CONFLICT"]
    assert codes(office.send(replace(claimant, name="s2"), WHO)) == ["UNAUTHENTICATED"]


@pytest.mark.parametrize(
    ("known", "verified", "is_claimed"),
    [
        ("anna@straße.example", "anna@strasse.example", False),
        ("mark@people.example", "mar\u212a@people.example", False),
        ("mark@people.example", "MARK@People.example", True),
        ("õie@people.example", "õIE@people.example", True),
    ],
)
def test_an_address_that_only_looks_alike_claims_nothing(
    office: Office, known: str, verified: str, *, is_claimed: bool
) -> None:
    """REG-07: equality, no likeness. Another domain is another owner."""
    office.rows("UPDATE users SET email = %s, email_key = %s WHERE key = 'anna' RETURNING id", known, email_key(known))
    answer = accept(office, Somebody("GENERAL_USER", email=verified))
    assert codes(answer) == ([] if is_claimed else ["CONFLICT"])
    assert (office.rows("SELECT user_id::text FROM identities") == [(public_id("user", "anna"),)]) is is_claimed


def test_i02_without_a_verified_address_nobody_learns_whose_it_is(office: Office) -> None:
    """The answer does not depend on any account: there is nothing by which one could be asked about."""
    before = office.send(replace(NEW, email=None), ACCEPT, input=GIVEN)
    accept(office, NEW)
    after = office.send(replace(NEW, name="s2", email=None), ACCEPT, input=GIVEN)
    assert before == after
    assert codes(before) == ["FORBIDDEN"]


def test_p01_fifty_first_acceptances_at_once_are_one(office: Office) -> None:
    answers = office.send_at_once([(NEW, ACCEPT, {"input": GIVEN}) for _ in range(50)])
    people = {answer["data"]["acceptNotice"]["viewer"]["user"]["id"] for answer in answers}
    assert len(people) == 1
    assert len(kept(office)) == 1
    assert len(office.audit()) == 1


def test_p01_an_acceptance_is_recorded_once_for_each_version(office: Office) -> None:
    for version, language in (("2024-1", "et"), ("2024-1", "en"), ("2025-1", "en")):
        assert codes(accept(office, ANNA, version=version, language=language)) == []
    assert [row[3:] for row in kept(office)] == [("2024-1", "et"), ("2025-1", "en")]
    assert len(office.audit()) == 2


def test_staff_accept_in_their_role(office: Office) -> None:
    assert accept(office, NSO)["data"]["acceptNotice"]["viewer"]["role"] == "NSO"


def test_the_public_and_an_id_that_nobody_has_accept_nothing(office: Office) -> None:
    for asker in (PUBLIC, Asker("GENERAL_USER", None, "nobody at all")):
        assert codes(accept(office, asker)) == ["UNAUTHENTICATED"]
    assert kept(office) == []


@pytest.mark.parametrize("version", ["", " ", "a b", "x" * 51, "../1", "é"])
def test_a_version_is_a_name(office: Office, version: str) -> None:
    answer = accept(office, NEW, version=version)
    assert (codes(answer), answer["errors"][0]["extensions"]["field"]) == (["BAD_USER_INPUT"], "version")
    assert kept(office) == []
    assert codes(office.send(NEW, WHO)) == ["UNAUTHENTICATED"]


@pytest.mark.parametrize("language", ["", "E", "english", "en_GB", "en-", "é"])
def test_a_language_is_a_tag(office: Office, language: str) -> None:
    answer = accept(office, NEW, language=language)
    assert (codes(answer), answer["errors"][0]["extensions"]["field"]) == (["BAD_USER_INPUT"], "language")


def test_f19_after_a_sign_out_no_earlier_token_reads_or_accepts(office: Office) -> None:
    now = int(datetime.now(UTC).timestamp())
    here, elsewhere = replace(NEW, issued=now), replace(NEW, issued=now - 60)
    later = replace(NEW, issued=now + 3600)
    accept(office, here)
    assert office.send(here, SIGN_OUT)["data"]["signOutEverywhere"] == {
        "__typename": "SignOutEverywherePayload",
        "clientMutationId": None,
    }
    for token in (here, elsewhere):
        assert codes(office.send(token, WHO)) == ["UNAUTHENTICATED"]
        assert codes(accept(office, token, version="2030")) == ["UNAUTHENTICATED"]
        assert codes(office.send(token, SIGN_OUT)) == ["UNAUTHENTICATED"]
    assert codes(office.send(later, WHO)) == []
    assert len(kept(office)) == 1


def test_f19_a_token_of_an_issuer_whose_clock_is_ahead_ends_with_its_own_sign_out(office: Office) -> None:
    ahead = replace(NEW, issued=int((datetime.now(UTC) + timedelta(seconds=25)).timestamp()))
    accept(office, ahead)
    assert codes(office.send(ahead, SIGN_OUT)) == []
    assert codes(office.send(ahead, WHO)) == ["UNAUTHENTICATED"]


def test_a_sign_out_is_of_the_viewer_alone(office: Office) -> None:
    accept(office, NEW)
    now = int(datetime.now(UTC).timestamp())
    assert codes(office.send(replace(NEW, issued=now), SIGN_OUT)) == []
    assert codes(office.send(ANNA, WHO)) == []
