"""Writes what a first sign-in comes to, and sign-outs (REG-01, REG-07, SCOPE-04).

In: the connection of a transaction, a person as an issuer names them, the instant. Out: the account, or why there is
none. Whoever an issuer names for the first time gets a general account; or the imported one that has their address,
which the issuer has verified: equality, but for the case of Latin letters, and nothing else. Two that come at once are
one after the other, by a lock on the name and then one on the address; the unique keys hold what the locks miss.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from string import ascii_lowercase, ascii_uppercase
from typing import Any
from uuid import UUID, uuid4

import psycopg

from app.database.lexicon import LEXICONS
from app.database.text import email_key, fold, nfc
from app.database.vocabulary import AccountStatus

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))"
_OF_NAME, _OF_ADDRESS = 3, 4
_FIND = "SELECT user_id FROM identities WHERE issuer = %s AND subject = %s"
# An account that has a name at some issuer already, or is over, is nobody else's to claim (G-16).
_CLAIM = """
SELECT id, status <> 'ANONYMISED' AND coalesce(anonymised_at > %(now)s, true)
           AND NOT EXISTS (SELECT FROM identities WHERE user_id = users.id), email
  FROM users WHERE email_key = %(email_key)s
"""
_MAKE = """
INSERT INTO users (id, key, email, email_key, email_folded, status, registered_at, terms)
VALUES (%(id)s, %(key)s, %(email)s, %(email_key)s, %(email_folded)s, %(status)s, %(now)s, %(terms)s)
"""
_NAME = "INSERT INTO identities (issuer, subject, user_id, created_at, claimed_at) VALUES (%s, %s, %s, %s, %s)"
_ACCEPT = """
INSERT INTO notice_acceptances (id, user_id, notice, version, language, accepted_at)
VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (user_id, notice, version) DO NOTHING
"""
_SIGN_OUT = "INSERT INTO sign_outs (user_id, at) VALUES (%s, %s) ON CONFLICT DO NOTHING"

Connection = psycopg.AsyncConnection[Any]


class Notice(StrEnum):
    """What can be accepted: the notice of general users, and that of eTwinners on top of it (SCOPE-04)."""

    GENERAL = "GENERAL"
    ETWINNER = "ETWINNER"


class NoAccount(StrEnum):
    """Why somebody has none. Each tells only about an address that the issuer has verified for this very person."""

    NO_ADDRESS = "the issuer names no verified address"
    ADDRESS_TAKEN = "the address belongs to an account that cannot be claimed"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as an issuer names them, with the address that it has verified."""

    issuer: str
    subject: str
    email: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """The account of a person; `made` says whether a first sign-in has just written something."""

    user: UUID
    made: bool


async def account_of(connection: Connection, person: Person, now: datetime) -> Account | NoAccount:
    """The account of a person: the one that they have, the imported one that they claim, or a new one."""
    await connection.execute(_LOCK, [f"{person.issuer}\n{person.subject}", _OF_NAME])
    cursor = await connection.execute(_FIND, [person.issuer, person.subject])
    if (known := await cursor.fetchone()) is not None:
        return Account(known[0], made=False)
    if person.email is None:
        return NoAccount.NO_ADDRESS
    address = email_key(person.email)
    await connection.execute(_LOCK, [address, _OF_ADDRESS])
    cursor = await connection.execute(_CLAIM, {"email_key": address, "now": now})
    found = await cursor.fetchone()
    if found is not None and not (found[1] and _is_one_mailbox(found[2], person.email)):
        return NoAccount.ADDRESS_TAKEN
    user = await _make_account(connection, person, person.email, now) if found is None else found[0]
    await connection.execute(_NAME, [person.issuer, person.subject, user, now, None if found is None else now])
    return Account(user, made=True)


def _is_one_mailbox(known: str, verified: str) -> bool:
    """Whether two addresses with one `email_key` differ in the case of Latin letters at most.

    The key takes more for alike than mail does: `straße.example` and `strasse.example` are two domains of two owners.
    """
    return known.translate(_SMALL) == verified.translate(_SMALL)


async def _make_account(connection: Connection, person: Person, email: str, now: datetime) -> UUID:
    """A general account. Its key is made of the name at the issuer, so that there cannot be two."""
    key = f"identity {sha256(f'{person.issuer} {person.subject}'.encode()).hexdigest()}"
    row = {"email": nfc(email), "email_key": email_key(email), "email_folded": fold(nfc(email))}
    identifier = uuid4()
    terms = LEXICONS["users"].terms(row)
    more = {"id": identifier, "key": key, "status": AccountStatus.GENERAL.value, "now": now, "terms": terms}
    await connection.execute(_MAKE, {**row, **more})
    return identifier


async def accept_notice(
    connection: Connection, user: UUID, notice: Notice, version: str, language: str, now: datetime
) -> bool:
    """Record that a person accepts a notice; whether that is new. The first acceptance of a version stays."""
    cursor = await connection.execute(_ACCEPT, [uuid4(), user, notice.value, version, language, now])
    return cursor.rowcount == 1


async def sign_out(connection: Connection, user: UUID, at: datetime) -> None:
    """Let no token count that was issued until then."""
    await connection.execute(_SIGN_OUT, [user, at])


def sign_out_by_operator(connection: psycopg.Connection[Any], user: UUID, at: datetime) -> bool:
    """The same by an operator; False where nobody has this id."""
    if connection.execute("SELECT FROM users WHERE id = %s", [user]).fetchone() is None:
        return False
    connection.execute(_SIGN_OUT, [user, at])
    return True
