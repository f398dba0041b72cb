"""A letter as a message (RFC 5322, RFC 6532 for names and addresses in any script).

In: recipient, words, sender, the number of the job. Out: a message whose id is the same whenever this job is tried, so
that a mail system which meets it twice can tell. Headers are built by the library, which refuses line breaks in them.
"""

from __future__ import annotations

from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTPUTF8
from email.utils import format_datetime

from app.mail.recipients import Recipient
from app.mail.texts import Words


class NoAddress(Exception):
    """What an account has as its address is none. It is not repeated."""


def message_of(recipient: Recipient, words: Words, *, sender: str, number: int, now: datetime) -> EmailMessage:
    """The message. NoAddress where the address is none that mail can be sent to."""
    try:
        to = Address(_plain(recipient.name), addr_spec=recipient.address)
    except (ValueError, IndexError, MessageError):
        raise NoAddress from None
    message = EmailMessage(policy=SMTPUTF8)
    message["From"] = Address("eTwinning", addr_spec=sender)
    message["To"] = to
    message["Subject"] = words.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{number}.letter@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no automatic answers
    message.set_content(words.body)
    message["Content-Language"] = words.language  # afterwards: content sets its own headers
    return message


def _plain(name: str) -> str:
    """A name without what cannot stand in a header."""
    return "".join(letter for letter in name if letter.isprintable())
