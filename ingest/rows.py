"""A read report as rows of schema `raw`: nothing but functions of what was read, without a connection or a clock.

What a load adds by itself stands in no row here: `load_id`, `landed_at`, and the numbers of the ledger.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from ingest import evidence, records
from ingest.extraction import Extraction
from ingest.identity import Identity
from ingest.metatags import Tags
from ingest.reading import Document

if TYPE_CHECKING:
    from ingest.preparation import Task

Rows = dict[str, list[tuple[Any, ...]]]
Tables = dict[str, pa.Table]

IDENTITY = (
    "title",
    "issuer",
    "jurisdiction_name",
    "jurisdiction_code",
    "level",
    "report_kind",
    "report_year",
    "published_on",
    "identity_basis",
)
OF_LOAD = ("landed_at", "load_id")  # the columns of raw.reports that each load says for itself
REPORTS = pa.schema([column for column in records.REPORTS if column.name not in OF_LOAD])
# What reading writes, by relation: of a text that has landed before, the last three alone.
SCHEMAS = {
    "reports": REPORTS,
    "pages": records.PAGES,
    "ocr_lines": records.OCR_LINES,
    "page_meta": records.PAGE_META,
    "passages": records.PASSAGES,
    "figures": records.FIGURES,
    "report_clues": records.REPORT_CLUES,
}
READ_AGAIN = ("passages", "figures", "report_clues")


def extracted(found: Extraction) -> Rows:
    """The rows of what was extracted from a text."""
    return {"passages": found.passages, "figures": found.figures, "report_clues": found.clues}


def landed(task: "Task", report_id: str, sha256: str, byte_count: int, document: Document, found: Extraction) -> Rows:
    """All rows of a report that is about to land, but for the tags of its page."""
    row = {
        "report_id": report_id,
        "source_uri": task.uri,
        "source_name": task.name,
        "address": task.known.address,
        "sha256": sha256,
        "byte_count": byte_count,
        "format": document.format,
        "encoding": document.encoding,
        "converter": document.converter,
        "text": document.text,
        "char_count": len(document.text),
        "is_ocr": any(page.basis == "ocr" for page in document.pages),
        **identified(found.identity),
    }
    pages = [
        (report_id, number, start, end, basis, _picture(document, report_id, number))
        for number, (start, end, basis) in enumerate(document.pages, 1)
    ]
    lines = [(report_id, number, *line) for number, line in enumerate(document.lines, 1)]
    reports = [tuple(row[name] for name in REPORTS.names)]
    return {"reports": reports, "pages": pages, "ocr_lines": lines, **extracted(found)}


def tags(report_id: str, meta: Tags) -> Rows:
    """The rows of a page's meta tags."""
    return {"page_meta": [(report_id, name, content) for name, content in meta]}


def identified(identity: Identity) -> dict[str, Any]:
    """The identity's columns of raw.reports."""
    return {**{name: getattr(identity, name) for name in IDENTITY[:-1]}, "identity_basis": identity.basis_text}


def _picture(document: Document, report_id: str, number: int) -> str | None:
    return evidence.name(report_id, number) if any(document.pictures[number - 1 : number]) else None


def table(rows: Collection[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    """Tuples in the order of the schema's columns as one Arrow table."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.Table.from_arrays(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )


def tables(several: Iterable[Mapping[str, list[tuple[Any, ...]]]]) -> Tables:
    """The rows of several reports, one table a relation; relations without rows are left out."""
    together: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for rows in several:
        for relation, found in rows.items():
            together[relation] += found
    return {relation: table(found, SCHEMAS[relation]) for relation, found in together.items() if found}


def without(found: pa.Table, report_ids: Collection[str]) -> pa.Table:
    """A table without the rows of some reports."""
    if not report_ids:
        return found
    return found.filter(pc.invert(pc.is_in(found["report_id"], pa.array(sorted(report_ids), pa.string()))))
