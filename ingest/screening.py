"""What looks like a quantity and is none: dates, document and section numbers, names, slogans, ordinals.

Text comes in normal form (`ingest.normal`). The kinds are those of the contract: a date or a year, a section or
document number, an ordinal, a number inside a name or a slogan, a telephone number.
"""

import re
from typing import Final

_YEAR: Final = r"(?:19|20)[0-9]{2}"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])"
_DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])"
_TO: Final = r"\s?[-~至到、和及]{1,2}\s?"
_COUNTED: Final = r"(?:\s?[千百]?[万亿余多]?\s?[件宗起例项个名人次家户条份元%批场部篇]|[.,][0-9])"

# Dates, whole and damaged: a lost 年 or 月 leaves 20171026日, 20176月, 2019 12月31日; a lost dash 20172020年.
DATE: Final = re.compile(
    rf"{_YEAR}\s?(?:年度?)?\s?(?:{_TO}{_YEAR}\s?)+年?度?(?![0-9.]|{_COUNTED})"
    rf"|{_YEAR}\s?年度?(?:\s?{_MONTH}\s?月份?(?:{_TO}{_MONTH}\s?月份?)?(?:\s?{_DAY}\s?日?(?![0-9]|{_COUNTED}))?"
    rf"(?:{_TO}(?:{_MONTH}\s?月)?\s?{_DAY}\s?日(?!常|均))?)?"
    rf"|{_YEAR}\s?{_YEAR}\s?年度?"
    rf"|{_YEAR}\s?{_MONTH}\s?月份?(?:\s?{_DAY}\s?日(?!常|均))?"
    rf"|{_YEAR}\s?{_MONTH}\s?{_DAY}\s?日(?!常|均)"
    rf"|{_YEAR}\s?[-./]\s?{_MONTH}\s?[-./]\s?{_DAY}(?![0-9])(?:\s?[0-9]{{1,2}}:[0-9]{{2}}(?::[0-9]{{2}})?)?"
    rf"|[0-9]{{2}}年{_MONTH}月(?:{_DAY}日)?"
    rf"|{_MONTH}\s?月?{_TO}{_MONTH}\s?月份?(?:{_DAY}日)?"
    r"|1[0-2](?:1[0-2]|[1-9])\s?月"
    rf"|{_MONTH}\s?月\s?{_DAY}\s?日?(?:{_TO}(?:{_MONTH}月)?{_DAY}日)*(?![0-9]|{_COUNTED})"
    rf"|{_MONTH}\s?月份?"
    rf"|{_MONTH}\s?{_DAY}日(?=前|起|止|,|至|以前|之前)"
)
NAME: Final = re.compile(
    r"[0-9]{1,4000}+(?:\.[0-9]{1,40}+)?(?:\s?-\s?[0-9]{1,40}+)?\s?号"  # 12号, a document's or a house's number
    r"|[0-9]{1,4000}+\s?[×xX*✕]\s?[0-9]{1,4000}+(?:\s?小时)?"  # 7×24小时
    r"|24小时(?!以?内|之内|办结|完成|办理完)"
    r"|[0-9]{1,4000}+[证码多表窗网章站门端](?:合|联|统|归)[一一]"  # 39证合一
    r"|[0-9]{1,4000}+\s?[·•・]\s?[0-9]{1,4000}+(?!\s?[%‰])"  # 12·4, no 25·32%
    r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9])"  # time of day
    r"|0[0-9]{2,3}-[0-9]{7,8}(?![0-9])|1[3-9][0-9]{9}(?![0-9])|[48]00-?[0-9]{3}-?[0-9]{4}(?![0-9])"  # telephones
    r"|[0-9]{1,4}[楼室房路线](?![0-9径由])"
)
_ORDINAL: Final = re.compile(r"[0-9]{1,40}+(?:\s?[-~、至和]\s?第?[0-9]{1,4})?")
RANK: Final = re.compile(r"[0-9]{1,4}\s?(?:名|位(?!于|置)|(?=[,;。、)!\s\n]|$))")
_BRACKETED_YEAR: Final = re.compile(
    r"(?:19|20)[0-9]{2}(?:[〕\]】)﹞]\s?第?[0-9]{0,5}\s?号?|[0-9]{1,5}\s?号|[〕\]】)]?[0-9]{1,5}\))"
)
_SECTION_IN_BRACKETS: Final = re.compile(r"[0-9]{1,2}\)")
_SECTION: Final = re.compile(r"[1-9][0-9]?\s?(?:\.(?![0-9])|、)")
_IDENTIFIER: Final = re.compile(r"[0-9][0-9._-]{0,60}+[A-Za-z][0-9A-Za-z._-]*+")
_MEASURE_IN_LETTERS: Final = re.compile(r"[0-9.]{1,60}+(?:TB|GB|MB|km|kW|PB|M|K)(?![A-Za-z])")
_LONGEST_QUOTED: Final = 60
_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_OPENING: Final = "〔[【(﹝"
_QUOTES: Final = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"'}
CLOSING: Final = frozenset(_QUOTES.values())
# “300米生活圈”, “1室2站3组”, “十条”: a name in quotation marks; “5天” and “100%” are quantities.
_QUOTED: Final = {
    opening: re.compile(rf"[^{closing}\r\n。,;]{{1,30}}{closing}") for opening, closing in _QUOTES.items()
}
_QUOTED_QUANTITY: Final = re.compile(r"[0-9.]{1,12}\s?(?:%|个?工作日|日|天|个?小时|分钟|个?月|万?元)[”’」』\"]")
_DAY_ALONE: Final = re.compile(rf"{_DAY}\s?日(?!常|均|内|以内)")  # 元月6日, 次月5日
_SECTION_LEADS: Final = frozenset("\n。;:!?！")


# Only a run of digits before or behind one of these, or a long one, can be a date, a name or an identifier.
TELLING: Final = frozenset("年月日号楼室房路线证码多表窗网章站门端小-./~至到、和及:×xX*✕·•・ _)〕]】﹞") | _LETTERS
TELLING_BEFORE: Final = frozenset("第-. (月" + _OPENING) | _LETTERS | frozenset(_QUOTES)
LONG_RUN: Final = 6


def screen(text: str, position: int, line_start: bool) -> int:
    """Where the run of digits at `position` is no quantity, the offset behind it, else -1.

    `line_start` tells whether only blanks stand before it on its line or in its sentence.
    """
    before = text[position - 1] if position else "\n"
    if before == " " and position > 1:
        before = text[position - 2]
    if before == "第":
        if RANK.match(text, position):
            return -1
        return _end(_ORDINAL, text, position)
    if before in _LETTERS or (before in "-." and position > 1 and text[position - 2] in _LETTERS):
        return (
            _end(_IDENTIFIER, text, position) if _IDENTIFIER.match(text, position) else _end(_ORDINAL, text, position)
        )
    if before in _OPENING:
        for pattern in (_BRACKETED_YEAR, _SECTION_IN_BRACKETS):
            if found := pattern.match(text, position):
                return found.end()
    if before in _QUOTES and (name := _quoted_name(text, position, before)):
        return name
    if before == "月" and text[position - 2] not in "个0123456789" and (day := _DAY_ALONE.match(text, position)):
        return day.end()
    if found := DATE.match(text, position) or NAME.match(text, position):
        return found.end()
    if (line_start or before in _SECTION_LEADS) and (found := _SECTION.match(text, position)):
        return found.end()
    if (found := _IDENTIFIER.match(text, position)) and not _MEASURE_IN_LETTERS.match(text, position):
        return found.end()
    return -1


def _quoted_name(text: str, position: int, quote: str) -> int:
    """The offset behind a name in quotation marks that begins with a number (“1室2站3组”); 0 where none does."""
    name = _QUOTED[quote].match(text, position)
    if name is None or _QUOTED_QUANTITY.match(text, position):
        return 0
    opens = quote != '"' or text.count('"', max(0, position - _LONGEST_QUOTED), position) % 2
    return name.end() if opens else 0


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position + 1
