"""How it stands with the viewer's own registration."""

from __future__ import annotations

from datetime import datetime

import strawberry

from app.schema.enums import AccountStatus, Decision


@strawberry.type(description="How it stands with the viewer's own registration, and what was decided about it last.")
class Registration:
    """The own registration."""

    state: AccountStatus = strawberry.field(
        description="The state of the account now; PENDING while the registration waits to be validated."
    )
    decision: Decision | None = strawberry.field(
        description="What a national support organisation decided last, whatever became of the registration since; "
        "null before the first decision."
    )
    decided_at: datetime | None = strawberry.field(description="When it was decided.")
    reason: str | None = strawberry.field(
        description="Why it was refused or withdrawn, in the words of who decided. Nobody reads it here but the person."
    )
