"""Whether a content may take the place of the one that its source brought before, or must wait for a person.

A page at a known address that turns into a notice, an empty template, the first of several pages or another body's
report would withdraw or change facts, and nobody would be told. Growing reports and small corrections go through.
"""

import difflib
import re
from collections import Counter
from typing import NamedTuple

SUSPICIOUS = "version_suspicious"  # the reason's code in the ledger
REJECTED = "version_rejected"
LITTLE = 0.05  # the share of its figures that a report may lose (one at least, of four or more)
FEW = 4  # figures; of fewer, each counts
TITLE = 200  # characters of a title that are compared
UNLIKE = 0.5  # titles that have less in common are of two things

_KEPT = re.compile(r"[^0-9〇○\u4e00-\u9fff]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|[〇○零一二三四五六七八九]{4}(?=年)")
_HAN = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:省|市|县|区|旗|州|盟)")


class Standing(NamedTuple):
    """What is compared of a version: its title, whose and what year's report it is, its length and its figures."""

    title: str | None
    jurisdiction_code: str | None
    jurisdiction_name: str | None
    report_year: int | None
    char_count: int
    figures: "Counter[tuple[str, str | None]]"  # as printed, with their units


def doubt(before: Standing, now: Standing, *, same_report: bool) -> str | None:
    """Why `now` must not take the place of `before` unseen; None where it may.

    `same_report` is False where title and place have been read as those of another report.
    """
    doubts = [*_other(before, now, same_report=same_report), *_lost(before, now)]
    return "; ".join(doubts) if doubts else None


def _other(before: Standing, now: Standing, *, same_report: bool) -> list[str]:
    """That it is another report, by what was read of it."""
    if not same_report:
        old, new = (f"{each.jurisdiction_name or '?'} {each.report_year or '?'}" for each in (before, now))
        return [f"it is a report of {new}, the one before it of {old}"]
    if before.title and now.title and are_unlike(before.title, now.title):
        return [f"its title is “{now.title[:80]}”, that of the one before it “{before.title[:80]}”"]
    return []


def _lost(before: Standing, now: Standing) -> list[str]:
    """That it states less, or something else altogether."""
    old, new = before.figures.total(), now.figures.total()
    if not old:
        short = now.char_count * 2 < before.char_count
        return [f"its text has {now.char_count} of {before.char_count} characters"] if short else []
    gone = old - new
    if gone > 0 and (new == 0 or old < FEW or gone > max(1, old * LITTLE)):
        return [f"it states {new} figures, the one before it {old}"]
    kept = (before.figures & now.figures).total()
    if old >= FEW and kept * 2 < old:
        return [f"only {kept} of the {old} figures of the one before it stand in it"]
    return []


def are_unlike(one: str, other: str) -> bool:
    """Whether two titles name other years, other places, or have little in common."""
    one, other = (_KEPT.sub("", title)[:TITLE] for title in (one, other))
    years = [{year.translate(_HAN) for year in _YEAR.findall(title)} for title in (one, other)]
    if all(years) and years[0].isdisjoint(years[1]):
        return True
    places = [_PLACE.findall(title) for title in (one, other)]
    if all(places) and not any(
        here.endswith(there) or there.endswith(here) for here in places[0] for there in places[1]
    ):
        return True
    return bool(one and other) and difflib.SequenceMatcher(None, one, other, autojunk=False).ratio() < UNLIKE
