"""How well scans are read: the sample reports printed, scanned at 200 and 300 dpi, straight and one degree askew.

Takes minutes: `make scans`. Without the extra the tests are skipped; tests/ingest/documents hold what is said then.
"""

import io
from collections import Counter, defaultdict
from typing import Any

import duckdb
import pytest

from ingest.documents import recognition
from tests.ingest.documents.test_same_observations import MODELS, OBSERVED
from tests.scans.printing import pages
from tests.warehouse import built_from_texts, digests

REPORTS = digests()
pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(not recognition.is_installed(), reason="the extra ocr is not installed: make ocr"),
]
FIGURES = """
    select reports.source_name, figures.value, figures.unit, figures.modifier, figures.range_part
    from raw.figures inner join raw.reports using (report_id)
    where figures.value is not null
"""
ALIKE = 10  # columns of an observation that are compared: what it measures, how much, whose, when

Read = dict[str, Counter[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> tuple[Read, Read]:
    """Figures and observations of each file."""
    files: dict[str, str | bytes] = {}
    for path in REPORTS:
        text = path.read_text(encoding="utf-8")
        files[path.name] = text
        for dpi in (200, 300):
            for askew in (0, 1):
                made = io.BytesIO()
                first, *others = pages(text, dpi, askew)
                first.save(made, "PDF", save_all=True, append_images=others, resolution=dpi)
                files[f"{path.stem}.{dpi}.{askew}.pdf"] = made.getvalue()
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.delenv("FAZHI_OCR")
    figures: Read = defaultdict(Counter)
    observations: Read = defaultdict(Counter)
    with duckdb.connect(str(built_from_texts(tmp_path_factory.mktemp("scans"), files, MODELS))) as connection:
        for name, *figure in connection.execute(FIGURES).fetchall():
            figures[name][tuple(figure)] += 1
        for name, *observation in connection.execute(OBSERVED).fetchall():
            observations[name][tuple(observation[:ALIKE])] += 1
    monkeypatch.undo()
    return figures, observations


def scores(read: Read) -> tuple[int, int, int]:
    """Over all scans: right ones, read ones, stated ones."""
    right = found = stated = 0
    for path in REPORTS:
        for name in (f"{path.stem}.{dpi}.{askew}.pdf" for dpi in (200, 300) for askew in (0, 1)):
            right += (read[name] & read[path.name]).total()
            found += read[name].total()
            stated += read[path.name].total()
    return right, found, stated


def test_figures_of_scans_are_those_of_the_text(read: tuple[Read, Read]) -> None:
    right, found, stated = scores(read[0])
    print(f"figures: {right} right of {found} read, {stated} stated; F1 {2 * right / (found + stated):.4f}")
    assert 2 * right / (found + stated) >= 0.97


def test_one_fact_in_two_hundred_is_wrong_at_most(read: tuple[Read, Read]) -> None:
    right, found, stated = scores(read[1])
    print(f"observations: {right} right of {found} read, {stated} stated")
    assert (found - right) * 200 <= found
    assert right >= 0.95 * stated
