"""Surveys, and an organisation that acts for no country any more."""

from __future__ import annotations

import pytest

from tests.conformance.worlds.world import public_id
from tests.resolvers.commands import surveying as ask
from tests.resolvers.commands.office import ANNA, EACEA, PUBLIC, Office
from tests.resolvers.commands.surveying import ASKING


@pytest.fixture
def office(office: Office) -> Office:
    office.real.load(ask.peopled(office.real.now))
    return office


def test_an_organisation_whose_agreement_is_over_lists_no_survey(office: Office) -> None:
    surveys = [ask.opened(office), ask.opened(office, EACEA)]
    assert all(ask.seen(office, one, survey) for one in (ASKING, ANNA) for survey in surveys)
    employed = "UPDATE assignments SET organisation_id = %s WHERE user_id = %s AND role = 'NSO' RETURNING id"
    office.rows(employed, public_id("organisation", "nso-ee"), public_id("user", "nso-ee"))
    over = "UPDATE organisations SET agreement_to = agreement_from + interval '1 hour' WHERE id = %s RETURNING id"
    office.rows(over, public_id("organisation", "nso-ee"))
    assert office.send(ASKING, ask.SURVEYS) == office.send(PUBLIC, ask.SURVEYS)
    assert [ask.seen(office, ASKING, survey) for survey in surveys] == [None, None]
