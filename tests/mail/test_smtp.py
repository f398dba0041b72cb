"""Letters over SMTP, to a real server: what it takes, refuses for now, refuses for good, or does not answer."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from app.database.commands.outbox import LetterKind
from app.mail.message import NoAddress, message_of
from app.mail.recipients import Recipient
from app.mail.senders import NeverSent, NotSent, SmtpSender, sender_of
from app.mail.texts import words_of
from app.settings import Settings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WORDS = words_of(LetterKind.WELCOME, "et", "https://site.example")


class Mailbox:
    """What a server was given; it answers RCPT as it is told to."""

    def __init__(self, answer: str | None = None) -> None:
        self.answer, self.taken = answer, []  # type: str | None, list[Any]

    async def handle_RCPT(self, _: Any, __: Any, envelope: Any, address: str, ___: Any) -> str:  # noqa: N802
        if self.answer is not None:
            return self.answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802
        self.taken.append(envelope)
        return "250 taken"


@contextmanager
def served(box: Mailbox) -> Iterator[SmtpSender]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, enable_SMTPUTF8=True)
    controller.start()
    try:
        yield SmtpSender("127.0.0.1", port, "none", None, None)
    finally:
        controller.stop()


def send(sender: SmtpSender, address: str = "anna@x.example") -> None:
    message = message_of(Recipient(address, "Anna Õun", "et"), WORDS, sender="no@site.example", number=7, now=NOW)
    asyncio.run(sender.send(message))


def test_a_server_is_handed_the_letter() -> None:
    box = Mailbox()
    with served(box) as sender:
        send(sender)
    (envelope,) = box.taken
    assert (envelope.mail_from, envelope.rcpt_tos) == ("no@site.example", ["anna@x.example"])
    assert "Sinu eTwinningu konto" in envelope.content.decode()
    assert b"Message-ID: <7.letter@site.example>" in envelope.content


@pytest.mark.parametrize(("answer", "kind"), [("451 later", NotSent), ("550 no such box", NeverSent)])
def test_a_refusal_says_whether_it_is_for_good_and_no_address(answer: str, kind: type[NotSent]) -> None:
    with served(Mailbox(answer)) as sender, pytest.raises(NotSent) as refused:
        send(sender)
    assert type(refused.value) is kind
    assert "anna" not in str(refused.value)


def test_a_server_that_is_not_there_is_asked_again() -> None:
    with served(Mailbox()) as sender:
        pass
    with pytest.raises(NotSent) as refused:
        send(sender)
    assert type(refused.value) is NotSent


def test_a_server_that_cannot_keep_it_private_is_given_nothing() -> None:
    """STARTTLS is asked for, and the server has none."""
    box = Mailbox()
    with served(box) as plain, pytest.raises(NotSent):
        send(SmtpSender(plain.host, plain.port, "starttls", None, None))
    assert box.taken == []


@pytest.mark.parametrize("address", ["anna", "a@b@c", "anna@x.example\r\nBcc: y@y.example", ""])
def test_what_is_no_address_is_refused_before_any_server(address: str) -> None:
    with served(Mailbox()) as sender, pytest.raises(NoAddress):
        send(sender, address)


def test_settings_choose_the_way() -> None:
    settings = Settings(mail="smtp", mail_host="mail.example", mail_user="u", mail_password="p")
    assert sender_of(settings) == SmtpSender("mail.example", 587, "starttls", "u", "p")
    assert "'p'" not in repr(settings)
