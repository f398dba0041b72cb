"""A request that comes again does nothing again: the same outcome, its payload read anew (attacks P01, P02, P04)."""

from __future__ import annotations

from typing import Any

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.office import COMMISSION, EACEA, GRANT, REVOKE, Office, codes

KEY = "the key of one request"


def granted(answer: Any) -> Any:
    return answer["data"]["grantAssignment"]


def test_p01_p04_fifty_at_once_with_one_key_do_it_once(office: Office) -> None:
    given = {"user": public_id("user", "bert"), "role": "CSS", "idempotencyKey": KEY}
    answers = office.send_at_once([(EACEA, GRANT, {"input": given})] * 50)
    assert answers == [answers[0]] * 50
    assert codes(answers[0]) == []
    assert office.rows("SELECT count(*) FROM assignments WHERE role = 'CSS'") == [(1,)]
    assert len(office.audit()) == 1


def test_p02_fifty_ends_at_once_are_one_end(office: Office) -> None:
    given = {"assignment": office.assigned("jrc", "JRC")}
    answers = office.send_at_once([(EACEA, REVOKE, {"input": given})] * 50)
    assert answers == [answers[0]] * 50
    assert codes(answers[0]) == []
    assert len(office.audit()) == 1


def test_the_payload_of_the_same_request_is_read_anew(office: Office) -> None:
    first = office.grant(EACEA, "bert", "CSS", idempotencyKey=KEY, clientMutationId="first")
    assignment = granted(first)["assignment"]["id"]
    assert codes(office.revoke(EACEA, assignment)) == []
    again = office.grant(EACEA, "bert", "CSS", idempotencyKey=KEY, clientMutationId="second")
    assert granted(again)["clientMutationId"] == "second"
    assert granted(again)["assignment"]["id"] == assignment
    assert granted(again)["assignment"]["validTo"] is not None
    office.rows("UPDATE users SET restricted = true WHERE id = %s RETURNING id", public_id("user", "bert"))
    hidden = office.grant(EACEA, "bert", "CSS", idempotencyKey=KEY)
    assert granted(hidden) == {"clientMutationId": None, "assignment": None}


def test_another_request_under_the_same_key_is_refused(office: Office) -> None:
    assert codes(office.grant(EACEA, "bert", "CSS", idempotencyKey=KEY)) == []
    for other in (
        office.grant(EACEA, "anna", "CSS", idempotencyKey=KEY),
        office.grant(EACEA, "bert", "CSS", idempotencyKey=KEY, purposes=["SUPPORT"]),
        office.revoke(EACEA, office.assigned("jrc", "JRC"), idempotencyKey=KEY),
    ):
        assert codes(other) == ["CONFLICT"]
        assert other["errors"][0]["extensions"]["field"] == "idempotencyKey"
    assert len(office.audit()) == 1


def test_a_key_is_that_of_one_viewer(office: Office) -> None:
    assert codes(office.grant(EACEA, "bert", "CSS", idempotencyKey=KEY)) == []
    assert codes(office.grant(COMMISSION, "bert", "JRC", idempotencyKey=KEY)) == []
    other = Asker("EACEA", "OPERATION", "eacea2")
    assert codes(office.grant(other, "anna", "CSS", idempotencyKey=KEY)) == []


def test_what_was_refused_is_not_kept(office: Office) -> None:
    person = public_id("user", "off")
    assert codes(office.grant(EACEA, "off", "CSS", idempotencyKey=KEY)) == ["NOT_FOUND"]
    office.rows("UPDATE users SET status = 'VALIDATED' WHERE id = %s RETURNING id", person)
    assert codes(office.grant(EACEA, "off", "CSS", idempotencyKey=KEY)) == []


def test_a_key_is_forgotten_after_a_day_with_whatever_else_is_over(office: Office) -> None:
    assert codes(office.grant(EACEA, "bert", "CSS", idempotencyKey=KEY)) == []
    assert codes(office.grant(EACEA, "anna", "CSS", idempotencyKey="another")) == []
    office.rows("UPDATE command_outcomes SET kept_at = kept_at - interval '24 hours' RETURNING kept_at")
    assert codes(office.grant(EACEA, "carl", "CSS", idempotencyKey=KEY)) == []
    assert office.rows("SELECT count(*) FROM command_outcomes") == [(1,)]


def test_neither_the_key_nor_the_input_is_kept(office: Office) -> None:
    given = {"country": "EE", "region": "Põhja-Eesti", "idempotencyKey": "canary"}
    assert codes(office.grant(EACEA, "bert", "SCHOOL_AUTHORITY", **given)) == []
    ((kept,),) = office.rows("SELECT to_jsonb(command_outcomes)::text FROM command_outcomes")
    ((entry,),) = office.rows("SELECT to_jsonb(audit_log)::text FROM audit_log")
    for canary in ("canary", "Põhja", "SCHOOL_AUTHORITY"):
        assert canary not in kept
    for canary in ("canary", "Põhja"):
        assert canary not in entry


def test_what_was_asked_is_not_found_by_trying_inputs(office: Office) -> None:
    given = {"user": public_id("user", "bert"), "role": "CSS"}
    for asker, key in ((EACEA, KEY), (Asker("EACEA", "OPERATION", "eacea2"), "another")):
        office.send(asker, GRANT, input={**given, "idempotencyKey": key})
        office.rows("DELETE FROM assignments WHERE role = 'CSS' RETURNING id")
    assert office.rows("SELECT count(DISTINCT body), count(*) FROM command_outcomes") == [(2, 2)]


def test_a_key_has_a_length(office: Office) -> None:
    for key in ("", "x" * 201):
        answer = office.grant(EACEA, "bert", "CSS", idempotencyKey=key)
        assert codes(answer) == ["BAD_USER_INPUT"]
        assert answer["errors"][0]["extensions"]["field"] == "idempotencyKey"
    assert codes(office.grant(EACEA, "bert", "CSS", idempotencyKey="x" * 200)) == []
