"""The warehouse as it is published: without what only passes on, in a file as small as its rows allow.

A build leaves behind tables that its other steps read and nobody else, and room that they have taken. What the next
build of a part reads stays (`fazhi.incremental.plan`), so that it need not make all anew.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from fazhi.descriptions import literal
from ground.warehouse import BLOCK, attached, opened

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

SIGN = "stg_reports"  # one of those that only pass on
LOOSE = 1.25  # times its size when it was last written anew: from here on it is worth doing again
_IS_NOTED = "select 1 from duckdb_tables() where schema_name = 'operations' and table_name = 'packed'"
# Bytes that each row of a column of texts adds to those before it, from which its texts are packed in pieces
# (sentences, ids) and not by the words that they share; and the rows that tell it. A row of pieces costs four bytes
# even where it is empty, so that a column of few texts is none of those.
NEW = 10
SAMPLE = 20_000
MADE = ("intermediate", "marts")  # what a build makes; all else is a history, whose order tells what came first


def is_complete(db: Path) -> bool:
    """Whether the warehouse at `db` holds what only passes on too."""
    with opened(db, read_only=True) as connection:
        found = connection.execute(f"select 1 from duckdb_tables() where table_name = '{SIGN}'").fetchone()
    return found is not None


def leave_out(db: Path, relations: Iterable[str], kept: Mapping[str, list[str]]) -> None:
    """Drops the `relations` that are there from the warehouse at `db`, and of others all but the columns `kept`."""
    with opened(db, read_only=False) as connection:
        there: dict[str, list[str]] = {}
        columns = connection.execute("select schema_name || '.' || table_name, column_name from duckdb_columns()")
        for relation, column in columns.fetchall():
            there.setdefault(relation, []).append(column)
        for relation in sorted(there.keys() & set(relations)):
            connection.execute(f"drop table {relation}")
        for relation, names in sorted(kept.items()):
            for column in there.get(relation, ()):
                if column not in names:
                    connection.execute(f'alter table {relation} drop column "{column}"')
        connection.execute("checkpoint")


def is_loose(db: Path) -> bool:
    """Whether the file at `db` has grown by much since it was written anew, or never was, or is in another form."""
    with opened(db, read_only=True) as connection:
        block = connection.execute("select block_size from pragma_database_size()").fetchone()
        if block != (BLOCK,) or not connection.execute(_IS_NOTED).fetchone():
            return True
        size = connection.execute("select bytes from operations.packed").fetchone()
    return size is None or db.stat().st_size > LOOSE * size[0]


def pack(db: Path) -> None:
    """Writes the file at `db` anew: every table with its rows, its descriptions and what may be null.

    What builds make is put in the order of its keys, so that the sentences and ids of one report stand side by side,
    where they are packed by what they share; all else stays in its order. The indices of keys are left out: what they
    hold is proved when a table is made (its contract) and when the rows of a part take their places
    (`fazhi.incremental.keys`). Whatever the database complains of is raised as `opened` does.
    """
    packed = db.with_name(f"{db.name}.packed")
    packed.unlink(missing_ok=True)
    with opened(db, read_only=False) as connection:
        connection.execute(attached(packed, "packed"))
        for schema, table, comment in connection.execute(
            "select schema_name, table_name, comment from duckdb_tables()"
            " where database_name = current_database() and not temporary order by table_oid"
        ).fetchall():
            _copy(connection, schema, table, comment)
        connection.execute("detach packed")
    packed.replace(db)
    with opened(db, read_only=False) as connection:
        connection.execute("create schema if not exists operations")
        connection.execute(f"create or replace table operations.packed as select {db.stat().st_size} as bytes")
        connection.execute(
            "comment on table operations.packed is 'How large the file was when it was last written anew.'"
        )
        connection.execute("comment on column operations.packed.bytes is 'Its size in bytes.'")


def _copy(connection: "DuckDBPyConnection", schema: str, table: str, comment: str | None) -> None:
    columns = connection.execute(
        "select column_name, data_type, is_nullable, comment from duckdb_columns()"
        f" where database_name = current_database() and schema_name = '{schema}' and table_name = '{table}'"
        " order by column_index"
    ).fetchall()
    packed = _in_pieces(connection, f'"{schema}"."{table}"', [name for name, kind, *_ in columns if kind == "VARCHAR"])
    defined = ", ".join(
        f'"{name}" {kind}{"" if nullable else " not null"}{" using compression zstd" if name in packed else ""}'
        for name, kind, nullable, _ in columns
    )
    connection.execute(f'create schema if not exists packed."{schema}"')
    connection.execute(f'create table packed."{schema}"."{table}" ({defined})')
    key = ", ".join(f'"{name}"' for name, *_ in columns[:2])
    ordered = f" order by {key}" if schema in MADE else ""
    connection.execute(f'insert into packed."{schema}"."{table}" from "{schema}"."{table}"{ordered}')
    said = [(f'table packed."{schema}"."{table}"', comment)]
    said += [(f'column packed."{schema}"."{table}"."{name}"', told) for name, _, _, told in columns]
    for what, words in said:
        if words:
            connection.execute(f"comment on {what} is {literal(words)}")


def _in_pieces(connection: "DuckDBPyConnection", relation: str, texts: list[str]) -> set[str]:
    """The columns of `texts` whose rows say much that others do not."""
    if not texts:
        return set()
    new = (f'avg(strlen("{name}")) * approx_count_distinct("{name}") / count(*)' for name in texts)
    found = connection.execute(f"select {', '.join(new)} from (from {relation} limit {SAMPLE})").fetchone() or ()
    return {name for name, added in zip(texts, found, strict=True) if (added or 0) > NEW}
