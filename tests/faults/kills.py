"""`fazhi run` killed at random moments: what is published is always the last good build or the new one."""

import random
import signal
import time
from collections import Counter
from collections.abc import Iterator

import duckdb

from tests.faults.workshop import Workshop
from tests.fingerprint import fingerprint

UNDISTURBED = 3  # after so many kills one run is left in peace


def kills(shop: Workshop, count: int, seed: int = 1) -> Iterator[str]:
    """Kills `count` runs; yields a line after each undisturbed one. Raises AssertionError where anything is amiss."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    expected, tables, length = [], [], 0.0
    for state in (0, 1):
        shop.put(state)
        begun = time.monotonic()
        shop.run_well()
        length = time.monotonic() - begun
        expected.append(fingerprint(shop.db))
        tables.append(_tables(shop))
    assert expected[0] != expected[1], "the two states must differ for a mixture to show"
    good, seen = 1, Counter[str]()
    for number in range(1, count + 1):
        wanted = 1 - good
        shop.put(wanted)
        seen[_killed(shop, dice.uniform(0, 1.1 * length))] += 1
        published = fingerprint(shop.db)
        assert published in (expected[good], expected[wanted]), f"kill {number}: a mixture is published"
        assert _tables(shop) in tables, f"kill {number}: tables of a mixture, or none"
        good = expected.index(published)
        if number % UNDISTURBED == 0 or number == count:
            wanted = 1 - good
            shop.put(wanted)
            shop.run_well()
            assert fingerprint(shop.db) == expected[wanted], f"after kill {number}: another result than without kills"
            assert _tables(shop) == tables[wanted], f"after kill {number}: other tables than without kills"
            assert not shop.left_beside(), f"after kill {number}: {', '.join(shop.left_beside())} left over"
            good = wanted
            told = ", ".join(f"{times} {what}" for what, times in sorted(seen.items()))
            yield f"{number} of {count}: {told}; published and result as without kills"
    with duckdb.connect(str(shop.db), read_only=True) as connection:
        outcomes = dict(connection.execute("select outcome, count(*) from raw.runs group by all").fetchall())
    assert outcomes.keys() <= {"done", "killed", "nothing_new"}, outcomes
    yield f"history: {outcomes}"


def _killed(shop: Workshop, after: float) -> str:
    """Starts a run and kills it; where it was when it died."""
    running = shop.start()
    time.sleep(after)
    building = shop.db.with_name(f"{shop.db.name}.building").exists()
    running.kill()
    if running.ended().code != -signal.SIGKILL:
        return "had ended"
    return "killed at work" if building else "killed before or after"


def _tables(shop: Workshop) -> dict[str, bytes]:
    """The exported CSV files."""
    return {path.name: path.read_bytes() for path in sorted(shop.exports.rglob("*.csv"))}
