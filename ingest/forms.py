"""Official forms whose columns are prescribed, so that a copy that lost its head still tells them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cells import Cell, number

# 政府信息公开工作年度报告 (格式): applicants by kind, the last column their sum.
_APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
_OF_REQUESTS = re.compile(r"^(?:一、)?本年新收政府信息公开申请")
_OUTCOMES = re.compile(r"^(?:三、)?本年度办理结果$")
_DISPUTES = re.compile("(?:行政)?(?:复议|诉讼|申诉)(?:案件)?(?:数|量|数量)?")
_OF_DISCLOSURE = re.compile("公开信息|信息公开|公开答复|(?:同意|予以|不予)公开")
_NOTE = re.compile(r"(?<=部分公开)[(]区分处理[^()]*[)]$")
_WHOLE_OUTCOME = re.compile(r"^(?:[(]一[)])?予以公开|^(?:[(]二[)])?部分公开")


def disclosure_heads(names: Sequence[Sequence[str]], counts: Sequence[int]) -> list[str]:
    """The heads of the columns of requests for disclosure by applicant; none where the rows are not of that form."""
    for name, count in zip(names, counts, strict=True):
        if name and _OF_REQUESTS.match(name[0]):
            return list(_APPLICANTS) if count == len(_APPLICANTS) else []
    return []


def is_outcome(name: Sequence[str]) -> bool:
    """Whether a row of that form has all requests of one outcome; of the others the form has parts alone."""
    return len(name) == 2 and bool(_OUTCOMES.match(name[0]) and _WHOLE_OUTCOME.match(name[1]))


def without_note(name: str) -> str:
    """A row's name without what the form notes on it: 部分公开(区分处理的,只计这一情形,不计其他情形)."""
    return _NOTE.sub("", name)


def is_aside(row: str, rows: Sequence[Sequence[str]]) -> bool:
    """Whether a row of a table on disclosure counts the reviews or lawsuits over it, which are some of all."""
    return _DISPUTES.fullmatch(row) is not None and any(_OF_DISCLOSURE.search(word) for name in rows for word in name)


def is_of_disclosure(caption: str, headers: Sequence[str]) -> bool:
    """Whether a table counts the reviews and lawsuits over disclosure alone, which are some of all."""
    return "信息公开" in caption and any("复议" in head or "诉讼" in head for head in headers)


# 行政执法统计年报: penalties, licences and measures by kind, in a head of two rows that a copy often lays out in one.
_GROUP = re.compile(r"实施数量(?:\s?[(][^()]{1,4}[)])?$")
_CAPTION = re.compile(r"统计表$")
_ASIDE = re.compile(r"统计表$|^表\s?[一二三四五六七八九十0-9]{1,2}$|^(?:填报)?单位\s?:|年度?$|^序号$|^备注$")
_NAMES = re.compile(r"^(?:执法|填报)?(?:单位|部门|机关|主体|机构)(?:名称)?$|^(?:名称|项目|类别)$")
_BESIDE = re.compile(r"^(?:合\s?计|总\s?计|罚没金额|撤销|简易程序|一般程序|普通程序|移送|涉嫌犯罪)")
_BARE_TOTAL = re.compile(r"[合总]\s?计(?:[(][^()]{1,4}[)])?$")
_LEAF = re.compile(r"^(?:申请|受理|许可|不予许可|准予|撤销)")
_KIND = re.compile(
    r"(?:警告|通报批评|罚款|没收|暂扣|降低|吊销|限制|责令|行政拘留|其他|查封|扣押|冻结|加处|划拨|拍卖|排除|代履行)[^。;,:|0-9]{0,44}"
)


@dataclass
class Sheet:
    """One table of the yearly form: rows of cells, whether its columns are known for sure, and its own caption."""

    rows: list[list[Cell]]
    is_sure: bool
    caption: str = ""


_STATES_UNIT = re.compile(r"[(]([^()0-9:]{1,4})[)]")
_FORM = re.compile(r"行政[\u4e00-\u9fff]{2,12}实施情况统计表")


def form_heads(headers: Sequence[str], caption: str) -> list[str]:
    """The heads of one of those tables: a bare 合计 sums up what the caption names, in the unit of all the others."""
    form = _FORM.search(caption)
    if form is None:
        return list(headers)
    units = {unit for header in headers for unit in _STATES_UNIT.findall(header)} - {"元", "万元"}
    unit = f"({units.pop()})" if len(units) == 1 else ""
    return [
        form.group() + header + ("" if _STATES_UNIT.search(header) else unit) if _BARE_TOTAL.match(header) else header
        for header in headers
    ]


def is_kind(words: str) -> bool:
    """Whether a line is the head of a column of that form, which may be longer than other heads."""
    return _KIND.fullmatch(words) is not None


def enforcement_sheets(text: str, lines: Sequence[tuple[int, int]]) -> list[Sheet]:
    """The tables of the yearly form where a copy lost which column each head is over; none where rows are whole.

    That is so of cells one a line, and of rows between pipes in which merged cells stand once.
    """
    pipes = {text.count("|", *line) for line in lines}
    if len(pipes) == 1 and 0 not in pipes:
        return []
    rows = (_row(text, start, end, at) for at, (start, end) in enumerate(lines))
    cells = [cell for row in rows for cell in row if cell.start < cell.end]
    if not any(_GROUP.search(_words(text, cell)) for cell in cells):
        return []
    return [_folded(text, chunk) for chunk in _by_table(text, cells)]


def _row(text: str, start: int, end: int, line: int) -> list[Cell]:
    """The cells of one line, without the pipes that open and close it."""
    found, cursor = [], start
    for words in text[start:end].strip("| ").split("|"):
        left = text.index(words, cursor) if words else cursor
        bare = left + len(words) - len(words.lstrip())
        found.append(Cell(bare, bare + len(words.strip()), line))
        cursor = left + len(words)
    return found


def _words(text: str, cell: Cell) -> str:
    return text[cell.start : cell.end]


def _by_table(text: str, cells: Sequence[Cell]) -> list[list[Cell]]:
    """The cells of each table; the next one begins with its caption, or with its first head."""
    found: list[list[Cell]] = [[]]
    counts = False
    for cell in cells:
        words = _words(text, cell)
        if counts and number(words) is None and (_ASIDE.search(words) or _GROUP.search(words)):
            found.append([])
            counts = False
        counts = counts or number(words) is not None
        found[-1].append(cell)
    return found


def _folded(text: str, cells: list[Cell]) -> Sheet:
    """Rows of one table: its head twice, with the group of each column above it, and the rows of numbers."""
    first = next((at for at, cell in enumerate(cells) if number(_words(text, cell))), len(cells))
    head, rest = cells[:first], cells[first:]
    nowhere = Cell(cells[0].start, cells[0].start, cells[0].line)
    named = [cell for cell in head if not _ASIDE.search(_words(text, cell)) and not _NAMES.match(_words(text, cell))]
    groups = [cell for cell in named if _GROUP.search(_words(text, cell))]
    leaves = [cell for cell in named if cell not in groups]
    body = _body(text, leaves, rest)
    counts = {len(numbers) for _, numbers in body}
    if not groups or counts != {len(leaves)} or not all(_is_leaf(_words(text, cell)) for cell in leaves):
        return Sheet([[nowhere, *(cell for cell in rest if number(_words(text, cell)))]], is_sure=False)
    beside = next((at for at, cell in enumerate(leaves) if not _BESIDE.match(_words(text, cell))), 0)
    leaves = leaves[beside:] + leaves[:beside]
    corner = next((cell for cell in head if _CAPTION.search(_words(text, cell))), nowhere)
    inside = len(leaves) - beside
    above = [*groups * inside, *leaves[inside:]] if len(groups) == 1 else leaves
    rows = [[corner, *above], [corner, *leaves], *([name or nowhere, *numbers] for name, numbers in body)]
    return Sheet(rows, True, _words(text, corner))


def _body(text: str, leaves: list[Cell], rest: Sequence[Cell]) -> list[tuple[Cell | None, list[Cell]]]:
    """The rows of numbers with their names; the first name is taken off the head, what counts rows is left out."""
    if not rest:
        return []
    names = [number(_words(text, cell)) is None for cell in rest]
    is_counted = names[1:2] == [True] and _words(text, rest[0]) == "1"
    found: list[tuple[Cell | None, list[Cell]]] = []
    for cell, is_name, opens in zip(rest, names, [*names[1:], False], strict=True):
        if is_name:
            found.append((cell, []))
        elif is_counted and opens and _words(text, cell) == str(len(found) + 1):
            continue
        elif found:
            found[-1][1].append(cell)
        else:
            found.append((None, [cell]))
    opens_nameless = bool(found) and found[0][0] is None and len(leaves) == len(found[0][1]) + 1
    if opens_nameless and not _is_leaf(_words(text, leaves[-1])):
        found[0] = (leaves.pop(), found[0][1])
    return found


def _is_leaf(words: str) -> bool:
    """Whether the form has such a column: else a stranger in the head might shift all others."""
    return is_kind(words) or _BESIDE.match(words) is not None or _LEAF.match(words) is not None
