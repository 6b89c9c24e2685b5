"""Claims about the seeds of comparison: no reason that nothing gives, no indicator that contradicts the checks."""

import csv
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def read(name):
    with (ROOT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


INDICATORS = {row["indicator_code"]: row for row in read("derived_indicators")}


def test_every_reason_is_given_somewhere():
    sql = "\n".join(
        path.read_text(encoding="utf-8")
        for folder in ("models", "macros", "analyses")
        for path in (ROOT / folder).rglob("*.sql")
    )
    unused = [row["reason_code"] for row in read("comparability_reasons") if f"'{row['reason_code']}'" not in sql]
    assert not unused


def test_what_forbids_a_comparison_is_told_first():
    severities = [
        row["severity"] for row in sorted(read("comparability_reasons"), key=lambda r: int(r["reason_order"]))
    ]
    assert severities == sorted(severities)  # not_comparable before reservation


@pytest.mark.parametrize("code", INDICATORS)
def test_a_stated_rate_stands_beside_the_terms_that_its_check_knows(code):
    row = INDICATORS[code]
    if row["reported_metric"]:
        pairs = {
            pair for check in read("checks") if check["subject_metric"] == row["reported_metric"]
            for pair in check["terms"].split()
        }  # fmt: skip
        assert f"{row['numerator_metric']}/{row['denominator_metric']}" in pairs


@pytest.mark.parametrize("code", INDICATORS)
def test_a_formula_is_told_in_both_languages(code):
    row = INDICATORS[code]
    assert "÷" in row["formula_zh"]
    assert re.search(r"[\u4e00-\u9fff]", row["formula_zh"])
    assert "÷" in row["formula_en"]
    assert not re.search(r"[\u4e00-\u9fff]", row["formula_en"])
    assert (row["denominator_metric"] == "") == (row["kind"] == "per_resident")


@pytest.mark.parametrize("code", [code for code, row in INDICATORS.items() if row["other_denominators"]])
def test_other_denominators_are_counts_beside_the_indicators_own(code):
    row = INDICATORS[code]
    others = row["other_denominators"].split()
    kinds = {metric["metric_code"]: metric["kind"] for metric in read("metrics")}
    assert len({*others, row["denominator_metric"]}) == len(others) + 1
    assert {kinds[other] for other in others} == {"count"}
