"""Whether every pattern of the seeds finds the same by Spark's regular expressions, Java's, as by DuckDB's, RE2's.

    python -m tests.spark.patterns DB

The patterns of rules, topics and cues, word classes put in, run over all wordings and sentences of a built warehouse on
both engines; what they find is held against one another. Prints each pattern that differs, and ends with 1 where one
does. Spark runs inside this process, on two cores: pyspark and Java must be there.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from fazhi.rulebook.patterns import PATTERNS, expanded, word_classes
from fazhi.rulebook.seeds import of_project
from tests.engines import said

SOURCES = (
    "select wording from intermediate.int_figure_topics",
    "select lead_text from intermediate.int_figure_topics",
    "select follow_text from intermediate.int_figure_topics",
    "select title from staging.stg_reports",
)
AT_ONCE = 25  # patterns of one statement


def main() -> int:
    """Reads the arguments and says what differs."""
    texts = texts_of(Path(sys.argv[1]))
    patterns = list(dict.fromkeys(patterns_of_seeds()))
    faults = list(differences(texts, patterns))
    for fault in faults:
        print(fault)
    print(f"{len(patterns)} patterns, {len(texts)} texts, {len(faults)} differences")
    return 1 if faults else 0


def texts_of(db: Path) -> list[str]:
    """All that patterns look at in a warehouse, each once."""
    with duckdb.connect(str(db), read_only=True) as connection:
        found = connection.execute(" union ".join(SOURCES)).fetchall()
    return sorted(text for (text,) in found if text)


def patterns_of_seeds() -> Iterator[str]:
    """The patterns as RE2 wants them."""
    seeds = of_project()
    classes = word_classes([one.row for one in seeds["word_classes"].rows.values()])
    yield from classes.values()
    for name, seed in seeds.items():
        if name != "word_classes":
            for one in seed.rows.values():
                yield from (expanded(one.row[column], classes) for column in PATTERNS if one.row.get(column))


def differences(texts: list[str], patterns: list[str]) -> Iterator[str]:
    """The patterns that do not find the same on both engines, with the first text where they differ."""
    from pyspark.sql import SparkSession

    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    connection = duckdb.connect()
    try:
        connection.execute("create table texts as select unnest(?) as text", [texts])
        spark.createDataFrame([(text,) for text in texts], "text string").coalesce(2).createOrReplaceTempView("texts")
        for start in range(0, len(patterns), AT_ONCE):
            some = patterns[start : start + AT_ONCE]
            here = connection.execute(_statement("duckdb", some)).fetchall()
            there = spark.sql(_statement("spark", some)).collect()
            for place, pattern in enumerate(some, 1):
                by_re2, by_java = ({row[0]: list(row[place]) for row in rows} for rows in (here, there))
                other = next((text for text, found in by_re2.items() if found != by_java[text]), None)
                if other is not None:
                    yield f"{pattern}\n    in {other}\n    RE2 {by_re2[other]}, Java {by_java[other]}"
    finally:
        connection.close()
        spark.stop()


def _statement(engine: str, patterns: list[str]) -> str:
    """All that each pattern finds in each text, as an engine says it."""
    found = (
        said(f"{engine}__all_found_in('text', {engine}__quoted(pattern), 0)", pattern=pattern) for pattern in patterns
    )
    return f"select text, {', '.join(found)} from texts"


if __name__ == "__main__":
    sys.exit(main())
