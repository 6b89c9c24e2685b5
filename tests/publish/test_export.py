import hashlib
import os
import shutil

import duckdb
import openpyxl
import pytest

import publish.export
import publish.tables
from publish import ExportError, export_all
from publish.tables import exported
from publish.warehouse import opened
from publish.workbook import sheet_names
from tests.publish import synthetic


def digests(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_it_says_what_it_wrote(warehouse, tmp_path):
    written = export_all(warehouse, tmp_path / "out")
    assert all(path.is_file() for path in written)
    assert {path.relative_to(tmp_path / "out").as_posix() for path in written} == set(digests(tmp_path / "out"))


def test_the_index_lists_every_file(exports):
    index = (exports / "README.md").read_text(encoding="utf-8")
    assert all(f"({name})" in index for name in digests(exports) if name != "README.md")


def test_the_same_warehouse_gives_the_same_bytes(warehouse, exports, tmp_path):
    export_all(warehouse, tmp_path / "again")
    again = digests(tmp_path / "again")
    assert again == digests(exports)


def test_formats_can_be_chosen_and_what_is_not_asked_for_goes(warehouse, tmp_path):
    out = tmp_path / "out"
    export_all(warehouse, out)
    export_all(warehouse, out, ["csv"])
    assert sorted(path.name for path in out.iterdir()) == ["README.md", "csv"]


@pytest.mark.parametrize("formats", [["pdf"], []])
def test_an_unknown_format_is_refused(warehouse, tmp_path, formats):
    with pytest.raises(ExportError, match="choose from csv, parquet, xlsx, md, panel"):
        export_all(warehouse, tmp_path / "out", formats)


def test_a_failure_leaves_the_old_exports(warehouse, tmp_path, monkeypatch):
    out = tmp_path / "out"
    export_all(warehouse, out)
    before = digests(out)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publish.export, "write_workbook", fail)
    with pytest.raises(ExportError, match=r"fazhi_tables.xlsx: could not be written: .*No space left"):
        export_all(warehouse, out)
    assert digests(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_swap_that_fails_puts_the_old_exports_back(warehouse, tmp_path, monkeypatch):
    out = tmp_path / "out"
    export_all(warehouse, out, ["csv"])
    before = digests(out)
    rename = os.rename

    def refuse(source, target):
        if ".new-" in str(source):
            raise PermissionError(13, "Permission denied", str(target))
        rename(source, target)

    monkeypatch.setattr("publish.folder._exchanged", lambda *_: False)  # as where the system cannot
    monkeypatch.setattr("pathlib.Path.rename", lambda self, target: refuse(self, target))
    with pytest.raises(ExportError, match="Permission denied"):
        export_all(warehouse, out, ["csv"])
    assert digests(out) == before


def test_a_folder_with_other_work_in_it_is_never_replaced(warehouse, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.docx").write_text("mine")
    with pytest.raises(ExportError, match=r"thesis\.docx"):
        export_all(warehouse, out)
    assert (out / "thesis.docx").read_text() == "mine"


def test_a_file_is_no_folder(warehouse, tmp_path):
    (tmp_path / "out").write_text("mine")
    with pytest.raises(ExportError, match="is a file"):
        export_all(warehouse, tmp_path / "out")


def test_the_warehouse_is_only_read(warehouse, tmp_path):
    before = hashlib.sha256(warehouse.read_bytes()).hexdigest()
    warehouse.chmod(0o444)
    with duckdb.connect(str(warehouse), read_only=True):
        export_all(warehouse, tmp_path / "out")
    assert hashlib.sha256(warehouse.read_bytes()).hexdigest() == before


def test_without_a_warehouse_it_says_how_to_get_one(tmp_path):
    with pytest.raises(ExportError, match=r"none.duckdb: there is no warehouse; build one first"):
        export_all(tmp_path / "none.duckdb", tmp_path / "out")
    (tmp_path / "text.duckdb").write_text("no warehouse at all")
    with pytest.raises(ExportError, match="cannot be opened for reading"):
        export_all(tmp_path / "text.duckdb", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_without_marts_it_says_which_is_missing(tmp_path):
    with duckdb.connect(str(tmp_path / "half.duckdb")) as connection:
        connection.execute("create schema marts")
    with pytest.raises(ExportError, match=r"marts.cmp_cells: is not in the warehouse"):
        export_all(tmp_path / "half.duckdb", tmp_path / "out")


def test_a_query_that_fails_is_named(warehouse, tmp_path):
    db = shutil.copy(warehouse, tmp_path / "old.duckdb")
    db.chmod(0o644)
    with duckdb.connect(str(db)) as connection:
        connection.execute("alter table marts.fct_cases_handled drop column statement_no")
    with pytest.raises(ExportError, match=r"cases_across_cities: the query failed: .*statement_no"):
        export_all(db, tmp_path / "out")


def test_empty_tables_give_files_with_a_heading_and_a_note(tmp_path):
    out = tmp_path / "out"
    export_all(synthetic.build(tmp_path / "empty.duckdb", empty=True), out)
    lines = (out / "csv" / "cmp_cases_handled.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("row_key,")
    assert "没有数据" in (out / "README.md").read_text(encoding="utf-8")
    assert "没有数据" in (out / "markdown" / "city_profile.md").read_text(encoding="utf-8")


def test_progress_is_drawn_when_asked_for_and_never_into_a_pipe(warehouse, tmp_path, capfd):
    export_all(warehouse, tmp_path / "out", ["csv"])
    assert capfd.readouterr() == ("", "")
    export_all(warehouse, tmp_path / "out", ["csv"], progress=True)
    assert "exporting" in capfd.readouterr().err


@pytest.mark.parametrize("exchanges", [True, False])
def test_what_killed_exports_have_left_is_put_right(warehouse, tmp_path, monkeypatch, exchanges):
    if not exchanges:
        monkeypatch.setattr("publish.folder._exchanged", lambda *_: False)
    out, gone = tmp_path / "out", 2**22 + 1  # a process number that no process has
    export_all(warehouse, out, ["csv"])
    before = digests(out)
    out.rename(tmp_path / f".out.old-{gone}")  # killed between the two renames
    (tmp_path / f".out.new-{gone}").mkdir()
    (tmp_path / ".out.new-1").mkdir()  # of a process that runs
    export_all(warehouse, out, ["csv"])
    assert digests(out) == before
    assert sorted(path.name for path in tmp_path.glob(".out*")) == [".out.new-1"]


def test_a_table_too_long_to_be_read_is_told_and_stays_whole_for_programs(warehouse, tmp_path, monkeypatch):
    monkeypatch.setattr(publish.tables, "READABLE_ROWS", 1)
    out = tmp_path / "exports"
    export_all(warehouse, out)
    with opened(warehouse) as connection:
        long = [table.name for table in exported(connection) if table.is_long and table.explains is None]
        short = [table.name for table in exported(connection) if not table.is_long and table.explains is None]
        sheets = sheet_names([table for table in exported(connection) if table.explains is None])
    assert "cmp_cases_handled" in long
    assert short
    book = openpyxl.load_workbook(out / "fazhi_tables.xlsx")
    shown = {
        line[0].hyperlink.location for name in short for line in book[sheets[name]].iter_rows() if line[0].hyperlink
    }
    for name in long:
        page = (out / "markdown" / f"{name}.md").read_text(encoding="utf-8")
        rows = (out / "csv" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()
        assert f"{len(rows) - 1} rows are too many" in page
        assert f"{len(rows) - 1} rows are too many" in book[sheets[name]]["A2"].value
        assert book[sheets[name]].max_row == 2
    assert {place.split("!")[1] for place in shown} <= {f"A{row + 1}" for row in range(book["来源 Sources"].max_row)}
