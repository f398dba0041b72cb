"""What an operation may cost, in objects, estimated before anything is executed.

In: the plan of an operation with its values, and the acting role. Out: the estimate, or `LIMIT_EXCEEDED` with the
number that is allowed. The estimate follows from document, variables and role alone: a page counts in full however many
objects exist, and a table counts by a class that is written down here. Statistics of the database would tell of hidden
rows.

    a page             its size, at least 1; lists inside are multiplied by it
    a link             1
    `viewer`           1, and what is inside, `registration` 1, `blocked` 50; nobody is behind it without a token
    invitations        50, and what is inside each
    `nodes(ids:)`      the number of ids
    a list without pages, a long text   what `app.resolvers.prices` says; lists of people nothing without a token
    `totalCount`       the class of the table for a list of the root, 10 for each list inside a page
    facets             the class of the table for each, and as a list with `totalCount`
    `search`           the class of the table
    each `contains`    the class of the table, and the same for each filter through a relation
    `registrationSchools`  20, and the class of the table
    `explain`          200, and the same for `visibleTo`; for `accesses` beside its page
    a command          200, and what is inside its payload; `outcomes` of many objects 100
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sized
from dataclasses import dataclass
from typing import Any, cast

import orjson

from app.authz.invited import NEWEST
from app.database.vocabulary import Role
from app.errors import BadInput, Code
from app.resolvers.document.limits import COST_LIMITS, CostLimits
from app.resolvers.document.refusal import refuse
from app.resolvers.prices import BLOCKED, price_of
from app.resolvers.read.choices import KIND, MOST
from app.resolvers.read.conditions import All, AnyOf, Filter, Negated, Related, Test
from app.resolvers.read.plan import (
    AccessesPlan,
    BlockedPlan,
    ChangedPlan,
    ChoicesPlan,
    ConnectionPlan,
    Echo,
    Edges,
    ExplanationPlan,
    FacetsPlan,
    LinkPlan,
    NodePlan,
    Nodes,
    ObjectPlan,
    PayloadPlan,
    PersonaPlan,
    ReadPlan,
    RegistrationPlan,
    RootPlan,
    TotalCount,
    ViewerPlan,
    VisibilityPlan,
)
from app.resolvers.read.values import Values

# Classes of tables: large ones have a row for each of a million people, the others one for some hundred of them.
LARGE, SMALL = 1_000, 200
TABLES: Mapping[str, int] = {
    "User": LARGE,
    "Project": LARGE,
    "School": LARGE,
    "Group": SMALL,
    "Event": SMALL,
    "Assignment": SMALL,
    "Article": SMALL,
    "Survey": SMALL,
}
COUNT_INSIDE = 10
MOST_AT_ONCE = 100  # objects that one command may be about


@dataclass(frozen=True, slots=True)
class Cost:
    """Estimated objects, and the types of the lists of the root that are counted, each as often as it is."""

    objects: int = 0
    counted: tuple[str, ...] = ()

    @property
    def counts(self) -> int:
        """How many lists of one type are counted, of the type with most."""
        return max(Counter(self.counted).values(), default=0)

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.objects + other.objects, self.counted + other.counted)

    def times(self, number: int) -> Cost:
        """For each of so many objects; no list of the root is inside one."""
        return Cost(self.objects * number)


NOTHING = Cost()
ONE = Cost(1)
# What is told the price of an operation, in objects, before anything of it is executed; it may refuse.
Spend = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Request:
    """What of a request the price of its plan follows from."""

    values: Values
    role: Role


class CostBook:
    """Prices plans, and knows what each role may spend."""

    def __init__(self, limits: CostLimits = COST_LIMITS) -> None:
        self._limits = limits

    def allowed(self, role: Role) -> int:
        return self._limits.anonymous if role is Role.ANONYMOUS else self._limits.others

    def check(self, plan: ReadPlan, values: Values, role: Role) -> Cost:
        """The cost of a plan that the role may ask for."""
        cost, allowed = cost_of(plan, values, role), self.allowed(role)
        if cost.counts > self._limits.counted:
            raise refuse(
                Code.LIMIT_EXCEEDED,
                f"The request asks for too much: at most {self._limits.counted} lists of one type with `totalCount`.",
                hint="Count the others in a request of their own.",
            )
        if cost.objects > allowed:
            raise refuse(
                Code.LIMIT_EXCEEDED,
                f"The request asks for too much: at most {allowed:,} objects, as they are estimated beforehand.",
                hint="Ask for smaller pages, fewer lists inside lists, or fewer counts and searches.",
            )
        return cost

    def extension(self, cost: Cost, role: Role) -> bytes:
        """A cost and what is allowed, as a member of the extensions of the answer."""
        shown = {"objects": cost.objects, "allowed": self.allowed(role), "counted": cost.counts}
        return b'"cost":' + orjson.dumps({**shown, "allowedCounted": self._limits.counted})


def wants_cost(extensions: dict[str, Any] | None) -> bool:
    """Whether the request asks for `extensions.cost`."""
    asked = (extensions or {}).get("cost")
    if asked is None or isinstance(asked, bool):
        return bool(asked)
    raise BadInput("The extension `cost` is true or false.", hint="Send true, or leave it out.", field="cost")


def cost_of(plan: ReadPlan, values: Values, role: Role) -> Cost:
    """The cost of everything that one statement answers."""
    cost, request = NOTHING, Request(values, role)
    for _, root in plan.roots:
        is_nobody = role is Role.ANONYMOUS and isinstance(root, ViewerPlan)
        cost += ONE if is_nobody else _of_root(root, request)
    return cost


def _of_root(root: RootPlan, request: Request) -> Cost:
    match root:
        case ConnectionPlan():
            return _of_list(root, request)
        case FacetsPlan(target, page, parts):
            scans = bool(page.search) + _scans(page.where) + len(parts)
            return Cost(scans * TABLES[target], (target,))
        case NodePlan(_, places, nodes):
            number = 1 if places is None else len(cast("Sized", request.values.resolved(places)))
            # An object is of one type, whatever is asked for the others.
            kinds = [_below(node, request) for node in nodes]
            inside = Cost(max(kind.objects for kind in kinds))
            return (ONE + inside).times(number)
        case ViewerPlan(parts):
            return _of_viewer(parts, request)
        case ChoicesPlan():
            return Cost(MOST + TABLES[KIND])
        case PayloadPlan(parts):
            return Cost(SMALL) + _of_payload(parts, request)


def _of_payload(parts: tuple[tuple[str, object], ...], request: Request) -> Cost:
    cost = NOTHING
    for _, part in parts:
        match part:
            case Echo(_, shape) if shape is not None:
                cost += Cost(MOST_AT_ONCE)
            case ChangedPlan(_, _, node):
                cost += ONE + _below(node, request)
            case ViewerPlan(below):
                cost += _of_viewer(below, request)
            case _:
                pass
    return cost


def _of_viewer(parts: tuple[tuple[str, object], ...], request: Request) -> Cost:
    """The own row, a persona's view of it, and what is said about it: one object each, and what is inside."""
    cost = ONE
    for _, part in parts:
        match part:
            case ConnectionPlan():
                cost += _of_list(part, request)
            case ObjectPlan():
                cost += ONE + _below(part, request)
            case PersonaPlan(_, shown):
                cost += _of_viewer(shown, request)
            case AccessesPlan(page):
                cost += Cost(SMALL + max(cast("int", request.values.resolved(page.limit)), 1))
            case LinkPlan(_, node):
                cost += (ONE + _below(node, request)).times(NEWEST)
            case RegistrationPlan():
                cost += ONE
            case BlockedPlan():
                cost += Cost(BLOCKED)
            case ExplanationPlan() | VisibilityPlan():
                cost += Cost(SMALL)
            case _:
                pass
    return cost


def _of_list(plan: ConnectionPlan, request: Request) -> Cost:
    size = cast("int", request.values.resolved(plan.page.limit))
    table = TABLES.get(plan.target, SMALL)
    scans = bool(plan.page.search) + _scans(plan.page.where)
    cost, inside = Cost(max(size, 1) + scans * table), NOTHING
    is_counted = False
    for _, part in plan.parts:
        match part:
            case TotalCount():
                is_counted = True
            case Nodes(node):
                inside += _below(node, request)
            case Edges(parts):
                for _, each in parts:
                    if isinstance(each, ObjectPlan):
                        inside += _below(each, request)
            case _:
                pass
    if is_counted:
        cost += Cost(table, (plan.target,)) if plan.field is None else Cost(COUNT_INSIDE)
    return cost + inside.times(size)


def _below(node: ObjectPlan, request: Request) -> Cost:
    """Everything inside one object, without the object."""
    cost = NOTHING
    for _, field in node.fields:
        if isinstance(field, LinkPlan):
            cost += ONE + _below(field.node, request)
        elif isinstance(field, ConnectionPlan):
            cost += _of_list(field, request)
        else:
            cost += Cost(price_of(node.kind, field, request.role))
    return cost


def _scans(condition: Filter) -> int:
    """How many times a filter looks into texts, or into other rows."""
    match condition:
        case All(parts) | AnyOf(parts):
            return sum(map(_scans, parts))
        case Negated(part):
            return _scans(part)
        case Related(_, part):
            return 1 + _scans(part)
        case Test(_, operator):
            return operator.startswith("contains")
        case _:
            return 0
