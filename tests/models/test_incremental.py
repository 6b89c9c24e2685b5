"""A build of the bodies that have news makes the warehouse that a full build makes, whatever comes in which order."""

import csv
import hashlib
import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from fazhi import build, inputs
from fazhi.incremental import Hindrance, hindrance, part
from fazhi.incremental.keys import prove
from fazhi.incremental.plan import MERGED_BY, planned
from fazhi.published import is_complete, leave_out, pack
from ground import paths
from ground.errors import BuildError
from ingest.landing import land
from ingest.verdicts import find_verdicts, land_verdicts
from tests.documents import as_html
from tests.fingerprint import Fingerprint, of_connection
from tests.verdicts import of_report, verdict, write
from tests.warehouse import ROOT

# What a build changes in the facts is told once, by that build.
TELL_ONCE = "int_fact_changes"
LOADS = 2


def report(name: str, year: int, accepted: int, closed: int) -> str:
    """A report of a body, with a sentence that a correction knows."""
    return f"""{name}{year}年法治政府建设情况报告
{year}年，{name}深入推进法治政府建设，坚持依法行政，现将法治政府建设情况报告如下。
一、依法化解争议
{name}人民政府全年受理行政复议案件{accepted}件，审结行政复议案件{closed}件，上年受理行政复议案件{accepted - 10}件。
全年受理人民调解纠纷{accepted * 9}件，调解成功{accepted * 8}件，调解成功率88.9%。
{name}人民政府
{year + 1}年3月1日
"""


def sample(name: str) -> str:
    return (ROOT / "reports" / name).read_text(encoding="utf-8")


GANZHOU = sample("ganzhou_2019_digest.txt")
REGISTER = "file,jurisdiction,year\nunknown.txt,吉安市,2021\n"
# A version before the one that takes its place; a page of a text; two that one correction might mean; a report whose
# body the register tells later; years of one body; a zone and its city.
FIRST: dict[str, str | bytes] = {
    "nanchang.txt": report("南昌市", 2021, 520, 490),
    "nanchang_2020.txt": report("南昌市", 2020, 505, 470),
    "unknown.txt": report("溪山", 2021, 77, 70),
    "a/named.txt": report("九江市", 2020, 311, 300),
    "ganzhou.txt": GANZHOU,
    "zone.txt": sample("nanchang_gaoxin_2023_digest.txt"),
}
LATER: dict[str, str | bytes] = {
    "nanchang.txt": report("南昌市", 2021, 521, 491),
    "nanchang_2022.txt": report("南昌市", 2022, 530, 500),
    "b/named.txt": report("宜春市", 2020, 311, 299),
    "ganzhou.html": as_html(GANZHOU),
    "ganzhou_other.txt": GANZHOU.replace("179", "178"),
    "jian.txt": report("吉安市", 2021, 81, 75),
    "register.csv": REGISTER,
    "nanning.txt": sample("nanning_2017_digest.txt"),
}
# What people say after the first build, and after the second: of bodies that have news, and of such as have none; of a
# figure that is another body's; of a report's place.
NANCHANG, JIUJIANG, UNKNOWN = (str(FIRST[name]) for name in ("nanchang_2020.txt", "a/named.txt", "unknown.txt"))
_TAKEN_BACK = verdict(NANCHANG, "505")
SAID = [
    [_TAKEN_BACK, verdict(str(FIRST["nanchang.txt"]), "4680"), verdict(JIUJIANG, "2799", decision="reject")],
    [
        verdict(NANCHANG, "505", decision="withdraw", follows=_TAKEN_BACK["verdict_id"]),
        verdict(JIUJIANG, "300", part="jurisdiction", decision="change", value_after="360700"),
        verdict(NANCHANG, "4545", part="scope", decision="change", value_after="own"),
        of_report(UNKNOWN, "report_jurisdiction", "360800"),
    ],
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the dbt project with a correction that names a report by its file's name."""
    root = tmp_path_factory.mktemp("project")
    for folder in inputs.FOLDERS:
        shutil.copytree(ROOT / folder, root / folder)
    for name in inputs.FILES:
        shutil.copy(ROOT / name, root / name)
    sentence = report("南昌市", 2020, 505, 470).splitlines()[3]
    row = {
        "correction_id": "C1",
        "source_name": "nanchang_2020.txt",
        "printed_number": "470",
        "sentence_md5": hashlib.md5(sentence.encode(), usedforsecurity=False).hexdigest(),
        "field": "value",
        "read_as": "470",
        "corrected_to": "471",
        "reason": "a later notice says so",
        "corrected_on": "2024-05-06",
        "corrected_by": "a reader",
    }
    path = root / "seeds" / "corrections.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerow(row)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "ROOT", root)
        patch.setattr(hindrance, "FEWEST", 0)
        patch.setattr(hindrance, "MOST", 1.0)
        yield root


@pytest.fixture(scope="module")
def testing(project: Path) -> Iterator[SimpleNamespace]:
    """Whether builds run their tests: they do not, until `is_on`."""
    invoked, testing = build._invoked, SimpleNamespace(is_on=False)

    def without_tests(runner: Any, db: Path, verb: str, *more: str) -> Any:
        is_untested = verb == "build" and not testing.is_on
        none = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test") if is_untested else ()
        return invoked(runner, db, verb, *none, *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "_invoked", without_tests)
        yield testing


@pytest.fixture(scope="module")
def first(testing: SimpleNamespace, tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """A `folder` with `reports`, the first ones, and the warehouse of them; what the build `built`, which was a whole
    one."""
    folder = tmp_path_factory.mktemp("first")
    arrive(folder, FIRST.items())
    return SimpleNamespace(folder=folder, built=build.build(folder / "fazhi.duckdb", progress=False))


def arrive(folder: Path, files: Iterable[tuple[str, str | bytes]]) -> None:
    """They come into `reports` of a folder and land in the warehouse beside it."""
    for name, content in files:
        path = folder / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    land(folder / "reports", folder / "fazhi.duckdb", progress=False)


@pytest.fixture
def parts(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The parts that are built."""
    seen: list[Path] = []
    end: Callable[[Path, Path], None] = part.end

    def noted(db: Path, small: Path) -> None:
        seen.append(small)
        end(db, small)

    monkeypatch.setattr(part, "end", noted)
    return seen


def everything(db: Path) -> Fingerprint:
    with duckdb.connect(str(db), read_only=True) as connection:
        found = of_connection(connection, "staging", "intermediate", "marts")
    return {name: value for name, value in found.items() if name.split(".")[1] != TELL_ONCE}


@pytest.mark.parametrize(("seed", "keeps"), [(1, False), pytest.param(2, True, marks=pytest.mark.proof)])
def test_parts_make_what_a_full_build_makes(
    tmp_path: Path, testing: SimpleNamespace, first: SimpleNamespace, parts: list[Path], seed: int, keeps: bool
) -> None:
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    later = list(LATER.items())
    dice.shuffle(later)
    shutil.copytree(first.folder, tmp_path, dirs_exist_ok=True)
    db, built = tmp_path / "fazhi.duckdb", first.built
    assert built.reports is None
    for number in range(LOADS + 1):
        if number:
            arrive(tmp_path, later[number - 1 :: LOADS])
            said = find_verdicts(write(tmp_path / "verdicts.csv", SAID[number - 1]), db)
            assert land_verdicts(said, db) == len(SAID[number - 1])
            testing.is_on = number == LOADS and seed == 1
            built = build.build(db, progress=False)
            assert built.reports is not None
        if not keeps:
            leave_out(db, built.passing, built.kept)
        if not number:
            pack(db)
        assert is_complete(db) == keeps
        assert len(parts) == number
    testing.is_on = False
    assert (built.tests > 100) == (seed == 1), built.tests
    before = everything(db)
    again = build.build(db, progress=False)
    assert again.reports == 0
    if not keeps:
        leave_out(db, again.passing, again.kept)
    assert everything(db) == before
    full = tmp_path / "full" / "fazhi.duckdb"
    full.parent.mkdir()
    shutil.copyfile(db, full)
    everything_built = build.build(full, progress=False, whole=True)
    assert len(parts) == LOADS + 1
    assert built.marts == everything_built.marts
    leave_out(full, (), {} if keeps else everything_built.kept)  # the same columns
    found, wanted = everything(db), everything(full)
    assert found["marts.fct_observations"][0] > 100
    assert {name for name in found if found[name] != wanted.get(name)} == set()
    assert wanted.keys() - found.keys() == (set() if keeps else set(built.passing) & wanted.keys())
    with duckdb.connect(str(db), read_only=True) as connection:
        told = connection.execute(
            "select value::int from marts.fct_evidence where correction_id is not null"
        ).fetchall()
        known = connection.execute(
            "select distinct jurisdiction_name from marts.fct_evidence where source_name = 'unknown.txt'"
        ).fetchall()
        judged = connection.execute(
            "select status from marts.aud_verdicts inner join raw.verdicts using (verdict_id) order by verdict_no"
        ).fetchall()
        moved = connection.execute(
            "select jurisdiction_key from marts.fct_observations where number_text = '300' and verified_by_count = 1"
        ).fetchall()
    assert [status for (status,) in judged] == ["withdrawn", "applies", "applies", "withdraws", *["applies"] * 3]
    assert moved == [("360700",)]
    assert told == [(471,)]
    assert known == [("吉安市",)]


def test_a_part_that_fails_its_tests_is_named_and_nothing_is_merged(
    tmp_path: Path, project: Path, first: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(first.folder, tmp_path, dirs_exist_ok=True)
    db, before = tmp_path / "fazhi.duckdb", years(first.folder / "fazhi.duckdb")
    arrive(tmp_path, [("nanchang_2024.txt", report("南昌市", 2024, 2521, 450))])
    broken = project / "models" / "intermediate" / "observations" / "int_statements.sql"
    text = broken.read_text(encoding="utf-8")
    hash_before = inputs.project_hash()
    monkeypatch.setattr(build, "project_hash", lambda: hash_before)
    try:
        broken.write_text(text + "\nwhere no_such_column = 1\n", encoding="utf-8")
        with pytest.raises(BuildError, match="int_statements") as failure:
            build.build(db, progress=False)
        assert str(tmp_path / "part" / "fazhi.duckdb") in str(failure.value)
    finally:
        broken.write_text(text, encoding="utf-8")
    assert years(db) == before
    assert 2024 not in before


def years(db: Path) -> list[int]:
    """The years of which there are facts, one for each fact."""
    with duckdb.connect(str(db), read_only=True) as connection:
        found = connection.execute("select year from marts.fct_observations order by year nulls last").fetchall()
    return [year for (year,) in found]


def test_who_builds_from_outside_makes_the_next_build_a_full_one(tmp_path: Path, first: SimpleNamespace) -> None:
    shutil.copytree(first.folder, tmp_path, dirs_exist_ok=True)
    db, project = tmp_path / "fazhi.duckdb", inputs.project_hash()
    plan = build.planned(db)
    assert hindrance.hindrance(db, plan, project) is None
    assert hindrance.hindrance(db, plan, "another") is Hindrance.PROJECT
    assert hindrance.hindrance(db, plan._replace(needed=("intermediate.gone",)), project) is Hindrance.PROJECT
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hindrance, "FEWEST", 100)
        assert hindrance.hindrance(db, plan, project) is Hindrance.FEW
    with duckdb.connect(str(db)) as connection:
        connection.execute("update raw.loads set tool_version = 'another'")
    assert hindrance.hindrance(db, plan, project) is Hindrance.READING
    build.reading(db, "stg_reports")
    assert hindrance.hindrance(db, plan, project) is Hindrance.FIRST


def test_a_key_that_two_rows_have_after_a_merge_is_told() -> None:
    with duckdb.connect() as connection:
        connection.execute("attach ':memory:' as part")
        connection.execute(
            "create table facts as select * from (values (1, 'a', 5), (1, 'b', 6), (2, 'a', 7)) t(x, y, z)"
        )
        connection.execute("create table part.facts as from facts where x = 1")
        prove(connection, {"facts": ["x", "y"], "no_key": []})
        connection.execute("insert into facts values (1, 'b', 8)")
        with pytest.raises(BuildError, match="facts: two rows have the key x 1, y b"):
            prove(connection, {"facts": ["x", "y"]})


def test_a_model_that_sees_all_bodies_may_not_stand_under_one_of_a_body() -> None:
    on_which: dict[str, list[str]] = {"read": [], "ranked": ["read"], "judged": ["ranked"]}
    manifest: Any = SimpleNamespace(
        sources={},
        nodes={
            name: SimpleNamespace(
                resource_type="model",
                name=name,
                schema="intermediate",
                config=SimpleNamespace(materialized="table", meta={MERGED_BY: "report_id"} if name != "ranked" else {}),
                depends_on_nodes=on,
            )
            for name, on in on_which.items()
        },
    )
    with pytest.raises(ValueError, match="ranked: sees more"):
        planned(manifest)
