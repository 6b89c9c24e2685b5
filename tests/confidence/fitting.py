"""The weights of the signals, fitted: a logistic regression a part, in which each weight begins at its prior.

The priors are what people think; a weight moves from its prior by as much as the gold gives reason to (the mode of
the posterior under a normal prior of standard deviation SPREAD, in log-odds). A signal that the gold does not know
keeps it. Fitted onward, a weight begins at what earlier gold made of it, and moves from there less freely.
"""

import csv
from collections.abc import Sequence
from pathlib import Path

from tests.confidence.readings import SEED, Judged

SPREAD = 1.0
ONWARD = 0.5  # the spread of what gold has moved before
FITTED = ("number", "metric", "scope", "year")


def fitted(
    rows: list[dict[str, str]], readings: Sequence[Judged], *, onward: bool = False, only: Sequence[str] = ("",)
) -> list[dict[str, str]]:
    """The rows of the seed with `weight`, `seen` and `wrong` made anew from readings, or onward from what they are.

    `only` says how the ids of the signals begin whose weights may move.
    """
    import numpy as np  # two seconds, which whoever only reads the seed is spared
    import statsmodels.api as sm

    spread = ONWARD if onward else SPREAD
    found = {row["signal_id"]: dict(row) for row in rows}
    for part in FITTED:
        signals = [row for row in rows if row["part"] == part]
        told = [reading for reading in readings if part in reading.right]
        moving = [place for place, row in enumerate(signals) if row["signal_id"].startswith(tuple(only))]
        if not moving:
            continue
        holds = np.array([[_holds(row, reading) for row in signals] for reading in told], dtype=float)
        right = np.array([reading.right[part] for reading in told], dtype=float)
        start = np.array([float(row["weight" if onward else "prior"]) for row in signals])
        model = sm.GLM(right, holds[:, moving], family=sm.families.Binomial(), offset=holds @ start)
        moved = model.fit_regularized(alpha=1 / (spread**2 * len(told)), L1_wt=0.0).params
        for place, by in zip(moving, moved, strict=True):
            row, holding = signals[place], holds[:, place] > 0
            found[row["signal_id"]] |= {
                "weight": f"{start[place] + by:.3f}",
                "seen": str(int(holding.sum()) + (int(row["seen"]) if onward else 0)),
                "wrong": str(int((1 - right[holding]).sum()) + (int(row["wrong"]) if onward else 0)),
            }
    return list(found.values())


def read_seed(path: Path = SEED) -> list[dict[str, str]]:
    """The rows of the seed."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write_seed(rows: list[dict[str, str]], path: Path = SEED) -> None:
    """Writes the seed in its own order."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _holds(row: dict[str, str], reading: Judged) -> bool:
    return not row["field"] or reading.signals[row["field"]] == row["field_value"]
