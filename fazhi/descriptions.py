"""What tables that no model makes, those of raw and operations, say of themselves to whoever opens the file."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ground.warehouse import opened

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

STAGING = "staging"
_THERE = """
    select format('table "{}"."{}"', schema_name, table_name), comment from duckdb_tables()
    union all
    select format('column "{}"."{}"."{}"', schema_name, table_name, column_name), comment from duckdb_columns()
"""


def describe(db: Path, manifest: "Manifest") -> None:
    """Writes into the warehouse at `db` what the project tells of its sources, where the file says otherwise.

    Of a column it is what the source tells, else what is told of the same column in staging, which passes it on.
    """
    with opened(db, read_only=False) as connection:
        there = dict(connection.execute(_THERE).fetchall())
        for what, words in dict(_told(manifest)).items():
            if what in there and there[what] != words:
                connection.execute(f"comment on {what} is {literal(words)}")


def _told(manifest: "Manifest") -> Iterator[tuple[str, str]]:
    """The tables and columns of the sources, each with its description."""
    models = [node for node in manifest.nodes.values() if node.schema == STAGING]
    for key, source in manifest.sources.items():
        table = f'"{source.schema}"."{source.name}"'
        yield f"table {table}", _line(source.description)
        passed_on = [model.columns for model in models if key in model.depends_on_nodes]
        for columns in (*passed_on, source.columns):  # the last word counts: that of the source
            for name, column in columns.items():
                if column.description:
                    yield f'column {table}."{name}"', _line(column.description)


def _line(words: str) -> str:
    return " ".join(words.split())


def literal(words: str) -> str:
    """Words as a literal of SQL."""
    return "'" + words.replace("'", "''") + "'"
