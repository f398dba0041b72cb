"""What the resolvers of a request have at hand: the session, the loaders, the enforcer, the viewer.

In: what lives as long as the process (engine, enforcer, facts) and the caller. Out: a `Context` for one request. The
objects that rules ask about are loaded once for all requests, which a real service could not do: the baseline is
measured without the statements that fetch them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, select
from strawberry.dataloader import DataLoader

from app.authz.enforcer import Enforcer
from app.authz.facts import Member as MemberFacts
from app.authz.facts import Partner as PartnerFacts
from app.authz.facts import Viewer
from app.authz.loading import Facts
from app.database.models import Member, Partner, School, User

Row = TypeVar("Row", bound=SQLModel)


@dataclass(frozen=True)
class World:
    """What all requests share."""

    engine: Engine
    enforcer: Enforcer
    facts: Facts
    partners: dict[UUID, PartnerFacts]
    members: dict[UUID, MemberFacts]


class Context:
    """What one request has of its own."""

    def __init__(self, world: World, viewer: Viewer, session: Session) -> None:
        self.world = world
        self.viewer = viewer
        self.session = session
        self.user = DataLoader(self._by_id(User))
        self.school = DataLoader(self._by_id(School))
        self.partners = DataLoader(self._by_parent(Partner, "project_id"))
        self.members = DataLoader(self._by_parent(Member, "area_id"))

    def allows(self, kind: str, field: str, subject: Any, entry: Any = None) -> bool:
        """Casbin's decision about one field of one object."""
        return self.world.enforcer.allows(self.viewer, kind, field, subject, entry)

    def _by_id(self, model: type[Row]) -> Callable[[Sequence[UUID]], Any]:
        async def load(keys: Sequence[UUID]) -> list[Row | None]:
            identifier: Any = model.id  # type: ignore[attr-defined]
            found = {row.id: row for row in self.session.exec(select(model).where(identifier.in_(keys)))}  # type: ignore[attr-defined]
            return [found.get(key) for key in keys]

        return load

    def _by_parent(self, model: type[Row], column: str) -> Callable[[Sequence[UUID]], Any]:
        async def load(keys: Sequence[UUID]) -> list[list[Row]]:
            parent: Any = getattr(model, column)
            found: dict[UUID, list[Row]] = defaultdict(list)
            for row in self.session.exec(select(model).where(parent.in_(keys))):
                found[getattr(row, column)].append(row)
            return [found[key] for key in keys]

        return load
