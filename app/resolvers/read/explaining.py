"""`viewer.explain`: why the viewer reads a field of an object or does not, without telling what is hidden.

In: a coordinate and an id of the request. Out: a part of the plan, and the SQL that writes its answer. The rules are
asked by `app.authz.explain`; what may be told is decided by `app.resolvers.read.telling`. Explained is an object that
stands for the viewer, and is the own row, school or project unless a member of staff asks for RIGHTS_REQUEST or
SUPPORT. For everything else, and where the answer would hang on something withheld, there is one answer, the same bytes
for hidden, unknown and malformed: NOT_EXPLAINED.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from app.authz.explain import (
    Answer,
    Explainer,
    Reason,
    Truth,
    answer_of,
    outcome_of,
    truth_of,
    winner_of,
)
from app.authz.rows import current_id
from app.database.vocabulary import Purpose
from app.errors import BadInput
from app.resolvers.read import json_text
from app.resolvers.read.access import Access
from app.resolvers.read.catalog import NODE_TYPES, Catalog
from app.resolvers.read.filters import known_id
from app.resolvers.read.json_text import Text
from app.resolvers.read.marks import Marks
from app.resolvers.read.names import Names
from app.resolvers.read.plan import ExplanationPlan, Shape, TypeName
from app.resolvers.read.telling import Telling
from app.resolvers.read.truth import bound
from app.resolvers.read.values import Values

EXPLAINING_PURPOSES = frozenset({Purpose.RIGHTS_REQUEST, Purpose.SUPPORT})


def plan_explanation(
    explainer: Explainer, reader: Any, catalog: Catalog, values: Values, arguments: Mapping[str, Any], shape: Shape
) -> ExplanationPlan:
    """The plan of an explanation; a coordinate that does not exist is refused."""
    kind, dot, field = str(arguments["coordinate"]).partition(".")
    if not dot or kind not in NODE_TYPES or field not in catalog.published()[kind]:
        raise BadInput(
            "There is no such coordinate of a type with an id.",
            hint="write `Type.field`, as `User.email`",
            field="coordinate",
        )
    texts = _texts(explainer.reasons(reader.role, reader.purpose, kind, field))
    return ExplanationPlan(kind, field, values.add(known_id(arguments["id"])), values.add(texts), shape)


def _texts(reasons: tuple[Reason, ...]) -> list[str]:
    """What people wrote or read about these rules, as JSON, each text once."""
    found: dict[str, None] = {}
    for reason in reasons:
        for text in (reason.rule.reason, reason.words, *(part.words for part in reason.parts)):
            found[_json(text)] = None
    return list(found)


def _json(text: str) -> str:
    return orjson.dumps(text).decode()


class ExplanationWriter:
    """Writes the explanations of one statement."""

    def __init__(
        self, explainer: Explainer, reader: Any, access: Access, names: Names, marks: Marks | None = None
    ) -> None:
        self._marks = marks
        self._explainer = explainer
        self._reader = reader
        self._access = access
        self._question = access.question
        self._names = names

    def write(self, plan: ExplanationPlan) -> Text:
        """The JSON of an explanation."""
        reasons = self._explainer.reasons(self._reader.role, self._reader.purpose, plan.kind, plan.field)
        truths, numbers = self._truths(plan, reasons)
        facts, decided = self._names.next("facts"), self._names.next("decided")

        def truth(number: int) -> Text:
            return sa.literal_column(f"{facts}.truth_{number}", sa.Text)

        outcomes = [
            outcome_of(reason.rule, [truth(number) for number in of_rule]).label(f"outcome_{place}")
            for place, (reason, of_rule) in enumerate(zip(reasons, numbers, strict=True))
        ]
        told = [truth(number).label(f"truth_{number}") for of_rule in numbers for number in of_rule]
        selected = sa.select(*outcomes, *told, sa.true().label("found")).select_from(truths.subquery(facts))
        source = selected.subquery(decided)
        body = _Body(plan, reasons, numbers, decided, self._names.next("words"))
        written = body.written()
        if self._marks is not None:
            subject = current_id(plan.kind, bound(plan.identifier, sa.Uuid()))
            written = self._marks.explained(plan.kind, plan.field, subject, written)
        explained = sa.select(written).select_from(source, body.words()).scalar_subquery()
        return sa.func.coalesce(explained, nothing_explained(plan.shape), type_=sa.Text)

    def _truths(self, plan: ExplanationPlan, reasons: tuple[Reason, ...]) -> tuple[Any, list[list[int]]]:
        """The words for all parts of all rules about the row, and their numbers by rule."""
        rows = self._access.identified(plan.kind, bound(plan.identifier, sa.Uuid()))
        telling = Telling(self._access, rows.place)
        columns: list[Any] = []
        numbers: list[list[int]] = []
        for reason in reasons:
            # Null and false of what is asked are not told apart: the view itself may not show the difference.
            unknown = Truth.FAILS if reason.rule.allows else Truth.HOLDS
            numbers.append([])
            for part in reason.parts:
                numbers[-1].append(len(columns))
                truth = truth_of(self._question, part, {"object": rows.place.row}, telling.is_told, unknown=unknown)
                columns.append(truth.label(f"truth_{len(columns)}"))
        selected = sa.select(*columns, sa.true().label("found")).select_from(rows.source)
        concerned = rows.conditions if self._explains_all else (*rows.conditions, telling.is_own)
        return selected.where(*concerned).offset(sa.literal_column("0")), numbers

    @property
    def _explains_all(self) -> bool:
        return self._reader.purpose in EXPLAINING_PURPOSES


class _Body:
    """Writes the JSON of one explanation over the outcomes of its rules."""

    def __init__(
        self, plan: ExplanationPlan, reasons: tuple[Reason, ...], numbers: list[list[int]], decided: str, words: str
    ) -> None:
        self._plan = plan
        self._reasons = reasons
        self._numbers = numbers
        self._decided = decided
        self._name = words
        self._places = {text: place for place, text in enumerate(_texts(reasons), start=1)}
        self._outcomes = [self._column(f"outcome_{number}") for number in range(len(reasons))]

    def words(self) -> Any:
        """The texts as a FROM item."""
        return sa.select(bound(self._plan.words, ARRAY(sa.Text())).label("said")).subquery(self._name)

    def written(self) -> Text:
        allowing = [one for one, reason in self._paired if reason.rule.allows]
        denying = [one for one, reason in self._paired if not reason.rule.allows]
        answer = answer_of(allowing, denying)
        explained = self._object(self._plan.shape, {"code": json_text.quoted(answer), "rule": self._winner()})
        withheld = answer == sa.literal_column(f"'{Answer.NOT_EXPLAINED.value}'", sa.Text)
        return sa.case((withheld, nothing_explained(self._plan.shape)), else_=explained)

    @property
    def _paired(self) -> list[tuple[Any, Reason]]:
        return list(zip(self._outcomes, self._reasons, strict=True))

    def _winner(self) -> Text:
        winner = json_text.quoted(winner_of(self._reasons, self._outcomes))
        return sa.func.coalesce(winner, json_text.NULL, type_=sa.Text)

    def _object(self, shape: Shape, values: Mapping[str, str | Text]) -> Text:
        return json_text.an_object((key, self._value(part, values)) for key, part in shape.parts)

    def _value(self, part: str | TypeName | Shape, values: Mapping[str, str | Text]) -> str | Text:
        if isinstance(part, TypeName):
            return f'"{part.name}"'
        if isinstance(part, Shape):
            return _list([self._rule(part, number) for number in range(len(self._reasons))])
        return values[part]

    def _rule(self, shape: Shape, number: int) -> Text:
        reason = self._reasons[number]
        values: dict[str, str | Text] = {
            "rule": f'"{reason.rule.id}"',
            "effect": '"ALLOW"' if reason.rule.allows else '"DENY"',
            "outcome": json_text.quoted(self._outcomes[number]),
            "condition": self._said(reason.words),
            "reason": self._said(reason.rule.reason),
            "clauses": orjson.dumps(reason.rule.clauses).decode(),
        }
        return json_text.an_object(
            (key, self._parts(part, number) if isinstance(part, Shape) else self._value(part, values))
            for key, part in shape.parts
        )

    def _parts(self, shape: Shape, number: int) -> Text:
        parts = zip(self._reasons[number].parts, self._numbers[number], strict=True)
        return _list(
            [
                self._object(
                    shape,
                    {"condition": self._said(part.words), "truth": json_text.quoted(self._column(f"truth_{place}"))},
                )
                for part, place in parts
            ]
        )

    def _said(self, text: str) -> Text:
        return sa.literal_column(f"{self._name}.said[{self._places[_json(text)]}]", sa.Text)

    def _column(self, name: str) -> Text:
        return sa.literal_column(f"{self._decided}.{name}", sa.Text)


def _list(items: list[Text]) -> Text:
    pieces: list[str | Text] = ["["]
    for number, item in enumerate(items):
        pieces += [",", item] if number else [item]
    return json_text.joined([*pieces, "]"])


def nothing_explained(shape: Shape) -> Text:
    """The one answer where nothing is explained, whatever the reason."""
    values: Callable[[str], str] = {"code": f'"{Answer.NOT_EXPLAINED.value}"', "rule": "null"}.__getitem__
    return json_text.an_object(
        (
            key,
            f'"{part.name}"' if isinstance(part, TypeName) else "[]" if isinstance(part, Shape) else values(part),
        )
        for key, part in shape.parts
    )
