"""The condition language of the rules as a small tree, and its normal form.

A condition is read by `app.authz.parse`, evaluated on loaded objects by `app.authz.evaluate`, folded with what is
known of the viewer by `app.authz.partial`, and translated to SQL by `app.authz.translate`: one tree, so that no
two of them can understand a rule differently.

Truth has three values, as in SQL: a comparison with a missing attribute is *unknown*, its negation is unknown too,
and in the end only *true* grants. So neither an absence nor a `not` around it can turn into a grant (J19), on the
allow side and on the deny side alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Path = tuple[str, ...]
Scalar = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant; as a condition, `None` is unknown."""

    value: Scalar


@dataclass(frozen=True, slots=True)
class Attribute:
    """A value reached from `viewer`, `policy`, `object` or `entry`: `("object", "user", "country")`."""

    path: Path


@dataclass(frozen=True, slots=True)
class Compare:
    """`left operator right`, operator one of == != < <= > >=."""

    operator: str
    left: Operand
    right: Operand


@dataclass(frozen=True, slots=True)
class OneOf:
    """An attribute with a closed vocabulary (`domain`) is one of these values."""

    attribute: Attribute
    values: frozenset[str]
    domain: frozenset[str]


@dataclass(frozen=True, slots=True)
class Contained:
    """An attribute is, or is not, in a set of the viewer or in a list of constants without a vocabulary."""

    operand: Attribute
    container: Attribute | tuple[Scalar, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class IsNone:
    """An attribute is missing, or is not: the one test that is never unknown."""

    operand: Attribute
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A registered predicate, with an object and constants."""

    predicate: str
    arguments: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Negation; in normal form only around a `Call` or a boolean `Attribute`."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class And:
    """All of them."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Some of them."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class SeenBy:
    """A condition asked for another viewer than the one who reads: for a persona, by its name.

    No rule can say this; it comes of looking at oneself as somebody else (`app.authz.personas`).
    """

    persona: str
    operand: Expression


Operand = Literal | Attribute
Expression = Literal | Attribute | Compare | OneOf | Contained | IsNone | Call | Not | And | Or | SeenBy

TRUE = Literal(True)
FALSE = Literal(False)
UNKNOWN = Literal(None)

NEGATED_OPERATOR = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
FLIPPED_OPERATOR = {"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def conjunction(operands: tuple[Expression, ...]) -> Expression:
    """`And`, flattened and with its constants folded."""
    kept: list[Expression] = []
    unknown = False
    for operand in operands:
        if operand == FALSE:
            return FALSE
        if operand == UNKNOWN:
            unknown = True
        elif isinstance(operand, And):
            kept.extend(part for part in operand.operands if part not in kept)
        elif operand != TRUE and operand not in kept:
            kept.append(operand)
    if unknown:
        # `unknown and x` is unknown or false: neither grants, but its negation differs, so it is kept whole.
        return And((*kept, UNKNOWN)) if kept else UNKNOWN
    return kept[0] if len(kept) == 1 else And(tuple(kept)) if kept else TRUE


def disjunction(operands: tuple[Expression, ...]) -> Expression:
    """`Or`, flattened and with its constants folded."""
    kept: list[Expression] = []
    unknown = False
    for operand in operands:
        if operand == TRUE:
            return TRUE
        if operand == UNKNOWN:
            unknown = True
        elif isinstance(operand, Or):
            kept.extend(part for part in operand.operands if part not in kept)
        elif operand != FALSE and operand not in kept:
            kept.append(operand)
    if unknown:
        return Or((*kept, UNKNOWN)) if kept else UNKNOWN
    return kept[0] if len(kept) == 1 else Or(tuple(kept)) if kept else FALSE


def negation(expression: Expression) -> Expression:
    """`not expression`, with the negation pushed to the leaves (De Morgan holds in three values)."""
    match expression:
        case Literal(value):
            return UNKNOWN if value is None else Literal(not value)
        case And(operands):
            return disjunction(tuple(negation(part) for part in operands))
        case Or(operands):
            return conjunction(tuple(negation(part) for part in operands))
        case Not(operand):
            return operand
        case Compare(operator, left, right):
            return Compare(NEGATED_OPERATOR[operator], left, right)
        case OneOf(attribute, values, domain):
            return OneOf(attribute, domain - values, domain)
        case Contained(operand, container, negated):
            return Contained(operand, container, not negated)
        case IsNone(operand, negated):
            return IsNone(operand, not negated)
        case Attribute() | Call() | SeenBy():
            return Not(expression)


def attributes_of(expression: Expression | Operand) -> Iterator[Attribute]:
    """Every attribute that a condition names, as often as it does; the object of a predicate is none."""
    match expression:
        case Attribute():
            yield expression
        case And(operands) | Or(operands):
            for part in operands:
                yield from attributes_of(part)
        case Not(operand) | IsNone(operand, _):
            yield from attributes_of(operand)
        case OneOf(attribute, _, _):
            yield attribute
        case Compare(_, left, right):
            yield from attributes_of(left)
            yield from attributes_of(right)
        case Contained(operand, container, _):
            yield operand
            if isinstance(container, Attribute):
                yield container


def describe(expression: Expression | Operand) -> str:
    """The condition as text in the language of the rules, the same in every process."""
    match expression:
        case Literal(value):
            return "unknown" if value is None else repr(value)
        case Attribute(path):
            return ".".join(path)
        case Compare(operator, left, right):
            return f"{describe(left)} {operator} {describe(right)}"
        case OneOf(attribute, values, _):
            words = sorted(repr(str(value)) for value in values)
            return f"{describe(attribute)} in ({', '.join(words)})"
        case Contained(operand, container, negated):
            text = describe(container) if isinstance(container, Attribute) else repr(container)
            return f"{describe(operand)} {'not in' if negated else 'in'} {text}"
        case IsNone(operand, negated):
            return f"{describe(operand)} is {'not ' if negated else ''}None"
        case Call(predicate, arguments):
            return f"{predicate}({', '.join(describe(argument) for argument in arguments)})"
        case Not(operand):
            return f"not ({describe(operand)})"
        case And(operands):
            return " and ".join(f"({describe(operand)})" for operand in operands)
        case Or(operands):
            return " or ".join(f"({describe(operand)})" for operand in operands)
        case SeenBy(persona, operand):
            return f"as {persona}: ({describe(operand)})"
