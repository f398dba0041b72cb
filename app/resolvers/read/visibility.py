"""`viewer.visibleTo`: who sees which field of the viewer's own row now.

In: the policy, by its sights (`app.authz.visibility`). Out: a part of the plan, and the SQL that writes its answer.
Each condition is asked once of the own row, as the audience would ask it. The rest of the list is known beforehand: it
travels as texts, each with the number of the fact that follows it, so that one statement serves every selection.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by, array

from app.authz.explain import Explainer
from app.authz.expression import Expression
from app.authz.personas import question_as
from app.authz.rows import Row
from app.authz.translate import Question
from app.authz.visibility import KIND, Sight, consents_of, is_changed_by, is_visible, sights
from app.database.vocabulary import Audience
from app.resolvers.read.access import Access
from app.resolvers.read.catalog import ROW, Catalog
from app.resolvers.read.json_text import Text
from app.resolvers.read.names import Names
from app.resolvers.read.plan import Shape, TypeName, VisibilityPlan
from app.resolvers.read.truth import bound
from app.resolvers.read.values import Values


@dataclass(frozen=True, slots=True)
class _Fact:
    """What is asked of the own row: whether an audience sees it, or which consents would change that."""

    audience: Audience
    condition: Expression
    is_about_consents: bool


def plan_visibility(explainer: Explainer, catalog: Catalog, values: Values, shape: Shape) -> VisibilityPlan:
    """The plan of the list: its texts, and after each the number of a fact, 0 for none."""
    listed = own_sights(explainer, catalog)
    numbers = {fact: number for number, fact in enumerate(_facts(listed), start=1)}
    texts: list[str] = []
    followed: list[int] = []
    text = "["
    for place, sight in enumerate(listed):
        text += "," * (place > 0)
        for piece in _pieces(sight, shape):
            if isinstance(piece, str):
                text += piece
            else:
                texts.append(text)
                followed.append(numbers[piece])
                text = ""
    return VisibilityPlan(values.add([*texts, text + "]"]), values.add([*followed, 0]))


def own_sights(explainer: Explainer, catalog: Catalog) -> tuple[Sight, ...]:
    """The fields of a person, the row itself first, for each audience."""
    return sights(explainer, dict.fromkeys((ROW, *catalog.types[KIND].fields)))


def _facts(listed: tuple[Sight, ...]) -> list[_Fact]:
    """Everything that is asked of the own row, each once."""
    return list(
        dict.fromkeys(_Fact(sight.audience, sight.condition, about) for sight in listed for about in (False, True))
    )


def _pieces(sight: Sight, shape: Shape) -> Iterator[str | _Fact]:
    """One entry of the list: JSON, and the facts between."""
    known = {
        "field": f"{KIND}.{sight.field}",
        "audience": sight.audience,
        "roles": sight.roles,
        "condition": sight.words,
        "rules": sight.rules,
        "clauses": sight.clauses,
    }
    facts = {
        "visible": _Fact(sight.audience, sight.condition, is_about_consents=False),
        "changedBy": _Fact(sight.audience, sight.condition, is_about_consents=True),
    }
    for number, (key, part) in enumerate(shape.parts):
        yield f'{"," if number else "{"}"{key}":'
        if isinstance(part, TypeName):
            yield f'"{part.name}"'
        else:
            yield facts[str(part)] if part in facts else orjson.dumps(known[str(part)]).decode()
    yield "}"


class VisibilityWriter:
    """Writes the list for one statement; the facts are asked once, however often the list is written."""

    def __init__(self, explainer: Explainer, catalog: Catalog, access: Access, own: Text, names: Names) -> None:
        self._listed = _facts(own_sights(explainer, catalog))
        self._access = access
        self._own = own
        self._names = names

    def write(self, plan: VisibilityPlan) -> Text:
        """The JSON of the list."""
        text = self._names.next("text")
        unnested = sa.func.unnest(bound(plan.texts, ARRAY(sa.Text())), bound(plan.followed, ARRAY(sa.Integer())))
        pieces = unnested.table_valued("said", "fact", with_ordinality="place", name=text).render_derived(name=text)
        fact = sa.literal_column(f"coalesce(known.facts[{text}.fact], '')", sa.Text)
        piece = sa.func.concat(sa.literal_column(f"{text}.said", sa.Text), fact, type_=sa.Text)
        order = aggregate_order_by(sa.literal_column("''", sa.Text), sa.literal_column(f"{text}.place"))
        listed = sa.select(sa.func.string_agg(piece, order, type_=sa.Text)).select_from(self._known, pieces)
        return sa.func.coalesce(listed.scalar_subquery(), sa.literal_column("'[]'", sa.Text), type_=sa.Text)

    @cached_property
    def _known(self) -> sa.CTE:
        """The facts about the row with the viewer's own id, each as JSON."""
        rows = self._access.identified(KIND, self._own)
        questions = {
            audience: question_as(audience, self._access.question, self._access.grants) for audience in Audience
        }
        answers = [_answer(fact, questions[fact.audience], rows.place.row) for fact in self._listed]
        listed: array[Any] = array(answers, type_=sa.Text())
        facts = sa.select(listed.label("facts")).select_from(rows.source)
        return facts.where(*rows.conditions).cte("known").prefix_with("MATERIALIZED", dialect="postgresql")


def _answer(fact: _Fact, question: Question, row: Row) -> Text:
    if not fact.is_about_consents:
        return sa.cast(is_visible(question, fact.condition, row), sa.Text)
    named = [
        sa.case(
            (
                is_changed_by(question, fact.condition, row, consent),
                sa.literal_column(f"'\"{consent.value}\"'", sa.Text),
            )
        )
        for consent in consents_of(fact.condition)
    ]
    opened, closed, comma = (sa.literal_column(f"'{sign}'", sa.Text) for sign in "[],")
    listed = sa.func.concat_ws(comma, *named, type_=sa.Text) if named else sa.literal_column("''", sa.Text)
    return sa.func.concat(opened, listed, closed, type_=sa.Text)
