"""Plans of documents, for tests of their prices: no database is near.

In: the policy. Out: a function from a document, its variables and who asks to the plan with its values.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.authz.caller import Caller
from app.authz.policy import Policy
from app.database.vocabulary import Purpose, Role
from app.resolvers.document.prepare import prepare, select_operation
from app.resolvers.document.variables import coerce_variables
from app.resolvers.read.catalog import Catalog
from app.resolvers.read.plan import ReadPlan
from app.resolvers.read.selection import Planner, Selection
from app.resolvers.read.values import Values

Plan = Callable[..., tuple[ReadPlan, Values]]
NSO = Caller(Role.NSO, Purpose.VALIDATION, None)
ETWINNER = Caller(Role.ETWINNER, None, None)


def planner(catalog: Catalog, policy: Policy) -> Plan:
    """A function that plans documents."""

    def plan(source: str, variables: dict[str, Any] | None = None, caller: Caller = NSO) -> tuple[ReadPlan, Values]:
        document = prepare(source, catalog.schema)
        operation = select_operation(document, None)
        coerced = coerce_variables(catalog.schema, operation, variables)
        selection = Selection(catalog, operation, document.fragments, coerced)
        plans = Planner(catalog, policy, caller, b"secret", selection)
        return plans.plan(selection.roots()), plans.values

    return plan
