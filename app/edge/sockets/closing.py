"""Why a socket ends: the codes of `graphql-transport-ws`, and of RFC 6455 where those fit.

In: a reason of ours. Out: `Closing`, whose code and text the client gets. The text belongs to the code and holds
nothing of the client, of ours or of the database.
"""

from __future__ import annotations

from enum import IntEnum


class CloseCode(IntEnum):
    """Every code that we close with; clients do not try again after most of those from 4400 on."""

    NORMAL = 1000
    GOING_AWAY = 1001
    TRY_AGAIN_LATER = 1013
    BAD_MESSAGE = 4400
    NOT_BEGUN = 4401
    FORBIDDEN = 4403
    NO_BEGINNING = 4408
    SAME_ID = 4409
    TOO_MANY = 4429
    INTERNAL = 4500


_REASONS = {
    CloseCode.NORMAL: "Nothing was asked for long",
    CloseCode.GOING_AWAY: "The server stops",
    CloseCode.TRY_AGAIN_LATER: "Try again later",
    CloseCode.BAD_MESSAGE: "Invalid message",
    CloseCode.NOT_BEGUN: "Unauthorized",
    CloseCode.FORBIDDEN: "Forbidden",
    CloseCode.NO_BEGINNING: "Connection initialisation timeout",
    CloseCode.SAME_ID: "Subscriber already exists",
    CloseCode.TOO_MANY: "Too many initialisation requests",
    CloseCode.INTERNAL: "Internal error",
}


class Closing(Exception):
    """The socket ends now."""

    def __init__(self, code: CloseCode) -> None:
        super().__init__(code)
        self.code = code
        self.reason = _REASONS[code]
