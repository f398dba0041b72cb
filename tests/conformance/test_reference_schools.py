"""The reference sees schools that wait as decided: a small world, checked by hand."""

from __future__ import annotations

from tests.conformance.reference.askers import ANONYMOUS, Asker
from tests.conformance.test_reference_things import keys
from tests.conformance.worlds.records import consent, school, staff, user, world


def test_reg05_a_school_that_waits_is_for_its_own_people_its_organisation_and_eu_staff() -> None:
    subject = world(
        [school("s1", status="PENDING"), school("s2"), school("s3", status="REFUSED")],
        [user("peer", "s2"), user("colleague", "s1"), user("waits", "s1", "PENDING")],
        consent("colleague"),
        *staff("here", "NSO", "EE"),
        *staff("there", "NSO", "NO"),
        *staff("sca", "SCHOOL_AUTHORITY", "EE"),
        *staff("eacea", "EACEA"),
    )
    everything = {"s1", "s2", "s3"}
    assert keys(subject, Asker("GENERAL_USER", None, "waits"), "school") == {"s1"}
    assert keys(subject, Asker("ETWINNER", None, "colleague"), "school") == {"s1", "s2"}
    assert keys(subject, Asker("NSO", "VALIDATION", "here"), "school") == everything
    assert keys(subject, Asker("EACEA", "OPERATION", "eacea"), "school") == everything
    for asker in (Asker("ETWINNER", None, "peer"), Asker("SCHOOL_AUTHORITY", "MONITORING", "sca")):
        assert keys(subject, asker, "school") == {"s2"}
    for asker in (ANONYMOUS, Asker("NSO", "VALIDATION", "there")):
        assert keys(subject, asker, "school") == set()
