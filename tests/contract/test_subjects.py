"""The vocabulary of subjects: what is listed, in which language, and that a slip in the file stops the start."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.errors import Misconfigured
from app.schema.build import build_schema
from app.schema.subject_list import kept_subjects, load_subjects

LANGUAGES = {"en", "et", "hu", "lv", "nb", "sv"}
ONE = '[[subject]]\ncode = "{code}"\nlabel = {{ en = "{en}", et = "{et}" }}\n'
TWO_LANGUAGES = 'languages = ["en", "et"]\n'


def listed(language: str) -> dict[str, dict[str, Any]]:
    answer = build_schema().execute_sync(f'{{ subjects(language: "{language}") {{ code name label }} }}')
    assert answer.errors is None
    assert answer.data is not None
    return {subject["code"]: subject for subject in answer.data["subjects"]}


def test_every_subject_has_a_label_in_the_languages_of_the_notices_and_in_english() -> None:
    assert all(set(subject.labels) == LANGUAGES for subject in load_subjects())
    assert len(load_subjects()) == len(kept_subjects())


@pytest.mark.parametrize(
    ("language", "label"),
    [("et", "Füüsika"), ("lv", "Fizika"), ("sv-FI", "Fysik"), ("nb", "Fysikk"), ("en", "Physics"), ("fr", "Physics")],
)
def test_a_label_is_in_the_nearest_language_else_in_english(language: str, label: str) -> None:
    assert listed(language)["PHYSICS"] == {"code": "PHYSICS", "name": "Physics", "label": label}


def test_the_text_that_is_kept_is_the_same_in_every_language() -> None:
    names = {language: {code: one["name"] for code, one in listed(language).items()} for language in ("hu", "en")}
    assert names["hu"] == names["en"] == dict(kept_subjects())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("languages = [", "cannot be read"),
        ('languages = ["et"]\n' + ONE.format(code="A", en="a", et="b"), "`languages`"),
        ('languages = ["en", "et", "?"]\n' + ONE.format(code="A", en="a", et="b"), "`languages`"),
        (TWO_LANGUAGES, "lists no subject"),
        (TWO_LANGUAGES + "more = 1\n" + ONE.format(code="A", en="a", et="b"), "unknown `more`"),
        (TWO_LANGUAGES + ONE.format(code="a b", en="a", et="b"), "`code`"),
        (TWO_LANGUAGES + ONE.format(code="A", en="a", et=" "), "`et`"),
        (TWO_LANGUAGES + ONE.format(code="A", en="a", et="o\u0303"), "`et`"),
        (TWO_LANGUAGES + 'subject = [{ code = "A", label = "x" }]\n', "label must be a table"),
        (TWO_LANGUAGES + ONE.format(code="A", en="a", et="b") * 2, "twice: A"),
        (TWO_LANGUAGES + ONE.format(code="A", en="a", et="b") + ONE.format(code="B", en="c", et="B"), "et lists"),
    ],
)
def test_a_slip_in_the_file_stops_the_start_and_names_itself(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "subjects.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Misconfigured, match=said):
        build_schema(subjects=path)


def test_a_language_is_not_left_out() -> None:
    answer = build_schema().execute_sync("{ subjects { code } }")
    assert answer.errors is not None
