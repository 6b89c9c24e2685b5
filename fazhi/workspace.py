"""A warehouse that is worked on beside the finished one and takes its place when everything has succeeded."""

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from fazhi.guard import kept_shut, refuse_log
from ground.errors import BuildError, Busy, FazhiError, LandingError, NoRoom
from ground.warehouse import is_damaged, is_full, made, opened, previous, way_back

PAUSE = 0.2  # seconds between two looks at a lock
PIECE = 1 << 22  # bytes that are copied at once
# DuckDB and dbt call a database by its file. These names are those of what is in it, or DuckDB's own.
TAKEN = frozenset(
    ("raw", "staging", "intermediate", "marts", "seeds", "operations", "main", "temp", "system", "information_schema")
)


@contextlib.contextmanager
def locked(db: Path, wait: float = 0) -> Iterator[None]:
    """Keeps every other run away from the warehouse at `db`.

    Raises Busy where another run holds it for `wait` seconds, LandingError where nothing can be written there, or under
    that name.
    """
    _check_name(db.resolve())
    path = db.resolve().with_name(f"{db.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.open("a+")
    except OSError as error:
        raise LandingError(f"{path}: {error.strerror}; name a warehouse where you may write: --db FILE") from None
    with lock:
        until = time.monotonic() + wait
        while not _held(lock):
            if time.monotonic() >= until:
                lock.seek(0)
                owner = lock.read().strip()
                who = f" (process {owner})" if owner else ""
                raise Busy(f"{db}: another run{who} is working on this warehouse; wait until it has ended")
            time.sleep(min(PAUSE, max(0.0, until - time.monotonic())))
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


def _check_name(db: Path) -> None:
    """Raises LandingError for a name by which the tables of a database could not be found."""
    if db.stem.lower() in TAKEN:
        raise LandingError(
            f"{db}: a warehouse cannot be called “{db.stem}”, as a part of it is; name it otherwise: --db FILE"
        )
    # Quotation marks end a name, and dbt takes the path for an address, in which the others do.
    if sign := next((sign for sign in str(db) if sign in "?#" or (sign in "'\";" and sign in db.name)), None):
        raise LandingError(f"{db}: no {sign} can be in the path of a warehouse; name it otherwise: --db FILE")


def _held(lock: TextIO) -> bool:
    """Whether the lock is ours now."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextlib.contextmanager
def working_copy(db: Path) -> Iterator[Path]:
    """A copy of the warehouse at `db` to work on; it replaces the warehouse when the block ends well.

    No program can open the warehouse for writing meanwhile; readers can. When the block fails the warehouse stays as it
    was and the copy is removed, but after a BuildError it is kept, so that one can look at what failed. Call it inside
    `locked`.
    """
    db = db.resolve()
    tidy(db)
    # The same file name in a folder of its own, because DuckDB names the database by it.
    folder = db.with_name(f"{db.name}.building")
    copy = folder / db.name
    try:
        folder.mkdir(parents=True)
        with kept_shut(db) as finished:
            refuse_log(db)  # under the lock, so that none can come any more
            if finished:
                with copy.open("wb") as file:
                    shutil.copyfileobj(finished, file, PIECE)
            else:
                made(copy)
            yield copy
            refuse_log(db)
            _replace(copy, db)
    except BaseException as error:
        if isinstance(error, BuildError) and not is_full(str(error)) and not is_damaged(str(error)):
            error.args = (f"{error}\nThe warehouse is as it was; what was built is kept in {copy}",)
            raise
        tidy(db)
        if isinstance(error, FazhiError | OSError):
            raise _explained(db, error) from error
        raise
    tidy(db)


def _explained(db: Path, error: FazhiError | OSError) -> FazhiError:
    """What went wrong with the copy, told of the warehouse at `db` and with what to do."""
    reason = " ".join(str(error).split())
    if is_full(reason):
        return NoRoom.at(db, reason)
    if is_damaged(reason):
        return LandingError(f"{db}: {reason}; {way_back(db)}")
    if isinstance(error, OSError):
        return LandingError(
            f"{error.filename or db}: {error.strerror or reason}; the warehouse {db} is as it was: let the account of "
            "this run write beside it, where a second copy of it is worked on"
        )
    return error


def tidy(db: Path) -> None:
    """Removes what a run has left that was killed or whose build failed. Call it inside `locked`."""
    db = db.resolve()
    shutil.rmtree(db.with_name(f"{db.name}.building"), ignore_errors=True)
    with contextlib.suppress(OSError):
        _keeping(db).unlink(missing_ok=True)


def _replace(copy: Path, db: Path) -> None:
    if not copy.exists():
        return
    with opened(copy, read_only=False) as connection:
        connection.execute("checkpoint")
    _sync(copy)
    if db.exists():
        _keep(db)
    os.replace(copy, db)  # noqa: PTH105 - one step, whatever stands there
    _sync(db.parent)


def _keep(db: Path) -> None:
    """Gives the finished warehouse a second name, under which it is there when another has taken its place."""
    beside = _keeping(db)
    with contextlib.suppress(OSError):  # a file system without links keeps none
        beside.unlink(missing_ok=True)
        beside.hardlink_to(db)
        # Does nothing where a run that was killed has kept this one already; `tidy` removes the name then.
        beside.replace(previous(db))


def _keeping(db: Path) -> Path:
    """The second name of the warehouse at `db`, until it takes the place of the one kept before."""
    return db.with_name(f"{db.name}.keeping")


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
