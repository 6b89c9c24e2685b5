"""The words that say what a figure measures: label before, label after, and the item of a parallel list.

A label runs from the last clause mark or the figure before to the number. Where a sentence names several things
and then gives several numbers (甲、乙分别为3件、5件), each number gets its own item; where one number stands for
several (甲率、乙率均为100%), it gets all of them. Text comes in normal form.
"""

import re
from dataclasses import dataclass

from ingest.quantity import Figure
from ingest.yearlists import is_of_unnamed_years, items_by_year, only_year

MAX_LABEL = 60
MAX_NOUN = 24  # characters before a colon that name the number behind it
_MAX_ITEM = 4 * MAX_LABEL  # so that items made of items do not grow without end
_LONGEST_JOINT = 8
_DIGITS = re.compile("[0-9]")
_MARKED = re.compile("[、(]")
_OF_THE_NEXT = re.compile("[、(]|--")  # 审结9件——其中维持3件: behind it stands what names the next number
_JOINT = re.compile(r"[、和及与以或至到~\s/-]*(?:约|近|超)?\s*")
_MARKED_JOINT = re.compile(r"[;,](?:和|及)?\s?")  # 分别为3件;5件;8件
_CONNECTED = re.compile(r"[^\s](?:和|及|以及|与|、)(?:约|近|超过?)?$")
_CONNECTED_LAST = frozenset("和及与、约近超过")  # what _CONNECTED ends with
_CLAUSE_MARKS = ";:。!?\n|"  # beside the comma
# 和 and 及 join, but for the words that they begin: 和解, 及时.
# A list's mark is no word of the label: ●东湖区受理9件.
_LEADING = re.compile(r"^(?:[、,;:)\]\s●■▲★◎▍▎▌▪◼▶►➤❖◆◇•·—-]|和(?![解谐睦平])|以及|及(?![时其格早])|与(?!会))+")
_LEADING_FIRST = frozenset("、,;:)] \t\n●■▲★◎▍▎▌▪◼▶►➤❖◆◇•·—-和以及与")  # what _LEADING begins with
_ALIKE_FIRST = re.compile(r"[均都皆双同]")  # spares most passages the search for the words
_SEPARATELY = re.compile(r"分别|依次")
_ENDS_SEPARATELY = re.compile(r"(?:分别|依次)[为是有达到计共约]{0,3}$")
_COMPARING = re.compile(r"同比|环比|较|比(?!例|重|率)|增|升|提高|降|减|回落|下滑")
_ALIKE = re.compile(r"(?:均|都|皆|双双)(?=[为达是在实保有超逾高突要须应不])|同为|均(?=$)")
# 和 and 及 join, but for the words that they are part of: 和解, 及时.
_AND = re.compile(r"、|,|以及|和(?![解谐睦平])|及(?![时其格早])|与(?![会])")
_COMMA = re.compile(r"、|,")
_YEAR_NOTE = re.compile(r"\((?:(?:19|20)[0-9]{2}\s?年|[去上]年)(?:度|同期)?\)")  # 90个工作日(2018年)压减为…
_SHARED_NOUN = re.compile(r"(?:(?<=[0-9])年度?|事项|案件|件数|次数|人数|数量|时间|时限|期限|比例|率|数|量)$")
# 连续4年保持100%, 分2批取消19项: how long or in how many goes, no thing that is counted.
_IN_PASSING = ("连续", "历时", "分")
_PASSED = frozenset("年月批次届")
# 受理并办结35件: one number for two acts.
_AND_THEN = re.compile(
    r"(?P<lead>.*?)(?P<first>立案|受理|收到|接收)(?:并|且|、)?(?:已|均|全部|当场|当日|依法|按时|按期|及时|并)+"
    r"(?P<then>办结|审结|结案|答复)(?P<rest>.*)"
)
_LEVELS = re.compile(r"^(?P<lead>[^,;]*?)(?P<upper>[省市])(?:、)?(?P<lower>[市县区])[(]?[市、区]{0,3}[)]?两级")
_OUTER_COMMA = re.compile(r"、(?![^(、]{0,6}\))")  # none inside 县(市、区)
_CHANGE = re.compile(
    r"(?:同比|环比|(?:较|比(?!例|重|率)|与)[^、,]{1,8}?)?(?:增长|增加|上升|提高|提升|下降|减少|降低|回落)了?$"
)
_MOVES_TOO = re.compile(r"、?(?:增长|增加|上升|提高|提升|下降|减少|降低|回落)")
_ACT = re.compile(r"(?:率|数|量|立案|结案|受理|审结|办结|收件|办件)$")
_QUOTED = re.compile(r"[“\"《][^”\"》]*[”\"》]")


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
            if after[0] == " " and not _MARKED.search(after):
                after = ""  # 受理 386 件 审结 352 件: of the next one
            note = _YEAR_NOTE.match(after) if after[:1] == "(" else None
            year, after = (note.group(), after[note.end() :]) if note else ("", after)
            after = year + _OF_THE_NEXT.split(after[: max(next_number - tail_end - len(year), 0)], maxsplit=1)[0]
        if before[:1] in _LEADING_FIRST:
            before = _without_connectors(before)
        before = before.rstrip()
        if not before and previous_end < clause_start and text[clause_start - 1 : clause_start] == ":":
            is_alone = not text[tail_end:clause_end].strip() or text[tail_end] in "、("
            before = _noun_of(text, marked, start, clause_start, end, previous_end) if is_alone else before
        after = after.strip()
        if after[:1] in _LEADING_FIRST:
            after = _without_connectors(after)
        found.append(Label(clause_start, clause_end, before, after, [before]))
        if "并" in before and (both := _AND_THEN.fullmatch(before)):
            found[-1].items = [f"{both['lead']}{both[act]}{both['rest']}" for act in ("first", "then")]
        if is_arabic:
            joined = joined or (bool(arabic) and at - previous_end <= _LONGEST_JOINT)
            previous_end = tail_end
            arabic.append(position)
    one_by_one = text.find("分别", start, end) >= 0 or text.find("依次", start, end) >= 0
    alike = _ALIKE_FIRST.search(text, start, end) and _ALIKE.search(text, start, end)
    if joined or (arabic and (one_by_one or alike)):
        _align(text, start, figures, arabic, found)
    return found


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
            if not _are_joined(text, left, right, found[run[0]].before):
                break
            run.append(arabic[at + len(run)])
        first = found[run[0]]
        at += len(run)
        size = len(run)
        if size > 1:
            size -= sum(1 for position in run if figures[position].range_part == "high")
        if size > 1:
            items = _items_of(text, start, figures, run[0], first.before, size)
            if items and not _SEPARATELY.search(first.before) and not _share_a_unit(figures, run, items):
                items = []  # 区委、区政府领导接访8批12人: one thing, counted twice
            if not items and _SEPARATELY.search(first.before) and _are_more(first.before, size):
                items = [f"◆{first.before}"] * size  # 甲、乙、丙分别为3件、5件: which are meant nobody knows
            elif items:
                named = items
            elif len(named) == size:
                # 三年分别受理3件、5件、7件,结案2件、4件、6件: of the years, but of another thing
                is_more = _COMPARING.search(first.before) is not None
                items = [f"{item if is_more else only_year(item)}{first.before}" for item in named]
            elif _SEPARATELY.search(first.before) and (run_at := at - len(run)) >= size:
                # 甲52项、乙318项,办件分别为3件和5件: the things are those of the figures before
                things = (found[position].items[0] for position in arabic[run_at - size : run_at])
                items = [
                    f"{thing[:_MAX_ITEM]}{found[position].before or first.before}"
                    for thing, position in zip(things, run, strict=False)
                ]
                if _COMPARING.search(first.before):
                    for position, before in zip(run, arabic[run_at - size : run_at], strict=False):
                        found[position].compared = figures[before].start
            elif _is_untold(text, start, figures, run, first.before):
                items = [f"◆{first.before}"] * size  # 受理量依次为3件、5件、7件: of which years nobody knows
            ordinal = -1
            for position in run:
                ordinal += figures[position].range_part != "high"
                found[position].items = [items[ordinal]] if items else [first.before]
        elif _ALIKE_FIRST.search(first.before) and (alike := _ALIKE.search(first.before)):
            several = _split(first.before[: alike.start()], None)
            if len(several) > 1 and all(_ACT.search(part) for part in several):
                tail = first.before[alike.end() :]
                for position in run:
                    found[position].items = [f"{item}{tail}" for item in several]
        else:
            _name_one(found, run)


def _name_one(found: list[Label], run: list[int]) -> None:
    """Gives both ends of a range one label, and marks that of one number for several things."""
    first = found[run[0]]
    if len(run) == 1 and _ENDS_SEPARATELY.search(first.before) and _are_more(first.before, 1):
        first.items = [f"◆{first.before}"]  # 甲、乙分别为3件。5件: which of them is meant nobody knows
    for position in run[1:]:
        found[position].items = [first.before]


def _are_joined(text: str, left: Figure, right: Figure, before: str) -> bool:
    """Whether two numbers are of one list; `before` is the label of its first one."""
    if right.start - left.tail_end > _LONGEST_JOINT:
        return False
    if _JOINT.fullmatch(text, left.tail_end, right.start):
        return True
    if _MARKED_JOINT.fullmatch(text, left.tail_end, right.start):
        return _ENDS_SEPARATELY.search(before) is not None
    # 甲率98%、乙率8%,较上年分别提高2个百分点、下降1个百分点
    moves_too = _MOVES_TOO.fullmatch(text, left.tail_end, right.start)
    return bool(moves_too and _SEPARATELY.search(before) and _COMPARING.search(before))


def _are_more(before: str, size: int) -> bool:
    """Whether the words before a list name more things than it has numbers."""
    head = before[: before.find("分别")] if "分别" in before else before
    return len([part for part in _AND.split(_QUOTED.sub("", head.rpartition(",")[2])) if part.strip()]) > size


def _is_untold(text: str, start: int, figures: list[Figure], run: list[int], before: str) -> bool:
    """Whether the numbers of a run count one thing in one unit, without a word on what each is of."""
    words = text[max(start, figures[run[0]].start - 2 * MAX_LABEL) : figures[run[0]].start].rpartition("。")[2]
    return len({figures[position].unit for position in run}) == 1 and is_of_unnamed_years(words, before)


def _share_a_unit(figures: list[Figure], run: list[int], items: list[str]) -> bool:
    """Whether the numbers of a run count alike, or each item names its own unit (批次和人次减少8批、12人次)."""
    units = [figures[position].unit for position in run if figures[position].range_part != "high"]
    return len(set(units)) < len(units) or all(unit[:1] in item for unit, item in zip(units, items, strict=False))


def _items_of(text: str, start: int, figures: list[Figure], position: int, before: str, size: int) -> list[str]:
    """The `size` items that the words before a run of numbers name, each with the words they share; [] if unclear."""
    floor = figures[position - 1].tail_end if position else start
    words = text[max(floor, figures[position].start - 2 * MAX_LABEL) : figures[position].start]
    if by_year := items_by_year(words.rpartition("。")[2], size):
        return by_year
    if separately := _SEPARATELY.search(before):
        head, verb = before[: separately.start()], before[separately.end() :]
        items = _split(head, size)
        if not items and size == 2 and (levels := _LEVELS.match(head)):
            rest = head[levels.end() :]
            items = [f"{levels['upper']}级{rest}", f"{levels['lower']}级{rest}"]
        if not items:
            # The items may be set off by commas: go back over clauses that hold no figure.
            told = words[: words.rfind(separately.group())].lstrip("、,;:)] ")
            # 截至年底,由市政府承办的建议和提案,分别为9件和8件: the last clause names them where it names so many.
            items = _split(told.rstrip(",;").rpartition(",")[2], size) or _split(told, size)
    else:
        verb = ""
        items = _split(before, size) if _COMMA.search(_QUOTED.sub("", before)) or size > 2 or "和" in before else []
    return [f"{item}{verb}" for item in items]


def _split(head: str, size: int | None) -> list[str]:
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
