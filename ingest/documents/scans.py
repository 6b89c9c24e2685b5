"""Pictures of pages: a PDF whose pages are pictures, or a picture file, read page by page in the reading process.

Pages that have text are read as text. Each picture is kept in grey, so that a person can hold a figure against it.
"""

import base64
import io
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium

from ground.errors import BrokenFile, OcrFailed, ScannedFile, TooLarge
from ingest.documents import Content
from ingest.documents.layout import lines
from ingest.documents.paragraphs import joined
from ingest.documents.pdf import opened, page_of
from ingest.documents.recognition import recognised
from ingest.documents.sheets import Sheet

MAX_PAGES = 200  # some seconds each
POINTS = 72  # an inch
DPI = 200
MAX_PIXELS = 80_000_000  # of a picture file's frame: A3 at 600 dpi
LONGEST = 3400  # pixels of the longer side that are kept: A4 at 290 dpi
KEPT = 1600  # pixels of the longer side of the picture that is kept as evidence
QUALITY = 50  # of its JPEG


def read(data: bytes) -> Content:
    """The text of the PDF or picture in `data`. Raises EncryptedFile, BrokenFile, TooLarge or OcrFailed."""
    pages = _pages_of_pdf(data) if b"%PDF-" in data[:1024] else _pages_of_picture(data)
    sheets, bases, pictures = [], [], []
    for sheet, basis, picture in pages:
        sheets.append(sheet)
        bases.append(basis)
        pictures.append(picture)
    text, starts, found = joined(sheets)
    if not text.strip():
        raise OcrFailed(
            "its pages are pictures, and no writing was found in them; look for the report as a page or a Word file"
        )
    return Content(text, tuple(starts), tuple(bases), tuple(found), tuple(pictures))


def _pages_of_pdf(data: bytes) -> Iterator[tuple[Sheet, str, str]]:
    with opened(data) as document:
        _check(len(document))
        for number in range(len(document)):
            try:
                sheet, basis = page_of(document, number)
            except ScannedFile:  # letters that no font tells
                sheet, basis = Sheet(0, 0, ()), "picture"
            except pdfium.PdfiumError as error:
                raise BrokenFile(f"page {number + 1} cannot be read ({error}); fetch the PDF again") from None
            if basis == "picture":
                page = document[number]
                width, height = page.get_size()
                scale = min(DPI / POINTS, LONGEST / max(width, height, 1.0))
                yield _recognised(page.render(scale=scale).to_pil())
                page.close()
            else:
                yield sheet, basis, ""


def _pages_of_picture(data: bytes) -> Iterator[tuple[Sheet, str, str]]:
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
            _check(getattr(image, "n_frames", 1))
            for frame in ImageSequence.Iterator(image):
                if frame.width * frame.height > MAX_PIXELS:
                    raise TooLarge(
                        f"it has {frame.width:,} times {frame.height:,} points, more than any page; scan it at 300 dpi"
                    )
                upright = ImageOps.exif_transpose(frame)
                upright.thumbnail((LONGEST, LONGEST))
                yield _recognised(_on_white(upright))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise BrokenFile(
            f"the picture cannot be opened ({error}); it is damaged or cut off: get a whole copy of it"
        ) from None


def _check(pages: int) -> None:
    if pages > MAX_PAGES:
        raise TooLarge(
            f"it has {pages:,} pages that are pictures, more than the {MAX_PAGES} that are read; split it up"
        )


def _on_white(picture: Any) -> Any:  # noqa: ANN401 - a picture of Pillow
    """A picture without transparency, whose ground a person sees as white."""
    from PIL import Image

    if "A" in picture.getbands() or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(ground, layered)
    return picture


def _recognised(picture: Any) -> tuple[Sheet, str, str]:  # noqa: ANN401
    """A page as its lines, its basis and the picture that is kept of it."""
    import numpy

    seen = picture.convert("RGB")
    boxes, _ = recognised(numpy.asarray(seen))
    kept = seen.convert("L")
    kept.thumbnail((KEPT, KEPT))
    written = io.BytesIO()
    kept.save(written, "JPEG", quality=QUALITY)
    return (
        Sheet(float(seen.width), float(seen.height), lines(boxes)),
        "ocr",
        base64.b64encode(written.getvalue()).decode(),
    )
