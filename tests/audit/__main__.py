"""The public audit of GraphQL over HTTP, run against a server of this working tree (`make conformance`).

In: Node.js with npm. Out: what the audit found; exit code 1 when a requirement is not met. The audit is code of others,
at the version and hash of package-lock.json.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Install the audit, start a server with demo data on a free port, run the audit."""
    if shutil.which("npm") is None:
        sys.stderr.write("Node.js with npm is needed\n")
        return 1
    install = ["npm", "ci", "--ignore-scripts", "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund"]
    subprocess.run([*install, "--loglevel=error"], cwd=HERE, check=True, stdout=sys.stderr)
    with running_server() as address:
        return subprocess.run(["node", "audit.mjs", address], cwd=HERE, check=False).returncode


@contextmanager
def running_server() -> Iterator[str]:
    """A server with its own data directory; its address."""
    with tempfile.TemporaryDirectory(prefix="twingraph-audit-") as folder:
        server = subprocess.Popen(
            [sys.executable, "-m", "app", "serve", "--demo", "--port", "0"],
            env={**os.environ, "TWINGRAPH_DATA_DIR": folder, "TWINGRAPH_LOG_LEVEL": "warning"},
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    sys.exit(main())
