"""Signals that ask a run to end: it ends as with Ctrl-C, what it has begun is removed, and the exit code says which."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
EXIT = 128  # and the signal's number

# Libraries that are busy make an error of their own out of the interruption; here is what it was.
received: list[int] = []


class Stopped(KeyboardInterrupt):
    """A signal that asks to end; the warehouse stays as it was."""

    def __init__(self, number: int) -> None:
        super().__init__(f"stopped by {signal.Signals(number).name}")
        self.number = number


def as_stopped(error: BaseException) -> BaseException:
    """The error, or the interruption that a library has made it out of."""
    return Stopped(received[0]) if received and not isinstance(error, KeyboardInterrupt) else error


def exit_code(error: KeyboardInterrupt) -> int:
    """130 for Ctrl-C, 143 for SIGTERM."""
    return EXIT + int(getattr(error, "number", signal.SIGINT))


@contextlib.contextmanager
def signals() -> Iterator[None]:
    """Within it each of the signals raises Stopped."""

    def stop(number: int, _: FrameType | None) -> NoReturn:
        received.append(number)
        raise Stopped(number)

    received.clear()
    before = {number: signal.signal(number, stop) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        received.clear()
