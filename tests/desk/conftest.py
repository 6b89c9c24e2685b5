"""A desk on the sample warehouse, or on a copy of it that a test has changed; stores in SQLite and PostgreSQL."""

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.testclient import TestClient

from desk.app import application
from desk.context import Desk
from desk.serving import opened
from desk.store import Store, open_store
from desk.verdict import Verdict, new_id, now

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
READER = "李"


def verdict(**told: object) -> Verdict:
    """A verdict that accepts a reading, but for what is told."""
    usual = {
        "verdict_id": new_id(),
        "follows": "",
        "report_sha256": "a" * 64,
        "char_start": 5,
        "number_text": "12",
        "sentence_sha256": "b" * 64,
        "part": "reading",
        "decision": "accept",
        "value_before": "service.one_visit_items",
        "value_after": "service.one_visit_items",
        "reader": READER,
        "decided_at": now(),
    }
    return Verdict(**{**usual, **told})


class Reader:
    """Somebody who works at a desk by its pages."""

    def __init__(self, app: Starlette) -> None:
        self.client = TestClient(app, base_url="http://127.0.0.1")
        self.text = ""

    def get(self, address: str) -> str:
        answer = self.client.get(address)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        self.text = answer.text
        return self.text

    def hidden(self, form: str = "decide") -> dict[str, str]:
        """The hidden fields of a form of the page that is open."""
        found = re.search(rf'<form[^>]*id="{form}".*?</form>', self.text, re.S)
        assert found, self.text
        return dict(_HIDDEN.findall(found[0]))

    @property
    def csrf(self) -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.text)
        assert found, self.text
        return found[1]

    @property
    def card(self) -> str:
        """The key of the card that is open."""
        found = re.search(r'data-card="([^"]+)"', self.text)
        assert found, self.text
        return found[1]

    def post(self, address: str, form: dict[str, str]) -> str:
        answer = self.client.post(address, data=form)
        assert answer.status_code == 200, (answer.status_code, answer.text)
        self.text = answer.text
        return self.text

    def decide(self, decision: str, **more: str) -> str:
        """Presses the key of a decision on the card that is open."""
        return self.post("/verdict", {**self.hidden(), "decision": decision, **more})

    def change(self, part: str, value: str) -> str:
        """Chooses another value of a part."""
        return self.post("/verdict", {**self.hidden("choice"), "part": part, "value": value})


@pytest.fixture(scope="session")
def warehouse(sample_run: Path) -> Path:
    return sample_run / "fazhi.duckdb"


@pytest.fixture
def copied(warehouse: Path, tmp_path: Path) -> Callable[..., Path]:
    """A copy of the warehouse on which statements were run."""

    def _copied(*statements: str) -> Path:
        path = tmp_path / "warehouse" / "fazhi.duckdb"
        path.parent.mkdir(exist_ok=True)
        # made beside it, and swapped in as a build does
        beside = path.with_name("beside.duckdb")
        shutil.copy(path if path.exists() else warehouse, beside)
        with duckdb.connect(str(beside)) as connection:
            for statement in statements:
                connection.execute(statement)
        beside.replace(path)
        return path

    return _copied


@pytest.fixture
def opened_desk(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    """Opens a desk on a warehouse, with a store of the test's own."""
    desks = []

    def _opened(db: Path, reader: str | None = READER, rules: Path | None = None, store: str = "") -> Desk:
        place = store or str(tmp_path / "desk.sqlite")
        desk = opened(db, place, reader=reader, needs_accounts=reader is None, rules=rules, files=())
        desks.append(desk)
        return desk

    yield _opened
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(warehouse: Path, opened_desk: Callable[..., Desk]) -> Desk:
    return opened_desk(warehouse)


@pytest.fixture
def reader(desk: Desk) -> Reader:
    return Reader(application(desk, {"127.0.0.1"}))


@contextlib.contextmanager
def served(desk: Desk) -> Iterator[str]:
    """The address at which a desk answers."""
    server = uvicorn.Server(
        uvicorn.Config(application(desk, {"127.0.0.1"}), port=0, log_level="warning", access_log=False)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture
def serve() -> Iterator[Callable[[Desk], str]]:
    """Lets a desk answer until the test has ended, and gives its address."""
    with contextlib.ExitStack() as open_:
        yield lambda desk: open_.enter_context(served(desk))


def _postgres() -> Path | None:
    found = shutil.which("initdb") or next(map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))), None)
    return Path(found).resolve().parent if found else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a database of our own, where PostgreSQL's server is installed."""
    programs = _postgres()
    if programs is None:
        pytest.skip("NO POSTGRESQL: its server (initdb, pg_ctl) is not installed, so the store is not tried on it")
    # it starts for no root, and sockets have short paths
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="fazhi-pg-"))
    if user:
        shutil.chown(folder, user)

    def run(*command: str) -> None:
        done = subprocess.run(command, capture_output=True, text=True, check=False, user=user, cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr

    data, quiet = str(folder / "data"), str(folder / "log")
    run(str(programs / "initdb"), "-D", data, "-U", "fazhi", "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-k {folder} -c listen_addresses="
    run(str(programs / "pg_ctl"), "-D", data, "-l", quiet, "-o", options, "-w", "start")
    try:
        yield f"postgresql://fazhi@/postgres?host={folder}"
    finally:
        run(str(programs / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a store is, of each kind."""
    if request.param == "sqlite":
        return str(tmp_path / "store" / "desk.sqlite")
    url: str = request.getfixturevalue("postgres")
    with open_store(url).engine.begin() as connection:
        connection.exec_driver_sql("truncate verdicts, samples, sample_items, accounts, sessions, settings")
    return url


@pytest.fixture
def store(where: str) -> Iterator[Store]:
    found = open_store(where)
    yield found
    found.close()
