"""How a cell's format shows its number: places, per cent, and the words before and behind it."""

import re
from decimal import ROUND_HALF_UP, Decimal

from ingest.documents.doubts import LOST

_TOKEN = re.compile(
    r'"(?P<words>[^"]*)"|\\(?P<char>.)|_.|\*.|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[(?P<other>[^\]]*)\]|(?P<rest>.)', re.S
)
_PLAIN = re.compile(r"[#,0?]*[#0?](?:\.(?P<places>[#0?]+))?(?P<percent>%?)")  # a comma at its end would divide by 1000
_COLOUR = re.compile(r"(?:black|blue|cyan|green|magenta|red|white|yellow|颜色|color)\s*\d*|dbnum\d", re.I)


def shown(value: Decimal, form: str) -> str:
    """A number as its format shows it; nothing under a format that is not known.

    A digit that the format itself writes may be taken for one of the number's: such a number has no value.
    """
    if form in ("General", "@", "G/通用格式", "通用格式"):
        return f"{value:f}"
    section, negative = _section(value, form)
    before, code, behind = _parts(section)
    if code is None or not (plain := _PLAIN.fullmatch(code)):
        return ""
    number = value * 100 if plain["percent"] else value
    number = number.quantize(Decimal(1).scaleb(-len(plain["places"] or "")), ROUND_HALF_UP)
    if "#" in (plain["places"] or ""):
        number = number.normalize()
    words = f"{before}{abs(number) if negative else number:f}{plain['percent']}{behind}"
    return f"{LOST}{words}{LOST}" if any(char.isdigit() for char in before + behind) else words


def _section(value: Decimal, form: str) -> tuple[str, bool]:
    """The section of a format that is for a value, and whether it writes the sign of a negative one itself."""
    sections = re.findall(r'((?:"[^"]*"|\\.|[^;"\\])*)(?:;|$)', form)
    if value < 0 and len(sections) > 2:  # what matches behind the last one is empty
        return sections[1], True
    if value == 0 and len(sections) > 3:
        return sections[2], False
    return sections[0], False


def _parts(section: str) -> tuple[str, str | None, str]:
    """The words before the number, the code of the number without blanks, and the words behind it."""
    before, code, behind = "", "", ""
    for token in _TOKEN.finditer(section):
        if (token["other"] or "").lower() in ("white", "白色", "color2", "颜色2"):
            return "", None, ""  # on white
        if token["other"] and not _COLOUR.fullmatch(token["other"]):
            return "", None, ""  # a condition, or hours that are counted up
        words = token["words"] or token["char"] or token["currency"] or ""
        if token["rest"] and not token["rest"].isspace():
            if token["rest"] in "#0?.,%":
                if behind:
                    return "", None, ""  # two numbers
                code += token["rest"]
                continue
            words = token["rest"]
            if (words.isascii() and words not in "()-+/:$") or words in "年月日":
                return "", None, ""  # a date, an exponent
        if code:
            behind += words
        else:
            before += words
    return before, code, behind
