"""Facts of a warehouse against the truth of what was landed in it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb

from tests.dresses.reports import Entry, Report
from tests.dresses.statements import Truth

RIGHT, FLAGGED, LOST, WRONG = "right", "flagged", "lost", "wrong"
WITHHELD = "withheld"  # what may be stated, and is not
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
    period: str
    as_of: date | None
    modifier: str | None
    part: str | None
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
            and (truth.periods is None or self.period in truth.periods)
            and (self.period != "year" or self.as_of is None or (self.as_of.month, self.as_of.day) == (12, 31))
            and truth.about in {None, bool(self.modifier or self.part)}
        )

    def __str__(self) -> str:
        more = (self.period if self.period != "year" else "", self.as_of, self.modifier, self.part)
        bounds = " ".join(str(each) for each in more if each)
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
        return self.value == truth.value or (bool(mine) and mine in its) or _digits(mine) == _digits(its)


def _bare(printed: str) -> str:
    """Letters and digits alone, without the number of a page between two lines."""
    inner = re.sub(r"\n\s*- ?\d+ ?-\s*\n", "", printed)
    return "".join(each for each in unicodedata.normalize("NFKC", inner) if each.isalnum())


def _digits(bare: str) -> str:
    """Its digits, or all of it where it has none."""
    return "".join(each for each in bare if each.isdigit()) or bare


@dataclass(frozen=True)
class Landed:
    """What a file became: its text, its facts, and the figures that were set aside."""

    text: str
    code: str | None
    facts: list[Fact]
    aside: list[Set]


def landed(database: Path) -> tuple[dict[str, Landed], dict[str, str]]:
    """What became of each file, by name; and the reasons of those that were refused."""
    with duckdb.connect(str(database), read_only=True) as warehouse:
        facts: dict[str, list[Fact]] = {}
        aside: dict[str, list[Set]] = {}
        for report_id, *columns in warehouse.execute(
            "select report_id, char_start, metric_code, value, unit, role, year, scope, period_type, as_of, modifier,"
            " range_part, number_text, printed_sentence from marts.fct_observations order by report_id, char_start"
        ).fetchall():
            facts.setdefault(report_id, []).append(Fact(*columns))
        for report_id, *columns in warehouse.execute(
            "select report_id, char_start, number_text, value, reason from intermediate.int_figure_dispositions"
            " where disposition = 'set_aside'"
        ).fetchall():
            aside.setdefault(report_id, []).append(Set(*columns))
        reports = warehouse.execute(
            "select source_name, report_id, text, jurisdiction_code from raw.reports"
        ).fetchall()
        refused = warehouse.execute("select source_name, reason from raw.ledger where status = 'refused'").fetchall()
    found = {
        name: Landed(text, code, facts.get(report_id, []), aside.get(report_id, []))
        for name, report_id, text, code in reports
    }
    return found, dict(refused)


def judged(database: Path, made: Sequence[Report]) -> list[Verdict]:
    """A verdict for each stated number, and for each wrong fact. Raises AssertionError where a report was refused."""
    files, refused = landed(database)
    assert not refused, list(refused.items())[:5]
    return [verdict for report in made for verdict in _of_report(report, files[report.name])]


def _of_report(report: Report, became: Landed) -> list[Verdict]:
    text, facts, aside = became.text, became.facts, became.aside
    starts = [text.find(entry.anchor) for entry in report.entries]
    there = [start for start in starts if start >= 0]
    assert there == sorted(there), (report.name, report.dress.name, starts)
    found = []
    for fact in facts:
        if not there or fact.at < there[0]:
            found.append(Verdict(WRONG, report.dress.name, report.form, "before all statements", str(fact)))
    for entry, start in zip(report.entries, starts, strict=True):
        end = min((other for other in there if other > start), default=len(text)) if start >= 0 else start
        here = [fact for fact in facts if start <= fact.at < end]
        found += _of_entry(report, entry, here, [figure for figure in aside if start <= figure.at < end])
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
        told = f"{truth.metric} {truth.value}{truth.unit} printed as {truth.printed!r} in {report.name}"
        kept = [figure for figure in aside if figure.stands_for(truth)]
        if any(fact.is_told(truth) for fact in facts):
            found.append(Verdict(RIGHT, *where, told, truth.dressed))
        elif not truth.required:
            found.append(Verdict(WITHHELD, *where, told, dressed=False))
        elif kept:
            found.append(Verdict(FLAGGED, *where, f"{told}: {kept[0].reason}", truth.dressed))
        else:
            found.append(Verdict(LOST, *where, told, truth.dressed))
    return found
