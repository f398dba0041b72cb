"""Who reads what of surveys: CONS-04, DATA-29 and NAT-10, said once more for the records of a world.

In: the facts of a world and who asks. Out: the surveys, responses and results that stand, by key.
"""

from __future__ import annotations

from tests.conformance.reference.askers import Viewer
from tests.conformance.reference.facts import Facts
from tests.conformance.reference.persons import is_own_of_nso
from tests.conformance.worlds.world import Record

# Closed: the matrix has a consent for these, and nothing for the service provider.
NAMED_TO = ("EACEA", "COMMISSION", "CSS")


def surveys_of(facts: Facts, viewer: Viewer) -> list[Record]:
    """Of the own country and of all of them; for EU staff every one, for the public none."""
    return [one for one in facts.world.of("survey") if _reads_survey(facts, viewer, one)]


def _reads_survey(facts: Facts, viewer: Viewer, survey: Record) -> bool:
    if viewer.is_eu_staff:
        return True
    if viewer.role == "NSO":
        return viewer.country is not None and survey["country"] in (None, viewer.country)
    if viewer.role == "ETWINNER" and viewer.user is not None:
        school = facts.school_of(viewer.user)
        return survey["country"] is None or (school is not None and survey["country"] == school["country"])
    return False


def responses_of(facts: Facts, viewer: Viewer) -> list[Record]:
    """One's own; for staff those of closed surveys, by whose consent and for whose purpose they are."""
    return [one for one in facts.world.of("response") if _reads_response(facts, viewer, one)]


def _reads_response(facts: Facts, viewer: Viewer, response: Record) -> bool:
    person, survey = response["user"], facts.world.find("survey", response["survey"])
    assert survey is not None
    state = facts.state(person)
    if state == "ANONYMISED" or viewer.role == "ANONYMOUS":
        return False
    if person == viewer.user or viewer.may_handle_rights:
        return True
    if survey["open"]:
        return False
    if viewer.role in NAMED_TO:
        return state not in ("DEACTIVATED", "INACTIVE") and not facts.is_restricted(person)
    return _asks(viewer, survey) and is_own_of_nso(facts, viewer, person)


def results_of(facts: Facts, viewer: Viewer) -> list[Record]:
    """For who asked, and for those to whom names are told."""
    found = []
    for one in facts.world.of("result"):
        survey = facts.world.find("survey", one["survey"])
        assert survey is not None
        if viewer.role in NAMED_TO or _asks(viewer, survey):
            found.append(one)
    return found


def _asks(viewer: Viewer, survey: Record) -> bool:
    """Whether this is the organisation that asked, for that purpose."""
    return (
        viewer.role == "NSO"
        and viewer.purpose == "SURVEY"
        and survey["country"] is not None
        and survey["country"] == viewer.country
    )
