"""Building on Spark and collecting from there: DuckDB stands in for Spark, and writes the Parquet that it would."""

import contextlib
import json
import os
import sys
import types
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import Result

from fazhi import build as building_here
from fazhi import operations
from fazhi.built import Built
from fazhi.spark import conducting, server, tables
from fazhi.spark.building import PREFIX
from fazhi.spark.lake import Lake
from fazhi.spark.server import Server
from ground.errors import BuildError
from tests import verdicts
from tests.fazhi.conftest import REPORT
from tests.spark.cluster import free_port

Fazhi = Callable[..., Result]
MODELS = {
    "marts.counted": "select count(*) as reports from raw.reports",
    "marts.dim_report": "select report_id, case when source_uri like '2019%' then '360100' else '450100' end"
    " as jurisdiction_key from raw.reports",
    "marts.dim_jurisdiction": "select * from (values ('360000', 'province', '江西省', '江西', null),"
    " ('450000', 'province', '广西壮族自治区', '广西', null), ('360100', 'prefecture', '南昌市', '南昌', '360000'),"
    " ('450100', 'prefecture', '南宁市', '南宁', '450000'))"
    " as places (jurisdiction_key, level, name_zh, short_name_zh, province_key)",
}
BROKEN = "FAZHI_TEST_BROKEN"  # the models fail


class Recorder:
    """A session of Spark that answers nothing and keeps what it was asked."""

    def __init__(self, version: str = "4.3.0 abc", **settings: str) -> None:
        self.asked: list[str] = []
        self.description: Any = None
        self.version = version
        self.settings = server.SETTINGS | settings

    def execute(self, statement: str) -> None:
        self.asked.append(statement)
        self.description = [("answer",)]

    def fetchall(self) -> list[tuple[Any, ...]]:
        if self.asked[-1] == "select version()":
            return [(self.version,)]
        if self.asked[-1].startswith("set "):
            name = self.asked[-1].removeprefix("set ")
            return [(name, self.settings[name])]
        return []


@pytest.fixture
def lake(tmp_path: Path) -> Path:
    return tmp_path / "lake"


@pytest.fixture
def stand_in(project: Path, lake: Path, monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """In place of Spark its statements are kept; DuckDB makes the models and writes them where Spark would."""
    recorder = Recorder()

    def run(_: object, db: Path, *selection: str) -> Built:
        if os.environ.get(BROKEN):
            raise BuildError("1 of 3 steps failed: test some_reports")
        if selection[-2:] == ("--select", *building_here.HISTORY):
            return Built(0, 0, 0, [])
        folder = Lake(lake).folder(os.environ[PREFIX].removeprefix("fazhi_").removesuffix("_"))
        with duckdb.connect(str(db)) as connection:
            for relation, query in MODELS.items():
                connection.execute(f"create temp view made as {query}")
                tables.write(connection, "made", folder.joinpath(*relation.split(".")))
                connection.execute("drop view made")
        return Built(0, 3, 1, [], made=tuple(os.environ[PREFIX] + relation for relation in MODELS))

    def forms(db: Path) -> None:
        with duckdb.connect(str(db)) as connection:
            connection.execute("create schema if not exists marts")
            for relation, query in MODELS.items():
                connection.execute(f"create or replace table {relation} as {query}")

    @contextlib.contextmanager
    def connected() -> Iterator[Server]:
        yield Server(recorder, "4.3.0")

    monkeypatch.setattr(building_here, "seeding", lambda _: None)
    monkeypatch.setattr(building_here, "elsewhere", lambda *_: object())
    monkeypatch.setattr(building_here, "run", run)
    monkeypatch.setattr(building_here, "forms", forms)
    monkeypatch.setattr(conducting, "connected", connected)
    return recorder


@pytest.fixture
def landed(stand_in: Recorder, fazhi: Fazhi, reports: Path, db: Path) -> Path:
    assert fazhi("land", reports, "--db", db).exit_code == 0
    return db


def asked(db: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(db), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_a_build_leaves_the_file_and_a_collection_fills_it(
    fazhi: Fazhi, landed: Path, lake: Path, stand_in: Recorder
) -> None:
    before = landed.read_bytes()
    done = fazhi("build", "--target", "spark", "--lake", lake, "--db", landed)
    assert done.exit_code == 0, done.stderr
    assert "3 models from 0 seeds on Spark, 1 tests passed" in done.stdout
    assert landed.read_bytes() == before
    collected = fazhi("collect", "--lake", lake, "--db", landed)
    assert collected.exit_code == 0, collected.stderr
    assert asked(landed, "select reports from marts.counted") == [(2,)]
    assert asked(landed, "select count(*) from raw.reports") == [(2,)]
    runs = asked(landed, "select steps, outcome, models_built, dbt_version from operations.runs order by run_no")
    assert [(steps, outcome, models) for steps, outcome, models, _ in runs] == [
        ("land", "done", None),
        ("build on spark", "done", 3),
        ("collect", "done", None),
    ]
    assert runs[1][3].endswith("Spark 4.3.0")
    # What was collected is the file's own build: a build of its own finds nothing to do.
    assert "nothing has changed" in fazhi("build", "--db", landed).stdout


def test_spark_is_told_of_what_has_landed_in_schemas_of_the_build_alone(
    fazhi: Fazhi, landed: Path, lake: Path, stand_in: Recorder
) -> None:
    fazhi("build", "--target", "spark", "--lake", lake, "--db", landed)
    build = json.loads((lake / "current.json").read_text())["build"]
    created = [statement for statement in stand_in.asked if statement.startswith("create")]
    assert created
    assert all(f" fazhi_{build}_" in statement for statement in created)
    figures = next(statement for statement in created if "_raw.figures " in statement)
    assert "`value` decimal(28,10)" in figures
    assert "`list_labels` array<string>" in figures
    assert figures.endswith(f"location '{(lake / 'builds' / build / 'raw' / 'figures').as_uri()}'")
    labels = f"select list_labels from {tables.parquet(lake / 'builds' / build / 'raw' / 'figures')}"
    assert duckdb.sql(labels).types == ["VARCHAR[]"]


def test_spark_may_know_the_lake_by_another_name(
    fazhi: Fazhi, landed: Path, lake: Path, stand_in: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_LAKE_URI", "hdfs://names:8020/fazhi/")
    fazhi("build", "--target", "spark", "--lake", lake, "--db", landed)
    located = [statement for statement in stand_in.asked if " location " in statement]
    assert all(" location 'hdfs://names:8020/fazhi/builds/" in statement for statement in located)


def test_only_the_finished_build_and_the_one_before_stay(
    fazhi: Fazhi, landed: Path, lake: Path, reports: Path, stand_in: Recorder
) -> None:
    command = ("build", "--target", "spark", "--lake", lake, "--db", landed)
    fazhi(*command)
    assert "nothing has changed" in fazhi(*command).stdout
    first = json.loads((lake / "current.json").read_text())["build"]
    for year in (2021, 2022):
        (reports / f"{year}.txt").write_text(REPORT.format(year=year, cases=year), encoding="utf-8")
        fazhi("land", reports, "--db", landed)
        assert fazhi(*command).exit_code == 0
    pointer = json.loads((lake / "current.json").read_text())
    assert sorted(path.name for path in (lake / "builds").iterdir()) == sorted(
        {first, pointer["before"], pointer["build"]}
    )
    assert "nothing has changed" in fazhi(*command).stdout
    assert sorted(path.name for path in (lake / "builds").iterdir()) == sorted([pointer["before"], pointer["build"]])
    assert f"drop database if exists fazhi_{first}_marts cascade" in stand_in.asked
    # Runs of builds that no file has collected are carried from one build to the next.
    runs = duckdb.sql(f"select steps from {tables.parquet(lake / 'builds' / pointer['build'] / 'operations' / 'runs')}")
    assert runs.fetchall().count(("build on spark",)) == 3


def test_a_build_that_fails_leaves_the_one_before_and_is_cleared_away(
    fazhi: Fazhi, landed: Path, lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("build", "--target", "spark", "--lake", lake, "--db", landed)
    fazhi(*command)
    before = (lake / "current.json").read_bytes()
    monkeypatch.setenv(BROKEN, "yes")
    done = fazhi(*command, "--force")
    assert done.exit_code == 1
    assert "test some_reports" in done.stderr
    assert (lake / "current.json").read_bytes() == before
    assert len(list((lake / "builds").iterdir())) == 2
    monkeypatch.delenv(BROKEN)
    assert "nothing has changed" in fazhi(*command).stdout
    assert len(list((lake / "builds").iterdir())) == 1
    assert fazhi("collect", "--lake", lake, "--db", landed).exit_code == 0
    assert ("failed", "build") in asked(landed, "select outcome, failed_step from operations.runs")


def test_a_province_is_collected_into_a_file_to_be_read(
    fazhi: Fazhi, landed: Path, lake: Path, reports: Path, tmp_path: Path
) -> None:
    fazhi("build", "--target", "spark", "--lake", lake, "--db", landed)
    part = tmp_path / "part.duckdb"
    for province, expected in (("江西", "360100"), ("450000", "450100")):
        done = fazhi("collect", "--lake", lake, "--db", part, "--province", province)
        assert done.exit_code == 0, done.stderr
        assert asked(part, "select jurisdiction_key from marts.dim_report") == [(expected,)]
        assert asked(part, "select count(distinct report_id), count(*) > 0 from raw.figures") == [(1, True)]
        assert asked(part, "select count(*) from marts.dim_jurisdiction") == [(4,)]
        assert asked(part, "select reports from marts.counted") == [(2,)]
    refused = fazhi("land", reports, "--db", part)
    assert refused.exit_code == 1
    assert "it holds some provinces of a build on Spark" in refused.stderr
    unknown = fazhi("collect", "--lake", lake, "--db", part, "--province", "南昌市")
    assert (unknown.exit_code, asked(part, "select count(*) from marts.dim_report")) == (1, [(1,)])
    assert "“南昌市”: no province is called so" in unknown.stderr
    assert fazhi("collect", "--lake", lake, "--db", part).exit_code == 0
    assert asked(part, "select count(*) from raw.reports") == [(2,)]


def test_what_a_job_has_landed_is_taken_where_it_lies(
    fazhi: Fazhi, landed: Path, lake: Path, tmp_path: Path, reports: Path
) -> None:
    load = asked(landed, "select load_id from raw.loads")[0][0]
    with duckdb.connect(str(landed), read_only=True) as connection:
        for relation in tables.names(connection, "raw"):
            tables.write(connection, relation, lake / "raw" / relation.removeprefix("raw.") / f"load_id={load}")
    fresh = tmp_path / "fresh" / "fazhi.duckdb"
    done = fazhi("build", "--target", "spark", "--lake", lake, "--db", fresh)
    assert done.exit_code == 0, done.stderr
    assert not fresh.exists()
    assert fazhi("collect", "--lake", lake, "--db", fresh).exit_code == 0
    assert asked(fresh, "select count(*) from raw.reports") == [(2,)]
    assert asked(fresh, "select reports from marts.counted") == [(2,)]
    # A file that knows another load belongs to another lake.
    (reports / "2021.txt").write_text(REPORT.format(year=2021, cases=321), encoding="utf-8")
    fazhi("land", reports, "--db", landed)
    refused = fazhi("build", "--target", "spark", "--lake", lake, "--db", landed)
    assert refused.exit_code == 1
    assert "where a job lands; name the file that belongs to this lake" in refused.stderr


def test_verdicts_land_in_the_file_and_go_with_what_a_job_has_landed(
    fazhi: Fazhi, landed: Path, lake: Path, tmp_path: Path
) -> None:
    load = asked(landed, "select load_id from raw.loads")[0][0]
    with duckdb.connect(str(landed), read_only=True) as connection:
        for relation in set(tables.names(connection, "raw")) - {"raw.verdicts", "raw.second_readings"}:
            tables.write(connection, relation, lake / "raw" / relation.removeprefix("raw.") / f"load_id={load}")
    said = [verdicts.verdict(REPORT.format(year=2019, cases=319), "319"), dict.fromkeys(verdicts.HEADER, "")]
    path = verdicts.write(tmp_path / "verdicts.csv", said)
    fresh = tmp_path / "fresh" / "fazhi.duckdb"
    done = fazhi("build", "--target", "spark", "--lake", lake, "--db", fresh, "--verdicts", path)
    assert (done.exit_code, "2 read, 1 new, 1 refused" in done.stdout) == (3, True), done.stderr
    assert "line 3" in done.stderr
    verdicts.write(path, said[:1])
    again = fazhi("build", "--target", "spark", "--lake", lake, "--db", fresh, "--verdicts", path)
    assert (again.exit_code, "nothing has changed" in again.stdout) == (0, True), again.stderr
    assert fazhi("collect", "--lake", lake, "--db", fresh).exit_code == 0
    assert asked(fresh, "select (select count(*) from raw.verdicts), (select count(*) from raw.reports)") == [(1, 2)]
    assert asked(fresh, "select steps from operations.runs order by run_no")[0] == ("land",)


def test_a_file_is_not_put_back_to_an_earlier_build_or_one_of_other_reports(
    fazhi: Fazhi, landed: Path, lake: Path, reports: Path, tmp_path: Path
) -> None:
    fazhi("build", "--target", "spark", "--lake", lake, "--db", landed)
    with duckdb.connect(str(landed)) as connection:
        operations.append(connection, "runs", [{"run_id": "mine", "outcome": "done", "inputs_hash": "x"}])
    refused = fazhi("collect", "--lake", lake, "--db", landed)
    assert "it was built by itself (run mine)" in refused.stderr
    assert asked(landed, "select count(*) from duckdb_tables() where schema_name = 'marts'") == [(0,)]
    (reports / "2021.txt").write_text(REPORT.format(year=2021, cases=321), encoding="utf-8")
    other = tmp_path / "other.duckdb"
    fazhi("land", reports, "--db", other)
    assert "it lacks load" in fazhi("collect", "--lake", lake, "--db", other).stderr


def test_what_other_models_have_built_is_not_collected(fazhi: Fazhi, landed: Path, lake: Path, project: Path) -> None:
    nothing = fazhi("collect", "--lake", lake, "--db", landed)
    assert "nothing has been built there; build first" in nothing.stderr
    fazhi("build", "--target", "spark", "--lake", lake, "--db", landed)
    (project / "models" / "counted.sql").write_text("select 7 as reports", encoding="utf-8")
    refused = fazhi("collect", "--lake", lake, "--db", landed)
    assert refused.exit_code == 1
    assert "built by other models, rules or versions" in refused.stderr
    (lake / "current.json").write_text("{}")
    assert "it does not say which build is the finished one" in fazhi("collect", "--lake", lake, "--db", landed).stderr


def test_nothing_that_has_landed_is_nothing_to_build(fazhi: Fazhi, stand_in: Recorder, db: Path, lake: Path) -> None:
    done = fazhi("build", "--target", "spark", "--lake", lake, "--db", db)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "no report has landed in this warehouse, nor in" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--target", "spark"], "say where Spark's tables go: --lake FOLDER"),
        (["--lake", "lake"], "--lake belongs to --target spark"),
    ],
)
def test_options_that_do_not_go_together_are_told(fazhi: Fazhi, arguments: list[str], said: str) -> None:
    done = fazhi("build", *arguments)
    assert (done.exit_code, said in done.stderr) == (2, True)


def test_a_lake_of_the_environment_does_not_hinder_a_build_on_one_machine(
    fazhi: Fazhi, project: Path, db: Path, lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAZHI_LAKE", str(lake))
    done = fazhi("build", "--db", db)
    assert done.exit_code == 1
    assert "no report has landed in this warehouse" in done.stderr
    assert "spark" not in done.stderr


def test_without_the_extra_the_command_says_what_to_install(
    fazhi: Fazhi, reports: Path, db: Path, lake: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server.util, "find_spec", lambda _: None)
    fazhi("land", reports, "--db", db)
    done = fazhi("build", "--target", "spark", "--lake", lake, "--db", db)
    assert done.exit_code == 1
    assert "dbt-spark and PyHive are not installed here; install the extra `spark`" in done.stderr
    assert not lake.exists()


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Callable[[Recorder], None]:
    """Puts a session in the place of what PyHive would open, and of the extra."""

    def put(recorder: Recorder) -> None:
        hive = types.SimpleNamespace(
            connect=lambda *_, **__: types.SimpleNamespace(cursor=lambda: recorder, close=lambda: None)
        )
        monkeypatch.setitem(sys.modules, "pyhive", types.SimpleNamespace(hive=hive))
        monkeypatch.setattr(server, "require_extra", lambda: None)
        monkeypatch.setattr(
            server.socket, "create_connection", lambda *_, **__: types.SimpleNamespace(close=lambda: None)
        )

    return put


@pytest.mark.parametrize(
    ("recorder", "said"),
    [
        (Recorder("3.5.1 abc"), "it is Spark 3.5.1; the models are written for Spark 4"),
        (Recorder(**{"spark.sql.session.timeZone": "Asia/Shanghai"}), "timeZone is Asia/Shanghai, not UTC; set it in"),
    ],
)
def test_a_server_under_which_numbers_would_differ_is_refused(
    recorder: Recorder, said: str, client: Callable[[Recorder], None]
) -> None:
    client(recorder)
    with pytest.raises(BuildError, match=said), server.connected():
        pass


def test_a_server_that_fits_is_used_and_its_complaints_are_told(client: Callable[[Recorder], None]) -> None:
    recorder = Recorder()
    client(recorder)
    with server.connected() as session:
        assert session.version == "4.3.0"
        recorder.execute = lambda _: (_ for _ in ()).throw(ValueError("no such table at org.apache.spark.X"))  # type: ignore[method-assign]
        with pytest.raises(BuildError, match=r"^Spark: no such table; it was asked to: drop table x$"):
            session.run("drop table x")


def test_where_no_server_answers_the_place_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyhive", types.SimpleNamespace(hive=None))
    monkeypatch.setattr(server, "require_extra", lambda: None)
    port = free_port()
    monkeypatch.setenv(server.PORT, str(port))
    said = f"127.0.0.1:{port}: no Thrift server of Spark answers there"
    with pytest.raises(BuildError, match=said), server.connected():
        pass
    monkeypatch.setenv(server.PORT, "thrift")
    with pytest.raises(BuildError, match="FAZHI_SPARK_PORT is “thrift”, which is no port"), server.connected():
        pass


def test_the_forms_of_the_tables_are_empty_and_those_of_dbt(
    fazhi: Fazhi, reports: Path, db: Path, project: Path
) -> None:
    fazhi("land", reports, "--db", db)
    assert building_here.forms(db).made == ("marts.counted",)
    assert asked(db, "select reports from marts.counted") == [(0,)]  # a count of no rows
    assert asked(db, "select count(*) from raw.reports") == [(2,)]


def test_a_type_that_no_table_has_is_not_guessed() -> None:
    with pytest.raises(BuildError, match=r"raw\.x\.y: Spark is not told of columns of type INTERVAL"):
        tables.spark_type("INTERVAL", "raw.x", "y")
