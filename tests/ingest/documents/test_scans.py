"""Pictures of pages, read by an engine that the test stands in for; the engine itself is measured in tests/scans."""

import base64
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ground.errors import BrokenFile, OcrFailed, ScannedFile, TooLarge
from ingest.documents import pictures, recognition, scans
from ingest.documents.recognition import Found
from ingest.landing import land
from ingest.reading import read_document
from tests.documents import as_pdf

Query = Callable[[str], list[tuple[Any, ...]]]
LINES = ["溪山市2020年法治政府建设情况报告", "全市共受理行政复议案件312件，审结298件，推进依法行政。"]


def picture(form: str = "PNG", frames: int = 1) -> bytes:
    made = io.BytesIO()
    pages = [Image.new("L", (600, 800), 255) for _ in range(frames)]
    more = {"save_all": True, "append_images": pages[1:]} if frames > 1 else {}
    pages[0].save(made, form, **more)
    return made.getvalue()


def scanned_pdf(text: str = "") -> bytes:
    """A PDF of a page that is a picture."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4)
    canvas.drawImage(ImageReader(io.BytesIO(b"P6 1 1 255 \x80\x80\x80")), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    """The extra is not installed, and no program is named."""
    monkeypatch.setattr(pictures, "is_installed", lambda: False)
    monkeypatch.delenv("FAZHI_OCR", raising=False)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> list[Found]:
    """What the engine finds on each page; read in this process, because the other one knows of no test."""
    found = [
        Found([[left, y], [600 - left, y], [600 - left, y + 24], [left, y + 24]], words, sure, [0.97] * len(words))
        for left, y, words, sure in ((150, 100, LINES[0], 0.97), (50, 150, LINES[1], 0.87))
    ]
    monkeypatch.setattr(recognition, "_found", lambda _: found)
    monkeypatch.setattr(pictures, "is_installed", lambda: True)
    monkeypatch.setattr("ingest.documents.sandbox.sandboxed", lambda _, data: scans.read(data))
    monkeypatch.delenv("FAZHI_OCR", raising=False)
    return found


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF"])
def test_without_the_extra_a_picture_is_refused_with_the_command(without: None, form: str) -> None:
    with pytest.raises(ScannedFile, match=r"it is a picture; .*pip install 'fazhi\[ocr\]'"):
        read_document(picture(form), "报告.png")


def test_without_the_extra_a_scanned_pdf_is_refused_with_the_command(without: None) -> None:
    with pytest.raises(ScannedFile, match=r"1 of its 1 pages are pictures.*pip install 'fazhi\[ocr\]'"):
        read_document(scanned_pdf(), "a.pdf")


@pytest.mark.parametrize(("data", "kind"), [(picture(), "png"), (picture("JPEG"), "jpeg"), (picture("TIFF"), "tiff")])
def test_a_picture_is_read_line_by_line(engine: list[Found], data: bytes, kind: str) -> None:
    document = read_document(data, "a.jpg")
    assert (document.text, document.format) == ("\n".join(LINES), kind)
    assert [page.basis for page in document.pages] == ["ocr"]
    assert [document.text[start:end] for start, end, _ in document.lines] == LINES
    assert [sure for *_, sure in document.lines] == pytest.approx([0.97, 0.87])
    assert Image.open(io.BytesIO(document.pictures[0])).format == "JPEG"


def test_every_frame_of_a_tiff_is_a_page(engine: list[Found]) -> None:
    assert len(read_document(picture("TIFF", 3), "a.tif").pages) == 3


def test_only_the_pages_that_are_pictures_are_recognised(engine: list[Found]) -> None:
    import pypdfium2 as pdfium

    mixed = pdfium.PdfDocument(as_pdf("全市举办法治培训15次，推进依法行政，现将情况报告如下。", head=""))
    for _ in range(2):
        mixed.import_pages(pdfium.PdfDocument(scanned_pdf()))
    made = io.BytesIO()
    mixed.save(made)
    document = read_document(made.getvalue(), "a.pdf")
    assert [page.basis for page in document.pages] == ["text", "ocr", "ocr"]
    assert [bool(each) for each in document.pictures] == [False, True, True]
    assert document.text.startswith("全市举办法治培训15次")


def test_figures_of_a_scan_land_with_their_lines_and_the_picture_beside_the_warehouse(
    write: Callable[..., Path], folder: Path, db: Path, query: Query, engine: list[Found]
) -> None:
    doubted = engine[1]._replace(letters=[0.97 if letter != "9" else 0.4 for letter in engine[1].words])
    engine[1] = doubted
    write("扫描 件.png", picture())
    assert land(folder, db).landed == 1
    ((report_id, is_ocr),) = query("select report_id, is_ocr from raw.reports")
    assert is_ocr
    assert query("select number_text, value is null, damage is null from raw.figures order by char_start") == [
        ("312", False, True),
        ("298", True, False),
    ]
    assert query("select line_no, confidence > 0.9 from raw.ocr_lines order by 1") == [(1, True), (2, False)]
    assert query("select picture from raw.pages") == [(f"{report_id}/0001.jpg",)]
    kept = db.with_name("fazhi.pages") / report_id / "0001.jpg"
    assert Image.open(kept).size == (600, 800)


def test_a_scan_that_was_refused_is_tried_again_once_the_extra_is_there(
    write: Callable[..., Path], folder: Path, db: Path, monkeypatch: pytest.MonkeyPatch, engine: list[Found]
) -> None:
    write("a.png", picture())
    with monkeypatch.context() as before:
        before.setattr(pictures, "is_installed", lambda: False)
        assert [code for _, code, _ in land(folder, db).refused] == ["scanned"]
        assert land(folder, db).load_id is None
    assert land(folder, db).landed == 1


def test_a_picture_that_the_extra_cannot_read_is_not_tried_every_night(
    write: Callable[..., Path], folder: Path, db: Path, engine: list[Found]
) -> None:
    engine.clear()
    write("a.png", picture())
    assert [code for _, code, _ in land(folder, db).refused] == ["ocr_failed"]
    assert land(folder, db).load_id is None


def test_pictures_without_writing_and_damaged_ones_are_refused(engine: list[Found]) -> None:
    engine.clear()
    with pytest.raises(OcrFailed, match="no writing was found"):
        scans.read(picture())
    with pytest.raises(BrokenFile, match="damaged or cut off"):
        scans.read(picture()[:40])


def test_bounds_of_pages_and_points(engine: list[Found], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "MAX_PAGES", 2)
    with pytest.raises(TooLarge, match="3 pages that are pictures"):
        scans.read(picture("TIFF", 3))
    monkeypatch.setattr(scans, "MAX_PIXELS", 1000)
    with pytest.raises(TooLarge, match="600 times 800 points"):
        scans.read(picture())


def test_what_is_kept_is_a_picture_in_base64(engine: list[Found]) -> None:
    (kept,) = scans.read(picture()).pictures
    assert base64.b64decode(kept).startswith(b"\xff\xd8\xff")
