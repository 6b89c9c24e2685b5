"""Landing: each content once, versions, refusals, offsets, the register's facts, reading again."""

import http.server
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from ingest import extraction, preparation, store, survey
from ingest.errors import LandingError, RegisterError
from ingest.landing import LoadSummary, land

Write = Callable[..., Path]
Report = Callable[..., str]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "warehouse" / "fazhi.duckdb"


@pytest.fixture
def query(db: Path) -> Callable[[str], list[tuple[Any, ...]]]:
    def _query(sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(str(db), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return _query


def statuses(query: Callable[[str], list[tuple[Any, ...]]]) -> list[tuple[Any, ...]]:
    """The ledger's rows of the last load."""
    return query(
        "select source_uri, status, reason_code from raw.ledger"
        " where load_id = (select load_id from raw.loads order by finished_at desc limit 1) order by source_uri"
    )


def counts(summary: LoadSummary) -> tuple[int, int, int, int]:
    return summary.files_seen, summary.landed, summary.unchanged, len(summary.refused)


def test_a_first_load_lands_text_passages_and_figures(
    report: Report, write: Write, folder: Path, db: Path, query: Any
) -> None:
    text = report()
    write("a.txt", ("\ufeff" + text.replace("\n", "\r\n")).encode())
    summary = land(folder, db)
    assert counts(summary) == (1, 1, 0, 0)
    ((landed_text, uri, encoding, count, year, load_id),) = query(
        "select text, source_uri, encoding, char_count, report_year, load_id from raw.reports"
    )
    assert landed_text == text.replace("\n", "\r\n")
    assert (uri, encoding, count, year, load_id) == ("a.txt", "utf-8", len(landed_text), 2020, summary.load_id)
    values = [(value, unit) for value, unit in query("select value::double, unit from raw.figures order by char_start")]
    assert (312.0, "件") in values
    assert (12000.0, "人次") in values
    assert summary.figures == len(values)


def test_every_figure_and_passage_stands_where_its_offsets_say(
    report: Report, write: Write, folder: Path, db: Path, query: Any
) -> None:
    write("a.txt", "🏛" + report().replace("\n", "\r\n"))
    land(folder, db)
    for table, printed in (("figures", "number_text"), ("passages", "text")):
        wrong = query(
            f"select count(*) from raw.{table} rows join raw.reports on rows.report_id = reports.report_id"
            f" where substring(reports.text, char_start + 1, char_end - char_start) <> rows.{printed}"
        )
        assert wrong == [(0,)]


def test_a_second_run_lands_nothing_and_leaves_the_file_as_it_is(
    report: Report, write: Write, folder: Path, db: Path
) -> None:
    write("a.txt", report())
    land(folder, db)
    before = db.read_bytes()
    summary = land(folder, db)
    assert counts(summary) == (1, 0, 1, 0)
    assert summary.load_id is None
    assert db.read_bytes() == before


def test_same_bytes_never_land_twice(report: Report, write: Write, folder: Path, db: Path, query: Any) -> None:
    write("a.txt", report())
    write("b.txt", report())
    summary = land(folder, db)
    assert counts(summary) == (2, 1, 1, 0)
    assert summary.duplicates == 1
    write("c.txt", report())
    land(folder, db)
    assert statuses(query) == [
        ("a.txt", "unchanged", None),
        ("b.txt", "duplicate", "same_bytes"),
        ("c.txt", "duplicate", "same_bytes"),
    ]
    assert query("select count(*), count(distinct report_id) from raw.ledger where report_id is not null") == [(5, 1)]
    assert query("select count(*) from raw.reports") == [(1,)]
    assert land(folder, db).load_id is None


def test_changed_bytes_land_as_a_new_version(report: Report, write: Write, folder: Path, db: Path, query: Any) -> None:
    write("a.txt", report(cases=312))
    land(folder, db)
    write("a.txt", report(cases=313))
    summary = land(folder, db)
    assert (counts(summary), summary.new_versions) == ((1, 1, 0, 0), 1)
    assert statuses(query) == [("a.txt", "new_version", None)]
    assert query("select count(*) from raw.reports") == [(2,)]
    write("a.txt", report(cases=312))
    land(folder, db)
    assert statuses(query) == [("a.txt", "new_version", "restored")]
    assert query("select count(*) from raw.reports") == [(2,)]
    assert land(folder, db).load_id is None


def test_next_years_report_under_the_same_name_is_no_new_version(
    report: Report, write: Write, folder: Path, db: Path, query: Any
) -> None:
    write("a.txt", report(2020))
    land(folder, db)
    write("a.txt", report(2021))
    land(folder, db)
    assert statuses(query) == [("a.txt", "landed", None)]


def test_a_file_that_is_gone_keeps_its_report(report: Report, write: Write, folder: Path, db: Path, query: Any) -> None:
    write("a.txt", report(2020)).unlink()
    write("a.txt", report(2020))
    land(folder, db)
    (folder / "a.txt").unlink()
    write("b.txt", report(2021))
    land(folder, db)
    assert query("select source_uri from raw.reports order by 1") == [("a.txt",), ("b.txt",)]


REFUSED = {
    "blank.txt": (b" \n", "empty"),
    "binary.txt": (bytes(range(256)), "not_text"),
    "damaged.txt": ("全市受理行政复议案件".encode()[:-2], "unreadable_encoding"),
    "scan.pdf": (b"%PDF-1.4", "unsupported_format"),
    "recipe.txt": ("先把水烧开,再放面条。".encode(), "not_a_report"),
    "zero.html": (b"", "empty"),
}


def test_one_refused_file_stops_no_other_and_says_why(
    report: Report, write: Write, folder: Path, db: Path, query: Any
) -> None:
    write("a.txt", report())
    for name, (data, _) in REFUSED.items():
        write(name, data)
    summary = land(folder, db)
    assert counts(summary) == (7, 1, 0, 6)
    assert {uri: code for uri, code, _ in summary.refused} == {name: code for name, (_, code) in REFUSED.items()}
    assert all(len(reason) > 30 for _, _, reason in summary.refused)
    assert query("select files_seen, landed, unchanged, refused from raw.loads") == [(7, 1, 0, 6)]
    again = land(folder, db)
    assert (counts(again), again.load_id) == ((7, 0, 1, 6), None)
    assert again.refused == summary.refused


def test_a_refused_file_that_is_mended_lands(report: Report, write: Write, folder: Path, db: Path, query: Any) -> None:
    write("a.txt", "")
    land(folder, db)
    assert query("select count(*) from raw.reports") == [(0,)]
    write("a.txt", report())
    land(folder, db)
    assert statuses(query) == [("a.txt", "landed", None)]


def test_a_wrong_offset_refuses_its_file_alone(
    report: Report, write: Write, folder: Path, db: Path, query: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = extraction.extract

    def shifted(report_id: str, text: str, *rest: Any, **named: Any) -> extraction.Extraction:
        found = honest(report_id, text, *rest, **named)
        if "313" not in text:
            return found
        first = found.figures[0]
        return found._replace(figures=[(*first[:3], first[3] + 1, first[4] + 1, *first[5:])])

    monkeypatch.setattr(preparation.extraction, "extract", shifted)
    write("a.txt", report(cases=312))
    write("b.txt", report(cases=313))
    summary = land(folder, db)
    ((uri, code, reason),) = summary.refused
    assert (uri, code) == ("b.txt", "offset_mismatch")
    assert "at offset" in reason
    assert query("select distinct source_uri from raw.reports") == [("a.txt",)]


def test_a_fault_in_our_own_code_refuses_its_file_alone(
    report: Report, write: Write, folder: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = extraction.extract

    def failing(report_id: str, text: str, *rest: Any, **named: Any) -> extraction.Extraction:
        if "313" in text:
            raise ZeroDivisionError("division by zero")
        return honest(report_id, text, *rest, **named)

    monkeypatch.setattr(preparation.extraction, "extract", failing)
    write("a.txt", report(cases=312))
    write("b.txt", report(cases=313))
    summary = land(folder, db)
    assert counts(summary) == (2, 1, 0, 1)
    assert "ZeroDivisionError: division by zero" in summary.refused[0][2]


def test_the_registers_facts_reach_the_report_also_when_they_come_later(
    report: Report, write: Write, folder: Path, db: Path, query: Any
) -> None:
    write("a.txt", report(2020))
    land(folder, db)
    figures = query("select count(*) from raw.figures")
    write("register.csv", "file,year,address\na.txt,2018,https://example.org/a\n")
    summary = land(folder, db)
    assert (counts(summary), summary.reread) == ((1, 0, 1, 0), 1)
    assert query("select report_year, identity_basis like '%year:register%' from raw.reports") == [(2018, True)]
    assert query("select count(*) from raw.figures") == figures
    assert land(folder, db).load_id is None
    (folder / "register.csv").unlink()
    assert land(folder, db).reread == 1
    assert query("select report_year from raw.reports") == [(2020,)]


def test_facts_follow_a_file_that_is_renamed(report: Report, write: Write, folder: Path, db: Path, query: Any) -> None:
    write("a.txt", report(2020))
    land(folder, db)
    (folder / "a.txt").rename(folder / "b.txt")
    write("register.csv", "file,year\nb.txt,2018\n")
    assert land(folder, db).reread == 1
    assert query("select source_uri, report_year from raw.reports") == [("a.txt", 2018)]
    assert land(folder, db).load_id is None


def test_a_malformed_register_lands_nothing(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("a.txt", report())
    write("register.csv", "file,year\na.txt,soon\n")
    with pytest.raises(RegisterError, match="soon"):
        land(folder, db)
    assert not db.exists()


def test_new_code_reads_the_landed_texts_again_without_the_files(
    report: Report, write: Write, folder: Path, db: Path, query: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("a.txt", report(cases=312))
    write("b.txt", report(cases=313))
    land(folder, db)
    before = query("select * from raw.figures order by figure_id")
    (folder / "a.txt").unlink()
    for module in ("ingest.survey", "ingest.load"):
        monkeypatch.setattr(f"{module}.tool_version", lambda: "ingest-other")
    summary = land(folder, db)
    assert (counts(summary), summary.reread) == ((1, 0, 1, 0), 2)
    assert query("select * from raw.figures order by figure_id") == before
    assert query("select tool_version from raw.loads order by finished_at desc limit 1") == [("ingest-other",)]
    assert land(folder, db).load_id is None


def test_new_columns_are_added_to_a_warehouse_of_an_earlier_version(
    report: Report, write: Write, folder: Path, db: Path, query: Any
) -> None:
    write("a.txt", report())
    land(folder, db)
    with duckdb.connect(str(db)) as connection:
        connection.execute("alter table raw.ledger drop column source_name")
    write("b.txt", "")
    land(folder, db)
    assert query("select count(source_name) from raw.ledger") == [(2,)]


def test_a_warehouse_of_other_types_is_refused(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("a.txt", report())
    land(folder, db)
    with duckdb.connect(str(db)) as connection:
        connection.execute("alter table raw.ledger alter byte_count type varchar")
    write("b.txt", "")
    with pytest.raises(LandingError, match=r"raw\.ledger has other types in byte_count"):
        land(folder, db)


def test_a_warehouse_that_lacks_what_is_needed_is_refused(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("a.txt", report())
    land(folder, db)
    with duckdb.connect(str(db)) as connection:
        connection.execute("alter table raw.ledger drop column reason")
    with pytest.raises(LandingError, match=r'"reason" not found.*build a new one'):
        land(folder, db)


def test_a_file_that_is_no_warehouse_is_refused(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("a.txt", report())
    db.parent.mkdir()
    db.write_bytes(b"not a database" * 1000)
    with pytest.raises(LandingError, match="cannot be opened"):
        land(folder, db)


def test_many_reports_go_through_several_processes_and_commits(
    report: Report, write: Write, folder: Path, db: Path, query: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparation, "POOL_FROM_BYTES", 0)
    monkeypatch.setattr("ingest.load.COMMIT_BYTES", 1)
    monkeypatch.setattr(store, "BATCH_ROWS", 3)
    for number in range(12):
        write(f"{number:02}.txt", report(cases=100 + number))
    write("07.txt", "")
    summary = land(folder, db, progress=True)
    assert counts(summary) == (12, 11, 0, 1)
    assert query("select count(*), count(distinct report_id) from raw.figures") == [(summary.figures, 11)]
    assert query("select count(*) from raw.ledger") == [(12,)]
    assert query("select source_uri from raw.reports order by rowid limit 2") == [("00.txt",), ("01.txt",)]


def test_a_load_that_was_broken_off_is_gone_on_with(
    report: Report, write: Write, folder: Path, db: Path, query: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.load.COMMIT_BYTES", 1)
    honest = preparation.prepare

    def breaking(task: preparation.Task) -> Any:
        if task.uri == "b.txt":
            raise KeyboardInterrupt
        return honest(task)

    write("a.txt", report(cases=312))
    write("b.txt", report(cases=313))
    monkeypatch.setattr(preparation, "prepare", breaking)
    with pytest.raises(KeyboardInterrupt):
        land(folder, db)
    assert query("select source_uri from raw.reports") == [("a.txt",)]
    assert query("select finished_at from raw.loads") == [(None,)]
    monkeypatch.setattr(preparation, "prepare", honest)
    land(folder, db)
    assert statuses(query) == [("a.txt", "unchanged", None), ("b.txt", "landed", None)]
    assert query("select count(*) - count(distinct figure_id) from raw.figures") == [(0,)]


class Pages(http.server.BaseHTTPRequestHandler):
    """Serves `pages`; anything else is not found."""

    pages: dict[str, bytes] = {}  # noqa: RUF012 - shared on purpose

    def do_GET(self) -> None:
        data = self.pages.get(self.path)
        self.send_response(200 if data else 404)
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    with http.server.HTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_addresses_are_fetched_once_and_again_when_asked(
    report: Report, write: Write, db: Path, query: Any, site: str
) -> None:
    lines = report().splitlines()
    source = "<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "<!-- visit 1 --></body></html>"
    Pages.pages = {"/%E6%8A%A5%E5%91%8A.html": source.encode("gb18030")}
    path = write("list.csv", f"address,year\n{site}/报告.html,2019\n{site}/gone.html,\n")
    summary = land(path, db)
    assert counts(summary) == (2, 1, 0, 1)
    assert summary.refused[0][:2] == (f"{site}/gone.html", "unreachable")
    assert "404" in summary.refused[0][2]
    landed = query("select source_uri, source_name, address, format, report_year from raw.reports")
    assert landed == [(f"{site}/报告.html", "报告.html", f"{site}/报告.html", "html", 2019)]

    Pages.pages = {"/%E6%8A%A5%E5%91%8A.html": source.replace("visit 1", "visit 2").encode("gb18030")}
    assert land(path, db).load_id is None
    land(path, db, refetch=True)
    assert "same_text" in str(statuses(query))
    assert query("select count(*) from raw.reports") == [(1,)]

    Pages.pages = {"/%E6%8A%A5%E5%91%8A.html": source.replace("312", "313").encode("gb18030")}
    assert land(path, db, refetch=True).new_versions == 1
    assert land(path, db).load_id is None


def test_a_second_run_imports_nothing_heavy(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("a.txt", report())
    land(folder, db)
    code = (
        "import sys; from pathlib import Path; from ingest.landing import land;"
        f"land(Path({str(folder)!r}), Path({str(db)!r}));"
        "print([name for name in ('pyarrow', 'pandas', 'trafilatura', 'lxml', 'dbt', 'tqdm') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_seeds_that_extraction_reads_are_part_of_its_version() -> None:
    from ingest import places, units
    from ingest.version import SEEDS

    assert {places.SEED, units.SEED} <= set(SEEDS)


def test_survey_writes_nothing(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("a.txt", report())
    with survey.survey(folder, db) as found:
        assert found.has_news
    assert not db.exists()
