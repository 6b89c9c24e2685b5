import csv

from publish.tables import exported
from publish.warehouse import opened


def read(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def files(exports):
    found = sorted((exports / "csv").iterdir())
    assert found
    return found


def test_excel_opens_it_as_it_is(exports):
    for path in files(exports):
        content = path.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")
        assert b"\n" not in content.replace(b"\r\n", b"")


def test_chinese_and_numbers_come_through(exports):
    rows = {row["jurisdiction_name"]: row for row in read(exports / "csv" / "cmp_cases_handled.csv")}
    assert rows["甲市"]["review_cases_accepted"] == "508"
    assert rows["乙市"]["review_correction_rate"] == "68.46"
    assert rows["甲市"]["review_correction_rate"] == ""  # unknown, not zero


def test_text_cells_cannot_run_as_formulas(exports):
    rows = read(exports / "csv" / "cases_across_cities.csv")
    assert {row["source_name"] for row in rows} == {"jia_2019.txt", "'-yi_2019.txt"}
    assert "'@超过1790件|受理。" in {row["printed_sentence"] for row in rows}


def test_a_printed_fraction_does_not_become_a_date(exports):
    rows = read(exports / "csv" / "approval_times_across_cities.csv")
    assert {row["number_text"]: row["value"] for row in rows} == {"3": "3", "'1/5": "0.2"}


def test_no_cell_but_a_guarded_one_begins_like_a_formula(exports):
    for path in files(exports):
        for row in read(path):
            assert not [cell for cell in row.values() if cell.startswith(("=", "+", "@", "\t"))]


def test_every_row_and_column_of_the_tables_is_there(warehouse, exports):
    with opened(warehouse) as connection:
        for table in exported(connection):
            rows = read(exports / "csv" / f"{table.name}.csv")
            assert len(rows) == len(table.rows)
            assert not rows or list(rows[0]) == [column.name for column in table.columns]
