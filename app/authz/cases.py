"""Runs tables of cases: holds what viewers see under a policy against what the tables say.

In: a policy, the files of `policy/cases`, the Casbin model. Out: problems in plain words, none when all is well. The
decisions are those of Casbin on objects built in memory (`app.authz.enforcer`): no database is needed. `unhit_rules`
says which rules no case speaks of, so that a rule cannot be added without one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from app.authz.attributes import ACTIONS
from app.authz.caller import Caller
from app.authz.case_expectation import Expectation, Names, differences, expectation
from app.authz.case_files import Case, CaseFile, read_cases
from app.authz.case_phrases import CaseViewer
from app.authz.case_sight import CONTAINERS, LISTS, SIGHTED, Onlooker, Subjects
from app.authz.case_world import facts_of, id_of
from app.authz.enforcer import Enforcer
from app.authz.facts import Viewer
from app.authz.policy import Policy
from app.authz.rules import Rule
from app.authz.strict_yaml import Node
from app.database.vocabulary import STAFF_ROLES, AccountStatus, Role

__all__ = ["examine_cases", "read_cases", "run_cases", "unhit_rules"]

# States in which an account may act in a role of staff.
_STAFF_STATES = frozenset({AccountStatus.VALIDATED, AccountStatus.GENERAL})


def run_cases(policy: Policy, cases: Sequence[CaseFile], model: Path) -> list[str]:
    """What the policy decides otherwise than the cases of its version demand."""
    return _problems(_Examiner(policy, model), cases)


def unhit_rules(policies: Sequence[Policy], cases: Sequence[CaseFile], model: Path) -> list[str]:
    """Which rules no case shows at work, and which no case shows where they do not reach."""
    hits = _Hits()
    for policy in policies:
        _problems(_Examiner(policy, model, hits), cases)
    return hits.missing(policies)


def examine_cases(policies: Sequence[Policy], cases: Sequence[CaseFile], model: Path) -> list[str]:
    """Both of it at once: a decision of Casbin takes milliseconds, and there are thousands."""
    hits = _Hits()
    failed = [problem for policy in policies for problem in _problems(_Examiner(policy, model, hits), cases)]
    return [*failed, *hits.missing(policies)]


def _problems(examiner: _Examiner, cases: Sequence[CaseFile]) -> list[str]:
    return [problem for file in cases for case in file.cases for problem in examiner.problems(file, case)]


@dataclass(slots=True)
class _Hits:
    """The rules that cases have seen at work, on either side."""

    allowing: set[str] = field(default_factory=set)
    refusing: set[str] = field(default_factory=set)

    def note(self, about: Sequence[Rule], groups: frozenset[str], applying: Sequence[str], *, seen: bool) -> None:
        """What the rules about one cell did to it for one viewer.

        A rule without a condition refuses by its role alone, or because the row as a whole does not stand.
        """
        allowed = any(rule.id in applying for rule in about if rule.allows)
        for rule in about:
            applies = rule.id in applying
            if rule.allows and seen and applies:
                self.allowing.add(rule.id)
            elif rule.allows and not seen and (not rule.condition_text or (not applies and rule.role in groups)):
                self.refusing.add(rule.id)
            elif not rule.allows and rule.role in groups and applies != seen and allowed:
                (self.refusing if applies else self.allowing).add(rule.id)

    def missing(self, policies: Sequence[Policy]) -> list[str]:
        """The rules that are missing on one side."""
        rules = {rule.id for policy in policies for rule in policy.rules if rule.object in SIGHTED}
        rules |= {rule.id for policy in policies for rule in policy.commands}
        return [
            *(f"no case shows `{name}` allowing something; add one" for name in sorted(rules - self.allowing)),
            *(
                f"no case shows something refused that `{name}` speaks of; add one"
                for name in sorted(rules - self.refusing)
            ),
        ]


class _Examiner:
    """Examines cases under one policy; enforcers and objects are made once for each instant."""

    def __init__(self, policy: Policy, model: Path, hits: _Hits | None = None) -> None:
        self._policy, self._model, self._hits = policy, model, hits
        self._enforcers: dict[datetime, Enforcer] = {}
        self._subjects: dict[tuple[Path, datetime], Subjects] = {}

    def problems(self, file: CaseFile, case: Case) -> Iterator[str]:
        """What is otherwise than the case demands, for each of its viewers."""
        if self._policy.version not in case.versions:
            return
        if case.at not in self._enforcers:
            self._enforcers[case.at] = Enforcer(self._policy, self._model, case.at)
        if (file.path, case.at) not in self._subjects:
            self._subjects[file.path, case.at] = Subjects(file.world, facts_of(file.world, case.at))
        subjects = self._subjects[file.path, case.at]
        for viewer in case.viewers:
            place = f"{case.path.name}, line {case.line}, `{case.title}`, {viewer}, {self._policy.version}"
            yield from (f"{place}: {problem}" for problem in self._viewer_problems(file, case, viewer, subjects))

    def _viewer_problems(self, file: CaseFile, case: Case, viewer: CaseViewer, subjects: Subjects) -> Iterator[str]:
        if self._may_act(viewer, subjects) == case.refused:
            yield "may act and should not" if case.refused else "should be able to act and is not"
        elif not case.refused:
            onlooker = Onlooker(self._policy, self._enforcers[case.at], subjects, viewer_of(viewer, subjects))
            names = Names(subjects.named, onlooker.cells_of)
            wanted = expectation(file, case, viewer, names)
            seen = Expectation(
                {kind: onlooker.rows(kind) for kind in wanted.rows},
                {name: onlooker.entries(*name.split(" of ")) for name in wanted.lists},
            )
            yield from differences(wanted, seen)
            self._note(onlooker, subjects, seen)
            for action, node in case.may.items():
                yield from self._action_problems(case, onlooker.viewer, action, node, subjects)

    def _action_problems(
        self, case: Case, viewer: Viewer, action: str, node: Node, subjects: Subjects
    ) -> Iterator[str]:
        """Where what a viewer may do is not what the case says: exactly these objects, and no other."""
        kind = next((kind for kind, actions in ACTIONS.items() if action in actions), None)
        if kind is None:
            raise node.refused(
                f"`{action}` is no action", f"one of {', '.join(sorted(set().union(*ACTIONS.values())))}"
            )
        objects, wanted = subjects.acted_upon(kind), {item.text() for item in node.items()}
        if unknown := sorted(wanted - objects.keys()):
            raise node.refused(f"there is no {kind} `{unknown[0]}`", "name a person of this file")
        enforcer = self._enforcers[case.at]
        allowed = {name for name, one in objects.items() if enforcer.may(viewer, action, kind, one)}
        yield from (f"may {action} {name} and should not" for name in sorted(allowed - wanted))
        yield from (f"should be able to {action} {name} and may not" for name in sorted(wanted - allowed))
        if self._hits is not None:
            about = [rule for rule in self._policy.commands if (rule.object, rule.action) == (kind, action)]
            groups = self._policy.groups_of(Role(viewer.role))
            for name, one in objects.items():
                applying = enforcer.acting(viewer, action, kind, one)
                self._hits.note(about, groups, applying, seen=name in allowed)

    def _may_act(self, viewer: CaseViewer, subjects: Subjects) -> bool:
        """Whether the caller is admitted: by the version, by the state of the account, by an assignment."""
        if viewer.purpose not in self._policy.purposes(viewer.role):
            return False
        if viewer.person is None:
            return True
        user = subjects.facts.users[id_of("user", viewer.person)]
        if viewer.role in STAFF_ROLES:
            assigned = {row["role"] for row in subjects.facts.assignments if row["user_id"] == user.id}
            return viewer.role in assigned and user.status in _STAFF_STATES
        if viewer.role is Role.ETWINNER:
            return user.status == AccountStatus.VALIDATED
        return user.status != AccountStatus.ANONYMISED

    def _note(self, onlooker: Onlooker, subjects: Subjects, seen: Expectation) -> None:
        if self._hits is None:
            return
        groups = self._policy.groups_of(Role(onlooker.viewer.role))
        for kind, cell, one, entry, is_seen in _coordinates(onlooker, subjects, seen):
            about = [rule for rule in self._policy.rules if rule.object == kind and cell in rule.fields]
            self._hits.note(about, groups, onlooker.applying(kind, cell, one, entry), seen=is_seen)


def _coordinates(
    onlooker: Onlooker, subjects: Subjects, seen: Expectation
) -> Iterator[tuple[str, str, Any, Any, bool]]:
    """Everything that was decided for a case: kind, field, object, entry, and whether it was seen."""
    for kind, rows in seen.rows.items():
        for name, one in subjects.named[kind].items():
            yield from ((kind, cell, one, None, cell in rows.get(name, ())) for cell in onlooker.cells_of(kind))
            if kind in CONTAINERS:
                container, holder, connection = CONTAINERS[kind](one)
                yield container, connection, holder, None, name in rows
    for name, entries in seen.lists.items():
        connection, key = name.split(" of ")
        kind = LISTS[connection]
        for entry, one in onlooker.candidates(connection, key).items():
            yield kind, connection, subjects.named[kind][key], one, entry in entries


def viewer_of(viewer: CaseViewer, subjects: Subjects) -> Viewer:
    """The viewer as rules ask about it."""
    user = None if viewer.person is None else id_of("user", viewer.person)
    return subjects.facts.viewer(Caller(viewer.role, viewer.purpose, user))
