"""The subjects that people teach: configuration, public, no personal data (DATA-06).

In: `policy/subjects.toml`, read when the schema is built. Out: the `Subject` objects that `Query.subjects` lists, in
the language that is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import strawberry

ENGLISH = "en"


@strawberry.type(description="A subject of the one vocabulary that registrations and profiles use.")
class Subject:
    """A subject in one language."""

    code: str = strawberry.field(description="What an input names it by, such as `PHYSICS`.")
    name: str = strawberry.field(description="The text that `User.subjects` shows and filters compare: English.")
    label: str = strawberry.field(description="What it is called in the language that was asked for.")


@dataclass(frozen=True, slots=True)
class ListedSubject:
    """A subject with all its labels."""

    code: str
    labels: Mapping[str, str]

    @property
    def name(self) -> str:
        """The text that is kept."""
        return self.labels[ENGLISH]

    def called(self, language: str) -> Subject:
        """The subject in the nearest language that it has a label in: the tag, then without its last parts, English."""
        parts = language.lower().split("-")
        tags = ("-".join(parts[:length]) for length in range(len(parts), 0, -1))
        label = next((self.labels[tag] for tag in tags if tag in self.labels), self.name)
        return Subject(code=self.code, name=self.name, label=label)
