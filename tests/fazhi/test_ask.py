"""Answers in a hurry: which metric is meant, what is compared, and why something is not."""

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from fazhi.answers import MOST_CHOICES, MOST_LONE, besides, choice, told
from fazhi.ask import Answer
from fazhi.meanings import metrics_named, with_numbers
from fazhi.naming import Row
from ground.errors import ShowError

Fazhi = Callable[..., Result]
METRIC = {
    "metric_code": "sweeping.carts",
    "name_zh": "清运车次",
    "name_en": "Carts",
    "definition": "Carts that went out",
}


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_LANG", "en")


@pytest.fixture
def catalogue() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.dim_metric as select * from (values"
            " ('sweeping.carts', '清运车次', 'Carts that went out', '次', 'd', 'sw_carts'),"
            " ('sweeping.carts_mended', '修理清运车', 'Carts mended', '辆', 'd', 'sw_carts_mended'),"
            " ('lamp.lit', '点亮路灯', 'Street lamps lit', '盏', 'd', 'la_lit'),"
            " ('lamp.lit_rate', '路灯亮灯率', 'Share of street lamps lit', '%', 'd', 'la_lit_rate'),"
            " ('petition.letters', '信访来信', 'Petition letters', '件', 'd', 'pe_letters'),"
            " ('petition.solved', '办结信访', 'Petitions solved', '件', 'd', 'pe_solved')"
            ") as t(metric_code, name_zh, name_en, unit, definition, short_code)"
        )
        yield connection


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("lamp.lit", ["lamp.lit"]),  # though another begins with it
        ("LA_LIT", ["lamp.lit"]),
        ("清运车次", ["sweeping.carts"]),
        ("点亮", ["lamp.lit"]),  # begins with it
        ("carts that", ["sweeping.carts"]),
        ("清运车", ["sweeping.carts"]),  # one begins with it, another has it inside
        ("亮灯", ["lamp.lit_rate"]),  # inside
        ("路灯", ["lamp.lit_rate"]),
        ("lamps share", ["lamp.lit_rate"]),  # its words
        ("灯亮点", ["lamp.lit"]),  # its letters
        ("street lamps", ["lamp.lit"]),
        ("carts", ["sweeping.carts", "sweeping.carts_mended"]),
        ("lit", ["lamp.lit", "lamp.lit_rate"]),  # none begins with it
        ("车", ["sweeping.carts", "sweeping.carts_mended"]),
        ("petition", ["petition.letters", "petition.solved"]),
        ("上访", ["petition.letters"]),  # a synonym: 信访 begins the one and is in the other
        ("ombudsman letters", ["petition.letters"]),
    ],
)
def test_a_metric_is_found_by_what_people_call_it(
    catalogue: duckdb.DuckDBPyConnection, name: str, meant: list[str]
) -> None:
    assert [row["metric_code"] for row in metrics_named(catalogue, name).metrics] == meant


def test_beside_one_that_begins_with_it_stand_those_that_hold_it(catalogue: duckdb.DuckDBPyConnection) -> None:
    meant = metrics_named(catalogue, "上访")
    assert [row["metric_code"] for row in meant.further] == ["petition.solved"]
    assert list(besides(meant.further, "上访", 80)) == ["also related to “上访”: 办结信访 petition.solved"]
    assert list(besides([], "上访", 80)) == []
    assert metrics_named(catalogue, "lamp.lit").further == []


def test_a_choice_is_short_and_begins_with_what_is_stated_most(catalogue: duckdb.DuckDBPyConnection) -> None:
    catalogue.execute("create table marts.cmp_metrics_ranked as select 'petition.solved' as metric_code")
    found = with_numbers(catalogue, metrics_named(catalogue, "petition").metrics)
    assert [(row["metric_code"], row["numbers"]) for row in found] == [("petition.solved", 1), ("petition.letters", 0)]
    lines = list(choice(found * 10, "petition", 80))
    assert lines[2].split()[:4] == ["petition.solved", "办结信访", "件", "1"]
    assert len(lines) == MOST_CHOICES + 3
    assert lines[-1] == "      and 5 more (--json)"


@pytest.mark.parametrize(
    ("name", "said"), [("lamp.litt", "did you mean"), ("雪", "lists them all"), (" ", "no metric")]
)
def test_one_that_is_not_there_is_told(catalogue: duckdb.DuckDBPyConnection, name: str, said: str) -> None:
    with pytest.raises(ShowError, match=said):
        metrics_named(catalogue, name)


def row(place: str, value: int, group: str, rank: int | None = None, **more: object) -> Row:
    return {
        **{
            "jurisdiction_key": place,
            "jurisdiction_name": place,
            "value": Decimal(value),
            "unit": "次",
            "modifier": None,
        },
        **{"comparison_group": group, "rank_in_group": rank, "group_size": 2 if rank else 1, "year": 2020},
        **{"level": "county", "scope": "own", "as_of": None, "period_type": "year", "reporting_department": None},
        **{"report_id": "ab12cd34ef", "char_start": 7, "own_reasons": None, "own_reasons_zh": None},
        **{"comparability": "not ranked: alone", "comparability_zh": "不排名：只此一个"},
        **more,
    }


ROWS = [
    row("石桥县", 30, "a", 1, own_reasons="approximate", own_reasons_zh="约数"),
    row("柳溪县", 20, "a", 2),
    row("云岭区", 9, "b", scope="whole"),
]
PAIRS = [{"group_a": "a", "group_b": "b", "comparability": "of other scopes", "comparability_zh": "范围不同"}]


def test_ranks_and_reasons_are_told() -> None:
    lines = list(told(Answer(METRIC, ROWS, PAIRS, frozenset({"柳溪县"}), {2020: 3, 2019: 1}), 2020, 80))
    assert "Comparable, 2: 2020, county, own" in lines
    assert [line.split() for line in lines if "县" in line][:2] == [
        ["1", "石桥县", "30", "次", "ab12cd34:7", "approximate"],
        ["2", "*柳溪县", "20", "次", "ab12cd34:7"],
    ]
    assert lines[lines.index("Not ranked, 1, and why:") + 2] == "      alone"
    assert lines[lines.index("Not with each other, and why:") + 1 :][:2] == [
        "  of other scopes",
        "      the 2 of 2020, county, own — 云岭区 2020, county, whole jurisdiction",
    ]
    assert "Other years: 2019 (1)" in lines


def test_the_same_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_LANG", "zh")
    lines = list(told(Answer(METRIC, ROWS, PAIRS), None, 80))
    assert "可比，2 个：2020，县区级，本级" in lines
    assert "      只此一个" in lines
    assert "  范围不同" in lines
    assert not [line for line in lines if "Not " in line or "rank" in line]


def test_what_is_too_much_is_counted() -> None:
    many = [row(f"{number}县", number, str(number)) for number in range(MOST_LONE + 5)]
    lines = list(told(Answer(METRIC, many, []), None, 80))
    assert "      and 5 more (--json)" in lines


def test_the_samples_are_compared(fazhi: Fazhi, sample_run: Path) -> None:
    db = sample_run / "fazhi.duckdb"
    said = fazhi("ask", "受理行政复议", "--year", 2019, "--db", db).output.splitlines()
    prefectures = said[said.index("Comparable, 2: 2019, prefecture, own") :][:4]
    assert [line.split()[:3] for line in prefectures if line.lstrip()[:2] in ("1 ", "2 ")] == [
        ["1", "南昌市", "508"],
        ["2", "赣州市", "179"],
    ]
    one = json.loads(fazhi("ask", "受理行政复议", "--place", "赣州", "--json", "--db", db).output)
    assert {row["jurisdiction_name"] for row in one["numbers"]} >= {"南昌市", "赣州市"}
    wrong = fazhi("ask", "受理行政复议", "--year", 1999, "--db", db)
    assert wrong.exit_code == 1
    assert re.search(r"for 1999; there is .*2019 \(33\)", wrong.stderr)
    beside = fazhi("ask", "受理行政复议", "--place", "赣州", "--place", "南宁", "--year", "2019年", "--db", db)
    assert "南宁: states none of it for 2019." in beside.output
    told = json.loads(fazhi("ask", "受理行政复议", "--place", "赣州", "--place", "南宁", "--json", "--db", db).output)
    assert told["silent"] == ["南宁"]
    nobody = fazhi("ask", "受理行政复议", "--place", "南宁", "--db", db)
    assert "南宁: states no 受理行政复议案件" in nobody.stderr
    several = fazhi("ask", "复议", "--db", db)  # some begin with it, most hold it
    assert (several.exit_code, "ask for one of them" in several.output) == (0, True)
    assert several.output.splitlines()[2].startswith("admin_review.cases_accepted")
    assert "also related to “受理行政复议”: 不予受理行政复议申请" in "".join(said)


@pytest.mark.parametrize("year", ["2019", "2019年", " 2019年度", "2019.0"])
def test_a_year_may_be_written_as_people_write_it(fazhi: Fazhi, tmp_path: Path, year: str) -> None:
    assert "there is no warehouse" in fazhi("ask", "受理", "--year", year, "--db", tmp_path / "w.duckdb").stderr
    assert "'19x' is not a valid integer" in fazhi("ask", "受理", "--year", "19x").stderr


def test_without_a_warehouse_it_says_how_to_get_one(fazhi: Fazhi, tmp_path: Path, monkeypatch) -> None:
    done = fazhi("ask", "受理", "--db", tmp_path / "w.duckdb")
    assert (done.exit_code, "there is no warehouse; make one first" in done.stderr) == (1, True)
    monkeypatch.setenv("FAZHI_LANG", "zh")
    assert "还没有数据库；先运行：fazhi all" in fazhi("ask", "受理", "--db", tmp_path / "w.duckdb").stderr
