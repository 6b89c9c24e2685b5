"""The tables and the page that a finished warehouse gives, written when they are not there or no longer fit."""

import datetime
import hashlib
import json
import os
from pathlib import Path

from fazhi.inputs import built_hash, export_hash, page_hash
from ground.errors import ExportError

FORMATS = ("csv", "parquet", "xlsx", "md", "panel")
NOTE = ".fazhi.json"  # beside the files: what they were made from and which there are


def is_due(db: Path, out: Path, formats: tuple[str, ...]) -> bool:
    """Whether the tables in `out` are missing, changed or made from something else than the warehouse at `db`."""
    return not _fits(out, export_hash(built_hash(db), formats))


def is_page_due(db: Path, out: Path, exports: Path | None = None) -> bool:
    """The same of the page in `out`, which leads to the tables in `exports`."""
    return not _fits(out, _page_hash(built_hash(db), out, exports))


def export(db: Path, out: Path, formats: tuple[str, ...], *, verified_only: bool = False) -> list[Path]:
    """Writes the tables of the warehouse at `db` into the folder `out`; returns the files. Raises ExportError.

    `verified_only` leaves out what nobody has verified; the next run that wants all tables then writes them anew.
    """
    built = built_hash(db)
    if not built:
        raise ExportError(f"{db}: there is no built warehouse to export; build it first: fazhi build --db {db}")
    import publish

    files = publish.export_all(db, out, formats, verified_only=verified_only)
    made_from = export_hash(built, formats) + (" verified" if verified_only else "")
    publish.in_place(lambda: _note(out, made_from, files))
    return files


def write_page(db: Path, out: Path, exports: Path | None = None) -> list[Path]:
    """Writes the page of the warehouse at `db` into the folder `out`; returns the files. Raises ExportError.

    The page leads to the tables in `exports`, where they were written with it.
    """
    built = built_hash(db)
    if not built:
        raise ExportError(f"{db}: there is no built warehouse to show; build it first: fazhi build --db {db}")
    import publish
    from publish import page

    files = page.write_page(db, out, exports=exports)
    publish.in_place(lambda: _note(out, _page_hash(built, out, exports), files))
    return files


def _page_hash(built: str, out: Path, exports: Path | None) -> str:
    """What the page is made from, and what there is of the tables that it leads to."""
    if exports is None:
        return page_hash(built)
    there = sorted(path.name for path in exports.iterdir()) if exports.is_dir() else []
    return page_hash(json.dumps([built, os.path.relpath(exports.resolve(), out.resolve()), there]))


def write_publication(
    db: Path,
    out: Path,
    date: datetime.date,
    licence: str | None,
    publisher: str | None,
    *,
    texts: bool,
    since: Path | None = None,
    verified_only: bool = False,
) -> list[Path]:
    """Writes a publication of the warehouse at `db` into a dated folder in `out`; the files. Raises ExportError.

    `since` is the folder of an earlier publication to hold it against; `verified_only` leaves out what nobody has
    verified.
    """
    if not built_hash(db):
        raise ExportError(f"{db}: there is no built warehouse to publish; build it first: fazhi build --db {db}")
    import publish

    terms = publish.Terms(date, licence, publisher, texts)
    return publish.publish_all(db, out, terms, since=since, verified_only=verified_only)


def _note(out: Path, made_from: str, files: list[Path]) -> None:
    contents = {str(path.resolve().relative_to(out.resolve())): _digest(path) for path in files}
    note = {"hash": made_from, "files": contents}
    (out / NOTE).write_text(json.dumps(note, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _fits(out: Path, made_from: str) -> bool:
    """Whether the files in `out` are as they were written, out of what has this hash."""
    try:
        note = json.loads((out / NOTE).read_text(encoding="utf-8"))
        if note["hash"] != made_from:
            return False
        return all(_digest(out / name) == content for name, content in note["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _digest(path: Path) -> str:
    """Of the bytes: a digit that was changed leaves the size as it was."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
