"""The verbs of the policy: what a reviewer runs before a change of the rules is accepted.

In: the folder `policy/` and the version of the settings. Out: one line, or the refusal that would stop the server.
"""

from __future__ import annotations

import typer

from app.application import checked_policy
from app.cli.start import begin

commands = typer.Typer(help="Tools for the rules of who sees what.", no_args_is_help=True)


@commands.callback()
def policy() -> None:
    """Tools for the rules of who sees what."""


@commands.command("check")
def check_policy() -> None:
    """Check the rules as the server does when it starts: complete, cited, and expressible in SQL."""
    policy = checked_policy(begin())
    typer.echo(f"{policy.version}: {len(policy.rules)} rules hold together")
