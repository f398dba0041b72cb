"""Several commands in one operation, what each of them sees, and what holds while they run (attacks P07, P08, P09)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

import orjson
import psycopg
import pytest
from graphql import GraphQLObjectType

from app.authz.facts import Viewer
from app.database.commands.locks import lock_person
from app.errors import Code, Refusal, Unavailable
from app.resolvers.commands.command import Command, Input, Outcome, Transaction
from app.resolvers.commands.faults import refusals_of
from app.resolvers.commands.registry import COMMANDS
from app.resolvers.commands.running import MOST_ERRORS
from app.schema.build import build_schema
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.office import ANNA, EACEA, PUBLIC, Office, codes

UNKNOWN = "6f1de9a5-7d3c-4a57-9d5f-0d6c3d8f0b11"


def three(first: str, second: str, third: str) -> str:
    given = [f'{key}: grantAssignment(input: {{user: "{user}", role: CSS}}) {{ __typename assignment {{ role }} }}'
             for key, user in zip("abc", (first, second, third), strict=True)]  # fmt: skip
    return f"mutation {{ __typename {' '.join(given)} }}"


def test_every_command_of_the_schema_has_its_function() -> None:
    root = build_schema()._schema.mutation_type
    assert isinstance(root, GraphQLObjectType)
    assert set(root.fields) == set(COMMANDS)


def test_every_payload_field_may_be_null() -> None:
    schema = build_schema()._schema
    assert schema.mutation_type is not None
    for field in schema.mutation_type.fields.values():
        assert isinstance(field.type, GraphQLObjectType)
        assert [str(one.type) for one in field.type.fields.values() if str(one.type).endswith("!")] == []


def test_p09_commands_run_in_their_order_each_as_a_whole(office: Office) -> None:
    """P09: the second of three fails."""
    anna, bert = public_id("user", "anna"), public_id("user", "bert")
    answer = office.send(EACEA, three(anna, UNKNOWN, bert))
    done = {"__typename": "GrantAssignmentPayload", "assignment": {"role": "CSS"}}
    assert answer["data"] == {"__typename": "Mutation", "a": done, "b": None, "c": done}
    assert list(answer["data"]) == ["__typename", "a", "b", "c"]
    assert [(error["path"], error["extensions"]["code"]) for error in answer["errors"]] == [(["b"], "NOT_FOUND")]
    assert len(office.audit()) == 2


def test_a_command_sees_what_the_one_before_it_did(office: Office) -> None:
    anna = public_id("user", "anna")
    answer = office.send(EACEA, three(anna, anna, anna))
    assert [error["path"] for error in answer["errors"]] == [["b"], ["c"]]
    assert codes(answer) == ["CONFLICT", "CONFLICT"]
    assert len(office.audit()) == 1


def test_a_miss_keeps_the_beat_behind_more_errors_than_are_shown(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []

    async def noted(begun: float) -> None:
        pauses.append(begun)

    monkeypatch.setattr("app.resolvers.operation.next_beat", noted)
    given = 'user: "x", role: CSS, country: "EE", region: " ", purposes: [], validFrom: "2020-01-01T00:00:00Z"'
    wrong = " ".join(f"{key}: grantAssignment(input: {{{given}}}) {{ __typename }}" for key in "abcde")
    missed = f'f: grantAssignment(input: {{user: "{UNKNOWN}", role: CSS}}) {{ __typename }}'
    assert codes(office.send(EACEA, f"mutation {{ {wrong} {missed} }}")) == ["BAD_USER_INPUT"] * MOST_ERRORS
    assert len(pauses) == 1


def test_a_role_that_ends_with_the_first_command_refuses_the_second(office: Office) -> None:
    own, other = office.assigned("eacea", "EACEA"), office.assigned("jrc", "JRC")
    document = "".join(
        f'{key}: revokeAssignment(input: {{assignment: "{one}"}}) {{ assignment {{ id }} }} '
        for key, one in (("a", own), ("b", other))
    )
    answer = office.send(EACEA, f"mutation {{ {document} }}")
    assert answer["data"] == {"a": {"assignment": None}, "b": None}
    assert codes(answer) == ["FORBIDDEN"]
    assert len(office.audit()) == 1


def test_who_may_not_act_at_all_is_refused_as_a_reader_is(office: Office) -> None:
    nobody = Asker("EACEA", "OPERATION", "anna")
    assert office.send(nobody, three(UNKNOWN, UNKNOWN, UNKNOWN)).keys() == {"errors"}
    assert codes(office.send(nobody, "{ __typename }")) == ["FORBIDDEN"]
    assert codes(office.send(PUBLIC, three(UNKNOWN, UNKNOWN, UNKNOWN))) == ["UNAUTHENTICATED"]


@pytest.mark.parametrize("member", ["approver", "id", "organisationId", "grantedAt"])
def test_g08_an_input_has_no_other_members(office: Office, member: str) -> None:
    answer = office.grant(EACEA, "anna", "CSS", **{member: public_id("user", "eacea2")})
    assert answer.keys() == {"errors"}
    assert codes(answer) == ["BAD_USER_INPUT"]
    literal = f'mutation {{ grantAssignment(input: {{user: "x", role: CSS, {member}: "x"}}) {{ __typename }} }}'
    assert codes(office.send(EACEA, literal)) == ["VALIDATION_FAILED"]
    assert office.audit() == []


def test_only_the_name_of_the_type_may_be_asked_for(office: Office) -> None:
    assert office.send(PUBLIC, "mutation { __typename other: __typename }") == {
        "data": {"__typename": "Mutation", "other": "Mutation"}
    }


def test_commands_that_are_too_dear_are_not_begun(office: Office) -> None:
    partners = "partners(first: 100) { nodes { user { projects(first: 100) { nodes { id } } } } }"
    seen = f"user {{ projects(first: 100) {{ nodes {{ {partners} }} }} }}"
    given = f'input: {{user: "{public_id("user", "anna")}", role: CSS}}'
    answer = office.send(EACEA, f"mutation {{ grantAssignment({given}) {{ assignment {{ {seen} }} }} }}")
    assert answer.keys() == {"errors"}
    assert codes(answer) == ["LIMIT_EXCEEDED"]
    assert office.audit() == []


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (psycopg.errors.UniqueViolation("users_email_key"), Code.CONFLICT),
        (psycopg.errors.ForeignKeyViolation("users"), Code.CONFLICT),
        (psycopg.errors.SerializationFailure(""), Code.CONFLICT),
        (psycopg.errors.DeadlockDetected(""), Code.CONFLICT),
        (psycopg.errors.LockNotAvailable(""), Code.UNAVAILABLE),
        (psycopg.errors.QueryCanceled(""), Code.UNAVAILABLE),
        (psycopg.OperationalError("host"), Code.UNAVAILABLE),
        (Unavailable("gone"), Code.UNAVAILABLE),
    ],
)
def test_i03_a_fault_of_the_database_tells_nothing_of_a_row(fault: Exception, code: Code) -> None:
    (refusal,) = refusals_of(fault) or ()
    assert refusal.code is code
    assert "users" not in str(refusal.as_error())


def test_a_fault_that_nobody_expected_is_told_by_its_id(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> Outcome:
        raise KeyError("secret")

    monkeypatch.setitem(COMMANDS, "grantAssignment", Command("grantAssignment", fail))
    answer = office.grant(EACEA, "anna", "CSS")
    assert answer["data"] == {"grantAssignment": None}
    assert codes(answer) == ["INTERNAL"]
    assert "secret" not in orjson.dumps(answer).decode()


def test_a_payload_that_cannot_be_read_says_that_it_was_done(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_: object) -> dict[str, bytes]:
        raise psycopg.OperationalError

    monkeypatch.setattr(office.graph._commands, "_read", fail)
    answer = office.grant(EACEA, "anna", "CSS")
    assert codes(answer) == ["UNAVAILABLE"]
    assert "was carried out" in answer["errors"][0]["message"]
    assert len(office.audit()) == 1


def test_p08_a_role_cannot_end_between_check_and_write(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """P08: the end of the role cannot be written while a command by it is under way; afterwards it counts at once."""
    role, begun = office.assigned("eacea", "EACEA"), COMMANDS["grantAssignment"]
    ended: list[bool] = []

    async def slow(transaction: Transaction, viewer: Viewer, given: Input, now: datetime) -> Outcome:
        """Somebody else ends the role of who is just about to write, and does not want to wait for it."""
        async with office.real.means.writing.connection() as other:
            await other.execute("SET lock_timeout = '50ms'")
            try:
                await lock_person(other, UUID(public_id("user", "eacea")))
                ended.append(True)
            except psycopg.errors.LockNotAvailable:
                ended.append(False)
            await other.execute("SET lock_timeout = '3s'")
        return await begun.run(transaction, viewer, given, now)

    with monkeypatch.context() as patch:
        patch.setitem(COMMANDS, "grantAssignment", replace(begun, run=slow))
        assert codes(office.grant(EACEA, "bert", "CSS")) == []
    assert ended == [False]
    assert codes(office.revoke(Asker("EACEA", "OPERATION", "eacea2"), role)) == []
    assert codes(office.grant(EACEA, "carl", "CSS")) == ["FORBIDDEN"]
    assert [entry[3] for entry in office.audit()] == ["grantAssignment", "revokeAssignment"]


def test_without_a_connection_that_writes_there_are_no_commands(office: Office) -> None:
    async def refused() -> str:
        other = office.real.graph.under(office.real.policy, None)
        other._commands._means = None
        try:
            await other.answer("mutation { __typename }", None, None, None, ANNA.caller())
        except Refusal as refusal:
            return refusal.code.value
        return ""

    assert office.real.run(refused) == "UNAVAILABLE"
