"""What depends on the moment and on who asks: files that may not be read, and files that change."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ground.errors import ReadError, TooLarge, UnreadableFile
from ingest import reading
from ingest.landing import LoadSummary, carry_out, land
from ingest.reading import read_bytes
from ingest.sources import find_sources
from ingest.survey import survey
from tests.documents import as_zip
from tests.hostile.kinds import report, write

NOBODY = 65534


@pytest.fixture
def as_somebody() -> Iterator[Path]:
    """A folder that everybody may look into, seen by somebody who is not root."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        write(Path(folder), "good.txt", report("全市受理行政复议案件1件。"))
        write(Path(folder), "closed.txt", report("全市受理行政复议案件2件。")).chmod(0)
        write(Path(folder), "closed.zip", as_zip({"a.txt": "甲"})).chmod(0)
        for name, mode in (("shut", 0), ("listed", 0o744), ("blind", 0o711)):
            write(Path(folder), f"{name}/a.txt", report("全市受理行政复议案件3件。"))
            (Path(folder) / name).chmod(mode)
        user = os.geteuid()
        if user == 0:
            os.seteuid(NOBODY)
        try:
            yield Path(folder)
        finally:
            os.seteuid(user)


def test_what_may_not_be_read_is_refused_and_the_others_are_not(as_somebody: Path) -> None:
    ends, told = {}, []
    for source in find_sources(as_somebody):
        try:
            source.read()
            ends[source.uri] = "read"
        except ReadError as error:
            ends[source.uri] = error.reason_code
            told.append(str(error))
    assert not [words for words in told if "see to it that you may read it" not in words]
    assert ends == {
        "good.txt": "read",
        "closed.txt": "unreadable",
        "closed.zip": "unreadable",
        "shut": "unreadable",
        "listed/a.txt": "unreadable",
        "blind": "unreadable",
    }


def _changed_between(folder: Path, db: Path) -> tuple[LoadSummary, dict[str, str]]:
    """What comes of five files of which four are other ones, or none, once they were looked at; their hashes then."""
    bodies = {name: report(f"全市受理行政复议案件{number}件。") for number, name in enumerate("abcd")}
    paths = [write(folder, f"{name}.txt", body) for name, body in bodies.items()]
    bodies["e"] = report("全市受理行政复议案件5件。")
    packed = write(folder, "e.zip", as_zip({"e.txt": bodies["e"]}))
    with survey(folder, db) as found:
        paths[1].write_text(report("全市受理行政复议案件99件。"), encoding="utf-8")
        paths[2].unlink()
        os.mkfifo(paths[2])
        paths[3].unlink()
        packed.unlink()
        summary = carry_out(found, db)
    paths[2].unlink()
    return summary, {body: hashlib.sha256(body.encode()).hexdigest() for body in bodies.values()}


def _landed(db: Path) -> dict[str, str]:
    """The text of each report and the hash that it landed with."""
    with duckdb.connect(str(db), read_only=True) as connection:
        return dict(connection.execute("select text, sha256 from raw.reports").fetchall())


def test_a_file_that_changes_once_it_was_looked_at_lands_as_it_was(tmp_path: Path) -> None:
    folder, db = tmp_path / "reports", tmp_path / "fazhi.duckdb"
    summary, hashes = _changed_between(folder, db)
    assert (summary.landed, list(summary.refused)) == (5, [])
    assert _landed(db) == hashes
    assert land(folder, db).landed == 1  # what it has become is another content, for the next run
    assert [text for text in _landed(db) if "99件" in text]


def test_a_file_that_changes_between_two_looks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.survey.KEPT_BYTES", 0)  # as where there is more than the memory bears
    folder, db = tmp_path / "reports", tmp_path / "fazhi.duckdb"
    summary, hashes = _changed_between(folder, db)
    assert (summary.landed, {uri: code for uri, code, _ in summary.refused}) == (
        1,
        {"b.txt": "unreadable", "c.txt": "unreadable", "d.txt": "missing", "e.zip!/e.txt": "missing"},
    )
    assert list(_landed(db).values()) == list(hashes.values())[:1]
    assert land(folder, db).landed == 1


def test_a_file_that_grows_is_read_to_the_bound_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, "a.txt", "甲" * 100)
    monkeypatch.setattr(reading, "MAX_BYTES", 200)
    size = path.stat().st_size
    monkeypatch.setattr(reading.os, "fstat", lambda _: os.stat_result((0o100644, *[0] * 5, 10, *[0] * 3)))
    assert size > 200
    with pytest.raises(TooLarge, match="201 bytes"):
        read_bytes(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(UnreadableFile, match="no plain file"):
        read_bytes(tmp_path / "a.txt")
