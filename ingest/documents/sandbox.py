"""Reading in a process of its own, so that a file that makes the reader hang, swell or die costs one refusal.

The process is started with the first such file and serves the next ones too, until one of them breaks it.
"""

import atexit
import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from typing import Any

from ground import errors
from ground.errors import BrokenFile, ReadError, ReadingEnded, TooSlow
from ingest.documents import Content

SECONDS = 60  # for one file
MEMORY = 2 * 1024**3  # bytes of address space
# Pictures are read by a process of its own, which may take more of both.
SCAN, SCAN_SECONDS, SCAN_MEMORY = "scan", 1200, 8 * 1024**3
AT_WORK = 0.5  # the share of its time from which it is the file that is slow, and not the machine
FROM_OUTSIDE = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGQUIT)  # no fault in a library
# What the reader is told of its surroundings: nothing that is anybody's secret.
TOLD = ("PATH", "HOME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TMP", "TEMP", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
TOLD_BEGINNING = ("LC_", "PYTHON", "DYLD_", "COVERAGE_")
MAX_ANSWER = 128 * 1024 * 1024  # bytes


def sandboxed(kind: str, data: bytes, *, seconds: float | None = None) -> Content:
    """What the reader of `kind` (pdf, docx, xlsx, ofd, html, scan, table) reads in `data`.

    Raises the ReadError that the reader raised, TooSlow where it took too long, BrokenFile where it died of the file,
    ReadingEnded where it was ended from outside, or stood still, twice.
    """
    if seconds is None:
        seconds = SCAN_SECONDS if kind == SCAN else SECONDS
    try:
        answer = _answered(kind, data, seconds)
    except ReadingEnded:
        answer = _answered(kind, data, seconds)  # whatever ended it may be over
    if "error" in answer:
        kind_of_error = getattr(errors, answer["error"], BrokenFile)
        raise kind_of_error(answer["message"])
    lines = tuple((start, end, sure) for start, end, sure in answer["lines"])
    return Content(answer["text"], tuple(answer["starts"]), tuple(answer["bases"]), lines, tuple(answer["pictures"]))


def _answered(kind: str, data: bytes, seconds: float) -> dict[str, Any]:
    reader = _reader(is_scan=True) if kind == SCAN else _reader()
    try:
        return _asked(reader, kind, data, seconds)
    except BaseException:
        _end(reader)
        raise


_readers: dict[int, "subprocess.Popen[bytes]"] = {}  # by process, because a fork must not share its parent's
_scanners: dict[int, "subprocess.Popen[bytes]"] = {}  # the same of those that read pictures


def _reader(*, is_scan: bool = False) -> "subprocess.Popen[bytes]":
    readers = _scanners if is_scan else _readers
    reader = readers.get(os.getpid())
    if reader is None or reader.poll() is not None:
        bounds = (SCAN_MEMORY, SCAN_SECONDS) if is_scan else (MEMORY, SECONDS)
        command = [sys.executable, "-P", "-m", "ingest.documents", *map(str, bounds)]
        reader = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        )
        readers[os.getpid()] = reader
        atexit.register(_end, reader)
    return reader


def _asked(reader: "subprocess.Popen[bytes]", kind: str, data: bytes, seconds: float) -> dict[str, Any]:
    deadline = time.monotonic() + seconds
    if reader.stdin is None or reader.stdout is None:
        raise BrokenFile("the reader cannot be reached; run again")
    try:
        worked = _seconds_worked(reader)
        reader.stdin.write(json.dumps({"kind": kind, "bytes": len(data)}).encode() + b"\n")
        reader.stdin.write(data)
        reader.stdin.flush()
    except BrokenPipeError:
        raise _death(reader) from None
    answer = bytearray()
    handle = reader.stdout.fileno()
    while not answer.endswith(b"\n"):
        ready, _, _ = select.select([handle], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            now = _seconds_worked(reader)
            if worked is not None and now is not None and now - worked < seconds * AT_WORK:
                raise ReadingEnded(
                    f"reading it was not done after {seconds:g} seconds, of which it had {now - worked:.1f} to work: "
                    "the machine was busy, or asleep; the next run tries again"
                )
            raise TooSlow(f"reading it took more than {seconds:g} seconds; save it anew, or as text, and land that")
        piece = os.read(handle, 1 << 20)
        if not piece:
            raise _death(reader)
        answer += piece
        if len(answer) > MAX_ANSWER:
            raise TooSlow("it unfolds into more text than any report has; save its text and land that")
    found: dict[str, Any] = json.loads(answer)
    return found


def _death(reader: "subprocess.Popen[bytes]") -> ReadError:
    with contextlib.suppress(subprocess.TimeoutExpired):
        reader.wait(5)
    code = reader.returncode
    if code is None or -code in FROM_OUTSIDE:
        return ReadingEnded(
            "the process that read it was ended from outside (for want of memory, or by somebody): this says nothing "
            "of the file; the next run tries again, or give the machine more memory"
        )
    if -code == signal.SIGXCPU:
        return TooSlow(f"reading it took more than {SECONDS:g} seconds; save it anew, or as text, and land that")
    return BrokenFile(
        f"the reader broke down on it (exit code {reader.returncode}): it is damaged, or made to do harm; "
        "save it anew, or as text, and land that"
    )


def _environment() -> dict[str, str]:
    told = {name: value for name, value in os.environ.items() if name in TOLD or name.startswith(TOLD_BEGINNING)}
    return {**told, "PYTHONDONTWRITEBYTECODE": "1"}  # it may write no file


def _seconds_worked(reader: "subprocess.Popen[bytes]") -> float | None:
    """Seconds that the processor has given to the reader; None where the system does not tell."""
    try:
        with open(f"/proc/{reader.pid}/stat", "rb") as file:  # noqa: PTH123 - no file of anybody's
            fields = file.read().rpartition(b")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _end(reader: "subprocess.Popen[bytes]") -> None:
    for readers in (_readers, _scanners):
        if readers.get(os.getpid()) is not reader:
            continue
        del readers[os.getpid()]
        reader.kill()
        reader.wait()
        for pipe in (reader.stdin, reader.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
