"""What is drawn on a page of a PDF: the straight lines of its tables, and its pictures."""

import ctypes
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.documents.rulings import Rule

THIN = 2.5  # points up to which a filled rectangle is a line
MAX_SEGMENTS = 1000  # of one path that are looked at


def drawn(page: pdfium.PdfPage) -> tuple[list[Rule], float, int]:
    """The straight lines on a page, the area of its pictures, and how many shapes are drawn on it."""
    rules: list[Rule] = []
    pictures, shapes = 0.0, 0
    for shape in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE), max_depth=5):
        left, bottom, right, top = shape.get_bounds()
        if shape.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures += (right - left) * (top - bottom)
            continue
        shapes += 1
        if shape.level:
            continue  # in a drawing within the page, with a scale of its own
        if right - left <= THIN or top - bottom <= THIN:
            rules += _rule(left, bottom, right, top)
        else:
            rules += _sides(shape)
    return rules, pictures, shapes


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
            yield from _rule(*last, *point)
        if pdfium_c.FPDFPathSegment_GetClose(segment) and start and start != point:
            yield from _rule(*point, *start)
        last = point


def _rule(x: float, y: float, to_x: float, to_y: float) -> Iterator[Rule]:
    if abs(to_y - y) <= THIN < abs(to_x - x):
        yield Rule(True, (y + to_y) / 2, *sorted((x, to_x)))
    elif abs(to_x - x) <= THIN < abs(to_y - y):
        yield Rule(False, (x + to_x) / 2, *sorted((y, to_y)))
