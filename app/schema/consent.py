"""The consents of a person: each a record that is kept, with a receipt; the commands that give and withdraw them.

The receipt holds what ISO/IEC TS 27560 asks of a consent record: who, to whom, what for, under which notice in which
language, and each event with its time and its channel. It is made of the record when it is read, and of nothing else.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from app.schema.commands import CommandInput, Payload
from app.schema.enums import ConsentPurpose
from app.schema.mapping import Cell, Document, Kind, Records
from app.schema.scalars import JSON, LanguageCode

if TYPE_CHECKING:
    from app.schema.user import User


@strawberry.type(description="One act of consent. It is never changed, only withdrawn; a renewal is another one.")
class Consent:
    """What was consented to, and when."""

    purpose: ConsentPurpose = strawberry.field(description="What the person consented to.")
    notice_version: str = strawberry.field(description="The privacy notice that the person had read.")
    language: LanguageCode = strawberry.field(description="The language in which it was read.")
    given_at: datetime = strawberry.field(description="From when the consent holds.")
    withdrawn_at: datetime | None = strawberry.field(description="From when it no longer holds; null while it does.")
    survey: strawberry.ID | None = strawberry.field(
        description="The id of the survey, where the consent is for the answers to one alone; null otherwise. "
        "Consents to one survey are on the list for the person alone."
    )
    receipt: JSON = strawberry.field(
        description="The record of this consent to keep, after ISO/IEC TS 27560: who, to whom, what for, under which "
        "notice, and each event with its time and channel."
    )


def _event(kind: str, moment: str, channel: str, *, when: str | None = None) -> Document:
    """Nobody gives or withdraws a consent for somebody else: whoever acts is the person (A-74)."""
    return Document(
        (
            ("eventType", kind),
            ("eventTime", Cell(moment, Kind.INSTANT)),
            ("entityId", Cell("user_id", Kind.IDENTIFIER)),
            ("channel", Cell(channel, Kind.WORD)),
        ),
        when,
    )


_RECEIPT = Document(
    (
        ("schemaVersion", "ISO/IEC TS 27560:2023"),
        ("recordId", Cell("id", Kind.IDENTIFIER)),
        ("piiPrincipalId", Cell("user_id", Kind.IDENTIFIER)),
        ("piiController", "European Education and Culture Executive Agency"),
        ("lawfulBasis", "consent, Regulation EU 2018/1725, Article 5.1.d"),
        ("purpose", Cell("purpose", Kind.WORD)),
        ("survey", Cell("survey_id", Kind.IDENTIFIER)),  # a consent to the answers to one (CONS-04)
        (
            "privacyNotice",
            Document((("version", Cell("notice_version", Kind.TEXT)), ("language", Cell("language", Kind.WORD)))),
        ),
        ("withdrawalMethod", "withdrawConsent"),
        (
            "events",
            (
                _event("GIVEN", "given_at", "given_channel"),
                _event("WITHDRAWN", "withdrawn_at", "withdrawn_channel", when="withdrawn_at"),
            ),
        ),
    )
)

CONSENTS = Records(
    table="consents",
    there="user_id",
    order=("given_at", "purpose"),
    parts=(
        ("purpose", "purpose", Kind.WORD),
        ("noticeVersion", "notice_version", Kind.TEXT),
        ("language", "language", Kind.WORD),
        ("givenAt", "given_at", Kind.INSTANT),
        ("withdrawnAt", "withdrawn_at", Kind.INSTANT),
        ("survey", "survey_id", Kind.IDENTIFIER),
    ),
    documents=(("receipt", _RECEIPT),),
    own="survey_id",
)


@strawberry.input(description="What to consent to, and which text was read. Only one's own consent can be given.")
class GiveConsentInput(CommandInput):
    """What to consent to."""

    purpose: ConsentPurpose = strawberry.field(description="What for: each purpose is a consent of its own.")
    notice_version: str = strawberry.field(
        description="The privacy notice that was shown; it has to be the one in force (`Viewer.policyVersion`)."
    )
    language: LanguageCode = strawberry.field(description="The language in which it was shown.")


@strawberry.type(description="What `giveConsent` came to.")
class GiveConsentPayload(Payload):
    """The person with the consent."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person, with the consent among `consents`."
    )


@strawberry.input(description="Which consent to withdraw. Only one's own can be withdrawn.")
class WithdrawConsentInput(CommandInput):
    """Which consent to withdraw."""

    purpose: ConsentPurpose = strawberry.field(description="What for; consents to other purposes stay.")


@strawberry.type(description="What `withdrawConsent` came to.")
class WithdrawConsentPayload(Payload):
    """The person without the consent."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person; the withdrawn consent stays among `consents`, with its end."
    )


@strawberry.input(description="That one's profile and picture are to be no longer public.")
class UnpublishMeInput(CommandInput):
    """Nothing more to say."""


@strawberry.type(description="What `unpublishMe` came to.")
class UnpublishMePayload(Payload):
    """The person, not public any more."""

    user: Annotated[User, strawberry.lazy("app.schema.user")] | None = strawberry.field(
        description="The person; what was withdrawn stays among `consents`, with its end."
    )
