"""The job as a cluster runs it: on a small Spark of this machine, watched, held against what one machine has landed."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

from ingest.spark.lake import RELATIONS, Lake

ROOT = Path(__file__).resolve().parents[3]
SUBMIT = ROOT / ".venv-spark" / "bin" / "spark-submit"
OF_LOAD = {"load_id", "landed_at", "recorded_at", "started_at", "finished_at"}
DONE = (0, 3)
EXECUTOR = b"CoarseGrainedExecutorBackend"
JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a third of a short job was compiling twice
_TICKS = os.sysconf("SC_CLK_TCK")


class Job(NamedTuple):
    """A job that has ended: who was killed, how long it took, and the processor's seconds of its driver and workers."""

    killed: list[int]
    elapsed: float
    driver: float
    workers: float


def submitted(
    folder: Path, lake: Path, *, kill: bool = False, executors: int = 2, patience: float = 1500, driver: str = "1g"
) -> Job:
    """Runs the job; `kill` ends one of its executors once the first part is written. It is stopped whatever happens."""
    place = lake.parent / "spark"
    place.mkdir(exist_ok=True)
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "4",
        "spark.executorEnv.PYTHONPATH": str(ROOT),
        "spark.executor.memory": "1g",
        "spark.driver.extraJavaOptions": JAVA,
        "spark.executor.extraJavaOptions": JAVA,
        "spark.local.dir": str(place),
    }
    command = [str(SUBMIT), "--master", f"local-cluster[{executors},1,1024]", "--driver-memory", driver]
    command += [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    command += [str(ROOT / "ingest" / "spark" / "__main__.py"), str(folder), "--lake", str(lake)]
    told = {"PYTHONPATH": str(ROOT), "FAZHI_OCR": "off", "SPARK_LOCAL_IP": "127.0.0.1"}
    told["PYSPARK_PYTHON"] = str(SUBMIT.with_name("python"))
    killed: list[int] = []
    spent: dict[tuple[int, str], tuple[str, float]] = {}
    begun = time.monotonic()
    with (place / "log").open("wb") as log:
        job = subprocess.Popen(
            command, env={**os.environ, **told}, cwd=place, stdout=log, stderr=log, start_new_session=True
        )
        threads = [threading.Thread(target=_watch, args=(job, spent))]
        threads += [threading.Thread(target=_kill_one, args=(job, lake, killed))] if kill else []
        for thread in threads:
            thread.start()
        try:
            code = job.wait(patience)
        finally:
            _end(job)
            for thread in threads:
                thread.join()
    assert code in DONE, (place / "log").read_text(errors="replace")[-4000:]
    shares = {who: sum(seconds for one, seconds in spent.values() if one == who) for who in ("driver", "workers")}
    return Job(killed, time.monotonic() - begun, **shares)


def differing(db: Path, lake: Path) -> dict[str, tuple[int, int]]:
    """By relation, how many rows only one machine has, and how many only the lake; those that are equal left out."""
    found: dict[str, tuple[int, int]] = {}
    with duckdb.connect() as engine:
        engine.execute(f"attach '{db}' as one (read_only)")
        for relation in RELATIONS:
            if relation == "page_pictures":
                continue
            columns = [row[0] for row in engine.execute(f"describe one.raw.{relation}").fetchall()]
            wanted = ", ".join(f'"{column}"' for column in columns if column not in OF_LOAD)
            ours = f"select {wanted} from one.raw.{relation}"
            files = [str(path) for folder in Lake(lake).folders(relation) for path in folder.glob("*.parquet")]
            if not files:
                rest = engine.execute(f"select count(*) from ({ours})").fetchone()
                counts = (rest[0] if rest else 0, 0)
            else:
                theirs = f"select {wanted} from read_parquet({files}, hive_partitioning = false)"
                pairs = ((ours, theirs), (theirs, ours))
                rests = [engine.execute(f"select count(*) from ({a} except all {b})").fetchone() for a, b in pairs]
                counts = (rests[0][0], rests[1][0]) if rests[0] and rests[1] else (0, 0)
            if counts != (0, 0):
                found[relation] = counts
    return found


def _kill_one(job: "subprocess.Popen[bytes]", lake: Path, killed: list[int]) -> None:
    """Kills an executor when the first of the parts that are read is there, and others are on their way."""
    while job.poll() is None and not killed:
        if any(lake.glob("raw/_fresh/*/staged-met/_temporary/**/*.parquet")):
            for pid in _below(job.pid):
                if EXECUTOR in _command(pid):
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)
                    break
        time.sleep(0.05)


def _watch(job: "subprocess.Popen[bytes]", spent: dict[tuple[int, str], tuple[str, float]]) -> None:
    """Notes what the processor has done for each process of the job's session, until the job has ended."""
    while job.poll() is None:
        for path in Path("/proc").glob("[0-9]*"):
            try:
                words = (path / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if words[3] != str(job.pid):  # the session
                continue
            pid, born = int(path.name), words[19]
            who = "driver" if pid == job.pid or _is_driver(pid) else "workers"
            if (pid, born) in spent and not _command(pid):
                who, _ = spent[pid, born]  # one that has ended says no more what it was
            spent[pid, born] = who, (int(words[11]) + int(words[12])) / _TICKS
        time.sleep(0.2)


def _is_driver(pid: int) -> bool:
    """Whether a process belongs to the driver: Java's SparkSubmit and the program of ours that it runs."""
    command = _command(pid)
    return EXECUTOR not in command and b"pyspark.daemon" not in command and b"pyspark/daemon" not in command


def _below(pid: int) -> Iterator[int]:
    """The processes that a process has started, and theirs."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        others = [path for path in Path(f"/proc/{pid}/task").glob("*/children") if path.parent.name != str(pid)]
        children += [child for path in others for child in path.read_text().split()]
    except OSError:
        return
    for child in map(int, children):
        yield child
        yield from _below(child)


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _end(job: "subprocess.Popen[bytes]") -> None:
    for pid in [*_below(job.pid), job.pid] if job.poll() is None else []:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    job.wait()
