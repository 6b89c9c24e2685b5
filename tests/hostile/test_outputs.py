"""What survives into the warehouse comes out of the tables and of the command harmlessly."""

import csv
import json
import re
from pathlib import Path

import duckdb
import openpyxl
import pytest
from click.testing import CliRunner, Result

from fazhi.cli import main
from tests.hostile.runs import Run

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
ORDERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
FORMULA = re.compile("[\\s\u3000\ufeff\u200b]*[=+@＝＋＠-]")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@pytest.fixture(scope="module")
def exports(hostile_folder: Path, hostile_run: Run) -> Path:
    assert hostile_run.code == 3, hostile_run.err[-3000:]
    return hostile_folder / "exports"


def files(folder: Path) -> list[Path]:
    found = sorted(folder.iterdir())
    assert found, f"{folder} is empty"
    return found


@pytest.fixture(scope="module")
def hostile_reports(exports: Path) -> list[tuple[str, str]]:
    """Ids and names of the reports whose figures are in use: the odd ones of the body among them."""
    with duckdb.connect(str(exports.parent / "fazhi.duckdb"), read_only=True) as connection:
        return connection.execute(
            "select report_id, source_name from raw.reports where source_uri like '%/%'"
            " and report_id in (select report_id from marts.fct_evidence)"
        ).fetchall()


def test_hostile_text_has_survived_to_be_looked_at(exports: Path, hostile_reports: list[tuple[str, str]]) -> None:
    assert len(hostile_reports) >= 12
    with duckdb.connect(str(exports.parent / "fazhi.duckdb"), read_only=True) as connection:
        said = "\n".join(
            row[0] for row in connection.execute("select printed_sentence from marts.fct_observations").fetchall()
        )
    for mark in (
        "=cmd|",
        "+cmd|",
        "-甲",
        "@SUM",
        "=HYPERLINK",
        "drop table",
        "{{ env_var",
        "\x1b[2J",
        "<script>",
        "`|`",
    ):
        assert mark in said


def test_no_cell_of_a_csv_file_runs(exports: Path) -> None:
    guarded = 0
    for path in files(exports / "csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                assert not [cell for cell in row if FORMULA.match(cell) and not NUMBER.fullmatch(cell)], path.name
                guarded += sum(cell.startswith("'") for cell in row)
    assert guarded > 5


def test_every_row_of_a_csv_file_has_every_cell(exports: Path) -> None:
    for path in files(exports / "csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            assert len({len(row) for row in csv.reader(file)}) == 1


def test_no_cell_of_the_workbook_runs(exports: Path) -> None:
    book = openpyxl.load_workbook(exports / "fazhi_tables.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert not [cell.coordinate for cell in cells if isinstance(cell.value, str) and CONTROL.search(cell.value)]
    assert not [cell.hyperlink.target for cell in cells if cell.hyperlink and cell.hyperlink.target]


def test_no_table_in_markdown_is_broken(exports: Path) -> None:
    for path in files(exports / "markdown"):
        rows = [line for line in path.read_text(encoding="utf-8").split("\n") if line.startswith("| ")]
        assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) <= 1, path.name
        assert not [row for row in rows if "<script" in row]


def test_markdown_shows_no_html_and_no_picture(exports: Path) -> None:
    for path in files(exports / "markdown"):
        text = path.read_text(encoding="utf-8")
        assert "<script" not in text
        assert not re.search(r"(?<!\\)!\[", text)


def test_no_file_of_text_orders_a_terminal(exports: Path) -> None:
    texts = [path for path in exports.rglob("*") if path.suffix in (".csv", ".md", ".json")]
    assert len(texts) > 20
    assert not [path.name for path in texts if CONTROL.search(path.read_text(encoding="utf-8"))]


def test_the_run_prints_no_orders(hostile_run: Run) -> None:
    assert not ORDERS.search(hostile_run.out + hostile_run.err)
    refused = [line for line in hostile_run.err.splitlines() if line.startswith("refused")]
    assert len(refused) == int(re.search(r"(\d+) refused", hostile_run.out)[1])
    assert max(map(len, hostile_run.err.splitlines())) < 1_000


def test_show_prints_no_orders(exports: Path, hostile_reports: list[tuple[str, str]]) -> None:
    odd = [identity for identity, name in hostile_reports if ORDERS.search(name) or name.startswith("=")]
    with duckdb.connect(str(exports.parent / "fazhi.duckdb"), read_only=True) as connection:
        orders = connection.execute("select report_id from raw.reports where contains(text, chr(27))").fetchall()
        turned = connection.execute(
            "select figure_id from marts.aud_figure_disposition where reason like '%disguised%' and number_text = '321'"
        ).fetchall()
    assert odd
    assert turned
    asked = [("--report", identity) for identity in (odd[0], orders[0][0])]
    asked += [("--city", "九江"), (turned[0][0],)]
    for question in asked:
        done = show(exports, *question)
        assert done.exit_code == 0, done.stderr
        assert not ORDERS.search(done.stdout)
        told = show(exports, *question, "--json")
        assert not ORDERS.search(told.stdout)
        assert json.loads(told.stdout)


def test_an_error_prints_no_orders(exports: Path) -> None:
    done = show(exports, "--report", "\x1b[2J\u202e")
    assert done.exit_code == 1
    assert "\\u001b[2J\\u202e" in done.stderr
    assert not ORDERS.search(done.stderr)


def show(exports: Path, *question: str) -> Result:
    where = ("--db", str(exports.parent / "fazhi.duckdb"))
    return CliRunner(catch_exceptions=False).invoke(main, ["show", *question, *where])
