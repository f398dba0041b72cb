"""Media types: what a request may be written in, and what its answer is written in (GraphQL over HTTP).

In: values of the headers Content-Type, Content-Encoding and Accept. Out: the media type of the answer, or a refusal.
The type of the answer decides the status of a refused document: 400 with `application/graphql-response+json`, 200
with `application/json`, which older clients ask for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus

from app.edge.refusals import HttpRefusal

JSON = "application/json"
GRAPHQL = "application/graphql-response+json"
HTML = "text/html"

_PARAMETER = re.compile(r';[ \t]*(?:([!#$%&\'*+.^_`|~\w-]+)=("[^"\\]*"|[!#$%&\'*+.^_`|~\w-]*))?[ \t]*')
_MEDIA = re.compile(r"[ \t]*([!#$&^_.+*\w-]+/[!#$&^_.+*\w-]+)[ \t]*")
_MOST_RANGES = 50
# What nearly every client accepts, read once.
_PLAIN: Mapping[str, float] = {JSON: 1.0}


def parse_media(text: str) -> tuple[str, dict[str, str]] | None:
    """Type and parameters of a media type or media range, in lower case; None when it is neither."""
    head = _MEDIA.match(text)
    if head is None:
        return None
    position, parameters = head.end(), dict[str, str]()
    while position < len(text):
        match = _PARAMETER.match(text, position)
        if match is None:
            return None
        if match[1] is not None:
            parameters[match[1].lower()] = match[2].strip('"').lower()
        position = match.end()
    return head[1].lower(), parameters


def check_content(content_type: Sequence[str], content_encoding: Sequence[str]) -> None:
    """The body is plain JSON in UTF-8: a form or a text could be sent by any web page without asking first."""
    media = parse_media(content_type[0]) if len(content_type) == 1 else None
    if media is None or media[0] != JSON or media[1].get("charset", "utf-8") != "utf-8":
        raise HttpRefusal(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "The body has a media type that is not supported.",
            hint=f"Send JSON in UTF-8 as `Content-Type: {JSON}`.",
        )
    if any(coding.strip().lower() != "identity" for coding in content_encoding):
        raise HttpRefusal(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            "The body has a content encoding that is not supported.",
            hint="Send it without compression.",
        )


def negotiate(accept: Sequence[str]) -> str:
    """The media type of the answer. No wish, or any wish that allows it: `application/json`."""
    if not accept:
        return JSON
    ranges = _ranges(accept)
    graphql, json = _weight(ranges, GRAPHQL), _weight(ranges, JSON)
    if not graphql and not json:
        raise HttpRefusal(
            HTTPStatus.NOT_ACCEPTABLE,
            "The answer has no media type that is accepted.",
            hint=f"Accept `{GRAPHQL}` or `{JSON}`.",
        )
    if graphql == json:
        return GRAPHQL if GRAPHQL in ranges else JSON
    return GRAPHQL if graphql > json else JSON


def prefers_html(accept: Sequence[str]) -> bool:
    """Whether a person with a browser asks, and not a client."""
    ranges = _ranges(accept)
    return HTML in ranges and ranges[HTML] > 0 and ranges[HTML] >= _weight(ranges, JSON)


def _ranges(accept: Sequence[str]) -> Mapping[str, float]:
    """Media ranges and their weights; what cannot be read is left out."""
    return _PLAIN if list(accept) == [JSON] else _read_ranges(accept)


def _read_ranges(accept: Sequence[str]) -> dict[str, float]:
    ranges: dict[str, float] = {}
    for text in ",".join(accept).split(",")[:_MOST_RANGES]:
        media = parse_media(text)
        if media is None:
            continue
        weight = re.fullmatch(r"[01](?:\.\d{0,3})?", media[1].get("q", "1"))
        ranges[media[0]] = max(ranges.get(media[0], 0.0), float(weight[0]) if weight else 0.0)
    return ranges


def _weight(ranges: Mapping[str, float], offer: str) -> float:
    """The weight of the most specific range that an offer falls under."""
    family = offer.split("/", maxsplit=1)[0] + "/*"
    return next((ranges[name] for name in (offer, family, "*/*") if name in ranges), 0.0)
