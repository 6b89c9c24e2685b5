"""Cells that span several rows or columns: one number of several heads or names is nobody's."""

import pytest

from ingest.columnstyles import collapsed
from ingest.documents.doubts import LOST
from ingest.documents.grids import Cell, piped
from ingest.stylesheets import Styles

HEAD = [Cell("项目"), Cell("受理"), Cell("审结")]


def test_a_number_over_two_heads_is_of_neither() -> None:
    assert piped([HEAD, [Cell("复议"), Cell("386", columns=2)]])[1] == f"| 复议 | 386{LOST} |  |"


def test_a_number_beside_two_names_is_of_neither() -> None:
    rows = [[Cell("项目"), Cell("数量")], [Cell("受理"), Cell("386件", rows=2)], [Cell("审结")]]
    assert piped(rows)[1:] == [f"| 受理 | 386件{LOST} |", "| 审结 |  |"]


@pytest.mark.parametrize(
    "rows",
    [
        [[Cell("项目"), Cell("受理", columns=2)], [Cell("复议"), Cell("386", columns=2)]],
        [[Cell("甲组", rows=2), Cell("386", rows=2), Cell("受理")], [Cell("审结")]],
        [[Cell("1", rows=2), Cell("甲组", rows=2), Cell("386", rows=2), Cell("受理")], [Cell("审结")]],
        [HEAD, [Cell("复议"), Cell("见386号说明", columns=2)]],
        [[Cell("项目"), Cell("2021年", columns=2)], HEAD],
    ],
)
def test_what_spans_as_its_head_does_stands(rows: list[list[Cell]]) -> None:
    assert LOST not in "".join(piped(rows))


def _collapsed(columns: str, sheet: str = "", rows: str = "<tr><td>1<td>2<td>3</tr>") -> list[str]:
    from lxml import html

    tree = html.fromstring(f"<div><table>{columns}{rows}</table></div>")
    return sorted(cell.text_content() for cell in collapsed(tree, Styles(sheet)))


@pytest.mark.parametrize(
    ("columns", "sheet"),
    [
        ("<col><col style='visibility:collapse'><col>", ""),
        ("<colgroup><col><col class=x></colgroup>", ".x{visibility:collapse}"),
        ("<colgroup span=1></colgroup><colgroup style='visibility:collapse'><col></colgroup>", ""),
        ("<colgroup></colgroup><colgroup class=x span=1></colgroup>", "colgroup.x{visibility:collapse}"),
    ],
)
def test_cells_of_collapsed_columns_are_not_seen(columns: str, sheet: str) -> None:
    assert _collapsed(columns, sheet) == ["2"]


def test_spans_are_counted() -> None:
    rows = "<tr><td rowspan=2>1<td colspan=2>2</tr><tr><td>3<td>4</tr>"
    assert _collapsed("<col><col style='visibility:collapse'>", "", rows) == ["3"]
    assert _collapsed("<col><col style='visibility:hidden'>", "", rows) == []
