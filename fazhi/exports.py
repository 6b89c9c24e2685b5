"""The tables that a finished warehouse gives, written when they are not there or no longer fit."""

import datetime
import json
from pathlib import Path

from fazhi.inputs import built_hash, export_hash
from ingest.errors import ExportError

FORMATS = ("csv", "parquet", "xlsx", "md")
NOTE = ".fazhi.json"  # beside the tables: what they were made from and which files there are


def is_due(db: Path, out: Path, formats: tuple[str, ...]) -> bool:
    """Whether the tables in `out` are missing, changed or made from something else than the warehouse at `db`."""
    try:
        note = json.loads((out / NOTE).read_text(encoding="utf-8"))
        sizes = {name: (out / name).stat().st_size for name in note["files"]}
    except (OSError, ValueError, KeyError):
        return True
    return bool(note["hash"] != export_hash(built_hash(db), formats) or note["files"] != sizes)


def export(db: Path, out: Path, formats: tuple[str, ...]) -> list[Path]:
    """Writes the tables of the warehouse at `db` into the folder `out`; returns the files. Raises ExportError."""
    built = built_hash(db)
    if not built:
        raise ExportError(f"{db}: there is no built warehouse to export; build it first: fazhi build --db {db}")
    import publish

    try:
        files = publish.export_all(db, out, formats)
    except publish.ExportError as error:
        raise ExportError(str(error)) from error
    sizes = {str(path.resolve().relative_to(out.resolve())): path.stat().st_size for path in files}
    note = {"hash": export_hash(built, formats), "files": sizes}
    (out / NOTE).write_text(json.dumps(note, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return files


def write_publication(
    db: Path, out: Path, date: datetime.date, licence: str | None, publisher: str | None, *, texts: bool
) -> list[Path]:
    """Writes a publication of the warehouse at `db` into a dated folder in `out`; the files. Raises ExportError."""
    if not built_hash(db):
        raise ExportError(f"{db}: there is no built warehouse to publish; build it first: fazhi build --db {db}")
    import publish

    try:
        return publish.publish_all(db, out, publish.Terms(date, licence, publisher, texts))
    except publish.ExportError as error:
        raise ExportError(str(error)) from error
