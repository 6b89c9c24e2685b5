"""One report made ready to land: its bytes read, its figures extracted, every offset proved, its rows made.

What goes in and out is small and picklable, and knows neither a connection nor a clock: the same is done in this
process, in several of this machine (`ingest.processes`) and by the workers of a cluster (`ingest.spark`).
"""

import hashlib
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from ground.errors import FazhiError, OffsetMismatch, ReadError, ReadingEnded, UnreadableFile
from ingest import extraction, records, rows
from ingest.archives import member_bytes
from ingest.clues import Outside
from ingest.extraction import Extraction
from ingest.identity import Identity, Known
from ingest.metatags import Tags, meta_tags
from ingest.paging import page_count
from ingest.reading import Document, digest, read_bytes, read_document
from ingest.succession import Standing


class Task(NamedTuple):
    """A report to prepare: from `data`, or from `path`, or from `text`, landed before.

    The bytes must have `sha256`; what is read for the first time has none yet. `member` is its place in the archive at
    `path`, `meta` what the page said of itself that a landed text was on. `is_compared` says that its source has
    brought a report before, so that one will be held against the other.
    """

    uri: str
    name: str
    sha256: str
    known: Known
    path: Path | None
    text: str | None = None
    member: str | None = None
    meta: Tags = ()
    data: bytes | None = None
    is_compared: bool = False

    @property
    def report_id(self) -> str:
        """The first 16 digits of the content's hash."""
        return self.sha256[:16]


class Prepared(NamedTuple):
    """What was read of a report: its rows by relation, and what landing asks of it.

    `unread` are its pages that are pictures; `page_count` is that of the web pages that it is on, where this is one of
    several; `standing` and `text_sha256` are told where the task is compared.
    """

    report_id: str
    sha256: str
    byte_count: int
    rows: rows.Rows
    identity: dict[str, Any]  # columns of raw.reports
    doubts: tuple[str, ...] = ()
    unread: tuple[int, ...] = ()
    page_count: int | None = None
    pictures: tuple[bytes, ...] = ()
    standing: Standing | None = None
    text_sha256: str | None = None


class Refused(NamedTuple):
    """A report that cannot land: a code for tables and a sentence for people.

    `sha256` is empty where not even its bytes could be had.
    """

    report_id: str
    sha256: str
    byte_count: int | None
    reason_code: str
    reason: str


def prepare(task: Task) -> Prepared | Refused:
    """Reads and extracts one report; whatever is wrong with it gives a Refused."""
    sha256, size = task.sha256, None
    try:
        data = _bytes(task)
        if data is not None:
            sha256, size = digest(data), len(data)
            if task.sha256 and sha256 != task.sha256:
                sha256 = task.sha256
                raise UnreadableFile("it changed while it was read; run again once it is complete")
        return _prepared(task, data, sha256)
    except FazhiError as error:
        return Refused(sha256[:16], sha256, size, error.reason_code, str(error))
    except MemoryError:
        reason = (
            "there was not enough memory to read it: this says nothing of the file; the next run tries again, or give "
            "the machine more memory"
        )
        return Refused(sha256[:16], sha256, size, ReadingEnded.reason_code, reason)
    except Exception as error:  # one report's fault in our code must not keep the others out
        return _failed(sha256, size, error)


def checked(outcome: Prepared) -> Prepared | Refused:
    """A report whose rows can be made tables of, or its refusal."""
    try:
        rows.tables([outcome.rows])
    except Exception as error:  # the same
        return _failed(outcome.sha256, outcome.byte_count, error)
    return outcome


def _failed(sha256: str, size: int | None, error: Exception) -> Refused:
    reason = f"reading it failed in our code ({type(error).__name__}: {error}); please report this with the file"
    return Refused(sha256[:16], sha256, size, "internal", reason)


def _bytes(task: Task) -> bytes | None:
    """The task's bytes; None where a landed text is read again. Raises ReadError."""
    if task.text is not None:
        return None
    if task.data is not None:
        return task.data
    if task.path is None:
        raise ReadError("there is nothing to read it from; please report this")
    return member_bytes(task.path, task.member) if task.member else read_bytes(task.path)


def _prepared(task: Task, data: bytes | None, sha256: str) -> Prepared:
    pages, meta, report_id = None, task.meta, sha256[:16]
    if data is None:
        document = Document(task.text or "", "", None)
    else:
        document, meta = read_document(data, task.name), ()
        if document.format == "html":
            pages, meta = page_count(data), meta_tags(data)
    text = document.text
    found = extraction.extract(report_id, text, task.known, Outside(task.uri, meta))
    _prove(text, found.passages, records.PASSAGES, "text", "passage_no")
    _prove(text, found.figures, records.FIGURES, "number_text", "figure_id")
    identity = rows.identified(found.identity)
    doubts = tuple(found.identity.doubts)
    if data is None:
        return Prepared(report_id, sha256, 0, rows.extracted(found), identity, doubts)
    made = rows.landed(task, report_id, sha256, len(data), document, found) | rows.tags(report_id, meta)
    unread = tuple(number for number, page in enumerate(document.pages, 1) if page.basis == "picture")
    outcome = Prepared(report_id, sha256, len(data), made, identity, doubts, unread, pages, document.pictures)
    if not task.is_compared:
        return outcome
    return outcome._replace(standing=_standing(found.identity, found, text), text_sha256=text_digest(text))


def text_digest(text: str) -> str:
    """The sha256 of a text's UTF-8, by which one page is known to say what another said."""
    return hashlib.sha256(text.encode()).hexdigest()


def _standing(identity: Identity, found: Extraction, text: str) -> Standing:
    """What is compared of a report that is about to land."""
    printed, unit, value = map(records.FIGURES.get_field_index, ("number_text", "unit", "value"))
    figures = Counter((row[printed], row[unit]) for row in found.figures if row[value] is not None)
    return Standing(
        identity.title,
        identity.jurisdiction_code,
        identity.jurisdiction_name,
        identity.report_year,
        len(text),
        figures,
    )


def _prove(text: str, found: list[tuple[Any, ...]], schema: pa.Schema, printed: str, key: str) -> None:
    """Raises OffsetMismatch unless every row's text stands at its offsets and every key is there once."""
    start, end, words, name = map(schema.get_field_index, ("char_start", "char_end", printed, key))
    for row in found:
        there = text[row[start] : row[end]]
        if there != row[words] or not 0 <= row[start] < row[end] <= len(text):
            raise OffsetMismatch(
                f"at offset {row[start]} to {row[end]} stands “{there[:40]}”, not “{row[words][:40]}”; "
                "this is a fault in our code: please report it with the file"
            )
    if len({row[name] for row in found}) != len(found):
        raise OffsetMismatch(f"two rows have one {key}; this is a fault in our code: please report it with the file")
