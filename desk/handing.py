"""Verdicts out of the store and into it: verdicts.csv, gold for `fazhi evaluate`, a colleague's file."""

import csv
import shutil
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from desk.disagreements import QUEUE, disagreements
from desk.errors import DeskError, OvertakenError, RefusedError
from desk.readings import Figure, figure, plain
from desk.standing import Stand
from desk.store import Store, open_store
from desk.verdict import COLUMNS, READING, Verdict, from_row
from desk.warehouse import Warehouse

if TYPE_CHECKING:
    import duckdb

_MENTIONS = ("start", "number_text", "value", "unit", "modifier", "cn")
_OBSERVATIONS = ("start", "metric_code", "value", "unit", "scope", "role", "year", "as_of", "note")


class Exported(NamedTuple):
    """What was written: verdicts, and of the gold the reports and their figures."""

    verdicts: int
    reports: int
    figures: int


class TakenIn(NamedTuple):
    """What became of a colleague's verdicts; `faults` tell each line that was refused.

    `conflicts`: figures on which readers differ since; `waiting`: all of them, those from before included.
    """

    new: int
    known: int
    conflicts: int
    waiting: int
    faults: list[str]


def export(db: Path, where: str, out: Path) -> Exported:
    """Writes verdicts.csv and gold/ into a folder, new or of an earlier export. Raises FazhiError."""
    if out.is_dir() and any(out.iterdir()) and not (out / "verdicts.csv").is_file():
        raise DeskError(f"{out}: holds what no export wrote; name a folder of its own: --out FOLDER")
    store, warehouse = open_store(where), Warehouse(db)
    try:
        verdicts = store.all()
        out.mkdir(parents=True, exist_ok=True)
        _write(out / "verdicts.csv", COLUMNS, [one.as_row() for one in verdicts])
        with warehouse.reading() as connection:
            reports, figures = gold(connection, store, out / "gold")
    except OSError as error:
        raise DeskError(f"{out}: {error.strerror}; name a folder where you may write: --out FOLDER") from None
    finally:
        warehouse.close()
        store.close()
    return Exported(len(verdicts), reports, figures)


def take_in(where: str, file: Path, reader: str | None = None) -> TakenIn:
    """Takes in a verdicts.csv; lines that are none, and threads that went on otherwise here, are refused and told."""
    store = open_store(where)
    try:
        lines, faults = _read(file, reader)
        before = {item.place for item in disagreements(store.heads())}
        new = known = 0
        for line, verdict in _in_order(lines):
            try:
                added = store.add([verdict])
            except OvertakenError:
                faults.append(
                    f"{file}, line {line}: {verdict.reader} has decided otherwise on this figure here; "
                    "if this is another person, take them in as one: --as NAME"
                )
                continue
            new, known = new + added, known + (not added)
        after = {item.place for item in disagreements(store.heads())}
        return TakenIn(new, known, len(after - before), len(after), faults)
    finally:
        store.close()


def _read(file: Path, reader: str | None) -> tuple[list[tuple[int, Verdict]], list[str]]:
    found, faults = [], []
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            lines = csv.DictReader(text)
            if missing := [column for column in COLUMNS if column not in (lines.fieldnames or ())]:
                raise DeskError(f"{file}: it lacks the column {', '.join(missing)}; take a verdicts.csv of a desk")
            for row in lines:
                try:
                    verdict = from_row(row)
                    found.append((lines.line_num, replace(verdict, source="import", reader=reader or verdict.reader)))
                except RefusedError as error:
                    faults.append(f"{file}, line {lines.line_num}: {error}")
    except (UnicodeDecodeError, csv.Error) as error:
        raise DeskError(f"{file}: it cannot be read as CSV in UTF-8 ({error})") from None
    return found, faults


def _in_order(lines: Iterable[tuple[int, Verdict]]) -> list[tuple[int, Verdict]]:
    """What is followed before what follows it."""
    return sorted(lines, key=lambda one: (one[1].decided_at, one[0]))


def gold(connection: "duckdb.DuckDBPyConnection", store: Store, folder: Path) -> tuple[int, int]:
    """Writes what readers agree on as gold; how many reports and figures it has.

    The gold of a report holds the figures that were decided on, and no others: what nobody has looked at is neither
    right nor wrong, so the reports' other figures are no part of it.
    """
    open_places = {item.place for item in disagreements(store.heads())}
    by_place: dict[tuple[str, int, str], list[Verdict]] = defaultdict(list)
    for one in store.heads():
        if one.char_start is not None and one.place not in open_places:
            by_place[one.place].append(one)
    stand = Stand(connection)
    reports: dict[str, list[tuple[Figure, list[Verdict]]]] = defaultdict(list)
    for verdicts in by_place.values():
        verdicts = _of_the_decider(verdicts)
        closing = [one for one in verdicts if one.part == READING and one.decision in ("accept", "reject")]
        item = stand.item(closing[-1]) if closing else None
        found = figure(connection, item.key) if item else None
        if found:
            reports[found.item.report_id].append((found, verdicts))
    if folder.exists():
        shutil.rmtree(folder)
    if not reports:
        return 0, 0
    folder.mkdir()
    manifest, count = [], 0
    for report_id, figures in sorted(reports.items()):
        figures.sort(key=lambda pair: pair[0].item.char_start or 0)
        count += len(figures)
        manifest.append({"name": report_id, "source_name": figures[0][0].report["source_uri"], "partial": "1"})
        _write(folder / f"{report_id}.mentions.csv", _MENTIONS, [_mention(found, told) for found, told in figures])
        observed = [row for found, told in figures for row in _observations(found, told)]
        _write(folder / f"{report_id}.observations.csv", _OBSERVATIONS, observed)
    _write(folder / "manifest.csv", ("name", "source_name", "partial"), manifest)
    return len(reports), count


def _of_the_decider(verdicts: list[Verdict]) -> list[Verdict]:
    """Of several readers' verdicts those of one: who decided between them, else the last, who says the same."""
    deciding = [one for one in verdicts if one.queue == QUEUE and one.part == READING]
    closing = deciding or [one for one in verdicts if one.part == READING]
    return [one for one in verdicts if closing and one.reader == closing[-1].reader]


def _changes(verdicts: Iterable[Verdict]) -> dict[str, str]:
    return {one.part: one.value_after for one in verdicts if one.decision == "change"}


def _mention(found: Figure, verdicts: list[Verdict]) -> dict[str, str]:
    is_arabic = found.landed["numeral"] == "arabic"
    value = plain(found.landed["value"]) or _changes(verdicts).get("value", "0")
    return {
        "start": str(found.item.char_start),
        "number_text": found.item.number_text,
        "value": value,
        "unit": str(found.landed["unit"] or ""),
        "modifier": "",
        "cn": "" if is_arabic else "1",
    }


def _observations(found: Figure, verdicts: list[Verdict]) -> list[dict[str, str]]:
    """A row for each metric that the figure measures, by what the reader said of it."""
    closing = next(one for one in reversed(verdicts) if one.part == READING)
    if closing.decision == "reject":
        return []
    changes = _changes(verdicts)
    told = []
    for code in closing.value_after.split():
        read = next((row for row in found.readings if row["metric_code"] == code), None)
        read = read or (found.readings[0] if found.readings else {})
        told.append(
            {
                "start": str(found.item.char_start),
                "metric_code": code,
                "value": changes.get("value") or plain(read.get("value", found.landed["value"])) or "0",
                "unit": str(read.get("unit") or found.landed["unit"] or ""),
                "scope": changes.get("scope") or str(read.get("scope") or ""),
                "role": changes.get("role") or str(read.get("role") or "level"),
                "year": changes.get("year") or str(read.get("year") or found.report["report_year"] or ""),
                "as_of": str(read.get("as_of") or ""),
                "note": closing.note,
            }
        )
    return told


def _write(path: Path, columns: Iterable[str], lines: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
