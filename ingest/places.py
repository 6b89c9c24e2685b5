"""Divisions named in a text: full names by the GB/T 2260 list, and development zones by their form."""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

SEED = Path(__file__).resolve().parent.parent / "seeds" / "jurisdictions.csv"
_LAST = re.compile(r"[省市县区旗盟州]")
_LONGEST = 15
_ZONE = re.compile(
    r"[\u4e00-\u9fff]{2,16}?(?:经济技术开发区|高新技术产业开发区|高新技术开发区|高新区|经开区|经济开发区|开发区|新区|工业园区|"
    r"产业园区|综合保税区|保税区|自贸区|自由贸易试验区|旅游度假区|风景名胜区|示范区|合作区|科学城)"
)


# Districts of the code, no zones beside it; 绍兴滨海新区 is one.
_DISTRICTS = re.compile(r"(?:上海市?)?浦东新区|(?:天津市?)?滨海新区")


class Place(NamedTuple):
    """A division: its full name, six-digit code, level and its parent's code."""

    name: str
    code: str
    level: str
    parent: str


@cache
def _gazetteer() -> dict[str, tuple[Place, ...]]:
    """Divisions by full name; a name borne today goes before one that only a former division bore."""
    current: dict[str, list[Place]] = {}
    former: dict[str, list[Place]] = {}
    for row in _rows():
        place = Place(row["name_zh"], row["jurisdiction_code"], row["level"], row["parent_code"])
        (current if row["is_current"] == "true" else former).setdefault(place.name, []).append(place)
        for name in filter(None, row["former_names"].split("|")):
            former.setdefault(name, []).append(place._replace(name=name))
    return {name: tuple(places) for name, places in (former | current).items()}


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """How long the names are that end with two characters, the longest first."""
    by_end: dict[str, set[int]] = {}
    for name in _gazetteer():
        if 2 <= len(name) <= _LONGEST:
            by_end.setdefault(name[-2:], set()).add(len(name))
    return {ending: tuple(sorted(lengths, reverse=True)) for ending, lengths in by_end.items()}


@cache
def _short_names() -> dict[str, tuple[Place, ...]]:
    named: dict[str, list[Place]] = {}
    for row in _rows():
        if len(row["short_name_zh"]) >= 2 and row["level"] != "county" and row["is_current"] == "true":
            place = Place(row["name_zh"], row["jurisdiction_code"], row["level"], row["parent_code"])
            named.setdefault(row["short_name_zh"], []).append(place)
    return {name: tuple(places) for name, places in named.items()}


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with SEED.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def find_places(text: str) -> list[Place]:
    """Every full name of a division in the text, in order; a name borne by several divisions is left out here."""
    return [places[0] for places in _named(text) if len(places) == 1]


def _named(text: str) -> list[tuple[Place, ...]]:
    """The divisions that each name in the text may mean, in order; of names that end together the longest counts."""
    names, lengths = _gazetteer(), _lengths()
    found = []
    for match in _LAST.finditer(text):
        end = match.end()
        for length in lengths.get(text[max(0, end - 2) : end], ()):
            if length <= end and (places := names.get(text[end - length : end])):
                found.append(places)
                break
    return found


def place_named(words: str, text: str) -> Place | None:
    """The division that a title or a body's name begins with, the lowest where several nest (西湖区 in 杭州市西湖区).

    A name borne by several divisions is settled by the parents named beside it or elsewhere in the text; where they
    do not settle it, None.
    """
    best: tuple[Place, ...] = ()
    for places in _named(words):
        within = tuple(place for place in places if best and _lies_in(place, best[0]))
        if not best or within:
            best = within or places
    if not best:
        for length in range(min(len(words), 8), 1, -1):
            if found := _short_names().get(words[:length]):
                best = found
                break
    if len(best) < 2:
        return best[0] if best else None
    elsewhere = Counter(place.code for place in find_places(text))
    ranked = sorted(best, key=lambda place: -_support(place, elsewhere))
    return ranked[0] if _support(ranked[0], elsewhere) > _support(ranked[1], elsewhere) else None


def _lies_in(place: Place, around: Place) -> bool:
    return place.parent == around.code or (around.code.endswith("0000") and place.code[:2] == around.code[:2])


def _support(place: Place, elsewhere: Counter[str]) -> int:
    province = place.code[:2] + "0000"
    return elsewhere[place.parent] + (elsewhere[province] if province != place.parent else 0)


def zone_in(words: str) -> str | None:
    """The development zone, new district or park that a title or a body's name is of, as printed; else None."""
    head = re.split(r"(?:19|20)[0-9]{2}|关于", words)[0]
    match = _ZONE.match(head)
    if match is None or match.group() in _gazetteer() or _DISTRICTS.fullmatch(match.group()):
        return None
    return match.group()
