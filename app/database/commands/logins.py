"""Writes when somebody signed in last (RET-04, RET-07, A-17).

In: the connection of a transaction, who signed in, when, and in which role they act. Out: whether the sign-in is
settled: it stands as the last login, or a later one does. It is not while nobody stands behind the name, or the role is
not this person's: that may change while the token lasts.

A sign-in counts in a role of the eTwinning area: that of an eTwinner, and of staff with a live assignment. For whoever
is no eTwinner, the general area is the only one there is, so there it counts as well. The function of the database
moves a login forward and never back (`record_login`, see the migrations).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

_RECORD = """
SELECT record_login(person.id, %(at)s, instant.now)
  FROM (SELECT coalesce(%(now)s::timestamptz, statement_timestamp()) AS now) AS instant, users AS person
 WHERE person.id = coalesce(%(user)s, (SELECT user_id FROM identities
                                        WHERE issuer = %(issuer)s AND subject = %(subject)s))
   AND NOT EXISTS (SELECT FROM sign_outs WHERE user_id = person.id AND at >= %(issued)s)
   AND CASE %(role)s
       WHEN 'ETWINNER' THEN person.status = 'VALIDATED'
       WHEN 'GENERAL_USER' THEN person.status IN ('GENERAL', 'PENDING', 'REFUSED')
       ELSE EXISTS (SELECT FROM assignments
                     WHERE user_id = person.id AND role = %(role)s
                       AND valid_from <= instant.now AND coalesce(instant.now < valid_to, true))
       END
"""


@dataclass(frozen=True, slots=True)
class Login:
    """Somebody who signed in, by a user id or as an issuer names them; `issued` is when their token was."""

    user: UUID | None
    issuer: str | None
    subject: str | None
    role: str
    at: datetime
    issued: datetime


async def record_login(connection: psycopg.AsyncConnection[Any], login: Login, now: datetime | None) -> bool:
    """Record a login; whether it is settled. `now` is for a fixed clock."""
    values = {
        "user": login.user,
        "issuer": login.issuer,
        "subject": login.subject,
        "role": login.role,
        "at": login.at,
        "issued": login.issued,
        "now": now,
    }
    return await (await connection.execute(_RECORD, values)).fetchone() is not None
