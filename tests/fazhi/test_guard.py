"""Programs that write to the warehouse beside a run, the logs that they leave, and files that change by themselves."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from fazhi.workspace import working_copy
from ground.errors import LandingError
from ground.warehouse import BLOCK

Fazhi = Callable[..., Result]
LEFT = "set wal_autocheckpoint = '1TB'"


def written(db: Path, *statements: str) -> subprocess.CompletedProcess[str]:
    """A program that changes a warehouse and is ended before it takes its log in."""
    lines = ["import duckdb, os", f"connection = duckdb.connect({str(db)!r})"]
    lines += [f"connection.execute({statement!r})" for statement in (LEFT, *statements)]
    return subprocess.run(
        [sys.executable, "-c", "\n".join([*lines, "os._exit(9)"])], capture_output=True, text=True, check=False
    )


def reports_in(db: Path) -> int:
    with duckdb.connect(str(db), read_only=True) as connection:
        return int(connection.execute("select count(*) from raw.reports").fetchone()[0])  # type: ignore[index]


def test_a_log_of_a_program_that_was_ended_is_not_taken_in(fazhi: Fazhi, reports: Path, db: Path) -> None:
    fazhi("land", reports, "--db", db)
    assert written(db, "delete from raw.reports").returncode == 9
    log = db.with_name("fazhi.duckdb.wal")
    before = (db.read_bytes(), log.read_bytes())
    (reports / "2018.txt").write_text((reports / "2019.txt").read_text().replace("2019", "2018"))
    done = fazhi("land", reports, "--db", db)
    assert done.exit_code == 1
    assert f"mv {log} {log}.aside" in done.stderr
    assert (db.read_bytes(), log.read_bytes()) == before
    log.rename(f"{log}.aside")
    assert fazhi("land", reports, "--db", db).exit_code == 0
    assert reports_in(db) == 3


@pytest.mark.parametrize("damage", [lambda log: log[: len(log) // 2], lambda log: log[:40] + b"damaged" + log[47:]])
def test_the_advice_on_a_damaged_log_helps(
    fazhi: Fazhi, reports: Path, db: Path, damage: Callable[[bytes], bytes]
) -> None:
    fazhi("land", reports, "--db", db)
    written(db, "create table raw.noted as select 7 as n from range(1000)")
    log = db.with_name("fazhi.duckdb.wal")
    log.write_bytes(damage(log.read_bytes()))
    assert f"mv {log} {log}.aside" in fazhi("land", reports, "--db", db).stderr
    log.rename(f"{log}.aside")
    assert fazhi("land", reports, "--db", db).exit_code == 0
    assert reports_in(db) == 2


def test_a_log_without_its_warehouse_is_not_taken_in_by_a_new_one(fazhi: Fazhi, reports: Path, db: Path) -> None:
    fazhi("land", reports, "--db", db)
    written(db, "delete from raw.reports")
    db.unlink()
    done = fazhi("land", reports, "--db", db)
    assert done.exit_code == 1
    assert "of which file it is" in done.stderr
    assert not db.exists()


def test_no_program_can_begin_to_write_while_a_run_works(fazhi: Fazhi, reports: Path, db: Path) -> None:
    fazhi("land", reports, "--db", db)
    read = f"import duckdb; print(duckdb.connect({str(db)!r}, read_only=True).execute('from raw.loads').fetchall())"
    with working_copy(db):
        program = written(db, "delete from raw.reports")
        reader = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, check=False)
    assert "lock" in program.stderr
    assert reader.returncode == 0
    assert not db.with_name("fazhi.duckdb.wal").exists()
    assert reports_in(db) == 2


def test_a_log_that_comes_before_the_swap_keeps_the_old_warehouse(fazhi: Fazhi, reports: Path, db: Path) -> None:
    """As on a file system without locks."""
    fazhi("land", reports, "--db", db)
    before = db.read_bytes()

    def work() -> None:
        with working_copy(db) as copy:
            with duckdb.connect(str(copy)) as connection:
                connection.execute("delete from raw.reports")
            db.with_name("fazhi.duckdb.wal").write_bytes(b"a log")

    with pytest.raises(LandingError, match="not taken in"):
        work()
    assert db.read_bytes() == before
    assert not db.with_name("fazhi.duckdb.building").exists()


def test_a_byte_that_changes_by_itself_is_noticed_on_a_quiet_night(fazhi: Fazhi, reports: Path, db: Path) -> None:
    fazhi("land", reports, "--db", db)
    assert fazhi("land", reports, "--db", db).exit_code == 0
    times = db.stat()
    data = bytearray(db.read_bytes())
    data[len(data) // 2] ^= 1
    db.write_bytes(data)
    os.utime(db, ns=(times.st_atime_ns, times.st_mtime_ns))
    done = fazhi("land", reports, "--db", db)
    assert done.exit_code == 1
    assert "its bytes are not those that the last run left" in done.stderr
    data[len(data) // 2] ^= 1
    db.write_bytes(data)
    os.utime(db, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert fazhi("land", reports, "--db", db).exit_code == 0


def test_what_another_program_has_changed_is_read_through(fazhi: Fazhi, reports: Path, db: Path) -> None:
    fazhi("land", reports, "--db", db)
    with duckdb.connect(str(db)) as connection:
        connection.execute("create table raw.noted as select n, md5(n::varchar) as words from range(200000) as t (n)")
    assert fazhi("land", reports, "--db", db).exit_code == 0
    data = bytearray(db.read_bytes())
    for at in range(12_288 + 5_000, len(data), BLOCK):
        data[at] ^= 255
    db.write_bytes(data)
    done = fazhi("land", reports, "--db", db)
    assert done.exit_code == 1
    assert "if it is damaged" in done.stderr
