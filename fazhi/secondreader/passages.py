"""What is asked: the passages of a warehouse that state figures, each with its figures numbered."""

from pathlib import Path
from typing import NamedTuple

from ground.errors import ShowError
from ground.warehouse import opened

_PASSAGES = """
    select
        figures.report_id, reports.source_name, reports.title, reports.report_year, figures.passage_no,
        passages.heading_path, passages.text, passages.char_start,
        list(struct_pack(id := figure_id, number := number_text, first := figures.char_start, last := figures.char_end)
            order by figures.char_start)
    from raw.figures as figures
    inner join raw.reports as reports on figures.report_id = reports.report_id
    inner join raw.passages as passages
        on figures.report_id = passages.report_id and figures.passage_no = passages.passage_no
    where passages.is_report and figures.is_readable {which}
    group by all
    order by figures.report_id, figures.passage_no
"""


class Numbered(NamedTuple):
    """A landed figure, by its id, as printed."""

    figure_id: str
    number_text: str


class Passage(NamedTuple):
    """A passage to be read: `text` has each figure as ⟦1:412⟧, with the place of the figure in `figures` from 1."""

    report_id: str
    source_name: str
    passage_no: int
    text: str
    figures: tuple[Numbered, ...]


class Book(NamedTuple):
    """All that is asked of one warehouse: the metrics that may be named, and the passages."""

    metrics: tuple[tuple[str, str, str], ...]  # code, name, unit
    passages: list[Passage]


def read_book(db: Path, report: str | None = None) -> Book:
    """What the warehouse at `db` has to be read, of all current reports or of the file named `report`.

    Raises ShowError where it has not been built or has no such report.
    """
    if not db.exists():
        raise ShowError(f"{db}: there is no warehouse; make one first: fazhi all REPORTS --db {db}")
    with opened(db, read_only=True) as connection:
        there = connection.execute(
            "select 1 from duckdb_tables() where schema_name = 'marts' and table_name = 'dim_metric'"
        ).fetchone()
        if not there:
            raise ShowError(f"{db}: nothing has been built in it; build it first: fazhi build --db {db}")
        metrics = connection.execute(
            "select metric_code, name_zh, unit from marts.dim_metric order by metric_code"
        ).fetchall()
        which = "and figures.report_id in (select report_id from marts.dim_report where is_current)"
        named = [report] if report else []
        rows = connection.execute(
            _PASSAGES.format(which=which + (" and reports.source_name = ?" if report else "")), named
        ).fetchall()
    if not rows:
        what = f"no current report named {report}" if report else "no current report"
        raise ShowError(f"{db}: {what} states figures; look at marts.dim_report for what has landed")
    return Book(tuple(metrics), list(map(_passage, rows)))


def _passage(row: tuple) -> Passage:  # type: ignore[type-arg]
    report_id, source_name, title, year, passage_no, heading_path, text, start, figures = row
    pieces, at = [], 0
    for number, figure in enumerate(figures, 1):
        first, last = figure["first"] - start, figure["last"] - start
        pieces += [text[at:first], f"⟦{number}:{text[first:last]}⟧"]
        at = last
    about = [("篇名", title), ("所报年份", year), ("上级标题", heading_path)]
    told = "".join(f"{name}：{value}\n" for name, value in about if value)
    numbered = tuple(Numbered(figure["id"], figure["number"]) for figure in figures)
    return Passage(report_id, source_name, passage_no, f"{told}段落：{''.join(pieces)}{text[at:]}", numbered)
