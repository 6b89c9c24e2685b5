"""Small warehouses for tests: texts in, a DuckDB file with raw and the chosen models out."""

import csv
from pathlib import Path
from typing import Any

import pytest

from fazhi.build import HISTORY, reading
from ingest.landing import land

ROOT = Path(__file__).resolve().parents[1]


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
    database = folder / "test.duckdb"
    land(source, database, progress=False)
    reading(database, select)
    return database


class Models:
    """The project's models, without tests and histories, for several warehouses of one file name: dbt parses once."""

    def __init__(self, folder: Path) -> None:
        self.places = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT), "--quiet", "--no-write-json"]
        self.places += ["--target-path", str(folder / "target"), "--log-path", str(folder / "logs")]
        self.runner: Any = None

    def run(self, database: Path) -> None:
        """Runs seeds and models on a warehouse. Raises AssertionError with what dbt says where one fails."""
        from dbt.adapters.duckdb.connections import DuckDBConnectionManager
        from dbt.cli.main import dbtRunner

        kinds = ["--resource-type", "seed", "--resource-type", "model"]
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("FAZHI_DB", str(database))
            patch.setenv("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
            self.runner = self.runner or dbtRunner(dbtRunner().invoke(["parse", *self.places]).result)
            done = self.runner.invoke(["build", *kinds, "--exclude", *HISTORY, *self.places])
        DuckDBConnectionManager.close_all_connections()
        said = [f"{result.node.name}: {result.message}" for result in done.result or [] if result.status == "error"]
        assert done.success, said or done.exception
