"""Generated reports: the sample digests with other numbers, in another order, as long as real reports.

The samples (digests in `reports/`) are all figures: 36 in 1,000 characters. Reports that authorities published have
9 to 12, for most of what they print counts nothing. So that the speed measured here is that on reports, sentences
with figures and sentences without are mixed to the `density` asked for, and sentences without figures, which the
samples keep short, are joined by commas to the length that sentences of reports have. Dates, section numbers and
headings stand as often as there. The same arguments give the same text.
"""

import random
import re
from typing import NamedTuple

from tests.warehouse import digests

DENSITY = 11  # Arabic figures in 1,000 characters of five published reports, on average (9 to 12)
DENSE = 36  # the samples' own
REPORT = 10_000  # characters
_SENTENCE = 55  # characters, and
_PARAGRAPH = 200  # so many on a line
_POINTED = 0.12  # of the paragraphs go on with 一是, 二是
_HEADED = 0.5  # of them begin with （一） and a heading
_DATED = 0.17  # of the sentences without figures begin with a date
_NUMERALS = "一二三四五六七八"

_METADATA = re.compile(r"摘要：|原报告题名：|所摘的报告：|发布机关：|报告年度：|（原文")
_HEADING = re.compile(r"[一二三四五六七八九]、|（[一二三四五六七八九]）|[0-9]\.")
_POINT = re.compile(r"[一二三四五六七]是")
# Digits that count something and may be others; those of dates, names and numbers of order stay.
_COUNT = re.compile(r"(?<![第〔“0-9.×])[1-9][0-9]*(?![0-9]*[年月日号证×”])")


class Words(NamedTuple):
    """The samples' sentences with and without digits, and the words of their headings."""

    counting: list[str]
    plain: list[str]
    headings: list[str]


def words() -> Words:
    """The sentences and headings of the samples, without their section numbers."""
    found = Words([], [], [])
    for path in digests():
        lines = path.read_text(encoding="utf-8").splitlines()
        for line in lines[6:]:
            if _METADATA.match(line):
                continue
            for sentence in re.findall(r"[^。]+。?", line):
                bare = _HEADING.sub("", sentence, count=1)
                if bare != sentence and len(bare) < 20 and not re.search("[0-9]", bare):
                    found.headings.append(bare.rstrip("。"))
                elif bare.endswith("。"):
                    kind = found.counting if re.search("[0-9]", bare) else found.plain
                    kind.append(_POINT.sub("", bare, count=1))
    return found


def varied(sentence: str, dice: random.Random) -> str:
    """The sentence with other numbers, as long as those that it had."""
    return _COUNT.sub(lambda number: str(dice.randrange(10 ** (len(number[0]) - 1), 10 ** len(number[0]))), sentence)


def reports(characters: int, density: float = DENSITY, seed: int = 1, length: int = REPORT) -> list[str]:
    """Generated reports of together at least `characters`, with `density` figures in 1,000 characters or nearly so.

    Each is of about `length` characters, or a little more.
    """
    dice = random.Random(seed)  # noqa: S311 - nothing secret
    samples = words()
    found: list[str] = []
    total = 0
    while total < characters:
        found.append(_report(samples, density, dice, length))
        total += len(found[-1])
    return found


def _report(samples: Words, density: float, dice: random.Random, length: int) -> str:
    year = dice.randrange(2015, 2025)
    place = dice.choice(["南昌市", "赣州市", "南宁市", "江苏省"])
    lines = [f"{place}{year}年法治政府建设情况报告", "", f"{year}年，{place}深入推进依法行政。现将情况报告如下。"]
    size = sum(map(len, lines)) + len(lines)
    figures = 0
    for position, section in enumerate(_NUMERALS, start=1):
        head = ["", f"{section}、{dice.choice(samples.headings)}"]
        parts = iter(_NUMERALS)
        while size < length * position / len(_NUMERALS):
            part = next(parts, "") if dice.random() < _HEADED else ""
            paragraph = f"（{part}）{dice.choice(samples.headings)}。" if part else ""
            points = iter(_NUMERALS if dice.random() < _POINTED else "")
            while len(paragraph) < _PARAGRAPH:
                if figures < density * (size + len(paragraph)) / 1000:
                    sentence = varied(dice.choice(samples.counting), dice)
                    figures += len(_COUNT.findall(sentence))
                else:
                    sentence = _plain(samples, dice)
                    if dice.random() < _DATED:
                        sentence = f"{year}年{dice.randrange(1, 13)}月{dice.randrange(1, 29)}日，{sentence}"
                point = next(points, "")
                paragraph += f"{point}是{sentence}" if point else sentence
            lines += [*head, paragraph]
            size += len(paragraph) + 1 + sum(map(len, head)) + len(head)
            head = []
    return "\n".join([*lines, "", f"{place}人民政府", f"{year + 1}年3月1日", ""])


def _plain(samples: Words, dice: random.Random) -> str:
    """A sentence without figures: the samples' short ones, joined to the length of a real one."""
    length, clauses = dice.randrange(_SENTENCE // 2, 3 * _SENTENCE // 2), [dice.choice(samples.plain).rstrip("。")]
    while sum(map(len, clauses)) < length:
        clauses.append(dice.choice(samples.plain).rstrip("。"))
    return "，".join(clauses) + "。"
