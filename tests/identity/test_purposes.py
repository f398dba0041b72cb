"""One role and one purpose a request: what does not fit under any notice is refused (G-02)."""

from __future__ import annotations

from uuid import UUID

import pytest

from app.authz.caller import ANONYMOUS, Caller
from app.database.vocabulary import PURPOSES_OF_ROLE, STAFF_ROLES, Purpose, Role
from app.errors import Forbidden
from app.identity.purposes import caller_for_purpose

SOMEBODY = UUID("7fd6152e-19a5-4b66-94f7-9293322b34db")
PERSONS = (Role.GENERAL_USER, Role.ETWINNER)


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
@pytest.mark.parametrize("purpose", sorted(Purpose))
def test_a_staff_role_acts_for_purposes_that_some_version_allows_it(role: Role, purpose: Purpose) -> None:
    claimed = Caller(role, None, SOMEBODY)
    if purpose in PURPOSES_OF_ROLE[role]:
        assert caller_for_purpose(claimed, [purpose.value]) == Caller(role, purpose, SOMEBODY)
    else:
        with pytest.raises(Forbidden):
            caller_for_purpose(claimed, [purpose.value])


@pytest.mark.parametrize("role", PERSONS)
def test_a_person_acts_without_a_purpose(role: Role) -> None:
    claimed = Caller(role, None, SOMEBODY)
    assert caller_for_purpose(claimed) == claimed


@pytest.mark.parametrize("claimed", [ANONYMOUS, *(Caller(role, None, SOMEBODY) for role in PERSONS)])
def test_a_purpose_without_a_staff_role_is_refused(claimed: Caller) -> None:
    with pytest.raises(Forbidden):
        caller_for_purpose(claimed, ["MONITORING"])


def test_claim_and_header_that_agree_are_one_purpose() -> None:
    claimed = Caller(Role.NSO, Purpose.SURVEY, SOMEBODY)
    assert caller_for_purpose(claimed, ["SURVEY"]) == claimed


@pytest.mark.parametrize(
    "headers", [["VALIDATION"], ["survey"], [""], ["SURVEY", "SURVEY"], ["SURVEY, SURVEY"], ["MARKETING"]]
)
def test_a_header_that_is_not_the_purpose_of_the_claim_is_refused(headers: list[str]) -> None:
    with pytest.raises(Forbidden):
        caller_for_purpose(Caller(Role.NSO, Purpose.SURVEY, SOMEBODY), headers)
