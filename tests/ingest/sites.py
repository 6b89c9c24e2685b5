"""A server of our own, and rounds of fetching from it that take no time."""

import http.server
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.fetching import connections
from ingest.fetching.politeness import Politeness
from ingest.fetching.retrieval import Retriever
from ingest.fetching.rounds import Round, fetch_due

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """A server on this machine: `pages` by path (an answer, or several in turn); `asked` is what it was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, Answer | list[Answer]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.drip = 0.0  # seconds between two bytes
        self.at_once = self.most_at_once = 0
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.at_once += 1
                site.most_at_once = max(site.most_at_once, site.at_once)
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                found = site.pages.get(self.path, (404, {}, b""))
                status, headers, body = found.pop(0) if isinstance(found, list) else found
                if status == 200 and headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                site.at_once -= 1  # before the answer is whole: who has it may ask for the next page at once
                self.end_headers()
                for at in range(0, len(body), 1 if site.drip else len(body) or 1):
                    self.wfile.write(body[at : at + 1] if site.drip else body)
                    time.sleep(site.drip)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    made = Site()
    monkeypatch.setenv(connections.ALLOWED, f"127.0.0.1:{made.server.server_port}")
    threading.Thread(target=made.server.serve_forever, args=(0.02,), daemon=True).start()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def waits() -> list[float]:
    """The pauses that were made; none of them takes any time."""
    return []


@pytest.fixture
def fetch(tmp_path: Path, site: Site, waits: list[float]) -> Callable[..., Round]:
    """A round through a register of these rows: `fetch("/a.html,溪山市人民政府,溪山市,2020,government")`."""
    clock = [0.0]

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        clock[0] += seconds

    def _fetch(*rows: str, again_after: int = 7) -> Round:
        register = tmp_path / "list.csv"
        register.write_text("address,issuer,jurisdiction,year,kind\n" + "\n".join(site.address + row for row in rows))
        politeness = Politeness(clock=lambda: clock[0], sleep=sleep)
        return fetch_due(register, tmp_path / "store", again_after=again_after, retriever=Retriever(politeness))

    return _fetch
