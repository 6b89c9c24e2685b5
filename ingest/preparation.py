"""One report made ready to land: its bytes read, its figures extracted, every offset proved.

Runs in processes of its own where there are many reports, so what goes in and out is small and picklable.
"""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from ground.errors import FazhiError, LandingError, OffsetMismatch, ReadingEnded, UnreadableFile
from ingest import extraction, records
from ingest.archives import member_bytes
from ingest.clues import Outside
from ingest.identity import Identity, Known
from ingest.metatags import Tags, meta_tags
from ingest.paging import page_count
from ingest.reading import Document, digest, read_bytes, read_document

POOL_FROM = 8  # reports, and
POOL_FROM_BYTES = 6_000_000  # bytes, from which the start of more processes pays
PROCESSES = 2
WINDOW = 8  # reports on their way at one time: what bounds the memory


class Task(NamedTuple):
    """A report to prepare: from `path`, whose bytes must have `sha256`, or from `text`, landed before.

    `member` is its place in the archive at `path`, `meta` what the page said of itself that a landed text was on.
    """

    uri: str
    name: str
    sha256: str
    known: Known
    path: Path | None
    text: str | None = None
    member: str | None = None
    meta: Tags = ()

    @property
    def report_id(self) -> str:
        """The first 16 digits of the content's hash."""
        return self.sha256[:16]


class Prepared(NamedTuple):
    """A report's document and identity, and its rows as Arrow tables; of landed text the document has no format."""

    task: Task
    byte_count: int
    document: Document
    identity: Identity
    passages: pa.Table
    figures: pa.Table
    clues: pa.Table
    meta: Tags
    page_count: int | None = None  # of the web pages that the report is on, where this is one of several


class Refused(NamedTuple):
    """A report that cannot land: a code for tables and a sentence for people."""

    task: Task
    reason_code: str
    reason: str


def prepare_all(tasks: Iterator[Task], sizes: Sequence[int]) -> Iterator[Prepared | Refused]:
    """The tasks' outcomes in their order; a task that fails gives a Refused and stops no other.

    `sizes` are the bytes of each report, by which more processes are started or not.
    """
    if len(sizes) < POOL_FROM or sum(sizes) < POOL_FROM_BYTES:
        yield from map(prepare, tasks)
        return
    with _pool() as pool:
        waiting = [pool.submit(prepare, task) for task in islice(tasks, WINDOW)]
        while waiting:
            try:
                outcome = waiting.pop(0).result()
            except BrokenProcessPool:
                raise LandingError(
                    "a reading process was ended from outside, perhaps for want of memory; "
                    "nothing was landed: run again with fewer reports or more memory"
                ) from None
            waiting.extend(pool.submit(prepare, task) for task in islice(tasks, 1))
            yield outcome


@contextmanager
def _pool() -> Iterator[Executor]:
    # Forked from a server of their own, because this process holds threads of DuckDB and Arrow.
    context = get_context("forkserver")
    context.set_forkserver_preload(["ingest.preparation", "pandas"])  # Arrow imports pandas for its first array
    pool = ProcessPoolExecutor(PROCESSES, mp_context=context)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def prepare(task: Task) -> Prepared | Refused:
    """Reads and extracts one report."""
    try:
        return _prepared(task)
    except FazhiError as error:
        return Refused(task, error.reason_code, str(error))
    except MemoryError:
        return Refused(
            task,
            ReadingEnded.reason_code,
            "there was not enough memory to read it: this says nothing of the file; the next run tries again, or give "
            "the machine more memory",
        )
    except Exception as error:  # one report's fault in our code must not keep the others out
        reason = f"reading it failed in our code ({type(error).__name__}: {error}); please report this with the file"
        return Refused(task, "internal", reason)


def _prepared(task: Task) -> Prepared:
    pages = None
    if task.text is not None or task.path is None:
        size, document, meta = 0, Document(task.text or "", "", None), task.meta
    else:
        data = member_bytes(task.path, task.member) if task.member else read_bytes(task.path)
        if digest(data) != task.sha256:
            raise UnreadableFile("it changed while it was read; run again once it is complete")
        size, document, meta = len(data), read_document(data, task.name), ()
        if document.format == "html":
            pages, meta = page_count(data), meta_tags(data)
    text = document.text
    found = extraction.extract(task.report_id, text, task.known, Outside(task.uri, meta))
    _prove(text, found.passages, records.PASSAGES, "text", "passage_no")
    _prove(text, found.figures, records.FIGURES, "number_text", "figure_id")
    passages, figures = _table(found.passages, records.PASSAGES), _table(found.figures, records.FIGURES)
    clues = _table(found.clues, records.REPORT_CLUES)
    return Prepared(task, size, document, found.identity, passages, figures, clues, meta, pages)


def _prove(text: str, rows: list[tuple[Any, ...]], schema: pa.Schema, printed: str, key: str) -> None:
    """Raises OffsetMismatch unless every row's text stands at its offsets and every key is there once."""
    start, end, words, name = map(schema.get_field_index, ("char_start", "char_end", printed, key))
    for row in rows:
        there = text[row[start] : row[end]]
        if there != row[words] or not 0 <= row[start] < row[end] <= len(text):
            raise OffsetMismatch(
                f"at offset {row[start]} to {row[end]} stands “{there[:40]}”, not “{row[words][:40]}”; "
                "this is a fault in our code: please report it with the file"
            )
    if len({row[name] for row in rows}) != len(rows):
        raise OffsetMismatch(f"two rows have one {key}; this is a fault in our code: please report it with the file")


def _table(rows: Iterable[tuple[Any, ...]], schema: pa.Schema) -> pa.Table:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pa.Table.from_arrays(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )
