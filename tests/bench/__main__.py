"""Measures the project against plain yardsticks: `python -m tests.bench [GROUP ...] [--no-fail]`.

Prints a line for each ratio, never bare seconds. Exits with 1 when a ratio misses its bound.
"""

import argparse
import sys

from tests.bench import extraction, growth, job, landing, linearity, matching, page
from tests.bench.ratios import Group

GROUPS: dict[str, Group] = {
    "extraction": extraction.measure,
    "landing": landing.measure,
    "matching": matching.measure,
    "job": job.measure,
    "growth": growth.measure,
    "linearity": linearity.measure,
    "page": page.measure,
}


def main() -> int:
    """Measures the groups that are named, or all of them; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("group", nargs="*", choices=[[], *GROUPS], help=f"one of {', '.join(GROUPS)}; all by default")
    parser.add_argument("--no-fail", action="store_true", help="exit with 0 even where a ratio misses its bound")
    arguments = parser.parse_args()
    missed = 0
    print(f"{'what':<48} {'ratio':>7}  bound")
    for name in arguments.group or GROUPS:
        for ratio in GROUPS[name]():
            print(ratio, flush=True)
            missed += not ratio.holds
    if missed:
        print(f"{missed} missed", file=sys.stderr)
    return 0 if arguments.no_fail or not missed else 1


if __name__ == "__main__":
    sys.exit(main())
