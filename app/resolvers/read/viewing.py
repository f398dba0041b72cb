"""From the fields below `viewer` to their plan: the own row, what is said about it, and how a persona sees it.

In and out as `app.resolvers.read.object_plans`.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy

from graphql.execution.collect_fields import FieldDetailsList

from app.authz.personas import AUDIENCE_OF, grants_of, require_member, shown_to_both
from app.database.vocabulary import Persona
from app.resolvers.read.accesses import plan_accesses
from app.resolvers.read.explaining import plan_explanation
from app.resolvers.read.invitations import LINKED
from app.resolvers.read.object_plans import ObjectPlanner
from app.resolvers.read.plan import (
    BlockedPlan,
    CellPlan,
    ConnectionPlan,
    LinkPlan,
    ObjectPlan,
    PersonaPlan,
    RegistrationPlan,
    ViewerPart,
    ViewerPlan,
)
from app.resolvers.read.visibility import plan_visibility

# The viewer's own lists that come in pages, with the type of what stands on them.
OWN_PAGES: Mapping[str, str] = {
    "answeredSurveys": "Survey",
    "contactRequests": "User",
    "sentContactRequests": "User",
    "surveyResponses": "SurveyResponse",
}


class ViewerPlanner(ObjectPlanner):
    """Plans what is asked of the viewer."""

    def _viewer(self, details: FieldDetailsList) -> ViewerPlan:
        def part(name: str, below: FieldDetailsList) -> ViewerPart:
            match name:
                case "user":
                    return self._object("User", below)
                case "assignments":
                    return self._object("Assignment", below)
                case "as":
                    return self._as_persona(below)
                case _ if name in OWN_PAGES:
                    return self._connection("Viewer", name, OWN_PAGES[name], below, is_root=False)
                case "invitations" | "sentInvitations":
                    return LinkPlan(name, self._invitation(below))
                case "blocked":
                    return BlockedPlan(self._shape(name, below, "BlockedMember"))
                case "explain":
                    arguments = self._selection.arguments("Viewer", below[0])
                    shape = self._shape(name, below, "Explanation")
                    return plan_explanation(self._explainer, self._caller, self._catalog, self.values, arguments, shape)
                case "accesses":
                    arguments = self._selection.arguments("Viewer", below[0])
                    return plan_accesses(self._pages, arguments, self._shape(name, below, "AccessConnection"))
                case "registration":
                    return RegistrationPlan(self._shape(name, below, "Registration"))
                case "visibleTo":
                    shape = self._shape(name, below, "Visibility")
                    return plan_visibility(self._explainer, self._catalog, self.values, shape)
            return name

        return ViewerPlan(self._parts(details, "Viewer", part))

    def _invitation(self, details: FieldDetailsList) -> ObjectPlan:
        def part(name: str, below: FieldDetailsList) -> CellPlan | LinkPlan:
            return LinkPlan(name, self._object(LINKED[name], below)) if name in LINKED else CellPlan(name)

        return ObjectPlan("Invitation", self._parts(details, "Invitation", part))

    def _as_persona(self, details: FieldDetailsList) -> PersonaPlan:
        arguments = self._selection.arguments("Viewer", details[0])
        planner = self._seen_by(Persona(arguments["persona"].value))

        def part(name: str, below: FieldDetailsList) -> ObjectPlan | ConnectionPlan:
            if name == "user":
                return planner._object("User", below)
            return planner._connection("PersonaView", name, "Project", below, is_root=False)

        return PersonaPlan(str(planner._persona), planner._parts(details, "PersonaView", part))

    def _seen_by(self, persona: Persona) -> ViewerPlanner:
        """A planner for what a persona may see, too. It remembers nothing: its plans are others for the same fields."""
        require_member(self._caller.role)
        planner = copy(self)
        planner._persona, planner._memory = persona, None
        others = grants_of(self._policy, AUDIENCE_OF[persona])
        planner._grants = shown_to_both(self._grants, others, persona)
        planner._pages = planner._page_reader()
        return planner
