"""What a store expects and what it tried, as rows of raw.expected and raw.fetches, which the load numbers."""

from collections.abc import Iterable, Mapping
from typing import Any

from ingest import records
from ingest.fetching.holdings import Attempt
from ingest.identity import Known

Rows = list[dict[str, Any]]


def expected(known: Mapping[str, Known], store: str, load_id: str) -> Rows:
    """The rows of what is expected, by address."""
    return [{"load_id": load_id, "store": store, **vars(facts)} for facts in known.values()]


def fetches(attempts: Iterable[Attempt], load_id: str) -> Rows:
    """The rows of attempts, in their order."""
    found = []
    for attempt in attempts:
        row = {name: getattr(attempt, name, load_id) for name in records.FETCHES.names[:-1]}
        found.append(row | {"attempted_at": attempt.attempted_at.replace(tzinfo=None)})
    return found
