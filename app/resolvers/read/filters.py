"""From the coerced `where` and `search` of a request to the filters of a plan.

In: what graphql-core coerced. Out: filters with slots. A filter that names a coordinate which the acting role can never
read is refused here, before anything runs (G-07). The meaning of empty and null operands is G-28's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from app.authz.partial import Always, Grant, Where
from app.database.lexicon import LEXICONS, Lexicon
from app.database.text import GRAM, LONGEST_WORD, fold, nfc, quote_lexeme, trigrams
from app.errors import LimitExceeded, NeverReadable
from app.resolvers.read.catalog import Catalog
from app.resolvers.read.conditions import All, AnyOf, Filter, Missing, Negated, Related, SearchWord, Test
from app.resolvers.read.values import Values
from app.schema.mapping import Cell, Composite, Computed, Kind, Link

LONGEST_TEXT = 1_000  # code points of one text to compare with
MOST_SEARCH_WORDS = 20

IsReadable = Callable[[str, str], bool]

_COMPARISONS = {"eq", "lt", "lte", "gt", "gte"}


class FilterReader:
    """Reads the filters of one request."""

    def __init__(self, catalog: Catalog, values: Values, is_ever_readable: IsReadable) -> None:
        self._catalog = catalog
        self._values = values
        self._is_ever_readable = is_ever_readable

    def where(self, kind: str, given: Mapping[str, Any] | None) -> Filter:
        """The filter of a `…Where`; `{}` and null are met by everything."""
        parts: list[Filter] = []
        for name, operand in (given or {}).items():
            if operand is None:
                continue
            if name == "and":
                parts.append(All(tuple(self.where(kind, part) for part in operand)))
            elif name == "or":
                parts.append(AnyOf(tuple(self.where(kind, part) for part in operand)))
            elif name == "not":
                parts.append(Negated(self.where(kind, operand)))
            else:
                parts.append(self._field(kind, name, operand))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _field(self, kind: str, name: str, operand: Any) -> Filter:
        related = self._catalog.related.get((f"{kind}Where", name))
        if related is not None:
            self.require_readable(kind, related.connection)
            target = self._target_of(kind, related.connection)
            self.require_readable(target, related.field)
            return Related(related.connection, self._operators(target, related.field, operand))
        if name == "id":
            return Test("id", "id_in", (self._values.add(known_ids(operand)),))
        self.require_readable(kind, name)
        declaration = self._catalog.declaration(kind, name)
        if isinstance(declaration, Composite):
            return self._ages(name, operand)
        if isinstance(declaration, Link):
            return Related(name, self.where(declaration.target, operand))
        return self._operators(kind, name, operand)

    def _target_of(self, kind: str, connection: str) -> str:
        return str(self._catalog.declaration(kind, connection).target)  # type: ignore[union-attr]

    def require_readable(self, kind: str, name: str) -> None:
        """Refuse a coordinate that the role can never read, and say which."""
        if not self._is_ever_readable(kind, name):
            raise NeverReadable(
                f"The acting role can never read `{kind}.{name}`, so it can neither filter nor order by it.",
                hint="leave the field out, or act in a role that may read it",
                field=f"{kind}.{name}",
            )

    def _operators(self, kind: str, name: str, operand: Any) -> Filter:
        stored = self._catalog.kind_of(kind, name)
        if isinstance(operand, bool):
            return Test(name, "eq", (self._values.add(operand),))
        if isinstance(operand, list):
            return self._words(kind, name, operand)
        parts: list[Filter] = []
        for operator, value in operand.items():
            if value is None:
                continue
            if operator == "isNull":
                parts.append(Missing(name, value))
            elif stored is Kind.TEXT:
                parts.append(self._text(self._lexicon(kind), name, self._column(kind, name), operator, value))
            elif stored is Kind.TEXTS:
                parts.append(self._list(self._lexicon(kind), name, self._column(kind, name), operator, value))
            elif operator == "in":
                parts.append(Test(name, "in", (self._values.add([checked(item) for item in value]),)))
            elif operator in _COMPARISONS:
                parts.append(Test(name, operator, (self._values.add(_scalar(value)),)))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _ages(self, name: str, operand: Mapping[str, Any]) -> Filter:
        """Conditions on the ages of pupils."""
        parts: list[Filter] = []
        if (range_ := operand.get("overlaps")) is not None:
            ends = (self._values.add(range_["from"]), self._values.add(range_["to"]))
            parts.append(Test(name, "ages_overlap", ends))
        if (wanted := operand.get("isNull")) is not None:
            parts.append(Missing(name, wanted))
        return All(tuple(parts))

    def _words(self, kind: str, name: str, operand: list[Any]) -> Filter:
        """One of these words of an enum. The words of a computed cell are part of the structure."""
        words = sorted({str(word.value) for word in operand})
        if isinstance(self._catalog.declaration(kind, name), Computed):
            return Test(name, "in_words", words=tuple(words))
        return Test(name, "in", (self._values.add(words),))

    def _text(self, lexicon: Lexicon, name: str, column: str, operator: str, value: Any) -> Filter:
        if operator == "in":
            texts = [checked(item) for item in value]
            return Test(name, "text_in", (self._values.add(texts), self._values.add([fold(text) for text in texts])))
        text = checked(value)
        folded = fold(text)
        if operator == "eq":
            return Test(name, "text_eq", (self._values.add(text), self._values.add(folded)))
        if operator == "startsWith":
            return Test(name, "starts_with", (self._values.add(folded),))
        letter = lexicon.grams.get(f"{column}_folded")
        if letter is None or len(folded) < GRAM:
            return Test(name, "contains", (self._values.add(folded),))
        query = " & ".join(quote_lexeme(letter + gram) for gram in sorted(trigrams(folded)))
        return Test(name, "contains_indexed", (self._values.add(folded), self._values.add(query)))

    def _list(self, lexicon: Lexicon, name: str, column: str, operator: str, value: Any) -> Filter:
        texts = [checked(value)] if operator == "has" else [checked(item) for item in value]
        letter = lexicon.members.get(column)
        if letter is None or not texts:
            return Test(name, "overlaps", (self._values.add(texts),))
        query = " | ".join(sorted({quote_lexeme(letter + text[:LONGEST_WORD]) for text in texts}))
        if all(len(text) < LONGEST_WORD for text in texts):
            # The lexemes are the items themselves: to ask the list as well would only mislead the planner.
            return Test(name, "listed", (self._values.add(query),))
        return Test(name, "overlaps_indexed", (self._values.add(texts), self._values.add(query)))

    def _lexicon(self, kind: str) -> Lexicon:
        return LEXICONS.get(self._catalog.types[kind].rows.table, Lexicon())

    def _column(self, kind: str, name: str) -> str:
        declaration = self._catalog.declaration(kind, name)
        return declaration.column if isinstance(declaration, Cell) else ""

    def search(self, kind: str, text: str | None, grant: Callable[[str], Grant]) -> tuple[SearchWord, ...]:
        """The words of a search, each over the cells that the role may read at all (G-27)."""
        words = sorted(set(fold(checked(text or "")).split()))
        if len(words) > MOST_SEARCH_WORDS or any(len(word) >= LONGEST_WORD for word in words):
            raise LimitExceeded(
                f"A search has at most {MOST_SEARCH_WORDS} words of fewer than {LONGEST_WORD} characters.",
                hint="search for fewer or shorter words",
                field="search",
            )
        if not words:
            return ()
        cells = self._searched_cells(kind)
        unguarded = [letter for letter, name in cells.items() if isinstance(grant(name), Always)]
        guarded = [letter for letter, name in cells.items() if isinstance(grant(name), Where)]
        return tuple(self._search_word(word, unguarded, guarded) for word in words)

    def _searched_cells(self, kind: str) -> Mapping[str, str]:
        """The searched fields of a type by the letters of their words."""
        entry = self._catalog.types[kind]
        letters = LEXICONS[entry.rows.table].words
        return {
            letters[declaration.column]: name
            for name, declaration in entry.fields.items()
            if isinstance(declaration, Cell) and declaration.column in letters
        }

    def _search_word(self, word: str, unguarded: list[str], guarded: list[str]) -> SearchWord:
        def begins(letter: str) -> str:
            return f"{quote_lexeme(letter + word)}:*"

        return SearchWord(
            self._values.add(" | ".join(map(begins, unguarded))) if unguarded else None,
            tuple((letter, self._values.add(begins(letter))) for letter in guarded),
        )


def checked(text: object) -> str:
    """A text of a request in NFC, of a bearable length."""
    value = nfc(str(text))
    if len(value) > LONGEST_TEXT:
        raise LimitExceeded(f"A text has at most {LONGEST_TEXT:,} characters.", hint="compare with a shorter text")
    return value


def known_ids(identifiers: list[object]) -> list[str]:
    """The ids that are ids at all; another one belongs to nothing, like an unknown one (G-26)."""
    return [identifier for identifier in map(known_id, identifiers) if identifier is not None]


def known_id(identifier: object) -> str | None:
    """An id in its one written form, or None."""
    try:
        parsed = UUID(str(identifier))
    except ValueError:
        return None
    return str(identifier) if str(parsed) == identifier else None


def _scalar(value: object) -> object:
    """A date, instant or word as the driver sends it: text, whose type the statement states."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value if isinstance(value, bool) else checked(value)
