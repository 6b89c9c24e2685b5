"""The project's SQL as another engine says it, compiled without a server of that engine."""

import re
import shutil
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import duckdb
import jinja2

from fazhi import build
from fazhi.build import environment
from tests.warehouse import NAME

ROOT = Path(__file__).resolve().parents[1]
RELATION = re.compile(r'"fazhi"[.]"(\w+)"[.]"(\w+)"')  # only DuckDB names the file that it stands in


def seeded(folder: Path) -> Path:
    """A warehouse that holds the seeds alone: models read their patterns from them while they are compiled."""
    database = folder / NAME
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema seeds")
        for path in sorted((ROOT / "seeds").rglob("*.csv")):
            read = f"read_csv('{path}', header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')"
            names = [column[0] for column in connection.execute(f"from {read} limit 0").description]
            orders = ", ".join(f'"{name}"::integer as "{name}"' for name in names if name.endswith("_order"))
            kept = f"* replace ({orders})" if orders else "*"
            connection.execute(f'create table seeds."{path.stem}" as select {kept} from {read}')
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
    manifest = build._parsed(database)
    with (
        environment(FAZHI_DB=str(database), DBT_SEND_ANONYMOUS_USAGE_STATS="false"),
        patch.object(BaseDatabaseWrapper, "_get_adapter_macro_prefixes", prefixes),
    ):
        done: Any = dbtRunner(manifest).invoke(["compile", *places, "--exclude", "test_type:generic"])
    DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
    assert done.success, done.exception or [result.message for result in done.result or []]
    nodes = [result.node for result in done.result]
    return {node.name: RELATION.sub(r"\1.\2", node.compiled_code) for node in nodes if node.compiled_code}


def said(words: str, **given: str) -> str:
    """What a macro of macros/engine/patterns.sql makes of what it is given: `java(spark__quoted(pattern))`."""
    return _patterns(words).render(modules=SimpleNamespace(re=re), **given).strip()


@cache
def _patterns(words: str) -> jinja2.Template:
    """The macros of patterns, and what is to be said with them."""
    text = (ROOT / "macros" / "engine" / "patterns.sql").read_text(encoding="utf-8")
    return jinja2.Environment(autoescape=False).from_string(f"{text}{{{{ {words} }}}}")  # noqa: S701
