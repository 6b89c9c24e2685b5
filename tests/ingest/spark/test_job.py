"""The job on a small Spark of this machine, one of its two workers killed in the midst, against one machine."""

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from ingest.landing import land
from ingest.spark.lake import RELATIONS, Lake
from tests.bench.corpus import reports
from tests.documents import as_docx, as_html, as_pdf, as_zip

ROOT = Path(__file__).resolve().parents[3]
SUBMIT = ROOT / ".venv-spark" / "bin" / "spark-submit"
OF_LOAD = {"load_id", "landed_at", "recorded_at", "started_at", "finished_at"}
COUNT = int(os.environ.get("FAZHI_SPARK_REPORTS", "300"))
DONE = (0, 3)

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(not SUBMIT.exists(), reason="there is no .venv-spark (requirements/spark.txt)"),
]


def first_day(folder: Path) -> None:
    """Generated reports under names in no order, some twice, in archives, of other formats, and some that are none."""
    texts = reports(COUNT * 10_000, seed=11)
    for number, text in enumerate(texts):
        (folder / f"{number * 7919 % 100_003:06}.txt").write_text(text, encoding="utf-8")
    for number, text in enumerate(texts[: COUNT // 20]):
        (folder / f"copy{number}.txt").write_text(text, encoding="utf-8")
    short = [text[:2000] for text in texts[:8]]
    for name, data in (("a.html", as_html(short[0])), ("b.docx", as_docx(short[1])), ("c.pdf", as_pdf(short[2]))):
        (folder / name).write_bytes(data)
    packed = {"x.txt": short[3], "y.txt": short[4], "twin.txt": texts[0], "z.txt": ""}
    (folder / "packed.zip").write_bytes(as_zip(packed))
    (folder / "empty.txt").write_text("")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "slides.ppt").write_bytes(b"nothing")
    (folder / "stranger.txt").write_text("今天天气很好。\n我们去公园。\n", encoding="utf-8")
    (folder / "register.csv").write_text("file,jurisdiction,year\n000000.txt,江西省南昌市,2019\ngone.txt,江西省,2018\n")


def second_day(folder: Path) -> None:
    """Some reports have changed, some state less, some have moved, gone, or are what the register says anew."""
    for number, path in enumerate(sorted(folder.glob("0*.txt"))):
        text = path.read_text(encoding="utf-8")
        if number % 11 == 1:
            path.write_text(text.replace("件", "宗", 3), encoding="utf-8")
        elif number % 11 == 2:
            path.write_text(text[: len(text) // 2], encoding="utf-8")
        elif number % 11 == 3:
            path.rename(path.with_name(f"moved{path.name}"))
        elif number % 11 == 4:
            path.unlink()
    (folder / "empty.txt").write_text(reports(10_000, seed=12)[0], encoding="utf-8")
    register = "file,jurisdiction,year\n000000.txt,江西省赣州市,2019\nb.docx,江西省南昌市,2018\n"
    (folder / "register.csv").write_text(register, encoding="utf-8")


def submitted(folder: Path, lake: Path, kill: bool) -> list[int]:
    """Runs the job; `kill` ends one of its two executors once the first part is written. Returns who was killed."""
    place = lake.parent / "spark"
    place.mkdir(exist_ok=True)
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "4",
        "spark.executorEnv.PYTHONPATH": str(ROOT),
        "spark.executor.memory": "1g",
        "spark.local.dir": str(place),
    }
    command = [str(SUBMIT), "--master", "local-cluster[2,1,1024]", "--driver-memory", "1g"]
    command += [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
    command += [str(ROOT / "ingest" / "spark" / "__main__.py"), str(folder), "--lake", str(lake)]
    told = {"PYTHONPATH": str(ROOT), "FAZHI_OCR": "off", "SPARK_LOCAL_IP": "127.0.0.1"}
    told["PYSPARK_PYTHON"] = str(SUBMIT.with_name("python"))
    with (place / "log").open("wb") as log:
        job = subprocess.Popen(
            command, env={**os.environ, **told}, cwd=place, stdout=log, stderr=log, start_new_session=True
        )
        killed: list[int] = []
        watcher = threading.Thread(target=_kill_one, args=(job, lake, killed))
        try:
            if kill:
                watcher.start()
            code = job.wait(1500)
        finally:
            _end(job)
            if kill:
                watcher.join()
    assert code in DONE, (place / "log").read_text(errors="replace")[-4000:]
    return killed


def _kill_one(job: "subprocess.Popen[bytes]", lake: Path, killed: list[int]) -> None:
    """Kills an executor when the first of the parts that are read is there, and others are on their way."""
    while job.poll() is None and not killed:
        if any(lake.glob("raw/_fresh/*/staged-met/_temporary/**/*.parquet")):
            for pid in _below(job.pid):
                if b"CoarseGrainedExecutorBackend" in _command(pid):
                    os.kill(pid, signal.SIGKILL)
                    killed.append(pid)
                    break
        time.sleep(0.05)


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


def test_the_job_lands_what_one_machine_lands_though_a_worker_is_killed(tmp_path: Path) -> None:
    folder, lake, db = tmp_path / "reports", tmp_path / "lake", tmp_path / "fazhi.duckdb"
    folder.mkdir()
    first_day(folder)
    land(folder, db, progress=False)
    killed = submitted(folder, lake, kill=True)
    assert len(killed) == 1
    assert differing(db, lake) == {}
    second_day(folder)
    second = land(folder, db, progress=False)
    submitted(folder, lake, kill=False)
    assert differing(db, lake) == {}
    assert second.new_versions > 0 < second.reread
    assert second.duplicates > 0 < len(second.refused)
    assert land(folder, db, progress=False).load_id is None
    before = Lake(lake).last()
    submitted(folder, lake, kill=False)
    assert Lake(lake).last() == before
    shutil.rmtree(tmp_path / "spark")
