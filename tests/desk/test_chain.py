"""Verdicts outlive a new version of their report: those stay whose sentences stay, the others come back."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from desk.app import application
from desk.context import Desk
from desk.queues import STALE
from tests.desk.conftest import READER, Reader

pytestmark = pytest.mark.warehouse


def test_half_of_the_verdicts_come_back(copied: Callable[..., Path], opened_desk: Callable[..., Desk]) -> None:
    """One store, the desk opened anew, and a version in which every second sentence that was judged has changed."""
    desk = opened_desk(copied())
    reader = Reader(application(desk, {"127.0.0.1"}))
    reader.get("/queue/comparisons")
    keys = []
    for _ in range(30):
        keys.append(reader.card)
        reader.decide("accept")
    old, new = max((key.partition(":")[0] for key in keys), key=[key[:16] for key in keys].count), "e" * 16
    starts = sorted(int(key.partition(":")[2]) for key in keys if key.startswith(old))
    with duckdb.connect(str(desk.warehouse.db), read_only=True) as connection:
        passages = {
            start: connection.execute(
                "select passage_no from raw.passages where report_id = ? and char_start <= ? and char_end > ?",
                [old, start, start],
            ).fetchall()[0][0]
            for start in starts
        }
        twice = connection.execute(
            "select list(char_start) from raw.figures where report_id = ?"
            " group by passage_no, number_text having count(*) > 1",
            [old],
        ).fetchall()
    changed = sorted(set(passages.values()))[::2]
    unclear = {start for (same,) in twice for start in same}  # which of the two it was, a new version does not tell
    path = copied(
        f"insert into raw.passages select * replace ('{new}' as report_id, case when passage_no in"
        f" ({', '.join(map(str, changed))}) then concat('经查，', text) else text end as text)"
        f" from raw.passages where report_id = '{old}'",
        f"insert into raw.figures select * replace ('{new}' as report_id, '{new}:' || char_start as figure_id)"
        f" from raw.figures where report_id = '{old}'",
        f"insert into marts.dim_report select * replace ('{new}' as report_id, '{new * 4}' as sha256)"
        f" from marts.dim_report where report_id = '{old}'",
        f"update marts.dim_report set is_current = false where report_id = '{old}'",
    )
    desk.close()
    again = opened_desk(path)
    stale = [item for item in again.queues.items(STALE, READER) if item.report_id == new]
    assert len(stale) == sum(passages[start] in changed or start in unclear for start in starts)
    assert len(again.queues.carried()) == len(starts) - len(stale) > 0
    assert len(again.store.heads()) == len(keys), "none is lost, here or there"
