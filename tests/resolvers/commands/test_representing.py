"""Contact data of representatives: entered by themselves, read by themselves and staff of the Union (DATA-35, A-71)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conformance.reference.askers import Asker
from tests.conformance.worlds.world import public_id
from tests.resolvers.commands.office import ANNA, EACEA, NSO, PUBLIC, Office, codes

SURVEYS = Asker("NSO", "SURVEY", "nso-ee")
PROVIDER = Asker("PROVIDER", "SUPPORT", "provider")
ONESELF = Asker("GENERAL_USER", None, "nso-ee")
SHOWN = "representations { country organisation email phone }"
COMMANDS = {
    name: f"mutation ($input: {name[0].upper()}{name[1:]}Input!) {{ {name}(input: $input) {{ user {{ {SHOWN} }} }} }}"
    for name in ("setMyRepresentation", "removeMyRepresentation")
}
GIVEN = {"organisation": "Haridus- ja Noorteamet", "email": "kontakt@harno.example", "phone": "+372 555"}
SAID = {"country": "EE", **GIVEN}


def send(office: Office, asker: Asker, command: str, /, **given: Any) -> Any:
    return office.send(asker, COMMANDS[command], input=given)


def seen(office: Office, asker: Asker) -> Any:
    """What somebody reads of the representative."""
    document = f"query ($id: ID!) {{ node(id: $id) {{ ... on User {{ {SHOWN} }} }} }}"
    node = office.send(asker, document, id=public_id("user", "nso-ee"))["data"]["node"]
    return None if node is None else node["representations"]


def test_a_representative_says_how_they_are_reached_and_staff_of_the_union_read_it(office: Office) -> None:
    shown = send(office, NSO, "setMyRepresentation", **GIVEN)["data"]["setMyRepresentation"]["user"]
    assert shown == {"representations": [SAID]}
    hidden = (PUBLIC, ANNA, Asker("GENERAL_USER", None, "bert"), Asker("JRC", "COURSE", "jrc"))
    assert [seen(office, asker) for asker in hidden] == [None] * 4
    assert [seen(office, asker) for asker in (NSO, SURVEYS, ONESELF, EACEA, PROVIDER)] == [[SAID]] * 5
    assert [entry[3] for entry in office.audit()] == ["setMyRepresentation"]
    assert office.changes() == [{}]


def test_what_is_said_later_takes_the_place_of_what_was_said_before(office: Office) -> None:
    send(office, NSO, "setMyRepresentation", **GIVEN)
    answer = send(office, SURVEYS, "setMyRepresentation", organisation="Harno", email="uus@harno.example")
    later = {"country": "EE", "organisation": "Harno", "email": "uus@harno.example", "phone": None}
    assert answer["data"]["setMyRepresentation"]["user"]["representations"] == [later]
    assert office.rows("SELECT count(*) FROM representations") == [(1,)]


def test_who_represents_nobody_any_more_deletes_it(office: Office) -> None:
    send(office, NSO, "setMyRepresentation", **GIVEN)
    office.rows("UPDATE assignments SET valid_to = now() WHERE role = 'NSO' RETURNING id")
    assert codes(send(office, NSO, "setMyRepresentation", **GIVEN)) == ["FORBIDDEN"]
    assert codes(send(office, EACEA, "removeMyRepresentation", country="EE")) == []
    assert seen(office, ONESELF) == [SAID]
    for _ in range(2):
        answer = send(office, ONESELF, "removeMyRepresentation", country="EE")
        assert answer["data"]["removeMyRepresentation"]["user"]["representations"] == []
    assert office.rows("SELECT count(*) FROM representations") == [(0,)]
    assert [entry[3] for entry in office.audit()] == ["setMyRepresentation", "removeMyRepresentation"]


@pytest.mark.parametrize("asker", [PUBLIC, ANNA, EACEA, PROVIDER], ids=lambda asker: asker.role)
def test_nobody_else_has_such_data(office: Office, asker: Asker) -> None:
    assert codes(send(office, asker, "setMyRepresentation", **GIVEN)) == [
        "UNAUTHENTICATED" if asker is PUBLIC else "FORBIDDEN"
    ]
    assert office.rows("SELECT count(*) FROM representations") == [(0,)]


def test_all_that_is_wrong_is_said_at_once(office: Office) -> None:
    answer = send(office, NSO, "setMyRepresentation", organisation=" ", email="a@b.example", phone="1" * 51)
    assert [error["extensions"]["field"] for error in answer["errors"]] == ["organisation", "phone"]
    assert office.rows("SELECT count(*) FROM representations") == [(0,)]


def test_nothing_of_it_is_left_of_an_anonymised_person(office: Office) -> None:
    send(office, NSO, "setMyRepresentation", **GIVEN)
    office.real.owner.execute("UPDATE users SET status = 'ANONYMISED' WHERE id = %s", [public_id("user", "nso-ee")])
    assert office.rows("SELECT count(*) FROM representations") == [(0,)]
