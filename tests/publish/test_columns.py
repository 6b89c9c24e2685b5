"""What the columns are called: every column that an export or a fact table shows has a Chinese name."""

import pytest

from publish.columns import CODES, FIGURES, LABELS
from tests.docs.panel import metrics
from tests.publish.synthetic import contracts

WIDE = sorted(name for name, columns in contracts().items() if name.startswith("cmp_") and "row_key" in columns)

# Exported in part, or not at all.
NOT_SHOWN = ("cmp_cells", "fct_observations", "fct_evidence", "fct_evidence_passages")
# Its other columns are the catalogue's metrics, which name them.
OF_THE_PANEL = {metric["short_code"] for metric in metrics()}
SHOWN = sorted({name for name in contracts() if name.startswith(("cmp_", "fct_"))}.difference(NOT_SHOWN))


@pytest.mark.parametrize("name", SHOWN)
def test_every_column_of_a_comparison_or_a_fact_has_a_name(name):
    assert not contracts()[name].keys() - LABELS.keys() - FIGURES.keys() - OF_THE_PANEL


def test_a_column_is_a_figure_or_tells_of_one():
    assert not LABELS.keys() & FIGURES.keys()


def test_no_figure_is_named_that_no_wide_table_has():
    assert FIGURES.keys() == {column for name in WIDE for column in contracts()[name]} - LABELS.keys() - {"cmp_table"}


def test_every_code_stands_in_a_column_that_has_a_name():
    assert {column for column, *_ in CODES} <= LABELS.keys()
