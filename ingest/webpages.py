"""The report in a web page: its title, its paragraphs a line each, its tables with cells between pipes.

trafilatura judges which part of the page is the article. Its own rendering leaves out paragraphs that repeat an
earlier one, and with them figures; so the lines are written here, in the order of the page, from the first line that
it holds for article text to the last.
"""

import logging
import re
from copy import deepcopy

from lxml import etree
from lxml import html as lxml_html

from ground.errors import UnsupportedFormat
from ingest.appearance import settle
from ingest.documents import Content
from ingest.documents.doubts import LOST, settled
from ingest.documents.grids import LAYOUT, Cell, one_line, piped

DROPPED = (
    "head",
    "title",
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "select",
    "button",
    "textarea",
)
BLOCK = re.compile(
    "address|article|aside|blockquote|body|center|d[dlt]|div|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|"
    "main|nav|ol|p|pre|section|table|tbody|t[dhr]|tfoot|thead|ul"
)
# Words in class or id of what surrounds an article.
SURROUNDINGS = re.compile(
    r"(?:^|[-_\s])(?:nav(?:bar|igation)?|menu|bread)?(?:nav|menu|crumbs?|foot(?:er)?|copyright|(?:bd)?share|side(?:bar)?|"
    r"related|recommend(?:ed)?|tuijian|hot(?:news|list)?|rank(?:ing)?|toolbar|pag(?:es?|er|ing|ination)|qrcode|ewm|search|"
    r"login|banner|dqwz|weizhi|xgxw|xglj|xgwd|xgyd|xgwz|xgbd|tjyd|prev(?:ious)?|next)(?:[-_\s\d]|$)",
    re.IGNORECASE,
)
MINOR_SHARE = 0.5  # of the page's text: a larger part, or one with sentences, is never taken for surroundings
PROSE = 20  # characters from which a line proves that it belongs to the article
LONGEST_TITLE = 300  # characters, with the site's name
TITLE_REACH = 15  # lines before the article in which its title may stand
TITLE_WORDS = re.compile("法治|依法行政|报告|情况|总结|年报")
SITE_NAME = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]*$")
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# trafilatura takes out the marks around what is raised or doubted, and keeps these.
SHOWN = {mark: ord(sign) for mark, sign in zip(range(0xFDD0, 0xFDD7), "⦑⦒⦓⦔⦕⦖⦗", strict=True)}
MARKS = {sign: mark for mark, sign in SHOWN.items()}
RAISED = ("sup", "sub", "small", "mark", "ins")
ROW = 6  # characters from which a row of a table proves that the table belongs to the article
HAN = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef"
# A run of blanks is looked at from its beginning only, so that a long one is walked once.
WRAP = re.compile(rf"(?<=[{HAN}])[ \t]*+\n\s*+|(?<!\s)[ \t]*+\n\s*(?=[{HAN}])")
BREAK = "\x1e"  # within a paragraph
# Digits on both sides of it may be one number or two; those of a list's items are two.
BROKEN = re.compile(
    rf"(?<=[0-9０-９.,，．])[ \n]{{0,4}}{BREAK}[ \n]{{0,4}}(?=[0-9０-９])(?![0-9０-９]{{1,2}}[.、．)）](?![0-9]))"
)
LINE_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*+\n\s*+")


def read(data: bytes) -> Content:
    """The report in the page in `data`, in UTF-8. Raises UnsupportedFormat."""
    tree = _parsed(data.decode())
    if tree is None:
        return Content("")
    settle(tree)
    title = _title(tree)
    etree.strip_elements(tree, *DROPPED, with_tail=False)
    return Content(_article_text(tree, title))


def _parsed(page: str) -> lxml_html.HtmlElement | None:
    """The page, decoded HTML; None where there is nothing in it."""
    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True)
    try:
        tree = lxml_html.document_fromstring(XML_DECLARATION.sub("", page), parser=parser)
    except etree.ParserError:
        return None
    if "Excessive depth" in str(parser.error_log):
        raise UnsupportedFormat("the page nests its elements too deeply to be read whole; save its text as .txt")
    return tree


def _article_text(tree: lxml_html.HtmlElement, title: str) -> str:
    """The report in the page, its title above it."""
    _drop_surroundings(tree)
    lines = _lines(tree)
    first, last = _extent(lines, _article(tree))
    before = range(first, max(-1, first - TITLE_REACH), -1) if title else ()
    first = next((at for at in before if lines[at : at + 1] == [title]), first)
    article = lines[first : last + 1]
    if title and not any(_squeezed(title) in _squeezed(line) for line in article[:TITLE_REACH]):
        article.insert(0, title)
    return "\n".join(article)


def _title(tree: lxml_html.HtmlElement) -> str:
    """The article's title where the page names it: in the portals' own meta tag, in h1, in its title tag."""
    candidates = [*tree.xpath("//meta[@name='ArticleTitle']/@content"), *(e.text_content() for e in tree.iter("h1"))]
    clean = [_clean(str(words)) for words in candidates]
    named = (_clean(element.text_content()) for element in tree.iter("title"))
    clean += [SITE_NAME.sub("", words) for words in named if len(words) <= LONGEST_TITLE]
    return next((words for words in clean if 6 <= len(words) <= 100 and TITLE_WORDS.search(words)), "")


def _drop_surroundings(tree: lxml_html.HtmlElement) -> None:
    """Removes the parts named like navigation, sharing or footers, unless they hold much text."""
    total = len(tree.text_content())
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        names = f"{element.get('class', '')} {element.get('id', '')}"
        surrounds = element.tag in ("nav", "footer") or SURROUNDINGS.search(names)
        if surrounds:
            words = element.text_content()
            if len(words) < MINOR_SHARE * total and words.count("。") < 2:
                element.drop_tree()


def _article(tree: lxml_html.HtmlElement) -> list[str]:
    """The lines that trafilatura takes for the article, squeezed; none where it finds no article."""
    import trafilatura  # takes 0.6 s to import: only for those who land pages

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    tree = deepcopy(tree)
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.text, element.tail = (words and words.translate(SHOWN) for words in (element.text, element.tail))
    etree.strip_tags(tree, *RAISED)  # it would break the line there
    found = trafilatura.extract(tree, include_comments=False, include_tables=True, favor_recall=True)
    return [_squeezed(line) for line in settled((found or "").translate(MARKS)).splitlines() if line.strip()]


def _extent(lines: list[str], article: list[str]) -> tuple[int, int]:
    """The first and the last of `lines` that belong to `article`; all of them where it is empty."""
    whole = "".join(article)
    squeezed = [_squeezed(line) for line in lines]
    prose = [at for at, line in enumerate(squeezed) if len(line) >= PROSE and "。" in line]
    anchors = [at for at, line in enumerate(squeezed) if len(line) >= PROSE and line in whole]
    anchors = anchors or [at for at, line in enumerate(squeezed) if line in article]
    inside = [at for at in prose if anchors and anchors[0] <= at <= anchors[-1]]
    if 2 * len(inside) < len(prose):
        anchors = prose  # trafilatura took a part for the whole
    if not anchors:
        return 0, len(lines) - 1
    first, last = anchors[0], anchors[-1]
    whose = _with_tables(lines, [line in whole for line in squeezed], squeezed)
    while first > 0 and (whose[first - 1] or _are_rows(lines[first - 1 : first + 1])):
        first -= 1
    while last + 1 < len(lines) and (whose[last + 1] or _are_rows(lines[last : last + 2])):
        last += 1
    return first, last


def _are_rows(lines: list[str]) -> bool:
    """Whether lines are rows of a table."""
    return all(line.startswith("| ") for line in lines)


def _with_tables(lines: list[str], whose: list[bool], squeezed: list[str]) -> list[bool]:
    """Which lines are the article's: with one row of a table, written alike in both, all of its rows are."""
    told, at = list(whose), 0
    while at < len(lines):
        stop = at
        while stop < len(lines) and lines[stop].startswith("| "):
            stop += 1
        if any(whose[row] and len(squeezed[row]) >= ROW for row in range(at, stop)):
            told[at:stop] = [True] * (stop - at)
        at = max(stop, at + 1)
    return told


def _lines(tree: lxml_html.HtmlElement) -> list[str]:
    """The page's text, a line for each paragraph, line break or row of a table."""
    parts: list[str] = []
    inside: etree._Element | None = None  # the data table whose rows have been written
    verbatim = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and inside is None:
            if tag == "table" and (rows := _rows(element)):
                inside = element
                captions = [line for caption in element.iterchildren("caption") for line in _lines(caption)]
                parts += ["\n\n", "\n\n".join(captions + rows)]
                continue
            verbatim += tag == "pre"
            parts.append(BREAK if tag == "br" else "\n\n" if BLOCK.fullmatch(tag) else "")
            parts.append(_inline(element.text or "", verbatim > 0))
        elif event == "end":
            if inside is not None and inside is not element:
                continue
            inside = None
            verbatim -= tag == "pre"
            parts.append("\n\n" if BLOCK.fullmatch(tag) else "")
            # What stands behind the element that is asked about is no part of it.
            parts.append(_inline(element.tail or "", verbatim > 0) if element is not tree else "")
    words = settled("".join(parts))
    words = BROKEN.sub(f"{LOST}\n\n{LOST}", words) if tree.tag not in ("td", "th") else words
    return [line for line in map(_clean, words.replace(BREAK, "\n\n").split("\n\n")) if line]


def _inline(words: str, verbatim: bool) -> str:
    """A piece of running text; its blank lines are no paragraphs unless it is preformatted."""
    return words.replace("\r\n", "\n").replace("\n", "\n\n") if verbatim else LINE_BREAK.sub("\n", words)


def _rows(table: etree._Element) -> list[str]:
    """The rows of a table of data; none where the table is there for the layout."""
    if next(table.iterdescendants("table"), None) is not None:
        return []
    rows = []
    for row in table.iter("tr"):
        cells = []
        for cell in row.iterchildren("td", "th"):
            lines = _lines(cell)
            words = one_line(lines)
            if len(words) > LAYOUT:
                return []
            cells.append(Cell(words, _span(cell, "colspan"), _span(cell, "rowspan"), tuple(lines)))
        rows.append(cells)
    return piped(rows)


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(int(value), 50) if value.isdecimal() and int(value) > 0 else 1


def _clean(words: str) -> str:
    """One line: source line breaks between Chinese characters go, other runs of blanks become one."""
    words = re.sub("[\u200b\u200c\u200d\ufeff\xad]", "", words.replace("\xa0", " "))
    return re.sub(r"[ \t\r\n\f]+", " ", WRAP.sub("", words)).strip(" \u3000")


def _squeezed(line: str) -> str:
    """A line without blanks, pipes, list marks and lost characters, to compare two renderings."""
    return re.sub(rf"^-|[\s|{LOST}]|-{{3,}}", "", line)
