"""A round through a register: what is due is fetched into a store, one address after the other."""

import datetime
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from ground.screens import is_terminal
from ingest.clock import today
from ingest.fetching.expectations import expected_of
from ingest.fetching.further import with_further
from ingest.fetching.holdings import Attempt, Holdings
from ingest.fetching.retrieval import Retrieved, Retriever, failed
from ingest.gathered import is_gathered
from ingest.identity import Known
from ingest.paging import MISSING

AGAIN_AFTER = 7  # days after which an address is asked whether it has changed


class Round(NamedTuple):
    """What a round did: how many addresses came out how, how many were not due, and what brought nothing."""

    outcomes: Counter[str]
    not_due: int
    troubles: list[Attempt]
    faults: list[str] = []  # noqa: RUF012 - of a tuple; rows of the register that were passed over


def fetch_due(
    register: Path,
    store: Path,
    *,
    again_after: int = AGAIN_AFTER,
    retriever: Retriever | None = None,
    progress: bool | None = None,
) -> Round:
    """Fetches what is due of `register` into `store`, which is made where it is not there.

    Due is what was never tried, what failed (unless the server named a later time), and what was last tried
    `again_after` days ago; not what is to report on a year that is not over. Raises RegisterError, StoreError or
    ClockError.
    """
    today()
    expected, faults = expected_of(register)
    holdings = Holdings(store)
    retriever = retriever or Retriever()
    outcomes: Counter[str] = Counter()
    troubles = []
    with holdings.opened():
        holdings.expect(expected)
        last = holdings.last()
        now = _now()
        due = [address for address, known in expected.items() if _is_due(known, last.get(address), now, again_after)]
        for address in _drawn(_in_turn(due), len(due), progress):
            attempt = _attempted(address, holdings, retriever)
            outcomes[attempt.outcome] += 1
            if attempt.reason:
                troubles.append(attempt)
    return Round(outcomes, len(expected) - len(due), troubles, [fault for _, fault in faults])


def _is_due(known: Known, last: Attempt | None, now: datetime.datetime, again_after: int) -> bool:
    if known.year and known.year >= now.year:
        return False
    if last is None or last.attempted_at > now:  # a clock that was ahead: what it said of then and later says nothing
        return True
    if last.not_before and last.not_before > now:
        return False
    return last.outcome == "failed" or now - last.attempted_at >= datetime.timedelta(days=again_after)


def _in_turn(addresses: Iterable[str]) -> Iterator[str]:
    """The addresses, one host after the other, so that each has its pause while the others are asked."""
    hosts: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        hosts[_host(address)].append(address)
    while hosts:
        for host in list(hosts):
            yield hosts[host].pop(0)
            if not hosts[host]:
                del hosts[host]


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""  # what is wrong with it is said when it is asked


def _attempted(address: str, holdings: Holdings, retriever: Retriever) -> Attempt:
    """Gets one address, keeps what came and notes it."""
    before = holdings.current().get(address)
    is_kept = before is not None and holdings.holds(before.sha256 or "")
    several = bool(before and is_kept and is_gathered(holdings.path_of(before.sha256 or "").read_bytes()))
    asked_at = _now()
    try:
        # Of several pages each may have changed; a content that is damaged, or gone, is asked for again.
        if before and is_kept and not several and before.reason_code != MISSING:
            found = retriever.get(address, etag=before.etag, last_modified=before.last_modified)
        else:
            found = retriever.get(address)
        if found.outcome == "got":
            found = with_further(found, retriever.get)
        if several and found.reason_code == MISSING:
            reason = "not all of its pages could be had; what came of all of them before stands: try again later"
            found = found._replace(outcome="failed", reason=reason)
    except Exception as error:  # whatever is wrong with one address, the others are asked
        found = failed(address, error)
    outcome, sha256, size = found.outcome, before.sha256 if before else None, before.byte_count if before else None
    if outcome == "got":
        about = {
            "address": address,
            "final_address": found.address,
            "at": asked_at.isoformat(),
            "headers": found.headers,
        }
        sha256, size = holdings.keep(found.body, about), len(found.body)
        outcome = "found" if before is None else "unchanged" if sha256 == before.sha256 else "changed"
    elif outcome != "unchanged":
        sha256 = size = None
    attempt = _told(address, asked_at, outcome, found, before, sha256, size)
    holdings.note(attempt)
    return attempt


def _told(
    address: str,
    asked_at: datetime.datetime,
    outcome: str,
    found: Retrieved,
    before: Attempt | None,
    sha256: str | None,
    size: int | None,
) -> Attempt:
    """A line for the log; an answer that the page is as it was may leave out what the last one said of it."""
    old = before if outcome == "unchanged" else None
    return Attempt(
        address=address,
        attempted_at=asked_at,
        outcome=outcome,
        final_address=found.address,
        status=found.status,
        reason_code=found.reason_code or (old.reason_code if old else None),
        reason=found.reason or (old.reason if old else None),
        sha256=sha256,
        byte_count=size,
        content_type=found.headers.get("content-type", old.content_type if old else None),
        etag=found.headers.get("etag", old.etag if old else None),
        last_modified=found.headers.get("last-modified", old.last_modified if old else None),
        redirects=found.redirects,
        not_before=found.not_before,
    )


def _drawn(addresses: Iterator[str], count: int, progress: bool | None) -> Iterable[str]:
    """The addresses with a bar on a terminal."""
    if not count or not (is_terminal() if progress is None else progress):
        return addresses
    from tqdm import tqdm

    bar: Iterable[str] = tqdm(addresses, total=count, desc="fetching", unit=" pages", file=sys.stderr, leave=False)
    return bar


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
