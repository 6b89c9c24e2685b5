"""Fixtures that several folders share."""

import fcntl
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ROOT = Path(__file__).resolve().parents[1]
MEMORY, ROOM = Path("/dev/shm"), 10 * 1024**3  # noqa: S108 - a folder in memory, and room for far more than the tests write
# What is said of scans must not depend on what is installed beside; tests that read them take this away.
os.environ["FAZHI_OCR"] = "off"
os.environ["FAZHI_LANG"] = "en"  # whatever the locale is of whoever runs them
# What builds a warehouse or compiles the whole project, by its folder or by what its module calls: `make check` leaves
# it out.
BUILDING_FOLDERS = {"analyses", "deploy", "dresses", "fazhi", "gold", "hostile", "semantic"}
BUILDING_CALLS = (
    *("built_from_texts", "sample_run", "build.build(", "dbtRunner", "fazhi.build import reading"),
    *("modelled(", "seeded(", "models(db,", "tests.engines import"),
)


def pytest_configure(config: pytest.Config) -> None:
    """Where the tests' files go, and what the processes that test share: what dbt has read of the project, and the
    samples' warehouse."""
    if "TMPDIR" not in os.environ and _has_room(MEMORY):
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)
    if "FAZHI_PARSED" not in os.environ:
        os.environ["FAZHI_PARSED"] = tempfile.mkdtemp(prefix="fazhi-parsed-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop("FAZHI_PARSED"), ignore_errors=True))
        _begin_with_what_lint_has_read()


def _has_room(memory: Path) -> bool:
    """Whether a folder in memory takes all that the tests write: they need not wait for a disk at each commit."""
    if not memory.is_dir() or os.statvfs(memory).f_flag & os.ST_NOEXEC:
        return False
    available = re.search(r"^MemAvailable: +(\d+) kB$", Path("/proc/meminfo").read_text(), re.MULTILINE)
    return min(shutil.disk_usage(memory).free, int(available[1]) * 1024 if available else 0) > ROOM


def _begin_with_what_lint_has_read() -> None:
    """Where nothing of the project has changed since `make lint` parsed it, nobody need parse it again."""
    from fazhi.build import PARSED, kept_for
    from fazhi.inputs import FILES, FOLDERS

    read, kept = ROOT / "target" / PARSED, kept_for(Path("fazhi.duckdb"))
    project = [path for name in (*FILES, *FOLDERS) for path in (ROOT / name, *(ROOT / name).rglob("*"))]
    if kept and read.is_file() and max(path.stat().st_mtime for path in project) < read.stat().st_mtime:
        kept.parent.mkdir()
        shutil.copyfile(read, kept)


@functools.cache
def builds(path: Path) -> bool:
    """Whether a file of tests builds a warehouse or compiles the project."""
    if set(path.relative_to(ROOT).parts) & BUILDING_FOLDERS:
        return True
    called = path.read_text(encoding="utf-8")
    return any(call in called for call in BUILDING_CALLS)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves unread what `make check` leaves out: to load it costs as much as many a test."""
    is_asked_for = "not warehouse" not in config.getoption("markexpr")
    return None if is_asked_for or collection_path.suffix != ".py" or not builds(collection_path) else True


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks as `warehouse` what builds one, and puts it first: the long files begin before the many short ones.

    Of the files that need the samples' warehouse the first begins at once and makes it; the others come after those
    that make one of their own, so that no process waits for it.
    """
    on_samples = list(dict.fromkeys(item.path for item in items if "sample_run" in getattr(item, "fixturenames", ())))
    turns = dict.fromkeys(on_samples, 2) | dict.fromkeys(on_samples[:1], 0)
    for item in items:
        if builds(item.path):
            item.add_marker("warehouse")
    items.sort(key=lambda item: turns.get(item.path, 1 if builds(item.path) else 3))


def once(name: str, make: Callable[[Path], None]) -> Path:
    """A folder that `make` fills for all processes that test: one does, while the others that ask for it wait."""
    folder = Path(os.environ["FAZHI_PARSED"]) / name
    with folder.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (is_made := folder.with_suffix(".made")).exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            is_made.touch()
    return folder


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The main job, run once on the sample reports; the folder holds `fazhi.duckdb`, `exports/` and `site/`.

    Each process that tests has a copy of its own. dbt's tests of units depend on the project and the tools alone: what
    has passed with the same ones is not run again.
    """
    from fazhi.inputs import project_hash

    passed = ROOT / "target" / "units" / project_hash()

    def run(new: Path) -> None:
        command = [sys.executable, "-m", "fazhi", "all", str(ROOT / "reports"), "--db", str(new / "fazhi.duckdb")]
        command += ["--exports", str(new / "exports"), "--page", str(new / "site")]
        without = {"DBT_EXCLUDE_RESOURCE_TYPES": "unit_test"} if passed.is_file() else {}
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=ROOT, env={**os.environ, **without}
        )
        assert done.returncode == 0, done.stdout + done.stderr
        passed.parent.mkdir(parents=True, exist_ok=True)
        passed.touch()

    folder = tmp_path_factory.mktemp("samples")
    shutil.copytree(once("samples", run), folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Chromium, as `requirements/browser.sh` finds or installs it; FAZHI_BROWSER names another."""
    from playwright.sync_api import sync_playwright

    program = os.environ.get("FAZHI_BROWSER") or shutil.which("chromium")
    assert program, "there is no browser: run `bash requirements/browser.sh`, or name one in FAZHI_BROWSER"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
