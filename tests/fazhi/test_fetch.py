"""`fazhi fetch`, then the warehouse out of its store: what was expected, and what became of it."""

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from fazhi.build import reading
from ingest.fetching import connections, politeness

Fazhi = Callable[..., Result]
PAGE = """<html><head><meta charset="gb2312"></head><body><h1>赣州市2020年法治政府建设情况报告</h1>
<p>发布时间:2021-04-12</p><p>2020年,赣州市深入推进法治政府建设,坚持依法行政,现将情况报告如下。</p>
<p>市政府受理行政复议案件165件,审结行政复议案件160件,办理行政应诉案件88件。</p></body></html>"""
PAGES = {"/2020.html": PAGE.encode("gb18030"), "/notice.txt": "先把水烧开,再放面条。".encode()}
MODELS = "+aud_expected_reports +cmp_report_lateness"


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    class Pages(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = PAGES.get(self.path)
            self.send_response(200 if found else 404)
            self.send_header("Content-Length", str(len(found or b"")))
            self.end_headers()
            self.wfile.write(found or b"")

        def log_message(self, *_: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Pages) as server:
        monkeypatch.setenv(connections.ALLOWED, f"127.0.0.1:{server.server_port}")
        monkeypatch.setattr(politeness, "PAUSE", 0.0)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_from_a_register_to_the_reports_that_are_late(fazhi: Fazhi, site: str, tmp_path: Path, db: Path) -> None:
    register, store = tmp_path / "expected.csv", tmp_path / "store"
    rows = [f"{site}/2020.html,赣州市,2020", f"{site}/notice.txt,赣州市,2019", f"{site}/gone.html,南昌市,2020"]
    register.write_text("\n".join(["address,jurisdiction,year", *rows]), encoding="utf-8")
    done = fazhi("fetch", register, "--store", store)
    assert done.exit_code == 3
    assert done.stdout.splitlines() == [
        "pages      2 found, 0 changed, 0 unchanged, 1 gone, 0 refused, 0 failed, 0 not due",
        f"store      {store}",
        f"next       fazhi all {store}",
    ]
    assert done.stderr.startswith(f"gone       {site}/gone.html [gone]: the server answers 404")
    assert "3 not due" in fazhi("fetch", register, "--store", store).stdout

    landed = fazhi("land", store, "--db", db)
    assert landed.exit_code == 3
    assert "3 seen, 1 landed, 0 unchanged, 2 refused" in landed.stdout
    reading(db, MODELS)
    with duckdb.connect(str(db), read_only=True) as connection:
        found = connection.execute(
            "select address, jurisdiction_key, state, is_held, report_count, reason_code"
            " from marts.aud_expected_reports order by address"
        ).fetchall()
        late = connection.execute(
            "select jurisdiction_name, year, published_on::varchar, days_late, punctuality, address"
            " from marts.cmp_report_lateness order by punctuality, year"
        ).fetchall()
    assert found == [
        (f"{site}/2020.html", "360700", "found", True, 1, None),
        (f"{site}/gone.html", "360100", "gone", False, 0, "gone"),
        (f"{site}/notice.txt", "360700", "found", True, 0, "not_landed"),
    ]
    assert late == [
        ("赣州市", 2020, "2021-04-12", 11, "late", f"{site}/2020.html"),
        ("赣州市", 2019, None, None, "not_landed", f"{site}/notice.txt"),
        ("南昌市", 2020, None, None, "not_landed", f"{site}/gone.html"),
    ]


def test_a_malformed_register_is_an_error(fazhi: Fazhi, tmp_path: Path) -> None:
    register = tmp_path / "expected.csv"
    register.write_text("address,year\nexample.org/a,2020\n", encoding="utf-8")
    done = fazhi("fetch", register, "--store", tmp_path / "store")
    assert done.exit_code == 1
    assert "line 2, column address: “example.org/a”; allowed is a web address" in done.stderr
    assert not (tmp_path / "store").exists()
