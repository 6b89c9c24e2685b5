"""Nothing half-built is ever seen, and what goes wrong outside is told with what to do: kills, readers, full disks."""

import os
import platform
import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from fazhi.workspace import working_copy
from ground.warehouse import BLOCK
from tests.faults import child
from tests.faults.kills import first_nights, kills
from tests.faults.swaps import swaps
from tests.faults.workshop import Workshop
from tests.fingerprint import fingerprint


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A workshop with a finished warehouse of state 0."""
    with Workshop(tmp_path_factory.mktemp("shop")) as shop:
        for state in (1, 0):
            shop.put(state)
            shop.run_well()
        yield shop


@pytest.fixture
def shop(finished: Workshop, tmp_path: Path) -> Iterator[Workshop]:
    """The same, with news fetched and to land; it must be as it was when the test ends."""
    finished.put(1)
    finished.run_well("fetch")
    before, kept = fingerprint(finished.db), tmp_path / "kept"
    shutil.copytree(finished.db.parent, kept)
    yield finished
    assert fingerprint(finished.db) == before
    shutil.rmtree(finished.db.parent)
    shutil.copytree(kept, finished.db.parent)


@pytest.mark.proof
def test_nights_that_are_killed_leave_the_last_good_build_or_the_new_one(tmp_path: Path) -> None:
    with Workshop(tmp_path / "shop") as shop:
        *_, history = kills(shop, 5)
    assert history.startswith("history: ")


def test_a_first_night_that_is_killed_leaves_nothing_half_built(tmp_path: Path) -> None:
    with Workshop(tmp_path / "shop") as shop:
        (told,) = first_nights(shop, 1)
    assert "nothing half-built" in told


def test_a_reader_sees_whole_builds_only(tmp_path: Path) -> None:
    with Workshop(tmp_path / "shop") as shop:
        (told,) = swaps(shop, 3)
    assert "the two builds and nothing else" in told


def test_the_names_that_a_killed_swap_gave_a_warehouse_go_with_the_next_swap(tmp_path: Path) -> None:
    """Killed when the last warehouse was kept, and the new one had not taken its place."""
    db = tmp_path / "fazhi.duckdb"
    duckdb.connect(str(db)).close()
    for name in ("previous", "keeping"):
        db.with_name(f"{db.name}.{name}").hardlink_to(db)
    with working_copy(db) as copy:
        assert copy.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"fazhi.duckdb", "fazhi.duckdb.previous"}
    assert db.stat().st_nlink == 1


@pytest.mark.parametrize("lacks", ["note", "copy", "build"])
def test_a_full_disk_says_so_and_changes_nothing(shop: Workshop, lacks: str) -> None:
    """No room for the note of the run, none for a copy of the warehouse, none for what is built in it."""
    room = {"note": 900, "copy": 100_000, "build": shop.db.stat().st_size + 1_000_000}[lacks]
    large = shop.project / "models" / "large.sql"
    large.write_text("select md5(cast(n as varchar)) as words from range(1000000) as numbers (n)")
    said = shop.start("run", file_bytes=room).ended()
    large.unlink()
    assert said.code == 1, said.out + said.err
    assert "make room" in said.err
    assert [name for name in shop.left_beside() if "failed" not in name and "runs" not in name] == []


def test_where_a_page_has_no_room_in_the_store_the_next_fetch_brings_it(shop: Workshop) -> None:
    shop.put(0)
    page = shop.site.pages["/2019.txt"]
    shop.site.pages["/2019.txt"] += b" " * 20_000
    said = shop.start("fetch", file_bytes=10_000).ended()
    shop.site.pages["/2019.txt"] = page
    assert said.code == 1, said.out + said.err
    assert "File too large; what was fetched before is kept: make room on the disk" in said.err
    assert not shop.damaged_objects()
    shop.run_well("fetch")
    assert not [name for name in shop.left_beside() if "failed" not in name and "runs" not in name]


def test_where_nobody_may_write_the_place_is_named(shop: Workshop) -> None:
    if os.geteuid() == 0 and platform.machine() not in child.CAPSET:
        pytest.skip("root cannot give up its rights here")
    lock = shop.db.with_name("fazhi.duckdb.lock")
    for path, mode, words in (
        (lock, 0o400, "name a warehouse where you may write: --db FILE"),
        (shop.db.parent, 0o500, "let the account of this run write there"),
        (shop.exports.parent, 0o500, "choose another folder for the exports"),
    ):
        before = path.stat().st_mode
        path.chmod(mode)
        try:
            said = shop.start("run", as_anybody=True).ended()
        finally:
            path.chmod(before)
        assert said.code == 1, said.out + said.err
        assert words in said.err
        assert str(path if path.is_file() else path.name) in said.err


@pytest.mark.parametrize("damage", ["empty", "cut", "block"])
def test_a_damaged_warehouse_is_left_and_the_way_back_is_told(finished: Workshop, damage: str) -> None:
    db, previous = finished.db, finished.db.with_name("fazhi.duckdb.previous")
    good, finished_before = db.read_bytes(), fingerprint(finished.db)
    harmed = {"empty": b"", "cut": good[: len(good) // 2], "block": harmed_blocks(good)}[damage]
    db.write_bytes(harmed)  # in place: the previous one is another file
    said = finished.start().ended()
    assert said.code == 1
    assert f"put the last one back and run again: mv {previous} {db}" in said.err
    assert db.read_bytes() == harmed
    if damage != "block":
        db.write_bytes(good)
        return
    finished.put(0)
    previous.replace(db)
    finished.run_well()
    assert fingerprint(db) == finished_before


def harmed_blocks(data: bytes) -> bytes:
    """A warehouse whose headers are whole, and no block behind them."""
    head = 12_288
    blocks = [data[at : at + BLOCK] for at in range(head, len(data), BLOCK)]
    return data[:head] + b"".join(block[:1000] + b"damaged" + block[1007:] for block in blocks)
