"""The verb `policy check`: what a reviewer runs before a change of the rules is accepted.

In: the folder `policy/` and the version of the settings. Out: one line, or the refusal that would stop the server.
"""

from __future__ import annotations

import typer

from app.application import policy_of
from app.authz.policy import check_fields
from app.cli.start import begin
from app.resolvers.read.catalog import read_catalog
from app.schema.build import build_schema


def check_policy() -> None:
    """Check the rules as the server does when it starts: every line understood, every field of the schema decided."""
    found = policy_of(begin())
    check_fields(found, read_catalog(build_schema()).published())
    typer.echo(f"{found.version}: {len(found.rules)} rules hold together")
