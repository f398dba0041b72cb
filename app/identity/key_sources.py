"""Where the keys of an issuer come from: at hand, a file, or the address where the issuer publishes them.

In: how to load a key set. Out: a `KeyRing` for a token, or `Unavailable` while none can be had. A set is kept for ten
minutes. A token that names a key which the set lacks asks for a newer one, at most every thirty seconds; whoever comes
while it is on its way waits for the same one: however many tokens are made up, the issuer is asked no more often. When
it cannot be had, the last good set serves for a day, and the next attempts come at growing intervals.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Collection
from pathlib import Path
from typing import Protocol

import httpx

from app.errors import Unavailable
from app.identity.keys import LARGEST_SET, KeyRing, UnfitKeySet, read_key_set
from app.identity.signed_text import SignedText

log = logging.getLogger("twingraph.identity")

FRESH = 600.0
KEPT = 86_400.0
# Between two attempts: for a key that the set lacks, and after failures.
PAUSE = 30.0
FIRST_RETRY = 1.0
# For one answer of the issuer, all together.
PATIENCE = 5.0

Load = Callable[[], Awaitable[bytes]]


class KeySource(Protocol):
    """Has the keys for a token."""

    async def ring_for(self, text: SignedText) -> KeyRing: ...


class FixedKeys:
    """Keys that are at hand and never change."""

    def __init__(self, ring: KeyRing) -> None:
        self.ring = ring

    async def ring_for(self, _: SignedText) -> KeyRing:
        return self.ring


class LoadedKeys:
    """Keys that are loaded when they are needed, and again when they are old or lack one."""

    def __init__(self, load: Load, algorithms: Collection[str], clock: Callable[[], float] = time.monotonic) -> None:
        self._load = load
        self._algorithms = frozenset(algorithms)
        self._clock = clock
        self._ring: KeyRing | None = None
        self._loaded = 0.0  # when the ring was
        self._next = 0.0  # no attempt before
        self._failures = 0
        self._flight: asyncio.Task[None] | None = None

    async def ring_for(self, text: SignedText) -> KeyRing:
        """The newest set that is needed for this token and can be had."""
        known = self._ring
        if known is None or self._age() >= FRESH or not known.names(text):
            await self._renew()
        if self._ring is None or self._age() >= KEPT:
            raise Unavailable(
                "Tokens cannot be verified now.", hint="Try again in some seconds, or ask without a token."
            )
        return self._ring

    def _age(self) -> float:
        return self._clock() - self._loaded

    async def _renew(self) -> None:
        """Load the set, with everybody else who waits for it; nothing when it is too soon."""
        if self._flight is None:
            if self._clock() < self._next:
                return
            self._flight = asyncio.get_running_loop().create_task(self._attempt())
        # Whoever goes away does not take the answer from the others.
        await asyncio.shield(self._flight)

    async def _attempt(self) -> None:
        try:
            ring = read_key_set(await self._load(), self._algorithms)
        except (UnfitKeySet, httpx.HTTPError, httpx.InvalidURL, OSError, TimeoutError) as fault:
            self._failures += 1
            self._next = self._clock() + min(FIRST_RETRY * 2.0 ** (self._failures - 1), PAUSE)
            reason = str(fault) if isinstance(fault, UnfitKeySet) else type(fault).__name__
            log.warning("the keys of the issuer cannot be had: %s", reason)
        else:
            self._failures = 0
            self._ring, self._loaded = ring, self._clock()
            self._next = self._loaded + PAUSE
        finally:
            self._flight = None


def from_file(path: Path) -> Load:
    """A key set in a file."""

    def read() -> bytes:
        with path.open("rb") as file:
            return file.read(LARGEST_SET + 1)

    return lambda: asyncio.to_thread(read)


def from_address(url: str, client: Callable[[], httpx.AsyncClient] | None = None) -> Load:
    """A key set at an address: no redirect is followed, and no more is read than a key set may have."""

    async def fetch() -> bytes:
        async with asyncio.timeout(PATIENCE), (client or _client)() as http:
            headers = {"Accept": "application/jwk-set+json, application/json", "Accept-Encoding": "identity"}
            async with http.stream("GET", url, headers=headers) as response:
                if response.status_code != httpx.codes.OK or "content-encoding" in response.headers:
                    raise UnfitKeySet(f"the answer of the issuer has the status {response.status_code}")
                text = bytearray()
                async for part in response.aiter_bytes(16 * 1024):
                    text += part
                    if len(text) > LARGEST_SET:
                        break
                return bytes(text)

    return fetch


def _client() -> httpx.AsyncClient:
    return httpx.AsyncClient(timeout=PATIENCE, follow_redirects=False)
