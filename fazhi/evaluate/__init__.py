"""Measuring a built warehouse against what people read in the same reports."""

from fazhi.evaluate.comparison import evaluate
from fazhi.evaluate.gold import GoldError
from fazhi.evaluate.misses import write_misses
from fazhi.evaluate.scorecard import as_json, as_lines

__all__ = ["GoldError", "as_json", "as_lines", "evaluate", "write_misses"]
