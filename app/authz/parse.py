"""Reads the text of a condition into the tree of `app.authz.expression`, or refuses it.

In: the text, the kinds of object that its names stand for, the terms. Out: a tree in normal form (negations at the
leaves, terms expanded). The grammar is Python's, narrowed by an allow-list: `and or not`, comparisons, `in`,
`is None`, attributes of `viewer`, `policy`, `object`, `entry`, constants, terms and registered predicates. Anything
else is refused with what to do: a shape that is not understood must never become a wider rule.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Protocol, cast

from app.authz.attributes import ID, OBJECTS, POLICY, TEXT, VIEWER, Shape
from app.authz.expression import (
    FALSE,
    FLIPPED_OPERATOR,
    TRUE,
    Attribute,
    Call,
    Compare,
    Contained,
    Expression,
    IsNone,
    Literal,
    OneOf,
    Operand,
    Path,
    Scalar,
    conjunction,
    disjunction,
    negation,
)
from app.authz.predicates import PREDICATES
from app.database.statements import is_plain
from app.errors import Misconfigured

# Casbin replaces these as text in a matcher, inside string constants too: a constant with one would change.
FORBIDDEN_IN_CONSTANTS = ("!", "&&", "||", "r.", "p.", "'", '"', "\\")

# The names that are no object: who reads, and the version of the policy.
_ROOTS: Mapping[str, Mapping[str, Shape]] = {"viewer": VIEWER, "policy": POLICY}

_OPERATORS: Mapping[type[ast.cmpop], str] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


class NamedCondition(Protocol):
    """A term, as far as a parser needs to know it."""

    @property
    def subject(self) -> str:
        """The kind of object it asks about."""

    @property
    def condition(self) -> str:
        """The text of its condition, about `subject` and `viewer`."""


Terms = Mapping[str, NamedCondition]


class ConditionRefused(Misconfigured):
    """A condition that is not understood."""


class Parser:
    """Reads conditions whose names stand for these kinds of object: `{"object": "User", "entry": "Project"}`."""

    def __init__(self, names: Mapping[str, str], terms: Terms) -> None:
        self._names = names
        self._terms = terms
        self._paths: Mapping[str, Path] = {name: (name,) for name in names}
        self._expanding: tuple[str, ...] = ()

    def read(self, text: str) -> Expression:
        """The condition of a rule; an empty text is always true."""
        if not text.strip():
            return TRUE
        if "#" in text:
            # Python would leave out what follows, but who reads the rule would not.
            raise ConditionRefused("a condition holds no comment", hint="put it into the reason")
        try:
            return self._condition(ast.parse(text, mode="eval").body)
        except (SyntaxError, ValueError) as error:
            raise ConditionRefused(
                "the condition is not an expression", hint="compare attributes with constants"
            ) from error
        except (RecursionError, MemoryError) as error:
            raise ConditionRefused("the condition is nested too deeply", hint="make a term of a part of it") from error

    def _condition(self, node: ast.expr) -> Expression:
        match node:
            case ast.BoolOp(op=ast.And(), values=values):
                return conjunction(tuple(self._condition(value) for value in values))
            case ast.BoolOp(op=ast.Or(), values=values):
                return disjunction(tuple(self._condition(value) for value in values))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return negation(self._condition(operand))
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                return self._comparison(left, operator, right)
            case ast.Compare():
                raise ConditionRefused("a chained comparison is not allowed", hint="join two comparisons with `and`")
            case ast.Call():
                return self._call(node)
            case ast.Attribute():
                return self._truth(node)
            case ast.Constant(value=bool(value)):
                return TRUE if value else FALSE
        raise ConditionRefused(
            f"`{type(node).__name__}` is not allowed in a condition", hint="see docs/policy.md, conditions"
        )

    def _comparison(self, left: ast.expr, operator: ast.cmpop, right: ast.expr) -> Expression:
        if isinstance(operator, ast.Is | ast.IsNot):
            if not (isinstance(right, ast.Constant) and right.value is None):
                raise ConditionRefused("`is` compares with None only", hint="use == or !=")
            attribute, shape = self._attribute(left)
            if shape.leads_to:
                raise ConditionRefused("an object is never missing", hint="ask about an attribute of it")
            return IsNone(attribute, negated=isinstance(operator, ast.IsNot))
        if isinstance(operator, ast.In | ast.NotIn):
            return self._containment(left, right, negated=isinstance(operator, ast.NotIn))
        return self._plain_comparison(left, _OPERATORS[type(operator)], right)

    def _plain_comparison(self, left_node: ast.expr, operator: str, right_node: ast.expr) -> Expression:
        if not isinstance(left_node, ast.Attribute):
            left_node, operator, right_node = right_node, FLIPPED_OPERATOR[operator], left_node
        if not isinstance(left_node, ast.Attribute):
            raise ConditionRefused("a comparison without an attribute", hint="name an attribute on one side")
        left, shape = self._attribute(left_node)
        right = self._operand(right_node)
        if shape.is_set or shape.leads_to or shape.is_truth:
            raise ConditionRefused(
                f"`{'.'.join(left.path)}` cannot be compared", hint="use `in`, or the attribute itself"
            )
        if isinstance(right, Attribute):
            return self._between_attributes(left, operator, right, shapes=(shape, self._attribute(right_node)[1]))
        if right.value is None:
            raise ConditionRefused("a comparison with None is unknown", hint="write `is None` or `is not None`")
        if shape.domain:
            return self._word(left, operator, right.value, shape)
        self._require_text(left, shape, right.value)
        return Compare(operator, left, right)

    def _between_attributes(
        self, left: Attribute, operator: str, right: Attribute, *, shapes: tuple[Shape, Shape]
    ) -> Expression:
        if operator not in {"==", "!="}:
            raise ConditionRefused("attributes are compared with == and != only", hint="compare with a constant")
        if set(shapes) not in ({ID}, {TEXT}):
            # PostgreSQL would refuse it when the first request comes.
            raise ConditionRefused(
                "these two attributes cannot be compared", hint="compare an id with an id, a text with a text"
            )
        return Compare(operator, left, right)

    def _require_text(self, attribute: Attribute, shape: Shape, value: Scalar) -> None:
        name = ".".join(attribute.path)
        if shape.is_id:
            raise ConditionRefused(f"`{name}` is an id, no constant is one", hint="compare it with an id of the viewer")
        if not isinstance(value, str):
            raise ConditionRefused(f"`{name}` is a text, the constant is none", hint="write it in quotes")

    def _word(self, attribute: Attribute, operator: str, value: Scalar, shape: Shape) -> Expression:
        if operator not in {"==", "!="}:
            raise ConditionRefused("words are compared with ==, != and in", hint="list the words with `in`")
        expression = OneOf(attribute, frozenset({self._of_domain(value, shape)}), shape.domain)
        return expression if operator == "==" else negation(expression)

    def _of_domain(self, value: Scalar, shape: Shape) -> str:
        if not isinstance(value, str) or value not in shape.domain:
            raise ConditionRefused("a constant is not a word of the attribute's vocabulary", hint="check its spelling")
        return value

    def _containment(self, left: ast.expr, right: ast.expr, *, negated: bool) -> Expression:
        attribute, shape = self._attribute(left)
        if shape.is_set or shape.leads_to or shape.is_truth:
            raise ConditionRefused(
                f"`{'.'.join(attribute.path)}` cannot be compared", hint="ask about an attribute of it"
            )
        if isinstance(right, ast.Attribute):
            container, container_shape = self._attribute(right)
            if container_shape.is_set and not shape.is_id:
                raise ConditionRefused("the sets of the viewer hold ids", hint="write for example `object.id in …`")
            if not container_shape.is_set:
                raise ConditionRefused("`in` needs a set of the viewer or a list of constants", hint="use ==")
            return Contained(attribute, container, negated)
        if not isinstance(right, ast.Tuple | ast.List):
            raise ConditionRefused("`in` needs a set of the viewer or a list of constants", hint="write ('A', 'B')")
        constants = tuple(self._constant(item) for item in right.elts)
        if not constants or None in constants:
            raise ConditionRefused("`in` needs at least one constant and no None", hint="write ('A', 'B')")
        if shape.domain:
            words = frozenset(self._of_domain(constant, shape) for constant in constants)
            expression = OneOf(attribute, words, shape.domain)
            return negation(expression) if negated else expression
        for constant in constants:
            self._require_text(attribute, shape, constant)
        return Contained(attribute, constants, negated)

    def _call(self, node: ast.Call) -> Expression:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise ConditionRefused("only terms and predicates may be called", hint="see docs/policy.md, predicates")
        name, arguments = node.func.id, [argument for argument in node.args if not _is_viewer(argument)]
        if not arguments:
            raise ConditionRefused(f"`{name}` needs an object", hint=f"write {name}(object)")
        path, kind = self._object(arguments[0])
        if name in self._terms:
            return self._expand(name, path, kind, extra=len(arguments) > 1)
        predicate = PREDICATES.get(name)
        if predicate is None or predicate.about != kind:
            raise ConditionRefused(
                f"there is no predicate `{name}` about {kind}", hint="see docs/policy.md, predicates"
            )
        constants = tuple(Literal(self._constant(argument)) for argument in arguments[1:])
        if len(constants) != len(predicate.constants) or any(
            constant.value not in allowed for constant, allowed in zip(constants, predicate.constants, strict=True)
        ):
            raise ConditionRefused(f"`{name}` does not take these constants", hint="see docs/policy.md, predicates")
        return Call(name, (Attribute(path), *constants))

    def _expand(self, name: str, path: Path, kind: str, *, extra: bool) -> Expression:
        term = self._terms[name]
        if term.subject != kind or extra:
            raise ConditionRefused(f"the term `{name}` asks about one {term.subject}", hint="check its argument")
        if name in self._expanding:
            raise ConditionRefused(f"the term `{name}` is defined by itself", hint="break the circle")
        inner = Parser({"subject": kind}, self._terms)
        inner._paths = {"subject": path}
        inner._expanding = (*self._expanding, name)
        return inner.read(term.condition)

    def _truth(self, node: ast.Attribute) -> Expression:
        attribute, shape = self._attribute(node)
        if not shape.is_truth:
            raise ConditionRefused(f"`{'.'.join(attribute.path)}` is not true or false", hint="compare it")
        return attribute

    def _operand(self, node: ast.expr) -> Operand:
        if isinstance(node, ast.Attribute):
            return self._attribute(node)[0]
        return Literal(self._constant(node))

    def _constant(self, node: ast.expr) -> Scalar:
        if not isinstance(node, ast.Constant) or not (node.value is None or type(node.value) in {str, int, bool}):
            raise ConditionRefused("only texts, whole numbers, True, False and None are constants", hint="simplify")
        if isinstance(node.value, str) and any(sign in node.value for sign in FORBIDDEN_IN_CONSTANTS):
            raise ConditionRefused("a constant holds a sign that Casbin rewrites", hint="use letters, digits and _")
        if isinstance(node.value, str) and not is_plain(node.value):
            raise ConditionRefused(
                "a constant holds a sign that has no place in a statement", hint="use the letters A to Z, digits and _"
            )
        return cast("Scalar", node.value)

    def _object(self, node: ast.expr) -> tuple[Path, str]:
        """A name or an attribute that leads to an object: its path and its kind."""
        if isinstance(node, ast.Name) and node.id in self._names:
            return self._paths[node.id], self._names[node.id]
        if isinstance(node, ast.Attribute):
            attribute, shape = self._attribute(node)
            if shape.leads_to:
                return attribute.path, shape.leads_to
        raise ConditionRefused(
            "an object is expected", hint="write `object`, `entry` or an attribute that leads to one"
        )

    def _attribute(self, node: ast.expr) -> tuple[Attribute, Shape]:
        if not isinstance(node, ast.Attribute):
            raise ConditionRefused("an attribute is expected", hint="write for example `object.country`")
        if isinstance(node.value, ast.Name) and node.value.id in _ROOTS:
            path: Path = (node.value.id,)
            shapes = _ROOTS[node.value.id]
        else:
            path, kind = self._object(node.value)
            shapes = OBJECTS[kind]
        if node.attr not in shapes:
            raise ConditionRefused(f"there is no attribute `{node.attr}` here", hint="see docs/policy.md, attributes")
        return Attribute((*path, node.attr)), shapes[node.attr]


def _is_viewer(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "viewer"
