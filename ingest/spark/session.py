"""A session of Spark for a load, stopped when the load is over."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ground.errors import LandingError

MAJOR = "4"  # of Spark; what is landed by another one has not been held against one machine
# What a load takes for granted: the same values come of the same texts whatever a cluster's own settings are.
SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.parquet.inferTimestampNTZ.enabled": "false",
}

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@contextmanager
def session(master: str | None = None) -> "Iterator[SparkSession]":
    """A session at `master`, or where Spark is set up to be. Raises LandingError where it cannot be had."""
    from pyspark.sql import SparkSession

    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise LandingError("there is no Java on the PATH, which Spark needs; install Java 17")
    builder = SparkSession.builder.appName("fazhi land")
    try:
        spark = (builder.master(master) if master else builder).getOrCreate()
    except Exception as error:  # of Java, as the master has it
        told = " ".join(str(error).split())[:300]
        raise LandingError(
            f"no session of Spark could be had ({told}); look whether it runs where --master says: spark://HOST:PORT, "
            "yarn, local[2]"
        ) from error
    try:
        if spark.version.split(".")[0] != MAJOR:
            raise LandingError(f"it is Spark {spark.version}; reports are read by Spark {MAJOR}")
        for name, value in SETTINGS.items():
            spark.conf.set(name, value)
        yield spark
    finally:
        spark.stop()
