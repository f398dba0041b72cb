"""Read `policy/subjects.toml`: strictly, so that a slip in it stops the start and names itself.

In: the path. Out: the subjects in the order of the file, and the text that each code is kept as.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from app.errors import Misconfigured
from app.schema.subjects import ENGLISH, ListedSubject

SUBJECTS = Path(__file__).resolve().parents[2] / "policy" / "subjects.toml"
_CODE = re.compile(r"[A-Z]+(?:_[A-Z]+)*")
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


def load_subjects(path: Path = SUBJECTS) -> tuple[ListedSubject, ...]:
    """The vocabulary. No two subjects share a code, or a label in one language."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Misconfigured(f"{path.name} cannot be read: {fault}") from None
    _only(document, {"languages", "subject"}, path.name)
    languages, entries = document.get("languages"), document.get("subject")
    if not isinstance(languages, list) or ENGLISH not in languages or not all(_is_tag(tag) for tag in languages):
        raise Misconfigured(f"{path.name}: `languages` must be a list of language tags, `{ENGLISH}` among them.")
    if not isinstance(entries, list) or not entries:
        raise Misconfigured(f"{path.name} lists no subject.", hint="Add a [[subject]] table.")
    listed = tuple(
        _subject(entry, languages, f"{path.name}, subject {place}") for place, entry in enumerate(entries, start=1)
    )
    _require_once([subject.code for subject in listed], path.name)
    for tag in languages:
        _require_once([subject.labels[tag].casefold() for subject in listed], f"{path.name}, {tag}")
    return listed


def kept_subjects(path: Path = SUBJECTS) -> Mapping[str, str]:
    """The text that is kept, by the code that an input names."""
    return {subject.code: subject.name for subject in load_subjects(path)}


def _subject(entry: object, languages: Sequence[str], where: str) -> ListedSubject:
    table = _only(entry, {"code", "label"}, where)
    code = table.get("code")
    if not isinstance(code, str) or _CODE.fullmatch(code) is None:
        raise Misconfigured(f"{where}: `code` must be capitals, joined by `_`.")
    labels = _only(table.get("label"), set(languages), f"{where}, label")
    kept = {}
    for tag in languages:
        label = labels.get(tag)
        if not isinstance(label, str) or not label.strip() or not unicodedata.is_normalized("NFC", label):
            raise Misconfigured(f"{where}: `label` needs a text in NFC for `{tag}`.")
        kept[tag] = label
    return ListedSubject(code, kept)


def _is_tag(tag: object) -> bool:
    return isinstance(tag, str) and _TAG.fullmatch(tag) is not None


def _require_once(names: Sequence[str], where: str) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Misconfigured(f"{where} lists a subject twice: {', '.join(twice)}.")


def _only(entry: object, allowed: set[str], where: str) -> Mapping[str, object]:
    if not isinstance(entry, dict):
        raise Misconfigured(f"{where} must be a table.")
    unknown = sorted(set(entry) - allowed)
    if unknown:
        raise Misconfigured(f"{where}: unknown `{unknown[0]}`.", hint=f"Allowed: {', '.join(sorted(allowed))}.")
    return entry
