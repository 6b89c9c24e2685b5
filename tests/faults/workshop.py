"""A dbt project in a folder of its own, a server with reports of which one changes, and a night's run on them."""

import contextlib
import csv
import hashlib
import json
import multiprocessing
import os
import shutil
import signal
import time
from pathlib import Path
from typing import NamedTuple, Self

from tests.faults import child
from tests.faults.site import Site

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
sources:
  - {name: raw, tables: [{name: ledger}, {name: figures}]}
  - {name: operations, tables: [{name: runs}, {name: run_rows}]}
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
    "models/aud_runs.sql": "select run_id, outcome from {{ source('operations', 'runs') }}",
}
REPORT = """南昌市{year}年法治政府建设情况报告
{year}年，南昌市深入推进法治政府建设，坚持依法行政，现将情况报告如下。
一、依法化解争议
市政府受理行政复议案件{cases}件，审结{closed}件。举办法治培训{cases}次。
南昌市人民政府
"""
CHANGING = "/2020.txt"  # the report that changes
PHASES = ("fetch", "land", "build", "export", "swap")  # of a night, as its run names them
LOOK = 0.001  # seconds between two looks at where it is
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.faults.child"])


class Said(NamedTuple):
    """How a run ended: its exit code (the signal's number, negative, where one killed it), stdout and stderr."""

    code: int
    out: str
    err: str


class Running:
    """A night that has begun. `notes` is where its run notes how far it has come."""

    def __init__(self, process: multiprocessing.process.BaseProcess, said: Path, notes: Path, older: set[str]) -> None:
        self.process, self.said, self.notes, self.older = process, said, notes, older
        self.was_noted = False

    def phase(self) -> str:
        """What it is at: one of PHASES."""
        for note in self.notes.glob("2*.json"):
            if note.name not in self.older:
                with contextlib.suppress(FileNotFoundError):  # it has just been taken up
                    self.was_noted = True
                    step = json.loads(note.read_text(encoding="utf-8"))["step"]
                    return step if step in PHASES else "land"  # the survey is the first part of it
        if self.was_noted:
            return PHASES[-1]
        out = self.said.with_suffix(".out")
        return "land" if out.exists() and out.read_text().startswith("pages") else PHASES[0]

    def reached(self, phase: str) -> bool:
        """Waits until it is at `phase` or has passed it; False where it has ended before."""
        while PHASES.index(self.phase()) < PHASES.index(phase):
            if not self.process.is_alive():
                return False
            time.sleep(LOOK)
        return True

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
    """A project in `folder`, small or whole, with reports on a server, of which one is in one of two states.

    The whole one has the project's sample reports beside it.
    """

    def __init__(self, folder: Path, *, whole: bool = False) -> None:
        self.project, self.store, self.said = folder / "project", folder / "store", folder / "said"
        self.db, self.exports, self.whole = folder / "warehouse" / "fazhi.duckdb", folder / "exports", whole
        self.register, self.site = folder / "expected.csv", Site()
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
        self._publish()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Ends its server."""
        self.site.close()

    def _publish(self) -> None:
        """Publishes the reports and writes the register of their addresses."""
        rows = [{"address": self.site.address(path)} for path in (CHANGING, "/2019.txt")]
        self.site.pages["/2019.txt"] = REPORT.format(year=2019, cases=508, closed=490).encode()
        self.put(0)
        if self.whole:
            with (ROOT / "reports" / "register.csv").open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    name = row.pop("file")
                    self.site.pages[f"/{name}"] = (ROOT / "reports" / name).read_bytes()
                    rows.append(row | {"address": self.site.address(f"/{name}")})
        with self.register.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ("address", "issuer", "jurisdiction", "year"))
            writer.writeheader()
            writer.writerows(rows)

    def put(self, state: int) -> None:
        """Publishes the changing report anew, in its state 0 or 1."""
        self.site.pages[CHANGING] = REPORT.format(year=2020, cases=312 + state, closed=300 + state).encode()

    def clear(self) -> None:
        """Removes store, warehouse and exports, as before the first night."""
        for folder in (self.store, self.db.parent, self.exports):
            shutil.rmtree(folder, ignore_errors=True)

    def start(self, *names: str, file_bytes: int | None = None, as_anybody: bool = False) -> Running:
        """`fazhi fetch` and `fazhi run`, or one of them, in a process and session of their own.

        The last one is under the limits of `child.run`.
        """
        commands = {
            "fetch": ["fetch", self.register, "--store", self.store, "--again-after", "0"],
            "run": ["run", self.store, "--db", self.db, "--exports", self.exports],
        }
        arguments = [list(map(str, commands[name])) for name in names or commands]
        limits = {"whole": self.whole, "file_bytes": file_bytes, "as_anybody": as_anybody}
        notes = self.db.with_name(f"{self.db.name}.runs")
        older = {path.name for path in notes.glob("*.json")}
        for name in (".out", ".err"):
            self.said.with_suffix(name).unlink(missing_ok=True)
        process = _FORKS.Process(
            target=child.run, args=(self.project, arguments, self.said, self.site.place), kwargs=limits
        )
        process.start()
        return Running(process, self.said, notes, older)

    def run_well(self, *names: str) -> None:
        """`fazhi fetch` and `fazhi run`, or what is named of them, which must succeed."""
        said = self.start(*names).ended()
        assert said.code == 0, said.out + said.err

    def left_beside(self) -> list[str]:
        """What lies in the store and beside the warehouse and the exports, other than what belongs there."""
        kept = {"fazhi.duckdb", "fazhi.duckdb.lock", "fazhi.duckdb.previous", "fazhi.duckdb.sum"}
        beside = {path.name for path in self.db.parent.iterdir()} - kept
        beside |= {path.name for path in self.exports.parent.glob(".exports*")}
        held = {"fazhi-store.json", "register.csv", "log.jsonl", ".lock", "objects"}
        beside |= {path.name for path in self.store.iterdir()} - held
        return sorted(beside | {path.name for path in self.store.rglob("objects/*/.*")})

    def damaged_objects(self) -> list[str]:
        """The contents in the store that are not what their names say."""
        objects = [path for path in self.store.glob("objects/*/*") if path.suffix != ".json" and path.name[0] != "."]
        return [path.name for path in objects if hashlib.sha256(path.read_bytes()).hexdigest() != path.name]
