"""The job on a small Spark of this machine, one of its two workers killed in the midst, against one machine."""

import os
import shutil
from pathlib import Path

import duckdb
import pytest

from ingest.landing import land
from ingest.spark.lake import Lake
from tests.ingest.spark.days import fetched, first_day, fourth_day, second_day, third_day
from tests.ingest.spark.jobs import SUBMIT, differing, submitted

COUNT = int(os.environ.get("FAZHI_SPARK_REPORTS", "300"))

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(not SUBMIT.exists(), reason="there is no .venv-spark (requirements/spark.txt)"),
]


def ends(db: Path) -> set[str]:
    """What has ever become of a source."""
    with duckdb.connect(str(db), read_only=True) as connection:
        return {word for (word,) in connection.execute("select distinct status from raw.ledger").fetchall()}


def test_the_job_lands_what_one_machine_lands_though_a_worker_is_killed(tmp_path: Path) -> None:
    folder, lake, db = tmp_path / "reports", tmp_path / "lake", tmp_path / "fazhi.duckdb"
    folder.mkdir()
    first_day(folder, COUNT)
    land(folder, db, progress=False)
    assert len(submitted(folder, lake, kill=True).killed) == 1
    assert differing(db, lake) == {}
    second_day(folder)
    second = land(folder, db, progress=False)
    submitted(folder, lake)
    assert differing(db, lake) == {}
    assert second.new_versions > 0 < second.reread
    assert second.duplicates > 0 < len(second.refused)
    assert land(folder, db, progress=False).load_id is None
    before = Lake(lake).last()
    submitted(folder, lake)
    assert Lake(lake).last() == before
    shutil.rmtree(tmp_path / "spark")


def test_what_people_decide_and_what_a_store_has_got_lands_as_on_one_machine(tmp_path: Path) -> None:
    folder, lake, db = tmp_path / "reports", tmp_path / "lake", tmp_path / "fazhi.duckdb"
    folder.mkdir()
    first_day(folder, 40)
    for day in (lambda: None, lambda: second_day(folder), lambda: third_day(folder, db), lambda: fourth_day(folder)):
        day()
        land(folder, db, progress=False)
        submitted(folder, lake)
        assert differing(db, lake) == {}
    assert ends(db) >= {"new_version", "duplicate", "refused", "withdrawn", "taken_back"}
    fetched(tmp_path / "store")
    land(tmp_path / "store", db, progress=False)
    submitted(tmp_path / "store", lake)
    assert differing(db, lake) == {}
    shutil.rmtree(tmp_path / "spark")
