"""Reading in a process of its own, so that a file that makes the reader hang, swell or die costs one refusal.

The process is started with the first such file and serves the next ones too, until one of them breaks it.
"""

import atexit
import contextlib
import json
import os
import select
import subprocess
import sys
import time
from typing import Any

from ingest import errors
from ingest.documents import Content
from ingest.errors import BrokenFile, ReadError, TooSlow

SECONDS = 60  # for one file
MEMORY = 2 * 1024**3  # bytes of address space
MAX_ANSWER = 64 * 1024 * 1024  # bytes


def confined(kind: str, data: bytes, *, seconds: float = SECONDS) -> Content:
    """What the reader of `kind` (pdf, docx, xlsx, html) reads in `data`.

    Raises the ReadError that the reader raised, TooSlow where it took too long, BrokenFile where it died.
    """
    reader = _reader()
    try:
        answer = _asked(reader, kind, data, seconds)
    except BaseException:
        _end(reader)
        raise
    if "error" in answer:
        kind_of_error = getattr(errors, answer["error"], BrokenFile)
        raise kind_of_error(answer["message"])
    return Content(answer["text"], tuple(answer["starts"]), tuple(answer["bases"]), answer["remark"])


_readers: dict[int, "subprocess.Popen[bytes]"] = {}  # by process, because a fork must not share its parent's


def _reader() -> "subprocess.Popen[bytes]":
    reader = _readers.get(os.getpid())
    if reader is None or reader.poll() is not None:
        command = [sys.executable, "-P", "-m", "ingest.documents", str(MEMORY)]
        reader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603
        _readers[os.getpid()] = reader
        atexit.register(_end, reader)
    return reader


def _asked(reader: "subprocess.Popen[bytes]", kind: str, data: bytes, seconds: float) -> dict[str, Any]:
    deadline = time.monotonic() + seconds
    if reader.stdin is None or reader.stdout is None:
        raise BrokenFile("the reader cannot be reached; run again")
    try:
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
    return BrokenFile(
        f"the reader broke down on it (exit code {reader.returncode}): it is damaged, or made to do harm; "
        "save it anew, or as text, and land that"
    )


def _end(reader: "subprocess.Popen[bytes]") -> None:
    if _readers.get(os.getpid()) is reader:
        del _readers[os.getpid()]
        reader.kill()
        reader.wait()
        for pipe in (reader.stdin, reader.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
