"""A round: all passages that have no answer yet, several at once, until all are read or a bound is reached."""

import contextlib
import datetime
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fazhi.secondreader.answers import BROKEN, MISSHAPEN, RefusedError, checked
from fazhi.secondreader.cache import Cache, Kept
from fazhi.secondreader.chat import NoAnswerError, SecondReaderError, Server, StoppedError
from fazhi.secondreader.costs import Purse
from fazhi.secondreader.passages import Book, Passage
from fazhi.secondreader.prompt import VERSION, content_key, instructions, request
from ground.screens import is_terminal

MOST_COST, MOST_TIME = "the bound on the cost is reached", "the time is up"


@dataclass
class Round:
    """What came of it: rows of raw.second_readings, answers by where they are from, refusals by reason, costs."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    kept: int = 0  # answers that were there already
    asked: int = 0  # answers of this round
    calls: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    unanswered: list[str] = field(default_factory=list)
    costs: dict[str, Decimal] = field(default_factory=dict)  # of this round, by report
    tokens: Counter[str] = field(default_factory=Counter)  # of this round, in and out
    left: int = 0  # passages that were not asked
    stopped_by: str = ""


MOST_SILENT = 3  # passages without an answer before any has one: then nobody is asked about the others


class _Work:
    """What the threads share."""

    def __init__(self, book: Book, server: Server, model: str, cache: Cache, purse: Purse) -> None:
        self.server, self.model, self.cache, self.purse = server, model, cache, purse
        self.told = instructions(book)
        self.metrics = frozenset(code for code, *_ in book.metrics)
        self.done = Round()
        self.lock = threading.Lock()

    def known(self, passage: Passage) -> bool:
        """Takes an answer that is kept."""
        kept = self.cache.get(content_key(self.model, self.told, passage))
        # what a server in the wrong form has said may be a server set up wrongly: it is asked again
        if kept is None or kept.refusal in (BROKEN, MISSHAPEN):
            return False
        self.done.kept += 1
        self._take(passage, kept)
        return True

    def ask(self, passage: Passage) -> None:
        """Asks about a passage and keeps what is said; once more where that is no JSON."""
        with self.lock:
            stopped = bool(self.done.stopped_by)
        if stopped or self.server.stopped.is_set():
            self._leave("")
            return
        for attempt in (1, 2):
            aside = self.purse.set_aside(passage)
            if aside is None:
                self._leave(MOST_COST)
                return
            try:
                answer = self.server.ask(request(self.model, self.told, passage, by_schema=self.server.by_schema))
            except NoAnswerError as error:
                self.purse.pay(aside, None, passage)
                with self.lock:
                    self.done.unanswered.append(f"{passage.source_name}, passage {passage.passage_no}: {error}")
                    if not self.done.asked and len(self.done.unanswered) >= MOST_SILENT:
                        raise SecondReaderError(f"{error}; nobody answers there: see that the server runs") from None
                return
            except StoppedError:
                self.purse.pay(aside, None, passage)
                self._leave(MOST_TIME)
                return
            cost = self.purse.pay(aside, answer, passage)
            refusal = self._refusal(answer.text, passage)
            with self.lock:
                self.done.calls += answer.calls
                self.done.costs[passage.source_name] = self.done.costs.get(passage.source_name, Decimal(0)) + cost
                self.done.tokens.update({"in": answer.tokens_in, "out": answer.tokens_out})
            if refusal != BROKEN or attempt == 2:
                break
        kept = Kept(answer, refusal)
        self.cache.put(content_key(self.model, self.told, passage), self.model, kept, str(cost))
        with self.lock:
            self.done.asked += 1
            self._take(passage, kept)

    def _refusal(self, text: str, passage: Passage) -> str | None:
        try:
            checked(text, passage, self.metrics)
        except RefusedError as error:
            return error.reason_code
        return None

    def _leave(self, why: str) -> None:
        with self.lock:
            self.done.left += 1
            self.done.stopped_by = self.done.stopped_by or why

    def _take(self, passage: Passage, kept: Kept) -> None:
        if kept.refusal:
            self.done.refused[kept.refusal] += 1
            return
        asked_at = datetime.datetime.fromisoformat(kept.answer.asked_at).astimezone(datetime.UTC).replace(tzinfo=None)
        for reading in checked(kept.answer.text, passage, self.metrics):
            figure = passage.figures[reading.figure - 1]
            self.done.rows.append(
                {
                    "figure_id": figure.figure_id,
                    "report_id": passage.report_id,
                    "passage_no": passage.passage_no,
                    "number_text": figure.number_text,
                    **{name: getattr(reading, name) for name in ("metric_code", "scope", "role", "year")},
                    "model": self.model,
                    "prompt_version": VERSION,
                    "asked_at": asked_at,
                }
            )


def read_again(
    book: Book, server: Server, model: str, cache: Cache, purse: Purse, *, at_once: int, progress: bool | None = None
) -> Round:
    """Asks about all passages of the book. Raises SecondReaderError where the server cannot be asked at all."""
    work = _Work(book, server, model, cache, purse)
    waiting = [passage for passage in book.passages if not work.known(passage)]
    with (
        _bar(len(waiting), is_terminal() if progress is None else progress) as move,
        ThreadPoolExecutor(at_once) as pool,
    ):
        asked = [pool.submit(work.ask, passage) for passage in waiting]
        try:
            for one in as_completed(asked):
                one.result()
                move()
        except (SecondReaderError, KeyboardInterrupt):
            server.stopped.set()
            pool.shutdown(cancel_futures=True)
            raise
    return work.done


@contextlib.contextmanager
def _bar(total: int, progress: bool) -> Iterator[Any]:
    if not (progress and total):
        yield lambda: None
        return
    from tqdm import tqdm

    with tqdm(total=total, desc="reading again", unit=" passages", file=sys.stderr, leave=False) as bar:
        yield bar.update
