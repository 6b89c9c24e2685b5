"""One report in six formats: the same observations, with the same sentences under them.

All formats are landed in one warehouse, and compared before the models set all but one aside as copies. What a format
cannot carry, docs/formats.md says; of that, only blanks in sentences and headings meet what is compared here.
"""

from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.documents import as_docx, as_html, as_pdf
from tests.ofdfiles import as_ofd
from tests.warehouse import built_from_texts, digests

ROOT = Path(__file__).resolve().parents[3]
REPORTS = sorted([*digests(), *ROOT.parent.glob("shared/reports/*.txt")])
FORMATS = {
    "utf-8.html": as_html,
    "gb18030.html": partial(as_html, charset="gb18030", declared="gb2312"),
    "docx": as_docx,
    "pdf": as_pdf,
    "small.pdf": partial(as_pdf, size=11, foot="第{}页"),
    "ofd": as_ofd,
}
MODELS = "+int_observations +int_reports +int_figure_sentences"
OBSERVED = """
    select
        reports.source_name,
        observations.metric_code, observations.value, observations.unit, observations.modifier, observations.role,
        observations.scope, observations.observation_year, observations.as_of, observations.range_part,
        observations.day_kind, observations.is_cumulative, observations.kind, observations.rule_id,
        observations.number_text, observations.stated_unit,
        observations.confidence_number, observations.confidence_metric, observations.confidence_scope,
        observations.confidence_reasons,
        reports.jurisdiction_key, reports.report_kind, reports.report_year, reports.issuer,
        regexp_replace(sentences.printed_sentence, '\\s', '', 'g') as sentence,
        regexp_replace(sentences.heading_path, '\\s', '', 'g') as heading_path
    from intermediate.int_observations as observations
    inner join intermediate.int_reports as reports on observations.report_id = reports.report_id
    inner join intermediate.int_figure_sentences as sentences on observations.figure_id = sentences.figure_id
    order by reports.report_id, observations.char_start, observations.observation_id
"""

Observed = dict[str, list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def observed(tmp_path_factory: pytest.TempPathFactory) -> Observed:
    """The observations of each file, in the order of the text."""
    files: dict[str, str | bytes] = {}
    for path in REPORTS:
        text = path.read_text(encoding="utf-8")
        files[f"{path.stem}.txt"] = text
        files |= {f"{path.stem}.{form}": make(text) for form, make in FORMATS.items()}
    found: Observed = {name: [] for name in files}
    with duckdb.connect(str(built_from_texts(tmp_path_factory.mktemp("formats"), files, MODELS))) as connection:
        for name, *observation in connection.execute(OBSERVED).fetchall():
            found[name].append(tuple(observation))
    return found


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", FORMATS)
def test_a_report_gives_the_same_observations_in_every_format(observed: Observed, form: str, path: Path) -> None:
    wanted = observed[f"{path.stem}.txt"]
    assert wanted
    assert observed[f"{path.stem}.{form}"] == wanted
