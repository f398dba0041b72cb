"""JSON from outside, read strictly: one meaning for every layer that looks at the same bytes.

In: bytes of a request body or of a part of a token. Out: plain Python values, or `NotStrictJson` without a word of
the text in it. Stricter than the standard library: UTF-8 without a byte order mark, no member twice, no NaN or
Infinity, no number of absurd length, no nesting that would exhaust a stack, no lone surrogate, no NUL (PostgreSQL
cannot store one).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

DEEPEST = 100
LONGEST_NUMBER = 400
# Every character of a number becomes a zero, every other one a space: so a long number is found at once.
_ZEROS = bytes(48 if character in b"-+.0123456789eE" else 32 for character in range(256))
_LONG_NUMBER = b"0" * (LONGEST_NUMBER + 1)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class NotStrictJson(ValueError):
    """The text is not JSON as we take it; the message may be shown."""


class BadCharacter(NotStrictJson):
    """The text is JSON, and a string in it holds what no text may hold."""


def read_json(text: bytes) -> Any:
    """The value of a JSON text (RFC 8259, and RFC 7493 for members and strings)."""
    if text.startswith(BYTE_ORDER_MARK):
        raise NotStrictJson("The JSON text starts with a byte order mark.")
    try:
        decoder = _CAREFUL if _LONG_NUMBER in text.translate(_ZEROS) else _QUICK
        value = decoder.decode(text.decode("utf-8"))
    except UnicodeDecodeError:
        raise NotStrictJson("The JSON text is not UTF-8.") from None
    except RecursionError:
        raise NotStrictJson("The JSON text is nested too deeply.") from None
    except json.JSONDecodeError:
        raise NotStrictJson("The text is not valid JSON.") from None
    # What has not so many brackets is not so deep.
    if text.count(b"[") + text.count(b"{") >= DEEPEST:
        _check_depth(value)
    # Only an escape can bring in what UTF-8 and the JSON grammar keep out: most texts need no second look.
    if b"\\u" in text:
        _check_strings(value)
    return value


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotStrictJson("A member occurs twice in one JSON object.")
    return members


def _integer(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise NotStrictJson("A number has too many digits.")
    return int(digits)


def _float(digits: str) -> float:
    if len(digits) > LONGEST_NUMBER:
        raise NotStrictJson("A number has too many digits.")
    return float(digits)


def _constant(_: str) -> NoReturn:
    raise NotStrictJson("NaN and Infinity are not JSON.")


# Looking at each number by itself takes longer than all the rest, so that is done where one may be too long.
_QUICK = json.JSONDecoder(object_pairs_hook=_members, parse_constant=_constant, strict=True)
_CAREFUL = json.JSONDecoder(
    object_pairs_hook=_members, parse_int=_integer, parse_float=_float, parse_constant=_constant, strict=True
)


def _check_depth(value: Any) -> None:
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(DEEPEST):
        level = [child for parent in level for child in _children(parent) if isinstance(child, (dict, list))]
        if not level:
            return
    raise NotStrictJson("The JSON text is nested too deeply.")


def _children(parent: dict[str, Any] | list[Any]) -> Iterator[Any]:
    yield from parent.values() if isinstance(parent, dict) else parent


def _check_strings(value: Any) -> None:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            _check_string(item)
        elif isinstance(item, dict):
            stack.extend(item)
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)


def _check_string(text: str) -> None:
    if "\0" in text:
        raise BadCharacter("A string holds the character NUL.")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadCharacter("A string holds half of a surrogate pair.") from None
