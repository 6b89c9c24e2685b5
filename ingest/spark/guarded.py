"""A report read in a process of its own, where the worker that read it before has died: it costs itself alone then."""

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import NamedTuple

from ground.errors import ReadingEnded
from ingest import preparation
from ingest.preparation import Prepared, Refused, Task

SECONDS = 1500.0  # more than the slowest reader may take
_REASON = (
    "the process that read it ended twice ({how}): it may be made to do harm, or need more memory than a worker has; "
    "look at it, or give the workers more memory, and run again"
)


class Guard(NamedTuple):
    """How reports are read: in this process, or each in one of its own that may take so many seconds."""

    is_on: bool
    seconds: float = SECONDS

    def prepare(self, task: Task) -> Prepared | Refused:
        """The outcome of a task; where its process dies or hangs, a refusal that the next load tries again."""
        return _apart(preparation.prepare, task, self.seconds) if self.is_on else preparation.prepare(task)


def _apart(work: Callable[[Task], Prepared | Refused], task: Task, seconds: float) -> Prepared | Refused:
    context = multiprocessing.get_context("fork")  # the worker's imports are its own already
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(theirs, work, task), daemon=False)
    child.start()
    theirs.close()
    how = f"after {seconds:g} seconds"
    try:
        if ours.poll(seconds):
            outcome: Prepared | Refused = ours.recv()
            return outcome
    except EOFError:
        child.join()
        how = f"exit code {child.exitcode}"
    finally:
        ours.close()
        if child.is_alive():
            child.join(1)
            child.kill()
        child.join()
    size = None if task.data is None else len(task.data)
    return Refused(task.report_id, task.sha256, size, ReadingEnded.reason_code, _REASON.format(how=how))


def _work(theirs: Connection, work: Callable[[Task], Prepared | Refused], task: Task) -> None:
    theirs.send(work(task))
    theirs.close()
