"""The command run on a folder of hostile input, with its time, its memory and what it left in the warehouse."""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import duckdb

from tests.hostile.kinds import KINDS, Kind

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 900  # of processor time, after which a run is ended
DATA = 8 * 1024**3  # bytes of one process: a net below the bound on what is really used

Figures = list[tuple[str, Decimal | None]]


class Run(NamedTuple):
    """One run of the command: exit code, output, and the largest memory that any of its processes had, in bytes."""

    code: int
    out: str
    err: str
    seconds: float
    peak: int


def fazhi(*arguments: object, folder: Path, user: int | None = None) -> Run:
    """Runs the command in a folder, within limits; as another user where one is given."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_DATA, (DATA, DATA))

    command = [sys.executable, "-m", "fazhi", *map(str, arguments)]
    started = time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, cwd=folder, preexec_fn=limited, user=user
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - started
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode("utf-8", "surrogateescape"))
    return Run(process.returncode, said[0], said[1], seconds, used.ru_maxrss * 1024)


def make(kind: Kind, reports: Path, *, full: bool) -> None:
    """Makes a kind in its folder of `reports`."""
    folder = reports / kind.name
    folder.mkdir(parents=True)
    kind.make(folder, full)


def ended(db: Path, kinds: Iterable[Kind] = KINDS.values()) -> tuple[dict[str, dict[str, str]], dict[str, Figures]]:
    """By kind, how the warehouse's ledger says that each of its sources ended, and the figures read in them."""
    names = {kind.name for kind in kinds}
    ledger: dict[str, dict[str, str]] = defaultdict(dict)
    figures: dict[str, Figures] = defaultdict(list)
    with duckdb.connect(str(db), read_only=True) as connection:
        rows = connection.execute("select source_uri, status, reason_code from raw.ledger order by recorded_at")
        for uri, status, reason in rows.fetchall():
            name, _, place = uri.partition("/")
            if name not in names:
                name, place = "register_leading_out" if uri.startswith("..") else "", uri
            ledger[name][place] = reason if status == "refused" else status
        rows = connection.execute(
            "select source_uri, number_text, value from raw.figures inner join raw.reports using (report_id)"
            " order by source_uri, char_start"
        )
        for uri, number, value in rows.fetchall():
            figures[uri.partition("/")[0]].append((number, value))
    return ledger, figures
