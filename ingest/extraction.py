"""From a report's text to the rows of raw.passages and raw.figures."""

import contextlib
import gc
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from ground.errors import TooLarge
from ingest.clues import Clue, Outside
from ingest.columns import separated
from ingest.disguises import DAMAGE, Disguises
from ingest.figures import figures
from ingest.identity import NO_OUTSIDE, Identity, Known, identify
from ingest.label import Label
from ingest.labels import clauses, labels
from ingest.normal import normal
from ingest.quantity import Figure
from ingest.spots import parted, spots
from ingest.structure import Passage, passages
from ingest.tables import figures_of
from ingest.wrapping import Unbroken

# Far beyond any report, and what keeps time, memory and the warehouse's size in proportion to the text: a figure is
# kept with its sentence.
MAX_PASSAGES: Final = 200_000  # lines and sentences
MAX_CELLS: Final = 700_000  # pipes between cells: a spreadsheet of 300 000 cells fits
MAX_SENTENCE: Final = 50_000  # characters of a sentence with figures
MAX_FIGURES: Final = 20_000
MAX_EVIDENCE: Final = 50_000_000  # characters of the sentences of all figures, each counted once a figure


class Extraction(NamedTuple):
    """What a report's text gave: its identity and rows in the column order of `ingest.records`."""

    identity: Identity
    passages: list[tuple[Any, ...]]
    figures: list[tuple[Any, ...]]
    clues: list[tuple[Any, ...]]


def extract(report_id: str, text: str, known: Known, outside: Outside = NO_OUTSIDE) -> Extraction:
    """Passages, figures and identity of one report.

    `text` is the decoded text as it will be landed; all offsets are code points into it; `outside` is what stands
    beside it. Raises NotAReport where it is not about what is measured, TooLarge where it states more than any
    report does.
    """
    with _collector_paused():
        return _extract(report_id, text, known, outside)


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


def _extract(report_id: str, text: str, known: Known, outside: Outside) -> Extraction:
    plain = normal(text)
    disguises = Disguises(text)
    even = separated(text, plain, is_plain=disguises.is_plain)
    _check_size(even)
    found = passages(even)
    identity = identify(even, found, known, outside)
    passage_rows: list[tuple[Any, ...]] = [
        (report_id, number, kind, is_report, start, end, text[start:end], plain[start:end], item, heading_path)
        for number, kind, is_report, start, end, item, heading_path in found
    ]
    figure_rows: list[tuple[Any, ...]] = []
    tables: dict[int, list[Passage]] = {}
    evidence = 0
    marked = clauses(even)
    ends = even.replace("\r", "\n")
    line_end = ends.find("\n")  # the first that is not before the passage; -1 where none is
    within = parted(spots(even), [(passage.start, passage.end) for passage in found])
    for passage, places in zip(found, within, strict=True):
        number, kind, is_report, start, end, item, _ = passage
        if kind == "table_row":
            tables.setdefault(item, []).append(passage)
            continue
        if 0 <= line_end < start:
            line_end = ends.find("\n", start)
        if not is_report:
            continue
        if end - start > MAX_SENTENCE:
            raise TooLarge(_too_long(start, end))
        if 0 <= line_end < end:
            quantities, named = _unbroken(even, text, start, end)
        elif (places[0] or places[1]) and (quantities := figures(even, text, start, end, places)):
            named = labels(even, start, end, quantities, marked)
        else:
            continue
        for figure, label in zip(quantities, named, strict=True):
            figure_rows.append(_row(report_id, disguises, number, figure, label))
        evidence += len(quantities) * (end - start)
        if len(figure_rows) > MAX_FIGURES or evidence > MAX_EVIDENCE:
            raise TooLarge(_too_many(len(figure_rows), evidence))
    for rows in tables.values():
        caption = rows[0].heading_path.rpartition(" › ")[2]
        for line, figure, label in figures_of(even, text, [(row.start, row.end) for row in rows], caption):
            figure_rows.append(_row(report_id, disguises, rows[line].number, figure, label))
            evidence += rows[line].end - rows[line].start
            if len(figure_rows) > MAX_FIGURES or evidence > MAX_EVIDENCE:
                raise TooLarge(_too_many(len(figure_rows), evidence))
    clue_rows = [_clue_row(report_id, number, text, clue) for number, clue in enumerate(identity.clues)]
    return Extraction(identity, passage_rows, figure_rows, clue_rows)


def _clue_row(report_id: str, number: int, text: str, clue: Clue) -> tuple[Any, ...]:
    """A clue as a row; the words in the text are as printed there."""
    start, end = clue.start, clue.end
    if start is not None:
        end = min(len(text), end or start + len(clue.text))
    words = clue.text if start is None or clue.kind in ("title", "published") else text[start:end]
    return (
        *(report_id, number, clue.about, clue.kind, clue.value, clue.code, clue.level, clue.mentions),
        *(start, end, words),
    )


def _unbroken(even: str, text: str, start: int, end: int) -> tuple[list[Figure], list[Label]]:
    """The figures of a sentence that runs over several lines, and their labels."""
    whole = Unbroken(even, text, start, end)
    found = figures(whole.even, whole.raw, whole.start, whole.end)
    return found, whole.labels(found)


def _row(report_id: str, disguises: Disguises, passage_no: int, figure: Figure, label: Label) -> tuple[Any, ...]:
    text = disguises.text
    if not disguises.is_plain and disguises.hide(figure.start, figure.end, figure.numeral):
        figure.value, figure.readable, figure.damage = None, False, DAMAGE
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


def _check_size(text: str) -> None:
    """Raises TooLarge for more passages or cells than a report has, before any are made."""
    for counted, marks, bound in (("lines and sentences", "\n\r。!?", MAX_PASSAGES), ("cells", "|", MAX_CELLS)):
        if (count := sum(map(text.count, marks))) > bound:
            raise TooLarge(f"it has {count:,} {counted}, more than the {bound:,} of any report; split it up")


def _too_long(start: int, end: int) -> str:
    """Why a sentence is too long to be looked through."""
    return (
        f"the sentence that begins at character {start} has {end - start:,} characters, more than the "
        f"{MAX_SENTENCE:,} of any report; put its sentences and table rows on lines of their own"
    )


def _too_many(count: int, evidence: int) -> str:
    """Why figures are more than a report has, or the sentences too long that they stand in."""
    if count > MAX_FIGURES:
        return f"it states more than {MAX_FIGURES:,} figures, as no report does; split it up"
    return (
        f"its first {count:,} figures stand in sentences of some {evidence // count:,} "
        "characters, as those of no report; put its sentences and table rows on lines of their own"
    )
