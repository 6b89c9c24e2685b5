"""Clues to the division that a report is about: the names in its telling parts."""

import re
from collections import Counter
from collections.abc import Iterator

from ingest.clues.clue import Clue, Outside
from ingest.clues.headline import TITLES, Parts, Span, without_titles
from ingest.places import (
    Named,
    Place,
    by_code,
    chain_in,
    named_in,
    settled,
    short_name_at,
)
from ingest.structure import Passage
from ingest.zones import zone_in, zone_named

# What may stand before the name that a title begins with.
_LEAD = re.compile(
    r"(?:\s|附件?[0-9]{0,2}[::]|《|关于(?:印发|公布|报送)?|中共|(?:19|20)[0-9]{2}\s?年度?|[^:《]{1,8}:(?=\S))*"
)
_CLAUSE = re.compile(r"(?:^|[,。:;】〕)\n])([^,。:;】〕)\n《》]*)$")
_LEADING_WORDS = re.compile(
    r"\s*(?:现将|根据要求|近年来|今年以来|去年|[0-9年月日度\s]|我[省市县区州]|(?:中共)?|过去(?:一段时间|一年)|一年来|[上下]半年)*"
)
_CLAUSES = re.compile(r"[^,。:;】〕)\n]+")
_LED = re.compile(r"[^,。]{0,16}(?:领导|指导|关心|支持|帮助|部署|要求)")
_SOURCE = re.compile(r"(?:来源|发布机构|发布单位|发文机关|公开机构|制发机关|发文单位)\s*[::]\s*([\u4e00-\u9fff]{2,30})")
_PAGE_HEAD = 400  # characters of a report's beginning in which its page may name a source
_LONGEST_SOURCE = 200
MIN_MENTIONS = 2


class Finder:
    """Finds the clues to the division of one report; `around` has the divisions named anywhere about it.

    `prose` is its body with the titles of documents blanked out, `named` are the names in it, `documents` those in the
    titles, the first of each.
    """

    def __init__(self, text: str, body: list[Passage], beside: list[str]) -> None:
        self.text = text
        self.first, self.last = (body[0].start, body[-1].end) if body else (0, 0)
        self.prose = without_titles(text[self.first : self.last])
        self.named = named_in(self.prose, is_normal=True)
        titles = (title.group()[1:-1] for title in TITLES.finditer(text, self.first, self.last))
        self.documents = [named for title in titles if (named := chain_in(title))]
        self.around: Counter[str] = Counter()
        for words in beside:
            for named in named_in(words):
                self._count(named, 3)
        for named in self.named:
            self._count(named, 1)
        for named in self.documents:
            self._count(named, 1)

    def _count(self, named: Named, times: int) -> None:
        if len(named.places) == 1:
            self.around[named.places[0].code] += times

    def of_words(self, kind: str, words: str, start: int | None = None) -> Iterator[Clue]:
        """The division or zone that words begin with; one that stands within them is a clue `…_within`."""
        lead = _LEAD.match(words)
        at = lead.end() if lead else 0
        named = chain_in(words, at)
        if named is not None and named.start > at:
            short = short_name_at(words, at)
            if short and (inner := _inside(named, short)):
                named = Named(at, named.end, inner)
        begins = named is not None and named.start == at
        if not begins and (short := short_name_at(words, at)):
            further = short_name_at(words, short.end)
            named = further if further and _inside(further, short) else short
            yield from self._zone(kind, words[at:], start, settled(named.places, self.around)) or self._place(
                f"{kind}_short", named, words, start
            )
            return
        place = settled(named.places, self.around) if named else None
        if zones := self._zone(kind, words[at:], start, place if begins else None):
            yield from zones
        elif named:
            yield from self._place(kind if begins else f"{kind}_within", named, words, start)

    def _zone(self, kind: str, words: str, start: int | None, place: Place | None) -> list[Clue]:
        if not (zone := zone_in(words)):
            return []
        if place is None and self.around:
            place = by_code().get(self.around.most_common(1)[0][0])
        code = place.code if place else None
        return [Clue("jurisdiction", kind, zone, words, start, _end(start, words), code, "zone")]

    def _place(self, kind: str, named: Named, words: str, start: int | None) -> list[Clue]:
        place = settled(named.places, self.around)
        if place is None:
            name = words[named.start : named.end]
            return [Clue("jurisdiction", f"{kind}_ambiguous", name, words, start, _end(start, words))]
        return [Clue("jurisdiction", kind, place.name, words, start, _end(start, words), place.code, place.level)]

    def of_opening(self, parts: Parts) -> Iterator[Clue]:
        """The first division that the opening sentences name, unless as one that leads or asks."""
        for number, span in enumerate(parts.opening):
            words = without_titles(span.words)
            if number == 0 and (zones := list(self._zones_of(Span(words, span.start)))):
                yield zones[0]
                return
            at = 0
            while named := chain_in(words, at):
                at = named.end
                start = span.start + named.start
                printed = words[named.start : named.end]
                place = settled(named.places, self.around)
                if place is None:
                    continue
                before = _CLAUSE.search(words[: named.start])
                if _LED.match(words, named.end) and re.search(r"[在按照据经]$", words[: named.start]):
                    kind = "led_by"
                elif number == 0 and before and _LEADING_WORDS.fullmatch(before.group(1)) and not _listed(words, at):
                    kind = "opening"
                else:
                    kind = "opening_within"
                yield Clue(
                    "jurisdiction", kind, place.name, printed, start, start + len(printed), place.code, place.level
                )
                if kind == "opening":
                    return

    def _zones_of(self, span: Span) -> Iterator[Clue]:
        """The zones that clauses of the opening begin with."""
        for clause in _CLAUSES.finditer(span.words):
            lead = _LEADING_WORDS.match(clause.group())
            at = lead.end() if lead else 0
            if zone := zone_named(clause.group()[at:]):
                named = chain_in(zone)
                place = settled(named.places, self.around) if named and named.start == 0 else None
                start = span.start + clause.start() + at
                yield from (
                    clue._replace(text=zone, start=start, end=start + len(zone))
                    for clue in self._zone("opening", zone, start, place)
                )

    def of_signature(self, signed: list[Span]) -> Iterator[Clue]:
        """The division of the body that signs."""
        for span in signed:
            for clue in self.of_words("sign_off", span.words, span.start):
                if not clue.kind.endswith("_within"):
                    yield clue

    def of_page(self) -> Iterator[Clue]:
        """The division of the body that the page names as its source."""
        opening = self.first + _PAGE_HEAD
        above = _SOURCE.finditer(self.text, 0, opening + _LONGEST_SOURCE)
        below = _SOURCE.finditer(self.text, max(0, self.last - _LONGEST_SOURCE))
        for found in above:
            if found.start() < opening:
                yield from self.of_words("page_source", found.group(1), found.start(1))
        for found in below:
            if found.start() >= max(self.last, opening):
                yield from self.of_words("page_source", found.group(1), found.start(1))

    def most_named(self) -> Iterator[Clue]:
        """What the text names most: alone, as the beginning of its documents' titles, as the parent of parts."""
        counted: Counter[Place] = Counter()
        where: dict[Place, Named] = {}
        for named in self.named:
            place = settled(named.places, self.around)
            if place:
                counted[place] += 1
                where.setdefault(place, named)
        for kind, counts in (("most_named", counted), ("document", self._of_documents())):
            for place in _leading(counts):
                first = where.get(place)
                start = self.first + first.start if first else None
                yield Clue(
                    *("jurisdiction", kind, place.name, place.name, start, _end(start, place.name)),
                    *(place.code, place.level, counts[place]),
                )
        outer = {place.parent for place in counted} | {f"{place.code[:2]}0000" for place in counted}
        inner = [place for place in counted if place.code not in outer]
        if len(inner) == 1:
            place = inner[0]
            start = self.first + where[place].start
            yield Clue(
                *("jurisdiction", "only_place", place.name, place.name, start, _end(start, place.name)),
                *(place.code, place.level, counted[place]),
            )
        parents = Counter(place.parent for place in counted if place.level == "county")
        for code, times in parents.most_common(1):
            if times >= MIN_MENTIONS and (parent := by_code().get(code)):
                parts = "、".join(place.name for place in counted if place.parent == code)[:60]
                yield Clue("jurisdiction", "parts_named", parent.name, parts, None, None, code, parent.level, times)

    def _of_documents(self) -> Counter[Place]:
        counted: Counter[Place] = Counter()
        for named in self.documents:
            if named.start == 0 and (place := settled(named.places, self.around)):
                counted[place] += 1
        return counted


def _inside(named: Named, around: Named) -> tuple[Place, ...]:
    """Those of a name's divisions that lie in what the short name just before it means: 江苏苏州市."""
    if named.start != around.end:
        return ()
    outer = {place.code for place in around.places}
    return tuple(place for place in named.places if place.parent in outer or f"{place.code[:2]}0000" in outer)


def _listed(words: str, end: int) -> bool:
    """Whether a name is the first of several (霍山县、裕安区): then the sentence is about parts."""
    further = named_in(words, end, min(len(words), end + 12))
    return words[end : end + 1] in "、和与及" and bool(further)


def _leading(counts: Counter[Place]) -> list[Place]:
    """The one named most; none where two are."""
    ranked = counts.most_common(2)
    return [ranked[0][0]] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else []


def _end(start: int | None, words: str) -> int | None:
    return None if start is None else start + len(words)


def beside_text(known_words: list[str], outside: Outside) -> list[str]:
    """What stands beside the text and may name divisions."""
    return [*known_words, outside.uri, *(content for _, content in outside.meta)]
