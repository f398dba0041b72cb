"""Roles and purposes by version: what the version does not know is refused, never answered with less (G-02)."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from app.authz.admission import require_purpose
from app.authz.caller import ANONYMOUS, Caller
from app.authz.partial import Never
from app.authz.policy import VERSIONS, Policy, load_policy
from app.database.vocabulary import PURPOSES_OF_ROLE, STAFF_ROLES, Purpose, Role
from app.errors import Forbidden

SOMEBODY = UUID("7fd6152e-19a5-4b66-94f7-9293322b34db")
# Clauses ACC-07 and ACC-10: who exists; ACC-04, ACC-05, ACC-09, NAT-08: who has to say why.
ABSENT: dict[str, set[Role]] = {
    "esep-nb": set(),
    "etwinning-sv": {Role.JRC},
    "etwinning-et": {Role.JRC, Role.PROVIDER},
    "etwinning-hu": {Role.JRC, Role.PROVIDER},
    "etwinning-lv": {Role.JRC, Role.PROVIDER},
}
WITHOUT_PURPOSE: dict[str, set[Role]] = {
    "esep-nb": set(),
    "etwinning-sv": {Role.EACEA, Role.COMMISSION},
    "etwinning-et": {Role.EACEA, Role.COMMISSION, Role.NSO},
    "etwinning-hu": {Role.EACEA, Role.COMMISSION, Role.NSO},
    "etwinning-lv": {Role.EACEA, Role.COMMISSION, Role.NSO},
}


@pytest.fixture(scope="module", params=VERSIONS)
def version(request: pytest.FixtureRequest, policy_folder: Path) -> Policy:
    return load_policy(policy_folder, request.param)


def admits(policy: Policy, role: Role, purpose: Purpose | None) -> bool:
    try:
        require_purpose(Caller(role, purpose, SOMEBODY), policy)
    except Forbidden:
        return False
    return True


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_a_staff_role_reads_for_the_purposes_of_the_version(version: Policy, role: Role) -> None:
    refused = {Purpose.NATIONAL_PRESS} if version.version == "esep-nb" else set()
    expected = set() if role in ABSENT[version.version] else PURPOSES_OF_ROLE[role] - refused
    assert {purpose for purpose in Purpose if admits(version, role, purpose)} == expected
    assert admits(version, role, None) == (role in WITHOUT_PURPOSE[version.version])


@pytest.mark.parametrize("role", sorted(set(Role) - STAFF_ROLES))
def test_a_person_reads_without_a_purpose_under_every_version(version: Policy, role: Role) -> None:
    assert admits(version, role, None)
    assert not any(admits(version, role, purpose) for purpose in Purpose)
    require_purpose(ANONYMOUS, version)


def test_a_role_that_does_not_exist_has_no_grants(version: Policy) -> None:
    for role in ABSENT[version.version]:
        assert version.purposes(role) == ()
        grants = version.grants(role, min(PURPOSES_OF_ROLE[role]))
        assert {type(grants.row(kind)) for kind in version.fields()} == {Never}
        assert not version.is_ever_readable(role, "User", "firstName")
        assert version.reasons(role, None, "User", "firstName") == ()


def test_every_refusal_says_why(version: Policy) -> None:
    with pytest.raises(Forbidden, match="Only staff roles act for a purpose") as refusal:
        require_purpose(Caller(Role.ETWINNER, Purpose.SURVEY, SOMEBODY), version)
    assert refusal.value.hint == "Leave the header `X-Purpose` out."
    with pytest.raises(Forbidden, match="may not have this purpose"):
        require_purpose(Caller(Role.NSO, Purpose.OPERATION, SOMEBODY), version)
    with pytest.raises(Forbidden, match="A staff role needs a purpose"):
        require_purpose(Caller(Role.CSS, None, SOMEBODY), version)
    for role in ABSENT[version.version]:
        with pytest.raises(Forbidden, match="does not exist under the notice in force"):
            require_purpose(Caller(role, min(PURPOSES_OF_ROLE[role]), SOMEBODY), version)
