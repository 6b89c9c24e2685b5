"""OFD files: what a person sees on their pages is read, in its order; what is not sure has no value."""

import re
from pathlib import Path

import pytest

from ground.errors import BrokenFile, ReadError, UnsupportedFormat
from ingest.documents.ofd import read
from tests.documents import as_zip, lines, replaced
from tests.ofdfiles import SIZE, as_ofd, package, part, path, text

ROOT = Path(__file__).resolve().parents[3]
LOST = "\ufffd"
WORDS = "全市受理行政复议案件312件。"
RED = '<ofd:FillColor Value="200 0 0"/>'
WHITE = '<ofd:FillColor Value="255 255 255"/>'


def on_page(*objects: str, resources: str = "") -> str:
    """The text of one page with these objects."""
    return read(package(["".join(objects)], resources=resources)).text


def cut_to(clip: str) -> str:
    """What cuts words to a path."""
    return f"<ofd:Clips><ofd:Clip><ofd:Area>{clip}</ofd:Area></ofd:Clip></ofd:Clips>".replace("PathObject", "Path")


def test_a_report_on_several_pages_is_its_text() -> None:
    report = (ROOT / "reports" / "ganzhou_2019_digest.txt").read_text(encoding="utf-8")
    content = read(as_ofd(report))
    assert content.text == "\n".join(lines(report))
    assert content.bases == ("text",) * len(content.starts)
    assert len(content.starts) > 1
    # each page begins within the text, the head and the number of each left out
    assert list(content.starts) == sorted(set(content.starts))


def test_a_ruled_table_is_a_table() -> None:
    content = read(as_ofd(WORDS, [["项目", "数量"], ["受理", "312"], ["审结", ""]]))
    assert content.text == f"{WORDS}\n| 项目 | 数量 |\n| 受理 | 312 |\n| 审结 |  |"


@pytest.mark.parametrize(
    "unseen",
    [
        text(WORDS, 30, 60, 'Visible="false"'),
        text(WORDS, 30, 60, 'Alpha="0"'),
        text(WORDS, 30, 60, 'Fill="false"'),
        text(WORDS, 30, 60, within='<ofd:FillColor Value="0 0 0" Alpha="0"/>'),
        text(WORDS, 30, 60, within=WHITE),
        text(WORDS, 30, 60, within='<ofd:FillColor Value="#FF #FF #FF"/>'),
        text(WORDS, 30, 60, 'DrawParam="8"'),
        text(WORDS, 30, 60, 'CTM="0.7 0.7 -0.7 0.7 0 0"'),
        text(WORDS, 230, 60),
        text(WORDS, 30, 40),  # what is there already
        text(WORDS, 30, 60, size=0.2),
    ],
)
def test_what_nobody_sees_is_not_read(unseen: str) -> None:
    looks = (
        '<ofd:DrawParams><ofd:DrawParam ID="8" Relative="9"/>'
        f'<ofd:DrawParam ID="9">{WHITE}</ofd:DrawParam></ofd:DrawParams>'
    )
    assert on_page(text(WORDS, 30, 40), unseen, resources=looks) == WORDS


@pytest.mark.parametrize(
    "drawn",
    [
        text(WORDS, 30, 60, within=RED),
        text(WORDS, 30, 60, 'Fill="false" Stroke="true"'),
        path(20, 50, 200, 70, 'Fill="true"', '<ofd:FillColor Value="0 0 128"/>') + text(WORDS, 30, 60, within=WHITE),
        path(20, 50, 200, 70, 'Fill="true"', WHITE) + text(WORDS, 30, 60),
        # measured by points, as some word processors do
        re.sub(
            r'Boundary="[^"]*"', 'Boundary="30 50 140 14" CTM="0.5 0 0 0.5 0 0"', text(WORDS, 30, 60, size=2 * SIZE)
        ),
        # without a word of where the letters behind the first stand, and with too few
        re.sub(r'DeltaX="[^"]*"', "", text(WORDS, 30, 60)),
        re.sub(r'DeltaX="[^"]*"', f'DeltaX="{SIZE}"', text("全市受理行政复议案件", 30, 60)) + text("312件。", 87, 60),
        text(WORDS, 30, 60).replace(WORDS, f"\n    {WORDS}\n  "),
    ],
)
def test_what_is_seen_is_read(drawn: str) -> None:
    assert on_page(text("一、行政复议", 30, 40), drawn) == f"一、行政复议\n{WORDS}"


@pytest.mark.parametrize(
    "doubted",
    [
        text(WORDS, 30, 60) + path(30, 50, 200, 65, 'Fill="true"', RED),  # drawn over
        text(WORDS, 30, 60) + path(30, 58, 200, 58),  # struck out
        re.sub(r'Boundary="[^"]*"', 'Boundary="30 54 20 8"', text(WORDS, 30, 60)),  # beyond its box
        text(
            WORDS,
            30,
            60,
            within=cut_to(path(0, 0, 20, 9)),
        ),
        text(WORDS, 30, 60, within="<ofd:FillColor><ofd:AxialShd/></ofd:FillColor>"),
        text(WORDS, 30, 60, 'ReadDirection="90"'),
    ],
)
def test_digits_that_may_look_otherwise_have_no_value(doubted: str) -> None:
    found = on_page(text("一、行政复议", 30, 40), doubted)
    assert re.search(f"{LOST}(?!\\d)", found)
    assert "312" not in found


def test_a_clip_around_the_letters_changes_nothing() -> None:
    for clip in (path(0, 0, 140, 9), path(25, 50, 200, 65)):
        assert on_page(text(WORDS, 30, 60, within=cut_to(clip))) == WORDS


def test_digits_that_are_set_apart_are_no_number() -> None:
    apart = re.sub(r'DeltaX="[^"]*"', f'DeltaX="{SIZE} {SIZE}"', text("312", 30, 60))
    assert on_page(text("一、行政复议", 30, 40), apart) == "一、行政复议\n3 1 2"


def picture(pages: list[str]) -> bytes:
    return package([page.replace("PathObject", "ImageObject") for page in pages])


def test_a_page_that_is_a_picture_is_told() -> None:
    scan = path(0, 0, 210, 297)
    assert read(picture([text(WORDS, 30, 60), text(WORDS, 30, 60), scan])).bases == ("text", "text", "picture")
    with pytest.raises(UnsupportedFormat, match=r"2 of its 3 pages are pictures without text; .* save it as PDF"):
        read(picture([text(WORDS, 30, 60), scan, scan]))


def test_letters_that_are_not_told_are_not_guessed() -> None:
    with pytest.raises(UnsupportedFormat, match="3 of the 14 letters of page 1 are not told"):
        on_page(text(WORDS.replace("312", "\ue001\ue002\ue003").replace("案件", "案"), 30, 60))


GOOD = as_ofd(WORDS)
CONTENT = "Doc_0/Pages/Page_0/Content.xml"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (as_zip({"OFD.xml": part("OFD", "")}), "has no pages"),
        (replaced(GOOD, "OFD.xml", b"<OFD"), "OFD.xml is damaged"),
        (replaced(GOOD, "OFD.xml", b"<!DOCTYPE d [<!ENTITY a 'x'>]><OFD/>"), "declares entities"),
        (replaced(GOOD, "Doc_0/Document.xml", part("Document", "").encode()), "has no pages"),
        (replaced(GOOD, CONTENT, b""), "is damaged"),
        (package([text(WORDS, 30, 60).replace('Size="', 'size="')]), "how large letters are"),
        (package([re.sub('DeltaX="[^"]*"', 'DeltaX="g 3"', text(WORDS, 30, 60))]), "does not say where letters stand"),
        (package([text(WORDS, 30, 60).replace('X="0"', 'X="nan"')]), "where numbers belong"),
        (package([text(WORDS, 30, 60).replace("Boundary", "boundary")]), "the place of something"),
        (package([path(0, 0, 9, 9).replace("M 0", "W 0")]), "no step of a path"),
        (package(["<ofd:PageBlock>" * 30 + "</ofd:PageBlock>" * 30]), "in one another without end"),
    ],
)
def test_damaged_files_are_refused(data: bytes, said: str) -> None:
    with pytest.raises(ReadError, match=said):
        read(data)


def test_a_file_with_several_versions_is_not_guessed_at() -> None:
    body = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Versions/></ofd:DocBody>"
    with pytest.raises(UnsupportedFormat, match="several versions"):
        read(replaced(GOOD, "OFD.xml", part("OFD", body).encode()))


def test_a_part_that_another_names_from_the_root_is_found() -> None:
    document = part(
        "Document",
        "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        '<ofd:Pages><ofd:Page ID="1" BaseLoc="/Doc_0/Pages/Page_0/Content.xml"/></ofd:Pages>',
    )
    assert read(replaced(GOOD, "Doc_0/Document.xml", document.encode())).text == WORDS
    with pytest.raises(BrokenFile, match=r"Doc_0/Pages/Page_7/Content\.xml is missing"):
        read(replaced(GOOD, "Doc_0/Document.xml", document.replace("Page_0", "Page_7").encode()))
