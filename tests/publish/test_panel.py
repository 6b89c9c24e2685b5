"""The panel's files: opened as people open them, each says the same numbers and why the others are missing."""

import csv
import math
import re
import shutil
import subprocess
from decimal import Decimal

import duckdb
import openpyxl
import pandas
import pyreadstat
import pytest

from publish import ExportError, export_all
from publish.panel.reading import REASONS, Metric, Panel, Row, letter
from publish.panel.statistics import SPSS_MISSING, write_statistics
from publish.tables import Column, Table
from tests.conftest import ROOT
from tests.docs.panel import MACRO, YML, panel_macro, panel_yml
from tests.publish import synthetic

ACCEPTED, RATE, SUCCESS = "cases_accepted", "correction_rate", "success_rate"
STARTUP, LAWYERS = "enterprise_startup", "lawyers"
# By city and year: what each column holds, a number or the letter of a reason.
CELLS = {
    ("360100", 2019): {ACCEPTED: 508, RATE: "b", SUCCESS: 96, STARTUP: "e", LAWYERS: "b"},
    ("360700", 2018): {ACCEPTED: 20.5, RATE: "a", SUCCESS: "a", STARTUP: "a", LAWYERS: "a"},
    ("360700", 2019): {ACCEPTED: 1790, RATE: 68.46, SUCCESS: "d", STARTUP: "b", LAWYERS: "c"},
}
NUMBERS = {
    place: {name: None if isinstance(cell, str) else cell for name, cell in row.items()} for place, row in CELLS.items()
}


@pytest.fixture(scope="module")
def panel(exports):
    return exports / "panel"


def lines(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def held(frame):
    """What a data frame holds, as CELLS tells it: empty cells as None."""
    return {
        (row["jurisdiction_key"], int(row["year"])): {
            name: None if isinstance(row[name], float) and math.isnan(row[name]) else row[name]
            for name in CELLS["360100", 2019]
        }
        for row in frame.to_dict("records")
    }


def test_stata_opens_it_with_numbers_and_reasons(panel):
    plain, _ = pyreadstat.read_dta(panel / "fazhi_panel.dta")
    assert held(plain) == NUMBERS
    reasoned, meta = pyreadstat.read_dta(panel / "fazhi_panel.dta", user_missing=True)
    assert held(reasoned) == CELLS
    assert meta.column_names_to_labels[ACCEPTED] == "受理行政复议案件（件）"
    assert meta.column_names_to_labels["jurisdiction_name"] == "地区"
    words = {code: f"{chinese} {english}" for code, (chinese, english) in REASONS.items()}
    assert meta.variable_value_labels[ACCEPTED] == words
    assert meta.variable_value_labels["level"][2] == "地市级 prefecture"
    assert set(reasoned["level"]) == {2}
    # whole numbers are integers, others are not
    assert meta.readstat_variable_types[SUCCESS] == "int32"
    assert meta.readstat_variable_types[ACCEPTED] == "double"
    assert meta.readstat_variable_types["year"] == "int32"


def test_a_number_behind_hundreds_of_reasons_stays_one(tmp_path):
    """Most metrics are stated by few of many places: a column may begin with any number of reasons."""
    metrics = [
        Metric(code, f"m.{code}", code, code, "件", "count", "", None, None) for code in ("whole", "broken", "none")
    ]
    told = [
        {"whole": "b", "broken": "a", "none": "d"} if year < 2300 else cells
        for year, cells in enumerate([{"whole": Decimal(12), "broken": Decimal("1.5"), "none": "c"}] * 302, start=2000)
    ]
    rows = [
        Row("360100", "南昌市", "prefecture", year, 1, 1, None, None, None, cells)
        for year, cells in enumerate(told, start=2000)
    ]
    long = Table(
        "fazhi_panel_long", "", "", (), "", (Column("value", "DOUBLE"), Column("set_aside_code", "VARCHAR")), []
    )
    write_statistics(Panel(tuple(metrics), tuple(rows), long, long, None), tmp_path)
    reasoned, meta = pyreadstat.read_dta(tmp_path / "fazhi_panel.dta", user_missing=True)
    assert reasoned["whole"].tolist() == ["b"] * 300 + [12, 12]
    assert reasoned["broken"].tolist() == ["a"] * 300 + [1.5, 1.5]
    assert reasoned["none"].tolist() == ["d"] * 300 + ["c", "c"]
    assert [meta.readstat_variable_types[name] for name in ("whole", "broken", "none")] == ["int32", "double", "double"]
    plain, _ = pyreadstat.read_sav(tmp_path / "fazhi_panel.sav")
    assert plain["whole"].dropna().tolist() == [12, 12]


def test_pandas_opens_the_stata_file(panel):
    frame = pandas.read_stata(panel / "fazhi_panel.dta", convert_missing=True, convert_categoricals=False)
    found = {
        (row["jurisdiction_key"], int(row["year"])): {
            name: str(row[name])[1:] if not isinstance(row[name], int | float) else row[name]
            for name in CELLS["360100", 2019]
        }
        for row in frame.to_dict("records")
    }
    assert found == CELLS


def test_spss_opens_it_with_numbers_and_reasons(panel):
    plain, _ = pyreadstat.read_sav(panel / "fazhi_panel.sav")
    assert held(plain) == NUMBERS
    reasoned, meta = pyreadstat.read_sav(panel / "fazhi_panel.sav", user_missing=True)
    codes = {place: {name: SPSS_MISSING.get(cell, cell) for name, cell in row.items()} for place, row in CELLS.items()}
    assert held(reasoned) == codes
    assert meta.missing_ranges[ACCEPTED] == [{"lo": -99, "hi": -94}]
    assert meta.variable_value_labels[ACCEPTED][-99] == " ".join(REASONS["a"])
    assert meta.column_names_to_labels[RATE] == "复议纠错率（%）"
    assert meta.original_variable_types[ACCEPTED] == "F16.2"
    assert meta.original_variable_types[LAWYERS] == "F16.0"


def test_csv_and_parquet_and_the_workbook_hold_the_same(panel):
    found = {
        (row["jurisdiction_key"], int(row["year"])): {
            name: float(row[name]) if row[name] else None for name in CELLS["360100", 2019]
        }
        for row in lines(panel / "fazhi_panel.csv")
    }
    assert found == NUMBERS
    frame = pandas.read_parquet(panel / "fazhi_panel.parquet")
    assert held(frame) == NUMBERS
    assert {str(frame[name].dtype) for name in CELLS["360100", 2019]} == {"float64"}
    sheet = openpyxl.load_workbook(panel / "fazhi_panel.xlsx")["fazhi_panel"]
    head, *rows = sheet.iter_rows(values_only=True)
    names = [cell.split("\n")[-1] for cell in head]
    told = [dict(zip(names, row, strict=True)) for row in rows]
    assert held(pandas.DataFrame(told).astype(dict.fromkeys(CELLS["360100", 2019], "float64"))) == NUMBERS


def test_the_long_form_has_the_source_of_each_number(panel):
    rows = lines(panel / "fazhi_panel_long.csv")
    assert len(rows) == 8
    accepted = next(row for row in rows if row["cell_key"] == "360700|2019|admin_review.cases_accepted")
    assert (accepted["value"], accepted["number_text"], accepted["modifier"]) == ("1790", "1790", "ge")
    several = next(row for row in rows if row["set_aside_code"] == "several_values")
    assert (several["value"], several["also_stated"]) == ("", "'=1+1")
    frame, meta = pyreadstat.read_dta(panel / "fazhi_panel_long.dta", user_missing=True)
    values = dict(zip(frame["cell_key"], frame["value"], strict=True))
    assert values["360700|2019|mediation.success_rate"] == "d"
    assert values["360100|2019|approval_time.enterprise_startup"] == 3
    assert meta.column_names_to_labels["also_stated"] == "另有的数"
    frame, _ = pyreadstat.read_sav(panel / "fazhi_panel_long.sav")
    assert set(frame["printed_sentence"]) >= {"市政府受理508件。", "律师1640人。"}
    assert [row["which_years_stated"] for row in lines(panel / "fazhi_panel_balance.csv")] == [""]


def test_the_codebook_names_every_column(panel):
    book = {row["short_code"]: row for row in lines(panel / "codebook.csv")}
    assert book.keys() == {code.split(".")[1] for code in synthetic.METRICS}
    assert book[ACCEPTED]["values"] == "3"
    assert (book[ACCEPTED]["first_year"], book[ACCEPTED]["last_year"]) == ("2018", "2019")
    assert book[LAWYERS]["values"] == "0"
    page = (panel / "codebook.md").read_text(encoding="utf-8")
    assert all(f"`{code}`" in page for code in book)
    assert "| .d | -96 | 写了几个不同的数 | several values stated |" in page


@pytest.mark.parametrize(
    ("code", "reason"),
    [("part_of_the_year", "c"), ("over_more_than_the_year", "c"), ("end_of_range", "d"), ("another_unit", "e")],
)
def test_what_is_set_aside_has_a_reason(code, reason):
    assert letter(code) == reason


def test_an_empty_panel_can_be_opened(tmp_path):
    export_all(synthetic.build(tmp_path / "empty.duckdb", empty=True), tmp_path / "out", ["panel"])
    for name in ("fazhi_panel", "fazhi_panel_long"):
        assert len(pyreadstat.read_dta(tmp_path / "out" / "panel" / f"{name}.dta")[0]) == 0
        assert len(pyreadstat.read_sav(tmp_path / "out" / "panel" / f"{name}.sav")[0]) == 0


def test_texts_that_are_too_long_are_cut(tmp_path):
    db = synthetic.build(tmp_path / "long.duckdb")
    with duckdb.connect(str(db)) as connection:
        connection.execute("update marts.cmp_panel_long set printed_sentence = repeat('受理', 1000)")
    export_all(db, tmp_path / "out", ["panel"])
    for read, name in ((pyreadstat.read_dta, "dta"), (pyreadstat.read_sav, "sav")):
        frame, _ = read(tmp_path / "out" / "panel" / f"fazhi_panel_long.{name}")
        assert {len(text.encode()) for text in frame["printed_sentence"]} <= set(range(2040, 2046))
        assert all(text.endswith("…") for text in frame["printed_sentence"])
    rows = lines(tmp_path / "out" / "panel" / "fazhi_panel_long.csv")
    assert {len(row["printed_sentence"]) for row in rows} == {2000}


def test_large_whole_numbers_stay_whole(tmp_path):
    db = synthetic.build(tmp_path / "large.duckdb")
    with duckdb.connect(str(db)) as connection:
        connection.execute("update marts.cmp_panel_long set value = 3166000001 where short_code = ?", [ACCEPTED])
    export_all(db, tmp_path / "out", ["panel"])
    for read, name in ((pyreadstat.read_dta, "dta"), (pyreadstat.read_sav, "sav")):
        frame, _ = read(tmp_path / "out" / "panel" / f"fazhi_panel.{name}")
        assert set(frame[ACCEPTED]) == {3166000001}


def test_a_warehouse_without_a_panel_says_so(tmp_path):
    db = synthetic.build(tmp_path / "old.duckdb")
    with duckdb.connect(str(db)) as connection:
        connection.execute("drop table marts.cmp_panel")
    with pytest.raises(ExportError, match=r"marts.cmp_panel: is not in the warehouse; build it"):
        export_all(db, tmp_path / "out", ["panel"])


def test_r_opens_it(panel):
    if not shutil.which("Rscript"):
        pytest.skip("there is no Rscript here: open_panel.R was not run")
    done = subprocess.run(["Rscript", "open_panel.R"], cwd=panel, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "3 rows" in done.stdout


def test_the_scripts_name_files_and_columns_that_there_are(panel):
    codes = {row["short_code"] for row in seed()}
    for name in ("open_panel.do", "open_panel.R"):
        script = (panel / name).read_text(encoding="utf-8")
        named = set(re.findall(r'"(fazhi_panel\w*\.\w+)"', script))
        assert len(named) >= 2
        assert all((panel / file).is_file() for file in named)
        assert set(re.findall(r"\bar_\w+", script)) <= codes


def seed():
    return lines(ROOT / "seeds" / "metrics.csv")


def test_short_codes_are_names_for_every_program():
    codes = [row["short_code"] for row in seed()]
    assert len({code.lower() for code in codes}) == len(codes)
    # of the 32 characters that Stata allows some number the labels of values
    assert not [code for code in codes if not re.fullmatch(r"[a-z][a-z0-9_]{1,27}", code)]
    keys = set(synthetic.contracts()["cmp_panel"]) - set(codes)
    assert len(keys) == len(synthetic.contracts()["cmp_panel"]) - len(codes)


def test_families_have_one_abbreviation_each():
    pairs = {(row["metric_code"].split(".")[0], row["short_code"].split("_")[0]) for row in seed()}
    assert len({family for family, _ in pairs}) == len(pairs)
    assert len({abbreviation for _, abbreviation in pairs}) == len(pairs)


def test_the_columns_of_the_panel_are_current():
    assert YML.read_text(encoding="utf-8") == panel_yml(), "python -m tests.docs.panel writes it afresh"
    assert MACRO.read_text(encoding="utf-8") == panel_macro(), "python -m tests.docs.panel writes it afresh"
