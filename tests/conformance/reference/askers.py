"""Who may ask: every person, role and purpose that a world admits (G-02, G-14, G-40, G-44, G-60).

In: the facts of a world. Out: `Asker`, the three words that a token carries, and `Viewer`, the asker with what the
records add (country, region, own user).
"""

from __future__ import annotations

from dataclasses import dataclass

from app.authz.caller import Caller
from app.database.ids import record_id
from app.database.vocabulary import Purpose, Role
from tests.conformance.reference.facts import Facts
from tests.conformance.worlds.world import SECRET, Record, parse_instant

# G-02, written out once more on purpose.
PURPOSES = {
    "NSO": ("VALIDATION", "NATIONAL_PROMOTION", "NATIONAL_NEWSLETTER", "NATIONAL_EVENTS", "SURVEY"),
    "SCHOOL_AUTHORITY": ("NATIONAL_PROMOTION", "NATIONAL_EVENTS", "MONITORING"),
    "EACEA": ("MONITORING", "OPERATION", "RIGHTS_REQUEST"),
    "COMMISSION": ("MONITORING", "OPERATION"),
    "CSS": ("SUPPORT", "OPERATION", "RIGHTS_REQUEST"),
    "PROVIDER": ("OPERATION", "SUPPORT"),
    "JRC": ("COURSE",),
}
EU_STAFF = ("EACEA", "COMMISSION", "CSS", "PROVIDER")


@dataclass(frozen=True)
class Asker:
    """A person (by key) in one role, for one purpose."""

    role: str = "ANONYMOUS"
    purpose: str | None = None
    user: str | None = None

    def caller(self) -> Caller:
        """What the token of this asker says."""
        return Caller(
            role=Role(self.role),
            purpose=None if self.purpose is None else Purpose(self.purpose),
            user_id=None if self.user is None else record_id(SECRET, "user", self.user),
        )


ANONYMOUS = Asker()


@dataclass(frozen=True)
class Viewer:
    """An admitted asker."""

    asker: Asker
    role: str
    purpose: str | None
    user: str | None  # key
    school: str | None  # key of the own school
    second_school: str | None  # key of the other one
    country: str | None  # of the assignment
    region: str | None  # of the assignment

    @property
    def is_eu_staff(self) -> bool:
        return self.role in EU_STAFF

    @property
    def may_handle_rights(self) -> bool:
        """G-01: the one purpose that opens restricted, deactivated and inactive accounts."""
        return self.role in ("EACEA", "CSS") and self.purpose == "RIGHTS_REQUEST"


def live_assignments(facts: Facts, user: str | None = None) -> list[Record]:
    """The assignments in force, with an account that may act in them (G-40)."""
    return [
        assignment
        for assignment in facts.world.of("assignment")
        if (user is None or assignment["user"] == user)
        and _is_in_force(facts, assignment)
        and facts.state(assignment["user"]) in ("VALIDATED", "GENERAL")
        and _has_clause(facts, assignment)
    ]


def _has_clause(facts: Facts, assignment: Record) -> bool:
    """A processor whose contract has no clause on data protection gives nobody a role (SEC-04)."""
    organisation = facts.world.find("organisation", assignment.get("organisation"))
    return organisation is None or assignment["role"] not in ("CSS", "PROVIDER") or organisation["dpaSigned"]


def mandate_of(facts: Facts, assignment: Record) -> str | None:
    """The country of an assignment, unless its organisation may not act for it now (LEG-07, XFER-01)."""
    country: str | None = assignment.get("country")
    organisation = facts.world.find("organisation", assignment.get("organisation"))
    if organisation is None:
        return country
    if assignment["role"] == "NSO" and not _covers(facts, organisation, "agreement"):
        return None
    is_third_country = organisation["country"] not in ("EE", "HU", "LV", "NO")
    return None if is_third_country and not _covers(facts, organisation, "safeguards") else country


def _covers(facts: Facts, organisation: Record, what: str) -> bool:
    start, end = parse_instant(organisation[f"{what}From"]), parse_instant(organisation[f"{what}To"])
    return start is not None and start <= facts.world.now and (end is None or facts.world.now < end)


def _is_in_force(facts: Facts, assignment: Record) -> bool:
    start, end = parse_instant(assignment["validFrom"]), parse_instant(assignment.get("validTo"))
    assert start is not None
    return start <= facts.world.now and (end is None or facts.world.now < end)


def purposes_of(assignment: Record) -> list[str]:
    """The purposes of the role, narrowed by the assignment (G-02)."""
    narrowed = assignment.get("purposes")
    return [purpose for purpose in PURPOSES[assignment["role"]] if narrowed is None or purpose in narrowed]


def own_role(facts: Facts, user: str) -> str | None:
    """The role without an assignment: ETWINNER for the validated, GENERAL_USER for the others, none when gone."""
    state = facts.state(user)
    if state == "ANONYMISED":
        return None
    return "ETWINNER" if state == "VALIDATED" else "GENERAL_USER"


def askers(facts: Facts) -> list[Asker]:
    """Everybody who is let in."""
    found = [ANONYMOUS]
    for user in facts.world.of("user"):
        role = own_role(facts, user["key"])
        if role is not None:
            found.append(Asker(role, None, user["key"]))
    for assignment in live_assignments(facts):
        found.extend(Asker(assignment["role"], purpose, assignment["user"]) for purpose in purposes_of(assignment))
    return found


def one_per_role(facts: Facts) -> list[Asker]:
    """The first asker of each role and purpose."""
    first: dict[tuple[str, str | None], Asker] = {}
    for asker in askers(facts):
        first.setdefault((asker.role, asker.purpose), asker)
    return list(first.values())


def resolve(facts: Facts, asker: Asker) -> Viewer:
    """The viewer behind an admitted asker."""
    own = facts.school_of(asker.user) if asker.user is not None else None
    assignment = next(
        (found for found in live_assignments(facts, asker.user) if found["role"] == asker.role and asker.user), {}
    )
    return Viewer(
        asker=asker,
        role=asker.role,
        purpose=asker.purpose,
        user=asker.user,
        school=None if own is None else own["key"],
        second_school=None if asker.user is None else facts.second_of(asker.user)[0],
        country=mandate_of(facts, assignment) if assignment else None,
        region=assignment.get("region"),
    )
