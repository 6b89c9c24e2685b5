"""A load's way to Spark: the tables of the lake as the load found them, its own small tables, and what it writes."""

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ingest import rows
from ingest.spark.lake import Entry, Lake
from ingest.spark.tables import DDL, ddl, empty

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class Frames:
    """The frames of the load `load_id`, which began when `before` was the lake's last load."""

    def __init__(self, spark: "SparkSession", lake: Lake, before: Entry, load_id: str) -> None:
        self.spark, self.lake, self.before, self.load_id = spark, lake, before, load_id

    def table(self, relation: str) -> "DataFrame":
        """A relation of the lake, as the load found it."""
        folders = [str(self.lake.raw / folder) for folder in self.before.folders.get(relation, [])]
        if not folders:
            return empty(self.spark, DDL[relation])
        return self.spark.read.schema(ddl(DDL[relation])).option("recursiveFileLookup", "true").parquet(*folders)

    def view(self, name: str, query: str) -> "DataFrame":
        """Names a query."""
        found = self.spark.sql(query)
        found.createOrReplaceTempView(name)
        return found

    def made(self, name: str, found: list[tuple[Any, ...]], schema: pa.Schema) -> "DataFrame":
        """Names a small table that is made here."""
        frame = self.spark.createDataFrame(rows.table(found, schema), ddl(schema))
        frame.createOrReplaceTempView(name)
        return frame

    def rows(self, relation: str, found: list[dict[str, Any]]) -> "DataFrame":
        """Rows of a relation that are made here."""
        return self.spark.createDataFrame(pa.Table.from_pylist(found, schema=DDL[relation]), ddl(DDL[relation]))

    def staged(self, name: str, found: "DataFrame", schema: pa.Schema) -> "DataFrame":
        """Works a table out once, keeps it until the load ends, and names it."""
        place = str(self.lake.fresh(self.load_id, f"staged-{name}"))
        found.write.parquet(place)
        frame = self.spark.read.schema(ddl(schema)).parquet(place)
        frame.createOrReplaceTempView(name)
        return frame

    def write(self, relation: str, found: "DataFrame") -> None:
        """Writes rows of a relation, which count when the load does."""
        found.write.mode("append").parquet(str(self.lake.fresh(self.load_id, relation)))

    def highest(self, relation: str, column: str) -> int:
        """The highest number in a column of the lake's relation; 0 where there is none."""
        found = self.table(relation).selectExpr(f"max({column})").first()
        return int(found[0] or 0) if found else 0
