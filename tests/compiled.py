"""Whether the compiled modules read every text as their sources do, row by row: `make compiled`, then

    python -m tests.compiled

The sample digests, the texts of tests/gold and generated reports are read both ways. Ends with 1 where one of them
differs, with 2 where nothing has been compiled.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from ground.errors import ReadError
from ingest import figures
from ingest.extraction import extract
from ingest.identity import Known
from tests.bench.corpus import DENSE, DENSITY, reports
from tests.bench.shapes import SHAPES

ROOT = Path(__file__).resolve().parents[1]
BUILT = "build/compiled/lib"  # where `make compiled` leaves them
LISTED = Known(confirmed=True, admitted="insisted")


def is_compiled() -> bool:
    """Whether this process reads with the compiled modules."""
    return not figures.__file__.endswith(".py")


def texts() -> Iterator[tuple[str, str]]:
    """The names and the texts."""
    for folder in ("reports", "tests/gold"):
        for path in sorted((ROOT / folder).rglob("*.txt")):
            yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")
    for density in (DENSITY, DENSE):
        for number, text in enumerate(reports(100_000, density, seed=density)):
            yield f"generated {density}/{number}", text
    for name, shape in SHAPES.items():
        yield f"shape {name}", shape(3000)


def digests() -> dict[str, str]:
    """A digest of all that each text gave, or of why it was refused."""
    found = {}
    for name, text in texts():
        try:
            read = extract("0123456789abcdef", text, LISTED)
            told = repr((read.identity, [tuple(row) for row in read.passages], read.figures, read.clues))
        except ReadError as error:
            told = repr(error)
        found[name] = hashlib.sha256(told.encode()).hexdigest()
    return found


def _digests_by(path: str) -> tuple[bool, dict[str, str]]:
    told = subprocess.run(
        [sys.executable, "-P", "-m", "tests.compiled", "--tell"],
        env={**os.environ, "PYTHONPATH": path},
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    is_so, found = json.loads(told)
    return is_so, found


def main() -> int:
    """Compares both ways and prints what differs; returns the exit code."""
    if sys.argv[1:] == ["--tell"]:
        print(json.dumps((is_compiled(), digests())))
        return 0
    is_so, ours = _digests_by(f"{BUILT}{os.pathsep}.")
    if not is_so:
        print(f"nothing is compiled in {BUILT}: make compiled", file=sys.stderr)
        return 2
    _, sources = _digests_by(".")
    moved = [name for name in sources if ours.get(name) != sources[name]]
    print(*(f"{name}: read otherwise" for name in moved), sep="\n", end="\n" if moved else "")
    print(f"{len(sources)} texts, {len(moved)} of them read otherwise")
    return 1 if moved else 0


if __name__ == "__main__":
    sys.exit(main())
