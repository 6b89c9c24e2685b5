"""Verdicts over what happens to a warehouse: built anew, by other rules, with a new version of the report."""

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from desk import samples
from desk.app import application
from desk.context import Desk
from desk.queues import STALE
from ingest.landing import land
from ingest.verdicts import find_verdicts, land_verdicts
from tests.conftest import ROOT
from tests.desk.conftest import READER, Reader
from tests.warehouse import models

MODELS = ("+fct_evidence", "+aud_figure_disposition", "+aud_verdicts", "+aud_reading_cues", "+dim_metric")
MODELS += ("+aud_checks", "+aud_check_observations", "+aud_review_queue", "+dim_jurisdiction")
NAME = "nanchang_2019_digest.txt"


def _built(db: Path, store: Path) -> None:
    found = find_verdicts(store, db)
    assert not found.faults
    land_verdicts(found, db)
    models(db, *MODELS)


def _facts(db: Path) -> dict[str, set[str]]:
    """The metrics of each figure in use."""
    with duckdb.connect(str(db), read_only=True) as connection:
        found = connection.execute("select figure_id, list(metric_code) from marts.fct_evidence group by all")
        return {figure: set(codes) for figure, codes in found.fetchall()}


def _states(db: Path) -> Counter[str]:
    with duckdb.connect(str(db), read_only=True) as connection:
        return Counter(status for (status,) in connection.execute("select status from marts.aud_verdicts").fetchall())


@pytest.mark.proof
def test_verdicts_outlive_builds_rules_and_versions(
    warehouse: Path, tmp_path: Path, opened_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    db, store, reports = tmp_path / "fazhi.duckdb", tmp_path / "desk.sqlite", tmp_path / "reports"
    shutil.copy(warehouse, db)
    shutil.copytree(ROOT / "reports", reports)
    monkeypatch.chdir(tmp_path)
    first = _facts(db)

    # every fact of a random sample: each third measures nothing, the others are right
    desk = opened_desk(db, store=str(store))
    with desk.warehouse.reading() as connection:
        sample = samples.draw(desk.store, connection, "all", 1, 1000, READER)
    reader, said = Reader(application(desk, {"127.0.0.1"})), {}
    reader.get(f"/queue/sample?sample={sample}")
    while "data-card" in reader.text:
        said[reader.card] = decision = "reject" if len(said) % 3 == 0 else "accept"
        reader.decide(decision)
    desk.close()
    assert said.keys() == first.keys()
    accepted = {figure: first[figure] for figure, decision in said.items() if decision == "accept"}

    # a build takes them in, though rules of an office's own claim none of what those of petitions claim by now
    with duckdb.connect(str(db), read_only=True) as connection:
        used = connection.execute(
            "select distinct rule_id, metric_code from marts.fct_evidence where metric_code like 'petition.%'"
        ).fetchall()
    assert used
    (rules := tmp_path / "rules").mkdir()
    lines = [f"{rule},{metric},没有人这样写的话◇" for rule, metric in used]
    (rules / "wording_rules.csv").write_text("\n".join(["rule_id,metric_code,pattern", *lines, ""]), encoding="utf-8")
    monkeypatch.setenv("FAZHI_RULES", str(rules))
    _built(db, store)
    assert _facts(db) == accepted
    assert _states(db) == {"applies": len(said)}
    monkeypatch.delenv("FAZHI_RULES")

    # a new version in which every second sentence with a number that was decided on says more
    text = (reports / NAME).read_text(encoding="utf-8")
    with duckdb.connect(str(db), read_only=True) as connection:
        (old,) = connection.execute("select report_id from marts.dim_report where source_name = ?", [NAME]).fetchone()
        passages = "select char_start from raw.passages where report_id = ? order by char_start"
        starts = [start for (start,) in connection.execute(passages, [old]).fetchall()]
    of_it = [key for key in said if key.startswith(old)]
    begins = sorted({max(start for start in starts if start <= int(key.partition(":")[2])) for key in of_it})
    for start in reversed(begins[::2]):
        text = f"{text[:start]}经查，{text[start:]}"
    (reports / NAME).write_text(text, encoding="utf-8")
    land(reports, db, progress=False)
    _built(db, store)
    again = opened_desk(db, store=str(store))
    stale, carried = again.queues.items(STALE, READER), again.queues.carried()
    assert len(stale) + len(carried) == len(of_it)
    assert len(of_it) / 4 < len(stale) < 3 * len(of_it) / 4, "half of them return"
    assert len(again.store.heads()) == len(said), "none is lost"
    assert _states(db) == {"applies": len(said) - len(stale), "stale": len(stale)}
    facts = _facts(db)
    for one, item in carried:
        assert (item.key in facts) == (one.decision == "accept")

    # whoever looks at a stale one again closes it
    reader = Reader(application(again, {"127.0.0.1"}))
    reader.get(f"/queue/{STALE}")
    reader.decide("reject")
    assert len(again.queues.items(STALE, READER)) == len(stale) - 1
