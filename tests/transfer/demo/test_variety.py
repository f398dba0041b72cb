"""What the demo data shows: every state, every combination of consents, every kind of project, school and contact."""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import product
from pathlib import Path

from tests.transfer.demo.reading import Demo

PURPOSES = ("PUBLIC_PROFILE", "PUBLIC_PICTURE", "NEWSLETTER_NATIONAL", "SURVEY")
NOTICES = {"esep-nb", "etwinning-sv", "etwinning-et", "etwinning-hu", "etwinning-lv"}
FIVE = {"LV", "EE", "NO", "SE", "HU"}
COUNTRIES = Path(__file__).resolve().parents[3] / "policy" / "countries.toml"


def test_every_state_occurs_in_its_share(demo: Demo) -> None:
    states = Counter(demo.state(user) for user in demo.kinds["user"])
    everybody = sum(states.values())
    assert set(states) == {
        *("GENERAL", "PENDING", "VALIDATED", "REFUSED", "DEACTIVATED", "ANONYMISED"),
        *("INACTIVE", "RESTRICTED", "FORGOTTEN"),
    }
    assert 0.70 < states["VALIDATED"] / everybody < 0.80
    assert 0.07 < states["PENDING"] / everybody < 0.09
    assert min(states.values()) >= 10


def test_general_users_with_and_without_a_school(demo: Demo) -> None:
    general = [user for user in demo.kinds["user"] if user["status"] == "GENERAL" and user["key"].startswith("u")]
    with_school = [user for user in general if user.get("school")]
    assert len(with_school) >= 10
    assert len(general) - len(with_school) >= 10


def test_about_two_in_five_active_users_are_public(demo: Demo) -> None:
    active = [user for user in demo.kinds["user"] if demo.is_visible(user)]
    assert 0.33 < sum(demo.is_public(user) for user in active) / len(active) < 0.47


def test_every_combination_of_consents_occurs_among_active_users(demo: Demo) -> None:
    active = [user["key"] for user in demo.kinds["user"] if demo.is_visible(user)]
    found = {tuple(demo.consent(key, purpose) for purpose in PURPOSES) for key in active}
    assert found == set(product(("NONE", "LIVE", "WITHDRAWN", "RENEWED"), repeat=len(PURPOSES)))


def test_every_state_but_anonymised_occurs_with_and_without_a_public_consent(demo: Demo) -> None:
    live = {"LIVE", "RENEWED"}
    found = {
        (demo.state(user), demo.consent(user["key"], "PUBLIC_PROFILE") in live)
        for user in demo.kinds["user"]
        if user["status"] != "ANONYMISED"
    }
    states = {state for state, _ in found}
    assert found == set(product(states, (True, False)))


def test_consents_under_every_notice_and_of_every_purpose(demo: Demo) -> None:
    assert {consent["noticeVersion"] for consent in demo.kinds["consent"]} == NOTICES
    assert {consent["purpose"] for consent in demo.kinds["consent"]} == {
        *PURPOSES,
        "NEWSLETTER_CENTRAL",
        "COMMISSION_NEWS",
    }


def test_pictures_consented_to_under_an_older_notice_by_ambassadors_and_others(demo: Demo) -> None:
    older = {
        bool(demo.user(consent["user"]).get("ambassador"))
        for consent in demo.kinds["consent"]
        if consent["purpose"] == "PUBLIC_PICTURE" and consent["noticeVersion"] != "esep-nb"
    }
    assert older == {True, False}


def test_ambassadors_with_and_without_consent(demo: Demo) -> None:
    ambassadors = [user for user in demo.kinds["user"] if user.get("ambassador")]
    assert {demo.is_public(user) for user in ambassadors} == {True, False}
    assert len(ambassadors) >= 15


def test_countries_take_part_and_the_five_lead(demo: Demo) -> None:
    taking_part = {country["code"] for country in tomllib.loads(COUNTRIES.read_text("utf-8"))["country"]}
    countries = Counter(school["country"] for school in demo.kinds["school"])
    assert len(countries) >= 12
    assert set(countries) <= taking_part
    assert {country for country, _ in countries.most_common(5)} == FIVE
    assert 0.55 < sum(countries[country] for country in FIVE) / sum(countries.values()) < 0.75


def test_contacts_one_way_both_ways_and_hidden(demo: Demo) -> None:
    pairs = {(entry["user"], entry["contact"]) for entry in demo.kinds["contact"]}
    answered = {pair for pair in pairs if pair[::-1] in pairs}
    assert answered
    assert pairs - answered
    assert any(demo.user(owner).get("hideContacts") for owner, _ in pairs)
    assert any(not demo.is_visible(demo.user(contact)) for _, contact in pairs)


def test_projects_in_every_stage_published_and_not(demo: Demo) -> None:
    stages = Counter((project["status"], bool(project.get("publishedAt"))) for project in demo.kinds["project"])
    assert set(stages) == set(product(("DRAFT", "ACTIVE", "CLOSED"), (True, False)))
    assert stages["ACTIVE", True] > 30


def test_projects_have_two_to_six_partners_of_several_countries(demo: Demo) -> None:
    made = [project["key"] for project in demo.kinds["project"] if project["key"].startswith("p")]
    everybody = Counter(entry["project"] for entry in demo.kinds["partner"])
    assert {everybody[key] for key in made} == {2, 3, 4, 5, 6}
    founders = Counter(entry["project"] for entry in demo.kinds["partner"] if entry["role"] == "FOUNDER")
    assert {founders[key] for key in made} == {1}
    countries = [{demo.keyed["school", entry["school"]]["country"] for entry in demo.partners(key)} for key in made]
    assert sum(len(abroad) > 1 for abroad in countries) > 0.85 * len(made)


def test_published_projects_that_are_not_public_and_partners_who_left(demo: Demo) -> None:
    shown = [
        project
        for project in demo.kinds["project"]
        if project.get("publishedAt") and project["status"] != "DRAFT" and demo.partners(project["key"])
    ]
    public = [
        project
        for project in shown
        if any(demo.is_public(demo.user(entry["user"])) for entry in demo.partners(project["key"]))
    ]
    assert len(public) > 40
    assert len(shown) - len(public) >= 3
    assert sum(entry.get("leftOn") is not None for entry in demo.kinds["partner"]) > 10


def test_partners_through_a_school_that_is_not_theirs_today(demo: Demo) -> None:
    former = [
        entry
        for entry in demo.kinds["partner"]
        if demo.user(entry["user"]).get("school") not in {None, entry["school"]}
    ]
    assert former


def test_twinspaces_of_most_projects_with_roles_guests_and_a_crowd(demo: Demo) -> None:
    assert len(demo.kinds["twinspace"]) > 0.6 * len(demo.kinds["project"])
    projects = {space["key"]: space["project"] for space in demo.kinds["twinspace"]}
    partners = {(entry["project"], entry["user"]) for entry in demo.kinds["partner"]}
    entries = [entry for entry in demo.kinds["member"] if entry["area"]["kind"] == "twinspace"]
    guests = [entry for entry in entries if (projects[entry["area"]["key"]], entry["user"]) not in partners]
    assert {entry["role"] for entry in entries} == {"OWNER", "MODERATOR", "MEMBER"}
    assert len(guests) > 40
    staying = Counter(entry["area"]["key"] for entry in entries if entry.get("leftOn") is None)
    assert staying["song-day-space"] > 100


def test_groups_and_events_have_members_and_what_they_wrote(demo: Demo) -> None:
    for kind in ("group", "event"):
        members = Counter(entry["area"]["key"] for entry in demo.kinds["member"] if entry["area"]["kind"] == kind)
        assert {area["key"] for area in demo.kinds[kind]} == set(members)
    starts = {event["startsAt"] > demo.now.isoformat() for event in demo.kinds["event"]}
    assert starts == {True, False}
    assert {event["online"] for event in demo.kinds["event"]} == {True, False}
    assert len(demo.kinds["thread"]) >= 20
    assert {post["thread"] for post in demo.kinds["post"]} <= {thread["key"] for thread in demo.kinds["thread"]}


def test_schools_with_the_address_of_their_head_or_of_a_user(demo: Demo) -> None:
    addresses = {(user["school"], user["email"].casefold()) for user in demo.kinds["user"] if user.get("school")}
    mailed = [school for school in demo.kinds["school"] if school.get("email")]
    of_head = [
        school
        for school in mailed
        if school.get("head") and school["head"]["email"].casefold() == school["email"].casefold()
    ]
    of_user = [school for school in mailed if (school["key"], school["email"].casefold()) in addresses]
    assert len(of_head) >= 3
    assert len(of_user) >= 3


def test_heads_supplied_by_users_of_the_school_and_schools_without_anybody(demo: Demo) -> None:
    supplied = [school for school in demo.kinds["school"] if school.get("headSuppliedBy")]
    assert len(supplied) > 30
    assert all(school["head"] for school in supplied)
    assert all(demo.user(school["headSuppliedBy"])["school"] == school["key"] for school in supplied)
    inhabited = {user.get("school") for user in demo.kinds["user"]}
    assert {school["key"] for school in demo.kinds["school"]} - inhabited
