"""The small Spark of the acceptance: what it says where it cannot start. Nothing of Java is started here."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.spark import cluster
from tests.spark.cluster import NoSpark, started


@pytest.fixture
def pretended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Spark whose programs are scripts that end at once, and a Java that is there."""
    programs = tmp_path / "spark" / "bin"
    programs.mkdir(parents=True)
    for name in ("spark-class", "spark-submit"):
        (programs / name).write_text("#!/bin/sh\necho 'java.lang.Error: heap'\necho '\tat x.y'\nexit 3\n")
        (programs / name).chmod(0o755)
    monkeypatch.setattr(cluster, "_home", lambda: programs.parent)
    return programs.parent


def test_without_java_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoSpark, match="there is no Java on the PATH; install Java 17"), started(tmp_path / "s"):
        pass


def test_without_pyspark_it_says_where_it_would_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster.shutil, "which", lambda _: "/usr/bin/java")
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(NoSpark, match="pyspark is not installed"), started(tmp_path / "s"):
        pass


def test_a_process_that_ends_tells_what_it_said(pretended: Path, tmp_path: Path) -> None:
    with (
        pytest.raises(NoSpark, match=r"master of Spark ended with 3: java\.lang\.Error: heap$"),
        started(tmp_path / "s"),
    ):
        pass


def test_a_port_that_is_taken_is_told_and_what_was_started_is_stopped(
    pretended: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A master and workers that answer and stay.
    stay = "import socket, sys, time; s = socket.create_server(('127.0.0.1', int(sys.argv[1]))); time.sleep(600)"
    script = '#!/bin/sh\nport=0\nfor word; do [ "$last" = --port ] && port=$word; last=$word; done\n'
    (pretended / "bin" / "spark-class").write_text(f'{script}exec {sys.executable} -c "{stay}" $port\n')
    begun = []
    popen = cluster.subprocess.Popen
    monkeypatch.setattr(cluster.subprocess, "Popen", lambda *a, **k: begun.append(popen(*a, **k)) or begun[-1])
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        taken = f"thrift of Spark: port {port} is taken by another program"
        with pytest.raises(NoSpark, match=taken), started(tmp_path / "s", port=port):
            pass
    assert len(begun) == 3
    assert all(process.poll() is not None for process in begun)


def test_the_time_of_the_processor_is_that_of_a_process_and_of_all_that_it_has_started() -> None:
    # One that works, started by one that waits, started by one that waits.
    work = (
        "import time; until = time.process_time() + 0.3\nwhile time.process_time() < until: pass\nprint(flush=True)\n"
    )
    inner = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {work + 'input()'!r}])"
    outer = [sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"]
    with subprocess.Popen(outer, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.readline()  # the work is done, and all three are still there
        assert cluster.seconds_of(process.pid) >= 0.3
        process.communicate(b"\n")
    assert cluster.seconds_of(process.pid) == 0
