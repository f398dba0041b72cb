"""`twingraph policy matrix`: who may read what, as a text or as a page.

In: the folder `policy/` and a version. Out: Markdown, or one HTML file with all versions, printed or in a file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.application import POLICY
from app.authz.matrix.markdown import markdown
from app.authz.matrix.page import matrix_page
from app.authz.matrix.table import Matrix
from app.authz.policy import load_policy
from app.authz.versions import VERSIONS
from app.cli.start import begin


def print_matrix(
    *,
    version: Annotated[str | None, typer.Option(help="The version, instead of `TWINGRAPH_POLICY_VERSION`.")] = None,
    html: Annotated[
        bool, typer.Option("--html", help="A page for a browser, with all versions, one in front.")
    ] = False,
    output: Annotated[Path | None, typer.Option(help="Write it to this file.")] = None,
) -> None:
    """Print who may read what: every role and every field, never, always, or the condition in words."""
    chosen = version or begin().policy_version
    policy = load_policy(POLICY, chosen)
    if html:
        text = matrix_page([load_policy(POLICY, name) for name in VERSIONS], chosen).html
    else:
        text = markdown(Matrix(policy))
    if output is None:
        typer.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
