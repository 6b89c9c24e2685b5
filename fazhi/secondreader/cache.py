"""Answers that were paid for, in an SQLite file beside the warehouse: none is asked for twice, whatever stops a run."""

import sqlite3
import threading
from pathlib import Path
from typing import NamedTuple

from fazhi.secondreader.chat import Answer, SecondReaderError


class Kept(NamedTuple):
    """An answer with why it was refused; None where it was taken."""

    answer: Answer
    refusal: str | None


class Cache:
    """The file, for several threads. Close it. Raises SecondReaderError where it cannot be used."""

    def __init__(self, db: Path) -> None:
        self.path = db.with_name(f"{db.name}.second-reader.sqlite")
        self._lock = threading.Lock()
        try:
            self._store = sqlite3.connect(self.path, check_same_thread=False, timeout=30)
            self._store.execute("pragma journal_mode = wal")
            self._store.execute(
                "create table if not exists answers (content_key text primary key, model text, text text,"
                " tokens_in integer, tokens_out integer, cost text, calls integer, asked_at text, refusal text)"
            )
            self._store.commit()
        except sqlite3.Error as error:
            raise SecondReaderError(
                f"{self.path}: {error}; it keeps answers that were paid for: move it away to ask for them again"
            ) from None

    def get(self, key: str) -> Kept | None:
        """What is kept under a key."""
        with self._lock:
            row = self._store.execute(
                "select text, tokens_in, tokens_out, calls, asked_at, refusal from answers where content_key = ?", [key]
            ).fetchone()
        return Kept(Answer(*row[:-1]), row[-1]) if row else None

    def put(self, key: str, model: str, kept: Kept, cost: str) -> None:
        """Keeps an answer; it is on the disk when this returns."""
        answer = kept.answer
        with self._lock, self._store:
            self._store.execute(
                "insert or replace into answers values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    *(key, model, answer.text, answer.tokens_in, answer.tokens_out, cost),
                    *(answer.calls, answer.asked_at, kept.refusal),
                ],
            )

    def close(self) -> None:
        """Closes the file."""
        self._store.close()
