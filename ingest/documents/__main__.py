"""The reading process: `python -m ingest.documents MEMORY SECONDS`, started by `ingest.documents.sandbox`.

For each file it takes a line of JSON (`kind`, `bytes`) and the bytes, and answers with a line of JSON: the fields of
`ingest.documents.Content`, or the `error` by its class and its `message`.
"""

import contextlib
import ctypes
import json
import os
import resource
import sys
from importlib import import_module
from typing import Any

from ground.errors import BrokenFile, ReadError, TooSlow

OPEN_FILES = 64
NO_NEW_PRIVILEGES = 38  # PR_SET_NO_NEW_PRIVS
READERS = {
    "pdf": "ingest.documents.pdf",
    "docx": "ingest.documents.word",
    "xlsx": "ingest.documents.spreadsheet",
    "ofd": "ingest.documents.ofd",
    "html": "ingest.webpages",
    "scan": "ingest.documents.scans",
    "table": "ingest.documents.register_table",
}


def main() -> None:
    """Serves files until the input ends."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    _give_up_rights(memory)
    # What a library prints must not stand among the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while line := sys.stdin.buffer.readline():
        _bound_work(seconds)
        asked = json.loads(line)
        data = sys.stdin.buffer.read(asked["bytes"])
        answers.write(json.dumps(_read(asked["kind"], data)).encode() + b"\n")
        answers.flush()


def _give_up_rights(memory: int) -> None:
    """No more memory than that, no file written, few opened, no rights won by starting a program."""
    for bound, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        with contextlib.suppress(ValueError, OSError):  # where less is allowed already
            resource.setrlimit(bound, (value, value))
    with contextlib.suppress(AttributeError, OSError, TypeError):  # Linux has it
        ctypes.CDLL(None).prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0)


def _bound_work(seconds: int) -> None:
    """The next file may take so many seconds of the processor; the process dies of more, should nobody wait for it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    with contextlib.suppress(ValueError, OSError):
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


def _read(kind: str, data: bytes) -> dict[str, Any]:
    try:
        found: dict[str, Any] = import_module(READERS[kind]).read(data)._asdict()
    except ReadError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        message = "it takes more memory than any report needs; save it anew, or as text, and land that"
        return {"error": TooSlow.__name__, "message": message}
    except Exception as error:  # the libraries' errors on damaged files are of every kind
        told = " ".join(str(error).split())[:200]
        message = f"it does not keep to its format ({type(error).__name__}: {told}); save it anew and land that"
        return {"error": BrokenFile.__name__, "message": message}
    return found


if __name__ == "__main__":
    main()
