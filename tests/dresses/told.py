"""Verdicts as tables for people."""

from collections import Counter
from collections.abc import Mapping, Sequence

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


def by_kind(found: Sequence[Verdict], groups: Mapping[str, str]) -> str:
    """A row for each kind of dress: its variants, those in which a fact is wrong, and what became of the numbers."""
    kinds = list(dict.fromkeys(groups[each.dress] for each in found))
    width = max(len(kind) for kind in kinds)
    rows = [f"{'kind':<{width}} {'variants':>8} {'wrong in':>8} {'right':>6} {'flagged':>7} {'lost':>5} {'wrong':>5}"]
    for kind in kinds:
        of_it = [each for each in found if groups[each.dress] == kind]
        counted = Counter(each.outcome for each in of_it)
        variants = len({(each.dress, each.form) for each in of_it})
        amiss = len({(each.dress, each.form) for each in of_it if each.outcome == WRONG})
        rows.append(
            f"{kind:<{width}} {variants:>8} {amiss:>8} {counted[RIGHT]:>6} {counted[FLAGGED]:>7} {counted[LOST]:>5}"
            f" {counted[WRONG]:>5}"
        )
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
