"""A folder of what was fetched: every content under its hash, never changed, and a log of every attempt.

fazhi-store.json       says that the folder is a store
register.csv           what is expected: the rows of every register that was fetched into it
log.jsonl              one line per attempt, in order
objects/ab/abcd…       a content, under its sha256
objects/ab/abcd….json  the answer that first brought it: address, time, headers
"""

import contextlib
import csv
import datetime
import fcntl
import io
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ground.errors import RegisterError, StoreError
from ingest.fetching.expectations import Expected, expected_of
from ingest.identity import Known
from ingest.reading import digest
from ingest.register import FILE_NAME

MARKER = "fazhi-store.json"
LOG = "log.jsonl"
LAYOUT = 1
LOCK = ".lock"  # held while a run fetches
FRESH = ".new"  # what is being written
COLUMNS = ("address", "issuer", "jurisdiction", "year", "kind", "title", "confirmed")


@dataclass(frozen=True)
class Attempt:
    """One line of the log: what came of an address, when.

    `outcome` is found (the first content), changed (another content than before), unchanged, gone, refused or failed;
    `sha256` is the content's, where there is one. Times are in UTC.
    """

    address: str
    attempted_at: datetime.datetime
    outcome: str
    final_address: str
    status: int | None = None
    reason_code: str | None = None
    reason: str | None = None
    sha256: str | None = None
    byte_count: int | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    redirects: tuple[str, ...] = ()
    not_before: datetime.datetime | None = None


class Holdings:
    """The store in `folder`."""

    def __init__(self, folder: Path) -> None:
        """Raises StoreError where another version of this program laid it out."""
        self.folder = folder
        self.attempts: list[Attempt] = []
        self._by_address: dict[str, list[Attempt]] = defaultdict(list)
        self._fresh = folder / FRESH
        if is_store(folder):
            layout = _layout(folder / MARKER)
            if layout is None:
                raise StoreError(
                    f"{folder / MARKER}: this file, which says that the folder is a store, is damaged; what was "
                    f'fetched is not: write the one line {{"layout": {LAYOUT}}} into it, and run again'
                )
            if layout != LAYOUT:
                raise StoreError(
                    f"{folder}: its layout is {layout}, not {LAYOUT}: another version of this program made it; use "
                    "that one, or fetch into a new folder"
                )
            for attempt in self._log():
                self._take(attempt)

    def expected(self) -> dict[str, Known]:
        """What is expected, by address."""
        return self.expected_and_faults().known

    def expected_and_faults(self) -> Expected:
        """The same, with the rows that say nothing because they are malformed."""
        path = self.folder / FILE_NAME
        return expected_of(path) if path.is_file() else Expected({}, [])

    def last(self) -> dict[str, Attempt]:
        """The last attempt at each address."""
        return {address: attempts[-1] for address, attempts in self._by_address.items()}

    def current(self) -> dict[str, Attempt]:
        """For each address the last attempt that left it with a content."""
        return {attempt.address: attempt for attempt in self.attempts if attempt.sha256}

    def contents(self, address: str) -> list[str]:
        """The contents of an address in the order in which they came, by sha256; one that comes back is there again."""
        came = [attempt.sha256 for attempt in self._by_address.get(address, []) if attempt.sha256]
        return [sha256 for at, sha256 in enumerate(came) if at == 0 or came[at - 1] != sha256]

    def holds(self, sha256: str) -> bool:
        """Whether a content is there, and as it came."""
        try:
            return digest(self.path_of(sha256).read_bytes()) == sha256
        except FileNotFoundError:
            return False

    def path_of(self, sha256: str) -> Path:
        """Where a content is, or would be."""
        return self.folder / "objects" / sha256[:2] / sha256

    @contextlib.contextmanager
    def opened(self) -> Iterator[None]:
        """Makes the store where there is none and keeps other fetchers away from it.

        Raises StoreError, also where something cannot be written while it is open.
        """
        if self.folder.exists() and not is_store(self.folder) and any(map(_is_foreign, self.folder.iterdir())):
            raise StoreError(f"{self.folder}: it is no store, and not empty; name another folder with --store")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / LOCK).open("a")
        except OSError as error:
            raise StoreError(f"{self.folder}: {error.strerror}; name a folder where you may write") from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise StoreError(f"{self.folder}: another run is fetching into it; wait until it has ended") from None
            try:
                self._fresh.unlink(missing_ok=True)  # of a run that was killed
                if not is_store(self.folder):
                    self._write(self.folder / MARKER, json.dumps({"layout": LAYOUT}).encode())
                yield
            except OSError as error:
                raise StoreError(
                    f"{error.filename or self.folder}: {error.strerror or error}; what was fetched before is kept: "
                    "make room on the disk, or let the account of this run write there, and fetch again"
                ) from None

    def expect(self, known: dict[str, Known]) -> None:
        """Adds rows to what is expected; a row on an address takes the place of an older one.

        Raises RegisterError where the store's own register has a malformed row, which would be lost.
        """
        there, faults = self.expected_and_faults()
        if faults:
            said = "\n  ".join(fault for _, fault in faults)
            raise RegisterError(f"{self.folder / FILE_NAME}: the store's own register is malformed:\n  {said}")
        merged = there | known
        rows = [{name: getattr(facts, name) for name in COLUMNS} for facts in merged.values()]
        path = self.folder / FILE_NAME
        written = io.StringIO(newline="")
        writer = csv.DictWriter(written, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
        self._write(path, written.getvalue().encode(), again=True)

    def keep(self, body: bytes, about: dict[str, Any]) -> str:
        """Keeps a content, if it is not kept yet, and beside it what the answer said; returns its sha256."""
        sha256 = digest(body)
        path = self.path_of(sha256)
        if not self.holds(sha256):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(path.with_name(f"{sha256}.json"), json.dumps(about, ensure_ascii=False, indent=1).encode())
            self._write(path, body)
        return sha256

    def note(self, attempt: Attempt) -> None:
        """Adds a line to the log, on disk before this returns."""
        row = {name: _plain(value) for name, value in vars(attempt).items() if value not in (None, ())}
        line = json.dumps(row, ensure_ascii=False).encode() + b"\n"
        path = self.folder / LOG
        with path.open("ab+") as log:
            if log.tell():
                log.seek(-1, os.SEEK_END)
                line = line if log.read(1) == b"\n" else b"\n" + line  # a run that was killed while it wrote
            log.write(line)
            log.flush()
            os.fsync(log.fileno())
        self._take(attempt)

    def _take(self, attempt: Attempt) -> None:
        self.attempts.append(attempt)
        self._by_address[attempt.address].append(attempt)

    def _write(self, path: Path, data: bytes, *, again: bool = False) -> None:
        """Writes a file whole or not at all; never to be written again, unless `again`."""
        self._fresh.unlink(missing_ok=True)
        with self._fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not again:
            self._fresh.chmod(0o444)
        self._fresh.replace(path)

    def _log(self) -> Iterator[Attempt]:
        path = self.folder / LOG
        lines = path.read_bytes().splitlines() if path.is_file() else []
        for line in lines:
            try:
                row = json.loads(line)
                for name in ("attempted_at", "not_before"):
                    if row.get(name):
                        row[name] = datetime.datetime.fromisoformat(row[name])
                row["redirects"] = tuple(row.get("redirects", ()))
                yield Attempt(**row)
            except (ValueError, TypeError):
                continue  # half a line of a run that was killed: its attempt is made again


def is_store(folder: Path) -> bool:
    """Whether `folder` is a store."""
    return (folder / MARKER).is_file()


def _is_foreign(path: Path) -> bool:
    """Whether a file is none that a run leaves which was killed before the store was one."""
    return path.name not in (LOCK, FRESH)


def _layout(marker: Path) -> int | None:
    """The layout that a marker names; None where it is damaged."""
    try:
        found = json.loads(marker.read_bytes())
    except ValueError:
        return None
    layout = found.get("layout") if isinstance(found, dict) else None
    return layout if isinstance(layout, int) else None


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime.datetime) else value
