"""The whole body: every kind, known once its module is imported."""

from tests.hostile import office, packed, pages, pdfs, places, texts  # noqa: F401 - they register their kinds
from tests.hostile.kinds import KINDS

__all__ = ["KINDS"]
