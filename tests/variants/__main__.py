"""Lands all variants and tells the wrong numbers: `python -m tests.variants`. Exits with 1 where there are any."""

import sys
import tempfile
from pathlib import Path

from tests.variants.building import told
from tests.variants.doubts import DOUBTS
from tests.variants.judging import missing, wrong
from tests.variants.sentences import SENTENCES
from tests.variants.unseen import UNSEEN


def main() -> int:
    """Prints what is wrong or missing; returns the exit code."""
    variants = {f"{number:03}.txt": variant for number, variant in enumerate([*SENTENCES, *DOUBTS, *UNSEEN])}
    with tempfile.TemporaryDirectory(prefix="fazhi-variants-") as folder:
        facts = told(variants, Path(folder))
    said = wrong(variants, facts) + missing(variants, facts)
    print(*said, sep="\n")
    print(f"{len(variants)} variants, {sum(map(len, facts.values()))} facts, {len(said)} wrong or missing")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
