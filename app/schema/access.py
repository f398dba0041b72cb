"""Who read the viewer's data: an entry of the access log as the person concerned may see it."""

from __future__ import annotations

from datetime import date

import strawberry

from app.schema.enums import Purpose, Role


@strawberry.type(
    description="One reading of the viewer's data by a member of staff, of something that the public could not see. It "
    "names the kind of reader, never the person."
)
class Access:
    """One reading, by category of reader and date."""

    role: Role = strawberry.field(description="The acting role of the reader.")
    purpose: Purpose | None = strawberry.field(description="Why it was read; null where none is asked for.")
    organisation: str | None = strawberry.field(description="The organisation of the reader, where one is known.")
    read_on: date = strawberry.field(description="The day of the reading, in UTC.")
