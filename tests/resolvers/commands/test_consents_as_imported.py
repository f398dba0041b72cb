"""When a consent was live is the same whether it was given and withdrawn here or imported: one place computes it."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from app.database.vocabulary import ConsentPurpose
from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.records import consent
from tests.conformance.worlds.world import Record, World, public_id
from tests.resolvers.commands.office import Office, codes, made_of

PEOPLE = ("anna", "bert")
STEPS = 15
GIVE = "mutation ($input: GiveConsentInput!) { giveConsent(input: $input) { clientMutationId } }"
WITHDRAW = "mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { clientMutationId } }"
UNPUBLISH = "mutation ($input: UnpublishMeInput!) { unpublishMe(input: $input) { clientMutationId } }"


def periods(office: Office) -> list[tuple[Any, ...]]:
    return office.rows(
        "SELECT key, public_profile::text, public_picture::text, public_picture_esep::text, newsletter_national::text,"
        " survey::text FROM users ORDER BY key"
    )


def records(office: Office) -> list[Record]:
    """The consents as an import file has them."""
    rows = office.rows(
        "SELECT users.key, purpose, notice_version, language, given_at, withdrawn_at"
        " FROM consents JOIN users ON users.id = user_id"
    )
    return [
        consent(user, purpose, notice, key=f"c{number}", language=language)
        | {"givenAt": given.isoformat(), "withdrawnAt": None if ended is None else ended.isoformat()}
        for number, (user, purpose, notice, language, given, ended) in enumerate(rows)
    ]


@pytest.mark.parametrize("seed", range(4))
def test_the_same_consents_leave_the_same_periods(office: Office, seed: int) -> None:
    now, choose = datetime.now(UTC), Random(seed)
    older = [
        consent("anna", "PUBLIC_PICTURE", "etwinning-sv"),
        consent("bert", "SURVEY", withdrawnAt="2999-01-01T00:00:00Z"),
        consent("bert", "PUBLIC_PROFILE", givenAt="2998-01-01T00:00:00Z"),
    ]
    office.real.load(World((*made_of(now).records, *older), now))
    for _ in range(STEPS):
        purpose = choose.choice([*ConsentPurpose])
        document, given = choose.choice(
            [
                (GIVE, {"purpose": purpose, "noticeVersion": "esep-nb", "language": "et"}),
                (WITHDRAW, {"purpose": purpose}),
                (UNPUBLISH, {}),
            ]
        )
        asker = Asker("GENERAL_USER", None, choose.choice(PEOPLE))
        assert codes(office.send(asker, document, input=given)) == []
    here, written = periods(office), records(office)
    assert [row for row in here if row[0] in PEOPLE and set(row[1:]) != {"{}"}], "somebody has consented"
    office.real.load(World((*made_of(now).records, *written), now))
    assert periods(office) == here


def test_a_file_of_an_earlier_day_gives_no_withdrawn_consent_back(office: Office) -> None:
    now = datetime.now(UTC)
    world = World((*made_of(now).records, consent("anna")), now)
    office.real.load(world)
    asker = Asker("GENERAL_USER", None, "anna")
    assert codes(office.send(asker, WITHDRAW, input={"purpose": "PUBLIC_PROFILE"})) == []
    before = periods(office)
    office.real.bring(world)
    assert periods(office) == before
    assert office.rows("SELECT withdrawn_channel, withdrawn_at IS NULL FROM consents") == [("API", False)]
    found = office.send(Asker(), "query ($id: ID!) { node(id: $id) { id } }", id=public_id("user", "anna"))
    assert found == {"data": {"node": None}}
