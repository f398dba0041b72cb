"""Who may give which authority to whom, and what a refused command leaves behind: nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.office import ANNA, COMMISSION, EACEA, NSO, PUBLIC, Office, codes

UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"


def unchanged(office: Office) -> bool:
    return office.rows("SELECT count(*) FROM assignments") == [(6,)] and office.audit() == []


def test_the_controller_gives_a_mandate_and_reads_it_back(office: Office) -> None:
    answer = office.grant(EACEA, "bert", "NSO", country="EE", purposes=["SURVEY", "VALIDATION"], clientMutationId="a")
    payload = answer["data"]["grantAssignment"]
    given = payload["assignment"]
    assert (payload["clientMutationId"], given["role"], given["country"]) == ("a", "NSO", "EE")
    assert (given["purposes"], given["validTo"], given["region"]) == (["SURVEY", "VALIDATION"], None, None)
    assert given["user"] == {"id": public_id("user", "bert")}
    written = office.rows(
        "SELECT approver_id::text, granted_at = valid_from FROM assignments WHERE id = %s", given["id"]
    )
    assert written == [(public_id("user", "eacea"), True)]
    assert office.audit() == [
        (
            public_id("user", "eacea"),
            "EACEA",
            "OPERATION",
            "grantAssignment",
            sorted([given["id"], public_id("user", "bert")]),
        )
    ]


def test_a_role_counts_for_the_next_request_and_ends_with_the_answer(office: Office) -> None:
    bert = Asker("NSO", "VALIDATION", "bert")
    look = "{ viewer { role country } }"
    assert codes(office.send(bert, look)) == ["FORBIDDEN"]
    given = office.grant(EACEA, "bert", "NSO", country="EE")["data"]["grantAssignment"]["assignment"]["id"]
    assert office.send(bert, look) == {"data": {"viewer": {"role": "NSO", "country": "EE"}}}
    ended = office.revoke(EACEA, given)["data"]["revokeAssignment"]["assignment"]
    assert ended["validTo"] is not None
    assert codes(office.send(bert, look)) == ["FORBIDDEN"]
    assert office.rows("SELECT revoked_by::text FROM assignments WHERE id = %s", given) == [
        (public_id("user", "eacea"),)
    ]


@pytest.mark.parametrize(
    ("asker", "person", "role", "code"),
    [
        (NSO, "bert", "NSO", "FORBIDDEN"),
        (ANNA, "bert", "NSO", "FORBIDDEN"),
        (PUBLIC, "bert", "NSO", "UNAUTHENTICATED"),
        (Asker("EACEA", "MONITORING", "eacea"), "bert", "NSO", "FORBIDDEN"),
        (COMMISSION, "bert", "NSO", "FORBIDDEN"),
        (EACEA, "bert", "COMMISSION", "FORBIDDEN"),
        (EACEA, "eacea", "CSS", "FORBIDDEN"),
        (EACEA, "restricted", "CSS", "NOT_FOUND"),
        (EACEA, "off", "CSS", "NOT_FOUND"),
        (EACEA, "bert", "ETWINNER", "BAD_USER_INPUT"),
    ],
)
def test_what_the_rules_do_not_allow_is_refused(
    office: Office, asker: Asker, person: str, role: str, code: str
) -> None:
    mandate = {"country": "EE"} if role == "NSO" else {}
    answer = office.grant(asker, person, role, **mandate)
    assert codes(answer) == [code]
    assert unchanged(office)


def test_the_commission_names_its_own(office: Office) -> None:
    for role in ("COMMISSION", "JRC"):
        assert codes(office.grant(COMMISSION, "bert", role)) == []
    assert codes(office.revoke(COMMISSION, office.assigned("jrc", "JRC"))) == []
    assert codes(office.revoke(COMMISSION, office.assigned("nso-ee", "NSO"))) == ["FORBIDDEN"]


def test_g07_i04_hidden_absent_and_malformed_ids_are_one_answer(office: Office) -> None:
    ids = [public_id("user", "restricted"), public_id("user", "off"), UNKNOWN, "nobody", "", "00000000"]
    answers = [office.send(EACEA, GRANT_OF_CSS, input={"user": one, "role": "CSS"}) for one in ids]
    assert answers == [answers[0]] * len(ids)
    assert codes(answers[0]) == ["NOT_FOUND"]
    assert answers[0]["data"] == {"grantAssignment": None}
    assert answers[0]["errors"][0]["path"] == ["grantAssignment"]
    assert unchanged(office)


GRANT_OF_CSS = "mutation ($input: GrantAssignmentInput!) { grantAssignment(input: $input) { clientMutationId } }"


def test_the_assignment_of_a_hidden_person_is_hidden(office: Office) -> None:
    given = office.grant(EACEA, "bert", "CSS")["data"]["grantAssignment"]["assignment"]["id"]
    office.rows("UPDATE users SET restricted = true WHERE id = %s RETURNING id", public_id("user", "bert"))
    hidden, absent = office.revoke(EACEA, given), office.revoke(EACEA, UNKNOWN)
    assert hidden == absent
    assert codes(hidden) == ["NOT_FOUND"]


def test_who_handles_rights_ends_the_role_of_a_hidden_person_and_of_nobody_else(office: Office) -> None:
    for person in ("bert", "carl", "dora"):
        office.grant(EACEA, person, "CSS")
    office.rows("UPDATE users SET restricted = true WHERE id = %s RETURNING id", public_id("user", "bert"))
    office.rows(
        "UPDATE users SET last_login_at = now() - interval '2 years' WHERE id = %s RETURNING id",
        public_id("user", "carl"),
    )
    bert, carl, dora = (office.assigned(person, "CSS") for person in ("bert", "carl", "dora"))
    assert [codes(office.revoke(EACEA, one)) for one in (bert, carl)] == [["NOT_FOUND"]] * 2
    support = Asker("CSS", "RIGHTS_REQUEST", "dora")
    assert codes(office.revoke(support, bert)) == ["FORBIDDEN"]
    rights = Asker("EACEA", "RIGHTS_REQUEST", "eacea")
    assert codes(office.revoke(rights, dora)) == ["FORBIDDEN"], "of whom everybody at work sees, for no such purpose"
    assert office.rows("SELECT count(*) FROM assignments WHERE valid_to IS NOT NULL") == [(0,)]
    for one in (bert, carl):
        answer = office.revoke(rights, one)
        assert answer["data"]["revokeAssignment"]["assignment"]["validTo"] is not None
    assert [(command, set(objects)) for *_, command, objects in office.audit()[-2:]] == [
        ("revokeAssignment", {one, public_id("user", person)}) for one, person in ((bert, "bert"), (carl, "carl"))
    ]


def test_nobody_waits_for_what_a_hidden_person_is_just_doing(office: Office) -> None:
    """A wait that ends in `UNAVAILABLE` would tell that there is somebody."""
    given = office.grant(EACEA, "bert", "CSS")["data"]["grantAssignment"]["assignment"]["id"]
    bert = public_id("user", "bert")
    office.rows("UPDATE users SET restricted = true WHERE id = %s RETURNING id", bert)
    with office.real.owner.transaction():
        office.rows("SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 2))", bert)
        office.rows("SELECT FROM assignments WHERE id = %s FOR UPDATE", given)
        assert codes(office.grant(EACEA, "bert", "PROVIDER")) == ["NOT_FOUND"]
        assert codes(office.revoke(EACEA, given)) == ["NOT_FOUND"]


@pytest.mark.parametrize(
    ("role", "given", "fields"),
    [
        ("NSO", {}, ["country"]),
        ("CSS", {"country": "EE"}, ["country"]),
        ("NSO", {"country": "EE", "region": "Põhja"}, ["region"]),
        ("SCHOOL_AUTHORITY", {"country": "EE", "region": " "}, ["region"]),
        ("SCHOOL_AUTHORITY", {"country": "EE", "region": "a\nb"}, ["region"]),
        ("CSS", {"purposes": ["MONITORING"]}, ["purposes"]),
        ("CSS", {"purposes": []}, ["purposes"]),
        ("CSS", {"validFrom": "2020-01-01T00:00:00Z"}, ["validFrom"]),
        ("CSS", {"validFrom": "2999-01-02T00:00:00Z", "validTo": "2999-01-01T00:00:00Z"}, ["validTo"]),
        ("CSS", {"country": "EE", "region": "x", "purposes": ["SURVEY"]}, ["country", "region", "purposes"]),
    ],
)
def test_everything_wrong_with_an_input_is_said_at_once(
    office: Office, role: str, given: dict[str, Any], fields: list[str]
) -> None:
    answer = office.grant(EACEA, "bert", role, **given)
    assert set(codes(answer)) == {"BAD_USER_INPUT"}
    assert [error["extensions"]["field"] for error in answer["errors"]] == fields
    assert unchanged(office)


def test_marketing_is_no_purpose(office: Office) -> None:
    answer = office.grant(EACEA, "bert", "CSS", purposes=["MARKETING"])
    assert codes(answer) == ["BAD_USER_INPUT"]
    assert "data" not in answer
    assert unchanged(office)


def test_nobody_has_one_role_twice_at_a_time(office: Office) -> None:
    assert codes(office.grant(EACEA, "bert", "CSS", validTo="2999-01-01T00:00:00Z")) == []
    assert codes(office.grant(EACEA, "bert", "CSS", validFrom="2998-01-01T00:00:00Z")) == ["CONFLICT"]
    assert codes(office.grant(EACEA, "bert", "CSS", validFrom="2999-01-01T00:00:00Z")) == []
    assert len(office.audit()) == 2


def test_an_end_is_written_once(office: Office) -> None:
    assignment = office.assigned("jrc", "JRC")
    first, second = office.revoke(EACEA, assignment), office.revoke(EACEA, assignment)
    assert first == second
    assert [entry[3] for entry in office.audit()] == ["revokeAssignment"]


def test_who_ends_the_own_authority_gets_no_object_back(office: Office) -> None:
    answer = office.revoke(EACEA, office.assigned("eacea", "EACEA"), clientMutationId="me")
    assert answer == {"data": {"revokeAssignment": {"clientMutationId": "me", "assignment": None}}}
    assert codes(office.revoke(EACEA, office.assigned("jrc", "JRC"))) == ["FORBIDDEN"]


OWN = "{ viewer { assignments { __typename role country organisation purposes validTo user { id } } } }"


def test_everybody_reads_the_own_authority_and_nobody_elses(office: Office) -> None:
    assert codes(office.grant(EACEA, "anna", "CSS", purposes=["SUPPORT"], validTo="2190-01-01T00:00:00Z")) == []
    assert codes(office.grant(EACEA, "anna", "NSO", country="EE", validFrom="2180-01-01T00:00:00Z")) == []
    own = {"__typename": "Assignment", "organisation": None, "user": {"id": public_id("user", "anna")}}
    given = [
        own | {"role": "CSS", "country": None, "purposes": ["SUPPORT"], "validTo": "2190-01-01T00:00:00Z"},
        own | {"role": "NSO", "country": "EE", "purposes": None, "validTo": None},
    ]
    for asker in (ANNA, Asker("CSS", "SUPPORT", "anna")):
        assert office.send(asker, OWN) == {"data": {"viewer": {"assignments": given}}}
    assert office.send(PUBLIC, OWN) == {"data": {"viewer": {"assignments": []}}}
    assert office.send(Asker("ETWINNER", None, "bert"), OWN) == {"data": {"viewer": {"assignments": []}}}


def test_the_own_authority_is_read_after_its_end(office: Office) -> None:
    jrc = office.assigned("jrc", "JRC")
    assert codes(office.revoke(EACEA, jrc)) == []
    (given,) = office.send(Asker("GENERAL_USER", None, "jrc"), OWN)["data"]["viewer"]["assignments"]
    assert given["role"] == "JRC"
    assert given["validTo"] is not None


ORGANISATION = "SELECT id::text FROM organisations WHERE key = %s"


def test_a_mandate_names_the_organisation_that_it_is_for(office: Office) -> None:
    nso, company = (office.rows(ORGANISATION, key)[0][0] for key in ("nso-ee", "company"))
    asked = "{ viewer { country } }"
    bert = Asker("NSO", "VALIDATION", "bert")
    payload = office.grant(EACEA, "bert", "NSO", country="EE", organisation=nso)["data"]["grantAssignment"]
    assert payload["assignment"]["organisation"] == "Support"
    assert office.send(bert, asked)["data"]["viewer"] == {"country": "EE"}
    office.rows("UPDATE organisations SET agreement_to = now() WHERE key = 'nso-ee' RETURNING id")
    assert office.send(bert, asked)["data"]["viewer"] == {"country": None}
    for organisation, country in ((company, "EE"), (nso, "NO")):
        answer = office.grant(EACEA, "carl", "NSO", country=country, organisation=organisation)
        assert codes(answer) == ["BAD_USER_INPUT"]
        assert answer["errors"][0]["extensions"]["field"] == "organisation"
    assert codes(office.grant(EACEA, "carl", "NSO", country="EE", organisation=UNKNOWN)) == ["NOT_FOUND"]
