"""Where two readers differ on a figure and nobody has decided between them, or two have, otherwise."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from desk.items import Item
from desk.verdict import READING, REPORT_PARTS, Verdict

QUEUE = "disagreements"  # a verdict given in this queue decides between the readers


class Said(NamedTuple):
    """What a reader says of a figure: the decision on the whole, and the parts that are changed."""

    decision: str
    changes: frozenset[tuple[str, str]]


def said(verdicts: Iterable[Verdict]) -> dict[str, Said]:
    """By reader, what those say who have decided on the whole of one figure or report."""
    by_reader: dict[str, list[Verdict]] = defaultdict(list)
    for one in verdicts:
        by_reader[one.reader].append(one)
    told = {}
    for reader, own in by_reader.items():
        closing = [one for one in own if one.part in (READING, REPORT_PARTS[0])]
        if not closing:
            continue
        decision = closing[-1].decision if closing[-1].part == READING else "accept"
        changed = [one for one in own if one.decision == "change" or one.part in REPORT_PARTS]
        # what measures nothing has no scope to differ on
        told[reader] = Said(
            decision, frozenset((one.part, one.value_after) for one in changed) if decision == "accept" else frozenset()
        )
    return told


def disagreements(heads: Iterable[Verdict]) -> list[Item]:
    """The figures and reports on which readers differ, those first that wait longest."""
    by_place: dict[tuple[str, int, str], list[Verdict]] = defaultdict(list)
    for one in heads:
        by_place[one.place].append(one)
    found = []
    for (sha256, start, number), own in by_place.items():
        words = said(own)
        deciding = {one.reader for one in own if one.queue == QUEUE}
        # of two who have decided between them at once, neither is followed until they say the same
        words = {reader: told for reader, told in words.items() if not deciding or reader in deciding}
        if len(set(words.values())) > 1:
            found.append(Item(sha256[:16], sha256, None if start < 0 else start, number, why=", ".join(sorted(words))))
    return found
