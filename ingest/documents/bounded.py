"""A program of others within bounds: `python -m ingest.documents.bounded MEMORY SECONDS BYTES PROGRAM ARGUMENT …`.

It may take so much memory, so many seconds of the processor and write files of so many bytes, wins no rights, and has
no network where the system lets it be taken away. Then it takes this process's place.
"""

import contextlib
import ctypes
import os
import resource
import sys
from pathlib import Path

NO_NEW_PRIVILEGES = 38  # PR_SET_NO_NEW_PRIVS
NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET


def main() -> None:
    """Gives up what is not needed, and becomes the program."""
    memory, seconds, written = map(int, sys.argv[1:4])
    program = sys.argv[4:]
    leave_network()
    for bound, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, written),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # where less is allowed already
            resource.setrlimit(bound, (value, value))
    with contextlib.suppress(AttributeError, OSError, TypeError):  # Linux has it
        ctypes.CDLL(None).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    os.execv(program[0], program)  # noqa: S606 - without a shell is what is wanted


def leave_network() -> bool:
    """Takes the network away from this process; returns whether the system has allowed it."""
    try:
        unshare = ctypes.CDLL(None, use_errno=True).unshare
    except (AttributeError, OSError, TypeError):
        return False
    user, group = os.getuid(), os.getgid()
    if unshare(NEW_NETWORK) == 0:
        return True
    if unshare(NEW_USER | NEW_NETWORK) != 0:
        return False
    with contextlib.suppress(OSError):  # the files are the user's own either way
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    return True


if __name__ == "__main__":
    main()
