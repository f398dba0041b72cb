"""Refusals that concern the HTTP request itself, and what an unexpected fault becomes.

In: any exception. Out: a `Refusal` whose text holds nothing of the caller, of ours or of the database. A fault that
nobody expected gets an id, which is all that the caller learns; the log has the id and the places in the code, and
neither has the message of the exception: it may hold values of the request or of a row.
"""

from __future__ import annotations

import logging
import secrets
import traceback
from collections.abc import Mapping
from http import HTTPStatus

import psycopg
from psycopg import errors

from app.errors import Code, LimitExceeded, Refusal, Unavailable

log = logging.getLogger("twingraph.edge")

# SQLSTATE class 54: the statement is larger than the database takes.
_PROGRAM_LIMIT = "54"


class HttpRefusal(Refusal):
    """The request is not one that can be answered, whatever it asks for."""

    def __init__(
        self,
        status: HTTPStatus,
        message: str,
        *,
        code: Code = Code.BAD_USER_INPUT,
        hint: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.code = code
        self.headers = dict(headers or {})


class Internal(Refusal):
    """A fault of ours. `identity` is what the caller may quote and what the log is searched for."""

    code = Code.INTERNAL
    status = 500

    def __init__(self, identity: str) -> None:
        super().__init__("Internal error.", hint="Report the id of this error to the operator.")
        self.identity = identity

    def as_error(self) -> dict[str, object]:
        extensions = {"code": self.code.value, "hint": self.hint, "id": self.identity}
        return {"message": self.message, "extensions": extensions}


def refusal_of(fault: Exception) -> Refusal:
    """What the caller is told of a fault; what the operator must know is logged."""
    if isinstance(fault, Refusal):
        return fault
    if isinstance(fault, errors.QueryCanceled) or _is_program_limit(fault):
        log.warning("statement given up: %s", type(fault).__name__)
        return LimitExceeded("The answer takes too long.", hint="Ask for less: fewer fields, a narrower filter.")
    if isinstance(fault, psycopg.OperationalError | psycopg.InterfaceError):
        log.warning("database not available: %s", type(fault).__name__)
        return Unavailable("The service is not available now.", hint="Try again in some seconds.")
    identity = secrets.token_hex(8)
    log.error("internal fault %s: %s", identity, describe_fault(fault))
    return Internal(identity)


def describe_fault(fault: BaseException) -> str:
    """Kind and places of a fault and its causes, without any message."""
    described: list[str] = []
    cause: BaseException | None = fault
    while cause is not None and len(described) < 5:
        frames = traceback.extract_tb(cause.__traceback__)[-8:]
        places = " > ".join(f"{frame.filename}:{frame.lineno}:{frame.name}" for frame in frames)
        described.append(f"{type(cause).__qualname__} at {places}")
        cause = cause.__cause__ or cause.__context__
    return "; from ".join(described)


def _is_program_limit(fault: Exception) -> bool:
    return isinstance(fault, psycopg.Error) and (fault.sqlstate or "").startswith(_PROGRAM_LIMIT)
