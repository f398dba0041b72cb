"""The verb `policy reload`: put the policy of the folder in force, for every process and host.

In: the folder `policy/` and the settings. Out: the generation, or the refusal that would stop a start-up. A refusal
changes nothing: the old policy stays in force. After exit code 0, no request that starts is answered by the old one.
"""

from __future__ import annotations

import typer

from app.application import checked_policy
from app.authz.generation import put_in_force
from app.cli.start import begin, open_database
from app.database.connections import owner_connection
from app.errors import Misconfigured


def reload_policy() -> None:
    """Put the policy of the folder in force for every request that starts from now on, in every process and host."""
    settings = begin()
    try:
        policy = checked_policy(settings)
    except Misconfigured as fault:
        hint = f" {fault.hint.rstrip('.').capitalize()}." if fault.hint else ""
        raise Misconfigured(f"{fault.message.rstrip('.')}.{hint} The old policy stays in force.") from fault
    with open_database(settings) as addresses, owner_connection(addresses) as connection:
        generation = put_in_force(connection, policy)
    typer.echo(f"generation {generation}: {policy.version}, {len(policy.rules) + len(policy.commands)} rules in force")
