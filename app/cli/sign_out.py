"""The verb `sign-out`: no token of a person that was issued until now counts any more.

In: the key of the user in the import file, or the id. Out: nothing; a person that nobody is, is refused. It counts for
every request that starts afterwards, in every process.
"""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer

from app.cli.start import begin, open_database
from app.database.commands.accounts import sign_out_by_operator
from app.database.connections import owner_connection
from app.database.ids import record_id
from app.errors import Misconfigured
from app.settings import secret_of


def sign_out_everywhere(
    user: Annotated[str, typer.Option(help="Key of the user in the import file, or the id.", show_default=False)],
) -> None:
    """End every token of a person that was issued until now."""
    settings = begin()
    with open_database(settings) as addresses, owner_connection(addresses) as connection:
        known = _id_of(user) or record_id(secret_of(settings), "user", user)
        if not sign_out_by_operator(connection, known, settings.clock()()):
            raise Misconfigured(
                "nobody with this key has an account", hint="`--user` takes the key of a user in the import file."
            )


def _id_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
