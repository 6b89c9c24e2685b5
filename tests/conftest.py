"""Fixtures that several folders share."""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
ROOT = Path(__file__).resolve().parents[1]
# What is said of scans must not depend on what is installed beside; tests that read them take this away.
os.environ["FAZHI_OCR"] = "off"
os.environ["FAZHI_LANG"] = "en"  # whatever the locale is of whoever runs them
# What builds a warehouse or compiles the whole project, by its folder or by what its module calls: `make check` leaves
# it out.
BUILDING_FOLDERS = {"analyses", "deploy", "dresses", "fazhi", "gold", "hostile", "semantic"}
BUILDING_CALLS = (
    *("built_from_texts", "sample_run", "build.build(", "dbtRunner", "fazhi.build import reading"),
    *("Models(", "tests.engines import"),
)


def pytest_configure(config: pytest.Config) -> None:
    """What the processes that test share: what dbt has read of the project, and the samples' warehouse."""
    if "FAZHI_PARSED" not in os.environ:
        os.environ["FAZHI_PARSED"] = tempfile.mkdtemp(prefix="fazhi-parsed-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop("FAZHI_PARSED"), ignore_errors=True))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks as `warehouse` what builds one, and puts it first: the long files begin before the many short ones."""
    builds: dict[Path, bool] = {}
    for item in items:
        if item.path not in builds:
            called = item.path.read_text(encoding="utf-8")
            folders = set(item.path.relative_to(ROOT).parts)
            builds[item.path] = bool(folders & BUILDING_FOLDERS) or any(call in called for call in BUILDING_CALLS)
        if builds[item.path]:
            item.add_marker("warehouse")
    items.sort(key=lambda item: not builds[item.path])


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The main job, run once on the sample reports; the folder holds `fazhi.duckdb`, `exports/` and `site/`.

    Of several processes that test, one runs it, while the others wait; each has a copy of its own.
    """
    made, folder = Path(os.environ["FAZHI_PARSED"]) / "samples", tmp_path_factory.mktemp("samples")
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            new = made.with_suffix(".new")
            shutil.rmtree(new, ignore_errors=True)
            command = [sys.executable, "-m", "fazhi", "all", str(ROOT / "reports"), "--db", str(new / "fazhi.duckdb")]
            command += ["--exports", str(new / "exports"), "--page", str(new / "site")]
            done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
            assert done.returncode == 0, done.stdout + done.stderr
            new.rename(made)
    shutil.copytree(made, folder, dirs_exist_ok=True)
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
