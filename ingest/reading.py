"""One file's bytes to the text that is landed.

Plain text is landed verbatim but for its byte-order mark, line ends included; of a web page, the report in it; of a
PDF, a Word file or a spreadsheet, the text read out of it; old formats are turned into new ones first, pictures are
recognised. What a file is, its bytes say, and not its name.
"""

import base64
import hashlib
import os
import re
import stat
from itertools import pairwise
from pathlib import Path, PurePath
from typing import NamedTuple

from ground.errors import (
    EmptyFile,
    MissingFile,
    NotText,
    ScannedFile,
    TooLarge,
    UnreadableFile,
    UnsupportedFormat,
)
from ingest import gathered, outputs
from ingest.documents import Content, conversion, packages, pictures
from ingest.encodings import decode

MAX_BYTES = 64 * 1024 * 1024
MAX_CHARACTERS = 5_000_000

TEXT_SUFFIXES = ("", ".txt", ".text", ".md")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
DOCUMENT_SUFFIXES = (".pdf", ".docx", ".xlsx", ".ofd")
# Formats that LibreOffice turns into those; pages and new files bear some of these names as well.
OLD_SUFFIXES = (".doc", ".wps", ".rtf", ".odt", ".xls", ".et", ".ods")
PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")

_AS_WORD = "open it in the word processor and save it as DOCX or PDF"
# What to do with the formats that reports also come in.
ADVICE = {
    (".dotx", ".docm"): _AS_WORD,
    (".bmp", ".gif", ".webp", ".heic"): "save the picture as PNG or JPEG",
    (".rar", ".7z", ".gz", ".tar"): "unpack it beside the other reports, or pack them as .zip",
    (".csv",): "a table is no report; the list of known facts is named register.csv",
    (".xlsm", ".xlsb"): "open it in the spreadsheet program and save it as XLSX",
    (".mht", ".mhtml"): "save the page as HTML and land the .html file",
}
_PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]*+\?>\s*+)?+(?:<!--(?>.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|meta|body|div|p)\b",
    re.I | re.S,
)
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
_PDF_WITHIN = 1024  # bytes in which a PDF's mark may stand
_ZIP = b"PK\x03\x04"
# By a file that each kind of package holds: the reader, or what to do with it.
_PACKAGES = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "OFD.xml": "ofd"}
_OTHER_PACKAGES = {
    "ppt/presentation.xml": "slides are not read; save their text as .txt",
}


class Page(NamedTuple):
    """A page of the file: where its text begins and ends, and what that was read from: text, ocr or picture."""

    start: int
    end: int
    basis: str


class Document(NamedTuple):
    """A report's text as it is landed, what kind of file it came from and the encoding that read it.

    `encoding` is None where the format has one of its own, `pages` empty where it has no pages. `converter` names the
    program that turned the file into one that is read. Of recognised letters there are the `lines` (where each begins
    and ends, how sure it is) and the `pictures` that they stand on, a JPEG a page, empty for the others.
    """

    text: str
    format: str
    encoding: str | None
    pages: tuple[Page, ...] = ()
    converter: str | None = None
    lines: tuple[tuple[int, int, float], ...] = ()
    pictures: tuple[bytes, ...] = ()


def read_bytes(path: Path) -> bytes:
    """The file's bytes; raises UnreadableFile where they cannot be had and TooLarge where they are too many."""
    try:
        # Asked of the open file, so that none takes its place in between; a pipe without a writer is not waited for.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:  # noqa: PTH123 - by its handle
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise UnreadableFile("it cannot be read, because it is no plain file; take it out of the folder")
            data = file.read(MAX_BYTES + 1) if found.st_size <= MAX_BYTES else b""
    except FileNotFoundError:
        raise MissingFile("there is no such file; correct its name or put the file there") from None
    except OSError as error:
        raise UnreadableFile(f"it cannot be read ({error.strerror}); see to it that you may read it") from None
    if (size := max(found.st_size, len(data))) > MAX_BYTES:
        raise TooLarge(f"it has {size:,} bytes, more than the {MAX_BYTES:,} of any report; is it a report at all?")
    return data


def check_format(name: str) -> None:
    """Raises UnsupportedFormat where the name's extension is of a format that is not read."""
    suffix = PurePath(name).suffix.lower()
    known_suffixes = TEXT_SUFFIXES + PAGE_SUFFIXES + DOCUMENT_SUFFIXES + OLD_SUFFIXES + PICTURE_SUFFIXES
    if suffix in known_suffixes:
        return
    advice = next((words for suffixes, words in ADVICE.items() if suffix in suffixes), None)
    known = " ".join(filter(None, known_suffixes))
    raise UnsupportedFormat(f"{suffix} files are not read; {advice or f'what is read: {known}'}")


def read_document(data: bytes, name: str) -> Document:
    """The text in `data`; a page is known by the extension of `name` or by how it begins.

    Raises ReadError where it has none that can be trusted.
    """
    if gathered.is_gathered(data):
        document = _pages(data, name)
    else:
        kind = _kind(data)
        outputs.refuse(data, kind)
        document = _document(data, kind) if kind else _text(data, name)
    if lone := _NO_CHARACTER.search(document.text):
        raise NotText(f"a code that is no character stands at offset {lone.start()} of its text; save it anew as text")
    if len(document.text) > MAX_CHARACTERS:
        raise TooLarge(
            f"it has {len(document.text):,} characters, more than the {MAX_CHARACTERS:,} of any report; split it up"
        )
    return document


def _kind(data: bytes) -> str | None:
    """Which reader of `ingest.documents` a file is for; None for text. Raises ReadError."""
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if kind := conversion.old_kind(data) or pictures.kind_of(data):
        return kind
    if not data.startswith(_ZIP):
        return None
    with packages.opened(data) as package:
        names = set(package.namelist())
        if kind := conversion.open_document_kind(names, package):
            return kind
    for within, advice in _OTHER_PACKAGES.items():
        if within in names:
            raise UnsupportedFormat(advice)
    kind = next((kind for within, kind in _PACKAGES.items() if within in names), None)
    if not kind:
        raise UnsupportedFormat("it is an archive; name it .zip, or unpack it beside the other reports")
    return kind


def _document(data: bytes, kind: str) -> Document:
    from ingest.documents.sandbox import sandboxed  # only for those who land such files

    reader, converter = kind, None
    if kind in conversion.TARGETS:
        data, reader, converter = conversion.converted(data, kind)
        outputs.refuse(data, reader)
    if kind in pictures.KINDS:
        content = pictures.read(data, kind)
    else:
        try:
            content = sandboxed(reader, data)
        except ScannedFile as error:
            content = pictures.read(data, kind, error)
        if "picture" in content.bases and kind == "pdf" and pictures.is_installed():
            content = sandboxed("scan", data)
    if not content.text.strip():
        raise EmptyFile("the file holds no text; save the report again and land that")
    return _with_pages(content, kind, converter)


def _with_pages(content: Content, kind: str, converter: str | None) -> Document:
    places = pairwise([*content.starts, len(content.text)])
    pages = tuple(Page(*place, basis) for place, basis in zip(places, content.bases, strict=True))
    kept = tuple(map(base64.b64decode, content.pictures))
    return Document(content.text, kind, None, pages, converter, content.lines, kept)


def _pages(data: bytes, name: str) -> Document:
    """The report on several web pages."""
    read = [_text(part.body, name) for part in gathered.parts(data)]
    text, starts = gathered.joined([document.text for document in read])
    pages = tuple(Page(*place, "text") for place in pairwise([*starts, len(text)]))
    return Document(text, read[0].format, read[0].encoding, pages)


def _text(data: bytes, name: str) -> Document:
    text, encoding = decode(data, damaged=True)
    is_page = PurePath(name).suffix.lower() in PAGE_SUFFIXES and "<" in text
    if not is_page and not _PAGE.match(text):
        return Document(text, "text", encoding)
    from ingest.documents.sandbox import sandboxed  # only for those who land such files

    page = sandboxed("html", text.encode())
    if not page.text:
        raise EmptyFile("the page holds no text of its own (a script or a picture may); save the report's text as .txt")
    return Document(page.text, "html", encoding)


def digest(data: bytes) -> str:
    """The sha256 of `data` in hex; its first 16 digits are the report_id."""
    return hashlib.sha256(data).hexdigest()
