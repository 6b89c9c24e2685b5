"""What a warehouse got wrong, as a table to work through."""

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from ground.errors import ExportError


class Miss(NamedTuple):
    """One thing that is wrong: at which number, what was wanted and what the warehouse has.

    `kind` is one of: figure missed, figure invented, value wrong, unit wrong, observation missed, observation
    invented, metric wrong, observation value wrong, scope wrong, role wrong, year wrong, as_of wrong.
    """

    kind: str
    report: str
    offset: int
    number_text: str
    metric_code: str
    wanted: str
    got: str
    rule_id: str
    confidence: str
    sentence: str


def shown(value: Decimal | date | int | str | None) -> str:
    """A value as text: numbers in full and without idle zeros, dates as 2019-10-31, nothing for none."""
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    return "" if value is None else str(value)


def write_misses(misses: Iterable[Miss], path: Path) -> None:
    """Writes the table to a CSV file that opens in Excel as it is. Raises ExportError."""
    from publish.values import guarded

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator="\r\n")
            writer.writerow(Miss._fields)
            writer.writerows([guarded(field) if isinstance(field, str) else field for field in miss] for miss in misses)
    except OSError as error:
        raise ExportError(f"{path}: {error.strerror}; name a file where you may write: --misses FILE.csv") from None
