"""A world of registrations: people in every state in two countries, the staff who decide, and short ways to ask.

In: the clock of the tests, an office. Out: a world, askers, `decide` and what the tables hold afterwards.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import school, staff, user
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.office import Office

ESTONIA = Asker("NSO", "VALIDATION", "nso-ee")
COLLEAGUE = Asker("NSO", "VALIDATION", "nso-ee2")
LATVIA = Asker("NSO", "VALIDATION", "nso-lv")
WHO = "user { id status firstName email }"
DECIDE = {
    "validate": f"mutation ($input: ValidateRegistrationInput!) {{ validateRegistration(input: $input) {{ {WHO} }} }}",
    "refuse": f"mutation ($input: RefuseRegistrationInput!) {{ refuseRegistration(input: $input) {{ {WHO} }} }}",
    "withdraw": f"mutation ($input: WithdrawValidationInput!) {{ withdrawValidation(input: $input) {{ {WHO} }} }}",
}


def registrations(now: datetime) -> World:
    """Two countries: in each a school and staff; people who wait, and people about whom nothing is to be decided."""
    long_ago, lately = (now - timedelta(days=800)).isoformat(), (now - timedelta(days=1)).isoformat()
    people = [
        user("mari", "s1", "PENDING"),
        user("juri", "s1", "PENDING"),
        user("anna", "s1"),
        user("peteris", "s2", "PENDING"),
        user("hidden", "s1", "PENDING", processingRestricted=True),
        user("refused", "s1", "REFUSED"),
        user("off", "s1", "DEACTIVATED"),
        user("silent", "s1", "PENDING", registeredAt=long_ago, lastLoginAt=None),
        user("general", "s1", "GENERAL"),
        user("official", "s1"),
    ]
    employed = [
        *staff("nso-ee", "NSO", "EE"),
        *staff("nso-ee2", "NSO", "EE"),
        *staff("nso-lv", "NSO", "LV"),
        *staff("eacea", "EACEA"),
        *staff("css", "CSS"),
        staff("official", "NSO", "EE")[1],
    ]
    records = [
        one | {"lastLoginAt": lately} if one["kind"] == "user" and one["key"] != "silent" else one
        for one in (*people, *employed)
    ]
    return World((school("s1", "EE"), school("s2", "LV"), *records), now)


def decide(office: Office, asker: Asker, what: str, person: str, **more: Any) -> Any:
    """The answer to a decision; refusals and withdrawals have a reason unless one is given."""
    given = {"user": public_id("user", person), **({} if what == "validate" else {"reason": "Not at this school."})}
    return office.send(asker, DECIDE[what], input={**given, **more})


def state(office: Office, person: str) -> str:
    """The stored state of a person."""
    ((status,),) = office.rows("SELECT status FROM users WHERE id = %s", public_id("user", person))
    return str(status)


def decisions(office: Office) -> list[tuple[Any, ...]]:
    """Every decision: about whom, by whom, for which country, what, why."""
    return office.rows(
        "SELECT user_id::text, validator_id::text, country, decision, reason FROM validations ORDER BY decided_at, id"
    )


def add_three_of_the_provider(office: Office) -> None:
    """Whoever comes back to life with that role now would be the fourth; `mari` would."""
    lately = datetime.now(UTC)
    office.rows(
        "INSERT INTO assignments (id, key, user_id, role, valid_from)"
        " SELECT gen_random_uuid(), 'p' || id, id, 'PROVIDER', %s FROM users WHERE id = ANY(%s) RETURNING id",
        lately,
        [public_id("user", key) for key in ("anna", "official", "general", "mari")],
    )
