"""Clues to whose report a text is, and of which year: found here, judged by rows of seeds/identity_clues.csv in SQL."""

from ingest.clues.clue import Clue, Outside
from ingest.clues.finding import find_clues

__all__ = ["Clue", "Outside", "find_clues"]
