"""Each model by itself on Spark, from the tables that DuckDB has made, its rows held against DuckDB's.

    python -m tests.spark.alone DB [MODEL …] [--explained]

DB is a warehouse that keeps its intermediate tables (`--keep-intermediate`), built from these models and with the
rules that FAZHI_RULES names. Where every model gives DuckDB's rows from DuckDB's tables, the whole does. There is no
server, no metastore and no conductor, and a model that differs or that Spark refuses stops no other: all that is wrong
shows at once, and one model can be tried by itself. With --explained nothing is run: Spark says what it would refuse.
Ends with 1 where a model is refused or differs. Spark runs inside this process, on two cores.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from tests.engines import compiled
from tests.spark.equality import as_text, columns, compared

BUILT = ("staging", "intermediate", "marts", "operations")
# A build adds what has become of facts once its models are made: they have not seen it.
BEFORE = "where run_id <> (select max_by(run_id, run_no) from warehouse.operations.runs)"
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.memory": "3g",
    "spark.driver.extraJavaOptions": "-Duser.timezone=UTC -XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "false",
    "spark.sql.catalogImplementation": "in-memory",
}


def main() -> int:
    """Reads the arguments and says what differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.spark.alone", description=__doc__)
    parser.add_argument("db", type=Path)
    parser.add_argument("models", nargs="*")
    parser.add_argument("--explained", action="store_true", help="ask Spark what it would refuse, and run nothing")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fazhi-alone-") as folder:
        faults = list(_differences(given.db, Path(folder), given.models, given.explained))
    print(f"{len(faults)} models differ or are refused")
    return 1 if faults else 0


def _differences(db: Path, folder: Path, wanted: list[str], explained: bool) -> Iterator[str]:
    """The models that are refused or differ; each is told as soon as it is known."""
    sql = compiled(folder, "spark", db)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{db}' as warehouse (read_only)")
        spark = _with_tables(connection, folder)
        try:
            for model, relation in _models(connection, wanted, sql):
                told = _told(connection, spark, sql[model], relation, None if explained else folder / "made")
                print(f"{model}: {told or 'good'}", flush=True)
                if told:
                    yield model
        finally:
            spark.stop()


def _models(connection: duckdb.DuckDBPyConnection, wanted: list[str], sql: dict[str, str]) -> list[tuple[str, str]]:
    """The models to try, those that are wanted or all, each with its relation."""
    rows = connection.execute(
        "select table_name, schema_name || '.' || table_name from duckdb_tables()"
        " where database_name = 'warehouse' and schema_name in (select unnest(?)) order by all",
        [list(BUILT)],
    ).fetchall()
    found = [(model, relation) for model, relation in rows if model in sql and (not wanted or model in wanted)]
    if missing := set(wanted) - {model for model, _ in found}:
        raise SystemExit(f"no table of the warehouse: {', '.join(sorted(missing))}")
    return found


def _with_tables(connection: duckdb.DuckDBPyConnection, folder: Path) -> Any:
    """A Spark that has all tables of the warehouse."""
    from pyspark.sql import SparkSession

    building = SparkSession.builder.master("local[2]").config("spark.sql.warehouse.dir", str(folder / "spark"))
    for name, value in SETTINGS.items():
        building = building.config(name, value)
    spark = building.getOrCreate()
    spark.sparkContext.setLogLevel("OFF")
    tables = connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = 'warehouse'"
    ).fetchall()
    for schema, table in tables:
        place = folder / "tables" / schema / table
        place.mkdir(parents=True)
        rows = connection.execute(
            "select column_name, data_type from duckdb_columns() where database_name = 'warehouse'"
            " and schema_name = ? and table_name = ? order by column_index",
            [schema, table],
        ).fetchall()
        # Parquet has no whole numbers of that size: DuckDB would write them with a point
        cells = [f'"{name}"::decimal(38, 0) as "{name}"' if kind == "HUGEINT" else f'"{name}"' for name, kind in rows]
        kept = BEFORE if table == "fact_history" and schema == "operations" else ""
        query = f"select {', '.join(cells)} from warehouse.{schema}.{table} {kept}"
        connection.execute(f"copy ({query}) to '{place}/rows.parquet'")
        spark.sql(f"create database if not exists {schema}")
        spark.sql(f"create table {schema}.{table} using parquet location '{place}'")
    return spark


def _told(connection: duckdb.DuckDBPyConnection, spark: Any, sql: str, relation: str, made: Path | None) -> str:
    """What is wrong with a model; empty where nothing is. Without a place for its rows it is not run."""
    from pyspark.errors import PySparkException

    try:
        rows = spark.sql(sql.strip().rstrip(";"))
        if made is None:
            return ""
        rows.write.parquet(str(made))
    except PySparkException as error:
        return f"refused: {str(error)[:500]}"
    names = columns(connection, "warehouse", relation)
    theirs = f"read_parquet('{made}/*.parquet', hive_partitioning = false)"
    found = compared(connection, relation, as_text(names, f"warehouse.{relation}"), as_text(names, theirs))
    shutil.rmtree(made)
    return str(found) if found else ""


if __name__ == "__main__":
    sys.exit(main())
