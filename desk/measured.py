"""What the verdicts of random samples show of a warehouse, and its way into seeds/agreement.csv of an office's own."""

from pathlib import Path
from typing import NamedTuple

from desk.errors import DeskError
from desk.ownrows import put
from desk.warehouse import Warehouse
from fazhi.naming import rows
from fazhi.rulebook.folder import seeds_with

SEED = "agreement"


class Share(NamedTuple):
    """How much of something is right: of so many figures so many, with the ends of Wilson's interval in per cent."""

    what: str
    figures: int
    right: int
    low: float
    high: float


def shares(db: Path) -> tuple[list[Share], list[Share]]:
    """By family and band of confidence, and of what both readers read alike by part. Raises FazhiError."""
    warehouse = Warehouse(db)
    try:
        with warehouse.reading() as connection:
            facts = rows(
                connection,
                "select concat(family, ' ', band) as what, figure_count, right_count, interval_low, interval_high"
                " from marts.aud_measured_precision where figure_count > 0 order by family, band desc",
            )
            alike = rows(
                connection,
                "select part as what, figure_count, right_count, interval_low, interval_high"
                " from marts.aud_agreed_precision order by part",
            )
    finally:
        warehouse.close()
    return [_share(row) for row in facts], [_share(row) for row in alike]


def written(db: Path, folder: Path) -> tuple[Path, list[Share], list[str]]:
    """Writes what was measured of agreement into the folder of rules; where, what, and the parts with too few figures.

    Raises DeskError where no sampled figure was read by both.
    """
    _, alike = shares(db)
    if not alike:
        raise DeskError(
            "no figure of a random sample has been read by a second reader as the rules read it; "
            "read a sample at the desk, run fazhi second-reader, and build"
        )
    needed = {part: int(row.row["least_figures"]) for part, row in seeds_with(_there(folder))[SEED].rows.items()}
    lines = [{"part": one.what, "figures": str(one.figures), "right_count": str(one.right)} for one in alike]
    path = put(folder, SEED, lines, replacing=True)
    return path, alike, [one.what for one in alike if one.figures < needed[one.what]]


def _there(folder: Path) -> Path | None:
    return folder if folder.is_dir() else None


def _share(row: dict[str, object]) -> Share:
    low, high = (float(str(row[name])) for name in ("interval_low", "interval_high"))
    return Share(str(row["what"]), int(str(row["figure_count"])), int(str(row["right_count"])), low, high)
