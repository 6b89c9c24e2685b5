"""One address that breaks something stops no other, half an answer is none, and no password is written down."""

import gzip
import json
import os
import socket
import threading
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from ground.errors import RefusedAddress, StoreError, UnreachableAddress
from ingest.fetching import bodies, connections, politeness, retrieval
from ingest.fetching.connections import ask, without_secrets
from ingest.fetching.holdings import MARKER, Holdings
from ingest.fetching.politeness import Politeness
from ingest.fetching.retrieval import Retriever, leads_astray
from ingest.fetching.rounds import Round
from tests.ingest.sites import Site

Fetch = Callable[..., Round]
PAGE = "溪山市2020年法治政府建设情况报告".encode()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[bytes], str]]:
    """The address of a server that answers these bytes, whatever it is asked, and closes the connection."""
    sockets: list[socket.socket] = []

    def serve(listener: socket.socket, answer: bytes) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                asked = connection.recv(65536)
                connection.sendall(
                    b"HTTP/1.1 404 no\r\nContent-Length: 0\r\n\r\n" if b"robots.txt" in asked else answer
                )
                connection.shutdown(socket.SHUT_WR)

    def start(answer: bytes) -> str:
        listener = socket.create_server(("127.0.0.1", 0))
        sockets.append(listener)
        port = listener.getsockname()[1]
        monkeypatch.setenv(connections.ALLOWED, f"127.0.0.1:{port}")
        threading.Thread(target=serve, args=(listener, answer), daemon=True).start()
        return f"http://127.0.0.1:{port}/a"

    yield start
    for listener in sockets:
        listener.close()


OK = b"HTTP/1.1 200 OK\r\n"
PACKED = gzip.compress(PAGE * 20)
HALF = {
    "gzip that is cut off": OK + b"Content-Encoding: gzip\r\n\r\n" + PACKED[:60],
    "gzip that is cut off, with its length": OK + b"Content-Encoding: gzip\r\nContent-Length: 60\r\n\r\n" + PACKED[:60],
    "deflate that is cut off": OK + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(PAGE * 20)[:30],
    "gzip that is none": OK + b"Content-Encoding: gzip\r\n\r\n" + PAGE,
    "a packing that nobody asked for": OK + b"Content-Encoding: zz\r\n\r\n" + PAGE,
    "headers that end early": OK + b"Content-Type: text/html\r\nContent-Le",
    "headers that end within the length": OK + b"Content-Length: 1",
    "a status line alone": b"HTTP/1.1 200 OK",
    "no status line": b"hello\r\n\r\n",
    "nothing at all": b"",
    "fewer bytes than it says": OK + b"Content-Length: 900\r\n\r\n" + PAGE,
    "a length that is no number": OK + b"Content-Length: twelve\r\n\r\n" + PAGE,
    "a length below zero": OK + b"Content-Length: -5\r\n\r\n" + PAGE,
    "two lengths": OK + b"Content-Length: 12\r\nContent-Length: 46\r\n\r\n" + PAGE,
    "two lengths in one line": OK + b"Content-Length: 12, 46\r\n\r\n" + PAGE,
    "a chunk below zero": OK + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nabcde\r\n0\r\n\r\n",
    "a chunk that is no number": OK + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n",
    "chunks without an end": OK + b"Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n",
    "a chunk that is cut off": OK + b"Transfer-Encoding: chunked\r\n\r\nff\r\nabc",
    "304 where nothing is kept": b"HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n",
}


@pytest.mark.parametrize("answer", HALF.values(), ids=HALF.keys())
def test_half_an_answer_is_a_failure_of_its_attempt(answer: bytes, said: Callable[[bytes], str]) -> None:
    found = Retriever(Politeness(pause=0), back_off=0).get(said(answer))
    assert (found.outcome, found.body) == ("failed", b""), found
    assert found.reason_code == "unreachable"


WHOLE = {
    "with its length": OK + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE,
    "its length twice": OK + b"Content-Length: %d\r\n" % len(PAGE) * 2 + b"\r\n" + PAGE,
    "to the end of the connection": OK + b"Content-Type: text/html\r\n\r\n" + PAGE,
    "in chunks": OK + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(PAGE) + PAGE + b"\r\n0\r\n\r\n",
    "gzip": OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE),
    "gzip in two parts": OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]),
    "deflate": OK + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(PAGE),
    "deflate as some understand it": OK + b"Content-Encoding: deflate\r\n\r\n" + zlib.compress(PAGE)[2:-4],
    "packed twice": OK + b"Content-Encoding: deflate, gzip\r\n\r\n" + gzip.compress(zlib.compress(PAGE)),
    "packed as itself": OK + b"Content-Encoding: identity\r\n\r\n" + PAGE,
}


@pytest.mark.parametrize("answer", WHOLE.values(), ids=WHOLE.keys())
def test_a_whole_answer_is_taken_as_it_is(answer: bytes, said: Callable[[bytes], str]) -> None:
    found = Retriever(Politeness(pause=0), back_off=0).get(said(answer))
    assert (found.outcome, found.body) == ("got", PAGE), found.reason


def test_bounds_hold_for_every_packing() -> None:
    for packing, body in (("gzip", gzip.compress(bytes(10_000))), ("deflate", zlib.compress(bytes(10_000)))):
        with pytest.raises(connections.ReadError, match="more than 4,000 bytes"):
            bodies.unpacked(body, packing, 4000)


def test_an_alarm_within_the_headers_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that sends its headers byte by byte, and would never come to an end."""
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    monkeypatch.setenv(connections.ALLOWED, f"127.0.0.1:{port}")
    monkeypatch.setattr(connections, "SECONDS", 0.5)
    stop = threading.Event()

    def drip() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(OK)
            while not stop.wait(0.02):
                try:
                    connection.sendall(b"X-A: 1\r\n")
                except OSError:
                    return

    threading.Thread(target=drip, daemon=True).start()
    try:
        with pytest.raises(UnreachableAddress):
            ask(f"http://127.0.0.1:{port}/a", {})
    finally:
        stop.set()
        listener.close()


LONG = "a" * 64 + ".example"
ODD = [
    "http://溪/\x80",
    f"http://{LONG}/",
    "http://a..b/",
    "http://[::1/",
    "http://[x]/",
    "http://:80/",
    "//",
    "http://",
]


@pytest.mark.parametrize("place", ODD)
def test_a_redirect_to_an_odd_place_stops_no_other_address(place: str, fetch: Fetch, site: Site) -> None:
    site.pages = {"/a": (302, {"Location": place}, b""), "/b": (200, {}, b"b")}
    for _ in range(2):
        done = fetch("/a,,,2020,", "/b,,,2020,", again_after=0)
        assert (done.outcomes["refused"] + done.outcomes["failed"], len(done.troubles)) == (1, 1)
    assert site.paths().count("/b") == 2


def test_a_row_with_an_odd_address_stops_no_other(fetch: Fetch, site: Site, tmp_path: Path) -> None:
    site.pages = {"/b": (200, {}, b"b")}
    register = tmp_path / "list.csv"
    done = fetch("/b,,,2020,\nhttp://[x]/,,,2020,\n" + f"http://{LONG}/,,,2020,\nhttp://a..b/,,,2020,")
    assert done.outcomes == {"found": 1, "refused": 2}
    assert [fault[:30] for fault in done.faults] == ["line 3, column address: “http:"]
    assert register.exists()
    again = fetch("/d,,,soon,", "/b,,,2020,", "/c,,,2020,,x")
    assert [fault.partition("”")[0] for fault in again.faults] == ["line 2, column year: “soon", "line 4: “x"]
    assert not again.outcomes


def test_two_rows_that_disagree_lose_their_address_alone(fetch: Fetch, site: Site) -> None:
    site.pages = {"/b": (200, {}, b"b")}
    done = fetch("/a,,,2019,", "/b,,,2020,", "/a,,,2020,")
    assert (dict(done.outcomes), len(done.faults)) == ({"found": 1}, 1)
    assert "lines 2 and 4: they say two things of" in done.faults[0]


class OddError(Exception):
    """Of no kind that anybody expects."""


CALLS: list[tuple[Any, str]] = [
    (socket, "getaddrinfo"),
    (connections, "_public"),
    (connections, "_pool"),
    (connections, "_answer"),
    (connections, "_netloc"),
    (connections, "stated_length"),
    (connections, "unpacked"),
    (connections, "split"),
    (connections, "quote"),
    (politeness, "ask"),
    (politeness, "split"),
    (politeness, "urljoin"),
    (politeness, "decode"),
    (politeness.Protego, "parse"),
    (Politeness, "ask"),
    (Politeness, "_paced"),
    (Politeness, "_rules"),
    (Politeness, "wait_for"),
    (retrieval, "_judged"),
    (retrieval, "urljoin"),
    (retrieval, "leads_astray"),
    (retrieval, "_retry_after"),
    (Retriever, "_once"),
    (Retriever, "get"),
]
ERRORS = [
    ValueError("x"),
    UnicodeError("x"),
    OSError(5, "x"),
    KeyError("x"),
    RecursionError("x"),
    MemoryError(),
    OddError(),
]


@pytest.mark.parametrize(("place", "name"), CALLS, ids=[f"{place.__name__}.{name}" for place, name in CALLS])
def test_what_breaks_for_one_address_is_its_attempt_and_the_others_are_asked(
    place: Any, name: str, fetch: Fetch, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages = {
        "/robots.txt": (302, {"Location": "/robots"}, b""),
        "/robots": (200, {}, b"User-agent: *\nDisallow: /x\n"),
        "/a": (302, {"Location": "/a2"}, b""),
        "/a2": (503, {"Retry-After": "0"}, b""),
        "/b": (302, {"Location": "/b2"}, b""),
        "/b2": (200, {}, b"b"),
    }
    honest = getattr(place, name)
    for error in ERRORS:
        calls = []

        def breaking(*given: Any, error: Exception = error, calls: list[int] = calls, **named: Any) -> Any:
            calls.append(1)
            if len(calls) == 1:
                raise error
            return honest(*given, **named)

        with monkeypatch.context() as patched:
            patched.setattr(place, name, breaking)
            done = fetch("/a,,,2020,", "/b,,,2020,", again_after=0)
        assert calls, "never called"
        assert sum(done.outcomes.values()) == 2
    fetch("/a,,,2020,", "/b,,,2020,", again_after=0)
    assert Holdings(tmp_path / "store").current()[f"{site.address}/b"].sha256


@pytest.mark.parametrize(
    ("address", "last", "astray"),
    [
        ("http://a.cn/zwgk/2020/t1.html", "http://a.cn/", True),
        ("http://a.cn/zwgk/2020/t1.html", "http://a.cn", True),
        ("http://a.cn/zwgk/2020/t1.html", "https://www.b.cn/index.html", True),
        ("http://a.cn/zwgk/2020/t1.html", "http://a.cn/zwgk/index.htm", True),
        ("http://a.cn/zwgk/t1.html", "http://a.cn/user/login.jsp?from=t1", True),
        ("http://a.cn/zwgk/t1.html", "http://a.cn/404.html", True),
        ("http://a.cn/zwgk/t1.html", "http://a.cn/error/notfound.html", True),
        ("http://a.cn/zwgk/2020/t1.html", "https://a.cn/zwgk/2020/t1.html", False),
        ("http://a.cn/zwgk/2020/t1.html", "http://a.cn/new/2020/t1.html", False),
        ("http://a.cn/zwgk/report", "http://a.cn/zwgk/report/index.html", False),
        ("http://a.cn/zwgk/report", "http://a.cn/zwgk/report/", False),
        ("http://a.cn/show/1", "http://a.cn/?id=1", False),
        ("http://a.cn/", "http://a.cn/index.html", False),
    ],
)
def test_where_a_way_of_redirects_ends_is_looked_at(address: str, last: str, astray: bool) -> None:
    assert leads_astray(address, last) is astray


def test_a_redirect_to_the_home_page_is_not_the_report(fetch: Fetch, site: Site, tmp_path: Path) -> None:
    site.pages = {"/zwgk/a.html": (200, {}, PAGE), "/": (200, {}, b"<html>home</html>")}
    fetch("/zwgk/a.html,,,2020,")
    site.pages["/zwgk/a.html"] = (302, {"Location": "/"}, b"")
    done = fetch("/zwgk/a.html,,,2020,", again_after=0)
    assert [(attempt.outcome, attempt.reason_code) for attempt in done.troubles] == [("refused", "led_astray")]
    held = Holdings(tmp_path / "store")
    assert held.path_of(held.current()[f"{site.address}/zwgk/a.html"].sha256 or "").read_bytes() == PAGE


def test_no_password_is_written_down(fetch: Fetch, site: Site, tmp_path: Path) -> None:
    word = "geheim"
    host = site.address.removeprefix("http://")
    site.pages = {
        "/a": (302, {"Location": f"http://me:{word}@{host}/b"}, b""),
        "/c": (302, {"Location": f"ftp://me:{word}@{host}/b"}, b""),
        "/d": (302, {"Location": f"http://me:{word}@[x/"}, b""),
        "/b": (200, {}, b"b"),
    }
    done = fetch("/a,,,2020,", "/b,,,2020,", "/c,,,2020,", f"/d,,,2020,\nhttp://me:{word}@{host}/b,,,2020,")
    assert dict(done.outcomes)["found"] == 1
    assert "holds a name or a password" in " ".join(done.faults)
    written = [path for path in (tmp_path / "store").rglob("*") if path.is_file()]
    assert not [path for path in written if word.encode() in path.read_bytes()]
    assert word not in " ".join([*done.faults, *(attempt.reason or "" for attempt in done.troubles)])


def test_a_secret_is_left_out_of_an_address() -> None:
    assert without_secrets("http://me:word@a.cn/b?c=@d") == "http://a.cn/b?c=@d"
    assert without_secrets("http://a.cn/b@c") == "http://a.cn/b@c"
    with pytest.raises(RefusedAddress) as refused:
        ask("ftp://me:word@a.cn/", {})
    assert "word" not in str(refused.value)


def test_a_damaged_content_is_got_anew(fetch: Fetch, site: Site, tmp_path: Path) -> None:
    site.pages = {"/a": (200, {"ETag": '"1"'}, PAGE)}
    fetch("/a,,,2020,")
    held = Holdings(tmp_path / "store")
    path = held.path_of(held.current()[f"{site.address}/a"].sha256 or "")
    path.chmod(0o644)
    path.write_bytes(PAGE[:-1] + b"x")
    assert dict(fetch("/a,,,2020,", again_after=0).outcomes) == {"unchanged": 1}
    assert path.read_bytes() == PAGE
    assert not os.access(path, os.W_OK) or os.geteuid() == 0


@pytest.mark.parametrize("marker", ["", "{", "[]", "null", '{"layout": "x"}', '{"lay', "\udcff"])
def test_a_damaged_marker_is_mended_by_hand(marker: str, fetch: Fetch, site: Site, tmp_path: Path) -> None:
    site.pages = {"/a": (200, {}, PAGE)}
    fetch("/a,,,2020,")
    place = tmp_path / "store" / MARKER
    good = place.read_bytes()
    place.chmod(0o644)
    place.write_bytes(marker.encode("utf-8", "surrogateescape"))
    with pytest.raises(StoreError, match="what was fetched is not") as told:
        Holdings(tmp_path / "store")
    line = str(told.value).partition("the one line ")[2].partition(" into it")[0]
    assert json.loads(line) == json.loads(good)
    place.write_text(line)
    assert len(Holdings(tmp_path / "store").attempts) == 1


def test_a_store_of_another_layout_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text('{"layout": 99}')
    with pytest.raises(StoreError, match="another version of this program made it"):
        Holdings(tmp_path)
