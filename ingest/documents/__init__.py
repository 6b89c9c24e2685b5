"""Files that are no text: PDF, Word and spreadsheets, each read out by a module of its own, in a process of its own."""

from typing import NamedTuple


class Content(NamedTuple):
    """What a file says: its text, and for each page where its text begins and what that was read from.

    The bases are `text`, `ocr` (letters that a program has recognised) and `picture` (not read). A format without
    pages has neither starts nor bases. Of recognised letters each line is told with how sure its reading is, and each
    page that was recognised is there as a JPEG picture in base64, the others as an empty string.
    """

    text: str
    starts: tuple[int, ...] = ()
    bases: tuple[str, ...] = ()
    lines: tuple[tuple[int, int, float], ...] = ()  # start, end, confidence
    pictures: tuple[str, ...] = ()
