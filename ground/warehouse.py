"""A warehouse as a file: opening it, and what its complaints mean."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import duckdb

from ground.errors import LandingError, NoRoom

BLOCK = 32_768  # bytes
# Small blocks: a column of ten rows takes a few kilobytes instead of a quarter megabyte; in smaller ones still, DuckDB
# packs no whole numbers. The format of DuckDB 1.3 packs texts far better than the one that is written by default, and
# every DuckDB since then opens it.
FORM = f"block_size {BLOCK}, storage_version 'v1.3.0'"


@contextlib.contextmanager
def opened(db: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the warehouse, closed at the end. Raises LandingError for whatever the database complains of."""
    try:
        connection = duckdb.connect(str(db), read_only=read_only)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        if "set lock on file" in reason:
            raise LandingError(
                f"{db}: another program has the warehouse open ({reason}); close it there first"
            ) from None
        if is_full(reason):
            raise NoRoom.at(db, reason) from None
        if is_starved(reason):
            raise LandingError(starved(db, reason)) from None
        raise LandingError(f"{db} cannot be opened ({reason}); {way_back(db)}") from None
    try:
        yield connection
    except duckdb.Error as error:
        reason = " ".join(str(error).split()).split(" LINE 1:")[0]
        if is_full(reason):
            raise NoRoom.at(db, reason) from error
        if is_damaged(reason):
            raise LandingError(f"{db}: {reason}; {way_back(db)}") from error
        if is_starved(reason):
            raise LandingError(starved(db, reason)) from error
        raise LandingError(
            f"{db}: {reason}; if another version made this warehouse, build a new one: --db NEW_FILE"
        ) from error
    finally:
        connection.close()


def made(db: Path) -> None:
    """Makes an empty file in today's form. Raises LandingError, NoRoom."""
    with opened(Path(":memory:"), read_only=False) as connection:
        connection.execute(attached(db, "made"))


def attached(db: Path, name: str) -> str:
    """The statement that attaches the file at `db` by a name; it makes one of today's form where there is none."""
    path = str(db).replace("'", "''")
    return f"attach '{path}' as {name}" if db.exists() else f"attach '{path}' as {name} ({FORM})"


def is_full(reason: str) -> bool:
    """Whether what the database or the system says means that there is no room to write."""
    return any(words in reason for words in ("No space left", "File too large", "Disk quota exceeded"))


def is_damaged(reason: str) -> bool:
    """Whether what the database says means that its file is damaged."""
    return any(words in reason for words in ("Corrupt database", "Could not read enough bytes", "not a valid DuckDB"))


def is_starved(reason: str) -> bool:
    """Whether what the database says means that there is not enough memory."""
    said = reason.lower()
    return any(words in said for words in ("out of memory", "could not allocate", "bad_alloc", "failed to allocate"))


def starved(db: Path, reason: str) -> str:
    """What to do then."""
    return (
        f"{db}: {reason}; there is not enough memory, and the warehouse is as it was: end other programs, or give the "
        "machine (or this account) more memory, then run again"
    )


def previous(db: Path) -> Path:
    """Where the warehouse is kept that the one at `db` took the place of."""
    return db.with_name(f"{db.name}.previous")


def log_of(db: Path) -> Path:
    """Where DuckDB keeps changes that the file at `db` has not taken in yet."""
    return db.with_name(f"{db.name}.wal")


def way_back(db: Path) -> str:
    """What to do where the warehouse at `db` is damaged."""
    kept, log = previous(db.resolve()), log_of(db.resolve())
    # A log of changes that lies beside it would be taken in by whatever takes its place.
    first = f"if it is damaged, first put its log aside and try again: mv {log} {log}.aside; " if log.exists() else ""
    if kept.exists():
        return f"{first}if it is damaged, put the last one back and run again: mv {kept} {db}"
    return (
        f"{first}if it is damaged, move it away and run again: all is read anew from the reports; or name another file"
    )
