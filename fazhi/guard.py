"""Keeping programs that write out of a warehouse that a run is about to replace, and their logs out of its successor.

DuckDB writes changes into a log beside the file (`fazhi.duckdb.wal`) and takes it in when it opens the file next. No
word in the log says of which file it is: one that is left over when another file takes the place would be taken in
there. `fazhi` itself leaves none, because it works on copies.
"""

import contextlib
import errno
import fcntl
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ground.errors import LandingError
from ground.warehouse import log_of


@contextlib.contextmanager
def kept_shut(db: Path) -> Iterator[BinaryIO | None]:
    """Keeps every program from opening the warehouse at `db` for writing; yields the open file, None where none is.

    Readers are let in. It holds as long as no other handle on the file is closed in this process: so does the system's
    lock, which is DuckDB's own. Raises LandingError where a program has it open for writing.
    """
    if not db.exists():
        yield None
        return
    with db.open("rb") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno in (errno.EAGAIN, errno.EACCES):
                raise LandingError(
                    f"{db}: another program has the warehouse open for writing; close it there first, or let it open "
                    "the file read-only"
                ) from None
            # a file system without locks: the look at the log has to do
        yield file


def refuse_log(db: Path) -> None:
    """Raises LandingError where a log lies beside the warehouse at `db`, or beside the place where it will be."""
    logs = [log for log in (log_of(db), log_of(db.resolve())) if log.is_file() and log.stat().st_size]
    if not logs:
        return
    with kept_shut(db):
        log = logs[0]  # a program that is still at work has its own message
    raise LandingError(
        f"{log}: a program that wrote to a warehouse, this one or another, was ended before it was done, and left this "
        "log; nothing in it says of which file it is, so it is not taken in. If a program of yours was changing this "
        f'very file, have DuckDB take it in: duckdb {db} "checkpoint"; else put it aside: mv {log} {log}.aside; then '
        "run again"
    )
