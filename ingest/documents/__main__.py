"""The reading process: `python -m ingest.documents MEMORY`, started by `ingest.documents.confinement`.

For each file it takes a line of JSON (`kind`, `bytes`) and the bytes, and answers with a line of JSON: the fields of
`ingest.documents.Content`, or the `error` by its class and its `message`.
"""

import json
import os
import resource
import sys
from importlib import import_module
from typing import Any

from ingest.errors import BrokenFile, ReadError, TooSlow

READERS = {
    "pdf": "ingest.documents.pdf",
    "docx": "ingest.documents.word",
    "xlsx": "ingest.documents.spreadsheet",
    "html": "ingest.webpages",
}


def main() -> None:
    """Serves files until the input ends."""
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # What a library prints must not stand among the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    while line := sys.stdin.buffer.readline():
        asked = json.loads(line)
        data = sys.stdin.buffer.read(asked["bytes"])
        answers.write(json.dumps(_read(asked["kind"], data)).encode() + b"\n")
        answers.flush()


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
