"""Clues to the class of division that a text is of: what it calls itself (我区, 全区, 区委、区政府, 区司法局)."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.clues.clue import Clue

_CLASS: Final = "省市县區区縣州旗盟"
_POINTING: Final = tuple(re.compile(rf"{word}([{_CLASS}])(?![们级])") for word in "我本")
_WHOLE: Final = re.compile(rf"全([{_CLASS}])(?!首|前列|第一|率先|排名|先进|优秀|示范|领先|唯一|范围|通办|平均|最)")
_COMMITTEE: Final = re.compile(rf"([{_CLASS}])(?<![\u4e00-\u9fff、].)委、?(?:和)?\1(?:人民)?政府|([{_CLASS}])委\2政府")
# What begins with the class: one look through the text finds the places, at which each kind is tried.
_BEGINNING: Final = re.compile(rf"[{_CLASS}](?<![\u4e00-\u9fff、][\s\S])")
_BEGUN: Final = {
    "self_government": re.compile(rf"([{_CLASS}])(?:人民)?政府"),
    "self_level": re.compile(rf"([{_CLASS}])(?:本级|直(?:单位|部门|机关)|级(?:机关|部门))"),
    "self_body": re.compile(
        rf"([{_CLASS}])(?<!/.)[\u4e00-\u9fff]{{2,8}}?(?:局|厅|委员会|办公室|法院|检察院)(?![长们])"
    ),
}
# Which kind, beside that of a body, can stand at a class, by what stands behind it.
_BY_NEXT: Final = {**dict.fromkeys("政人", "self_government"), **dict.fromkeys("本直级", "self_level")}
_PLAIN: Final = {"區": "区", "縣": "县"}


def calls_itself(text: str, first: int, last: int) -> Iterator[Clue]:
    """The classes of division by which the text speaks of its own: 我区, 全区, 区委、区政府, 区司法局."""
    pointing = [found for pattern in _POINTING for found in pattern.finditer(text, first, last)]
    said: dict[str, list[re.Match[str]]] = {
        "self_our": sorted(pointing, key=re.Match.start),
        "self_committee": _committees(text, first, last),
        "self_whole": list(_WHOLE.finditer(text, first, last)),
        **{kind: [] for kind in (*_BY_NEXT.values(), "self_body")},
    }
    for spot in _BEGINNING.finditer(text, first, last):
        at = spot.start()
        for kind in (_BY_NEXT.get(text[at + 1 : at + 2]), "self_body"):
            if kind and (found := _BEGUN[kind].match(text, at, last)):
                said[kind].append(found)
    for kind, places in said.items():
        classes: dict[str, list[re.Match[str]]] = {}
        for found in places:
            printed = found[found.lastindex or 0]
            classes.setdefault(_PLAIN.get(printed, printed), []).append(found)
        for own, named in sorted(classes.items(), key=lambda own: -len(own[1])):
            yield Clue("class", kind, own, named[0].group(), *named[0].span(), mentions=len(named))


def _committees(text: str, first: int, last: int) -> list[re.Match[str]]:
    """Where the text names its committee and its government together, found by the word for the committee."""
    found = []
    at = text.find("委", first + 1, last)
    while at >= 0:
        if committee := _COMMITTEE.match(text, at - 1, last):
            found.append(committee)
        at = text.find("委", at + 1, last)
    return found
