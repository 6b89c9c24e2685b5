"""Columns of a page's tables that a style collapses (`visibility: collapse` on `col`): which cells are in them."""

from collections.abc import Iterator

from lxml import html as lxml_html

from ingest.stylesheets import Styles

_MOST = 1000  # columns and rows that a span may reach over


def collapsed(tree: lxml_html.HtmlElement, styles: Styles) -> set[lxml_html.HtmlElement]:
    """The cells that stand in collapsed columns alone."""
    found: set[lxml_html.HtmlElement] = set()
    for table in tree.iter("table"):
        if hidden := _columns(table, styles):
            found.update(
                cell for cell, column, width in _cells(table) if hidden.issuperset(range(column, column + width))
            )
    return found


def _columns(table: lxml_html.HtmlElement, styles: Styles) -> set[int]:
    """The numbers of its collapsed columns, from 0."""
    hidden: set[int] = set()
    at = 0
    for element in table.iter("col", "colgroup"):
        if element.tag == "colgroup" and element.find("col") is not None:
            continue
        width = span(element, "span")
        if _collapses(element, styles):
            hidden.update(range(at, at + width))
        at += width
    return hidden


def _collapses(element: lxml_html.HtmlElement, styles: Styles) -> bool:
    said = styles.of(element).get("visibility")
    group = element.getparent()
    if said is None and element.tag == "col" and group is not None and group.tag == "colgroup":
        said = styles.of(group).get("visibility")
    return said == "collapse"


def _cells(table: lxml_html.HtmlElement) -> Iterator[tuple[lxml_html.HtmlElement, int, int]]:
    """Each cell with its first column and how many it spans."""
    reaching: dict[int, int] = {}  # by column: how many rows more a cell from above takes
    for row in table.iter("tr"):
        column = 0
        taken, reaching = reaching, {at: more - 1 for at, more in reaching.items() if more > 1}
        for cell in row.iterchildren("td", "th"):
            while column in taken:
                column += 1
            width, height = span(cell, "colspan"), span(cell, "rowspan")
            yield cell, column, width
            if height > 1:
                reaching.update(dict.fromkeys(range(column, column + width), height - 1))
            column += width


def span(element: lxml_html.HtmlElement, name: str) -> int:
    """How many columns or rows an attribute says that an element spans; 1 where it says nothing that can be read."""
    value = element.get(name, "1").strip()
    return min(int(value[:6]), _MOST) if value.isdecimal() and int(value[:6]) > 0 else 1
