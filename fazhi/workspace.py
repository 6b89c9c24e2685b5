"""A warehouse that is worked on beside the finished one and takes its place when everything has succeeded."""

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import BuildError, FazhiError, LandingError
from ingest.store import opened


@contextlib.contextmanager
def locked(db: Path) -> Iterator[None]:
    """Keeps every other run away from the warehouse at `db`. Raises LandingError where another run holds it."""
    path = db.resolve().with_name(f"{db.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = path.open("a+")
    except OSError as error:
        raise LandingError(f"{path}: {error.strerror}; name a warehouse where you may write: --db FILE") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            owner = lock.read().strip()
            who = f" (process {owner})" if owner else ""
            raise LandingError(
                f"{db}: another run{who} is working on this warehouse; wait until it has ended"
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


@contextlib.contextmanager
def working_copy(db: Path) -> Iterator[Path]:
    """A copy of the warehouse at `db` to work on; it replaces the warehouse when the block ends well.

    When the block fails the warehouse stays as it was and the copy is removed, but after a BuildError it is kept, so
    that one can look at what failed. Call it inside `locked`.
    """
    db = db.resolve()
    # The same file name in a folder of its own, because DuckDB names the database by it.
    folder = db.with_name(f"{db.name}.building")
    shutil.rmtree(folder, ignore_errors=True)
    copy = folder / db.name
    try:
        folder.mkdir(parents=True)
        if db.exists():
            _settle(db)
            shutil.copyfile(db, copy)
        yield copy
        _replace(copy, db)
    except BuildError as error:
        raise BuildError(f"{error}\nThe warehouse is as it was; what was built is kept in {copy}") from error
    except FazhiError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise LandingError(
            f"{error.filename or folder}: {error.strerror or error}; the warehouse {db} is as it was: "
            "see to it that there is room for a second copy of it and that you may write there"
        ) from error
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    shutil.rmtree(folder, ignore_errors=True)


def _settle(db: Path) -> None:
    """Takes in what a writer that was killed has left in the write-ahead log."""
    if db.with_name(f"{db.name}.wal").exists():
        with opened(db, read_only=False) as connection:
            connection.execute("checkpoint")


def _replace(copy: Path, db: Path) -> None:
    if not copy.exists():
        return
    with opened(copy, read_only=False) as connection:
        connection.execute("checkpoint")
    for path in (copy, copy.parent):
        _sync(path)
    os.replace(copy, db)  # noqa: PTH105 - one step, whatever stands there
    _sync(db.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
