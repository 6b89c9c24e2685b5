"""Tries on real processes that nothing half-built is ever seen: `python -m tests.faults kills --n 200`.

`kills` kills `fazhi fetch` and `fazhi run` with SIGKILL at random moments; `first` kills nights that find nothing there
yet; `swaps` reads while builds are swapped in. Exits with 1 where anything is amiss.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.faults.kills import first_nights, kills
from tests.faults.swaps import swaps
from tests.faults.workshop import Workshop


def main() -> int:
    """Tries what is named; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("trial", choices=["kills", "first", "swaps"])
    parser.add_argument("--n", type=int, default=20, help="kills or swaps (20)")
    parser.add_argument("--whole", action="store_true", help="with all models, and parts of builds")
    parser.add_argument("--seed", type=int, default=1, help="of the moments of the kills")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="fazhi-faults-") as folder,
        Workshop(Path(folder), whole=asked.whole) as shop,
    ):
        trials = {
            "kills": lambda: kills(shop, asked.n, asked.seed),
            "first": lambda: first_nights(shop, asked.n, asked.seed),
            "swaps": lambda: swaps(shop, asked.n),
        }
        try:
            for line in trials[asked.trial]():
                print(line, flush=True)
        except AssertionError as error:
            print(f"AMISS: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
