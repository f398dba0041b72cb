"""What a request has to meet before it is answered, whatever its document asks for.

In: what the operator has chosen. Out: one value with the parts that the endpoint asks in turn.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from app.edge.trust import Trust


@dataclass(frozen=True, slots=True)
class Turnstile:
    """By default everybody passes with any document."""

    trust: Trust = field(default_factory=Trust)
