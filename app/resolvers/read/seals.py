"""Writes sealed cursors in SQL; `app.resolvers.read.cursors` says what a cursor is, and reads them."""

from __future__ import annotations

import sqlalchemy as sa

from app.resolvers.read.cursors import SEAL
from app.resolvers.read.json_text import Text


def sealed_cursor(inner: Text, outer: Text, parent: Text, keys: list[Text], identifier: Text) -> Text:
    """The cursor of a row: HMAC-SHA-256 from its definition, `sha256(outer ‖ sha256(inner ‖ payload))`."""
    values = [sa.cast(part, sa.Text) for part in (parent, *keys, identifier)]
    payload = sa.func.convert_to(
        sa.cast(sa.func.json_build_array(*values), sa.Text), sa.literal_column("'UTF8'"), type_=sa.LargeBinary
    )
    once = sa.func.sha256(inner.op("||")(payload), type_=sa.LargeBinary)
    twice = sa.func.sha256(outer.op("||")(once), type_=sa.LargeBinary)
    seal = sa.func.substring(twice, sa.literal_column("1"), sa.literal_column(str(SEAL)), type_=sa.LargeBinary)
    base64 = sa.func.encode(seal.op("||")(payload), sa.literal_column("'base64'"), type_=sa.Text)
    # RFC 4648 section 5, without padding and without the line breaks that PostgreSQL adds.
    return sa.func.translate(base64, sa.literal_column("E'+/=\\n'"), sa.literal_column("'-_'"), type_=sa.Text)
