"""How sure readings are: the fit, the model that applies its weights, and the picture of what was measured."""

import math
from decimal import Decimal

import duckdb
import pytest

from tests.confidence.fitting import FITTED, fitted, read_seed
from tests.confidence.readings import Judged
from tests.confidence.reliability import PICTURE, Band, bands, picture, written
from tests.warehouse import built_from_texts

ROWS = [
    {"signal_id": "metric.base", "part": "metric", "field": "", "field_value": "", "prior": "3"},
    {"signal_id": "metric.far", "part": "metric", "field": "topic_basis", "field_value": "heading", "prior": "-1"},
    {"signal_id": "metric.unseen", "part": "metric", "field": "is_ocr", "field_value": "true", "prior": "-2"},
    *(
        {"signal_id": f"{part}.base", "part": part, "field": "", "field_value": "", "prior": "3"}
        for part in FITTED
        if part != "metric"
    ),
]


def reading(basis: str, is_right: bool, said: float = 0.9) -> Judged:
    right = {"number": True, "metric": is_right, "scope": True, "year": True}
    return Judged({"topic_basis": basis, "is_ocr": "false"}, {"whole": said, "metric": said}, right)


def test_a_weight_moves_from_its_prior_to_what_the_gold_shows() -> None:
    readings = [reading("label", True)] * 200 + [reading("heading", True)] * 50 + [reading("heading", False)] * 50
    rows = {row["signal_id"]: row for row in fitted(ROWS, readings)}
    base, far = float(rows["metric.base"]["weight"]), float(rows["metric.far"]["weight"])
    assert base > 3
    assert far < -2
    assert 0.45 < 1 / (1 + math.exp(-(base + far))) < 0.65
    assert (rows["metric.far"]["seen"], rows["metric.far"]["wrong"]) == ("100", "50")


def test_a_signal_that_the_gold_does_not_know_keeps_its_prior() -> None:
    rows = {row["signal_id"]: row for row in fitted(ROWS, [reading("label", True)] * 20)}
    assert rows["metric.unseen"] | {"weight": "-2.000", "seen": "0", "wrong": "0"} == rows["metric.unseen"]


def test_fitted_onward_a_weight_begins_where_it_stands_and_counts_what_was_seen() -> None:
    rows = [row | {"weight": row["prior"], "seen": "100", "wrong": "5"} for row in ROWS]
    rows[1]["weight"] = "-3"
    far = {row["signal_id"]: row for row in fitted(rows, [reading("heading", True)] * 5, onward=True)}["metric.far"]
    assert -3 < float(far["weight"]) < -2.5
    assert (far["seen"], far["wrong"]) == ("105", "5")


def test_weights_that_are_not_asked_for_stand() -> None:
    rows = [row | {"weight": row["prior"], "seen": "100", "wrong": "5"} for row in ROWS]
    moved = fitted(rows, [reading("heading", False)] * 20, onward=True, only=("metric.far",))
    assert [row["signal_id"] for row, old in zip(moved, rows, strict=True) if row != old] == ["metric.far"]


def test_nothing_that_is_doubtful_makes_a_reading_much_surer() -> None:
    surer = {row["signal_id"]: row["weight"] for row in read_seed() if row["field"] and float(row["weight"]) > 1.5}
    assert not surer


def test_the_model_applies_the_weights_of_the_seed(tmp_path) -> None:
    told = "2021年全市共受理行政复议案件345件，审结三百零二件。"
    text = f"江西省南昌市2021年法治政府建设年度报告\n\n一、行政复议\n\n{told}\n"
    db = built_from_texts(tmp_path, {"r.txt": text}, "+int_observations")
    with duckdb.connect(str(db), read_only=True) as connection:
        result = connection.execute(
            "select readings.number_text, readings.confidence, readings.confidence_number, readings.confidence_metric,"
            " readings.confidence_scope, readings.confidence_year, readings.confidence_place, signals.*"
            " from intermediate.int_observations as readings"
            " inner join intermediate.int_observation_signals as signals using (observation_id)"
        )
        columns = [column[0] for column in result.description]
        found = [dict(zip(columns, row, strict=True)) for row in result.fetchall()]
    assert {row["number_text"] for row in found} == {"345", "三百零二"}
    for row in found:
        whole = Decimal(row["confidence_place"])
        for part in FITTED[:3]:
            assert float(row[f"confidence_{part}"]) == pytest.approx(logistic(row, part), abs=0.006), part
        for part in FITTED:
            whole *= row[f"confidence_{part}"]
        assert float(row["confidence"]) == pytest.approx(float(whole), abs=0.03)
    by_number = {row["number_text"]: row["confidence_number"] for row in found}
    assert by_number["三百零二"] < by_number["345"]


def logistic(row: dict, part: str) -> float:
    held = [
        float(signal["weight"])
        for signal in read_seed()
        if signal["part"] == part
        and (not signal["field"] or str(row[signal["field"]]).lower() == signal["field_value"])
    ]
    return min(0.99, 1 / (1 + math.exp(-sum(held))))


def test_bands_count_what_is_right_in_every_part() -> None:
    readings = [reading("label", True, 0.98)] * 3 + [reading("label", False, 0.92)] + [reading("label", True, 0.92)]
    assert [(band.low, band.found, band.right) for band in bands(readings)] == [(0.95, 3, 3), (0.9, 2, 1)]


def test_an_interval_holds_its_share() -> None:
    low, high = Band(0.9, 0.95, 0.92, 40, 36).interval()
    assert low < 0.9 < high
    assert (round(low, 3), round(high, 3)) == (0.769, 0.960)  # as Wilson's formula gives it


def test_the_picture_shows_the_table() -> None:
    assert len(written()) >= 4
    assert PICTURE.read_text(encoding="utf-8") == picture(written()), "python -m tests.confidence draw"
