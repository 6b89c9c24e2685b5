"""The words that say what a figure measures: label before, label after, and the item of a parallel list.

A label runs from the last clause mark or the figure before to the number. Where a sentence names several things
and then gives several numbers (甲、乙分别为3件、5件), each number gets its own item; where one number stands for
several (甲率、乙率均为100%), it gets all of them. Text comes in normal form.
"""

import re
from dataclasses import dataclass

from ingest.lists import (
    COMPARING,
    ENDS_SEPARATELY,
    JOINS,
    LONGEST_JOINT,
    REACHING,
    SEPARATELY,
    are_joined,
    are_more,
    is_untold,
    items_of,
    share_a_unit,
    split,
)
from ingest.quantity import Figure
from ingest.yearlists import only_year

MAX_LABEL = 60
MAX_NOUN = 24  # characters before a colon that name the number behind it
_MAX_ITEM = 4 * MAX_LABEL  # so that items made of items do not grow without end
_DIGITS = re.compile("[0-9]")
_MARKED = re.compile("[、(]")
# 审结9件——其中维持3件, 受理9件②审结7件: behind it stands what names the next number
_OF_THE_NEXT = re.compile("[、(①-⑳\\]}】]|--")
_CONNECTED = re.compile(r"[^\s](?:和|及|以及|与|、)(?:约|近|超过?)?$")
_CONNECTED_LAST = frozenset("和及与、约近超过")  # what _CONNECTED ends with
_CLAUSE_MARKS = ";:。!?\n|"  # beside the comma
# A list's mark is no word of the label: ●东湖区受理9件.
_LEADING = re.compile(rf"^(?:[、,;:)\]\s●■▲★◎▍▎▌▪◼▶►➤❖◆◇◈•·—-]|{JOINS})+")
_LEADING_FIRST = frozenset("、,;:)] \t\n●■▲★◎▍▎▌▪◼▶►➤❖◆◇◈•·—-和以及与")  # what _LEADING begins with
_ALIKE_FIRST = re.compile(r"[均都皆双同]")  # spares most passages the search for the words
_ALIKE = re.compile(r"(?:均|都|皆|双双)(?=[为达是在实保有超逾高突要须应不])|同为|均(?=$)")
_YEAR_NOTE = re.compile(r"\((?:(?:19|20)[0-9]{2}\s?年|[去上]年)(?:度|同期)?\)")  # 90个工作日(2018年)压减为…
# 连续4年保持100%, 分2批取消19项: how long or in how many goes, no thing that is counted.
_IN_PASSING = ("连续", "历时", "分")
_PASSED = frozenset("年月批次届")
# 受理并办结35件: one number for two acts.
_AND_THEN = re.compile(
    r"(?P<lead>.*?)(?P<first>立案|受理|收到|接收)(?:并|且|、)?(?:已|均|全部|当场|当日|依法|按时|按期|及时|并)+"
    r"(?P<then>办结|审结|结案|答复)(?P<rest>.*)"
)
_NEXT_ACT = re.compile(r"已?(?:受理|审结|办结|结案|维持|撤销|终止|驳回)[0-9]")  # 受理386件审结352件
_OUTER_COMMA = re.compile(r"、(?![^(、]{0,6}\))")  # none inside 县(市、区)
_MOVED = re.compile(
    r"(?:同比|环比|[较比][^,;]{1,8}?)?(?:增长|增加|上升|提高|提升|下降|减少|降低|回落|下滑|升|增|降|减)了?(?:约|近|超过?)?$"
)
_TWICE = 2  # from which a rate that moved by 7% to 96.5% reached it; 7% to 9% is a range
_ACT = re.compile(r"(?:率|数|量|立案|结案|受理|审结|办结|收件|办件)$")


@dataclass(slots=True)
class Label:
    """What stands around one figure; offsets of its clause, texts without the connectors at their ends.

    `compared` is the offset of the figure that a list of changes sets this one against (8批12人次,分别下降3%和5%).
    """

    clause_start: int
    clause_end: int
    before: str
    after: str
    items: list[str]
    compared: int | None = None


def clauses(text: str) -> str:
    """The text with a comma for every mark that parts clauses, so that one search finds the next or the last."""
    for mark in _CLAUSE_MARKS:
        text = text.replace(mark, ",")
    return text


def labels(text: str, start: int, end: int, figures: list[Figure], marked: str | None = None) -> list[Label]:
    """One label for each figure of the passage that runs from `start` to `end`, in the figures' order.

    Figures in Chinese numerals do not cut the label of the figures behind them: 一次不跑 is a name as a rule. Nor do
    those that count no thing (连续4年). `marked` is what `clauses` makes of the text, where it is known.
    """
    found: list[Label] = []
    if marked is None:
        marked = clauses(text[:end])
    clause_start = previous_end = start
    arabic: list[int] = []
    cutting, following = list[bool](), list[int]()
    for figure in figures:
        at = figure.start
        cuts = figure.numeral == "arabic"
        if figure.unit in _PASSED and text.endswith(_IN_PASSING, max(at - 2, start), at):
            cuts = False
        elif cuts:
            following.append(at)
        cutting.append(cuts)
    following.append(end)
    joined = False
    for position, figure in enumerate(figures):
        at, tail_end = figure.start, figure.tail_end
        mark = marked.rfind(",", clause_start, at)
        if mark >= 0:
            clause_start = mark + 1
        clause_end = marked.find(",", tail_end, end)
        if clause_end < 0:
            clause_end = end
        floor = at - MAX_LABEL
        if previous_end > clause_start:
            before = text[previous_end if previous_end > floor else floor : at]
            before = _after_noun(before, found[-1].before if found else "")
        else:
            before = text[clause_start if clause_start > floor else floor : at]
        is_arabic = cutting[position]
        next_number = following[len(arabic) + is_arabic]
        after = text[tail_end : min(clause_end, tail_end + MAX_LABEL)]
        if after and next_number < clause_end:
            # the next item of an enumeration has a number of its own
            if (after[0] == " " and not _MARKED.search(after)) or _NEXT_ACT.match(after):
                after = ""  # 受理 386 件 审结 352 件: of the next one
            note = _YEAR_NOTE.match(after) if after[:1] == "(" else None
            year, after = (note.group(), after[note.end() :]) if note else ("", after)
            after = year + _OF_THE_NEXT.split(after[: max(next_number - tail_end - len(year), 0)], maxsplit=1)[0]
        if before[:1] in _LEADING_FIRST:
            before = _without_connectors(before)
        before = before.rstrip()
        if before in REACHING and found and previous_end > clause_start:
            before = _of_what_moved(figures[position - 1], figure, found[-1].before) or before
        if not before and previous_end < clause_start and text[clause_start - 1 : clause_start] == ":":
            is_alone = not text[tail_end:clause_end].strip() or text[tail_end] in "、("
            before = _noun_of(text, marked, start, clause_start, end, previous_end) if is_alone else before
        after = after.strip()
        if after[:1] == "、" and not text[tail_end:clause_end].partition("、")[0].strip():
            after = ""  # 751件、政协提案: what names the next number, on another line
        if after[:1] in _LEADING_FIRST:
            after = _without_connectors(after)
        found.append(Label(clause_start, clause_end, before, after, [before]))
        if "并" in before and (both := _AND_THEN.fullmatch(before)):
            found[-1].items = [f"{both['lead']}{both[act]}{both['rest']}" for act in ("first", "then")]
        if is_arabic:
            joined = joined or (bool(arabic) and at - previous_end <= LONGEST_JOINT)
            previous_end = tail_end
            arabic.append(position)
    one_by_one = text.find("分别", start, end) >= 0 or text.find("依次", start, end) >= 0
    alike = _ALIKE_FIRST.search(text, start, end) and _ALIKE.search(text, start, end)
    if joined or (arabic and (one_by_one or alike)):
        _align(text, start, figures, arabic, found)
    return found


def _of_what_moved(moved: Figure, reached: Figure, words: str) -> str:
    """The label of what was reached (出庭应诉率提高7个百分点至96.5%), from the words before its change; "" for none."""
    found = _MOVED.search(words)
    if found is None or moved.unit not in ("%", "百分点"):
        return ""
    if moved.unit == reached.unit:
        if "率" not in words or not moved.value or not reached.value or reached.value < _TWICE * moved.value:
            return ""  # a range of changes
        moved.range_part = reached.range_part = None
    return f"{words[: found.start()]}至"


def _noun_of(text: str, marked: str, start: int, clause_start: int, end: int, previous_end: int) -> str:
    """What the colon right before a number names it: 维持 in 维持:31;驳回:6; nothing where it is long."""
    colon = clause_start - 1 if clause_start > start else end
    begin = max(marked.rfind(",", start, colon) + 1 if clause_start > start else start, start, previous_end)
    noun = text[begin:colon].strip()
    return noun if 1 < len(noun) <= MAX_NOUN and not _DIGITS.search(noun) else ""


def _without_connectors(words: str) -> str:
    """Words that begin with one of _LEADING_FIRST, without what joins them to those before."""
    connectors = _LEADING.match(words)
    return words[connectors.end() :] if connectors else words


def _after_noun(before: str, verb: str) -> str:
    """What is a figure's own of the words between it and the figure before it in the clause.

    In 审查2件修改的法规项目和2件废止的法规项目 they end with a connector and name what was counted before: the verb
    carries on. In 宣布3706件文件失效、继续有效310件 the words behind the last 、 are the figure's own.
    """
    if before[-1:] in _CONNECTED_LAST and _CONNECTED.search(before):
        return verb
    tail = _OUTER_COMMA.split(before)[-1]
    return tail if len(tail) > 1 else before


def _align(text: str, start: int, figures: list[Figure], arabic: list[int], found: list[Label]) -> None:
    """Gives the figures of each run (numbers joined by nothing but 、 or 和) the items of the list before it."""
    named: list[str] = []
    at = 0
    while at < len(arabic):
        run = [arabic[at]]
        while at + len(run) < len(arabic):
            left, right = figures[run[-1]], figures[arabic[at + len(run)]]
            if not are_joined(text, left, right, found[run[0]].before):
                break
            run.append(arabic[at + len(run)])
        first = found[run[0]]
        at += len(run)
        size = len(run)
        if size > 1:
            size -= sum(1 for position in run if figures[position].range_part == "high")
        if size > 1:
            items = items_of(text, start, figures, run[0], first.before, size)
            if items and not SEPARATELY.search(first.before) and not share_a_unit(figures, run, items):
                items = []  # 区委、区政府领导接访8批12人: one thing, counted twice
            if not items and SEPARATELY.search(first.before) and are_more(first.before, size):
                items = [f"◆{first.before}"] * size  # 甲、乙、丙分别为3件、5件: which are meant nobody knows
            elif items:
                named = items
            elif len(named) == size:
                # 三年分别受理3件、5件、7件,结案2件、4件、6件: of the years, but of another thing
                is_more = COMPARING.search(first.before) is not None
                items = [f"{item if is_more else only_year(item)}{first.before}" for item in named]
            elif SEPARATELY.search(first.before) and (run_at := at - len(run)) >= size:
                # 甲52项、乙318项,办件分别为3件和5件: the things are those of the figures before
                things = (found[position].items[0] for position in arabic[run_at - size : run_at])
                items = [
                    f"{thing[:_MAX_ITEM]}{found[position].before or first.before}"
                    for thing, position in zip(things, run, strict=False)
                ]
                if COMPARING.search(first.before):
                    for position, before in zip(run, arabic[run_at - size : run_at], strict=False):
                        found[position].compared = figures[before].start
            elif is_untold(text, start, figures, run, first.before) or _are_two_of_one(text, figures, run, found):
                items = [f"◆{first.before}"] * size  # 受理量依次为3件、5件、7件, 受理3、5件: of what nobody knows
            ordinal = -1
            for position in run:
                ordinal += figures[position].range_part != "high"
                found[position].items = [items[ordinal]] if items else [first.before]
        elif _ALIKE_FIRST.search(first.before) and (alike := _ALIKE.search(first.before)):
            several = split(first.before[: alike.start()], None)
            if len(several) > 1 and all(_ACT.search(part) for part in several):
                tail = first.before[alike.end() :]
                for position in run:
                    found[position].items = [f"{item}{tail}" for item in several]
        else:
            _name_one(found, run)


def _are_two_of_one(text: str, figures: list[Figure], run: list[int], found: list[Label]) -> bool:
    """Whether several numbers of one unit follow one name, and nothing behind the last tells them apart."""
    units = {figures[position].unit for position in run}
    is_range = any(figures[position].range_part for position in run)
    first = found[run[0]].before
    between = text[figures[run[0]].unit_end : figures[run[1]].start].strip()
    is_told = SEPARATELY.search(first) or COMPARING.search(first) or between[:1] not in "、和及与或"
    return len(units) == 1 and "" not in units and not (is_range or is_told or found[run[-1]].after)


def _name_one(found: list[Label], run: list[int]) -> None:
    """Gives both ends of a range one label, and marks that of one number for several things."""
    first = found[run[0]]
    if len(run) == 1 and ENDS_SEPARATELY.search(first.before) and are_more(first.before, 1):
        first.items = [f"◆{first.before}"]  # 甲、乙分别为3件。5件: which of them is meant nobody knows
    for position in run[1:]:
        found[position].items = [first.before]
