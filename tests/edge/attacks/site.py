"""The API as a stranger meets it: HTTP in, HTTP out, with a world made by hand behind it and the limits of production.

In: a real graph with a world. Out: `Site`, which sends requests as one of its people, and `assert_harmless`, what must
hold after each of them.
"""

from __future__ import annotations

from typing import Any

import httpx

from app.edge.routes import edge_application
from app.identity.authenticator import DevelopmentAuthenticator
from app.identity.tokens import issue
from app.resolvers.operation import Graph
from app.schema.build import build_schema
from tests.conformance.asking.graph import RealGraph
from tests.conformance.reference.askers import ANONYMOUS, Asker
from tests.conformance.worlds.world import SECRET

GRAPHQL = "application/graphql-response+json"
CANARY = "S3CR3T"
INSIDE = ("Traceback", "psycopg", "strawberry", "sqlalchemy", "graphql-core", "/site-packages/", "SELECT ", "Error(")
LARGEST_REFUSAL = 2_500

ANNA = Asker("ETWINNER", None, "anna")
NSO = Asker("NSO", "VALIDATION", "nso-ee")


class Site:
    """A client of the whole HTTP side over a world."""

    def __init__(self, real: RealGraph) -> None:
        self.real = real
        graph = Graph(build_schema(), real.policy, real.pool, secret=SECRET, frozen_now=real.now, means=real.means)
        application = edge_application(graph, DevelopmentAuthenticator(SECRET, lambda: real.now), real.pool)
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(application), base_url="http://twingraph.test", timeout=60
        )

    def send(self, method: str, path: str, **given: Any) -> httpx.Response:
        """Any request."""
        response: httpx.Response = self.real.run(lambda: self._client.request(method, path, **given))
        return response

    def ask(
        self,
        query: str,
        variables: dict[str, Any] | None = None,
        asker: Asker = ANONYMOUS,
        extensions: dict[str, Any] | None = None,
    ) -> httpx.Response:
        """A query of somebody, who takes the newer media type."""
        body = {"query": query, "variables": variables, "extensions": extensions}
        return self.send("POST", "/graphql", json=body, headers={"accept": GRAPHQL, **self.token(asker)})

    def data(self, query: str, variables: dict[str, Any] | None = None, asker: Asker = ANONYMOUS) -> Any:
        """What is answered."""
        response = self.ask(query, variables, asker)
        assert response.status_code == 200, response.text
        return response.json()["data"]

    def token(self, asker: Asker) -> dict[str, str]:
        """The header by which somebody is known."""
        if asker.user is None:
            return {}
        return {"authorization": f"Bearer {issue(SECRET, asker.caller(), self.real.now)}"}


def assert_harmless(response: httpx.Response, log: str) -> None:
    """An answer, no fault; nothing of the caller where it does not belong, nothing of the inside anywhere."""
    assert response.status_code < 500, response.text
    said = response.text + str(response.headers)
    assert CANARY not in said + log
    assert not [word for word in INSIDE if word in said]
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "no-store"
    if "errors" in response.text[:12]:
        assert len(response.content) <= LARGEST_REFUSAL
        assert "data" not in response.json()
