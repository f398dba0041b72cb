"""Which commands write to whom, and that a letter comes with its command or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from app.resolvers.operation import Graph
from app.schema.build import build_schema
from tests.conformance.worlds.world import SECRET, public_id
from tests.resolvers.commands.acquainting import act
from tests.resolvers.commands.office import ANNA, EACEA, Office, codes
from tests.resolvers.commands.registering import ESTONIA, decide, registrations

REFUSE = "mutation ($input: RefuseRegistrationsInput!) { refuseRegistrations(input: $input) { clientMutationId } }"


def letters(office: Office) -> list[tuple[str, str]]:
    """What is in the outbox: kinds and people."""
    return [
        (held["letter"], held["recipient"])
        for (held,) in office.rows("SELECT args FROM procrastinate_jobs ORDER BY id")
    ]


def test_who_is_given_a_role_is_written_to_and_when_it_ends(office: Office) -> None:
    bert = public_id("user", "bert")
    given = office.grant(EACEA, "bert", "NSO", country="EE")["data"]["grantAssignment"]["assignment"]["id"]
    assert codes(office.revoke(EACEA, given)) == []
    assert codes(office.revoke(EACEA, given)) == []
    assert letters(office) == [("role-given", bert), ("role-ended", bert)]


def test_a_command_that_is_refused_writes_nothing(office: Office) -> None:
    assert codes(office.grant(ANNA, "bert", "NSO", country="EE")) == ["FORBIDDEN"]
    assert codes(office.grant(EACEA, "provider", "PROVIDER")) == ["CONFLICT"]
    assert letters(office) == []


def test_a_command_that_is_sent_again_writes_once(office: Office) -> None:
    for _ in range(2):
        assert codes(office.grant(EACEA, "bert", "CSS", idempotencyKey="once")) == []
    assert letters(office) == [("role-given", public_id("user", "bert"))]


def test_those_who_are_decided_about_are_written_to_and_nobody_else(offices: Office) -> None:
    offices.real.load(registrations(datetime.now(UTC)))
    mari, juri = (public_id("user", key) for key in ("mari", "juri"))
    assert codes(decide(offices, ESTONIA, "validate", "mari")) == []
    assert codes(decide(offices, ESTONIA, "withdraw", "mari")) == []
    many = {"users": [mari, juri, public_id("user", "peteris")], "reason": "Not at this school."}
    assert codes(offices.send(ESTONIA, REFUSE, input=many)) == []
    assert letters(offices) == [
        ("registration-validated", mari),
        ("validation-withdrawn", mari),
        ("registration-refused", juri),
    ]


def test_nothing_is_written_where_mail_is_off(office: Office) -> None:
    real = office.real
    quiet = replace(real.means, sends=False)
    sending, office.graph = office.graph, Graph(build_schema(), real.policy, real.pool, secret=SECRET, means=quiet)
    try:
        assert codes(office.grant(EACEA, "bert", "CSS")) == []
    finally:
        office.graph = sending
    assert letters(office) == []


def test_a_peer_is_told_of_a_request_and_of_its_acceptance(office: Office) -> None:
    act(office, "anna", "requestContact", "bert")
    act(office, "anna", "requestContact", "bert")
    act(office, "bert", "acceptContact", "anna")
    anna, bert = public_id("user", "anna"), public_id("user", "bert")
    assert letters(office) == [("contact-requested", bert), ("contact-accepted", anna)]


def test_who_has_declined_a_request_hears_no_more_of_it(office: Office) -> None:
    for who, command, whom in (
        ("anna", "requestContact", "bert"),
        ("bert", "declineContact", "anna"),
        ("anna", "withdrawContactRequest", "bert"),
        ("anna", "requestContact", "bert"),
    ):
        assert codes(act(office, who, command, whom)) == []
    assert [kind for kind, _ in letters(office)] == ["contact-requested"]


def test_nobody_is_told_what_somebody_does_whom_they_do_not_see(office: Office) -> None:
    """A restricted person acts as a member; the others see nobody."""
    assert codes(act(office, "restricted", "requestContact", "bert")) == []
    assert letters(office) == []
