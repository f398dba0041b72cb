"""Consents through the API: by the person alone, each explicit and for one purpose, kept for ever (CONS, A-74)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from app.application import POLICY
from app.authz.enforcer import Enforcer
from app.authz.facts import User, Viewer
from app.authz.picking import load_user
from app.database.vocabulary import Role
from app.resolvers.commands import consents as consenting
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.consenting import GIVE, UNPUBLISH, WITHDRAW, commands, consents, give, is_public, withdraw
from tests.resolvers.commands.office import ANNA, PUBLIC, Office, codes

GENERAL = Asker("GENERAL_USER", None, "anna")
STAFF = [
    Asker("NSO", "VALIDATION", "nso-ee"),
    Asker("EACEA", "RIGHTS_REQUEST", "eacea"),
    Asker("COMMISSION", "OPERATION", "commission"),
    Asker("PROVIDER", "SUPPORT", "provider"),
    Asker("JRC", "COURSE", "jrc"),
]


def periods(office: Office, person: str = "anna") -> tuple[Any, ...]:
    (row,) = office.rows(
        "SELECT public_profile::text, public_picture::text, public_picture_esep::text, newsletter_national::text,"
        " survey::text FROM users WHERE id = %s",
        public_id("user", person),
    )
    return row


def test_a_person_consents_is_shown_and_withdraws(office: Office) -> None:
    assert not is_public(office)
    (given,) = consents(give(office, ANNA))
    assert (given["purpose"], given["noticeVersion"], given["language"]) == ("PUBLIC_PROFILE", "esep-nb", "et")
    assert given["withdrawnAt"] is None
    assert is_public(office)
    (ended,) = consents(withdraw(office, ANNA))
    assert given["givenAt"] == ended["givenAt"] < ended["withdrawnAt"]
    assert not is_public(office)
    assert commands(office) == ["giveConsent", "withdrawConsent"]


def test_a_person_has_so_many_consents_and_withdraws_each(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consenting, "MOST_CONSENTS", 2)
    give(office, ANNA)
    withdraw(office, ANNA)
    assert codes(give(office, ANNA)) == []
    assert codes(give(office, ANNA)) == [], "what is given already is no other one"
    assert codes(give(office, ANNA, "PUBLIC_PICTURE")) == ["CONFLICT"]
    assert len(consents(withdraw(office, ANNA))) == 2


def test_a_receipt_says_who_what_for_which_text_when_and_how(office: Office) -> None:
    (given,) = consents(give(office, ANNA))
    anna = public_id("user", "anna")
    event = {"eventType": "GIVEN", "eventTime": given["givenAt"], "entityId": anna, "channel": "API"}
    ((identifier,),) = office.rows("SELECT id::text FROM consents")
    receipt = {
        "schemaVersion": "ISO/IEC TS 27560:2023",
        "recordId": identifier,
        "piiPrincipalId": anna,
        "piiController": "European Education and Culture Executive Agency",
        "lawfulBasis": "consent, Regulation EU 2018/1725, Article 5.1.d",
        "purpose": "PUBLIC_PROFILE",
        "survey": None,
        "privacyNotice": {"version": "esep-nb", "language": "et"},
        "withdrawalMethod": "withdrawConsent",
        "events": [event],
    }
    assert given["receipt"] == receipt
    (ended,) = consents(withdraw(office, ANNA))
    over = {"eventType": "WITHDRAWN", "eventTime": ended["withdrawnAt"], "entityId": anna, "channel": "API"}
    assert ended["receipt"] == receipt | {"events": [event, over]}


def test_a_receipt_is_read_where_the_consent_is_and_nowhere_else(office: Office) -> None:
    give(office, ANNA)
    document = "query ($id: ID!) { node(id: $id) { ... on User { consents { receipt } } } }"
    anna = public_id("user", "anna")

    def seen(asker: Asker) -> Any:
        return office.send(asker, document, id=anna)["data"]["node"]["consents"]

    assert seen(PUBLIC) is None
    assert seen(Asker("ETWINNER", None, "bert")) is None
    assert seen(Asker("NSO", "VALIDATION", "nso-ee")) is None
    assert len(seen(Asker("EACEA", "RIGHTS_REQUEST", "eacea"))) == 1
    assert len(seen(GENERAL)) == 1


@pytest.mark.parametrize("asker", STAFF, ids=lambda asker: asker.role)
def test_who_acts_for_an_office_neither_gives_nor_withdraws(office: Office, asker: Asker) -> None:
    """A-74; the same person may, in a role of their own."""
    for answer in (give(office, asker), withdraw(office, asker), office.send(asker, UNPUBLISH)):
        assert codes(answer) == ["FORBIDDEN"]
    assert office.rows("SELECT count(*) FROM consents") == [(0,)]
    assert commands(office) == []
    assert codes(give(office, Asker("GENERAL_USER", None, asker.user))) == []


@pytest.mark.parametrize("action", ["consent", "withdraw"])
def test_of_all_roles_two_may_and_only_for_themselves(office: Office, action: str) -> None:
    """A-74: nobody else, and no office, the support service included."""
    now, person = datetime.now(UTC), UUID(public_id("user", "anna"))

    async def loaded() -> tuple[User | None, User | None]:
        async with office.real.pool.connection() as connection:
            other = UUID(public_id("user", "bert"))
            return await load_user(connection, person, now), await load_user(connection, other, now)

    own, another = office.real.run(loaded)
    enforcer = Enforcer(office.real.policy, POLICY / "model.conf", now, about="User")

    def may(role: Role, found: User) -> set[Role]:
        purposes = office.real.policy.purposes(role) or (None,)
        viewers = [Viewer(role, purpose, person, country="EE") for purpose in purposes]
        return {role for viewer in viewers if enforcer.may(viewer, action, "User", found)}

    assert set().union(*(may(role, own) for role in Role)) == {Role.ETWINNER, Role.GENERAL_USER}
    assert set().union(*(may(role, another) for role in Role)) == set()


def test_the_public_has_nothing_to_consent_to(office: Office) -> None:
    assert codes(give(office, PUBLIC)) == ["UNAUTHENTICATED"]
    assert codes(withdraw(office, PUBLIC)) == ["UNAUTHENTICATED"]


def test_no_input_names_another_person(office: Office) -> None:
    for document, name in ((GIVE, "user"), (WITHDRAW, "userId")):
        answer = office.send(ANNA, document, input={"purpose": "SURVEY", name: public_id("user", "bert")})
        assert set(codes(answer)) == {"BAD_USER_INPUT"}
    assert office.rows("SELECT count(*) FROM consents") == [(0,)]


@pytest.mark.parametrize("status", ["PENDING", "REFUSED", "DEACTIVATED", "GENERAL"])
def test_whoever_reads_their_own_data_withdraws(office: Office, status: str) -> None:
    """CONS-05, RIGHT-07: at any time, whatever became of the account."""
    give(office, ANNA)
    office.rows("UPDATE users SET status = %s WHERE id = %s RETURNING id", status, public_id("user", "anna"))
    (ended,) = consents(withdraw(office, GENERAL))
    assert ended["withdrawnAt"] is not None


@pytest.mark.parametrize("notice", ["etwinning-sv", "esep-nb-2", "ESEP-NB", "", "esep-nb\x00"])
def test_another_notice_than_the_one_in_force_is_refused(office: Office, notice: str) -> None:
    answer = give(office, ANNA, noticeVersion=notice)
    assert codes(answer) == ["BAD_USER_INPUT"]
    if "data" in answer:
        (error,) = answer["errors"]
        assert error["extensions"]["field"] == "noticeVersion"
        assert "`esep-nb`" in error["extensions"]["hint"]
    assert office.rows("SELECT count(*) FROM consents") == [(0,)]
    assert commands(office) == []


@pytest.mark.parametrize("language", ["", "Estonian language", "e"])
def test_a_language_is_a_tag(office: Office, language: str) -> None:
    assert codes(give(office, ANNA, language=language)) == ["BAD_USER_INPUT"]


def test_q09_each_purpose_is_a_consent_of_its_own(office: Office) -> None:
    for purpose in ("PUBLIC_PROFILE", "SURVEY", "NEWSLETTER_NATIONAL"):
        give(office, ANNA, purpose)
    answer = withdraw(office, ANNA, "SURVEY")
    live = {one["purpose"] for one in consents(answer) if one["withdrawnAt"] is None}
    assert live == {"PUBLIC_PROFILE", "NEWSLETTER_NATIONAL"}
    assert is_public(office)


def test_to_withdraw_what_was_never_given_changes_nothing(office: Office) -> None:
    assert consents(withdraw(office, ANNA)) == []
    assert consents(office.send(ANNA, UNPUBLISH)) == []
    assert commands(office) == []


def test_to_unpublish_is_to_withdraw_profile_and_picture_and_nothing_else(office: Office) -> None:
    for purpose in ("PUBLIC_PROFILE", "PUBLIC_PICTURE", "SURVEY"):
        give(office, ANNA, purpose)
    answer = office.send(ANNA, UNPUBLISH)
    ended = {one["purpose"]: one["withdrawnAt"] for one in consents(answer)}
    assert ended["PUBLIC_PROFILE"] == ended["PUBLIC_PICTURE"] is not None
    assert ended["SURVEY"] is None
    assert commands(office)[3:] == ["unpublishMe"]
    assert not is_public(office)


def test_a_wider_notice_needs_a_new_consent_and_one_withdrawal_ends_all(office: Office) -> None:
    """A-80: a consent to a picture under an older notice does not stand for one under the notice in force."""
    office.rows(
        "INSERT INTO consents (id, key, user_id, purpose, notice_version, language, given_at)"
        " VALUES (gen_random_uuid(), 'old', %s, 'PUBLIC_PICTURE', 'etwinning-sv', 'sv', '2020-01-01') RETURNING id",
        public_id("user", "anna"),
    )
    found = consents(give(office, ANNA, "PUBLIC_PICTURE"))
    assert [(one["noticeVersion"], one["withdrawnAt"]) for one in found] == [("etwinning-sv", None), ("esep-nb", None)]
    assert [one["receipt"]["events"][0]["channel"] for one in found] == ["IMPORT", "API"]
    assert None not in [one["withdrawnAt"] for one in consents(withdraw(office, ANNA, "PUBLIC_PICTURE"))]
    assert periods(office)[1].endswith(")}")


def test_a_consent_that_would_begin_or_end_later_does_not_outlive_a_withdrawal(office: Office) -> None:
    for key, given, ends in (("ends", "2020-01-01", "2999-01-01"), ("begins", "2999-01-01", None)):
        office.rows(
            "INSERT INTO consents (id, key, user_id, purpose, notice_version, language, given_at, withdrawn_at)"
            " VALUES (gen_random_uuid(), %s, %s, 'PUBLIC_PROFILE', 'esep-nb', 'et', %s, %s) RETURNING id",
            key,
            public_id("user", "anna"),
            given,
            ends,
        )
    assert is_public(office)
    # What has an end is not what a person asks for who consents without one.
    assert len(consents(give(office, ANNA))) == 3
    withdraw(office, ANNA)
    assert not is_public(office)
    assert office.rows(
        "SELECT max(upper(public_profile)) <= now() FROM users WHERE id = %s", public_id("user", "anna")
    )[0] == (True,)


def test_the_audit_log_names_the_record_and_not_the_purpose(office: Office) -> None:
    give(office, ANNA, "SURVEY")
    ((identifier,),) = office.rows("SELECT id::text FROM consents")
    ((person, role, purpose, command, objects),) = office.audit()
    assert (person, role, purpose, command) == (public_id("user", "anna"), "ETWINNER", None, "giveConsent")
    assert objects == sorted([person, identifier])
    ((entry,),) = office.rows("SELECT to_jsonb(audit_log)::text FROM audit_log")
    assert "SURVEY" not in entry
