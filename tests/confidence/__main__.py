"""How sure the readings are, fitted and measured: `python -m tests.confidence`.

fit  DB,GOLD [DB,GOLD ...]    fits the weights of seeds/confidence_signals.csv on built warehouses and their gold
     --onward                 from the weights that stand: what earlier gold showed still counts
     --only ID[,ID ...]       moves the weights of the signals alone whose ids begin so
show DB,GOLD [DB,GOLD ...]    prints how often the readings of each confidence are right, by part and as a whole
draw                          draws the table of docs/measuring.md as docs/reliability.svg
"""

import argparse
import sys
from pathlib import Path

from tests.confidence.readings import PARTS, Judged, judged
from tests.confidence.reliability import PICTURE, bands, picture, table, written


def main() -> int:
    """Does what is asked for; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.confidence", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=["fit", "show", "draw"])
    parser.add_argument("sources", nargs="*", metavar="DB,GOLD")
    parser.add_argument("--onward", action="store_true", help="fit from the weights that stand")
    parser.add_argument("--only", default="", metavar="ID[,ID ...]", help="fit the signals whose ids begin so")
    asked = parser.parse_intermixed_args()
    if asked.task == "draw":
        PICTURE.write_text(picture(written()), encoding="utf-8")
        return 0
    if not asked.sources:
        parser.error("name at least one warehouse and its gold folder: DB,GOLD")
    readings: list[Judged] = []
    for source in asked.sources:
        db, _, gold = source.partition(",")
        readings += judged(Path(db), Path(gold))
    if asked.task == "fit":
        from tests.confidence.fitting import fitted, read_seed, write_seed  # statsmodels takes seconds to load

        rows = fitted(read_seed(), readings, onward=asked.onward, only=asked.only.split(","))
        write_seed(rows)
        for row in rows:
            print(f"{row['signal_id']:<26}{row['prior']:>8} {row['weight']:>8}  {row['wrong']:>4} of {row['seen']}")
        return 0
    for part in ("whole", *PARTS):
        print(f"{part}\n{table(bands(readings, part))}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
