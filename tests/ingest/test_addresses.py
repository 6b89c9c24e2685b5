"""Reports that the register knows by their web address."""

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ingest import addresses
from ingest.fetching import connections
from ingest.fetching.politeness import Politeness
from ingest.fetching.retrieval import Retriever
from ingest.landing import land

Write = Callable[..., Path]
Report = Callable[..., str]
Query = Callable[[str], list[tuple[Any, ...]]]
Statuses = Callable[[], list[tuple[Any, ...]]]


class Pages(http.server.BaseHTTPRequestHandler):
    """Serves `pages`; anything else is not found."""

    pages: dict[str, bytes] = {}  # noqa: RUF012 - shared on purpose

    def do_GET(self) -> None:
        data = self.pages.get(self.path)
        self.send_response(200 if data else 404)
        self.end_headers()
        self.wfile.write(data or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with http.server.HTTPServer(("127.0.0.1", 0), Pages) as server:
        monkeypatch.setenv(connections.ALLOWED, f"127.0.0.1:{server.server_port}")
        monkeypatch.setattr(addresses, "_retriever", lambda: Retriever(Politeness(pause=0), back_off=0))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_addresses_are_fetched_once_and_again_when_asked(
    report: Report, write: Write, db: Path, query: Query, statuses: Statuses, site: str
) -> None:
    lines = report().splitlines()
    source = "<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "<!-- visit 1 --></body></html>"
    Pages.pages = {"/%E6%8A%A5%E5%91%8A.html": source.encode("gb18030")}
    path = write("list.csv", f"address,year\n{site}/报告.html,2019\n{site}/gone.html,\n")
    summary = land(path, db)
    assert (summary.files_seen, summary.landed) == (2, 1)
    assert summary.refused[0][:2] == (f"{site}/gone.html", "unreachable")
    assert "404" in summary.refused[0][2]
    landed = query("select source_uri, source_name, address, format, report_year from raw.reports")
    assert landed == [(f"{site}/报告.html", "报告.html", f"{site}/报告.html", "html", 2019)]

    Pages.pages = {"/%E6%8A%A5%E5%91%8A.html": source.replace("visit 1", "visit 2").encode("gb18030")}
    assert land(path, db).load_id is None
    land(path, db, refetch=True)
    assert "same_text" in str(statuses())
    assert query("select count(*) from raw.reports") == [(1,)]

    Pages.pages = {"/%E6%8A%A5%E5%91%8A.html": source.replace("312", "313").encode("gb18030")}
    assert land(path, db, refetch=True).new_versions == 1
    assert land(path, db).load_id is None
