"""The readings of a warehouse beside the gold: which parts of each are right, and which signals held."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from fazhi.evaluate.comparison import same_number
from tests.warehouse import ROOT

PARTS = ("number", "metric", "scope", "year", "place")
SEED = ROOT / "seeds" / "confidence_signals.csv"
_READINGS = """
    select
        readings.char_start, readings.metric_code, readings.stated_value, readings.value, readings.scope, readings.role,
        readings.observation_year, readings.as_of, readings.confidence, readings.confidence_number,
        readings.confidence_metric, readings.confidence_scope, readings.confidence_year, readings.confidence_place,
        signals.*
    from intermediate.int_observations as readings
    inner join intermediate.int_observation_signals as signals using (observation_id)
    where readings.report_id = ?
"""
_PLACE = """
    select jurisdictions.name_zh
    from marts.dim_report as reports
    left join marts.dim_jurisdiction as jurisdictions using (jurisdiction_key)
    where reports.report_id = ?
"""


@dataclass(frozen=True)
class Judged:
    """A reading: the values of its signals by field, its confidences by part (`whole` among them), and which parts are
    right; a part that the gold does not tell is left out. Scope and year are told where the metric is right.
    """

    signals: dict[str, str]
    confidence: dict[str, float]
    right: dict[str, bool]

    @property
    def is_right(self) -> bool:
        """Whether no part of it is wrong."""
        return all(self.right.values())


def judged(db: Path, folder: Path) -> list[Judged]:
    """The readings of a built warehouse of the reports of a gold folder; reports that did not land are left out.

    Readings of metrics that the gold's edition of the catalogue does not know are left out too.
    """
    found: list[Judged] = []
    doubtful = {
        (row["name"], int(row["start"]), row["metric_code"])
        for row in (_rows(folder / "doubtful.csv") if (folder / "doubtful.csv").exists() else [])
    }
    editions = {row["metric_code"]: int(row["edition"]) for row in _rows(ROOT / "seeds" / "metrics.csv")}
    with duckdb.connect(str(db), read_only=True) as connection:
        reports = dict(connection.execute("select source_name, report_id from raw.reports").fetchall())
        for entry in _rows(folder / "manifest.csv"):
            if (report_id := reports.get(entry["source_name"])) is None:
                continue
            mentions = {int(row["start"]): row for row in _rows(folder / f"{entry['name']}.mentions.csv")}
            wanted = {
                (int(row["start"]), row["metric_code"]): row
                for row in _rows(folder / f"{entry['name']}.observations.csv")
            }
            place = connection.execute(_PLACE, [report_id]).fetchone()
            result = connection.execute(_READINGS, [report_id])
            columns = [column[0] for column in result.description or ()]
            for values in result.fetchall():
                row = dict(zip(columns, values, strict=True))
                key = row["char_start"], row["metric_code"]
                late = editions[row["metric_code"]] > int(entry.get("edition") or 1)
                if key not in wanted and (late or (entry["name"], *key) in doubtful):
                    continue
                right = _right(row, mentions.get(row["char_start"]), wanted.get(key))
                if (told := entry.get("jurisdiction")) and place and place[0]:
                    right["place"] = told.endswith(place[0]) or place[0].endswith(told)
                found.append(Judged(_told(row), _confidences(row), right))
    return found


def _right(row: dict, mention: dict | None, wanted: dict | None) -> dict[str, bool]:
    right = {
        "number": mention is not None and same_number(row["stated_value"], Decimal(mention["value"])),
        "metric": wanted is not None,
    }
    if wanted is not None:
        right["scope"] = wanted["scope"] in ("", "unstated", row["scope"])
        right["year"] = (
            _agrees(wanted["year"], row["observation_year"])
            and wanted["role"] == row["role"]
            and (wanted["as_of"] or "") == (row["as_of"].isoformat() if row["as_of"] else "")
        )
    return right


def _agrees(wanted: str | None, year: int | None) -> bool:
    return wanted in (None, "", "None") or wanted == str(year)


def _told(row: dict) -> dict[str, str]:
    return {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in row.items()}


def _confidences(row: dict) -> dict[str, float]:
    return {"whole": float(row["confidence"])} | {part: float(row[f"confidence_{part}"]) for part in PARTS}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
