"""What a request has to meet before it is answered, whatever its document asks for: who pays for it, which documents.

In: what the operator has chosen. Out: one value with the parts that the endpoint asks in turn.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from starlette.datastructures import Headers

from app.edge.clients import HEADER, Clients
from app.edge.rate.limiter import RateLimiter
from app.edge.rate.tab import Tab
from app.edge.trust import Trust
from app.edge.visitor import Proxies, visitor_of


@dataclass(frozen=True, slots=True)
class Turnstile:
    """By default everybody passes with any document."""

    trust: Trust = field(default_factory=Trust)
    limiter: RateLimiter = field(default_factory=RateLimiter)
    clients: Clients = field(default_factory=Clients)
    proxies: Proxies = ()

    def tab_of(self, headers: Headers, peer: str | None) -> Tab:
        """Who pays as long as nothing else is known: the address."""
        if not self.limiter.counts:
            return Tab()
        return self.limiter.open(visitor_of(peer, headers.getlist("x-forwarded-for"), self.proxies))

    def client_of(self, headers: Headers, tab: Tab) -> str | None:
        """The client that sends a request; where there is one, it pays and not its address."""
        try:
            client = self.clients.authenticate(headers.getlist(HEADER))
        except Exception:
            # Whoever tries out secrets runs out of points.
            tab.check()
            raise
        if client is not None:
            self.limiter.charge_client(tab, client)
        tab.check()
        return client
