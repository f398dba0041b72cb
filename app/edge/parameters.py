"""The parameters of a GraphQL request (GraphQL over HTTP, section 5): from a JSON body or a query string.

In: bytes. Out: `GraphQLRequest`, every parameter of its type, or 400. One request at a time: a list is a batch, and
batches are not served.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from app.edge.refusals import HttpRefusal
from app.errors import Code
from app.identity.strict_json import BadCharacter, NotStrictJson, read_json

_PARAMETERS = ("query", "operationName", "variables", "extensions")


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """What a client asks for, not yet looked into."""

    query: str
    operation_name: str | None
    variables: dict[str, Any] | None
    extensions: dict[str, Any] | None


def read_json_request(body: bytes) -> GraphQLRequest:
    """The request in the body of a POST. Members that nobody defined are ignored."""
    members = _json(body)
    if isinstance(members, list):
        raise bad_request("Requests come one at a time: a batch is not supported.")
    if not isinstance(members, dict):
        raise bad_request("The body must be a JSON object.")
    return _request(members)


def read_url_request(query_string: bytes) -> GraphQLRequest:
    """The request in the query string of a GET; `variables` and `extensions` are JSON texts there."""
    try:
        pairs = parse_qsl(query_string.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=50)
    except ValueError:
        raise bad_request("The query string cannot be read.") from None
    members: dict[str, Any] = {}
    for name, value in pairs:
        if name not in _PARAMETERS:
            continue
        if name in members:
            raise bad_request(f"The parameter `{name}` occurs more than once.")
        members[name] = _json(value.encode()) if name in {"variables", "extensions"} else value
        if isinstance(members[name], str) and "\0" in value:
            raise bad_request("A string holds the character NUL.")
    return _request(members)


def bad_request(message: str, *, code: Code = Code.BAD_USER_INPUT) -> HttpRefusal:
    return HttpRefusal(HTTPStatus.BAD_REQUEST, message, code=code)


def _json(text: bytes) -> Any:
    try:
        return read_json(text)
    except BadCharacter as fault:
        raise bad_request(str(fault)) from None
    except NotStrictJson as fault:
        raise bad_request(str(fault), code=Code.PARSE_FAILED) from None


def _request(members: dict[str, Any]) -> GraphQLRequest:
    query = members.get("query")
    if not isinstance(query, str):
        raise bad_request("The parameter `query` must be a string.")
    operation_name = members.get("operationName")
    if not isinstance(operation_name, str | None):
        raise bad_request("The parameter `operationName` must be a string.")
    return GraphQLRequest(query, operation_name, _object(members, "variables"), _object(members, "extensions"))


def _object(members: dict[str, Any], name: str) -> dict[str, Any] | None:
    value = members.get(name)
    if isinstance(value, dict | None):
        return value
    raise bad_request(f"The parameter `{name}` must be an object.")
