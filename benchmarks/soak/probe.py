"""How long `{ __typename }` takes, ten times a second, asked from a process that does nothing else.

In: a port as argument, and the end of standard input when it is enough. Out: the seconds of each, as JSON on standard
output;
what is not answered counts as half a minute.
"""

from __future__ import annotations

import contextlib
import json
import select
import socket
import sys
import time

from benchmarks.soak.client import ask

PROBER = "127.0.0.9"
PROBE = ask("{ __typename }")
ANSWER = b'{"data":{"__typename":"Query"}}'
LONGEST = 30.0


def main() -> None:
    """Ask until standard input ends."""
    port, waits = int(sys.argv[1]), list[float]()
    while not _is_enough(0.0):
        with contextlib.suppress(OSError):
            _on_one_connection(port, waits)
    print(json.dumps(waits))


def _on_one_connection(port: int, waits: list[float]) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=LONGEST, source_address=(PROBER, 0)) as connection:
        while not _is_enough(0.1):
            begun = time.perf_counter()
            waits.append(LONGEST)
            connection.sendall(PROBE)
            answer = b""
            while not answer.endswith(ANSWER):
                chunk = connection.recv(65_536)
                if not chunk:
                    return
                answer += chunk
            waits[-1] = time.perf_counter() - begun


def _is_enough(pause: float) -> bool:
    return bool(select.select([sys.stdin], [], [], pause)[0])


if __name__ == "__main__":
    main()
