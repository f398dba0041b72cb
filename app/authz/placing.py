"""The condition of a term, which is about `subject`, asked of what a path leads to: `object.user`, `entry`.

In: a condition and a path. Out: the same condition about that object.
"""

from __future__ import annotations

from app.authz.expression import (
    And,
    Attribute,
    Call,
    Compare,
    Contained,
    Expression,
    IsNone,
    Literal,
    Not,
    OneOf,
    Or,
    Path,
)


def placed(expression: Expression, path: Path) -> Expression:
    """The condition of a term, asked of what a path leads to."""
    match expression:
        case And(operands):
            return And(tuple(placed(part, path) for part in operands))
        case Or(operands):
            return Or(tuple(placed(part, path) for part in operands))
        case Not(operand):
            return Not(placed(operand, path))
        case Attribute():
            return _moved(expression, path)
        case OneOf(attribute, values, domain):
            return OneOf(_moved(attribute, path), values, domain)
        case IsNone(operand, negated):
            return IsNone(_moved(operand, path), negated)
        case Compare(operator, left, right):
            return Compare(
                operator, *(_moved(side, path) if isinstance(side, Attribute) else side for side in (left, right))
            )
        case Contained(operand, container, negated):
            return Contained(_moved(operand, path), container, negated)
        case Call(predicate, arguments):
            return Call(predicate, tuple(_moved(one, path) if isinstance(one, Attribute) else one for one in arguments))
        case Literal():
            return expression
    raise TypeError(f"no rule asks this: {type(expression).__name__}")


def _moved(attribute: Attribute, path: Path) -> Attribute:
    return Attribute((*path, *attribute.path[1:])) if attribute.path[0] == "subject" else attribute
