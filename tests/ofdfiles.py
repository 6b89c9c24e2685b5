"""Reports as OFD files, the way that word processors print them: text in, the bytes of a file out."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from tests.documents import as_zip, lines

WIDTH, HEIGHT = 210.0, 297.0  # millimetres
LEFT, TOP, ACROSS, DOWN = 28.0, 37.0, 156.0, 225.0  # of the text's area
SIZE, LEADING = 5.6444, 9.88
_SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def wide(char: str) -> float:
    """The width of a letter."""
    return SIZE / 2 if char.isascii() else SIZE


def part(name: str, inside: str) -> str:
    """A part of the file."""
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:{name} {_SPACE}>{inside}</ofd:{name}>'


def text(words: str, left: float, base: float, more: str = "", within: str = "", size: float = SIZE) -> str:
    """Words on a line; `more` attributes, `within` elements before the letters."""
    steps = [wide(char) * size / SIZE for char in words]
    told = " ".join(
        f"g {len(run)} {step:.4f}" if len(run := list(same)) > 1 else f"{step:.4f}"
        for step, same in groupby(steps[:-1])
    )
    return (
        f'<ofd:TextObject ID="1" Font="2" Size="{size}" Boundary="{left} {base - size} {sum(steps):.4f} {1.3 * size}" '
        f'{more}>{within}<ofd:TextCode X="0" Y="{size}" DeltaX="{told}">{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def path(left: float, top: float, right: float, bottom: float, more: str = "", within: str = "") -> str:
    """A straight line, or with Fill a box."""
    across, down = right - left, bottom - top
    steps = f"M 0 0 L {across} 0 L {across} {down} L 0 {down} C" if across and down else f"M 0 0 L {across} {down}"
    return (
        f'<ofd:PathObject ID="1" Boundary="{left} {top} {across} {down}" LineWidth="0.2" {more}>{within}'
        f"<ofd:AbbreviatedData>{steps}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def package(pages: Sequence[str], template: str = "", resources: str = "") -> bytes:
    """A file whose pages hold these objects, each over those of the template."""
    named = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at, _ in enumerate(pages))
    common = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH} {HEIGHT}</ofd:PhysicalBox></ofd:PageArea>"
    common += "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
    common += '<ofd:TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
    body = "<ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
    above = '<ofd:Template TemplateID="90" ZOrder="Background"/>' if template else ""
    parts: dict[str, bytes | str] = {
        "OFD.xml": part("OFD", f"<ofd:DocBody>{body}</ofd:DocBody>"),
        "Doc_0/Document.xml": part(
            "Document", f"<ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{named}</ofd:Pages>"
        ),
        "Doc_0/PublicRes.xml": part("Res", resources),
    }
    if template:
        parts["Doc_0/Tpls/Tpl_0/Content.xml"] = part("Page", layer(template))
    for at, objects in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{at}/Content.xml"] = part("Page", above + layer(objects))
    return as_zip(parts)


def layer(objects: str) -> str:
    """What a page holds, in one layer."""
    return (
        f'<ofd:Content><ofd:Layer ID="3" Type="Body"><ofd:PageBlock>{objects}</ofd:PageBlock></ofd:Layer></ofd:Content>'
    )


def as_ofd(report: str, table: Sequence[Sequence[str]] = ()) -> bytes:
    """The text's lines as paragraphs, set in full lines on pages with a head and numbers; a ruled table behind them."""
    pages: list[list[str]] = [[]]
    base = TOP
    for words, left in _set(lines(report)):
        if base > TOP + DOWN:
            pages.append([])
            base = TOP
        pages[-1].append(text(words, left, base))
        base += LEADING
    if table:
        pages[-1] += _ruled(table, base)
    head = text("法治政府建设年度报告", LEFT, 15.0, size=3.2) if len(pages) > 1 else ""
    for number, page in enumerate(pages, 1):
        page.append(text(f"— {number} —", WIDTH / 2 - SIZE, HEIGHT - 15, size=4.2))
    return package(["".join(page) for page in pages], head)


def _set(paragraphs: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The lines that paragraphs are set in, and where each begins; no mark begins a line, and no number is parted."""
    for paragraph in paragraphs:
        left, line = LEFT + 2 * SIZE, ""
        for words in _words(paragraph):
            hangs = SIZE if words[-1] in "，。、；：）》”%" else 0.0  # one mark may stand in the margin
            if line and left + sum(map(wide, line + words)) - hangs > LEFT + ACROSS:
                yield line, left
                left, line = LEFT, ""
            line += words
        yield line, left


def _words(paragraph: str) -> Iterator[str]:
    """What is not parted by the end of a line."""
    word = ""
    for char in paragraph:
        goes_on = char in "，。、；：）》”％%" or word[-1:] in "（《“" or (char + word[-1:]).isascii()
        if word and not goes_on:
            yield word
            word = ""
        word += char
    if word:
        yield word


def _ruled(table: Sequence[Sequence[str]], top: float) -> list[str]:
    wide_each, high = ACROSS / len(table[0]), 10.0
    objects = [path(LEFT, top + at * high, LEFT + ACROSS, top + at * high) for at in range(len(table) + 1)]
    objects += [
        path(LEFT + at * wide_each, top, LEFT + at * wide_each, top + len(table) * high)
        for at in range(len(table[0]) + 1)
    ]
    for row, cells in enumerate(table):
        objects += [
            text(cell, LEFT + at * wide_each + 2, top + row * high + 7, size=3.5)
            for at, cell in enumerate(cells)
            if cell
        ]
    return objects
