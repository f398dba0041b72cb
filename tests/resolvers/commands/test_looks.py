"""A command that shows staff a person, and changes nothing of them, leaves a record of the access log (SEC-15)."""

from __future__ import annotations

from typing import Any

import pytest

from app.errors import Unavailable
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.office import ANNA, EACEA, NSO, Office, codes

MONITORING = Asker("EACEA", "MONITORING", "eacea")
VALIDATE = "mutation ($input: ValidateRegistrationInput!) { validateRegistration(input: $input) { clientMutationId } }"
VALIDATE_MANY = """mutation ($input: ValidateRegistrationsInput!) {
  validateRegistrations(input: $input) { outcomes { code } }
}"""


def looks(office: Office) -> list[Any]:
    """What the records say: who, as what, what for, about whom, through what."""
    return office.rows(
        "SELECT viewer::text, role, purpose, organisation, subjects::text[], coordinates"
        " FROM access_log ORDER BY number"
    )


def validate(office: Office, asker: Asker, person: str) -> list[str]:
    return codes(office.send(asker, VALIDATE, input={"user": public_id("user", person)}))


def of_nso(*people: str) -> tuple[Any, ...]:
    ids = sorted(public_id("user", person) for person in people)
    return (public_id("user", "nso-ee"), "NSO", "VALIDATION", None, ids, ["Mutation.validateRegistration"])


def test_a_refusal_about_a_person_is_a_look_at_them(office: Office) -> None:
    assert validate(office, NSO, "bert") == ["CONFLICT"], "validated already: that is told of bert"
    assert looks(office) == [of_nso("bert")]
    assert office.audit() == []


def test_what_the_role_may_not_do_with_a_person_is_told_of_them(office: Office) -> None:
    office.grant(EACEA, "bert", "CSS")
    office.rows("DELETE FROM access_log RETURNING 1")
    assert codes(office.revoke(Asker("EACEA", "RIGHTS_REQUEST", "eacea"), office.assigned("bert", "CSS"))) == [
        "FORBIDDEN"
    ]
    assert [(role, subjects, where) for _, role, _, _, subjects, where in looks(office)] == [
        ("EACEA", [public_id("user", "bert")], ["Mutation.revokeAssignment"])
    ]


@pytest.mark.parametrize("person", ["restricted", "off", "nobody at all"])
def test_a_hidden_person_is_not_looked_at(office: Office, person: str) -> None:
    assert validate(office, NSO, person) == ["NOT_FOUND"]
    assert looks(office) == []


def test_nobody_is_looked_at_where_the_role_alone_is_refused_or_no_member_of_staff_asks(office: Office) -> None:
    assert validate(office, MONITORING, "bert") == ["FORBIDDEN"]
    assert validate(office, ANNA, "bert") == ["FORBIDDEN"]
    assert looks(office) == []


def test_of_many_those_of_whom_nothing_is_decided_are_looked_at(office: Office) -> None:
    office.rows("UPDATE users SET status = 'PENDING' WHERE id = %s RETURNING 1", public_id("user", "carl"))
    people = [public_id("user", person) for person in ("bert", "carl", "off", "dora")]
    answer = office.send(NSO, VALIDATE_MANY, input={"users": people})
    said = [one["code"] for one in answer["data"]["validateRegistrations"]["outcomes"]]
    assert said == ["CONFLICT", "DONE", "NOT_FOUND", "CONFLICT"]
    (look,) = looks(office)
    assert look[4:] == (sorted([people[0], people[3]]), ["Mutation.validateRegistrations"])
    assert [set(objects) for *_, objects in office.audit()] == [{people[1]}]


def test_what_is_done_is_in_the_audit_log_and_no_look_of_its_own(office: Office) -> None:
    office.rows("UPDATE users SET status = 'PENDING' WHERE id = %s RETURNING 1", public_id("user", "carl"))
    assert validate(office, NSO, "carl") == []
    assert looks(office) == []
    assert len(office.audit()) == 1


def test_nothing_is_told_of_a_person_while_it_cannot_be_recorded(office: Office) -> None:
    owner = office.real.owner
    owner.execute("ALTER TABLE access_log ADD CONSTRAINT no_more CHECK (number < 0) NOT VALID")
    try:
        assert validate(office, NSO, "bert") == ["UNAVAILABLE"]
        assert validate(office, NSO, "off") == ["NOT_FOUND"]
        with pytest.raises(Unavailable):  # what the health check asks
            office.real.run(office.graph.require_records)
    finally:
        owner.execute("ALTER TABLE access_log DROP CONSTRAINT no_more")
    office.real.run(office.graph.require_records)
