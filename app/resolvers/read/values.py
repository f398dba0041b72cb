"""The values of a request beside its plan: numbered, so that the plan holds none of them."""

from __future__ import annotations

import dataclasses

from app.resolvers.read.conditions import Slot

OPERATION = "record_operation"
"""The parameter that names the document."""


class Values:
    """The values that the slots of a plan stand for."""

    def __init__(self) -> None:
        self._values: list[object] = []
        self.operation = ""  # what the record of a read names the document by
        self._personal = 0  # one more than the place of the last value that depends on who calls

    def add(self, value: object) -> Slot:
        """Keep a value, in the form in which the driver sends it."""
        self._values.append(value)
        return Slot(len(self._values) - 1)

    def add_personal(self, value: object) -> Slot:
        """Keep a value that depends on who calls, beyond role and purpose."""
        self._personal = len(self._values) + 1
        return self.add(value)

    def fill(self, slot: Slot, value: object) -> None:
        """Give a slot the value that was not known when it was planned."""
        self._values[slot.index] = value

    def extend(self, values: tuple[object, ...]) -> None:
        """Keep values that a remembered plan numbers already."""
        self._values.extend(values)

    def since(self, begun: int) -> tuple[object, ...] | None:
        """The values from a number on; None when one of them depends on who calls."""
        return None if self._personal > begun else tuple(self._values[begun:])

    def __len__(self) -> int:
        return len(self._values)

    def parameters(self) -> dict[str, object]:
        """The values by the names of their parameters."""
        values = {slot_name(Slot(index)): value for index, value in enumerate(self._values)}
        return values | {OPERATION: self.operation}

    def resolved(self, node: object) -> object:
        """A part of a plan with its values in their places, comparable and printable."""
        if isinstance(node, Slot):
            return self._values[node.index]
        if isinstance(node, tuple):
            return tuple(self.resolved(part) for part in node)
        if dataclasses.is_dataclass(node) and not isinstance(node, type):
            parts = (self.resolved(getattr(node, field.name)) for field in dataclasses.fields(node))
            return (type(node).__name__, *parts)
        return node


def slot_name(slot: Slot) -> str:
    """The name of the parameter of a slot."""
    return f"value_{slot.index}"
