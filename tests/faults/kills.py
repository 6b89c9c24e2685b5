"""A night killed at random moments: what is published is always the last good build or the new one."""

import random
import signal
import time
from collections import Counter
from collections.abc import Iterator

import duckdb

from tests.faults.workshop import PHASES, Workshop
from tests.fingerprint import fingerprint

UNDISTURBED = 3  # after so many kills one night is left in peace
MISSED = "missed"  # it had ended before


def kills(shop: Workshop, count: int, seed: int = 1) -> Iterator[str]:
    """Kills `count` nights; yields a line after each undisturbed one. Raises AssertionError where anything is amiss.

    The moments are spread evenly over the phases of a night, and at random within each.
    """
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    expected, tables, lengths = {}, {}, {}
    for state in (0, 1, 0):  # what comes back is expected to look as a content that came back
        shop.put(state)
        lengths = _lengths(shop)
        expected[state], tables[state] = fingerprint(shop.db), _tables(shop)
    assert expected[0] != expected[1], "the two states must differ for a mixture to show"
    good, seen = 0, Counter[str]()
    while (number := seen.total() - seen[MISSED]) < count:
        wanted = 1 - good
        shop.put(wanted)
        seen[struck := _killed(shop, lengths, seen, dice)] += 1
        number += struck != MISSED
        assert not shop.damaged_objects(), f"kill {number}: the store holds what it was not given"
        published = fingerprint(shop.db)
        assert published in (expected[good], expected[wanted]), f"kill {number}: a mixture is published"
        assert _tables(shop) in tables.values(), f"kill {number}: tables of a mixture, or none"
        good = next(state for state in expected if expected[state] == published)
        if struck != MISSED and (number % UNDISTURBED == 0 or number == count):
            good = dice.choice((0, 1))  # it may have gone back meanwhile
            shop.put(good)
            shop.run_well()
            assert fingerprint(shop.db) == expected[good], f"after kill {number}: another result than without kills"
            assert _tables(shop) == tables[good], f"after kill {number}: other tables than without kills"
            assert not shop.left_beside(), f"after kill {number}: {', '.join(shop.left_beside())} left over"
            yield f"{number} of {count} kills, at {_told(seen)}; published and result as without kills"
    with duckdb.connect(str(shop.db), read_only=True) as connection:
        outcomes = dict(connection.execute("select outcome, count(*) from operations.runs group by all").fetchall())
    assert outcomes.keys() <= {"done", "killed", "nothing_new"}, outcomes
    yield f"history: {outcomes}"


def first_nights(shop: Workshop, count: int, seed: int = 1) -> Iterator[str]:
    """Kills `count` nights that find neither store nor warehouse; yields a line at the end. Raises AssertionError."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    _lengths(shop)  # what it starts once and for all takes time too
    shop.clear()
    lengths = _lengths(shop)
    expected, tables, seen = fingerprint(shop.db), _tables(shop), Counter[str]()
    while (number := seen.total() - seen[MISSED]) < count:
        shop.clear()
        seen[_killed(shop, lengths, seen, dice)] += 1
        assert not shop.db.exists() or fingerprint(shop.db) == expected, f"first night {number}: half a warehouse"
        assert _tables(shop) in ({}, tables), f"first night {number}: half of the tables"
        shop.run_well()
        assert (fingerprint(shop.db), _tables(shop)) == (expected, tables), (
            f"after first night {number}: another result"
        )
        assert not shop.left_beside(), f"after first night {number}: {', '.join(shop.left_beside())} left over"
    yield f"{count} first nights killed, at {_told(seen)}; nothing half-built, and result as without kills"


def _told(seen: Counter[str]) -> str:
    """How often each phase was hit."""
    missed = f" ({seen[MISSED]} more had ended)" if seen[MISSED] else ""
    return ", ".join(f"{seen[phase]} {phase}" for phase in PHASES if seen[phase]) + missed


def _lengths(shop: Workshop) -> dict[str, float]:
    """Seconds that each phase of an undisturbed night takes."""
    running, begun = shop.start(), {PHASES[0]: time.monotonic()}
    for phase in PHASES[1:]:
        assert running.reached(phase), running.ended()
        begun[phase] = time.monotonic()
    said = running.ended()
    assert said.code == 0, said.out + said.err
    ends = [*begun.values(), time.monotonic()][1:]
    return {phase: end - begun[phase] for phase, end in zip(PHASES, ends, strict=True)}


def _killed(shop: Workshop, lengths: dict[str, float], seen: Counter[str], dice: random.Random) -> str:
    """Starts a night and kills it within the phase that was hit least; the phase that it died in, or MISSED."""
    phase = min(dice.sample(PHASES, len(PHASES)), key=lambda each: seen[each])
    after = dice.uniform(0, lengths[phase])
    running = shop.start()
    running.reached(phase)
    time.sleep(after)
    running.kill()
    said = running.ended()
    if said.code == -signal.SIGKILL:
        return running.phase()
    assert said.code == 0, said.out + said.err
    return MISSED


def _tables(shop: Workshop) -> dict[str, bytes]:
    """The exported CSV files."""
    return {path.name: path.read_bytes() for path in sorted(shop.exports.rglob("*.csv"))}
