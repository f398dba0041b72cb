"""The command line: one thin module per group of verbs.

In: arguments and the environment. Out: results on standard output, everything else on standard error. A refusal is
exit code 1 and one line that says why; an import that is refused has one line per error, and their number.
"""

from __future__ import annotations

import sys

import psycopg
import typer

from app.cli import audit, authority, client, data, documents, mail, policy, serve, sign_out, token
from app.errors import TwinGraphError
from app.transfer.importing import ImportRefused

commands = typer.Typer(
    name="twingraph",
    help="One GraphQL graph of eTwinning, in which every viewer sees what the privacy notices allow.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
commands.command("serve")(serve.serve)
commands.command("migrate")(data.migrate_database)
commands.command("import")(data.import_records)
commands.command("demo")(data.load_demo)
commands.command("mail")(mail.send_mail)
commands.command("token")(token.print_token)
commands.command("client")(client.make_client)
commands.command("sign-out")(sign_out.sign_out_everywhere)
commands.add_typer(authority.assignments, name="assignment")
commands.add_typer(authority.organisations, name="organisation")
commands.add_typer(documents.commands, name="documents")
commands.add_typer(policy.commands, name="policy")
commands.add_typer(audit.commands, name="audit")


def main() -> None:
    """Run one verb; a refusal ends the process with exit code 1."""
    try:
        commands()
    except (TwinGraphError, psycopg.OperationalError, OSError) as fault:
        for line in _lines(fault):
            sys.stderr.write(f"{line}\n")
        sys.exit(1)


def _lines(fault: Exception) -> list[str]:
    if isinstance(fault, ImportRefused):
        errors = [f"line {line}, {field}: {message}" for line, field, message in fault.errors]
        shown = "" if len(errors) == fault.total else f", of which the first {len(errors)} are shown"
        return [*errors, f"{fault.total} error{'s' * (fault.total > 1)}{shown}; nothing was imported"]
    if isinstance(fault, TwinGraphError):
        return [_one_line(fault.message if fault.hint is None else f"{fault.message.rstrip('.')}. {fault.hint}")]
    if isinstance(fault, psycopg.OperationalError):
        return [_one_line(f"the database does not answer: {fault}")]
    return [_one_line(str(fault))]


def _one_line(text: str) -> str:
    return " ".join(text.split())
