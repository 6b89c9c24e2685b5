"""A session of Spark for a load, stopped when the load is over."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@contextmanager
def session(master: str | None = None) -> "Iterator[SparkSession]":
    """A session at `master`, or where Spark is set up to be."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("fazhi land")
    spark = (builder.master(master) if master else builder).getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()
