"""`viewer.visibleTo`: who sees which field of the viewer's own row now.

In: the policy, by its sights (`app.authz.visibility`). Out: a part of the plan, and the SQL that writes its answer.
Each condition is asked once of the own row, as the audience would ask it; the list itself is made of names of the
policy.
"""

from __future__ import annotations

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from app.authz.explain import Explainer
from app.authz.expression import Expression
from app.authz.personas import question_as
from app.authz.visibility import KIND, Sight, consents_of, is_changed_by, is_visible, sights
from app.database.vocabulary import Audience, ConsentPurpose
from app.resolvers.read import json_text
from app.resolvers.read.access import Access, Place
from app.resolvers.read.catalog import ROW, Catalog
from app.resolvers.read.json_text import Text
from app.resolvers.read.names import Names
from app.resolvers.read.plan import Shape, TypeName, VisibilityPlan
from app.resolvers.read.truth import bound
from app.resolvers.read.values import Values


def plan_visibility(explainer: Explainer, catalog: Catalog, values: Values, shape: Shape) -> VisibilityPlan:
    """The plan of the list."""
    return VisibilityPlan(values.add(_words(own_sights(explainer, catalog))), shape)


def own_sights(explainer: Explainer, catalog: Catalog) -> tuple[Sight, ...]:
    """The fields of a person, the row itself first, for each audience."""
    return sights(explainer, dict.fromkeys((ROW, *catalog.types[KIND].fields)))


def _words(listed: tuple[Sight, ...]) -> list[str]:
    """The conditions in words, as JSON, each once."""
    return list(dict.fromkeys(orjson.dumps(sight.words).decode() for sight in listed))


class VisibilityWriter:
    """Writes the list for one statement."""

    def __init__(self, explainer: Explainer, catalog: Catalog, access: Access, names: Names) -> None:
        self._sights = own_sights(explainer, catalog)
        self._access = access
        self._names = names

    def write(self, plan: VisibilityPlan, own: sa.ColumnElement[object]) -> Text:
        """The JSON of the list, about the row with the viewer's own id."""
        rows = self._access.identified(KIND, own)
        facts = _Facts(self._names.next("facts"))
        words = self._names.next("words")
        places = {text: place for place, text in enumerate(_words(self._sights), start=1)}
        pieces: list[str | Text] = ["["]
        for number, sight in enumerate(self._sights):
            if number:
                pieces.append(",")
            said = sa.literal_column(f"{words}.said[{places[orjson.dumps(sight.words).decode()]}]", sa.Text)
            pieces.append(self._entry(plan.shape, sight, said, facts))
        asked = sa.select(*self._columns(facts, rows.place)).select_from(rows.source).where(*rows.conditions)
        found = asked.offset(sa.literal_column("0")).subquery(facts.name)
        texts = sa.select(bound(plan.words, ARRAY(sa.Text())).label("said")).subquery(words)
        listed = sa.select(json_text.joined([*pieces, "]"])).select_from(found, texts).scalar_subquery()
        return sa.func.coalesce(listed, sa.literal_column("'[]'", sa.Text), type_=sa.Text)

    def _entry(self, shape: Shape, sight: Sight, said: Text, facts: _Facts) -> Text:
        values: dict[str, str | Text] = {
            "field": f'"{KIND}.{sight.field}"',
            "audience": f'"{sight.audience.value}"',
            "roles": orjson.dumps(sight.roles).decode(),
            "visible": sa.cast(facts.visible(sight), sa.Text),
            "condition": said,
            "rules": orjson.dumps(sight.rules).decode(),
            "clauses": orjson.dumps(sight.clauses).decode(),
            "changedBy": _changes(sight, facts),
        }
        return json_text.an_object(
            (key, f'"{part.name}"' if isinstance(part, TypeName) else values[str(part)]) for key, part in shape.parts
        )

    def _columns(self, facts: _Facts, place: Place) -> list[sa.ColumnElement[bool]]:
        """What was asked of the own row, each once."""
        columns: list[sa.ColumnElement[bool]] = [sa.true().label("found")]
        for (audience, condition, consent), name in facts.asked.items():
            question = question_as(audience, self._access.question, self._access.grants)
            if consent is None:
                columns.append(is_visible(question, condition, place.row).label(name))
            else:
                columns.append(is_changed_by(question, condition, place.row, consent).label(name))
        return columns


class _Facts:
    """What is asked of the own row, by the names of its columns; asking twice is asking once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.asked: dict[tuple[Audience, Expression, ConsentPurpose | None], str] = {}

    def visible(self, sight: Sight) -> sa.ColumnElement[bool]:
        return self._column((sight.audience, sight.condition, None))

    def changed(self, sight: Sight, consent: ConsentPurpose) -> sa.ColumnElement[bool]:
        return self._column((sight.audience, sight.condition, consent))

    def _column(self, key: tuple[Audience, Expression, ConsentPurpose | None]) -> sa.ColumnElement[bool]:
        name = self.asked.setdefault(key, f"fact_{len(self.asked) + 1}")
        return sa.literal_column(f"{self.name}.{name}", sa.Boolean)


def _changes(sight: Sight, facts: _Facts) -> str | Text:
    """The consents that would change what is visible, as JSON."""
    consents = consents_of(sight.condition)
    if not consents:
        return "[]"
    named = [
        sa.case((facts.changed(sight, consent), sa.literal_column(f"'\"{consent.value}\"'", sa.Text)))
        for consent in consents
    ]
    listed: Text = sa.func.concat_ws(sa.literal_column("','", sa.Text), *named, type_=sa.Text)
    return json_text.joined(["[", listed, "]"])
