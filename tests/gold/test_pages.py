"""The digests of single pages among the samples: all that they state is read, and read right."""

from pathlib import Path

from fazhi.evaluate import evaluate

GOLD = Path(__file__).parent / "pages"


def test_every_fact_of_the_digests_of_pages_is_right(sample_run: Path) -> None:
    scores = evaluate(sample_run / "fazhi.duckdb", GOLD)
    figures, strict = scores.figures, scores.strict
    assert (figures.precision, figures.recall) == (1, 1)
    assert (strict.precision, strict.recall) == (1, 1)
