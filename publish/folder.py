"""The folder of the exported tables: written beside the old one and put in its place when it is complete."""

import contextlib
import ctypes
import os
import shutil
from collections.abc import Callable, Collection, Iterator
from pathlib import Path

from ground.errors import ExportError

_fresh: list[list[Path]] = []  # folders that are held back
_waiting: list[Callable[[], None]] | None = None  # what folders that are held back wait to do


@contextlib.contextmanager
def held_back() -> Iterator[Callable[[], None]]:
    """Folders that are written meanwhile wait beside their places; what this gives, when called, puts them there.

    So they change together with what they were made from. Where it is not called, they vanish.
    """
    global _waiting
    steps: list[Callable[[], None]] = []
    _waiting = steps
    fresh: list[Path] = []
    _fresh.append(fresh)

    def take_places() -> None:
        while steps:
            steps.pop(0)()

    try:
        yield take_places
    finally:
        _waiting = None
        for folder in _fresh.pop():
            shutil.rmtree(folder, ignore_errors=True)


def in_place(step: Callable[[], None]) -> None:
    """Does something once the folders that were written are in their places: now, unless they are held back."""
    if _waiting is None:
        step()
    else:
        _waiting.append(step)


def at_hand(out: Path) -> Path:
    """Where the files of folder `out` can be read: beside it as long as its new ones are held back."""
    fresh = _beside(out.resolve(), "new")
    return fresh if _waiting and fresh in _fresh[-1] else out


@contextlib.contextmanager
def replaced(out: Path, ours: Collection[str]) -> Iterator[Path]:
    """A new empty folder beside `out`, which takes its place when the block ends well and vanishes when it fails.

    `ours` are the names that an export writes into `out`. A folder that holds anything else is no export and is never
    replaced: ExportError.
    """
    out = out.resolve()
    _refuse_foreign(out, ours)
    fresh, aside = _beside(out, "new"), _beside(out, "old")
    try:
        _clear(out)
        fresh.mkdir(parents=True)
    except OSError as error:
        raise ExportError(
            f"{out.parent}: cannot be written to ({error.strerror}); choose another folder for the exports"
        ) from error
    try:
        yield fresh
        _sync(fresh)
        if _fresh:
            _fresh[-1].append(fresh)
        in_place(lambda: _swap(fresh, out, aside))
    except OSError as error:
        raise ExportError(
            f"{error.filename or out}: cannot be written ({error.strerror or error}); make room or close the program "
            "that holds the folder, then export again; earlier exports are as they were"
        ) from error
    finally:
        if not (_fresh and fresh in _fresh[-1]):
            shutil.rmtree(fresh, ignore_errors=True)


def _beside(out: Path, kind: str) -> Path:
    """The folder of this process beside `out` that is about to take its place, or was in it."""
    return out.parent / f".{out.name}.{kind}-{os.getpid()}"


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


def _clear(out: Path) -> None:
    """Removes what exports that were killed have left beside `out`; an old folder that was moved aside comes back."""
    for kind in ("old", "new"):
        for left in out.parent.glob(f".{out.name}.{kind}-*"):
            process = left.name.rpartition("-")[2]
            if process.isdecimal() and int(process) != os.getpid() and _runs(int(process)):
                continue
            if kind == "old" and not out.exists():
                left.rename(out)
            else:
                shutil.rmtree(left, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # somebody else's
    return True


def _swap(fresh: Path, out: Path, aside: Path) -> None:
    if not out.exists():
        fresh.rename(out)
    elif not _exchanged(fresh, out):
        out.rename(aside)
        try:
            fresh.rename(out)
        except BaseException:
            aside.rename(out)
            raise
        shutil.rmtree(aside, ignore_errors=True)
    _sync_one(out.parent)


def _exchanged(one: Path, other: Path) -> bool:
    """Gives two folders each other's name in one step, so that none is ever missing; False where that is not to be had.

    Python has no word for it; Linux has.
    """
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
    return bool(rename(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def _sync(folder: Path) -> None:
    """Has all of a folder on the disk."""
    for path in sorted(folder.rglob("*"), reverse=True):
        _sync_one(path)
    _sync_one(folder)


def _sync_one(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
