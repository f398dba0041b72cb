"""Small faults in a module, one at a time: what a slip of the hand, or a clever moment, would have written there.

In: the source of a module. Out: `Mutant`s, each with a source that differs in one place. Comparisons and connectives
are exchanged, conditions dropped, branches and entries of tables left out, refusals forgotten, constants changed. Not
touched: annotations, docstrings, and what only words messages.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_COMPARISONS: dict[type[ast.cmpop], list[type[ast.cmpop]]] = {
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.Lt: [ast.LtE],
    ast.LtE: [ast.Lt],
    ast.Gt: [ast.GtE],
    ast.GtE: [ast.Gt],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
}
# A call of the one becomes a call of the other.
_EXCHANGED = {
    "any": "all", "all": "any", "and_": "or_", "or_": "and_", "all_of": "any_of", "any_of": "all_of",
    "conjunction": "disjunction", "disjunction": "conjunction", "min": "max", "max": "min", "true": "false",
    "false": "true", "is_": "is_not", "is_not": "is_", "any_": "all_",
}  # fmt: skip
# A call of it becomes its one argument.
_UNWRAPPED = {"not_", "negation", "fold", "coalesce"}
# Each of its arguments is left out in turn.
_JOINING = {"and_", "or_", "some", "where", "join_from", "union_all", "offset"}


@dataclass(frozen=True)
class Mutant:
    """One fault: where, what stands there, what is put there, and the whole source with it."""

    module: str
    line: int
    before: str
    after: str
    source: str

    @property
    def name(self) -> str:
        """The fault in words that a change elsewhere in the module does not touch."""
        return f"{self.module}: {self.before} → {self.after}"


def mutants(module: str, source: str) -> Iterator[Mutant]:
    """Every fault of a module, in its order."""
    tree = ast.parse(source)
    seen: dict[str, int] = {}
    for owner, field, place, node in list(_places(tree)):
        for changed in _changes(node, owner):
            _put(owner, field, place, changed)
            text = ast.unparse(ast.fix_missing_locations(tree))
            _put(owner, field, place, node)
            before, after = (" ".join(ast.unparse(one).split()) if one else "nothing" for one in (node, changed))
            before, after = _shortened(before, after)
            repeated = seen[before + after] = seen.get(before + after, 0) + 1
            numbered = before if repeated == 1 else f"({repeated}) {before}"
            yield Mutant(module, getattr(node, "lineno", 0), numbered, after, text)


def _shortened(before: str, after: str, width: int = 110) -> tuple[str, str]:
    """Both texts from a little before the place where they begin to differ."""
    start = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
    begin = max(0, start - 50) if max(len(before), len(after)) > width else 0
    return before[begin : begin + width], after[begin : begin + width]


def _put(owner: Any, field: str, place: int | None, node: ast.AST | None) -> None:
    if place is None:
        setattr(owner, field, node)
    elif node is None:
        getattr(owner, field)[place] = ast.Pass()
    else:
        getattr(owner, field)[place] = node


def _places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    """Every node that may be changed, with the place that it stands in."""
    for field, value in ast.iter_fields(tree):
        if field in {"annotation", "returns", "decorator_list", "bases", "type_comment"} or _is_silent(tree, field):
            continue
        listed = value if isinstance(value, list) else [value]
        for place, node in enumerate(listed):
            if isinstance(node, ast.AST) and not _is_docstring(node, tree):
                yield tree, field, place if isinstance(value, list) else None, node
                yield from _places(node)


def _is_silent(tree: ast.AST, field: str) -> bool:
    """What a refusal says is no decision, and imports are none."""
    if isinstance(tree, ast.Import | ast.ImportFrom | ast.JoinedStr):
        return True
    return isinstance(tree, ast.Raise) or (isinstance(tree, ast.Subscript) and field == "slice" and _is_type(tree))


def _is_type(node: ast.Subscript) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id[0].isupper()


def _names_a_type(node: ast.expr) -> bool:
    return (isinstance(node, ast.Constant) and node.value is None) or (
        isinstance(node, ast.Name)
        and (node.id in {"bool", "int", "str"} or (node.id[0].isupper() and not node.id.isupper()))
    )


def _is_docstring(node: ast.AST, owner: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(owner, ast.AST)


def _changes(node: ast.AST, owner: ast.AST) -> Iterator[ast.AST | None]:
    if isinstance(node, ast.expr):
        yield from _other_expressions(node, owner)
    match node:
        case ast.If(test, body, other) | ast.While(test, body, other) if ast.unparse(test) != "TYPE_CHECKING":
            yield from (type(node)(ast.Constant(truth), body, other) for truth in (True, False))
        case ast.Match(subject, cases):
            yield from (ast.Match(subject, rest) for rest in _without_each(cases) if rest)
        case ast.match_case(pattern, guard, body) if guard:
            yield ast.match_case(pattern, None, body)
        case ast.comprehension(target, iterated, conditions, is_async) if conditions:
            yield from (ast.comprehension(target, iterated, rest, is_async) for rest in _without_each(conditions))
        case ast.Raise() | ast.Expr(ast.Call()) | ast.Continue():
            yield None
        case ast.Return(value) if value is not None and _asks(value):
            yield ast.Return(ast.Constant(True))


def _other_expressions(node: ast.expr, owner: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(left, [operator], right):
            yield from (ast.Compare(left, [other()], right) for other in _COMPARISONS[type(operator)])
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
            yield from (ast.BoolOp(operator, rest) if len(rest) > 1 else rest[0] for rest in _without_each(values))
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, operator, right) if not (_names_a_type(left) or _names_a_type(right)):
            yield from _other_operations(left, operator, right)
        case ast.Constant(value):
            yield from _other_constants(value, owner)
        case ast.IfExp(_, body, other):
            yield from (body, other)
        case ast.Set(elements) if len(elements) > 1:
            yield from (ast.Set(rest) for rest in _without_each(elements))
        case ast.Tuple(elements, ast.Load()) if isinstance(owner, ast.Compare | ast.Assign | ast.AnnAssign):
            yield from (ast.Tuple(rest, ast.Load()) for rest in _without_each(elements))
        case ast.Call():
            yield from _other_calls(node)


def _without_each(listed: list[Any]) -> Iterator[list[Any]]:
    for place in range(len(listed)):
        yield [*listed[:place], *listed[place + 1 :]]


def _other_operations(left: ast.expr, operator: ast.operator, right: ast.expr) -> Iterator[ast.AST]:
    if isinstance(operator, ast.BitOr):
        yield ast.BinOp(left, ast.BitAnd(), right)
    elif isinstance(operator, ast.BitAnd):
        yield ast.BinOp(left, ast.BitOr(), right)
    if isinstance(operator, ast.BitOr | ast.BitAnd | ast.Sub | ast.Add):
        yield left
    if isinstance(operator, ast.BitOr | ast.BitAnd | ast.Add):
        yield right


def _other_constants(value: object, owner: ast.AST) -> Iterator[ast.AST]:
    """Another text would be a name that does not exist: such a fault shows at once."""
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int):
        yield ast.Constant(value + 1)
    elif value is None and isinstance(owner, ast.Return | ast.IfExp | ast.Assign | ast.Call | ast.Dict):
        yield ast.Constant(True)


def _asks(value: ast.expr) -> bool:
    """A question, which could always be answered with yes."""
    return isinstance(value, ast.Compare | ast.BoolOp | ast.UnaryOp | ast.IfExp) or (
        isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in {"any", "all", "bool"}
    )


def _other_calls(node: ast.Call) -> Iterator[ast.AST]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in _EXCHANGED:
        function = (
            ast.Attribute(node.func.value, _EXCHANGED[name], ast.Load())
            if isinstance(node.func, ast.Attribute)
            else ast.Name(_EXCHANGED[name], ast.Load())
        )
        yield ast.Call(function, node.args, node.keywords)
    if name in _UNWRAPPED and node.args:
        yield node.args[0]
    if name in _JOINING:
        yield from (ast.Call(node.func, rest, node.keywords) for rest in _without_each(node.args))
        if isinstance(node.func, ast.Attribute) and name in {"where", "offset", "union_all"}:
            yield node.func.value
