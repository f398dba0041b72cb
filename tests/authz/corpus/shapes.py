"""What a family of shapes is, and the ways in which shapes are made of an attribute.

A family is about one kind of object; over its shapes, viewers and rows together it allows something and refuses
something. Each shape is tried in every form of `tests.authz.corpus.forms`.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.authz.versions import VERSIONS

ORDER = ["==", "!=", "<", "<=", ">", ">="]
EQUAL = ["==", "!="]
IN = ["in", "not in"]


@dataclass(frozen=True)
class Family:
    """Shapes of one sort. `entries` of User.projects are asked about as `entry`; `clocked` ones at every clock."""

    name: str
    kind: str
    shapes: tuple[str, ...]
    entries: bool = False
    clocked: bool = False


def either(one: str, other: str, operators: list[str]) -> list[str]:
    """A comparison by each operator, from the left and from the right."""
    return [f"{left} {operator} {right}" for operator in operators for left, right in ((one, other), (other, one))]


def family(name: str, kind: str, *shapes: str, entries: bool = False, clocked: bool = False) -> Family:
    return Family(name, kind, shapes, entries, clocked)


def word(attribute: str, *words: str) -> list[str]:
    """A closed vocabulary: the first word by each operator from both sides, the others by one from each, and lists."""
    listed = ", ".join(repr(one) for one in words[:2])
    return [
        *either(attribute, repr(words[0]), EQUAL),
        *(shape for one in words[1:] for shape in (f"{attribute} != {one!r}", f"{one!r} == {attribute}")),
        *(f"{attribute} {operator} ({listed})" for operator in IN),
        *(f"{attribute} {operator} {[*words]}" for operator in IN),
    ]


def missing(*attributes: str) -> list[str]:
    return [f"{attribute} is {word}None" for attribute in attributes for word in ("", "not ")]


def truth(*calls: str) -> list[str]:
    """A question with a yes or no, alone and negated."""
    return [shape for call in calls for shape in (call, f"not {call}")]


def versions(shape: str) -> tuple[str, ...]:
    """The versions under which a shape is asked: two that choose differently everywhere, where it asks about that."""
    return (VERSIONS[0], VERSIONS[-1]) if "policy." in shape else VERSIONS[:1]
