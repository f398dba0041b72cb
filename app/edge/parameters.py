"""The parameters of a GraphQL request (GraphQL over HTTP, section 5): from a JSON body or a query string.

In: bytes. Out: `GraphQLRequest`, every parameter of its type, or 400. One request at a time: a list is a batch, and
batches are not served.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from app.edge.refusals import HttpRefusal
from app.errors import Code
from app.identity.strict_json import BadCharacter, NotStrictJson, read_json

_PARAMETERS = ("query", "operationName", "variables", "extensions", "documentId")
# How a hash is written: in a document identifier (GraphQL over HTTP, appendix A), and in the extension of Apollo's.
_DOCUMENT_ID = re.compile(r"sha256:([0-9a-f]{64})")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class GraphQLRequest:
    """What a client asks for, not yet looked into: a text, the hash of one that is registered, or both."""

    query: str | None
    operation_name: str | None
    variables: dict[str, Any] | None
    extensions: dict[str, Any] | None
    digest: str | None = None


def read_json_request(body: bytes) -> GraphQLRequest:
    """The request in the body of a POST. Members that nobody defined are ignored."""
    members = _json(body)
    if isinstance(members, list):
        raise bad_request("Requests come one at a time: a batch is not supported.")
    if not isinstance(members, dict):
        raise bad_request("The body must be a JSON object.")
    return read_parameters(members)


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
    return read_parameters(members)


def bad_request(message: str, *, code: Code = Code.BAD_USER_INPUT) -> HttpRefusal:
    return HttpRefusal(HTTPStatus.BAD_REQUEST, message, code=code)


def _json(text: bytes) -> Any:
    try:
        return read_json(text)
    except BadCharacter as fault:
        raise bad_request(str(fault)) from None
    except NotStrictJson as fault:
        raise bad_request(str(fault), code=Code.PARSE_FAILED) from None


def read_parameters(members: dict[str, Any]) -> GraphQLRequest:
    """The request in an object, wherever that came from."""
    extensions = _object(members, "extensions")
    digest = _digest(members.get("documentId"), (extensions or {}).get("persistedQuery"))
    query = members.get("query")
    if not isinstance(query, str) and (query is not None or digest is None):
        raise bad_request("The parameter `query` must be a string.")
    operation_name = members.get("operationName")
    if not isinstance(operation_name, str | None):
        raise bad_request("The parameter `operationName` must be a string.")
    return GraphQLRequest(query, operation_name, _object(members, "variables"), extensions, digest)


def _digest(document_id: object, persisted_query: object) -> str | None:
    """The hash that a request names, in one way or the other; in both, it is the same one."""
    named = set[str]()
    if document_id is not None:
        match = _DOCUMENT_ID.fullmatch(document_id) if isinstance(document_id, str) else None
        if match is None:
            raise bad_request("The parameter `documentId` must be `sha256:` and 64 hexadecimal digits.")
        named.add(match[1])
    if persisted_query is not None:
        given = persisted_query if isinstance(persisted_query, dict) else {}
        digest = given.get("sha256Hash")
        if given.get("version") != 1 or not isinstance(digest, str) or _HASH.fullmatch(digest) is None:
            raise bad_request("The extension `persistedQuery` must have the version 1 and a `sha256Hash`.")
        named.add(digest)
    if len(named) > 1:
        raise bad_request("The request names two documents.")
    return next(iter(named), None)


def _object(members: dict[str, Any], name: str) -> dict[str, Any] | None:
    value = members.get(name)
    if isinstance(value, dict | None):
        return value
    raise bad_request(f"The parameter `{name}` must be an object.")
