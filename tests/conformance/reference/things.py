"""Which schools, projects and areas stand for a viewer, and which of their cells: readings part A and B.

In: facts, viewer, key. Out: the set of readable cells, or None when there is no row.
"""

from __future__ import annotations

from tests.conformance.reference.askers import Viewer
from tests.conformance.reference.facts import Facts, Membership, is_validated
from tests.conformance.reference.persons import is_in_mandate, is_own_of_authority, is_own_of_nso, see_user
from tests.conformance.worlds.world import Record

Cells = frozenset[str]

PUBLIC_SCHOOL: Cells = frozenset({"officialName", "city", "region", "country", "users"})  # PUB-07, G-62
PEER_SCHOOL = PUBLIC_SCHOOL | {"address", "email"}
WHOLE_SCHOOL = PEER_SCHOOL | {"head"}

PUBLIC_PROJECT: Cells = frozenset(
    {"title", "description", "languages", "pupilAges", "registeredOn", "closedOn", "partners", "twinSpace"}
)
WHOLE_PROJECT = PUBLIC_PROJECT | {"status", "published"}

OWN_AREA: Cells = frozenset({"title", "description", "members"})  # G-35: title, description, the own entry
AREA_CELLS: dict[str, Cells] = {
    "twinspace": OWN_AREA | {"project"},
    "group": OWN_AREA,
    "event": OWN_AREA | {"startsAt", "endsAt", "online", "country"},
}
NATIONAL_EVENT: Cells = frozenset({"title", "startsAt", "endsAt", "members"})  # G-23: title and dates


def see_school(facts: Facts, viewer: Viewer, school: Record) -> Cells | None:
    cells: Cells = PUBLIC_SCHOOL if facts.is_public_school(school["key"]) else frozenset()
    if (viewer.role == "ETWINNER" and is_validated(school)) or school["key"] == viewer.school:
        cells |= PEER_SCHOOL  # G-38; own school: all but the head (G-11)
    if school["key"] == viewer.second_school:
        cells |= PEER_SCHOOL - {"email"} | {"status"}  # the own second school
    if viewer.is_eu_staff or _is_school_of_country(viewer, school):
        cells |= WHOLE_SCHOOL
    if viewer.is_eu_staff or school["key"] == viewer.school or _is_school_of_own_nso(viewer, school):
        cells |= {"status"}
    if cells and viewer.user is not None and school.get("headSuppliedBy") == viewer.user:
        cells |= {"head"}  # G-53: the record that this very person supplied
    if not (viewer.is_eu_staff or _is_school_of_own_nso(viewer, school)) and facts.is_email_personal(school):
        cells -= {"email"}  # G-08
    return cells or None


def _is_school_of_own_nso(viewer: Viewer, school: Record) -> bool:
    return viewer.role == "NSO" and school["country"] == viewer.country


def _is_school_of_country(viewer: Viewer, school: Record) -> bool:
    return _is_school_of_own_nso(viewer, school) or (
        viewer.role == "SCHOOL_AUTHORITY"
        and is_validated(school)
        and is_in_mandate(viewer, school["country"], school.get("region"))
    )


def see_project(facts: Facts, viewer: Viewer, project: Record) -> Cells | None:
    key = project["key"]
    if _is_inside_project(facts, viewer, key) or (viewer.role == "ETWINNER" and not facts.is_draft(key)):
        return WHOLE_PROJECT  # G-04, G-38
    if facts.is_public_project(key) or _is_project_of_authority(facts, viewer, key):
        return PUBLIC_PROJECT
    return None


def _is_inside_project(facts: Facts, viewer: Viewer, key: str) -> bool:
    """Partners, members of the TwinSpace, the NSO of a visible or pending partner, EU staff (G-04, G-35)."""
    space = facts.space_of(key)
    return (
        viewer.is_eu_staff
        or (viewer.user is not None and any(facts.partners(project=key, user=viewer.user)))
        or (space is not None and facts.is_member(viewer.user, space))
        or any(is_own_of_nso(facts, viewer, partner["user"]) for partner in facts.partners(project=key))
    )


def _is_project_of_authority(facts: Facts, viewer: Viewer, key: str) -> bool:
    return not facts.is_draft(key) and any(
        is_own_of_authority(facts, viewer, partner["user"]) for partner in facts.partners(project=key)
    )


def see_area(facts: Facts, viewer: Viewer, area: Record) -> Cells | None:
    """Groups and events are open to eTwinners, TwinSpaces to members only (G-23, G-35)."""
    cells: Cells = frozenset()
    if facts.is_member(viewer.user, area):
        cells |= OWN_AREA | {"project"} if area["kind"] == "twinspace" else OWN_AREA
    if viewer.is_eu_staff or (viewer.role == "ETWINNER" and (cells or area["kind"] != "twinspace")):
        cells |= AREA_CELLS[area["kind"]]
    if is_event_of_nso(viewer, area):
        cells |= NATIONAL_EVENT
    return cells or None


def is_event_of_nso(viewer: Viewer, area: Record) -> bool:
    return (
        area["kind"] == "event"
        and viewer.role == "NSO"
        and viewer.purpose == "NATIONAL_EVENTS"
        and viewer.country is not None
        and area.get("country") == viewer.country
    )


def see_member(facts: Facts, viewer: Viewer, member: Membership) -> Cells | None:
    """The cells of an entry of a member list of a visible area; None when the entry is left out."""
    person = member.user["key"]
    if see_user(facts, viewer, person) is None:
        return None  # the entry stands or falls with its user
    is_inside = viewer.is_eu_staff or (viewer.role == "ETWINNER" and facts.is_member(viewer.user, member.area))
    if is_inside or person == viewer.user:
        return frozenset({"role", "user", "joinedOn"})
    if is_event_of_nso(viewer, member.area) and is_own_of_nso(facts, viewer, person):
        return frozenset({"user"})  # G-23: its own users only, their role null
    return None
