"""Whether a condition can be true of some row, as far as the condition itself shows.

In: a condition. Out: False only where it contradicts itself: a word that must be two words, an attribute that is
missing and compared, a condition together with its negation. It never calls a condition impossible that some row meets.
"""

from __future__ import annotations

from collections.abc import Iterator

from app.authz.expression import (
    FALSE,
    UNKNOWN,
    And,
    Attribute,
    Compare,
    Contained,
    Expression,
    IsNone,
    Literal,
    OneOf,
    Or,
    attributes_of,
    conjunction,
    negation,
)

Case = tuple[Expression, ...]
# A condition with more cases than that is left alone.
_MOST_CASES = 1000


def is_possible(condition: Expression) -> bool:
    """Whether some case of a condition does not contradict itself."""
    cases = _cases(condition)
    return len(cases) > _MOST_CASES or any(not _contradicts(case) for case in cases)


def impossible_parts(condition: Expression) -> Iterator[Expression]:
    """The cases of a condition that no row meets."""
    yield from (conjunction(case) for case in _cases(condition) if _contradicts(case))


def _cases(condition: Expression) -> list[Case]:
    """The condition as alternatives of conditions that must all be true; when there are too many, some of them."""
    match condition:
        case Or(operands):
            return [case for operand in operands for case in _cases(operand)]
        case And(operands):
            cases: list[Case] = [()]
            for operand in operands:
                cases = [(*case, *more) for case in cases for more in _cases(operand)][: _MOST_CASES + 1]
            return cases
        case _:
            return [(condition,)]


def _contradicts(case: Case) -> bool:
    words: dict[Attribute, frozenset[str]] = {}
    texts: dict[Attribute, frozenset[object]] = {}
    missing = {part.operand for part in case if isinstance(part, IsNone) and not part.negated}
    for part in case:
        if part in (FALSE, UNKNOWN) or negation(part) in case:
            return True
        if not isinstance(part, IsNone) and missing.intersection(attributes_of(part)):
            return True
        if isinstance(part, OneOf):
            words[part.attribute] = words.get(part.attribute, part.domain) & part.values
        if (allowed := _texts(part)) is not None:
            attribute, values = allowed
            texts[attribute] = texts.get(attribute, values) & values
    return not all(words.values()) or not all(texts.values())


def _texts(part: Expression) -> tuple[Attribute, frozenset[object]] | None:
    """The constants that an attribute without a vocabulary must be one of."""
    match part:
        case Compare("==", Attribute() as attribute, Literal(value)):
            return attribute, frozenset({value})
        case Contained(attribute, tuple(values), False):
            return attribute, frozenset(values)
    return None
