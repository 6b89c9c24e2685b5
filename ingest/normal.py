"""One-to-one normal form of a report's text: the same length, so that offsets stay true.

Full-width digits and punctuation become their ASCII forms, the many kinds of space become one, traditional forms,
radicals and compatibility ideographs the characters that rules are written in, pasted comments and struck-out words
blanks. Nothing is inserted or removed; `len(normal(text)) == len(text)` always holds. What is landed for SQL to look
at (even_text, headings, labels, titles) is in this form already: no other code makes it.
"""

import re

from ingest.characters import PLAIN, SIMPLIFIED, TRADITIONAL, VARIANTS
from ingest.pasted import without_taken_back

_PAIRS = dict(zip(TRADITIONAL + VARIANTS, SIMPLIFIED + PLAIN, strict=True))
_PAIRS.update(zip("０１２３４５６７８９", "0123456789", strict=True))
# bold, double-struck, sans-serif and typewriter digits of mathematics
_PAIRS.update((chr(0x1D7CE + at), str(at % 10)) for at in range(50))
_PAIRS.update(zip("％﹪．，；：（）！？／＋", "%%.,;:()!?/+", strict=True))
_PAIRS.update(zip("－—–―﹣−～〜∼", "------~~~", strict=True))
_PAIRS.update(zip("﹐﹑﹔﹕﹙﹚〇", ",、;:()零", strict=True))
# Invisible characters too become a blank: inside a number it is a gap like any other.
_SPACES = (
    "\u3000\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\t\x0b\x0c"
    "\u00ad\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063"
    "\u2064\u2066\u2067\u2068\u2069\u2800\u3164\ufeff\uffa0"
)
_PAIRS.update(dict.fromkeys(_SPACES, " "))
_PAIRS.update(dict.fromkeys("\u0085\u2028\u2029", "\n"))  # line ends
_COMMON = "，；：（）％\u3000"
# Beyond the basic plane; in a class of characters they would make the search ten times as slow.
_BEYOND = "".join(character for character in _PAIRS if character > "\uffff")
_RARE = re.compile(f"[{re.escape(''.join(_PAIRS.keys() - set(_COMMON + _BEYOND)))}]")


def normal(text: str) -> str:
    """The text with every character of the table replaced by its normal form; same length, same offsets."""
    for character in _COMMON:
        if character in text:
            text = text.replace(character, _PAIRS[character])
    if _RARE.search(text):
        for character in set(_RARE.findall(text)):
            text = text.replace(character, _PAIRS[character])
    for character in _BEYOND:
        if character in text:
            text = text.replace(character, _PAIRS[character])
    return without_taken_back(text)
