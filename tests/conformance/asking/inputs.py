"""Random arguments: filters, searches, orders and ids, over the words of a pool.

In: a way to choose, the contract's schema, a pool. Out: values as variables have them (JSON), and as literals.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeVar

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    get_named_type,
)
from hypothesis import strategies as st

from tests.conformance.asking.pool import COUNTRIES, UNKNOWN_ID, Pool

T = TypeVar("T")


class Chooser:
    """Choices that hypothesis can shrink: the first option is the simplest."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw

    def pick(self, options: list[T]) -> T:
        chosen: T = self._draw(st.sampled_from(options))
        return chosen

    def some(self, options: list[T], least: int, most: int) -> list[T]:
        """Some options, none twice, in any order."""
        most = min(most, len(options))
        found: list[T] = self._draw(st.lists(st.sampled_from(options), min_size=least, max_size=most, unique_by=repr))
        return found

    def number(self, low: int, high: int) -> int:
        found: int = self._draw(st.integers(low, high))
        return found

    def chance(self, one_in: int) -> bool:
        """True once in so many times."""
        return self.number(0, one_in - 1) == one_in - 1


def literal(value: Any, kind: GraphQLInputType) -> str:
    """A value in the syntax of a document."""
    if value is None:
        return "null"
    if isinstance(kind, GraphQLNonNull):
        return literal(value, kind.of_type)
    if isinstance(kind, GraphQLList):
        return f"[{', '.join(literal(one, kind.of_type) for one in value)}]"
    if isinstance(kind, GraphQLInputObjectType):
        parts = (f"{name}: {literal(one, kind.fields[name].type)}" for name, one in value.items())
        return f"{{{', '.join(parts)}}}"
    return str(value) if isinstance(kind, GraphQLEnumType) else json.dumps(value, ensure_ascii=False)


class Inputs:
    """Makes the arguments of one document."""

    def __init__(self, choose: Chooser, schema: GraphQLSchema, pool: Pool) -> None:
        self._choose, self._schema, self._pool = choose, schema, pool

    def ids(self, type_name: str, most: int = 4) -> list[str]:
        return [self.an_id(type_name) for _ in range(self._choose.number(0, most))]

    def an_id(self, type_name: str | None = None) -> str:
        own = self._pool.ids.get(type_name or "", [])
        options = own * 3 + self._pool.any_ids if self._choose.chance(3) else own
        return self._choose.pick(options or [UNKNOWN_ID])

    def search(self) -> str:
        words = [self._word() for _ in range(self._choose.pick([1, 1, 1, 2, 0]))]
        return self._choose.pick([" ", "  ", "\u00a0", "\t"]).join(words)

    def _word(self) -> str:
        return self._bent(self._choose.pick(self._pool.words), whole=self._choose.chance(2))

    def _bent(self, text: str, *, whole: bool) -> str:
        """A text as it stands, or its beginning, or in another case."""
        text = text[:40]
        cut = text if whole else text[: self._choose.number(1, 4)]
        return self._choose.pick([cut, cut, cut.upper(), cut.lower()])

    def orders(self, orders: GraphQLInputType) -> list[dict[str, str]]:
        named = get_named_type(orders)
        assert isinstance(named, GraphQLInputObjectType)
        enum = get_named_type(named.fields["field"].type)
        assert isinstance(enum, GraphQLEnumType)
        fields = self._choose.some(list(enum.values), 0, 2)
        return [self._order(field) for field in fields]

    def _order(self, field: str) -> dict[str, str]:
        direction = self._choose.pick(["ASC", "DESC", None])
        return {"field": field} if direction is None else {"field": field, "direction": direction}

    def where(self, name: str, depth: int = 2) -> dict[str, Any]:
        """A filter of an input type `…Where`."""
        kind = self._schema.type_map[name]
        assert isinstance(kind, GraphQLInputObjectType)
        fields = [field for field in kind.fields if depth > 0 or field not in ("and", "or", "not", "school")]
        chosen = self._choose.some(fields, 0 if self._choose.chance(6) else 1, 2)
        return {field: self._condition(name.removesuffix("Where"), field, kind, depth) for field in chosen}

    def _condition(self, type_name: str, field: str, kind: GraphQLInputObjectType, depth: int) -> Any:
        if self._choose.chance(25):
            return None
        if field in ("and", "or"):
            return [self.where(kind.name, depth - 1) for _ in range(self._choose.number(0, 2))]
        if field in ("not", "school"):
            return self.where(kind.name if field == "not" else "SchoolWhere", depth - 1)
        if field == "id":
            return self.ids(type_name)
        named = get_named_type(kind.fields[field].type)
        if isinstance(named, GraphQLEnumType):
            return self._choose.some(list(named.values), 0, 3)
        if isinstance(named, GraphQLInputObjectType):
            return self._operators(named, f"{type_name}.{field}")
        return self._choose.pick([True, False])

    def _operators(self, kind: GraphQLInputObjectType, coordinate: str) -> dict[str, Any]:
        chosen = self._choose.some(list(kind.fields), 0 if self._choose.chance(8) else 1, 2)
        return {name: self._operand(kind, name, coordinate) for name in chosen}

    def _operand(self, kind: GraphQLInputObjectType, operator: str, coordinate: str) -> Any:
        if self._choose.chance(25):
            return None
        if operator == "isNull":
            return self._choose.pick([True, False])
        if operator in ("in", "hasAny"):
            return [self._value(kind.name, operator, coordinate) for _ in range(self._choose.number(0, 3))]
        return self._value(kind.name, operator, coordinate)

    def _value(self, filter_name: str, operator: str, coordinate: str) -> str:
        if filter_name == "CountryFilter":
            return self._choose.pick(COUNTRIES)
        if filter_name == "DateFilter":
            return self._choose.pick(self._pool.days or ["2024-09-01"])
        if filter_name == "DateTimeFilter":
            return self._choose.pick(self._pool.moments)
        text = self._choose.pick(self._pool.texts_of(coordinate))
        if operator == "startsWith" or (operator == "contains" and self._choose.chance(2)):
            return self._bent(text, whole=self._choose.chance(3)) if text else text
        if operator == "contains" and text:
            start = self._choose.number(0, min(8, len(text) - 1))
            return self._bent(text[start:], whole=False)
        return text
