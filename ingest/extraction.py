"""From a report's text to the rows of raw.passages and raw.figures."""

import contextlib
import gc
from collections.abc import Iterator
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
    with _collector_paused():
        return _extract(report_id, text, known)


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """Python's collector of cycles stands still: a text's many small records hold none, and it would walk them all."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.freeze()  # counts the new records among the old ones, so that they are not walked at once
            gc.unfreeze()
            gc.enable()


def _extract(report_id: str, text: str, known: Known) -> Extraction:
    even = normal(text)
    found = passages(even)
    identity = identify(even, found, known)
    passage_rows: list[tuple[Any, ...]] = []
    figure_rows: list[tuple[Any, ...]] = []
    tables: dict[int, list[Passage]] = {}
    for passage in found:
        number, kind, is_report, start, end, item, heading_path = passage
        passage_rows.append((report_id, number, kind, is_report, start, end, text[start:end], item, heading_path))
        if kind == "table_row":
            tables.setdefault(item, []).append(passage)
        elif is_report and (quantities := figures(even, text, start, end)):
            for figure, label in zip(quantities, labels(even, start, end, quantities), strict=True):
                figure_rows.append(_row(report_id, text, number, figure, label))
    for rows in tables.values():
        caption = rows[0].heading_path.rpartition(" › ")[2]
        for line, figure, label in figures_of(even, [(row.start, row.end) for row in rows], caption):
            figure_rows.append(_row(report_id, text, rows[line].number, figure, label))
    return Extraction(identity, passage_rows, figure_rows)


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
        label.compared,
    )
