"""Word files and spreadsheets that are damaged, that reach out, or that unfold into more than they are."""

import io
import zipfile
from pathlib import Path

from openpyxl import Workbook

from tests.documents import as_docx, as_xlsx, as_zip, replaced
from tests.hostile.kinds import CITIES, kind, outside, report, write
from tests.hostile.packed import understated

LINE = "全市受理行政复议案件{}件。"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAUGHS = '<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
    f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
)


def document(body: str, doctype: str = "") -> bytes:
    """The main part of a Word file."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return f'{head}{doctype}<w:document xmlns:w="{WORDS}"><w:body>{body}</w:body></w:document>'.encode()


def paragraphs(text: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())


def word(body: str, doctype: str = "") -> bytes:
    return replaced(as_docx("甲"), "word/document.xml", document(body, doctype))


def part(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return archive.read(name)


def with_part(package: bytes, name: str, content: bytes) -> bytes:
    """A package with one more part."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return as_zip({**{each: archive.read(each) for each in archive.namelist()}, name: content})


def sheet(rows: str, dimension: str = "A1") -> bytes:
    """A spreadsheet whose one sheet has these rows."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<worksheet xmlns="{space}"><dimension ref="{dimension}"/><sheetData>{rows}</sheetData></worksheet>'
    return replaced(as_xlsx({"Sheet1": [["x"]]}), "xl/worksheets/sheet1.xml", xml.encode())


@kind("entities of a Word file that reach for a file and an address", "broken")
def entities_in_word(folder: Path, full: bool) -> None:
    path = outside(folder).as_uri()
    doctype = f'<!DOCTYPE d [<!ENTITY f SYSTEM "{path}"><!ENTITY n SYSTEM "http://127.0.0.1:9/x">]>'
    write(folder, "a.docx", word(paragraphs(report("&f;&n;" + LINE.format(81))), doctype))


@kind("entities of entities of entities in a Word file", "broken")
def laughs_in_word(folder: Path, full: bool) -> None:
    write(folder, "a.docx", word(paragraphs(report("&i;" + LINE.format(82))), f"<!DOCTYPE d [{LAUGHS}]>"))


@kind("a package without the part that makes it a Word file", "unsupported_format")
def word_without_document(folder: Path, full: bool) -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx("甲"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != "word/document.xml"}
    write(folder, "a.docx", as_zip(parts))


@kind("a Word file whose relations lead nowhere, and one of rubbish", "broken")
def word_of_rubbish(folder: Path, full: bool) -> None:
    good = as_docx(report(LINE.format(83)))
    write(folder, "a.docx", replaced(good, "_rels/.rels", b"<Relationships/>"))
    write(folder, "b.docx", replaced(good, "word/document.xml", b"\0\1\2<<<"))
    write(folder, "c.docx", replaced(good, "[Content_Types].xml", b""))


@kind("a Word file that is cut off", "broken")
def word_cut_off(folder: Path, full: bool) -> None:
    data = as_docx(report(LINE.format(84)))
    write(folder, "a.docx", data[: len(data) // 2])


@kind("macros in a Word file", {"a.docm": "unsupported_format", "a.docx": "landed"}, values={"85": "85"})
def macros(folder: Path, full: bool) -> None:
    data = with_part(
        as_docx(report(LINE.format(85), city=CITIES[2], year=2017)), "word/vbaProject.bin", OLE + b"Sub AutoOpen()"
    )
    write(folder, "a.docx", data)
    write(folder, "a.docm", data)


@kind("tables in tables and controls in controls, in their hundreds", {"a.docx": "broken", "b.docx": "too_large"})
def nested_in_word(folder: Path, full: bool) -> None:
    write(folder, "a.docx", word("<w:sdt><w:sdtContent>" * 3_000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 3_000))
    write(folder, "b.docx", word("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60))


@kind("cells of a Word table that span a billion columns", "landed", values={"86": "86"})
def spans_in_word(folder: Path, full: bool) -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999999"/><w:vMerge/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'
    write(
        folder,
        "a.docx",
        word(paragraphs(report(LINE.format(86))) + f"<w:tbl>{f'<w:tr>{cell * 3}</w:tr>' * 200}</w:tbl>"),
    )


@kind("a part that unpacks to far more than it says", "broken")
def lying_part(folder: Path, full: bool) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b" " * (1_500_000_000 if full else 80_000_000))
    write(folder, "a.docx", understated(made.getvalue(), 1_000, 0))


@kind("a password on an office file", "encrypted")
def office_password(folder: Path, full: bool) -> None:
    write(folder, "a.xlsx", OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500)
    write(folder, "a.docx", OLE + b"\1" * 500 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500)


@kind("a million empty rows, and one cell at the far corner", "too_large")
def empty_rows(folder: Path, full: bool) -> None:
    write(
        folder,
        "a.xlsx",
        sheet(
            '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row><row r="1048576"><c r="A1048576"/></row>'
        ),
    )
    write(folder, "b.xlsx", sheet('<row r="1048576"><c r="XFD1048576"><v>5</v></c></row>', "A1:XFD1048576"))


@kind("a million rows that are written out without a cell", "empty", full_only=True)
def written_rows(folder: Path, full: bool) -> None:
    write(folder, "a.xlsx", sheet("".join(f'<row r="{number}"/>' for number in range(1, 1_048_577))))


@kind("cells merged over a whole sheet", "too_slow", full_only=True)
def merged_sheet(folder: Path, full: bool) -> None:
    made = sheet('<row r="1"><c r="A1"><v>5</v></c></row>')
    xml = part(made, "xl/worksheets/sheet1.xml")
    merged = xml.replace(
        b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    write(folder, "a.xlsx", replaced(made, "xl/worksheets/sheet1.xml", merged))


@kind("entities of a spreadsheet that reach for a file, and that multiply", "broken")
def entities_in_sheet(folder: Path, full: bool) -> None:
    path = outside(folder).as_uri()
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>'
    for name, doctype, entity in (("a", f'<!ENTITY f SYSTEM "{path}">', "&f;"), ("b", LAUGHS, "&i;")):
        data = f'<worksheet xmlns="{space}"><sheetData>{row.format(entity)}</sheetData></worksheet>'
        xml = f"<!DOCTYPE d [{doctype}]>{data}"
        write(folder, f"{name}.xlsx", replaced(as_xlsx({"Sheet1": [["x"]]}), "xl/worksheets/sheet1.xml", xml.encode()))


@kind("formulas in a spreadsheet, saved without values", "landed", values={"87": "87"})
def formulas_in_sheet(folder: Path, full: bool) -> None:
    def change(book: Workbook) -> None:
        book.active["A3"] = "=cmd|'/C calc'!A1"
        book.active["A4"] = '=HYPERLINK("http://x.example","受理案件99件")'

    title = f"{CITIES[3]}2018年法治政府建设情况报告"
    rows = [[title], ["全市受理行政复议案件87件，推进依法行政，规范行政执法，建设法治政府。"], ["x"], ["x"]]
    write(folder, "a.xlsx", as_xlsx({"Sheet1": rows}, change))


@kind("a spreadsheet that is cut off, and one without sheets", {"a.xlsx": "broken", "b.xlsx": "empty"})
def sheet_cut_off(folder: Path, full: bool) -> None:
    data = as_xlsx({"Sheet1": [["受理案件", 88]]})
    write(folder, "a.xlsx", data[: len(data) // 2])
    write(folder, "b.xlsx", replaced(data, "xl/workbook.xml", b"<workbook/>"))
