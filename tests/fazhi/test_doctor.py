"""What the doctor finds, on machines that lack something."""

import fcntl
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest
from click.testing import Result

from fazhi import doctor
from fazhi.doctor import installed, place, programs
from fazhi.doctor.findings import Finding

Fazhi = Callable[..., Result]


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_LANG", "en")


def of(name: str, db: Path) -> Finding:
    (found,) = [finding for finding in doctor.examined(db) if finding.name == name]
    return found


def test_here_nothing_is_missing_that_the_work_needs(fazhi: Fazhi, tmp_path: Path) -> None:
    done = fazhi("doctor", "--db", tmp_path / "w.duckdb")
    assert done.exit_code == 0, done.output
    assert "nothing is missing" in done.output
    assert "!!" not in done.output


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("fonts", "fonts-noto-cjk"),
        ("LibreOffice", "libreoffice-writer"),
        ("browser", "chromium"),
        ("scans", "FAZHI_OCR"),
    ],
)
def test_a_bare_machine_is_told_the_command(name: str, command: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(programs.shutil, "which", lambda _: None)
    monkeypatch.setattr(programs, "_FONTS", (str(tmp_path / "no-fonts"),))
    monkeypatch.setattr(programs.util, "find_spec", lambda _: None)
    monkeypatch.delenv("FAZHI_OCR", raising=False)
    found = of(name, tmp_path / "w.duckdb")
    assert found.state == "optional"
    assert command in found.remedy


def test_fonts_are_found_without_a_program_too(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "NotoSansCJK-Regular.ttc").touch()
    monkeypatch.setattr(programs.shutil, "which", lambda _: None)
    monkeypatch.setattr(programs, "_FONTS", (str(tmp_path),))
    assert of("fonts", tmp_path / "w.duckdb") == ("fonts", "good", "NotoSansCJK-Regular.ttc", "")


def test_a_run_at_work_is_told_with_its_process(tmp_path: Path) -> None:
    db = tmp_path / "w.duckdb"
    with (tmp_path / "w.duckdb.lock").open("w") as lock:
        lock.write("4711")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        found = of("warehouse", db)
    assert (found.state, "process 4711" in found.told) == ("bad", True)
    assert of("warehouse", db).state == "optional"


def test_a_log_of_a_writer_is_told(tmp_path: Path) -> None:
    (tmp_path / "w.duckdb.wal").write_bytes(b"changes")
    found = of("warehouse", tmp_path / "w.duckdb")
    assert (found.state, found.remedy.startswith("mv ")) == ("bad", True)


def test_a_small_warehouse_has_a_size(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "w.duckdb")) as connection:
        connection.execute("create table t as select 1 as x")
    found = of("warehouse", tmp_path / "w.duckdb")
    assert found.told.endswith(" MB")
    assert not found.told.endswith(" 0.0 MB")


def test_too_little_room_is_told(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(place.shutil, "disk_usage", lambda _: SimpleNamespace(free=1))
    found = of("room", tmp_path / "w.duckdb")
    assert (found.state, "make room for 0.5 GB" in found.remedy) == ("bad", True)


def test_a_folder_that_may_not_be_written_is_told(fazhi: Fazhi, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(place.os, "access", lambda *_: False)
    done = fazhi("doctor", "--db", tmp_path / "w.duckdb")
    assert done.exit_code == 1
    assert f"nothing may be written to {tmp_path}" in " ".join(done.output.split())


def test_libraries_that_do_not_fit_are_named(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(
        installed.metadata, "requires", lambda _: ["duckdb<0.1", "no-such-library>=1", "click", "other; extra == 'ocr'"]
    )
    found = of("fazhi", tmp_path / "w.duckdb")
    assert found.state == "bad"
    assert "not <0.1, no-such-library is not installed" in found.told
    assert "click" not in found.told
    assert "other" not in found.told


def test_a_reader_of_scans_that_cannot_be_run_is_told(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("FAZHI_OCR", "no-such-program {input}")
    assert of("scans", tmp_path / "w.duckdb").state == "bad"


def test_it_speaks_chinese(fazhi: Fazhi, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("FAZHI_LANG", "zh_CN.UTF-8")
    done = fazhi("doctor", "--db", tmp_path / "w.duckdb")
    assert "不缺什么" in done.output
