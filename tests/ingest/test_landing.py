"""Landing: each content once, versions, refusals, offsets, many reports and broken loads."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ground.errors import RegisterError
from ingest import extraction, preparation, processes, store, survey
from ingest.landing import LoadSummary, land

Write = Callable[..., Path]
Report = Callable[..., str]
Query = Callable[[str], list[tuple[Any, ...]]]
Statuses = Callable[[], list[tuple[Any, ...]]]


def counts(summary: LoadSummary) -> tuple[int, int, int, int]:
    return summary.files_seen, summary.landed, summary.unchanged, len(summary.refused)


def test_a_first_load_lands_text_passages_and_figures(
    report: Report, write: Write, folder: Path, db: Path, query: Query
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
    report: Report, write: Write, folder: Path, db: Path, query: Query
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


def test_same_bytes_never_land_twice(
    report: Report, write: Write, folder: Path, db: Path, query: Query, statuses: Statuses
) -> None:
    write("a.txt", report())
    write("b.txt", report())
    summary = land(folder, db)
    assert counts(summary) == (2, 1, 1, 0)
    assert summary.duplicates == 1
    write("c.txt", report())
    land(folder, db)
    assert statuses() == [("c.txt", "duplicate", "same_bytes")]
    assert query("select count(*), count(distinct report_id) from raw.ledger where report_id is not null") == [(3, 1)]
    assert query("select count(*) from raw.reports") == [(1,)]
    assert land(folder, db).load_id is None


def test_changed_bytes_land_as_a_new_version(
    report: Report, write: Write, folder: Path, db: Path, query: Query, statuses: Statuses
) -> None:
    write("a.txt", report(cases=312))
    land(folder, db)
    write("a.txt", report(cases=313))
    summary = land(folder, db)
    assert (counts(summary), summary.new_versions) == ((1, 1, 0, 0), 1)
    assert statuses() == [("a.txt", "new_version", None)]
    assert query("select count(*) from raw.reports") == [(2,)]
    write("a.txt", report(cases=312))
    land(folder, db)
    assert statuses() == [("a.txt", "new_version", "restored")]
    assert query("select count(*) from raw.reports") == [(2,)]
    assert land(folder, db).load_id is None


def test_next_years_report_under_the_same_name_is_no_new_version(
    report: Report, write: Write, folder: Path, db: Path, statuses: Statuses
) -> None:
    write("a.txt", report(2020))
    land(folder, db)
    write("a.txt", report(2021))
    land(folder, db)
    assert statuses() == [("a.txt", "landed", None)]


def test_a_file_that_is_gone_keeps_its_report(
    report: Report, write: Write, folder: Path, db: Path, query: Query
) -> None:
    write("a.txt", report(2020)).unlink()
    write("a.txt", report(2020))
    land(folder, db)
    (folder / "a.txt").unlink()
    write("b.txt", report(2021))
    land(folder, db)
    assert query("select source_uri from raw.reports order by 1") == [("a.txt",), ("b.txt",)]


def test_the_ledger_says_once_what_stays_as_it_is(
    report: Report, write: Write, folder: Path, db: Path, query: Query, statuses: Statuses
) -> None:
    write("a.txt", report(2020))
    write("b.txt", "")
    for year in (2021, 2022):
        land(folder, db)
        write(f"{year}.txt", report(year))
    assert query("select count(*) from raw.ledger") == [(3,)]
    write("a.txt", "")
    land(folder, db)
    assert ("a.txt", "refused", "empty") in statuses()
    write("a.txt", report(2020))
    land(folder, db)
    assert statuses() == [("a.txt", "unchanged", None)]
    assert land(folder, db).load_id is None
    assert query("select files_seen, unchanged, refused from raw.loads order by finished_at desc limit 1") == [
        (4, 3, 1)
    ]


REFUSED = {
    "blank.txt": (b" \n", "empty"),
    "binary.txt": (bytes(range(256)), "not_text"),
    "damaged.txt": ("全市受理行政复议案件".encode()[:-2], "unreadable_encoding"),
    "cut.pdf": (b"%PDF-1.4", "broken"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "unsupported_format"),
    "recipe.txt": ("先把水烧开,再放面条。".encode(), "not_a_report"),
    "zero.html": (b"", "empty"),
}


def test_one_refused_file_stops_no_other_and_says_why(
    report: Report, write: Write, folder: Path, db: Path, query: Query
) -> None:
    write("a.txt", report())
    for name, (data, _) in REFUSED.items():
        write(name, data)
    summary = land(folder, db)
    assert counts(summary) == (8, 1, 0, 7)
    assert {uri: code for uri, code, _ in summary.refused} == {name: code for name, (_, code) in REFUSED.items()}
    assert all(len(reason) > 30 for _, _, reason in summary.refused)
    assert query("select files_seen, landed, unchanged, refused from raw.loads") == [(8, 1, 0, 7)]
    again = land(folder, db)
    assert (counts(again), again.load_id) == ((8, 0, 1, 7), None)
    assert again.refused == summary.refused


def test_a_refused_file_that_is_mended_lands(
    report: Report, write: Write, folder: Path, db: Path, query: Query, statuses: Statuses
) -> None:
    write("a.txt", "")
    land(folder, db)
    assert query("select count(*) from raw.reports") == [(0,)]
    write("a.txt", report())
    land(folder, db)
    assert statuses() == [("a.txt", "landed", None)]


def test_a_wrong_offset_refuses_its_file_alone(
    report: Report, write: Write, folder: Path, db: Path, query: Query, monkeypatch: pytest.MonkeyPatch
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


def test_a_malformed_register_lands_nothing(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("a.txt", report())
    write("register.csv", "file,year\na.txt,soon\n")
    with pytest.raises(RegisterError, match="soon"):
        land(folder, db)
    assert not db.exists()


def test_many_reports_go_through_several_processes_and_commits(
    report: Report, write: Write, folder: Path, db: Path, query: Query, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "POOL_FROM_BYTES", 0)
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


def test_one_new_report_among_many_is_the_only_one_that_is_extracted(
    report: Report, write: Write, folder: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):
        write(f"{number:02}.txt", report(cases=100 + number))
    land(folder, db)
    honest, prepared = preparation.prepare, []
    monkeypatch.setattr(preparation, "prepare", lambda task: prepared.append(task.uri) or honest(task))
    write("new.txt", report(cases=99))
    assert counts(land(folder, db)) == (41, 1, 40, 0)
    assert prepared == ["new.txt"]


def test_a_load_that_was_broken_off_is_gone_on_with(
    report: Report,
    write: Write,
    folder: Path,
    db: Path,
    query: Query,
    statuses: Statuses,
    monkeypatch: pytest.MonkeyPatch,
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
    assert statuses() == [("b.txt", "landed", None)]
    assert query("select count(*) - count(distinct figure_id) from raw.figures") == [(0,)]


def test_survey_writes_nothing(report: Report, write: Write, folder: Path, db: Path) -> None:
    write("a.txt", report())
    with survey.survey(folder, db) as found:
        assert found.has_news
    assert not db.exists()


def test_a_page_that_is_one_of_several_lands_and_the_ledger_says_so(
    report: Report, write: Write, folder: Path, db: Path, query: Query
) -> None:
    lines = "".join(f"<p>{line}</p>" for line in report().splitlines())
    write("a.html", f"<html><body>{lines}<div>共3页 第1页 <a href=a_2.html>下一页</a></div></body></html>".encode())
    summary = land(folder, db)
    assert [(uri, code) for uri, code, _ in summary.incomplete] == [("a.html", "pages_missing")]
    ((status, reason),) = query("select status, reason from raw.ledger where reason_code = 'pages_missing'")
    assert status == "landed"
    assert "3 pages" in reason
