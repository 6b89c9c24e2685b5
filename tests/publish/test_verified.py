"""What people have verified, told apart in tables, panel and workbook, and exported alone."""

import csv
import datetime

import duckdb
import openpyxl
import pytest

from publish import ExportError, Terms, export_all, publish_all
from publish.sheets import VERIFIED_COLOR

ACCEPTED = "r1:10:admin_review.cases_accepted"


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def alone(warehouse, tmp_path_factory):
    out = tmp_path_factory.mktemp("verified") / "tables"
    export_all(warehouse, out, verified_only=True, progress=False)
    return out


def test_all_tables_say_which_figures_are_verified(exports):
    ranked = {row["observation_id"]: row["is_verified"] for row in rows(exports / "csv" / "cmp_metrics_ranked.csv")}
    assert {key for key, told in ranked.items() if told == "true"} == {
        ACCEPTED,
        "r1:90:mediation.disputes_accepted",
        "r1:95:mediation.disputes_resolved",
    }
    wide = rows(exports / "csv" / "cmp_mediation_rates.csv")
    assert wide[0]["verified_columns"].split() == [
        "people_disputes_accepted",
        "people_disputes_resolved",
        "people_rate_derived",
    ]


def test_the_workbook_shows_them_on_green_and_can_be_filtered(exports):
    book = openpyxl.load_workbook(exports / "fazhi_tables.xlsx")
    sheet = book["cmp_cases_handled"]
    shown = {cell.value: cell.fill.fgColor.rgb for row in sheet.iter_rows(min_row=2) for cell in row if cell.hyperlink}
    assert shown[508].endswith(VERIFIED_COLOR.removeprefix("#"))
    assert not shown[1790].endswith(VERIFIED_COLOR.removeprefix("#"))
    headings = [cell.value for cell in book["来源 Sources"][1]]
    assert any(heading.endswith("is_verified") for heading in headings)
    assert sheet.auto_filter.ref


def test_what_nobody_has_verified_is_left_out(alone, exports):
    assert [row["observation_id"] for row in rows(alone / "csv" / "cmp_metrics_ranked.csv")] == [
        ACCEPTED,
        "r1:90:mediation.disputes_accepted",
        "r1:95:mediation.disputes_resolved",
    ]
    (reviews,) = rows(alone / "csv" / "cmp_cases_handled.csv")
    assert (reviews["jurisdiction_key"], reviews["review_cases_accepted"]) == ("360100", "508")
    assert not rows(alone / "csv" / "cmp_approval_times.csv")
    assert len(rows(exports / "csv" / "cmp_cases_handled.csv")) == 2
    assert "只含经人核实的数字" in (alone / "README.md").read_text(encoding="utf-8")


def test_a_rate_worked_out_of_verified_figures_loses_what_is_stated_beside_it(alone):
    (derived,) = rows(alone / "csv" / "cmp_derived_indicators.csv")
    assert (derived["value"], derived["reported_value"], derived["reported_gap"]) == ("95", "", "")


def test_the_panel_says_that_a_number_is_stated_and_not_verified(alone):
    panel = {(row["jurisdiction_key"], row["year"]): row for row in rows(alone / "panel" / "fazhi_panel.csv")}
    assert panel["360100", "2019"]["cases_accepted"] == "508"
    assert panel["360700", "2019"]["cases_accepted"] == ""
    assert (panel["360100", "2019"]["metric_count"], panel["360700", "2019"]["metric_count"]) == ("1", "0")
    long = {row["cell_key"]: row for row in rows(alone / "panel" / "fazhi_panel_long.csv")}
    told = long["360700|2019|admin_review.cases_accepted"]
    assert (told["value"], told["printed_sentence"], told["set_aside_code"]) == ("", "", "not_verified")
    kept = long["360100|2019|approval_time.enterprise_startup"]
    assert (kept["value"], kept["set_aside_code"]) == ("", "limit_against_actual")


def test_a_publication_of_verified_figures_holds_no_other(warehouse, tmp_path):
    terms = Terms(datetime.date(2024, 2, 29), texts=False)
    publish_all(warehouse, tmp_path, terms, verified_only=True, progress=False)
    folder = tmp_path / terms.name
    assert [row["observation_id"] for row in rows(folder / "csv" / "figures.csv")] == [
        ACCEPTED,
        "r1:90:mediation.disputes_accepted",
        "r1:95:mediation.disputes_resolved",
    ]
    assert (folder / "csv" / "aud_measured_precision.csv").is_file()
    assert "dim_ and aud_ are whole" in (folder / "README.md").read_text(encoding="utf-8")
    with duckdb.connect(str(folder / "fazhi.duckdb"), read_only=True) as copied:
        assert copied.execute("select count(*) from marts.fct_observations").fetchone() == (3,)
        assert copied.execute("select max(review_correction_rate) from marts.cmp_cases_handled").fetchone() == (None,)


def test_a_warehouse_of_an_older_version_says_what_to_do(tmp_path):
    with duckdb.connect(str(tmp_path / "old.duckdb")) as old:
        old.execute("create schema marts")
        old.execute("create table marts.fct_observations as select 1 as observation_id")
    with pytest.raises(ExportError, match=r"which figures are verified; build it again"):
        export_all(tmp_path / "old.duckdb", tmp_path / "out", verified_only=True)
