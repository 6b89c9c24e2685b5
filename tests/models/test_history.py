"""What the warehouse tells of its own making."""

from pathlib import Path

import duckdb

from tests.conftest import ROOT


def test_the_run_that_built_the_warehouse_is_its_last(sample_run: Path) -> None:
    with duckdb.connect(str(sample_run / "fazhi.duckdb"), read_only=True) as warehouse:
        (run,) = warehouse.execute(
            "select outcome, new_reports, tests_failed, observation_count, ended_at is not null, run_id"
            " from marts.aud_runs"
        ).fetchall()
        facts, tables = warehouse.execute(
            "select (select count(*) from marts.fct_observations),"
            " (select count(*) from duckdb_tables() where schema_name = 'marts' and not table_name like 'aud_%')"
        ).fetchone() or (0, 0)
        counted = dict(
            warehouse.execute(
                "select table_name, row_count from marts.aud_run_rows where run_id = ?", [run[-1]]
            ).fetchall()
        )
        real = {name: warehouse.execute(f"select count(*) from {name}").fetchone() for name in counted}
    reports = len(list((ROOT / "reports").glob("*_digest.txt")))
    assert run[:5] == ("done", reports, 0, facts, True)
    assert {name: (count,) for name, count in counted.items()} == real
    assert sum(name.startswith("marts.") for name in counted) > tables


def test_the_history_of_facts_begins_with_the_first_build(sample_run: Path) -> None:
    with duckdb.connect(str(sample_run / "fazhi.duckdb"), read_only=True) as warehouse:
        told = warehouse.execute(
            "select change, change_no, run_id is not null, count(*) from marts.aud_fact_history group by all"
        ).fetchall()
        facts = warehouse.execute(
            "select count(*) from (select distinct coalesce(jurisdiction_key, report_id), reporting_department,"
            " metric_code, year, scope, role, as_of, period_type, range_part, day_kind, unit"
            " from marts.fct_observations where role in ('level', 'prior'))"
        ).fetchone()
        kept = warehouse.execute("select count(*) from operations.fact_history").fetchone()
    assert facts is not None
    assert told == [("stated", 1, True, facts[0])]
    assert kept == facts
