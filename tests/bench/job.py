"""The main job, `fazhi all`, against `dbt build` alone on the warehouse that it made; and doing it a second time."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import duckdb

from tests.bench.ratios import Ratio, fastest
from tests.reference import REPORTS

ROOT = Path(__file__).resolve().parents[2]
REPEATS = 3
PROJECT = (
    *("ground", "vocabulary", "ingest", "fazhi", "publish", "seeds", "macros", "models", "analyses"),
    "tests/data",
)
DONE = (0, 3)  # 3: done, but some reports were refused


class Workshop:
    """A copy of the project in a folder of its own, so that nothing here is touched and nothing of here helps."""

    def __init__(self, folder: Path) -> None:
        self.project, self.db = folder / "project", folder / "fazhi.duckdb"
        self.exports, self.page = folder / "exports", folder / "site"
        for part in PROJECT:
            shutil.copytree(ROOT / part, self.project / part, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("dbt_project.yml", "profiles.yml", "pyproject.toml"):
            shutil.copyfile(ROOT / name, self.project / name)
        self.reports = REPORTS if REPORTS.is_dir() else ROOT / "reports"
        self.finished = folder / "finished" / self.db.name

    def first_run(self) -> None:
        """`fazhi all` where there is no warehouse yet."""
        self.db.unlink(missing_ok=True)
        for written in (self.exports, self.page):
            shutil.rmtree(written, ignore_errors=True)
        self.run_again()

    def run_again(self) -> None:
        """`fazhi all` on what is there."""
        where = ["--db", str(self.db), "--exports", str(self.exports), "--page", str(self.page)]
        self._run("fazhi", "all", str(self.reports), *where)

    def keep(self) -> None:
        """Copies the finished warehouse for `build`."""
        self.finished.parent.mkdir(exist_ok=True)
        shutil.copyfile(self.db, self.finished)

    def build(self) -> None:
        """`dbt build` on the finished warehouse, with what it keeps of an earlier parse."""
        target = self.finished.parent / "target"
        self._run("dbt.cli.main", "build", "--quiet", "--target-path", str(target), "--log-path", str(target))

    def landed(self) -> tuple[int, int]:
        """How many loads and figures there are."""
        with duckdb.connect(str(self.db), read_only=True) as connection:
            counts = "select (select count(*) from raw.loads), (select count(*) from raw.figures)"
            return connection.execute(counts).fetchone() or (0, 0)

    def _run(self, module: str, *arguments: str) -> None:
        environment = {**os.environ, "PYTHONPATH": str(self.project), "FAZHI_DB": str(self.finished)}
        environment["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false"
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=self.project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode in DONE, done.stdout + done.stderr


def measure() -> Iterator[Ratio]:
    """The first run against dbt alone, the second run against the first."""
    with tempfile.TemporaryDirectory(prefix="fazhi-bench-") as folder:
        shop = Workshop(Path(folder))
        shop.first_run()
        shop.keep()
        shop.build()
        first, build, again = fastest(shop.first_run, shop.build, shop.run_again, repeats=REPEATS, clock=perf_counter)
        before = shop.landed()
        shop.run_again()
        assert shop.landed() == before, "a second run with nothing new has landed something"
        reports = sum(1 for path in shop.reports.iterdir() if path.suffix == ".txt")
    note = f"{reports} reports, {before[1]:,} figures"
    yield Ratio("fazhi all, times the time of dbt build alone", first / build, most=3.0, note=note)
    yield Ratio("a second run, against the first", again / first, most=0.1, note="lands nothing")
