"""What the rate limit tells, and who asks for somebody: neither says or changes anything about rows."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.edge.clients import Clients, hash_of
from app.edge.rate.limiter import Quotas, RateLimiter
from app.edge.rate.store import Ledger, MemoryStore
from app.edge.routes import edge_application
from app.edge.turnstile import Turnstile
from app.identity.authenticator import DevelopmentAuthenticator
from app.identity.tokens import issue
from tests.conformance.asking.documents import Question, questions
from tests.conformance.asking.graph import RealGraph
from tests.conformance.asking.pool import pool_of
from tests.conformance.budget import examples
from tests.conformance.reference.askers import Asker, askers, one_per_role
from tests.conformance.reference.facts import Facts
from tests.conformance.worlds.changes import unnoticed
from tests.conformance.worlds.corpus import corpus
from tests.conformance.worlds.world import SECRET, World
from tests.conformance.worlds.worlds import worlds
from tests.house.files import ROOT

WEBSITE = {"x-client-authorization": httpx.BasicAuth("website", "hush")._auth_header}
EXAMPLES = [Question(path.read_text(), {}) for path in sorted((ROOT / "docs" / "examples").glob("*.graphql"))]
Send = Callable[[Question], httpx.Response]


def sending(real: RealGraph, asker: Asker, **headers: str) -> Send:
    """Somebody at the edge of an installation that counts points, at a moment that does not pass."""
    quotas = Quotas(address=20_000, person=10_000, client=20_000)
    turnstile = Turnstile(
        limiter=RateLimiter(quotas, MemoryStore(Ledger(lambda: 0.0))), clients=Clients({"website": [hash_of("hush")]})
    )
    authenticator = DevelopmentAuthenticator(SECRET, lambda: real.now)
    transport = httpx.ASGITransport(edge_application(real.graph, authenticator, real.pool, turnstile=turnstile))
    if asker.user is not None:
        headers["authorization"] = f"Bearer {issue(SECRET, asker.caller(), real.now)}"
    client = httpx.AsyncClient(transport=transport, base_url="http://twingraph.test", headers=headers)

    def send(question: Question) -> httpx.Response:
        body = {"query": question.document, "variables": question.variables}
        response: httpx.Response = real.run(lambda: client.post("/graphql", json=body))
        return response

    return send


@examples(5)
@given(world=worlds(), data=st.data())
def test_what_is_hidden_changes_nothing_of_what_is_told_about_points(
    real: RealGraph, world: World, data: st.DataObject
) -> None:
    asker = data.draw(st.sampled_from(one_per_role(Facts(world))))
    other = data.draw(unnoticed(world, asker))
    asked = data.draw(st.lists(questions(pool_of(world, other)), min_size=4, max_size=8))
    told = []
    for each in (world, other):
        real.load(each)
        send = sending(real, asker)
        answers = [send(question) for question in asked]
        told.append([(answer.status_code, answer.headers["ratelimit"]) for answer in answers])
    assert told[0] == told[1]
    assert told[0][0][1].startswith('"address";r=')


@pytest.fixture(scope="module")
def corpus_askers() -> list[Asker]:
    """Somebody of each role."""
    return one_per_role(Facts(corpus()))


def test_a_client_sees_byte_for_byte_what_everybody_sees(real: RealGraph, corpus_askers: list[Asker]) -> None:
    real.load(corpus())
    assert len({asker.role for asker in corpus_askers}) == len({asker.role for asker in askers(Facts(corpus()))}) > 8
    for asker in corpus_askers:
        plain, as_client = sending(real, asker), sending(real, asker, **WEBSITE)
        for question in EXAMPLES:
            ours, theirs = plain(question), as_client(question)
            assert (ours.status_code, ours.content) == (theirs.status_code, theirs.content), asker
            assert [name for name in ours.headers if ours.headers[name] != theirs.headers.get(name)] == [
                "ratelimit-policy",
                "ratelimit",
            ]
