"""What a registration says, checked: every text in NFC and of a length, ages, a country that takes part.

In: the coerced input. Out: the same with its texts in NFC, and everything that is wrong with it, by field. Whether a
user name is free is asked where nothing else is wrong, and not here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from app.authz.versions import Version
from app.database.text import fold, nfc
from app.database.vocabulary import SchoolRole
from app.errors import BadInput
from app.resolvers.commands.input import refused_prose, refused_text

YOUNGEST, OLDEST = 3, 20
_LINE, _PROSE, _MOST_ITEMS = 200, 5_000, 50
# What an index holds of a folded text, see `app.transfer.texts`.
_FOLDED_BYTES = 2_000
# No sign that may stand in an address: whether an address is somebody's cannot be asked by a user name.
_USERNAME = re.compile(r"[\w.-]{3,50}")


def in_nfc(value: Any) -> Any:
    """An input with every text in NFC; members of vocabularies stay what they are."""
    match value:
        case dict():
            return {name: in_nfc(part) for name, part in value.items()}
        case list():
            return [in_nfc(part) for part in value]
        case str() if type(value) is str:
            return nfc(value)
        case _:
            return value


def problems_of(
    given: Mapping[str, Any], countries: Collection[str], subjects: Collection[str], notice: Version
) -> list[BadInput]:
    """Everything that is wrong with a registration under the notice in force."""
    problems = problems_of_profile({"description": None, **given}, given["schoolRole"], subjects, notice)
    if given["noticeVersion"] != notice.name:
        hint = f"Show the notice in force, `{notice.name}`, and ask the person again."
        problems.append(BadInput("This is not the notice in force.", hint=hint, field="noticeVersion"))
    return [*problems, *problems_of_choice(given, countries)]


def problems_of_choice(given: Mapping[str, Any], countries: Collection[str]) -> list[BadInput]:
    """Everything that is wrong with a school that is named, or described as a new one."""
    school, new = given.get("school"), given.get("newSchool")
    if (school is None) == (new is None):
        hint = "Name a school by its id, or describe a new one."
        return [BadInput("Expected one of `school` and `newSchool`.", hint=hint, field="school")]
    return [] if new is None else list(_problems_of_school(new, countries))


def problems_of_profile(
    said: Mapping[str, Any], role: SchoolRole | None, subjects: Collection[str], notice: Version
) -> list[BadInput]:
    """Everything that is wrong with those parts of a profile that are said.

    `role` is that of the person afterwards, `subjects` are those that may be named.
    """
    problems = [problem for name in ("firstName", "lastName") if name in said for problem in _line(said[name], name)]
    problems += _username(said.get("username"), named=notice.value("username") == "PRESENT")
    if "description" in said:
        description = said["description"]
        if description is not None or "MANDATORY" in notice.facts["description"].values:
            problems += refused_prose(description or "", "description", longest=_PROSE)
    if "subjects" in said:
        problems += _subjects(said["subjects"], subjects, needed=role is SchoolRole.TEACHER)
    if "languages" in said:
        problems += _items(said["languages"], "languages", needed=True)
    ages = said.get("pupilAges")
    if ages is not None and not YOUNGEST <= ages["from"] <= ages["to"] <= OLDEST:
        hint = "Name the younger age first."
        problems.append(BadInput(f"Expected ages from {YOUNGEST} to {OLDEST}.", hint=hint, field="pupilAges"))
    return problems


def texts_of_subjects(named: list[str], vocabulary: Mapping[str, str]) -> list[str]:
    """What is kept of subjects: the text of a code; a text that somebody has already stays (docs/decisions/0080)."""
    return list(dict.fromkeys(vocabulary.get(one, one) for one in named))


def _subjects(named: list[str], known: Collection[str], *, needed: bool) -> list[BadInput]:
    problems = _items(named, "subjects", needed=needed)
    if not problems and not set(named) <= set(known):
        problems.append(BadInput("There is no such subject.", hint="Send codes of `subjects`.", field="subjects"))
    return problems


def _problems_of_school(new: Mapping[str, Any], countries: Collection[str]) -> Iterator[BadInput]:
    for name in ("officialName", "address", "city", "region", "email"):
        yield from _line(new[name], f"newSchool.{name}", longest=320 if name == "email" else _LINE)
    if new["country"] not in countries:
        yield BadInput("This country does not take part.", hint="See `countries`.", field="newSchool.country")
    for name in ("firstName", "lastName", "email"):
        yield from _line(new["head"][name], f"newSchool.head.{name}", longest=320 if name == "email" else _LINE)


def _line(text: str, field: str, *, longest: int = _LINE) -> list[BadInput]:
    if len(fold(text).encode()) > _FOLDED_BYTES:
        return [BadInput(f"Expected a text of 1 to {longest} characters.", field=field)]
    return refused_text(text, field, longest=longest)


def _items(items: list[str], field: str, *, needed: bool) -> list[BadInput]:
    if needed and not items:
        return [BadInput("Expected at least one.", field=field)]
    if len(items) > _MOST_ITEMS or len(set(items)) < len(items):
        return [BadInput(f"Expected at most {_MOST_ITEMS}, each once.", field=field)]
    return [problem for item in items for problem in refused_text(item, field, longest=_LINE)][:1]


def _username(username: str | None, *, named: bool) -> list[BadInput]:
    if username is None:
        return []
    if not named:
        return [BadInput("The notice in force knows no user names.", hint="Leave it out.", field="username")]
    if _USERNAME.fullmatch(username) is None:
        hint = "Use letters, digits, `.`, `_` and `-`."
        return [BadInput("Expected a name of 3 to 50 letters.", hint=hint, field="username")]
    return []
