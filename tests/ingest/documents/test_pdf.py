"""The text of a PDF: paragraphs over lines and pages, tables, scans, and files that want to do harm."""

import io

import pypdfium2 as pdfium
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from ground.errors import BrokenFile, EncryptedFile, ScannedFile, TooLarge
from ingest.documents import pdf
from ingest.documents.pdf import read
from tests.documents import FONT, as_pdf

TITLE = "溪山市2020年法治政府建设情况报告"
SENTENCE = "全市共受理行政复议案件312件,审结298件,综合纠错率为12.5%,办理行政应诉案件1045件,举办培训1.2万人次。"


def drawn(*pages) -> bytes:
    """A PDF whose pages are drawn by functions of a canvas."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    for page in pages:
        canvas.setFont(FONT, 16)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def picture(canvas: Canvas) -> None:
    """A page that is nothing but a picture."""
    dot = b"P6 1 1 255 \x80\x80\x80"
    canvas.drawImage(ImageReader(io.BytesIO(dot)), 0, 0, *A4)


def test_sentences_and_numbers_are_whole_over_lines_and_pages_and_pages_are_kept() -> None:
    paragraphs = [f"({number})" + SENTENCE * 9 for number in range(1, 12)]
    found = read(as_pdf("\n".join([TITLE, *paragraphs])))
    assert found.text.split("\n") == [TITLE, *paragraphs]
    assert len(found.starts) == len(found.bases) > 3
    assert list(found.starts) == sorted(set(found.starts))
    assert found.starts[0] == 0
    assert set(found.bases) == {"text"}
    inside = [found.text[start - 1] != "\n" for start in found.starts[1:]]
    assert any(inside), "no paragraph goes over a page: the test shows nothing"


def test_running_heads_and_page_numbers_are_no_text_and_a_number_alone_on_a_line_is() -> None:
    text = "\f".join(f"这是{'一二三四五'[number]}\n第{number}页说到这里。\n{400 + number}" for number in range(1, 5))
    for foot in ("{}", "- {} -", "第{}页 共9页", "{}/9"):
        lines = read(as_pdf(text, foot=foot)).text.split("\n")
        assert lines == text.replace("\f", "\n").split("\n"), foot


def test_a_table_keeps_the_labels_of_its_numbers() -> None:
    table = [["类型", "2020年", ""], ["", "受理(件)", "审结(件)"], ["行政复议", "312", "298"], ["行政应诉", "88", "\n"]]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (2, 0))]
    text = read(as_pdf(f"{TITLE}\n{SENTENCE}", table, head="", spans=spans)).text
    assert text.split("\n")[2:] == [
        "| 类型 | 2020年 | 2020年 |",
        "| 类型 | 受理(件) | 审结(件) |",
        "| 行政复议 | 312 | 298 |",
        "| 行政应诉 | 88 |  |",
    ]


def test_two_numbers_on_two_lines_of_a_cell_stay_two() -> None:
    table = [["类型", "受理"], ["行政复议", "312\n298"], ["行政\n应诉", "88"]]
    assert read(as_pdf(SENTENCE, table, head="")).text.split("\n")[1:] == [
        "| 类型 | 受理 |",
        "| 行政复议 | 312 298 |",
        "| 行政应诉 | 88 |",
    ]


def test_columns_without_lines_are_a_table_too() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(80, 700, SENTENCE[:24])
        for row, cells in enumerate([("类型", "受理", "审结"), ("行政复议", "312", "298"), ("行政应诉", "88", "80")]):
            for column, words in enumerate(cells):
                canvas.drawString(80 + 150 * column, 600 - 30 * row, words)

    assert read(drawn(page)).text.split("\n")[1:] == [
        "| 类型 | 受理 | 审结 |",
        "| 行政复议 | 312 | 298 |",
        "| 行政应诉 | 88 | 80 |",
    ]


def test_marks_of_notes_and_watermarks_are_no_digits() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "受理案件312")
        canvas.setFont(FONT, 8)
        canvas.drawString(80 + 16 * 4 + 8 * 3 + 1, 707, "1")
        canvas.setFont(FONT, 16)
        canvas.drawString(80 + 16 * 4 + 8 * 3 + 6, 700, "件,审结298件。")
        canvas.saveState()
        canvas.rotate(45)
        canvas.drawString(500, 100, "样张888")
        canvas.restoreState()

    assert read(drawn(page)).text == "受理案件312件,审结298件。"


def test_a_scan_is_refused_with_the_way_out() -> None:
    with pytest.raises(ScannedFile, match=r"2 of its 2 pages are pictures.*fazhi.ocr."):
        read(drawn(picture, picture))


def test_a_picture_among_pages_of_text_is_told_and_nothing_is_joined_over_it() -> None:
    def half(words: str):
        return lambda canvas: [canvas.drawString(80, y, words) for y in (700, 672, 644)]

    found = read(
        drawn(half("全市共受理行政复议案件一百多件及" + "其他案件"), picture, half("件,审结案件若干并全部办理完毕了的"))
    )
    assert found.bases == ("text", "picture", "text")
    assert found.text[found.starts[2] - 1] == "\n"


def test_an_invisible_text_layer_is_taken_for_what_it_is() -> None:
    def page(canvas: Canvas) -> None:
        picture(canvas)
        text = canvas.beginText(80, 700)
        text.setFont(FONT, 16)
        text.setTextRenderMode(3)
        text.textLine(SENTENCE[:30])
        canvas.drawText(text)

    assert read(drawn(page)).bases == ("ocr",)


def test_a_pdf_with_a_password_is_refused() -> None:
    made = io.BytesIO()
    canvas = Canvas(made, encrypt="geheim")
    canvas.drawString(80, 700, "text")
    canvas.save()
    with pytest.raises(EncryptedFile, match="save it without one"):
        read(made.getvalue())


@pytest.mark.parametrize("data", [b"%PDF-1.4", b"%PDF-1.7\n" + bytes(range(256)) * 40])
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenFile, match="get a whole copy of it"):
        read(data)


def test_a_pdf_cut_off_is_refused_or_read_as_far_as_it_goes() -> None:
    whole = as_pdf("\n".join([TITLE, SENTENCE * 40]))
    for share in (0.3, 0.6, 0.9):
        try:
            found = read(whole[: int(len(whole) * share)]).text
        except (BrokenFile, ScannedFile):
            continue
        assert found in read(whole).text


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 1)
    with pytest.raises(TooLarge, match="2 pages"):
        read(as_pdf("甲\f乙"))


def test_letters_that_a_font_does_not_name_are_lost_and_more_than_a_few_are_refused() -> None:
    pdf._check_letters(list("受理案件3\ufffd2件" + "字" * 1000), 0)
    with pytest.raises(ScannedFile, match="does not say which letters"):
        pdf._check_letters(list("受理案件3\ufffd2\ufffd件" + "字" * 100), 0)


def test_the_library_reads_what_it_wrote() -> None:
    """An empty document, made by the library itself."""
    document = pdfium.PdfDocument.new()
    document.new_page(*A4)
    made = io.BytesIO()
    document.save(made)
    assert read(made.getvalue()).text == ""


def test_letters_of_another_font_are_drawn_behind_the_line_into_its_gaps() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(80, 700, "全年推行")
        canvas.drawString(160, 700, "最多跑一次")
        canvas.setFont(FONT, 15)
        canvas.drawString(145, 700, "“")
        canvas.drawString(241, 700, "”")
        canvas.setFont(FONT, 16)
        canvas.drawString(258, 700, "事项312件。")

    assert read(drawn(page)).text == "全年推行“最多跑一次”事项312件。"
