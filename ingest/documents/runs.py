"""How the runs of a Word file look: hidden, struck out, raised, by their own properties and by their styles'."""

import re
from typing import Any

from docx.oxml.ns import qn

MAX_CHAIN = 20  # of styles that build on one another
TINY = 4  # half points below which letters are not seen
SQUEEZED = 20  # per cent of their width, below which letters run into one another
TIGHT = -60  # twentieths of a point by which letters are drawn together, from which they do
NEAR = 8  # by how much each part of a colour may differ from the ground's
SHIFT = 4  # half points from which letters are raised or lowered
USUAL = 20  # half points, where nothing is said
SMALL = 0.8  # of the letters beside, below which a digit may be the mark of a note
WHITE = "FFFFFF"
_RPR, _PPR, _VAL, _FIELD = qn("w:rPr"), qn("w:pPr"), qn("w:val"), qn("w:fldChar")
_SYMBOLS = re.compile(r"wingdings|webdings|symbol|dingbats", re.IGNORECASE)
_NOTES = re.compile(r"footnote|endnote|脚注|尾注|注释引用", re.IGNORECASE)
_HIGHLIGHTS = {"black": "000000", "white": WHITE, "yellow": "FFFF00", "red": "FF0000", "blue": "0000FF"}
_HIGHLIGHTS |= {"green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "darkBlue": "000080", "darkRed": "800000"}
_HEX = re.compile("[0-9A-F]{6}")
_SWITCHES = ("vanish", "webHidden", "strike", "dstrike")
_OFF = ("0", "false", "off")


class Looks:
    """The looks of a document's runs."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - python-docx ships no types of its elements
        self._styles = {style.get(qn("w:styleId")): style for style in document.styles.element.iter(qn("w:style"))}
        self._said: dict[str | None, dict[str, str]] = {}
        self._defaults = _properties(document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{_RPR}"))
        self._usual = {
            style.get(qn("w:type")): name for name, style in self._styles.items() if style.get(qn("w:default")) == "1"
        }

    def of(self, run: Any) -> str:  # noqa: ANN401
        """How a run looks: `hidden`, `struck`, `raised`, `doubted`, or an empty string."""
        own, above, said = self._all(run)
        if _on(said, "vanish") or (said.get("sz", "99").isdecimal() and int(said.get("sz", "99")) < TINY):
            return "hidden"
        if _on(said, "strike") or _on(said, "dstrike"):
            return "struck"
        if hides := _drowned(run, said, above):
            return hides
        shift = said.get("position", "0").lstrip("-")
        if said.get("vertAlign") in ("superscript", "subscript") or (shift.isdecimal() and int(shift) >= SHIFT):
            return "raised"
        if (style := _named(own, "rStyle")) and style not in self._styles and _NOTES.search(style):
            return "raised"
        return "doubted" if _is_strange(said) else ""

    def is_small(self, run: Any) -> bool:  # noqa: ANN401
        """Whether a run's letters are much smaller than those of the run before it or behind it."""
        beside = (next(run.itersiblings(qn("w:r"), preceding=way), None) for way in (True, False))
        size, *others = (_size(self._all(one)[2]) for one in (run, *beside) if one is not None)
        return any(size < SMALL * other for other in others)

    def _all(self, run: Any) -> tuple[Any, Any, dict[str, str]]:  # noqa: ANN401
        """A run's own properties, its paragraph's, and all that is said of its letters."""
        own = run.find(_RPR)
        paragraph = next(run.iterancestors(qn("w:p")), None)
        above = paragraph.find(_PPR) if paragraph is not None else None
        said = {
            **self._defaults,
            **self._style(_named(above, "pStyle") or self._usual.get("paragraph")),
            **self._style(_named(own, "rStyle")),
            **_properties(own),
        }
        return own, above, said

    def _style(self, name: str | None) -> dict[str, str]:
        """What a style says of letters, with those that it builds on."""
        if name in self._said:
            return self._said[name]
        chain: list[dict[str, str]] = []
        at = name
        while at in self._styles and len(chain) < MAX_CHAIN:
            style = self._styles[at]
            chain.append(_properties(style.find(_RPR)))
            at = _named(style, "basedOn")
        said: dict[str, str] = {}
        for properties in reversed(chain):
            said |= properties
        self._said[name] = said
        return said


def instructions(paragraph: Any) -> frozenset[Any]:  # noqa: ANN401
    """The runs of a paragraph that say how a field comes by its result: in a field within a field they hold words."""
    open_at: list[list[Any] | None] = []  # of each field that is open, the runs of its instruction; None behind it
    found: set[Any] = set()
    for run in paragraph.iterchildren(qn("w:r")):
        mark = run.find(_FIELD)
        kind = None if mark is None else mark.get(qn("w:fldCharType"))
        if kind == "begin":
            open_at.append([])
        elif kind in ("separate", "end") and open_at:
            found.update(open_at[-1] or ())
            open_at[-1] = None
            if kind == "end":
                open_at.pop()
        elif kind is None:
            for runs in open_at:
                if runs is not None:
                    runs.append(run)
    return frozenset(found)


def _size(said: dict[str, str]) -> int:
    """How high letters are, in half points."""
    size = said.get("sz", "")
    return int(size) if size.isdecimal() else USUAL


def mark_is_gone(paragraph: Any) -> bool:  # noqa: ANN401
    """Whether the mark at a paragraph's end is deleted, moved away or hidden: the next one goes on with it."""
    mark = paragraph.find(f"{_PPR}/{_RPR}")
    if mark is None:
        return False
    return any(mark.find(qn(f"w:{name}")) is not None for name in ("del", "moveFrom")) or _on(
        _properties(mark), "vanish"
    )


def is_gone(part: Any, properties: str, *names: str) -> bool:  # noqa: ANN401
    """Whether a row or cell is deleted or hidden, by the names of the properties that say so."""
    found = part.find(qn(f"w:{properties}"))
    marks = [] if found is None else [found.find(qn(f"w:{name}")) for name in names]
    return any(mark is not None and mark.get(_VAL) not in _OFF for mark in marks)


def _properties(found: Any) -> dict[str, str]:  # noqa: ANN401
    said: dict[str, str] = {}
    for child in found if found is not None else ():
        name = str(child.tag).rpartition("}")[2]
        if name in _SWITCHES:
            said[name] = child.get(_VAL) or "1"
        elif name == "shd":
            said[name] = child.get(qn("w:fill")) or "auto"
        elif name == "color":
            value = child.get(_VAL) or "auto"
            on_page = child.get(qn("w:themeColor")) in ("background1", "light1")
            said[name] = WHITE if on_page and value.lower() == "auto" else value
        elif name in ("vertAlign", "position", "sz", "highlight", "w", "spacing"):
            said[name] = child.get(_VAL) or ""
        elif name == "rFonts":
            said[name] = f"{child.get(qn('w:ascii')) or ''} {child.get(qn('w:hAnsi')) or ''}"
    return said


def _named(found: Any, name: str) -> str | None:  # noqa: ANN401
    child = found.find(qn(f"w:{name}")) if found is not None else None
    return None if child is None else child.get(_VAL)


def _on(said: dict[str, str], name: str) -> bool:
    return said.get(name, "0") not in _OFF


def _drowned(run: Any, said: dict[str, str], above: Any) -> str:  # noqa: ANN401
    """Whether letters are in the colour of what lies under them: `hidden`, `doubted`, or an empty string."""
    colour = said.get("color", "").upper()
    if marked := _HIGHLIGHTS.get(said.get("highlight", "")):
        if is_near(colour, marked):
            return "hidden"
        return "doubted" if marked == "000000" and colour in ("", "AUTO") else ""
    if is_near(colour, WHITE) or (colour and is_near(colour, said.get("shd", "").upper())):
        return _on_white(run, said, above)
    return ""


def is_symbols(font: str) -> bool:
    """Whether a font draws symbols in the places of letters and digits."""
    return _SYMBOLS.search(font) is not None


def is_near(colour: str, ground: str) -> bool:
    """Whether two colours, each of six digits, cannot be told apart; never where one is not known."""
    if not (_HEX.fullmatch(colour) and _HEX.fullmatch(ground)):
        return False
    return all(abs(int(colour[at : at + 2], 16) - int(ground[at : at + 2], 16)) <= NEAR for at in (0, 2, 4))


def _is_strange(said: dict[str, str]) -> bool:
    """Whether letters are drawn as symbols, or over one another."""
    width, apart = said.get("w", "").rstrip("%"), said.get("spacing", "").lstrip("-")
    if width.isdecimal() and int(width) < SQUEEZED:
        return True
    if apart.isdecimal() and said.get("spacing", "").startswith("-") and -int(apart) <= TIGHT:
        return True
    return is_symbols(said.get("rFonts", ""))


def _on_white(run: Any, said: dict[str, str], above: Any) -> str:  # noqa: ANN401
    """How letters in the colour of the ground look: hidden; in a table whose style may colour its cells, in doubt."""
    grounds = [said.get("shd")]
    grounds.append(_properties(above).get("shd") if above is not None else None)
    cell = next(run.iterancestors(qn("w:tc")), None)
    if cell is not None:
        inside = cell.find(qn("w:tcPr"))
        grounds.append(_properties(inside).get("shd") if inside is not None else None)
    colour = (said.get("color") or "").upper()
    ground = next((one.upper() for one in grounds if one and one.lower() != "auto"), None)
    if ground:
        return "hidden" if is_near(colour, ground) else ""
    table = next(run.iterancestors(qn("w:tbl")), None)
    styled = table is not None and table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}") is not None
    boxed = next(run.iterancestors(qn("w:txbxContent")), None) is not None
    return "doubted" if styled or boxed else "hidden"
