"""The wheel: what is in it, and that it works where there is no checkout and nothing may be written beside the code."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PARTS = ("ground", "ingest", "publish", "fazhi", "vocabulary", "desk", "models", "seeds", "macros", "analyses",
         "tests/data", "reports", "requirements")  # fmt: skip
FILES = ("setup.py", "pyproject.toml", "dbt_project.yml", "profiles.yml", "LICENSE", "NOTICE")
PROJECT = ("models", "seeds", "macros", "analyses", "tests/data")
REPORT = """江西省南昌市2021年法治政府建设情况报告
2021年,南昌市深入推进法治政府建设,坚持依法行政,现将情况报告如下。
全市受理行政复议案件318件,办结291件。
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel, built out of a copy: a build leaves by-products beside its sources."""
    source = tmp_path_factory.mktemp("source")
    for name in PARTS:
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, source / name)
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(out)]
    done = subprocess.run([*command, str(source)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = out.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An environment with the wheel, and with the libraries of this one; nothing in it may be written."""
    environment = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment)], check=True)
    python = environment / "bin" / "python"
    command = [sys.executable, "-m", "pip", "--python", str(python), "install", "-q", "--no-deps", "--no-index"]
    done = subprocess.run([*command, str(wheel)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (folder,) = environment.glob("lib/python*/site-packages")
    # A path in a .pth file brings libraries, but not the .pth of the checkout among them.
    (folder / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    _may_be_written(environment, False)
    yield environment
    _may_be_written(environment, True)


def _may_be_written(folder: Path, allowed: bool) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            mode = path.stat().st_mode
            path.chmod(mode | 0o200 if allowed else mode & ~0o222)


def _run(site: Path, where: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    names = ("PYTHONPATH", "FAZHI_PARSED", "FAZHI_DB", "FAZHI_RULES", "FAZHI_LANG", "LC_ALL", "LANG")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    return subprocess.run(
        [str(site / "bin" / "fazhi"), *arguments],
        cwd=where,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def _contents(site: Path) -> dict[str, int]:
    """The files of an environment with their times; what Python compiles for itself is no file of ours."""
    return {
        str(path.relative_to(site)): path.stat().st_mtime_ns
        for path in site.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_the_whole_project_is_in_the_wheel(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for name in PROJECT:
        for path in (ROOT / name).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"fazhi/project/{path.relative_to(ROOT)}" in inside
    for package, folder in (("publish", "publish/page/assets"), ("fazhi", "fazhi/starting")):
        for path in (ROOT / folder).rglob("*"):
            assert path.is_dir() or str(path.relative_to(ROOT)) in inside, package
    assert not [name for name in inside if name.split("/")[0] in ("models", "seeds", "macros", "tests")]


def test_it_lands_away_from_the_checkout(site: Path, tmp_path: Path) -> None:
    before = _contents(site)
    assert _run(site, tmp_path, "init", "work").returncode == 0
    (tmp_path / "work" / "reports" / "2021.txt").write_text(REPORT, encoding="utf-8")
    done = _run(site, tmp_path / "work", "land")
    assert done.returncode == 0, done.stderr
    assert "1 seen, 1 landed" in done.stdout
    told = _run(site, tmp_path / "work", "doctor")
    assert str(site) in told.stdout
    assert str(ROOT) not in told.stdout
    assert _contents(site) == before


@pytest.mark.proof
def test_it_builds_and_answers_away_from_the_checkout(site: Path, tmp_path: Path) -> None:
    before = _contents(site)
    assert _run(site, tmp_path, "init", "work").returncode == 0
    work = tmp_path / "work"
    (work / "reports" / "2021.txt").write_text(REPORT, encoding="utf-8")
    done = _run(site, work, "all")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (work / "exports" / "fazhi_tables.xlsx").is_file()
    assert (work / "site" / "index.html").is_file()
    assert not [path.name for path in (work / "warehouse").iterdir() if path.is_dir()]  # no by-products are left
    again = _run(site, work, "all")
    assert "nothing has changed in exports" in again.stdout
    answer = _run(site, work, "ask", "受理行政复议", "--year", "2021")
    assert "318" in answer.stdout, answer.stderr
    assert "南昌市" in answer.stdout
    assert _contents(site) == before
