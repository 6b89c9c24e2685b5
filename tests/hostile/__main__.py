"""The whole body, each kind by itself, with what it costs: `python -m tests.hostile [--fast] [NAME …]`.

Prints a line for each kind: how its sources ended, seconds, the largest memory of any process, and what is wrong.
Ends with 1 where anything is. `--table` writes the table of docs/hostile-input.md instead.
"""

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.hostile import runs, table
from tests.hostile.body import KINDS
from tests.hostile.kinds import Kind

PEAK = 3 * 1024**3  # bytes that a process may have
SECONDS = 150  # that a kind may take: two files of the slowest reader, and the start of the command


def main() -> None:
    """Runs the kinds that are asked for, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="a kind; all of them by default")
    parser.add_argument("--fast", action="store_true", help="in the sizes of the test suite")
    parser.add_argument("--table", action="store_true", help="write the table of docs/hostile-input.md, and no more")
    asked = parser.parse_args()
    if asked.table:
        table.DOC.write_text(table.written(), encoding="utf-8")
        return
    if unknown := set(asked.names) - KINDS.keys():
        parser.error(f"no such kind: {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    kinds = [kind for kind in KINDS.values() if kind.name in asked.names or not asked.names]
    count = wrong = 0
    print(f"{'kind':<26} {'seconds':>7} {'MiB':>6}  how it ended")
    for kind in kinds:
        if kind.full_only and asked.fast:
            continue
        with tempfile.TemporaryDirectory(prefix="fazhi-hostile-") as folder:
            run, ledger, misses = _alone(kind, Path(folder), full=not asked.fast)
        ends = ", ".join(f"{count} {end}" for end, count in sorted(Counter(ledger.values()).items()))
        print(f"{kind.name:<26} {run.seconds:7.1f} {run.peak >> 20:6}  {ends}", flush=True)
        for miss in misses:
            print(f"    WRONG: {miss[:1000]}")
        count += 1
        wrong += bool(misses)
    print(f"{count} kinds, {wrong} of them wrong")
    sys.exit(bool(wrong))


def _alone(kind: Kind, folder: Path, *, full: bool) -> tuple[runs.Run, dict[str, str], list[str]]:
    """Lands one kind by itself; the run, its ledger, and what is wrong."""
    runs.make(kind, folder / "reports", full=full)
    run = runs.fazhi("land", "reports", "--db", "fazhi.duckdb", folder=folder)
    if run.code not in (0, 3):
        return run, {}, [f"ends with exit code {run.code}: {run.err[-800:]}"]
    ledger, figures = runs.ended(folder / "fazhi.duckdb", [kind])
    misses = kind.misses(ledger[kind.name], figures[kind.name])
    if (run.code == 3) != bool(set(ledger[kind.name].values()) - {"landed", "duplicate"}):
        misses.append(f"ends with exit code {run.code}")
    if run.peak > PEAK:
        misses.append(f"takes {run.peak >> 20} MiB")
    if run.seconds > SECONDS:
        misses.append(f"takes {run.seconds:.0f} seconds")
    return run, ledger[kind.name], misses


if __name__ == "__main__":
    main()
