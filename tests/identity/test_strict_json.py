"""JSON from outside has one meaning, or it is refused without a word of it."""

from __future__ import annotations

import json

import pytest

from app.identity.strict_json import LONGEST_NUMBER, NotStrictJson, read_json

REFUSED = {
    "empty": b"",
    "two values": b"{}{}",
    "byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "not UTF-8": b'{"a":"\xff"}',
    "a member twice": b'{"a":1,"a":1}',
    "a member twice, spelled differently": b'{"a":1,"\\u0061":1}',
    "a member twice, deep": b'[{"x":{"a":1,"a":2}}]',
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":-Infinity}',
    "5,000 digits": b'{"a":' + b"9" * 5000 + b"}",
    "5,000 digits after the point": b'{"a":0.' + b"9" * 5000 + b"}",
    "100,000 brackets": b"[" * 100_000,
    "101 levels": b"[" * 101 + b"]" * 101,
    "2,000 closed brackets": b"[" * 2_000 + b"]" * 2_000,
    "lone surrogate": b'{"a":"\\ud800"}',
    "lone surrogate in a member's name": b'{"\\udfff":1}',
    "NUL": b'{"a":["\\u0000"]}',
    "NUL as a byte": b'{"a":"\x00"}',
    "line feed in a string": b'{"a":"\n"}',
    "trailing comma": b'{"a":1,}',
    "single quotes": b"{'a':1}",
    "comment": b"{}//",
    "leading zero": b'{"a":01}',
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_strict_json_is_refused(text: bytes) -> None:
    with pytest.raises(NotStrictJson):
        read_json(text)


def test_values_are_read_as_they_stand() -> None:
    text = '{"é": ["\\ud83d\\ude00", 9007199254740993, -0.5, true, null, ""], "b": {}}'
    expected = {"é": ["\U0001f600", 9007199254740993, -0.5, True, None, ""], "b": {}}
    assert read_json(text.encode()) == expected


def test_a_hundred_levels_are_read() -> None:
    value = read_json(b"[" * 100 + b"]" * 100)
    depth = 0
    while value:
        value, depth = value[0], depth + 1
    assert depth == 99


def test_the_message_repeats_nothing_of_the_text() -> None:
    with pytest.raises(NotStrictJson) as caught:
        read_json(b'{"S3CR3T":1,"S3CR3T":2}')
    assert "S3CR3T" not in str(caught.value)


@pytest.mark.parametrize("number", ["1" * 400, "-" + "1" * 399, "0." + "1" * 398, "1" * 200 + "." + "1" * 199])
def test_the_longest_number_is_read_beside_long_texts_and_short_numbers(number: str) -> None:
    longer = number + "1"
    assert len(longer) == LONGEST_NUMBER + 1
    text = f'{{"digits": "{longer}", "one": 1, "many": {number}}}'
    assert read_json(text.encode())["many"] == json.loads(number)
    with pytest.raises(NotStrictJson, match="too many digits"):
        read_json(f'{{"digits": "{longer}", "many": {longer}}}'.encode())
    with pytest.raises(NotStrictJson, match="too many digits"):
        read_json(longer.encode())
