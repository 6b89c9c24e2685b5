"""The whole extraction (passages, figures, identity) against one plain pass of a regular expression, on one core.

The note says whether the extraction was compiled (`make compiled`); the plain pass never is.
"""

from collections.abc import Iterator

from ingest.extraction import extract
from ingest.identity import Known
from tests.bench import plain
from tests.bench.corpus import DENSE, DENSITY, reports
from tests.bench.ratios import Ratio, times_as_fast
from tests.compiled import is_compiled

CHARACTERS = 5_000_000
ROUNDS = 5
REPORT_ID = "0123456789abcdef"


def measure() -> Iterator[Ratio]:
    """Ours against the plain pass: on reports, on a quarter of them as one text, and on texts that are all figures."""
    texts = reports(CHARACTERS, DENSITY)
    yield _compared("extraction, times as fast as a plain pass", texts, least=1.0)
    # no report holds as many figures as five million characters of them do (ingest.extraction.MAX_FIGURES)
    yield _compared("the same, a quarter of it as one text", ["\n".join(texts[: len(texts) // 4])], least=1.0)
    yield _compared("the same, as dense as our digests", reports(CHARACTERS // 5, DENSE))


def _compared(name: str, texts: list[str], least: float | None = None) -> Ratio:
    value = times_as_fast(texts, _extracted, plain.records, ROUNDS)
    size = sum(map(len, texts))
    density = 1000 * sum(len(plain.records(text)) for text in texts) / size
    how = "compiled" if is_compiled() else "not compiled"
    return Ratio(name, value, least, note=f"{how}; {size / 1e6:.1f} million characters, {density:.0f} figures in 1,000")


def _extracted(text: str) -> object:
    return extract(REPORT_ID, text, Known())
