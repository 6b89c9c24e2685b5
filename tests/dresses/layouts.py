"""Dresses of layouts: what else stands in a table, tables in columns and in pairs, markup of word processors."""

import html
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tests.dresses.dress import ALL, TEXT, Dress, Dressed, Telling, enter
from tests.dresses.numerals import WIDE, plain
from tests.dresses.pieces import BREAK, Block, Cell, Markup, Piece, of, paragraph, table
from tests.dresses.statements import COUNT, Statement, Truth

REAL = ("html", "docx", "xlsx", "pdf.office", "pdf.browser")
Rows = list[list[str]]


def _tabular(statement: Statement) -> bool:
    return statement.tabular


def _counted(statement: Statement) -> bool:
    return statement.tabular and all(figure.kind == COUNT for figure in statement.figures)


def _truths(telling: Telling, *, in_table: bool = True) -> list[Truth]:
    return [
        replace(fact, printed=plain(value))
        for fact, value in zip(telling.truths(in_table=in_table), telling.values, strict=True)
    ]


def _enter(
    name: str,
    write: Callable[[Telling], list[Block]],
    formats: tuple[str, ...] = ALL,
    *,
    in_table: bool = True,
    only: Callable[[Statement], bool] = _tabular,
    more: Callable[[Telling], list[Truth]] = lambda _: [],
) -> None:
    """Enters a dress: `more` are the facts that may come of it besides the statement's own."""

    def _make(telling: Telling) -> Dressed:
        return Dressed(tuple(write(telling)), (*_truths(telling, in_table=in_table), *more(telling)))

    enter(Dress(name, "layouts", formats, _make, only=only))


def _labelled(telling: Telling) -> Rows:
    return [[f"{figure.label}（{figure.unit}）", plain(value)] for figure, value in telling.figures]


def _with_serials(telling: Telling) -> list[Block]:
    rows = [[str(at), *row] for at, row in enumerate(_labelled(telling), 1)]
    return [table([["序号", "指标", "数值"], *rows])]


def _with_remarks(telling: Telling) -> list[Block]:
    rows = [[*row, f"见附件{at}第{at + 2}页"] for at, row in enumerate(_labelled(telling), 1)]
    return [table([["指标", "数值", "备注"], *rows])]


def _with_gaps(telling: Telling) -> list[Block]:
    rows = [[*row, "—"] for row in _labelled(telling)]
    return [table([["指标", "数值", "上年"], *rows, ["其他", "/", "—"]])]


def _side_by_side(telling: Telling) -> list[Block]:
    cells = [cell for row in _labelled(telling) for cell in row]
    rows = [cells[at : at + 4] for at in range(0, len(cells), 4)]
    return [table([["指标", "数值", "指标", "数值"], *[[*row, *[""] * (4 - len(row))] for row in rows]])]


def _head_again(telling: Telling) -> list[Block]:
    head = ["指标", "数值"]
    rows = [row for each in _labelled(telling) for row in (head, each)]
    return [table(rows)]


def _wide(telling: Telling) -> list[Block]:
    rows = [[f"{figure.label}（{figure.unit}）", (plain(value)).translate(WIDE)] for figure, value in telling.figures]
    return [table([["指　标", "数　值"], *rows])]


def _titled(telling: Telling) -> list[Block]:
    title = [Cell(of(f"{telling.year}年工作情况统计表"), columns=2)]
    return [table([title, ["指标", "数值"], *_labelled(telling)])]


def _blank_rows(telling: Telling) -> list[Block]:
    rows = [row for each in _labelled(telling) for row in (each, ["", ""])]
    return [table([["指标", "数值"], *rows])]


def _parts(value: Decimal) -> list[Decimal]:
    return [value // 3, value // 4, value - value // 3 - value // 4]


def _totals(telling: Telling, *, first: bool = False) -> list[Block]:
    heads = [f"{figure.label}（{figure.unit}）" for figure, _ in telling.figures]
    total = ["合计", *map(plain, telling.values)]
    columns = [_parts(value) for value in telling.values]
    rows = [
        [name, *[plain(column[at]) for column in columns]] for at, name in enumerate(("东山县", "西河县", "北岭县"))
    ]
    return [table([["地区", *heads], *([total, *rows] if first else [*rows, total])])]


def _quarters(telling: Telling) -> list[Block]:
    rows = [
        [f"{figure.label}（{figure.unit}）", *map(plain, _parts(value)), "0", plain(value)]
        for figure, value in telling.figures
    ]
    return [table([["指标", "一季度", "二季度", "三季度", "四季度", "全年合计"], *rows])]


def _prior(telling: Telling) -> list[Decimal]:
    return [value * 4 // 5 + 1 for value in telling.values]


def _priors(telling: Telling) -> list[Truth]:
    return [
        replace(fact, value=value, roles=frozenset({"prior", "level"}), years=frozenset({telling.year - 1})).optional()
        for fact, value in zip(_truths(telling), _prior(telling), strict=True)
    ]


def _years_as_rows(telling: Telling) -> list[Block]:
    heads = [f"{figure.label}（{figure.unit}）" for figure, _ in telling.figures]
    rows = [[f"{telling.year - 1}年", *map(plain, _prior(telling))], [f"{telling.year}年", *map(plain, telling.values)]]
    return [table([["年份", *heads], *rows])]


def _two_heads(telling: Telling) -> list[Block]:
    """A head of two rows: the years over a count and its unit."""
    top = [Cell(of("指标"), rows=2), Cell(of(f"{telling.year}年"), columns=2), Cell(of(f"{telling.year - 1}年"))]
    below = [Cell(of("数量")), Cell(of("单位")), Cell(of("数量"))]
    rows = [
        [Cell(of(figure.label)), Cell(of(plain(value))), Cell(of(figure.unit)), Cell(of(plain(old)))]
        for (figure, value), old in zip(telling.figures, _prior(telling), strict=True)
    ]
    return [table([top, below, *rows])]


def _lists(telling: Telling) -> list[Block]:
    lines = [f"{figure.label}{plain(value)}{figure.unit}" for figure, value in telling.figures]
    pieces = [piece for line in lines for piece in (Piece("", BREAK), Piece(line + "；"))][1:]
    return [table([["工作", "情况"], ["全年情况", tuple(pieces)]])]


def _colons(telling: Telling) -> list[Block]:
    return [paragraph(f"{figure.label}：{plain(value)}{figure.unit}") for figure, value in telling.figures]


def _numbered(telling: Telling) -> list[Block]:
    return [
        paragraph(f"{at}.{figure.label}{plain(value)}{figure.unit}。")
        for at, (figure, value) in enumerate(telling.figures, 1)
    ]


_enter("serial numbers", _with_serials)
_enter("a column of remarks", _with_remarks)
_enter("cells without a number", _with_gaps)
_enter("tables side by side", _side_by_side)
_enter("the head again before each row", _head_again)
_enter("full-width table", _wide)
_enter("title over the table", _titled, REAL)
_enter("empty rows", _blank_rows, ("html", "docx", "xlsx"))
_enter("row of totals", _totals, only=_counted)
_enter("row of totals first", lambda telling: _totals(telling, first=True), only=_counted)
_enter("quarters and their total", _quarters, only=_counted)
_enter("years as rows", _years_as_rows, only=_counted, more=_priors)
_enter("head of two rows", _two_heads, REAL, only=_counted, more=_priors)
_enter("list in a cell", _lists, REAL)
_enter("label, colon, number", _colons)
_enter("numbered lines", _numbered)


def _text(name: str, write: Callable[[Rows], list[str]]) -> None:
    def _make(telling: Telling) -> list[Block]:
        rows = [["指标", "数值"], *_labelled(telling)]
        return [paragraph(line) for line in write(rows)]

    _enter(name, _make, TEXT)


_text("box of lines", lambda rows: ["┌───┬───┐", *[f"│{'│'.join(row)}│" for row in rows], "└───┴───┘"])
_text("box of signs", lambda rows: ["+---+---+", *[f"| {' | '.join(row)} |" for row in rows], "+---+---+"])
_text("Markdown", lambda rows: [f"| {' | '.join(row)} |" for row in (rows[0], [":--", "--:"], *rows[1:])])
_text("two blanks", lambda rows: ["    ".join(row) for row in rows])


def _page(name: str, write: Callable[[Telling], str], *, in_table: bool = False) -> None:
    _enter(name, lambda telling: [Markup(write(telling))], ("html",), in_table=in_table, only=_tabular)


def _spoken(telling: Telling, number: str) -> str:
    """The sentence as markup, each number as `number` writes it."""
    return "".join(
        number.format(piece.text) if piece.mark else html.escape(piece.text)
        for piece in telling.sentence(
            of(Piece(plain(value), "number"), figure.unit) for figure, value in telling.figures
        )
    )


_WORD = '<span lang="EN-US" style="font-size:16.0pt;mso-bidi-font-family:宋体">{}<o:p></o:p></span>'
_page("made by a word processor", lambda telling: f'<p class="MsoNormal">{_spoken(telling, _WORD)}</p>')
_page("bold numbers in lines of their own", lambda telling: f"<p>{_spoken(telling, '<b>{}</b>')}</p>")
_page("numbers with blanks", lambda telling: f"<p>{_spoken(telling, '&nbsp;<strong> {} </strong>&nbsp;')}</p>")
_page("links on numbers", lambda telling: "<p>" + _spoken(telling, '<a href="#n">{}</a>') + "</p>")
_page("wrapped source", lambda telling: "<p>" + _spoken(telling, "\n    {}\n    ") + "</p>")
_page("a picture before each number", lambda telling: f"<p>{_spoken(telling, '<img src=x.png alt=8>{}')}</p>")
_page(
    "layout table",
    lambda telling: (
        f"<table><tr><td></td><td><table><tr><td><p>{_spoken(telling, '{}')}</p></td></tr></table></td></tr></table>"
    ),
)
_page("sentence in a list", lambda telling: f"<ul><li>{_spoken(telling, '{}')}</li></ul>")
_page("sentence in divs", lambda telling: f"<div><div>{_spoken(telling, '<span>{}</span>')}</div></div>")
_page(
    "note as a link",
    lambda telling: f"<p>{_spoken(telling, '{}<sup><a href=#f1>[1]</a></sup>')}</p><p>[1] 数据截至年底。</p>",
)
_page(
    "definition list",
    lambda telling: (
        "<dl>"
        + "".join(f"<dt>{figure.label}</dt><dd>{plain(value)}{figure.unit}</dd>" for figure, value in telling.figures)
        + "</dl>"
    ),
    in_table=True,
)
_page(
    "cells as divs",
    lambda telling: (
        '<div class="row"><div>指标</div><div>数值</div></div>'
        + "".join(
            f'<div class="row"><div>{label}</div><div>{number}</div></div>' for label, number in _labelled(telling)
        )
    ),
    in_table=True,
)
_page(
    "caption and heads",
    lambda telling: (
        "<table><caption>工作情况</caption><thead><tr><th>指标</th><th>数值</th></tr></thead><tbody>"
        + "".join(f"<tr><th>{label}</th><td>{number}</td></tr>" for label, number in _labelled(telling))
        + "</tbody><tfoot><tr><td colspan=2>数据来源：办公室</td></tr></tfoot></table>"
    ),
    in_table=True,
)
