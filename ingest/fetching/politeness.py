"""Politeness towards servers: an agent that says who it is, robots.txt, one request at a time, a pause after each."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import metadata
from urllib.parse import urljoin

from protego import Protego

from ground.errors import ReadError, RefusedAddress, UnreachableAddress
from ingest.encodings import decode
from ingest.fetching.connections import Answer, ask, split

NAME = "fazhi"  # as robots.txt may name us
CONTACT = "FAZHI_CONTACT"  # an address of the people who run this, told to every server
PAUSE = 2.0  # seconds between two requests to one host
ROBOTS_BYTES = 512 * 1024
LONGEST_PAUSE = 300.0  # seconds; a server that asks for more is not asked again in this run
REDIRECTS = 5


@dataclass
class Politeness:
    """How servers are asked: `pause` seconds between two requests to one host, more where robots.txt says so."""

    pause: float = field(default_factory=lambda: PAUSE)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _free: dict[str, float] = field(default_factory=dict)  # by host, when it may be asked again
    _robots: dict[str, Protego] = field(default_factory=dict)  # by scheme, host and port

    def ask(self, address: str, headers: dict[str, str]) -> Answer:
        """The answer of a server that allows us to ask. Raises ReadError."""
        robots = self._rules(address)
        if not robots.can_fetch(address, NAME):
            raise RefusedAddress(
                "the server's robots.txt does not allow it; save the page by hand, and name it as file"
            )
        return self._paced(address, headers, robots.crawl_delay(NAME))

    def wait_for(self, address: str) -> float:
        """Seconds until the host may be asked again."""
        return max(0.0, self._free.get(split(address).netloc, 0.0) - self.clock())

    def _paced(self, address: str, headers: dict[str, str], delay: float | None, **bounds: int) -> Answer:
        host = split(address).netloc
        pause = max(self.pause, delay or 0.0)
        if pause > LONGEST_PAUSE:
            raise RefusedAddress(f"the server asks for {pause:g} seconds between requests; save the page by hand")
        if (wait := self.wait_for(address)) > 0:
            self.sleep(wait)
        try:
            return ask(address, {"User-Agent": agent(), **headers}, **bounds)
        finally:
            self._free[host] = self.clock() + pause

    def _rules(self, address: str) -> Protego:
        """What robots.txt of the address's server says; everything is allowed where it has none."""
        parts = split(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = Protego.parse(self._robots_text(f"{origin}/robots.txt"))
        return self._robots[origin]

    def _robots_text(self, place: str) -> str:
        """Raises UnreachableAddress where the server is in trouble: then nobody knows what it allows."""
        for _ in range(REDIRECTS):
            answer = self._paced(place, {}, None, limit=ROBOTS_BYTES)
            if answer.status in (301, 302, 303, 307, 308) and answer.headers.get("location"):
                place = urljoin(place, answer.headers["location"])
                continue
            if answer.status >= 500 or answer.status == 429:
                raise UnreachableAddress(f"robots.txt cannot be had (the server answers {answer.status}); try later")
            if answer.status != 200:
                return ""
            try:
                return decode(answer.body)[0]
            except ReadError:
                return answer.body.decode("ascii", "ignore")
        return ""


def agent() -> str:
    """The name under which servers are asked."""
    contact = "".join(char for char in os.environ.get(CONTACT, "") if char.isprintable() and char.isascii())
    try:
        version = metadata.version(NAME)
    except metadata.PackageNotFoundError:
        version = "0"
    return f"{NAME}/{version} (reads public reports on the rule of law{'; ' + contact if contact else ''})"
