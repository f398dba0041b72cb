"""What the document stage refuses with: one error or several, with places in the document instead of its words.

In: a code, a message that holds no text of the caller, places. Out: the one error shape, with `locations` as the
GraphQL specification has them.
"""

from __future__ import annotations

from dataclasses import dataclass

from graphql import Node, get_location

from app.errors import Code, Refusal


@dataclass(frozen=True, slots=True)
class Place:
    """A line and column of the document, both from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a document or of its variables; `field` is the path of an input value, in names of the schema."""

    message: str
    places: tuple[Place, ...] = ()
    field: str | None = None


class DocumentRefused(Refusal):
    """A request error (GraphQL specification, section 7.1.2): nothing was executed."""

    def __init__(self, code: Code, findings: tuple[Finding, ...], *, hint: str | None = None) -> None:
        super().__init__(findings[0].message, hint=hint, field=findings[0].field)
        self.code = code
        self.findings = findings

    def as_errors(self) -> list[dict[str, object]]:
        """Every finding in the one shape of an error."""
        return [self._shape(finding) for finding in self.findings]

    def _shape(self, finding: Finding) -> dict[str, object]:
        error = Refusal(finding.message, hint=self.hint, field=finding.field)
        error.code = self.code
        shape = error.as_error()
        if finding.places:
            places = [{"line": place.line, "column": place.column} for place in finding.places]
            shape = {"message": shape["message"], "locations": places, "extensions": shape["extensions"]}
        return shape


def refuse(code: Code, message: str, *places: Place, hint: str | None = None) -> DocumentRefused:
    """A refusal with one finding."""
    return DocumentRefused(code, (Finding(message, places),), hint=hint)


def places_of(*nodes: Node) -> tuple[Place, ...]:
    """Where nodes stand in their document."""
    places = (get_location(node.loc.source, node.loc.start) for node in nodes if node.loc is not None)
    return tuple(Place(place.line, place.column) for place in places)
