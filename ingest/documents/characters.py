"""The characters of a PDF's letters by the codes that its fonts give."""

import unicodedata

# Letters of the same look: fonts give the radical for the character.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_RADICALS.update(
    zip(
        map(ord, "⺟⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳"),
        "母民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
UNPRINTED = (0x0A, 0x0D, 0x02, 0xAD, 0xFEFF, 0x200B)  # line ends, hyphens of the line's end, marks without width
UNKNOWN = "\ufffd"


def character(code: int) -> str:
    """The character of a code; controls, halves of characters and letters of private fonts are unknown."""
    if code in _RADICALS:
        return _RADICALS[code]
    if code < 0x20 or 0xD800 <= code < 0xF900 or code >= 0xFFFE:
        return chr(code) if 0xFFFF < code < 0x110000 else " " if code == 9 else UNKNOWN
    return chr(code)
