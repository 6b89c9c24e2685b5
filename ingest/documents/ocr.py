"""Pictures of pages read by a program that the user names, in the environment variable FAZHI_OCR.

It is a command with {input} where the path of the PDF or picture belongs; it writes the text to its standard output in
UTF-8, a form feed between pages, as pdftotext does. What it reads is landed with a flag, because such programs misread
digits.
"""

import contextlib
import os
import shlex
import signal
import subprocess
import tempfile
import unicodedata
from pathlib import Path

from ground.errors import OcrFailed
from ingest.documents import Content
from ingest.documents.paragraphs import joined
from ingest.documents.sheets import Line, Sheet

VARIABLE = "FAZHI_OCR"
OFF = "off"  # in place of a program: no picture is read, whatever is installed
SECONDS = 900  # for one file
MAX_OUTPUT = 32 * 1024 * 1024  # bytes


def is_named() -> bool:
    """Whether the user has named a program."""
    return bool(os.environ.get(VARIABLE, "").strip()) and not is_off()


def is_off() -> bool:
    """Whether the user wants no picture to be read."""
    return os.environ.get(VARIABLE, "").strip().lower() == OFF


def read(data: bytes, kind: str = "pdf", *, seconds: float = SECONDS) -> Content:
    """The text that the program reads in the PDF or picture in `data`. Raises OcrFailed."""
    with tempfile.TemporaryDirectory(prefix="fazhi-ocr-") as folder:
        path = Path(folder, f"scan.{kind}")
        path.write_bytes(data)
        output = Path(folder, "text")
        _run(_command(path), output, seconds)
        try:
            text = output.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise OcrFailed(
                f"{VARIABLE}: what the program writes is not UTF-8 ({error}); have it write UTF-8"
            ) from None
    pages = text.removesuffix("\f").split("\f")
    found, starts, _ = joined([_sheet(page) for page in pages])
    if not found:
        raise OcrFailed(
            f"{VARIABLE}: the program has found no text in it; look for the report as a page or a Word file"
        )
    return Content(found, tuple(starts), ("ocr",) * len(pages))


def _command(path: Path) -> list[str]:
    named = os.environ.get(VARIABLE, "")
    try:
        words = shlex.split(named)
    except ValueError as error:
        raise OcrFailed(f"{VARIABLE}: “{named}” is no command ({error}); correct it") from None
    if not any("{input}" in word for word in words):
        words.append("{input}")
    return [word.replace("{input}", str(path)) for word in words]


def _run(command: list[str], output: Path, seconds: float) -> None:
    with output.open("wb") as written, tempfile.TemporaryFile() as complaints:
        try:
            program = subprocess.Popen(  # noqa: S603 - the user's own command
                command, stdin=subprocess.DEVNULL, stdout=written, stderr=complaints, start_new_session=True
            )
        except OSError as error:
            raise OcrFailed(f"{VARIABLE}: {command[0]} cannot be started ({error.strerror}); correct it") from None
        try:
            code = program.wait(seconds)
        except BaseException as error:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()
            if isinstance(error, subprocess.TimeoutExpired):
                raise OcrFailed(
                    f"{VARIABLE}: {command[0]} took more than {seconds:g} seconds; split the file up"
                ) from None
            raise
        if code:
            complaints.seek(0)
            said = " ".join(complaints.read(2000).decode("utf-8", "replace").split())[-300:]
            raise OcrFailed(f"{VARIABLE}: {command[0]} ended with exit code {code} ({said}); see what it needs")
    if output.stat().st_size > MAX_OUTPUT:
        raise OcrFailed(f"{VARIABLE}: {command[0]} wrote more than {MAX_OUTPUT:,} bytes; correct it")


def _sheet(page: str) -> Sheet:
    """A page of text as lines at the places where they would stand, an em for each Chinese character."""
    lines = page.splitlines()
    blocks = []
    for number, line in enumerate(lines):
        if words := " ".join(line.split()):
            left = _width(line[: len(line) - len(line.lstrip())])
            blocks.append(Line(words, left, left + _width(words), float(len(lines) - number), 1.0))
    return Sheet(max((line.right for line in blocks), default=0.0), float(len(lines) + 1), blocks)


def _width(words: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(char) in "WF" else 0.5 for char in words)
