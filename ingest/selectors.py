"""Selectors of style sheets: which elements of a page a rule is about.

Read are types, classes, ids and attributes, what joins them (a blank, `>`, `+`, `~`), and `:not`, `:is`, `:where` and
those that count siblings. Everything else makes a selector one that is not read.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from lxml import etree

MOST = 8  # parts of a selector
FARTHEST = 300  # siblings that are looked at
_NAME = r"[-\w\u0080-\uffff]{1,100}"
_INNER = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
_PSEUDO = "before|after|first-letter|first-line"
_STEP = re.compile(
    rf"\s*(?P<joint>[>+~]?)\s*(?P<tag>\*|[A-Za-z][\w-]*)?(?P<parts>(?:[.#]{_NAME}|\[[^\]]{{1,200}}\])*)"
    rf"(?P<states>(?::(?!(?:{_PSEUDO})(?![-\w]))[-A-Za-z]{{1,40}}(?:{_INNER})?)*)(?P<more>(?:[.#]{_NAME}|\[[^\]]{{1,200}}\])*)"
    rf"(?P<pseudo>::?(?:{_PSEUDO}))?"
)
_PART = re.compile(rf"[.#]{_NAME}|\[[^\]]{{1,200}}\]")
_STATE = re.compile(rf":([-A-Za-z]+)({_INNER})?")
_ATTRIBUTE = re.compile(r"""\[\s*([-\w]+)\s*(?:([~^$*|]?)=\s*["']?([^"'\]]*)["']?\s*[iIsS]?)?\s*\]""")
_STEPS = re.compile(r"(?:(?P<step>[+-]?\d{0,4})n)?\s*(?P<sign>[+-]?)\s*(?P<first>\d{1,4})?")
_LISTS = ("is", "where", "matches", "-webkit-any", "-moz-any")
_COUNTED = {
    "first-child": ("nth-child", "1"),
    "last-child": ("nth-last-child", "1"),
    "first-of-type": ("nth-of-type", "1"),
    "last-of-type": ("nth-last-of-type", "1"),
}


class _Counted(NamedTuple):
    """Every how manieth sibling, from which one on."""

    kind: str
    step: int
    first: int
    weight: tuple[int, int, int] = (0, 1, 0)


class _AnyOf(NamedTuple):
    """Whether one of the selectors fits, or none of them; it weighs as much as the heaviest, `:where` nothing."""

    selectors: tuple["Selector", ...]
    is_wanted: bool
    weight: tuple[int, int, int]


class _Compound(NamedTuple):
    """One element's part of a selector, and what joins it to the one before it."""

    joint: str
    tag: str
    parts: tuple[str, ...]
    states: tuple[_Counted | _AnyOf, ...]


class Selector(NamedTuple):
    """One selector, its pseudo-element (`before`, `after`, `first-letter`, `first-line` or nothing) and its weight."""

    compounds: tuple[_Compound, ...]
    pseudo: str
    weight: tuple[int, int, int]

    @property
    def key(self) -> str:
        """A class, an id or a type that every element has which it fits; `*` where there is none."""
        last = self.compounds[-1]
        return next((part for part in last.parts if part[0] in ".#"), last.tag)

    def fits(self, element: etree._Element) -> bool:
        """Whether it is about this element."""
        return _matches(element, self.compounds, len(self.compounds) - 1, set())


def listed(selectors: str) -> Iterator[str]:
    """The selectors of a list, parted at the commas that stand outside brackets."""
    depth = start = 0
    for mark in re.finditer(r"[(),\[\]]", selectors):
        if mark.group() in "([":
            depth += 1
        elif mark.group() in ")]":
            depth -= 1
        elif depth <= 0:
            yield selectors[start : mark.start()]
            start = mark.end()
    yield selectors[start:]


def parsed(selector: str) -> Selector | None:
    """The selector; None for one that is not read."""
    selector, at, pseudo = selector.strip(), 0, ""
    compounds: list[_Compound] = []
    weight = [0, 0, 0]
    while at < len(selector):
        step = _STEP.match(selector, at)
        if not step or step.end() == at or pseudo or len(compounds) >= MOST:
            return None
        parts = tuple(_PART.findall(step["parts"]) + _PART.findall(step["more"]))
        states = _states(step["states"])
        if states is None or not (step["tag"] or parts or states or step["pseudo"]):
            return None
        if (joint := step["joint"]) and not compounds:
            return None
        tag = (step["tag"] or "*").lower()
        weight[0] += sum(part[0] == "#" for part in parts)
        weight[1] += sum(part[0] != "#" for part in parts)
        weight[2] += tag != "*"
        weight = [sum(each) for each in zip(weight, *(state.weight for state in states), strict=True)]
        compounds.append(_Compound(joint or " ", tag, parts, states))
        pseudo, at = (step["pseudo"] or "").strip(":"), step.end()
    return Selector(tuple(compounds), pseudo, (weight[0], weight[1], weight[2])) if compounds else None


def _states(words: str) -> tuple[_Counted | _AnyOf, ...] | None:
    """What the words behind colons ask for; None where one of them is not read."""
    found: list[_Counted | _AnyOf] = []
    for name, argument in _STATE.findall(words):
        kind, inner = _COUNTED.get(name.lower(), (name.lower(), argument[1:-1]))
        if kind in _LISTS or kind == "not":
            inside = [parsed(each) for each in listed(inner)]
            read = tuple(each for each in inside if each and not each.pseudo)
            if len(read) < len(inside):
                return None
            weight = (0, 0, 0) if kind == "where" else max(each.weight for each in read)
            found.append(_AnyOf(read, kind != "not", weight))
        elif kind.startswith("nth-") and (counted := _counted(kind, inner.strip().lower())):
            found.append(counted)
        else:
            return None
    return tuple(found)


def _counted(kind: str, words: str) -> _Counted | None:
    """2n+1, odd, even, 3."""
    said = {"odd": "2n+1", "even": "2n"}.get(words, words)
    steps = _STEPS.fullmatch(said) if said else None
    if steps is None or kind not in ("nth-child", "nth-last-child", "nth-of-type", "nth-last-of-type"):
        return None
    step = steps["step"]
    first = int(steps["first"] or 0) * (-1 if steps["sign"] == "-" else 1)
    return _Counted(kind, 0 if step is None else int(step + "1" if step in ("", "+", "-") else step), first)


def _matches(
    element: etree._Element, compounds: tuple[_Compound, ...], at: int, failed: set[tuple[etree._Element, int]]
) -> bool:
    """Whether the part at `at` fits the element, and those before it its ancestors and elder siblings.

    `failed` keeps what did not fit, so that no element is asked twice for the same part.
    """
    if (element, at) in failed:
        return False
    compound = compounds[at]
    found = _fits(element, compound)
    if found and at:
        near: Iterable[etree._Element]
        if compound.joint == ">":
            near = islice(element.iterancestors(), 1)
        elif compound.joint in ("+", "~"):
            near = islice(_siblings(element, preceding=True), 1 if compound.joint == "+" else FARTHEST)
        else:
            near = islice(element.iterancestors(), FARTHEST)
        found = any(_matches(each, compounds, at - 1, failed) for each in near)
    if not found:
        failed.add((element, at))
    return found


def _siblings(element: etree._Element, *, preceding: bool) -> Iterator[etree._Element]:
    return (each for each in element.itersiblings(preceding=preceding) if isinstance(each.tag, str))


def _fits(element: etree._Element, compound: _Compound) -> bool:
    if compound.tag not in ("*", element.tag) or not all(_has(element, part) for part in compound.parts):
        return False
    return all(
        _is_counted(element, state)
        if isinstance(state, _Counted)
        else any(each.fits(element) for each in state.selectors) == state.is_wanted
        for state in compound.states
    )


def _is_counted(element: etree._Element, counted: _Counted) -> bool:
    before = _siblings(element, preceding="last" not in counted.kind)
    if counted.kind.endswith("of-type"):
        before = (each for each in before if each.tag == element.tag)
    place = 1 + sum(1 for _ in islice(before, FARTHEST))
    if place > FARTHEST:
        return False
    beyond = place - counted.first
    return beyond == 0 if not counted.step else beyond % counted.step == 0 and beyond // counted.step >= 0


def _has(element: etree._Element, part: str) -> bool:
    if part[0] == "#":
        return bool(element.get("id") == part[1:])
    if part[0] == ".":
        return part[1:] in element.get("class", "").split()
    asked = _ATTRIBUTE.fullmatch(part)
    value = element.get(asked[1].lower()) if asked else None
    if not asked or value is None:
        return False
    wanted = asked[3]
    if wanted is None:
        return True
    kinds = {"": value == wanted, "~": wanted in value.split(), "^": value.startswith(wanted)}
    kinds |= {"$": value.endswith(wanted), "*": wanted in value, "|": value.split("-")[0] == wanted}
    return bool(kinds[asked[2] or ""])
