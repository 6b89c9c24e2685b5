"""Fixtures that several folders share."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The main job, run once on the sample reports; the folder holds `fazhi.duckdb`, `exports/` and `site/`."""
    folder = tmp_path_factory.mktemp("samples")
    command = [sys.executable, "-m", "fazhi", "all", str(ROOT / "reports"), "--db", str(folder / "fazhi.duckdb")]
    command += ["--exports", str(folder / "exports"), "--page", str(folder / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
