"""One build on Spark: what has landed in, dbt there, the finished tables in the lake, the pointer at last.

A file beside the warehouse helps: DuckDB makes the seeds in it, its views are the tables in the lake, and histories are
kept in it until the lake has them.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi import __version__, operations
from fazhi import build as on_one_machine
from fazhi.build import CHANGES, HISTORY, environment
from fazhi.built import Built
from fazhi.inputs import build_hash, project_hash
from fazhi.rulebook.folder import seeds_with
from fazhi.rulebook.seeds import folder
from fazhi.run import now
from fazhi.spark import landed, tables
from fazhi.spark.lake import Lake, Pointer
from fazhi.spark.server import Server
from ground.warehouse import opened
from ingest.store import Writer
from ingest.takeover import ORDERS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PREFIX = "FAZHI_SPARK_PREFIX"
TOLD = ("raw", "operations", "seeds")  # schemas of tables that are written here
MADE = ("staging", "intermediate", "marts")  # and of those that dbt makes
_PART = ("--target", "spark", "--exclude-resource-type", "seed", "unit_test")


class Building:
    """A build in `lake` of what has landed in the file at `db`, or in the lake; `bench` is the file that helps."""

    def __init__(self, db: Path, lake: Lake, bench: Path, server: Server) -> None:
        self.db, self.lake, self.bench, self.server = db, lake, bench, server
        self.name = lake.begun()
        self.folder = lake.folder(self.name)
        self.before = lake.current()
        self.project = project_hash()
        self.models: list[str] = []  # what dbt has made, schema.table
        self.dbt: Any = None

    @property
    def prefix(self) -> str:
        """What the names of the build's schemas begin with in Spark."""
        return prefix(self.name)

    def begin(self) -> str:
        """Puts what has landed, the seeds and the histories into Spark; returns the hash of what all is made from."""
        if rules := folder():
            seeds_with(rules)  # what is wrong with them is told before dbt starts
        with opened(self.bench, read_only=False) as connection:
            Writer(connection).commit()
            operations.prepare(connection)
            connection.commit()
            wanted = tables.names(connection, "raw")
        found = landed.folders(self.db, self.lake, self.name, wanted)
        with opened(self.bench, read_only=False) as connection:
            for relation, place in found.items():
                tables.look(connection, relation, place)
            _as_table(connection, "raw.loads", ORDERS["loads"])
            self._carry(connection)
        inputs = build_hash(self.bench)
        on_one_machine.seeding(self.bench)
        tables.schemas(self.server, self.lake, self.name, (*TOLD, *MADE), self.prefix)
        with opened(self.bench, read_only=True) as connection:
            for relation, place in found.items():
                location = self.lake.uri(place)
                tables.tell(self.server, relation, tables.columns(connection, relation), self.prefix, location)
            self._put(connection, tables.names(connection, "seeds"))
            self._put(connection, tables.names(connection, "operations"))
        return inputs

    def build(self, inputs: str, note: Callable[[Built], None], selection: Iterable[str] = ()) -> Built:
        """Runs models and tests on Spark, all or a `selection` of them, and what the history of runs makes last.

        `note` is told of all else before that, as in a build on one machine. Raises BuildError.
        """
        chosen = ["--indirect-selection", "buildable", "--select", *selection] if selection else []
        seeds = len(self._names("seeds"))
        built = self._dbt(*chosen, "--exclude", *HISTORY)._replace(inputs_hash=inputs, seeds=seeds)
        note(built)
        with opened(self.bench, read_only=True) as connection:
            self._put(connection, tables.names(connection, "operations"))
        if not selection:
            built = built.and_then(self._dbt("--select", *HISTORY))
        with opened(self.bench, read_only=False) as connection:
            changes = f"intermediate.{CHANGES}"
            if changes in self.models:
                connection.execute(f"insert into operations.fact_history by name from {changes}")
            self._put(connection, ["operations.fact_history"], told=False)
        return built

    def publish(self, inputs: str) -> Pointer:
        """Names this build the finished one."""
        with opened(self.bench, read_only=True) as connection:
            relations = [name for schema in (*TOLD, *MADE) for name in tables.names(connection, schema)]
            rows = {name: _count(connection, name) for name in relations}
        before = self.before.build if self.before else None
        pointer = Pointer(self.name, before, self.project, inputs, __version__, f"{now():%Y-%m-%d %H:%M:%S}", rows)
        self.lake.publish(pointer)
        return pointer

    def _dbt(self, *selection: str) -> Built:
        """Runs a part of the project, and looks at the tables that it has made."""
        values = {PREFIX: self.prefix, "FAZHI_DB": self.bench.name, "FAZHI_RULES": ""}
        with environment(**values, DBT_SEND_ANONYMOUS_USAGE_STATS="false"):
            self.dbt = self.dbt or on_one_machine.elsewhere(self.bench, "spark")
            built = on_one_machine.run(self.dbt, self.bench, *_PART, *selection)
        made = [relation.removeprefix(self.prefix) for relation in built.made]
        with opened(self.bench, read_only=False) as connection:
            for relation in made:
                schema, table = relation.split(".")
                connection.execute(f"create schema if not exists {schema}")
                place = self.folder / schema / table
                connection.execute(f"create or replace view {relation} as from {tables.parquet(place)}")
        self.models += made
        return built._replace(marts=tuple(name for name in made if name.startswith("marts.")), made=tuple(made))

    def _put(self, connection: "DuckDBPyConnection", relations: list[str], *, told: bool = True) -> None:
        """Writes tables of the bench into the lake and tells Spark of them."""
        for relation in relations:
            schema, table = relation.split(".")
            place = self.folder / schema / table
            tables.write(connection, relation, place)
            if told:
                columns = tables.columns(connection, relation)
                tables.tell(self.server, relation, columns, self.prefix, self.lake.uri(place))

    def _names(self, schema: str) -> list[str]:
        with opened(self.bench, read_only=True) as connection:
            return tables.names(connection, schema)

    def _carry(self, connection: "DuckDBPyConnection") -> None:
        """Takes the histories over: those of the file, or of the build before where that one knows runs of its own."""
        before = self.lake.folder(self.before.build) / "operations" if self.before else None
        theirs = (
            _runs(connection, tables.parquet(before / "runs")) if before and tables.is_there(before / "runs") else None
        )
        there: set[str] = set()
        if self.db.exists():
            connection.execute(f"attach '{tables.quoted(self.db)}' as warehouse (read_only)")
            found = connection.execute(
                "select table_name from duckdb_tables()"
                " where database_name = 'warehouse' and schema_name = 'operations'"
            ).fetchall()
            there = {table for (table,) in found}
        ours = _runs(connection, "warehouse.operations.runs") if "runs" in there else None
        from_lake = before is not None and theirs is not None and not (ours is not None and ours >= theirs)
        for table in operations.TABLES:
            relation = f"operations.{table}"
            if from_lake and before is not None:
                rows = tables.selected(connection, tables.columns(connection, relation), before / table)
                connection.execute(f"insert into {relation} by name {rows}")
            elif table in there:
                connection.execute(f"insert into {relation} by name from warehouse.{relation}")
        if self.db.exists():
            connection.execute("detach warehouse")


def _runs(connection: "DuckDBPyConnection", relation: str) -> set[str]:
    """The runs that a history knows."""
    return {run for (run,) in connection.execute(f"select run_id from {relation}").fetchall()}


def prefix(build: str) -> str:
    """What the names of a build's schemas begin with in Spark."""
    return f"fazhi_{build}_"


def drop(server: Server, build: str) -> None:
    """Removes a build's schemas from Spark, with what dbt has made in them."""
    for schema in (*TOLD, *MADE):
        server.run(f"drop database if exists {prefix(build)}{schema} cascade")


def _as_table(connection: "DuckDBPyConnection", relation: str, order: str) -> None:
    """Makes a table of a view: then its rows have an order."""
    connection.execute(f"create temp table kept as from {relation} order by {order}")
    connection.execute(f"drop view {relation}")
    connection.execute(f"create table {relation} as from kept")
    connection.execute("drop table kept")


def _count(connection: "DuckDBPyConnection", relation: str) -> int:
    return int((connection.execute(f"select count(*) from {relation}").fetchone() or (0,))[0])
