"""The verb `mail`: sends the letters that commands have written.

In: the settings; the role of the owner. Out: letters, in the way of `TWINGRAPH_MAIL`. Without `--once` it works until a
signal asks it to stop. Several may run: each letter is taken by one.
"""

from __future__ import annotations

import asyncio
from typing import Annotated

import typer
from psycopg_pool import AsyncConnectionPool

from app.cli.serve import ending_in_order
from app.cli.start import begin, open_database
from app.database.addresses import Addresses
from app.errors import Misconfigured
from app.mail.senders import sender_of
from app.mail.worker import Post
from app.settings import Settings


def send_mail(*, once: Annotated[bool, typer.Option("--once", help="Send what is there, then end.")] = False) -> None:
    """Send the letters that commands have written."""
    settings = begin()
    if settings.mail_way == "off":
        raise Misconfigured("letters are switched off", hint="Set `TWINGRAPH_MAIL` to `smtp`, `folder` or `log`.")
    with ending_in_order(), open_database(settings) as addresses:
        asyncio.run(_work(settings, addresses, wait=not once))


async def _work(settings: Settings, addresses: Addresses, *, wait: bool) -> None:
    async with AsyncConnectionPool(addresses.owner, min_size=1, max_size=6, open=False) as pool:
        post = Post(pool, sender_of(settings), origin=settings.mail_from, site=settings.site, clock=settings.clock())
        await post.work(wait=wait)
