"""The difference between two publications, figure by figure: what was added, withdrawn or changed, and why."""

import csv
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ground.errors import ExportError
from publish.markdown import escaped

CSV, PAGE = "changes.csv", "CHANGES.md"
FIGURES = Path("csv") / "figures.csv"
REPORTS = Path("csv") / "dim_report.csv"
READABLE = 500  # changes that the page lists; the CSV file has them all

# What a figure is about: of one such key a report may state several values.
KEY = (
    *("jurisdiction_key", "reporting_department", "metric_code", "year", "scope", "role", "as_of", "is_cumulative"),
    *("period_type", "unit", "range_part"),
)
_NAMED = ("metric_name_zh", "jurisdiction_name")
_VALUE = ("value", "modifier")
KINDS = {"added": "新增", "withdrawn": "撤下", "changed": "改变", "moved": "换了出处"}
WHYS = {
    "new_report": ("新入库的报告", "a report that is new"),
    "new_version": ("报告有了新版本", "another version of the report"),
    "report_again": ("此前已入库的报告，现在采用", "a report that had landed before and is used now"),
    "report_gone": ("报告不再采用", "a report that is no longer there"),
    "read_otherwise": ("同一文本，读法改变", "the same text, read otherwise"),
}

Row = Mapping[str, str]


class Reports(NamedTuple):
    """The reports that figures are of, before and now, each with where it came from; those that had landed before."""

    there: Mapping[str, str]
    here: Mapping[str, str]
    landed: frozenset[str]


class Change(NamedTuple):
    """One figure that is not as it was: its rows before and now, None where there is none, and why."""

    kind: str
    before: Row | None
    now: Row | None
    why: str

    @property
    def row(self) -> Row:
        """The row that tells what it is about."""
        return self.now or self.before or {}


def figures_of(folder: Path) -> list[Row]:
    """The figures of the publication in `folder`. Raises ExportError where it is none."""
    path = folder / FIGURES
    if folder.is_dir() and not path.is_file():
        what = "the folder of an export (fazhi export)" if (folder / "csv").is_dir() else "no publication"
        raise ExportError(
            f"{folder}: is {what}; --since names the folder of an earlier publication, fazhi-YYYY-MM-DD, "
            f"which fazhi publish has written and which has {FIGURES.as_posix()}"
        )
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows: list[Row] = list(csv.DictReader(file))
            columns = set(rows[0]) if rows else set()
    except (OSError, ValueError, csv.Error) as error:
        raise ExportError(
            f"{path}: cannot be read ({getattr(error, 'strerror', None) or error}); --since names the folder of an "
            "earlier publication, fazhi-YYYY-MM-DD"
        ) from error
    needed = ("observation_id", "report_id", "metric_code", "value")
    if rows and (missing := [name for name in needed if name not in columns]):
        raise ExportError(f"{path}: has no column {missing[0]}; --since names the folder of an earlier publication")
    return rows


def landed_in(folder: Path) -> frozenset[str]:
    """The reports that had landed when the publication in `folder` was made, used or not; none where it is silent."""
    try:
        with (folder / REPORTS).open(encoding="utf-8-sig", newline="") as file:
            return frozenset(row["report_id"] for row in csv.DictReader(file))
    except (OSError, ValueError, KeyError, csv.Error):
        return frozenset()


def changes(before: Sequence[Row], now: Sequence[Row], landed: Collection[str] = ()) -> list[Change]:
    """What differs between the figures of two publications, by metric, place and year.

    Of one key equal values are taken off against each other, those of the same report first; of what is left a single
    one on each side is a change, and all else was withdrawn or added. `landed` are the reports that had landed before.
    """
    old, new = _by_key(before), _by_key(now)
    reports = Reports(_reports(before), _reports(now), frozenset(landed))
    found: list[Change] = []
    for key in sorted(old.keys() | new.keys()):
        found += _of_key(old.get(key, []), new.get(key, []), reports)
    return found


def _by_key(rows: Sequence[Row]) -> dict[tuple[str, ...], list[Row]]:
    found: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        found[tuple(row.get(name) or "" for name in KEY)].append(row)
    return found


def _reports(rows: Sequence[Row]) -> dict[str, str]:
    """The reports by id, with the file or address that each came from."""
    return {row["report_id"]: row.get("address") or row.get("source_name") or "" for row in rows}


def _of_key(before: list[Row], now: list[Row], reports: Reports) -> Iterator[Change]:
    for alike in (("report_id", *_VALUE), _VALUE):
        taken = []
        for old in before:
            new = next((row for row in now if all((row.get(n) or "") == (old.get(n) or "") for n in alike)), None)
            if new is not None:
                taken.append(old)
                now = [row for row in now if row is not new]
                if old["report_id"] != new["report_id"]:
                    yield Change("moved", old, new, _why(old, new, reports))
        before = [row for row in before if not any(row is each for each in taken)]
    if len(before) == len(now) == 1:
        yield Change("changed", before[0], now[0], _why(before[0], now[0], reports))
        return
    yield from (Change("withdrawn", row, None, _why(row, None, reports)) for row in before)
    yield from (Change("added", None, row, _why(None, row, reports)) for row in now)


def _why(old: Row | None, new: Row | None, reports: Reports) -> str:
    """Whether other reports make the difference, or another reading of the same."""
    there, here, landed = reports
    if new is not None and new["report_id"] not in there:
        if new["report_id"] in landed:
            return "report_again"
        return "new_version" if here[new["report_id"]] in there.values() else "new_report"
    if old is not None and old["report_id"] not in here:
        return "new_version" if there[old["report_id"]] in here.values() else "report_gone"
    return "read_otherwise"


def write_changes(folder: Path, before: Sequence[Row], since: str, landed: Collection[str] = ()) -> list[Path]:
    """Writes into the publication in `folder` what differs from the figures `before`, of the publication `since`.

    `landed` are the reports that had landed then. Returns the paths inside the folder.
    """
    found = changes(before, figures_of(folder), landed)
    heading = ["change", "change_zh", "why", "why_zh", *_NAMED, *KEY]
    heading += [f"{name}_{side}" for side in ("before", "now") for name in (*_VALUE, "number_text", "citation_zh")]
    with (folder / CSV).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(heading)
        for change in found:
            told = [change.kind, KINDS[change.kind], change.why, WHYS[change.why][0]]
            told += [change.row.get(name) or "" for name in (*_NAMED, *KEY)]
            for side in (change.before, change.now):
                told += [(side or {}).get(name) or "" for name in (*_VALUE, "number_text", "citation_zh")]
            writer.writerow(told)
    (folder / PAGE).write_text("\n".join(_page(found, since)) + "\n", encoding="utf-8", newline="\n")
    return [Path(CSV), Path(PAGE)]


def _page(found: Sequence[Change], since: str) -> Iterator[str]:
    counts = Counter((change.kind, change.why) for change in found)
    yield f"# 与 {since} 相比的变化 What changed since {since}"
    yield ""
    if not found:
        yield "没有数字改变。No figure has changed."
        return
    yield f"全部 {len(found)} 处见 [{CSV}]({CSV})。All {len(found)} of them: [{CSV}]({CSV})."
    yield ""
    yield "| 变化 Change | 缘由 Why | 数 Figures |"
    yield "| --- | --- | ---: |"
    for (kind, why), count in sorted(counts.items()):
        yield f"| {KINDS[kind]} {kind} | {' '.join(WHYS[why])} | {count} |"
    yield ""
    yield "| 变化 | 指标 | 地区 | 年份 | 口径 | 此前 before | 现在 now | 缘由 |"
    yield "| --- | --- | --- | --- | --- | ---: | ---: | --- |"
    for change in found[:READABLE]:
        row = change.row
        place = (row.get("jurisdiction_name") or "") + (row.get("reporting_department") or "")
        cells = [KINDS[change.kind], row.get("metric_name_zh") or row["metric_code"], place, row.get("year") or ""]
        cells += [row.get("scope") or "", _shown(change.before), _shown(change.now), WHYS[change.why][0]]
        yield f"| {' | '.join(map(escaped, cells))} |"
    if len(found) > READABLE:
        yield ""
        yield f"其余见 {CSV}。The others are in {CSV}."


def _shown(row: Row | None) -> str:
    """A value with its bound and unit."""
    if row is None:
        return ""
    mark = {"approx": "约", "ge": "≥", "le": "≤"}.get(row.get("modifier") or "", "")
    return f"{mark}{row['value']} {row.get('unit') or ''}".rstrip()
