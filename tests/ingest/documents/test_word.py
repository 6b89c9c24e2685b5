"""The text of a Word file: all words that show, in order, with Word's own numbers and tables."""

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ground.errors import BrokenFile, TooLarge
from ingest.documents.word import read
from tests.documents import as_docx, as_zip, saved

SENTENCE = "全市共受理行政复议案件312件,审结298件。"


def with_body(*parts: str) -> bytes:
    """A Word file whose body is these elements, in the namespaces w, mc and wps."""
    document = docx.Document()
    for part in parts:
        namespaces = (
            nsdecls("w") + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:v"'
        )
        name, _, rest = part[1:].partition(">")
        document.element.body.append(parse_xml(f"<{name} {namespaces}>{rest}"))
    return saved(document.save)


def test_paragraphs_and_tables_stand_in_order_and_headers_are_left_out() -> None:
    text = read(as_docx(f"题名\n\n{SENTENCE}", [["类型", "受理"], ["行政复议", "312"]])).text
    assert text.split("\n") == ["题名", SENTENCE, "| 类型 | 受理 |", "| 行政复议 | 312 |"]


def test_words_in_smart_tags_insertions_links_and_controls_are_read_and_deleted_ones_are_not() -> None:
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>".format
    data = with_body(
        "<w:p>" + run("受理") + f"<w:smartTag w:element='chmetcnv'>{run('31')}</w:smartTag>"
        f"<w:ins w:id='1'>{run('2')}</w:ins><w:del w:id='2'><w:r><w:delText>9</w:delText></w:r></w:del>"
        f"<w:moveFrom w:id='3'>{run('7')}</w:moveFrom><w:hyperlink>{run('件')}</w:hyperlink>"
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>88</w:t></w:r>"
        f"<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>。</w:t></w:r>"
        "<w:r><w:tab/><w:t>完</w:t><w:noBreakHyphen/></w:r></w:p>",
        f"<w:sdt><w:sdtContent><w:p>{run('控件里的段落')}</w:p></w:sdtContent></w:sdt>",
    )
    assert read(data).text.split("\n") == ["受理312件。 完-", "控件里的段落"]


RUN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>".format
MARK = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>".format


def test_of_a_field_within_a_field_its_result_alone_is_read() -> None:
    code = "<w:r><w:instrText>{}</w:instrText></w:r>".format
    inner = MARK("begin") + code("MERGEFIELD n") + MARK("separate") + RUN("9") + MARK("end")
    outer = MARK("begin") + code("IF") + inner + code("> 1") + MARK("separate") + RUN("312") + MARK("end")
    assert read(with_body(f"<w:p>{RUN('受理')}{outer}{RUN('件。')}</w:p>")).text == "受理312件。"


@pytest.mark.parametrize("begun", [MARK("begin"), MARK("separate"), MARK("end"), MARK("begin") + MARK("begin")])
def test_a_field_that_is_not_whole_hides_nothing(begun: str) -> None:
    assert read(with_body(f"<w:p>{RUN('受理')}{begun}{RUN('312件。')}</w:p>")).text == "受理312件。"


def test_a_digit_in_small_letters_beside_others_may_be_the_mark_of_a_note() -> None:
    small = "<w:r><w:rPr><w:sz w:val='{}'/></w:rPr><w:t>{}</w:t></w:r>".format
    assert read(with_body(f"<w:p>{RUN('受理312')}{small(10, 1)}{RUN('件。')}</w:p>")).text == "受理312\ufffd1\ufffd件。"
    assert read(with_body(f"<w:p>{RUN('受理')}{small(10, 312)}{RUN('件。')}</w:p>")).text == "受理312件。"
    assert read(with_body(f"<w:p>{RUN('受理31')}{small(20, 2)}{RUN('件。')}</w:p>")).text == "受理312件。"


def test_a_deleted_cell_leaves_no_gap_in_its_row() -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p>{}</w:p></w:tc>".format
    head = "".join(cell("", RUN(words)) for words in ("年份", "受理", "审结"))
    gone = cell("<w:cellDel w:id='1'/>", RUN("7"))
    row = cell("", RUN("2020年")) + gone + cell("", RUN("312")) + cell("", RUN("298"))
    table = f"<w:tbl><w:tr>{head}</w:tr><w:tr>{row}</w:tr></w:tbl>"
    assert read(with_body(table)).text.split("\n")[1] == "| 2020年 | 312 | 298 |"


def test_a_text_box_is_read_once() -> None:
    box = "<v:box><w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></v:box>"
    data = with_body(
        f"<w:p><w:r><w:t>段落</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(data).text == "段落\n框里的话"


def test_merged_cells_repeat_their_label_and_numbers_stand_once() -> None:
    document = docx.Document()
    table = document.add_table(4, 3)
    for row, cells in enumerate(
        [("类型", "2020年", ""), ("", "受理(件)", "审结(件)"), ("行政复议", "312", "298"), ("", "7", "")]
    ):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(3, 1).merge(table.cell(3, 2))
    assert read(saved(document.save)).text.split("\n") == [
        "| 类型 | 2020年 | 2020年 |",
        "| 类型 | 受理(件) | 审结(件) |",
        "| 行政复议 | 312 | 298 |",
        "| 行政复议 | 7\ufffd |  |",  # over two heads: nobody says of which
    ]


def test_a_line_break_in_a_cell_breaks_no_row_and_keeps_numbers_apart() -> None:
    text = read(as_docx("题名", [["类型", "受理\n审结"], ["行政复议", "312\n298"]])).text
    assert text.split("\n")[1:] == ["| 类型 | 受理审结 |", "| 行政复议 | 312 298 |"]


def test_a_table_for_the_layout_gives_paragraphs_and_nested_ones_their_rows() -> None:
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = SENTENCE * 20
    inner = outer.cell(0, 1).add_table(2, 2)
    for cell, words in zip(
        (cell for row in inner.rows for cell in row.cells), ["类型", "受理", "行政复议", "312"], strict=True
    ):
        cell.text = words
    lines = read(saved(document.save)).text.split("\n")
    assert lines == [SENTENCE * 20, "| 类型 | 受理 |", "| 行政复议 | 312 |"]


def numbered() -> docx.document.Document:
    """A document with a list of two levels, 一、 and (一), and one that is bulleted."""
    document = docx.Document()
    root = document.part.numbering_part.element
    level = "<w:lvl w:ilvl='{}'><w:start w:val='1'/><w:numFmt w:val='{}'/><w:lvlText w:val='{}'/></w:lvl>".format
    for number, levels in (
        ("90", [(0, "chineseCounting", "%1、"), (1, "japaneseCounting", "(%2)")]),
        ("91", [(0, "bullet", "•")]),
    ):
        abstract = "".join(level(*one) for one in levels)
        root.insert(
            0, parse_xml(f"<w:abstractNum {nsdecls('w')} w:abstractNumId='{number}'>{abstract}</w:abstractNum>")
        )
        root.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='{number}'><w:abstractNumId w:val='{number}'/></w:num>"))
    return document


def test_the_numbers_that_word_writes_are_part_of_the_text() -> None:
    document = numbered()
    for words, place in [
        ("甲", ("90", 0)),
        ("子", ("90", 1)),
        ("丑", ("90", 1)),
        ("说明", None),
        ("乙", ("90", 0)),
        ("寅", ("90", 1)),
        ("点", ("91", 0)),
    ]:
        paragraph = document.add_paragraph(words)
        if place:
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(
                    f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{place[1]}'/><w:numId w:val='{place[0]}'/></w:numPr>"
                )
            )
    assert read(saved(document.save)).text.split("\n") == [
        "一、甲",
        "(一)子",
        "(二)丑",
        "说明",
        "二、乙",
        "(一)寅",
        "点",
    ]


def test_the_numbers_of_a_style_count_too() -> None:
    document = numbered()
    style = document.styles["Heading 1"]
    style.element.get_or_add_pPr().append(parse_xml(f"<w:numPr {nsdecls('w')}><w:numId w:val='90'/></w:numPr>"))
    for number in range(1, 13):
        document.add_paragraph(f"第{number}", style=style)
    lines = read(saved(document.save)).text.split("\n")
    assert [lines[at] for at in (0, 9, 10, 11)] == ["一、第1", "十、第10", "十一、第11", "十二、第12"]


def test_tables_nested_without_end_are_refused() -> None:
    nest = "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60
    with pytest.raises(TooLarge, match="too deeply"):
        read(with_body(nest))


def test_a_package_without_a_document_is_refused() -> None:
    with pytest.raises(BrokenFile, match="save it as DOCX again"):
        read(
            as_zip(
                {"[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"}
            )
        )


@pytest.mark.parametrize(
    ("form", "line"), [("%1.", "1. 312件已办结。"), ("%1", "1 312件已办结。"), ("%1、", "1、312件已办结。")]
)
def test_the_number_of_a_list_is_no_part_of_the_number_behind_it(form: str, line: str) -> None:
    document = numbered()
    level = next(document.part.numbering_part.element.iter(qn("w:lvl")))
    for name, value in (("w:lvlText", form), ("w:numFmt", "decimal")):
        level.find(qn(name)).set(qn("w:val"), value)
    number = level.getparent().get(qn("w:abstractNumId"))
    properties = document.add_paragraph("312件已办结。")._p.get_or_add_pPr()
    properties.append(parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='0'/><w:numId w:val='{number}'/></w:numPr>"))
    assert line in read(saved(document.save)).text.split("\n")
