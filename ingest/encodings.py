"""Bytes to text, verbatim: which encoding, proved by strict decoding and plausibility.

Order of attempts: a byte-order mark; strict UTF-8 (its bytes also decode silently as GB18030); UTF-16 without a mark;
the charset that a page declares; GB18030. Of these guesses the one that looks most like Chinese wins. Of a report with
a few bytes that fit none of them, each becomes the sign of a lost character: a number beside one has no value. More of
them, and a text that ends within a character, are refused.
"""

import codecs
import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ground.errors import EmptyFile, NotText, UnreadableEncoding

# Longer marks first: the mark of UTF-32 begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# What a page calls its charset, and the encoding that reads it: GB18030 holds all of GB2312 and GBK, and pages that
# say gb2312 use the larger sets freely.
DECLARED = {
    "gb2312": "gb18030",
    "gb_2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "gb18030": "gb18030",
    "cp936": "gb18030",
    "utf-16": "utf-16-le",
    "unicode": "utf-16-le",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
}

CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:\-]{1,40})""", re.IGNORECASE)

# Signatures of formats that often come under a text's name.
SIGNATURES = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, Excel or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"Rar!", "a rar archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG", "a PNG picture"),
    (b"{\\rtf", "an RTF file"),
    (b"SQLite format 3", "an SQLite database"),
)

MAX_CONTROL_SHARE = 0.005  # controls, private use, noncharacters: a few stray ones occur in copied text
MAX_STRANGE_SHARE = 0.2  # of the characters beyond ASCII; right decodings stay below 0.02, wrong ones above 0.4
FEW = 3  # stray controls that are forgiven however short the text is
SAMPLE = 5_000  # characters beyond ASCII that are enough to judge by, and few enough that no damage hides among them

# Besides frequent Han characters: ASCII, punctuation, number forms, arrows and shapes, full-width forms.
ORDINARY = re.compile(
    "[\t\n\v\f\r -~\xa0\xa7\xb0\xb1\xb7\xd7\xf7\u2010-\u206f\u2103\u2150-\u22ff\u2460-\u25ff\u3000-\u303f\ufeff-\uffef]"
)
ASCII = re.compile("[\0-~]+")
LOST = "\ufffd"
_LONGEST_CHARACTER = 4  # bytes
BLANKS = " \t\r\n\f\v\u3000\xa0\ufeff\u200b"


def decode(data: bytes, *, damaged: bool = False) -> tuple[str, str]:
    """The text of `data` without its byte-order mark, and the name of the encoding that read it.

    Where it may be `damaged`, a few bytes that do not fit become U+FFFD.

    Raises EmptyFile, NotText or UnreadableEncoding; their messages speak of "the file", the caller says which.
    """
    if not data:
        raise EmptyFile("the file has no bytes; get a whole copy of it")
    signature = next((name for magic, name in SIGNATURES if data.startswith(magic)), None)
    if signature:
        raise NotText(f"the content is {signature}, not text; save it as plain text or as a web page and land that")
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            behind = data[len(mark) :]
            if damaged and encoding == "utf-8" and (mended := _mended(behind, ["utf-8"])):
                return mended
            return _checked(_after_mark(behind, encoding)), encoding
    utf8_text, utf8_error = _strictly(data, "utf-8")
    if utf8_text is not None and is_plausible(utf8_text):
        return _checked(utf8_text), "utf-8"
    guesses = [(encoding, _strictly(data, encoding)[0]) for encoding in _guesses(data)]
    readings = [(text, encoding) for encoding, text in guesses if text is not None and is_plausible(text)]
    if readings:
        text, encoding = min(readings, key=lambda reading: strangeness(reading[0]))
        return _checked(text), encoding
    if utf8_text is not None:
        return _checked(utf8_text), "utf-8"
    if damaged and (mended := _mended(data, ["utf-8", *_guesses(data)])):
        return mended
    raise _refusal(data, utf8_error)


def _mended(data: bytes, encodings: Iterable[str]) -> tuple[str, str] | None:
    """The text with lost characters for the bytes that do not fit, by the encoding that loses fewest.

    None where they are many, or where the text breaks off within a character: then more of it may be missing.
    """
    found = []
    for encoding in encodings:
        if encoding not in ("utf-8", "gb18030"):
            continue
        _, error = _strictly(data, encoding)
        if error is None or (error.end == len(data) and len(data) - error.start < _LONGEST_CHARACTER):
            continue
        text = data.decode(encoding, "replace")
        if text.count(LOST) <= max(FEW, MAX_CONTROL_SHARE * len(text)) and is_plausible(text):
            found.append((text.count(LOST), text, encoding))
    if not found:
        return None
    _, text, encoding = min(found)
    return _checked(text), encoding


def is_plausible(text: str) -> bool:
    """Whether `text` looks like Chinese text rather than like bytes read in a wrong encoding."""
    odd = sum(number for char, number in Counter(text).items() if _is_odd(char))
    few_odd = odd <= max(FEW, MAX_CONTROL_SHARE * len(text))
    return few_odd and "\0" not in text and strangeness(text) <= MAX_STRANGE_SHARE


def strangeness(text: str) -> float:
    """Of the characters beyond ASCII, the share that Chinese reports hardly ever hold, where it is largest."""
    wide = ASCII.sub("", text)
    starts = [*range(0, len(wide) - SAMPLE, SAMPLE), max(0, len(wide) - SAMPLE)]
    return max(_strange(wide[at : at + SAMPLE]) for at in starts)


def _strange(wide: str) -> float:
    counted = Counter(wide).items()
    strange = sum(number for char, number in counted if char not in _common_han() and not ORDINARY.match(char))
    return strange / max(1, len(wide))


def _guesses(data: bytes) -> Iterator[str]:
    """Encodings to try after UTF-8, each once, the likeliest first."""
    # Of Latin letters, digits and line ends in UTF-16 every second byte is NUL.
    wide = ["utf-16-le", "utf-16-be"]
    if data[0:4096:2].count(0) > data[1:4096:2].count(0):
        wide.reverse()
    declared = CHARSET.search(data[:8192])
    named = DECLARED.get(declared[1].decode("ascii").lower()) if declared else None
    has_nul = b"\0" in data[:4096]
    order = [*wide, named, "gb18030"] if has_nul else [named, "gb18030", *wide]
    yield from dict.fromkeys(encoding for encoding in order if encoding)


def _strictly(data: bytes, encoding: str) -> tuple[str | None, UnicodeDecodeError | None]:
    try:
        return data.decode(encoding), None
    except UnicodeDecodeError as error:
        return None, error


def _after_mark(data: bytes, encoding: str) -> str:
    text, error = _strictly(data, encoding)
    if text is None:
        raise UnreadableEncoding(
            f"the byte-order mark says {encoding}, but the file does not keep to it ({error}); "
            "it is damaged or cut off: get a whole copy of it"
        )
    return text


def _checked(text: str) -> str:
    """`text` itself if it can be landed; blanks alone and controls that no text holds are refused."""
    if not text.strip(BLANKS):
        raise EmptyFile("the file holds nothing but blanks; get a whole copy of it")
    place = text.find("\0")
    controls = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\v\f\r")
    if place >= 0 or controls > max(FEW, MAX_CONTROL_SHARE * len(text)):
        where = f"a NUL character at offset {place}" if place >= 0 else f"{controls} control characters"
        raise NotText(f"the content is not text ({where}); save the report as plain text and land that")
    return text


def _refusal(data: bytes, error: UnicodeDecodeError | None) -> NotText | UnreadableEncoding:
    controls = sum(data.count(bytes([code])) for code in range(32) if code not in b"\t\n\v\f\r")
    if controls > max(FEW, MAX_CONTROL_SHARE * len(data)):
        return NotText("the content is binary, not text; save the report as plain text and land that")
    place = error.start if error else 0
    line = data.count(b"\n", 0, place) + 1
    return UnreadableEncoding(
        f"neither UTF-8 (byte 0x{data[place]:02x} at offset {place}, line {line}, does not fit) nor UTF-16 nor "
        "GB18030 gives plausible Chinese text; the file is damaged or in another encoding: "
        "get a whole copy of it or save it as UTF-8"
    )


def _is_odd(char: str) -> bool:
    if char < "\xa0":
        return (char < " " and char not in "\t\n\v\f\r") or char >= "\x7f"
    return (
        "\ue000" <= char <= "\uf8ff" or char == "\ufffd" or "\ufdd0" <= char <= "\ufdef" or ord(char) & 0xFFFE == 0xFFFE
    )


@functools.cache
def _common_han() -> frozenset[str]:
    """The frequently used characters of both scripts: level 1 of GB 2312 and of Big5."""
    simplified = bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for byte in (high, low))
    lows = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    traditional = bytes(byte for high in range(0xA4, 0xC7) for low in lows for byte in (high, low))
    text = simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore")
    return frozenset(char for char in text if "\u4e00" <= char <= "\u9fff")
