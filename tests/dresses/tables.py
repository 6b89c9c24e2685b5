"""Dresses of tables: where the unit stands, what the columns are, what a cell holds."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal

from tests.dresses.dress import ALL, TEXT, Dress, Dressed, Telling, enter
from tests.dresses.numerals import grouped, plain
from tests.dresses.pieces import BREAK, Block, Cell, Paragraph, Piece, of, paragraph, table
from tests.dresses.statements import RATE, Truth

REAL = ("html", "docx", "xlsx", "pdf.office", "pdf.browser")
Rows = list[list[str]]


def _enter(name: str, make: Callable[[Telling], Dressed], formats: tuple[str, ...] = ALL) -> None:
    enter(Dress(name, "tables", formats, make, only=lambda statement: statement.tabular))


def _made(telling: Telling, blocks: Iterable[Block], more: Iterable[Truth] = ()) -> Dressed:
    own = [
        replace(fact, printed=plain(value))
        for fact, value in zip(telling.truths(in_table=True), telling.values, strict=True)
    ]
    return Dressed(tuple(blocks), (*own, *more))


def _with_units(telling: Telling) -> Rows:
    return [[figure.label, figure.unit, plain(value)] for figure, value in telling.figures]


def _in_label(telling: Telling) -> Rows:
    return [[f"{figure.label}（{figure.unit}）", plain(value)] for figure, value in telling.figures]


def _in_cell(telling: Telling) -> Rows:
    return [[figure.label, plain(value) + figure.unit] for figure, value in telling.figures]


def _rows(head: list[str], rows: Callable[[Telling], Rows], between: str = "|") -> Callable[[Telling], Dressed]:
    return lambda telling: _made(telling, [table([head, *rows(telling)], between)])


for _between, _named, _formats in (
    ("|", "table", ALL),
    ("\t", "tabs", TEXT),
    ("\n", "one cell a line", TEXT),
):
    _enter(f"{_named} with units in a column", _rows(["指标", "单位", "数值"], _with_units, _between), _formats)
    _enter(f"{_named} with units in the labels", _rows(["指标", "数值"], _in_label, _between), _formats)
    _enter(f"{_named} with units in the cells", _rows(["指标", "数值"], _in_cell, _between), _formats)


def _caption(telling: Telling) -> Dressed:
    """The unit of the counts in a caption; rates say theirs in their cells."""
    unit = next((figure.unit for figure in telling.statement.figures if figure.kind != RATE), "%")
    rows = [
        [figure.label, plain(value) + ("" if figure.unit == unit else figure.unit)] for figure, value in telling.figures
    ]
    return _made(telling, [paragraph(f"（单位：{unit}）"), table([["指标", "数值"], *rows])])


def _head_unit(telling: Telling) -> Dressed:
    unit = next((figure.unit for figure in telling.statement.figures if figure.kind != RATE), "%")
    rows = [
        [figure.label, plain(value) + ("" if figure.unit == unit else figure.unit)] for figure, value in telling.figures
    ]
    return _made(telling, [table([["指标", f"数值（{unit}）"], *rows])])


def _turned(telling: Telling) -> Dressed:
    """Labels as heads of columns, numbers in one row."""
    heads = [f"{figure.label}（{figure.unit}）" for figure, _ in telling.figures]
    return _made(telling, [table([["地区", *heads], ["全市", *[plain(value) for value in telling.values]]])])


def _before(telling: Telling) -> list[Decimal]:
    """The numbers of the year before, each a little smaller."""
    shares = [Decimal(telling.random.randint(60, 95)) / 100 for _ in telling.values]
    return [(value * share).quantize(value, ROUND_DOWN) for value, share in zip(telling.values, shares, strict=True)]


def _priors(telling: Telling, values: list[Decimal]) -> list[Truth]:
    """What the column of the year before may become."""
    return [
        replace(
            fact,
            value=value,
            roles=frozenset({"prior", "level"}),
            years=frozenset({telling.year - 1}),
            printed=plain(value),
        ).optional()
        for fact, value in zip(telling.truths(in_table=True), values, strict=True)
    ]


def _columns(head: Callable[[int], list[str]], *, prior_first: bool = False) -> Callable[[Telling], Dressed]:
    def _make(telling: Telling) -> Dressed:
        before = _before(telling)
        rows = []
        for (figure, value), old in zip(telling.figures, before, strict=True):
            both = [plain(old), plain(value)] if prior_first else [plain(value), plain(old)]
            rows.append([f"{figure.label}（{figure.unit}）", *both])
        return _made(telling, [table([["指标", *head(telling.year)], *rows])], _priors(telling, before))

    return _make


_enter("table with its unit in a caption", _caption)
_enter("table with its unit in the head", _head_unit)
_enter("table of one row", _turned)
_enter("years as heads", _columns(lambda year: [f"{year}年", f"{year - 1}年"]))
_enter("years as heads, the older first", _columns(lambda year: [f"{year - 1}年", f"{year}年"], prior_first=True))
_enter("bare years as heads", _columns(lambda year: [f"{year}", f"{year - 1}"]))
_enter("column of last year", _columns(lambda year: ["本年", "上年"]))
_enter("column of the same time last year", _columns(lambda year: ["今年", "去年同期"]))
_enter("column of last year first", _columns(lambda year: ["上年数", "本年数"], prior_first=True))


def _changes(telling: Telling) -> Dressed:
    """A column of changes in per cent, some of them falls."""
    rows, changes = [], []
    for (figure, value), fact in zip(telling.figures, telling.truths(in_table=True), strict=True):
        change = Decimal(telling.random.choice((-1, 1)) * telling.random.randint(11, 399)) / 10
        rows.append([f"{figure.label}（{figure.unit}）", plain(value), plain(change)])
        changes.append(
            replace(fact, value=change, unit="%", roles=frozenset({"change"}), printed=plain(change)).optional()
        )
    return _made(telling, [table([["指标", "数值", "同比增长（%）"], *rows])], changes)


def _grouped_rows(telling: Telling) -> Dressed:
    """A first column whose cell takes all rows, and a head over two columns."""
    rows: list[list[Cell]] = [[Cell(of("类别"), rows=2), Cell(of("指标"), rows=2), Cell(of("工作情况"), columns=2)]]
    rows.append([Cell(of("单位")), Cell(of("数量"))])
    for at, (figure, value) in enumerate(telling.figures):
        group = [Cell(of("主要工作"), rows=len(telling.values))] if not at else []
        rows.append([*group, Cell(of(figure.label)), Cell(of(figure.unit)), Cell(of(plain(value)))])
    return _made(telling, [table(rows)])


def _prose(telling: Telling) -> Dressed:
    rows = [["工作", "情况"], ["全年工作", telling.plainly()]]
    return _made(telling, [table(rows)])


def _commas(telling: Telling) -> Dressed:
    rows = [[f"{figure.label}（{figure.unit}）", grouped(value, ",")] for figure, value in telling.figures]
    return _made(telling, [table([["指标", "数值"], *rows])])


def _several(telling: Telling) -> Dressed:
    """All labels in one cell and all numbers in another, a line each."""
    unit = telling.statement.figures[0].unit
    labels: list[Piece] = []
    numbers: list[Piece] = []
    for figure, value in telling.figures:
        labels += [Piece("", BREAK)] * bool(labels) + [Piece(figure.label)]
        own = "" if figure.unit == unit else figure.unit
        numbers += [Piece("", BREAK)] * bool(numbers) + [Piece(plain(value) + own)]
    return _made(telling, [table([["指标", f"数值（{unit}）"], [tuple(labels), tuple(numbers)]])])


def _beside_prose(telling: Telling) -> Dressed:
    """The sentence, and the same numbers in a table below."""
    made = _rows(["指标", "单位", "数值"], _with_units)(telling)
    return Dressed((Paragraph(telling.plainly()), *made.blocks), made.truths)


_enter("column of changes", _changes)
_enter("cells over rows and columns", _grouped_rows, REAL)
_enter("prose in a cell", _prose)
_enter("commas in cells", _commas)
_enter("several lines in a cell", _several, REAL)
_enter("prose and table", _beside_prose)
