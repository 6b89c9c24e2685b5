"""Files that are no text: PDF, Word and spreadsheets, each read out by a module of its own, in a process of its own."""

from typing import NamedTuple


class Content(NamedTuple):
    """What a file says: its text, and for each page where its text begins and what that was read from.

    The bases are `text`, `ocr` (letters that a program has recognised) and `picture` (not read). A format without
    pages has neither starts nor bases. The remark says what of the report is not in the file.
    """

    text: str
    starts: tuple[int, ...] = ()
    bases: tuple[str, ...] = ()
    remark: str = ""
