"""Sentences and tables by somebody who had not seen the rules, the truth written beside each before it was landed.

They are rows of `unseen.csv`; what a row may become is written as in `sentences`, a letter for the metrics named there.
"""

import csv
from pathlib import Path

from tests.variants.sentences import ACCEPTED, CALLS, CLOSED, SHOWN, SUITS, Variant, of

LETTERS = {"A": ACCEPTED, "C": CLOSED, "H": CALLS, "R": SHOWN, "S": SUITS}


def unseen() -> list[Variant]:
    """The variants of the rows."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as rows:
        return [of(row["principle"], (row["words"], _in_full(row["told"])))[0] for row in csv.DictReader(rows)]


def _in_full(told: str) -> str:
    return " ".join(_fact(fact) for fact in told.split())


def _fact(fact: str) -> str:
    metric, _, rest = fact.lstrip("?").partition("=")
    return f"{'?' * fact.startswith('?')}{LETTERS.get(metric, metric)}={rest}"


UNSEEN = unseen()
