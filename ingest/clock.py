"""The machine's clock: good for telling people when, never for telling what came first (`ingest.sequences` does)."""

import datetime

from ground.errors import ClockError

EARLIEST = datetime.date(2025, 1, 1)  # this program is younger


def today() -> datetime.date:
    """The day in UTC. Raises ClockError where it cannot be."""
    day = datetime.datetime.now(datetime.UTC).date()
    if day < EARLIEST:
        raise ClockError(
            f"the clock of this machine is wrong: it says {day}; set it (timedatectl, date) and run again: years and "
            "dates of reports are judged by it, so nothing was begun"
        )
    return day
