"""Whoever opens the file is told of every table and column what it is, of those that no model makes too."""

from pathlib import Path

import duckdb

from fazhi.published import pack

# What only `fazhi` reads: notes of its builds.
NOTES = ("operations.whole_build", "operations.versions_before", "operations.touched_groups")


def lacking(db: Path) -> list[str]:
    with duckdb.connect(str(db), read_only=True) as connection:
        rows = connection.execute(
            "select schema_name || '.' || table_name || '.' || column_name from duckdb_columns()"
            " where not internal and coalesce(comment, '') = ''"
            " union all select schema_name || '.' || table_name from duckdb_tables() where coalesce(comment, '') = ''"
        ).fetchall()
    return [name for (name,) in rows if not name.startswith(NOTES)]


def test_every_table_and_column_of_the_samples_has_a_description(sample_run: Path) -> None:
    db = sample_run / "fazhi.duckdb"
    assert lacking(db) == []
    pack(db)
    assert lacking(db) == []
