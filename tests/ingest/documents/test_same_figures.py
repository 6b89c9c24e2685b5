"""One report in five formats: the same figures, with the same words around them.

What a format cannot carry is left out of the comparison, and named here: no format but text keeps where a paragraph's
blanks at its ends were; a PDF does not keep the blank at which a line was broken, so both sides are compared without
blanks. Everything else must be equal.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from ingest import records
from ingest.extraction import extract
from ingest.identity import Known
from ingest.reading import read_document
from tests.documents import as_docx, as_html, as_pdf
from tests.warehouse import digests

ROOT = Path(__file__).resolve().parents[3]
REPORTS = sorted([*digests(), *ROOT.parent.glob("shared/reports/*.txt")])
KNOWN = Known("溪山市人民政府", "溪山市", 2020)
FORMATS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "page in UTF-8": (as_html, "html"),
    "page in GB18030": (partial(as_html, charset="gb18030", declared="gb2312"), "html"),
    "DOCX": (as_docx, "docx"),
    "PDF": (as_pdf, "pdf"),
    "PDF in small print": (partial(as_pdf, size=11, foot="第{}页"), "pdf"),
}
LEFT_OUT = {"figure_id", "report_id", "passage_no", "char_start", "char_end", "clause_start", "clause_end"}
COMPARED = [name for name in records.FIGURES.names if name not in LEFT_OUT]


def figures(text: str) -> list[dict[str, object]]:
    """The figures of a text: all that the models see of them but where they stand, and their sentence."""
    found = extract("r", text, KNOWN)
    sentences = {row[1]: row for row in found.passages}
    told = []
    for row in found.figures:
        figure = dict(zip(records.FIGURES.names, row, strict=True))
        sentence = dict(zip(records.PASSAGES.names, sentences[figure["passage_no"]], strict=True))
        compared = {name: squeezed(figure[name]) for name in COMPARED}
        told.append(compared | {name: squeezed(sentence[name]) for name in ("kind", "text", "heading_path")})
    return told


def squeezed(value: object) -> object:
    if isinstance(value, list):
        return [squeezed(each) for each in value]
    return "".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", FORMATS)
def test_a_report_gives_the_same_figures_in_every_format(form: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    make, kind = FORMATS[form]
    document = read_document(make(text), "report")
    assert document.format == kind
    wanted, found = figures(text), figures(document.text)
    assert [figure["number_text"] for figure in found] == [figure["number_text"] for figure in wanted]
    for figure, other in zip(found, wanted, strict=True):
        assert figure == other
