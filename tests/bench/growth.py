"""A night with one new report, where 5, 1,000 and 10,000 have landed: what it costs against a night among 5.

And how large the published file is for its texts.

Each step is timed by itself. Its ratio of 10,000 to 1,000 tells what grows: it is 10 for work that grows with the
reports and 1 for work that does not. A night is landing and building; the exports are written whole
and are told by themselves. A night is told in processor time too, which others on the machine hardly change.
FAZHI_BENCH_SIZES names other sizes: 300 1000.
"""

import csv
import os
import random
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from tests.bench.corpus import reports
from tests.bench.job import ROOT, Workshop
from tests.bench.ratios import Ratio, seconds

SIZES = tuple(map(int, os.environ.get("FAZHI_BENCH_SIZES", "1000 10000").split()))
SMALL = 5
REPORT = 10_000  # characters
STEPS = ("land", "build", "export", "nothing new")
MOST = 2.5  # a night among many reports, against one among few
LARGEST = 3.0  # the published file, times the bytes of the texts
PLACES = ("南昌市", "赣州市", "南宁市", "江苏省")  # of the generated reports


class Night(Workshop):
    """A workshop with so many generated reports, of places and years of their own."""

    def __init__(self, folder: Path, count: int) -> None:
        super().__init__(folder)
        self.reports = folder / "reports"
        self.reports.mkdir()
        self.names = _names()
        for number, text in enumerate(reports(count * REPORT * 6 // 5, seed=count)[:count]):
            self.put(number, text)
        self.count = count

    def put(self, number: int, text: str) -> None:
        """Writes a report of a division and a year that no other report is of."""
        place, year = self.names[number % len(self.names)], 2015 + number // len(self.names)
        for name in PLACES:
            text = text.replace(name, place)
        old = text[len(place) : len(place) + 4]
        (self.reports / f"{number:05}.txt").write_text(text.replace(old, str(year)), encoding="utf-8")

    def times(self) -> dict[str, float]:
        """How long each step of a night with one new report takes, and a night with none."""
        where = ["--db", str(self.db)]
        self._run("fazhi", "land", str(self.reports), *where)
        whole = seconds(lambda: self._run("fazhi", "build", *where), perf_counter)
        self.put(self.count, reports(REPORT, seed=0)[0])
        steps = {
            "land": lambda: self._run("fazhi", "land", str(self.reports), *where),
            "build": lambda: self._run("fazhi", "build", *where),
            "export": lambda: self._run("fazhi", "export", *where, "--exports", str(self.exports)),
            "nothing new": self.run_again,
        }
        found, before = {}, _spent()
        for name, work in steps.items():
            found[name] = seconds(work, perf_counter)
            if name == "build":
                found["processor"] = _spent() - before
        found["all anew"] = whole
        found["nothing new"] = min(found["nothing new"], seconds(self.run_again, perf_counter))
        found["night"] = found["land"] + found["build"]
        return found


def _spent() -> float:
    """The processor's seconds of the commands that have been run."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measure() -> Iterator[Ratio]:
    """The small set, then each size."""
    found: dict[int, dict[str, float]] = {}
    size, texts = {}, {}
    for count in (SMALL, *SIZES):
        with tempfile.TemporaryDirectory(prefix="fazhi-bench-") as folder:
            shop = Night(Path(folder), count)
            found[count] = shop.times()
            size[count] = shop.db.stat().st_size / 1e6
            texts[count] = sum(path.stat().st_size for path in shop.reports.iterdir()) / 1e6
    first, second = SIZES[0], SIZES[-1]
    for count in SIZES:
        note = f"{size[count]:.0f} MB"
        yield Ratio(
            f"one new among {count:,}, against one among {SMALL}",
            found[count]["night"] / found[SMALL]["night"],
            most=MOST,
            note=note,
        )
        processor = found[count]["processor"] / found[SMALL]["processor"]
        yield Ratio("  the same night in processor time", processor)
        yield Ratio(f"  the file, times the bytes of its {count:,} texts", size[count] / texts[count], most=LARGEST)
        for step in (*STEPS, "all anew"):
            yield Ratio(f"  {step}, against a night among {SMALL}", found[count][step] / found[SMALL]["night"])
    for step in ("night", *STEPS):
        grown = found[second][step] / found[first][step]
        yield Ratio(f"{step}: {second:,} against {first:,}", grown, most=1.2 * second / first)


def _names() -> list[str]:
    """Cities whose name is no other's: the texts speak of a city, and are not believed under a county's name."""
    with (ROOT / "seeds" / "jurisdictions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    column = next(name for name in ("name_zh", "name") if name in rows[0])
    names = [row[column] for row in rows if row[column].endswith("市")]
    unique = sorted({name for name in names if names.count(name) == 1})
    random.Random(1).shuffle(unique)  # noqa: S311 - nothing secret
    return unique
