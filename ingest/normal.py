"""One-to-one normal form of a report's text: the same length, so that offsets stay true.

Full-width digits and punctuation become their ASCII forms and the many kinds of space become one. Nothing is
inserted or removed; `len(normal(text)) == len(text)` always holds.
"""

import re

_PAIRS = dict(zip("０１２３４５６７８９", "0123456789", strict=True))
_PAIRS.update(zip("％﹪．，；：（）！？／＋", "%%.,;:()!?/+", strict=True))
_PAIRS.update(dict.fromkeys("－—–―﹣−", "-") | dict.fromkeys("～〜∼", "~") | {"〇": "零"})
_PAIRS.update({"﹐": ",", "﹑": "、", "﹔": ";", "﹕": ":", "﹙": "(", "﹚": ")"})
_PAIRS.update(
    {"個": "个", "項": "项", "條": "条", "戶": "户", "萬": "万", "億": "亿", "處": "处", "場": "场", "餘": "余"}
)
# Zero-width characters too become a blank: inside a number the gap is closed like any other.
_SPACES = "\u3000\u00a0\u2002\u2003\u2009\u200b\u200c\u200d\u2060\ufeff\u202f\t\x0b\x0c\u202a\u202b\u202c\u202d\u202e"
_PAIRS.update(dict.fromkeys(_SPACES, " "))
_COMMON = "，；：（）％\u3000"
_RARE = re.compile(f"[{re.escape(''.join(_PAIRS.keys() - set(_COMMON)))}]")


def normal(text: str) -> str:
    """The text with every character of the table replaced by its normal form; same length, same offsets."""
    for character in _PAIRS if _RARE.search(text) else _COMMON:
        if character in text:
            text = text.replace(character, _PAIRS[character])
    return text
