"""The development issuer as pages see it: tokens for the people of the demo data, as far as this database knows them.

In: the graph, the secret, a clock. Out: callers and tokens. Nobody has one in production.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.authz.caller import Caller
from app.database.ids import record_id
from app.edge.endpoint import Graph
from app.errors import Forbidden, Unauthenticated
from app.identity.tokens import issue
from app.transfer.demo.viewers import DEMO_VIEWERS, DemoViewer


@dataclass(frozen=True, slots=True)
class TokenDesk:
    """The development issuer as the page sees it: tokens for the viewers of the demo data and nobody else."""

    graph: Graph
    secret: bytes
    clock: Callable[[], datetime]
    viewers: Sequence[DemoViewer] = DEMO_VIEWERS

    def caller(self, viewer: DemoViewer) -> Caller:
        user_id = None if viewer.key is None else record_id(self.secret, "user", viewer.key)
        issued = None if user_id is None else int(self.clock().timestamp())
        return Caller(viewer.role, viewer.purpose, user_id, issued=issued)

    async def admits(self, viewer: DemoViewer) -> bool:
        """Whether the database has this person, who may act so now: the graph itself is asked."""
        try:
            await self.graph.answer("{ viewer { role } }", None, None, None, self.caller(viewer))
        except (Forbidden, Unauthenticated):
            return False
        return True

    def token(self, viewer: DemoViewer) -> str | None:
        return None if viewer.key is None else issue(self.secret, self.caller(viewer), self.clock())
