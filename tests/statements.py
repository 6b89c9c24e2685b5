"""The statements by which dbt makes the models, noted once for all tests and run again on each warehouse of theirs.

They depend on the project and its seeds alone, which are the same for all of them. So dbt's own work, more than half of
what a small warehouse takes, is done once. `tests/test_statements.py` holds what they make against the main job.
"""

import json
import re
import shutil
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import duckdb

from fazhi import build
from ground.errors import BuildError
from ground.warehouse import opened
from ingest.store import Writer

NODE = re.compile(r'/\* .*"node_id": "model\.fazhi\.(\w+)"} \*/\s*')  # dbt says before a statement whose it is
MADE = re.compile(r'create\s+table\s+"fazhi"\.("\w+")\.("\w+")')
ASIDE = "__dbt_tmp"  # dbt makes a table under this name and renames it
SCHEMAS = ("staging", "intermediate", "marts")


def note(seeds: Path, folder: Path) -> None:
    """Has dbt make all models but the histories, without a report, in a copy of the warehouse that holds the `seeds`.

    Leaves the statements by model, in the order in which they were made, and the models that each rests on.
    """
    from dbt.adapters.duckdb.environments.local import DuckDBCursorWrapper

    db = Path(shutil.copy(seeds, folder))
    with opened(db, read_only=False) as connection:
        Writer(connection).commit()
    execute, made = DuckDBCursorWrapper.execute, {}

    def noted(cursor: Any, sql: str, bindings: Any = None) -> Any:
        if (of := NODE.match(sql)) and MADE.match(sql, of.end()):
            made[of[1]] = sql[of.end() :].replace(ASIDE, "")
        return execute(cursor, sql, bindings)

    with patch.object(DuckDBCursorWrapper, "execute", noted):
        build._without_tests(db, "--resource-type", "model", "--exclude", *build.HISTORY)
    nodes = {key: node for key, node in build._parsed(db).nodes.items() if key.startswith("model.")}
    rests_on = {
        node.name: [nodes[key].name for key in node.depends_on.nodes if key in nodes] for node in nodes.values()
    }
    with opened(db, read_only=True) as connection:
        there = connection.execute("select table_name from duckdb_tables() where schema_name in ?", [SCHEMAS])
        assert {name for (name,) in there.fetchall()} == made.keys()  # nothing is made by another statement
    (folder / "statements.json").write_text(json.dumps([made, rests_on]), encoding="utf-8")


@cache
def _noted(folder: Path) -> tuple[dict[str, str], dict[str, list[str]]]:
    made, rests_on = json.loads((folder / "statements.json").read_text(encoding="utf-8"))
    return made, rests_on


def run(folder: Path, db: Path, *selection: str) -> None:
    """Makes models in the warehouse at `db`, which holds the seeds, by what was noted in the folder.

    A selection names them as dbt's `+name +name` does; without one it is all of them. Raises BuildError.
    """
    made, rests_on = _noted(folder)
    chosen = [name for part in selection for name in part.split()]
    wanted: set[str] = set() if chosen else {*made}
    asked = [name.removeprefix("+") for name in chosen]
    assert {*chosen} == {f"+{name}" for name in asked}, "a selection is of `+name` alone"
    while asked:
        if (name := asked.pop()) not in wanted:
            wanted.add(name)
            asked += rests_on[name]
    with duckdb.connect(str(db)) as connection:
        for schema in SCHEMAS:
            connection.execute(f"create schema if not exists {schema}")
        for name, statement in made.items():
            if name in wanted and (table := MADE.match(statement)):
                try:
                    connection.execute(f"drop table if exists {table[1]}.{table[2]}; {statement}")
                except duckdb.Error as error:
                    raise BuildError(f"{name}: {error}") from error
