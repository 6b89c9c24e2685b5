"""The Containerfile copies what there is; where an engine and its base image are to be had it is built and run."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

FILE = ROOT / "Containerfile"
TEXT = FILE.read_text(encoding="utf-8")
ENGINE = shutil.which("podman") or shutil.which("buildah")
IMAGE = "localhost/fazhi-test"
REPORT = "江西省南昌市2021年法治政府建设情况报告\n2021年,南昌市深入推进法治政府建设。\n全市受理行政复议案件318件。\n"


def copied() -> Iterator[str]:
    for line in re.findall(r"^COPY (?!--from)(.+)$", TEXT, re.MULTILINE):
        yield from line.split()[:-1]


def test_what_it_copies_is_there() -> None:
    names = list(copied())
    assert [name for name in names if not (ROOT / name).exists()] == []
    ignored = (ROOT / ".containerignore").read_text(encoding="utf-8").split()
    assert set(names).isdisjoint(ignored)


def test_it_copies_all_that_the_wheel_is_made_of() -> None:
    made_of = re.search(r"^FOLDERS = \((.+)\)$", (ROOT / "setup.py").read_text(encoding="utf-8"), re.MULTILINE)
    assert made_of
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert {*re.findall(r'"(.+?)"', made_of[1]), *packages} <= set(copied())


def test_it_does_not_run_as_root_and_begins_with_the_command() -> None:
    assert re.search(r"^USER [1-9]\d*$", TEXT, re.MULTILINE)
    assert 'ENTRYPOINT ["fazhi"]' in TEXT


@pytest.mark.proof
@pytest.mark.skipif(not ENGINE, reason="NOT TESTED: neither podman nor buildah is here, so that no container was built")
def test_it_is_built_and_runs(tmp_path: Path) -> None:
    assert ENGINE
    base = re.search(r"^ARG BASE=(\S+)", TEXT, re.MULTILINE)
    assert base
    pulled = subprocess.run([ENGINE, "pull", base[1]], capture_output=True, text=True, check=False, timeout=600)
    if pulled.returncode:
        pytest.skip(f"NOT TESTED: {base[1]} cannot be had here: {pulled.stderr.strip()[-300:]}")
    command = [ENGINE, "build", "-q", "-t", IMAGE, "-f", str(FILE), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr[-3000:]
    if not ENGINE.endswith("podman"):
        pytest.skip("NOT TESTED: built by buildah, which runs no image by its entrypoint; podman does")
    work = tmp_path / "work"
    (work / "reports").mkdir(parents=True)
    work.chmod(0o777)
    (work / "reports" / "2021.txt").write_text(REPORT, encoding="utf-8")
    run = [ENGINE, "run", "--rm", "--network", "none", "--read-only", "--tmpfs", "/tmp"]  # noqa: S108 - inside it
    run += ["-v", f"{work}:/work", IMAGE]
    done = subprocess.run([*run, "all"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (work / "exports" / "fazhi_tables.xlsx").is_file()
