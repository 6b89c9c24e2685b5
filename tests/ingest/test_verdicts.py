"""Verdicts land once, from CSV and from SQLite; a row that cannot be used costs itself and says what to do."""

import sqlite3

import duckdb
import pytest
from click.testing import CliRunner

from fazhi.cli import main
from fazhi.inputs import build_hash
from ingest.landing import land
from ingest.verdicts import VerdictsError, find_verdicts, land_verdicts
from tests import verdicts

TEXT = """德兴市2019年法治政府建设情况报告
2019年,德兴市深入推进法治政府建设,坚持依法行政,现将法治政府建设情况报告如下。
市政府受理行政复议案件412件。
"""


@pytest.fixture
def db(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "dexing.txt").write_text(TEXT, encoding="utf-8")
    land(folder, tmp_path / "fazhi.duckdb", progress=False)
    return tmp_path / "fazhi.duckdb"


def landed(db):
    with duckdb.connect(str(db), read_only=True) as connection:
        return connection.execute(
            "select verdict_id, char_start, decision, is_blind, decided_at, verdict_no from raw.verdicts order by all"
        ).fetchall()


def test_what_is_landed_twice_is_nothing(db, tmp_path):
    row = verdicts.verdict(TEXT, "412", is_blind="true")
    path = verdicts.write(tmp_path / "verdicts.csv", [row])
    before = build_hash(db)
    assert land_verdicts(find_verdicts(path, db), db) == 1
    known, once = build_hash(db), landed(db)
    assert known != before, "a build does not see that somebody has said something"
    assert [(each[0], each[1], each[3], each[5]) for each in once] == [(row["verdict_id"], TEXT.index("412"), True, 1)]
    again = find_verdicts(path, db)
    assert (again.read, again.new, again.faults, land_verdicts(again, db)) == (1, [], [], 0)
    assert (landed(db), build_hash(db)) == (once, known)


def test_a_desks_file_lands_as_its_export_does(db, tmp_path):
    rows = [verdicts.verdict(TEXT, "412"), verdicts.of_report(TEXT, "report_year", "2019")]
    with sqlite3.connect(tmp_path / "desk.sqlite") as store:
        store.execute(f"create table verdicts ({', '.join(f'{name} text' for name in verdicts.HEADER)})")
        places = ", ".join("?" * len(verdicts.HEADER))
        values = [[each[name] or None for name in verdicts.HEADER] for each in rows]
        store.executemany(f"insert into verdicts values ({places})", values)
    store.close()
    of_store = find_verdicts(tmp_path / "desk.sqlite", db)
    of_csv = find_verdicts(verdicts.write(tmp_path / "verdicts.csv", rows), db)
    assert of_store.new == of_csv.new
    assert len(of_csv.new) == 2
    assert not of_store.faults + of_csv.faults


BAD = {
    "verdict_id": ("12", "32 hex digits"),
    "report_sha256": ("abc", "64 hex digits"),
    "sentence_sha256": ("", "64 hex digits"),
    "char_start": ("x", "where the number begins"),
    "number_text": ("", "as the report prints it"),
    "part": ("topic", "none of reading, metric"),
    "decision": ("maybe", "none of accept, change"),
    "decided_at": ("yesterday", "2024-05-06T08:30:00.000000Z"),
    "reader": ("", "fill it in"),
    "is_blind": ("perhaps", "none of true"),
}


def test_a_bad_row_costs_itself_and_says_what_to_do(db, tmp_path):
    rows = [verdicts.verdict(TEXT, "412", **{column: value}) for column, (value, _) in BAD.items()]
    rows += [
        verdicts.verdict(TEXT, "412", part="scope", decision="change", value_after="everybody"),
        verdicts.verdict(TEXT, "412", part="year", decision="change", value_after="19"),
        verdicts.verdict(TEXT, "412", part="scope", decision="change"),
        verdicts.verdict(TEXT, "412", decision="withdraw"),
        verdicts.verdict(TEXT, "412", part="scope", decision="new_wording"),
        verdicts.verdict(TEXT, "412"),
    ]
    path = verdicts.write(tmp_path / "verdicts.csv", rows)
    found = find_verdicts(path, db)
    assert [each["verdict_id"] for each in found.new] == [rows[-1]["verdict_id"]]
    told = [words for _, words in BAD.values()]
    told += ["none of own, whole", "four digits", "says in value_after", "into follows", "write reading into part"]
    for number, (fault, words) in enumerate(zip(found.faults, told, strict=True), 2):
        assert fault.startswith(f"{path}, line {number}: ")
        assert words in fault


def test_a_verdict_is_never_changed(db, tmp_path):
    row = verdicts.verdict(TEXT, "412")
    land_verdicts(find_verdicts(verdicts.write(tmp_path / "a.csv", [row]), db), db)
    found = find_verdicts(verdicts.write(tmp_path / "b.csv", [row | {"decision": "reject"}]), db)
    assert not found.new
    assert "write a new row that follows it" in found.faults[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n1,2\n", "has no column verdict_id"),
        (b"\xff\xfe\x00", "cannot be read as CSV"),
        (b"SQLite format 3\0 and no more", "SQLite file cannot be read"),
        (None, "--verdicts FILE"),
    ],
)
def test_a_file_that_holds_no_verdicts_is_refused(db, tmp_path, content, words):
    path = tmp_path / "it"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(VerdictsError, match=words):
        find_verdicts(path, db)


def test_the_command_takes_them_and_tells_what_it_refused(db, tmp_path, monkeypatch):
    rows = [verdicts.verdict(TEXT, "412"), verdicts.verdict(TEXT, "412", decision="maybe")]
    path = verdicts.write(tmp_path / "verdicts.csv", rows)
    command = ["land", str(tmp_path / "reports"), "--db", str(db)]
    first = CliRunner().invoke(main, [*command, "--verdicts", str(path)])
    assert first.exit_code == 3, first.output
    assert "verdicts   2 read, 1 new, 1 refused" in first.output
    assert f"{path}, line 3: decision “maybe”" in first.output
    verdicts.write(path, rows[:1])
    monkeypatch.setenv("FAZHI_VERDICTS", str(path))
    again = CliRunner().invoke(main, command)
    assert again.exit_code == 0, again.output
    assert "verdicts   1 read, 0 new, 0 refused" in again.output
    assert len(landed(db)) == 1
    monkeypatch.setenv("FAZHI_VERDICTS", str(tmp_path / "no.csv"))
    missing = CliRunner().invoke(main, command)
    assert missing.exit_code == 1
    assert "no.csv: No such file" in missing.output
