"""Casbin with the policy: decides about one field of one loaded object.

In: the policy, the clock. Out: an enforcer whose rows come from our own strict reader and whose conditions are
evaluated by our own evaluator. It is what commands ask inside their transaction, and the oracle that the compiled SQL
is tested against. It is not asked while reading: one decision takes as long as the whole statement.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import casbin

from app.authz.attributes import READ
from app.authz.evaluate import Judge
from app.authz.facts import Viewer
from app.authz.policy import ROW, Policy
from app.errors import Misconfigured

# What the model must say, as Casbin reads it.
MODEL: Mapping[str, str] = {
    "r": "viewer, action, kind, field, object, entry",
    "p": "id, role, action, object, fields, condition, eft",
    "g": "_, _",
    "e": "some(where (p_eft == allow)) && !some(where (p_eft == deny))",
    "m": "g(r_viewer.role, p_role) && r_action == p_action && r_kind == p_object && names(p_fields, r_field)"
    " && holds(p_id, p_eft, r_viewer, r_object, r_entry)",
}


class Enforcer:
    """One decision at a time, at one instant. `about` leaves out the rules of all other kinds: Casbin tries each."""

    def __init__(self, policy: Policy, model: Path, now: datetime, *, about: str | None = None) -> None:
        every = [rule for rule in (*policy.rules, *policy.commands) if about in (None, rule.object)]
        self._rules = {rule.id: rule for rule in every}
        self._policy = policy
        self._now = now
        self._casbin = _enforcer(_model(model))
        self._casbin.add_function("names", lambda fields, name: name in fields.split(" "))
        self._casbin.add_function("holds", self._holds)
        for rule in every:
            effect = "allow" if rule.allows else "deny"
            fields = " ".join(rule.fields)
            self._add("p", [rule.id, rule.role, rule.action, rule.object, fields, rule.condition_text, effect])
        for role, group in policy.groups:
            self._add("g", [role, group])
        self._casbin.build_role_links()

    def allows(self, viewer: Viewer, kind: str, field: str, subject: Any, entry: Any = None) -> bool:
        """Whether the viewer may read a field of an object (or, of a connection, this entry)."""
        _require_switched_on(self._casbin)
        return bool(self._casbin.enforce(viewer, READ, kind, field, subject, entry))

    def may(self, viewer: Viewer, action: str, kind: str, subject: Any) -> bool:
        """Whether the viewer may carry out a command's action on an object."""
        _require_switched_on(self._casbin)
        return bool(self._casbin.enforce(viewer, action, kind, ROW, subject, None))

    def applying(self, viewer: Viewer, kind: str, field: str, subject: Any, entry: Any = None) -> list[str]:
        """The ids of the rules that apply to a decision, by the same evaluator."""
        groups = self._casbin.get_implicit_roles_for_user(viewer.role)
        return [
            rule.id
            for rule in self._policy.rules
            if rule.role in {viewer.role, *groups}
            and rule.object == kind
            and field in rule.fields
            and self._holds(rule.id, "allow" if rule.allows else "deny", viewer, subject, entry)
        ]

    def acting(self, viewer: Viewer, action: str, kind: str, subject: Any) -> list[str]:
        """The ids of the rules of the viewer's role that apply to an action on an object."""
        groups = self._casbin.get_implicit_roles_for_user(viewer.role)
        return [
            rule.id
            for rule in self._policy.commands
            if rule.role in {viewer.role, *groups}
            and (rule.object, rule.action) == (kind, action)
            and self._holds(rule.id, "allow" if rule.allows else "deny", viewer, subject, None)
        ]

    def _holds(self, rule_id: str, effect: str, viewer: Viewer, subject: Any, entry: Any) -> bool:
        """Whether a rule's condition is true; what cannot be evaluated never allows and always denies."""
        judge = Judge(viewer, self._now, self._policy.terms, self._policy.edition.known)
        objects = {"object": subject, "entry": entry}
        try:
            truth = judge.truth(self._rules[rule_id].condition, objects)
        except (AttributeError, TypeError):
            truth = None
        return truth is True if effect == "allow" else truth is not False

    def _add(self, section: str, row: list[str]) -> None:
        added = self._casbin.add_policy(*row) if section == "p" else self._casbin.add_grouping_policy(*row)
        if not added:
            raise Misconfigured("a policy row was not accepted by Casbin", hint="check for two equal rows")


def _enforcer(model: Any) -> Any:
    """Casbin has no types of its own: from here on it is Any."""
    enforcer = casbin.Enforcer(model)
    _require_switched_on(enforcer)
    return enforcer


def _require_switched_on(enforcer: Any) -> None:
    """After `enable_enforce(False)` Casbin allows everything, and says nothing."""
    if enforcer.enabled is not True:
        raise Misconfigured("Casbin is switched off", hint="remove the call of `enable_enforce`")


def check_model(path: Path) -> None:
    """Refuse to start with a model that says something else than this program was proved with."""
    _enforcer(_model(path))


def _model(path: Path) -> Any:
    """The model, checked word by word: another effect or matcher would grant something else."""
    try:
        model: Any = casbin.Enforcer.new_model(str(path))  # type: ignore[no-untyped-call]
    except (OSError, ValueError, KeyError, RuntimeError) as error:
        raise Misconfigured(f"{path.name} is not a model", hint="restore it") from error
    if unknown := [key for section in model.model.values() for key in section if key not in MODEL]:
        raise Misconfigured(f"{path.name} has another section, `{unknown[0]}`", hint="remove it")
    for section, expected in MODEL.items():
        if section not in model.model or section not in model.model[section]:
            raise Misconfigured(f"{path.name} has no section `{section}`", hint="restore it")
        if model.model[section][section].value != expected:
            raise Misconfigured(f"{path.name}: section `{section}` says something else", hint="restore it")
    return model
