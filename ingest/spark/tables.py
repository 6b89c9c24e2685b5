"""What the relations of `raw` are called in Spark: their columns and types."""

from typing import TYPE_CHECKING

import pyarrow as pa

from ingest import records, rows
from ingest.spark.nested import PICTURES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

# What a register says of a report, in the order of `ingest.identity.Known`.
KNOWN = {
    "issuer": "string",
    "jurisdiction": "string",
    "year": "int",
    "address": "string",
    "kind": "string",
    "title": "string",
    "confirmed": "boolean",
    "admitted": "string",
    "withdrawn": "string",
}
_ARROW = {"string": pa.string(), "int": pa.int32(), "boolean": pa.bool_()}
REGISTER = pa.schema(
    [("report_id", pa.string()), *((name, _ARROW[kind]) for name, kind in KNOWN.items()), ("load_id", pa.string())]
)
DDL = {
    "loads": records.LOADS,
    "ledger": records.LEDGER,
    **rows.SCHEMAS,
    "reports": records.REPORTS,  # with what each load says for itself
    "register": REGISTER,
    "expected": records.EXPECTED,
    "fetches": records.FETCHES,
    "page_pictures": PICTURES,
}
_TYPES = {
    pa.string(): "string",
    pa.int32(): "int",
    pa.int64(): "bigint",
    pa.float64(): "double",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us"): "timestamp_ntz",
    pa.binary(): "binary",
}


def ddl(schema: pa.Schema) -> str:
    """A schema as Spark reads it."""
    return ", ".join(f"`{column.name}` {_type(column.type)}" for column in schema)


def _type(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision}, {kind.scale})"
    if pa.types.is_list(kind):
        return f"array<{_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'`{column.name}`: {_type(column.type)}' for column in kind)}>"
    return _TYPES[kind]


def empty(spark: "SparkSession", schema: pa.Schema) -> "DataFrame":
    """A table without rows."""
    return spark.createDataFrame([], ddl(schema))
