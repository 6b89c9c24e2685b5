"""The seeds that a folder of an office's own may add to, as they stand in the project and with the folder's rows."""

import csv
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ground import paths

VARIABLE = "FAZHI_RULES"
JUDGEMENTS = ("wording", "exclusion", "claim", "role", "period", "scope")
# File name without .csv: the folder under seeds/ that it stands in.
FOLDERS: Mapping[str, str] = {
    **dict.fromkeys(("wording_rules", "topics", "metrics", "corrections", "agreement"), ""),
    **dict.fromkeys((*(f"{judgement}_cues" for judgement in JUDGEMENTS), "word_classes"), "cues"),
}
IDS: Mapping[str, str] = {
    "wording_rules": "rule_id",
    "topics": "topic",
    "metrics": "metric_code",
    "corrections": "correction_id",
    "agreement": "part",
    "word_classes": "word_class",
    **{f"{judgement}_cues": "cue_id" for judgement in JUDGEMENTS},
}
NUMBERS = (
    *("cue_order", "topic_order", "class_order", "char_start"),
    *("figures", "right_count", "least_figures"),
)


class Written(NamedTuple):
    """A row and where it is written: the file and the line on which it ends."""

    row: dict[str, str]
    file: str
    line: int


@dataclass(frozen=True)
class Seed:
    """A seed's columns, and its rows by id."""

    name: str
    columns: list[str]
    rows: dict[str, Written]


def folder() -> Path | None:
    """The folder that FAZHI_RULES names; None where it names none."""
    named = os.environ.get(VARIABLE, "").strip()
    return Path(named).absolute() if named else None


def of_project() -> dict[str, Seed]:
    """The project's own seeds, by name."""
    seeds = {}
    for name, under in FOLDERS.items():
        path = paths.ROOT / "seeds" / under / f"{name}.csv"
        columns, written = read(path, str(path.relative_to(paths.ROOT)))
        seeds[name] = Seed(name, columns, {one.row[IDS[name]]: one for one in written})
    return seeds


def read(path: Path, called: str) -> tuple[list[str], list[Written]]:
    """A CSV file's columns and rows; `called` is what messages call it."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines, restval="")
        return list(reader.fieldnames or ()), [Written(row, called, reader.line_num) for row in reader]
