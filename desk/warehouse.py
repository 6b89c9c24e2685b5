"""The finished warehouse, opened to be read; where a build has put another in its place, that one is read next."""

import contextlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from desk import readings
from desk.errors import DeskError
from desk.readings import Figure
from fazhi import evidence

if TYPE_CHECKING:
    import duckdb

Made = TypeVar("Made")
KEPT = 500  # figures that were looked at last


class Warehouse:
    """One connection that all requests share in turn, and what was worked out from this version of the file."""

    def __init__(self, db: Path) -> None:
        self.db = db
        self._lock = threading.RLock()
        self._open = contextlib.ExitStack()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._version: tuple[int, ...] | None = None
        self._made: dict[object, Any] = {}
        self._figures: OrderedDict[str, Figure | None] = OrderedDict()

    @contextlib.contextmanager
    def reading(self) -> "Iterator[duckdb.DuckDBPyConnection]":
        """A read-only connection to the file that is there now. Raises FazhiError where none can be read."""
        with self._lock:
            yield self._current()

    def made(self, name: object, make: "Callable[[duckdb.DuckDBPyConnection], Made]") -> Made:
        """What `make` makes of the warehouse, once for each version of it."""
        with self._lock:
            connection = self._current()
            if name not in self._made:
                self._made[name] = make(connection)
            found: Made = self._made[name]
            return found

    def figure(self, figure_id: str, ahead: Sequence[str] = ()) -> Figure | None:
        """A landed figure with its readings; None where this warehouse has none of the id.

        Where it is not at hand, those of `ahead`, which may be asked for next, are read along with it.
        """
        with self._lock:
            connection = self._current()
            if figure_id not in self._figures:
                wanted = [figure_id, *(one for one in ahead if one not in self._figures)]
                self._figures.update(readings.figures(connection, wanted))
                while len(self._figures) > KEPT:
                    self._figures.popitem(last=False)
            if figure_id not in self._figures:
                self._figures[figure_id] = readings.figure(connection, figure_id)
            return self._figures[figure_id]

    def close(self) -> None:
        """Lets go of the file."""
        with self._lock:
            self._open.close()
            self._connection, self._version = None, None
            self._made.clear()
            self._figures.clear()

    def _current(self) -> "duckdb.DuckDBPyConnection":
        try:
            there = self.db.stat()
        except OSError:
            self.close()
            raise DeskError(
                f"{self.db}: there is no warehouse; make one first: fazhi all reports --db {self.db}"
            ) from None
        version = (there.st_dev, there.st_ino, there.st_mtime_ns, there.st_size)
        if self._connection is None or version != self._version:
            self.close()  # the file's name leads to the connection that is open, as long as it is
            self._connection = self._open.enter_context(evidence.warehouse(self.db))
            self._version = version
        return self._connection
