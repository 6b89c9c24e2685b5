"""One load on Spark: its sources listed here, read by the workers, judged by joins, written as Parquet, made to count.

What is held in this process is the list of sources, what the registers say of them, and eight bytes for each report.
"""

import datetime
import secrets
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f

from ingest import records, rows
from ingest.clock import today
from ingest.spark import joins, nested, settling, work
from ingest.spark.frames import Frames
from ingest.spark.lake import Lake
from ingest.spark.listing import Listing
from ingest.spark.tables import KNOWN, ddl, empty
from ingest.spark.writing import LANDED, Writing, ends_of
from ingest.version import tool_version

REPORTS_A_TASK = 400
BATCH = "64"  # rows that a worker is given at once: of texts that are read again, two megabytes


class Landed(NamedTuple):
    """What a load did: how many sources had each end, how many reports were read again; no load_id without news."""

    load_id: str | None
    ends: Counter[str]
    reread: int = 0
    earlier: int = 0  # contents of a store that came before its newest and landed in loads of their own


def land(spark: SparkSession, source: Path, lake: Lake, *, kind: str | None = None, take_all: bool = False) -> Landed:
    """Lands a folder, a register, one file or a store into the lake; what the arguments say is as on one machine.

    Contents that a store has got one after the other land in their order, a load each. Raises RegisterError,
    MissingFile, LandingError or ClockError; then nothing counts of the load that it was raised in.
    """
    today()  # a clock that is wrong is told before any source is blamed for it
    earlier = 0
    newest = Load(spark, source, lake, kind=kind, take_all=take_all)
    for back in range(newest.listing.behind, 0, -1):
        done = Load(spark, source, lake, kind=kind, take_all=take_all, back=back).run()
        earlier += sum(done.ends[status] for status in LANDED)
    if newest.listing.behind:
        newest = Load(spark, source, lake, kind=kind, take_all=take_all)
    return newest.run()._replace(earlier=earlier)


class Load:
    """A load from `source`; `back` as `ingest.survey.survey` has it."""

    def __init__(
        self, spark: SparkSession, source: Path, lake: Lake, *, kind: str | None, take_all: bool, back: int = 0
    ) -> None:
        self.spark, self.lake = spark, lake
        self.started_at = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
        load_id = f"{self.started_at:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        self.frames = Frames(spark, lake, lake.last(), load_id)
        before = self.frames.before
        self.is_other_code = bool(before.number) and before.tool_version != tool_version()
        for relation in ("ledger", "reports", "loads"):
            self.frames.table(relation).createOrReplaceTempView(relation)
        known = f"to_json(struct({', '.join(KNOWN)})) as known"
        self.frames.table("register").selectExpr("report_id", known).createOrReplaceTempView("register")
        self.frames.view("remarks", joins.REMARKS)
        self.frames.view("current_reports", joins.CURRENT)
        self.listing = Listing(self.frames, source.absolute(), kind=kind, take_all=take_all, back=back)

    def run(self) -> Landed:
        """Does the load; where there is nothing new, nothing is written."""
        self.spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", BATCH)
        frames = self.frames
        try:
            heard = self.listing.heard()
            self._read(self.listing.name_views())
            self._judge()
            stale = self._read_again()
            findings = self._findings()
            has_news = bool(stale or heard.expected or heard.unexpected or heard.fetches or self.listing.gone())
            if not has_news and findings.where("is_news").isEmpty():
                ends = ends_of(findings)  # before what they are made of is removed
                self.lake.abandon(frames.load_id)
                return Landed(None, ends)
            writing = Writing(frames, is_stale=bool(stale))
            writing.reports()
            writing.register()
            ends = writing.ledger(findings)
            writing.heard(heard)
            writing.load(self.listing.root, self.started_at, ends)
            self.lake.commit(frames.before, frames.load_id, tool_version(), writing.whole, dict(ends))
        except BaseException:
            self.lake.abandon(frames.load_id)
            raise
        return Landed(frames.load_id, ends, stale)

    def _read(self, count: int) -> None:
        """Each source is read once: a content that nobody knows yet is read for its figures at the same time."""
        ids = work.Ids(row.report_id for row in self.spark.sql("select report_id from reports").toLocalIterator())
        to_read = self.spark.sql(joins.TO_READ)
        if self.is_other_code:  # what was refused may be read by this code
            to_read = to_read.withColumn("told_sha256", f.lit(None).cast("string"))
        self._worked("met", to_read, work.Reader(ids), count)

    def _worked(self, name: str, given: DataFrame, reader: Any, count: int) -> None:  # noqa: ANN401 - what Spark calls
        """Gives rows to the workers, in so many parts that a part that is done again costs little."""
        parts = max(2 * self.spark.sparkContext.defaultParallelism, -(-count // REPORTS_A_TASK))
        found = given.repartition(parts, "uri").mapInArrow(reader, ddl(nested.SCHEMA))
        self.frames.staged(name, found, nested.SCHEMA)

    def _judge(self) -> None:
        claims = self.spark.sql(joins.CLAIMS).repartition("sha256").sortWithinPartitions("sha256", "uri")
        judge = work.Judge(is_same_code=not self.is_other_code)
        judged = self.frames.staged("judged", claims.mapInArrow(judge, ddl(work.JUDGED)), work.JUDGED)
        self.frames.view("changed", joins.CHANGED)
        late = judged.where("status = 'new' and state = 'seen'").select("uri")
        count = late.count()
        if count:  # refused before, and not for good
            again = self.spark.sql(joins.TO_READ).join(late, "uri", "left_semi")
            self._worked("late", again, work.Reader(work.Ids(()), is_all=True), count)
            met = self.spark.table("met")
            self.spark.table("late").unionByName(met.join(late, "uri", "left_anti")).createOrReplaceTempView("met")

    def _read_again(self) -> int:
        """Reads landed texts again that another code read, or of which the register says something else; how many."""
        self.frames.view("stale", joins.ALL_STALE if self.is_other_code else joins.STALE)
        count = int(self.spark.table("stale").count())
        self.frames.table("figures").createOrReplaceTempView("figures_now")
        self.spark.table("reports").createOrReplaceTempView("reports_now")
        if not count:
            empty(self.spark, nested.SCHEMA).createOrReplaceTempView("again")
            return 0
        tags = f.collect_list(f.struct("name", "content")).alias("meta")
        self.frames.table("page_meta").groupBy("report_id").agg(tags).createOrReplaceTempView("meta")
        self._worked("again", self.spark.sql(joins.STALE_TEXTS), work.read_again, count)
        self.frames.view("identities", "select inline(reports_rows) from again")
        cells = [
            f"case when identities.report_id is null then reports.{name} else identities.{name} end as {name}"
            if name in rows.IDENTITY
            else f"reports.{name}"
            for name in records.REPORTS.names
        ]
        now = f"select {', '.join(cells)} from reports left join identities on reports.report_id = identities.report_id"
        self.frames.view("reports_now", now)
        kept = self.frames.table("figures").join(self.spark.table("stale"), "report_id", "left_anti")
        fresh = self.spark.sql("select inline(figures_rows) from again")
        kept.unionByName(fresh).createOrReplaceTempView("figures_now")
        return count

    def _findings(self) -> DataFrame:
        """What became of each source, and whether the ledger says something else so far."""
        successions = self.spark.sql(joins.SUCCESSIONS)
        wanted = successions.where("old_report_id is not null").selectExpr("old_report_id as report_id").distinct()
        figures = self.spark.table("figures_now").where("value is not null").join(wanted, "report_id", "left_semi")
        counted = figures.groupBy("report_id", "number_text", "unit").agg(f.count("*").alias("times"))
        old = counted.groupBy(f.col("report_id").alias("old_report_id")).agg(
            f.collect_list(f.struct("number_text", "unit", "times")).alias("old_figures")
        )
        became = successions.join(old, "old_report_id", "left").mapInArrow(work.became, ddl(work.BECAME))
        failed = self.spark.sql("select uri, sha256, reason_code, reason from again where state <> 'read'")
        failed = failed.mapInArrow(work.refused_again, ddl(work.BECAME))
        self.frames.staged("became", became.unionByName(failed), work.BECAME)
        found = self.spark.sql(settling.SETTLED)
        for query in (settling.UNREAD, settling.REFUSED_AGAIN):
            found = found.unionByName(self.spark.sql(query))
        gone = [
            (finding.source.uri, finding.source.name, finding.sha256, finding.byte_count, finding.status,
             finding.reason_code, finding.reason, finding.report_id, False, True, 0)
            for finding in self.listing.gone()
        ]  # fmt: skip
        return found.unionByName(self.frames.made("gone_findings", gone, work.FINDINGS))
