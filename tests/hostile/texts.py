"""Texts in wrong encodings, with wrong characters, and of wrong shapes."""

from hashlib import shake_128
from pathlib import Path

from tests.documents import as_docx, as_pdf
from tests.hostile.kinds import CITIES, kind, report, write

LINE = "全市受理行政复议案件{}件。"


@kind("no bytes", "empty")
def no_bytes(folder: Path, full: bool) -> None:
    write(folder, "a.txt", b"")


@kind("blanks of every sort, and nothing else", "empty")
def only_blanks(folder: Path, full: bool) -> None:
    write(folder, "a.txt", "\ufeff \t\r\n\u3000\u200b\xa0" * 100)


@kind("UTF-8 that is cut off within a character", "unreadable_encoding")
def utf8_cut_off(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format(11)).encode()[:-2])


@kind("UTF-8 with one byte that is none", "landed", values={"1\ufffd2": None})
def utf8_with_a_wrong_byte(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format(12)).encode().replace(b"12", b"1\xff2"))


@kind("surrogates written as UTF-8", "landed", values={"1\ufffd\ufffd\ufffd2": None})
def utf8_of_surrogates(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format("1\ud8012")).encode("utf-8", "surrogatepass"))


@kind("GB18030 without a word of it", "landed", values={"13": "13"})
def gb18030(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format(13)).encode("gb18030"))


@kind("GB18030 and UTF-8 in one file", "unreadable_encoding")
def two_encodings(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format(14)).encode("gb18030") + report(LINE.format(15)).encode())


@kind("UTF-8 far behind in a long GB18030 text, in pairs that are valid there", "unreadable_encoding")
def two_encodings_late(folder: Path, full: bool) -> None:
    text = report((LINE.format(16) + "\n") * 2000).encode("gb18030")
    write(folder, "a.txt", text + "全市受理案件12件次\n".encode() * 400)


@kind("Big5 without a word of it", "unreadable_encoding")
def big5(folder: Path, full: bool) -> None:
    text = "溪山市法治政府建設情況報告\n推進依法行政，規範執法，受理案件17件。\n" * 5
    write(folder, "a.txt", text.encode("big5"))


@kind("UTF-16 without a mark", "landed", values={"18": "18"})
def utf16_without_mark(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format(18)).encode("utf-16-le"))


@kind("UTF-16 with half a character at its end", "unreadable_encoding")
def utf16_cut_off(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format(19)).encode("utf-16")[:-1])


@kind("UTF-16 with half a pair of surrogates", "unreadable_encoding")
def utf16_lone_surrogate(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format("2\ud8001")).encode("utf-16", "surrogatepass"))


@kind("UTF-32 with a code beyond Unicode", "unreadable_encoding")
def utf32_beyond(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format(21)).encode("utf-32") + b"\xff\xff\xff\x7f")


@kind("UTF-8 behind the mark of UTF-16", "not_a_report")
def wrong_mark(folder: Path, full: bool) -> None:
    write(folder, "a.txt", b"\xff\xfe" + report(LINE.format(223)).encode() + b"x")


@kind("a NUL character in a text", "not_text")
def nul(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format("2\x002")))


@kind("control characters in their hundreds", "not_text")
def controls(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format(23) + "\x01\x08\x1b" * 100))


@kind("orders to a terminal in a text", "landed", values={"24": "24"})
def terminal_orders(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report("\x1b[2J全市\x1b]0;x\x07受理行政复议案件24件。", city=CITIES[0]))


@kind("a picture under a text's name", "scanned")
def picture(folder: Path, full: bool) -> None:
    write(folder, "b.txt", b"\x89PNG\r\n\x1a\n" + shake_128(b"2").digest(4_000))


@kind("binary data under a text's name", "not_text")
def binary(folder: Path, full: bool) -> None:
    write(folder, "a.txt", b"\x7fELF\x02\x01\x01" + shake_128(b"1").digest(40_000))
    write(folder, "c.txt", b"\x1f\x8b\x08" + shake_128(b"3").digest(4_000))


@kind("a PDF and a Word file under a text's name", "landed", values={"25": "25", "26": "26"})
def documents_named_text(folder: Path, full: bool) -> None:
    write(folder, "a.txt", as_pdf(report(LINE.format(25))))
    write(folder, "b.txt", as_docx(report(LINE.format(26))))


@kind("5 MB (in full 200 MB) on one line", "too_large")
def one_line(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report("依法行政，受理案件五件、" * ((200 if full else 5) * 1_000_000 // 36)))


@kind("a sentence without end in which every word is a figure", "too_large")
def sentence_of_figures(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report("受理行政复议案件五件，" * 4_000 + "\n" + "受理行政复议案件5件，" * 4_000))


@kind("more figures than any report states", "too_large")
def lines_of_figures(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report("\n".join(f"受理案件{number}件。" for number in range(20_100))))


@kind("more lines, and more cells, than any report has", "too_large")
def lines_and_cells(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report("依法行政。\n" * (700_000 if full else 210_000)))
    write(folder, "b.txt", report(("|甲|" + "1|" * 40 + "\n") * (55_000 if full else 18_000)))


@kind("ten thousand digits in a row", "landed", values={"9" * 10_000: None})
def ten_thousand_digits(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report(LINE.format("9" * 10_000)))


@kind("brackets, quotation marks and headings in thousands of levels", "landed")
def deep_brackets(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report("（" * 10_000 + "依法行政27件" + "）" * 10_000))
    write(folder, "b.txt", report("“《〔【" * 3_000))
    write(folder, "c.txt", report("\n".join("一、甲\n（一）乙\n1.丙\n（1）丁" for _ in range(2_000))))


@kind(
    "text that a spreadsheet would run", "landed", values={"31": "31", "32": "32", "33": "33", "34": "34", "35": "35"}
)
def formulas(folder: Path, full: bool) -> None:
    starts = ("=cmd|'/C calc'", "+cmd|'/C calc'", "-甲+乙", "@SUM(甲)", '\u3000=HYPERLINK("http://x.example")')
    for number, start in enumerate(starts, 31):
        text = report(f"{start}全市受理行政复议案件{number}件。", city=CITIES[number - 30])
        write(folder, f"{number}.txt", text)


@kind("quotation marks and semicolons for SQL", "landed", values={"36": "36"})
def sql(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report("'; drop table raw.reports; -- \" 全市受理行政复议案件36件。", city=CITIES[6]))


@kind("braces for the templates of dbt", "landed", values={"37": "37"})
def templates(folder: Path, full: bool) -> None:
    line = "{{ env_var('HOME') }}{% raw %}{# x #}${HOME}全市受理行政复议案件37件{% endfor %}。"
    write(folder, "a.txt", report(line, city=CITIES[7]))


@kind("what breaks a Markdown table", "landed", values={"38": "38"})
def markdown(folder: Path, full: bool) -> None:
    line = "全市|受理行政复议\x0b案件38件 [^1]: `|` <script>alert(1)</script> ![x](http://x.example) \\| $x$。"
    write(folder, "a.txt", report(line, city=CITIES[8]))


@kind("numbers in reversed order", "landed", values={"321": None, "41": "41"})
def reversed_order(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report("全市受理行政复议案件\u202e321\u202c件，办结41件。", city=CITIES[0], year=2017))


@kind(
    "invisible characters within numbers",
    "landed",
    values=dict.fromkeys(("1\u200b508", "1\u2060\u200d508", "5\xad08", "百五十", "1\u206608")),
)
def invisible(folder: Path, full: bool) -> None:
    lines = [
        "受理1\u200b508件。",
        "受理1\u2060\u200d508件。",
        "受理5\xad08件。",
        "受理三\u200b百五十件。",
        "受理1\u206608件。",
    ]
    write(folder, "a.txt", report("\n".join(lines)))


@kind(
    "digits of other scripts within numbers",
    "landed",
    values={"3": None, "𝟏𝟐3": None, "8": None, "12": "12", "７": "7"},
)
def lookalikes(folder: Path, full: bool) -> None:
    lines = [
        "受理1٢3件。",
        "受理𝟏𝟐3件。",
        "受理1²3件。",
        "受理1О8件。",
        "受理①12件。",
        "受理Ⅳ件。",
        "受理٣٠件。",
        "受理７件。",
    ]
    write(folder, "a.txt", report("\n".join(lines)))


@kind("marks on digits", "landed", values={"0": None, "2": None})
def combining(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report("受理5\u03380件。\n受理1\ufe0f\u20e32件。"))


@kind("characters that are none, and ones that were lost", "landed", values={"5\ufffd08": None})
def noncharacters(folder: Path, full: bool) -> None:
    write(folder, "a.txt", report("全市\uffff受理行政复议案件5\ufffd08件\ue000。", city=CITIES[1], year=2017))


@kind("comments of a page before a text, in their thousands", "landed", values={"42": "42"})
def comments_before_text(folder: Path, full: bool) -> None:
    write(folder, "a.txt", "<!-- a -->\n" * 5_000 + report(LINE.format(42)))


@kind("text that is no report", "not_a_report")
def no_report(folder: Path, full: bool) -> None:
    write(folder, "a.txt", "The quick brown fox.\n" * 50)
    write(folder, "b.txt", '{"a": [' + "[" * 5_000 + "1")
    write(folder, "c.txt", "-- \nselect 1; drop table x;\n")
    write(folder, "d.md", "本周菜谱：红烧肉5份，青菜10份。\n")
