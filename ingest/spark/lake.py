"""The folder of a lake that loads are written into, and the one step by which a load counts.

raw/TABLE/load_id=…/part-*.parquet   the rows of a load
raw/_log/000001.json                 each load that counts, by number, with the folders that hold each table since then
raw/_fresh/LOAD/TABLE/               what a load writes before it counts; of one that broke off, what is left of it

A load counts once its line is in the log, which is made in one step and by one load only. Its folders are moved to
their places then, and those that it takes the place of are removed; whoever opens the lake next finishes what was left.
"""

import contextlib
import json
import os
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from ground.errors import LandingError

LOG, FRESH = "_log", "_fresh"
RELATIONS = (
    *("loads", "ledger", "reports", "pages", "ocr_lines", "page_meta", "passages", "figures", "report_clues"),
    *("register", "expected", "fetches", "page_pictures"),
)


class Entry(NamedTuple):
    """A load that counts: its number and id, the code that read, and the folders of each table, oldest first."""

    number: int
    load_id: str
    tool_version: str
    folders: dict[str, list[str]]
    summary: dict[str, Any]


NONE = Entry(0, "", "", {}, {})


class Lake:
    """The part `raw/` of the lake at `folder`, which this machine and all workers see under one path."""

    def __init__(self, folder: Path) -> None:
        self.raw = folder.absolute() / "raw"
        self._settle(self.last())

    def last(self) -> Entry:
        """The last load that counts."""
        names = sorted(path.name for path in (self.raw / LOG).glob("[0-9]*.json"))
        if not names:
            return NONE
        return Entry(**json.loads((self.raw / LOG / names[-1]).read_text(encoding="utf-8")))

    def folders(self, relation: str) -> list[Path]:
        """Where the rows of a relation are, the oldest load first; none where it has none."""
        return [self.raw / folder for folder in self.last().folders.get(relation, [])]

    def fresh(self, load_id: str, relation: str) -> Path:
        """Where a load writes the rows of a relation before it counts."""
        return self.raw / FRESH / load_id / relation

    def commit(self, before: Entry, load_id: str, tool_version: str, whole: set[str], summary: dict[str, Any]) -> Entry:
        """Makes a load count, which began when `before` was the last; the relations in `whole` it has written anew.

        Raises LandingError where another load came first: then nothing of this one counts.
        """
        folders = {relation: [] if relation in whole else list(old) for relation, old in before.folders.items()}
        for relation in RELATIONS:
            if next(self.fresh(load_id, relation).glob("*.parquet"), None):
                folders.setdefault(relation, []).append(f"{relation}/load_id={load_id}")
        entry = Entry(before.number + 1, load_id, tool_version, folders, summary)
        log = self.raw / LOG
        log.mkdir(parents=True, exist_ok=True)
        draft, line = log / f".{load_id}.tmp", log / f"{entry.number:06}.json"
        with draft.open("w", encoding="utf-8") as file:
            json.dump(entry._asdict(), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, line)  # there or not, and never over another
        except FileExistsError:
            raise LandingError(
                f"{self.raw}: another load ended while this one was at work; nothing of this one counts: run it again"
            ) from None
        finally:
            draft.unlink()
        self._settle(entry)
        return entry

    def abandon(self, load_id: str) -> None:
        """Removes what a load has written that does not count."""
        shutil.rmtree(self.raw / FRESH / load_id, ignore_errors=True)

    def _settle(self, entry: Entry) -> None:
        """Moves the folders of the last load that counts to their places, and removes those that it replaced."""
        waiting = self.raw / FRESH / entry.load_id
        if not entry.load_id or not waiting.is_dir():
            return
        for relation, folders in entry.folders.items():
            there = {Path(folder).name for folder in folders}
            for old in (self.raw / relation).glob("load_id=*"):
                if old.name not in there:
                    shutil.rmtree(old)
            place = self.raw / relation / f"load_id={entry.load_id}"
            if place.name in there and not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                with contextlib.suppress(FileNotFoundError):  # somebody else has moved it
                    self.fresh(entry.load_id, relation).rename(place)
        shutil.rmtree(waiting, ignore_errors=True)
