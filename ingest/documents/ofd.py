"""The text of an OFD file, the national format for pages as they are printed (GB/T 33190).

A package of XML: the file names its document, that its pages, and each page its letters with their places. From there
on it is read as a PDF is. What annotations, seals and signatures lay over a page is not read.
"""

import posixpath
from collections.abc import Iterator

from lxml import etree

from ground.errors import BrokenFile, TooLarge, UnsupportedFormat
from ingest.documents import Content, packages
from ingest.documents.arranging import arranged
from ingest.documents.characters import UNKNOWN
from ingest.documents.fixedpages import POINT, Page
from ingest.documents.fixedparts import Inks, attribute, child, children, numbers
from ingest.documents.letters import seen
from ingest.documents.paragraphs import joined
from ingest.documents.pdf import DRAWN, FEW, MAX_PAGES, PICTURE, UNMAPPED
from ingest.documents.ruledtables import grids
from ingest.documents.sheets import Sheet

BEGINNING = "OFD.xml"  # the part that every such package has
A4 = (210.0, 297.0)  # millimetres
AS_PDF = "open it in a reader for OFD and save it as PDF, which is read as a scan is"
_DEPTHS = {"Background": 0.0, "Body": 1.0, "Foreground": 2.0}  # in which layers are drawn


class _Package:
    """The parts of the file that are XML, by their names."""

    def __init__(self, data: bytes) -> None:
        with packages.opened(data) as archive:
            self._parts = {name.lstrip("/"): part for name, part in packages.xml_parts(archive)}

    def root(self, name: str) -> etree._Element:
        """The part of this name. Raises BrokenFile."""
        if name not in self._parts:
            raise BrokenFile(f"its part {name[:100]} is missing; get a whole copy of it")
        try:
            return etree.fromstring(self._parts[name], etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            raise BrokenFile(f"its part {name[:100]} is damaged ({error.msg}); get a whole copy of it") from None


def read(data: bytes) -> Content:
    """The text of the OFD file in `data`. Raises BrokenFile, TooLarge, or UnsupportedFormat for one of pictures."""
    package = _Package(data)
    sheets: list[Sheet] = []
    bases: list[str] = []
    for name in _documents(package):
        for page in _pages(package, name):
            sheet, basis = _sheet(page, len(sheets) + 1)
            sheets.append(sheet)
            bases.append(basis)
    if not bases:
        raise BrokenFile("it has no pages; get a whole copy of it")
    if 2 * bases.count("picture") >= len(bases):
        raise UnsupportedFormat(
            f"{bases.count('picture')} of its {len(bases)} pages are pictures without text; {AS_PDF}"
        )
    text, starts, _ = joined(sheets)
    return Content(text, tuple(starts), tuple(bases))


def _documents(package: _Package) -> Iterator[str]:
    """The names of its documents' parts; most files have one."""
    for body in children(package.root(BEGINNING), "DocBody"):
        if child(body, "Versions") is not None:
            raise UnsupportedFormat(f"it keeps several versions of its text; {AS_PDF}")
        for root in children(body, "DocRoot"):
            yield _place("", root.text)


def _pages(package: _Package, name: str) -> Iterator[Page]:
    """The pages of a document, as they are drawn."""
    document = package.root(name)
    common = child(document, "CommonData")
    inks = Inks()
    for kind in ("PublicRes", "DocumentRes"):
        for resource in children(common, kind):
            inks.learn(package.root(_place(name, resource.text)))
    templates = {
        attribute(template, "ID"): _place(name, attribute(template, "BaseLoc"))
        for template in children(common, "TemplatePage")
    }
    usual = _size(child(common, "PageArea")) or A4
    entries = list(children(child(document, "Pages"), "Page"))
    if len(entries) > MAX_PAGES:
        raise TooLarge(f"it has {len(entries):,} pages, more than the {MAX_PAGES:,} of any report; split it up")
    for entry in entries:
        place = _place(name, attribute(entry, "BaseLoc"))
        root = package.root(place)
        for resource in children(root, "PageRes"):
            inks.learn(package.root(_place(place, resource.text)))
        page = Page(*(_size(child(root, "Area")) or usual), inks)
        layers = [(_DEPTHS.get(attribute(layer, "Type"), 1.0), layer) for layer in _layers(root)]
        for template in children(root, "Template"):
            part = templates.get(attribute(template, "TemplateID"))
            if part is None:
                raise BrokenFile("what stands on every page is missing; get a whole copy of it")
            depth = _DEPTHS.get(attribute(template, "ZOrder"), 0.0)
            layers += [(depth - 0.5, layer) for layer in _layers(package.root(part))]
        for _, layer in sorted(layers, key=lambda each: each[0]):
            page.draw(layer)
        yield page


def _layers(root: etree._Element) -> Iterator[etree._Element]:
    return children(child(root, "Content"), "Layer")


def _size(area: etree._Element | None) -> tuple[float, float] | None:
    """The width and height that an area states."""
    box = child(area, "PhysicalBox")
    sides = numbers(box.text or "") if box is not None else []
    if len(sides) != 4:
        return None
    return sides[2], sides[3]


def _place(whose: str, said: str | None) -> str:
    """The name of a part that another one names: from the file's root, or from where that one lies."""
    path = (said or "").strip().replace("\\", "/")
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(whose), path)).lstrip("/")


def _sheet(page: Page, number: int) -> tuple[Sheet, str]:
    """What stands on a page, and its basis: text or picture. Raises UnsupportedFormat for unknown letters."""
    width, height = page.width * POINT, page.height * POINT
    glyphs = seen(enumerate(letter.glyph for letter in page.letters), page.rules, (width, height), page.hides)
    chars = [glyph.char for glyph in glyphs if not glyph.char.isspace()]
    if len(chars) <= FEW and (page.pictures > PICTURE * width * height or page.shapes > DRAWN):
        return Sheet(width, height, ()), "picture"
    if (unknown := chars.count(UNKNOWN)) > max(1, UNMAPPED * len(chars)):
        raise UnsupportedFormat(f"{unknown} of the {len(chars)} letters of page {number} are not told; {AS_PDF}")
    return Sheet(width, height, arranged(glyphs, grids(page.rules))), "text"
