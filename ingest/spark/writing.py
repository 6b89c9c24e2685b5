"""What a load writes, table by table; it counts when the lake says so."""

import datetime
from collections import Counter
from dataclasses import fields
from pathlib import Path

from pyspark.sql import DataFrame
from pyspark.sql import functions as f

from ingest import heard, records, rows
from ingest.identity import Known
from ingest.spark import nested
from ingest.spark.frames import Frames
from ingest.spark.listing import NAMES
from ingest.spark.tables import KNOWN
from ingest.survey import Survey
from ingest.version import tool_version

LANDED = ("landed", "new_version")
OTHERS = ("unchanged", "duplicate", "withdrawn", "taken_back")
_TOLD = [name for name in records.LEDGER.names if name not in ("load_id", "recorded_at", "ledger_no")]


class Writing:
    """The tables of one load; `whole` are those that it has written anew, so that its rows are all that count."""

    def __init__(self, frames: Frames, *, is_stale: bool) -> None:
        self.frames, self.spark, self.is_stale = frames, frames.spark, is_stale
        self.whole: set[str] = set()

    def reports(self) -> None:
        """The rows of the reports that land, and of those that were read again."""
        landing = self.spark.sql("select uri from became where is_of_all and status in ('landed', 'new_version')")
        met = self.spark.table("met").join(landing, "uri", "left_semi")
        now = f.lit(_now()).cast("timestamp_ntz")
        for relation in nested.NESTED:
            found = met.selectExpr(f"inline({relation}_rows)")
            if relation == "reports":
                found = found.withColumn("landed_at", now).withColumn("load_id", f.lit(self.frames.load_id))
            self.frames.write(relation, found)
            if self.is_stale and relation in (*rows.READ_AGAIN, "reports"):
                self._read_again(relation)

    def _read_again(self, relation: str) -> None:
        self.whole.add(relation)
        if relation == "reports":
            self.frames.write(relation, self.spark.table("reports_now"))
            return
        self.frames.write(
            relation, self.frames.table(relation).join(self.spark.table("stale"), "report_id", "left_anti")
        )
        self.frames.write(relation, self.spark.sql(f"select inline({relation}_rows) from again"))

    def register(self) -> None:
        """What the register says of each content; those that are refused have a row too."""
        changed = self.spark.table("changed")
        if changed.isEmpty():
            return
        schema = ", ".join(f"{field.name} {kind}" for field, kind in zip(fields(Known), KNOWN.values(), strict=True))
        told = changed.select("report_id", f.from_json("known", schema).alias("known"))
        fresh = told.select("report_id", "known.*", f.lit(self.frames.load_id).alias("load_id"))
        kept = self.frames.table("register").join(changed, "report_id", "left_anti")
        self.whole.add("register")
        self.frames.write("register", kept.unionByName(fresh).coalesce(1))

    def ledger(self, findings: DataFrame) -> Counter[str]:
        """The ledger's rows: of every new content, and of whatever the ledger does not say yet; returns all ends."""
        number = f"row_number() over (order by is_leader desc, place, source_uri) + {self.frames.highest(*_LEDGER_NO)}"
        told = findings.where("is_leader or is_news").selectExpr(
            f"'{self.frames.load_id}' as load_id",
            *_TOLD,
            f"timestamp_ntz'{_now()}' as recorded_at",
            f"cast({number} as bigint) as ledger_no",
        )
        self.frames.write("ledger", told.select(*records.LEDGER.names))
        return ends_of(findings)

    def heard(self, survey: Survey) -> None:
        """What a store expects, and its attempts."""
        if survey.expected or survey.unexpected:
            addresses = self.frames.made("addresses", [(uri,) for uri in (*survey.expected, *survey.unexpected)], NAMES)
            kept = self.frames.table("expected").join(addresses, f.col("address") == f.col("uri"), "left_anti")
            fresh = heard.expected(survey.expected, str(survey.root), self.frames.load_id)
            self.whole.add("expected")
            self.frames.write("expected", kept.unionByName(self.frames.rows("expected", fresh)).coalesce(1))
        if survey.fetches:
            first = self.frames.highest("fetches", "fetch_no") + 1
            attempts = heard.fetches(survey.fetches, self.frames.load_id)
            numbered = [{**row, "fetch_no": number} for number, row in enumerate(attempts, first)]
            self.frames.write("fetches", self.frames.rows("fetches", numbered).coalesce(1))

    def load(self, root: Path, started_at: datetime.datetime, ends: Counter[str]) -> None:
        """The load's own row."""
        row = {
            "load_id": self.frames.load_id,
            "started_at": started_at,
            "finished_at": _now(),
            "source_root": str(root),
            "files_seen": ends.total(),
            "landed": sum(ends[status] for status in LANDED),
            "unchanged": sum(ends[status] for status in OTHERS),
            "refused": ends["refused"],
            "tool_version": tool_version(),
        }
        self.frames.write("loads", self.frames.rows("loads", [row]).coalesce(1))


_LEDGER_NO = ("ledger", "ledger_no")


def ends_of(findings: DataFrame) -> Counter[str]:
    """How many sources had each end."""
    return Counter({row.status: row["count"] for row in findings.groupBy("status").count().collect()})


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
