"""What records have wrong together, in one file or with what the database holds; the line and field are named."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.errors import Misconfigured
from tests.transfer.conftest import Importer
from tests.transfer.world import (
    Record,
    account,
    assignment,
    consent,
    contact,
    group,
    member,
    partner,
    post,
    project,
    school,
    thread,
    twinspace,
    user,
)

WORLD = [school(), user(), account("u2"), account("u3"), project(), group()]
"""What the records of the tables below may refer to."""


def places(importer: Importer, *lines: Record) -> list[tuple[int, str]]:
    return [(problem.line, problem.field) for problem in importer.refused(lines)]


REFERENCES = [
    (school("s2", headSuppliedBy="nobody"), "headSuppliedBy"),
    (user("u9", school="nowhere"), "school"),
    (consent(user="nobody"), "user"),
    (assignment(user="nobody"), "user"),
    (assignment(organisation="nowhere"), "organisation"),
    (partner(project="nothing"), "project"),
    (partner(user="nobody"), "user"),
    (partner(school="nowhere"), "school"),
    (contact(user="nobody"), "user"),
    (contact(contact="nobody"), "contact"),
    (twinspace(project="nothing"), "project"),
    (member(area={"kind": "group", "key": "nothing"}), "area"),
    (member(area={"kind": "event", "key": "g1"}), "area"),
    (member(user="nobody"), "user"),
    (thread(area={"kind": "twinspace", "key": "g1"}), "area"),
    (thread(area={"kind": "group", "key": "g1"}, author="nobody"), "author"),
    (post(thread="nothing", author=None), "thread"),
]


@pytest.mark.parametrize(("record", "field"), REFERENCES, ids=[f"{record['kind']}-{at}" for record, at in REFERENCES])
def test_a_reference_leads_to_a_record_of_the_file_or_the_database(
    importer: Importer, record: Record, field: str
) -> None:
    assert places(importer, record, *WORLD) == [(1, field)]
    importer(WORLD)
    assert places(importer, record) == [(1, field)]


def test_a_reference_to_a_record_that_is_wrong_itself_is_not_wrong_too(importer: Importer) -> None:
    assert places(importer, school(country="Estonia"), user(), consent()) == [(1, "country")]


TOGETHER = [
    ([group("g2"), group("g2", title="other")], [(2, "key")]),
    ([group("g2"), group("g2"), group("g2")], [(2, "key"), (3, "key")]),
    ([group("é"), group("e\u0301")], [(2, "key")]),
    ([account("u4", email="A@example.org"), account("u5", email="a@EXAMPLE.org")], [(2, "email")]),
    ([account("u4", email="ß@example.org"), account("u5", email="SS@example.org")], [(2, "email")]),
    ([account("u4", email="é@example.org"), account("u5", email="e\u0301@example.org")], [(2, "email")]),
    ([twinspace(), twinspace("t2")], [(2, "project")]),
    ([partner(), partner("pp2", role="PARTNER", leftOn="2024-01-01")], [(2, "user")]),
    ([contact(), contact("k2")], [(2, "contact")]),
    ([member(), member("m2", leftOn="2024-01-01")], [(2, "user")]),
    ([assignment(), assignment("a2", country="LV")], [(2, "role")]),
]


@pytest.mark.parametrize(("lines", "expected"), TOGETHER)
def test_two_records_of_a_file_do_not_exclude_each_other(
    importer: Importer, lines: list[Record], expected: list[tuple[int, str]]
) -> None:
    assert places(importer, *lines, *WORLD) == expected


@pytest.mark.parametrize(
    ("lines", "expected"), [(lines, expected) for lines, expected in TOGETHER if expected != [(2, "key"), (3, "key")]]
)
def test_a_record_does_not_exclude_one_of_the_database(
    importer: Importer, lines: list[Record], expected: list[tuple[int, str]]
) -> None:
    first, second = lines
    importer([*WORLD, first])
    if expected == [(2, "key")]:
        assert importer([second]).counts["group"] == 1
    else:
        assert places(importer, second) == [(1, expected[0][1])]


OPPOSITE = [
    contact("k2", user="u2", contact="u1"),
    partner("pp2", user="u2"),
    member("m2", user="u2"),
    assignment("a2", role="CSS"),
    assignment("a2", user="u3"),
    assignment("a2", validFrom="2026-01-01T00:00:00Z"),
    assignment("a2", validTo="2025-03-01T12:00:00Z"),
    assignment("a2", user="u1", role="NSO"),
]


@pytest.mark.parametrize("record", OPPOSITE, ids=str)
def test_what_is_only_similar_is_allowed(importer: Importer, record: Record) -> None:
    importer([*WORLD, contact(), partner(), member(), assignment(), record])
    assert importer.rows("SELECT count(*) FROM users") == [(3,)]


def test_two_records_may_change_places(importer: Importer) -> None:
    pair = [
        *(account("u4", email="a@example.org"), account("u5", email="b@example.org")),
        *(project("p2"), twinspace(), twinspace("t2", project="p2")),
        *(
            partner(),
            partner("pp2", user="u2"),
            contact(),
            contact("k2", contact="u3"),
            member(),
            member("m2", user="u2"),
        ),
    ]
    importer([*WORLD, *pair])
    importer(
        [
            *(account("u4", email="b@example.org"), account("u5", email="a@example.org")),
            *(twinspace(project="p2"), twinspace("t2")),
            *(
                partner(user="u2"),
                partner("pp2"),
                contact(contact="u3"),
                contact("k2"),
                member(user="u2"),
                member("m2"),
            ),
        ]
    )
    assert importer.rows("SELECT key, email FROM users WHERE key IN ('u4', 'u5') ORDER BY key") == [
        ("u4", "b@example.org"),
        ("u5", "a@example.org"),
    ]
    assert importer.rows(
        "SELECT areas.key, projects.key FROM areas JOIN projects ON projects.id = project_id ORDER BY 1"
    ) == [("t1", "p2"), ("t2", "p1")]
    assert importer.rows(
        "SELECT partners.key, users.key FROM partners JOIN users ON users.id = user_id ORDER BY 1"
    ) == [("pp1", "u2"), ("pp2", "u1")]
    assert importer.rows(
        "SELECT contacts.key, users.key FROM contacts JOIN users ON users.id = contact_id ORDER BY 1"
    ) == [("k1", "u3"), ("k2", "u2")]
    assert importer.rows(
        "SELECT members.key, users.key FROM members JOIN users ON users.id = user_id WHERE NOT implied ORDER BY 1"
    ) == [("m1", "u2"), ("m2", "u1")]


def test_an_address_that_its_owner_gives_up_may_be_taken(importer: Importer) -> None:
    importer([account("u1"), account("u2")])
    importer([account("u2", email="u1@example.org"), account("u1", email="new@example.org")])
    assert places(importer, account("u3", email="U1@example.org")) == [(1, "email")]


class TestAuthority:
    """Live assignments are counted with the accounts as the file leaves them."""

    DEAD = (
        account("u2", status="DEACTIVATED"),
        account("u2", registeredAt="2024-03-01T12:00:00Z"),
        account("u2", registeredAt="2020-01-01T00:00:00Z", lastLoginAt="2024-02-29T12:00:00Z"),
        {"kind": "user", "key": "u2", "status": "ANONYMISED"},
    )

    @pytest.mark.parametrize("dead", DEAD, ids=lambda record: f"{record['status']}-{record.get('registeredAt')}")
    def test_an_account_without_access_has_no_live_assignment(self, importer: Importer, dead: Record) -> None:
        importer([dead, assignment(), assignment("a2")])
        assert importer.rows("SELECT count(*) FROM assignments") == [(2,)]

    @pytest.mark.parametrize("dead", DEAD, ids=lambda record: f"{record['status']}-{record.get('registeredAt')}")
    def test_an_account_that_comes_back_must_not_have_two(self, importer: Importer, dead: Record) -> None:
        importer([dead, assignment(), assignment("a2")])
        assert places(importer, account("u3"), account("u2")) == [(2, "status")]

    def test_an_account_one_microsecond_before_its_year_ends_is_live(self, importer: Importer) -> None:
        living = account("u2", registeredAt="2024-03-01T12:00:00.000001Z")
        assert places(importer, living, assignment(), assignment("a2")) == [(3, "role")]

    def test_a_fourth_provider_to_come_is_refused(self, importer: Importer) -> None:
        """Of now, lines speak; of every later instant, the database does, by its own clock."""
        recent = {"lastLoginAt": datetime.now(UTC).isoformat()}
        accounts = [account(f"u{number}", **recent) for number in range(1, 5)]
        providers = [
            assignment(f"a{number}", user=f"u{number}", role="PROVIDER", country=None, validFrom="2190-01-01T00:00:00Z")
            for number in range(1, 5)
        ]
        with pytest.raises(Misconfigured, match="four assignments of PROVIDER"):
            importer([*accounts, *providers])
        assert importer.contents()["assignments"] == []
        importer([*accounts, *providers[:3]])

    def test_a_fourth_live_provider_is_refused(self, importer: Importer) -> None:
        accounts = [account(f"u{number}") for number in range(1, 6)]
        providers = [
            assignment(f"a{number}", user=f"u{number}", role="PROVIDER", country=None) for number in range(1, 6)
        ]
        assert places(importer, *accounts, *providers) == [(9, "role"), (10, "role")]
        importer([*accounts, *providers[:3]])
        assert places(importer, providers[0], providers[4]) == [(2, "role")]
        importer([providers[0] | {"validTo": "2025-01-01T00:00:00Z"}, providers[4]])
        importer([*accounts, *providers[1:3], providers[4]])

    def test_an_assignment_that_ends_makes_room_for_another(self, importer: Importer) -> None:
        importer([account("u2"), assignment()])
        importer([assignment("a2", country="LV"), assignment(validTo="2025-03-01T12:00:00Z")])
        assert importer.rows("SELECT key FROM assignments WHERE valid_to IS NULL") == [("a2",)]


def test_a_database_filled_with_another_secret_is_not_mixed(importer: Importer) -> None:
    importer([account("u1"), group()])
    problems = importer.refused([account("u1"), group(), account("u9")], secret=b"another secret")
    assert [(problem.line, problem.field) for problem in problems if "SECRET" in problem.message] == [
        (1, "key"),
        (2, "key"),
    ]
