"""What is drawn on a page of a PDF: the straight lines of its tables, and its pictures."""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.documents.ruledtables import Rule

THIN = 2.5  # points up to which a filled rectangle is a line
DOTS_APART = 5.0  # points between two dots of a line
FEWEST_DOTS = 3  # of a line
OPAQUE = 250  # of 255
WHITE = 248  # of 255, in each colour
MAX_CLIPS = 20  # paths that cut a text, and marks around it, that are looked at
MAX_SEGMENTS = 1000  # of one path that are looked at
MAX_STROKES = 40  # segments of a stroke through words
MAX_NOTES = 500  # of a page
PATCH = 40.0  # points of height up to which a picture behind letters in the order of drawing lies over them
OVER_ALL = 2**31


def drawn(page: pdfium.PdfPage) -> tuple[list[Rule], float, int]:
    """The straight lines on a page, the area of its pictures, and how many shapes are drawn on it."""
    rules: list[Rule] = []
    dots: list[tuple[float, float]] = []
    pictures, shapes = 0.0, 0
    for shape in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE), max_depth=5):
        left, bottom, right, top = shape.get_bounds()
        if shape.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures += (right - left) * (top - bottom)
            continue
        shapes += 1
        if shape.level:
            continue  # in a drawing within the page, with a scale of its own
        if right - left <= THIN and top - bottom <= THIN:
            dots.append(((bottom + top) / 2, (left + right) / 2))
        elif right - left <= THIN or top - bottom <= THIN:
            rules += rules_of(left, bottom, right, top)
        else:
            rules += _sides(shape)
    return rules + _dotted(dots), pictures, shapes


def _dotted(dots: list[tuple[float, float]]) -> list[Rule]:
    """The level lines that dots on one height, near each other, make."""
    rules: list[Rule] = []
    run: list[tuple[float, float]] = []
    for dot in [*sorted((round(height, 1), place) for height, place in dots), (float("inf"), 0.0)]:
        if run and (dot[0] != run[-1][0] or dot[1] - run[-1][1] > DOTS_APART):
            if len(run) >= FEWEST_DOTS:
                rules.append(Rule(True, run[0][0], run[0][1], run[-1][1]))
            run = []
        run.append(dot)
    return rules


class Cover(NamedTuple):
    """A filled shape: where it lies, its place in the order of drawing, and whether it is white."""

    left: float
    bottom: float
    right: float
    top: float
    order: int
    is_white: bool
    colour: tuple[int, int, int] | None = None  # of a shape; None for a picture


def covers(page: pdfium.PdfPage) -> tuple[list[Cover], dict[int, int]]:
    """The shapes on a page that cover or underlie letters, and the place of each object in the order of drawing."""
    found: list[Cover] = []
    order: dict[int, int] = {}
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    for number, shape in enumerate(page.get_objects(max_depth=5)):
        order[address(shape.raw)] = number
        if shape.type in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
            box = _box(shape)
            # A line, a small patch; a greater one is under letters, for all that is known: a ground, a scan, a seal.
            is_patch = box[3] - box[1] <= PATCH and not shape.level
            found.append(Cover(*box, number if is_patch else -1, False))
        if shape.type != pdfium_c.FPDF_PAGEOBJ_PATH or shape.level:
            continue
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium_c.FPDFPath_GetDrawMode(shape.raw, mode, stroke)
        left, bottom, right, top = _box(shape)
        if stroke.value and top - bottom <= PATCH and _is_slanted(shape):
            found.append(Cover(left, bottom, right, top, number, False))
            continue
        if mode.value == pdfium_c.FPDF_FILLMODE_NONE or min(right - left, top - bottom) <= THIN:
            continue
        pdfium_c.FPDFPageObj_GetFillColor(shape.raw, red, green, blue, alpha)
        if alpha.value >= OPAQUE:
            colour = (red.value, green.value, blue.value)
            found.append(Cover(left, bottom, right, top, number, min(colour) >= WHITE, colour))
    return found + _struck_out(page), order


def _is_slanted(path: pdfium.PdfObject) -> bool:
    """Whether a path goes slanting or in waves, as a stroke through words does: no side of it is level or upright."""
    kinds = set()
    count = pdfium_c.FPDFPath_CountSegments(path.raw)
    for at in range(min(count, MAX_STROKES + 1)):
        kinds.add(pdfium_c.FPDFPathSegment_GetType(pdfium_c.FPDFPath_GetPathSegment(path.raw, at)))
    is_short = 1 < count <= MAX_STROKES and kinds <= {
        pdfium_c.FPDF_SEGMENT_MOVETO,
        pdfium_c.FPDF_SEGMENT_LINETO,
        pdfium_c.FPDF_SEGMENT_BEZIERTO,
    }
    left, bottom, right, top = path.get_bounds()
    return is_short and min(right - left, top - bottom) > THIN and not any(_sides(path))


def _struck_out(page: pdfium.PdfPage) -> list[Cover]:
    """What notes on a page strike out or black out, as covers over all that is drawn."""
    found: list[Cover] = []
    box = pdfium_c.FS_RECTF()
    for at in range(min(pdfium_c.FPDFPage_GetAnnotCount(page.raw), MAX_NOTES)):
        note = pdfium_c.FPDFPage_GetAnnot(page.raw, at)
        if not note:
            continue
        kind = pdfium_c.FPDFAnnot_GetSubtype(note)
        is_over = kind in (pdfium_c.FPDF_ANNOT_STRIKEOUT, pdfium_c.FPDF_ANNOT_REDACT)
        if is_over and pdfium_c.FPDFAnnot_GetRect(note, box):
            low, high = sorted((box.bottom, box.top))
            found.append(Cover(box.left, low, box.right, high, OVER_ALL, False))
        pdfium_c.FPDFPage_CloseAnnot(note)
    return found


class Limits(NamedTuple):
    """What a text is cut to, as boxes that a letter must lie in, and whether its letters stand for those drawn."""

    boxes: list[tuple[float, float, float, float]]
    is_replaced: bool


def limits(text: Any) -> Limits:  # noqa: ANN401 - the handle of a text
    """The limits of a text of a page. A path that is no box counts with the box around it."""
    boxes = []
    x, y = ctypes.c_float(), ctypes.c_float()
    clip = pdfium_c.FPDFPageObj_GetClipPath(text)
    for path in range(min(pdfium_c.FPDFClipPath_CountPaths(clip), MAX_CLIPS) if clip else 0):
        points = []
        for at in range(min(pdfium_c.FPDFClipPath_CountPathSegments(clip, path), MAX_SEGMENTS)):
            pdfium_c.FPDFPathSegment_GetPoint(pdfium_c.FPDFClipPath_GetPathSegment(clip, path, at), x, y)
            points.append((x.value, y.value))
        if points:
            across, up = zip(*points, strict=True)
            boxes.append((min(across), min(up), max(across), max(up)))
    marks = min(pdfium_c.FPDFPageObj_CountMarks(text), MAX_CLIPS)
    needed = ctypes.c_ulong()
    replaced = any(
        pdfium_c.FPDFPageObjMark_GetParamStringValue(
            pdfium_c.FPDFPageObj_GetMark(text, at), b"ActualText", None, 0, needed
        )
        for at in range(marks)
    )
    return Limits(boxes, replaced)


def _box(shape: pdfium.PdfObject) -> tuple[float, float, float, float]:
    left, bottom, right, top = shape.get_bounds()
    return left, bottom, right, top


def address(handle: Any) -> int:  # noqa: ANN401
    """What tells one object of a page from another."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _sides(path: pdfium.PdfObject) -> Iterator[Rule]:
    """The straight lines of a path that are level or upright."""
    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = None
    for at in range(min(pdfium_c.FPDFPath_CountSegments(path.raw), MAX_SEGMENTS)):
        segment = pdfium_c.FPDFPath_GetPathSegment(path.raw, at)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO and last:
            yield from rules_of(*last, *point)
        if pdfium_c.FPDFPathSegment_GetClose(segment) and start and start != point:
            yield from rules_of(*point, *start)
        last = point


def rules_of(x: float, y: float, to_x: float, to_y: float) -> Iterator[Rule]:
    """The rule from one point to another, where it is level or upright and no dot."""
    if abs(to_y - y) <= THIN < abs(to_x - x):
        yield Rule(True, (y + to_y) / 2, *sorted((x, to_x)))
    elif abs(to_x - x) <= THIN < abs(to_y - y):
        yield Rule(False, (x + to_x) / 2, *sorted((y, to_y)))
