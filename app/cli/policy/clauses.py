"""The verb `policy clauses`: which clause of the notices is enforced where.

In: the ledger `policy/clauses.csv`, and what is asked for. Out: the coverage by kind, or the lines that were asked for;
exit code 1 when a clause is missing or an enforcer is not there.
"""

from __future__ import annotations

from typing import Annotated

import typer

from app.application import POLICY
from app.authz.ledger import KINDS, Entry, Ledger, check_ledger, read_ledger, required
from app.authz.policy import VERSIONS, load_policy
from app.cli.start import begin

ROOT = POLICY.parent


def print_clauses(
    clause: Annotated[str | None, typer.Option("--id", help="Only this clause, or a family such as `PUB`.")] = None,
    kind: Annotated[str | None, typer.Option(help=f"Only one kind: {', '.join(KINDS)}.")] = None,
    rule: Annotated[str | None, typer.Option(help="Only what this rule, term, module or test enforces.")] = None,
) -> None:
    """Print which clause of the notices is enforced where: the coverage, or the lines that are asked for."""
    begin()
    if kind is not None and kind not in KINDS:
        raise typer.BadParameter(f"one of {', '.join(KINDS)}", param_hint="--kind")
    ledger = read_ledger(POLICY / "clauses.csv")
    if (clause, kind, rule) != (None, None, None):
        _print_entries([entry for entry in ledger.entries if _is_asked(entry, clause, kind, rule)])
        return
    problems = check_ledger(ledger, [load_policy(POLICY, version) for version in VERSIONS], ROOT)
    _print_coverage(ledger)
    if not (ROOT / "tests").is_dir():
        typer.echo("the tests are not at hand: references to them were not followed")
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)


def _is_asked(entry: Entry, clause: str | None, kind: str | None, rule: str | None) -> bool:
    return (
        (clause is None or clause in (entry.id, entry.id.partition("-")[0]))
        and (kind is None or entry.kind == kind)
        and (rule is None or any(rule in (name, *name.split("::")) for name in entry.enforced_by))
    )


def _print_coverage(ledger: Ledger) -> None:
    for kind, count in ledger.counts().items():
        typer.echo(f"{count:4} {kind}: {KINDS[kind]}")
    typer.echo(f"{ledger.accounted()} of {len(required())} accounted for")


def _print_entries(entries: list[Entry]) -> None:
    for entry in entries:
        typer.echo(f"{entry.id} {entry.kind}: {entry.statement}")
        typer.echo(f"    {' '.join(entry.enforced_by) or 'nothing in the program'}")
        if entry.reason:
            typer.echo(f"    {entry.reason}")
    if not entries:
        typer.echo("no clause is like that")
