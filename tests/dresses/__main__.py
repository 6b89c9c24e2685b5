"""Lands statements in all dresses and formats and holds the facts against the truth: `python -m tests.dresses`.

Prints right, flagged, lost and wrong by dress and format, and the first wrong ones of each. Ends with 1 where a fact is
wrong, or where more than one in a hundred numbers is lost without a flag. `python -m tests.dresses faults` tells a few
numbers of each dress and format, prints them by kind, and lands the ready-made inputs where they are at hand.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.dresses import inputs
from tests.dresses.dress import ALL
from tests.dresses.reports import DRESSES, absent, files, reports
from tests.dresses.told import by_kind, examples, table, totals
from tests.dresses.verdicts import LOST, MODELS, WRONG, judged, landed
from tests.warehouse import built_from_texts

LOST_AT_MOST = 0.01


def main() -> int:
    """Runs the trial that is asked for; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.dresses", description=__doc__)
    parser.add_argument("trial", nargs="?", choices=["dresses", "faults"], default="dresses")
    parser.add_argument("--n", type=int, help="dressed figures (10,000; of faults, about one a variant)")
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
    with tempfile.TemporaryDirectory(prefix="fazhi-dresses-") as place:
        folder = asked.keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        if asked.trial == "faults":
            amiss = _inputs(folder / "inputs")
            n = asked.n or sum(len(dress.formats) for dress in DRESSES.values())
        else:
            amiss, n = 0, asked.n or 10_000
        made = reports(n, asked.seed, forms, asked.dress)
        found = judged(built_from_texts(folder, files(made, asked.seed), MODELS), made)
    print(by_kind(found, {dress.name: dress.group for dress in DRESSES.values()}))
    if asked.trial == "dresses":
        print(table(found))
    print(examples(found, asked.examples))
    counts = totals(found)
    print("; ".join(f"{outcome} {count}" for outcome, count in counts.items()))
    figures = sum(counts.values()) - counts[WRONG]
    return int(amiss > 0 or counts[WRONG] > 0 or counts[LOST] > LOST_AT_MOST * figures)


def _inputs(folder: Path) -> int:
    """Lands the ready-made inputs, where they are at hand, and prints the wrong ones; how many they are."""
    paths = inputs.files()
    if not paths:
        return 0
    folder.mkdir()
    contents = {name.replace("/", "_"): path.read_bytes() for name, path in paths.items()}
    became, _ = landed(built_from_texts(folder, contents, MODELS))
    amiss = {
        name: inputs.wrong(name, became[name.replace("/", "_")]) for name in paths if name.replace("/", "_") in became
    }
    for name, wrong in amiss.items():
        for each in wrong:
            print(f"WRONG {name}: {each}")
    count = sum(map(bool, amiss.values()))
    print(f"{len(paths)} ready-made inputs, {count} of them wrong")
    return count


if __name__ == "__main__":
    sys.exit(main())
