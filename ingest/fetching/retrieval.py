"""What an address brings: redirects followed, faults that pass waited for, and what came of it in one word."""

import datetime
import email.utils
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from ground.errors import ReadError, RefusedAddress, UnreachableAddress
from ingest.fetching.connections import Answer, without_secrets
from ingest.fetching.politeness import REDIRECTS, Politeness

ATTEMPTS = 3
BACK_OFF = 5.0  # seconds before the second attempt, and twice as long before each further one
LONGEST_WAIT = 120.0  # seconds that a server may ask us to wait within a run
MOVED = (301, 302, 303, 307, 308)
GONE = (404, 410)
HOME = ("index", "default", "home", "main")  # names of files, without their endings
NOWHERE = ("login", "signin", "error", "404", "403", "500", "notfound", "not_found", "nopage")
PASSING = (408, 425, 429, 500, 502, 503, 504)


class Retrieved(NamedTuple):
    """What came of an address.

    `outcome` is got (a body came), unchanged (the server says that it is as it was), gone, refused (we must not, or
    will not, get it) or failed (it may come another time, not before `not_before` where the server named a time).
    """

    outcome: str
    address: str  # the last one, redirects followed
    status: int | None = None
    headers: dict[str, str] = {}  # noqa: RUF012 - of a tuple, never changed
    body: bytes = b""
    reason_code: str | None = None
    reason: str | None = None
    redirects: tuple[str, ...] = ()
    not_before: datetime.datetime | None = None


@dataclass
class Retriever:
    """Gets addresses with `politeness`."""

    politeness: Politeness = field(default_factory=Politeness)
    back_off: float = BACK_OFF

    def get(self, address: str, *, etag: str | None = None, last_modified: str | None = None) -> Retrieved:
        """What comes of `address`; with the `etag` or `last_modified` of an answer, only what is new since then."""
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        conditions = {name: value for name, value in headers.items() if value}
        for attempt in range(1, ATTEMPTS + 1):
            found = self._once(address, conditions)
            if found.outcome != "failed" or attempt == ATTEMPTS:
                return found
            if found.reason_code == "internal":
                return found
            wait = self.back_off * 2 ** (attempt - 1)
            if found.not_before:
                wait = max(wait, (found.not_before - _now()).total_seconds())
            if wait > LONGEST_WAIT:
                return found
            self.politeness.sleep(wait)
        raise AssertionError("unreachable")

    def _once(self, address: str, conditions: dict[str, str]) -> Retrieved:
        place = address
        path: list[str] = []
        try:
            for _ in range(REDIRECTS + 1):
                answer = self.politeness.ask(place, conditions)
                onward = answer.headers.get("location")
                if answer.status == 304 and not conditions:
                    raise UnreachableAddress("the server answers that nothing has changed, but nothing is kept of it")
                if answer.status not in MOVED or not onward:
                    if answer.status == 200 and path and leads_astray(address, place):
                        return _astray(answer, place, tuple(path))
                    return _judged(answer, without_secrets(place), tuple(path))
                place = urljoin(place, onward)
                path.append(without_secrets(place))
            raise RefusedAddress(f"it leads on more than {REDIRECTS} times; correct the address")
        except UnreachableAddress as error:
            last = without_secrets(place)
            return Retrieved("failed", last, None, {}, b"", error.reason_code, str(error), tuple(path))
        except ReadError as error:
            last = without_secrets(place)
            return Retrieved("refused", last, None, {}, b"", error.reason_code, str(error), tuple(path))
        except Exception as error:  # one address must not keep the others from being asked
            return failed(without_secrets(place), error)._replace(redirects=tuple(path))


def failed(address: str, error: Exception) -> Retrieved:
    """What came of an address that broke something on our side."""
    said = without_secrets(" ".join(str(error).split()))[:200]
    reason = f"asking it failed ({type(error).__name__}: {said}); please report this with the address"
    return Retrieved("failed", without_secrets(address), None, {}, b"", "internal", reason)


def leads_astray(address: str, last: str) -> bool:
    """Whether a way of redirects ends at a home page, a login or an error page, and not at what was asked for."""
    begun, ended = (
        [part for part in unquote(urlsplit(place).path).lower().split("/") if part] for place in (address, last)
    )
    name = ended[-1].partition(".")[0] if ended else ""
    if name in NOWHERE:
        return name != (begun[-1].partition(".")[0] if begun else "")
    above = ended[:-1] if name in HOME else ended
    return (not ended or name in HOME) and len(above) < len(begun) and not urlsplit(last).query


def _astray(answer: Answer, place: str, path: tuple[str, ...]) -> Retrieved:
    place = without_secrets(place)
    reason = f"it leads on to {place[:200]}, a home page, a login or a notice and no report; correct the address"
    return Retrieved("refused", place, answer.status, answer.headers, b"", "led_astray", reason, path)


def _judged(answer: Answer, place: str, path: tuple[str, ...]) -> Retrieved:
    status, headers = answer.status, answer.headers
    if status == 200:
        return Retrieved("got", place, status, headers, answer.body, None, None, path)
    if status == 304:
        return Retrieved("unchanged", place, status, headers, b"", None, None, path)
    if status in GONE:
        reason = f"the server answers {status}: the page is not there (any more); correct the address"
        return Retrieved("gone", place, status, headers, b"", "gone", reason, path)
    if status in PASSING:
        reason = f"the server answers {status}; try again later"
        return Retrieved("failed", place, status, headers, b"", "unreachable", reason, path, _retry_after(headers))
    reason = f"the server answers {status}; look at the address in a browser, and save the page by hand"
    return Retrieved("refused", place, status, headers, b"", "refused_by_server", reason, path)


def _retry_after(headers: dict[str, str]) -> datetime.datetime | None:
    """When the server may be asked again, in UTC: it names seconds, or a day and a time."""
    said = headers.get("retry-after", "").strip()
    try:
        if said.isdecimal():
            return _now() + datetime.timedelta(seconds=min(int(said), 366 * 86_400))
        moment = email.utils.parsedate_to_datetime(said)
        return moment.astimezone(datetime.UTC) if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    except (ValueError, TypeError, OverflowError):
        return None


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
