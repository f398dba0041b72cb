"""The verbs of the policy, one thin module each: what an officer or a reviewer runs before the rules are changed.

In: the folder `policy/` and the settings. Out: results on standard output; a refusal is exit code 1. A new verb is a
function in a module of its own and one line here.
"""

from __future__ import annotations

import typer

from app.cli.policy import check, clauses, diff, explain, matrix, reload

commands = typer.Typer(help="Tools for the rules of who sees what.", no_args_is_help=True)
commands.command("check")(check.check_policy)
commands.command("clauses")(clauses.print_clauses)
commands.command("diff")(diff.diff_policies)
commands.command("explain")(explain.explain_decision)
commands.command("matrix")(matrix.print_matrix)
commands.command("reload")(reload.reload_policy)


@commands.callback()
def policy() -> None:
    """Tools for the rules of who sees what."""
