"""The ways of sending: SMTP, files, the log.

In: a message. Out: it is sent, or `NotSent` says whether trying again may help. No address and no word of a letter is
ever logged, nor in what is raised.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

import aiosmtplib

from app.settings import Settings

_log = logging.getLogger(__name__)
_SECONDS = 30.0


class NotSent(Exception):
    """A letter could not be sent. `code` is the answer of the server, if it gave one."""

    def __init__(self, code: int | None) -> None:
        super().__init__(f"the letter was not sent ({'no answer' if code is None else code})")


class NeverSent(NotSent):
    """A letter that the server refuses for good (RFC 5321, 4.2.1: 5yz)."""


class Sender(Protocol):
    """A way of sending."""

    async def send(self, message: EmailMessage) -> None:
        """Send one message."""


@dataclass(frozen=True, slots=True)
class SmtpSender:
    """To a server, over one connection for each letter."""

    host: str
    port: int
    security: str
    user: str | None
    password: str | None

    async def send(self, message: EmailMessage) -> None:
        """Hand a message to the server."""
        try:
            await aiosmtplib.send(
                message,
                hostname=self.host,
                port=self.port,
                username=self.user,
                password=self.password,
                use_tls=self.security == "tls",
                start_tls=self.security == "starttls",
                timeout=_SECONDS,
            )
        except aiosmtplib.SMTPRecipientsRefused as fault:
            raise _refused(fault.recipients[0].code) from None
        except aiosmtplib.SMTPResponseException as fault:
            raise _refused(fault.code) from None
        except (aiosmtplib.SMTPException, OSError):
            raise NotSent(None) from None


def _refused(code: int) -> NotSent:
    return (NeverSent if code >= 500 else NotSent)(code)


@dataclass(frozen=True, slots=True)
class FolderSender:
    """Into files that a mail program can open, for development."""

    folder: Path

    async def send(self, message: EmailMessage) -> None:
        """Write a file, readable by the owner of the folder alone; the same job writes the same file."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = message["Message-ID"].strip("<>").partition(".")[0]
        path = self.folder / f"{number}.eml"
        path.touch(mode=0o600)
        path.write_bytes(message.as_bytes())


@dataclass(frozen=True, slots=True)
class LogSender:
    """Into the log: that there was a letter, and its language."""

    async def send(self, message: EmailMessage) -> None:
        """Log the number and the language of a letter."""
        _log.info("a letter", extra={"letter": message["Message-ID"], "language": message["Content-Language"]})


def sender_of(settings: Settings) -> Sender:
    """The way of the settings; `off` has none (AssertionError)."""
    match settings.mail_way:
        case "smtp":
            assert settings.mail_host is not None  # noqa: S101 - the settings need it
            password = None if settings.mail_password is None else settings.mail_password.get_secret_value()
            return SmtpSender(
                settings.mail_host, settings.mail_port, settings.mail_security, settings.mail_user, password
            )
        case "folder":
            return FolderSender(settings.data_dir / "mail")
        case "log":
            return LogSender()
    raise AssertionError
