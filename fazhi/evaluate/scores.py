"""Counts of what was wanted, found and right, and the shares that they give."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from fazhi.evaluate.misses import Miss

PARTS = ("scope", "role", "year", "as_of")  # of an observation, beside its metric and value
BANDS = tuple(map(Decimal, ("0.90", "0.80", "0.70", "0.60", "0")))  # the lower ends of the confidence bands


def share(part: int, whole: int) -> float:
    """Part of a whole; 1 where there was nothing to get wrong."""
    return part / whole if whole else 1.0


@dataclass
class Tally:
    """How many were wanted, how many were found, and how many of these are right."""

    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of the found that is right."""
        return share(self.right, self.found)

    @property
    def recall(self) -> float:
        """The share of the wanted that was found and is right."""
        return share(self.right, self.gold)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Band:
    """The observations of one band of confidence: found, right, and right in every part."""

    found: int = 0
    right: int = 0
    strict: int = 0


@dataclass
class Scores:
    """The measures of a warehouse.

    Of the figures: their tally and, among the right ones, how many have the right value and unit. Of the
    observations: their tally, also by family (what stands before the point of a metric's code); how many are right in
    every part and in each; and by confidence.
    """

    reports: int = 0
    figures: Tally = field(default_factory=Tally)
    values: int = 0
    units: int = 0
    observations: Tally = field(default_factory=Tally)
    strictly_right: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    families: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    bands: dict[Decimal, Band] = field(default_factory=lambda: {lower: Band() for lower in BANDS})
    misses: list[Miss] = field(default_factory=list)

    @property
    def strict(self) -> Tally:
        """The observations, where only those count as right that are right in every part."""
        return Tally(self.observations.gold, self.observations.found, self.strictly_right)

    def band(self, confidence: Decimal | None) -> Band:
        """The band of a confidence; the lowest where there is none."""
        return self.bands[next(lower for lower in BANDS if (confidence or 0) >= lower)]
