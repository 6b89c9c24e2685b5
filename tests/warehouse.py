"""Small warehouses for tests: texts in, a DuckDB file with raw and the chosen models out."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fazhi.build import HISTORY
from ingest.landing import land

ROOT = Path(__file__).resolve().parents[1]


def built_from_texts(folder: Path, texts: dict[str, str | bytes], select: str) -> Path:
    """Lands texts or other files (name to content) from a folder and runs the seeds and the models that `select` names.

    Returns the path of the warehouse. Raises AssertionError with dbt's output when a model fails.
    """
    source = folder / "reports"
    source.mkdir()
    for name, text in texts.items():
        (source / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    database = folder / "test.duckdb"
    land(source, database, progress=False)
    models(database, folder, select)
    return database


def models(database: Path, folder: Path, select: str, *more: str) -> None:
    """Runs seeds and models against a warehouse; the compiled files stay in `folder`."""
    command = [sys.executable, "-m", "dbt.cli.main", "build", "--project-dir", str(ROOT), "--profiles-dir", str(ROOT)]
    command += ["--target-path", str(folder / "target"), "--log-path", str(folder / "logs"), "--quiet"]
    command += ["--resource-type", "seed", "--resource-type", "model", "--select", select, *more]
    done = subprocess.run(
        command, env={**os.environ, "FAZHI_DB": str(database)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


class Models:
    """The project's models, without tests and histories, for several warehouses of one file name: dbt parses once."""

    def __init__(self, folder: Path) -> None:
        self.places = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT), "--quiet"]
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
