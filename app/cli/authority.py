"""The verbs `assignment` and `organisation`: authority that the owner of the database gives, for instance the first.

In: people by the key of the import, by id or by e-mail address; organisations by their key. Out: ids, lists. The same
limits hold as for everybody (triggers of the database). Each assignment and end has its entry in the audit log.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from app.cli.start import begin, open_database
from app.cli.token import read_word
from app.database.connections import owner_connection
from app.database.vocabulary import OrganisationKind, Purpose, Role
from app.settings import secret_of
from app.transfer.authority_by_hand import (
    Granting,
    NewOrganisation,
    add_organisation,
    grant_by_hand,
    list_assignments,
    list_organisations,
    revoke_by_hand,
)

assignments = typer.Typer(help="Give staff roles, take them back, list them.", no_args_is_help=True)
organisations = typer.Typer(help="Organisations whose staff act, and their agreements.", no_args_is_help=True)

Instant = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d"])]


@assignments.command("grant")
def grant_assignment(
    *,
    user: Annotated[str, typer.Option(help="Who gets the role: key, id or e-mail address.", show_default=False)],
    role: Annotated[str, typer.Option(help="A staff role.", show_default=False)],
    approver: Annotated[str, typer.Option(help="Who has approved it: somebody else.", show_default=False)],
    country: Annotated[str | None, typer.Option(help="The country, for NSO and SCHOOL_AUTHORITY.")] = None,
    region: Annotated[str | None, typer.Option(help="The region, for SCHOOL_AUTHORITY.")] = None,
    organisation: Annotated[str | None, typer.Option(help="Key of the organisation.")] = None,
    purpose: Annotated[list[str] | None, typer.Option(help="The only purposes; may be repeated.")] = None,
    valid_to: Instant = None,
) -> None:
    """Give a staff role, from now on; prints the id of the assignment."""
    settings = begin()
    purposes = None if not purpose else tuple(read_word(Purpose, one) for one in purpose)
    granting = Granting(user, read_word(Role, role), approver, country, region, organisation, purposes, valid_to)
    with open_database(settings) as addresses, owner_connection(addresses) as connection:
        typer.echo(str(grant_by_hand(connection, granting, settings.clock()())))


@assignments.command("revoke")
def revoke_assignment(
    assignment: Annotated[str, typer.Argument(help="The id of the assignment.", show_default=False)],
) -> None:
    """End an assignment now; one that has ended already stays as it is."""
    settings = begin()
    with open_database(settings) as addresses, owner_connection(addresses) as connection:
        typer.echo("ended" if revoke_by_hand(connection, assignment, settings.clock()()) else "had ended already")


@assignments.command("list")
def show_assignments() -> None:
    """List the assignments that are live now or will be."""
    settings = begin()
    with open_database(settings) as addresses, owner_connection(addresses) as connection:
        for line in list_assignments(connection, settings.clock()()):
            typer.echo(line)


@organisations.command("add")
def add(  # noqa: PLR0913 - one option each
    key: Annotated[str, typer.Argument(help="Its key, as an import would name it.", show_default=False)],
    *,
    name: Annotated[str, typer.Option(help="Its name.", show_default=False)],
    kind: Annotated[str, typer.Option("--type", help="What it is to eTwinning.", show_default=False)],
    country: Annotated[str | None, typer.Option(help="Its country.")] = None,
    agreement_from: Instant = None,
    agreement_to: Instant = None,
    safeguards_from: Instant = None,
    safeguards_to: Instant = None,
    dpa_signed: Annotated[bool, typer.Option("--dpa-signed", help="Its contract has the clause.")] = False,
) -> None:
    """Add an organisation, or say anew what there is to say of it; prints its id."""
    settings = begin()
    new = NewOrganisation(
        key,
        name,
        read_word(OrganisationKind, kind),
        country,
        (agreement_from, agreement_to),
        (safeguards_from, safeguards_to),
        dpa_signed=dpa_signed,
    )
    with open_database(settings) as addresses, owner_connection(addresses) as connection:
        typer.echo(str(add_organisation(connection, new, secret_of(settings))))


@organisations.command("list")
def show_organisations() -> None:
    """List the organisations with their agreements."""
    with open_database(begin()) as addresses, owner_connection(addresses) as connection:
        for line in list_organisations(connection):
            typer.echo(line)
