"""The verb `client`: a new secret for a server of the operator.

In: the name of the client. Out: two lines, what the client sends as `name:secret`, and what `TWINGRAPH_CLIENTS` takes.
The secret is shown here once and kept nowhere.
"""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.start import begin
from app.edge.clients import hash_of, new_secret
from app.edge_settings import is_client
from app.errors import Misconfigured


def make_client(
    name: Annotated[str, typer.Argument(help="Small letters, digits and hyphens; it stands in the metrics.")],
) -> None:
    """Make a secret for a server of the operator; print it, and what the setting takes."""
    begin()
    secret = new_secret()
    line = f"{name}={hash_of(secret)}"
    if not is_client(line):
        raise Misconfigured("the name of a client has small letters, digits and hyphens, 40 at most")
    typer.echo(f"{name}:{secret}\n{line}")
