"""Verdicts as tables for people."""

from collections import Counter
from collections.abc import Sequence

from tests.dresses.dress import ALL
from tests.dresses.verdicts import FLAGGED, LOST, RIGHT, WRONG, Verdict

OUTCOMES = (RIGHT, FLAGGED, LOST, WRONG)


def totals(found: Sequence[Verdict]) -> Counter[str]:
    """How many dressed numbers came to what."""
    counted = Counter(each.outcome for each in found if each.dressed)
    return Counter({outcome: counted[outcome] for outcome in OUTCOMES})


def table(found: Sequence[Verdict]) -> str:
    """A row for each dress, a column for each format: right/flagged/lost, and how many facts are wrong."""
    forms = [form for form in ALL if any(each.form == form for each in found)]
    dresses = list(dict.fromkeys(each.dress for each in found))
    width = max(len(dress) for dress in dresses)
    counted = Counter((each.dress, each.form, each.outcome) for each in found if each.dressed)
    rows = [f"{'right/flagged/lost':<{width}} " + " ".join(f"{form:>14}" for form in forms)]
    for dress in dresses:
        cells = []
        for form in forms:
            right, flagged, lost, wrong = (counted[dress, form, outcome] for outcome in OUTCOMES)
            told = f"{right}/{flagged}/{lost}" + f" {wrong}WRONG" * bool(wrong)
            cells.append(f"{told if right + flagged + lost + wrong else '':>14}")
        rows.append(f"{dress:<{width}} " + " ".join(cells))
    return "\n".join(rows)


def examples(found: Sequence[Verdict], most: int) -> str:
    """The first wrong facts and lost numbers of each dress and format."""
    shown: Counter[tuple[str, str, str]] = Counter()
    rows = []
    for outcome in (WRONG, LOST):
        for each in found:
            if each.outcome != outcome or shown[outcome, each.dress, each.form] >= most:
                continue
            shown[outcome, each.dress, each.form] += 1
            rows.append(f"{outcome.upper()} {each.dress} | {each.form} | {each.statement}: {each.told}")
    return "\n".join(rows)
