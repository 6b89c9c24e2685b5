"""Lands statements in all dresses and formats and holds the facts against the truth: `python -m tests.dresses`.

Prints right, flagged, lost and wrong by dress and format, and the first wrong ones of each. Ends with 1 where a fact is
wrong, or where more than one in a hundred numbers is lost without a flag. `python -m tests.dresses faults` prints what
becomes of the kinds of faults instead.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.dresses.dress import ALL
from tests.dresses.reports import DRESSES, absent, files, reports
from tests.dresses.told import examples, table, totals
from tests.dresses.verdicts import LOST, MODELS, WRONG, judged
from tests.warehouse import built_from_texts

LOST_AT_MOST = 0.01


def main() -> int:
    """Runs the trial that is asked for; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.dresses", description=__doc__)
    parser.add_argument("trial", nargs="?", choices=["dresses", "faults"], default="dresses")
    parser.add_argument("--n", type=int, default=10_000, help="dressed figures (10,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", default=",".join(ALL), help=f"of {','.join(ALL)}")
    parser.add_argument("--dress", action="append", default=[], help="one dress by its name; may be repeated")
    parser.add_argument("--examples", type=int, default=2, help="wrong and lost ones to show of each dress (2)")
    parser.add_argument("--keep", type=Path, help="an empty folder that keeps the reports and their warehouse")
    asked = parser.parse_args()
    if unknown := set(asked.dress) - DRESSES.keys():
        parser.error(f"no such dress: {', '.join(sorted(unknown))}")
    forms = asked.formats.split(",")
    for form, reason in absent(forms).items():
        print(f"{form} left out: {reason}")
        forms.remove(form)
    made = reports(asked.n, asked.seed, forms, asked.dress)
    with tempfile.TemporaryDirectory(prefix="fazhi-dresses-") as place:
        folder = asked.keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        database = built_from_texts(folder, files(made, asked.seed), MODELS)
        found = judged(database, made)
    print(table(found))
    print(examples(found, asked.examples))
    counts = totals(found)
    print("; ".join(f"{outcome} {count}" for outcome, count in counts.items()))
    figures = sum(counts.values()) - counts[WRONG]
    return int(counts[WRONG] > 0 or counts[LOST] > LOST_AT_MOST * figures)


if __name__ == "__main__":
    sys.exit(main())
