"""Corrections on a warehouse: a fitting one changes the facts, one that no longer fits stops the build and says so."""

import csv
import hashlib
import shutil
from pathlib import Path

import duckdb
import pytest

from fazhi import build, inputs
from ground import paths
from ground.errors import BuildError
from tests import warehouse

TEXT = """德兴市2019年法治政府建设情况报告
2019年,德兴市深入推进法治政府建设,坚持依法行政,现将法治政府建设情况报告如下。
市政府受理行政复议案件412件,审结行政复议案件390件。
全年受理人民调解纠纷800件,调解成功760件。
"""
REVIEWS, DISPUTES = (line for line in TEXT.splitlines()[2:])
MODELS = "+fct_evidence +fct_cases_handled +aud_figure_disposition +aud_review_queue"


def correction(correction_id, number, sentence, field, read_as, corrected_to, **more):
    return {
        "correction_id": correction_id,
        "source_name": "xishan.txt",
        "printed_number": number,
        "sentence_md5": hashlib.md5(sentence.encode(), usedforsecurity=False).hexdigest(),
        "field": field,
        "read_as": read_as,
        "corrected_to": corrected_to,
        "reason": f"the reason of {correction_id}",
        "corrected_on": "2024-05-06",
        "corrected_by": "a reader",
        **more,
    }


FITTING = [
    correction("C1", "412", REVIEWS, "value", "412", "421"),
    correction("C2", "390", REVIEWS, "scope", "own", "whole", char_start=str(TEXT.index("390"))),
    correction("C3", "390", REVIEWS, "as_of", "", "2019-10-31"),
    correction("C4", "760", DISPUTES, "use", "mediation.disputes_resolved", "no"),
    correction("C5", "1", REVIEWS, "value", "1", "2", source_name="not_landed.txt"),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the dbt project, whose corrections a test may write."""
    root = tmp_path_factory.mktemp("project")
    for folder in inputs.FOLDERS:
        shutil.copytree(warehouse.ROOT / folder, root / folder)
    for name in inputs.FILES:
        shutil.copy(warehouse.ROOT / name, root / name)
    with pytest.MonkeyPatch.context() as patch:
        for module in (warehouse, paths):
            patch.setattr(module, "ROOT", root)
        yield root


def write(project, rows):
    path = project / "seeds" / "corrections.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def corrected(project, tmp_path_factory):
    write(project, FITTING)
    return warehouse.built_from_texts(tmp_path_factory.mktemp("corrected"), {"xishan.txt": TEXT}, MODELS)


def ask(database, query):
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_a_correction_changes_the_fact_and_not_the_landed_figure(corrected):
    facts = "select metric_code, cast(value as int), scope, as_of is not null from marts.fct_cases_handled order by 1"
    assert ask(corrected, facts) == [
        ("admin_review.cases_accepted", 421, "own", False),
        ("admin_review.cases_concluded", 390, "whole", True),
    ]
    assert ask(corrected, "select cast(value as int) from raw.figures where number_text = '412'") == [(412,)]


def test_the_evidence_names_the_correction_and_its_reason(corrected):
    told = ask(
        corrected,
        "select number_text, correction_id, correction_reason, confidence_reasons like '%;correction:%'"
        " from marts.fct_evidence order by char_start",
    )
    assert told == [
        ("412", "C1", "the reason of C1", True),
        ("390", "C2, C3", "the reason of C2, the reason of C3", True),
        ("800", None, None, False),
    ]


def test_a_withdrawn_figure_is_set_aside_and_waits_for_nobody(corrected):
    reason = "withdrawn by correction C4: the reason of C4"
    told = ask(corrected, "select reason from marts.aud_figure_disposition where number_text = '760'")
    assert told == [(reason,)]
    assert ask(corrected, "select count(*) from marts.aud_review_queue") == [(0,)]


def test_a_correction_of_a_report_that_has_not_landed_sleeps(corrected):
    told = ask(corrected, "select correction_id, status from intermediate.int_corrections order by 1")
    assert told == [("C1", "applies"), ("C2", "applies"), ("C3", "applies"), ("C4", "applies"), ("C5", "dormant")]


def test_one_that_no_longer_fits_stops_the_build_and_says_what_it_found(project, corrected, tmp_path, monkeypatch):
    invoked = build._invoked
    # the test that tells it and what it rests on, without the tests of that
    what_tells = ("--indirect-selection", "empty", "--exclude-resource-type", "unit_test")
    what_tells += ("--select", "+corrections_fit_their_text")
    monkeypatch.setattr(
        build, "_invoked", lambda runner, db, *said: invoked(runner, db, *said, *(what_tells * (said[0] == "build")))
    )
    database = Path(shutil.copy(corrected, tmp_path))
    write(project, [correction("C9", "412", REVIEWS, "value", "413", "421")])
    with pytest.raises(BuildError) as failed:
        build.build(database)
    assert (
        "correction C9 (xishan.txt, value of 412): value is not read as “413” now but as “412”; "
        "if that is right, take the correction out"
    ) in str(failed.value)
