"""The words that say what a figure measures: label before, label after, and the item of a parallel list.

A label runs from the last clause mark or the figure before to the number. Where a sentence names several things
and then gives several numbers (甲、乙分别为3件、5件), each number gets its own item; where one number stands for
several (甲率、乙率均为100%), it gets all of them. Text comes in normal form.
"""

import re

from ingest.alignment import align
from ingest.label import MAX_LABEL, Label
from ingest.lists import JOINS, LONGEST_JOINT, MOVING, REACHING
from ingest.quantity import Figure

MAX_NOUN = 24  # characters before a colon that name the number behind it
_DIGITS = re.compile("[0-9]")
_MARKED = re.compile("[、(]")
# 审结9件——其中维持3件, 受理9件②审结7件: behind it stands what names the next number
_OF_THE_NEXT = re.compile(r"[、(\]}】]|[①-⑳](?![^,;。]{0,8}[至到])|--")
_CONNECTED = re.compile(r"[^\s](?:和|及|以及|与|、)(?:约|近|超过?)?$")
_CONNECTED_LAST = frozenset("和及与、约近超过")  # what _CONNECTED ends with
_CLAUSE_MARKS = ";:。!?\n|"  # beside the comma
# A list's mark is no word of the label: ●东湖区受理9件.
_LEADING = re.compile(rf"^(?:[、,;:)\]\s●■▲★◎▍▎▌▪◼▶►➤❖◆◇◈•·—-]|{JOINS})+")
_LEADING_FIRST = frozenset("、,;:)] \t\n●■▲★◎▍▎▌▪◼▶►➤❖◆◇◈•·—-和以及与")  # what _LEADING begins with
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
_MOVED = re.compile(rf"(?:同比|环比|[较比][^,;]{{1,8}}?)?(?:{MOVING}|下滑|[升增降减])了?(?:约|近|超过?)?$")
_TWICE = 2  # from which a rate that moved by 7% to 96.5% reached it; 7% to 9% is a range


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
    cutting = [
        figure.numeral == "arabic" and not (figure.unit in _PASSED and _passes(text, start, figure.start))
        for figure in figures
    ]
    following = [figure.start for figure, cuts in zip(figures, cutting, strict=True) if cuts]
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
        if before[:1] in _LEADING_FIRST:
            before = _without_connectors(before)
        before = before.rstrip()
        if before in REACHING and found and previous_end > clause_start:
            before = _of_what_moved(figures[position - 1], figure, found[-1].before) or before
        if not before and previous_end < clause_start and text[clause_start - 1 : clause_start] == ":":
            is_alone = not text[tail_end:clause_end].strip() or text[tail_end] in "、("
            before = _noun_of(text, marked, start, clause_start, end, previous_end) if is_alone else before
        is_arabic = cutting[position]
        after = ""
        if clause_end > tail_end:
            after = _words_after(text, tail_end, clause_end, following[len(arabic) + is_arabic])
        items = [before]
        if "并" in before and (both := _AND_THEN.fullmatch(before)):
            items = [f"{both['lead']}{both[act]}{both['rest']}" for act in ("first", "then")]
        found.append(Label(clause_start, clause_end, before, after, items))
        if is_arabic:
            joined = joined or (bool(arabic) and at - previous_end <= LONGEST_JOINT)
            previous_end = tail_end
            arabic.append(position)
    if arabic:
        align(text, start, end, figures, arabic, found, joined=joined)
    return found


def _passes(text: str, start: int, at: int) -> bool:
    """Whether the words before a number of years or goes say that it counts no thing."""
    return text.endswith(_IN_PASSING, max(at - 2, start), at)


def _words_after(text: str, tail_end: int, clause_end: int, next_number: int) -> str:
    """The words behind a figure that are its own, up to what names the `next_number` where that is of the clause."""
    after = text[tail_end : min(clause_end, tail_end + MAX_LABEL)]
    if next_number < clause_end:
        # the next item of an enumeration has a number of its own
        if (after[0] == " " and not _MARKED.search(after)) or _NEXT_ACT.match(after):
            return ""  # 受理 386 件 审结 352 件: of the next one
        note = _YEAR_NOTE.match(after) if after[0] == "(" else None
        year, after = (note.group(), after[note.end() :]) if note else ("", after)
        after = year + _OF_THE_NEXT.split(after[: max(next_number - tail_end - len(year), 0)], maxsplit=1)[0]
    after = after.strip()
    if after[:1] == "、" and not text[tail_end:clause_end].partition("、")[0].strip():
        return ""  # 751件、政协提案: what names the next number, on another line
    return _without_connectors(after) if after[:1] in _LEADING_FIRST else after


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
    if "、" not in before:
        return before
    tail = _OUTER_COMMA.split(before)[-1]
    return tail if len(tail) > 1 else before
