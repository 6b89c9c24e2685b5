"""Files that are pictures of pages: read by the program that the user names, else by the extra `ocr`, else refused."""

from ground.errors import ScannedFile
from ingest.documents import Content, ocr, recognition
from ingest.documents.recognition import INSTALL

_BEGINNINGS = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"II*\0": "tiff",
    b"MM\0*": "tiff",
}
KINDS = frozenset(_BEGINNINGS.values())


def kind_of(data: bytes) -> str | None:
    """Which kind of picture a file is; None where it is none."""
    return next((kind for beginning, kind in _BEGINNINGS.items() if data.startswith(beginning)), None)


def is_installed() -> bool:
    """Whether the extra is there, and to be used."""
    return recognition.is_installed() and not ocr.is_off()


def is_possible() -> bool:
    """Whether anything is there that reads pictures."""
    return ocr.is_named() or is_installed()


def read(data: bytes, kind: str, error: ScannedFile | None = None) -> Content:
    """What stands in the pictures of a file of `kind` (pdf, png, jpeg, tiff).

    Raises the `error` that told of them, or ScannedFile, where nothing is there to read them; else what reading raises.
    """
    if ocr.is_named():
        return ocr.read(data, kind)
    if is_installed():
        from ingest.documents.sandbox import sandboxed

        return sandboxed("scan", data)
    raise error or ScannedFile(f"it is a picture; find the report as a page or a Word file, or {INSTALL}")
