"""From a plan to the one statement that answers it.

In: a plan, the grants of the role and purpose, the clock. Out: text and parameter names. The statement has one column
for whether the viewer is admitted, one for which policy is in force, and one for each field of the root, in bytes, so
that what PostgreSQL wrote reaches the socket without being parsed. It depends on nothing else, so it can be kept and
used again. Where staff read of people what the public could not see, it also writes the record of that
(`app.resolvers.read.recording`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, aggregate_order_by

from app.authz.explain import Explainer
from app.authz.generation import generation_in_force
from app.authz.personas import AUDIENCE_OF, grants_of, question_as, shown_to_both
from app.authz.translate import Question
from app.authz.viewer import no_attribute, viewer_relation
from app.database.statements import CompiledStatement, compile_statement, constant
from app.database.vocabulary import STAFF_ROLES, Persona, Purpose, Role
from app.resolvers.read import json_text
from app.resolvers.read.access import Access
from app.resolvers.read.accesses import AccessesWriter
from app.resolvers.read.blocked import written_blocks
from app.resolvers.read.catalog import Catalog
from app.resolvers.read.choices import ACTION, KIND, written_choices
from app.resolvers.read.conditions import Slot
from app.resolvers.read.disclosure import Disclosure, disclosed_by
from app.resolvers.read.explaining import ExplanationWriter, nothing_explained
from app.resolvers.read.facets import FacetWriter
from app.resolvers.read.invitations import LISTED_FOR, written_invitations
from app.resolvers.read.json_text import Text
from app.resolvers.read.marks import Marks
from app.resolvers.read.names import Names
from app.resolvers.read.objects import ObjectWriter
from app.resolvers.read.plan import (
    AccessesPlan,
    BlockedPlan,
    ChangedPlan,
    ChoicesPlan,
    ConnectionPlan,
    Echo,
    ExplanationPlan,
    FacetsPlan,
    LinkPlan,
    NodePlan,
    ObjectPlan,
    PayloadPlan,
    PersonaPlan,
    ReadPlan,
    RegistrationPlan,
    RootPlan,
    TypeName,
    ViewerPart,
    ViewerPlan,
    VisibilityPlan,
)
from app.resolvers.read.recording import recorded_statement, said_of
from app.resolvers.read.registration import written_registration
from app.resolvers.read.truth import bound
from app.resolvers.read.visibility import VisibilityWriter
from app.schema.mapping import Kind


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: the part of the caller that shapes a statement."""

    role: Role
    purpose: Purpose | None


class StatementWriter:
    """Writes the statement of one plan."""

    def __init__(self, catalog: Catalog, explainer: Explainer, reader: Reader, now: sa.ColumnElement[Any]) -> None:
        policy = explainer.policy
        self._catalog = catalog
        self._explainer = explainer
        self._reader = reader
        self._version = policy.version
        self._viewer = None if reader.role is Role.ANONYMOUS else viewer_relation(reader.role, now)
        attribute = no_attribute if self._viewer is None else self._viewer.attribute
        question = Question(attribute, now, policy.terms)
        self._names = names = Names()
        self._access = Access(catalog, policy.grants(reader.role, reader.purpose), question, names)
        self._public = Access(
            catalog, policy.grants(Role.ANONYMOUS, None), Question(no_attribute, now, policy.terms), names
        )
        self._marks: Marks | None = None
        self._objects = ObjectWriter(catalog, self._access, names)
        self._attribute = attribute

    def write(self, plan: ReadPlan) -> CompiledStatement:
        """The statement: `allowed`, the generation of the policy, the fields of the root in the order of the plan."""
        disclosure = disclosed_by(self._catalog, plan) if self._reader.role in STAFF_ROLES else Disclosure()
        if disclosure.coordinates:
            self._marks = Marks(self._catalog, self._access, self._public)
            self._objects = ObjectWriter(self._catalog, self._access, self._names, self._marks)
        generation = generation_in_force().label("generation")
        texts = [self._root(root) for _, root in plan.roots]
        if disclosure.coordinates and self._viewer is not None:
            return recorded_statement(self._viewer, generation, texts, said_of(self._reader, disclosure))
        answers = [_as_bytes(text) for text in texts]
        if self._viewer is None:
            return compile_statement(sa.select(sa.true(), generation, *answers))
        relation = self._viewer.relation()
        if not answers:
            return compile_statement(sa.select(relation.c.allowed, generation))
        data = sa.select(*(answer.label(f"answer_{index}") for index, answer in enumerate(answers)))
        # Nothing is read for who is not admitted. A condition of the join would come after the reading; OFFSET keeps
        # this one in front of it.
        admitted = data.where(relation.c.allowed).offset(sa.literal_column("0"))
        lateral = admitted.correlate_except(None).lateral("data")
        joined = relation.outerjoin(lateral, sa.true())
        return compile_statement(sa.select(relation.c.allowed, generation, *lateral.c).select_from(joined))

    def _root(self, plan: RootPlan) -> Text:
        match plan:
            case ConnectionPlan():
                return self._objects.pages.connection(plan, None)
            case FacetsPlan():
                return FacetWriter(self._catalog, self._access, self._names).write(plan)
            case NodePlan(identifiers, places) if places is not None:
                return self._nodes(plan, identifiers, places)
            case NodePlan(identifiers):
                found = self._node(plan, bound(identifiers, sa.Uuid()))
                return sa.func.coalesce(found, json_text.NULL, type_=sa.Text)
            case ViewerPlan(parts):
                return json_text.an_object((key, self._viewer_part(part)) for key, part in parts)
            case PayloadPlan(parts):
                return json_text.an_object((key, self._payload_part(part)) for key, part in parts)
            case ChoicesPlan():
                return self._choices(plan)

    def _choices(self, plan: ChoicesPlan) -> Text:
        granted = self._explainer.policy.acting(self._reader.role, self._reader.purpose, KIND, ACTION)
        return written_choices(plan, self._catalog, granted, self._access.question, self._names)

    def _payload_part(self, part: TypeName | Echo | ChangedPlan | ViewerPlan) -> str | Text:
        match part:
            case TypeName(name):
                return f'"{name}"'
            case Echo(said, shape) if shape is not None:
                return bound(said, sa.Text())
            case Echo(said):
                return json_text.a_value(bound(said, sa.Text()), Kind.TEXT)
            case ChangedPlan(_, identifier, node):
                changed = self._objects.one(self._access.identified(node.kind, bound(identifier, sa.Uuid())), node)
                return sa.func.coalesce(changed, json_text.NULL, type_=sa.Text)
            case ViewerPlan():
                return self._root(part)

    def _node(self, plan: NodePlan, identifier: sa.ColumnElement[Any]) -> Text:
        """The object with an id, whatever its type: each type is asked, so that the cost says nothing."""
        found = [self._objects.one(self._access.identified(node.kind, identifier), node) for node in plan.nodes]
        return sa.func.coalesce(*found, type_=sa.Text)

    def _nodes(self, plan: NodePlan, identifiers: Slot, places: Slot) -> Text:
        """The objects in the order of the ids, each made once."""
        every = sa.func.unnest(bound(identifiers, ARRAY(sa.Uuid())))
        known = every.table_valued("identifier", with_ordinality="number").render_derived(name="known")
        made = self._node(plan, sa.literal_column("known.identifier", sa.Uuid))
        in_order = sa.func.array_agg(aggregate_order_by(made, sa.literal_column("known.number")), type_=ARRAY(sa.Text))
        # OFFSET keeps the objects from being made again for each place.
        objects = (
            sa.select(in_order.label("made")).select_from(known).offset(sa.literal_column("0")).subquery("objects")
        )
        each = sa.func.unnest(bound(places, ARRAY(sa.Integer())))
        asked = each.table_valued("number", with_ordinality="place").render_derived(name="asked")
        node = sa.func.coalesce(sa.literal_column("objects.made[asked.number]", sa.Text), json_text.NULL, type_=sa.Text)
        listed = json_text.a_list(node, order=[sa.literal_column("asked.place")])
        return sa.select(listed).select_from(objects.join(asked, sa.true())).scalar_subquery()

    def _viewer_part(self, part: ViewerPart) -> str | Text:
        match part:
            case TypeName(name):
                return f'"{name}"'
            case ObjectPlan():
                return self._own_row(self._access, self._objects, part)
            case PersonaPlan():
                return self._as_persona(part)
            case LinkPlan() if self._reader.role not in LISTED_FOR[part.field]:
                return "[]"
            case LinkPlan():
                return written_invitations(part, self._access, self._objects, self._names)
            case ConnectionPlan():
                # The public sees nobody's own lists: whoever stands on one is shown by the viewer's right alone.
                return self._objects.pages.connection(part, None, sa.false())
            case str():
                return self._viewer_fact(part)
            case _:
                return self._said(part)

    def _said(
        self, part: ExplanationPlan | AccessesPlan | RegistrationPlan | VisibilityPlan | BlockedPlan
    ) -> str | Text:
        """What is said about the viewer, of which nobody is behind the public."""
        match part:
            case ExplanationPlan() if self._viewer is None:
                return nothing_explained(part.shape)
            case ExplanationPlan():
                return ExplanationWriter(self._explainer, self._reader, self._access, self._names, self._marks).write(
                    part
                )
            case AccessesPlan():
                return self._accesses.write(part)
            case RegistrationPlan() if self._viewer is None:
                return "null"
            case RegistrationPlan():
                return written_registration(part, self._attribute("user"), self._access, self._names)
            case VisibilityPlan() | BlockedPlan() if self._viewer is None:
                return "[]"
            case VisibilityPlan():
                return self._visibility.write(part)
            case BlockedPlan():
                role = self._reader.role
                return written_blocks(part, self._attribute("user"), role, self._access.question, self._names)

    def _viewer_fact(self, name: str) -> str | Text:
        match name:
            case "role":
                return f'"{self._reader.role.value}"'
            case "purpose":
                return f'"{self._reader.purpose.value}"' if self._reader.purpose else "null"
            case "policyVersion":
                return f'"{self._version}"'
            case _:
                return json_text.a_value(sa.cast(self._attribute("country"), sa.Text), Kind.WORD)

    @cached_property
    def _accesses(self) -> AccessesWriter:
        return AccessesWriter(self._attribute("user"), self._names)

    @cached_property
    def _visibility(self) -> VisibilityWriter:
        own = self._attribute("user")
        return VisibilityWriter(self._explainer, self._catalog, self._access, own, self._names)

    def _own_row(self, access: Access, objects: ObjectWriter, plan: ObjectPlan) -> str | Text:
        """The own row, or the own assignments: what of a viewer has rows."""
        if plan.kind == "Assignment":
            return "[]" if self._viewer is None else objects.listed(access.own("assignments"), plan, "validFrom")
        if self._viewer is None:
            return "null"
        rows = access.identified(plan.kind, self._attribute("user"))
        return sa.func.coalesce(objects.one(rows, plan), json_text.NULL, type_=sa.Text)

    def _as_persona(self, plan: PersonaPlan) -> Text:
        """Everything below is written as the viewer and the persona may both see it."""
        persona, own = Persona(plan.persona), self._access
        asked = question_as(AUDIENCE_OF[persona], own.question, own.grants)
        question = replace(own.question, personas={persona.value: asked})
        shown = shown_to_both(own.grants, grants_of(self._explainer.policy, AUDIENCE_OF[persona]), persona)
        access = Access(self._catalog, shown, question, self._names)
        objects = ObjectWriter(self._catalog, access, self._names)

        def part(below: TypeName | ObjectPlan | ConnectionPlan) -> str | Text:
            match below:
                case TypeName(name):
                    return f'"{name}"'
                case ObjectPlan():
                    return self._own_row(access, objects, below)
                case ConnectionPlan():
                    return objects.pages.connection(below, None)

        return json_text.an_object((key, part(below)) for key, below in plan.parts)


def _as_bytes(text: Text) -> sa.ColumnElement[Any]:
    return sa.func.convert_to(text, constant("UTF8"), type_=sa.LargeBinary)
