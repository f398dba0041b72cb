"""The matrix: for every role and every field of every type, whether it is read never, always, or where something holds.

In: a policy. Out: cells with their condition in words, and the rules behind it. It is made of the grants that the SQL
is compiled from, never of the text of the rules. A cell is complete in itself: its row and its own grant together.
Purposes under which a role reads the same are one reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from app.authz.attributes import OBJECTS
from app.authz.cells import whole_cell
from app.authz.expression import FALSE, UNKNOWN, And, Or
from app.authz.partial import Always, Arm, Grant, Never, Where
from app.authz.policy import ROW, Policy, Verdict
from app.authz.wording import Wording
from app.database.vocabulary import Purpose, Role

NEVER, ALWAYS, WHERE = "never", "always", "where"


@dataclass(frozen=True, slots=True)
class Said:
    """A grant in words: its state, and each way in which the condition can hold.

    `of_those_seen`: the ways are those of the field alone, and count for the objects of which the role sees the row.
    """

    state: str
    ways: tuple[str, ...] = ()
    of_those_seen: bool = False

    def text(self) -> str:
        """One line; after `where` stands the condition."""
        if not self.ways:
            return self.state
        seen = "of those that are seen, " if self.of_those_seen else ""
        return f"{seen}{self.state} {'; or '.join(self.ways)}"


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read for some purposes, and the rules that say so."""

    purposes: tuple[Purpose | None, ...]
    said: Said
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A field for a role: the reading of most purposes first, then the others with their purposes."""

    readings: tuple[Reading, ...]


class Matrix:
    """The cells of one policy."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._wording = Wording(policy.definitions, policy.edition.known)
        self._said: dict[tuple[str, Grant, Grant], Said] = {}

    @cached_property
    def fields(self) -> Mapping[str, tuple[str, ...]]:
        """The fields of each type that rules name, the row itself first."""
        named = self.policy.fields()
        return {kind: tuple(sorted(named[kind], key=lambda name: (name != ROW, name))) for kind in OBJECTS}

    def cell(self, role: Role, kind: str, name: str) -> Cell:
        """What a role reads of a field; a role that the version does not have reads nothing."""
        readings: dict[tuple[Said, tuple[str, ...]], list[Purpose | None]] = {}
        for purpose in self.policy.purposes(role):
            reading = self._reading(role, purpose, kind, name), self._rules(role, purpose, kind, name)
            readings.setdefault(reading, []).append(purpose)
        return _cell_of(readings)

    @cached_property
    def actions(self) -> tuple[tuple[str, str], ...]:
        """Each kind of object with each action that rules name about it, beside reading."""
        return tuple(sorted({(rule.object, rule.action) for rule in self.policy.commands}))

    def command(self, role: Role, kind: str, action: str) -> Cell:
        """On which objects a role may carry out an action; the command may ask for more than its rules."""
        readings: dict[tuple[Said, tuple[str, ...]], list[Purpose | None]] = {}
        for purpose in self.policy.purposes(role):
            grant = self.policy.acting(role, purpose, kind, action)
            reasons = self.policy.reasons_to_act(role, purpose, kind, action)
            readings.setdefault((self._words(kind, Always(), grant, grant), _open(reasons)), []).append(purpose)
        return _cell_of(readings)

    def _reading(self, role: Role, purpose: Purpose | None, kind: str, name: str) -> Said:
        grants = self.policy.grants(role, purpose)
        row, cell = grants.row(kind), Always() if name == ROW else grants.cell(kind, name)
        if (kind, row, cell) not in self._said:
            self._said[kind, row, cell] = self._words(kind, row, cell, whole_cell(grants, kind, name))
        return self._said[kind, row, cell]

    def _words(self, kind: str, row: Grant, cell: Grant, whole: Grant) -> Said:
        match whole:
            case Never():
                return Said(NEVER)
            case Always():
                return Said(ALWAYS)
            case Where(arms):
                # Every way to see the row times every way to read the field: the field's own ways say more.
                if isinstance(cell, Where) and len(arms) > len(cell.arms):
                    return Said(WHERE, self._ways(cell.arms, kind), of_those_seen=isinstance(row, Where))
                return Said(WHERE, self._ways(arms, kind))

    def _ways(self, arms: tuple[Arm, ...], kind: str) -> tuple[str, ...]:
        return self._wording.alternatives(Or(tuple(And(tuple(arm)) for arm in arms)), kind)

    def _rules(self, role: Role, purpose: Purpose | None, kind: str, name: str) -> tuple[str, ...]:
        """The rules about the coordinate that can still apply."""
        return _open(self.policy.reasons(role, purpose, kind, name))

    def words_used(self) -> Iterator[tuple[str, str]]:
        """The terms whose meaning says more than their phrase: the phrase, and the rest."""
        for name, term in sorted(self.policy.definitions.items()):
            phrase, _, rest = term.meaning.partition(": ")
            if rest and name != "serves_purpose":
                yield phrase[0].lower() + phrase[1:], rest


def _open(reasons: tuple[Verdict, ...]) -> tuple[str, ...]:
    """The rules that can still apply."""
    return tuple(verdict.rule.id for verdict in reasons if verdict.residual not in (FALSE, UNKNOWN))


def _cell_of(readings: Mapping[tuple[Said, tuple[str, ...]], list[Purpose | None]]) -> Cell:
    found = [Reading(tuple(purposes), said, rules) for (said, rules), purposes in readings.items()]
    # The first of them goes without its purposes: it is what counts where nothing else is said.
    return Cell(tuple(sorted(found, key=lambda one: -len(one.purposes))) or (Reading((), Said(NEVER), ()),))


def purposes_in_words(purposes: tuple[Purpose | None, ...]) -> str:
    """With which purposes something is read."""
    named = [purpose.value for purpose in purposes if purpose is not None]
    listed = " or ".join([", ".join(named[:-1]), named[-1]] if len(named) > 1 else named)
    said = [f"with purpose {listed}"] if named else []
    return " and ".join([*said, *(["without a purpose"] if None in purposes else [])])


def phrase_of(policy: Policy) -> str:
    """The version in one line."""
    return f"{policy.edition.title} (notice {policy.edition.notice}, version {policy.version})"
