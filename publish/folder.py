"""The folder of the exported tables: written beside the old one and put in its place when it is complete."""

import contextlib
import os
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from publish.errors import ExportError


@contextlib.contextmanager
def replaced(out: Path, ours: Collection[str]) -> Iterator[Path]:
    """A new empty folder beside `out`, which takes its place when the block ends well and vanishes when it fails.

    `ours` are the names that an export writes into `out`. A folder that holds anything else is no export and is never
    replaced: ExportError.
    """
    out = out.resolve()
    _refuse_foreign(out, ours)
    fresh = out.parent / f".{out.name}.new-{os.getpid()}"
    aside = out.parent / f".{out.name}.old-{os.getpid()}"
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
    except OSError as error:
        raise ExportError(
            f"{out.parent}: cannot be written to ({error.strerror}); choose another folder for the exports"
        ) from error
    try:
        yield fresh
        _swap(fresh, out, aside)
    except OSError as error:
        raise ExportError(
            f"{error.filename or out}: cannot be written ({error.strerror or error}); make room or close the program "
            "that holds the folder, then export again; earlier exports are as they were"
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _refuse_foreign(out: Path, ours: Collection[str]) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise ExportError(f"{out}: is a file; name a folder for the exports")
    # Hidden files and the lock files of office programs are nobody's work.
    foreign = sorted(path.name for path in out.iterdir() if path.name not in ours and path.name[0] not in ".~")
    if foreign:
        raise ExportError(
            f"{out}: holds {foreign[0]!r}, which no export wrote; an export replaces its folder as a whole, "
            "so choose an empty folder, or move that file elsewhere"
        )


def _swap(fresh: Path, out: Path, aside: Path) -> None:
    if not out.exists():
        fresh.rename(out)
        return
    out.rename(aside)
    try:
        fresh.rename(out)
    except BaseException:
        aside.rename(out)
        raise
    shutil.rmtree(aside, ignore_errors=True)
