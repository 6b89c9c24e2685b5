"""Published reports, read by hand, that may stand beside the project: what needs them is left out where they do not."""

from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[2] / "shared"
REPORTS = REFERENCE / "reports"  # as published
GOLD = REFERENCE / "gold"  # their figures, read by hand
PASSAGES = REFERENCE / "field" / "texts"  # of other reports
FAULTS = REFERENCE / "faults"  # inputs, and how they must end
SCORER = REFERENCE / "score" / "score.py"  # another program that holds a warehouse against gold
