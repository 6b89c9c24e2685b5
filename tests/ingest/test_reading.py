"""Bytes to text: encodings, web pages, and what is refused."""

from pathlib import Path

import pytest

from ground.errors import (
    EmptyFile,
    FazhiError,
    MissingFile,
    NotText,
    ReadError,
    TooLarge,
    UnreadableEncoding,
    UnsupportedFormat,
)
from ingest import reading
from ingest.encodings import decode
from ingest.reading import check_format, read_bytes, read_document

TEXT = (
    "溪山市2020年法治政府建设情况报告\r\n全市共受理行政复议案件312件,\t审结298件。\r"
    "儋州、亳州两地①½参加\n　　培训1.2万人次。\n"
)


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
    ],
)
def test_text_is_landed_verbatim_in_every_encoding(codec: str, name: str) -> None:
    assert read_document(TEXT.encode(codec), "a.txt")[:4] == (TEXT, "text", name, ())


def test_gb18030_holds_characters_beyond_gbk() -> None:
    text = TEXT + "㐀𠀀"
    assert decode(text.encode("gb18030")) == (text, "gb18030")


def test_marks_of_both_byte_orders() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == (TEXT, "utf-16-be")
    assert decode(b"\x84\x31\x95\x33" + TEXT.encode("gb18030")) == (TEXT, "gb18030")


def test_utf_16_without_mark_and_without_a_single_latin_letter() -> None:
    text = "溪山市法治政府建设情况" * 5
    assert decode(text.encode("utf-16-be")) == (text, "utf-16-be")
    assert decode(text.encode("utf-16-le")) == (text, "utf-16-le")


@pytest.mark.parametrize("mark", ["\ufeff", "\ufeff\ufeff"])
def test_only_one_mark_is_stripped(mark: str) -> None:
    assert decode((mark + TEXT).encode())[0] == mark[1:] + TEXT


@pytest.mark.parametrize("data", [b"", b" \r\n\t", "　\n\xa0".encode(), b"\xef\xbb\xbf", "\n \n".encode("utf-16")])
def test_empty_and_blank_files_are_refused(data: bytes) -> None:
    with pytest.raises(EmptyFile, match="get a whole copy of it"):
        decode(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04" + bytes(50), "zip"),
        (bytes(range(256)) * 20, "binary"),
        (TEXT.encode() + b"\x00", "NUL character at offset"),
        (TEXT.encode() + b"\x01\x02\x03\x04\x05\x06", "6 control characters"),
    ],
)
def test_binary_content_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(NotText, match=said):
        decode(data)


def test_damaged_utf_8_is_refused_with_its_place_and_never_replaced() -> None:
    data = TEXT.encode()
    cut = data[: data.index("审".encode()) + 1]
    with pytest.raises(UnreadableEncoding, match=r"byte 0xe5 at offset \d+, line 2"):
        decode(cut)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("spoilt", ["386", "审", "，", "\n"])
def test_one_bad_byte_costs_its_place_alone(encoding: str, spoilt: str) -> None:
    text = "各项工作稳步推进，受理案件386件，审结35件。\n群众满意。\n" * 20
    place = text.encode(encoding).index(spoilt.encode(encoding.removesuffix("-sig")), 40)
    data = text.encode(encoding)
    with pytest.raises(UnreadableEncoding):
        decode(data[:place] + b"\xff" + data[place + 1 :])
    read, _ = decode(data[:place] + b"\xff" + data[place + 1 :], damaged=True)
    lost = read.index("\ufffd")
    assert read.count("\ufffd") <= 3
    assert text.startswith(read[:lost])
    assert text.endswith(read[lost + 8 :])


def test_what_breaks_off_or_is_damaged_all_over_is_refused() -> None:
    data = TEXT.encode()
    for spoilt in (data[: data.index("审".encode()) + 1], data.replace(b"\xe5", b"\xff"), b"\xff\xfe\xfa" * 99):
        with pytest.raises((UnreadableEncoding, NotText)):
            decode(spoilt, damaged=True)


def test_damaged_utf_16_is_refused() -> None:
    with pytest.raises(UnreadableEncoding, match="byte-order mark says utf-16-le"):
        decode(TEXT.encode("utf-16")[:-1])


def test_a_wrong_decoding_is_no_text() -> None:
    with pytest.raises(UnreadableEncoding, match="damaged or in another encoding"):
        decode(("本市政府依法行政,受理複議案件並審結完畢,報告如下。" * 10).encode("big5"))


def test_valid_utf_8_of_another_language_stays_utf_8() -> None:
    text = "བོད་ཡིག་གི་དཔེ་ཆ། " * 20
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize(
    "name", ["a.txt", "a.TXT", "a.md", "a", "a.html", "a.HTM", "a.xhtml", "a.pdf", "a.DOCX", "a.xlsx", "a.doc", "a.ofd"]
)
def test_known_formats_pass(name: str) -> None:
    check_format(name)


@pytest.mark.parametrize(
    ("name", "advice"),
    [
        ("a.DOCM", "save it as DOCX or PDF"),
        ("a.rar", "unpack"),
        ("a.xyz", r"what is read: \.txt"),
    ],
)
def test_other_formats_are_refused_with_advice(name: str, advice: str) -> None:
    with pytest.raises(UnsupportedFormat, match=advice):
        check_format(name)


def test_size_caps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 11)
    with pytest.raises(TooLarge, match="11 bytes"):
        read_bytes(path)
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 10)
    with pytest.raises(TooLarge, match="characters"):
        read_document(TEXT.encode(), "a.txt")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        read_bytes(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="cannot be read"):
        read_bytes(tmp_path)


def test_every_error_has_a_code_and_stands_in_the_drawn_tree() -> None:
    from ground import errors

    def below(kind: type[FazhiError]) -> list[type[FazhiError]]:
        return [kind, *(deeper for child in kind.__subclasses__() for deeper in below(child))]

    kinds = [kind for kind in below(FazhiError) if kind.__module__ == "ground.errors"]
    assert all(kind.__name__ in (errors.__doc__ or "") for kind in kinds)
    assert all("reason_code" in vars(kind) for kind in kinds)
