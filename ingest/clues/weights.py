"""How much each kind of clue weighs, by seeds/identity_clues.csv: SQL judges by it, landing takes its first reading."""

import csv
from functools import cache

from ground.paths import SEEDS

SEED = SEEDS / "identity_clues.csv"


@cache
def weights() -> dict[tuple[str, str], float]:
    """The weight of a clue by what it is about and its kind."""
    with SEED.open(encoding="utf-8", newline="") as lines:
        return {(row["about"], row["clue_kind"]): float(row["weight"]) for row in csv.DictReader(lines)}
