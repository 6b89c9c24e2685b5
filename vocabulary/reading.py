"""The files of the vocabulary as rows."""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, in its order, each by the names in its heading."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
