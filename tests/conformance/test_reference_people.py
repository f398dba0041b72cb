"""The reference sees persons as the readings say: small worlds, checked by hand, one for each reading."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.conformance.reference.askers import ANONYMOUS, Asker, askers
from tests.conformance.reference.facts import Facts
from tests.conformance.reference.view import View
from tests.conformance.worlds.records import (
    LONG_AGO,
    anonymised,
    assignment,
    consent,
    contact,
    public_user,
    school,
    staff,
    user,
    world,
)
from tests.conformance.worlds.world import Record, World

PEER = Asker("ETWINNER", None, "peer")
SCHOOLS = [school("s1"), school("s2", "NO")]


def seen(subject: World, asker: Asker, key: str) -> set[str] | None:
    """The cells, links and connections that are readable, or None when there is no row."""
    row = View(Facts(subject), asker).row("user", key)
    return None if row is None else {*row.cells, *row.links, *row.connections}


def people(subject: World, asker: Asker) -> set[str]:
    view = View(Facts(subject), asker)
    return {person["key"] for person in subject.of("user") if view.row("user", person["key"]) is not None}


def state(person: Record, now: datetime) -> str:
    return Facts(world(SCHOOLS, person, now=now)).state("u")


@pytest.mark.parametrize(
    ("last", "now", "expected"),
    [
        ("2024-06-15T12:00:00Z", datetime(2025, 6, 15, 12, tzinfo=UTC), "INACTIVE"),
        ("2024-06-15T12:00:00.000001Z", datetime(2025, 6, 15, 12, tzinfo=UTC), "VALIDATED"),
        ("2024-06-15T14:00:00+02:00", datetime(2025, 6, 15, 12, tzinfo=UTC), "INACTIVE"),
        ("2024-02-29T12:00:00Z", datetime(2025, 2, 28, 12, tzinfo=UTC), "INACTIVE"),
        ("2024-02-29T12:00:00.000001Z", datetime(2025, 2, 28, 12, tzinfo=UTC), "VALIDATED"),
        ("2024-02-28T13:00:00Z", datetime(2025, 2, 28, 12, tzinfo=UTC), "VALIDATED"),
        ("2022-06-15T12:00:00Z", datetime(2025, 6, 15, 12, tzinfo=UTC), "ANONYMISED"),
        ("2022-06-15T12:00:00.000001Z", datetime(2025, 6, 15, 12, tzinfo=UTC), "INACTIVE"),
        ("2024-02-29T12:00:00Z", datetime(2027, 2, 28, 12, tzinfo=UTC), "ANONYMISED"),
        ("2030-01-01T00:00:00Z", datetime(2025, 6, 15, 12, tzinfo=UTC), "VALIDATED"),
    ],
)
def test_g15_g58_the_clock_counts_calendar_years_in_utc(last: str, now: datetime, expected: str) -> None:
    assert state(user("u", lastLoginAt=last), now) == expected


def test_g15_without_a_login_the_registration_counts() -> None:
    now = datetime(2025, 6, 15, 12, tzinfo=UTC)
    assert state(user("u", lastLoginAt=None, registeredAt="2024-06-15T12:00:00Z"), now) == "INACTIVE"
    assert state(user("u", lastLoginAt=None, registeredAt="2024-06-16T12:00:00Z"), now) == "VALIDATED"


def test_g15_deactivated_comes_before_the_clock_and_after_anonymised() -> None:
    now = datetime(2025, 6, 15, 12, tzinfo=UTC)
    assert state(user("u", status="DEACTIVATED", lastLoginAt="2024-01-01T00:00:00Z"), now) == "DEACTIVATED"
    assert state(user("u", status="DEACTIVATED", lastLoginAt="2021-01-01T00:00:00Z"), now) == "ANONYMISED"


def test_public_needs_a_visible_person_and_a_live_consent() -> None:
    subject = world(
        SCHOOLS,
        public_user("yes"),
        user("no-consent"),
        public_user("restricted", processingRestricted=True),
        public_user("pending", status="PENDING"),
        public_user("inactive", lastLoginAt="2024-01-01T00:00:00Z"),
        user("withdrawn"),
        consent("withdrawn", withdrawnAt="2025-06-02T00:00:00Z"),
        user("withdrawn-later"),
        consent("withdrawn-later", withdrawnAt="2025-06-15T12:00:00.000001Z"),
        user("withdrawn-now"),
        consent("withdrawn-now", withdrawnAt="2025-06-15T12:00:00Z"),
        user("given-now"),
        consent("given-now", givenAt="2025-06-15T12:00:00Z"),
        user("future"),
        consent("future", givenAt="2025-06-15T12:00:00.000001Z"),
        user("renewed"),
        consent("renewed", givenAt=LONG_AGO, withdrawnAt="2021-01-01T00:00:00Z"),
        consent("renewed", givenAt="2025-01-01T00:00:00Z"),
        user("reversed"),
        consent("reversed", givenAt="2025-03-01T00:00:00Z", withdrawnAt="2025-02-01T00:00:00Z"),
    )
    assert people(subject, ANONYMOUS) == {"yes", "withdrawn-later", "given-now", "renewed"}


def test_g62_the_public_reads_the_allow_list_of_a_person() -> None:
    subject = world(SCHOOLS, public_user("u", picture="u.jpg", username="uu", description="Me"))
    expected = {"firstName", "lastName", "school", "country", "ambassador", "projects"}
    assert seen(subject, ANONYMOUS, "u") == expected


@pytest.mark.parametrize(
    ("version", "ambassador", "expected"),
    [("esep-nb", False, True), ("etwinning-sv", False, False), ("etwinning-sv", True, True)],
)
def test_g24_a_picture_needs_a_consent_to_the_newest_notice_except_for_ambassadors(
    version: str, *, ambassador: bool, expected: bool
) -> None:
    person = public_user("u", picture="u.jpg", ambassador=ambassador)
    cells = seen(world(SCHOOLS, person, consent("u", "PUBLIC_PICTURE", version)), ANONYMOUS, "u")
    assert cells is not None
    assert ("picture" in cells) is expected


def test_a_picture_consent_alone_makes_nobody_public() -> None:
    subject = world(SCHOOLS, user("u"), consent("u", "PUBLIC_PICTURE"))
    assert people(subject, ANONYMOUS) == set()


def test_acc01_a_peer_reads_all_but_address_account_and_consents() -> None:
    subject = world(SCHOOLS, user("peer"), user("u", "s2"), consent("u", "SURVEY"))
    hidden = {"email", "username", "status", "registeredAt", "lastLoginAt"}
    hidden |= {"comments", "consents", "favourites", "representations", "savedSearches"}
    hidden |= {"secondSchool", "secondSchoolStatus"}  # there is none
    own, other = seen(subject, PEER, "peer"), seen(subject, PEER, "u")
    assert own is not None
    assert other is not None
    assert own - other == hidden


def test_g12_g13_ones_own_row_stands_in_every_state_and_role() -> None:
    subject = world(SCHOOLS, user("u", status="REFUSED"), staff("n", "JRC"), user("v", processingRestricted=True))
    everything = seen(subject, Asker("JRC", "COURSE", "n"), "n")
    assert everything is not None
    assert {"email", "consents", "lastLoginAt", "status"} <= everything
    assert people(subject, Asker("GENERAL_USER", None, "u")) == {"u"}
    assert people(subject, Asker("ETWINNER", None, "v")) == {"v"}


def test_g14_each_state_acts_in_its_role() -> None:
    states = ["GENERAL", "PENDING", "VALIDATED", "REFUSED", "DEACTIVATED"]
    subject = world(
        SCHOOLS,
        [user(status, status=status) for status in states],
        user("INACTIVE", lastLoginAt="2024-01-01T00:00:00Z"),
        user("restricted", processingRestricted=True),
        user("gone", lastLoginAt=LONG_AGO),
        anonymised("ANONYMISED"),
    )
    by_role: dict[str, set[str | None]] = {}
    for asker in askers(Facts(subject)):
        by_role.setdefault(asker.role, set()).add(asker.user)
    assert by_role == {
        "ANONYMOUS": {None},
        "ETWINNER": {"VALIDATED", "restricted"},
        "GENERAL_USER": {"GENERAL", "PENDING", "REFUSED", "DEACTIVATED", "INACTIVE"},
    }


def test_g40_an_assignment_counts_from_its_start_until_before_its_end() -> None:
    noon, later = "2025-06-15T12:00:00Z", "2025-06-15T12:00:00.000001Z"
    subject = world(
        SCHOOLS,
        staff("from-now", "NSO", "EE", validFrom=noon),
        staff("from-later", "NSO", "EE", validFrom=later),
        staff("until-now", "NSO", "EE", validTo=noon),
        staff("until-later", "NSO", "EE", validTo=later, purposes=["SURVEY"]),
        [user("pending", status="PENDING"), assignment("pending", "CSS")],
        [user("validated"), assignment("validated", "JRC")],
    )
    acting = {(asker.user, asker.purpose) for asker in askers(Facts(subject)) if asker.purpose is not None}
    assert {person for person, _ in acting} == {"from-now", "until-later", "validated"}
    assert {purpose for person, purpose in acting if person == "until-later"} == {"SURVEY"}
    assert len(acting) == 5 + 1 + 1


PERSONS = [
    *SCHOOLS,
    *staff("nso", "NSO", "EE"),
    *staff("sca", "SCHOOL_AUTHORITY", "EE"),
    *staff("css", "CSS"),
    *staff("pro", "PROVIDER"),
    user("valid"),
    user("pending", status="PENDING"),
    user("refused", status="REFUSED"),
    user("general", status="GENERAL"),
    user("inactive", lastLoginAt="2024-01-01T00:00:00Z"),
    user("off", status="DEACTIVATED"),
    user("restricted", processingRestricted=True),
    anonymised("gone"),
    *public_user("abroad", "s2"),
    user("hidden-abroad", "s2"),
]
STAFF = {"nso", "sca", "css", "pro"}


@pytest.mark.parametrize(
    ("asker", "expected"),
    [
        (Asker("NSO", "VALIDATION", "nso"), {"nso", "valid", "pending", "abroad"}),
        (Asker("SCHOOL_AUTHORITY", "MONITORING", "sca"), {"sca", "valid", "abroad"}),
        (
            Asker("CSS", "SUPPORT", "css"),
            STAFF | {"valid", "pending", "refused", "general", "abroad", "hidden-abroad"},
        ),
        (
            Asker("CSS", "RIGHTS_REQUEST", "css"),
            STAFF
            | {"valid", "pending", "refused", "general", "abroad", "hidden-abroad", "inactive", "off", "restricted"},
        ),
        (Asker("ETWINNER", None, "valid"), {"valid", "abroad", "hidden-abroad"}),
        (Asker("GENERAL_USER", None, "pending"), {"pending", "abroad"}),
    ],
)
def test_g01_g06_g36_g37_who_is_a_row_for_whom(asker: Asker, expected: set[str]) -> None:
    assert people(world(PERSONS), asker) == expected


def test_nat01_nso_and_authority_read_the_core_set_and_the_nso_a_little_more() -> None:
    core = {"firstName", "lastName", "email", "username", "schoolRole", "subjects", "languages", "pupilAges"}
    core |= {"description", "school", "country"}
    subject = world(PERSONS)
    assert seen(subject, Asker("SCHOOL_AUTHORITY", "MONITORING", "sca"), "valid") == core
    extra = {"picture", "ambassador", "projects", "status", "registeredAt"}
    assert seen(subject, Asker("NSO", "SURVEY", "nso"), "pending") is None
    assert seen(subject, Asker("NSO", "VALIDATION", "nso"), "pending") == core | extra


def test_g39_a_region_is_matched_exactly() -> None:
    regions = [school("s1", region="Nord"), school("s2", region="nord"), school("s3", region=None)]
    subject = world(
        regions,
        [user("here", "s1"), user("case", "s2"), user("none", "s3")],
        staff("one", "SCHOOL_AUTHORITY", "EE", region="Nord"),
        staff("all", "SCHOOL_AUTHORITY", "EE"),
    )
    assert people(subject, Asker("SCHOOL_AUTHORITY", "MONITORING", "one")) == {"one", "here"}
    assert people(subject, Asker("SCHOOL_AUTHORITY", "MONITORING", "all")) == {"all", "here", "case", "none"}


def test_g03_newsletter_and_survey_narrow_the_own_country_to_live_consents() -> None:
    subject = world(
        SCHOOLS,
        staff("nso", "NSO", "EE"),
        [user("reader"), consent("reader", "NEWSLETTER_NATIONAL")],
        public_user("public"),
        user("neither"),
        [user("abroad", "s2"), consent("abroad", "NEWSLETTER_NATIONAL")],
    )
    newsletter = Asker("NSO", "NATIONAL_NEWSLETTER", "nso")
    assert people(subject, newsletter) == {"nso", "reader", "public"}
    # The others stay as the public sees them.
    assert seen(subject, newsletter, "public") == seen(subject, ANONYMOUS, "public")
    assert people(subject, Asker("NSO", "SURVEY", "nso")) == {"nso", "public"}


def test_g34_the_switch_empties_a_contact_list_for_peers_only() -> None:
    subject = world(
        SCHOOLS,
        user("peer"),
        user("shy", hideContacts=True),
        user("friend"),
        user("pending", status="PENDING"),
        [contact("shy", "friend"), contact("shy", "pending"), contact("peer", "friend")],
        staff("css", "CSS"),
    )

    def contacts(asker: Asker, key: str) -> set[str]:
        view = View(Facts(subject), asker)
        row = view.row("user", key)
        assert row is not None
        return {found.cells["firstName"] for found in row.connection("contacts")}

    assert contacts(PEER, "shy") == set()
    assert contacts(Asker("ETWINNER", None, "friend"), "peer") == {"First friend"}
    assert contacts(Asker("ETWINNER", None, "shy"), "shy") == {"First friend"}
    assert contacts(Asker("CSS", "SUPPORT", "css"), "shy") == {"First friend", "First pending"}
