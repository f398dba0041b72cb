"""A script, run with `python -I -S`: start a program of PostgreSQL as an account that PostgreSQL accepts.

    launch.py run    MODE UID GID PROGRAM …           become that account and go on as the program
    launch.py serve  MODE UID GID IN_USE PROGRAM …    the same in the background, and stop it after its last user
    launch.py check  FOLDER PROGRAM                   succeed if the folder can be written and the program be read

MODE says how (see account.py). It is a process of its own because an account can be changed only for a whole process,
and only by one that has no threads. It imports the standard library alone.

The supervisor of `serve` waits for the lock IN_USE, which every user of the server shares: the kernel hands it over
when the last of them has gone, even one that was killed.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import signal
import sys
import threading
from pathlib import Path

_CLONE_NEWUSER = 0x10000000
_PR_SET_KEEPCAPS = 8
_PR_CAP_AMBIENT = 47
_PR_CAP_AMBIENT_RAISE = 2
_CAPABILITY_VERSION = 0x20080522
_CAP_DAC_OVERRIDE = 1


def main(arguments: list[str]) -> None:
    """Do what the first argument says."""
    verb, *rest = arguments
    if verb == "check":
        _check(*rest)
        return
    mode, uid, gid, *rest = rest
    if verb == "serve":
        in_use, *program = rest
        _serve(mode, int(uid), int(gid), in_use, program)
        return
    _become(mode, int(uid), int(gid))
    os.execv(rest[0], rest)  # noqa: S606  to become the program is what this is for


def _check(folder: str, program: str) -> None:
    """Fail with an OSError unless both can be done; to ask with access() would not count every right."""
    attempt = Path(folder, f"check.{os.getpid()}")
    attempt.touch(exist_ok=False)
    attempt.unlink()
    with Path(program).open("rb") as file:
        file.read(1)


def _serve(mode: str, uid: int, gid: int, in_use: str, program: list[str]) -> None:
    """Leave the supervisor behind, in a session of its own, so that no terminal and no parent ends it."""
    if os.fork():
        return
    os.setsid()
    os.chdir("/")
    server = os.fork()
    if server == 0:
        _become(mode, uid, gid)
        os.execv(program[0], program)  # noqa: S606
    signal.signal(signal.SIGTERM, lambda *_: _stop(server))
    threading.Thread(target=_stop_after_last_user, args=(in_use, server), daemon=True).start()
    os.waitpid(server, 0)


def _stop_after_last_user(in_use: str, server: int) -> None:
    # Never closed: whoever starts next waits for this lock, and so for the end of the server.
    descriptor = os.open(in_use, os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    _stop(server)


def _stop(server: int) -> None:
    """SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, and nothing is left to recover."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(server, signal.SIGINT)


def _become(mode: str, uid: int, gid: int) -> None:
    if mode == "namespace":
        _enter_namespace(uid, gid)
    elif mode == "switch":
        _switch_account(uid, gid)


def _enter_namespace(uid: int, gid: int) -> None:
    """Bear another number inside a user namespace: the files on disk are still reached, and owned, as before."""
    outside_uid, outside_gid = os.geteuid(), os.getegid()
    _checked(_libc().unshare(_CLONE_NEWUSER))
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {outside_uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {outside_gid} 1")


def _switch_account(uid: int, gid: int) -> None:
    """Become another account that may still pass the folders above its own, whoever owns them.

    Of root's rights one is kept, CAP_DAC_OVERRIDE, and handed on to the program (an ambient capability).
    """
    libc = _libc()
    _checked(libc.prctl(_PR_SET_KEEPCAPS, 1, 0, 0, 0))
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    # Effective, permitted and inheritable, of the first 32 capabilities and of the rest.
    kept = 1 << _CAP_DAC_OVERRIDE
    _checked(libc.capset(header, (ctypes.c_uint32 * 6)(kept, kept, kept, 0, 0, 0)))
    _checked(libc.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_RAISE, _CAP_DAC_OVERRIDE, 0, 0))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(outcome: int) -> None:
    if outcome != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


if __name__ == "__main__":
    main(sys.argv[1:])
