"""Who pays for a request: the client that has authenticated itself, else the address; and the person, if there is one.

In: what the operator allows, the request, the caller. Out: the tab of the request. A client is asked for its secret
before any points are counted, and a wrong one is paid for by the address that sent it.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.authz.caller import Caller
from app.edge.rate.allowance import Allowance
from app.edge.rate.store import Store
from app.edge.rate.tab import Tab


@dataclass(frozen=True, slots=True)
class Quotas:
    """Points in a window, for each address, person and client."""

    address: int
    person: int
    client: int
    window: int = 60


@dataclass(frozen=True, slots=True)
class RateLimiter:
    """Opens tabs; without a store everything is free."""

    quotas: Quotas | None = None
    store: Store | None = None

    @property
    def counts(self) -> bool:
        return self.quotas is not None

    def open(self, address: str) -> Tab:
        """The tab of a request, which its address pays."""
        if self.quotas is None:
            return Tab()
        return Tab(self.store, [Allowance("address", address, self.quotas.address, self.quotas.window)])

    def charge_client(self, tab: Tab, name: str) -> None:
        """A client pays, and the address that it asks from does not."""
        if self.quotas is not None:
            tab.allowances = (Allowance("client", name, self.quotas.client, self.quotas.window),)

    def charge_person(self, tab: Tab, caller: Caller) -> None:
        """A person pays too, wherever they are; whoever asks without a token is known by the address alone."""
        if self.quotas is not None and caller.person is not None:
            tab.allowances += (Allowance("person", caller.person, self.quotas.person, self.quotas.window),)
            tab.check()
