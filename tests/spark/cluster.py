"""A small Spark on this machine: one standalone master, workers and a Thrift server, on loopback, in bounded memory.

Whatever happens to the one who asked for it, it is stopped: at the end of the block, and by the system where this
process is killed.
"""

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SERVER = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2"
MASTER, WORKER = "org.apache.spark.deploy.master.Master", "org.apache.spark.deploy.worker.Worker"
# Short steps on few rows: compiling twice and collecting by many threads costs more than it brings.
JAVA = "-Duser.timezone=UTC -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
PATIENCE = 180  # seconds that a process may take until it answers
GRACE = 20  # seconds to end by itself


class Sizes(NamedTuple):
    """How large it may be: memory in MB, cores of each worker, parts of a shuffle."""

    workers: int = 2
    cores: int = 1
    driver: int = 2048
    executor: int = 2048
    shuffles: int = 4


class NoSpark(Exception):  # noqa: N818 - says what is wrong
    """It cannot be started here: the message says what is missing, or what the process that ended has said."""


class Spark(NamedTuple):
    """A Spark that answers: its Thrift server on loopback, its master for jobs, and its processes."""

    port: int
    master: str
    home: Path
    workers: list["subprocess.Popen[bytes]"]
    server: "subprocess.Popen[bytes]"

    def spent(self) -> tuple[float, float]:
        """The processor's seconds so far: the server's, and those of the workers with their executors."""
        return seconds_of(self.server.pid), sum(seconds_of(worker.pid) for worker in self.workers)


@contextlib.contextmanager
def started(folder: Path, sizes: Sizes | None = None, port: int | None = None) -> Iterator[Spark]:
    """Starts it, with all that it writes in `folder`, its Thrift server at `port` or a free one. Raises NoSpark."""
    sizes = sizes or Sizes()
    home, environment = _home(), _environment(folder)
    folder.mkdir(parents=True, exist_ok=True)
    _settings(folder, sizes)
    running: list[subprocess.Popen[bytes]] = []

    def begin(name: str, command: list[str], port: int | None, memory: int = 384) -> "subprocess.Popen[bytes]":
        log = folder / f"{name}.log"
        if port is not None and _answers(port):
            raise NoSpark(f"{name} of Spark: port {port} is taken by another program; end it, or name another port")
        with log.open("ab") as written:
            process = subprocess.Popen(
                [str(home / "bin" / command[0]), *command[1:]],
                cwd=folder,
                env=environment | {"SPARK_DAEMON_MEMORY": f"{memory}m"},
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_ends_with_us,
            )
        running.append(process)
        if port is not None:
            _wait(process, port, log)
        return process

    try:
        with _stopped_by_signals():
            meeting = free_port()
            master = f"spark://127.0.0.1:{meeting}"
            at = ["--host", "127.0.0.1", "--webui-port", "0"]
            begin("master", ["spark-class", MASTER, *at, "--port", str(meeting)], meeting)
            work = [
                "--cores",
                str(sizes.cores),
                "--memory",
                f"{sizes.executor + 512}M",
                "--work-dir",
                str(folder / "work"),
            ]
            workers = [
                begin(f"worker-{number}", ["spark-class", WORKER, *at, *work, master], None)
                for number in range(1, sizes.workers + 1)
            ]
            thrift = port or free_port()
            hive = ["--hiveconf", f"hive.server2.thrift.port={thrift}"]
            hive += ["--hiveconf", "hive.server2.thrift.bind.host=127.0.0.1"]
            submit = ["spark-submit", "--master", master, "--class", SERVER, "--name", "fazhi", "spark-internal", *hive]
            server = begin("thrift", submit, thrift, sizes.driver)
            yield Spark(thrift, master, home, workers, server)
    finally:
        _end(running)


def free_port() -> int:
    """A port of loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def seconds_of(pid: int) -> float:
    """What the processor has done for a process and for all that it has started; nothing for one that is gone."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        lists = [path.read_text().split() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return 0.0
    own = sum(map(int, words[11:15])) / os.sysconf("SC_CLK_TCK")  # children that have ended are in the last two
    return own + sum(seconds_of(int(child)) for some in lists for child in some)


def _home() -> Path:
    """Where Spark is: inside the package pyspark of this environment."""
    if not shutil.which("java"):
        raise NoSpark(
            "there is no Java on the PATH; install Java 17 (on Debian: apt-get install openjdk-17-jre-headless)"
        )
    try:
        import pyspark
    except ImportError:
        raise NoSpark("pyspark is not installed in this environment; make spark installs it into .venv-spark") from None
    return Path(pyspark.__file__).parent


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPARK_", "PYSPARK_", "HADOOP_"))}
    return kept | {
        "SPARK_CONF_DIR": str(folder),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_HOSTNAME": "localhost",
        "SPARK_NO_DAEMONIZE": "1",
        "PYSPARK_PYTHON": sys.executable,
        "TZ": "UTC",
    }


def _settings(folder: Path, sizes: Sizes) -> None:
    """Writes what every session of it begins with; docs/scale.md names those that a cluster needs."""
    values = {
        "spark.driver.memory": f"{sizes.driver}m",
        "spark.executor.memory": f"{sizes.executor}m",
        "spark.executor.cores": str(sizes.cores),
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.local.dir": str(folder / "scratch"),
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
        "spark.hadoop.javax.jdo.option.ConnectionURL": f"jdbc:derby:;databaseName={folder}/metastore;create=true",
        "spark.driver.extraJavaOptions": f"-Dderby.system.home={folder} {JAVA}",
        "spark.executor.extraJavaOptions": JAVA,
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.ansi.enabled": "true",
        "spark.sql.ansi.doubleQuotedIdentifiers": "true",
        "spark.sql.parquet.inferTimestampNTZ.enabled": "false",
        "spark.sql.shuffle.partitions": str(sizes.shuffles),
        # A file is read by as many tasks as it has parts: with parts of 128 MB one worker does what is slow, and the
        # other waits.
        "spark.hadoop.parquet.block.size": str(1 << 20),
        "spark.sql.files.openCostInBytes": str(1 << 18),
    }
    (folder / "spark-defaults.conf").write_text("".join(f"{name} {value}\n" for name, value in values.items()))
    (folder / "log4j2.properties").write_text(
        "rootLogger.level = warn\nrootLogger.appenderRef.stdout.ref = console\nappender.console.type = Console\n"
        "appender.console.name = console\nappender.console.layout.type = PatternLayout\n"
        "appender.console.layout.pattern = %d %p %c{1}: %m%n%ex\n"
    )


def _ends_with_us() -> None:
    """Run in the child before it becomes Java: the system ends it when this process is gone."""
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    """Until somebody answers at the port."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
            said = [line[:300] for line in lines if not line.startswith("\tat ")][-8:]  # without Java's frames
            raise NoSpark(f"{log.stem} of Spark ended with {process.returncode}: " + "\n  ".join(said))
        if _answers(port):
            return
        time.sleep(0.5)
    raise NoSpark(f"{log.stem} of Spark did not answer on port {port} in {PATIENCE} seconds; see {log}")


def _answers(port: int) -> bool:
    """Whether anybody listens at a port of loopback."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@contextlib.contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP end the block as Ctrl-C does."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(running: list["subprocess.Popen[bytes]"]) -> None:
    """Stops all, the last one first; what does not end by itself is killed with all that it has started."""
    for process in reversed(running):
        process.terminate()
    until = time.monotonic() + GRACE
    for process in reversed(running):
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(max(0.1, until - time.monotonic()))
        with contextlib.suppress(ProcessLookupError):  # executors are of their worker's group
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
