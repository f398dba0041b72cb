"""Consents in few words: to give and withdraw them as somebody, and what came of it.

In: an office, who asks. Out: whole answers, the consents of a payload, whether the public sees a person, the commands
of the audit log.
"""

from __future__ import annotations

from typing import Any

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.office import PUBLIC, Office

CONSENTS = "user { id consents { purpose noticeVersion language givenAt withdrawnAt receipt } }"
GIVE = f"mutation ($input: GiveConsentInput!) {{ giveConsent(input: $input) {{ clientMutationId {CONSENTS} }} }}"
WITHDRAW = f"mutation ($input: WithdrawConsentInput!) {{ withdrawConsent(input: $input) {{ {CONSENTS} }} }}"
UNPUBLISH = f"mutation {{ unpublishMe(input: {{}}) {{ {CONSENTS} }} }}"


def give(office: Office, asker: Asker, purpose: str = "PUBLIC_PROFILE", **more: Any) -> Any:
    return office.send(asker, GIVE, input={"purpose": purpose, "noticeVersion": "esep-nb", "language": "et", **more})


def withdraw(office: Office, asker: Asker, purpose: str = "PUBLIC_PROFILE", **more: Any) -> Any:
    return office.send(asker, WITHDRAW, input={"purpose": purpose, **more})


def consents(answer: Any) -> list[Any]:
    """The consents in the payload of the one command of an answer."""
    assert "errors" not in answer, answer
    (payload,) = answer["data"].values()
    found: list[Any] = payload["user"]["consents"]
    return found


def is_public(office: Office, person: str = "anna") -> bool:
    found = office.send(PUBLIC, "query ($id: ID!) { node(id: $id) { id } }", id=public_id("user", person))
    return found["data"]["node"] is not None


def commands(office: Office) -> list[str]:
    return [entry[3] for entry in office.audit()]
