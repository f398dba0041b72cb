"""What is said about a project, checked: title, description, languages and the ages of the pupils (DATA-37).

In: those parts that are said, in NFC. Out: everything that is wrong with them, by field.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.database.text import fold
from app.errors import BadInput
from app.resolvers.commands.input import refused_prose, refused_text
from app.resolvers.commands.registration_input import OLDEST, YOUNGEST

_TITLE, _PROSE, _MOST_LANGUAGES, _LANGUAGE = 200, 5_000, 50, 200
# What an index holds of a folded text, see `app.transfer.texts`.
_FOLDED_BYTES = 2_000
_NEEDED = ("title", "languages", "pupilAges")


def problems_of(said: Mapping[str, Any]) -> list[BadInput]:
    """Everything that is wrong with what is said about a project."""
    problems = [
        BadInput("This cannot be removed.", hint="Leave it out to keep what is there.", field=name)
        for name in _NEEDED
        if name in said and said[name] is None
    ]
    if (title := said.get("title")) is not None:
        problems += _title(title)
    if (description := said.get("description")) is not None:
        problems += refused_prose(description, "description", longest=_PROSE)
    if (languages := said.get("languages")) is not None:
        problems += _languages(languages)
    if (ages := said.get("pupilAges")) is not None and not YOUNGEST <= ages["from"] <= ages["to"] <= OLDEST:
        hint = "Name the younger age first."
        problems.append(BadInput(f"Expected ages from {YOUNGEST} to {OLDEST}.", hint=hint, field="pupilAges"))
    return problems


def _title(title: str) -> list[BadInput]:
    if len(fold(title).encode()) > _FOLDED_BYTES:
        return [BadInput(f"Expected a text of 1 to {_TITLE} characters.", field="title")]
    return refused_text(title, "title", longest=_TITLE)


def _languages(languages: list[str]) -> list[BadInput]:
    if not languages:
        return [BadInput("Expected at least one.", field="languages")]
    if len(languages) > _MOST_LANGUAGES or len(set(languages)) < len(languages):
        return [BadInput(f"Expected at most {_MOST_LANGUAGES}, each once.", field="languages")]
    return [problem for one in languages for problem in refused_text(one, "languages", longest=_LANGUAGE)][:1]
