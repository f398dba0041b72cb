"""The versions of the policy: one for each privacy notice, over the common rules.

In: `policy/versions/*.toml`. Out: a frozen `Version`: switches, who may act and for which purposes, facts, and the
places where the policy is deliberately stricter than the text of the notice. The reader is strict: a key that is not
known or missing, a switch or a word that does not exist stops the start-up, with the file and what to do.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from app.authz.switches import FACTS, SWITCHES
from app.database.vocabulary import PURPOSES_OF_ROLE, Purpose, Role
from app.errors import Misconfigured

VERSIONS: tuple[str, ...] = ("esep-nb", "etwinning-sv", "etwinning-et", "etwinning-hu", "etwinning-lv")

_CLAUSE = re.compile(r"[A-Z]+-\d\d")
_TOP = frozenset({"name", "notice", "title", "switches", "facts", "deviations"})
# The roles that read for the Agency and the Commission themselves.
_AGENCY = frozenset({Role.EACEA, Role.COMMISSION})


class VersionRefused(Misconfigured):
    """A file of a version that is not understood: file, what is wrong, what to do."""

    def __init__(self, path: Path, message: str, *, hint: str) -> None:
        super().__init__(f"versions/{path.name}: {message}", hint=hint)


@dataclass(frozen=True, slots=True)
class Switch:
    """What a version chooses where versions differ."""

    value: str
    clauses: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Fact:
    """What a notice says that no condition asks: information, shown and for other parts of the program."""

    values: tuple[str, ...]
    clauses: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Deviation:
    """Where the policy is on purpose stricter than the text of the notice."""

    clauses: tuple[str, ...]
    text: str
    reason: str


@dataclass(frozen=True)
class Version:
    """One notice as a version of the policy."""

    name: str
    notice: str
    title: str
    switches: Mapping[str, Switch]
    facts: Mapping[str, Fact]
    deviations: tuple[Deviation, ...]

    @cached_property
    def roles(self) -> frozenset[Role]:
        """Who exists under the version (ACC-07, ACC-10)."""
        absent = {Role.PROVIDER: "provider", Role.JRC: "research_centre"}
        return frozenset(role for role in Role if role not in absent or self.value(absent[role]) == "PRESENT")

    @cached_property
    def purposes(self) -> Mapping[Role, tuple[Purpose | None, ...]]:
        """What a token of each role may carry: purposes in the order of their names, None last where it needs none."""
        return {role: self._purposes(role) for role in Role if role in self.roles}

    def _purposes(self, role: Role) -> tuple[Purpose | None, ...]:
        if role not in PURPOSES_OF_ROLE:
            return (None,)
        refused = {Purpose.NATIONAL_PRESS} if self.value("national_press") == "REFUSED" else set()
        named = tuple(sorted(PURPOSES_OF_ROLE[role] - refused))
        demanded = {Role.NSO: "national_purpose", **dict.fromkeys(_AGENCY, "agency_purpose")}
        return named if role not in demanded or self.value(demanded[role]) == "DEMANDED" else (*named, None)

    def value(self, switch: str) -> str:
        """The word that a switch stands at."""
        return self.switches[switch].value

    @property
    def known(self) -> Mapping[str, str]:
        """The switches as conditions name them."""
        return {f"policy.{name}": switch.value for name, switch in self.switches.items()}


def read_version(folder: Path, name: str) -> Version:
    """The version of a name, from the folder of the policy."""
    if name not in VERSIONS:
        raise Misconfigured("unknown policy version", hint=f"TWINGRAPH_POLICY_VERSION is one of {', '.join(VERSIONS)}")
    path = folder / "versions" / f"{name}.toml"
    values = _values(path)
    _check_keys(path, "the file", values, _TOP)
    if values["name"] != name:
        raise VersionRefused(path, "`name` is not the name of the file", hint=f'write name = "{name}"')
    return Version(
        name,
        _text(path, "notice", values["notice"]),
        _text(path, "title", values["title"]),
        _switches(path, _table(path, "switches", values["switches"])),
        _facts(path, _table(path, "facts", values["facts"])),
        _deviations(path, values["deviations"]),
    )


def _values(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise VersionRefused(path, "it cannot be read", hint="the policy folder needs it, in UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise VersionRefused(path, f"it is not TOML: {error}", hint="check the brackets and the quotes") from error


def _switches(path: Path, values: dict[str, Any]) -> Mapping[str, Switch]:
    _check_keys(path, "[switches]", values, frozenset(SWITCHES))
    return {name: _switch(path, name, _table(path, f"switches.{name}", values[name])) for name in SWITCHES}


def _switch(path: Path, name: str, values: dict[str, Any]) -> Switch:
    where = f"[switches.{name}]"
    _check_keys(path, where, values, frozenset({"value", "clauses", "meaning"}))
    value = _text(path, f"{where} value", values["value"])
    if value not in SWITCHES[name].words:
        words = ", ".join(SWITCHES[name].words)
        raise VersionRefused(path, f"{where}: there is no word `{value}`", hint=f"one of {words}")
    return Switch(value, _clauses(path, where, values["clauses"]), _sentence(path, where, values["meaning"]))


def _facts(path: Path, values: dict[str, Any]) -> Mapping[str, Fact]:
    _check_keys(path, "[facts]", values, FACTS)
    return {name: _fact(path, name, _table(path, f"facts.{name}", values[name])) for name in sorted(FACTS)}


def _fact(path: Path, name: str, values: dict[str, Any]) -> Fact:
    where = f"[facts.{name}]"
    _check_keys(path, where, values, frozenset({"values", "clauses", "meaning"}))
    listed = values["values"]
    if not isinstance(listed, list) or not all(isinstance(value, str) and value for value in listed):
        raise VersionRefused(path, f"{where}: `values` is not a list of texts", hint='write values = ["…"] or []')
    if len(set(listed)) < len(listed):
        raise VersionRefused(path, f"{where}: a value stands twice", hint="remove one of them")
    return Fact(tuple(listed), _clauses(path, where, values["clauses"]), _sentence(path, where, values["meaning"]))


def _deviations(path: Path, values: Any) -> tuple[Deviation, ...]:
    if not isinstance(values, list):
        raise VersionRefused(path, "`deviations` is not a list", hint="write [[deviations]], or deviations = []")
    return tuple(_deviation(path, f"[[deviations]] {number}", given) for number, given in enumerate(values, start=1))


def _deviation(path: Path, where: str, values: Any) -> Deviation:
    values = _table(path, where, values)
    _check_keys(path, where, values, frozenset({"clauses", "text", "reason"}))
    text, reason = (_sentence(path, where, values[name]) for name in ("text", "reason"))
    return Deviation(_clauses(path, where, values["clauses"]), text, reason)


def _check_keys(path: Path, where: str, values: Mapping[str, Any], expected: frozenset[str]) -> None:
    """Every key once (TOML itself refuses a second one), none missing, none unknown."""
    listed = ", ".join(sorted(expected))
    if unknown := sorted(values.keys() - expected):
        raise VersionRefused(path, f"{where}: unknown key `{unknown[0]}`", hint=f"the keys are {listed}")
    if missing := sorted(expected - values.keys()):
        raise VersionRefused(path, f"{where}: `{missing[0]}` is missing", hint=f"the keys are {listed}")


def _table(path: Path, where: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise VersionRefused(path, f"`{where}` is not a table", hint="write its name in brackets and its keys below")
    return value


def _text(path: Path, where: str, value: Any) -> str:
    if not isinstance(value, str) or not value or value != value.strip():
        raise VersionRefused(path, f"`{where}` is not a text", hint="write it in quotes, without white space around")
    return value


def _sentence(path: Path, where: str, value: Any) -> str:
    text = _text(path, where, value)
    if not text.endswith(".") or len(text) < 12:
        raise VersionRefused(path, f"{where}: a sentence is expected", hint="in words an officer understands")
    return text


def _clauses(path: Path, where: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value or not all(_is_clause(clause) for clause in value):
        raise VersionRefused(path, f"{where}: at least one clause is cited", hint='write clauses = ["PUB-06"]')
    return tuple(value)


def _is_clause(value: object) -> bool:
    return isinstance(value, str) and _CLAUSE.fullmatch(value) is not None
