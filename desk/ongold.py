"""What a rule or a cue does to the gold: the project's own sets, and what readers have decided on at this desk."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desk.errors import DeskError
from desk.handing import gold
from desk.store import Store
from desk.trials import SHOWN, OnGold, Reading, Touched
from desk.warehouse import Warehouse
from fazhi.evaluate.gold import GoldReport, Observation, read_gold
from ground import paths

if TYPE_CHECKING:
    import duckdb

Trial = Callable[["duckdb.DuckDBPyConnection"], list[Touched]]
DB, SETS, OWN = "gold.duckdb", "sets", "desk"
# Sets that no rule is made by, and those whose places only a register tells.
LEFT_OUT = ("cases_heldout", "cases_heldout2", "cases_wild_h1", "cases_wild_h2")
# What `Warehouse` asks for, and what trials of rules and cues read: with all that they rest on.
READ = (
    *("fct_evidence", "aud_reading_cues", "dim_report", "dim_metric", "aud_figure_disposition"),
    *("int_figure_claims", "int_figure_topics", "int_figure_exclusions", "int_figure_scopes"),
)
_MARKED = "*.annotated.txt"


def on_own_gold(connection: "duckdb.DuckDBPyConnection", store: Store, found: Sequence[Touched]) -> list[OnGold]:
    """What it does to the figures that readers have decided on; nothing where there are none."""
    with tempfile.TemporaryDirectory(prefix="fazhi-gold-") as name:
        folder = Path(name) / "gold"
        if not gold(connection, store, folder)[0]:
            return []
        return [_held(OWN, read_gold(folder), found)]


def on_sets(folder: Path | None, trial: Trial) -> list[OnGold]:
    """What it does to the sets of gold that `made` has put into a folder; nothing where there is no such folder."""
    if folder is None or not (folder / DB).is_file():
        return []
    warehouse = Warehouse(folder / DB)
    try:
        with warehouse.reading() as connection:
            found = trial(connection)
    finally:
        warehouse.close()
    return [_held(one.name, read_gold(one), found) for one in sorted((folder / SETS).iterdir())]


def made(folder: Path) -> list[str]:
    """Lands and reads the project's sets of gold into a folder; their names. Raises DeskError where there are none."""
    from fazhi.build import reading
    from ingest.landing import land

    sources = sorted(paths.ROOT.glob(f"tests/gold/*/{_MARKED}"))
    names = sorted({path.parent.name for path in sources} - set(LEFT_OUT))
    if not names:
        raise DeskError(
            "this installation has no sets of gold (tests/gold of the source has them); "
            "the desk holds rules against what its readers have decided on"
        )
    beside = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    for name in names:
        gold_of, texts = beside / SETS / name, beside / "texts" / name
        texts.mkdir(parents=True)
        command = [sys.executable, "-m", "tests.gold.annotated", f"tests/gold/{name}", str(gold_of.absolute())]
        done = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own
        if done.returncode:
            raise DeskError(f"tests/gold/{name}: {done.stderr.strip() or done.stdout.strip()}")
        for text in gold_of.glob("*.txt"):
            text.rename(texts / text.name)
    land(beside / "texts", beside / DB)
    reading(beside / DB, *(f"+{name}" for name in READ))
    for left in ("texts", "target", "logs"):
        shutil.rmtree(beside / left, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)
    return names


def _held(name: str, reports: Sequence[GoldReport], found: Sequence[Touched]) -> OnGold:
    """The figures that are found held against a set of gold."""
    by_name = {report.source_name: report for report in reports}
    mended, broken = [], []
    for one in found:
        report = by_name.get(one.source_uri) or by_name.get(one.source_name)
        mention = report.mentions.get(one.char_start) if report else None
        if report is None or mention is None or mention.number_text != one.number_text or one.now == one.then:
            continue
        truth = [seen for (start, _), seen in report.observations.items() if start == one.char_start]
        before, after = _is_right(one.now, truth), _is_right(one.then, truth)
        if after and not before:
            mended.append(one.sentence)
        elif before and not after:
            broken.append(one.sentence)
    figures = sum(len(report.mentions) for report in reports)
    return OnGold(name, figures, len(mended), len(broken), mended[:SHOWN], broken[:SHOWN])


def _is_right(reading: Reading, truth: Sequence[Observation]) -> bool:
    """Whether a reading says what the gold says, of the parts that it tells."""
    if reading.metrics != {one.metric_code for one in truth}:
        return False
    if reading.scope is not None and not all(one.accepts(reading.scope) for one in truth):
        return False
    return reading.role is None or all(one.role == reading.role for one in truth)
