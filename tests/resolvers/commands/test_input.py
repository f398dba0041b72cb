"""Texts that commands take: each shows something, and shows it in its own order."""

from __future__ import annotations

import pytest

from app.resolvers.commands.input import refused_prose, refused_text

UNSEEN = {
    "nothing": "",
    "spaces": " \u00a0\u3000",
    "no width": "\u200b",
    "joiners": "\u200c\u200d",
    "byte order": "\ufeff",
    "a soft hyphen": "\u00ad",
    "marks without a letter": "\u0301\u034f",
    "Hangul fillers": "\u3164\u115f\u1160\uffa0",
    "Braille without a dot": "\u2800",
    "tags": "\U000e0041",
}
TURNED = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"]
READ = {
    "Persian with a joiner": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "a flag with tags": "\U0001f3f4\U000e0067\U000e0062\U000e007f",
    "a mark of direction": "C#\u200f \u05e9\u05dc\u05d5\u05dd",
    "one letter": "a",
    "one digit": "7",
    "a sign": "\u2026",
    "Thai": "\u0e17\u0e35\u0e48",
}


@pytest.mark.parametrize("text", UNSEEN.values(), ids=UNSEEN)
def test_a_text_that_shows_nothing_is_as_an_empty_one(text: str) -> None:
    for refused in (refused_text, refused_prose):
        (problem,) = refused(text, "text", longest=20)
        assert (problem.message, problem.field) == ("Expected a text of 1 to 20 characters.", "text")


@pytest.mark.parametrize("sign", TURNED, ids=ascii)
def test_a_text_that_turns_its_direction_is_refused(sign: str) -> None:
    for refused in (refused_text, refused_prose):
        (problem,) = refused(f"a{sign}b", "text", longest=20)
        assert problem.message == "Expected a text that is shown in its own order."


@pytest.mark.parametrize("text", READ.values(), ids=READ)
def test_what_languages_need_is_taken(text: str) -> None:
    assert refused_text(text, "text", longest=20) == refused_prose(text, "text", longest=20) == []


@pytest.mark.parametrize("end", ["\n", "\r", "\t", "\u2028", "\u2029"], ids=ascii)
def test_only_prose_has_several_lines(end: str) -> None:
    (problem,) = refused_text(f"a{end}b", "text", longest=20)
    assert problem.message == "Expected a text of one line."
    assert refused_prose(f"a{end}b", "text", longest=20) == []
