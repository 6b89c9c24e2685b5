"""A dbt project in a folder of its own, two reports of which one changes, and `fazhi run` on them."""

import contextlib
import multiprocessing
import os
import shutil
import signal
from pathlib import Path
from typing import NamedTuple

from tests.faults import child

ROOT = Path(__file__).resolve().parents[2]
WHOLE = ("seeds", "macros", "models", "analyses", "tests/data")

# A project of three models, so that a run takes little more than the start of its programs.
SMALL = {
    "dbt_project.yml": """
name: small
version: "1.0"
profile: fazhi
models: {small: {+materialized: table}}
flags: {send_anonymous_usage_stats: false}
""",
    "models/sources.yml": """
version: 2
sources: [{name: raw, tables: [{name: ledger}, {name: figures}, {name: runs}, {name: run_rows}]}]
""",
    "models/latest.sql": """
select source_uri, report_id
from {{ source('raw', 'ledger') }}
where status in ('landed', 'new_version')
qualify row_number() over (partition by source_uri order by recorded_at desc) = 1
""",
    "models/stated.sql": """
select figures.figure_id, figures.value
from {{ source('raw', 'figures') }} as figures
inner join {{ ref('latest') }} as latest on figures.report_id = latest.report_id
""",
    "models/aud_runs.sql": "select run_id, outcome from {{ source('raw', 'runs') }}",
}
REPORT = """南昌市{year}年法治政府建设情况报告
{year}年，南昌市深入推进法治政府建设，坚持依法行政，现将情况报告如下。
一、依法化解争议
市政府受理行政复议案件{cases}件，审结{closed}件。举办法治培训{cases}次。
南昌市人民政府
"""
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.faults.child"])


class Said(NamedTuple):
    """How a run ended: its exit code (the signal's number, negative, where one killed it), stdout and stderr."""

    code: int
    out: str
    err: str


class Running:
    """A run that has begun."""

    def __init__(self, process: multiprocessing.process.BaseProcess, said: Path) -> None:
        self.process, self.said = process, said

    def kill(self) -> None:
        """Ends it and all that it has started, at once."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.kill(self.process.pid or 0, signal.SIGKILL)
            os.killpg(self.process.pid or 0, signal.SIGKILL)

    def ended(self) -> Said:
        """Waits for its end."""
        self.process.join()
        texts = [path.read_text() if path.exists() else "" for path in map(self.said.with_suffix, (".out", ".err"))]
        return Said(self.process.exitcode or 0, *texts)


class Workshop:
    """A project in `folder`, small or whole, with reports in one of two states."""

    def __init__(self, folder: Path, *, whole: bool = False) -> None:
        self.project, self.reports, self.said = folder / "project", folder / "reports", folder / "said"
        self.db, self.exports, self.whole = folder / "warehouse" / "fazhi.duckdb", folder / "exports", whole
        self.project.mkdir(parents=True)
        shutil.copyfile(ROOT / "profiles.yml", self.project / "profiles.yml")
        if whole:
            shutil.copyfile(ROOT / "dbt_project.yml", self.project / "dbt_project.yml")
            for part in WHOLE:
                shutil.copytree(ROOT / part, self.project / part)
        else:
            (self.project / "models").mkdir()
            for name, text in SMALL.items():
                (self.project / name).write_text(text, encoding="utf-8")
        self.reports.mkdir()
        (self.reports / "2019.txt").write_text(REPORT.format(year=2019, cases=508, closed=490), encoding="utf-8")

    def put(self, state: int) -> None:
        """Publishes the second report anew, in its state 0 or 1."""
        text = REPORT.format(year=2020, cases=312 + state, closed=300 + state)
        (self.reports / "2020.txt").write_text(text, encoding="utf-8")

    def start(self, file_bytes: int | None = None, *, as_anybody: bool = False) -> Running:
        """`fazhi run`, in a process and session of its own, under the limits of `child.run`."""
        arguments = ["run", str(self.reports), "--db", str(self.db), "--exports", str(self.exports)]
        limits = {"whole": self.whole, "file_bytes": file_bytes, "as_anybody": as_anybody}
        process = _FORKS.Process(target=child.run, args=(self.project, arguments, self.said), kwargs=limits)
        process.start()
        return Running(process, self.said)

    def run_well(self) -> None:
        """`fazhi run`, which must succeed."""
        said = self.start().ended()
        assert said.code == 0, said.out + said.err

    def left_beside(self) -> list[str]:
        """What lies beside the warehouse and the exports, other than what belongs there."""
        kept = {"fazhi.duckdb", "fazhi.duckdb.lock", "fazhi.duckdb.previous"}
        beside = {path.name for path in self.db.parent.iterdir()} - kept
        return sorted(beside | {path.name for path in self.exports.parent.glob(".exports*")})
