"""Sections, paragraphs and words that an OpenDocument text hides: LibreOffice would write them like all others."""

import io
import zipfile

from lxml import etree

from ingest.documents import packages

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CONTENT = "content.xml"


def without_hidden(data: bytes) -> bytes:
    """The package without what it hides; as it was where it hides nothing.

    Raises ReadError for a member that must not be read.
    """
    with packages.opened(data) as package:
        found = {member.name: member for member in packages.members(package)}
        if _CONTENT not in found:
            return data
        content = packages.content(package, found[_CONTENT])
        shown = _shown(content)
        if shown is None:
            return data
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as anew:
            for member in found.values():
                how = zipfile.ZIP_STORED if member.name == "mimetype" else zipfile.ZIP_DEFLATED
                part = shown if member.name == _CONTENT else packages.content(package, member)
                anew.writestr(member.name, part, compress_type=how)
    return written.getvalue()


def _shown(content: bytes) -> bytes | None:
    """The document without what it hides; None where it hides nothing or is no document."""
    if (b"hidden" not in content and b"display" not in content) or b"<!DOCTYPE" in content:
        return None  # what declares entities is not read here
    try:
        tree = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
    gone = [element for element in tree.iter(etree.Element) if _is_hidden(element)]
    for element in gone:
        _drop(_whole(element))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8") if gone else None


def _is_hidden(element: etree._Element) -> bool:
    if element.tag == f"{_TEXT}section" and element.get(f"{_TEXT}display") == "none":
        return True
    return element.get(f"{_TEXT}is-hidden") == "true"


def _whole(element: etree._Element) -> etree._Element:
    """What is hidden with an element: the paragraph of a field that hides it, else the element itself."""
    if element.tag != f"{_TEXT}hidden-paragraph":
        return element
    return next(element.iterancestors(f"{_TEXT}p", f"{_TEXT}h"), element)


def _drop(element: etree._Element) -> None:
    """Takes an element out and leaves the words behind it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
