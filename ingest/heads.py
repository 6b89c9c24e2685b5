"""The heads of a table's columns and rows: what they make of a figure, and the label that they give it together."""

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest import cells
from ingest.tablelines import TOTAL

MAX_HEAD = 300  # longer ones are made of no table's headers
FALLEN = ("-", "↓", "▼")
_TOTAL_WORDS = re.compile(
    r"[(][一二三四五六七八九十]{1,2}[)](?=[合总總小])|合\s?[计計]|[总總]\s?[计計]|小\s?[计計]|[总總][数數]"
)
_NO_HEAD = re.compile(
    r"^(?:数量|数值|数据|数额|数|情况|指标|项目|类别|名称|内容|单位|县区|地区|部门"
    r"|本期|本年度?(?:累计)?|今年|当年|实际|完成|完成数|完成情况|实际完成|实际数)$"
)
_COUNTS = re.compile(r"^(?:件数|人数|次数|户数|案件数|宗数|起数)$")
_EARLIER = re.compile(r"^(?!.*(?:结转|结存|遗留|[较比与]))(?=.*(?:上年|去年|上一年|上期|同期))")
_THIS_YEAR = re.compile(r"本年|今年|本期|当年|(?:19|20)[0-9]{2}年.*(?:19|20)[0-9]{2}年")
_PLANNED = re.compile(r"^(?!.*(?:完成|实际|达成))(?=.*(?:计划|目标|(?<!查)任务数|预期))")
_MOVED = re.compile(r"^增加数?$|同比|环比|增减|增幅|降幅|增长|增速|下降|减少|升降|±|变化|变动|[较比](?:上|去)年")
_ONLY_FALLS = re.compile(r"^(?!.*(?:增|升|±))(?=.*(?:降|减少))")
_NO_TOTAL = re.compile(r"^(?:全国|国家)|结转|结存|排名|[位名]次$")  # of another extent, or of another year's cases
# This year's stretch beside 去年同期 is all that the table is about.
_THIS_STRETCH = re.compile(r"^[今本]年(?:上|前|1\s?[-~])")
_TOWNS_AND_BODIES = re.compile(
    r"^(?![全本我])[\u4e00-\u9fff、()]{1,12}?(?:[镇乡]|街道|开发区|高新区|管委会|分?局|支队|大队|办事处|委员会)$"
)
_DIVISIONS = re.compile(r"^(?![全本我各两])[\u4e00-\u9fff、()]{1,12}?(?:[县区市州旗盟]|地区|新城)$")
_OF_PLACES = re.compile(
    r"^(?!计量)[^/、|]{0,4}?(?:[市县区州旗盟镇乡街][市县区州旗盟镇乡街()、]*|地区|街道|部门|单位|城市|机[关构])(?:名称|类别)?$"
)
_OF_KINDS = re.compile(r"^.{0,6}?(?:类[别型]|种类|领域|案由|事由|行业|渠道)$")
# 案由 | 件数, or a caption that says it: what the rows of a table of reviews are told apart by.
_OF_SUBJECTS = re.compile(r"^(?:案由|(?:申请|复议|争议)?事由|(?:申请)?复议事项|申请事项|案件(?:类型|类别|种类))$")
_OF_RESPONDENTS = re.compile(r"^被申请(?:人|机关)(?:类型|类别|层级|情况)?$")
_BY_SUBJECTS = re.compile(r"复议[^,;。|]{0,16}(?:按|案由|事由|申请事项|复议事项)")
_BY_RESPONDENTS = re.compile(r"按?被申请(?:人|机关)[^,;。|]{0,4}(?:分|构成|情况|统计|类型|层级)")
_WHOSE = re.compile(r"^[全本我]?[市县区省州旗](?:本级|直)?$|^[市县区省州旗](?:人民)?政府(?:本级)?$|^全年$")
# The one that reports, beside those below it; cases carried over, counted for themselves.
_OWN = re.compile(r"^(?:[市县区省州旗]?本级|[市县区省州旗](?:人民)?政府(?:本级)?)$")
_REPORTING = re.compile(r"^[本我][省市县区州旗]$")  # in a table with the nation's and the province's rows
_CARRIED_OVER = re.compile(r"(?:上(?:年度?|一年度?|期)|往年|去年)?(?:结转|转入)(?:案件|件)?数?")
_ITEM = re.compile(r"^(?:[一二三四五六七八九十]{1,2}、|[(][一二三四五六七八九十]{1,2}[)]|[0-9]{1,2}\.(?![0-9]))\s?")
_GROUP = re.compile(r"^[一二三四五六七八九十]{1,2}、")
_VISITS_BY = re.compile(r"(?<=访)[(](?:批次?|人次)[)]")  # a change of 来访(批) does not tell in its own unit which
_BARE_YEAR = re.compile(r"^((?:19|20)[0-9]{2})(?![0-9年]|\s?[-~至到])")
_BODY = re.compile(r"(?:[局队处厅]|委员会)$")
# What is left of 去年受理 and 受理同比增幅 is what is counted.
_WHEN = re.compile(r"[上去]一?年(?:度|同期)?的?|上期|同期|计划|预期|[(±%)]")
OF_YEARS = re.compile(r"[二三四五六七八九十]年[来间]?(?:[合累总共]计)?$")


@lru_cache(maxsize=1024)
def moves(head: str) -> bool:
    """Whether what stands under a head is a change."""
    return _MOVED.search(head) is not None


def only_falls(head: str) -> bool:
    """Whether it is a change that can but be a fall."""
    return _ONLY_FALLS.match(head) is not None


@lru_cache(maxsize=1024)
def says_both(head: str) -> bool:
    """Whether a head names last year and this one (上年同期本年): two heads that a page printed too near each other."""
    return _EARLIER.match(head) is not None and _THIS_YEAR.search(head) is not None and not moves(head)


@lru_cache(maxsize=1024)
def is_town_or_body(name: str) -> bool:
    """Whether a row is that of one town, zone or body."""
    return _TOWNS_AND_BODIES.match(name) is not None


@lru_cache(maxsize=1024)
def is_place(name: str) -> bool:
    """Whether a row is that of one division, town, zone or body."""
    is_whole = _WHOSE.match(name) or _OWN.match(name)
    return is_town_or_body(name) or (_DIVISIONS.match(name) is not None and not is_whole)


def heads_numbers(header: str) -> bool:
    """Whether a head says no more than that numbers stand under it."""
    return _COUNTS.match(cells.without_unit(header)) is not None or header in ("数量", "占比")


def names_kinds(header: str) -> bool:
    """Whether a column names kinds of what the other columns count."""
    return _OF_KINDS.match(header) is not None


def counts_by_itself(header: str) -> bool:
    """Whether a head says what is counted under it, whatever the row."""
    return not (_NO_HEAD.match(header) or heads_numbers(header) or cells.is_time(header) or says_when(header))


@lru_cache(maxsize=1024)
def names_places(header: str) -> bool:
    """Whether a column names places or bodies."""
    return _OF_PLACES.match(header) is not None


def told_apart_by(header: str, caption: str) -> str:
    """What the rows of a table are told apart by, where it is what reviews are about or whose acts they are of."""
    if _OF_SUBJECTS.match(header) or (not header and _BY_SUBJECTS.search(caption)):
        return "案由:"
    if _OF_RESPONDENTS.match(header) or (not header and _BY_RESPONDENTS.search(caption)):
        return "被申请人:"
    return ""


def is_name_of_place(name: str) -> bool:
    """Whether a name in such a column is that of one place or body: not of the whole, its own level or their sum."""
    return re.fullmatch(r"(?![全本我各其]|[合总][计数])[\u4e00-\u9fff()、]{2,20}", name) is not None and not (
        _WHOSE.match(name) or _OWN.match(name) or TOTAL.search(name)
    )


@lru_cache(maxsize=1024)
def is_no_total(head: str) -> bool:
    """Whether what stands under a head is of a part of the year, of another extent, or of another year's cases."""
    if _CARRIED_OVER.fullmatch(head):
        return False
    if _THIS_STRETCH.match(head):
        return False
    return cells.is_part_of_year(head) or any(words.search(head) for words in (_NO_TOTAL, OF_YEARS))


def is_own(name: Sequence[str]) -> bool:
    """Whether a row is that of the government itself, among those of the places below it."""
    return len(name) == 1 and _OWN.match(name[0]) is not None


def without_item(name: str) -> str:
    """A name without the number of its item: (一)予以公开."""
    return _ITEM.sub("", name)


@lru_cache(maxsize=1024)
def label(header: str, row: str, sign: str, unit: str) -> str:
    """Both heads in the order of a sentence: time, what, and whether it is earlier, planned or a change."""
    total = _TOTAL_WORDS.search(row + header)
    counted = _VISITS_BY.search(row + header)
    header, row = (
        _BARE_YEAR.sub(r"\1年", cells.without_unit(_ITEM.sub("", _TOTAL_WORDS.sub("", head))))[:MAX_HEAD]
        for head in (header, row)
    )
    if total and not header and not row:
        return total.group()
    header = "" if _NO_HEAD.match(header) else header
    for moving, still in ((header, row), (row, header)):
        if not still or _WHOSE.match(still):
            still += _WHEN.sub("", _MOVED.sub("", moving))
        if _MOVED.search(moving):
            falls = sign in FALLEN or (not sign and _ONLY_FALLS.match(moving))
            still += counted.group().strip("()") if counted else ""
            return f"{still}{'环比' if '环比' in moving else '同比'}{'下降' if falls else '增长'}"
        if _EARLIER.match(moving):
            return f"{still}上年同期"
        if _PLANNED.match(moving):
            return f"{still}{moving if '目标' in moving else '目标'}"
    if sign and unit in ("%", "个百分点", "百分点"):
        return f"{header}{row}同比{'下降' if sign in FALLEN else '增长'}"
    if _COUNTS.match(header) or _WHOSE.match(row) or cells.is_time(row) or cells.YEAR.match(row):
        return row + header
    return header + row


@lru_cache(maxsize=1024)
def says_when(header: str) -> bool:
    """Whether a column is none of those that a column of totals sums up."""
    return (
        any(pattern.search(header) for pattern in (_MOVED, _EARLIER, _PLANNED))
        or re.search("率|金额", header) is not None
    )


def grouped(names: list[list[str]]) -> list[list[str]]:
    """The names with that of their group in front, where a copy wrote it only in the group's first row."""
    group = ""
    found = []
    for name in names:
        if name and _GROUP.match(name[0]):
            group = name[0] if len(name) > 1 else ""
        elif name and group and _ITEM.match(name[0]):
            name = [group, *name]
        found.append(name)
    return found


def is_body(name: str) -> bool:
    """Whether a row is that of an office, which no place is."""
    return _BODY.search(name) is not None


def is_of_reporter(name: Sequence[str]) -> bool:
    """Whether a row is of all of the reporting place: a part of the province, and a total of the report's own."""
    return len(name) == 1 and _REPORTING.match(name[0]) is not None
