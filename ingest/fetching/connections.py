"""One request over the net: to an address that is public, checked by its certificate, bounded in size and time.

The host's name is looked up once, every address that it has must be public, and the connection goes to the address that
was checked, so that no second look-up can lead elsewhere.
"""

import contextlib
import ipaddress
import os
import re
import socket
import threading
from collections.abc import Mapping
from typing import Any, NamedTuple, Self
from urllib.parse import SplitResult, quote, urlsplit

import urllib3
from urllib3.exceptions import SSLError

from ground.errors import ReadError, RefusedAddress, UnreachableAddress
from ingest.fetching.bodies import stated_length, too_large, unpacked
from ingest.reading import MAX_BYTES

ALLOWED = "FAZHI_FETCH_ALLOW"  # HOST:PORT, several joined by commas: for tests against a server of their own
TIMEOUT = urllib3.Timeout(connect=15, read=30)
SECONDS = 120  # for one answer as a whole
SAFE = "/:?#[]@!$&'()*+,;=%~"
PORTS = {"http": 80, "https": 443}
FIRST_FREE_PORT = 1024  # below it, ports other than those of the web are of other services
PIECE = 1 << 16
MAX_HEADERS = 64  # that are kept
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Answer(NamedTuple):
    """What a server answered; names of headers in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(address: str, headers: Mapping[str, str], *, limit: int = MAX_BYTES) -> Answer:
    """The answer to one GET, redirects not followed.

    Raises RefusedAddress where the address must not be asked, UnreachableAddress where there is no answer, TooLarge
    where there are more than `limit` bytes.
    """
    parts = split(address)
    host, port = _ascii(parts), parts.port or PORTS[parts.scheme]
    target = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
    told = {"Host": _netloc(parts), "Accept-Encoding": "gzip, deflate", **headers}
    failure: Exception | None = None
    for ip in _public(host, port):
        with _Alarm() as alarm, contextlib.closing(_pool(parts.scheme, ip, port, host, alarm)) as pool:
            try:
                answer = _answer(pool, target, told, limit)
                if not alarm.rang:
                    return answer
            except SSLError as error:
                raise RefusedAddress(f"{host} does not prove who it is ({_said(error)}); correct the address") from None
            except ReadError:
                raise
            except Exception as error:  # what a server sends may break the libraries in ways of their own
                failure = error
            if alarm.rang:
                failure = TimeoutError(f"no whole answer within {SECONDS:g} seconds")
    raise UnreachableAddress(f"no answer from {host} ({_said(failure)}); try again later")


def split(address: str) -> SplitResult:
    """The parts of an address. Raises RefusedAddress where it is none that may be asked."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise RefusedAddress(f"“{without_secrets(address)}” is no web address ({error}); correct it") from None
    if parts.scheme not in PORTS or not parts.hostname:
        raise RefusedAddress(
            f"“{without_secrets(address)}” is no web address; it begins with http:// or https:// and a host"
        )
    if parts.username is not None or parts.password is not None:
        raise RefusedAddress("the address holds a name or a password; public reports ask for none")
    if port is not None and port < FIRST_FREE_PORT and port not in PORTS.values():
        raise RefusedAddress(f"port {port} is none of a web server; correct the address")
    _ascii(parts)
    return parts


def without_secrets(address: str) -> str:
    """An address to be written down: without a name and a password."""
    return re.sub(r"(?<=//)[^/?#]*@", "", address)


def _ascii(parts: SplitResult) -> str:
    """The host as the net knows it. Raises RefusedAddress where it is no name of a host."""
    host = parts.hostname or ""
    try:
        return host.encode("idna").decode()
    except UnicodeError as error:
        raise RefusedAddress(f"“{host[:80]}” is no name of a host ({error}); correct the address") from None


def _public(host: str, port: int) -> list[str]:
    """The addresses of a host, all of them public. Raises RefusedAddress or UnreachableAddress."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableAddress(f"the host {host} is not known ({error}); correct the address or try later") from None
    addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
    allowed = [place.strip() for place in os.environ.get(ALLOWED, "").split(",")]
    if f"{host}:{port}" not in allowed:
        for ip in addresses:
            if not is_public(ip):
                raise RefusedAddress(f"{host} leads into a private network ({ip}); correct the address")
    return addresses


def is_public(ip: str) -> bool:
    """Whether an IP address is one of the public net, also where it stands for one of the other kind."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast


class _Alarm:
    """Shuts a connection whose answer has not come whole in time, however often a few bytes of it come."""

    def __init__(self) -> None:
        self.connection: _Connection | _SecureConnection | None = None
        self.sock: socket.socket | None = None  # kept, because the connection lets go of it while the answer is read
        self.rang = False
        self._timer = threading.Timer(SECONDS, self._ring)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        sock = self.sock or (self.connection.sock if self.connection else None)
        with contextlib.suppress(OSError):
            if sock:
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


class _Connection(urllib3.connection.HTTPConnection):
    def __init__(self, *place: Any, alarm: _Alarm, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*place, **options)
        self._alarm = alarm

    def connect(self) -> None:
        self._alarm.connection = self
        super().connect()
        self._alarm.sock = self.sock


class _SecureConnection(_Connection, urllib3.connection.HTTPSConnection):
    pass


class _Pool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


def _pool(scheme: str, ip: str, port: int, host: str, alarm: _Alarm) -> urllib3.HTTPConnectionPool:
    if scheme == "http":
        return _Pool(ip, port, timeout=TIMEOUT, retries=False, alarm=alarm)
    return _SecurePool(
        ip,
        port,
        timeout=TIMEOUT,
        retries=False,
        cert_reqs="CERT_REQUIRED",
        server_hostname=host,
        assert_hostname=host,
        alarm=alarm,
    )


def _answer(pool: urllib3.HTTPConnectionPool, target: str, headers: Mapping[str, str], limit: int) -> Answer:
    response = pool.urlopen(
        "GET", target, headers=headers, redirect=False, assert_same_host=False, preload_content=False
    )
    try:
        length = stated_length(response.headers.getlist("content-length"))
        body = bytearray()
        for piece in response.stream(PIECE, decode_content=False):
            body += piece
            if len(body) > limit:
                raise too_large(limit)
        is_chunked = "chunked" in response.headers.get("transfer-encoding", "").lower()
        has_body = response.status == 200
        if has_body and length is not None and not is_chunked and length != len(body):
            raise UnreachableAddress(f"the answer has {len(body):,} bytes and says {length:,}; try again later")
        if has_body and length is None and not is_chunked and not body:
            raise UnreachableAddress("the answer breaks off before its page; try again later")
        kept = list(response.headers.items())[:MAX_HEADERS]
        headers = {name.lower(): value[:2000] for name, value in kept}
        return Answer(response.status, headers, unpacked(bytes(body), headers.get("content-encoding", ""), limit))
    finally:
        response.close()


def _netloc(parts: SplitResult) -> str:
    host = _ascii(parts)
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in (None, PORTS[parts.scheme]) else f"{host}:{parts.port}"


def _said(error: Exception | None) -> str:
    """An error in a line, without the library's names for its objects."""
    words = " ".join(str(error).split())
    return words.rpartition(">: ")[2][:200]
