"""The lists before several numbers: whether numbers are of one list, and which of its items each of them counts.

甲、乙分别为3件、5件: the run of numbers 3, 5 has the items 甲 and 乙. Text comes in normal form.
"""

import re

from ingest.quantity import Figure
from ingest.yearlists import is_of_unnamed_years, items_by_year

_REACH = 120  # characters before the first number in which a list is looked for
REACHING = ("至", "到")
LONGEST_JOINT = 8  # characters between two numbers of a list
_JOINT = re.compile(r"[、和及与以或至到~\s/-]*(?:约|近|超)?\s*")
_MARKED_JOINT = re.compile(r"[;,](?:和|及)?\s?")  # 分别为3件;5件;8件
SEPARATELY = re.compile(r"分别|依次")
ENDS_SEPARATELY = re.compile(r"(?:分别|依次)[为是有达到计共约]{0,3}$")
COMPARING = re.compile(r"同比|环比|较|比(?!例|重|率)|增|升|提高|降|减|回落|下滑")
JOINS = "以及|和(?![解谐睦平])|及(?![时其格早])|与(?!会)"  # but for the words that they begin: 和解, 及时
_AND = re.compile(f"、|,|{JOINS}")
_COMMA = re.compile(r"、|,")
_SHARED_NOUN = re.compile(r"(?:(?<=[0-9])年度?|事项|案件|件数|次数|人数|数量|时间|时限|期限|比例|率|数|量)$")
_LEVELS = re.compile(r"^(?P<lead>[^,;]*?)(?P<upper>[省市])(?:、)?(?P<lower>[市县区])[(]?[市、区]{0,3}[)]?两级")
MOVING = "(?:增长|增加|上升|提高|提升|下降|减少|降低|回落)"
_CHANGE = re.compile(rf"(?:同比|环比|(?:较|比(?!例|重|率)|与)[^、,]{{1,8}}?)?{MOVING}了?$")
_MOVES_TOO = re.compile(f"、?{MOVING}")
_QUOTED = re.compile(r"[“\"《][^”\"》]*[”\"》]")


def are_joined(text: str, left: Figure, right: Figure, before: str) -> bool:
    """Whether two numbers that stand near each other are of one list; `before` is the label of its first one."""
    if left.range_part is None and text[left.tail_end : right.start].strip() in REACHING:
        return False  # 提高7个百分点至96.5%: what was reached
    if _JOINT.fullmatch(text, left.tail_end, right.start):
        return True
    if _MARKED_JOINT.fullmatch(text, left.tail_end, right.start):
        return ENDS_SEPARATELY.search(before) is not None
    # 甲率98%、乙率8%,较上年分别提高2个百分点、下降1个百分点
    moves_too = _MOVES_TOO.fullmatch(text, left.tail_end, right.start)
    return bool(moves_too and SEPARATELY.search(before) and COMPARING.search(before))


def are_more(before: str, size: int) -> bool:
    """Whether the words before a list name more things than it has numbers."""
    head = before[: before.find("分别")] if "分别" in before else before
    return len([part for part in _AND.split(_QUOTED.sub("", head.rpartition(",")[2])) if part.strip()]) > size


def is_untold(text: str, start: int, figures: list[Figure], run: list[int], before: str) -> bool:
    """Whether the numbers of a run count one thing in one unit, without a word on what each is of."""
    words = text[max(start, figures[run[0]].start - _REACH) : figures[run[0]].start].rpartition("。")[2]
    return len({figures[position].unit for position in run}) == 1 and is_of_unnamed_years(words, before)


def share_a_unit(figures: list[Figure], run: list[int], items: list[str]) -> bool:
    """Whether the numbers of a run count alike, or each item names its own unit (批次和人次减少8批、12人次)."""
    units = [figures[position].unit for position in run if figures[position].range_part != "high"]
    return len(set(units)) < len(units) or all(unit[:1] in item for unit, item in zip(units, items, strict=False))


def items_of(text: str, start: int, figures: list[Figure], position: int, before: str, size: int) -> list[str]:
    """The `size` items that the words before a run of numbers name, each with the words they share; [] if unclear."""
    floor = figures[position - 1].tail_end if position else start
    words = text[max(floor, figures[position].start - _REACH) : figures[position].start]
    if by_year := items_by_year(words.rpartition("。")[2], size):
        return by_year
    if separately := SEPARATELY.search(before):
        head, verb = before[: separately.start()], before[separately.end() :]
        items = split(head, size)
        if not items and size == 2 and (levels := _LEVELS.match(head)):
            rest = head[levels.end() :]
            items = [f"{levels['upper']}级{rest}", f"{levels['lower']}级{rest}"]
        if not items:
            # The items may be set off by commas: go back over clauses that hold no figure.
            told = words[: words.rfind(separately.group())].lstrip("、,;:)] ")
            # 截至年底,由市政府承办的建议和提案,分别为9件和8件: the last clause names them where it names so many.
            items = split(told.rstrip(",;").rpartition(",")[2], size) or _of_clauses(told, size)
    else:
        verb = ""
        items = split(before, size) if _COMMA.search(_QUOTED.sub("", before)) or size > 2 or "和" in before else []
    return [f"{item}{verb}" for item in items]


def _of_clauses(told: str, size: int) -> list[str]:
    """The items that clauses before a run of numbers name; [] where the last one alone says what kind of thing it is.

    全部办结,满意率分别为98%和99%: the first clause is no rate, and the rates are of what the numbers before it are of.
    """
    clauses = told.rstrip(",;").split(",")
    if _SHARED_NOUN.search(clauses[-1]) and not any(_SHARED_NOUN.search(clause) for clause in clauses[:-1]):
        return []
    return split(told, size)


def split(head: str, size: int | None) -> list[str]:
    """A list's items with the words that the last one (or the first one's lead) shares; [] where the number differs."""
    quotes: list[str] = []

    def hide(match: re.Match[str]) -> str:
        quotes.append(match.group())
        return chr(0xE100 + len(quotes) - 1)

    hidden = _QUOTED.sub(hide, head)
    for separator in (_AND, _COMMA, re.compile(r"和(?![解谐睦平])|以及|与|及(?![时其格早])")):
        parts = [part for part in separator.split(hidden) if part.strip()]
        if (size is None and len(parts) > 1) or (size is not None and len(parts) == size):
            break
    else:
        marks = _COMMA.findall(hidden)
        parts = _COMMA.split(hidden)
        # What stands before a comma is of an earlier clause; 甲、乙、丙分别为3件、5件 says not which are meant.
        if size is None or len(parts) <= size or marks[-size] != "," or not all(map(str.strip, parts[-size:])):
            return []
        parts = parts[-size:]
    last = parts[-1]
    tail = last[last.index("的") :] if "的" in last[1:] and not any("的" in part for part in parts[:-1]) else ""
    if not tail and (closed := [i for i, c in enumerate(last) if ord(c) >= 0xE100 and ord(c) < 0xE200]):
        tail = last[closed[-1] + 1 :]
    if not tail and (noun := _SHARED_NOUN.search(last)) and not any(_SHARED_NOUN.search(p) for p in parts[:-1]):
        tail = noun.group()
    if not tail and (change := _CHANGE.search(last)) and not any(_CHANGE.search(p) for p in parts[:-1]):
        tail = change.group()
    whole = [part if part is last or part.endswith(tail) else part + tail for part in parts]
    return [re.sub("[\ue100-\ue1ff]", lambda m: quotes[ord(m.group()) - 0xE100], part) for part in whole]
