"""What a merge of schools must not do: show the address of a person, or merge a school that nobody has named.

Source: G-08, NAT-14; docs/decisions/0083.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.conformance.worlds.records import school, user
from tests.conformance.worlds.world import World, public_id
from tests.resolvers.commands.office import ANNA, Office, codes
from tests.resolvers.commands.registering import LATVIA, registrations
from tests.resolvers.commands.test_merging import merge, node

KEPT, GONE, THIRD = (public_id("school", key) for key in ("kept", "gone", "third"))
HELMI = {"firstName": "Helmi", "lastName": "Põld", "email": "helmi@private.example"}
JAAN = {"firstName": "Jaan", "lastName": "Tamm", "email": "jaan@private.example"}


def load(offices: Office, **gone: Any) -> Office:
    """The world of registrations with a school that has a head and no address, another one, and a third."""
    now = datetime.now(UTC)
    lately = now.isoformat()
    more = [
        school("kept", "EE", head=JAAN, headSuppliedBy="liisa"),
        school("gone", "EE", **gone),
        school("third", "EE"),
        user("liisa", "gone", lastLoginAt=lately),
        user("moved", "s2", "PENDING", lastLoginAt=lately),
    ]
    offices.real.load(World((*registrations(now).records, *more), now))
    return offices


@pytest.mark.parametrize(
    "gone",
    [
        {"head": HELMI, "headSuppliedBy": "liisa", "email": "Helmi@private.example"},
        {"status": "REFUSED", "email": "moved@people.example"},
        {"status": "PENDING", "email": "moved@people.example"},
        {"email": "kool@double.example"},
    ],
    ids=["of a head who is forgotten", "of who described a refused one", "of who described a new one", "of a school"],
)
def test_the_address_of_an_absorbed_school_is_shown_to_nobody(offices: Office, gone: dict[str, Any]) -> None:
    """Whether it is a person's may be known nowhere any more, or depend on people who are hidden."""
    office = load(offices, **gone)
    answer = merge(office, into=KEPT, gone=GONE)
    assert answer["data"]["mergeSchools"]["school"]["email"] is None
    assert node(office, ANNA, KEPT, "email")["data"]["node"] == {"email": None}
    stored = office.rows("SELECT email, email_key, email_folded, terms::text FROM schools WHERE id = %s", KEPT)
    kept = office.rows("SELECT terms::text FROM schools WHERE id = %s", THIRD)
    assert stored[0][:3] == (None, None, None)
    # Nor is it searched by: the signs of an address have a letter of their own.
    assert "'E" not in stored[0][3]
    assert "'N" in kept[0][0]


def test_the_address_that_a_school_has_stays(offices: Office) -> None:
    office = load(offices, email="kool@double.example")
    answer = merge(office, into=GONE, gone=KEPT)
    assert answer["data"]["mergeSchools"]["school"]["email"] == "kool@double.example"
    assert node(office, ANNA, GONE, "email")["data"]["node"] == {"email": "kool@double.example"}


def test_a_former_id_does_not_name_the_school_that_goes(offices: Office) -> None:
    """Who read the schools before a merge would let the one that was kept go, with all its people."""
    office = load(offices)
    assert codes(merge(office, into=KEPT, gone=GONE)) == []
    assert codes(merge(office, into=THIRD, gone=GONE)) == ["CONFLICT"]
    assert office.rows("SELECT id::text FROM schools WHERE id = %s", KEPT) == [(KEPT,)]
    assert len(office.audit()) == 1
    for former in (GONE, KEPT):
        assert node(office, ANNA, former)["data"]["node"]["id"] == KEPT


def test_a_former_id_names_the_school_that_stays(offices: Office) -> None:
    """What goes is what was named, into the school that was meant, wherever that is now."""
    office = load(offices)
    assert codes(merge(office, into=KEPT, gone=GONE)) == []
    assert merge(office, into=GONE, gone=THIRD)["data"]["mergeSchools"]["school"]["id"] == KEPT
    assert office.rows("SELECT id FROM schools WHERE id = %s", THIRD) == []


def test_whom_it_does_not_concern_is_not_told_that_an_id_is_a_former_one(offices: Office) -> None:
    office = load(offices)
    before = [merge(office, asker, into=THIRD, gone=GONE) for asker in (LATVIA, ANNA)]
    assert codes(merge(office, into=KEPT, gone=GONE)) == []
    assert [merge(office, asker, into=THIRD, gone=GONE) for asker in (LATVIA, ANNA)] == before
    assert [codes(one) for one in before] == [["NOT_FOUND"], ["FORBIDDEN"]]
