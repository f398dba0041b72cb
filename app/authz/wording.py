"""Conditions in plain English, for people who are not programmers: what stands after "where".

In: a condition (terms expanded, what is known of the viewer folded in) and the definitions of the terms. Out: text such
as "the person is visible and consents to public display; or the person is the viewer". Terms are found again in the
condition and said by their meaning, up to its colon; predicates by their phrases; the rest by `app.authz.phrases`.
What has no phrase of its own is said more clumsily, never left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from app.authz.attributes import ENTRIES, OBJECTS
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
    Operand,
    Or,
    Path,
    describe,
)
from app.authz.parse import Parser
from app.authz.partial import Always, Grant, Known, Never, Where, fold
from app.authz.phrases import CONSENTS, MISSING, NAMES, NOUNS, RELATIONS, STEPS, TRUTHS, WORDS
from app.authz.placing import placed
from app.authz.predicates import PREDICATES
from app.authz.rules import Term

_ORDERS: Mapping[str, str] = {
    "==": "is {}",
    "!=": "is not {}",
    "<": "comes before {}",
    ">=": "is {} or comes after it",
    ">": "comes after {}",
    "<=": "is {} or comes before it",
}


@dataclass(frozen=True, slots=True, order=True)
class Statement:
    """What is said of whom: "the person", "is visible"."""

    subject: str
    claim: str


def words(
    expression: Expression, definitions: Mapping[str, Term], *, kind: str = "User", known: Known | None = None
) -> str:
    """A condition about an object of a kind in plain English. `known` is what was folded into it."""
    return Wording(definitions, known or {}).condition(expression, kind)


@dataclass(frozen=True)
class Wording:
    """Says conditions in the terms of one policy."""

    definitions: Mapping[str, Term]
    known: Known

    def condition(self, expression: Expression, kind: str) -> str:
        """A condition, its alternatives separated by semicolons."""
        return "; or ".join(self.alternatives(expression, kind))

    def grant(self, grant: Grant, kind: str) -> str:
        """A grant: never, always, or where a condition holds."""
        match grant:
            case Never():
                return "never"
            case Always():
                return "always"
            case Where(arms):
                return f"where {self.condition(Or(tuple(And(tuple(arm)) for arm in arms)), kind)}"

    def alternatives(self, expression: Expression, kind: str) -> tuple[str, ...]:
        """Each way in which a condition can hold."""
        arms = [frozenset(_operands(part, And)) for part in _operands(expression, Or)]
        said = [self._term(name, path, kind) for name, path in self._whole_terms(arms, kind)]
        texts = [_joined([statement]) for statement in said]
        return (*texts, *(_joined(self._all(arm, kind)) for arm in arms))

    def _whole_terms(self, arms: list[frozenset[Expression]], kind: str) -> Iterator[tuple[str, Path]]:
        """Terms that are alternatives themselves, all of which are there; these arms are taken away."""
        for name, path, expression in self._terms_about(kind):
            parts = [frozenset(_operands(part, And)) for part in _operands(expression, Or)]
            if len(parts) > 1 and all(part in arms for part in parts):
                arms[:] = [arm for arm in arms if arm not in parts]
                yield name, path

    def _all(self, parts: frozenset[Expression], kind: str) -> list[Statement]:
        """What must hold together; the longest terms are found first."""
        left, said = set(parts), []
        for name, path, expression in self._terms_about(kind):
            asked = set(_operands(expression, And))
            if asked and asked <= left:
                left -= asked
                said.append(self._term(name, path, kind))
        said += [self._statement(part, kind) for part in sorted(left, key=_place)]
        subjects = [statement.subject for statement in said]
        # Of one subject all at once; what has several subjects, and what is said of the viewer, comes last.
        return sorted(
            said, key=lambda one: (not one.subject, one.subject[:10] == "the viewer", subjects.index(one.subject))
        )

    def _term(self, name: str, path: Path, kind: str) -> Statement:
        phrase = self.definitions[name].meaning.partition(":")[0].rstrip(".")
        return Statement(self._noun(path, kind)[0], phrase[0].lower() + phrase[1:])

    def _terms_about(self, kind: str) -> list[tuple[str, Path, Expression]]:
        """Every term about what can be reached from the object, the longest first."""
        reached = [
            (path, found)
            for path, found in _reachable(kind)
            if any(term.subject == found for term in self.definitions.values())
        ]
        terms = [
            (name, path, placed(expression, path))
            for name, expression in self._expressions.items()
            for path, found in reached
            if self.definitions[name].subject == found
        ]
        return sorted(terms, key=lambda term: (-len(_operands(term[2], And)), term[0]))

    @cached_property
    def _expressions(self) -> Mapping[str, Expression]:
        read = {
            name: fold(Parser({"subject": term.subject}, self.definitions).read(term.condition), self.known)
            for name, term in self.definitions.items()
        }
        return {name: expression for name, expression in read.items() if not isinstance(expression, Literal)}

    def _statement(self, expression: Expression, kind: str) -> Statement:
        match expression:
            case Not(Attribute() | Call() as operand):
                return self._claimed(operand, kind, holds=False)
            case Attribute() | Call():
                return self._claimed(expression, kind, holds=True)
            case Compare(operator, left, right):
                return self._comparison(operator, left, right, kind)
            case OneOf(attribute, values, domain):
                return self._one_of(attribute, values, domain, kind)
            case Contained(operand, container, negated):
                return self._contained(operand, container, kind, negated=negated)
            case IsNone(operand, negated):
                return self._missing(operand, kind, missing=not negated)
            case Not(operand):
                return Statement("it", f"is not so that {self.condition(operand, kind)}")
            case Literal(value):
                return Statement("it", "can never be told" if value is None else "is so" if value else "is never so")
            case And() | Or():
                texts = self.alternatives(expression, kind)
                return Statement("", texts[0] if len(texts) == 1 else f"either {' or '.join(texts)}")
        raise TypeError(f"no rule asks this: {type(expression).__name__}")

    def _claimed(self, expression: Attribute | Call, kind: str, *, holds: bool) -> Statement:
        """A truth value or a predicate."""
        if isinstance(expression, Call):
            predicate, (about, *constants) = PREDICATES[expression.predicate], expression.arguments
            named = [CONSENTS.get(str(one.value), str(one.value)) for one in constants if isinstance(one, Literal)]
            path = about.path if isinstance(about, Attribute) else ()
            return Statement(self._noun(path, kind)[0], predicate.phrases[0 if holds else 1].format(*named))
        noun, found = self._noun(expression.path[:-1], kind)
        name = expression.path[-1]
        claims = TRUTHS.get((found, name), (f"has `{name}`", f"does not have `{name}`"))
        return Statement(noun, claims[0 if holds else 1])

    def _comparison(self, operator: str, left: Operand, right: Operand, kind: str) -> Statement:
        if isinstance(left, Attribute) and left.path[0] == "viewer" and isinstance(right, Attribute):
            left, right = right, left
        if isinstance(left, Attribute) and isinstance(right, Attribute) and right.path[0] == "viewer":
            noun, found = self._noun(left.path[:-1], kind)
            claims = RELATIONS.get((found, left.path[-1], right.path[-1]))
            if claims is not None:
                return Statement(noun, claims[0 if operator == "==" else 1])
        return Statement(self._value(left, kind), _ORDERS[operator].format(self._value(right, kind)))

    def _one_of(self, attribute: Attribute, values: frozenset[str], domain: frozenset[str], kind: str) -> Statement:
        """The shorter of the list and what is not in it."""
        if values in (domain, frozenset()):
            # Of every word it is one, unless it is missing; of none it never is.
            return Statement(self._value(attribute, kind), "is given" if values else "is no word at all")
        noun, found = self._noun(attribute.path[:-1], kind)
        held = len(values) <= len(domain - values)
        chosen = sorted(values if held else domain - values)
        if (found, attribute.path[-1]) not in WORDS:
            return Statement(self._value(attribute, kind), f"is {'' if held else 'not '}{_either(chosen)}")
        begins, called = WORDS[found, attribute.path[-1]]
        return Statement(noun, f"{begins[0 if held else 1]} {_either([called.get(word, word) for word in chosen])}")

    def _contained(
        self, operand: Attribute, container: Attribute | Sequence[object], kind: str, *, negated: bool
    ) -> Statement:
        if isinstance(container, Attribute):
            noun, found = self._noun(operand.path[:-1], kind)
            claims = RELATIONS.get((found, operand.path[-1], container.path[-1]))
            if claims is not None:
                return Statement(noun, claims[1 if negated else 0])
            among = f"is {'not ' * negated}among {self._value(container, kind)}"
            return Statement(self._value(operand, kind), among)
        return Statement(self._value(operand, kind), f"is {'not ' * negated}{_either([str(one) for one in container])}")

    def _missing(self, operand: Attribute, kind: str, *, missing: bool) -> Statement:
        if operand.path[0] == "viewer" and operand.path[1] in MISSING:
            subject, claims = MISSING[operand.path[1]]
            return Statement(subject, claims[0 if missing else 1])
        return Statement(self._value(operand, kind), "is missing" if missing else "is given")

    def _value(self, operand: Operand, kind: str) -> str:
        """An attribute or a constant as a noun."""
        if isinstance(operand, Literal):
            return str(operand.value)
        name = NAMES.get(operand.path[-1], operand.path[-1])
        if operand.path[0] == "viewer":
            return f"the viewer's {name}"
        return f"the {name} of {self._noun(operand.path[:-1], kind)[0]}"

    def _noun(self, path: Path, kind: str) -> tuple[str, str]:
        """What a path leads to: its noun and its kind."""
        if path[:1] == ("entry",):
            listed = next((found for name, found in ENTRIES.items() if name.startswith(f"{kind}.")), "Project")
            return f"the listed {NOUNS[listed].removeprefix('the ')}", listed
        if path[:1] == ("viewer",):
            return "the viewer", "viewer"
        noun, found = NOUNS[kind], kind
        for step in path[1:]:
            noun = STEPS.get((found, step), f"the {step} of {noun}")
            found = OBJECTS[found][step].leads_to or found
        return noun, found


def _reachable(kind: str) -> Iterator[tuple[Path, str]]:
    """The object itself, what its attributes lead to, and the entry of its list."""
    yield ("object",), kind
    yield from ((("object", name), shape.leads_to) for name, shape in OBJECTS[kind].items() if shape.leads_to)
    yield from ((("entry",), found) for name, found in ENTRIES.items() if name.startswith(f"{kind}."))


def _place(expression: Expression) -> tuple[bool, str]:
    """Comparisons before predicates, so that "is the viewer's own" comes first."""
    called = expression.operand if isinstance(expression, Not) else expression
    return isinstance(called, Call), describe(expression)


def _operands(expression: Expression, join: type[And] | type[Or]) -> tuple[Expression, ...]:
    """The operands of a chain; of anything else, itself."""
    return expression.operands if isinstance(expression, join) else (expression,)


def _joined(statements: Iterable[Statement]) -> str:
    """Statements in a row; what is said of the same subject is said in one breath."""
    parts = [
        f"{subject} {_listed([statement.claim for statement in said], 'and')}".strip()
        for subject, said in groupby(statements, key=lambda statement: statement.subject)
    ]
    return ", and ".join(parts)


def _either(texts: Sequence[str]) -> str:
    return _listed(texts, "or")


def _listed(texts: Sequence[str], word: str) -> str:
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} {word} {texts[-1]}"
