"""Whether the warehouse is as the last run left it, byte by byte: a disk that forgets changes no size and no time.

`fazhi.duckdb.sum` holds the file's size, time and hash. A run reads the file once through to hold them against it,
which takes about as long as the copy that a run with news works on.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from fazhi.files import replace
from ground.errors import LandingError
from ground.warehouse import is_damaged, is_full, opened, way_back


def note(db: Path) -> None:
    """Notes the warehouse at `db` as it stands. Call it inside `locked`; does nothing where there is none."""
    if db.exists():
        replace(_place(db), json.dumps(_standing(db) | {"blake2b": _digest(db)}) + "\n")


def check(db: Path) -> None:
    """Raises LandingError where the warehouse at `db` is not as it was noted, or cannot be read through.

    One that another program has changed since then, or that was never noted, is read table by table and noted. Call it
    inside `locked`.
    """
    if not db.exists():
        return
    noted = _noted(db)
    standing = _standing(db)
    if {name: noted.get(name) for name in standing} != standing:
        _read_through(db)
        note(db)
    elif noted.get("blake2b") != _digest(db):
        raise LandingError(
            f"{db}: its bytes are not those that the last run left, though nobody has written to it: it is damaged "
            f"(look at the disk); {way_back(db)}"
        )


def _place(db: Path) -> Path:
    db = db.resolve()
    return db.with_name(f"{db.name}.sum")


def _standing(db: Path) -> dict[str, int]:
    found = db.stat()
    return {"bytes": found.st_size, "mtime_ns": found.st_mtime_ns}


def _noted(db: Path) -> dict[str, Any]:
    try:
        found = json.loads(_place(db).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _digest(db: Path) -> str:
    with db.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def _read_through(db: Path) -> None:
    """Reads every value of every table. Raises LandingError."""
    with opened(db, read_only=True) as connection:
        tables = connection.execute("select schema_name, table_name from duckdb_tables() order by all").fetchall()
    for schema, table in tables:
        try:
            with opened(db, read_only=True) as connection:
                connection.execute(f'select bit_xor(hash(one)) from "{schema}"."{table}" as one').fetchone()
        except LandingError as error:
            if is_full(str(error)) or is_damaged(str(error)):
                raise
            raise LandingError(f"{db}: the table {schema}.{table} cannot be read; {way_back(db)}") from error
