"""What of Word files, spreadsheets and PDFs is part of the text: nothing hidden, struck out or raised."""

import io
import zipfile

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ingest.documents import pdf, spreadsheet
from ingest.documents.word import read
from tests.documents import FONT, as_xlsx, replaced
from tests.ingest.documents.test_word import with_body

RUN = "<w:r><w:rPr>{}</w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>".format


@pytest.mark.parametrize(
    ("properties", "words"),
    [
        ("<w:vertAlign w:val='superscript'/>", "受理312件"),
        ("<w:vertAlign w:val='subscript'/>", "受理312件"),
        ("<w:position w:val='10'/>", "受理312件"),
        ("<w:strike/>", "受理312件"),
        ("<w:dstrike/>", "受理312件"),
        ("<w:vanish/>", "受理312件"),
        ("<w:color w:val='FFFFFF'/>", "受理312件"),
        ("<w:sz w:val='2'/>", "受理312件"),
        ("<w:color w:val='D9D9D9'/><w:shd w:fill='D9D9D9'/>", "受理312件"),
        ("<w:strike w:val='on'/>", "受理312件"),
        ("<w:color w:val='FEFEFE'/>", "受理312件"),
        ("<w:color w:themeColor='background1'/>", "受理312件"),
        ("<w:color w:val='auto' w:themeColor='background1'/>", "受理312件"),
        ("<w:sz w:val='3'/>", "受理312件"),
        ("<w:highlight w:val='yellow'/><w:color w:val='FFFF00'/>", "受理312件"),
        ("<w:highlight w:val='black'/><w:color w:val='000000'/>", "受理312件"),
        ("<w:rStyle w:val='FootnoteReference'/>", "受理312件"),
        ("<w:w w:val='1'/>", "受理312\ufffd9\ufffd件"),
        ("<w:spacing w:val='-200'/>", "受理312\ufffd9\ufffd件"),
        ("<w:highlight w:val='black'/>", "受理312\ufffd9\ufffd件"),
        ("<w:rFonts w:ascii='Wingdings'/>", "受理312\ufffd9\ufffd件"),
        ("<w:spacing w:val='-6'/><w:w w:val='90'/>", "受理3129件"),
        ("<w:highlight w:val='yellow'/>", "受理3129件"),
        ("<w:strike w:val='0'/>", "受理3129件"),
        ("<w:color w:val='FFFFFF'/><w:shd w:fill='003366'/>", "受理3129件"),
    ],
)
def test_a_run_of_a_word_file_is_read_as_it_looks(properties: str, words: str) -> None:
    data = with_body(f"<w:p>{RUN('', '受理312')}{RUN(properties, '9')}{RUN('', '件')}</w:p>")
    assert read(data).text == words


def test_symbols_equations_and_reversed_runs_leave_a_lost_character() -> None:
    symbol = "<w:r><w:sym w:font='Symbol' w:char='F031'/></w:r>"
    assert read(with_body(f"<w:p>{RUN('', '受理3')}{symbol}{RUN('', '2件')}</w:p>")).text == "受理3\ufffd2件"
    form = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{RUN('', '9')}</w:sdtContent></w:sdt>"
    assert read(with_body(f"<w:p>{RUN('', '受理')}{form}{RUN('', '312件')}</w:p>")).text == "受理\ufffd9\ufffd312件"
    reversed_ = f"<w:bdo w:val='rtl'>{RUN('', '213')}</w:bdo>"
    assert read(with_body(f"<w:p>{RUN('', '受理')}{reversed_}{RUN('', '件')}</w:p>")).text == "受理\ufffd213\ufffd件"


@pytest.mark.parametrize(
    ("height", "shown"),
    [("w:val='1' w:hRule='exact'", False), ("w:val='1'", True), ("w:val='300' w:hRule='exact'", True)],
)
def test_rows_as_high_as_a_hair_are_not_read(height: str, shown: bool) -> None:
    cells = "<w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc>".format
    old = f"<w:tr><w:trPr><w:trHeight {height}/></w:trPr>{cells(RUN('', '受理'), RUN('', '298件'))}</w:tr>"
    new = f"<w:tr>{cells(RUN('', '审结'), RUN('', '312件'))}</w:tr>"
    assert ("298" in read(with_body(f"<w:tbl>{old}{new}</w:tbl>")).text) == shown


@pytest.mark.parametrize(("layout", "shown"), [("fixed", False), ("autofit", True)])
def test_columns_of_no_width_in_a_table_of_fixed_widths_are_not_read(layout: str, shown: bool) -> None:
    cells = "".join(f"<w:tc><w:p>{RUN('', words)}</w:p></w:tc>" for words in ("受理", "298件", "312件"))
    grid = "".join(f"<w:gridCol w:w='{width}'/>" for width in (2000, 0, 2000))
    properties = f"<w:tblPr><w:tblLayout w:type='{layout}'/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    text = read(with_body(f"<w:tbl>{properties}<w:tr>{cells}</w:tr></w:tbl>")).text
    assert "312件" in text
    assert ("298" in text) == shown


def test_deleted_rows_and_paragraph_marks_are_gone() -> None:
    cells = "<w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc>".format
    rows = "".join(
        f"<w:tr><w:trPr>{mark}</w:trPr>{cells(RUN('', '受理'), RUN('', number))}</w:tr>"
        for mark, number in (("<w:del w:id='1'/>", "298件"), ("", "312件"), ("<w:hidden/>", "299件"))
    )
    assert read(with_body(f"<w:tbl>{rows}</w:tbl>")).text == "| 受理 | 312件 |"
    mark = "<w:pPr><w:rPr><w:del w:id='2'/></w:rPr></w:pPr>"
    assert read(with_body(f"<w:p>{mark}{RUN('', '受理3')}</w:p>", f"<w:p>{RUN('', '12件')}</w:p>")).text == "受理312件"


def shown(value: object, form: str = "General", **look: object) -> str:
    """What the last cell of a sheet of two rows shows."""

    def change(book) -> None:
        cell = book.active["B2"]
        cell.number_format = form
        for name, one in look.items():
            setattr(cell, name, one)

    text = spreadsheet.read(as_xlsx({"年报": [["类型", "数量"], ["受理", value]]}, change)).text
    return text.split("\n")[-1].removeprefix("| 受理 |").removesuffix("|").strip()


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ('"约"0"件"', "约312件"),
        ("0\\件", "312件"),
        ('"共计"#,##0', "共计312"),
        ('"9"0', "\ufffd9312\ufffd"),
        ('0"万"', "312万"),
        (";;;", ""),
        ("[>100]0;0.0", ""),
        ("[Red]0_ ", "312"),
    ],
)
def test_a_number_stands_as_its_format_shows_it(form: str, words: str) -> None:
    assert shown(312, form) == words


def test_struck_raised_and_hidden_pieces_of_cells_are_left_out() -> None:
    for font in (InlineFont(strike=True), InlineFont(vertAlign="superscript"), InlineFont(color="FFFFFFFF")):
        assert shown(CellRichText("312", TextBlock(font, "9"), "件")) == "312件"
    assert shown(312, font=Font(strike=True)) == ""
    assert shown(312, font=Font(color="FFFFFFFF")) == ""
    for font in (InlineFont(color="FFFEFEFE"), InlineFont(sz=1), InlineFont(rFont="Wingdings")):
        assert "3129" not in shown(CellRichText("312", TextBlock(font, "9"), "件"))
    red = PatternFill("solid", fgColor="FFFF0000")
    assert shown(312, font=Font(color="FFFF0000"), fill=red) == ""
    assert shown(312, font=Font(color="FFFEFEFE")) == ""
    assert shown(312, fill=PatternFill("solid", fgColor="FF000000")) in ("", "\ufffd312\ufffd")
    assert shown(312, font=Font(name="Wingdings")) == "\ufffd312\ufffd"
    assert shown(312, "[White]0") == ""
    assert shown(312, font=Font(color="FFFFFFFF"), fill=PatternFill("solid", fgColor="FF003366")) == "312"


def test_columns_without_width_and_rows_without_height_do_not_show() -> None:
    rows = [["类型", "旧数", "数量"], ["受理", 298, 312], ["审结", 1, 2]]
    data = as_xlsx({"年报": rows})
    part = "xl/worksheets/sheet1.xml"
    sheet = zipfile.ZipFile(io.BytesIO(data)).read(part)
    sheet = sheet.replace(b"<sheetData>", b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>')
    sheet = sheet.replace(b'<row r="3"', b'<row r="3" ht="0" customHeight="1"')
    assert spreadsheet.read(replaced(data, part, sheet)).text.split("\n")[-1] == "| 受理 | 312 |"


def drawn(draw, change=bytes) -> str:
    """The text of a PDF with a line of prose; `draw` goes on behind its words at a place that it is told.

    `change` is made in the file.
    """
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    made = io.BytesIO()
    canvas = Canvas(made)
    canvas.setFont(FONT, 16)
    canvas.drawString(72, 700, "全市推进依法行政工作,受理行政复议案件")
    draw(canvas, 72 + canvas.stringWidth("全市推进依法行政工作,受理行政复议案件", FONT, 16))
    canvas.save()
    return pdf.read(change(made.getvalue())).text.partition("案件")[2]


def put(canvas, x: float, words: str, *, size: float = 16, rise: float = 0, mode: int = 0) -> float:
    """Writes words at a place; returns where they end."""
    canvas.saveState()
    written = canvas.beginText(x, 700 + rise)
    written.setFont(FONT, size)
    written.setTextRenderMode(mode)
    written.textOut(words)
    canvas.drawText(written)
    canvas.restoreState()
    return x + canvas.stringWidth(words, FONT, size)


def test_raised_letters_of_a_pdf_are_no_part_of_its_numbers() -> None:
    assert drawn(lambda at, x: put(at, put(at, put(at, x, "312"), "4", size=9, rise=3), "件")) == "312件"
    assert "312件" not in drawn(lambda at, x: put(at, put(at, x, "3"), "12件", size=13))


@pytest.mark.parametrize("note", ["注1", "[3]", "①", "(2)"])
@pytest.mark.parametrize("rise", [3, 9, -4])
def test_marks_of_notes_above_and_below_the_line_of_a_pdf_are_left_out(note: str, rise: int) -> None:
    assert drawn(lambda at, x: put(at, put(at, put(at, x, "312"), note, size=8, rise=rise), "件")) == "312件"
    assert drawn(lambda at, x: put(at, put(at, x, "312件"), note, size=8, rise=rise)) == "312件"


def test_letters_of_a_pdf_that_are_cut_off_are_not_read() -> None:
    def cut(canvas, x: float, *, within: float) -> None:
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(x - 2, 690, within, 40)
        canvas.clipPath(path, stroke=0, fill=0)
        put(canvas, put(canvas, x, "312件"), "，审结99件")
        canvas.restoreState()

    assert drawn(lambda canvas, x: cut(canvas, x, within=48)) == "312件"
    assert drawn(lambda canvas, x: cut(canvas, x, within=300)) == "312件，审结99件"


def test_digits_of_a_pdf_that_replace_what_is_drawn_are_lost() -> None:
    def replaced_digits(canvas, x: float) -> None:
        canvas._code.append("/Span <</ActualText <FEFF003900390039>>> BDC")
        x = put(canvas, x, "312")
        canvas._code.append("EMC")
        put(canvas, x, "件")

    words = drawn(replaced_digits)
    assert words.endswith("件")
    assert not any(map(str.isdigit, words))


def in_a_layer(state: str):
    """What puts a layer of the name L, on or off, into a file of `drawn`."""

    def change(data: bytes) -> bytes:
        layer = b"99 0 obj\n<</Type/OCG/Name(draft)>>\nendobj\n"
        data = data.replace(
            b"/Type /Catalog", f"/Type /Catalog /OCProperties<</OCGs[99 0 R]/D<</{state}[99 0 R]>>>>".encode()
        )
        data = data.replace(b"/ProcSet", b"/Properties<</L 99 0 R>> /ProcSet", 1)
        return data.replace(
            b"xref\n", layer + b"xref\n", 1
        )  # its offsets do not hold then: readers look for themselves

    return change


@pytest.mark.parametrize(
    ("state", "beside", "words"), [("ON", True, "392件312件"), ("OFF", True, "312件"), ("OFF", False, "312件")]
)
def test_words_of_a_pdf_in_a_layer_that_is_off_are_not_read(state: str, beside: bool, words: str) -> None:
    def draw(canvas, x: float) -> None:
        canvas._code.append("/OC /L BDC")
        end = put(canvas, x, "392件")
        canvas._code.append("EMC")
        put(canvas, end if beside else x, "312件")

    assert drawn(draw, in_a_layer(state)).replace(" ", "") == words


def test_letters_of_a_pdf_without_ink_in_white_and_tiny_are_not_read() -> None:
    assert drawn(lambda at, x: put(at, put(at, x, "9", mode=3), "312件")) == "312件"
    assert drawn(lambda at, x: put(at, put(at, x, "9", size=0.5), "312件")) == "312件"

    def white(canvas, x: float) -> None:
        canvas.setFillGray(1)
        x = put(canvas, x, "9")
        canvas.setFillGray(0)
        put(canvas, x, "312件")

    assert drawn(white) == "312件"


def test_white_letters_on_a_dark_ground_are_read() -> None:
    def dark(canvas, x: float) -> None:
        canvas.rect(x - 5, 690, 90, 30, stroke=0, fill=1)
        canvas.setFillGray(1)
        put(canvas, x, "312件")

    assert drawn(dark) == "312件"


def test_letters_of_a_pdf_that_are_struck_out_or_painted_over_are_lost() -> None:
    def struck(canvas, x: float) -> None:
        end = put(canvas, x, "298")
        canvas.line(x, 705, end, 705)
        put(canvas, end, "312件")

    def painted(canvas, x: float) -> None:
        end = put(canvas, x, "9")
        canvas.setFillGray(1)
        canvas.rect(x, 696, end - x, 18, stroke=0, fill=1)
        canvas.setFillGray(0)
        put(canvas, end, "312件")

    assert drawn(struck) == "\ufffd\ufffd\ufffd312件"
    assert drawn(painted) == "\ufffd312件"


@pytest.mark.parametrize("how", ["slanting", "waves", "picture", "shading", "patch", "patch of shading"])
def test_digits_of_a_pdf_that_something_goes_through_or_lies_over_are_lost(how: str) -> None:
    def over(canvas, x: float) -> None:
        end = put(canvas, x, "298")
        high = 18 if how.startswith("patch") else 1
        low = 696 if high > 1 else 705
        red, white = (Image.new("RGB", (40, high), colour) for colour in ("red", "white"))
        if how == "slanting":
            canvas.line(x, 699, end, 713)
        elif how == "waves":
            canvas.bezier(x, 705, x + 8, 710, x + 14, 699, end, 706)
        elif "shading" in how:
            canvas.saveState()
            box = canvas.beginPath()
            box.rect(x, low, end - x, high)
            canvas.clipPath(box, stroke=0)
            canvas.linearGradient(x, 700, end, 700, (colors.red, colors.darkred))
            canvas.restoreState()
        else:
            canvas.drawImage(ImageReader(red if how == "picture" else white), x, low, end - x, high)
        put(canvas, end, "312件")

    assert drawn(over) == "\ufffd\ufffd\ufffd312件"


def test_digits_of_a_pdf_over_a_ground_and_beside_a_seal_are_read() -> None:
    def grounds(canvas, x: float) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (40, 18), "yellow")), x, 696, 60, 18)
        end = put(canvas, x, "312件")
        canvas.drawImage(ImageReader(Image.new("RGB", (90, 90), "red")), x, 640, 90, 90)  # over words, as seals are
        canvas.circle(end + 60, 705, 6)
        canvas.rect(x - 4, 690, end - x + 8, 26)

    assert drawn(grounds) == "312件"


def test_digits_of_a_pdf_in_the_colour_of_their_ground_are_not_read() -> None:
    def grey(canvas, x: float) -> None:
        canvas.setFillGray(0.8)
        canvas.rect(x, 694, 9, 20, stroke=0, fill=1)
        end = put(canvas, x, "9")
        canvas.setFillGray(0)
        put(canvas, end, "312件")

    assert drawn(grey) == "312件"


@pytest.mark.parametrize(("kind", "words"), [("StrikeOut", "\ufffd\ufffd\ufffd312件"), ("Highlight", "298312件")])
def test_notes_of_a_pdf_strike_out_digits(kind: str, words: str) -> None:
    def noted(canvas, x: float) -> None:
        end = put(canvas, x, "298")
        canvas.highlightAnnotation("", (x, 696, end, 714), QuadPoints=(x, 714, end, 714, x, 696, end, 696))
        put(canvas, end, "312件")

    assert drawn(noted, lambda data: data.replace(b"/Subtype /Highlight", f"/Subtype /{kind}".encode())) == words


def test_underlined_letters_and_letters_drawn_twice_stand_once() -> None:
    def bold(canvas, x: float) -> None:
        for step in (0, 0.4):
            end = put(canvas, x + step, "312件")
        canvas.line(x, 697, end, 697)

    assert drawn(bold) == "312件"
