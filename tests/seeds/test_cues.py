"""Every cue and topic does what its row says: it speaks of its example's number and not of its counter-example's.

The examples become reports (fazhi/rulebook/cases.py); landing and the models read them like any other.
"""

import csv
import re
from pathlib import Path

import duckdb
import pytest

from fazhi.rulebook.cases import Case, Place, reports_of
from tests.warehouse import ROOT, built_from_texts

SEEDS = ROOT / "seeds"
JUDGEMENTS = ("wording", "exclusion", "claim", "role", "period", "scope")
CASES = ("example", "counter_example")
LONGEST = 120  # characters of a line of a pattern
PATTERNS = ("pattern", "unless", "also", "weak_pattern", "words")


def _rows(name: str) -> list[dict[str, str]]:
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


CUES = {row["cue_id"]: row for judgement in JUDGEMENTS for row in _rows(f"cues/{judgement}_cues")}
TOPICS = {row["topic"]: row for row in _rows("topics")}
ROWS = CUES | TOPICS
Spoken = dict[tuple[str, str], set[str]]


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Spoken:
    """For each row and case the cues and topics that spoke of its marked number; “no figure” where it is none."""
    cases = [Case(row_id, kind, row[kind], row_id) for row_id, row in ROWS.items() for kind in CASES]
    texts, places = reports_of(cases)
    database = built_from_texts(tmp_path_factory.mktemp("cues"), texts, "+int_figure_cues")
    with duckdb.connect(str(database), read_only=True) as warehouse:
        found = warehouse.execute(
            "select reports.source_uri, figures.char_start, list(distinct cues.cue_id)"
            " from raw.figures as figures inner join raw.reports as reports using (report_id)"
            " left join intermediate.int_figure_cues as cues using (figure_id) group by all"
        ).fetchall()
    by_place = {Place(Path(uri).name, start): {cue for cue in cues if cue} for uri, start, cues in found}
    return {key: by_place.get(place, {"no figure"}) for key, place in places.items()}


@pytest.mark.parametrize("row_id", ROWS)
def test_it_speaks_of_its_example(row_id: str, spoken: Spoken) -> None:
    assert row_id in spoken[row_id, "example"], f"of {ROWS[row_id]['example']} spoke {spoken[row_id, 'example']}"


@pytest.mark.parametrize("row_id", ROWS)
def test_it_does_not_speak_of_its_counter_example(row_id: str, spoken: Spoken) -> None:
    found = spoken[row_id, "counter_example"]
    assert "no figure" not in found, f"the marked number of {ROWS[row_id]['counter_example']} was not read as a figure"
    assert row_id not in found, f"of {ROWS[row_id]['counter_example']} spoke {found}"


def test_every_word_class_exists_and_is_used() -> None:
    classes = [row["word_class"] for row in sorted(_rows("cues/word_classes"), key=lambda row: int(row["class_order"]))]
    rows = [*ROWS.values(), *_rows("wording_rules"), *_rows("cues/word_classes")]
    patterns = "\n".join(row.get(column) or "" for row in rows for column in PATTERNS)
    of_sql = [path for folder in ("models", "macros") for path in (ROOT / folder).rglob("*.sql")]
    in_sql = "".join(path.read_text(encoding="utf-8") for path in of_sql)
    used = set(re.findall(r"\{([a-z_]+)\}", patterns)) | set(re.findall(r"word_class\('(\w+)'\)", in_sql))
    assert used == set(classes)
    for place, row in enumerate(sorted(_rows("cues/word_classes"), key=lambda row: int(row["class_order"]))):
        assert set(re.findall(r"\{([a-z_]+)\}", row["words"])) <= set(classes[:place]), row["word_class"]


def test_no_line_of_a_pattern_is_longer_than_a_line_of_code() -> None:
    """But for alternatives between brackets that belong together and cannot be parted by lines."""
    named = ["cues/word_classes", "topics", "wording_rules", *(f"cues/{judgement}_cues" for judgement in JUDGEMENTS)]
    long_ones = {
        (next(iter(row.values())), column, len(line))
        for name in named
        for row in _rows(name)
        for column in PATTERNS
        for line in (row.get(column) or "").splitlines()
        if len(line) > LONGEST
    }
    assert not long_ones
