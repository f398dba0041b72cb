"""The generated documents: each one is the text of a function, so that it cannot fall behind the program.

In: the program. Out: the pages; `python -m tests.house.documents` (`make docs`) writes them, a test compares them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import typer
from pydantic import SecretStr

from app.application import POLICY
from app.authz.matrix.markdown import markdown
from app.authz.matrix.table import Matrix
from app.authz.policy import load_policy
from app.cli import commands
from app.edge_settings import EdgeSettings
from app.schema.build import build_schema
from app.schema.sdl import print_sdl
from app.settings import PREFIX, Settings
from tests.house.files import ROOT

NOTICE = "<!-- Written by `make docs`; do not edit. -->"

# Options that `Settings` takes over stand last; `environment` is written in both.
_EDGE = EdgeSettings.model_fields.keys() - {"environment"}

WORDS: dict[Any, str] = {
    bool: "`true` or `false`",
    datetime: "date and time",
    float: "number",
    int: "whole number",
    Path: "folder",
    SecretStr: "text",
    str: "text",
}


def settings_page() -> str:
    """Every option with its default and its help line."""
    rows = [
        f"| `{PREFIX}{name.upper()}` | {_kind(field.annotation)} | {_default(field.default)} | {field.description} |"
        for name, field in sorted(Settings.model_fields.items(), key=lambda item: item[0] in _EDGE)
    ]
    return _page(
        "Settings",
        "Settings are environment variables. An unknown variable that begins with `TWINGRAPH_`, or a value that does "
        "not fit, stops the program with a line that names it. An empty variable is as if it were not there.",
        ["| variable | takes | default | meaning |", "|---|---|---|---|", *rows],
    )


def command_page() -> str:
    """Every verb with its arguments and options."""
    root = typer.main.get_command(commands)
    return _page(
        "Command line",
        "`twingraph` or `python -m app`, in the environment that `make setup` makes. Results go to standard output, "
        "everything else to standard error. A verb that refuses ends with exit code 1 and one line that says why; a "
        "command that cannot be read ends with 2. The settings are in [settings.md](settings.md).",
        list(_verbs(root, "twingraph")),
    )


def _verbs(command: Any, name: str) -> Iterator[str]:
    for child in getattr(command, "commands", {}).values():
        path = f"{name} {child.name}"
        if getattr(child, "commands", None):
            yield from _verbs(child, path)
            continue
        yield from (f"## {path}", "", " ".join(child.help.split()), "")
        parameters = [parameter for parameter in child.params if parameter.name != "help"]
        if parameters:
            yield from ("| argument | meaning |", "|---|---|", *map(_parameter, parameters), "")


def _parameter(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"| `{parameter.name.upper()}` | {parameter.help} |"
    value = "" if parameter.is_flag else f" {parameter.name.upper()}"
    needed = " Needed." if parameter.required else ""
    return f"| `{parameter.opts[0]}{value}` | {parameter.help}{needed} |"


def _kind(annotation: Any) -> str:
    """What a variable takes, in words."""
    options = [option for option in get_args(annotation) if option is not type(None)]
    if options and get_args(options[0]):
        return _kind(options[0])
    if options and all(isinstance(option, str) for option in options):
        return " or ".join(f"`{option}`" for option in options)
    return WORDS[options[0] if options else annotation]


def _default(value: object) -> str:
    return "" if value is None else f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def _page(title: str, introduction: str, lines: list[str]) -> str:
    return "\n".join([f"# {title}", "", NOTICE, "", introduction, "", *lines]).rstrip() + "\n"


def schema_text() -> str:
    """The public schema."""
    return print_sdl(build_schema())


def matrix_text() -> str:
    """Who may read what under the version that is in force unless another one is chosen."""
    return markdown(Matrix(load_policy(POLICY, Settings.model_fields["policy_version"].default)))


DOCUMENTS: dict[str, Callable[[], str]] = {
    "app/schema/schema.graphql": schema_text,
    "docs/cli.md": command_page,
    "docs/settings.md": settings_page,
    "policy/matrix.md": matrix_text,
}


def main() -> None:
    """Write every page."""
    for path, page in DOCUMENTS.items():
        (ROOT / Path(path)).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
