"""How much a socket may have, and how long it may take: all of the numbers in one place.

What an operation may ask for is limited where it is answered, as over HTTP.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.edge.body import LARGEST
from app.edge.gate import MOST_CONNECTIONS

# A message is a request with an envelope around it: the limit is the one of HTTP.
LARGEST_MESSAGE = LARGEST
MOST_FRAGMENTS = 1_000


@dataclass(frozen=True, slots=True)
class SocketTerms:
    """Times are in seconds. The clock tells when a token ends."""

    clock: Callable[[], datetime]
    beginning: float = 5.0  # from the handshake to `connection_init`
    idle: float = 600.0  # without a message and without an operation
    operations: int = 100  # asked and not yet answered, of one socket
    turns: int = 4  # of these are worked on at once, so that one socket never has all connections to the database
    sockets_of_person: int = 100
    operations_of_person: int = 100  # over all of their sockets
    operations_of_address: int = MOST_CONNECTIONS  # of the public, over all sockets of one address
