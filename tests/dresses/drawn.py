"""PDF files: by reportlab, by LibreOffice from a Word file, by Chromium from a web page."""

import html
import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from random import Random

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, TableStyle
from reportlab.platypus import Paragraph as Drawn
from reportlab.platypus import Table as Grid

from tests.documents import FONT
from tests.dresses.formats import paged, placed
from tests.dresses.pieces import BREAK, RAISED, STRUCK, Block, Paragraph, Pieces, Table

MARKUP = {RAISED: "<super size=7>{}</super>", STRUCK: "<strike>{}</strike>", BREAK: "<br/>{}"}


def as_pdf(blocks: Sequence[Block], _: Random) -> bytes:
    """A PDF with page numbers; where a page ends, it ends."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    body = ParagraphStyle("body", fontName=FONT, fontSize=14, leading=24, wordWrap="CJK", firstLineIndent=28)
    onward = ParagraphStyle("onward", parent=body, firstLineIndent=0)
    story: list[Flowable] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            for number, page in enumerate(paged(block.pieces)):
                story += [PageBreak()] if number else []
                story.append(Drawn(_markup(page), onward if number else body))
        elif isinstance(block, Table):
            story.append(_grid(block, onward))

    def _around(canvas, page) -> None:
        canvas.setFont(FONT, 12)
        canvas.drawCentredString(A4[0] / 2, 40, f"— {page.page} —")

    made = io.BytesIO()
    margins = {"leftMargin": 80, "rightMargin": 74, "topMargin": 100, "bottomMargin": 90}
    SimpleDocTemplate(made, pagesize=A4, **margins).build(story, onFirstPage=_around, onLaterPages=_around)
    return made.getvalue()


def _markup(pieces: Pieces) -> str:
    return "".join(MARKUP.get(piece.mark, "{}").format(html.escape(piece.text)) for piece in pieces)


def _grid(block, style: ParagraphStyle) -> Grid:
    cells = placed(block)
    columns = 1 + max(column for _, column, _ in cells)
    rows = [[""] * columns for _ in block.rows]
    for row, column, cell in cells:
        rows[row][column] = Drawn(_markup(cell.pieces), style)
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), FONT, 10)]
    return Grid(rows, style=TableStyle(grid))


def office() -> str | None:
    """LibreOffice, where it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def browser() -> str | None:
    """Chromium, where it is installed or named by FAZHI_BROWSER."""
    return os.environ.get("FAZHI_BROWSER") or shutil.which("chromium") or shutil.which("google-chrome")


def printed_by_office(sources: Sequence[Path], folder: Path) -> None:
    """Prints Word files to PDF files of their names in `folder`. Raises AssertionError where one is missing."""
    command = [str(office()), f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    for at in range(0, len(sources), 60):
        some = [str(path) for path in sources[at : at + 60]]
        done = subprocess.run([*command, "--outdir", str(folder), *some], capture_output=True, text=True, check=False)
        missing = [path for path in some if not (folder / f"{Path(path).stem}.pdf").exists()]
        assert not missing, (missing[:3], done.stdout[-500:], done.stderr[-500:])


def printed_by_browser(sources: Sequence[Path], folder: Path) -> None:
    """Prints web pages to PDF files of their names in `folder`. Raises AssertionError where one is missing."""
    for path in sources:
        made = folder / f"{path.stem}.pdf"
        command = [str(browser()), "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
        command += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", path.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
        assert made.exists(), done.stderr[-500:]
