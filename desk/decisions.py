"""From what a reader does at a card to the verdicts that say so."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from desk.disagreements import QUEUE as DISAGREEMENTS
from desk.errors import RefusedError
from desk.items import Item
from desk.readings import Figure
from desk.store import Store
from desk.tables import verdicts
from desk.verdict import FIGURE_PARTS, READING, REPORT_PARTS, Verdict, new_id, now
from fazhi.naming import Row

if TYPE_CHECKING:
    import duckdb

SCOPES = ("own", "whole", "part", "unstated")
ROLES = ("level", "prior", "change", "target")
LONGEST = 2000  # characters of a note
_YEAR = re.compile(r"(?:19|20)\d\d")


class Desk:
    """One reader at work in one queue: what is decided becomes a verdict of his."""

    def __init__(self, store: Store, reader: str, queue: str, sample_id: str = "", *, is_adjudicator: bool) -> None:
        self.store, self.reader, self.queue, self.sample_id = store, reader, queue, sample_id
        if queue == DISAGREEMENTS and not is_adjudicator:
            raise RefusedError("only an adjudicator decides between two readers")

    def changes(self, item: Item) -> dict[str, str]:
        """The parts of a figure that this reader has changed."""
        return {one.part: one.value_after for one in self.own(item) if one.decision == "change"}

    def own(self, item: Item) -> list[Verdict]:
        """The reader's verdicts on a figure or a report that stand."""
        return [one for one in self.store.heads_at([item.place]) if one.reader == self.reader]

    def close(self, figure: Figure, decision: str, verdict_id: str, note: str = "", instead_of: str = "") -> None:
        """Accepts or rejects a reading, or says that its wording is new; `instead_of` is a stale verdict.

        Raises RefusedError where nothing is read that could be accepted.
        """
        after = ""
        if decision == "accept":
            after = self.changes(figure.item).get("metric", figure.value_of("metric"))
            if not after:
                raise RefusedError("no metric is read here: choose one (4), or say that it measures none (x)")
        elif decision not in ("reject", "new_wording"):
            raise RefusedError(f"“{decision}” is no decision on a reading")
        verdict = self._verdict(figure, verdict_id, READING, decision, figure.stated, after, note)
        self._add([verdict], instead_of)

    def change(
        self, figure: Figure, part: str, value: str, verdict_id: str, connection: "duckdb.DuckDBPyConnection"
    ) -> None:
        """Changes a part of a reading. Raises RefusedError where the part cannot have the value."""
        if part not in FIGURE_PARTS:
            raise RefusedError(f"a reading has no part “{part}”")
        value = fitting(connection, part, value)
        self._add([self._verdict(figure, verdict_id, part, "change", figure.value_of(part), value, "")])

    def settle(self, item: Item, report: Row, chosen: Mapping[str, str], verdict_id: str, note: str = "") -> None:
        """Says whose a report is and of which year: as was read, or as `chosen` says.

        Raises RefusedError where one of the two is neither known nor chosen.
        """
        told = []
        for part, column, one_id in zip(
            REPORT_PARTS, ("jurisdiction_key", "report_year"), (verdict_id, _second(verdict_id)), strict=True
        ):
            before = "" if report[column] is None else str(report[column])
            after = chosen.get(part) or before
            if not after:
                raise RefusedError("place and year are not both known: choose them first (1, 2)")
            decision = "accept" if after == before else "change"
            told.append(self._of_report(item, one_id, part, decision, before, after, note))
        self._add(told)

    def undo(self) -> Item | None:
        """Withdraws the reader's last decision; what it was about, None where there is nothing to undo."""
        last = self.store.last_of(self.reader)
        if last is None:
            return None
        same = self.store.heads(verdicts.c.reader == self.reader, verdicts.c.decided_at == last.decided_at)
        self.store.add([withdrawal(one) for one in same if one.place == last.place])
        return Item(last.report_sha256[:16], last.report_sha256, last.char_start, last.number_text)

    def _verdict(
        self, figure: Figure, verdict_id: str, part: str, decision: str, before: str, after: str, note: str
    ) -> Verdict:
        item = figure.item
        return Verdict(
            verdict_id=verdict_id,
            follows="",
            report_sha256=item.report_sha256,
            char_start=item.char_start,
            number_text=item.number_text,
            sentence_sha256=figure.sentence_sha256,
            part=part,
            decision=decision,
            value_before=before,
            value_after=after,
            reader=self.reader,
            decided_at=now(),
            note=note[:LONGEST],
            rule_ids=figure.rule_ids,
            queue=self.queue,
            sample_id=self.sample_id,
            is_blind=bool(self.sample_id),
        )

    def _of_report(
        self, item: Item, verdict_id: str, part: str, decision: str, before: str, after: str, note: str
    ) -> Verdict:
        told = (part, decision, before, after, self.reader, now(), note[:LONGEST])
        return Verdict(verdict_id, "", item.report_sha256, None, "", "", *told, queue=self.queue)

    def _add(self, told: Sequence[Verdict], instead_of: str = "") -> None:
        """Writes verdicts as those that follow what the reader said before; one that is written already is done."""
        moment = now()
        ends = [self.store.end_of(one) for one in told]
        # a key that was pressed twice; where others have followed meanwhile, the store knows the first by its id
        new = [
            _at(one, moment).following(end)
            for one, end in zip(told, ends, strict=True)
            if end is None or end.verdict_id != one.verdict_id
        ]
        old = self.store.get(instead_of) if instead_of and new else None
        if old and old.reader == self.reader:
            gone = [one for one in self.store.heads_at([old.place]) if one.reader == self.reader]
            places = {one.thread for one in new}
            new += [withdrawal(one) for one in gone if one.thread not in places]
        self.store.add(new)


def withdrawal(verdict: Verdict) -> Verdict:
    """The verdict that takes another back."""
    return replace(
        verdict,
        verdict_id=new_id(),
        follows=verdict.verdict_id,
        decision="withdraw",
        value_before=verdict.value_after,
        value_after="",
        decided_at=now(),
        note="",
        source="desk",
    )


def fitting(connection: "duckdb.DuckDBPyConnection", part: str, value: str) -> str:
    """The value as a verdict has it. Raises RefusedError where a part cannot have it."""
    value = (
        value.strip().replace(",", "").replace("，", "") if part in ("value", "year", "report_year") else value.strip()
    )
    if part in ("year", "report_year"):
        if not _YEAR.fullmatch(value):
            raise RefusedError(f"“{value}” is no year")
    elif part == "value":
        try:
            number = Decimal(value)
        except InvalidOperation:
            raise RefusedError(f"“{value}” is no number; write digits alone, in the unit that is shown") from None
        if not number.is_finite() or abs(number) >= Decimal("1e27"):
            raise RefusedError(f"“{value}” is no number that a figure can have")
        value = format(number, "f")
    elif part in ("scope", "role"):
        if value not in (SCOPES if part == "scope" else ROLES):
            raise RefusedError(f"there is no {part} “{value}”")
    else:
        table, column = ("dim_metric", "metric_code") if part == "metric" else ("dim_jurisdiction", "jurisdiction_key")
        if not connection.execute(f"select 1 from marts.{table} where {column} = ?", [value]).fetchone():
            raise RefusedError(f"there is no {part.removeprefix('report_')} “{value}” in the warehouse")
    return value


def _second(verdict_id: str) -> str:
    """The id of the second of two verdicts that one press of a key makes: the same whenever it is pressed again."""
    return format(int(verdict_id, 16) ^ 1, "032x")


def _at(verdict: Verdict, moment: str) -> Verdict:
    return replace(verdict, decided_at=moment)
