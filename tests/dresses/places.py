"""Dresses of places in a file: what else stands on a page, in a table, in a cell of a spreadsheet."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tests.dresses.dress import Dress, Dressed, Telling, enter
from tests.dresses.marks import other
from tests.dresses.numerals import grouped, plain
from tests.dresses.pieces import Cell, Markup, Paragraph, Table, of, seen, table
from tests.dresses.statements import COUNT, RATE, Statement


def _beside(name: str, markup: str, *, before: bool = False) -> None:
    """Enters a page on which another article stands: {0} is what it says, in the statement's own words."""

    def _make(telling: Telling) -> Dressed:
        numbers = [of(other(value, telling.random) + figure.unit) for figure, value in telling.figures]
        said = seen(telling.sentence(numbers)).replace("市政府", "邻市政府").replace("全市", "邻市")
        blocks = [Paragraph(telling.plainly()), Markup(markup.format(said))]
        facts = [
            replace(fact, printed=plain(value)) for fact, value in zip(telling.truths(), telling.values, strict=True)
        ]
        return Dressed(tuple(reversed(blocks)) if before else tuple(blocks), tuple(facts))

    enter(Dress(name, "other articles", ("html",), _make, alone=True))


_beside("related reading", '<div class="xgyd"><h3>相关阅读</h3><ul><li>{0}</li></ul></div>')
_beside(
    "related reading in a list", '<div class="related"><ul><li>相关链接</li><li><a href="/a">{0}</a></li></ul></div>'
)
_beside("further reading", "<h4>延伸阅读</h4><p>{0}</p>")
_beside("recommended", '<div class="recommend"><p>推荐阅读</p><p>{0}</p></div>')
_beside("hot", '<div class="hot"><p>热点：{0}</p></div>', before=True)
_beside("aside", "<aside><p>{0}</p></aside>")
_beside("previous and next", '<div class="prevnext"><p>上一篇：<a href="/p">{0}</a></p><p>下一篇：没有了</p></div>')


def _first_page(telling: Telling) -> Dressed:
    facts = [replace(fact, printed=plain(value)) for fact, value in zip(telling.truths(), telling.values, strict=True)]
    pages = '<div class="pages">共3页 第1页 <a href="a_2.html">下一页</a> <a href="a_3.html">尾页</a></div>'
    return Dressed((Paragraph(telling.plainly()), Markup(pages)), tuple(facts))


enter(Dress("first page of three", "pages of an article", ("html",), _first_page, alone=True))


def _tabular(statement: Statement) -> bool:
    return statement.tabular


def _gone(telling: Telling) -> Dressed:
    """A table with the row as it was, deleted or hidden, before the row as it is."""
    rows, gone = [["指标", "数值"]], []
    for figure, value in telling.figures:
        gone.append(len(rows))
        rows.append([f"{figure.label}（{figure.unit}）", other(value, telling.random)])
        rows.append([f"{figure.label}（{figure.unit}）", plain(value)])
    truths = [
        replace(fact, printed=plain(value))
        for fact, value in zip(telling.truths(in_table=True), telling.values, strict=True)
    ]
    return Dressed((replace(table(rows), gone=frozenset(gone)),), tuple(truths))


enter(
    Dress(
        "rows that are gone",
        "rows that are gone",
        ("html", "docx", "xlsx", "pdf.browser"),
        _gone,
        only=_tabular,
    )
)


def _formatted(
    name: str, shown: str, *, about: bool | None = False, value_of: Callable[[Decimal], Decimal] | None = None
) -> None:
    """Enters a spreadsheet whose number format prints words; `value_of` says what a reader sees."""

    def _make(telling: Telling) -> Dressed:
        rows: list[tuple[Cell, ...]] = [(Cell(of("指标")), Cell(of("数值")))]
        truths = []
        for (figure, value), fact in zip(telling.figures, telling.truths(in_table=True), strict=True):
            if figure.kind != COUNT:
                continue
            rows.append((Cell(of(f"{figure.label}（{figure.unit}）")), Cell(of(plain(value)), shown=shown)))
            read = value_of(value) if value_of else value
            truths.append(replace(fact, value=read, about=about, printed=plain(read), required=about is False))
        return Dressed((Table(tuple(rows)),), tuple(truths))

    enter(
        Dress(
            name, "number formats", ("xlsx",), _make, only=lambda each: _tabular(each) and each.figures[0].kind == COUNT
        )
    )


_formatted("a format with 约", '"约"0', about=True)
_formatted("a format with 超", '"超"0', about=True)
_formatted("a format with groups", "#,##0")
_formatted("a format with decimals", "0.00")
_formatted("a format with a digit of its own", '"9"0', value_of=lambda value: Decimal("9" + plain(value)))


def _ratios(name: str, shown: str) -> None:
    """Rates as ratios in cells: shown as per cent, or as they are."""

    def _make(telling: Telling) -> Dressed:
        rows: list[tuple[Cell, ...]] = [(Cell(of("指标")), Cell(of("数值")))]
        truths = []
        for (figure, value), fact in zip(telling.figures, telling.truths(in_table=True), strict=True):
            if figure.kind == RATE:
                rows.append((Cell(of(figure.label)), Cell(of(plain(value / 100)), shown=shown)))
                truths.append(replace(fact, printed=plain(value), required=bool(shown)))
        return Dressed((Table(tuple(rows)),), tuple(truths))

    enter(
        Dress(
            name,
            "ratios",
            ("xlsx",) if shown else ("xlsx", "html", "docx", "txt"),
            _make,
            kinds=frozenset({RATE}),
            only=_tabular,
        )
    )


_ratios("ratios shown as per cent", "0.00%")
_ratios("ratios in a table", "")


def _with_commas(telling: Telling) -> Dressed:
    """Counts with commas in cells that are text."""
    rows = [[f"{figure.label}（{figure.unit}）", grouped(value, "，")] for figure, value in telling.figures]
    truths = [
        replace(fact, printed=plain(value))
        for fact, value in zip(telling.truths(in_table=True), telling.values, strict=True)
    ]
    return Dressed((table([["指标", "数值"], *rows]),), tuple(truths))


enter(Dress("full-width commas in cells", "tables", ("txt", "html", "docx", "xlsx"), _with_commas, 1000, only=_tabular))
