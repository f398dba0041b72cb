"""How much one document may ask for, and one operation may cost. docs/limits.md has them all in one table.

Each limit answers an attack that was measured without it: parsing and validation are synchronous, so a document of
some kilobytes could hold the whole process for seconds.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Every number counts the whole document, a named fragment once, unless it says otherwise."""

    characters: int = 40_000
    tokens: int = 1_000  # comments included
    operations: int = 10  # one is run; more than one is legal, thousands are an attack
    directives: int = 100
    aliases: int = 15
    root_fields: int = 10  # of one operation, fragments expanded
    fields: int = 1_000  # fragments expanded: what the answer is built from
    selections: int = 2_000  # the same with spreads and inline fragments
    depth: int = 10  # fields under a root field, fragments expanded
    introspection_depth: int = 20  # the same under `__schema` and `__type`: the standard query needs 13
    overlap: int = 3_000  # pairs of fields with one response key, which validation compares with each other
    list_items: int = 250  # of one list, literal or variable
    input_depth: int = 20  # of one value, literal or variable
    input_values: int = 2_500  # of all variables together
    errors: int = 5  # that one answer reports


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class CostLimits:
    """What one operation may cost, in objects as `app.resolvers.cost` estimates them; settings change these."""

    anonymous: int = 50_000
    others: int = 200_000
    counted: int = 2  # lists of one type whose `totalCount` is asked for; ten took 5 s among 60,000 people


COST_LIMITS = CostLimits()
