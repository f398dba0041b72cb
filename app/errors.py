"""The one error tree. Every refusal of the API and of the command line is one of these.

    TwinGraphError
    ├── Refusal              a request that is answered with a code: expected, never logged as a fault
    │   ├── Unauthenticated  401: token bad, expired or revoked, or an account without access
    │   ├── Forbidden        403: a role or purpose that is not allowed
    │   ├── NeverReadable    a filter or order on a coordinate that the role can never read
    │   ├── BadInput         a value of the request is wrong
    │   ├── NotFound         a command names an object that is not there for the caller
    │   ├── Conflict         a command meets a state that does not allow it
    │   ├── LimitExceeded    a request that asks for too much
    │   ├── NotTrusted       a document that this installation does not answer
    │   ├── ParseFailed      the document is not GraphQL
    │   ├── ValidationFailed the document does not fit the schema
    │   └── Unavailable      503: the database does not answer
    └── Misconfigured        start-up stops: settings, policy or import file

In: code, message, hint, field. Out: the one shape `{"message", "extensions": {"code", "hint", "field"}}`.
A message never carries the caller's value, a type name of ours, SQL, or the existence of a hidden row
(contract, section Errors).
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """The closed list of codes (G-49). A new one is a change of the contract."""

    BAD_USER_INPUT = "BAD_USER_INPUT"
    CONFLICT = "CONFLICT"
    DOCUMENT_NOT_TRUSTED = "DOCUMENT_NOT_TRUSTED"
    FORBIDDEN = "FORBIDDEN"
    INTERNAL = "INTERNAL"
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"
    NOT_FOUND = "NOT_FOUND"
    PARSE_FAILED = "PARSE_FAILED"
    RATE_LIMITED = "RATE_LIMITED"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    UNAVAILABLE = "UNAVAILABLE"
    VALIDATION_FAILED = "VALIDATION_FAILED"


class TwinGraphError(Exception):
    """A fault with a message that may be shown and a hint that says the next action."""

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Misconfigured(TwinGraphError):
    """The program cannot start or go on with what it was given; nothing was half done."""


class Refusal(TwinGraphError):
    """A request that is refused before anything is executed.

    `field` names a schema coordinate or an input field; `status` is the HTTP status where the refusal concerns
    the whole HTTP request and not the GraphQL document (None: by the GraphQL-over-HTTP specification).
    """

    code = Code.INTERNAL
    status: int | None = None

    def __init__(self, message: str, *, hint: str | None = None, field: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.field = field

    def as_error(self) -> dict[str, object]:
        """The one shape of an error in a response."""
        extensions: dict[str, object] = {"code": self.code.value}
        if self.hint is not None:
            extensions["hint"] = self.hint
        if self.field is not None:
            extensions["field"] = self.field
        return {"message": self.message, "extensions": extensions}


class Unauthenticated(Refusal):
    """Nobody that we know calls: token bad, expired or revoked, account without access."""

    code = Code.UNAUTHENTICATED
    status = 401
    challenge = 'Bearer error="invalid_token"'


class Forbidden(Refusal):
    """The acting role or the purpose is not allowed for this person."""

    code = Code.FORBIDDEN
    status = 403


class NeverReadable(Refusal):
    """A filter or order on a coordinate that the role can never read (G-32)."""

    code = Code.FORBIDDEN


class BadInput(Refusal):
    """A value of the request is wrong."""

    code = Code.BAD_USER_INPUT


class NotFound(Refusal):
    """A command names an object that is hidden or absent: the same answer."""

    code = Code.NOT_FOUND


class Conflict(Refusal):
    """A command meets a state that does not allow it."""

    code = Code.CONFLICT


class LimitExceeded(Refusal):
    """The request asks for more than is allowed at once."""

    code = Code.LIMIT_EXCEEDED


class NotTrusted(Refusal):
    """The document is none of those that the operator has registered."""

    code = Code.DOCUMENT_NOT_TRUSTED


class ParseFailed(Refusal):
    """The document is not GraphQL."""

    code = Code.PARSE_FAILED


class ValidationFailed(Refusal):
    """The document does not fit the schema."""

    code = Code.VALIDATION_FAILED


class Unavailable(Refusal):
    """The database does not answer; try again later."""

    code = Code.UNAVAILABLE
    status = 503


class AnotherPolicy(Unavailable):
    """The database names another policy than the one that the answer was made by; the answer is thrown away."""

    def __init__(self) -> None:
        super().__init__("The service is not available now.", hint="Try again in some seconds.")
