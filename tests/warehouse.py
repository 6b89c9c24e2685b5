"""Small warehouses for tests: texts in, a DuckDB file with raw and the chosen models out."""

import csv
from pathlib import Path

from fazhi import build
from ingest.landing import land

ROOT = Path(__file__).resolve().parents[1]
NAME = "fazhi.duckdb"  # of every warehouse of a test: what dbt reads of the project is of a name


def digests() -> list[Path]:
    """The digests of yearly reports among the samples; those of single pages are too short to measure by."""
    manifest = (ROOT / "tests" / "gold" / "samples" / "manifest.csv").read_text(encoding="utf-8")
    listed = csv.DictReader(manifest.splitlines())
    return sorted(ROOT / "reports" / row["source_name"] for row in listed)


def built_from_texts(folder: Path, texts: dict[str, str | bytes], select: str) -> Path:
    """Lands texts or other files (name to content) from a folder and runs the seeds and the models that `select` names.

    Returns the path of the warehouse. Raises BuildError with what dbt says where a model fails.
    """
    source = folder / "reports"
    source.mkdir()
    for name, text in texts.items():
        (source / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    database = folder / NAME
    land(source, database, progress=False)
    build.reading(database, select)
    return database


def modelled(database: Path) -> None:
    """Runs all seeds and models on a warehouse, without tests and histories. Raises BuildError."""
    build._without_tests(database, "--resource-type", "seed", "--resource-type", "model", "--exclude", *build.HISTORY)
