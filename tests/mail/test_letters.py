"""Letters on their way: written with the command or not at all, sent once, in the language of the recipient."""

from __future__ import annotations

import email
import stat
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from app.database.commands.outbox import LetterKind
from app.mail.senders import FolderSender, LogSender, NeverSent, NotSent
from tests.conformance.worlds.world import public_id
from tests.mail.posting import SITE, PostOffice

VALIDATED = LetterKind.REGISTRATION_VALIDATED


def letters(folder: Path) -> list[EmailMessage]:
    files = sorted(folder.glob("*.eml"), key=lambda path: int(path.stem))
    return [email.message_from_bytes(path.read_bytes(), policy=default) for path in files]


class Refusing:
    """A way of sending that does not send."""

    def __init__(self, fault: NotSent) -> None:
        self.fault, self.asked = fault, 0

    async def send(self, _: EmailMessage) -> None:
        self.asked += 1
        raise self.fault


def test_a_letter_is_sent_in_the_language_of_its_recipient_and_then_forgotten(
    office: PostOffice, tmp_path: Path
) -> None:
    office.write((VALIDATED, "anna"), (VALIDATED, "bert"))
    office.work(FolderSender(tmp_path))
    anna, bert = letters(tmp_path)
    assert (anna["To"], anna["Content-Language"]) == ("Anna Õun <anna@x.example>", "et")
    assert anna["Subject"] == "Sinu registreering on kinnitatud"
    assert (bert["Content-Language"], bert["Subject"]) == ("en", "Your registration is valid")
    assert anna["From"].addresses[0].addr_spec == "no-reply@site.example"
    assert (anna["Auto-Submitted"], SITE in anna.get_content()) == ("auto-generated", True)
    assert office.jobs() == []


def test_the_language_is_that_of_the_notice_that_was_accepted_last(office: PostOffice, tmp_path: Path) -> None:
    for notice, language, at in (("GENERAL", "hu", "2025-01-01"), ("ETWINNER", "sv-SE", "2025-01-02")):
        office.rows(
            "INSERT INTO notice_acceptances (id, user_id, notice, version, language, accepted_at)"
            " VALUES (gen_random_uuid(), %s, %s, 'esep-nb', %s, %s)",
            public_id("user", "anna"),
            notice,
            language,
            at,
        )
    office.write((VALIDATED, "anna"))
    office.work(FolderSender(tmp_path))
    assert [letter["Content-Language"] for letter in letters(tmp_path)] == ["sv"]


def test_the_outbox_holds_ids_and_no_address(office: PostOffice) -> None:
    office.write((VALIDATED, "anna"))
    ((state, attempts, held),) = office.jobs()
    assert (state, attempts) == ("todo", 0)
    assert held == {"letter": "registration-validated", "recipient": public_id("user", "anna")}


def test_a_command_that_is_undone_sends_nothing(office: PostOffice) -> None:
    office.write((VALIDATED, "anna"), undone=True)
    assert office.jobs() == []


@pytest.mark.parametrize("person", ["hidden", "off", "gone", "old", "nobody"])
def test_nobody_is_written_to_whose_account_is_restricted_or_over(
    office: PostOffice, tmp_path: Path, person: str
) -> None:
    office.write((VALIDATED, person), (VALIDATED, "anna"))
    office.work(FolderSender(tmp_path))
    assert [letter["To"].addresses[0].addr_spec for letter in letters(tmp_path)] == ["anna@x.example"]
    assert office.jobs() == []


def test_a_letter_goes_to_the_address_of_the_moment_in_which_it_is_sent(office: PostOffice, tmp_path: Path) -> None:
    office.write((VALIDATED, "anna"))
    office.rows("UPDATE users SET email = 'new@x.example' WHERE id = %s", public_id("user", "anna"))
    office.work(FolderSender(tmp_path))
    assert [letter["To"].addresses[0].addr_spec for letter in letters(tmp_path)] == ["new@x.example"]


def test_what_a_server_cannot_take_now_is_tried_again_later(office: PostOffice, tmp_path: Path) -> None:
    office.write((VALIDATED, "anna"))
    refusing = Refusing(NotSent(451))
    office.work(refusing)
    assert (refusing.asked, [job[:2] for job in office.jobs()]) == (1, [("todo", 1)])
    office.rows("UPDATE procrastinate_jobs SET scheduled_at = now()")
    office.work(FolderSender(tmp_path))
    assert (len(letters(tmp_path)), office.jobs()) == (1, [])


def test_what_a_server_never_takes_is_not_tried_again(office: PostOffice) -> None:
    office.write((VALIDATED, "anna"))
    refusing = Refusing(NeverSent(550))
    office.work(refusing)
    office.work(refusing)
    assert (refusing.asked, [job[0] for job in office.jobs()]) == (1, ["failed"])


def test_a_letter_whose_worker_has_ended_is_sent_by_the_next(office: PostOffice, tmp_path: Path) -> None:
    """The job is in the state `doing`, and its worker has not been heard of for long."""
    office.write((VALIDATED, "anna"))
    office.rows(
        "WITH lost AS (INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 hour')"
        " RETURNING id) UPDATE procrastinate_jobs SET status = 'doing', worker_id = lost.id FROM lost"
    )
    office.work(FolderSender(tmp_path))
    assert (len(letters(tmp_path)), office.jobs()) == (1, [])


def test_a_name_with_a_line_break_makes_no_header(office: PostOffice, tmp_path: Path) -> None:
    office.rows(
        "UPDATE users SET first_name = %s WHERE id = %s", "A\r\nBcc: x@x.example\r\n", public_id("user", "anna")
    )
    office.write((VALIDATED, "anna"))
    office.work(FolderSender(tmp_path))
    (letter,) = letters(tmp_path)
    assert letter["Bcc"] is None
    assert [one.addr_spec for one in letter["To"].addresses] == ["anna@x.example"]


def test_files_are_for_their_owner_alone(office: PostOffice, tmp_path: Path) -> None:
    office.write((VALIDATED, "anna"))
    office.work(FolderSender(tmp_path / "mail"))
    (path,) = (tmp_path / "mail").iterdir()
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)


def test_the_log_tells_no_address_and_no_word(office: PostOffice, caplog: pytest.LogCaptureFixture) -> None:
    office.write((VALIDATED, "anna"))
    with caplog.at_level("DEBUG"):
        office.work(LogSender())
    told = "\n".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records)
    assert "a letter" in told
    for canary in ("anna@x.example", "Õun", "kinnitatud"):
        assert canary not in told
    assert office.jobs() == []
