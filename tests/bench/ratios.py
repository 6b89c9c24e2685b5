"""Two ways of doing the same work, timed turn by turn in one run, and what their ratio has to be.

Seconds depend on the machine and on who else uses it; a ratio of neighbouring measurements hardly does.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

Clock = Callable[[], float]


@dataclass(frozen=True)
class Ratio:
    """A measured ratio with its bound: at least `least`, or at most `most`; neither where it is for information."""

    name: str
    value: float
    least: float | None = None
    most: float | None = None
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether it is within its bound."""
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)

    @property
    def bound(self) -> str:
        """The bound as it is printed."""
        if self.least is not None:
            return f">= {self.least:g}"
        return f"<= {self.most:g}" if self.most is not None else ""

    def __str__(self) -> str:
        verdict = "" if not self.bound else "ok" if self.holds else "MISSED"
        return f"{self.name:<48} {self.value:>7.2f}  {self.bound:<7} {verdict:<6}  {self.note}"


Group = Callable[[], Iterator[Ratio]]


def seconds(work: Callable[[], object], clock: Clock) -> float:
    """How long the work takes by the clock."""
    started = clock()
    work()
    return clock() - started


def fastest(*works: Callable[[], object], repeats: int, clock: Clock = time.process_time) -> list[float]:
    """The shortest time of each work; they take turns, so that all of them meet the same weather."""
    rounds = [[seconds(work, clock) for work in works] for _ in range(repeats)]
    return [min(times) for times in zip(*rounds, strict=True)]


def times_as_fast(
    items: Sequence[str], ours: Callable[[str], object], other: Callable[[str], object], rounds: int
) -> float:
    """How many times as fast as `other` ours is: they take turns item by item; the median of the rounds' ratios."""
    found = []
    for _ in range(rounds):
        spent = [0.0, 0.0]
        for item in items:
            for which, work in enumerate((ours, other)):
                started = time.process_time()
                work(item)
                spent[which] += time.process_time() - started
        found.append(spent[1] / spent[0])
    return median(found)
