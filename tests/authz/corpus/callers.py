"""Who asks the corpus: viewers with much, with little and with nothing known of them.

Out: `CALLERS` by name, their accounts with the number of their school, and their assignments. The facts of a viewer
(school, country, region, sets) come from the rows, in SQL and in Python each on its own way.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from typing import Any
from uuid import UUID

from app.authz.caller import ANONYMOUS, Caller
from app.database.vocabulary import Purpose, Role

_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def _account(place: int) -> UUID:
    return UUID(int=1000 + place)


BUSY, LONELY, NATIONAL, STATELESS, REGIONAL, WIDE, TWOFOLD, CENTRAL = map(_account, range(8))

CALLERS = {
    "the public": ANONYMOUS,
    "an eTwinner with school, projects and areas": Caller(Role.ETWINNER, None, BUSY),
    "an account without school, project or area": Caller(Role.GENERAL_USER, None, LONELY),
    "a national organisation": Caller(Role.NSO, Purpose.NATIONAL_NEWSLETTER, NATIONAL),
    "a national organisation of no country": Caller(Role.NSO, Purpose.SURVEY, STATELESS),
    "an authority of a region": Caller(Role.SCHOOL_AUTHORITY, Purpose.MONITORING, REGIONAL),
    "an authority of a country": Caller(Role.SCHOOL_AUTHORITY, Purpose.NATIONAL_EVENTS, WIDE),
    "an authority of a region named as its country": Caller(Role.SCHOOL_AUTHORITY, Purpose.NATIONAL_PROMOTION, TWOFOLD),
    "the controller": Caller(Role.EACEA, Purpose.RIGHTS_REQUEST, CENTRAL),
}
# Each account with its school.
ACCOUNTS: dict[UUID, int | None] = {
    BUSY: 15, LONELY: None, NATIONAL: 4, STATELESS: 2, REGIONAL: 12, WIDE: 13, TWOFOLD: 7, CENTRAL: 27,
}  # fmt: skip
# The state of an account that is not validated.
STATES = {LONELY: "PENDING", CENTRAL: "GENERAL"}
# Accounts that are a partner or a member of nothing.
WITHOUT_SETS = {LONELY, STATELESS}


def _assigned(user: UUID, role: Role, country: str | None, region: str | None = None) -> dict[str, Any]:
    return {"user_id": user, "role": role, "country": country, "region": region, "valid_from": _LONG_AGO}


ASSIGNMENTS = [
    _assigned(NATIONAL, Role.NSO, "EE"),
    _assigned(STATELESS, Role.NSO, None),
    _assigned(REGIONAL, Role.SCHOOL_AUTHORITY, "NO", "Po\u0303hja"),
    _assigned(WIDE, Role.SCHOOL_AUTHORITY, "No"),
    _assigned(TWOFOLD, Role.SCHOOL_AUTHORITY, "NO", "NO"),
    _assigned(CENTRAL, Role.EACEA, "NO", "NO"),
]
# Of people who do not ask here: rows that rules about assignments tell apart.
OTHERS_ASSIGNED = [
    _assigned(UUID(int=place), role, country)
    for place, (role, country) in enumerate(
        product((Role.NSO, Role.CSS, Role.COMMISSION, Role.JRC, Role.EACEA), (None, "NO", "No", "")), start=1
    )
]
