"""Blocks in, the bytes of a file out: text, pages, Word files and spreadsheets."""

import html
from collections.abc import Sequence
from random import Random

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.documents import saved
from tests.dresses.pieces import (
    BREAK,
    DELETED,
    HIDDEN,
    INSERTED,
    PAGE,
    RAISED,
    STRUCK,
    Block,
    Markup,
    Paragraph,
    Piece,
    Pieces,
    Table,
)

FOLIO = "- {} -"


def as_text(blocks: Sequence[Block], random: Random) -> str:
    """A text file: a line for a paragraph; where a page ends, its number on a line of its own."""
    made = []
    for block in blocks:
        if isinstance(block, Paragraph):
            made.append("　　" + "".join(_letters(piece, random) for piece in block.pieces))
        elif isinstance(block, Table):
            rows = [
                block.between.join("".join(piece.text for piece in cell.pieces) for cell in row) for row in block.rows
            ]
            made += [f"|{row}|" if block.between == "|" else row for row in rows]
    return "\n".join(made) + "\n"


def _letters(piece: Piece, random: Random) -> str:
    if piece.mark == PAGE:
        return f"\n\n{FOLIO.format(random.randint(2, 30))}\n\n"
    return "\n" if piece.mark == BREAK else piece.text


def paged(pieces: Pieces) -> list[Pieces]:
    """The pieces before and behind each end of a page."""
    return _split(pieces, PAGE)


def _split(pieces: Pieces, mark: str) -> list[Pieces]:
    made: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece.mark == mark:
            made.append([])
        else:
            made[-1].append(piece)
    return [tuple(each) for each in made]


SPANS = {
    RAISED: ("<sup>{}</sup>", '<span style="vertical-align:super;font-size:60%">{}</span>'),
    STRUCK: ("<s>{}</s>", "<strike>{}</strike>", '<span style="text-decoration: line-through">{}</span>'),
    DELETED: ("<del>{}</del>",),
    INSERTED: ("<ins>{}</ins>",),
    HIDDEN: (
        "<span hidden>{}</span>",
        '<span style="display:none">{}</span>',
        '<span style="visibility:hidden">{}</span>',
        '<span class="unseen">{}</span>',
        '<span style="color:#ffffff">{}</span>',
        '<span style="font-size:0">{}</span>',
        '<span style="color:hsl(0 0% 100%)">{}</span>',
        '<span style="display:inline-block;content-visibility:hidden">{}</span>',
        '<span class="old">{}</span>',
        "<span popover>{}</span>",
    ),
}


def as_page(blocks: Sequence[Block], random: Random) -> str:
    """A web page between a portal's navigation and footer."""
    body = "\n".join(_element(block, random) for block in blocks)
    title = html.escape("".join(piece.text for piece in blocks[0].pieces)) if isinstance(blocks[0], Paragraph) else ""
    return (
        f'<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>{title}</title>'
        "<style>.unseen{display:none} span.old:not(.new){display:none} td{border:1px solid}</style></head><body>"
        '<div class="nav"><a href="/">首页</a><a href="/xx">新闻</a></div>'
        f'<div class="TRS_Editor">{body}</div><div id="footer">版权所有</div></body></html>'
    )


def _element(block: Block, random: Random) -> str:
    if isinstance(block, Markup):
        return block.html
    if isinstance(block, Paragraph):
        around = ('<p style="display:none">', "</p>") if block.hidden else ("<p>　　", "</p>")
        between = f"</p>\n<p>{FOLIO.format(random.randint(2, 30))}</p>\n<p>"
        return around[0] + between.join(_inline(page, random) for page in paged(block.pieces)) + around[1]
    rows = []
    for number, row in enumerate(block.rows):
        cells = []
        for cell in row:
            spans = f' rowspan="{cell.rows}"' * (cell.rows > 1) + f' colspan="{cell.columns}"' * (cell.columns > 1)
            cells.append(f"<td{spans}>{_lines(cell.pieces, random)}</td>")
        unseen = ' style="display:none"' if number in block.gone else ""
        rows.append(f"<tr{unseen}>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _lines(pieces: Pieces, random: Random) -> str:
    """A cell: its lines in one of the ways in which pages end them."""
    made = _inline(pieces, random)
    if "<br>" not in made:
        return made
    opens, closes = random.choice((("", "<br>"), ("<p>", "</p>"), ("<li>", "</li>"), ("<div>", "</div>")))
    return "".join(f"{opens}{line}{closes}" for line in made.split("<br>"))


def _inline(pieces: Pieces, random: Random) -> str:
    made = []
    for piece in pieces:
        if piece.mark == BREAK:
            made.append("<br>")
        elif piece.mark:
            made.append(random.choice(SPANS[piece.mark]).format(html.escape(piece.text)))
        else:
            text = html.escape(piece.text)
            made.append(f"<span>{text}</span>" if len(pieces) > 1 else text)
    return "".join(made)


def as_word(blocks: Sequence[Block], random: Random) -> bytes:
    """A Word file; ends of pages are page numbers that were copied into the text."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, Table):
            _word_table(document, block, random)
        elif isinstance(block, Paragraph):
            for number, page in enumerate(paged(block.pieces)):
                if number:
                    document.add_paragraph(FOLIO.format(random.randint(2, 30)))
                _runs(document.add_paragraph(), page, random)
    return saved(document.save)


def _runs(paragraph, pieces: Pieces, random: Random) -> None:
    for piece in pieces:
        run = paragraph.add_run(piece.text)
        if piece.mark == BREAK:
            run.add_break()
        elif piece.mark == RAISED:
            run.font.superscript = True
        elif piece.mark == STRUCK:
            setattr(run.font, random.choice(("strike", "double_strike")), True)
        elif piece.mark == HIDDEN:
            run.font.hidden = True
        elif piece.mark in {DELETED, INSERTED}:
            _track(run, piece.mark)


def _track(run, mark: str) -> None:
    around = OxmlElement("w:del" if mark == DELETED else "w:ins")
    around.set(qn("w:id"), "1")
    around.set(qn("w:author"), "校对")
    run._r.addprevious(around)
    around.append(run._r)
    if mark == DELETED:
        for text in run._r.findall(qn("w:t")):
            text.tag = qn("w:delText")


def _word_table(document, block: Table, random: Random) -> None:
    grid = placed(block)
    made = document.add_table(len(block.rows), 1 + max(column for _, column, _ in grid))
    made.style = "Table Grid"
    for row, column, cell in grid:
        first = made.cell(row, column)
        if cell.rows > 1 or cell.columns > 1:
            first = first.merge(made.cell(row + cell.rows - 1, column + cell.columns - 1))
        for number, line in enumerate(_split(cell.pieces, BREAK)):
            _runs(first.add_paragraph() if number else first.paragraphs[0], line, random)
    for row in block.gone:
        properties = made.rows[row]._tr.get_or_add_trPr()
        properties.append(OxmlElement(random.choice(("w:del", "w:hidden"))))


def placed(block: Table):
    """The cells with their rows and columns, from 0, those left out that other cells reach over."""
    taken: set[tuple[int, int]] = set()
    made = []
    for row, cells in enumerate(block.rows):
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            made.append((row, column, cell))
            taken |= {(row + r, column + c) for r in range(cell.rows) for c in range(cell.columns)}
    return made


def as_sheet(blocks: Sequence[Block], _: Random) -> bytes:
    """A spreadsheet: a row for each paragraph, tables as cells, bare numbers as numbers."""
    book = Workbook()
    sheet = book.active
    at = 1
    for block in blocks:
        if isinstance(block, Paragraph):
            sheet.cell(at, 1).value = _rich(block.pieces)
            at += 1
            continue
        if not isinstance(block, Table):
            continue
        for row in block.gone:
            sheet.row_dimensions[at + row].hidden = True
        for row, column, cell in placed(block):
            place = sheet.cell(at + row, column + 1)
            place.value = _rich(cell.pieces)
            place.number_format = cell.shown or place.number_format
            if cell.rows > 1 or cell.columns > 1:
                end = {"end_row": at + row + cell.rows - 1, "end_column": column + cell.columns}
                sheet.merge_cells(start_row=at + row, start_column=column + 1, **end)
        at += len(block.rows)
    return saved(book.save)


def _rich(pieces: Pieces) -> object:
    if not any(piece.mark not in {"", BREAK} for piece in pieces):
        text = "".join("\n" if piece.mark == BREAK else piece.text for piece in pieces)
        if text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit():
            return float(text) if "." in text else int(text)
        return text
    parts = []
    for piece in pieces:
        font = InlineFont(vertAlign="superscript" if piece.mark == RAISED else None, strike=piece.mark == STRUCK)
        parts.append(TextBlock(font, piece.text) if piece.mark else piece.text)
    return CellRichText(parts)
