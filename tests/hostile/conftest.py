"""The body of hostile input, made once beside the sample reports and walked through by the command."""

import shutil
from pathlib import Path

import pytest

from tests.hostile import runs
from tests.hostile.body import KINDS


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose `reports/` holds the samples and every kind that is not for the full run alone."""
    folder = tmp_path_factory.mktemp("hostile")
    shutil.copytree(runs.ROOT / "reports", folder / "reports")
    for kind in KINDS.values():
        if not kind.full_only:
            runs.make(kind, folder / "reports", full=False)
    return folder


@pytest.fixture(scope="session")
def hostile_run(hostile_folder: Path) -> runs.Run:
    """The main job on that folder; beside `reports/` stand then `fazhi.duckdb` and `exports/`."""
    return runs.fazhi("all", "reports", "--db", "fazhi.duckdb", "--exports", "exports", folder=hostile_folder)
