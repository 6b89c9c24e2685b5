"""Rows written into an office's own folder of rules: judged beside what is there before they take their place."""

import csv
import os
import shutil
import tempfile
import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from desk.errors import DeskError
from fazhi.rulebook.folder import seeds_with
from fazhi.rulebook.seeds import IDS

_writing = threading.Lock()
Row = Mapping[str, str]


def put(folder: Path, seed: str, rows: Sequence[Row], *, replacing: bool = False) -> Path:
    """Adds rows to the folder's file of a seed; where they stand. `replacing`: in the place of those of their ids.

    Raises DeskError where a row of the id is there already, FazhiError where the folder could not be used with them.
    """
    path, row_id = folder / f"{seed}.csv", IDS[seed]
    with _writing, tempfile.TemporaryDirectory(prefix="fazhi-desk-") as name:
        folder.mkdir(parents=True, exist_ok=True)
        columns, lines = list(dict.fromkeys(column for row in rows for column in row)), []
        if path.exists():
            with path.open(encoding="utf-8-sig", newline="") as file:
                reader = csv.DictReader(file)
                lines = list(reader)
                columns = list(dict.fromkeys([*(reader.fieldnames or ()), *columns]))
            # what the file left out is the project's, and stays so where the column comes in
            known = seeds_with(folder)[seed].rows
            lines = [{**known[line[row_id]].row, **line} for line in lines]
            lines = [{column: line.get(column, "") for column in columns} for line in lines]
        ids = {row[row_id] for row in rows}
        if not replacing and (twice := [line[row_id] for line in lines if line.get(row_id) in ids]):
            raise DeskError(f"{path} has a row {twice[0]} already; give this one another id")
        lines = [line for line in lines if line.get(row_id) not in ids]
        # judged beside the others of the folder before it takes its place among them
        trial = Path(name)
        for other in folder.glob("*.csv"):
            shutil.copy(other, trial / other.name)
        _write(trial / path.name, columns, [*lines, *rows])
        seeds_with(trial)
        beside = path.with_name(f".{path.name}.new")
        _write(beside, columns, [*lines, *rows])
        beside.replace(path)
    return path


def _write(path: Path, columns: Sequence[str], lines: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
        file.flush()
        os.fsync(file.fileno())
