"""The verb `policy explain`: why a person in a role reads a field of an object, or does not.

In: keys of the import file, a role, a coordinate. Out: the answer, and every rule with what became of it. The rules are
asked of the database by the statement parts that decide every answer. It shows an operator what the API shows nobody:
why something is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from app.application import policy_of
from app.authz.caller import Caller
from app.authz.explain import Answer, Explainer, Outcome, Truth
from app.authz.inquiry import Finding, Inquiry, RuleFound, inquire, read_coordinate
from app.cli.start import begin, open_database
from app.cli.token import read_word
from app.database.connections import owner_connection
from app.database.ids import record_id
from app.database.vocabulary import Purpose, Role
from app.errors import Misconfigured
from app.resolvers.read.catalog import read_catalog
from app.schema.build import build_schema
from app.settings import secret_of

_ANSWERS = {
    Answer.READABLE: "readable",
    Answer.NOT_READABLE: "not readable",
    Answer.PER_ENTRY: "readable entry by entry",
}
_OUTCOMES = {Outcome.APPLIES: "applies", Outcome.LOST: "does not apply", Outcome.PER_ENTRY: "applies to some entries"}
_TRUTHS = {
    Truth.HOLDS: "holds",
    Truth.FAILS: "does not hold",
    Truth.UNKNOWN: "is unknown, something is missing",
    Truth.PER_ENTRY: "depends on the entry",
}


def explain_decision(
    field: Annotated[str, typer.Option(help="The coordinate, such as `User.email`.", show_default=False)],
    subject: Annotated[str, typer.Option(help="Key of the object in the import file.", show_default=False)],
    viewer: Annotated[
        str | None, typer.Option(help="Key of the user who looks, in the import file; nobody for ANONYMOUS.")
    ] = None,
    role: Annotated[str, typer.Option(help="Acting role of the viewer.")] = Role.ANONYMOUS.value,
    purpose: Annotated[str | None, typer.Option(help="Purpose of a staff role.")] = None,
) -> None:
    """Explain why a viewer reads a field of an object or does not: the rule that decides, and why others do not."""
    settings = begin()
    acting = read_word(Role, role)
    if (viewer is None) != (acting is Role.ANONYMOUS):
        raise Misconfigured(
            "`--viewer` and `--role` do not fit", hint="name both, or neither for what the public reads"
        )
    coordinate = read_coordinate(field, read_catalog(build_schema()).published())
    secret, now = secret_of(settings), settings.clock()()
    caller = Caller(
        acting,
        None if purpose is None else read_word(Purpose, purpose),
        None if viewer is None else record_id(secret, "user", viewer),
        issued=int(now.timestamp()),
    )
    identifier = record_id(secret, coordinate[0].lower(), subject)
    with open_database(settings) as addresses, owner_connection(addresses) as connection:
        found = inquire(connection, Explainer(policy_of(settings)), caller, coordinate, identifier, now)
    if found is None:
        raise Misconfigured("there is no such object", hint="`--subject` takes its key in the import file")
    for line in told(found):
        typer.echo(line)


def told(inquiry: Inquiry) -> Iterator[str]:
    """An inquiry in lines for people."""
    yield f"{inquiry.findings[-1].coordinate}: {_ANSWERS[inquiry.answer]}"
    for finding in inquiry.findings:
        yield from _finding(finding)


def _finding(finding: Finding) -> Iterator[str]:
    decided = f", by {finding.winner}" if finding.winner else ""
    yield ""
    yield f"{finding.coordinate}: {_ANSWERS[finding.answer]}{decided}"
    if not finding.rules:
        yield "  no rule of this role speaks of it"
    for found in finding.rules:
        yield from _rule(found)


def _rule(found: RuleFound) -> Iterator[str]:
    rule = found.reason.rule
    effect = "allows" if rule.allows else "denies"
    yield f"  {rule.id} ({effect}) {_OUTCOMES[found.outcome]}: {rule.reason} [{' '.join(rule.clauses)}]"
    for part, truth in zip(found.reason.parts, found.truths, strict=True):
        yield f"    - {part.words}: {_TRUTHS[truth]}"
