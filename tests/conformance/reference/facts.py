"""What is true of the records of a world at its `now`, whoever asks: states, live consents, live entries.

In: a `World`. Out: `Facts`, the questions that the rules of the reference ask. Readings G-15 to G-18, G-24, G-25,
G-35, G-46, G-58 and "What is public, decided" of the interfaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from tests.conformance.reference.folding import same_address
from tests.conformance.worlds.world import Record, World, parse_date, parse_instant


def add_years(moment: datetime, years: int) -> datetime:
    """Calendar years later; 29 February becomes 28 February (G-58)."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28)


def is_validated(school: Record) -> bool:
    """Whether a school was found valid; what is imported is."""
    return bool(school.get("status", "VALIDATED") == "VALIDATED")


@dataclass(frozen=True)
class Membership:
    """A live membership of an area, from a `member` record or implied by a partner (G-35)."""

    area: Record
    user: Record
    role: str | None
    joined_on: str | None


class Facts:
    """The facts of one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.state = cache(self._state)
        self.is_public = cache(self._is_public)
        self.is_public_project = cache(self._is_public_project)
        self.is_public_school = cache(self._is_public_school)
        self._members = {key: list(members) for key, members in self._all_members().items()}
        self._partners = [partner for partner in world.of("partner") if self._is_live(partner)]

    # Persons, by key

    def user(self, key: str) -> Record:
        record = self.world.find("user", key)
        assert record is not None
        return record

    def _state(self, key: str) -> str:
        """The effective state: ANONYMISED, then DEACTIVATED, then the clock, then what is stored (G-15, G-16)."""
        user = self.user(key)
        stored: str = user["status"]
        last = parse_instant(user.get("lastLoginAt")) or parse_instant(user.get("registeredAt"))
        if stored == "ANONYMISED" or (last is not None and self.world.now >= add_years(last, 3)):
            return "ANONYMISED"
        if stored == "DEACTIVATED":
            return stored
        if last is not None and self.world.now >= add_years(last, 1):
            return "INACTIVE"
        return stored

    def is_restricted(self, key: str) -> bool:
        return bool(self.user(key).get("processingRestricted"))

    def is_visible(self, key: str) -> bool:
        """VALIDATED in effect and not restricted."""
        return self.state(key) == "VALIDATED" and not self.is_restricted(key)

    def has_consent(self, key: str, purpose: str, version: str | None = None) -> bool:
        """Some record given by now and not withdrawn by now (G-24)."""
        return any(
            consent["user"] == key
            and consent["purpose"] == purpose
            and (version is None or consent["noticeVersion"] == version)
            and self._is_consent_live(consent)
            for consent in self.world.of("consent")
        )

    def _is_consent_live(self, consent: Record) -> bool:
        given, withdrawn = parse_instant(consent["givenAt"]), parse_instant(consent.get("withdrawnAt"))
        assert given is not None
        return given <= self.world.now and (withdrawn is None or withdrawn > self.world.now)

    def _is_public(self, key: str) -> bool:
        return self.is_visible(key) and self.has_consent(key, "PUBLIC_PROFILE")

    def has_public_picture(self, key: str) -> bool:
        """Under esep-nb a person who is no ambassador needs a consent given to esep-nb (G-24)."""
        version = None if self.user(key).get("ambassador") else "esep-nb"
        return self.is_public(key) and self.has_consent(key, "PUBLIC_PICTURE", version)

    def is_blocked(self, one: str | None, other: str) -> bool:
        """Whether one has blocked the other, whichever."""
        return any({block["user"], block["blocked"]} == {one, other} for block in self.world.of("block"))

    def school_of(self, key: str) -> Record | None:
        return self.world.find("school", self.user(key).get("school"))

    def second_of(self, key: str) -> tuple[str | None, str | None]:
        """The key of the second school and what was decided about it (A-52)."""
        second = self.user(key).get("second") or {}
        return second.get("school"), second.get("status")

    # Projects and schools, by key

    def _is_live(self, entry: Record) -> bool:
        """`leftOn` up to today: the entry is gone for everybody (G-46)."""
        left = parse_date(entry.get("leftOn"))
        return left is None or left > self.world.today

    def partners(self, **of: str) -> Iterator[Record]:
        """Live partner entries with these values."""
        return (partner for partner in self._partners if all(partner.get(name) == value for name, value in of.items()))

    def is_published(self, key: str) -> bool:
        project = self.world.find("project", key)
        assert project is not None
        published = parse_instant(project.get("publishedAt"))
        return published is not None and published <= self.world.now

    def is_draft(self, key: str) -> bool:
        project = self.world.find("project", key)
        assert project is not None
        return bool(project["status"] == "DRAFT")

    def _is_public_project(self, key: str) -> bool:
        return (
            self.is_published(key)
            and not self.is_draft(key)
            and any(self.is_public(partner["user"]) for partner in self.partners(project=key))
        )

    def _is_public_school(self, key: str) -> bool:
        school = self.world.find("school", key)
        assert school is not None
        return is_validated(school) and self._has_public_people(key)

    def _has_public_people(self, key: str) -> bool:
        return any(self.is_public(user["key"]) for user in self.affiliated(key)) or any(
            self.is_public(partner["user"]) and self.is_public_project(partner["project"])
            for partner in self.partners(school=key)
        )

    def affiliated(self, school: str) -> Iterator[Record]:
        return (user for user in self.world.of("user") if user.get("school") == school)

    def seconds(self, school: str) -> Iterator[Record]:
        """Whose second school it is, in whatever state."""
        return (user for user in self.world.of("user") if self.second_of(user["key"])[0] == school)

    def is_email_personal(self, school: Record) -> bool:
        """Whether the e-mail of a school is that of its head or of a user affiliated with it (G-08).

        A second school counts once it was found valid. Whoever is ANONYMISED by the clock counts no more than after the
        job has run (G-16).
        """
        seconds = (user for user in self.seconds(school["key"]) if self.second_of(user["key"])[1] == "VALIDATED")
        email: Any = school.get("email")
        head = school.get("head") or {}
        return same_address(email, head.get("email")) or any(
            same_address(email, user.get("email"))
            for user in (*self.affiliated(school["key"]), *seconds)
            if self.state(user["key"]) != "ANONYMISED"
        )

    # Areas, by kind and key

    def _all_members(self) -> dict[tuple[str, str], list[Membership]]:
        found: dict[tuple[str, str], list[Membership]] = {}
        for member in self.world.of("member"):
            if self._is_live(member):
                found.setdefault((member["area"]["kind"], member["area"]["key"]), []).append(
                    self._explicit_membership(member)
                )
        for space in self.world.of("twinspace"):
            members = found.setdefault(("twinspace", space["key"]), [])
            members.extend(self._implied_memberships(space, {member.user["key"] for member in members}))
        return found

    def _explicit_membership(self, member: Record) -> Membership:
        area = self.world.find(member["area"]["kind"], member["area"]["key"])
        assert area is not None
        return Membership(area, self.user(member["user"]), member.get("role"), member.get("joinedOn"))

    def _implied_memberships(self, space: Record, explicit: set[str]) -> Iterator[Membership]:
        """Every live partner without a live record of membership is a member of the project's TwinSpace."""
        for partner in self.world.of("partner"):
            is_of_space = partner["project"] == space.get("project") and partner["user"] not in explicit
            if is_of_space and self._is_live(partner):
                yield Membership(space, self.user(partner["user"]), "MEMBER", partner.get("joinedOn"))

    def members(self, area: Record) -> list[Membership]:
        return self._members.get((area["kind"], area["key"]), [])

    def is_member(self, user: str | None, area: Record) -> bool:
        return any(member.user["key"] == user for member in self.members(area))

    def space_of(self, project: str) -> Record | None:
        return next((space for space in self.world.of("twinspace") if space.get("project") == project), None)
