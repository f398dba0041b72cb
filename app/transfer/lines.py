"""The import file as blocks of whole lines, so that no more of it is in memory than is being worked on.

In: a file that is open for reading. Out: `(number of the first line, bytes)`; blocks end where lines end. A line that
is too long to be a record is cut: what is left of it is still too long, and is refused with its number.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from app.transfer.conversion import LONGEST_LINE

BLOCK = 1 << 20

Block = tuple[int, bytes]


def read_blocks(file: BinaryIO) -> Iterator[Block]:
    """Every line of the file, in blocks of about a mebibyte."""
    number = 1
    rest = b""
    while chunk := file.read(BLOCK):
        lines, newline, rest_of_chunk = chunk.rpartition(b"\n")
        if not newline:
            # One byte more than a line may have is enough to know that it has too many.
            rest = (rest + chunk)[: LONGEST_LINE + 1]
            continue
        block = rest + lines
        yield number, block
        number += block.count(b"\n") + 1
        rest = rest_of_chunk
    if rest:
        yield number, rest
