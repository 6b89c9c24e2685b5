"""What of a page a person sees: hidden, struck-out and raised words, by elements, attributes and styles.

Hidden and struck-out words are taken out of the page; raised, small and reordered ones are set between the marks of
`ingest.documents.doubts`. A part that holds most of the page's words is never held for hidden: a script shows it.
"""

import re
from typing import NamedTuple
from urllib.parse import unquote

from lxml import html as lxml_html

from ingest.colours import Colour, colour_of, is_unknown, is_unknown_ground
from ingest.columnstyles import collapsed
from ingest.documents.doubts import LOST, clean, doubted, may_be_number, raised, small
from ingest.hiding import ROOT, TINY, is_gone, is_gone_as_box, pixels
from ingest.inline import is_inline
from ingest.painted import STACKED, is_said_again, mark
from ingest.seams import doubt
from ingest.stylesheets import Declared, Styles

MOST = 0.5  # of the page's words
SMALL = 0.8  # of the letters around, below which a digit may be the mark of a note
ORDERED = 60  # characters of a line whose parts may be reordered

_STRUCK = ("del", "s", "strike")
_UNSEEN = (
    "meter",
    "progress",
    "noframes",
    "noembed",
    "rt",
    "rp",
    "rtc",
    "datalist",
    "canvas",
    "audio",
    "video",
    "option",
    "dialog",
    "map",
)
_FONT_SIZES = {"1": 10.0, "-2": 10.0, "2": 13.0, "-1": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_FONT = re.compile(r"(?:^|\s)(-?[\d.]+(?:px|pt|r?em|%)?)(?:/\S+)?\s")
_BARE = re.compile(r"[0-9a-f]{6}")  # a colour of old pages
_PICTURE = re.compile(r"url\(|gradient\(")
_MIRRORED = re.compile(r"scale[xy]?\(\s*-|rotate[xyz]?\(\s*-?(?:[1-9]\d|180)")
_SIZES = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0}
_MASKS = ("mask", "mask-image", "-webkit-mask", "-webkit-mask-image")
_NOTE_LINK = re.compile(r"[\[［(（【〔]?\s*[0-9]{1,3}\s*[\]］)）】〕]?")  # 386<a href="#fn1">1</a>件
_MOVED_BACK = re.compile(r"-(?:[1-9]|0?\.[2-9]\d*em)")
_VARYING = re.compile(r"attr\(|counters?\(")  # what is written stands elsewhere
_SHEET_IN_LINK = re.compile(r"data:\s*text/css[^,]*,", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_ESCAPED = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_STRING = re.compile(r"\"([^\"]*)\"|'([^']*)'")


class _Look(NamedTuple):
    """How an element's own words look, as its children inherit it."""

    hidden: bool = False  # with all that is in it
    invisible: bool = False
    struck: bool = False
    raised: bool = False
    doubted: bool = False
    small: bool = False
    size: float = ROOT
    colour: Colour | None = (0, 0, 0)
    ground: Colour | None = (255, 255, 255)  # None where a picture lies behind, or a colour that is not read
    sure: bool = True  # of the ground: a style sheet that is not in the page may say another

    @property
    def is_unseen(self) -> bool:
        return self.hidden or self.struck or self.invisible or self.size <= TINY or self.colour in (None, self.ground)


def settle(tree: lxml_html.HtmlElement) -> None:
    """Leaves in the page what a person sees of it; must be called while its style sheets are in it."""
    styles = Styles("\n".join(sheets(tree)))
    words = len("".join(tree.itertext()))
    first = _Look(sure=not tree.xpath("//link[contains(@rel, 'stylesheet')]"))
    unseen = collapsed(tree, styles)
    looks: dict[lxml_html.HtmlElement, _Look] = {}
    for element in tree.iter():
        parent = element.getparent()
        above = looks.get(parent, first) if parent is not None else first
        above = above._replace(hidden=True) if element in unseen else above
        looks[element] = _look(element, above, styles, words) if isinstance(element.tag, str) else above
    for element, look in looks.items():
        if not isinstance(element.tag, str) or element.tag in ("style", "script", "title"):
            continue
        element.text = _seen(element.text, look)
        for child in element:
            child.tail = _seen(child.tail, look)
        if not look.is_unseen:
            _generate(element, styles)
    for element, look in looks.items():
        if isinstance(element.tag, str) and not look.is_unseen:
            mark(element)
    doubt(tree, styles)


def sheets(tree: lxml_html.HtmlElement) -> list[str]:
    """The style sheets that a page holds for screens, those in the address of a link too."""
    found = [sheet.text or "" for sheet in tree.iter("style") if sheet.get("media", "").strip().lower() != "print"]
    for link in tree.iter("link"):
        address = link.get("href", "").strip()
        if _SHEET_IN_LINK.match(address) and ";base64" not in address.partition(",")[0]:
            found.append(unquote(address.partition(",")[2]))
    return found


# What a tree cannot hold.
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def _seen(words: str | None, look: _Look) -> str:
    """Words as they look."""
    if not words or look.is_unseen:
        return ""
    if not words.strip():
        return words
    words = _NO_CHARACTER.sub(LOST, words)
    if look.doubted:
        return doubted(words)
    if look.raised:
        return raised(words)
    return small(words) if look.small else clean(words)


def _look(element: lxml_html.HtmlElement, above: _Look, styles: Styles, total: int) -> _Look:
    declared = styles.of(element)
    tag = element.tag
    look = above
    if tag in _STRUCK or "line-through" in _line(declared):
        look = look._replace(struck=not _holds_most(element, total))
    if tag in ("sup", "sub") or declared.get("vertical-align") in ("super", "sub", "text-top"):
        look = look._replace(raised=declared.get("vertical-align", "super") != "baseline")
    elif _leads_to_a_note(element) or _is_shifted(declared, look.size):
        look = look._replace(raised=True)
    look = _sized(element, declared, look, above)
    look = _coloured(element, declared, look)
    if visibility := declared.get("visibility"):
        look = look._replace(invisible=visibility in ("hidden", "collapse") and not _holds_most(element, total))
    if tag in STACKED or _reorders(element, declared):
        look = look._replace(doubted=True)
    gone = is_gone(element, declared, look.size) or (
        tag in _UNSEEN and not (tag == "dialog" and "open" in element.attrib)
    )
    gone = gone or is_said_again(element)
    if not gone and is_gone_as_box(declared, look.size):
        if is_inline(element, declared):
            look = look._replace(doubted=True)  # browsers show it all the same
        else:
            gone = True
    if gone and not look.hidden and not _holds_most(element, total):
        look = look._replace(hidden=True)
    if any(_is_unseen(element, opening, look) for opening in styles.openings(element)):
        look = look._replace(doubted=True)  # how far its first line goes, a window's width decides
    return look


def _is_unseen(element: lxml_html.HtmlElement, opening: Declared, look: _Look) -> bool:
    """Whether an element's first letter or line is not seen, or struck out, where the element is seen."""
    inner = _coloured(element, opening, _sized(element, opening, look, look))
    return not look.is_unseen and (inner.is_unseen or inner.doubted or "line-through" in _line(opening))


def _is_shifted(declared: Declared, size: float) -> bool:
    """Whether words stand above or below the line by a length."""
    shift = pixels(declared.get("vertical-align", ""), size)
    return shift is not None and abs(shift) >= size / 5


def _leads_to_a_note(element: lxml_html.HtmlElement) -> bool:
    """Whether an element is the number of a note, as a link within the page."""
    if element.tag != "a" or not element.get("href", "").startswith("#"):
        return False
    return _NOTE_LINK.fullmatch("".join(element.itertext())) is not None


def _line(declared: Declared) -> str:
    return declared.get("text-decoration", "") + declared.get("text-decoration-line", "")


def _holds_most(element: lxml_html.HtmlElement, total: int) -> bool:
    return len("".join(element.itertext())) >= MOST * total


def _sized(element: lxml_html.HtmlElement, declared: Declared, look: _Look, above: _Look) -> _Look:
    """The look with its letters' size; one that is much smaller than the letters around is small."""
    tag = element.tag
    said = declared.get("font-size") or (found[1] if (found := _FONT.search(declared.get("font", ""))) else "")
    size = _SIZES.get(said) or pixels(said, look.size, share=look.size)
    size = look.size * 0.75 if tag == "small" and not said else size
    size = _FONT_SIZES.get(element.get("size", "").strip()) if tag == "font" and not said else size
    if size is None:
        return look
    is_small = TINY < size < SMALL * above.size or (above.small and size <= above.size)
    return look._replace(size=size, small=is_small)


def _coloured(element: lxml_html.HtmlElement, declared: Declared, look: _Look) -> _Look:
    painted = element.get("bgcolor", "").strip().lower()
    painted = f"#{painted}" if _BARE.fullmatch(painted) else painted
    ground = f"{declared.get('background', '')} {declared.get('background-color', '')} {painted}"
    picture = _PICTURE.search(ground + declared.get("background-image", ""))
    if picture or element.get("background"):
        look = look._replace(ground=None)
        if picture and "gradient" in picture.group() and is_inline(element, declared):
            look = look._replace(doubted=True)  # a line through the letters may be drawn so
    elif found := colour_of(ground):
        look = look._replace(ground=found, sure=True)
    elif found is False and is_unknown_ground(ground):
        look = look._replace(ground=None)
    named = declared.get("-webkit-text-fill-color") or declared.get("color", "")
    named = named or (element.get("color", "").lower() if element.tag == "font" else "")
    colour = colour_of(named)
    if colour is False and is_unknown(named):
        return look._replace(doubted=True)
    if not colour:
        return look if colour is False else look._replace(colour=None)
    near = look.ground and max(abs(one - other) for one, other in zip(colour, look.ground, strict=True)) <= 8
    if near and not look.sure:
        return look._replace(doubted=True)
    return look._replace(colour=look.ground if near else colour)


def _reorders(element: lxml_html.HtmlElement, declared: Declared) -> bool:
    """Whether words may stand in another order on the screen than in the page."""
    if element.tag == "bdo" or element.get("dir", "").lower() == "rtl" or declared.get("direction") == "rtl":
        return True
    if _MIRRORED.search(declared.get("transform", "")) or "blur(" in declared.get("filter", ""):
        return True
    is_placed = any(declared.get(side, "auto") != "auto" for side in ("left", "right"))
    is_placed = is_placed and declared.get("position") in ("absolute", "fixed")
    if is_placed or _MOVED_BACK.match(declared.get("margin-left", "")):
        # over other words of its line
        parent = element.getparent()
        return parent is not None and _is_a_line(parent) and may_be_number("".join(element.itertext()))
    if any(_PICTURE.search(declared.get(name, "")) for name in _MASKS):
        return True  # no other order, but no telling what of them is seen
    if declared.get("flex-direction", "").endswith("-reverse"):
        return _is_a_line(element)
    if declared.get("order", "0") in ("0", "initial") and declared.get("float") != "right":
        return False
    parent = element.getparent()
    return parent is not None and _is_a_line(parent) and may_be_number("".join(element.itertext()))


def _is_a_line(element: lxml_html.HtmlElement) -> bool:
    length = 0
    for piece in element.itertext():  # no farther than it takes: a parent is asked for each of its children
        length += len(piece)
        if length > ORDERED:
            return False
    return True


def _ends_with_number(element: lxml_html.HtmlElement) -> bool:
    """Whether what a style writes behind an element stands right behind a number: it is the number's unit."""
    words = "".join(element.itertext())
    if not words.strip() and (before := element.getprevious()) is not None:
        words = before.tail or "".join(before.itertext())
    elif not words.strip() and (parent := element.getparent()) is not None:
        words = parent.text or ""
    return may_be_number(words.rstrip()[-1:])


def _escaped(code: re.Match[str]) -> str:
    """The character of an escape (CSS Syntax, 4.3.7): mostly one of a font of symbols."""
    number = int(code[1], 16)
    return chr(number) if 0 < number < 0xD800 or 0xE000 <= number < 0x110000 else LOST


def _generate(element: lxml_html.HtmlElement, styles: Styles) -> None:
    """Sets a lost character where the style writes something that may be part of a number."""
    for place, content in styles.generated(element):
        said = _ESCAPED.sub(_escaped, "".join(one or other for one, other in _STRING.findall(content)))
        is_part = may_be_number(said) or said.strip() in (".", ",", "%", "％") or _VARYING.search(content)
        if not is_part and not (place == "after" and _LETTER.search(said) and _ends_with_number(element)):
            continue
        if place == "before":
            element.text = LOST + (element.text or "")
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + LOST
        else:
            element.text = (element.text or "") + LOST
