"""To whom a letter goes, as they are when it is sent.

In: a connection and the id of a person. Out: address, name and language, or None where nobody is written to: an account
that is gone, closed, or restricted (whose data are kept and not used), or one without an address.
"""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

import psycopg

# The language of the notice that was accepted last, else that of the country of the school.
_RECIPIENT = """
SELECT email, first_name, last_name,
       coalesce((SELECT language FROM notice_acceptances WHERE user_id = users.id
                  ORDER BY accepted_at DESC, id DESC LIMIT 1),
                CASE school_country WHEN 'EE' THEN 'et' WHEN 'HU' THEN 'hu' WHEN 'LV' THEN 'lv' WHEN 'NO' THEN 'nb'
                                    WHEN 'SE' THEN 'sv' END, 'en')
  FROM users
 WHERE id = %s AND email IS NOT NULL AND NOT restricted AND status NOT IN ('ANONYMISED', 'DEACTIVATED')
   AND (anonymised_at IS NULL OR anonymised_at > now())
"""


class Recipient(NamedTuple):
    """Somebody who is written to."""

    address: str
    name: str
    language: str


async def find_recipient(connection: psycopg.AsyncConnection[Any], person: UUID) -> Recipient | None:
    """A person as they are now, if they are written to."""
    found = await (await connection.execute(_RECIPIENT, [person])).fetchone()
    if found is None:
        return None
    address, first, last, language = found
    return Recipient(address, " ".join(part for part in (first, last) if part), language)
