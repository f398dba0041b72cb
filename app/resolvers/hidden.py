"""Why is this null: the extension `hidden` of an answer, for a request with `{"extensions": {"explain": true}}`.

In: the request's extensions; the selection and the caller. Out: the schema coordinates of the operation that the acting
role never reads for its purpose, or on some rows only, each with the rules that speak of it. It is computed from the
grants before anything is executed: the same bytes for an empty answer and for any database, by role and type, never by
the place in a response (G-56). A coordinate is a field (`User.email`), or a type (`User`) where its rows are meant.
"""

from __future__ import annotations

from typing import Any

import orjson
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet

from app.authz.caller import Caller
from app.authz.explain import Explainer
from app.authz.partial import Always, Grant, Never
from app.authz.personas import AUDIENCE_OF, STANDPOINTS, condition_of
from app.authz.policy import Grants
from app.database.lexicon import LEXICONS
from app.database.vocabulary import Persona, Purpose, Role
from app.errors import BadInput
from app.resolvers.read.catalog import ROW, Catalog
from app.resolvers.read.plan import ConnectionPlan, FieldPlan, ObjectPlan
from app.resolvers.read.requested import TYPENAME, Selection, name_of
from app.resolvers.read.selection import Planner
from app.schema.mapping import Cell, Collection, Link, LinkedCell

Coordinate = tuple[Persona | None, str, str]


def wants_explanation(extensions: dict[str, Any] | None) -> bool:
    """Whether the request asks for `extensions.hidden`. Other extensions are ignored, as members of a request are."""
    asked = (extensions or {}).get("explain")
    if asked is None or isinstance(asked, bool):
        return bool(asked)
    raise BadInput("The extension `explain` is true or false.", hint="send true, or leave it out", field="explain")


def hidden_extension(
    catalog: Catalog, explainer: Explainer, caller: Caller, secret: bytes, selection: Selection, roots: GroupedFieldSet
) -> bytes:
    """The list, as a member of the extensions; sorted by coordinate."""
    planner = _NotingPlanner(catalog, explainer.policy, caller, secret, selection, explainer=explainer)
    planner.plan(roots)
    found = [
        entry
        for persona, kind, field in sorted(planner.noted, key=lambda one: (one[1], one[2] != ROW, one[2], one[0] or ""))
        if (entry := _entry(explainer, caller, persona, kind, field)) is not None
    ]
    return b'"hidden":' + orjson.dumps(found)


class _NotingPlanner(Planner):
    """Plans as always, and notes every coordinate on the way: shown, filtered by, ordered by or searched in."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.noted: set[Coordinate] = set()
        super().__init__(*given, **named)

    def _note(self, kind: str, field: str) -> None:
        """A coordinate, and what it leans on: the rows that it leads to, the cell that it shows as its own."""
        self.noted |= {(None, kind, field), (self._persona, kind, field)}
        entry = self._catalog.types[kind]
        if field == ROW:
            if entry.rows.stands_with is not None:
                self._note(kind, entry.rows.stands_with)
            return
        match entry.fields[field]:
            case Link(target) | Collection(target):
                self._note(target, ROW)
            case LinkedCell(link, shown):
                self._note(kind, link)
                self._note(self._catalog.link(kind, link).target, shown)

    def _is_ever_readable(self, kind: str, name: str) -> bool:
        self._note(kind, name)
        return super()._is_ever_readable(kind, name)

    def _object(self, kind: str, details: FieldDetailsList) -> ObjectPlan:
        self._note(kind, ROW)
        return super()._object(kind, details)

    def _field(self, kind: str, details: FieldDetailsList) -> FieldPlan:
        if name_of(details[0]) != TYPENAME:
            self._note(kind, name_of(details[0]))
        return super()._field(kind, details)

    def _connection(
        self, kind: str, name: str, target: str, details: FieldDetailsList, *, is_root: bool
    ) -> ConnectionPlan:
        self._note(target, ROW)
        plan = super()._connection(kind, name, target, details, is_root=is_root)
        if plan.page.search:
            words = LEXICONS[self._catalog.types[target].rows.table].words
            for field, declared in self._catalog.types[target].fields.items():
                if isinstance(declared, Cell) and declared.column in words:
                    self._note(target, field)
        return plan


def _entry(
    explainer: Explainer, caller: Caller, persona: Persona | None, kind: str, field: str
) -> dict[str, Any] | None:
    """What is said of a coordinate; nothing of one that is readable wherever its row stands."""
    role, purpose = caller.role, caller.purpose
    if persona is not None:
        standpoint = STANDPOINTS[AUDIENCE_OF[persona]]
        role, purpose = standpoint.roles[0], standpoint.purpose
    grant = _grant(explainer.policy.grants(role, purpose), kind, field)
    if isinstance(grant, Always):
        return None
    entry: dict[str, Any] = {"coordinate": kind if field == ROW else f"{kind}.{field}"}
    if persona is not None:
        entry["persona"] = persona.value
    entry["readable"] = "NEVER" if isinstance(grant, Never) else "SOMETIMES"
    entry["condition"] = explainer.words(condition_of(grant), kind)
    entry["rules"] = [] if isinstance(grant, Never) else _rules(explainer, role, purpose, kind, field)
    return entry


def _grant(grants: Grants, kind: str, field: str) -> Grant:
    return grants.row(kind) if field == ROW else grants.cell(kind, field)


def _rules(explainer: Explainer, role: Role, purpose: Purpose | None, kind: str, field: str) -> list[dict[str, Any]]:
    return [
        {
            "rule": reason.rule.id,
            "effect": "ALLOW" if reason.rule.allows else "DENY",
            "condition": reason.words,
            "reason": reason.rule.reason,
            "clauses": reason.rule.clauses,
        }
        for reason in explainer.reasons(role, purpose, kind, field)
        if not reason.is_closed
    ]
