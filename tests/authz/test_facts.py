"""Objects in memory: what a person has from the school, and what somebody without one does not have."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from app.authz.facts import School, User

NOW = datetime(2025, 6, 15, 12, tzinfo=UTC)


def person(school: School | None) -> User:
    return User(
        id=UUID(int=1),
        stored_status="VALIDATED",
        last_seen=NOW,
        restricted=False,
        hide_contacts=False,
        ambassador=False,
        email_key=None,
        affiliation=school,
        now=NOW,
    )


def test_without_any_date_no_clock_runs() -> None:
    somebody = person(None)
    somebody.last_seen = None
    assert somebody.status == "VALIDATED"


def test_a_person_has_the_country_and_the_region_of_the_school() -> None:
    school = School(UUID(int=7), "EE", "Harju", None, None, None)
    here = person(school)
    assert (here.school, here.country, here.region) == (school.id, "EE", "Harju")


def test_a_person_without_a_school_has_none_of_them() -> None:
    nowhere = person(None)
    assert (nowhere.school, nowhere.country, nowhere.region) == (None, None, None)
