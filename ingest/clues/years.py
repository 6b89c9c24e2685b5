"""Clues to the year that a report is about, and to the day it was published."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator

from ingest.clues.clue import Clue
from ingest.clues.headline import Parts, Span, without_titles
from ingest.structure import Passage

_DIGITS = r"(?:19|20)[0-9]{2}"
# 2021年, of 2020-2021年度 the later; a title may leave 年 out (2021法治政府建设年度报告).
_TITLE_YEAR = re.compile(rf"(?:{_DIGITS}年?\s?[-~至]\s?)?({_DIGITS})\s?(?:年度?|-(?!\s?{_DIGITS}))")
# 审结行政案件1983件 counts cases.
_BARE_YEAR = re.compile(rf"(?<![0-9])({_DIGITS})(?![0-9]|[.][0-9]|余?\s?(?:[件宗例万亿%]|人次|起案))")
# A whole day, and a document's number: neither is the year that a title tells.
_WHOLE_DAY = re.compile(
    rf"[〔\[【(]{_DIGITS}[〕\]】)]\s?第?[0-9]{{1,4}}\s?号|{_DIGITS}\s?[年./-]\s?[0-9]{{1,2}}\s?[月./-]\s?[0-9]{{1,2}}\s?日?"
)
# A yearbook, or the work report to a congress, bears the year in which it came out, or the one before.
_EDITION = re.compile("年鉴|政府工作报告")
_RANGE = re.compile(rf"({_DIGITS})年?\s?[-~至]\s?{_DIGITS}")
_FILE_YEAR = re.compile(rf"(?<![0-9])({_DIGITS})(?:年度?|(?![0-9])(?![-_.]?(?:0[1-9]|1[0-2])(?![0-9])))")
_HAN_NUMERAL = r"[一二][九〇零○0][〇零○一二三四五六七八九0]{2}"
_HAN_YEAR = re.compile(rf"{_HAN_NUMERAL}(?=\s?年)")
# By the character behind a year, which the search leaps to; most texts have none in Chinese numerals.
_BEHIND_HAN_YEAR = re.compile(rf"年(?:(?<={_HAN_NUMERAL}年)|(?<={_HAN_NUMERAL}\s年))")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_INTRO_YEAR = re.compile(
    rf"(?:现将|现就|将)[^。]{{0,40}}?({_DIGITS})\s?年度?[^。]{{0,60}}?(?:(?:报告|汇报|总结|通报|公布)如下|予以公布)"
)
_OPENING_YEAR = re.compile(
    rf"(?:^|【[^】]{{1,16}}】|〔[^〕]{{1,16}}〕|\))\s*({_DIGITS})\s?年度?(?!\s?(?:[0-9]|以来|起|至|-))"
)
_OPENING_MONTH = re.compile(rf"(?:^|】|〕)\s*({_DIGITS})\s?年\s?(?:1?[0-9])月(?:份|以来)?(?![0-9])")
_PERIOD = re.compile(rf"自\s?({_DIGITS})年1月1日起?,?\s?至\s?\1年12月31日")
_SINCE = re.compile(rf"({_DIGITS})\s?年以来")
_STATED = re.compile(
    rf"({_DIGITS})(?<![0-9〔(][\s\S]{{4}})\s?年(?!版|以来|起|\)\s?》)(?!\s?[0-9]{{1,2}}\s?月\s?[0-9]{{1,2}}\s?日)"
)
_COUNTED = re.compile(rf"({_DIGITS})\s?年度?(?:,|全|共|底|[0-9]{{1,2}}月(?!\s?[0-9]{{1,2}}\s?日))")
# Behind the years at which _STATED and _COUNTED are tried.
_BEHIND_YEAR = re.compile(rf"年(?:(?<={_DIGITS}年)|(?<={_DIGITS}\s年))")
_YEAR = len("2021")
_PART_OF_YEAR = re.compile(r"上半年|半年|[一二三]季度|今年以来|1\s?[-~至到]\s?[369]\s?月")
_THIS_YEAR = re.compile(r"今年(?:以来|[0-9]{1,2}月|上半年|共|全年)")
_LAST_YEAR = re.compile(r"(?:^|[。,:;\n])\s*去年(?:全年|一年|,|全|共|我|该)")
_LONGEST_LAST_YEAR = len("去年全年")
_NUMBER = re.compile(rf"^[\u4e00-\u9fff]{{1,10}}\s?[〔\[【(]({_DIGITS})[〕\]】)]\s?[0-9]{{1,4}}\s?号$", re.M)
_OFTEN, _DOMINANT = 5, 2 / 3  # mentions of a year that most mentions are of
_DATE = re.compile(r"(20[0-9]{2})\s?[-年./]\s?(1[0-2]|0?[1-9])\s?[-月./]\s?(3[01]|[12][0-9]|0?[1-9])(?![0-9])")
_RUN_TOGETHER = re.compile(r"\s*(20[0-9]{2})(1[0-2]|0?[1-9])(3[01]|[12][0-9]|0?[1-9])\s*$")
_DATE_LINE = re.compile(rf"\(?{_DATE.pattern}\s?日?\)?")
_PUBLISHED = re.compile(r"(?:发布|公布|成文|发文|印发)(?:时间|日期)\s?:?\s?" + _DATE.pattern)
_ADDRESS_DATE = re.compile(r"(?<![0-9])(20[0-9]{2})[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12][0-9]|3[01])(?![0-9])")


def digits(words: str) -> str:
    """Words with years in Chinese numerals (二〇二一年) in digits, of the same length."""
    if not _BEHIND_HAN_YEAR.search(words):
        return words
    return _HAN_YEAR.sub(lambda year: year.group().translate(_HAN_DIGITS), words)


def of_words(kind: str, words: str, start: int | None = None) -> Iterator[Clue]:
    """The year that a title tells, and as `…_also` the others that stand in it."""
    even = _WHOLE_DAY.sub(lambda day: " " * len(day.group()), digits(words))
    told = _TITLE_YEAR.search(even) or _BARE_YEAR.search(even)
    if told is None:
        return
    if _EDITION.search(words):
        yield _clue(f"{kind}_also", int(told.group(1)), words, start)
        return
    yield _clue(kind, int(told.group(1)), words, start)
    others = {int(other) for other in [*_BARE_YEAR.findall(even), *_RANGE.findall(even)]} - {int(told.group(1))}
    for year in sorted(others):
        yield _clue(f"{kind}_also", year, words, start)


def of_file(uri: str) -> Iterator[Clue]:
    """The one year that the name of a file or archive member tells."""
    name = uri.rpartition("/")[2]
    told = {int(year) for year in _FILE_YEAR.findall(name)}
    if len(told) == 1:
        yield _clue("file", told.pop(), name)


def of_text(text: str, body: list[Passage], parts: Parts, prose: str, day: datetime.date | None) -> Iterator[Clue]:
    """What the text itself says of the year: `prose` is that of its body, `day` that of its publication."""
    for span in parts.opening:
        yield from _of_opening(span)
    head = text[: body[0].end + 200]
    if numbered := _NUMBER.search(head):
        yield _clue("document_number", int(numbered.group(1)) - 1, numbered.group(), numbered.start())
    first, last = body[0].start, body[-1].end
    if period := _PERIOD.search(text, first, last):
        yield _clue("period", int(period.group(1)), period.group(), period.start())
    if since := _SINCE.search(text, first, min(last, first + 800)):
        yield _clue("since", int(since.group(1)), since.group(), since.start())
    prose = digits(prose)
    spots = [at - _YEAR - prose[at - 1].isspace() for at in map(re.Match.start, _BEHIND_YEAR.finditer(prose))]
    stated = filter(None, (_STATED.match(prose, at) for at in spots))
    places = [(int(found.group(1)), found.start() + first, found.group()) for found in stated]
    named = Counter(year for year, *_ in places)
    if len(named) == 1:
        year, start, words = places[0]
        yield _clue("only_year", year, words, start, len(places))
    for year, times in named.most_common(1):
        if times >= _OFTEN and times >= _DOMINANT * len(places):
            start = next(start for told, start, _ in places if told == year)
            yield _clue("dominant_year", year, f"{year}年", start, times)
    counted = Counter(int(found.group(1)) for at in spots if (found := _COUNTED.match(prose, at)))
    if day:
        counted = Counter({year: n for year, n in counted.items() if year <= day.year})
    ranked = counted.most_common(2)
    if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
        year = ranked[0][0]
        start = next(start for told, start, _ in [*places, (year, first, "")] if told == year)
        yield _clue("most_named", year, f"{year}年", start, ranked[0][1])
    if day:
        intro = text[first : first + 400]
        # a yearly report comes out in the year after; one on a part of a year, before that year is over
        is_of_this_year = day.month >= 4 and _PART_OF_YEAR.search(intro)
        yield _clue("published", day.year - (0 if is_of_this_year else 1), day.isoformat())
        if said := _THIS_YEAR.search(text, first, last):
            yield _clue("this_year", day.year, said.group(), said.start())
        if said := _last_year(text, first, last):
            yield _clue("last_year", day.year - 1, said.group(), said.start())


def _last_year(text: str, first: int, last: int) -> re.Match[str] | None:
    """Where a sentence or clause first begins with 去年; looked for by its word, which is faster by far."""
    at = text.find("去年", first, last)
    while at >= 0:
        blank = at
        while blank > first and text[blank - 1].isspace():
            blank -= 1
        if said := _LAST_YEAR.search(text, max(first, blank - 1), min(last, at + _LONGEST_LAST_YEAR)):
            return said
        at = text.find("去年", at + 1, last)
    return None


def _of_opening(span: Span) -> Iterator[Clue]:
    words = digits(without_titles(span.words))
    if told := _OPENING_YEAR.search(words):
        yield _clue("opening", int(told.group(1)), told.group(), span.start + told.start())
    elif told := _OPENING_MONTH.search(words):
        yield _clue("opening_month", int(told.group(1)), told.group(), span.start + told.start())
    if told := _INTRO_YEAR.search(words):
        yield _clue("introduction", int(told.group(1)), told.group(), span.start + told.start())


def days(text: str, body: list[Passage], address: str | None, meta: tuple[tuple[str, str], ...]) -> Iterator[Clue]:
    """The day of publication: as the page, the sign-off, its meta tag or its address tells it."""
    if found := _PUBLISHED.search(text[: body[0].end + 2000]):
        yield from _day("page", found, found.start())
    yield from _signed_days(text, body)
    for name, content in meta:
        if name == "pubdate" and (found := _DATE.search(content)):
            yield from _day("meta_date", found, None)
    if address and (found := _ADDRESS_DATE.search(address)):
        yield from _day("address", found, None)


def _signed_days(text: str, body: list[Passage]) -> Iterator[Clue]:
    at = 0
    for line in text[: body[0].end + 200].splitlines(keepends=True):
        if len(line) <= 25 and (found := _DATE_LINE.fullmatch(line.strip())):
            yield from _day("sign_off", found, at)
            return
        at += len(line)
    for passage in reversed(body[-3:]):
        line = text[passage.start : passage.end]
        if len(line) <= 30 and (found := _DATE.search(line) or _RUN_TOGETHER.match(line)):
            yield from _day("sign_off", found, passage.start)
            return


def _day(kind: str, found: re.Match[str], start: int | None) -> Iterator[Clue]:
    try:
        day = datetime.date(*(int(part) for part in found.groups()[:3]))
    except ValueError:
        return
    words = found.group().strip()
    yield Clue("published", kind, day.isoformat(), words, start, None if start is None else start + len(words))


def _clue(kind: str, year: int, words: str, start: int | None = None, mentions: int = 1) -> Clue:
    end = None if start is None else start + len(words)
    return Clue("year", kind, str(year), words, start, end, mentions=mentions)
