"""Facets: the values of some cells over a list, each with how many objects of the list have it.

In: a filter and a search as of the list, and the asked cells. Out: a part of the plan, and the SQL that writes its
answer. It counts over the masked relation and nothing else: a hidden row is not in the list, and a hidden cell has no
value (G-07). The list is looked through once, however many cells are asked for.
"""

from __future__ import annotations

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY

from app.resolvers.read import json_text
from app.resolvers.read.access import Access, Column
from app.resolvers.read.catalog import Catalog
from app.resolvers.read.json_text import Text
from app.resolvers.read.names import Names
from app.resolvers.read.plan import FacetPart, FacetsPlan, TypeName
from app.resolvers.read.truth import Filters
from app.schema.facets import MOST_VALUES
from app.schema.mapping import Kind

# The root fields that count facets: the type of the answer, and of what is counted.
ROOT_FACETS: Mapping[str, tuple[str, str]] = {
    "userFacets": ("UserFacets", "User"),
    "schoolFacets": ("SchoolFacets", "School"),
}


class FacetWriter:
    """Writes the facets of one statement."""

    def __init__(self, catalog: Catalog, access: Access, names: Names) -> None:
        self._catalog = catalog
        self._access = access.counting
        self._names = names

    def write(self, plan: FacetsPlan) -> Text:
        """The JSON of all the facets of a list."""
        listed = self._listed(plan)
        return json_text.an_object(
            (key, f'"{part.name}"' if isinstance(part, TypeName) else self._facet(listed, plan.target, part))
            for key, part in plan.parts
        )

    def _listed(self, plan: FacetsPlan) -> sa.CTE:
        """The asked cells of every object of the list."""
        access, filters = self._access, Filters(self._catalog, self._access)
        rows = access.listed(plan.target)
        asked = sorted({part.field for _, part in plan.parts if isinstance(part, FacetPart)})
        cells = [access.masked(rows.place, name, access.value(rows.place, name)).label(name) for name in asked]
        found = sa.select(*cells or [sa.literal_column("1").label("nothing")]).select_from(rows.source)
        met = filters.truth(rows.place, plan.page.where).holds
        found = found.where(*rows.conditions, met, *filters.search(rows.place, plan.page.search))
        return found.cte(self._names.next("facets")).prefix_with("MATERIALIZED", dialect="postgresql")

    def _facet(self, listed: sa.CTE, target: str, part: FacetPart) -> Text:
        """The JSON of one facet: the most frequent values first, equally frequent ones by their code points."""
        value: Column = sa.literal_column(f'{listed.name}."{part.field}"', sa.Text)
        source: sa.FromClause = listed
        if self._catalog.kind_of(target, part.field) is Kind.TEXTS:
            # Who names a subject twice has it once.
            each = sa.select(sa.func.unnest(sa.cast(value, ARRAY(sa.Text))).label("value")).distinct()
            source = listed.join(each.lateral("each_value"), sa.true())
            value = sa.literal_column("each_value.value", sa.Text)
        sorted_value = sa.collate(value, "C")
        number = sa.func.count()
        counted = (
            sa.select(value.label("value"), number.label("number"))
            .select_from(source)
            .where(value.is_not(None))
            .group_by(value)
            .order_by(number.desc(), sorted_value)
            .limit(sa.literal_column(str(MOST_VALUES), sa.BigInteger))
        )
        name = self._names.next("facet")
        shown = sa.literal_column(f"{name}.value", sa.Text)
        many = sa.literal_column(f"{name}.number", sa.BigInteger)
        values = {"value": json_text.a_value(shown, Kind.TEXT), "count": sa.cast(many, sa.Text)}
        written = json_text.an_object(
            (key, f'"{each.name}"' if isinstance(each, TypeName) else values[each]) for key, each in part.parts
        )
        every = json_text.a_list(written, order=[many.desc(), sa.collate(shown, "C")])
        return sa.select(every).select_from(counted.subquery(name)).scalar_subquery()
