"""From an operation to the plan of a read: the fields of its root.

In: a validated operation, its variables, the caller. Out: the plan and, beside it, the values of the request. Response
keys keep the order of the document. What is below the root is planned by `app.resolvers.read.viewing` and
`app.resolvers.read.object_plans`.
"""

from __future__ import annotations

from collections.abc import Mapping

from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet

from app.errors import LimitExceeded
from app.resolvers.read.catalog import NODE_TYPES
from app.resolvers.read.choices import plan_choices
from app.resolvers.read.facets import ROOT_FACETS
from app.resolvers.read.filters import known_id
from app.resolvers.read.paging import LARGEST_PAGE
from app.resolvers.read.plan import ChangedPlan, Echo, NodePlan, PayloadPlan, ReadPlan, RootPlan, ViewerPlan
from app.resolvers.read.requested import TYPENAME, Selection, name_of
from app.resolvers.read.viewing import ViewerPlanner

__all__ = ["STATIC_ROOTS", "TYPENAME", "Planner", "Selection", "name_of"]

ROOT_LISTS: Mapping[str, str] = {
    "users": "User",
    "schools": "School",
    "projects": "Project",
    "groups": "Group",
    "events": "Event",
    "assignments": "Assignment",
    "articles": "Article",
    "surveys": "Survey",
}

# Fields of the root that graphql-core's executor answers: they depend on the schema and on configuration only.
STATIC_ROOTS = frozenset({"__schema", "__type", "countries", "subjects", "__typename"})


class Planner(ViewerPlanner):
    """Plans one operation for one caller."""

    def plan(self, roots: GroupedFieldSet) -> ReadPlan:
        """The plan of the fields of the root that come from rows."""
        return ReadPlan(
            tuple(
                (key, self._root(details)) for key, details in roots.items() if name_of(details[0]) not in STATIC_ROOTS
            )
        )

    def _root(self, details: FieldDetailsList) -> RootPlan:
        name = name_of(details[0])
        if self._selection.is_mutation:
            return self._payload(self._named_type("Mutation", name), details)
        if name in ROOT_LISTS:
            return self._connection("Query", name, ROOT_LISTS[name], details, is_root=True)
        if name in ROOT_FACETS:
            return self._facets(name, *ROOT_FACETS[name], details)
        if name == "viewer":
            return self._viewer(details)
        if name == "registrationSchools":
            arguments = self._selection.arguments("Query", details[0])
            shape = self._shape(name, details, "RegistrationSchool")
            return plan_choices(self._catalog, self._policy, self._caller, self.values, arguments, shape)
        if name == "article":
            identifier = self.values.add(known_id(self._selection.arguments("Query", details[0])["id"]))
            return NodePlan(identifier, None, (self._object("Article", details),))
        return self._node(details, many=name == "nodes")

    def _payload(self, kind: str, details: FieldDetailsList) -> PayloadPlan:
        """The plan of a payload; the values of its slots are known when the command has been carried out."""

        def part(name: str, below: FieldDetailsList) -> Echo | ChangedPlan | ViewerPlan:
            target = self._named_type(kind, name)
            if name in {"clientMutationId", "outcomes"}:
                return Echo(self.values.add(None), self._shape(name, below, target) if name == "outcomes" else None)
            if target == "Viewer":
                return self._viewer(below)
            return ChangedPlan(name, self.values.add(None), self._object(target, below))

        return PayloadPlan(self._parts(details, kind, part))

    def _node(self, details: FieldDetailsList, *, many: bool) -> NodePlan:
        arguments = self._selection.arguments("Query", details[0])
        if many:
            if len(arguments["ids"]) > LARGEST_PAGE:
                raise LimitExceeded(f"At most {LARGEST_PAGE} ids at once.", hint="ask in parts", field="ids")
            asked = [known_id(identifier) for identifier in arguments["ids"]]
            # Each is looked up once, however often it is asked for: a hundred times one id would take a hundred times
            # the time that tells a hidden object from an absent one.
            once = {identifier: number for number, identifier in enumerate(dict.fromkeys(asked), start=1)}
            identifiers = self.values.add(list(once))
            places = self.values.add([once[identifier] for identifier in asked])
        else:
            identifiers, places = self.values.add(known_id(arguments["id"])), None
        nodes = self._recalled(details, "Node", lambda: tuple(self._object(kind, details) for kind in NODE_TYPES))
        return NodePlan(identifiers, places, nodes)
