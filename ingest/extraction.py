"""From a report's text to the rows of raw.passages and raw.figures."""

from typing import Any, NamedTuple

from ingest.figures import figures
from ingest.identity import Identity, Known, identify
from ingest.labels import Label, labels
from ingest.normal import normal
from ingest.quantity import Figure
from ingest.structure import Passage, passages
from ingest.tables import figures_of


class Extraction(NamedTuple):
    """What a report's text gave: its identity and rows in the column order of `ingest.records`."""

    identity: Identity
    passages: list[tuple[Any, ...]]
    figures: list[tuple[Any, ...]]


def extract(report_id: str, text: str, known: Known) -> Extraction:
    """Passages, figures and identity of one report.

    `text` is the decoded text as it will be landed; all offsets are code points into it. Raises NotAReport where it
    is no report on rule-of-law government.
    """
    even = normal(text)
    found = passages(even)
    identity = identify(even, found, known)
    passage_rows: list[tuple[Any, ...]] = []
    figure_rows: list[tuple[Any, ...]] = []
    tables: dict[int, list[Passage]] = {}
    for passage in found:
        start, end = passage.start, passage.end
        passage_rows.append(
            (
                report_id,
                passage.number,
                passage.kind,
                passage.is_report,
                start,
                end,
                text[start:end],
                passage.item,
                passage.heading_path,
            )
        )
        if passage.kind == "table_row":
            tables.setdefault(passage.item, []).append(passage)
        elif passage.is_report:
            _figures(report_id, text, even, passage.number, start, end, figure_rows)
    for rows in tables.values():
        caption = rows[0].heading_path.rpartition(" › ")[2]
        for line, figure, label in figures_of(even, [(row.start, row.end) for row in rows], caption):
            figure_rows.append(_row(report_id, text, rows[line].number, figure, label))
    return Extraction(identity, passage_rows, figure_rows)


def _figures(
    report_id: str, text: str, even: str, passage_no: int, start: int, end: int, rows: list[tuple[Any, ...]]
) -> None:
    quantities = figures(even, text, start, end)
    if not quantities:
        return
    for figure, label in zip(quantities, labels(even, start, end, quantities), strict=True):
        rows.append(_row(report_id, text, passage_no, figure, label))


def _row(report_id: str, text: str, passage_no: int, figure: Figure, label: Label) -> tuple[Any, ...]:
    return (
        f"{report_id}:{figure.start}",
        report_id,
        passage_no,
        figure.start,
        figure.end,
        text[figure.start : figure.end],
        figure.value,
        figure.unit,
        text[figure.end : figure.unit_end].strip(),
        figure.unit_basis,
        figure.modifier,
        figure.numeral,
        figure.range_part,
        figure.damage,
        figure.readable,
        label.clause_start,
        label.clause_end,
        label.before,
        label.after,
        label.items,
    )
