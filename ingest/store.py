"""Schema raw of a warehouse: what it knows already, and appending to it. Only landing writes there."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import duckdb

from ground.warehouse import opened
from ingest.identity import Known
from ingest.sequences import Counters

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 122_880  # one row group of DuckDB; smaller appends cost many times as much
BATCH_BYTES = 32 * 1024 * 1024  # what bounds the memory where rows are long
COMMIT_BYTES = 64 * 1024 * 1024  # DuckDB keeps a transaction's rows in memory, at several times their size


class Report(NamedTuple):
    """What landing needs to know of a landed report."""

    report_id: str
    sha256: str
    byte_count: int
    uri: str
    issuer: str | None
    jurisdiction_code: str | None
    report_kind: str | None
    report_year: int | None


class Remark(NamedTuple):
    """The ledger's last word on a source."""

    status: str
    sha256: str | None
    reason_code: str | None
    reason: str | None
    report_id: str | None


@dataclass
class State:
    """What a warehouse knows.

    Its reports and the register's facts by report_id; by source the report that it stands for now and the ledger's
    last word.
    """

    tool_version: str | None = None
    reports: dict[str, Report] = field(default_factory=dict)
    current: dict[str, str] = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)  # by source, the folder or register that it came from last
    remarks: dict[str, Remark] = field(default_factory=dict)
    facts: dict[str, Known] = field(default_factory=dict)
    expected: dict[str, Known] = field(default_factory=dict)  # by address
    stores: dict[str, str] = field(default_factory=dict)  # by address, the store whose register expects it
    seen: dict[str, set[str]] = field(default_factory=dict)  # by source, the contents that the ledger knows of it
    fetched: Counter[tuple[Any, ...]] = field(default_factory=Counter)  # attempts: address, time, outcome, sha256


def read_state(db: Path) -> State:
    """What the warehouse at `db` knows; nothing where there is no such file or nothing has landed in it."""
    state = State()
    if not db.exists():
        return state
    with opened(db, read_only=True) as connection:
        tables = connection.execute("select table_name from duckdb_tables() where schema_name = 'raw'").fetchall()
        if ("reports",) not in tables:
            return state
        version = connection.execute(
            "select tool_version from raw.loads where finished_at is not null order by rowid desc limit 1"
        ).fetchone()
        state.tool_version = version[0] if version else None
        reports = connection.execute(
            "select report_id, sha256, byte_count, source_uri, issuer, jurisdiction_code, report_kind, report_year"
            " from raw.reports"
        )
        state.reports = {row[0]: Report(*row) for row in reports.fetchall()}
        # As they were written, not by their times: clocks go back.
        last = "qualify row_number() over (partition by source_uri order by rowid desc) = 1"
        remarks = connection.execute(
            f"select source_uri, status, sha256, reason_code, reason, report_id from raw.ledger {last}"
        )
        state.remarks = {uri: Remark(*remark) for uri, *remark in remarks.fetchall()}
        landed = f"select source_uri, report_id from raw.ledger where status in ('landed', 'new_version') {last}"
        state.current = dict(connection.execute(landed).fetchall())
        came = "select ledger.source_uri, loads.source_root from raw.ledger inner join raw.loads using (load_id)"
        came += " where ledger.status in ('landed', 'new_version', 'taken_back')"
        came += " qualify row_number() over (partition by ledger.source_uri order by ledger.rowid desc) = 1"
        state.roots = dict(connection.execute(came).fetchall())
        seen = connection.execute("select source_uri, list(distinct sha256) from raw.ledger group by source_uri")
        state.seen = {uri: set(contents) for uri, contents in seen.fetchall()}
        state.facts = _known(connection, "report_id", "register")
        if ("fetches",) in tables:
            state.expected = _known(connection, "address", "expected")
            state.stores = dict(connection.execute("select address, store from raw.expected").fetchall())
            tried = connection.execute("select address, attempted_at, outcome, sha256 from raw.fetches")
            state.fetched = Counter(tried.fetchall())
    return state


def _known(connection: duckdb.DuckDBPyConnection, key: str, relation: str) -> dict[str, Known]:
    """What a relation says that a register knows, by a column of it; columns of today that it lacks are null."""
    found = connection.execute(f"select * from raw.{relation}")
    columns = [column[0] for column in found.description]
    rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    names = [column.name for column in fields(Known)]
    return {row[key]: Known(**{name: row.get(name) for name in names}) for row in rows}


class Writer:
    """Appends Arrow tables to schema raw in large batches, in transactions that the memory can hold."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        from ingest import relations

        self.connection = connection
        self.waiting: dict[str, list[pa.Table]] = defaultdict(list)
        self.sizes: dict[str, tuple[int, int]] = {}  # rows and bytes that wait
        self.uncommitted = 0  # bytes
        self.schemas = relations.schemas()
        # Appending has nothing to share out: a second thread doubles the work and waits for the first.
        connection.execute("set threads to 1")
        connection.begin()
        relations.prepare(connection, self.schemas)
        self._counters = Counters(connection)

    def append(self, relation: str, rows: "pa.Table") -> None:
        """Takes rows for `relation`; they are written once there are enough of them, or by `flush`."""
        self.waiting[relation].append(rows)
        count, size = self.sizes.get(relation, (0, 0))
        added = rows.nbytes
        self.sizes[relation] = count + len(rows), size + added
        self.uncommitted += added
        if self.sizes[relation][0] >= BATCH_ROWS or self.sizes[relation][1] >= BATCH_BYTES:
            self._write(relation)

    def append_rows(self, relation: str, rows: list[dict[str, Any]]) -> None:
        """The same for rows as dictionaries by column."""
        import pyarrow as pa

        rows = self._counters.numbered(relation, rows)
        self.append(relation, pa.Table.from_pylist(rows, schema=self.schemas[relation]))

    def commit(self, *, at_least: int = 0) -> None:
        """Writes what still waits and commits it, once `at_least` so many bytes have come together."""
        if self.uncommitted >= at_least:
            for relation in self.schemas:
                self._write(relation)
            self.connection.commit()
            self.connection.begin()
            self.uncommitted = 0

    def flush(self, relation: str) -> None:
        """Writes what still waits for `relation`, so that it can be asked for."""
        self._write(relation)

    def empty(self, relation: str) -> None:
        """Drops `relation` and creates it anew, in the columns of today."""
        from ingest import relations

        self.connection.execute(f"drop table if exists raw.{relation}")
        relations.create(self.connection, relation, self.schemas[relation])

    def remember(self, load_id: str, facts: dict[str, Known]) -> None:
        """Keeps what the register says of each content, by report_id; those that are refused have one too."""
        import pyarrow as pa

        schema = self.connection.execute("select * from raw.register limit 0").to_arrow_table().schema
        rows = [{"report_id": report_id, "load_id": load_id, **vars(known)} for report_id, known in facts.items()]
        self.connection.register("batch", pa.Table.from_pylist(rows, schema=schema))
        self.connection.execute("delete from raw.register where report_id in (select report_id from batch)")
        self.connection.execute("insert into raw.register by name select * from batch")
        self.connection.unregister("batch")

    def forget(self, relation: str, column: str, values: list[str]) -> None:
        """Deletes the rows of `relation` whose `column` is one of `values`."""
        self.connection.execute(f"delete from raw.{relation} where {column} in (select unnest(?))", [values])

    def _write(self, relation: str) -> None:
        import pyarrow as pa

        self.sizes.pop(relation, None)
        if tables := self.waiting.pop(relation, None):
            # In one piece: DuckDB handles every chunk of a table apart, at several times the cost.
            self.connection.register("batch", pa.concat_tables(tables).combine_chunks())
            self.connection.execute(f"insert into raw.{relation} by name select * from batch")
            self.connection.unregister("batch")
