"""The ages of pupils, of a user's classes or of a project."""

from __future__ import annotations

import strawberry

from app.schema.mapping import Composite, Kind

AGES = Composite((("from", "pupil_age_from", Kind.NUMBER), ("to", "pupil_age_to", Kind.NUMBER)))


@strawberry.type(description="The ages of pupils, both ends included.")
class AgeRange:
    """From one age to another."""

    from_: int = strawberry.field(name="from", description="The youngest age in years.")
    to: int = strawberry.field(description="The oldest age in years.")


@strawberry.input(description="The ages of pupils, both ends included, within 3 to 20.")
class AgeRangeInput:
    """From one age to another."""

    from_: int = strawberry.field(name="from", description="The youngest age in years.")
    to: int = strawberry.field(description="The oldest age in years.")
