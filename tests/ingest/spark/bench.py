"""A load of the job without Spark: its joins run in DuckDB on what one machine has landed, its work in this process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from ingest import rows
from ingest.spark import joins, nested, settling, work
from ingest.spark.lake import NONE
from ingest.spark.listing import Listing
from ingest.spark.tables import KNOWN
from ingest.version import tool_version

OLD_FIGURES = """
select report_id as old_report_id, list({'number_text': number_text, 'unit': unit, 'times': times}) as old_figures
from (
    select report_id, number_text, unit, count(*) as times from figures where value is not null group by all
) as counted
group by report_id
"""
COLUMNS = "source_uri, sha256, byte_count, status, reason_code, reason, report_id"


class Bench:
    """What the job finds in `folder` after what the warehouse at `db` knows; `read_late` is what it reads twice."""

    def __init__(self, db: Path, folder: Path) -> None:
        self.before = NONE
        self.engine = duckdb.connect()
        self.engine.execute(f"attach '{db}' as landed (read_only)")
        for relation in ("ledger", "reports", "loads", "figures"):
            self.engine.execute(f"create view {relation} as select * from landed.raw.{relation}")
        known = ", ".join(f"'{name}': {name}" for name in KNOWN)
        self.engine.execute(
            f"create view register as select report_id, cast(to_json({{{known}}}) as varchar) as known"
            " from landed.raw.register"
        )
        for name, query in (
            ("reports_now", "select * from reports"),
            ("remarks", joins.REMARKS),
            ("current_reports", joins.CURRENT),
            ("old_figures", OLD_FIGURES),
        ):
            self.engine.execute(f"create view {name} as {query}")
        self.listing = Listing(self, folder, kind=None, take_all=False)
        self.met: list[dict[str, Any]] = []
        self.read_late: list[str] = []

    def made(self, name: str, found: list[tuple[Any, ...]], schema: pa.Schema) -> None:
        """Names a table, as `ingest.spark.frames` does."""
        self._table(name, rows.table(found, schema))

    def findings(self) -> list[tuple[Any, ...]]:
        """Each source's finding in the ledger's words, where it is new or news, by source."""
        self.listing.name_views()
        landed = work.Ids(report_id for (report_id,) in self._asked("select report_id from reports"))
        self._met("met", work.Reader(landed)(self._batches(joins.TO_READ)))
        before = self._asked("select tool_version from landed.raw.loads order by rowid desc limit 1")
        claims = self._batches(f"select * from ({joins.CLAIMS}) as claims order by sha256, uri")
        self._made("judged", work.Judge(bool(before) and before[0][0] == tool_version())(claims), work.JUDGED)
        late = "select uri from judged where status = 'new' and state = 'seen'"
        self.read_late = sorted(uri for (uri,) in self._asked(late))
        if self.read_late:
            again = self._batches(f"select * from ({joins.TO_READ}) as read where uri in ({late})")
            self.met = [row for row in self.met if row["uri"] not in self.read_late]
            self._met("met", work.Reader(work.Ids(()), is_all=True)(again))
        successions = f"select * from ({joins.SUCCESSIONS}) as found left join old_figures using (old_report_id)"
        self._made("became", work.became(self._batches(successions)), work.BECAME)
        settled, unread = (
            f"select {COLUMNS}, is_leader, is_news from ({it}) as it" for it in (settling.SETTLED, settling.UNREAD)
        )
        return self._asked(
            f"select {COLUMNS} from ({settled} union all {unread}) as it where is_leader or is_news order by 1"
        )

    def _met(self, name: str, batches: Iterator[pa.RecordBatch]) -> None:
        self.met += [row for batch in batches for row in batch.to_pylist()]
        self._table(name, pa.Table.from_pylist(self.met, schema=nested.SCHEMA))

    def _made(self, name: str, batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> None:
        self._table(name, pa.Table.from_batches(list(batches), schema=schema))

    def _table(self, name: str, found: pa.Table) -> None:
        self.engine.register("found", found)
        self.engine.execute(f"create or replace table {name} as select * from found")
        self.engine.unregister("found")

    def _batches(self, query: str) -> Iterator[pa.RecordBatch]:
        return iter(self.engine.execute(query).to_arrow_table().to_batches(max_chunksize=3))

    def _asked(self, query: str) -> list[tuple[Any, ...]]:
        return self.engine.execute(query).fetchall()
