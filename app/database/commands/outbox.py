"""The outbox: letters that a command wants sent, written in its transaction, sent afterwards by `twingraph mail`.

In: which letter to whom. Out: one job of procrastinate for each. It holds ids alone; words and addresses are read
when the letter is sent. A command that is undone sends nothing, one that is done sends its letters even when the
process ends right after the commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import psycopg

QUEUE, TASK = "mail", "send_letter"

_APPEND = "SELECT append_letters(%s::text[], %s::uuid[])"


class LetterKind(StrEnum):
    """What a letter says. None names anybody else, or what anybody has written (PURP-08)."""

    WELCOME = "welcome"
    REGISTRATION_RECEIVED = "registration-received"
    REGISTRATION_VALIDATED = "registration-validated"
    REGISTRATION_REFUSED = "registration-refused"
    VALIDATION_WITHDRAWN = "validation-withdrawn"
    SCHOOL_VALIDATED = "school-validated"
    SCHOOL_REFUSED = "school-refused"
    SECOND_SCHOOL_VALIDATED = "second-school-validated"
    SECOND_SCHOOL_REFUSED = "second-school-refused"
    ROLE_GIVEN = "role-given"
    ROLE_ENDED = "role-ended"
    CONTACT_REQUESTED = "contact-requested"
    CONTACT_ACCEPTED = "contact-accepted"
    PROJECT_INVITATION = "project-invitation"


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one person."""

    kind: LetterKind
    recipient: UUID


async def append_letters(connection: psycopg.AsyncConnection[Any], letters: Sequence[Letter]) -> None:
    """Write letters into the outbox, in the transaction of the connection."""
    if letters:
        kinds = [letter.kind.value for letter in letters]
        await connection.execute(_APPEND, [kinds, [letter.recipient for letter in letters]])
