"""What SQL, Casbin and the bare meaning of a text say of each row, for conditions put into rules.

In: the database of the corpus, and rules as (effect, condition). Out: for each row whether it may be read. SQL goes
the way of a request: the reader of the file, partial evaluation, translation, the viewer's own relation; one statement
for many rules and all rows. Casbin decides on loaded objects, one at a time.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa

from app.authz.caller import Caller
from app.authz.enforcer import Enforcer
from app.authz.facts import Viewer
from app.authz.loading import Facts, load_facts
from app.authz.policy import ROW, Policy, load_policy
from app.authz.translate import Question
from app.authz.versions import VERSIONS
from app.authz.viewer import no_attribute, viewer_relation, viewer_values
from app.database.statements import compile_statement, parameter
from tests.authz.conditions import meaning
from tests.authz.corpus.forms import Rules
from tests.authz.corpus.objects import Asked, Identity, Subject, Values

Truths = dict[Identity, bool]
ENTRY = "projects"
EVERY_ROW: Rules = [("allow", "")]
_HEADER = "id,role,action,object,fields,condition,effect,clauses,reason\n"


@dataclass(frozen=True)
class Ruling:
    """Rules about one field of a kind of object, as read from a file; `alone` is the policy without the other rules."""

    asked: Asked
    field: str
    rules: Rules
    policy: Policy
    alone: Policy


@dataclass(repr=False)  # its objects lead to each other: to write them out would take minutes
class Court:
    """The database, its objects at each clock, and a folder to write policies into."""

    connection: psycopg.Connection[Any]
    original: Path
    folder: Path
    _loaded: dict[datetime, Facts] = field(default_factory=dict)

    def facts(self, now: datetime) -> Facts:
        """Every object, loaded once."""
        if now not in self._loaded:
            self._loaded[now] = load_facts(self.connection, now)
        return self._loaded[now]

    def subjects(self, asked: Asked, now: datetime) -> list[Subject]:
        """The objects that are asked about."""
        return asked.subjects(self.facts(now))

    def rulings(self, asked: Asked, rules: Mapping[str, Rules], version: str = VERSIONS[0]) -> dict[str, Ruling]:
        """Each of these rules as a policy about a field of its own; rules about entries have one field, so one file."""
        if asked.entries:
            read = {name: (ENTRY, self.policy(asked.kind, [(ENTRY, some)], version)) for name, some in rules.items()}
        else:
            fields = {name: f"f{place:04}" for place, name in enumerate(rules)}
            policy = self.policy(asked.kind, [(fields[name], some) for name, some in rules.items()], version)
            read = {name: (fields[name], policy) for name in rules}
        return {
            name: Ruling(asked, field, rules[name], *_both(policy, field)) for name, (field, policy) in read.items()
        }

    def guarded(self, asked: Asked, row: Rules, cell: Rules) -> tuple[Ruling, Ruling]:
        """Rules about the row itself and about one of its cells, in one policy."""
        policy = self.policy(asked.kind, [("cell", cell)], VERSIONS[0], row)
        one, other = (Ruling(asked, field, some, *_both(policy, field)) for field, some in ((ROW, row), ("cell", cell)))
        return one, other

    def policy(self, kind: str, rules: Iterable[tuple[str, Rules]], version: str, row: Rules = EVERY_ROW) -> Policy:
        """The policy of a folder with these rules by field; terms, groups and model are those of the repository."""
        if not self.folder.exists():
            shutil.copytree(self.original, self.folder)
        rest = "A-01,This line is part of a test."
        lines = [
            f'{prefix}-{place},EVERYONE,read,{kind},{field},"{condition}",{effect},{rest}\n'
            for prefix, field, some in (("a", ROW, row), *((name, name, some) for name, some in rules))
            for place, (effect, condition) in enumerate(some)
        ]
        (self.folder / "rules.csv").write_text(_HEADER + "".join(lines), encoding="utf-8")
        return load_policy(self.folder, version)

    def by_sql(self, rulings: Collection[Ruling], caller: Caller, now: datetime) -> list[Truths]:
        """What one statement says of all rows, for each ruling about one kind."""
        moment = parameter("now", sa.TIMESTAMP(timezone=True))
        viewer = None if caller.user_id is None else viewer_relation(caller.role, moment)
        attribute = no_attribute if viewer is None else viewer.attribute
        columns: list[sa.ColumnElement[Any]] = []
        (asked,) = {ruling.asked for ruling in rulings}
        rows, source, identity = asked.rows()
        for ruling in rulings:
            grants = ruling.policy.grants(caller.role, caller.purpose)
            kind, field = ruling.asked.kind, ruling.field
            grant = grants.row(kind) if field == ROW else grants.cell(kind, field)
            guard = Question(attribute, moment, ruling.policy.terms).granted(grant, rows)
            columns.append(sa.case((guard, sa.true()), else_=sa.false()).label(f"c{len(columns)}"))
        selected: Any = sa.select(*identity, *columns).select_from(source)
        compiled = compile_statement(selected if viewer is None else selected.add_cte(viewer.relation()))
        with psycopg.RawCursor(self.connection) as cursor:
            values = {**viewer_values(caller), "now": now}
            answers = cursor.execute(compiled.text, compiled.arguments(values)).fetchall()
        width = len(identity)
        return [{row[:width]: row[width + place] for row in answers} for place in range(len(columns))]

    def by_casbin(self, ruling: Ruling, caller: Caller, now: datetime, subjects: Iterable[Subject]) -> Truths:
        """What Casbin says of each object."""
        return self.casbin_of(ruling, self.facts(now).viewer(caller), now, subjects)

    def casbin_of(self, ruling: Ruling, viewer: Viewer, now: datetime, subjects: Iterable[Subject]) -> Truths:
        """What Casbin says of each object, to a viewer."""
        enforcer = Enforcer(ruling.alone, self.original / "model.conf", now)
        return {
            one.identity: enforcer.allows(viewer, ruling.asked.kind, ruling.field, one.object, one.entry)
            for one in subjects
        }

    def by_meaning(self, ruling: Ruling, caller: Caller, now: datetime, subjects: Iterable[Subject]) -> Truths:
        """What the texts mean: unknown never allows, and only what is false does not deny."""
        viewer = self.facts(now).viewer(caller)
        found = {}
        for one in subjects:
            values = Values(viewer, one)
            truths = [(effect, meaning(text, values) if text else True) for effect, text in ruling.rules]
            allowed = any(effect == "allow" and truth is True for effect, truth in truths)
            found[one.identity] = allowed and not any(
                effect == "deny" and truth is not False for effect, truth in truths
            )
        return found


def _both(policy: Policy, field: str) -> tuple[Policy, Policy]:
    return policy, replace(policy, rules=tuple(rule for rule in policy.rules if field in rule.fields))
