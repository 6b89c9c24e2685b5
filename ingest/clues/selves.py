"""Clues to the class of division that a text is of: what it calls itself (我区, 全区, 区委、区政府, 区司法局)."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from ingest.clues.clue import Clue

_CLASS: Final = "省市县區区縣州旗盟"
# Where a text may speak of its own division: one look through it finds the places, at which each kind is tried.
_SPEAKING: Final = re.compile(rf"[{_CLASS}](?:(?<=[我本全].)|(?<![\u4e00-\u9fff、][\s\S])|(?=委[{_CLASS}]政府))")
_POINTING: Final = {"我": "self_our", "本": "self_our", "全": "self_whole"}  # these begin a character before the class
# What may stand behind the class where more than these two characters tells whether a text speaks of itself.
_TELLING: Final = {"self_our": frozenset("们级委"), "self_whole": frozenset("首前第率排先优示领唯范通平最委")}
_SELF: Final = {
    "self_our": re.compile(rf"[我本]([{_CLASS}])(?![们级])"),
    "self_committee": re.compile(
        rf"([{_CLASS}])(?<![\u4e00-\u9fff、].)委、?(?:和)?\1(?:人民)?政府|([{_CLASS}])委\2政府"
    ),
    "self_whole": re.compile(rf"全([{_CLASS}])(?!首|前列|第一|率先|排名|先进|优秀|示范|领先|唯一|范围|通办|平均|最)"),
    "self_government": re.compile(rf"([{_CLASS}])(?<![\u4e00-\u9fff、].)(?:人民)?政府"),
    "self_level": re.compile(rf"([{_CLASS}])(?<![\u4e00-\u9fff、].)(?:本级|直(?:单位|部门|机关)|级(?:机关|部门))"),
    "self_body": re.compile(
        rf"([{_CLASS}])(?<![\u4e00-\u9fff、/].)[\u4e00-\u9fff]{{2,8}}?(?:局|厅|委员会|办公室|法院|检察院)(?![长们])"
    ),
}
# Which kinds can stand at a class, by what stands behind it.
_BY_NEXT: Final = {
    "委": ("self_committee", "self_body"),
    **dict.fromkeys("政人", ("self_government", "self_body")),
    **dict.fromkeys("本直级", ("self_level", "self_body")),
}
_OTHERS: Final = ("self_body",)
_PLAIN: Final = {"區": "区", "縣": "县"}


def calls_itself(text: str, first: int, last: int) -> Iterator[Clue]:
    """The classes of division by which the text speaks of its own: 我区, 全区, 区委、区政府, 区司法局."""
    counted: dict[str, Counter[str]] = {kind: Counter() for kind in _SELF}
    where: dict[tuple[str, str], tuple[int, int]] = {}
    read_to = dict.fromkeys(_SELF, first)
    for spot in _SPEAKING.finditer(text, first, last):
        at = spot.start()
        pointing = _POINTING.get(text[at - 1 : at])
        following = text[at + 1 : at + 2]
        if not pointing:
            kinds = _BY_NEXT.get(following, _OTHERS)
        elif following in _TELLING[pointing]:
            kinds = (pointing, "self_committee")
        elif at > read_to[pointing]:  # 我市, 全市 with nothing behind it that could make it another word
            own = _PLAIN.get(text[at], text[at])
            read_to[pointing] = at + 1
            counted[pointing][own] += 1
            where.setdefault((pointing, own), (at - 1, at + 1))
            continue
        else:
            continue
        for kind in kinds:
            begin = at - (kind == pointing)
            found = _SELF[kind].match(text, begin, last) if begin >= read_to[kind] else None
            if found:
                read_to[kind] = found.end()
                printed = found[found.lastindex or 0]
                own = _PLAIN.get(printed, printed)
                counted[kind][own] += 1
                where.setdefault((kind, own), found.span())
    for kind, classes in counted.items():
        for own, times in classes.most_common():
            begin, end = where[kind, own]
            yield Clue("class", kind, own, text[begin:end], begin, end, mentions=times)
