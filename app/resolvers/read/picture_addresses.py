"""Addresses of pictures: for one viewer, one person and one picture, the same for an hour, loaded without a header.

    /pictures/<ticket>.<seal and ids>

The *ticket* says who the viewer is, encrypted under a key of ours (AES-SIV, RFC 5297: the same viewer in the same hour
has the same ticket, and nobody reads it). The rest is written by PostgreSQL inside the statement that answers, as
cursors are: the ids of person and picture with an HMAC under a key of this viewer. In: a caller and an instant. Out:
the parameters of a statement; of an address, whose it is. Whether that viewer may see the picture, the address does not
say: it is asked again whenever it is loaded. A picture that was imported is a text, and stays it (contract, G-43).
"""

from __future__ import annotations

import base64
import binascii
import hmac
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from app.authz.caller import Caller, Subject
from app.database.statements import parameter
from app.database.vocabulary import Purpose, Role
from app.errors import BadInput
from app.resolvers.read.cursors import CursorKey, encoded
from app.resolvers.read.json_text import Text
from app.resolvers.read.seals import sealed_cursor
from app.settings import wall_clock

PATH = "/pictures/"
PREFIX, INNER, OUTER = "picture_prefix", "picture_inner", "picture_outer"
LONGEST = 2_000
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class PictureAddress:
    """What an address stands for."""

    caller: Caller
    person: UUID
    picture: UUID


def shown_picture(columns: Any) -> Text:
    """The picture of a row of users: the address of an uploaded one, else what was imported."""
    inner, outer = parameter(INNER, sa.LargeBinary()), parameter(OUTER, sa.LargeBinary())
    sealed = sealed_cursor(inner, outer, columns.id, [], columns.picture_id)
    address = parameter(PREFIX, sa.Text()).op("||")(sealed)
    return sa.case((columns.picture_id.is_not(None), address), else_=columns.picture)


class PictureKeys:
    """Makes and reads the parts of addresses that are not written by PostgreSQL."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._tickets = AESSIV(hmac.digest(secret, b"tickets of pictures", "sha512"))

    def values(self, caller: Caller, now: datetime) -> Mapping[str, object]:
        """The parameters of a statement that writes addresses."""
        inner, outer = self._key(caller).blocks()
        ticket = encoded(self._tickets.encrypt(_written(caller, _hour(now)), None))
        return {PREFIX: f"{PATH}{ticket}.", INNER: inner, OUTER: outer}

    def asked(self, parameters: Collection[str], caller: Caller, frozen: datetime | None) -> Mapping[str, object]:
        """The same, for a statement with these parameters; nothing for one that writes no address."""
        return self.values(caller, frozen or wall_clock()) if PREFIX in parameters else {}

    def open(self, address: str, now: datetime) -> PictureAddress | None:
        """Whose address this is; None for every one that was not made here in this hour or the one before."""
        ticket, _, sealed = address.partition(".")
        caller = self._caller(ticket, now) if len(address) <= LONGEST else None
        if caller is None:
            return None
        try:
            place = self._key(caller).open(sealed, keys=0, argument="")
        except BadInput:
            return None
        return PictureAddress(caller, UUID(place.parent), UUID(place.identifier))

    def _caller(self, ticket: str, now: datetime) -> Caller | None:
        try:
            sealed = base64.urlsafe_b64decode(ticket + "=" * (-len(ticket) % 4))
            hour, *said = orjson.loads(self._tickets.decrypt(sealed, None))
        except (binascii.Error, ValueError, InvalidTag):
            return None
        # The clocks of two servers may differ at the turn of an hour.
        if encoded(sealed) != ticket or abs(_hour(now) - hour) > 1:
            return None
        return _read(*said)

    def _key(self, caller: Caller) -> CursorKey:
        return CursorKey(self._secret, caller, ("picture",))


def _hour(now: datetime) -> int:
    return int(now.timestamp()) // _HOUR


def _written(caller: Caller, hour: int) -> bytes:
    subject = caller.subject
    purpose = None if caller.purpose is None else caller.purpose.value
    names = (None, None) if subject is None else (subject.issuer, subject.name)
    user = None if caller.user_id is None else str(caller.user_id)
    return orjson.dumps([hour, caller.role.value, purpose, user, *names, caller.issued])


def _read(
    role: str, purpose: str | None, user: str | None, issuer: str | None, name: str | None, issued: int | None
) -> Caller:
    return Caller(
        Role(role),
        None if purpose is None else Purpose(purpose),
        None if user is None else UUID(user),
        None if issuer is None or name is None else Subject(issuer, name),
        issued=issued,
    )
