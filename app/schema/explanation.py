"""Why a field is readable or not: what the rules come to for one object, each rule with the parts of its condition."""

from __future__ import annotations

from enum import StrEnum

import strawberry

from app.authz.explain import Answer, Outcome
from app.schema.enums import published_enum


class RuleEffect(StrEnum):
    """What a rule does where its condition holds."""

    ALLOW = "ALLOW"
    DENY = "DENY"


class Truth(StrEnum):
    """What a part of a condition is; whether it fails or is unknown is not told apart (`app.authz.explain.Truth`)."""

    HOLDS = "HOLDS"
    FAILS = "FAILS"
    PER_ENTRY = "PER_ENTRY"
    WITHHELD = "WITHHELD"


published_enum(
    RuleEffect,
    "What a rule does where its condition holds.",
    {"ALLOW": "It lets the role read.", "DENY": "It keeps the role from reading, whatever other rules say."},
)
published_enum(
    Answer,
    "What the rules come to for one field of one object.",
    {
        "READABLE": "The viewer reads the field; it may still be empty.",
        "NOT_READABLE": "No rule lets the viewer read the field of this object, or a rule denies it.",
        "PER_ENTRY": "The list is open, and each entry is decided for itself.",
        "NOT_EXPLAINED": "There is nothing to explain: the object is hidden or unknown, it is not one's own, or the "
        "explanation would tell what the viewer may not see. The answer does not say which.",
    },
)
published_enum(
    Outcome,
    "What became of a rule.",
    {
        "APPLIES": "Its condition holds.",
        "LOST": "A part of its condition does not hold.",
        "PER_ENTRY": "It applies to some entries of the list.",
        "WITHHELD": "It depends on something that the viewer may not see.",
    },
)
published_enum(
    Truth,
    "What a part of a condition is, for one object.",
    {
        "HOLDS": "It holds.",
        "FAILS": "It does not hold, or something that it asks for is missing.",
        "PER_ENTRY": "It is decided for each entry of the list.",
        "WITHHELD": "Not told: it depends on something that the viewer may not see.",
    },
)


@strawberry.type(description="A part of a rule's condition. All parts must hold.")
class ConditionPart:
    """A part of a condition."""

    condition: str = strawberry.field(description="The part in words.")
    truth: Truth = strawberry.field(description="Whether it holds for the object.")


@strawberry.type(description="A rule about the field, and what became of it.")
class RuleOutcome:
    """A rule and its outcome."""

    rule: str = strawberry.field(description="The id of the rule in the policy.")
    effect: RuleEffect = strawberry.field(description="Whether it allows or denies.")
    outcome: Outcome = strawberry.field(description="What became of it.")
    condition: str = strawberry.field(description="Its condition in words.")
    parts: list[ConditionPart] = strawberry.field(description="The parts of its condition; none when it always holds.")
    reason: str = strawberry.field(description="Why the rule is there.")
    clauses: list[str] = strawberry.field(description="The clauses of the privacy notices that it rests on.")


@strawberry.type(
    description="Why the viewer reads a field of an object or does not, by the very rules that decide every answer. "
    "Explained are one's own row, school and projects, and to staff with the purpose RIGHTS_REQUEST or SUPPORT every "
    "object that they see. All else has the code NOT_EXPLAINED and nothing more."
)
class Explanation:
    """What the rules come to, and why."""

    code: Answer = strawberry.field(description="What the rules come to.")
    rule: str | None = strawberry.field(
        description="The id of the rule that decides: the first that denies, else the first that allows; null for none."
    )
    rules: list[RuleOutcome] = strawberry.field(
        description="Every rule of the acting role about the field, by id; empty when nothing is explained."
    )
