"""Whether a verdict still stands: its number in its sentence, here or in a new version of the same source."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from desk.items import Item
from desk.verdict import Verdict, sentence_sha256
from fazhi.naming import rows

if TYPE_CHECKING:
    import duckdb


class Landed(NamedTuple):
    """A landed figure and by what its sentence is known again."""

    item: Item
    sentence_sha256: str


class Stand:
    """Where verdicts stand in one warehouse; it looks up the reports that they name and the versions after them."""

    def __init__(self, connection: "duckdb.DuckDBPyConnection") -> None:
        self._connection = connection
        self._reports = rows(
            connection, "select report_id, sha256, source_uri, source_name, is_current from marts.dim_report"
        )
        self._sources = {row["sha256"]: row["source_uri"] for row in self._reports}
        self._current = {row["source_uri"]: row for row in self._reports if row["is_current"]}
        self._landed: dict[str, list[Landed]] = {}

    def item(self, verdict: Verdict) -> Item | None:
        """The figure or report that the verdict holds for; None where it has become stale or its report is not here."""
        current = self._successor(verdict)
        if current is None:
            return None
        report_id, sha256 = current
        if verdict.char_start is None:
            return Item(report_id, sha256, None, "") if sha256 == verdict.report_sha256 else None
        there = self._figures(report_id, sha256)
        same = [one for one in there if one.sentence_sha256 == verdict.sentence_sha256]
        same = [one for one in same if one.item.number_text == verdict.number_text]
        if sha256 == verdict.report_sha256:
            return next((one.item for one in same if one.item.char_start == verdict.char_start), None)
        # in a new version it may stand elsewhere, but it must be clear which one it is
        return same[0].item if len(same) == 1 else None

    def is_known(self, verdict: Verdict) -> bool:
        """Whether a version of its report has landed at all."""
        return self._successor(verdict) is not None

    def nearest(self, verdict: Verdict) -> Item | None:
        """The figure that is likeliest to be what it was about: the same number, else the one next to its place."""
        current = self._successor(verdict)
        if current is None or verdict.char_start is None:
            return Item(*current, None, "") if current else None
        start = verdict.char_start
        there = [one.item for one in self._figures(*current)]
        same = [item for item in there if item.number_text == verdict.number_text]
        return min(same or there, key=lambda item: abs((item.char_start or 0) - start), default=None)

    def _successor(self, verdict: Verdict) -> tuple[str, str] | None:
        """Id and SHA-256 of the current version of the verdict's report."""
        source = self._sources.get(verdict.report_sha256)
        row = self._current.get(source) if source is not None else None
        return (row["report_id"], row["sha256"]) if row else None

    def _figures(self, report_id: str, sha256: str) -> list[Landed]:
        if report_id not in self._landed:
            found = rows(
                self._connection,
                "select figures.char_start, figures.number_text, passages.text from raw.figures as figures"
                " inner join raw.passages as passages on figures.report_id = passages.report_id"
                " and figures.passage_no = passages.passage_no where figures.report_id = ?",
                [report_id],
            )
            self._landed[report_id] = [
                Landed(Item(report_id, sha256, row["char_start"], row["number_text"]), sentence_sha256(row["text"]))
                for row in found
            ]
        return self._landed[report_id]


def stale(connection: "duckdb.DuckDBPyConnection", heads: Iterable[Verdict]) -> list[tuple[Verdict, Item | None]]:
    """The verdicts whose evidence has changed, each with the figure that it was probably about."""
    stand = Stand(connection)
    gone = [one for one in heads if stand.is_known(one) and stand.item(one) is None]
    return [(one, stand.nearest(one)) for one in gone]


def counted(verdicts: Iterable[Verdict]) -> Counter[tuple[str, str]]:
    """How many figures each reader has done on each day."""
    whole = [one for one in verdicts if one.part in ("reading", "report_jurisdiction")]
    return Counter((one.reader, one.decided_at[:10]) for one in whole)
