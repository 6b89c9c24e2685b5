"""What a built warehouse says of one report: its text, its figures, the observations among them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import duckdb

from fazhi.evaluate.gold import GoldError

WINDOW = 120  # characters of a sentence that are shown on either side of its number
OPEN, CLOSE = "⟦", "⟧"

_REPORT = """
    select report_id, source_uri, text from raw.reports where source_name = $name or source_uri = $name
    order by landed_at desc, report_id desc
"""
_FIGURES = "select char_start, number_text, value, unit from raw.figures where report_id = ?"
_PASSAGES = "select char_start, char_end from raw.passages where report_id = ?"
_SET_ASIDE = "select char_start, reason from marts.aud_figure_disposition where report_id = ? and disposition <> 'used'"
_OBSERVATIONS = """
    select
        char_start, metric_code, value, unit, scope, role, year, as_of, confidence, rule_id,
        coalesce((select any_value(edition) from {catalogue} as metrics where metrics.metric_code = facts.metric_code), 1)
    from marts.fct_observations as facts where report_id = ? order by char_start, metric_code
"""


class Figure(NamedTuple):
    """A landed figure."""

    number_text: str
    value: Decimal | None
    unit: str | None


class Reading(NamedTuple):
    """An observation of the warehouse."""

    metric_code: str
    value: Decimal | None
    unit: str | None
    scope: str | None
    role: str | None
    year: int | None
    as_of: date | None
    confidence: Decimal | None
    rule_id: str | None
    edition: int = 1


@dataclass(frozen=True)
class Landed:
    """A report in the warehouse: its figures and readings by offset, and why other figures were set aside."""

    text: str
    figures: dict[int, Figure]
    readings: dict[int, list[Reading]]
    passages: list[tuple[int, int]]
    reasons: dict[int, str]

    def sentence(self, start: int, length: int) -> str:
        """The sentence around the number at `start`, in one line, with the number marked; cut where it is long."""
        around = [span for span in self.passages if span[0] <= start < span[1]]
        low, high = min(around, key=lambda span: span[1] - span[0], default=(start - WINDOW, start + WINDOW))
        end = start + length
        first, last = max(low, start - WINDOW, 0), min(max(high, end), end + WINDOW)
        before, behind = self.text[first:start], self.text[end:last]
        marked = f"{before.lstrip()}{OPEN}{self.text[start:end]}{CLOSE}{behind.rstrip()}"
        return " ".join(f"{'…' if first > low else ''}{marked}{'…' if last < high else ''}".split())


class Warehouse:
    """A built warehouse, read by the name of a report's file."""

    def __init__(self, db: Path, connection: duckdb.DuckDBPyConnection) -> None:
        """Raises GoldError where `db` has not been built."""
        self.db, self.connection = db, connection
        names = connection.execute("select table_schema || '.' || table_name from information_schema.tables")
        self.relations = {name for (name,) in names.fetchall()}
        if not {"raw.reports", "raw.figures", "marts.fct_observations"} <= self.relations:
            raise GoldError(f"{db}: this is no built warehouse; build it first: fazhi build --db {db}")

    def landed(self, source_name: str) -> Landed:
        """The report of a file's name, or of its path in the landed folder; its last version where there are several.

        Raises GoldError where none or more than one fits.
        """
        found = self.connection.execute(_REPORT, {"name": source_name}).fetchall()
        if not found:
            raise GoldError(f"{self.db}: {source_name} has not landed here; land it first: fazhi land FOLDER")
        if len(places := sorted({uri for _, uri, _ in found})) > 1:
            raise GoldError(
                f"{self.db}: several reports are named {source_name} ({', '.join(places)}); "
                "write which one in the manifest's source_name"
            )
        report_id, _, text = found[0]
        readings: dict[int, list[Reading]] = defaultdict(list)
        known = "seeds.metrics" in self.relations
        catalogue = "seeds.metrics" if known else "(select '' as metric_code, 1 as edition)"
        query = _OBSERVATIONS.format(catalogue=catalogue)
        for start, *reading in self._rows(query, report_id, "marts.fct_observations"):
            readings[start].append(Reading(*reading))
        return Landed(
            text,
            {start: Figure(*figure) for start, *figure in self._rows(_FIGURES, report_id, "raw.figures")},
            dict(readings),
            [(start, end) for start, end in self._rows(_PASSAGES, report_id, "raw.passages")],
            dict(self._rows(_SET_ASIDE, report_id, "marts.aud_figure_disposition")),
        )

    def _rows(self, query: str, report_id: str, relation: str) -> list[tuple]:  # type: ignore[type-arg]
        """What a relation says of a report; nothing where the warehouse was built without that relation."""
        return self.connection.execute(query, [report_id]).fetchall() if relation in self.relations else []
