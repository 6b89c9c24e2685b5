"""Facts of a warehouse against the truth of what was landed in it."""

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from tests.dresses.reports import Entry, Report
from tests.dresses.statements import Truth

RIGHT, FLAGGED, LOST, WRONG = "right", "flagged", "lost", "wrong"
MODELS = "+fct_observations +int_figure_dispositions"


@dataclass(frozen=True)
class Verdict:
    """What became of one stated number, or (`WRONG`) a fact that no statement states."""

    outcome: str
    dress: str
    form: str
    statement: str
    told: str
    dressed: bool = True


@dataclass(frozen=True)
class Fact:
    """A row of fct_observations."""

    at: int
    metric: str
    value: Decimal
    unit: str
    role: str
    year: int | None
    scope: str
    bounds: tuple[str, ...]
    printed: str
    sentence: str

    def is_told(self, truth: Truth) -> bool:
        """Whether the truth states it. A scope that is not said is no wrong scope."""
        return (
            (self.metric, self.value) == (truth.metric, truth.value)
            and self.unit == truth.unit
            and self.role in truth.roles
            and (truth.years is None or self.year in truth.years)
            and (truth.scopes is None or self.scope in truth.scopes | {"unstated"})
            and self.bounds == truth.bounds
        )

    def __str__(self) -> str:
        bounds = " ".join(self.bounds)
        return (
            f"{self.metric} {self.value.normalize():f}{self.unit} {self.role} @{self.year} {self.scope} {bounds} "
            f"[{self.printed}] in {self.sentence[:90]!r}"
        )


@dataclass(frozen=True)
class Set:
    """A figure that was landed and set aside, with its reason."""

    at: int
    printed: str
    value: Decimal | None
    reason: str

    def stands_for(self, truth: Truth) -> bool:
        """Whether it is the number of the truth, or a part of it."""
        mine, its = _bare(self.printed), _bare(truth.printed)
        return self.value == truth.value or (bool(mine) and (mine in its or its in mine))


def _bare(printed: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", printed) if each.isalnum())


def judged(database: Path, made: Sequence[Report]) -> list[Verdict]:
    """A verdict for each stated number, and for each wrong fact. Raises AssertionError where a report was refused."""
    with duckdb.connect(str(database), read_only=True) as warehouse:
        rows = warehouse.execute("select source_name, report_id, text from raw.reports").fetchall()
        texts = {name: (report_id, text) for name, report_id, text in rows}
        facts: dict[str, list[Fact]] = {}
        for report_id, *columns, period, as_of, modifier, part, printed, said in warehouse.execute(
            "select report_id, char_start, metric_code, value, unit, role, year, scope, period_type, as_of, modifier,"
            " range_part, number_text, printed_sentence from marts.fct_observations order by report_id, char_start"
        ).fetchall():
            bounds = tuple(str(each) for each in (period, as_of, modifier, part) if each and each != "year")
            facts.setdefault(report_id, []).append(Fact(*columns, bounds, printed, said))
        aside: dict[str, list[Set]] = {}
        for report_id, *columns in warehouse.execute(
            "select report_id, char_start, number_text, value, reason from intermediate.int_figure_dispositions"
            " where disposition = 'set_aside'"
        ).fetchall():
            aside.setdefault(report_id, []).append(Set(*columns))
        refused = warehouse.execute("select source_name, reason from raw.ledger where status = 'refused'").fetchall()
    assert not refused, refused[:5]
    found: list[Verdict] = []
    for report in made:
        report_id, text = texts[report.name]
        found += _of_report(report, text, facts.get(report_id, []), aside.get(report_id, []))
    return found


def _of_report(report: Report, text: str, facts: list[Fact], aside: list[Set]) -> list[Verdict]:
    starts = [text.find(entry.anchor) for entry in report.entries]
    assert min(starts) >= 0, (report.name, report.dress.name, starts)
    assert starts == sorted(starts), (report.name, report.dress.name, starts)
    found = []
    for fact in facts:
        if fact.at < starts[0]:
            found.append(Verdict(WRONG, report.dress.name, report.form, "before all statements", str(fact)))
    for number, entry in enumerate(report.entries):
        here = [fact for fact in facts if bisect_right(starts, fact.at) == number + 1]
        there = [figure for figure in aside if bisect_right(starts, figure.at) == number + 1]
        found += _of_entry(report, entry, here, there)
    return found


def _of_entry(report: Report, entry: Entry, facts: list[Fact], aside: list[Set]) -> list[Verdict]:
    where = (report.dress.name, report.form, entry.statement)
    truths = entry.dressed.truths
    found = [
        Verdict(WRONG, *where, f"{fact}; in {report.name}")
        for fact in facts
        if not any(fact.is_told(truth) for truth in truths)
    ]
    for truth in truths:
        if not truth.required:
            continue
        told = f"{truth.metric} {truth.value}{truth.unit} printed as {truth.printed!r} in {report.name}"
        kept = [figure for figure in aside if figure.stands_for(truth)]
        if any(fact.is_told(truth) for fact in facts):
            found.append(Verdict(RIGHT, *where, told, truth.dressed))
        elif kept:
            found.append(Verdict(FLAGGED, *where, f"{told}: {kept[0].reason}", truth.dressed))
        else:
            found.append(Verdict(LOST, *where, told, truth.dressed))
    return found
