"""Which users stand for a viewer, and which of their cells: readings part A and B, matrix rows `User`.

In: facts, viewer, key of a user. Out: `Sight` of that user, or None when there is no row.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.conformance.reference.askers import Viewer
from tests.conformance.reference.facts import Facts

# PUB-04 with G-62 and G-42. `projects` stands for the public ones until something opens all of them.
PUBLIC = frozenset({"firstName", "lastName", "school", "country", "ambassador", "projects"})
# ACC-01: all data of other users except their e-mail; keep username, account and consents back.
PEER = PUBLIC | {"schoolRole", "subjects", "languages", "pupilAges", "description", "picture", "contacts"}
# NAT-01, with the school link and country of NAT-02.
CORE = frozenset(
    {
        *("firstName", "lastName", "email", "username", "schoolRole", "subjects", "languages", "pupilAges"),
        *("description", "school", "country"),
    }
)
# What the matrix adds for the NSO: picture, ambassador, project list, account status; not the last login (G-21).
NATIONAL = CORE | {"picture", "ambassador", "projects", "status", "registeredAt"}
SECOND = frozenset({"secondSchool", "secondSchoolStatus"})
# What the organisation of the second school's country reads: the core set, that school, nothing of the first.
SECOND_CORE = CORE - {"school", "country"} | SECOND
EVERYTHING = (
    PEER | NATIONAL | SECOND | {"lastLoginAt", "comments", "consents", "favourites", "representations", "savedSearches"}
)


@dataclass(frozen=True)
class Sight:
    """How a user is seen: the readable cells, and whether more than the public sees is open."""

    cells: frozenset[str]
    is_beyond_public: bool  # then dates of joining are readable, and entries are not only public ones
    is_partner: bool  # whether entries in projects stand with the user: not for who is seen by the second school alone
    has_all_projects: bool  # every project visible to the viewer, not only the public ones (G-22)
    contacts_switch: bool = False  # the owner's `hideContacts` counts (G-34)


def see_user(facts: Facts, viewer: Viewer, key: str) -> Sight | None:
    """The one rule for a user on every path (G-12)."""
    if facts.state(key) == "ANONYMISED":
        return None
    if viewer.role == "ETWINNER" and facts.is_blocked(viewer.user, key):
        return None
    public = _public_cells(facts, key)
    role, second = _role_cells(facts, viewer, key), _second_cells(facts, viewer, key)
    if not public and not role and not second:
        return None
    is_self = key == viewer.user
    return Sight(
        cells=public | role | second,
        is_beyond_public=bool(role),
        is_partner=bool(public or role),
        has_all_projects=is_self or (bool(role) and viewer.role != "SCHOOL_AUTHORITY"),
        contacts_switch=viewer.role == "ETWINNER" and not is_self,
    )


def _public_cells(facts: Facts, key: str) -> frozenset[str]:
    if not facts.is_public(key):
        return frozenset()
    return PUBLIC | {"picture"} if facts.has_public_picture(key) else PUBLIC


def _role_cells(facts: Facts, viewer: Viewer, key: str) -> frozenset[str]:
    """What the role opens beyond the public part; one's own row is open in every role (G-13)."""
    if key == viewer.user:
        return EVERYTHING
    if viewer.role == "ETWINNER" and facts.is_visible(key):
        return PEER
    if viewer.role == "NSO" and is_own_of_nso(facts, viewer, key) and _meets_purpose(facts, viewer, key):
        return NATIONAL
    if viewer.role == "SCHOOL_AUTHORITY" and is_own_of_authority(facts, viewer, key):
        return CORE
    if viewer.is_eu_staff and (viewer.may_handle_rights or _is_open_case(facts, key)):
        return EVERYTHING
    return frozenset()


def _second_cells(facts: Facts, viewer: Viewer, key: str) -> frozenset[str]:
    """What the second school opens: to peers, once it is valid, and to the organisation of its country (A-52)."""
    school, status = facts.second_of(key)
    if school is None:
        return frozenset()
    if viewer.role == "ETWINNER" and facts.is_visible(key) and status == "VALIDATED":
        return frozenset({"secondSchool"})
    if viewer.role != "NSO" or viewer.purpose not in (None, "VALIDATION") or status == "REFUSED":
        return frozenset()
    record = facts.world.find("school", school)
    is_handled = facts.state(key) in ("VALIDATED", "PENDING") and not facts.is_restricted(key)
    return SECOND_CORE if is_handled and record is not None and record["country"] == viewer.country else frozenset()


def _is_open_case(facts: Facts, key: str) -> bool:
    """Neither restricted nor deactivated nor inactive (G-01)."""
    return facts.state(key) not in ("DEACTIVATED", "INACTIVE") and not facts.is_restricted(key)


def is_own_of_nso(facts: Facts, viewer: Viewer, key: str) -> bool:
    """A visible or pending user of the country, whatever the purpose (G-06, G-36, G-37)."""
    school = facts.school_of(key)
    return (
        viewer.role == "NSO"
        and school is not None
        and school["country"] == viewer.country
        and facts.state(key) in ("VALIDATED", "PENDING")
        and not facts.is_restricted(key)
    )


def is_own_of_authority(facts: Facts, viewer: Viewer, key: str) -> bool:
    """A visible user of the country and, where the assignment has one, of that very region (G-06, G-39)."""
    school = facts.school_of(key)
    return (
        viewer.role == "SCHOOL_AUTHORITY"
        and school is not None
        and facts.is_visible(key)
        and is_in_mandate(viewer, school["country"], school.get("region"))
    )


def is_in_mandate(viewer: Viewer, country: str, region: str | None) -> bool:
    return country == viewer.country and (viewer.region is None or region == viewer.region)


def _meets_purpose(facts: Facts, viewer: Viewer, key: str) -> bool:
    """Two purposes narrow the users of the own country to live consents (G-03)."""
    if viewer.purpose == "NATIONAL_NEWSLETTER":
        return facts.has_consent(key, "NEWSLETTER_NATIONAL")
    if viewer.purpose == "SURVEY":
        return facts.has_consent(key, "SURVEY")
    return True
