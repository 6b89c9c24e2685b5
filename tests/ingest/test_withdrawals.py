"""Reports that a person withdraws, takes back, or that are gone from the folder."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from fazhi.cli import main
from ingest.decisions import decisions_on
from ingest.landing import land
from ingest.withdrawals import told

Write = Callable[..., Path]
Query = Callable[[str], list[tuple[Any, ...]]]
Statuses = Callable[[], list[tuple[Any, ...]]]


def forget(db: Path, file: str | Path, *more: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["forget", str(file), "--db", str(db), *more])
    return done.exit_code, done.output


@pytest.fixture
def landed(write: Write, report: Callable[..., str], folder: Path, db: Path) -> Path:
    write("甲 市/2020.txt", report())
    write("b.txt", report(2019, 400))
    assert land(folder, db).landed == 2
    return folder


def test_a_report_is_withdrawn_with_its_reason_and_taken_back(
    landed: Path, db: Path, statuses: Statuses, query: Query
) -> None:
    code, said = forget(db, landed / "甲 市" / "2020.txt", "--reason", "草稿，未发布")
    assert (code, "noted in" in said) == (0, True)
    done = land(landed, db)
    assert (done.withdrawn, done.landed, done.refused) == (1, 0, [])
    assert statuses() == [("甲 市/2020.txt", "withdrawn", "withdrawn")]
    assert query("select reason from raw.ledger where status = 'withdrawn'") == [("草稿，未发布",)]
    assert query("select count(*) from raw.reports") == [(2,)]
    assert land(landed, db).load_id is None
    assert forget(db, "甲 市/2020.txt", "--take-back", "--reason", "已发布")[0] == 0
    assert land(landed, db).withdrawn == 0
    assert statuses() == [("甲 市/2020.txt", "taken_back", "taken_back")]
    assert land(landed, db).load_id is None
    assert list(decisions_on(landed).values()) == ["take_back"]


def test_a_warehouse_that_is_made_anew_comes_to_the_same(landed: Path, db: Path, tmp_path: Path, query: Query) -> None:
    forget(db, "b.txt", "--reason", "测试")
    land(landed, db)
    fresh = land(landed, tmp_path / "fresh.duckdb")
    assert (fresh.landed, fresh.withdrawn, fresh.refused) == (1, 1, [])
    assert land(landed, tmp_path / "fresh.duckdb").load_id is None


def test_a_line_of_the_register_withdraws_and_its_removal_takes_back(
    landed: Path, db: Path, write: Write, statuses: Statuses
) -> None:
    write("register.csv", "文件,撤回原因\nb.txt,数据有误\n")
    assert land(landed, db).withdrawn == 1
    assert ("b.txt", "withdrawn", "withdrawn") in statuses()
    assert land(landed, db).load_id is None
    write("register.csv", "文件,撤回原因\nb.txt,\n")
    assert land(landed, db).withdrawn == 0
    assert ("b.txt", "taken_back", "taken_back") in statuses()


def test_what_is_gone_is_told_and_stays(landed: Path, db: Path, query: Query) -> None:
    (landed / "b.txt").unlink()
    done = land(landed, db)
    assert (done.gone, done.known, done.load_id) == (["b.txt"], 2, None)
    assert query("select count(*) from raw.ledger where status = 'withdrawn'") == [(0,)]
    assert "forget" in told(done.gone, done.known)
    shown = CliRunner().invoke(main, ["land", str(landed), "--db", str(db)])
    assert "gone       b.txt\n" in shown.output
    assert shown.exit_code == 0


def test_what_is_gone_can_be_withdrawn(landed: Path, db: Path, statuses: Statuses) -> None:
    (landed / "b.txt").unlink()
    assert forget(db, "b.txt", "--reason", "已从网站撤下")[0] == 0
    done = land(landed, db)
    assert (done.withdrawn, done.gone) == (1, [])
    assert statuses() == [("b.txt", "withdrawn", "withdrawn")]
    assert land(landed, db).load_id is None


def test_a_folder_that_is_mostly_gone_is_told_as_such(landed: Path, db: Path) -> None:
    assert "right folder" in told(["a", "b", "c"], 4)
    (landed / "b.txt").rename(landed / "c.txt")
    (landed / "甲 市" / "2020.txt").unlink()
    done = land(landed, db)
    assert done.gone == ["b.txt", "甲 市/2020.txt"]
    assert "nothing is withdrawn" in told(done.gone, done.known)


@pytest.mark.parametrize(
    ("file", "more", "code", "said"),
    [
        ("b.txt", (), 2, "--reason"),
        ("nowhere.txt", ("--reason", "x"), 1, "no report has landed from there"),
        ("b.txt", ("--take-back",), 1, "it is not withdrawn"),
    ],
)
def test_what_cannot_be_forgotten_is_told(
    landed: Path, db: Path, file: str, more: tuple[str, ...], code: int, said: str
) -> None:
    exit_code, output = forget(db, file, *more)
    assert (exit_code, said in output) == (code, True)


def test_what_was_withdrawn_by_mistake_is_taken_back_before_any_run(landed: Path, db: Path) -> None:
    assert forget(db, "b.txt", "--reason", "the wrong one")[0] == 0
    assert forget(db, "b.txt", "--take-back")[0] == 0
    assert forget(db, "b.txt", "--take-back") == (1, "Error: b.txt: it is not withdrawn; nothing to take back\n")
    done = land(landed, db)
    assert (done.withdrawn, done.landed, done.unchanged) == (0, 0, 2)


def test_the_next_command_names_folder_and_warehouse_so_that_it_can_be_pasted(landed: Path, db: Path) -> None:
    _, said = forget(db, "甲 市/2020.txt", "--reason", "x")
    command = next(line for line in said.splitlines() if line.startswith("next")).removeprefix("next").strip()
    assert shlex.split(command) == ["fazhi", "all", str(landed), "--db", str(db)]
