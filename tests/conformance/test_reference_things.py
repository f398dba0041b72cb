"""The reference sees schools, projects and areas as the readings say: small worlds, checked by hand."""

from __future__ import annotations

import pytest

from tests.conformance.reference.askers import ANONYMOUS, Asker
from tests.conformance.reference.facts import Facts
from tests.conformance.reference.view import View
from tests.conformance.worlds.records import (
    TODAY,
    TOMORROW,
    anonymised,
    event,
    group,
    member,
    partner,
    project,
    public_user,
    school,
    staff,
    twinspace,
    user,
    world,
)
from tests.conformance.worlds.world import World

SCHOOLS = [school("s1"), school("s2", "NO"), school("s3", "HU")]
PUBLIC_SCHOOL = {"officialName", "city", "region", "country", "users"}
PUBLIC_PROJECT = {"title", "description", "languages", "pupilAges", "registeredOn", "closedOn"}


def keys(subject: World, asker: Asker, kind: str) -> set[str]:
    view = View(Facts(subject), asker)
    return {record["key"] for record in subject.of(kind) if view.row(kind, record["key"]) is not None}


def seen(subject: World, asker: Asker, kind: str, key: str) -> set[str]:
    row = View(Facts(subject), asker).row(kind, key)
    assert row is not None
    return {*row.cells}


def entries(subject: World, asker: Asker, kind: str, key: str, connection: str) -> dict[str, dict[str, object]]:
    """The entries of a project or an area: first name of the person → cells, with the school's name."""
    row = View(Facts(subject), asker).row(kind, key)
    assert row is not None
    found: dict[str, dict[str, object]] = {}
    for entry in row.connection(connection):
        person, through = entry.link("user"), entry.link("school")
        assert person is not None
        found[person.cells["firstName"]] = entry.cells | {"school": through and through.cells["officialName"]}
    return found


def test_a_school_is_public_by_its_public_people_and_by_public_projects_through_it() -> None:
    subject = world(
        [*SCHOOLS, school("s4"), school("s5")],
        public_user("u", "s1"),
        user("hidden", "s3"),
        [project("p"), partner("p", "u", "s2"), partner("p", "hidden", "s3")],
        [project("draft", "DRAFT"), partner("draft", "u", "s4")],
    )
    assert keys(subject, ANONYMOUS, "school") == {"s1", "s2"}
    assert seen(subject, ANONYMOUS, "school", "s2") == PUBLIC_SCHOOL - {"users"}


def test_g11_the_own_school_gives_all_but_the_head_to_every_state() -> None:
    subject = world([school("s1", head={"email": "h@s.example"}), school("s2")], user("u", status="REFUSED"))
    own = Asker("GENERAL_USER", None, "u")
    assert keys(subject, own, "school") == {"s1"}
    assert seen(subject, own, "school", "s1") == PUBLIC_SCHOOL - {"users"} | {"address", "email", "status"}


def test_g53_the_head_is_shown_to_whoever_supplied_it_and_to_staff() -> None:
    subject = world(
        [school("s1", head={"firstName": "H"}, headSuppliedBy="u"), school("s2", "NO")],
        user("u"),
        user("colleague"),
        staff("here", "NSO", "EE"),
        staff("there", "NSO", "NO"),
        staff("sca", "SCHOOL_AUTHORITY", "EE"),
    )
    assert "head" in seen(subject, Asker("ETWINNER", None, "u"), "school", "s1")
    assert "head" not in seen(subject, Asker("ETWINNER", None, "colleague"), "school", "s1")
    assert "head" in seen(subject, Asker("NSO", "SURVEY", "here"), "school", "s1")
    assert "head" in seen(subject, Asker("SCHOOL_AUTHORITY", "MONITORING", "sca"), "school", "s1")
    assert keys(subject, Asker("NSO", "SURVEY", "there"), "school") == {"s2"}


@pytest.mark.parametrize("email", ["HEAD@s1.example", "U@PEOPLE.example"])
def test_g08_a_school_address_that_is_a_person_s_is_null_but_for_eu_staff_and_the_own_nso(email: str) -> None:
    subject = world(
        [school("s1", email=email, head={"email": "head@s1.example"})],
        user("u"),
        staff("nso", "NSO", "EE"),
        staff("sca", "SCHOOL_AUTHORITY", "EE"),
        staff("com", "COMMISSION"),
    )
    for hidden in (Asker("ETWINNER", None, "u"), Asker("SCHOOL_AUTHORITY", "MONITORING", "sca")):
        assert "email" not in seen(subject, hidden, "school", "s1")
    for shown in (Asker("NSO", "SURVEY", "nso"), Asker("COMMISSION", "OPERATION", "com")):
        assert "email" in seen(subject, shown, "school", "s1")


def test_g08_looks_at_the_people_of_that_very_school() -> None:
    subject = world([school("s1", email="u@people.example"), school("s2")], user("u", "s2"), user("peer"))
    assert "email" in seen(subject, Asker("ETWINNER", None, "peer"), "school", "s1")


def test_a_project_is_public_when_published_not_draft_and_with_a_public_partner() -> None:
    subject = world(
        SCHOOLS,
        public_user("u"),
        user("hidden"),
        [project("yes"), partner("yes", "u")],
        [project("draft", "DRAFT"), partner("draft", "u")],
        [project("unpublished", publishedAt=None), partner("unpublished", "u")],
        [project("now", publishedAt="2025-06-15T12:00:00Z"), partner("now", "u")],
        [project("later", publishedAt="2025-06-15T12:00:00.000001Z"), partner("later", "u")],
        [project("nobody"), partner("nobody", "hidden")],
        [project("left"), partner("left", "u", leftOn=TODAY)],
        [project("leaves"), partner("leaves", "u", leftOn=TOMORROW)],
        project("empty"),
    )
    assert keys(subject, ANONYMOUS, "project") == {"yes", "now", "leaves"}
    assert seen(subject, ANONYMOUS, "project", "yes") == PUBLIC_PROJECT
    peer = Asker("ETWINNER", None, "hidden")
    assert keys(subject, peer, "project") == {record["key"] for record in subject.of("project")} - {"draft"}
    assert seen(subject, peer, "project", "empty") == PUBLIC_PROJECT | {"status", "published"}


def test_g04_who_has_a_draft_and_who_reads_its_state() -> None:
    subject = world(
        SCHOOLS,
        [user("in"), user("out"), user("space"), user("gone")],
        user("pending", "s3", status="PENDING"),
        [project("d", "DRAFT"), partner("d", "in"), partner("d", "gone", leftOn=TODAY), partner("d", "pending", "s3")],
        [twinspace("t", "d"), member("twinspace", "t", "space")],
        staff("ee", "NSO", "EE"),
        staff("hu", "NSO", "HU"),
        staff("no", "NSO", "NO"),
        staff("sca", "SCHOOL_AUTHORITY", "EE"),
        staff("jrc", "JRC"),
        staff("pro", "PROVIDER"),
    )
    for asker in (
        *(Asker("ETWINNER", None, "in"), Asker("ETWINNER", None, "space"), Asker("GENERAL_USER", None, "pending")),
        *(Asker("NSO", "SURVEY", "ee"), Asker("NSO", "VALIDATION", "hu"), Asker("PROVIDER", "OPERATION", "pro")),
    ):
        assert {"status", "published"} <= seen(subject, asker, "project", "d")
    for asker in (
        *(Asker("ETWINNER", None, "out"), Asker("ETWINNER", None, "gone"), Asker("NSO", "SURVEY", "no")),
        *(Asker("SCHOOL_AUTHORITY", "MONITORING", "sca"), Asker("JRC", "COURSE", "jrc"), ANONYMOUS),
    ):
        assert keys(subject, asker, "project") == set()


def test_g06_a_pending_partner_opens_a_project_to_the_nso_only() -> None:
    subject = world(
        SCHOOLS,
        user("pending", status="PENDING"),
        [project("p"), partner("p", "pending")],
        staff("nso", "NSO", "EE"),
        staff("sca", "SCHOOL_AUTHORITY", "EE"),
    )
    assert keys(subject, Asker("NSO", "NATIONAL_NEWSLETTER", "nso"), "project") == {"p"}
    assert keys(subject, Asker("SCHOOL_AUTHORITY", "MONITORING", "sca"), "project") == set()


def test_g19_g20_entries_stand_with_their_users() -> None:
    subject = world(
        SCHOOLS,
        public_user("public", "s2"),
        [user("own"), user("hidden", "s2"), user("restricted", processingRestricted=True), anonymised("nobody")],
        project("p"),
        [partner("p", "public", "s3"), partner("p", "own"), partner("p", "hidden", "s2", joinedOn=None)],
        [partner("p", "restricted"), partner("p", "nobody")],
        staff("nso", "NSO", "EE"),
    )
    # The school of the partnership, which the project made public, not that of the user.
    assert entries(subject, ANONYMOUS, "project", "p", "partners") == {
        "First public": {"role": "PARTNER", "country": "HU", "school": "School s3"}
    }
    national = entries(subject, Asker("NSO", "SURVEY", "nso"), "project", "p", "partners")
    assert set(national) == {"First public"}  # nobody of the own country has consented to surveys
    national = entries(subject, Asker("NSO", "VALIDATION", "nso"), "project", "p", "partners")
    assert set(national) == {"First public", "First own"}
    assert "joinedOn" in national["First own"]
    assert "joinedOn" not in national["First public"]
    mine = entries(subject, Asker("ETWINNER", None, "restricted"), "project", "p", "partners")
    assert set(mine) == {"First public", "First own", "First hidden", "First restricted"}


def test_g19_school_and_country_of_an_entry_are_null_when_that_school_is_hidden() -> None:
    subject = world(
        SCHOOLS,
        [user("mine", status="PENDING"), *public_user("public", "s2")],
        [project("p", publishedAt=None), partner("p", "mine"), partner("p", "public", "s3")],
    )
    found = entries(subject, Asker("GENERAL_USER", None, "mine"), "project", "p", "partners")
    assert found["First public"] == {"role": "PARTNER", "country": None, "school": None}


def test_g22_projects_of_a_user() -> None:
    subject = world(
        SCHOOLS,
        public_user("u"),
        [user("peer"), user("pending", status="PENDING")],
        [project("public"), partner("public", "u")],
        [project("unpublished", publishedAt=None), partner("unpublished", "u"), partner("unpublished", "pending")],
        [project("draft", "DRAFT"), partner("draft", "u")],
    )

    def titles(asker: Asker) -> set[str]:
        row = View(Facts(subject), asker).row("user", "u")
        assert row is not None
        return {found.cells["title"] for found in row.connection("projects")}

    assert titles(ANONYMOUS) == {"Project public"}
    assert titles(Asker("GENERAL_USER", None, "pending")) == {"Project public"}
    assert titles(Asker("ETWINNER", None, "peer")) == {"Project public", "Project unpublished"}
    assert titles(Asker("ETWINNER", None, "u")) == {"Project public", "Project unpublished", "Project draft"}


AREAS = [
    *SCHOOLS,
    *[user("in"), user("out"), user("pending", status="PENDING"), user("abroad", "s2")],
    *[group("g"), event("e", "EE"), event("f", "NO"), project("p"), twinspace("t", "p"), partner("p", "in")],
    *[member("group", "g", "in", "OWNER"), member("group", "g", "pending")],
    *[member("event", "e", "in"), member("event", "e", "pending"), member("event", "e", "abroad")],
    *staff("nso", "NSO", "EE"),
    *staff("eacea", "EACEA"),
]


def test_g35_groups_and_events_are_open_to_etwinners_and_members_to_members() -> None:
    subject = world(AREAS)
    inside, outside = Asker("ETWINNER", None, "in"), Asker("ETWINNER", None, "out")
    assert keys(subject, outside, "group") | keys(subject, outside, "event") == {"g", "e", "f"}
    assert entries(subject, outside, "group", "g", "members") == {}
    assert set(entries(subject, inside, "group", "g", "members")) == {"First in"}  # the pending one is hidden
    assert set(entries(subject, inside, "event", "e", "members")) == {"First in", "First abroad"}
    assert keys(subject, outside, "twinspace") == set()
    assert keys(subject, inside, "twinspace") == {"t"}


def test_g35_another_viewer_s_membership_opens_title_description_and_the_own_entry() -> None:
    subject = world(AREAS)
    asker = Asker("GENERAL_USER", None, "pending")
    assert keys(subject, asker, "group") | keys(subject, asker, "event") == {"g", "e"}
    assert seen(subject, asker, "event", "e") == {"title", "description"}
    own = entries(subject, asker, "group", "g", "members")
    assert set(own) == {"First pending"}
    assert own["First pending"]["role"] == "MEMBER"


def test_g23_with_national_events_the_nso_sees_events_of_its_country_with_its_users() -> None:
    subject = world(AREAS)
    asker = Asker("NSO", "NATIONAL_EVENTS", "nso")
    assert keys(subject, asker, "event") == {"e"}
    assert keys(subject, asker, "group") == set()
    assert seen(subject, asker, "event", "e") == {"title", "startsAt", "endsAt"}
    found = entries(subject, asker, "event", "e", "members")
    assert found == {"First in": {"school": None}, "First pending": {"school": None}}
    assert keys(subject, Asker("NSO", "VALIDATION", "nso"), "event") == set()


def test_eu_staff_read_every_area_and_the_members_who_are_rows_for_them() -> None:
    subject = world(AREAS)
    asker = Asker("EACEA", "OPERATION", "eacea")
    assert keys(subject, asker, "twinspace") == {"t"}
    assert seen(subject, asker, "event", "e") == {"title", "description", "startsAt", "endsAt", "online", "country"}
    assert set(entries(subject, asker, "event", "e", "members")) == {"First in", "First pending", "First abroad"}


@pytest.mark.parametrize(
    ("recorded", "left", "expected"),
    [
        (None, None, {"role": "MEMBER"}),
        ("OWNER", None, {"role": "OWNER"}),
        ("OWNER", TOMORROW, {"role": "OWNER"}),
        ("OWNER", TODAY, {"role": "MEMBER"}),
    ],
)
def test_g35_a_partner_is_a_member_of_the_twinspace(
    recorded: str | None, left: str | None, expected: dict[str, str]
) -> None:
    line = [] if recorded is None else [member("twinspace", "t", "u", recorded, leftOn=left)]
    subject = world(SCHOOLS, user("u"), project("p"), twinspace("t", "p"), partner("p", "u"), line)
    found = entries(subject, Asker("ETWINNER", None, "u"), "twinspace", "t", "members")
    assert found["First u"]["role"] == expected["role"]


def test_g35_a_former_partner_is_no_member() -> None:
    subject = world(SCHOOLS, user("u"), project("p"), twinspace("t", "p"), partner("p", "u", leftOn=TODAY))
    assert keys(subject, Asker("ETWINNER", None, "u"), "twinspace") == set()
