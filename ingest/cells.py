"""One cell of a table: what it holds (a number, a time, words), and the figure of a number with its unit.

The unit is the one printed in the cell, else that of its column's or row's head, else that of the caption; where the
text shows none, what is counted may tell. A share without its sign (0.97) is kept without a value.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ingest.numerals import MAX_DIGITS, quantity
from ingest.quantity import Figure, modify
from ingest.units import unit_at

NUMBER = re.compile(
    r"\s*(?P<sign>[-+↑↓▲▼])?\s?(?P<lead>约|近|超过?|逾|不到|不足)?"
    r"(?P<digits>[0-9]{1,40}+(?:,[0-9]{3})*+(?:\s?\.\s?[0-9]{1,12})?)\s?"
    r"(?P<more>[余多])?(?P<magnitude>万亿|亿|万)?(?P<more_after>[余多])?\s?(?P<unit>[^\s0-9(),。;、:]{0,4})[。;]?\s*(?P<arrow>[↑↓])?$"
)
_OF_A_YEAR = re.compile(r"(?:19|20)[0-9]{2}\s?年[^0-9度]")
YEAR = re.compile(r"(?:19|20)[0-9]{2}\s?年?度?$")
_PART_OF_YEAR = (
    r"[0-9]{1,2}(?:\s?[-~至]\s?[0-9]{1,2})?\s?月份?|第?[一二三四1-4](?:[-~至、][二三四2-4])?\s?季度|[上下]半年"
)
_YEARS = r"(?:19|20)[0-9]{2}年?\s?[-~至到]\s?(?:19|20)[0-9]{2}年?"
_TIME = re.compile(
    rf"(?:(?:19|20)[0-9]{{2}}\s?年)?(?:{_PART_OF_YEAR})$|(?:19|20)[0-9]{{2}}\s?年度?(?:全年|合计)?$|{_YEARS}$"
)
_SOME_OF_YEAR = re.compile(_PART_OF_YEAR)
_WHOLE_YEAR = re.compile(r"1\s?[-~至]\s?12\s?月")
_MAGNITUDE = r"(?P<magnitude>万亿|亿|千万|百万|十万|万|[千百](?=[元件人户次]))?"
_IN_BRACKETS = re.compile(rf"[(](?:计量|金额)?(?:单位\s?:?\s?)?{_MAGNITUDE}(?P<unit>[^()0-9:]{{1,5}})[)]")
_SIGN_OF_SHARE = re.compile(r"[%‰](?=[)]?(?:$|,))|(?<=[±增减幅])[%‰]|[(][%‰][)]")
# 填报单位:某局 names who reports, not what is counted.
_IN_CAPTION = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=计量)|(?<=金额)|(?<=数量))单位\s?:?\s?(?P<units>[^():;\s]{1,12})"
)
_IN_LIST = re.compile(rf"{_MAGNITUDE}(?P<unit>[^,、/]+)$")
_NO_UNIT = "不一"  # several that differ: none is known
_SHARE = re.compile(r"率|占比|比例|比重")
# What a note under a table, its corner or a line above it says of the unit: 本表单位均为万件, 以万件计, 单位:百件.
_IN_NOTE = re.compile(
    r"单位(?:均|皆|都)?(?:为|是|:)\s?(?P<units>(?:万亿|亿|千万|百万|十万|万|千|百)?[件宗起元人户次名项个%](?:次)?)(?![一-龥])"
    r"|以(?P<counted>(?:万亿|亿|千万|百万|十万|万|千|百)[件宗起元人户次名项个])(?:为单位)?计"
)
_BY_HOW_MUCH = re.compile(r"[增降涨跌变]幅|幅度|增速|增减率")  # in per cent, whatever the table counts
_MONEY = re.compile(r"金额|标的|款额|收入|费用|资金|罚没|经费")
# How a case ended: what a table counts so are cases, unless it lists matters (保留, 变更, 取消事项).
_OUTCOME = (
    r"维持|撤[销回诉]|变更|确认违法|(?:责令|限期)(?:限期)?履行|驳回|终止|准予|不予(?:受理|立案)|[胜败]诉|纠错|新收|收[案件]|"
    r"调解(?:和解)?|和解|直接答复|即时答复|转办|交办|(?:信访)?总量|"
    r"(?:调解|调处|化解)?成功|调成|"
    r"(?:本年)?新收政府信息公开申请(?:数量)?|(?:同意|予以|部分|同意部分|不予)公开|无法提供"
)
_OUTCOMES = re.compile(
    rf"(?:^|[,年度月、:.)])(?:[0-9]{{1,2}}\.)?(?:其中:?)?(?:作出|予以|决定|已)?(?:{_OUTCOME})(?:[和及、/或]?(?:{_OUTCOME}))?"
    r"(?:(?:原)?(?:行政行为|决定|申请|请求))?(?:结案)?(?:量|数)?(?:$|,|上年|去年)"
)
_OF_CASES = re.compile(
    r"受理|办结|复议|诉讼|应诉|仲裁|纠纷|调解|热线|工单|信访|处理结果|审理|审结|结案|公开申请|申请公开|予以公开"
)
_OF_MATTERS = re.compile(r"事项|行政许可|审批|清单|权力|文件|规章")
_INFERRED = (
    (_SHARE, "%"),
    (re.compile(r"(?:调解(?:委员会|组织)|调委会)(?:数量?|总数)?(?:$|,)"), "个"),
    (re.compile(r"(?:调解员|仲裁员|律师|人员|受援人)(?:数|人数|总数)?(?:$|,)"), "人"),
    (re.compile(r"负责人出庭(?:应诉)?(?:数|量)?(?:$|,)|行政应诉(?:数|量)?(?:$|,)"), "件"),
    (
        re.compile(
            r"案件|件数|办案|办证|公证(?:数|量|办理)|申请|受理|审结|办结|败诉|处罚|复议|诉讼|纠纷|调解成功|立案|结案|工单|办件|(?:办理|审理|处理)结果|(?:处理|结案|审结)方式|结转"
        ),
        "件",
    ),
    (re.compile(r"事项"), "项"),
    (re.compile(r"人数|人员"), "人"),
)


_ACT = "(?:收到|接收|受理|立案|审结|办结|结案|答复|办理)(?:案件)?(?:数|量|件数)?"
_TWO_ACTS = re.compile(
    rf"{_ACT}[、/和及与]{_ACT}(?![、/和及与率])"
    rf"|{_ACT}[^,、0-9]{{2,10}}案件 ?{_ACT}[^,、0-9]{{2,10}}案件"
)
# A score counts nothing, and a share of a column is not in the unit of its row: 受理行政复议案件(件) | 386 | 100
_SCORE = re.compile(r"(?:^|,)(?:权重|得分|分值|满分|评分|赋分|排名|位次)(?:$|,)")
_SHARE_ALONE = re.compile(r"(?:^|,)(?:占比|比重|构成比|所占比例)(?:$|,)")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; offsets of its text without blanks, and the number of the line (passage) that it stands on."""

    start: int
    end: int
    line: int


@lru_cache(maxsize=1024)  # heads and small numbers come again and again
def number(words: str) -> re.Match[str] | None:
    """The number that a cell holds and nothing else but its unit; None for words (110接警), years and months."""
    found = None if is_time(words) or _OF_A_YEAR.match(words) else NUMBER.match(words)
    return found if found and (not found["unit"] or unit_at(found["unit"], 0)[0]) else None


@lru_cache(maxsize=1024)
def is_time(words: str) -> bool:
    """Whether a cell names a year or a part of one."""
    return bool(words) and (_TIME.match(words) is not None or (YEAR.match(words) is not None and "年" in words))


def is_part_of_year(words: str) -> bool:
    """Whether a head names a month, a quarter, a half year."""
    return _SOME_OF_YEAR.search(words) is not None and not _WHOLE_YEAR.search(words)


def without_unit(words: str) -> str:
    """A head without the unit that it states."""
    return _SIGN_OF_SHARE.sub("", _IN_BRACKETS.sub("", words)).replace("±", "")


def figure(
    cell: Cell, found: re.Match[str], head: str, caption: str, is_change: bool, *, is_of_cases: bool = False
) -> Figure:
    """The figure of a cell that holds one number; `head` is its column's and its row's head.

    `is_of_cases` tells that its table counts cases, so that what came of them (维持) is one, too.
    """
    last = next(name for name in ("more_after", "magnitude", "more", "digits") if found[name])
    start, end = cell.start + found.start("digits"), cell.start + found.end(last)
    magnitude, unit, basis = found["magnitude"] or "", "", "printed"
    if found["unit"]:
        unit, _ = unit_at(found["unit"], 0)
    says_another = False
    if not unit:
        stated, unit = _stated(head, caption, is_change)
        magnitude, basis = magnitude or stated, "shared"
        says_another = unit == "?"
        unit = "" if says_another else unit
    value = quantity(found["digits"], magnitude)
    damage = None if value is not None else "number_too_long" if end - start > MAX_DIGITS else "not_a_number"
    if found["digits"][0] == "0" and found["digits"][1:2].isdecimal():
        value, damage = None, damage or "not_a_number"
    # 0.98 under a head with % may be 98 %
    if unit == "%" and basis == "shared" and not is_change and value is not None and Decimal(0) < value <= 1:
        value, damage = None, damage or "unsure_number"
    if not unit:
        if not says_another and not is_change:
            unit = _inferred(head, is_of_cases)
        basis = "inferred" if unit else "none"
        is_ratio = _SHARE.search(head) and value is not None and Decimal(0) < value <= 1
        is_ratio = is_ratio or _SCORE.search(head) is not None
        if is_ratio or (is_change and not unit):  # 0.97 may be a share or its hundredth; by 5 cases or by 5 %
            unit, basis, value, damage = "", "none", None, damage or "unit_lost"
    read = Figure(start, end, value, unit, cell.end, cell.end, basis, damage=damage, readable=value is not None)
    modify(" ", read, found["lead"] or "", bool(found["more"] or found["more_after"]))
    read.tail_end = cell.end
    return read


@lru_cache(maxsize=1024)
def _inferred(head: str, is_of_cases: bool) -> str:
    """The unit that the words of the heads tell where none is stated, "" for none."""
    if unit := next((named for pattern, named in _INFERRED if pattern.search(head)), ""):
        return unit
    return "件" if is_of_cases and _OUTCOMES.search(head) else ""


@lru_cache(maxsize=1024)
def names_two_acts(head: str) -> bool:
    """Whether one number is said to count two things (受理、审结), of which nobody says which it is."""
    return _TWO_ACTS.search(head) is not None


def are_cases(words: str) -> bool:
    """Whether a table of this caption and these heads counts cases: else 变更 and 撤销 may be said of matters, too."""
    return _OF_CASES.search(words) is not None and not _OF_MATTERS.search(words)


@lru_cache(maxsize=1024)
def is_outcome(name: str) -> bool:
    """Whether a head names what came of cases and nothing else; it is counted for itself, whatever sums it up."""
    return _OUTCOMES.fullmatch(name) is not None


def with_unit(caption: str, corner: str, notes: str) -> str:
    """The caption, with the unit that the table's corner or a note states where it states none itself."""
    if _IN_CAPTION.search(caption) or any(unit_at(found["unit"], 0)[0] for found in _IN_BRACKETS.finditer(caption)):
        return caption
    if (stated := _IN_BRACKETS.fullmatch(without_name(corner))) and unit_at(stated["unit"], 0)[0]:
        return f"{caption} 单位:{stated['magnitude'] or ''}{stated['unit']}"
    said = {found["units"] or found["counted"] for found in _IN_NOTE.finditer(f"{corner}。{notes}")}
    return f"{caption} 单位:{said.pop() if len(said) == 1 else _NO_UNIT}" if said else caption


def without_name(corner: str) -> str:
    """What a corner says behind its name: (万件) of 项目(万件)."""
    return corner[corner.find("(") :] if "(" in corner else ""


@lru_cache(maxsize=1024)
def _stated(head: str, caption: str, is_change: bool) -> tuple[str, str]:
    """Magnitude and unit that the head or the caption states; "?" for a unit that is not known, "" for none."""
    if _SCORE.search(head):
        return "", "?"
    if share := _SIGN_OF_SHARE.search(head):
        return "", share.group().strip("()")
    is_share = _SHARE_ALONE.search(head) is not None
    if not is_share and (stated := _IN_BRACKETS.search(head)) and (unit := unit_at(stated["unit"], 0)[0]):
        return stated["magnitude"] or "", unit
    found = _IN_CAPTION.search(caption)
    units = [match for part in re.split("[,、/]", found["units"] if found else "") if (match := _IN_LIST.match(part))]
    if not units and (bracketed := _IN_BRACKETS.search(caption)) and unit_at(bracketed["unit"], 0)[0]:
        units = [bracketed]
    known = [(match["magnitude"] or "", unit_at(match["unit"], 0)[0] or "?") for match in units]
    if _SHARE.search(head) or (is_change and (len(known) != 1 or _BY_HOW_MUCH.search(head))):
        return next((pair for pair in known if pair[1] in "%‰"), ("", ""))
    is_money = bool(_MONEY.search(head))
    if len(known) > 1:
        known = [pair for pair in known if (pair[1] == "元") == is_money and pair[1] not in "%‰"] or [("", "?")]
    return known[0] if known else ("", "")
