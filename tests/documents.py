"""Reports in the formats that governments publish: text in, the bytes of a file out."""

import html
import io
import zipfile
from collections.abc import Callable, Sequence

import docx
from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

FONT = "STSong-Light"
Rows = Sequence[Sequence[str]]


def as_html(text: str, charset: str = "utf-8", *, declared: str | None = None) -> bytes:
    """A page with the text's lines as paragraphs, between a portal's navigation and footer."""
    paragraphs = "\n".join(f"<p>\u3000\u3000{html.escape(line)}</p>" for line in lines(text))
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{declared or charset}"><title>政务公开</title></head><body>'
        '<div class="nav"><a href="/">首页</a><a href="/xx">新闻</a></div>'
        f'<div class="TRS_Editor">{paragraphs}</div><div id="footer">版权所有</div></body></html>'
    )
    return page.encode(charset)


def as_docx(text: str, table: Rows = ()) -> bytes:
    """A Word file with the text's lines as paragraphs, each in several runs, and a table behind them."""
    document = docx.Document()
    for line in lines(text):
        paragraph = document.add_paragraph()
        for at in range(0, len(line), 7):  # Word cuts runs wherever fonts or languages change, inside numbers too
            paragraph.add_run(line[at : at + 7])
    if table:
        made = document.add_table(len(table), len(table[0]))
        for row, cells in zip(made.rows, table, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    document.sections[0].header.paragraphs[0].text = "内部资料 第88期"
    return saved(document.save)


def as_pdf(
    text: str,
    table: Rows = (),
    *,
    indent: int = 2,
    size: int = 16,
    head: str = "法治政府建设年度报告",
    foot: str = "— {} —",
    spans: Sequence[tuple[str, tuple[int, int], tuple[int, int]]] = (),
) -> bytes:
    """A PDF as word processors make them: a running head, page numbers, paragraphs broken over lines and pages.

    A form feed in the text begins a page. `spans` merges cells of the table, as reportlab writes it.
    """
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle(
        "body", fontName=FONT, fontSize=size, leading=1.75 * size, wordWrap="CJK", firstLineIndent=indent * size
    )

    def around(canvas, page) -> None:
        canvas.setFont(FONT, 9)
        canvas.drawString(80, A4[1] - 40, head)
        canvas.setFont(FONT, 12)
        canvas.drawCentredString(A4[0] / 2, 40, foot.format(page.page))

    story: list[Flowable] = []
    for number, page in enumerate(text.split("\f")):
        story += [PageBreak()] if number else []
        story += [Paragraph(html.escape(line), body) for line in lines(page)]
    if table:
        style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), FONT, 10)]
        story.append(
            Table([list(row) for row in table], style=TableStyle([*style, *[("SPAN", *span[1:]) for span in spans]]))
        )
    made = io.BytesIO()
    margins = {"leftMargin": 80, "rightMargin": 74, "topMargin": 100, "bottomMargin": 90}
    SimpleDocTemplate(made, pagesize=A4, **margins).build(story, onFirstPage=around, onLaterPages=around)
    return made.getvalue()


def as_xlsx(sheets: dict[str, Sequence[Sequence[object]]], change: Callable[[Workbook], None] | None = None) -> bytes:
    """A spreadsheet with these sheets; `change` merges, formats or hides before it is saved."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if change:
        change(book)
    return saved(book.save)


def as_zip(members: dict[str, bytes | str]) -> bytes:
    """An archive with these members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def replaced(package: bytes, part: str, content: bytes) -> bytes:
    """A DOCX or XLSX file with another content of one part."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return as_zip({name: content if name == part else archive.read(name) for name in archive.namelist()})


def lines(text: str) -> list[str]:
    """The lines that hold something, without the blanks at their ends."""
    return [line.strip(" \t\r\u3000") for line in text.split("\n") if line.strip(" \t\r\u3000")]


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    """What `save` writes into a file."""
    made = io.BytesIO()
    save(made)
    return made.getvalue()
