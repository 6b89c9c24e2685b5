"""The yardstick: one plain pass of a regular expression with ten alternations that builds full records.

Written by hand the straightforward way: value, unit, label and fifty characters on either side for each match. It
reads no structure, screens no names, aligns no lists; it is what the extractor's speed is measured against.
"""

import re
from typing import NamedTuple

_NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
_PATTERN = re.compile(
    rf"(?P<date>(?:19|20)\d\d年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?)"
    rf"|(?P<percent>{_NUMBER})\s?(?:%|％)"
    rf"|(?P<money>{_NUMBER})\s?(?P<money_magnitude>万|亿)?(?P<money_unit>元|美元)"
    rf"|(?P<days>{_NUMBER})\s?(?P<days_unit>个工作日|个小时|天|小时|分钟)"
    rf"|(?P<persons>{_NUMBER})\s?(?P<persons_magnitude>万|亿)?余?(?P<persons_unit>人次|人|名|位)"
    rf"|(?P<cases>{_NUMBER})\s?(?P<cases_magnitude>万|亿)?余?(?P<cases_unit>件|宗|起|例)"
    rf"|(?P<items>{_NUMBER})\s?(?P<items_magnitude>万|亿)?余?(?P<items_unit>项|个|条|类|份|部)"
    rf"|(?P<events>{_NUMBER})\s?(?P<events_magnitude>万|亿)?余?(?P<events_unit>次|场|批|期|届)"
    rf"|(?P<entities>{_NUMBER})\s?(?P<entities_magnitude>万|亿)?余?(?P<entities_unit>家|户|所|处)"
    rf"|(?P<multiple>{_NUMBER})\s?(?P<multiple_unit>倍|成|番)"
)
_KINDS = ("percent", "money", "days", "persons", "cases", "items", "events", "entities", "multiple")
_MAGNITUDES = {"万": 10_000, "亿": 100_000_000}
_LABEL = re.compile(r"[^,，。;；:：、]*$")


class Record(NamedTuple):
    """One match with what a reader wants to see of it."""

    start: int
    end: int
    value: float
    unit: str
    label: str
    before: str
    after: str


def records(text: str) -> list[Record]:
    """Every match of the plain expression but the dates, as full records."""
    found = []
    for match in _PATTERN.finditer(text):
        kind = match.lastgroup or ""
        kind = kind.split("_")[0]
        if kind == "date":
            continue
        groups = match.groupdict()
        value = float(groups[kind].replace(",", ""))
        if magnitude := groups.get(f"{kind}_magnitude"):
            value *= _MAGNITUDES[magnitude]
        unit = groups.get(f"{kind}_unit") or "%"
        start, end = match.span()
        before = text[max(0, start - 50) : start]
        label = _LABEL.search(before)
        found.append(Record(start, end, value, unit, label.group() if label else "", before, text[end : end + 50]))
    return found
