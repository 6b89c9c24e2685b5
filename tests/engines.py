"""The project's SQL as another engine says it, compiled without a server of that engine."""

import csv
import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import duckdb
import jinja2

from fazhi.build import environment

ROOT = Path(__file__).resolve().parents[1]
RELATION = re.compile(r'"warehouse"[.]"(\w+)"[.]"(\w+)"')  # only DuckDB names the file that it stands in


def seeded(folder: Path) -> Path:
    """A warehouse that holds the seeds alone: models read their patterns from them while they are compiled."""
    database = folder / "warehouse.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema seeds")
        for path in sorted((ROOT / "seeds").rglob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                names, *rows = list(csv.reader(file))
            columns = ", ".join(f'"{name}" {"integer" if name.endswith("_order") else "varchar"}' for name in names)
            connection.execute(f'create table seeds."{path.stem}" ({columns})')
            cells = [[cell or None for cell in row] for row in rows]
            if cells:
                marks = ", ".join("?" for _ in names)
                connection.executemany(f'insert into seeds."{path.stem}" values ({marks})', cells)
    return database


def compiled(folder: Path, engine: str, db: Path | None = None) -> dict[str, str]:
    """Each model, analysis and written test of data, by name, as SQL whose words are those of an engine.

    Patterns are those of the seeds, or of the warehouse `db` where one is given. Raises AssertionError with what dbt
    says where one cannot be compiled.
    """
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner
    from dbt.context.providers import BaseDatabaseWrapper

    def prefixes(_: Any) -> list[str]:
        return [engine, "duckdb", "default"]

    # the name of the file stands in what is compiled
    database = Path(shutil.copy(db, folder / "warehouse.duckdb")) if db else seeded(folder)
    places = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT), "--quiet", "--no-use-colors"]
    places += ["--target-path", str(folder / "target"), "--log-path", str(folder / "logs"), "--target", "duckdb"]
    with (
        environment(FAZHI_DB=str(database), DBT_SEND_ANONYMOUS_USAGE_STATS="false"),
        patch.object(BaseDatabaseWrapper, "_get_adapter_macro_prefixes", prefixes),
    ):
        done: Any = dbtRunner().invoke(["compile", *places, "--exclude", "test_type:generic"])
    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
    assert done.success, done.exception or [result.message for result in done.result or []]
    nodes = [result.node for result in done.result]
    return {node.name: RELATION.sub(r"\1.\2", node.compiled_code) for node in nodes if node.compiled_code}


def said(words: str, **given: str) -> str:
    """What a macro of macros/engine/patterns.sql makes of what it is given: `java(spark__quoted(pattern))`."""
    text = (ROOT / "macros" / "engine" / "patterns.sql").read_text(encoding="utf-8")
    sql = jinja2.Environment(autoescape=False)  # noqa: S701
    return sql.from_string(f"{text}{{{{ {words} }}}}").render(modules=SimpleNamespace(re=re), **given).strip()
