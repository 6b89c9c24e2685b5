"""The page of a PDF as a picture, with a figure's number framed, where the file is at hand."""

import functools
import hashlib
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk.readings import Figure
from fazhi.naming import rows

if TYPE_CHECKING:
    import duckdb
    import numpy

SCALE = 1.6  # pixels for a point
MARGIN = 3  # points around the number
NEAR = 12  # characters around the number that tell it from others of the page
LINE = 3  # pixels of the frame
_RED = (194, 60, 20)


@dataclass(frozen=True)
class Place:
    """A page of a file and what is printed around the number there."""

    path: Path
    page_no: int
    before: str
    number: str
    after: str


def place(connection: "duckdb.DuckDBPyConnection", figure: Figure, folders: Sequence[Path]) -> Place | None:
    """Where a figure of a PDF can be seen; None where it is of no PDF, or its file is not there or another by now."""
    if figure.report["format"] != "pdf" or not figure.landed["page_no"]:
        return None
    roots = rows(
        connection,
        "select source_root from raw.loads where load_id = ?",
        [figure.report["load_id"]],
    )
    named = [Path(root) for row in roots if (root := row["source_root"])]
    for folder in (*folders, *named):
        base = folder if folder.is_dir() else folder.parent
        path = base / str(figure.report["source_uri"])
        # only what lies in the folder, and only the very file that was read
        if (
            path.resolve().is_relative_to(base.resolve())
            and path.is_file()
            and _is_the_file(path, figure.report["sha256"])
        ):
            number = str(figure.landed["number_text"])
            return Place(path, figure.landed["page_no"], figure.before[-NEAR:], number, figure.after[:NEAR])
    return None


def drawn(place: Place) -> bytes:
    """The page as PNG."""
    import pypdfium2

    document = pypdfium2.PdfDocument(place.path)
    try:
        page = document[place.page_no - 1]
        pixels = page.render(scale=SCALE, rev_byteorder=True).to_numpy()[:, :, :3].copy()
        if box := _box(page, place):
            left, bottom, right, top = box
            height = page.get_height()
            sides = (left - MARGIN, height - top - MARGIN, right + MARGIN, height - bottom + MARGIN)
            _frame(pixels, *(max(0, round(side * SCALE)) for side in sides))
        return _png(pixels)
    finally:
        document.close()


def _frame(pixels: "numpy.ndarray[Any, Any]", left: int, top: int, right: int, bottom: int) -> None:
    for rows_, columns in (
        (slice(top, top + LINE), slice(left, right)),
        (slice(bottom - LINE, bottom), slice(left, right)),
        (slice(top, bottom), slice(left, left + LINE)),
        (slice(top, bottom), slice(right - LINE, right)),
    ):
        pixels[rows_, columns] = _RED


def _png(pixels: "numpy.ndarray[Any, Any]") -> bytes:
    """Rows of RGB pixels as a PNG file."""
    height, width, _ = pixels.shape
    lines = b"".join(b"\0" + row.tobytes() for row in pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def _box(page: Any, place: Place) -> tuple[float, float, float, float] | None:  # noqa: ANN401 - pypdfium2 has no types
    """The sides of the number on the page: of its places the one whose surroundings are most alike."""
    text = page.get_textpage()
    printed = [text.get_text_range(index, 1) for index in range(text.count_chars())]
    kept = [(index, character) for index, character in enumerate(printed) if character.strip()]
    whole = "".join(character for _, character in kept)
    number, before, after = ("".join(part.split()) for part in (place.number, place.before, place.after))
    best, at = -1, -1
    start = whole.find(number)
    while number and start >= 0:
        alike = _common(before[::-1], whole[:start][::-1]) + _common(after, whole[start + len(number) :])
        if alike > best:
            best, at = alike, start
        start = whole.find(number, start + 1)
    if at < 0:
        return None
    boxes = [text.get_charbox(index) for index, _ in kept[at : at + len(number)]]
    sides = list(zip(*boxes, strict=True))
    return min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])


def _common(first: str, second: str) -> int:
    """How many characters both begin with."""
    differ = (place for place, pair in enumerate(zip(first, second, strict=False)) if pair[0] != pair[1])
    return next(differ, min(len(first), len(second)))


def _is_the_file(path: Path, sha256: str) -> bool:
    there = path.stat()
    return _sha256(path, there.st_mtime_ns, there.st_size) == sha256


@functools.lru_cache(maxsize=512)
def _sha256(path: Path, _changed: int, _size: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
