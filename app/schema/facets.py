"""Facets: how the people or schools of a list are spread over the values of some cells."""

from __future__ import annotations

from collections.abc import Sequence

import strawberry
from strawberry.types.arguments import StrawberryArgument

from app.schema.arguments import argument

MOST_VALUES = 100


@strawberry.type(description="A value, and how many objects have it.")
class Facet:
    """A value, and how many objects have it."""

    value: str = strawberry.field(description="The value.")
    count: int = strawberry.field(description="How many objects have it, where the viewer reads it.")


@strawberry.type(
    description="How people are spread over the values of some cells: the 100 most frequent ones, those with most "
    "people first. Hidden and absent cells count nowhere. A cell that the acting role can never read is refused."
)
class UserFacets:
    """How people are spread over the values of some cells."""

    subjects: list[Facet] = strawberry.field(description="By subject; who has several counts in each.")
    languages: list[Facet] = strawberry.field(description="By language; who has several counts in each.")
    country: list[Facet] = strawberry.field(description="By the country of the school.")
    school_role: list[Facet] = strawberry.field(description="By what the person does at school.")


@strawberry.type(
    description="How schools are spread over the values of some cells: the 100 most frequent ones, those with most "
    "schools first. Hidden and absent cells count nowhere. A cell that the acting role can never read is refused."
)
class SchoolFacets:
    """How schools are spread over the values of some cells."""

    country: list[Facet] = strawberry.field(description="By country.")
    region: list[Facet] = strawberry.field(description="By region, of whatever country.")
    city: list[Facet] = strawberry.field(description="By city, of whatever country.")


def counted_list(where: type) -> Sequence[StrawberryArgument]:
    """Which objects are counted."""
    return (
        argument("where", where | None, "Only objects that meet this filter, as in the list."),
        argument("search", str | None, "Only objects that this search finds, as in the list."),
    )
