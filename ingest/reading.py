"""One file's bytes to the text that is landed.

Plain text is landed verbatim but for its byte-order mark, line ends included; of a web page, the report in it.
"""

import hashlib
import re
from pathlib import Path, PurePath
from typing import NamedTuple

from ingest.encodings import decode
from ingest.errors import EmptyFile, MissingFile, TooLarge, UnreadableFile, UnsupportedFormat

MAX_BYTES = 64 * 1024 * 1024
MAX_CHARACTERS = 5_000_000

TEXT_SUFFIXES = ("", ".txt", ".text", ".md")
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")

# What to do with the formats that reports also come in.
ADVICE = {
    (".pdf",): "turn it into text first, for example with `pdftotext -layout`, and land the .txt file",
    (
        ".doc",
        ".docx",
        ".wps",
        ".rtf",
        ".odt",
    ): "save it as plain text (UTF-8) from the word processor and land the .txt file",
    (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"): "a picture holds no text: find the report's text and land that",
    (".zip", ".rar", ".7z", ".gz", ".tar"): "unpack it beside the other reports",
    (".csv", ".xls", ".xlsx"): "a table is no report; the list of known facts is named register.csv",
    (".mht", ".mhtml"): "save the page as HTML and land the .html file",
}
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|body|div|p)\b", re.I | re.S
)


class Document(NamedTuple):
    """A report's text as it is landed, what kind of file it came from and the encoding that read it."""

    text: str
    format: str
    encoding: str


def read_bytes(path: Path) -> bytes:
    """The file's bytes; raises UnreadableFile where they cannot be had and TooLarge where they are too many."""
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise TooLarge(f"it has {size:,} bytes, more than the {MAX_BYTES:,} of any report; is it a report at all?")
        return path.read_bytes()
    except FileNotFoundError:
        raise MissingFile("there is no such file; correct its name or put the file there") from None
    except OSError as error:
        raise UnreadableFile(f"it cannot be read ({error.strerror}); see to it that you may read it") from None


def check_format(name: str) -> None:
    """Raises UnsupportedFormat where the name's extension is of a format that is not read."""
    suffix = PurePath(name).suffix.lower()
    if suffix in TEXT_SUFFIXES + PAGE_SUFFIXES:
        return
    advice = next((words for suffixes, words in ADVICE.items() if suffix in suffixes), None)
    known = " ".join(filter(None, TEXT_SUFFIXES + PAGE_SUFFIXES))
    raise UnsupportedFormat(f"{suffix} files are not read; {advice or f'what is read: {known}'}")


def read_document(data: bytes, name: str) -> Document:
    """The text in `data`; a page is known by the extension of `name` or by how it begins.

    Raises EmptyFile, NotText, UnreadableEncoding, TooLarge or UnsupportedFormat.
    """
    text, encoding = decode(data)
    if len(text) > MAX_CHARACTERS:
        raise TooLarge(f"it has {len(text):,} characters, more than the {MAX_CHARACTERS:,} of any report; split it up")
    is_page = PurePath(name).suffix.lower() in PAGE_SUFFIXES and "<" in text
    if not is_page and not _PAGE.match(text):
        return Document(text, "text", encoding)
    from ingest.webpages import page_text  # lxml and trafilatura: only for those who land pages

    article = page_text(text)
    if not article:
        raise EmptyFile("the page holds no text of its own (a script or a picture may); save the report's text as .txt")
    return Document(article, "html", encoding)


def digest(data: bytes) -> str:
    """The sha256 of `data` in hex; its first 16 digits are the report_id."""
    return hashlib.sha256(data).hexdigest()
