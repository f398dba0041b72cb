"""Whether a client reads what it is sent.

In: the transport of a connection whose buffers are full. Out: nothing; a client that takes nothing for a while is let
go, one that takes little is served.
"""

from __future__ import annotations

import asyncio


class ReadingWatch:
    """Watches one connection from `start` to `stop`."""

    def __init__(self, transport: asyncio.Transport, patience: float) -> None:
        self._transport = transport
        self._patience = patience
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """The buffers are full."""
        if self._timer is None:
            self._wait()

    def stop(self) -> None:
        """There is room again, or nobody any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self) -> None:
        size = self._transport.get_write_buffer_size()
        self._timer = asyncio.get_running_loop().call_later(self._patience, self._look, size)

    def _look(self, size: int) -> None:
        if self._transport.get_write_buffer_size() < size:
            self._wait()
        else:
            self._transport.abort()
