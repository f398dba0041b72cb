"""`twingraph policy diff`: what a change of the policy opens and closes, before it is deployed.

In: two policies by name, file or revision. Out: the report; the exit code says whether anything opened, so that an
operator's CI can demand a sign-off.
"""

from __future__ import annotations

import json
from typing import Annotated

import typer

from app.application import POLICY
from app.authz.diff.changes import compare
from app.authz.diff.report import Report
from app.authz.diff.sources import read_source
from app.cli.start import begin
from app.errors import Misconfigured

OPENED, REFUSED = 1, 2


def diff_policies(
    before: Annotated[str, typer.Argument(help="A version, a folder, a file, or a revision of git.", metavar="A")],
    after: Annotated[str, typer.Argument(help="Another one. `HEAD~3:etwinning-sv` names a version.", metavar="B")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Every cell on its own, as JSON.")] = False,
) -> None:
    """Say which cells open and which close from A to B: for whom, and where.

    Exit code 0: nothing opened. 1: something opened, or could not be decided. 2: A or B cannot be read.
    """
    try:
        version = begin().policy_version
        sources = [read_source(asked, POLICY, version) for asked in (before, after)]
    except Misconfigured as error:
        typer.echo(f"{error.message}. {error.hint or ''}".strip(), err=True)
        raise typer.Exit(REFUSED) from error
    difference = compare(sources[0].policy, sources[1].policy)
    report = Report(difference, before, after, (*sources[0].notes, *sources[1].notes))
    if as_json:
        typer.echo(json.dumps(report.data(), indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(report.text()))
    if difference.opened:
        raise typer.Exit(OPENED)
