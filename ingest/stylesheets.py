"""What a page's style sheets and style attributes declare of its elements.

By specificity and order, with the values of its variables; what else CSS can say (`:hover`, `@media print`) concerns no
reader of the page.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from ingest.selectors import Selector, listed, parsed

MAX_SHEET = 400_000  # characters of style sheets that are read
MAX_RULES = 4_000
MAX_UNREAD = 100  # selectors
DEEPEST = 4  # variables that ask for one another
LONGEST = 1_000  # characters of a value whose variables are asked for again
PROPERTIES = frozenset(
    [
        *("display", "visibility", "opacity", "font-size", "font", "color", "background-color", "background"),
        *("background-image", "position", "left", "top", "right", "bottom", "clip", "clip-path", "text-indent"),
        *("vertical-align", "text-decoration", "text-decoration-line", "direction", "unicode-bidi", "content"),
        *("width", "height", "max-width", "max-height", "overflow", "transform", "flex-direction", "order"),
        *("margin-left", "margin-top", "float", "writing-mode", "-webkit-text-fill-color", "content-visibility"),
        *("filter", "translate", "scale", "mask", "mask-image", "-webkit-mask", "-webkit-mask-image"),
        *("inset", "inset-inline-start", "margin-inline-start"),
    ]
)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_AT = re.compile(r"@(?:import|charset|namespace)[^;{]*;|@[-\w]+[^{;]*\{", re.I)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}")
_SCREEN = re.compile(
    r"@media\b(?![^{]*(?:(?<!not )\bprint\b|\bspeech\b|width\s*<|"
    r"max-(?:device-)?width\s*:\s*(?:[0-9]{1,3}(?:\.[0-9]{1,4})?(?:px|pt)|[0-9.]{1,5}r?em)))|@supports|@layer|@container",
    re.I,
)
_HIDES = re.compile(
    r"none|hidden|collapse|opacity|font-size|position|line-through|vertical-align|indent|clip|transform|color|width|height",
    re.IGNORECASE,
)
_STATE = re.compile(r":(?:hover|focus|active|visited|link|target|checked|disabled)|::?(?:selection|-\w+)", re.I)
_DECLARATION = re.compile(r"""([-A-Za-z]+)\s*:\s*((?:"[^"]*"|'[^']*'|[^;"'])*)""")
_IMPORTANT = re.compile(r"\s*!\s*important\s*$", re.I)

# --shown: none, and where it is asked for: var(--shown, inline)
_VARIABLE = re.compile(r"(?<![-\w])(--[-\w]{1,60})\s*:\s*([^;{}]{0,200})")
_ASKED = re.compile(r"var\(\s*(--[-\w]{1,60})\s*(?:,\s*([^()]{0,200}))?\)", re.I)

DRAWN_OVER = "attr()"  # told as what is written elsewhere: nobody knows what is seen

Declared = dict[str, str]


class _Rule(NamedTuple):
    selector: Selector
    declared: Declared
    all: Declared


class Styles:
    """The style sheets in a page."""

    def __init__(self, sheets: str) -> None:
        self._rules: dict[str, list[tuple[int, _Rule]]] = {}
        css = sheets[:MAX_SHEET].replace("<!--", " ").replace("-->", " ")
        blocks = list(_on_screen(_COMMENT.sub(" ", css)))
        self._variables = _variables(blocks)
        self._unread: list[str] = []  # selectors that are not read, of rules that may hide
        for number, rule in enumerate(_rules(blocks, self._unread)):
            if number >= MAX_RULES:
                break
            self._rules.setdefault(rule.selector.key, []).append((number, rule))

    def of(self, element: etree._Element) -> Declared:
        """What is declared of an element, by property."""
        found = [one for one in self._matching(element) if not one[1].selector.pseudo]
        declared = _cascade(found)
        if inline := element.get("style"):
            own = declarations(inline)
            for name, value in own.items():
                plain = _IMPORTANT.sub("", value)
                if plain != value or not _IMPORTANT.search(declared.get(name, "")):
                    declared[name] = plain
        return {name: self._said(_IMPORTANT.sub("", value)).strip().lower() for name, value in declared.items()}

    def _said(self, value: str) -> str:
        """A value with those of the variables that it asks for."""
        for _ in range(DEEPEST):
            value, asked = _ASKED.subn(self._value, value)
            if not asked or len(value) > LONGEST:
                break
        return value

    def _value(self, asked: re.Match[str]) -> str:
        """A variable's value, or what stands in for it; one that has several values stays asked for."""
        value = self._variables.get(asked[1], asked[2] or "")
        return f"var({asked[1]})" if value is None else value

    def every(self, element: etree._Element) -> Declared:
        """All that the rules declare of an element, by property, those that only `seams` looks at too."""
        found: Declared = {}
        for _, rule in sorted(self._matching(element), key=_order):
            if not rule.selector.pseudo:
                found |= rule.all
        return found

    def knows(self, name: str) -> bool:
        """Whether a rule is about this class."""
        return f".{name}" in self._rules

    def may_hide(self, element: etree._Element) -> bool:
        """Whether a rule whose selector is not read may hide an element, or raise it."""
        if not self._unread:
            return False
        names = [rf"(?<![\w.#-]){re.escape(element.tag)}(?![\w-])"]
        names += [rf"\.{re.escape(name)}(?![\w-])" for name in element.get("class", "").split()]
        names += [rf"#{re.escape(name)}(?![\w-])" for name in element.get("id", "").split()]
        telling = re.compile("|".join([*names, r":(?:is|where|not|has)\(", r"\\", r"(?:^|\s)[*]?:"]), re.I)
        return any(telling.search(selector) for selector in self._unread)

    def generated(self, element: etree._Element) -> list[tuple[str, str]]:
        """What is written before and behind an element by its style: `before` or `after`, and the declared content."""
        found = [one for one in self._matching(element) if one[1].selector.pseudo in ("before", "after")]
        said = {rule.selector.pseudo: _written(rule) for _, rule in sorted(found, key=_order)}
        return [(place, content) for place, content in said.items() if content]

    def openings(self, element: etree._Element) -> list[Declared]:
        """What is declared of an element's first letter and of its first line, each where a rule is about it."""
        found = [one for one in self._matching(element) if one[1].selector.pseudo.startswith("first")]
        parts = {rule.selector.pseudo for _, rule in found}
        return [_cascade([one for one in found if one[1].selector.pseudo == part]) for part in sorted(parts)]

    def _matching(self, element: etree._Element) -> list[tuple[int, _Rule]]:
        if not self._rules:
            return []
        keys = [element.tag, "*", *(f".{name}" for name in element.get("class", "").split())]
        keys += [f"#{element.get('id')}"] if element.get("id") else []
        candidates = (one for key in dict.fromkeys(keys) for one in self._rules.get(key, ()))
        return [one for one in candidates if one[1].selector.fits(element)]


def _written(rule: _Rule) -> str:
    """What a rule writes; nothing with a place of its own and an edge or a ground is a line drawn over the words."""
    content = rule.declared.get("content", "")
    is_drawn = any(name.startswith(("border", "background", "box-shadow", "outline")) for name in rule.all)
    if content.strip("\"' ") == "" and content and is_drawn and rule.all.get("position", "").startswith("absolute"):
        return DRAWN_OVER
    return content


def declarations(words: str) -> Declared:
    """The declarations in a style attribute or a rule's braces that are understood."""
    return {name: value for name, value in every_declaration(words).items() if name in PROPERTIES}


def every_declaration(words: str) -> Declared:
    """All declarations in a style attribute or a rule's braces."""
    return {name.lower(): value.strip() for name, value in _DECLARATION.findall(_COMMENT.sub("", words))}


def _cascade(found: list[tuple[int, _Rule]]) -> Declared:
    declared: Declared = {}
    for _, rule in sorted(found, key=_order):
        for name, value in rule.declared.items():
            if _IMPORTANT.search(value) or not _IMPORTANT.search(declared.get(name, "")):
                declared[name] = value
    return declared


def _order(one: tuple[int, _Rule]) -> tuple[tuple[int, int, int], int]:
    return one[1].selector.weight, one[0]


def _variables(blocks: list[str]) -> dict[str, str | None]:
    """The values of variables; None for one that is declared in several ways: which holds is not told apart."""
    found: dict[str, str | None] = {}
    for name, words in _VARIABLE.findall(" ".join(blocks)):
        value = _IMPORTANT.sub("", words).strip()
        found[name] = value if found.get(name, value) == value else None
    return found


def _rules(blocks: list[str], unread: list[str]) -> Iterator[_Rule]:
    """The rules in these blocks, one for each selector; what is not read and may hide goes into `unread`."""
    for block in blocks:
        for selectors, body in _RULE.findall(block):
            if not (every := every_declaration(body)):
                continue
            declared = {name: value for name, value in every.items() if name in PROPERTIES}
            for selector in listed(selectors):
                if read := parsed(selector):
                    yield _Rule(read, declared, every)
                elif _HIDES.search(body) and len(unread) < MAX_UNREAD and not _STATE.search(selector):
                    unread.append(selector.strip())


def _on_screen(css: str) -> Iterator[str]:
    """The style sheet without blocks for print and narrow screens, and with those for screens opened."""
    cursor = 0
    for at in _AT.finditer(css):
        if at.start() < cursor:
            continue
        yield css[cursor : at.start()]
        cursor = at.end()
        if at.group().endswith(";"):
            continue
        depth = 1
        while depth and cursor < len(css):
            close, again = css.find("}", cursor), css.find("{", cursor)
            if close < 0:
                cursor = len(css)
            elif 0 <= again < close:
                depth, cursor = depth + 1, again + 1
            else:
                depth, cursor = depth - 1, close + 1
        if _SCREEN.match(at.group()):
            yield css[at.end() : cursor - 1]
    yield css[cursor:]
