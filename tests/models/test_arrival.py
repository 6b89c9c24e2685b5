"""Reports in any order of arrival make the same marts; versions and copies are told, whatever came first."""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from ingest.landing import land
from tests.documents import as_html, as_pdf
from tests.fingerprint import Fingerprint, fingerprint
from tests.warehouse import NAME, ROOT, modelled, seeded

SEEDS, FURTHER = (1, 2), (3, 4)
NUMBER = re.compile(r"(?<![0-9.〔])508(?![0-9.])")  # the cases of the sample that change


def sample(name: str) -> str:
    return (ROOT / "reports" / name).read_text(encoding="utf-8")


NANCHANG, GANZHOU = sample("nanchang_2019_digest.txt"), sample("ganzhou_2019_digest.txt")
# What arrives: a file's name and its content.
ARRIVALS: list[tuple[str, bytes]] = [
    ("nanchang.txt", NUMBER.sub("509", NANCHANG).encode()),
    ("nanchang.txt", NANCHANG.encode()),
    ("ganzhou.txt", GANZHOU.encode()),
    ("ganzhou.html", as_html(GANZHOU)),
    ("ganzhou.pdf", as_pdf(GANZHOU)),
    ("ganzhou_other.txt", GANZHOU.replace("179", "178").encode()),
    ("nanning.txt", sample("nanning_2017_digest.txt").encode()),
    ("nanning_again.txt", sample("nanning_2017_digest.txt").encode()),
]
# A version comes after the one that it replaces; of the same bytes the first source gives the report its name.
IN_ORDER = [(0, 1), (6, 7)]


def arrived(seed: int, folder: Path) -> Path:
    """A warehouse in which they have landed in a random order, some of them together."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    order = list(range(len(ARRIVALS)))
    dice.shuffle(order)
    for earlier, later in IN_ORDER:
        first, second = sorted((order.index(earlier), order.index(later)))
        order[first], order[second] = earlier, later
    reports, db = folder / "reports", folder / NAME
    reports.mkdir(parents=True)
    seeded(db)
    waiting: set[str] = set()
    for position, number in enumerate(order):
        name, content = ARRIVALS[number]
        if name in waiting:
            land(reports, db, progress=False)
            waiting.clear()
        (reports / name).write_bytes(content)
        waiting.add(name)
        if position == len(order) - 1 or dice.random() < 0.5:
            land(reports, db, progress=False)
            waiting.clear()
    return db


@pytest.fixture(scope="module")
def warehouses(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A built warehouse for each order."""
    return built(SEEDS, tmp_path_factory.mktemp("arrival"))


def built(seeds: tuple[int, ...], folder: Path) -> list[Path]:
    found = []
    for seed in seeds:
        found.append(arrived(seed, folder / str(seed)))
        modelled(found[-1])
    return found


@pytest.fixture
def query(warehouses: list[Path]) -> Iterator[Callable[[str], list[tuple[object, ...]]]]:
    with duckdb.connect(str(warehouses[0]), read_only=True) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


def are_alike(warehouses: list[Path]) -> None:
    first: Fingerprint = fingerprint(warehouses[0])
    assert first["fct_observations"][0] > 100
    for other in warehouses[1:]:
        found = fingerprint(other)
        assert {name for name in first | found if first.get(name) != found.get(name)} == set()


def test_any_order_of_arrival_makes_the_same_marts(warehouses: list[Path]) -> None:
    are_alike(warehouses)


@pytest.mark.proof
def test_further_orders_of_arrival_make_the_same_marts(warehouses: list[Path], tmp_path: Path) -> None:
    are_alike([warehouses[0], *built(FURTHER, tmp_path)])


def test_a_new_version_tells_what_it_changed(query: Callable[[str], list[tuple[object, ...]]]) -> None:
    assert query(
        "select metric_code, scope, change, value_before::int, value_after::int, version_no, is_current"
        " from marts.aud_version_changes"
    ) == [("admin_review.cases_accepted", "own", "changed", 509, 508, 2, True)]
    assert query("select value::int from marts.fct_observations where value in (508, 509)") == [(508,)]


def test_a_report_that_landed_as_text_page_and_pdf_counts_once(
    query: Callable[[str], list[tuple[object, ...]]],
) -> None:
    told = query(
        "select source_name, copy_of is not null, observation_count > 0 from marts.dim_report"
        " where source_name like 'ganzhou%' order by all"
    )
    assert [row[0] for row in told if row[2]] == ["ganzhou.txt", "ganzhou_other.txt"]
    assert sum(bool(row[1]) for row in told) == 2
    assert all(bool(row[1]) != bool(row[2]) for row in told)
    # by itself and by ganzhou_other.txt, not by the copies
    assert query("select max(times_stated) from marts.fct_cases_handled where case_type = 'admin_review'") == [(2,)]
    reasons = query("select distinct reason from marts.aud_figure_disposition where reason like 'a copy: %'")
    assert len(reasons) == 1


def test_a_report_whose_facts_differ_is_never_set_aside_and_it_is_told(
    query: Callable[[str], list[tuple[object, ...]]],
) -> None:
    pairs = query(
        "select verdict, is_set_aside, reason from marts.aud_report_copies"
        " where source_name = 'ganzhou_other.txt' and other_source_name = 'ganzhou.txt'"
    )
    assert [pair[:2] for pair in pairs] == [("other_facts", False)]
    assert "178 件" in str(pairs[0][2])
    accepted = "select value::int from marts.fct_observations where metric_code = 'admin_review.cases_accepted'"
    assert {178, 179} <= {row[0] for row in query(accepted)}
