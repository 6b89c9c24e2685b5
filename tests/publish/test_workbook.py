import datetime
import re

import openpyxl
import pytest

from publish.paper import HEADINGS, _note
from publish.paper import SHEET as PAPER
from publish.tables import Table
from publish.workbook import DEFINITIONS, README, SOURCES, sheet_names
from tests.publish import synthetic


@pytest.fixture(scope="module")
def book(exports):
    return openpyxl.load_workbook(exports / "fazhi_tables.xlsx")


def names_of(sheet):
    """The columns' names: the last line of each heading."""
    return [cell.value.splitlines()[-1] for cell in sheet[1]]


def rows_of(sheet):
    names = names_of(sheet)
    return [dict(zip(names, row, strict=True)) for row in sheet.iter_rows(min_row=2)]


def tables(book):
    return [sheet for sheet in book if sheet.title != README]


def test_the_sheet_for_a_paper_says_all_that_a_paper_must_in_chinese(book):
    sheet = book[PAPER]
    assert book.sheetnames[1] == PAPER
    assert names_of(sheet) == list(HEADINGS)
    rows = [{name: cell.value for name, cell in row.items()} for row in rows_of(sheet)]
    first = next(row for row in rows if row["指标"] == "受理行政复议案件")
    assert first == {
        **{"指标": "受理行政复议案件", "地区": "乙市", "年份": 2019, "数值": 1790, "单位": "件"},
        **{"说明": "地市级；本级；不少于", "来源": "某机关：《=1+1|乙市*报告*》，2019年度（-yi_2019.txt @ 10）"},
    }
    cells = rows_of(sheet)[rows.index(first)]
    assert cells["数值"].number_format == '"≥"#,##0'
    target, place = cells["数值"].hyperlink.location.split("!")
    source = dict(zip(names_of(book[SOURCES]), book[SOURCES][book[target.strip("'")][place].row], strict=True))
    assert source["number_text"].value == "1790"
    assert len(rows) == len(rows_of(book["cmp_metrics_ranked"]))


def test_a_place_is_followed_by_its_numbers(book):
    names = names_of(book["cmp_cases_handled"])
    assert names[:5] == ["jurisdiction_name", "year", "scope", "as_of", "review_applications_received"]
    assert names.index("row_key") > names.index("service_cases_handled")


def test_there_is_a_sheet_for_each_table_and_three_that_explain(book):
    assert book.sheetnames[0] == README
    assert book.sheetnames[-2:] == [DEFINITIONS, SOURCES]
    assert {"cmp_cases_handled", "cmp_metrics_ranked", "city_profile"} < set(book.sheetnames)
    assert not [name for name in book.sheetnames if name.endswith("_sources")]


def test_cells_are_typed(book):
    row = rows_of(book["cmp_cases_handled"])[1]
    assert row["review_cases_accepted"].value == 1790
    assert row["review_cases_accepted"].data_type == "n"
    assert row["review_correction_rate"].value == 68.46
    assert row["year"].value == 2019
    assert row["jurisdiction_name"].data_type == "s"
    assert row["is_cumulative"].value is False
    assert row["review_cases_concluded"].value is None
    dated = [row["as_of"] for row in rows_of(book["reported_by_one_city_only"]) if row["as_of"].value]
    assert [cell.value for cell in dated] == [datetime.datetime(2019, 10, 31)]
    assert all(cell.is_date for cell in dated)


def test_numbers_show_their_decimals_and_bounds(book):
    row = rows_of(book["cmp_cases_handled"])[1]
    assert row["review_cases_accepted"].number_format == '"≥"#,##0'
    assert row["review_correction_rate"].number_format == "#,##0.00"
    assert row["year"].number_format == "0"


def test_headings_stay_in_sight_and_filter(book):
    for sheet in tables(book):
        assert re.fullmatch(r"[A-Z]+2", sheet.freeze_panes)
        assert sheet.auto_filter.ref.startswith("A1:")


def test_chinese_is_whole_and_no_text_is_a_formula(book):
    assert rows_of(book["cmp_cases_handled"])[0]["jurisdiction_name"].value == "甲市"
    assert "=1+1|乙市*报告*" in {row["report_title"].value for row in rows_of(book[SOURCES])}
    for sheet in book:
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_columns_are_wide_enough_for_what_they_say(book):
    sheet = book[SOURCES]
    column = sheet.column_dimensions[sheet.cell(1, names_of(sheet).index("printed_sentence") + 1).column_letter]
    sentences = [row["printed_sentence"].value for row in rows_of(sheet)]
    assert column.width >= max(sum(1 if letter.isascii() else 2 for letter in sentence) for sentence in sentences)
    assert rows_of(sheet)[0]["printed_sentence"].alignment.wrap_text


def test_a_number_leads_to_its_sentence(book):
    sources = book[SOURCES]
    names = names_of(sources)
    for cell, printed in (
        (rows_of(book["cmp_cases_handled"])[1]["review_correction_rate"], "68.46"),
        (rows_of(book["cmp_approval_times"])[0]["statutory_share"], "1/5"),
        (rows_of(book["mediation_rates_across_cities"])[0]["rate_reported"], "96"),
    ):
        sheet, place = cell.hyperlink.location.split("!")
        assert sheet.strip("'") == SOURCES
        row = dict(zip(names, sources[sources[place].row], strict=True))
        assert row["number_text"].value == printed
        assert f"@ {row['char_start'].value}" in cell.hyperlink.tooltip


def test_a_derived_number_names_all_that_it_comes_from(book):
    cell = rows_of(book["cmp_mediation_rates"])[0]["people_rate_derived"]
    assert cell.value == 95
    assert "“300”" in cell.hyperlink.tooltip
    assert "“285”" in cell.hyperlink.tooltip


def test_every_metric_is_defined(book):
    rows = rows_of(book[DEFINITIONS])
    assert {row["metric_code"].value for row in rows} == set(synthetic.METRICS)
    assert all(row["definition"].value for row in rows)


def test_readme_says_what_it_is_made_from(book):
    said = " ".join(str(cell.value) for row in book[README].iter_rows() for cell in row if cell.value)
    assert "2 份报告" in said
    assert "2020-05-01" in said
    assert "怎样引用" in said


def test_sheet_names_fit_and_differ():
    asked = [Table("a" * 40 + end, "", "", (), "", (), []) for end in "123"]
    names = sheet_names(asked).values()
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)


def test_sheet_names_keep_whole_words():
    asked = ["comparability_of_two_cities_and_years", "comparability_of_two_cities_by_metric", "short_one"]
    names = sheet_names([Table(name, "", "", (), "", (), []) for name in asked])
    assert list(names.values()) == ["comparability_of_two_cities_and", "comparability_of_two_cities_by", "short_one"]
    twice = sheet_names(
        [Table(f"comparability_of_two_cities_{end}", "", "", (), "", (), []) for end in ("alike", "apart")]
    )
    assert list(twice.values()) == ["comparability_of_two_cities", "comparability_of_two_cities~2"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (1, 3, "地市级；本级；按报告所载的其他分母，组内第1至第3"),
        (2, 2, "地市级；本级；组内第2，换报告所载的其他分母也不变"),
        (None, None, "地市级；本级"),
    ],
)
def test_the_sheet_for_a_paper_tells_the_ranks_by_other_definitions(first, last, said):
    of = {"level": "prefecture", "scope": "own", "period_type": "year", "as_of": None, "modifier": None}
    assert _note({**of, "own_reasons_zh": None, "rank_from": first, "rank_to": last}) == said


def test_what_a_check_found_is_told_in_chinese(book):
    sheet = book["stated_and_derived_rates"]
    told = [row["check_detail"].value for row in rows_of(sheet) if row["check_detail"].value]
    assert [one for one in told if re.search(r"rounded|cut off|stated", one)] == []
