"""The verb `policy check`: what a reviewer runs before a change of the rules is accepted. It needs no database.

In: the folder `policy/`. Out: one line for each check that found nothing, on standard output; each problem in plain
words, on standard error, and then exit code 1. A file that cannot be read stops it at once, as it would stop a server.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import typer

from app.application import POLICY
from app.authz.cases import examine_cases, read_cases
from app.authz.enforcer import check_model
from app.authz.ledger import check_ledger, read_ledger
from app.authz.lint import lint
from app.authz.policy import VERSIONS, Policy, check_fields, load_policy
from app.authz.versions import read_version
from app.cli.policy.clauses import ROOT
from app.cli.start import begin
from app.resolvers.read.catalog import read_catalog
from app.schema.build import build_schema

Check = Callable[[Path, Sequence[Policy]], list[str]]


def check_policy() -> None:
    """Check every version of the policy: files, translation to SQL, lint, cases and the ledger of clauses."""
    read_version(POLICY, begin().policy_version)
    check_model(POLICY / "model.conf")
    policies = [load_policy(POLICY, version) for version in VERSIONS]
    for policy in policies:
        check_fields(policy, published())
        typer.echo(f"{policy.version}: {len(policy.rules) + len(policy.commands)} rules are read and have their SQL")
    found = {name: check(POLICY, policies) for name, check in CHECKS.items()}
    for name, problems in found.items():
        for problem in problems:
            typer.echo(f"{name}: {problem}", err=True)
        if not problems:
            typer.echo(f"{name}: nothing to object to")
    if any(found.values()):
        raise typer.Exit(1)


def published() -> Mapping[str, frozenset[str]]:
    """The fields that rules have to speak of."""
    return read_catalog(build_schema()).published()


def _lint(_: Path, policies: Sequence[Policy]) -> list[str]:
    return lint(policies, published())


def _cases(folder: Path, policies: Sequence[Policy]) -> list[str]:
    """Every case under the version that it is about, and every rule in some case."""
    return examine_cases(policies, read_cases(folder / "cases"), folder / "model.conf")


def _ledger(folder: Path, policies: Sequence[Policy]) -> list[str]:
    """Every clause accounted for, and every enforcer there."""
    return check_ledger(read_ledger(folder / "clauses.csv"), policies, ROOT)


CHECKS: Mapping[str, Check] = {"lint": _lint, "cases": _cases, "ledger": _ledger}
