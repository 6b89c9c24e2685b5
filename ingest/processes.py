"""Many reports prepared at once, in several processes of this machine, and handed over by the chunk.

A chunk of reports goes out and comes back in one piece: its outcomes without their rows, and the rows of all of them
as one Arrow stream a relation, because a table of each report costs more to pickle than to fill.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple

import pyarrow as pa

from ground.errors import LandingError
from ingest import preparation, rows
from ingest.preparation import Prepared, Refused, Task

POOL_FROM = 8  # reports, and
POOL_FROM_BYTES = 6_000_000  # bytes, from which the start of more processes pays
MOST = 4  # processes where nobody says how many: each has the extraction's memory
CHUNK = 16  # reports, and
CHUNK_BYTES = 2_000_000  # bytes that are handed over at once, at most, or one report
AHEAD = 2  # chunks on their way for each process: what bounds the memory


class Chunk(NamedTuple):
    """The outcomes of some tasks, in their order and without rows, and the rows of all of them by relation."""

    outcomes: list[Prepared | Refused]
    tables: rows.Tables


Packed = tuple[list[Prepared | Refused], dict[str, bytes]]


def prepare_all(tasks: Iterator[Task], sizes: Sequence[int], jobs: int | None = None) -> Iterator[Chunk]:
    """The tasks' outcomes in their order; a task that fails gives a Refused and stops no other.

    `sizes` are the bytes of each report, by which more processes are started or not; `jobs` how many, None for as many
    as there are cores, within bounds.
    """
    processes = jobs or min(cores(), MOST)
    if processes < 2 or len(sizes) < POOL_FROM or sum(sizes) < POOL_FROM_BYTES:
        yield from (prepare_chunk([task]) for task in tasks)
        return
    chunks = _chunks(tasks, sizes)
    with _pool(processes) as pool:
        waiting = [pool.submit(_packed, chunk) for chunk in islice(chunks, AHEAD * processes)]
        while waiting:
            try:
                outcomes, streams = waiting.pop(0).result()
            except BrokenProcessPool:
                raise LandingError(
                    "a reading process was ended from outside, perhaps for want of memory; "
                    "nothing was landed: run again with fewer reports or more memory"
                ) from None
            waiting.extend(pool.submit(_packed, chunk) for chunk in islice(chunks, 1))
            yield Chunk(outcomes, {name: pa.ipc.open_stream(stream).read_all() for name, stream in streams.items()})


def cores() -> int:
    """The cores that this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS
        return os.cpu_count() or 1


def prepare_chunk(tasks: Sequence[Task]) -> Chunk:
    """The tasks' outcomes and their rows."""
    outcomes = [preparation.prepare(task) for task in tasks]
    try:
        tables = rows.tables(outcome.rows for outcome in outcomes if isinstance(outcome, Prepared))
    except Exception:  # one of them has a row that fits no column: which, is found out one by one
        outcomes = [preparation.checked(outcome) if isinstance(outcome, Prepared) else outcome for outcome in outcomes]
        tables = rows.tables(outcome.rows for outcome in outcomes if isinstance(outcome, Prepared))
    bare = [outcome._replace(rows={}) if isinstance(outcome, Prepared) else outcome for outcome in outcomes]
    return Chunk(bare, tables)


def _packed(tasks: Sequence[Task]) -> Packed:
    """A chunk as it is handed over."""
    chunk = prepare_chunk(tasks)
    return chunk.outcomes, {relation: _stream(table) for relation, table in chunk.tables.items()}


def _stream(table: pa.Table) -> bytes:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    written: bytes = sink.getvalue().to_pybytes()
    return written


def _chunks(tasks: Iterator[Task], sizes: Sequence[int]) -> Iterator[list[Task]]:
    """The tasks in chunks, none of more bytes than a chunk may have, but of one report at least."""
    chunk: list[Task] = []
    waiting = 0
    for task, size in zip(tasks, sizes, strict=True):
        if chunk and (len(chunk) == CHUNK or waiting + size > CHUNK_BYTES):
            yield chunk
            chunk, waiting = [], 0
        chunk.append(task)
        waiting += size
    if chunk:
        yield chunk


@contextmanager
def _pool(processes: int) -> Iterator[Executor]:
    # Forked from a server of their own, because this process holds threads of DuckDB and Arrow.
    context = get_context("forkserver")
    context.set_forkserver_preload(["ingest.processes", "pandas"])  # Arrow imports pandas for its first array
    pool = ProcessPoolExecutor(processes, mp_context=context)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
