"""Divisions named in a text.

Divisions are known by full name (GB/T 2260), autonomous ones by short forms as well (恩施州); a title may begin with
the short name of a province or prefecture. A name inside another name names nothing (和县 in 民和县): of names that
end together the longest counts, and short ones count only where a name can begin. A name that several divisions bear is
settled by what stands around it, or not at all.
"""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ground.paths import SEEDS

SEED = SEEDS / "jurisdictions.csv"
# What a name ends with, and what does not follow it where it ends there.
_ENDINGS = {"省": "略", "市": "场", "县": "", "区": "域间块别", "旗": "帜舰袍", "盟": "友", "州": ""}
_LONGEST = 15
_HAN = re.compile(r"[\u4e00-\u9fff]")
# What a name of two characters, or one that begins like a word of its own (市南区, 城中区), may stand behind.
_BEFORE_A_NAME = frozenset("在对赴于由与及为从到向至是和将的省市州盟区县")
_BEGINS_LIKE_A_WORD = frozenset("市城郊矿")
_AUTONOMOUS = re.compile(r"自治(州|县|旗|区)$")
# A short name that goes on like this is the beginning of another name (本溪县 is not 本溪市).
_GOES_ON = frozenset("省市县区州盟旗镇乡村街岛山江河湖港")
# Traditional characters in the names of divisions; one for one, so that offsets stay true.
_SIMPLE = str.maketrans(
    "東廣慶龍陽陰縣區遼寧蘇貴雲陝肅鄉鎮興長漢澤濟濱灣豐華萬內爾臺灤瀋鐵錦營盤蘆齊樂圖麗連鄭開許馬銅贛義衛蒼嶺懷張婁關賀來賓畢節"
    "無鹽揚紹溫蕪廈巖煙濰萊臨荊黃隨達瀘綿資涼紅騰銀吳烏魯黔門島僑維個項條戶億處場餘",
    "东广庆龙阳阴县区辽宁苏贵云陕肃乡镇兴长汉泽济滨湾丰华万内尔台滦沈铁锦营盘芦齐乐图丽连郑开许马铜赣义卫苍岭怀张娄关贺来宾毕节"
    "无盐扬绍温芜厦岩烟潍莱临荆黄随达泸绵资凉红腾银吴乌鲁黔门岛侨维个项条户亿处场余",
)
_TRADITIONAL = re.compile("[縣區東廣慶陽寧蘇龍遼陝]")


class Place(NamedTuple):
    """A division: its full name, six-digit code, level and its parent's code."""

    name: str
    code: str
    level: str
    parent: str


class Named(NamedTuple):
    """A name in a text: its offsets and the divisions that it may mean."""

    start: int
    end: int
    places: tuple[Place, ...]


@cache
def _gazetteer() -> dict[str, tuple[Place, ...]]:
    """Divisions by full name and by short form; a name borne today goes before one that only a former one bore."""
    current: dict[str, list[Place]] = {}
    former: dict[str, list[Place]] = {}
    short: dict[str, list[Place]] = {}
    for row in _rows():
        place = _place(row)
        (current if row["is_current"] == "true" else former).setdefault(place.name, []).append(place)
        for name in filter(None, row["former_names"].split("|")):
            former.setdefault(name, []).append(place._replace(name=name))
        if row["is_current"] == "true":
            for name in _short_forms(row):
                short.setdefault(name, []).append(place)
    for name, places in short.items():
        known = {place.code for place in former.get(name, [])}
        former.setdefault(name, []).extend(place for place in places if place.code not in known)
    return {name: tuple(places) for name, places in (former | current).items()}


def _short_forms(row: dict[str, str]) -> list[str]:
    """How people write an autonomous division: 恩施州 and 恩施自治州 for 恩施土家族苗族自治州."""
    found = _AUTONOMOUS.search(row["name_zh"])
    if not found:
        return []
    return [f"{row['short_name_zh']}{words}" for words in (found.group(1), found.group())]


def _place(row: dict[str, str]) -> Place:
    return Place(row["name_zh"], row["jurisdiction_code"], row["level"], row["parent_code"])


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How long the names are that end with two characters, the longest first."""
    by_end: dict[str, set[int]] = {}
    for name in _gazetteer():
        if 2 <= len(name) <= _LONGEST:
            by_end.setdefault(name[-2:], set()).add(len(name))
    return {ending: tuple(sorted(lengths, reverse=True)) for ending, lengths in by_end.items()}


@cache
def _last() -> re.Pattern[str]:
    """The last character of a name, behind the one that stands before it in some name: most 市 of a text end none."""
    before: dict[str, str] = {}
    for ending in _lengths():
        before[ending[1]] = before.get(ending[1], "") + ending[0]
    ends = [
        f"(?<=[{re.escape(before[last])}]{last})" + (f"(?![{others}])" if others else "")
        for last, others in _ENDINGS.items()
        if last in before
    ]
    return re.compile(f"[{''.join(_ENDINGS)}](?:{'|'.join(ends)})")


@cache
def _short_names() -> dict[str, tuple[Place, ...]]:
    named: dict[str, list[Place]] = {}
    for row in _rows():
        if len(row["short_name_zh"]) >= 2 and row["level"] != "county" and row["is_current"] == "true":
            named.setdefault(row["short_name_zh"], []).append(_place(row))
    return {name: tuple(places) for name, places in named.items()}


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with SEED.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def is_named(name: str) -> bool:
    """Whether a division bears this name, in full or as its short form."""
    return name in _gazetteer()


@cache
def by_code() -> dict[str, Place]:
    """The divisions by code."""
    return {row["jurisdiction_code"]: _place(row) for row in _rows()}


def named_in(text: str, start: int = 0, end: int | None = None, *, is_normal: bool = False) -> list[Named]:
    """The names of divisions in a text, or from `start` to `end` in it, in order; normal forms are simple already."""
    text = text if is_normal else _simple(text)
    names, lengths = _gazetteer(), _lengths()
    found: list[Named] = []
    for match in _last().finditer(text, start, len(text) if end is None else end):
        stop = match.end()
        for length in lengths.get(text[max(0, stop - 2) : stop], ()):
            begin = stop - length
            if begin < start or not (places := names.get(text[begin:stop])):
                continue
            follows = bool(found) and found[-1].end == begin
            if follows or _can_begin(text, begin, length):
                found.append(Named(begin, stop, places))
                break
    return found


def _can_begin(text: str, begin: int, length: int) -> bool:
    """Whether a name can begin here: one that is like a part of a longer word only where a word begins."""
    if length > 2 and text[begin] not in _BEGINS_LIKE_A_WORD:
        return True
    before = text[begin - 1 : begin]
    return not _HAN.match(before) or before in _BEFORE_A_NAME and length == 2  # noqa: RUF021 - reads as it is said


def find_places(text: str) -> list[Place]:
    """Every division named in the text, in order; a name borne by several divisions is left out here."""
    return [named.places[0] for named in named_in(text) if len(named.places) == 1]


def chain_in(words: str, start: int = 0, end: int | None = None) -> Named | None:
    """The first name in words with those that follow it at once: 西湖区 of 江西省南昌市西湖区, from 江 to 区."""
    best: Named | None = None
    for named in named_in(words, start, end):
        if best is None:
            best = named
        elif named.start == best.end and (within := _within(named.places, best.places)):
            best = Named(best.start, named.end, within)
        else:
            break
    return best


def _simple(words: str) -> str:
    return words.translate(_SIMPLE) if _TRADITIONAL.search(words) else words


def short_name_at(words: str, start: int) -> Named | None:
    """The short name of a province or prefecture at `start` (武汉 of 武汉仲裁委); None where it goes on as a name."""
    words = _simple(words)
    for length in range(min(len(words) - start, 8), 1, -1):
        if places := _short_names().get(words[start : start + length]):
            goes_on = words[start + length : start + length + 1] in _GOES_ON
            return None if goes_on else Named(start, start + length, places)
    return None


def _within(places: Sequence[Place], around: Sequence[Place]) -> tuple[Place, ...]:
    return tuple(place for place in places if any(_lies_in(place, outer) for outer in around))


def settled(places: Sequence[Place], around: Counter[str]) -> Place | None:
    """Which of the divisions that bear a name is meant, by the codes named around it; None where they do not tell."""
    if len(places) < 2:
        return places[0] if places else None
    ranked = sorted(places, key=lambda place: -_support(place, around))
    return ranked[0] if _support(ranked[0], around) > _support(ranked[1], around) else None


def place_named(words: str, text: str) -> Place | None:
    """The division that a register's words or a body's name tell, the lowest where several nest (杭州市西湖区).

    A name borne by several divisions is settled by the parents named beside it or elsewhere in the text; where they
    do not settle it, None.
    """
    best: tuple[Place, ...] = ()
    for named in named_in(words):
        within = _within(named.places, best)
        if not best or within:
            best = within or named.places
    if not best and (short := short_name_at(words, 0)):
        best = short.places
        # 安徽六安, 江苏苏州市: a province's short name before its city's
        if further := short_name_at(words, short.end):
            best = _within(further.places, best) or best
    elif best and (short := short_name_at(words, 0)):
        best = _within(best, short.places) or best
    return settled(best, Counter(place.code for place in find_places(text)))


def _lies_in(place: Place, around: Place) -> bool:
    return place.parent == around.code or (
        around.code.endswith("0000") and place.code != around.code and place.code[:2] == around.code[:2]
    )


def _support(place: Place, elsewhere: Counter[str]) -> int:
    province = place.code[:2] + "0000"
    return elsewhere[place.parent] + (elsewhere[province] if province != place.parent else 0)
