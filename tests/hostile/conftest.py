"""The body of hostile input, made once beside the sample reports and walked through by the command."""

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import once
from tests.hostile import runs
from tests.hostile.body import KINDS

SAID = "run.json"  # beside the folder: what the run was like


@pytest.fixture(scope="session")
def hostile_folder() -> Path:
    """A folder whose `reports/` holds the samples and every kind that is not for the full run alone.

    The main job has run on it: beside `reports/` stand `fazhi.duckdb` and `exports/`. All processes that test read the
    same one, and none writes there.
    """

    def run(made: Path) -> None:
        folder = made / "body"
        shutil.copytree(runs.ROOT / "reports", folder / "reports")
        for kind in KINDS.values():
            if not kind.full_only:
                runs.make(kind, folder / "reports", full=False)
        with pytest.MonkeyPatch.context() as patch:
            # what the tests of units say depends on the code alone: the run on the samples has them
            patch.setenv("DBT_EXCLUDE_RESOURCE_TYPES", "unit_test")
            job = runs.fazhi("all", "reports", "--db", "fazhi.duckdb", "--exports", "exports", folder=folder)
        (made / SAID).write_text(json.dumps(job), encoding="utf-8")

    return once("hostile", run) / "body"


@pytest.fixture(scope="session")
def hostile_run(hostile_folder: Path) -> runs.Run:
    """What the main job on that folder said and took."""
    return runs.Run(*json.loads((hostile_folder.parent / SAID).read_text(encoding="utf-8")))
