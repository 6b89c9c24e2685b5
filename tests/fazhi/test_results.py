"""What commands tell of their results, in Chinese and English, as vocabulary/messages.csv has it."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from fazhi import doubts, runs, waiting
from fazhi.cli import main
from fazhi.run import Run
from ingest.fetching import rounds

SHA = "0123456789abcdef" * 4
HELD = waiting.Waiting("https://www.example.org/2020.html", SHA, "2024-05-06 08:00", "其中少了一半数字", Path("store"))


@pytest.fixture(params=["zh", "en"])
def spoken(request, monkeypatch) -> str:
    monkeypatch.setenv("FAZHI_LANG", request.param)
    return request.param


def _run(*arguments: str) -> str:
    done = CliRunner().invoke(main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.output


def test_versions_that_wait(spoken, monkeypatch):
    monkeypatch.setattr(waiting, "waiting", lambda _: [HELD])
    told = _run("versions", "--db", "none.duckdb")
    assert HELD.source in told
    assert ("held back since" in told) == ("waiting    1; fazhi accept ADDRESS" in told) == (spoken == "en")
    assert (
        ("自 2024-05-06 08:00 UTC 起搁置" in told) == ("待定       1 个；fazhi accept 网址" in told) == (spoken == "zh")
    )
    monkeypatch.setattr(waiting, "waiting", lambda _: [])
    assert _run("versions", "--db", "none.duckdb") == {"zh": "待定       0 个\n", "en": "waiting    0\n"}[spoken]


@pytest.mark.parametrize(("verb", "zh", "en"), [("accept", "已接受", "accepted"), ("reject", "不接受", "rejected")])
def test_a_decision(spoken, monkeypatch, verb, zh, en):
    monkeypatch.setattr(waiting, "settle", lambda *_: (HELD, Path("store/versions.csv")))
    first, second = _run(verb, HELD.source).splitlines()
    at, following = {"zh": ("，记在", "下一步"), "en": (", noted in", "next")}[spoken]
    assert first.startswith({"zh": zh, "en": en}[spoken])
    assert f"{at} store/versions.csv" in first
    assert second.split() == [following, "fazhi", "all", "store"]


def test_what_was_fetched(spoken, monkeypatch, tmp_path):
    trouble = SimpleNamespace(outcome="gone", address="https://www.example.org/a", reason_code="missing", reason="404")
    done = SimpleNamespace(
        faults=["line 3: no address"], troubles=[trouble], not_due=4, outcomes=Counter(found=2, gone=1)
    )
    monkeypatch.setattr(rounds, "fetch_due", lambda *_, **__: done)
    (register := tmp_path / "register.csv").write_text("address\n", encoding="utf-8")
    told = _run("fetch", str(register), "--store", "store")
    zh = ("网页       新取 2，有变 0，未变 0，已不在 1，拒收 0，失败 0，未到期 4", "存放在     store", "略过")
    en = (
        "pages      2 found, 0 changed, 0 unchanged, 1 gone, 0 refused, 0 failed, 4 not due",
        "store      store",
        "passed over",
    )
    for of_zh, of_en in zip(zh, en, strict=True):
        assert (of_zh in told, of_en in told) == (spoken == "zh", spoken == "en"), told
    assert ("已不在     https://www.example.org/a [missing]: 404" in told) == (spoken == "zh")


def test_runs(spoken):
    began, ended = datetime(2024, 5, 6, 8), datetime(2024, 5, 6, 8, 1)
    run = Run("all", run_id="r", started_at=began, ended_at=ended, outcome="done", files_seen=5)
    run.new_reports, run.new_versions, run.refused = 2, 1, 0
    (told,) = runs.lines([run])
    zh = "完成  见到 5，新 2，有变 1，拒收 0"
    en = "done  5 seen, 2 new, 1 changed, 0 refused"
    assert told.endswith({"zh": zh, "en": en}[spoken])


def test_a_doubt(spoken):
    told = doubts.told("place_unsure", None, "2019: 标题")
    assert told.startswith("[place_unsure]: ")
    assert told.endswith({"zh": "；地区：无从得知", "en": "; place: nothing tells it"}[spoken])
    both = doubts.told("register_contradicted", "南昌市: 标题", "2019: 标题")
    ends = {"zh": "；地区：南昌市: 标题；年份：2019: 标题", "en": "; place: 南昌市: 标题; year: 2019: 标题"}
    assert both.endswith(ends[spoken])
