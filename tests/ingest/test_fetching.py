"""Fetching: what a round brings into the store, politeness, and what is never asked. The server is our own."""

import datetime
import gzip
import json
import os
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ground.errors import BrokenFile, RegisterError, StoreError, TooLarge, UnreachableAddress
from ingest.fetching import connections, holdings, retrieval, rounds
from ingest.fetching.connections import ask, is_public
from ingest.fetching.holdings import Holdings
from ingest.fetching.politeness import Politeness
from ingest.fetching.retrieval import Retriever
from ingest.fetching.rounds import Round, fetch_due
from ingest.landing import land
from ingest.sources import find_sources
from tests.documents import as_zip
from tests.ingest.sites import Site

Report = Callable[..., str]
Query = Callable[[str], list[tuple[Any, ...]]]
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture
def store(tmp_path: Path) -> Holdings:
    return Holdings(tmp_path / "store")


def now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


def held(tmp_path: Path) -> Holdings:
    return Holdings(tmp_path / "store")


def test_a_round_keeps_what_comes_under_its_hash_with_what_the_server_said(
    fetch: Callable[..., Round], site: Site, tmp_path: Path, report: Report
) -> None:
    body = report().encode()
    site.pages = {"/a.txt": (200, {"ETag": '"1"', "Content-Type": "text/plain", "X-Site": "溪".encode().hex()}, body)}
    done = fetch("/a.txt,溪山市人民政府,溪山市,2020,government", "/gone.html,,,2019,")
    assert dict(done.outcomes) == {"found": 1, "gone": 1}
    assert [(attempt.outcome, attempt.status) for attempt in done.troubles] == [("gone", 404)]
    attempt = held(tmp_path).current()[f"{site.address}/a.txt"]
    path = held(tmp_path).path_of(attempt.sha256 or "")
    assert path.read_bytes() == body
    assert path.stat().st_mode & 0o222 == 0
    about = json.loads(path.with_name(f"{path.name}.json").read_text())
    assert (about["address"], about["headers"]["etag"]) == (f"{site.address}/a.txt", '"1"')
    assert (attempt.etag, attempt.content_type, attempt.byte_count) == ('"1"', "text/plain", len(body))
    agent = site.asked[-1][1]["user-agent"]
    assert agent.startswith("fazhi/")
    assert {agent} == {headers["user-agent"] for _, headers in site.asked}


def test_only_what_is_due_is_asked_for_and_only_what_is_new_comes(
    fetch: Callable[..., Round], site: Site, tmp_path: Path
) -> None:
    site.pages = {"/a": (200, {"ETag": '"1"'}, "甲".encode()), "/b": (200, {"Last-Modified": "x"}, "乙".encode())}
    rows = ("/a,,,2020,", "/b,,,2020,", f"/later,,,{now().year},")
    assert (dict(fetch(*rows).outcomes), fetch(*rows).not_due) == ({"found": 2}, 3)
    assert site.paths() == ["/a", "/b"]
    assert dict(fetch(*rows, again_after=0).outcomes) == {"unchanged": 2}
    assert site.asked[-2][1]["if-none-match"] == '"1"'
    assert site.asked[-1][1]["if-modified-since"] == "x"
    site.pages["/a"] = (200, {"ETag": '"2"'}, "丙".encode())
    assert dict(fetch(*rows, again_after=0).outcomes) == {"changed": 1, "unchanged": 1}
    assert len(list((tmp_path / "store" / "objects").glob("*/*[!n]"))) == 3
    site.pages["/a"] = (410, {}, b"")
    assert dict(fetch(*rows, again_after=0).outcomes) == {"gone": 1, "unchanged": 1}
    current = held(tmp_path).current()[f"{site.address}/a"]
    assert held(tmp_path).path_of(current.sha256 or "").read_bytes() == "丙".encode()
    site.pages["/a"] = (200, {}, "丙".encode())
    assert dict(fetch(*rows, again_after=0).outcomes) == {"unchanged": 2}


def test_a_round_that_was_broken_off_is_gone_on_with(fetch: Callable[..., Round], site: Site, tmp_path: Path) -> None:
    site.pages = {"/a": (200, {}, b"a"), "/b": (200, {}, b"b")}
    fetch("/a,,,2020,")
    with (tmp_path / "store" / holdings.LOG).open("ab") as log:
        log.write(b'{"address": "half a li')
    assert dict(fetch("/a,,,2020,", "/b,,,2020,").outcomes) == {"found": 1}
    assert site.paths() == ["/a", "/b"]
    assert len(held(tmp_path).attempts) == 2
    assert set(held(tmp_path).expected()) == {f"{site.address}/a", f"{site.address}/b"}


def test_faults_that_pass_are_waited_for_and_a_time_that_the_server_names_is_kept(
    fetch: Callable[..., Round], site: Site, waits: list[float], tmp_path: Path
) -> None:
    site.pages = {
        "/a": [(503, {"Retry-After": "30"}, b""), (500, {}, b""), (200, {}, b"a")],
        "/b": [(503, {}, b"")] * 3,
        "/c": (429, {"Retry-After": "86400"}, b""),
    }
    done = fetch("/a,,,2020,", "/b,,,2020,", "/c,,,2020,")
    assert dict(done.outcomes) == {"found": 1, "failed": 2}
    assert (site.paths().count("/a"), site.paths().count("/b"), site.paths().count("/c")) == (3, 3, 1)
    assert any(29 < wait <= 30 for wait in waits)
    assert 2 * retrieval.BACK_OFF in waits
    site.pages["/b"] = (200, {}, b"b")
    again = fetch("/a,,,2020,", "/b,,,2020,", "/c,,,2020,")
    assert (dict(again.outcomes), again.not_due) == ({"found": 1}, 2)
    assert site.paths().count("/c") == 1


def test_what_robots_txt_forbids_is_not_asked_for_and_its_pause_is_made(
    fetch: Callable[..., Round], site: Site, waits: list[float]
) -> None:
    rules = "User-agent: *\nDisallow: /\n\nUser-agent: fazhi\nDisallow: /private\nCrawl-delay: 7\n"
    site.pages = {"/robots.txt": (200, {}, rules.encode()), "/a": (200, {}, b"a"), "/b": (200, {}, b"b")}
    done = fetch("/private/x,,,2020,", "/a,,,2020,", "/b,,,2020,")
    assert dict(done.outcomes) == {"refused": 1, "found": 2}
    assert "robots.txt does not allow it" in (done.troubles[0].reason or "")
    assert site.paths() == ["/a", "/b"]
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    assert waits[-1] == 7.0
    assert site.most_at_once == 1


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_robots_txt_cannot_be_had_nothing_is_asked(fetch: Callable[..., Round], site: Site, status: int) -> None:
    site.pages = {"/robots.txt": (status, {}, b""), "/a": (200, {}, b"a")}
    assert dict(fetch("/a,,,2020,").outcomes) == {"failed": 1}
    assert site.paths() == []


def test_redirects_are_followed_within_bounds_and_each_is_checked(
    fetch: Callable[..., Round], site: Site, tmp_path: Path
) -> None:
    site.pages = {
        "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /closed\n"),
        "/a": (302, {"Location": "/b"}, b""),
        "/b": (301, {"Location": "/c"}, b""),
        "/c": (200, {}, b"c"),
        "/round": (302, {"Location": "/round"}, b""),
        "/in": (302, {"Location": "http://127.0.0.2/x"}, b""),
        "/meta": (302, {"Location": "http://169.254.169.254/latest"}, b""),
        "/file": (302, {"Location": "file:///etc/passwd"}, b""),
        "/shut": (302, {"Location": "/closed"}, b""),
    }
    rows = [f"{path},,,2020," for path in ("/a", "/round", "/in", "/meta", "/file", "/shut")]
    done = fetch(*rows)
    assert dict(done.outcomes) == {"found": 1, "refused": 5}
    attempt = held(tmp_path).current()[f"{site.address}/a"]
    assert (attempt.final_address, attempt.redirects) == (
        f"{site.address}/c",
        (f"{site.address}/b", f"{site.address}/c"),
    )
    reasons = " ".join(attempt.reason or "" for attempt in done.troubles)
    for said in (
        "more than 5 times",
        "private network (127.0.0.2)",
        "169.254.169.254",
        "no web address",
        "does not allow",
    ):
        assert said in reasons


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/a",
        "http://localhost/a",
        "http://[::1]/a",
        "http://0.0.0.0/a",
        "http://2130706433/a",
        "http://10.1.2.3/a",
        "http://169.254.169.254/a",
        "http://[::ffff:127.0.0.1]/a",
        "http://[fe80::1]/a",
        "http://user:word@example.org/a",
        "http://example.org:22/a",
        "ftp://example.org/a",
        "http:///a",
    ],
)
def test_what_is_not_public_is_never_connected_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connected(*_: object, **__: object) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr(socket.socket, "connect", connected)
    found = Retriever(Politeness(pause=0), back_off=0).get(address)
    assert found.outcome in ("refused", "failed")
    assert found.outcome == "refused" or "is not known" in (found.reason or "")


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("114.114.114.114", True),
        ("2400:3200::1", True),
        ("192.168.0.1", False),
        ("172.16.0.1", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("fd00::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(ip: str, public: bool) -> None:
    assert is_public(ip) is public


def test_a_host_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    infos = [(socket.AF_INET, 1, 6, "", (ip, 80)) for ip in ("114.114.114.114", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: infos)
    found = Retriever(Politeness(pause=0), back_off=0).get("http://example.org/a")
    assert (found.outcome, found.reason_code) == ("refused", "refused_address")
    assert "10.0.0.1" in (found.reason or "")


def test_answers_are_bounded_also_where_they_unfold(site: Site) -> None:
    site.pages = {
        "/big": (200, {}, b"x" * 5000),
        "/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 3_000_000)),
        "/packed": (200, {"Content-Encoding": "gzip"}, gzip.compress("甲".encode())),
        "/short": (200, {"Content-Length": "9999"}, b"x"),
    }
    for path in ("/big", "/bomb"):
        with pytest.raises(TooLarge):
            ask(site.address + path, {}, limit=4000)
    assert ask(f"{site.address}/packed", {}).body == "甲".encode()
    with pytest.raises(UnreachableAddress):
        ask(f"{site.address}/short", {})


def test_a_server_that_lets_bytes_drip_is_left(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages = {"/slow": (200, {"Content-Length": "600"}, b"x" * 600)}
    site.drip = 0.02
    monkeypatch.setattr(connections, "SECONDS", 0.5)
    began = time.monotonic()
    with pytest.raises(UnreachableAddress):
        ask(f"{site.address}/slow", {})
    assert time.monotonic() - began < 5


def test_a_certificate_must_name_the_host_and_be_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    site = Site()
    site.pages = {"/a": (200, {}, b"a")}
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    threading.Thread(target=site.server.serve_forever, args=(0.02,), daemon=True).start()
    port = site.server.server_port
    monkeypatch.setenv(connections.ALLOWED, f"localhost:{port},127.0.0.1:{port}")
    for trusted, host, outcome in (
        (False, "localhost", "refused"),
        (True, "127.0.0.1", "refused"),
        (True, "localhost", "got"),
    ):
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        found = Retriever(Politeness(pause=0), back_off=0).get(f"https://{host}:{port}/a")
        assert found.outcome == outcome, (trusted, host, found.reason)
        assert outcome == "got" or "does not prove who it is" in (found.reason or "")
    site.server.shutdown()
    site.server.server_close()


def test_a_store_lands_with_what_its_register_knows_and_sql_can_ask_what_became_of_it(
    fetch: Callable[..., Round], site: Site, tmp_path: Path, report: Report, db: Path, query: Query
) -> None:
    site.pages = {"/r?id=1": (200, {}, report(2020).encode()), "/b.txt": (503, {}, b"")}
    rows = ("/r?id=1,溪山市司法局,溪山市,2019,部门", "/b.txt,,,2018,", "/gone.html,,,2017,", f"/later,,,{now().year},")
    fetch(*rows)
    summary = land(tmp_path / "store", db)
    assert (summary.landed, sorted(code for _, code, _ in summary.refused)) == (1, ["unreachable", "unreachable"])
    assert query("select source_uri, address, issuer, report_kind, report_year from raw.reports") == [
        (f"{site.address}/r?id=1", f"{site.address}/r?id=1", "溪山市司法局", "department", 2019)
    ]
    assert query("select count(*), count(kind) from raw.expected") == [(4, 1)]
    assert query("select outcome, status from raw.fetches order by outcome") == [
        ("failed", 503),
        ("found", 200),
        ("gone", 404),
    ]
    assert land(tmp_path / "store", db).load_id is None
    site.pages["/r?id=1"] = (200, {}, report(2020, cases=400).encode())
    fetch(*rows, again_after=0)
    assert land(tmp_path / "store", db).new_versions == 1
    assert query("select count(*) from raw.fetches") == [(6,)]
    fetch("/r?id=1,溪山市司法局,溪山市,2018,部门")
    assert land(tmp_path / "store", db).load_id is not None
    assert query("select year from raw.expected where issuer is not null") == [(2018,)]
    register = tmp_path / "store" / "register.csv"
    register.write_text("\n".join(line for line in register.read_text().splitlines() if "gone" not in line))
    land(tmp_path / "store", db)
    assert query("select count(*), count(*) filter (where address like '%gone%') from raw.expected") == [(3, 0)]


def test_an_archive_that_was_fetched_is_looked_into(
    fetch: Callable[..., Round], site: Site, tmp_path: Path, report: Report
) -> None:
    site.pages = {"/a.zip": (200, {}, as_zip({"r.txt": report()}))}
    fetch("/a.zip,,,2020,")
    assert [source.uri for source in find_sources(tmp_path / "store")] == [f"{site.address}/a.zip!/r.txt"]


def test_an_object_that_is_not_what_it_was_is_refused(
    fetch: Callable[..., Round], site: Site, tmp_path: Path, report: Report
) -> None:
    site.pages = {"/a": (200, {}, report().encode())}
    fetch("/a,,,2020,")
    (source,) = find_sources(tmp_path / "store")
    assert source.path
    source.path.chmod(0o644)
    source.path.write_text(report(cases=999))
    with pytest.raises(BrokenFile, match="fetch again"):
        source.read()
    source.path.unlink()
    assert dict(fetch("/a,,,2020,", again_after=0).outcomes) == {"unchanged": 1}
    assert source.read() == report().encode()


def test_what_a_store_refuses(fetch: Callable[..., Round], site: Site, tmp_path: Path) -> None:
    register = tmp_path / "files.csv"
    register.write_text("file,year\na.txt,2020\n")
    with pytest.raises(RegisterError, match="no row has an address"):
        fetch_due(register, tmp_path / "store")
    register.write_text("address,year\nhttp://example.org/a,2020\nhttp://example.org/a,2019\n")
    with pytest.raises(RegisterError, match="lines 2 and 3: they say two things"):
        fetch_due(register, tmp_path / "store")
    register.write_text("address,kind\nhttp://example.org/a,village\n")
    with pytest.raises(RegisterError, match="column kind: “village”; allowed is government"):
        fetch_due(register, tmp_path / "store")
    register.write_text("address\nhttp://example.org/a\n")
    with pytest.raises(StoreError, match="no store, and not empty"):
        fetch_due(register, tmp_path)
    with held(tmp_path).opened(), pytest.raises(StoreError, match="another run is fetching"):
        fetch("/a,,,2020,")
    (tmp_path / "store" / holdings.MARKER).chmod(0o644)
    (tmp_path / "store" / holdings.MARKER).write_text('{"layout": 99}')
    with pytest.raises(StoreError, match="its layout is 99"):
        held(tmp_path)


def test_what_a_killed_run_had_begun_to_write_is_no_hindrance(
    fetch: Callable[..., Round], site: Site, tmp_path: Path, report: Report
) -> None:
    """Killed before the store was one, and then while it kept a content, which nobody may write to any more."""
    site.pages = {"/a": (200, {}, report().encode())}
    store = tmp_path / "store"
    store.mkdir()
    (store / ".lock").touch()
    for _ in range(2):
        (store / ".new").write_text("hal")
        (store / ".new").chmod(0o444)
        assert fetch("/a,,,2020,", again_after=0).outcomes.total() == 1
        assert {path.name for path in store.iterdir()} == {
            ".lock",
            "fazhi-store.json",
            "log.jsonl",
            "objects",
            "register.csv",
        }


def test_hosts_take_turns() -> None:
    addresses = ["http://a/1", "http://a/2", "http://b/1", "http://a/3", "http://c/1"]
    turns = list(rounds._in_turn(addresses))
    assert turns == ["http://a/1", "http://b/1", "http://c/1", "http://a/2", "http://a/3"]


def test_the_allowance_is_for_one_host_and_port(site: Site) -> None:
    assert os.environ[connections.ALLOWED].startswith("127.0.0.1:")
    found = Retriever(Politeness(pause=0), back_off=0).get(site.address.replace("127.0.0.1", "localhost") + "/a")
    assert found.outcome == "refused"
