"""Pictures to send, and a world of people who show them.

In: sizes and colours. Out: files as cameras and bad clients write them; a world with an eTwinner who consents.
"""

from __future__ import annotations

import io
import struct
import zlib
from datetime import datetime, timedelta

from PIL import Image

from tests.conformance.worlds.records import consent, school, staff, user
from tests.conformance.worlds.world import World

PLACE = b"59.4370 N, 24.7536 E"


def picture(kind: str = "PNG", size: tuple[int, int] = (60, 40), colour: str = "red", **options: object) -> bytes:
    """A file of one colour."""
    written = io.BytesIO()
    Image.new("RGB", size, colour).save(written, kind, **options)
    return written.getvalue()


def with_place() -> bytes:
    """A photograph on its side that says where it was taken, in every way that a JPEG can."""
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: to be turned to the right
    exif[0x010E] = PLACE.decode()
    return picture("JPEG", (60, 40), exif=exif, comment=PLACE)


def bomb(width: int, height: int) -> bytes:
    """A PNG of some hundred bytes that says it has so many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def pictured(now: datetime) -> World:
    """Two eTwinners, one of whom is public with a picture, somebody who waits, and staff."""
    lately = (now - timedelta(days=1)).isoformat()
    people = [
        user("anna", "s1"),
        user("bert", "s1"),
        user("mari", "s1", "PENDING"),
        user("imported", "s1", picture="https://old.example/a.png"),
        *staff("nso-ee", "NSO", "EE"),
        *staff("nso-lv", "NSO", "LV"),
        *staff("eacea", "EACEA"),
    ]
    here = [one | {"lastLoginAt": lately} if one["kind"] == "user" else one for one in people]
    return World((school("s1", "EE"), *here, consent("anna"), consent("anna", "PUBLIC_PICTURE")), now)
